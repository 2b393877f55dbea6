//! Repairs of schemas and parameters.

use serde_json::{Map, Value, json};

use super::Repair;
use crate::spec::grammar::Kind;
use crate::spec::pointer;
use crate::spec::read::{number, text_of};

/// Members of Swagger 2.0 parameters and headers that belong in their schema.
const SCHEMA_MEMBERS: &[&str] = &[
    "type",
    "format",
    "items",
    "default",
    "enum",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "nullable",
];

impl Repair<'_> {
    pub(super) fn before_schema(&mut self, schema: &mut Map<String, Value>, at: &str) {
        self.schema_type(schema, at);
        if let Some(value) = schema.shift_remove("const") {
            self.note(
                &pointer::child(at, "const"),
                "`const` is OpenAPI 3.1; taken as an enum of one value",
            );
            schema.entry("enum").or_insert_with(|| json!([value]));
        }
        for (exclusive, limit) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
            if let Some(value) = schema.get(exclusive).filter(|value| value.is_number()).cloned() {
                let text = format!("a number in `{exclusive}` is OpenAPI 3.1; taken as an exclusive `{limit}`");
                self.note(&pointer::child(at, exclusive), text);
                schema.insert(limit.to_owned(), value);
                schema.insert(exclusive.to_owned(), true.into());
            }
        }
    }

    /// Makes `type` one of the six that OpenAPI 3.0 knows.
    fn schema_type(&mut self, schema: &mut Map<String, Value>, at: &str) {
        let here = pointer::child(at, "type");
        if let Some(Value::Array(types)) = schema.get("type") {
            let nullable = types.iter().any(|kind| kind == "null" || kind.is_null());
            let others: Vec<Value> = types
                .iter()
                .filter(|kind| *kind != "null" && !kind.is_null())
                .cloned()
                .collect();
            if let [only] = others.as_slice() {
                let null = if nullable { ", with `nullable`" } else { "" };
                self.note(&here, format!("a list of types is OpenAPI 3.1; taken as {only}{null}"));
                schema.insert("type".to_owned(), only.clone());
            } else {
                self.note(&here, "a list of types is OpenAPI 3.1, and these are several; dropped");
                schema.shift_remove("type");
            }
            if nullable {
                schema.insert("nullable".to_owned(), true.into());
            }
        }
        let Some(Value::String(kind)) = schema.get("type") else {
            return;
        };
        let (kind, format) = match kind.trim().to_ascii_lowercase().as_str() {
            "null" => {
                self.note(&here, "the type `null` is OpenAPI 3.1; taken as `nullable`");
                schema.shift_remove("type");
                schema.insert("nullable".to_owned(), true.into());
                return;
            }
            "int" => ("integer", None),
            "long" => ("integer", Some("int64")),
            "float" | "double" | "decimal" => ("number", None),
            "bool" => ("boolean", None),
            "str" | "text" => ("string", None),
            "date" => ("string", Some("date")),
            "datetime" | "date-time" => ("string", Some("date-time")),
            "uuid" => ("string", Some("uuid")),
            "file" => ("string", Some("binary")),
            _ => return,
        };
        self.note(&here, format!("no such type in OpenAPI 3.0; taken as `{kind}`"));
        schema.insert("type".to_owned(), kind.into());
        if let Some(format) = format {
            schema.entry("format").or_insert_with(|| format.into());
        }
    }

    pub(super) fn before_parameter(&mut self, parameter: &mut Map<String, Value>, kind: Kind, at: &str) {
        let what = if kind == Kind::Header { "header" } else { "parameter" };
        if !parameter.contains_key("schema") && !parameter.contains_key("content") {
            let mut schema = Map::new();
            for name in SCHEMA_MEMBERS {
                if let Some(value) = parameter.shift_remove(*name) {
                    schema.insert((*name).to_owned(), value);
                }
            }
            if schema.is_empty() {
                self.note(at, format!("the {what} has no schema; taken as a text"));
                schema.insert("type".to_owned(), "string".into());
            } else {
                self.note(
                    at,
                    format!("the {what} states its type as Swagger 2.0 does; moved into a `schema`"),
                );
            }
            parameter.insert("schema".to_owned(), Value::Object(schema));
        }
        if kind == Kind::Parameter
            && parameter.get("in").is_some_and(|place| place == "path")
            && parameter.get("required") != Some(&Value::Bool(true))
        {
            self.note(at, "a parameter in the path is always required; added `required: true`");
            parameter.insert("required".to_owned(), true.into());
        }
    }

    pub(super) fn after_schema(&mut self, schema: &mut Map<String, Value>, at: &str) {
        if !schema.contains_key("type") {
            let composed = ["allOf", "oneOf", "anyOf", "not", "enum"]
                .iter()
                .any(|key| schema.contains_key(*key));
            let kind = match () {
                () if composed => None,
                () if schema.contains_key("properties") => Some("object"),
                () if schema.contains_key("items") => Some("array"),
                () => None,
            };
            if let Some(kind) = kind {
                self.note(at, format!("a schema without `type`; taken as `{kind}`"));
                schema.shift_insert(0, "type".to_owned(), kind.into());
            }
        }
        let kind = schema
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        if kind == "array" && !schema.contains_key("items") {
            self.note(at, "an array without `items`; added an empty schema");
            schema.insert("items".to_owned(), json!({}));
        }
        let nullable = schema.get("nullable") == Some(&Value::Bool(true));
        self.enumeration(schema, &kind, nullable, at);
        if let Some(value) = schema.get("default").cloned() {
            let here = pointer::child(at, "default");
            match self.typed(value, &kind, nullable, &here) {
                Some(value) => {
                    schema.insert("default".to_owned(), value);
                }
                None => {
                    schema.shift_remove("default");
                }
            }
        }
    }

    fn enumeration(&mut self, schema: &mut Map<String, Value>, kind: &str, nullable: bool, at: &str) {
        let Some(Value::Array(values)) = schema.get_mut("enum").map(Value::take) else {
            return;
        };
        let here = pointer::child(at, "enum");
        let mut tidied: Vec<Value> = Vec::with_capacity(values.len());
        for (index, value) in values.into_iter().enumerate() {
            let here = pointer::element(&here, index);
            let Some(value) = self.typed(value, kind, nullable, &here) else {
                continue;
            };
            if tidied.contains(&value) {
                self.note(&here, format!("{value} stands twice in the enum; dropped the second"));
            } else {
                tidied.push(value);
            }
        }
        if tidied.is_empty() {
            self.note(&here, "an enum without values; dropped");
            schema.shift_remove("enum");
        } else {
            schema.insert("enum".to_owned(), Value::Array(tidied));
        }
    }

    /// A value as one of the type that its schema states, if it can be one.
    fn typed(&mut self, value: Value, kind: &str, nullable: bool, at: &str) -> Option<Value> {
        if value.is_null() && nullable {
            return Some(value);
        }
        let text = self.spelled(&value, at);
        let fixed = match (kind, &value) {
            (_, Value::Null) if kind == "string" && text != "null" && text != "~" => Some(text.into()),
            ("string", Value::String(_))
            | ("boolean", Value::Bool(_))
            | ("number", Value::Number(_))
            | ("array", Value::Array(_))
            | ("object", Value::Object(_)) => return Some(value),
            ("string", Value::Number(_) | Value::Bool(_)) => Some(text.into()),
            ("boolean", Value::String(text)) => match text.to_ascii_lowercase().as_str() {
                "true" => Some(true.into()),
                "false" => Some(false.into()),
                _ => None,
            },
            ("integer", Value::Number(number)) if number.is_i64() || number.is_u64() => {
                return Some(value);
            }
            ("integer", Value::Number(_) | Value::String(_)) => {
                let text = text_of(&value);
                number(text.strip_suffix(".0").unwrap_or(&text))
                    .filter(|n| n.is_i64() || n.is_u64())
                    .map(Value::Number)
            }
            ("number", Value::String(text)) => number(text).map(Value::Number),
            (_, Value::Null) | ("string" | "integer" | "number" | "boolean" | "array" | "object", _) => None,
            _ => return Some(value),
        };
        match &fixed {
            Some(fixed) => self.note(at, format!("{value} in a schema of type {kind}; taken as {fixed}")),
            None => self.note(at, format!("{value} does not fit the type of its schema; dropped")),
        }
        fixed
    }
}
