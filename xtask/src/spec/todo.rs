//! What a patched spec leaves open: elements without documentation, fields that look personal and are not marked, operations
//! about which nobody has said whether they may be repeated.

use std::fmt;

use heck::ToSnakeCase;
use serde_json::Value;

use super::grammar::METHODS;
use super::pointer::{child, element};
use super::refs::follow;

/// What is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Open {
    /// Nothing says what it is for.
    Undocumented,
    /// Its name looks personal, and no `x-mc-sensitive` or `x-mc-public` says what it is.
    Unmarked,
    /// No `x-mc-idempotent` or `x-mc-event` says whether it may be repeated.
    Unjudged,
}

impl fmt::Display for Open {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Undocumented => "has no `description` or `summary`",
            Self::Unmarked => {
                "looks personal: say `x-mc-sensitive: true`, `x-mc-public: true`, or `x-mc-public: false`"
            }
            Self::Unjudged => {
                "say `x-mc-idempotent: true` if it may be repeated, `false` if not, or `x-mc-event: true`"
            }
        })
    }
}

/// One thing that is open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Todo {
    /// What is open.
    pub open: Open,
    /// The element, in words.
    pub element: String,
    /// Where it is, as a JSON pointer into the patched spec.
    pub pointer: String,
}

/// Words that are personal wherever they stand in a name, as they are in lower case with `_` between them.
const PERSONAL: [&str; 42] = [
    "account_number",
    "address",
    "birth",
    "birthday",
    "card_number",
    "cardholder",
    "cvc",
    "cvc2",
    "cvv",
    "cvv2",
    "dob",
    "email",
    "expiration",
    "expiry",
    "family_name",
    "first_name",
    "full_name",
    "given_name",
    "holder_name",
    "iban",
    "imei",
    "ip",
    "last_name",
    "latitude",
    "longitude",
    "maiden_name",
    "middle_name",
    "mobile",
    "msisdn",
    "national_id",
    "pan",
    "passport",
    "password",
    "phone",
    "pin",
    "postal_code",
    "ssn",
    "street",
    "surname",
    "tax_id",
    "username",
    "zip",
];

/// Whether a name looks as if it were that of card or personal data.
#[must_use]
pub fn looks_personal(name: &str) -> bool {
    let words = format!("_{}_", name.to_snake_case());
    PERSONAL.iter().any(|personal| words.contains(&format!("_{personal}_")))
}

/// All that a patched spec leaves open, in its order.
#[must_use]
pub fn todo(spec: &Value) -> Vec<Todo> {
    let mut list = List { spec, out: Vec::new() };
    for (path, item) in members(spec.get("paths")) {
        let at = child("/paths", path);
        list.parameters(item, &at, path);
        for method in METHODS {
            if let Some(operation) = item.get(method) {
                list.operation(operation, &child(&at, method), method, path);
            }
        }
    }
    for (name, parameter) in members(spec.pointer("/components/parameters")) {
        list.parameter(parameter, &child("/components/parameters", name), "");
    }
    for (name, schema) in members(spec.pointer("/components/schemas")) {
        let at = child("/components/schemas", name);
        if !is_documented(schema) && schema.get("$ref").is_none() {
            list.add(Open::Undocumented, format!("schema {name}"), &at);
        }
        list.schema(schema, &at, name);
    }
    list.out
}

struct List<'a> {
    spec: &'a Value,
    out: Vec<Todo>,
}

impl<'a> List<'a> {
    fn add(&mut self, open: Open, element: String, pointer: &str) {
        self.out.push(Todo {
            open,
            element,
            pointer: pointer.to_owned(),
        });
    }

    fn operation(&mut self, operation: &'a Value, at: &str, method: &str, path: &str) {
        let line = format!("{} {path}", method.to_uppercase());
        let name = operation.get("operationId").and_then(Value::as_str).unwrap_or(&line);
        if !is_documented(operation) {
            self.add(Open::Undocumented, format!("operation {name}"), at);
        }
        let judged = ["x-mc-idempotent", "x-mc-event"]
            .iter()
            .any(|key| operation.get(key).is_some());
        if !judged && !matches!(method, "get" | "head" | "options") {
            self.add(Open::Unjudged, format!("operation {name}"), at);
        }
        self.parameters(operation, at, name);
        let bodies = operation
            .get("requestBody")
            .into_iter()
            .map(|body| (child(at, "requestBody"), body));
        let responses = members(operation.get("responses"));
        let responses = responses.map(|(status, response)| (child(&child(at, "responses"), status), response));
        let both: Vec<(String, &Value)> = bodies.chain(responses).collect();
        for (at, holder) in both {
            for (media, content) in members(holder.get("content")) {
                if let Some(schema) = content.get("schema") {
                    self.schema(schema, &child(&child(&child(&at, "content"), media), "schema"), name);
                }
            }
        }
    }

    fn parameters(&mut self, holder: &'a Value, at: &str, owner: &str) {
        let list = holder.get("parameters").and_then(Value::as_array).into_iter().flatten();
        for (index, parameter) in list.enumerate() {
            // A shared one is looked at once, as a component.
            if parameter.get("$ref").is_none() {
                self.parameter(parameter, &element(&child(at, "parameters"), index), owner);
            }
        }
    }

    fn parameter(&mut self, parameter: &'a Value, at: &str, owner: &str) {
        let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default();
        let what = format!("parameter {name} {owner}").trim_end().to_owned();
        let schema = parameter.get("schema").unwrap_or(&Value::Null);
        if !is_documented(parameter) && !is_documented(follow(self.spec, schema)) {
            self.add(Open::Undocumented, what.clone(), at);
        }
        if looks_personal(name) && !self.is_marked(schema) && !self.is_marked(parameter) {
            self.add(Open::Unmarked, what, at);
        }
        self.schema(schema, &child(at, "schema"), name);
    }

    /// The properties of a schema, and of those that stand inside of it.
    fn schema(&mut self, schema: &'a Value, at: &str, owner: &str) {
        if schema.get("$ref").is_some() {
            return;
        }
        for (name, property) in members(schema.get("properties")) {
            let here = child(&child(at, "properties"), name);
            let what = format!("field {owner}.{name}");
            if !is_documented(property) && !is_documented(follow(self.spec, target(property))) {
                self.add(Open::Undocumented, what.clone(), &here);
            }
            if looks_personal(name) && !self.is_marked(property) && !self.is_object(property) {
                self.add(Open::Unmarked, what, &here);
            }
            self.schema(property, &here, &format!("{owner}.{name}"));
        }
        for key in ["items", "additionalProperties"] {
            if let Some(inner) = schema.get(key) {
                self.schema(inner, &child(at, key), owner);
            }
        }
        for key in ["allOf", "oneOf", "anyOf"] {
            for (index, inner) in schema
                .get(key)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .enumerate()
            {
                self.schema(inner, &element(&child(at, key), index), owner);
            }
        }
    }

    /// Whether a mark says what a value is, on it or on what it refers to.
    fn is_marked(&self, schema: &'a Value) -> bool {
        let marked = |schema: &Value| {
            let list = [Some(schema), schema.get("items")];
            let mut all = list.into_iter().flatten();
            all.any(|schema| {
                ["x-mc-sensitive", "x-mc-public"]
                    .iter()
                    .any(|key| schema.get(key).is_some())
            })
        };
        marked(schema) || marked(follow(self.spec, target(schema)))
    }

    /// Whether a value has fields, which are looked at one by one.
    fn is_object(&self, schema: &'a Value) -> bool {
        let schema = follow(self.spec, target(schema));
        let inner = schema
            .get("items")
            .map_or(schema, |items| follow(self.spec, target(items)));
        ["properties", "allOf", "oneOf", "anyOf"]
            .iter()
            .any(|key| inner.get(key).is_some())
    }
}

/// The reference that is wrapped in an `allOf`, or the schema itself.
fn target(schema: &Value) -> &Value {
    match schema.get("allOf").and_then(Value::as_array).map(Vec::as_slice) {
        Some([only]) => only,
        _ => schema,
    }
}

fn is_documented(value: &Value) -> bool {
    let said = |key: &str| {
        value
            .get(key)
            .and_then(Value::as_str)
            .is_some_and(|text| !text.trim().is_empty())
    };
    said("description") || said("summary")
}

fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_that_look_personal() {
        for name in [
            "firstName",
            "primaryAccountNumber",
            "pan",
            "PAN",
            "email_address",
            "dateOfBirth",
            "ipAddress",
            "ip",
        ] {
            assert!(looks_personal(name), "{name}");
        }
        for name in [
            "company",
            "panel",
            "shipped",
            "name",
            "zipper",
            "recipient",
            "expected",
            "spinner",
        ] {
            assert!(!looks_personal(name), "{name}");
        }
    }

    #[test]
    fn what_is_open_is_listed_with_its_place() {
        let spec = json!({
            "paths": {"/a": {
                "get": {"operationId": "readA", "summary": "Read.", "parameters": [{"name": "email", "in": "query", "schema": {"type": "string"}}]},
                "post": {"operationId": "makeA", "description": "Make."},
                "put": {"operationId": "putA", "description": "Put.", "x-mc-idempotent": false},
                "delete": {"operationId": "dropA", "description": " ", "x-mc-event": true}
            }},
            "components": {"schemas": {
                "Person": {"description": "A person.", "type": "object", "properties": {
                    "firstName": {"type": "string", "description": "First."},
                    "lastName": {"type": "string", "description": "Last.", "x-mc-sensitive": true},
                    "address": {"$ref": "#/components/schemas/Address"},
                    "phone": {"$ref": "#/components/schemas/Phone"}
                }},
                "Address": {"type": "object", "properties": {"street": {"type": "string", "description": "S.", "x-mc-public": false}}},
                "Phone": {"type": "string", "description": "P.", "x-mc-sensitive": true}
            }}
        });
        let said: Vec<String> = todo(&spec)
            .iter()
            .map(|todo| format!("{:?} {} {}", todo.open, todo.element, todo.pointer))
            .collect();
        assert_eq!(
            said,
            [
                "Undocumented parameter email readA /paths/~1a/get/parameters/0",
                "Unmarked parameter email readA /paths/~1a/get/parameters/0",
                "Unjudged operation makeA /paths/~1a/post",
                "Undocumented operation dropA /paths/~1a/delete",
                "Unmarked field Person.firstName /components/schemas/Person/properties/firstName",
                "Undocumented field Person.address /components/schemas/Person/properties/address",
                "Undocumented schema Address /components/schemas/Address",
            ]
        );
    }
}
