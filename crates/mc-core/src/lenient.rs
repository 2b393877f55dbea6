use std::fmt;

use serde::de::{self, DeserializeOwned};
use serde::{Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use serde_with::{DeserializeAs, SerializeAs};

use crate::text::{self, PlainString, Shape};

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
///     amounts: Vec<mc_core::values::Decimal>,
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
        // A field is inside an object.
        if matches!(Shape::of(&json), Shape::Array | Shape::Object) && !text::is_within(text::DEPTH - 1, &json) {
            return Err(de::Error::custom(text::TooDeep));
        }
        // Nearly all fields are strings without escapes, and those need not be parsed twice.
        let as_it_stands = match PlainString::of(&json) {
            Some(string) => T::deserialize(string),
            None => serde_json::from_slice(json.as_bytes()),
        };
        if let Ok(value) = as_it_stands {
            return Ok(value);
        }
        // The text is tried in one form after the other; forms that do not apply are not there.
        for form in [
            Form::Whole,
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
    Whole,
    Unquoted,
    Quoted,
    Listed,
    ListedUnquoted,
    ListedQuoted,
}

impl Form {
    fn of(self, json: &str) -> Option<String> {
        match self {
            Self::Whole => each(json, crate::whole::digits),
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
    crate::values::Decimal::from_wire(text)
        .ok()
        .map(|number| number.as_str().to_owned())
}

/// A boolean or number as a string.
fn quoted(json: &str) -> Option<String> {
    match text::scalar_text(json)? {
        (text, Shape::Bool | Shape::Number) => Some(["\"", &text, "\""].concat()),
        _ => None,
    }
}

/// Changes a scalar, or each element of a list of scalars; nothing if nothing changes.
///
/// Lists of anything else are decoded once only: what is in them may be lenient itself, and so on.
fn each(json: &str, change: fn(&str) -> Option<String>) -> Option<String> {
    if Shape::of(json) != Shape::Array {
        return change(json);
    }
    let items: Vec<&RawValue> = serde_json::from_str(json).ok()?;
    let is_scalar = |item: &&RawValue| !matches!(Shape::of(item.get()), Shape::Array | Shape::Object);
    if !items.iter().all(is_scalar) {
        return None;
    }
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

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::values::{Date, DateTime, Decimal};
    use crate::{Extra, Sensitive};

    #[derive(Debug, PartialEq, Deserialize)]
    struct Plain<T: DeserializeOwned> {
        #[serde(with = "serde_with::As::<Lenient>")]
        field: T,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Model {
        id: String,
        #[serde(flatten)]
        extra: Extra,
    }

    fn read<T: DeserializeOwned>(json: &str) -> Option<T> {
        let json = format!(r#"{{"field": {json} }}"#);
        serde_json::from_str::<Plain<T>>(&json).ok().map(|plain| plain.field)
    }

    #[test]
    fn booleans() {
        for (json, value) in [
            ("true", true),
            ("\"true\"", true),
            ("\"False\"", false),
            ("\" TRUE \"", true),
        ] {
            assert_eq!(read::<bool>(json), Some(value), "{json}");
        }
        for json in ["\"yes\"", "1", "null", "[]", "\"\""] {
            assert_eq!(read::<bool>(json), None, "{json}");
        }
        assert_eq!(read::<Option<bool>>("null"), Some(None));
        assert_eq!(read::<Option<bool>>("\"true\""), Some(Some(true)));
        assert_eq!(read::<Sensitive<bool>>("\"true\""), Some(Sensitive::new(true)));
    }

    #[test]
    fn numbers() {
        assert_eq!(read::<i32>("5"), Some(5));
        assert_eq!(read::<i32>("\"5\""), Some(5));
        assert_eq!(read::<i64>("\"-0042\""), Some(-42));
        assert_eq!(read::<f64>("\"1.2\""), Some(1.2));
        assert_eq!(read::<i32>("\"3000000000\""), None);
        assert_eq!(read::<i32>("\"x\""), None);
        assert_eq!(read::<Option<i64>>("\"5\""), Some(Some(5)));
        assert_eq!(read::<Sensitive<i64>>("\"5\""), Some(Sensitive::new(5)));
        assert_eq!(
            read::<Decimal>("\"12345678901234567.89\"").unwrap().as_str(),
            "12345678901234567.89"
        );
    }

    #[test]
    fn strings_keep_the_digits_that_were_sent() {
        assert_eq!(
            read::<String>("12345678901234567.8900").as_deref(),
            Some("12345678901234567.8900")
        );
        assert_eq!(read::<String>("true").as_deref(), Some("true"));
        assert_eq!(read::<String>("\"5\"").as_deref(), Some("5"));
        assert_eq!(read::<String>("null"), None);
        assert_eq!(read::<String>("{}"), None);
        assert_eq!(read::<Option<String>>("1.20"), Some(Some("1.20".to_owned())));
        assert_eq!(
            read::<Sensitive<String>>("5555555555554444"),
            Some("5555555555554444".into())
        );
        assert_eq!(read::<Date>("20260228"), Some(Date::from_wire("20260228")));
        assert_eq!(read::<Option<DateTime>>("null"), Some(None));
    }

    #[test]
    fn one_element_is_a_list() {
        assert_eq!(read::<Vec<i32>>("[1,2]"), Some(vec![1, 2]));
        assert_eq!(read::<Vec<i32>>("1"), Some(vec![1]));
        assert_eq!(read::<Vec<i32>>("\"1\""), Some(vec![1]));
        assert_eq!(read::<Vec<i32>>("[\"1\", 2]"), Some(vec![1, 2]));
        assert_eq!(read::<Vec<bool>>("\"true\""), Some(vec![true]));
        assert_eq!(
            read::<Vec<String>>("[1.10, \"b\", true]"),
            Some(vec!["1.10".into(), "b".into(), "true".into()])
        );
        assert_eq!(read::<Vec<String>>("1.10"), Some(vec!["1.10".into()]));
        assert_eq!(read::<Vec<i32>>("null"), Some(vec![]));
        assert_eq!(read::<Option<Vec<i32>>>("null"), Some(None));
        assert_eq!(read::<Option<Vec<i32>>>("1"), Some(Some(vec![1])));
        let one = read::<Vec<Model>>(r#"{"id":"a","x":null}"#).unwrap();
        assert_eq!((one.len(), one[0].extra.len()), (1, 1));
        assert_eq!(read::<Vec<Model>>(r#"[{"id":"a"},{"id":"b"}]"#).unwrap().len(), 2);
        assert_eq!(read::<Vec<Model>>(r#"{"no":1}"#), None);
        assert_eq!(
            read::<Sensitive<Vec<String>>>("\"a\""),
            Some(Sensitive::new(vec!["a".to_owned()]))
        );
    }

    #[derive(Debug, Deserialize)]
    struct Tree {
        #[serde(with = "serde_with::As::<Lenient>", default)]
        next: Vec<Tree>,
    }

    /// A tree of objects and lists, so deep that the innermost stands at `depth`.
    fn tree(depth: usize, innermost: &str, beside: &str) -> String {
        let pairs = depth / 2;
        [
            &r#"{"next":["#.repeat(pairs),
            innermost,
            &[beside, "]}"].concat().repeat(pairs),
        ]
        .concat()
    }

    #[test]
    fn what_is_too_deep_is_an_error() {
        let mut tree_of = serde_json::from_str::<Tree>(&tree(126, "", "")).unwrap();
        let mut depth = 1;
        while let Some(next) = tree_of.next.pop() {
            tree_of = next;
            depth += 1;
        }
        assert_eq!(depth, 63);
        for depth in [128, 10_000, 200_000] {
            let error = serde_json::from_str::<Tree>(&tree(depth, "", ""))
                .unwrap_err()
                .to_string();
            assert!(error.starts_with("recursion limit exceeded"), "{error}");
        }
    }

    #[test]
    fn no_list_of_objects_is_decoded_twice() {
        // Were each level tried twice, this would take 2^60 attempts.
        assert!(serde_json::from_str::<Tree>(&tree(120, "1", r#",1,"1""#)).is_err());
    }

    #[test]
    fn values_that_were_parsed_before_decode_too() {
        let plain: Plain<Option<String>> = serde_json::from_value(serde_json::json!({"field": 5})).unwrap();
        assert_eq!(plain.field.as_deref(), Some("5"));
    }

    #[test]
    fn absent_and_skipped_fields() {
        #[derive(Serialize, Deserialize)]
        struct Optional {
            #[serde(with = "serde_with::As::<Lenient>", default, skip_serializing_if = "Option::is_none")]
            field: Option<bool>,
            #[serde(flatten)]
            extra: Extra,
        }
        let none: Optional = serde_json::from_str("{}").unwrap();
        assert_eq!(none.field, None);
        assert_eq!(serde_json::to_string(&none).unwrap(), "{}");
        let some: Optional = serde_json::from_str(r#"{"field":"true","x":1}"#).unwrap();
        assert_eq!(serde_json::to_string(&some).unwrap(), r#"{"field":true,"x":1}"#);
    }

    #[test]
    fn errors_hold_no_data() {
        let error = serde_json::from_str::<Plain<bool>>(r#"{"field":"s3cret"}"#).unwrap_err();
        assert!(!error.to_string().contains("s3cret"), "{error}");
    }
}
