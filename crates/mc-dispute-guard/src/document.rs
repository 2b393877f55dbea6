use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// A JSON document as it is compared: numbers keep every digit, objects the order of their members and every repetition.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Document<'a> {
    Null,
    /// A text; or a number, `true` or `false` as it is written.
    Plain(Cow<'a, str>),
    Array(Vec<Self>),
    Object(Vec<(Cow<'a, str>, Self)>),
}

/// How deep a document may be nested; one that is deeper counts as no JSON.
const DEPTH: usize = 128;

impl<'a> Document<'a> {
    /// Nothing when it is no JSON.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        // One pass, unless there is a number that only its own text holds.
        let exact = || Self::exact(serde_json::from_slice(bytes).ok()?, DEPTH);
        serde_json::from_slice(bytes).ok().or_else(exact)
    }

    fn exact(raw: &'a RawValue, depth: usize) -> Option<Self> {
        let depth = depth.checked_sub(1)?;
        let text = raw.get();
        match text.as_bytes().first()? {
            b'{' => {
                let Members(members) = serde_json::from_str(text).ok()?;
                let members = members
                    .into_iter()
                    .map(|(name, raw)| Some((name, Self::exact(raw, depth)?)));
                Some(Self::Object(members.collect::<Option<_>>()?))
            }
            b'[' => {
                let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
                let items = items.into_iter().map(|raw| Self::exact(raw, depth));
                Some(Self::Array(items.collect::<Option<_>>()?))
            }
            b'"' | b'n' | b't' | b'f' => serde_json::from_str(text).ok(),
            _ => Some(Self::Plain(Cow::Borrowed(text))),
        }
    }

    /// The members of an object; of anything else there are none.
    pub(crate) fn members(&self) -> &[(Cow<'a, str>, Self)] {
        match self {
            Self::Object(members) => members,
            _ => &[],
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Document<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Values;

        impl<'de> Visitor<'de> for Values {
            type Value = Document<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value without a fraction")
            }

            fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
                Ok(Document::Null)
            }

            fn visit_bool<E: de::Error>(self, value: bool) -> Result<Self::Value, E> {
                Ok(Document::Plain(Cow::Borrowed(if value { "true" } else { "false" })))
            }

            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Self::Value, E> {
                Ok(Document::Plain(Cow::Owned(value.to_string())))
            }

            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
                Ok(Document::Plain(Cow::Owned(value.to_string())))
            }

            fn visit_str<E: de::Error>(self, value: &str) -> Result<Self::Value, E> {
                Ok(Document::Plain(Cow::Owned(value.to_owned())))
            }

            fn visit_borrowed_str<E: de::Error>(self, value: &'de str) -> Result<Self::Value, E> {
                Ok(Document::Plain(Cow::Borrowed(value)))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some(item) = items.next_element()? {
                    all.push(item);
                }
                Ok(Document::Array(all))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some((name, value)) = members.next_entry()? {
                    all.push((plain(name), value));
                }
                Ok(Document::Object(all))
            }
        }

        deserializer.deserialize_any(Values)
    }
}

/// An object whose values are not read yet.
struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some((name, value)) = members.next_entry()? {
                    all.push((plain(name), value));
                }
                Ok(Members(all))
            }
        }

        deserializer.deserialize_map(Object)
    }
}

/// The name of a member, which is always a text.
fn plain(name: Document<'_>) -> Cow<'_, str> {
    match name {
        Document::Plain(name) => name,
        _ => Cow::Borrowed(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Document<'_> {
        Document::Plain(Cow::Borrowed(text))
    }

    #[test]
    fn numbers_keep_every_digit() {
        for number in [
            "1.10",
            "1e2",
            "-0",
            "12345678901234567890123",
            "0.1000000000000000055511151231257827",
            "7",
        ] {
            let json = format!(r#"{{"a":[{number}],"b":"x"}}"#);
            let members = vec![
                ("a".into(), Document::Array(vec![plain(number)])),
                ("b".into(), plain("x")),
            ];
            assert_eq!(
                Document::read(json.as_bytes()),
                Some(Document::Object(members)),
                "{number}"
            );
        }
    }

    #[test]
    fn both_ways_read_the_same() {
        let json = r#"{"a":null,"b":[true,false,"é\u0041\n"],"a":{"":-3}}"#;
        let once = Document::read(json.as_bytes()).unwrap();
        let exact = Document::exact(serde_json::from_str(json).unwrap(), DEPTH).unwrap();
        assert_eq!(once, exact);
        assert_eq!(once.members().len(), 3, "a name that is there twice is kept twice");
    }

    #[test]
    fn what_is_no_json_is_none() {
        for text in [
            "",
            "{",
            "{} x",
            "<html></html>",
            "[1.5",
            "\"\\ud800\"",
            "NaN",
            "\u{feff}{}",
        ] {
            assert_eq!(Document::read(text.as_bytes()), None, "{text}");
        }
        let deep = format!("{}1.5{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(Document::read(deep.as_bytes()), None);
    }
}
