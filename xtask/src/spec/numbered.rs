//! What [`emit`](super::emit) writes, with numbers where the generator would make names of its own.
//!
//! OpenAPI Generator derives the names of types, files, arguments and variants from those in its input, by rules that change from
//! version to version: two schemas may become one, and a name may become another than the one that the rest of the code uses.
//! Here it gets numbers instead, which it can only leave as they are. The templates write the names in `x-mc-*` members.

use serde_json::{Map, Value, json};

use super::names;

/// What the generator gets, and the files that it writes under a number.
#[derive(Clone, Debug)]
pub struct Numbered {
    /// The generator's input.
    pub input: Value,
    /// The file names of the models, without `.rs`, in the order of their numbers.
    pub files: Vec<String>,
}

/// What a schema is called in the generator's input, and its file in what the generator writes.
#[must_use]
pub fn schema(index: usize) -> String {
    format!("t{index:05}")
}

/// Puts numbers in the place of names: those of schemas, properties, parameters and paths.
///
/// The order is kept. All that the generator makes something of by itself goes: types, enums, references, bodies and answers.
#[must_use]
pub fn numbered(document: &Value) -> Numbered {
    let mut out = Map::new();
    for (key, value) in members(Some(document)) {
        if !matches!(key.as_str(), "paths" | "components") {
            out.insert(key.clone(), value.clone());
        }
    }
    let mut paths = Map::new();
    for (_, item) in members(document.get("paths")) {
        for (_, operation) in members(Some(item)) {
            paths.insert(
                format!("/o{:05}", paths.len()),
                json!({"post": self::operation(operation)}),
            );
        }
    }
    let mut taken = names::Unique::default();
    let mut files = Vec::new();
    let mut schemas = Map::new();
    for (name, model) in members(document.pointer("/components/schemas")) {
        let (file, _) = taken.take(&names::file(name));
        let mut written = self::model(model);
        written["x-mc-class"] = json!(name);
        written["x-mc-file"] = json!(file);
        schemas.insert(schema(schemas.len()), written);
        files.push(file);
    }
    out.insert("paths".to_owned(), Value::Object(paths));
    out.insert("components".to_owned(), json!({"schemas": schemas}));
    Numbered {
        input: Value::Object(out),
        files,
    }
}

fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

/// The members that templates read.
fn hints(value: &Value) -> Map<String, Value> {
    members(Some(value))
        .filter(|(key, _)| key.starts_with("x-mc-"))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

fn with(mut value: Value, hints: Map<String, Value>) -> Value {
    if let Value::Object(members) = &mut value {
        members.extend(hints);
    }
    value
}

fn operation(operation: &Value) -> Value {
    let parameters = operation
        .get("parameters")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let parameters: Vec<Value> = parameters
        .enumerate()
        .map(|(index, parameter)| {
            let bare = json!({
                "name": format!("p{index:05}"),
                "in": "query",
                "required": parameter["required"],
                "schema": {"type": "string"},
            });
            with(bare, hints(parameter))
        })
        .collect();
    let bare = json!({
        "operationId": operation["operationId"],
        "tags": operation["tags"],
        "parameters": parameters,
        "responses": {"200": {"description": "good"}},
    });
    with(bare, hints(operation))
}

fn model(model: &Value) -> Value {
    let mut properties: Map<String, Value> = members(model.get("properties"))
        .enumerate()
        .map(|(index, (_, property))| (format!("p{index:05}"), with(json!({"type": "string"}), hints(property))))
        .collect();
    if properties.is_empty() && model.get("x-mc-struct") != Some(&json!(true)) {
        // The generator makes no file of a type that is another name for a simple one.
        properties.insert("p00000".to_owned(), json!({"type": "string"}));
    }
    with(json!({"type": "object", "properties": properties}), hints(model))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hints_are_left_of_what_was_there() {
        let document = json!({
            "openapi": "3.0.3",
            "info": {"title": "x", "version": "0"},
            "paths": {"/a?b#c": {"get": {
                "operationId": "all",
                "tags": ["m0000"],
                "parameters": [{"name": "IDs", "in": "cookie", "required": true, "schema": {"$ref": "#/x"}, "x-mc-rust": "ids"}],
                "responses": {"200": {"description": "good", "content": {}}},
                "x-mc-const": "OP_ALL",
            }}},
            "components": {"schemas": {
                "IDs": {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer", "x-mc-field": "a"}}, "x-mc-struct": true},
                "Type": {"type": "string", "enum": ["a"], "x-mc-strings": true},
            }},
        });
        let Numbered { input, files } = numbered(&document);
        assert_eq!(files, ["i_ds", "type_model"]);
        assert_eq!(
            input["paths"],
            json!({"/o00000": {"post": {
                "operationId": "all",
                "tags": ["m0000"],
                "parameters": [{"name": "p00000", "in": "query", "required": true, "schema": {"type": "string"}, "x-mc-rust": "ids"}],
                "responses": {"200": {"description": "good"}},
                "x-mc-const": "OP_ALL",
            }}})
        );
        assert_eq!(
            input["components"]["schemas"],
            json!({
                "t00000": {"type": "object", "properties": {"p00000": {"type": "string", "x-mc-field": "a"}},
                           "x-mc-struct": true, "x-mc-class": "IDs", "x-mc-file": "i_ds"},
                "t00001": {"type": "object", "properties": {"p00000": {"type": "string"}},
                           "x-mc-strings": true, "x-mc-class": "Type", "x-mc-file": "type_model"},
            })
        );
    }
}
