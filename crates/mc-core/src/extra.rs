use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroize;

use crate::RawJson;

/// The fields of an object that its type does not know.
///
/// A newer server may send more than this version was made for. Each model keeps that here and sends it back as it came,
/// with every digit of its numbers and with `null`s. `Debug` shows names only, and values are wiped when they are dropped.
///
/// ```
/// use mc_core::Extra;
/// use serde_json::json;
///
/// let mut extra = Extra::new();
/// extra.insert("score", json!(0.5));
/// assert_eq!(extra.get("score").map(|score| score.as_str()), Some("0.5"));
/// assert_eq!(extra.get("score").map(|score| score.decode::<f64>()).transpose()?, Some(0.5));
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// [`model!`](crate::model) makes a struct that has such a field. Under `#[serde(flatten)]` elsewhere, `serde` reads
/// numbers through 64 bits before they arrive here.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Extra(BTreeMap<String, RawJson>);

impl Extra {
    /// No fields.
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Whether there are no fields.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many fields there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&RawJson> {
        self.0.get(name)
    }

    /// Sets a field and returns what it was before.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<RawJson>) -> Option<RawJson> {
        self.0.insert(name.into(), value.into())
    }

    /// Removes a field and returns what it was.
    pub fn remove(&mut self, name: &str) -> Option<RawJson> {
        self.0.remove(name)
    }

    /// The names of the fields.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The names and values of the fields.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &RawJson)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

impl<N: Into<String>, V: Into<RawJson>> FromIterator<(N, V)> for Extra {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(fields: I) -> Self {
        let fields = fields.into_iter();
        Self(fields.map(|(name, value)| (name.into(), value.into())).collect())
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.keys().map(|name| {
                if crate::debug::is_name(name) {
                    name
                } else {
                    "[REDACTED]"
                }
            }))
            .finish()
    }
}

impl Zeroize for Extra {
    /// Wipes the values; names stay in freed memory, for a map does not lend them out.
    fn zeroize(&mut self) {
        self.0.clear();
    }
}

impl Serialize for Extra {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Extra {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BTreeMap::deserialize(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    #[derive(Serialize, Deserialize, PartialEq, Debug)]
    struct Known {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        known: Option<String>,
        #[serde(flatten)]
        extra: Extra,
    }

    #[test]
    fn unknown_fields_survive_with_their_nulls() {
        let text = r#"{"known":"a","list":[1,null,{"x":2.5}],"none":null,"text":"b"}"#;
        let known: Known = serde_json::from_str(text).unwrap();
        assert_eq!(known.extra.len(), 3);
        assert_eq!(known.extra.get("none").map(RawJson::as_str), Some("null"));
        assert_eq!(serde_json::to_string(&known).unwrap(), text);
    }

    #[test]
    fn an_empty_one_leaves_no_trace() {
        let known: Known = serde_json::from_str(r#"{"known":"a"}"#).unwrap();
        assert!(known.extra.is_empty());
        assert_eq!(serde_json::to_string(&known).unwrap(), r#"{"known":"a"}"#);
    }

    #[test]
    fn names_show_and_values_do_not() {
        let extra = Extra::from_iter([("field", json!("s3cret")), ("5555555555554444", json!(1))]);
        let text = format!("{extra:?}");
        assert!(text.contains("\"field\"") && text.contains("[REDACTED]"), "{text}");
        assert!(!text.contains("s3cret") && !text.contains("5555555555554444"), "{text}");
    }

    #[test]
    fn fields_can_be_read_and_changed() {
        let mut extra = Extra::new();
        assert_eq!(extra.insert("a", json!(1)), None);
        assert_eq!(extra.insert("a", json!(2)), Some(json!(1).into()));
        assert_eq!(extra.keys().collect::<Vec<_>>(), ["a"]);
        assert_eq!(extra.iter().collect::<Vec<_>>(), [("a", &json!(2).into())]);
        assert_eq!(extra.remove("a"), Some(json!(2).into()));
        assert!(extra.is_empty());
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            ".*".prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map(".*", inner, 0..4)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_object_survives(fields in prop::collection::btree_map(".*", values(), 0..6)) {
            let sent = Value::Object(fields.into_iter().filter(|(name, _)| name != "known").collect());
            let text = sent.to_string();
            let known: Known = serde_json::from_str(&text).unwrap();
            let back = serde_json::to_string(&known).unwrap();
            prop_assert_eq!(serde_json::from_str::<Value>(&back).unwrap(), serde_json::from_str::<Value>(&text).unwrap());
        }
    }
}
