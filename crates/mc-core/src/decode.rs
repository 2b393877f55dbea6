//! Where in a JSON text something went wrong.

use crate::debug::is_name;

/// The path of the value at a line and column as `serde_json` counts them, as `$.claims[3].amount`.
///
/// Names that may be data, as the keys of a map are, show as `*`. The text may be cut short or malformed:
/// the path is that of the value that was begun last.
pub(crate) fn path_at(json: &[u8], line: usize, column: usize) -> String {
    let line_start = match line.checked_sub(2) {
        None => 0,
        Some(breaks) => json
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte == b'\n')
            .nth(breaks)
            .map_or(json.len(), |(index, _)| index + 1),
    };
    // The column counts the bytes that were read, the last of them belongs to what failed.
    let target = line_start + column.saturating_sub(1);
    Walk {
        json,
        at: 0,
        frames: Vec::new(),
    }
    .path_at(target)
}

enum Frame {
    /// An object: the name that was read last, and whether its value is next.
    Object { name: String, in_value: bool },
    /// A list, and how many elements were passed.
    List { index: usize },
}

struct Walk<'a> {
    json: &'a [u8],
    at: usize,
    frames: Vec<Frame>,
}

impl Walk<'_> {
    fn path_at(mut self, target: usize) -> String {
        while let Some(&byte) = self.json.get(self.at) {
            if self.at > target {
                break;
            }
            match byte {
                b'{' => self.frames.push(Frame::Object {
                    name: String::new(),
                    in_value: false,
                }),
                // A list that fails as a whole is not its first element.
                b'[' if self.at < target => self.frames.push(Frame::List { index: 0 }),
                b'}' | b']' => {
                    self.frames.pop();
                }
                b':' => {
                    if let Some(Frame::Object { in_value, .. }) = self.frames.last_mut() {
                        *in_value = true;
                    }
                }
                b',' => match self.frames.last_mut() {
                    Some(Frame::Object { in_value, .. }) => *in_value = false,
                    Some(Frame::List { index }) => *index += 1,
                    None => {}
                },
                b'"' => self.string(),
                _ => {}
            }
            self.at += 1;
        }
        self.path()
    }

    /// Passes a string, up to its closing quote, and keeps it if it is a name.
    fn string(&mut self) {
        let start = self.at + 1;
        self.at = start;
        while let Some(&byte) = self.json.get(self.at) {
            match byte {
                b'"' => break,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        if let Some(Frame::Object { name, in_value: false }) = self.frames.last_mut() {
            let text = self.json.get(start..self.at).unwrap_or_default();
            std::str::from_utf8(text).unwrap_or_default().clone_into(name);
        }
    }

    fn path(&self) -> String {
        let mut path = "$".to_owned();
        for frame in &self.frames {
            match frame {
                Frame::Object { in_value: false, .. } => {}
                Frame::Object { name, .. } if is_name(name) => {
                    path.push('.');
                    path.push_str(name);
                }
                Frame::Object { .. } => path.push_str(".*"),
                Frame::List { index } => {
                    path.push('[');
                    path.push_str(&index.to_string());
                    path.push(']');
                }
            }
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::Value;

    use super::*;
    use crate::Extra;
    use crate::values::Decimal;

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only decoding is tested")]
    struct Outer {
        claims: Vec<Inner>,
        #[serde(default)]
        by_name: std::collections::BTreeMap<String, i32>,
        #[serde(flatten)]
        extra: Extra,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only decoding is tested")]
    struct Inner {
        id: String,
        amount: Option<Decimal>,
        count: Option<i32>,
        list: Option<Vec<i32>>,
    }

    fn path(json: &str) -> String {
        let error = serde_json::from_str::<Outer>(json).unwrap_err();
        path_at(json.as_bytes(), error.line(), error.column())
    }

    #[test]
    fn paths_lead_to_what_failed() {
        for (json, expected) in [
            (r#"{"claims":[{"id":1}]}"#, "$.claims[0].id"),
            (r#"{"claims":[{"id":"a"},{"id":"b","count":"1"}]}"#, "$.claims[1].count"),
            (
                r#"{"claims":[{"id":"a"},{"id":"b","count":3000000000}]}"#,
                "$.claims[1].count",
            ),
            (
                r#"{"claims":[{"id":"a"} , {"id":"b","amount":"x","count":1}]}"#,
                "$.claims[1].amount",
            ),
            (r#"{"claims":[{"id":"a","count":1},{"count":1}]}"#, "$.claims[1]"),
            (r#"{"claims":[{"id":"a","list":[1,2,"3"]}]}"#, "$.claims[0].list[2]"),
            (r#"{"claims":[{"id":"a","count":[1]}]}"#, "$.claims[0].count"),
            (r#"{"claims":[{"id":"a","count":{"b":1}}]}"#, "$.claims[0].count"),
            (r#"{"claims":[{"id":"a","list":{"b":1}}]}"#, "$.claims[0].list"),
            (r#"{"claims":{}}"#, "$.claims"),
            (r#"{"other":[{"claims":"}]\"{"}],"claims":true}"#, "$.claims"),
            (r#"{"other":1}"#, "$"),
            ("[]", "$"),
            ("1", "$"),
            ("{\n \"claims\": [\n  {\n   \"id\": null\n  }\n ]\n}", "$.claims[0].id"),
        ] {
            assert_eq!(path(json), expected, "{json}");
        }
    }

    #[test]
    fn names_that_may_be_data_are_hidden() {
        let json = r#"{"claims":[],"by_name":{"5555555555554444":"x"}}"#;
        assert_eq!(path(json), "$.by_name.*");
        assert_eq!(path(r#"{"claims":[],"by_name":{"Jane Doe":"x"}}"#), "$.by_name.*");
    }

    proptest::proptest! {
        #[test]
        fn no_text_and_no_place_makes_it_fail(json in proptest::collection::vec(proptest::num::u8::ANY, 0..64), line in 0_usize..6, column in 0_usize..70) {
            proptest::prop_assert!(path_at(&json, line, column).starts_with('$'));
        }

        #[test]
        fn malformed_json_has_a_path(json in r#"[\[\]{}":,a1 \\]{0,24}"#) {
            if let Err(error) = serde_json::from_str::<Value>(&json) {
                proptest::prop_assert!(path_at(json.as_bytes(), error.line(), error.column()).starts_with('$'));
            }
        }
    }
}
