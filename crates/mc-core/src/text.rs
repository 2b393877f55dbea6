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

/// How deep `serde_json` reads lists and objects inside each other.
///
/// It counts while it decodes, and begins from zero for a text that was kept: whoever decodes a kept text looks first
/// whether it is too deep.
pub(crate) const DEPTH: usize = 127;

/// That a text is nested too deep to be decoded.
pub(crate) struct TooDeep;

impl fmt::Display for TooDeep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("recursion limit exceeded")
    }
}

/// Whether lists and objects are nested no deeper than this in a well-formed text.
pub(crate) fn is_within(depth: usize, json: &str) -> bool {
    let mut bytes = json.bytes();
    let mut open = 0_usize;
    while let Some(byte) = bytes.next() {
        match byte {
            b'{' | b'[' => {
                open += 1;
                if open > depth {
                    return false;
                }
            }
            b'}' | b']' => open = open.saturating_sub(1),
            b'"' => {
                while let Some(byte) = bytes.next() {
                    match byte {
                        b'"' => break,
                        b'\\' => _ = bytes.next(),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    true
}

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
        match map.next_key()? {
            Some(RawName(true)) => map.next_value::<Text<'de>>().map(|text| text.0),
            _ => Err(de::Error::custom("a value could not be read as text")),
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        Value::deserialize(deserializer).map(|value| Cow::Owned(value.to_string()))
    }
}

/// Whether a name is [`RAW`]; this is asked for each field of an answer, so it must not allocate.
struct RawName(bool);

impl<'de> Deserialize<'de> for RawName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(RawNameVisitor)
    }
}

struct RawNameVisitor;

impl Visitor<'_> for RawNameVisitor {
    type Value = RawName;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(RawName(name == RAW))
    }
}

/// A string, borrowed where that is possible.
pub(crate) struct Text<'de>(pub(crate) Cow<'de, str>);

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

/// A JSON text that is a string without escapes: what stands between its quotes is its value.
#[derive(Clone, Copy)]
pub(crate) struct PlainString<'a> {
    json: &'a str,
    text: &'a str,
}

impl<'a> PlainString<'a> {
    /// The string that a well-formed JSON text is, unless it has to be unescaped.
    pub(crate) fn of(json: &'a str) -> Option<Self> {
        let text = json.strip_prefix('"')?.strip_suffix('"')?;
        (!text.as_bytes().contains(&b'\\')).then_some(Self { json, text })
    }
}

/// Hands over the string as `serde_json` would, without looking at each byte again.
impl<'de> Deserializer<'de> for PlainString<'de> {
    type Error = serde_json::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_borrowed_str(self.text)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        serde_json::Deserializer::from_slice(self.json.as_bytes()).deserialize_newtype_struct(name, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        serde_json::Deserializer::from_slice(self.json.as_bytes()).deserialize_enum(name, variants, visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_borrowed_bytes(self.text.as_bytes())
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_borrowed_bytes(self.text.as_bytes())
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string
        unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
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
    if let Some(string) = PlainString::of(json) {
        return Some((string.text.to_owned(), Shape::String));
    }
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
    fn depth_is_counted_outside_of_strings() {
        for (json, depth) in [
            ("1", 0),
            (r#""[[[""#, 0),
            (r#"{"a":[{}]}"#, 3),
            (r#"[["\\"],{"[\"[":{}}]"#, 2 + 1),
        ] {
            assert!(is_within(depth, json), "{json}");
            assert!(depth == 0 || !is_within(depth - 1, json), "{json}");
        }
        // What `serde_json` takes and what it does not.
        for (depth, is_read) in [(DEPTH, true), (DEPTH + 1, false)] {
            let json = ["[".repeat(depth), "]".repeat(depth)].concat();
            assert_eq!(serde_json::from_str::<Value>(&json).is_ok(), is_read);
            assert_eq!(is_within(DEPTH, &json), is_read);
        }
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
    fn plain_strings_decode_as_serde_json_does() {
        #[derive(Debug, PartialEq, serde::Deserialize)]
        enum Unit {
            A,
        }
        #[derive(Debug, PartialEq, serde::Deserialize)]
        struct New(String);

        fn same<T: serde::de::DeserializeOwned + PartialEq + fmt::Debug>(json: &str) {
            let plain = PlainString::of(json).map(T::deserialize).expect("no escapes");
            assert_eq!(plain.ok(), serde_json::from_str(json).ok(), "{json}");
        }
        for json in [r#""""#, r#""A""#, r#""5""#, r#""true""#, r#""10:30 Zoë""#] {
            same::<String>(json);
            same::<Option<String>>(json);
            same::<Option<Option<New>>>(json);
            same::<crate::Sensitive<String>>(json);
            same::<crate::values::Date>(json);
            same::<crate::values::Decimal>(json);
            same::<Unit>(json);
            same::<bool>(json);
            same::<i32>(json);
            same::<char>(json);
            same::<Vec<u8>>(json);
            same::<Vec<String>>(json);
            same::<Value>(json);
            same::<()>(json);
        }
        for json in [r#""a\"b""#, r#""\u0041""#, "5", "null", "[\"a\"]", "{}"] {
            assert!(PlainString::of(json).is_none(), "{json}");
        }
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
