//! Parameters as text, and text as bytes of a URL.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::text::{self, Shape};

/// How lists and objects are written in a parameter, as `OpenAPI` names it.
///
/// Paths take the first three, queries the others; for a single value the choice matters in `Label` and
/// `Matrix` alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Style {
    /// Path: `3,4,5`.
    Simple,
    /// Path: `.3,4,5`.
    Label,
    /// Path: `;id=3,4,5`.
    Matrix,
    /// Query: `id=3&id=4&id=5`, or `id=3,4,5` when it does not explode.
    Form,
    /// Query: `id=3%204%205` when it does not explode.
    SpaceDelimited,
    /// Query: `id=3%7C4%7C5` when it does not explode.
    PipeDelimited,
    /// Query: `id%5Ba%5D=3`, for objects; what is inside of them, and in lists, goes on so: `id%5Ba%5D%5B0%5D=3`.
    DeepObject,
    /// Path or query: the value's JSON text, for parameters that have a media type in place of a style.
    Json,
}

impl Style {
    /// A value's JSON text as this style takes it: as it is, or as a text of its own.
    pub(crate) fn prepared(self, json: String) -> String {
        if self == Self::Json && json != "null" {
            serde_json::Value::String(json).to_string()
        } else {
            json
        }
    }
}

/// What is not encoded: RFC 3986 calls it unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Encodes all but unreserved characters, with capitals in the hexadecimal digits.
pub(crate) fn percent(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// How a value is encoded.
pub(crate) type Encode = fn(&str) -> String;

/// Reserved characters that a query may hold and that neither end a value nor are read as something else. `'` is not among
/// them: in a URL of the web it is encoded in any case.
const KEPT: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// As [`percent`], but reserved characters that may stay do.
pub(crate) fn keeping_reserved(text: &str) -> String {
    utf8_percent_encode(text, KEPT).to_string()
}

/// A value of any depth as pairs of a query or a form, encoded: `name[field][0]=value`.
pub(crate) fn deep(name: &str, json: &str, encode: Encode) -> Result<Vec<(String, String)>, Refused> {
    let mut pairs = Vec::new();
    add_deep(percent(name), json, encode, &mut pairs)?;
    Ok(pairs)
}

fn add_deep(name: String, json: &str, encode: Encode, pairs: &mut Vec<(String, String)>) -> Result<(), Refused> {
    let inside = |field: &str| [name.as_str(), "%5B", &percent(field), "%5D"].concat();
    match Shape::of(json) {
        Shape::Null => {}
        Shape::Bool | Shape::Number | Shape::String => {
            let (text, _) = text::scalar_text(json).ok_or(INVALID)?;
            pairs.push((name, encode(&text)));
        }
        Shape::Array => {
            let items: Vec<&RawValue> = serde_json::from_str(json).map_err(|_| INVALID)?;
            let items = items.into_iter().filter(|item| Shape::of(item.get()) != Shape::Null);
            for (index, item) in items.enumerate() {
                add_deep(inside(&index.to_string()), item.get(), encode, pairs)?;
            }
        }
        Shape::Object => {
            let fields: Fields = serde_json::from_str(json).map_err(|_| INVALID)?;
            for (field, value) in fields.0 {
                add_deep(inside(&field), value.get(), encode, pairs)?;
            }
        }
    }
    Ok(())
}

/// The fields of an object as a form.
pub(crate) fn form(json: &str, styles: &[(&str, Style, bool)]) -> Result<String, Refused> {
    if Shape::of(json) != Shape::Object {
        return Err("is no object, which a form needs");
    }
    let fields: Fields = serde_json::from_str(json).map_err(|_| INVALID)?;
    let mut pairs = Vec::new();
    for (name, value) in fields.0 {
        let (style, explode) = styles
            .iter()
            .find(|(known, ..)| *known == name)
            .map_or((Style::Form, true), |(_, style, explode)| (*style, *explode));
        if style == Style::DeepObject {
            pairs.extend(deep(&name, value.get(), percent)?);
        } else {
            let value = Parameter::from_json(&style.prepared(value.get().to_owned()))?;
            pairs.extend(value.in_query(&name, style, explode, percent)?);
        }
    }
    let pairs: Vec<String> = pairs
        .into_iter()
        .map(|(name, value)| [&name, "=", &value].concat())
        .collect();
    Ok(pairs.join("&"))
}

/// A parameter's value.
#[derive(Debug, PartialEq)]
pub(crate) enum Parameter {
    Absent,
    Single(String),
    List(Vec<String>),
    Object(Vec<(String, String)>),
}

pub(crate) type Refused = &'static str;

const INVALID: Refused = "could not be written as text";
const NESTED: Refused = "has lists or objects inside a list or an object, which no style can write";

impl Parameter {
    /// Reads a parameter from its JSON text; numbers keep their digits.
    pub(crate) fn from_json(json: &str) -> Result<Self, Refused> {
        match Shape::of(json) {
            Shape::Null => Ok(Self::Absent),
            Shape::Bool | Shape::Number | Shape::String => text::scalar_text(json)
                .map(|(text, _)| Self::Single(text))
                .ok_or(INVALID),
            Shape::Array => {
                let items: Vec<&RawValue> = serde_json::from_str(json).map_err(|_| INVALID)?;
                let items = items.into_iter().filter(|item| Shape::of(item.get()) != Shape::Null);
                let items = items.map(|item| text::scalar_text(item.get()).map(|(text, _)| text).ok_or(NESTED));
                items.collect::<Result<_, _>>().map(Self::List)
            }
            Shape::Object => {
                let fields: Fields = serde_json::from_str(json).map_err(|_| INVALID)?;
                let fields = fields
                    .0
                    .into_iter()
                    .filter(|(_, value)| Shape::of(value.get()) != Shape::Null);
                let fields = fields.map(|(name, value)| {
                    text::scalar_text(value.get())
                        .map(|(text, _)| (name, text))
                        .ok_or(NESTED)
                });
                fields.collect::<Result<_, _>>().map(Self::Object)
            }
        }
    }

    /// The parameter as a part of a path.
    pub(crate) fn in_path(&self, name: &str, style: Style, explode: bool) -> Result<String, Refused> {
        let name = percent(name);
        let (start, separator, names_each) = match style {
            Style::Simple | Style::Json => ("", ",", false),
            Style::Label => (".", if explode { "." } else { "," }, false),
            Style::Matrix => (";", if explode { ";" } else { "," }, true),
            _ => return Err("has a style that paths do not have"),
        };
        let named = |text: String| {
            if names_each { [&name, "=", &text].concat() } else { text }
        };
        let text = match self {
            Self::Absent => return Err("is missing"),
            Self::Single(text) if text.is_empty() => return Err("is empty"),
            Self::Single(text) if text == "." || text == ".." => {
                return Err("is `.` or `..`, which no path can carry");
            }
            Self::Single(text) => named(percent(text)),
            Self::List(items) if items.is_empty() => return Err("is empty"),
            Self::List(items) if explode => items
                .iter()
                .map(|item| named(percent(item)))
                .collect::<Vec<_>>()
                .join(separator),
            Self::List(items) => named(joined(items, separator)),
            Self::Object(fields) if fields.is_empty() => return Err("is empty"),
            Self::Object(fields) if explode => pairs(fields, "=", separator),
            Self::Object(fields) => named(pairs(fields, ",", ",")),
        };
        if text.is_empty() {
            return Err("is empty");
        }
        Ok([start, &text].concat())
    }

    /// The parameter as pairs of a query, encoded; none if it is absent. [`deep`] writes the style that is deep.
    pub(crate) fn in_query(
        &self,
        name: &str,
        style: Style,
        explode: bool,
        encode: Encode,
    ) -> Result<Vec<(String, String)>, Refused> {
        let separator = match style {
            Style::Form | Style::Json => ",",
            Style::SpaceDelimited => "%20",
            Style::PipeDelimited => "%7C",
            _ => return Err("has a style that queries do not have"),
        };
        let key = percent(name);
        let list = |items: &[String]| items.iter().map(|item| encode(item)).collect::<Vec<_>>();
        Ok(match self {
            Self::Absent => Vec::new(),
            Self::Single(text) => vec![(key, encode(text))],
            Self::List(items) if items.is_empty() => Vec::new(),
            Self::List(items) if explode => list(items).into_iter().map(|item| (key.clone(), item)).collect(),
            Self::List(items) => vec![(key, list(items).join(separator))],
            Self::Object(fields) if fields.is_empty() => Vec::new(),
            Self::Object(fields) if explode => fields
                .iter()
                .map(|(field, value)| (percent(field), encode(value)))
                .collect(),
            Self::Object(fields) => {
                let fields = fields
                    .iter()
                    .map(|(name, value)| [&percent(name), separator, &encode(value)].concat());
                vec![(key, fields.collect::<Vec<_>>().join(separator))]
            }
        })
    }

    /// The parameter as the text of a header, not encoded; nothing if it is absent.
    pub(crate) fn in_header(&self, explode: bool) -> Option<String> {
        match self {
            Self::Absent => None,
            Self::Single(text) => Some(text.clone()),
            Self::List(items) => Some(items.join(",")),
            Self::Object(fields) => Some(
                fields
                    .iter()
                    .map(|(name, value)| [name.as_str(), if explode { "=" } else { "," }, value].concat())
                    .collect::<Vec<_>>()
                    .join(","),
            ),
        }
    }
}

fn joined(items: &[String], separator: &str) -> String {
    items
        .iter()
        .map(|item| percent(item))
        .collect::<Vec<_>>()
        .join(separator)
}

fn pairs(fields: &[(String, String)], between: &str, separator: &str) -> String {
    fields
        .iter()
        .map(|(name, value)| [&percent(name), between, &percent(value)].concat())
        .collect::<Vec<_>>()
        .join(separator)
}

/// The fields of an object in their order.
struct Fields<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldsVisitor;

        impl<'de> Visitor<'de> for FieldsVisitor {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(fields)
            }
        }

        deserializer.deserialize_map(FieldsVisitor).map(Fields)
    }
}

#[cfg(test)]
mod tests {
    use percent_encoding::percent_decode_str;
    use proptest::prelude::*;

    use super::*;

    fn path(json: &str, style: Style, explode: bool) -> Result<String, Refused> {
        Parameter::from_json(json)?.in_path("id", style, explode)
    }

    fn query(json: &str, style: Style, explode: bool) -> Result<String, Refused> {
        let pairs = if style == Style::DeepObject {
            deep("id", json, percent)?
        } else {
            Parameter::from_json(json)?.in_query("id", style, explode, percent)?
        };
        Ok(pairs
            .iter()
            .map(|(name, value)| [name, "=", value].concat())
            .collect::<Vec<_>>()
            .join("&"))
    }

    #[test]
    fn all_but_unreserved_characters_are_encoded() {
        assert_eq!(percent("a b~*/+"), "a%20b~%2A%2F%2B");
        assert_eq!(percent("AZaz09-._~"), "AZaz09-._~");
        assert_eq!(
            percent("!\"#$%&'(),:;<=>?@[]^`{|}\\"),
            "%21%22%23%24%25%26%27%28%29%2C%3A%3B%3C%3D%3E%3F%40%5B%5D%5E%60%7B%7C%7D%5C"
        );
        assert_eq!(percent("\u{e9}\u{1f600}\0\n"), "%C3%A9%F0%9F%98%80%00%0A");
    }

    #[test]
    fn json_is_written_as_it_is() {
        for (json, expected) in [
            (
                r#"{"a":[1,{"b":null}]}"#,
                "%7B%22a%22%3A%5B1%2C%7B%22b%22%3Anull%7D%5D%7D",
            ),
            (r#""x""#, "%22x%22"),
            ("1.50", "1.50"),
        ] {
            let shown = Style::Json.prepared(json.to_owned());
            assert_eq!(path(&shown, Style::Json, false).unwrap(), expected);
            assert_eq!(query(&shown, Style::Json, false).unwrap(), format!("id={expected}"));
        }
        assert_eq!(
            query(&Style::Json.prepared("null".to_owned()), Style::Json, false).unwrap(),
            ""
        );
    }

    #[test]
    fn single_values_in_paths() {
        assert_eq!(path(r#""a/b""#, Style::Simple, false).unwrap(), "a%2Fb");
        assert_eq!(
            path("12345678901234567.89", Style::Simple, false).unwrap(),
            "12345678901234567.89"
        );
        assert_eq!(path("true", Style::Simple, false).unwrap(), "true");
        assert_eq!(path("5", Style::Label, false).unwrap(), ".5");
        assert_eq!(path("5", Style::Matrix, true).unwrap(), ";id=5");
    }

    #[test]
    fn lists_and_objects_in_paths() {
        const LIST: &str = r#"[3,"4 ",5]"#;
        const OBJECT: &str = r#"{"role":"admin","x":"a b"}"#;
        for (style, explode, list, object) in [
            (Style::Simple, false, "3,4%20,5", "role,admin,x,a%20b"),
            (Style::Simple, true, "3,4%20,5", "role=admin,x=a%20b"),
            (Style::Label, false, ".3,4%20,5", ".role,admin,x,a%20b"),
            (Style::Label, true, ".3.4%20.5", ".role=admin.x=a%20b"),
            (Style::Matrix, false, ";id=3,4%20,5", ";id=role,admin,x,a%20b"),
            (Style::Matrix, true, ";id=3;id=4%20;id=5", ";role=admin;x=a%20b"),
        ] {
            assert_eq!(path(LIST, style, explode).unwrap(), list, "{style:?} {explode}");
            assert_eq!(path(OBJECT, style, explode).unwrap(), object, "{style:?} {explode}");
        }
    }

    #[test]
    fn what_no_path_can_carry_is_refused() {
        for json in [
            "null",
            r#""""#,
            r#"".""#,
            r#""..""#,
            "[]",
            "{}",
            r#"[""]"#,
            "[[1]]",
            r#"{"a":{}}"#,
        ] {
            assert!(path(json, Style::Simple, false).is_err(), "{json}");
        }
        assert!(path("1", Style::Form, false).is_err());
    }

    #[test]
    fn queries() {
        const LIST: &str = r#"["a b","c,d"]"#;
        const OBJECT: &str = r#"{"R":100,"G G":null,"B":"&"}"#;
        for (style, explode, list, object) in [
            (Style::Form, true, "id=a%20b&id=c%2Cd", "R=100&B=%26"),
            (Style::Form, false, "id=a%20b,c%2Cd", "id=R,100,B,%26"),
            (Style::SpaceDelimited, true, "id=a%20b&id=c%2Cd", "R=100&B=%26"),
            (Style::SpaceDelimited, false, "id=a%20b%20c%2Cd", "id=R%20100%20B%20%26"),
            (Style::PipeDelimited, false, "id=a%20b%7Cc%2Cd", "id=R%7C100%7CB%7C%26"),
        ] {
            assert_eq!(query(LIST, style, explode).unwrap(), list, "{style:?} {explode}");
            assert_eq!(query(OBJECT, style, explode).unwrap(), object, "{style:?} {explode}");
        }
        assert_eq!(
            query(OBJECT, Style::DeepObject, true).unwrap(),
            "id%5BR%5D=100&id%5BB%5D=%26"
        );
        // OpenAPI leaves these open; this is what servers that know brackets read.
        assert_eq!(
            query(LIST, Style::DeepObject, true).unwrap(),
            "id%5B0%5D=a%20b&id%5B1%5D=c%2Cd"
        );
        assert_eq!(query("5", Style::DeepObject, true).unwrap(), "id=5");
        assert_eq!(
            query(
                r#"{"a b":[{"c":1,"d":null},{"c":"&"}],"e":{}}"#,
                Style::DeepObject,
                true
            )
            .unwrap(),
            "id%5Ba%20b%5D%5B0%5D%5Bc%5D=1&id%5Ba%20b%5D%5B1%5D%5Bc%5D=%26"
        );
        assert!(query("1", Style::Simple, true).is_err());
        assert_eq!(query(r#""""#, Style::Form, true).unwrap(), "id=");
        assert_eq!(query("null", Style::Form, true).unwrap(), "");
        assert_eq!(query("[]", Style::Form, true).unwrap(), "");
        assert_eq!(query("[]", Style::Form, false).unwrap(), "");
    }

    #[test]
    fn headers_join_without_encoding() {
        let header = |json| Parameter::from_json(json).unwrap().in_header(false);
        assert_eq!(header("null"), None);
        assert_eq!(header(r#""a b""#).as_deref(), Some("a b"));
        assert_eq!(header(r#"["a",1]"#).as_deref(), Some("a,1"));
        assert_eq!(header(r#"{"a":1,"b":2}"#).as_deref(), Some("a,1,b,2"));
        let exploded = |json| Parameter::from_json(json).unwrap().in_header(true);
        assert_eq!(exploded(r#"{"a":1,"b":2}"#).as_deref(), Some("a=1,b=2"));
        assert_eq!(exploded(r#"["a",1]"#).as_deref(), Some("a,1"));
    }

    #[test]
    fn reserved_characters_stay_where_that_is_allowed() {
        let pairs = Parameter::from_json(r#""a:/?#[]@!$&'()*+,;=%20 b""#)
            .unwrap()
            .in_query("q", Style::Form, true, keeping_reserved)
            .unwrap();
        let [(_, text)] = pairs.as_slice() else {
            panic!("{pairs:?}")
        };
        assert_eq!(text, "a:/?%23%5B%5D@!$%26%27()*%2B,;=%2520%20b");
        let url = format!("https://example.com/?q={text}");
        assert_eq!(url::Url::parse(&url).unwrap().as_str(), url);
        let read: Vec<_> = url::form_urlencoded::parse(format!("q={text}").as_bytes())
            .into_owned()
            .collect();
        assert_eq!(read, [("q".to_owned(), "a:/?#[]@!$&'()*+,;=%20 b".to_owned())]);
    }

    #[test]
    fn forms_have_a_style_for_each_field() {
        const BODY: &str =
            r#"{"amount":5,"to":["a b","c"],"card":{"number":"1&2","tags":["x"]},"meta":{"k":true},"none":null}"#;
        let styles = [
            ("card", Style::DeepObject, true),
            ("to", Style::Form, false),
            ("meta", Style::Json, false),
        ];
        assert_eq!(
            form(BODY, &styles).unwrap(),
            "amount=5&to=a%20b,c&card%5Bnumber%5D=1%262&card%5Btags%5D%5B0%5D=x&meta=%7B%22k%22%3Atrue%7D"
        );
        assert_eq!(
            form(r#"{"to":["a","b"],"meta":{"k":1}}"#, &[]).unwrap(),
            "to=a&to=b&k=1"
        );
        assert!(form(r#"{"a":{"b":{}}}"#, &[]).is_err());
        assert!(form("[]", &[]).is_err());
    }

    proptest! {
        #[test]
        fn encoding_is_reversible_and_stays_unreserved(text in any::<String>()) {
            let encoded = percent(&text);
            prop_assert!(encoded.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~%".contains(&b)));
            prop_assert!(!encoded.bytes().any(|b| b.is_ascii_lowercase()) || text.bytes().any(|b| b.is_ascii_lowercase()));
            prop_assert_eq!(percent_decode_str(&encoded).decode_utf8().unwrap(), text);
        }
    }
}
