use std::fmt;

use serde::de::{self, DeserializeOwned};
use serde::{Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use serde_with::{DeserializeAs, SerializeAs};

use crate::text::{self, Shape};

/// Accepts what servers send in place of what their interface says.
///
/// Works on a field of any type. A string is read as the boolean or number in it and a number or boolean as
/// a string, with the digits that were sent; a list is read from one single element and from `null`. What
/// decodes as it stands is never touched. The field is sent as its type says.
///
/// ```
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Claim {
///     #[serde(with = "serde_with::As::<mc_core::Lenient>")]
///     is_open: bool,
///     #[serde(with = "serde_with::As::<mc_core::Lenient>", default)]
///     reason: Option<String>,
///     #[serde(with = "serde_with::As::<mc_core::Lenient>", default)]
///     amounts: Vec<mc_core::Decimal>,
/// }
///
/// let claim: Claim = serde_json::from_str(r#"{"is_open":"true","reason":4807,"amounts":"1.20"}"#)?;
/// assert_eq!(serde_json::to_string(&claim)?, r#"{"is_open":true,"reason":"4807","amounts":[1.20]}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Lenient;

impl<T: Serialize> SerializeAs<T> for Lenient {
    fn serialize_as<S: Serializer>(source: &T, serializer: S) -> Result<S::Ok, S::Error> {
        source.serialize(serializer)
    }
}

impl<'de, T: DeserializeOwned> DeserializeAs<'de, T> for Lenient {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        let json = text::json_text(deserializer)?;
        if let Ok(value) = serde_json::from_slice(json.as_bytes()) {
            return Ok(value);
        }
        // The text is tried in one form after the other; forms that do not apply are not there.
        for form in [
            Form::Unquoted,
            Form::Quoted,
            Form::Listed,
            Form::ListedUnquoted,
            Form::ListedQuoted,
        ] {
            if let Some(json) = form.of(&json)
                && let Ok(value) = serde_json::from_slice(json.as_bytes())
            {
                return Ok(value);
            }
        }
        Err(de::Error::custom(Mismatch))
    }
}

struct Mismatch;

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no reading of the value fits its type")
    }
}

/// How else a JSON text may be read.
#[derive(Clone, Copy)]
enum Form {
    Unquoted,
    Quoted,
    Listed,
    ListedUnquoted,
    ListedQuoted,
}

impl Form {
    fn of(self, json: &str) -> Option<String> {
        match self {
            Self::Unquoted => each(json, unquoted),
            Self::Quoted => each(json, quoted),
            Self::Listed => listed(json),
            Self::ListedUnquoted => listed(&unquoted(json)?),
            Self::ListedQuoted => listed(&quoted(json)?),
        }
    }
}

/// A value as the only element of a list, `null` as an empty list.
fn listed(json: &str) -> Option<String> {
    match Shape::of(json) {
        Shape::Null => Some("[]".to_owned()),
        Shape::Array => None,
        _ => Some(["[", json, "]"].concat()),
    }
}

/// The boolean or number in a string.
fn unquoted(json: &str) -> Option<String> {
    let (text, Shape::String) = text::scalar_text(json)? else {
        return None;
    };
    let text = text.trim_ascii();
    if text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false") {
        return Some(text.to_ascii_lowercase());
    }
    text.parse::<crate::Decimal>().ok().map(|number| number.to_string())
}

/// A boolean or number as a string.
fn quoted(json: &str) -> Option<String> {
    match text::scalar_text(json)? {
        (text, Shape::Bool | Shape::Number) => Some(["\"", &text, "\""].concat()),
        _ => None,
    }
}

/// Changes a scalar, or each scalar in a list; nothing if nothing changes.
fn each(json: &str, change: fn(&str) -> Option<String>) -> Option<String> {
    if Shape::of(json) != Shape::Array {
        return change(json);
    }
    let items: Vec<&RawValue> = serde_json::from_str(json).ok()?;
    let mut changed = false;
    let mut list = String::with_capacity(json.len());
    for item in items {
        list.push(if list.is_empty() { '[' } else { ',' });
        match change(item.get()) {
            Some(item) => {
                changed = true;
                list.push_str(&item);
            }
            None => list.push_str(item.get()),
        }
    }
    list.push(']');
    changed.then_some(list)
}
