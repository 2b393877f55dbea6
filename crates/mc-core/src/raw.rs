use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde::ser::{Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;
use zeroize::Zeroize;

use crate::text;

/// A JSON value that keeps the text it came as: every digit of its numbers, and the order of its fields.
///
/// Unions keep in it what fits none of their members. Two are equal if their texts are. `Debug` hides the text, and
/// it is wiped when it is dropped.
///
/// ```
/// use mc_core::RawJson;
///
/// let raw: RawJson = serde_json::from_str(r#"{"b":1.10,"a":12345678901234567890123}"#)?;
/// assert_eq!(serde_json::to_string(&raw)?, r#"{"b":1.10,"a":12345678901234567890123}"#);
///
/// #[derive(serde::Deserialize)]
/// struct Part {
///     b: f64,
/// }
/// assert_eq!(raw.decode::<Part>()?.b, 1.1);
/// assert_eq!(format!("{raw:?}"), "[REDACTED]");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct RawJson(String);

impl RawJson {
    /// Keeps a well-formed text.
    pub(crate) const fn new(text: String) -> Self {
        Self(text)
    }

    /// The JSON text as it was received or is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Decodes the value as this type.
    ///
    /// # Errors
    ///
    /// If the value is of another form.
    pub fn decode<T: DeserializeOwned>(&self) -> serde_json::Result<T> {
        serde_json::from_str(&self.0)
    }
}

impl From<Value> for RawJson {
    /// Writes the value, and wipes the strings in it.
    fn from(mut value: Value) -> Self {
        let text = value.to_string();
        wipe(&mut value);
        Self(text)
    }
}

/// Overwrites the strings in a value; names stay, for a map does not lend them out.
fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(items) => items.iter_mut().for_each(wipe),
        Value::Object(fields) => fields.values_mut().for_each(wipe),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

impl FromStr for RawJson {
    type Err = serde_json::Error;

    /// Keeps a text that is JSON.
    fn from_str(text: &str) -> serde_json::Result<Self> {
        serde_json::from_str(text)
    }
}

impl fmt::Debug for RawJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(crate::debug::REDACTED)
    }
}

impl Drop for RawJson {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl Serialize for RawJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde_json::from_str::<&RawValue>(&self.0)
            .map_err(serde::ser::Error::custom)?
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for RawJson {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text::json_text(deserializer).map(|text| Self(text.into_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wiping_reaches_nested_strings() {
        let mut value = serde_json::json!({"a": ["s3cret", {"b": "s3cret"}], "c": 1});
        wipe(&mut value);
        assert_eq!(value, serde_json::json!({"a": ["", {"b": ""}], "c": 1}));
    }

    #[test]
    fn text_stays_as_it_came() {
        for text in [r#"{"b":[1.10,1e400,null],"a":"x"}"#, "-0", "null", r#""\u0041""#] {
            let raw: RawJson = text.parse().unwrap();
            assert_eq!(
                (raw.as_str(), serde_json::to_string(&raw).unwrap().as_str()),
                (text, text)
            );
        }
        assert!("{".parse::<RawJson>().is_err());
        let value = serde_json::json!({"a": [1]});
        let raw = RawJson::from(value.clone());
        assert_eq!(serde_json::to_value(&raw).unwrap(), value);
        assert_eq!(serde_json::from_value::<RawJson>(value).unwrap(), raw);
    }
}
