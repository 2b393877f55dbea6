//! The exact text of a JSON value while it is decoded.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

/// The name under which `serde_json` hands over the text of a value instead of the value.
///
/// `serde_json::value::RawValue` asks for it too, but fails where a value was buffered before, inside
/// `#[serde(flatten)]` for one. Asking by name allows to fall back on the buffered value. A test notices if
/// the name ever changes, and the fallback then still decodes, with numbers as far as a double reaches.
const RAW: &str = "$serde_json::private::RawValue";

/// The JSON text of the next value: exactly as it was written where the deserializer can tell.
pub(crate) fn json_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'de, str>, D::Error> {
    deserializer.deserialize_newtype_struct(RAW, JsonText)
}

struct JsonText;

impl<'de> Visitor<'de> for JsonText {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        match map.next_key::<Cow<'_, str>>()? {
            Some(key) if key == RAW => map.next_value::<Text<'de>>().map(|text| text.0),
            _ => Err(de::Error::custom("a value could not be read as text")),
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        Value::deserialize(deserializer).map(|value| Cow::Owned(value.to_string()))
    }
}

/// A string, borrowed where that is possible.
struct Text<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor).map(Self)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text))
    }
}

/// What kind of value a JSON text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Null,
    Bool,
    Number,
    String,
    Array,
    Object,
}

impl Shape {
    /// The kind of a well-formed JSON text.
    pub(crate) fn of(json: &str) -> Self {
        match json.trim_ascii_start().as_bytes().first() {
            Some(b'"') => Self::String,
            Some(b'[') => Self::Array,
            Some(b'{') => Self::Object,
            Some(b't' | b'f') => Self::Bool,
            Some(b'n') | None => Self::Null,
            Some(_) => Self::Number,
        }
    }
}

/// The text of a JSON string, number or boolean, and which of them it was.
pub(crate) fn scalar<'de, D: Deserializer<'de>>(deserializer: D) -> Result<(String, Shape), D::Error> {
    let json = json_text(deserializer)?;
    scalar_text(&json).ok_or_else(|| de::Error::custom("expected a string or a number"))
}

/// The text of a JSON string, number or boolean.
pub(crate) fn scalar_text(json: &str) -> Option<(String, Shape)> {
    let shape = Shape::of(json);
    let text = match shape {
        Shape::String => serde_json::from_str(json).ok()?,
        Shape::Number | Shape::Bool => json.trim_ascii().to_owned(),
        Shape::Null | Shape::Array | Shape::Object => return None,
    };
    Some((text, shape))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Raw(String);

    impl<'de> Deserialize<'de> for Raw {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            json_text(deserializer).map(|text| Self(text.into_owned()))
        }
    }

    #[derive(serde::Deserialize)]
    struct Holder {
        raw: Raw,
        #[serde(flatten)]
        _extra: crate::Extra,
    }

    #[derive(serde::Deserialize)]
    #[serde(untagged)]
    enum Buffered {
        Raw(Raw),
    }

    #[test]
    fn text_keeps_every_digit() {
        let text = "12345678901234567.8900";
        assert_eq!(serde_json::from_str::<Raw>(text).unwrap().0, text);
        assert_eq!(serde_json::from_slice::<Raw>(text.as_bytes()).unwrap().0, text);
        assert_eq!(serde_json::from_reader::<_, Raw>(text.as_bytes()).unwrap().0, text);
        let json = format!(r#"{{"a": 1, "raw": {text} , "z": 2}}"#);
        assert_eq!(serde_json::from_str::<Holder>(&json).unwrap().raw.0, text);
    }

    #[test]
    fn values_that_were_parsed_before_still_decode() {
        assert_eq!(
            serde_json::from_value::<Raw>(serde_json::json!({"a": [1.5]}))
                .unwrap()
                .0,
            r#"{"a":[1.5]}"#
        );
        let Buffered::Raw(raw) = serde_json::from_str(r#"[1.5, "x"]"#).unwrap();
        assert_eq!(raw.0, r#"[1.5,"x"]"#);
    }

    #[test]
    fn scalars_are_text_and_nothing_else_is() {
        assert_eq!(scalar_text(r#""a\"b""#), Some((r#"a"b"#.to_owned(), Shape::String)));
        assert_eq!(scalar_text("1.50"), Some(("1.50".to_owned(), Shape::Number)));
        assert_eq!(scalar_text("true"), Some(("true".to_owned(), Shape::Bool)));
        for json in ["null", "[]", "{}"] {
            assert_eq!(scalar_text(json), None);
        }
    }
}
