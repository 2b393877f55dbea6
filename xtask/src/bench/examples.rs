//! The examples and samples that published files hold.

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::spec::grammar;
use crate::spec::pointer;

/// A published example, and the schema that it is an example of.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The published id of the operation; absent for an example of the schema itself.
    pub operation: Option<String>,
    /// Where in the operation: `request`, `response 200`, `request sample`, `response sample`, `schema`.
    pub place: String,
    /// The component schema.
    pub schema: String,
    /// Whether the schema is an array of the component schema.
    pub list: bool,
    /// The example.
    pub value: Value,
}

/// Collects the examples of a document, each once.
///
/// They stand in media types (`example` and `examples`), in operations (`x-samples`) and in object schemas. Only
/// JSON counts, and only where the schema is a component or an array of one. An example that is a string holds the JSON as
/// text; one that is no JSON does not count.
#[must_use]
pub fn collect(document: &Value) -> Vec<Example> {
    let mut collector = Collector {
        document,
        found: Vec::new(),
        known: HashSet::new(),
    };
    for item in members(document.get("paths")) {
        for method in grammar::METHODS {
            if let Some(operation) = item.1.get(method) {
                collector.operation(operation);
            }
        }
    }
    for (name, schema) in members(document.pointer("/components/schemas")) {
        if schema.get("type").and_then(Value::as_str) == Some("object")
            && let Some(value) = schema.get("example").and_then(parsed)
        {
            collector.add(None, "schema".to_owned(), (name.clone(), false), value);
        }
    }
    collector.found
}

struct Collector<'d> {
    document: &'d Value,
    found: Vec<Example>,
    known: HashSet<String>,
}

impl<'d> Collector<'d> {
    fn operation(&mut self, operation: &'d Value) {
        let id = operation.get("operationId").and_then(Value::as_str).map(str::to_owned);
        let body = operation.get("requestBody").and_then(|body| self.resolve(body));
        if let Some(body) = body {
            self.content(id.as_ref(), "request", body);
        }
        let mut good = None;
        for (status, response) in members(operation.get("responses")) {
            let Some(response) = self.resolve(response) else {
                continue;
            };
            if status.starts_with('2') {
                good = Some(response);
            }
            self.content(id.as_ref(), &format!("response {status}"), response);
        }
        for sample in operation
            .get("x-samples")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            for (side, holder) in [("request", body), ("response", good)] {
                let value = sample
                    .get(side)
                    .and_then(|side| side.get("application/json"))
                    .and_then(parsed);
                let schema = holder.and_then(json).and_then(|media| media.get("schema"));
                if let (Some(value), Some(name)) = (value, schema.and_then(component)) {
                    self.add(id.clone(), format!("{side} sample"), name, value);
                }
            }
        }
    }

    /// The examples of the JSON media type in a request body or a response.
    fn content(&mut self, id: Option<&String>, place: &str, holder: &'d Value) {
        let Some(media) = json(holder) else { return };
        let Some(name) = media.get("schema").and_then(component) else {
            return;
        };
        let mut values: Vec<&Value> = media.get("example").into_iter().collect();
        for (_, example) in members(media.get("examples")) {
            values.extend(self.resolve(example).and_then(|example| example.get("value")));
        }
        for value in values.into_iter().filter_map(parsed) {
            self.add(id.cloned(), place.to_owned(), name.clone(), value);
        }
    }

    fn add(&mut self, operation: Option<String>, place: String, (schema, list): (String, bool), value: Value) {
        if self.known.insert(format!("{schema}|{list}|{}", sorted(&value))) {
            self.found.push(Example {
                operation,
                place,
                schema,
                list,
                value,
            });
        }
    }

    /// What a node refers to, or the node itself.
    fn resolve(&self, mut node: &'d Value) -> Option<&'d Value> {
        // A chain of references in a document of any size is shorter; a longer one is a circle.
        for _ in 0..32 {
            let Some(target) = node.get("$ref").and_then(Value::as_str) else {
                return Some(node);
            };
            node = self.document.pointer(target.strip_prefix('#')?)?;
        }
        None
    }
}

fn members(node: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    node.and_then(Value::as_object).into_iter().flatten()
}

fn json(holder: &Value) -> Option<&Value> {
    holder.get("content")?.get("application/json")
}

/// The component that a schema is, and whether the schema is an array of it.
fn component(schema: &Value) -> Option<(String, bool)> {
    let name = |schema: &Value| {
        let target = schema.get("$ref")?.as_str()?;
        Some(pointer::unescape(target.rsplit('/').next()?))
    };
    if let Some(name) = name(schema) {
        return Some((name, false));
    }
    if schema.get("type").and_then(Value::as_str) == Some("array") {
        return Some((name(schema.get("items")?)?, true));
    }
    None
}

/// An example as JSON: a string holds it as text.
fn parsed(value: &Value) -> Option<Value> {
    match value {
        Value::String(text) => serde_json::from_str(text).ok(),
        other => Some(other.clone()),
    }
}

/// The value with the members of each object in the order of their names.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut names: Vec<&String> = fields.keys().collect();
            names.sort_unstable();
            let fields: Map<String, Value> = names
                .into_iter()
                .map(|name| (name.clone(), sorted(fields.get(name).unwrap_or(&Value::Null))))
                .collect();
            Value::Object(fields)
        }
        Value::Array(items) => items.iter().map(sorted).collect(),
        scalar => scalar.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn examples_are_found_in_each_place_and_once() {
        let document = json!({
            "paths": {"/a": {"post": {
                "operationId": "makeA",
                "requestBody": {"$ref": "#/components/requestBodies/A"},
                "responses": {
                    "201": {"content": {"application/json": {
                        "schema": {"type": "array", "items": {"$ref": "#/components/schemas/A"}},
                        "examples": {"one": {"value": [{"x": 1}]}, "same": {"$ref": "#/components/examples/Same"}},
                    }}},
                    "400": {"content": {"application/json": {"schema": {"type": "object"}, "example": {"x": 1}}}},
                },
                "x-samples": [
                    {"request": {"application/json": "{\"y\": 2, \"x\": 1}"}, "response": {"application/json": "no JSON"}},
                    {"request": {"application/json": {"x": 1, "y": 2}}, "response": "none"},
                ],
            }}},
            "components": {
                "examples": {"Same": {"value": [{"x": 1}]}},
                "requestBodies": {"A": {"content": {"application/json": {
                    "schema": {"$ref": "#/components/schemas/A"}, "example": "{\"x\": 1}"}}}},
                "schemas": {
                    "A": {"type": "object", "example": {"x": 3}},
                    "B": {"type": "string", "example": "b"},
                },
            },
        });
        let found: Vec<String> = collect(&document)
            .into_iter()
            .map(|example| {
                let id = example.operation.as_deref().unwrap_or("-").to_owned();
                format!(
                    "{id} {} {} {} {}",
                    example.place, example.schema, example.list, example.value
                )
            })
            .collect();
        assert_eq!(
            found,
            [
                r#"makeA request A false {"x":1}"#,
                r#"makeA response 201 A true [{"x":1}]"#,
                r#"makeA request sample A false {"y":2,"x":1}"#,
                r#"- schema A false {"x":3}"#,
            ]
        );
    }
}
