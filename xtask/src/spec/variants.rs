//! The names of an enum's values, bound to the values rather than to their order.

use serde_json::{Map, Value};

/// The member that gives values their names in Rust: `{value: Name}`.
pub const NAMES: &str = "x-mc-variants";
/// The member that documents values: `{value: text}`.
pub const DOCS: &str = "x-mc-variant-docs";

/// A value of an enum as it is written.
#[must_use]
pub fn wire(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The text that a member of a schema has for a value.
#[must_use]
pub fn text<'s>(schema: &'s Value, member: &str, wire: &str) -> Option<&'s str> {
    schema.get(member)?.get(wire)?.as_str()
}

/// Where the names and the documentation of a schema's values do not fit the values.
///
/// Where values are named, each is; and nothing is named or documented that is no value.
#[must_use]
pub fn mismatches(schema: &Value) -> Vec<String> {
    let members = [NAMES, DOCS].map(|member| (member, schema.get(member)));
    if members.iter().all(|(_, value)| value.is_none()) {
        return Vec::new();
    }
    let Some(list) = schema.get("enum").and_then(Value::as_array) else {
        return members
            .iter()
            .filter(|(_, value)| value.is_some())
            .map(|(member, _)| format!("`{member}` names values where there is no enum"))
            .collect();
    };
    let values: Vec<String> = list.iter().filter(|value| !value.is_null()).map(wire).collect();
    let mut out = Vec::new();
    for (member, value) in members {
        let Some(value) = value else { continue };
        let Some(map) = value.as_object() else {
            out.push(format!("`{member}` must be a map from values to texts"));
            continue;
        };
        out.extend(wrong(member, map, &values));
    }
    out
}

fn wrong(member: &str, map: &Map<String, Value>, values: &[String]) -> Vec<String> {
    let unnamed = values
        .iter()
        .filter(|value| member == NAMES && !map.contains_key(*value));
    let unnamed = unnamed.map(|value| format!("the value `{value}` has no name in `{member}`"));
    let gone = map.keys().filter(|value| !values.contains(value));
    let gone = gone.map(|value| format!("`{member}` has `{value}`, which is no value of the enum"));
    let odd = map.iter().filter(|(_, text)| !text.is_string());
    let odd = odd.map(|(value, _)| format!("`{member}` has something else than a text for `{value}`"));
    unnamed.chain(gone).chain(odd).collect()
}
