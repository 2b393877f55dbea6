use serde_json::{Map, Value, json};

use crate::product::Product;
use crate::services;

/// What a seed looks like, as JSON Schema (draft 2020-12): for editors, and for programs that make seeds.
///
/// ```
/// let schema = mc_sandbox::seed_schema();
/// assert_eq!(schema["type"], "object");
/// ```
#[must_use]
pub fn seed_schema() -> Value {
    let products: Map<String, Value> = Product::ALL
        .into_iter()
        .map(|product| (product.id().to_owned(), services::seed_schema(product)))
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The state that mcapi sandbox begins with",
        "description": "A member for each product that begins with a state of its own; other products begin as they do without a seed.",
        "type": "object",
        "properties": products,
        "additionalProperties": false,
    })
}

/// An object of which no other members are known.
#[expect(
    clippy::needless_pass_by_value,
    reason = "it is called with what `json!` has just made"
)]
pub(crate) fn object(description: &str, required: &[&str], properties: Value) -> Value {
    json!({
        "description": description,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// A list.
#[expect(
    clippy::needless_pass_by_value,
    reason = "it is called with what `json!` has just made"
)]
pub(crate) fn list(description: &str, items: Value) -> Value {
    json!({"description": description, "type": "array", "items": items})
}

/// A text, of a form that a regular expression gives.
pub(crate) fn text(description: &str, pattern: &str) -> Value {
    json!({"description": description, "type": "string", "pattern": pattern})
}

/// A date or a time.
pub(crate) fn time(description: &str, format: &str) -> Value {
    json!({"description": description, "type": "string", "format": format})
}

#[cfg(test)]
pub(crate) fn validator(product: Product) -> jsonschema::Validator {
    jsonschema::validator_for(&services::seed_schema(product)).unwrap()
}
