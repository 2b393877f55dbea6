//! From OpenAPI 3.1 to the form of 3.0, which is what the rest works on.
//!
//! What 3.1 says in another way than 3.0 is rewritten without a word: lists of types, `const`, `examples`, `null`, members beside a
//! `$ref`, schemas that are booleans, `$defs`. What 3.0 cannot say is reported with its place.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Finding, pointer};

/// The dialects of JSON Schema that this reader knows.
const DIALECTS: [&str; 2] = [
    "https://spec.openapis.org/oas/3.1/dialect/base",
    "https://json-schema.org/draft/2020-12/schema",
];

/// Members that hold one schema.
const ONE: [&str; 3] = ["items", "additionalProperties", "not"];
/// Members that hold a list of schemas.
const MANY: [&str; 3] = ["allOf", "oneOf", "anyOf"];
/// Members whose own members are called by any name: what is called `schema` in them is no schema.
const NAMED: [&str; 13] = [
    "paths",
    "parameters",
    "headers",
    "responses",
    "requestBodies",
    "content",
    "callbacks",
    "links",
    "pathItems",
    "securitySchemes",
    "encoding",
    "variables",
    "scopes",
];

/// Members of JSON Schema that only restrict values, in ways that OpenAPI 3.0 has no words for.
const RESTRICTING: [&str; 14] = [
    "contains",
    "minContains",
    "maxContains",
    "propertyNames",
    "if",
    "then",
    "else",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "unevaluatedItems",
    "contentSchema",
    "$dynamicRef",
    "$dynamicAnchor",
];

/// Which members belong to which type, where a schema has several types.
const OF_TYPES: [(&str, &[&str]); 4] = [
    (
        "string",
        &[
            "format",
            "pattern",
            "minLength",
            "maxLength",
            "contentEncoding",
            "contentMediaType",
        ],
    ),
    (
        "array",
        &["items", "prefixItems", "minItems", "maxItems", "uniqueItems"],
    ),
    (
        "object",
        &[
            "properties",
            "required",
            "additionalProperties",
            "patternProperties",
            "unevaluatedProperties",
            "minProperties",
            "maxProperties",
        ],
    ),
    (
        "number",
        &[
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
        ],
    ),
];

/// Rewrites a document of OpenAPI 3.1; any other stays as it is.
pub fn lower(document: &mut Value, findings: &mut Vec<Finding>) {
    let version = document.get("openapi").map(super::read::text_of).unwrap_or_default();
    if version != "3.1" && !version.starts_with("3.1.") {
        return;
    }
    let mut lowering = Lowering { findings };
    definitions(document);
    lowering.root(document);
    lowering.walk(document, "", false);
}

struct Lowering<'f> {
    findings: &'f mut Vec<Finding>,
}

impl Lowering<'_> {
    fn note(&mut self, at: &str, text: impl Into<String>) {
        self.findings.push(Finding {
            pointer: at.to_owned(),
            text: text.into(),
        });
    }

    fn root(&mut self, document: &mut Value) {
        let Some(root) = document.as_object_mut() else { return };
        root.insert("openapi".to_owned(), "3.0.3".into());
        if let Some(dialect) = root.shift_remove("jsonSchemaDialect") {
            self.dialect(&dialect, "/jsonSchemaDialect");
        }
        if let Some(webhooks) = root.shift_remove("webhooks") {
            let names: Vec<&String> = webhooks.as_object().into_iter().flat_map(Map::keys).collect();
            if !names.is_empty() {
                let text = format!(
                    "{} webhooks are requests that you receive, and no client sends: left out",
                    names.len()
                );
                self.note("/webhooks", text);
            }
        }
        let info = root.get_mut("info").and_then(Value::as_object_mut);
        if let Some(info) = info {
            // 3.0 has one text for each of these two pairs.
            if let Some(Value::String(summary)) = info.shift_remove("summary") {
                let whole = match info.get("description").and_then(Value::as_str) {
                    Some(description) => format!("{summary}\n\n{description}"),
                    None => summary,
                };
                info.insert("description".to_owned(), whole.into());
            }
            if let Some(license) = info.get_mut("license").and_then(Value::as_object_mut)
                && let Some(Value::String(identifier)) = license.shift_remove("identifier")
            {
                let name = license.get("name").and_then(Value::as_str).unwrap_or_default();
                let whole = if name == identifier {
                    identifier
                } else {
                    format!("{name} ({identifier})")
                };
                license.insert("name".to_owned(), whole.into());
            }
        }
        // Path items among the components are named by paths alone.
        let items = root
            .get_mut("components")
            .and_then(Value::as_object_mut)
            .and_then(|components| components.shift_remove("pathItems"));
        let paths = root.get_mut("paths").and_then(Value::as_object_mut);
        if let (Some(items), Some(paths)) = (items, paths) {
            for item in paths.values_mut().filter_map(Value::as_object_mut) {
                let target = item
                    .get("$ref")
                    .and_then(Value::as_str)
                    .and_then(|target| target.strip_prefix("#/components/pathItems/"))
                    .and_then(|name| items.get(pointer::unescape(name)))
                    .and_then(Value::as_object)
                    .cloned();
                if let Some(target) = target {
                    item.shift_remove("$ref");
                    for (key, value) in target {
                        item.entry(key).or_insert(value);
                    }
                }
            }
        }
    }

    fn dialect(&mut self, dialect: &Value, at: &str) {
        let known = dialect
            .as_str()
            .is_some_and(|dialect| DIALECTS.contains(&dialect.trim_end_matches('#')));
        if !known {
            self.note(
                at,
                format!("the JSON Schema dialect {dialect} is read as that of OpenAPI 3.1"),
            );
        }
    }

    /// Goes to the schemas of what is no schema itself.
    fn walk(&mut self, value: &mut Value, at: &str, named: bool) {
        match value {
            Value::Object(members) => {
                for (key, value) in members {
                    let here = pointer::child(at, key);
                    if !named && (key.starts_with("x-") || matches!(key.as_str(), "example" | "examples" | "enum")) {
                        continue;
                    }
                    if !named && key == "schema" {
                        self.schema(value, &here);
                    } else if at == "/components" && key == "schemas" {
                        for (name, schema) in value.as_object_mut().into_iter().flatten() {
                            self.schema(schema, &pointer::child(&here, name));
                        }
                    } else {
                        let named = !named && NAMED.contains(&key.as_str()) && value.is_object();
                        self.walk(value, &here, named);
                    }
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.walk(item, &pointer::element(at, index), false);
                }
            }
            _ => {}
        }
    }

    fn schema(&mut self, value: &mut Value, at: &str) {
        match value {
            Value::Bool(true) => *value = json!({}),
            Value::Bool(false) => *value = json!({"not": {}}),
            _ => {}
        }
        let Some(schema) = value.as_object_mut() else { return };
        self.leave_out(schema, at);
        reference(schema);
        null_branches(schema);
        literals(schema);
        self.content(schema, at);
        self.maps(schema, at);
        self.tuple(schema, at);
        limits(schema);
        if let Some(split) = types(schema) {
            *value = split;
            let Some(schema) = value.as_object_mut() else { return };
            self.inside(schema, at);
            return;
        }
        self.inside(schema, at);
    }

    fn inside(&mut self, schema: &mut Map<String, Value>, at: &str) {
        for key in ONE {
            let keeps = key == "additionalProperties";
            if let Some(value) = schema.get_mut(key).filter(|value| !(keeps && value.is_boolean())) {
                self.schema(value, &pointer::child(at, key));
            }
        }
        for key in MANY {
            let here = pointer::child(at, key);
            let list = schema.get_mut(key).and_then(Value::as_array_mut);
            for (index, value) in list.into_iter().flatten().enumerate() {
                self.schema(value, &pointer::element(&here, index));
            }
        }
        let here = pointer::child(at, "properties");
        let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
        for (name, value) in properties.into_iter().flatten() {
            self.schema(value, &pointer::child(&here, name));
        }
    }

    /// What has no place in 3.0: remarks without a word, restrictions with one.
    fn leave_out(&mut self, schema: &mut Map<String, Value>, at: &str) {
        for key in ["$comment", "$defs", "$vocabulary", "definitions"] {
            schema.shift_remove(key);
        }
        if schema.shift_remove("$anchor").is_some() {
            self.note(
                &pointer::child(at, "$anchor"),
                "a schema with a second name; references to that name lead nowhere",
            );
        }
        if let Some(dialect) = schema.shift_remove("$schema") {
            self.dialect(&dialect, &pointer::child(at, "$schema"));
        }
        if schema.shift_remove("$id").is_some() {
            self.note(
                &pointer::child(at, "$id"),
                "a schema with an address of its own; references to that address lead nowhere",
            );
        }
        for key in RESTRICTING {
            if schema.shift_remove(key).is_some() {
                let text = format!("`{key}` restricts values in a way that types cannot; the server checks it alone");
                self.note(&pointer::child(at, key), text);
            }
        }
        if let Some(Value::Array(examples)) = schema.shift_remove("examples")
            && let Some(first) = examples.into_iter().next()
        {
            schema.entry("example").or_insert(first);
        }
    }

    /// Properties that are known by a pattern, or by being no other.
    fn maps(&mut self, schema: &mut Map<String, Value>, at: &str) {
        if let Some(rest) = schema.shift_remove("unevaluatedProperties") {
            schema.entry("additionalProperties").or_insert(rest);
        }
        let Some(Value::Object(patterns)) = schema.shift_remove("patternProperties") else {
            return;
        };
        self.note(
            &pointer::child(at, "patternProperties"),
            "properties by patterns; taken as properties of any name",
        );
        let mut values: Vec<Value> = Vec::new();
        let known = schema
            .get("additionalProperties")
            .filter(|value| value.is_object())
            .cloned();
        for value in patterns.into_iter().map(|(_, value)| value).chain(known) {
            if !values.contains(&value) {
                values.push(value);
            }
        }
        schema.insert("additionalProperties".to_owned(), either(values));
    }

    /// What the text of a string holds.
    fn content(&mut self, schema: &mut Map<String, Value>, at: &str) {
        let encoding = schema.shift_remove("contentEncoding");
        let media_type = schema.shift_remove("contentMediaType");
        let format = match (
            encoding.as_ref().and_then(Value::as_str),
            media_type.as_ref().and_then(Value::as_str),
        ) {
            (Some("base64"), _) => Some("byte"),
            (None, Some("application/octet-stream")) => Some("binary"),
            _ => None,
        };
        if let Some(format) = format.filter(|_| !schema.contains_key("format")) {
            schema.insert("format".to_owned(), format.into());
            schema.entry("type").or_insert_with(|| "string".into());
        }
        let left = [("contentEncoding", encoding), ("contentMediaType", media_type)];
        for (key, value) in left {
            let is_read = match (key, format) {
                (_, Some("byte")) => key == "contentEncoding",
                (_, Some(_)) => true,
                (_, None) => false,
            };
            if let Some(value) = value.filter(|_| !is_read) {
                let text = format!("`{key}` is {value}: the text is handed over as it comes, and nothing decodes it");
                self.note(&pointer::child(at, key), text);
            }
        }
    }

    fn tuple(&mut self, schema: &mut Map<String, Value>, at: &str) {
        let rest = match schema.get("items") {
            Some(Value::Bool(_)) => {
                schema.shift_remove("items");
                None
            }
            other => other.cloned(),
        };
        let Some(Value::Array(first)) = schema.shift_remove("prefixItems") else {
            return;
        };
        self.note(
            &pointer::child(at, "prefixItems"),
            "a list whose places have types of their own; taken as a list of any of them",
        );
        let mut values: Vec<Value> = Vec::new();
        for value in first.into_iter().chain(rest) {
            if !values.contains(&value) {
                values.push(value);
            }
        }
        schema.entry("type").or_insert_with(|| "array".into());
        schema.insert("items".to_owned(), either(values));
    }
}

/// Makes components of the definitions inside schemas.
fn definitions(document: &mut Value) {
    let mut found = BTreeMap::new();
    collect(document, "", &mut found);
    if found.is_empty() {
        return;
    }
    let mut renamed = BTreeMap::new();
    let Some(root) = document.as_object_mut() else { return };
    let components = root.entry("components").or_insert_with(|| json!({}));
    let Some(components) = components.as_object_mut() else {
        return;
    };
    let schemas = components.entry("schemas").or_insert_with(|| json!({}));
    let Some(schemas) = schemas.as_object_mut() else { return };
    for (from, (name, schema)) in found {
        let mut new = name.clone();
        let mut number = 2;
        while schemas.contains_key(&new) {
            new = format!("{name}_{number}");
            number += 1;
        }
        let to = format!("#{}", pointer::child("/components/schemas", &new));
        // Within one document the pointer of a definition may also begin at the schema that has it.
        renamed
            .entry(format!("#/$defs/{}", pointer::escape(&name)))
            .or_insert_with(|| to.clone());
        renamed.insert(format!("#{from}"), to);
        schemas.insert(new, schema);
    }
    rename(document, &renamed);
}

/// Members beside a reference count in 3.1; in 3.0 it takes an `allOf`.
fn reference(schema: &mut Map<String, Value>) {
    let remark = |key: &str| {
        matches!(
            key,
            "$ref" | "description" | "title" | "summary" | "deprecated" | "example" | "default"
        ) || key.starts_with("x-")
    };
    if !schema.contains_key("$ref") || schema.keys().all(|key| remark(key)) {
        return;
    }
    if let Some(target) = schema.shift_remove("$ref") {
        let parts = schema.entry("allOf").or_insert_with(|| json!([]));
        if let Some(parts) = parts.as_array_mut() {
            parts.insert(0, json!({"$ref": target}));
        }
    }
}

fn either(mut values: Vec<Value>) -> Value {
    match values.len() {
        0 => json!({}),
        1 => values.remove(0),
        _ => json!({"anyOf": values}),
    }
}

fn is_null(schema: &Value) -> bool {
    let kind = schema.get("type");
    kind == Some(&json!("null"))
        || kind == Some(&json!(["null"]))
        || schema.get("const").is_some_and(Value::is_null)
        || schema.get("enum") == Some(&json!([null]))
}

/// `null` as one of several is `nullable`.
fn null_branches(schema: &mut Map<String, Value>) {
    for key in ["oneOf", "anyOf"] {
        let Some(Value::Array(branches)) = schema.get_mut(key) else {
            continue;
        };
        let before = branches.len();
        branches.retain(|branch| !is_null(branch));
        let (left, gone) = (branches.len(), before != branches.len());
        if left == 0 {
            schema.shift_remove(key);
        }
        if gone {
            schema.insert("nullable".to_owned(), true.into());
        }
    }
}

/// `const` is an enum of one, and `null` in an enum is `nullable`.
fn literals(schema: &mut Map<String, Value>) {
    if let Some(value) = schema.shift_remove("const") {
        schema.entry("enum").or_insert_with(|| json!([value]));
    }
    let Some(Value::Array(values)) = schema.get_mut("enum") else {
        return;
    };
    let before = values.len();
    values.retain(|value| !value.is_null());
    let nullable = before != values.len();
    let all = |is: fn(&Value) -> bool| !values.is_empty() && values.iter().all(is);
    let kind = [
        ("string", all(Value::is_string)),
        ("integer", all(|value| value.is_i64() || value.is_u64())),
        ("number", all(Value::is_number)),
        ("boolean", all(Value::is_boolean)),
    ];
    let kind = kind.into_iter().find(|(_, fits)| *fits).map(|(kind, _)| kind);
    if values.is_empty() {
        schema.shift_remove("enum");
    }
    if let Some(kind) = kind {
        schema.entry("type").or_insert_with(|| kind.into());
    }
    if nullable {
        schema.insert("nullable".to_owned(), true.into());
    }
}

/// A number as an exclusive limit is a limit that is marked.
fn limits(schema: &mut Map<String, Value>) {
    for (exclusive, limit, lower) in [
        ("exclusiveMinimum", "minimum", true),
        ("exclusiveMaximum", "maximum", false),
    ] {
        let Some(bound) = schema.get(exclusive).and_then(Value::as_f64) else {
            continue;
        };
        let Some(value) = schema.shift_remove(exclusive) else {
            continue;
        };
        let tighter = schema
            .get(limit)
            .and_then(Value::as_f64)
            .is_some_and(|known| if lower { known > bound } else { known < bound });
        if !tighter {
            schema.insert(limit.to_owned(), value);
            schema.insert(exclusive.to_owned(), true.into());
        }
    }
}

/// A list of types: `null` is `nullable`, and several others are a union, which comes back.
fn types(schema: &mut Map<String, Value>) -> Option<Value> {
    let kinds: Vec<String> = match schema.get("type") {
        Some(Value::Array(kinds)) => kinds.iter().map(super::read::text_of).collect(),
        Some(Value::String(kind)) if kind == "null" => vec![kind.clone()],
        _ => return None,
    };
    schema.shift_remove("type");
    if kinds.iter().any(|kind| kind == "null") {
        schema.insert("nullable".to_owned(), true.into());
    }
    let mut kinds: Vec<String> = kinds.into_iter().filter(|kind| kind != "null").collect();
    if kinds.iter().any(|kind| kind == "number") {
        kinds.retain(|kind| kind != "integer");
    }
    match kinds.as_slice() {
        [] => None,
        [only] => {
            schema.insert("type".to_owned(), only.as_str().into());
            None
        }
        _ => {
            let values = schema.shift_remove("enum");
            let mut branches = Vec::new();
            for kind in &kinds {
                let mut branch = Map::from_iter([("type".to_owned(), Value::from(kind.as_str()))]);
                let group = if kind == "integer" { "number" } else { kind };
                for (_, members) in OF_TYPES.iter().filter(|(of, _)| *of == group) {
                    for key in *members {
                        if let Some(value) = schema.shift_remove(*key) {
                            branch.insert((*key).to_owned(), value);
                        }
                    }
                }
                if let Some(Value::Array(values)) = &values {
                    let fitting: Vec<Value> = values.iter().filter(|value| fits(value, kind)).cloned().collect();
                    if fitting.is_empty() {
                        continue;
                    }
                    branch.insert("enum".to_owned(), fitting.into());
                }
                branches.push(Value::Object(branch));
            }
            let union = json!({"anyOf": branches});
            if schema.contains_key("anyOf") || schema.contains_key("oneOf") {
                // The list repeats what the branches say.
                return None;
            }
            schema.insert("anyOf".to_owned(), union["anyOf"].clone());
            Some(Value::Object(std::mem::take(schema)))
        }
    }
}

fn fits(value: &Value, kind: &str) -> bool {
    match kind {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}

/// Takes the definitions out of all schemas: by their pointers, with their names.
fn collect(value: &mut Value, at: &str, found: &mut BTreeMap<String, (String, Value)>) {
    match value {
        Value::Object(members) => {
            // A property or a component may be called so: it stands where names are free.
            let names = at.ends_with("/properties") || at.ends_with("/schemas");
            if !names {
                for section in ["$defs", "definitions"] {
                    if !members.get(section).is_some_and(Value::is_object) {
                        continue;
                    }
                    let here = pointer::child(at, section);
                    if let Some(Value::Object(definitions)) = members.shift_remove(section) {
                        for (name, mut schema) in definitions {
                            let here = pointer::child(&here, &name);
                            collect(&mut schema, &here, found);
                            found.insert(here, (name, schema));
                        }
                    }
                }
            }
            for (key, value) in members {
                if names || !matches!(key.as_str(), "example" | "examples" | "default" | "enum" | "const") {
                    collect(value, &pointer::child(at, key), found);
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                collect(item, &pointer::element(at, index), found);
            }
        }
        _ => {}
    }
}

fn rename(value: &mut Value, renamed: &BTreeMap<String, String>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(target)) = members.get_mut("$ref")
                && let Some(new) = renamed.get(target)
            {
                target.clone_from(new);
            }
            for value in members.values_mut() {
                rename(value, renamed);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, renamed)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lowered(schema: &Value) -> (Value, Vec<String>) {
        let mut document = json!({"openapi": "3.1.0", "components": {"schemas": {"A": schema}}});
        let mut findings = Vec::new();
        lower(&mut document, &mut findings);
        let texts = findings
            .iter()
            .map(|it| format!("{}: {}", it.pointer, it.text))
            .collect();
        (document["components"]["schemas"]["A"].take(), texts)
    }

    #[test]
    fn what_3_0_says_otherwise_is_rewritten() {
        let reference = json!({"$ref": "#/components/schemas/B"});
        for (given, right) in [
            (
                json!({"type": ["string", "null"]}),
                json!({"nullable": true, "type": "string"}),
            ),
            (json!({"type": "null"}), json!({"nullable": true})),
            (json!({"const": "a"}), json!({"enum": ["a"], "type": "string"})),
            (json!({"const": 1}), json!({"enum": [1], "type": "integer"})),
            (
                json!({"enum": ["a", null]}),
                json!({"enum": ["a"], "type": "string", "nullable": true}),
            ),
            (
                json!({"type": "integer", "examples": [1, 2]}),
                json!({"type": "integer", "example": 1}),
            ),
            (
                json!({"anyOf": [reference, {"type": "null"}]}),
                json!({"anyOf": [reference], "nullable": true}),
            ),
            (
                json!({"$ref": "#/components/schemas/B", "required": ["a"]}),
                json!({"allOf": [reference], "required": ["a"]}),
            ),
            (
                json!({"$ref": "#/components/schemas/B", "description": "D"}),
                json!({"$ref": "#/components/schemas/B", "description": "D"}),
            ),
            (
                json!({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 9, "maximum": 5}),
                json!({"type": "number", "maximum": 5, "minimum": 0, "exclusiveMinimum": true}),
            ),
            (
                json!({"type": ["string", "integer"], "minLength": 1, "minimum": 2}),
                json!({"anyOf": [{"type": "string", "minLength": 1}, {"type": "integer", "minimum": 2}]}),
            ),
            (
                json!({"type": ["array", "null"], "items": {"type": ["integer", "null"]}}),
                json!({"items": {"nullable": true, "type": "integer"}, "nullable": true, "type": "array"}),
            ),
            (
                json!({"type": "object", "properties": {"const": {"const": true}}, "unevaluatedProperties": false}),
                json!({"type": "object", "properties": {"const": {"enum": [true], "type": "boolean"}}, "additionalProperties": false}),
            ),
            (
                json!({"type": "string", "contentEncoding": "base64"}),
                json!({"type": "string", "format": "byte"}),
            ),
            (
                json!({"type": "string", "contentMediaType": "application/octet-stream"}),
                json!({"type": "string", "format": "binary"}),
            ),
            (json!(true), json!({})),
            (json!(false), json!({"not": {}})),
        ] {
            let (is, notes) = lowered(&given);
            assert_eq!(is, right, "{given}");
            assert_eq!(notes, Vec::<String>::new(), "{given}");
        }
    }

    #[test]
    fn what_3_0_cannot_say_is_reported() {
        for (given, right, note) in [
            (
                json!({"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}], "items": false}),
                json!({"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "integer"}]}}),
                "/components/schemas/A/prefixItems: a list whose places",
            ),
            (
                json!({"type": "object", "patternProperties": {"^x": {"type": "string"}}}),
                json!({"type": "object", "additionalProperties": {"type": "string"}}),
                "/components/schemas/A/patternProperties: ",
            ),
            (
                json!({"type": "object", "if": {"required": ["a"]}}),
                json!({"type": "object"}),
                "/components/schemas/A/if: `if` restricts",
            ),
            (
                json!({"type": "string", "$schema": "http://json-schema.org/draft-07/schema#"}),
                json!({"type": "string"}),
                "/components/schemas/A/$schema: the JSON Schema dialect",
            ),
        ] {
            let (is, notes) = lowered(&given);
            assert_eq!(is, right, "{given}");
            assert_eq!(notes.len(), 1, "{notes:?}");
            assert!(notes[0].starts_with(note), "{notes:?}");
        }
    }

    #[test]
    fn definitions_become_components_and_path_items_paths() {
        let mut document = json!({
            "openapi": "3.1.1",
            "info": {"title": "T", "version": "1", "summary": "S", "license": {"name": "L", "identifier": "MIT"}},
            "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
            "webhooks": {"come": {"post": {}}},
            "paths": {"/a": {"$ref": "#/components/pathItems/P"}},
            "components": {
                "pathItems": {"P": {"get": {"responses": {"200": {"content": {"application/json": {
                    "schema": {"type": ["string", "null"]}
                }}}}}}},
                "schemas": {
                    "In": {"type": "object"},
                    "Out": {
                        "$defs": {"In": {"const": 1}},
                        "properties": {"a": {"$ref": "#/components/schemas/Out/$defs/In"}, "$defs": {"type": "string"}},
                    },
                },
            },
        });
        let mut findings = Vec::new();
        lower(&mut document, &mut findings);
        assert_eq!(
            document,
            json!({
                "openapi": "3.0.3",
                "info": {"title": "T", "version": "1", "license": {"name": "L (MIT)"}, "description": "S"},
                "paths": {"/a": {"get": {"responses": {"200": {"content": {"application/json": {
                    "schema": {"nullable": true, "type": "string"}
                }}}}}}},
                "components": {"schemas": {
                    "In": {"type": "object"},
                    "Out": {"properties": {"a": {"$ref": "#/components/schemas/In_2"}, "$defs": {"type": "string"}}},
                    "In_2": {"enum": [1], "type": "integer"},
                }},
            })
        );
        let [webhooks] = findings.as_slice() else {
            panic!("{findings:?}")
        };
        assert_eq!(webhooks.pointer, "/webhooks");
    }

    #[test]
    fn other_versions_stay_as_they_are() {
        let given = json!({"openapi": "3.0.3", "components": {"schemas": {"A": {"const": 1}}}});
        let mut document = given.clone();
        lower(&mut document, &mut Vec::new());
        assert_eq!(document, given);
    }
}
