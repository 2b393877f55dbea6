//! A patched spec as the sandbox reads it: operations, parameters and JSON Schemas of draft 2020-12, without prose.

use serde_json::{Map, Value, json};

use super::grammar::METHODS;
use super::pointer::escape;
use super::refs::follow;

/// How deep references that are no named schema may lead.
const DEPTH: usize = 32;

/// What is kept of a schema as it is.
const KEPT: [&str; 14] = [
    "format",
    "pattern",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "multipleOf",
    "required",
    "minimum",
    "maximum",
    "type",
];

/// The facts of a product for its stand-in.
///
/// ```
/// let spec = serde_json::json!({
///     "openapi": "3.0.3",
///     "info": {"title": "Pets", "version": "1"},
///     "paths": {"/pets": {"get": {"operationId": "listPets", "responses": {"204": {"description": "None."}}}}}
/// });
/// let facts = xtask::spec::facts::facts(&spec, "pets");
/// assert_eq!(facts["operations"][0]["id"], "listPets");
/// ```
#[must_use]
pub fn facts(spec: &Value, product: &str) -> Value {
    let mut operations = Vec::new();
    for (path, item) in members(spec.get("paths")) {
        let item = follow(spec, item);
        for method in METHODS {
            if let Some(operation) = item.get(method) {
                operations.push(self::operation(spec, path, method, item, operation));
            }
        }
    }
    let schemas: Map<String, Value> = members(spec.pointer("/components/schemas"))
        .map(|(name, value)| (name.clone(), schema(spec, value, 0)))
        .collect();
    json!({
        "product": product,
        "version": spec.pointer("/info/version").cloned().unwrap_or_default(),
        "operations": operations,
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": schemas,
    })
}

fn operation(spec: &Value, path: &str, method: &str, item: &Value, operation: &Value) -> Value {
    let mut out = json!({
        "id": operation.get("operationId").cloned().unwrap_or_default(),
        "method": method.to_ascii_uppercase(),
        "path": path,
    });
    let mut parameters: Vec<Value> = Vec::new();
    for list in [item.get("parameters"), operation.get("parameters")] {
        for given in list.and_then(Value::as_array).into_iter().flatten() {
            let made = parameter(spec, follow(spec, given));
            // What the operation says replaces what its path says.
            parameters.retain(|known| known["name"] != made["name"] || known["in"] != made["in"]);
            parameters.push(made);
        }
    }
    if !parameters.is_empty() {
        out["parameters"] = parameters.into();
    }
    if let Some(body) = operation.get("requestBody") {
        let body = follow(spec, body);
        let required = body.get("required").and_then(Value::as_bool).unwrap_or(false);
        out["body"] = json!({"required": required, "content": content(spec, body)});
    }
    let responses: Map<String, Value> = members(operation.get("responses"))
        .map(|(status, response)| (status.clone(), content(spec, follow(spec, response))))
        .collect();
    out["responses"] = responses.into();
    if let Some(marker) = operation.get("x-mc-encrypt")
        && let (Some(field), Some(name)) = (
            marker.get("field").and_then(Value::as_str),
            marker.get("schema").and_then(Value::as_str),
        )
    {
        out["plaintext"] = json!({"field": field, "schema": {"$ref": format!("#/$defs/{}", escape(name))}});
    }
    out
}

fn parameter(spec: &Value, given: &Value) -> Value {
    let place = given.get("in").and_then(Value::as_str).unwrap_or("query");
    let media = members(given.get("content")).next();
    let style = match media {
        Some(_) => "json",
        None => given.get("style").and_then(Value::as_str).unwrap_or(match place {
            "path" | "header" => "simple",
            _ => "form",
        }),
    };
    let described = match media {
        Some((_, media)) => media.get("schema"),
        None => given.get("schema"),
    };
    json!({
        "name": given.get("name").cloned().unwrap_or_default(),
        "in": place,
        "required": place == "path" || given.get("required").and_then(Value::as_bool).unwrap_or(false),
        "style": style,
        "explode": given.get("explode").and_then(Value::as_bool).unwrap_or(style == "form"),
        "schema": described.map_or_else(|| json!({}), |described| schema(spec, described, 0)),
    })
}

/// The schemas by media type; empty where there is no body.
fn content(spec: &Value, holder: &Value) -> Value {
    members(holder.get("content"))
        .map(|(media, value)| {
            let described = value
                .get("schema")
                .map_or_else(|| json!({}), |value| schema(spec, value, 0));
            (media.clone(), described)
        })
        .collect::<Map<_, _>>()
        .into()
}

fn schema(spec: &Value, given: &Value, depth: usize) -> Value {
    if depth > DEPTH {
        return json!({});
    }
    let nullable = given.get("nullable").and_then(Value::as_bool).unwrap_or(false);
    if let Some(reference) = given.get("$ref").and_then(Value::as_str) {
        let target = match reference.strip_prefix("#/components/schemas/") {
            Some(name) if !name.contains('/') => json!({"$ref": format!("#/$defs/{name}")}),
            _ => schema(spec, follow(spec, given), depth + 1),
        };
        return if nullable {
            json!({"anyOf": [target, {"type": "null"}]})
        } else {
            target
        };
    }
    let Some(given) = given.as_object() else {
        // `true` and `false` are schemas, too.
        return given.clone();
    };
    let mut out = Map::new();
    for key in KEPT {
        if let Some(value) = given.get(key) {
            out.insert(key.to_owned(), value.clone());
        }
    }
    for (bound, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
        match given.get(exclusive) {
            Some(Value::Bool(true)) => {
                if let Some(value) = out.shift_remove(bound) {
                    out.insert(exclusive.to_owned(), value);
                }
            }
            Some(value @ Value::Number(_)) => {
                out.insert(exclusive.to_owned(), value.clone());
            }
            _ => {}
        }
    }
    if out.get("type").is_some_and(|kind| kind == "integer") {
        let range = match out.get("format").and_then(Value::as_str) {
            Some("int32") => Some((i64::from(i32::MIN), i64::from(i32::MAX))),
            Some("int64") => Some((i64::MIN, i64::MAX)),
            _ => None,
        };
        if let Some((least, most)) = range {
            if !out.contains_key("exclusiveMinimum") {
                out.entry("minimum").or_insert(least.into());
            }
            if !out.contains_key("exclusiveMaximum") {
                out.entry("maximum").or_insert(most.into());
            }
        }
    }
    if let Some(values) = given.get("enum").and_then(Value::as_array) {
        let mut values = values.clone();
        if nullable && !values.contains(&Value::Null) {
            values.push(Value::Null);
        }
        out.insert("enum".to_owned(), values.into());
    }
    if let Some(properties) = given.get("properties").and_then(Value::as_object) {
        let properties: Map<String, Value> = properties
            .iter()
            .map(|(name, value)| (name.clone(), schema(spec, value, depth + 1)))
            .collect();
        out.insert("properties".to_owned(), properties.into());
    }
    for key in ["items", "additionalProperties", "not"] {
        if let Some(value) = given.get(key) {
            out.insert(key.to_owned(), schema(spec, value, depth + 1));
        }
    }
    for key in ["allOf", "oneOf", "anyOf"] {
        if let Some(parts) = given.get(key).and_then(Value::as_array) {
            let parts: Vec<Value> = parts.iter().map(|part| schema(spec, part, depth + 1)).collect();
            out.insert(key.to_owned(), parts.into());
        }
    }
    if nullable {
        if let Some(kind @ Value::String(_)) = out.get_mut("type") {
            *kind = json!([kind.clone(), "null"]);
        } else if !out.is_empty() {
            return json!({"anyOf": [out, {"type": "null"}]});
        }
    }
    out.into()
}

fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(given: &Value) -> Value {
        schema(&json!({}), given, 0)
    }

    #[test]
    fn prose_and_markers_go_constraints_stay() {
        let given = json!({
            "type": "string", "description": "D", "title": "T", "example": "e", "default": "d", "deprecated": true,
            "x-mc-public": true, "maxLength": 3, "pattern": "^a", "enum": ["a"]
        });
        let kept = json!({"pattern": "^a", "maxLength": 3, "type": "string", "enum": ["a"]});
        assert_eq!(converted(&given), kept);
    }

    #[test]
    fn a_property_may_have_the_name_of_a_keyword() {
        let given = json!({"type": "object", "properties": {"description": {"type": "string", "description": "D"}}});
        assert_eq!(
            converted(&given),
            json!({"type": "object", "properties": {"description": {"type": "string"}}})
        );
    }

    #[test]
    fn null_is_a_type_of_its_own() {
        assert_eq!(
            converted(&json!({"type": "string", "nullable": true, "enum": ["a"]})),
            json!({"type": ["string", "null"], "enum": ["a", null]})
        );
        assert_eq!(
            converted(&json!({"$ref": "#/components/schemas/A", "nullable": true})),
            json!({"anyOf": [{"$ref": "#/$defs/A"}, {"type": "null"}]})
        );
        assert_eq!(
            converted(&json!({"allOf": [{"$ref": "#/components/schemas/A"}], "nullable": true})),
            json!({"anyOf": [{"allOf": [{"$ref": "#/$defs/A"}]}, {"type": "null"}]})
        );
        assert_eq!(converted(&json!({"nullable": true})), json!({}));
    }

    #[test]
    fn bounds_are_those_of_the_draft() {
        assert_eq!(
            converted(&json!({"type": "number", "minimum": 1, "exclusiveMinimum": true, "maximum": 2})),
            json!({"type": "number", "maximum": 2, "exclusiveMinimum": 1})
        );
        assert_eq!(
            converted(&json!({"type": "integer", "format": "int32", "minimum": 0})),
            json!({"type": "integer", "format": "int32", "minimum": 0, "maximum": i32::MAX})
        );
    }

    #[test]
    fn references_are_followed_and_those_of_an_operation_win() {
        let spec = json!({
            "info": {"version": "2"},
            "paths": {"/a/{id}": {
                "parameters": [
                    {"$ref": "#/components/parameters/Id"},
                    {"name": "q", "in": "query", "schema": {"type": "string"}}
                ],
                "put": {
                    "operationId": "putA",
                    "parameters": [{"name": "q", "in": "query", "required": true, "explode": false,
                                    "schema": {"type": "array", "items": {"type": "string"}}}],
                    "requestBody": {"$ref": "#/components/requestBodies/B"},
                    "responses": {"200": {"$ref": "#/components/responses/R"}, "default": {"description": "D"}},
                    "x-mc-encrypt": {"field": "f", "schema": "Card"}
                }
            }},
            "components": {
                "parameters": {"Id": {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}},
                "requestBodies": {"B": {"required": true, "content": {"application/json": {"schema": {"type": "object"}}}}},
                "responses": {"R": {"description": "D", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Card"}}}}},
                "schemas": {"Card": {"type": "object", "description": "D"}}
            }
        });
        let facts = facts(&spec, "p");
        let operation = &facts["operations"][0];
        assert_eq!(operation["method"], "PUT");
        assert_eq!(
            operation["parameters"],
            json!([
                {"name": "id", "in": "path", "required": true, "style": "simple", "explode": false, "schema": {"type": "string"}},
                {"name": "q", "in": "query", "required": true, "style": "form", "explode": false,
                 "schema": {"type": "array", "items": {"type": "string"}}}
            ])
        );
        assert_eq!(
            operation["body"],
            json!({"required": true, "content": {"application/json": {"type": "object"}}})
        );
        assert_eq!(
            operation["responses"],
            json!({"200": {"application/json": {"$ref": "#/$defs/Card"}}, "default": {}})
        );
        assert_eq!(
            operation["plaintext"],
            json!({"field": "f", "schema": {"$ref": "#/$defs/Card"}})
        );
        assert_eq!(facts["$defs"], json!({"Card": {"type": "object"}}));
        assert!(!facts.to_string().contains("description"));
    }
}
