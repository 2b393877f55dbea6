//! The ways in which a publisher changes a file, each with what it means for callers.

use serde_json::{Value, json};
use xtask::spec::diff::Severity;

use crate::edits::{
    Dice, answer, at, body, component, field, has_no_parameters, has_optional_parameters, is, is_enum, is_plain_text,
    new_parameter, object, operation, parameter, push, put, redirect, rename, reverse, schema, set, split, text, unset,
};

/// A way to change a contract.
pub(crate) struct Way {
    pub(crate) name: &'static str,
    /// What the rules say at least.
    pub(crate) rules: Option<Severity>,
    /// What callers see at least.
    pub(crate) seen: Option<Severity>,
    /// What both together say at most.
    pub(crate) most: Option<Severity>,
    /// Changes a contract at a place of its choice; `None` if it has no such place.
    pub(crate) change: fn(&mut Value, &mut Dice) -> Option<String>,
}

const NONE: Option<Severity> = None;
const C: Option<Severity> = Some(Severity::Compatible);
const B: Option<Severity> = Some(Severity::Breaking);

type Change = fn(&mut Value, &mut Dice) -> Option<String>;

/// All ways.
pub(crate) fn all() -> Vec<Way> {
    let lists = [
        fields(),
        enums(),
        types(),
        operations(),
        bodies(),
        compositions(),
        details(),
        names(),
    ];
    let ways = lists.into_iter().flatten();
    ways.map(|(name, rules, seen, most, change)| Way {
        name,
        rules,
        seen,
        most,
        change,
    })
    .collect()
}

/// Name, what the rules say, what callers see, what both say at most, change.
type Row = (
    &'static str,
    Option<Severity>,
    Option<Severity>,
    Option<Severity>,
    Change,
);

#[rustfmt::skip]
fn fields() -> Vec<Row> {
    vec![
        ("field: optional, added", C, C, C, |d, r| {
            let name = component(d, r, |schema| schema.get("properties").is_some())?;
            set(d, &format!("/components/schemas/{name}/properties"), "zzNew", text())
        }),
        ("field: required, added", B, B, B, |d, r| {
            let name = component(d, r, |schema| schema.get("properties").is_some() && schema["required"].is_array())?;
            push(d, &format!("/components/schemas/{name}/required"), json!("zzNew"));
            set(d, &format!("/components/schemas/{name}/properties"), "zzNew", text())
        }),
        ("field: optional, removed", B, B, B, |d, r| {
            let site = field(d, r, |_, is_required| !is_required)?;
            unset(d, &site.pointer)
        }),
        ("field: renamed", B, B, B, |d, r| {
            let site = field(d, r, |_, is_required| !is_required)?;
            rename(d, &site.pointer, "zzNew")
        }),
        ("field: all of a type removed", B, B, B, |d, r| {
            let name = component(d, r, |schema| schema.get("properties").is_some() && schema.get("required").is_none())?;
            put(d, &format!("/components/schemas/{name}/properties"), json!({}))
        }),
        ("requiredness: a field becomes required", B, B, B, |d, r| {
            let site = field(d, r, |schema, is_required| !is_required && schema.get("nullable").is_none())?;
            let (object_at, _) = site.field.unwrap();
            let mut list = at(d, &object_at)["required"].as_array().cloned().unwrap_or_default();
            list.push(split(&site.pointer).1.into());
            set(d, &object_at, "required", list.into());
            Some(site.pointer)
        }),
        // An overlay may have made it optional before.
        ("requiredness: a field becomes optional", B, NONE, B, |d, r| {
            let site = field(d, r, |schema, is_required| is_required && schema.get("nullable").is_none())?;
            let (object_at, _) = site.field.unwrap();
            let name = split(&site.pointer).1;
            let list = object(d, &object_at)["required"].as_array_mut().unwrap();
            list.retain(|one| *one != json!(name));
            Some(site.pointer)
        }),
        ("requiredness: names of required fields in another order", NONE, NONE, NONE, |d, r| {
            let name = component(d, r, |schema| schema["required"].as_array().is_some_and(|list| list.len() > 1))?;
            reverse(d, &format!("/components/schemas/{name}/required"))
        }),
        ("order: of fields of which none is required", NONE, NONE, NONE, |d, r| {
            let name = component(d, r, |schema| schema.get("properties").is_some() && schema.get("required").is_none())?;
            reverse(d, &format!("/components/schemas/{name}/properties"))
        }),
        ("order: of required fields", B, B, B, |d, r| {
            let name = component(d, r, |schema| {
                let is_all = |list: &Vec<Value>| list.len() > 1 && Some(list.len()) == schema["properties"].as_object().map(serde_json::Map::len);
                schema["required"].as_array().is_some_and(is_all)
            })?;
            reverse(d, &format!("/components/schemas/{name}/properties"))
        }),
    ]
}

#[rustfmt::skip]
fn enums() -> Vec<Row> {
    vec![
        // Enums with the same values may share a type, and part when one of them gets another value.
        ("enum: value added", C, C, B, |d, r| {
            let pointer = schema(d, r, is_enum)?;
            push(d, &format!("{pointer}/enum"), json!("ZZ_NEW"))
        }),
        ("enum: value added in front", C, C, B, |d, r| {
            let pointer = schema(d, r, is_enum)?;
            d.pointer_mut(&format!("{pointer}/enum")).unwrap().as_array_mut().unwrap().insert(0, json!("ZZ_NEW"));
            Some(pointer)
        }),
        ("enum: value removed", B, B, B, |d, r| {
            let pointer = schema(d, r, is_enum)?;
            let count = at(d, &pointer)["enum"].as_array().unwrap().len();
            unset(d, &format!("{pointer}/enum/{}", r.next(count)))
        }),
        ("enum: value replaced", B, B, B, |d, r| {
            let pointer = schema(d, r, is_enum)?;
            let count = at(d, &pointer)["enum"].as_array().unwrap().len();
            put(d, &format!("{pointer}/enum/{}", r.next(count)), json!("ZZ_NEW"))
        }),
        ("enum: values in another order", NONE, NONE, NONE, |d, r| {
            let pointer = schema(d, r, is_enum)?;
            reverse(d, &format!("{pointer}/enum"))
        }),
        ("enum: becomes a text", B, B, B, |d, r| {
            let pointer = schema(d, r, is_enum)?;
            unset(d, &format!("{pointer}/enum"))
        }),
        ("enum: a text becomes one", B, B, B, |d, r| {
            let site = field(d, r, |schema, _| is_plain_text(schema))?;
            set(d, &site.pointer, "enum", json!(["ZZ_ONE", "ZZ_TWO"]))
        }),
    ]
}

#[rustfmt::skip]
fn types() -> Vec<Row> {
    vec![
        ("type: of a field, text to object", B, B, B, |d, r| {
            let site = field(d, r, |schema, _| is_plain_text(schema))?;
            put(d, &site.pointer, json!({"type": "object", "properties": {"zzNew": text()}}))
        }),
        ("type: of a field, text to integer", B, B, B, |d, r| {
            let site = field(d, r, |schema, _| is_plain_text(schema))?;
            put(d, &site.pointer, json!({"type": "integer"}))
        }),
        ("type: of a field, text to boolean", B, B, B, |d, r| {
            let site = field(d, r, |schema, _| is_plain_text(schema))?;
            put(d, &site.pointer, json!({"type": "boolean"}))
        }),
        ("type: of a field, integer to text", B, B, B, |d, r| {
            let site = field(d, r, |schema, _| schema["type"] == "integer")?;
            put(d, &site.pointer, text())
        }),
        ("type: of a field, number to integer", B, B, B, |d, r| {
            let site = field(d, r, |schema, _| schema["type"] == "number")?;
            put(d, &site.pointer, json!({"type": "integer"}))
        }),
        ("type: of a field, boolean to text", B, B, B, |d, r| {
            let site = field(d, r, |schema, _| schema["type"] == "boolean")?;
            put(d, &site.pointer, text())
        }),
        ("type: of a field, left out", B, B, B, |d, r| {
            let site = field(d, r, |schema, _| is_plain_text(schema))?;
            put(d, &site.pointer, json!({}))
        }),
        ("type: of a component, object to text", B, B, B, |d, r| {
            let name = component(d, r, |schema| schema.get("properties").is_some())?;
            put(d, &format!("/components/schemas/{name}"), text())
        }),
        ("type: of a parameter", B, B, B, |d, r| {
            let pointer = parameter(d, r, |one| is_plain_text(&one["schema"]))?;
            put(d, &format!("{pointer}/schema"), json!({"type": "boolean"}))
        }),
        ("format: of an integer, 64 bits to 32", B, B, B, |d, r| {
            let site = field(d, r, |schema, _| schema["type"] == "integer" && schema["format"] == "int64" && schema.get("maximum").is_none())?;
            set(d, &site.pointer, "format", json!("int32"))
        }),
        ("format: of an integer, 32 bits to 64", B, B, B, |d, r| {
            let pointer = schema(d, r, |schema| schema["type"] == "integer" && schema["format"] == "int32")?;
            set(d, &pointer, "format", json!("int64"))
        }),
        ("format: of an integer, 64 bits said, which are the default", C, NONE, C, |d, r| {
            let pointer = schema(d, r, |schema| schema["type"] == "integer" && schema.get("format").is_none())?;
            set(d, &pointer, "format", json!("int64"))
        }),
        ("format: of a number", B, B, B, |d, r| {
            let pointer = schema(d, r, |schema| schema["type"] == "number" && schema["format"] == "double")?;
            unset(d, &format!("{pointer}/format"))
        }),
        ("format: of a text, removed", B, B, B, |d, r| {
            let pointer = schema(d, r, |schema| schema["type"] == "string" && schema["format"] == "date")?;
            unset(d, &format!("{pointer}/format"))
        }),
        ("format: of a text, added", B, B, B, |d, r| {
            let site = field(d, r, |schema, _| is_plain_text(schema))?;
            set(d, &site.pointer, "format", json!("date-time"))
        }),
        ("format: of a text, a hint", C, NONE, C, |d, r| {
            let site = field(d, r, |schema, _| is_plain_text(schema))?;
            set(d, &site.pointer, "format", json!("hostname"))
        }),
        ("array: a text becomes a list", B, B, B, |d, r| {
            let site = field(d, r, |schema, _| is_plain_text(schema))?;
            put(d, &site.pointer, json!({"type": "array", "items": text()}))
        }),
        ("array: a list becomes one element", B, B, B, |d, r| {
            let site = field(d, r, |schema, _| schema["type"] == "array")?;
            let element = at(d, &site.pointer)["items"].clone();
            put(d, &site.pointer, element)
        }),
        ("array: of other elements", B, B, B, |d, r| {
            let pointer = schema(d, r, |schema| schema["type"] == "array" && schema["items"].get("$ref").is_some())?;
            put(d, &format!("{pointer}/items"), json!({"type": "boolean"}))
        }),
        ("array: of elements of any type", B, B, B, |d, r| {
            let pointer = schema(d, r, |schema| schema["type"] == "array" && schema["items"].get("$ref").is_some())?;
            put(d, &format!("{pointer}/items"), json!({}))
        }),
        ("array: an answer becomes a list", B, B, B, |d, r| {
            let pointer = answer(d, r)?;
            let pointer = format!("{pointer}/content/application~1json/schema");
            let element = at(d, &pointer).clone();
            put(d, &pointer, json!({"type": "array", "items": element}))
        }),
        ("nullability: of a required field", B, B, B, |d, r| {
            let site = field(d, r, |schema, is_required| is_required && schema.get("$ref").is_none() && schema.get("nullable").is_none())?;
            set(d, &site.pointer, "nullable", json!(true))
        }),
        ("nullability: of an optional field", C, NONE, C, |d, r| {
            let site = field(d, r, |schema, is_required| !is_required && schema.get("$ref").is_none() && schema.get("nullable").is_none())?;
            set(d, &site.pointer, "nullable", json!(true))
        }),
        // An overlay may say what the elements are.
        ("nullability: of an element", B, NONE, B, |d, r| {
            let pointer = schema(d, r, |schema| schema["type"] == "array" && schema["items"].get("$ref").is_none())?;
            set(d, &format!("{pointer}/items"), "nullable", json!(true))
        }),
    ]
}

#[rustfmt::skip]
fn operations() -> Vec<Row> {
    vec![
        ("parameter: required, added", B, B, B, |d, r| {
            let pointer = operation(d, r, |_| true)?;
            let mut list = at(d, &pointer)["parameters"].as_array().cloned().unwrap_or_default();
            list.push(new_parameter(true));
            set(d, &pointer, "parameters", list.into())
        }),
        ("parameter: optional, beside others", C, C, C, |d, r| {
            let pointer = operation(d, r, has_optional_parameters)?;
            push(d, &format!("{pointer}/parameters"), new_parameter(false))
        }),
        ("parameter: optional, the first", B, B, B, |d, r| {
            let pointer = operation(d, r, has_no_parameters)?;
            let path = &at(d, split(&pointer).0)["parameters"];
            if path.is_array() && has_optional_parameters(at(d, split(&pointer).0)) {
                return None;
            }
            set(d, &pointer, "parameters", json!([new_parameter(false)]))
        }),
        ("parameter: removed", B, B, B, |d, r| {
            let pointer = parameter(d, r, |_| true)?;
            unset(d, &pointer)
        }),
        ("parameter: renamed", B, B, B, |d, r| {
            let pointer = parameter(d, r, |_| true)?;
            set(d, &pointer, "name", json!("zzNew"))
        }),
        ("parameter: in another place", B, NONE, B, |d, r| {
            let pointer = parameter(d, r, |one| one["in"] == "query")?;
            set(d, &pointer, "in", json!("header"))
        }),
        ("requiredness: a parameter becomes required", B, B, B, |d, r| {
            let pointer = parameter(d, r, |one| one["required"] != true)?;
            set(d, &pointer, "required", json!(true))
        }),
        ("requiredness: a parameter becomes optional", B, B, B, |d, r| {
            let pointer = parameter(d, r, |one| one["required"] == true)?;
            set(d, &pointer, "required", json!(false))
        }),
        ("limits: of a parameter", C, NONE, C, |d, r| {
            let pointer = parameter(d, r, |one| is_plain_text(&one["schema"]))?;
            set(d, &format!("{pointer}/schema"), "maxLength", json!(7))
        }),
        ("default: of a parameter", C, NONE, C, |d, r| {
            let pointer = parameter(d, r, |one| is_plain_text(&one["schema"]))?;
            set(d, &format!("{pointer}/schema"), "default", json!("zz"))
        }),
        ("deprecation: of a parameter", C, NONE, C, |d, r| {
            let pointer = parameter(d, r, |_| true)?;
            set(d, &pointer, "deprecated", json!(true))
        }),
        // An overlay's action that names the path goes stale, and with it names and modules.
        ("path: changed", C, NONE, B, |d, r| {
            let pointer = operation(d, r, |operation| operation.get("operationId").is_some())?;
            let path = split(&pointer).0.to_owned();
            let name = split(&path).1;
            rename(d, &path, &format!("/zz{name}"))
        }),
        ("path: removed", B, B, B, |d, r| {
            let pointer = operation(d, r, |_| true)?;
            let path = split(&pointer).0.to_owned();
            if at(d, "/paths").as_object()?.len() == 1 {
                return None;
            }
            unset(d, &path)
        }),
        ("path: added", C, C, C, |d, r| {
            let tags = at(d, &operation(d, r, |operation| operation["tags"].is_array())?)["tags"].clone();
            let get = json!({"operationId": "zzNew", "tags": tags, "responses": {"204": {}}});
            set(d, "/paths", "/zz-new", json!({"get": get}))
        }),
        ("operation: removed", B, B, B, |d, r| {
            let pointer = operation(d, r, |_| true)?;
            if at(d, "/paths").as_object()?.len() == 1 {
                return None;
            }
            unset(d, &pointer)
        }),
        ("operation: another method", C, NONE, B, |d, r| {
            let pointer = operation(d, r, |operation| operation.get("operationId").is_some())?;
            rename(d, &pointer, "patch")
        }),
        // Whether an overlay sets the id decides.
        ("operation: renamed", C, NONE, B, |d, r| {
            let pointer = operation(d, r, |operation| operation.get("operationId").is_some())?;
            set(d, &pointer, "operationId", json!("zzNew"))
        }),
        ("operation: an id that is left out", C, NONE, B, |d, r| {
            let pointer = operation(d, r, |operation| operation.get("operationId").is_some())?;
            unset(d, &format!("{pointer}/operationId"))
        }),
        ("tag: another", C, NONE, B, |d, r| {
            let pointer = operation(d, r, |operation| operation["tags"].is_array())?;
            set(d, &pointer, "tags", json!(["zzNew"]))
        }),
        ("tag: a second one", C, NONE, C, |d, r| {
            let pointer = operation(d, r, |operation| operation["tags"].is_array())?;
            push(d, &format!("{pointer}/tags"), json!("zzNew"))
        }),
        ("server: added", C, NONE, C, |d, _| {
            push(d, "/servers", json!({"url": "https://zz.example/new"}))
        }),
        ("server: changed", C, NONE, C, |d, _| {
            put(d, "/servers/0/url", json!("https://zz.example/new"))
        }),
        ("server: of an operation", B, NONE, B, |d, r| {
            let pointer = operation(d, r, |_| true)?;
            set(d, &pointer, "servers", json!([{"url": "https://zz.example/new"}]))
        }),
        ("server: of a path", B, NONE, B, |d, r| {
            let pointer = operation(d, r, |_| true)?;
            let path = split(&pointer).0.to_owned();
            set(d, &path, "servers", json!([{"url": "https://zz.example/new"}]))
        }),
        ("security: of the document", B, NONE, B, |d, _| {
            set(d, "", "security", json!([{"zzNew": []}]))
        }),
        ("security: of an operation", B, NONE, B, |d, r| {
            let pointer = operation(d, r, |_| true)?;
            set(d, &pointer, "security", json!([{"zzNew": []}]))
        }),
        ("security: a scheme", B, NONE, B, |d, _| {
            let (name, _) = at(d, "/components").get("securitySchemes")?.as_object()?.iter().next()?;
            let name = name.clone();
            put(d, &format!("/components/securitySchemes/{name}"), json!({"type": "http", "scheme": "zz"}))
        }),
        ("deprecation: of an operation", C, NONE, C, |d, r| {
            let pointer = operation(d, r, |operation| operation.get("deprecated").is_none())?;
            set(d, &pointer, "deprecated", json!(true))
        }),
        ("prose: of an operation", NONE, NONE, NONE, |d, r| {
            let pointer = operation(d, r, |_| true)?;
            set(d, &pointer, "summary", json!("Another summary."));
            set(d, &pointer, "description", json!("Another description."))
        }),
        ("order: of paths", NONE, NONE, NONE, |d, _| reverse(d, "/paths")),
    ]
}

#[rustfmt::skip]
fn bodies() -> Vec<Row> {
    vec![
        ("response: of another type", B, B, B, |d, r| {
            let pointer = answer(d, r)?;
            put(d, &format!("{pointer}/content/application~1json/schema"), json!({"type": "boolean"}))
        }),
        ("response: another status", C, NONE, B, |d, r| {
            let pointer = answer(d, r)?;
            rename(d, &pointer, "201")
        }),
        ("response: without a body", B, B, B, |d, r| {
            let pointer = answer(d, r)?;
            unset(d, &format!("{pointer}/content"))
        }),
        ("response: of success, a second one with another type", B, NONE, B, |d, r| {
            let pointer = answer(d, r)?;
            let content = json!({"application/json": {"schema": {"type": "boolean"}}});
            set(d, split(&pointer).0, "299", json!({"content": content}))
        }),
        ("response: an error more", C, NONE, C, |d, r| {
            let pointer = operation(d, r, |operation| operation["responses"].get("418").is_none())?;
            set(d, &format!("{pointer}/responses"), "418", json!({}))
        }),
        ("response: an error less", C, NONE, C, |d, r| {
            let pointer = operation(d, r, |operation| operation["responses"].get("400").is_some())?;
            unset(d, &format!("{pointer}/responses/400"))
        }),
        ("order: of responses", NONE, NONE, NONE, |d, r| {
            let pointer = operation(d, r, |operation| operation["responses"].as_object().is_some_and(|all| all.len() > 1))?;
            reverse(d, &format!("{pointer}/responses"))
        }),
        ("encoding: of an answer", B, B, B, |d, r| {
            let pointer = answer(d, r)?;
            rename(d, &format!("{pointer}/content/application~1json"), "text/plain")
        }),
        ("encoding: of an answer, a second one", C, NONE, C, |d, r| {
            let pointer = answer(d, r)?;
            set(d, &format!("{pointer}/content"), "application/xml", json!({}))
        }),
        ("encoding: of a body", B, NONE, B, |d, r| {
            let pointer = body(d, r)?;
            rename(d, &format!("{pointer}/content/application~1json"), "application/x-www-form-urlencoded")
        }),
        ("requiredness: of a body, turned", B, B, B, |d, r| {
            let pointer = body(d, r)?;
            let turned = at(d, &pointer)["required"] != true;
            set(d, &pointer, "required", json!(turned))
        }),
        ("type: of a body", B, B, B, |d, r| {
            let pointer = body(d, r)?;
            put(d, &format!("{pointer}/content/application~1json/schema"), json!({"type": "array", "items": text()}))
        }),
        ("operation: loses its body", B, B, B, |d, r| {
            let pointer = operation(d, r, |operation| operation.get("requestBody").is_some())?;
            unset(d, &format!("{pointer}/requestBody"))
        }),
    ]
}

#[rustfmt::skip]
fn compositions() -> Vec<Row> {
    vec![
        ("composition: a part more", C, C, C, |d, r| {
            let name = component(d, r, |schema| schema["allOf"].as_array().is_some_and(|list| list.iter().any(|part| part.get("properties").is_some())))?;
            push(d, &format!("/components/schemas/{name}/allOf"), json!({"type": "object", "properties": {"zzNew": text()}}))
        }),
        ("composition: a part less", B, B, B, |d, r| {
            let name = component(d, r, |schema| schema["allOf"].as_array().is_some_and(|list| list.len() > 1))?;
            unset(d, &format!("/components/schemas/{name}/allOf/0"))
        }),
        ("composition: a reference becomes one of its parts", NONE, NONE, NONE, |d, r| {
            let site = field(d, r, |schema, _| schema.get("$ref").is_some())?;
            let reference = at(d, &site.pointer).clone();
            put(d, &site.pointer, json!({"allOf": [reference]}))
        }),
        ("composition: an object becomes a union", B, B, B, |d, r| {
            let name = component(d, r, |schema| schema.get("properties").is_some())?;
            let pointer = format!("/components/schemas/{name}");
            let part = at(d, &pointer).clone();
            put(d, &pointer, json!({"oneOf": [part, text()]}))
        }),
        ("composition: a member of a union more", C, C, C, |d, r| {
            let pointer = schema(d, r, |schema| schema["oneOf"].is_array())?;
            push(d, &format!("{pointer}/oneOf"), json!({"type": "object", "required": ["zz"], "properties": {"zz": text()}}))
        }),
        ("composition: oneOf becomes anyOf", B, NONE, B, |d, r| {
            let pointer = schema(d, r, |schema| schema["oneOf"].is_array())?;
            rename(d, &format!("{pointer}/oneOf"), "anyOf")
        }),
        ("order: of components", NONE, NONE, NONE, |d, _| reverse(d, "/components/schemas")),
    ]
}

#[rustfmt::skip]
fn details() -> Vec<Row> {
    vec![
        ("limits: a length", C, NONE, C, |d, r| {
            let site = field(d, r, |schema, _| is_plain_text(schema))?;
            set(d, &site.pointer, "maxLength", json!(7))
        }),
        ("limits: a pattern", C, NONE, C, |d, r| {
            let site = field(d, r, |schema, _| is_plain_text(schema))?;
            set(d, &site.pointer, "pattern", json!("^zz$"))
        }),
        ("limits: fewest elements", C, NONE, C, |d, r| {
            let pointer = schema(d, r, is("array"))?;
            set(d, &pointer, "minItems", json!(7))
        }),
        ("limits: most of an integer of 64 bits", C, NONE, C, |d, r| {
            let pointer = schema(d, r, |schema| schema["type"] == "integer" && schema["format"] == "int64")?;
            set(d, &pointer, "maximum", json!(5_000_000_000_i64))
        }),
        ("limits: most of an integer of 32 bits, beyond them", B, B, B, |d, r| {
            let pointer = schema(d, r, |schema| schema["type"] == "integer" && schema["format"] == "int32")?;
            set(d, &pointer, "maximum", json!(5_000_000_000_i64))
        }),
        ("default: added", C, NONE, C, |d, r| {
            let site = field(d, r, |schema, is_required| is_plain_text(schema) && !is_required && schema.get("default").is_none())?;
            set(d, &site.pointer, "default", json!("zz"))
        }),
        ("prose: of a field", NONE, NONE, NONE, |d, r| {
            let site = field(d, r, |schema, _| schema.get("$ref").is_none())?;
            set(d, &site.pointer, "example", json!("zz"));
            set(d, &site.pointer, "description", json!("Another description."))
        }),
        ("prose: of the document", NONE, NONE, NONE, |d, _| set(d, "/info", "description", json!("Another."))),
        ("prose: the title of a component", NONE, NONE, NONE, |d, r| {
            let name = component(d, r, |schema| schema.get("properties").is_some() && schema.get("title").is_none())?;
            set(d, &format!("/components/schemas/{name}"), "title", json!("Another title"))
        }),
        ("prose: the version", C, NONE, C, |d, _| set(d, "/info", "version", json!("99.0"))),
        ("deprecation: of a field", C, NONE, C, |d, r| {
            let site = field(d, r, |schema, _| schema.get("$ref").is_none() && schema.get("deprecated").is_none())?;
            set(d, &site.pointer, "deprecated", json!(true))
        }),
    ]
}

#[rustfmt::skip]
fn names() -> Vec<Row> {
    vec![
        ("name: a component, with all that refers to it", B, B, B, |d, r| {
            let name = component(d, r, |schema| schema.get("properties").is_some())?;
            rename(d, &format!("/components/schemas/{name}"), "ZzNew");
            redirect(d, &format!("#/components/schemas/{name}"), "#/components/schemas/ZzNew");
            Some(name)
        }),
        ("name: a component is removed, what referred to it is anything", B, B, B, |d, r| {
            let name = component(d, r, |schema| schema.get("properties").is_some())?;
            set(d, "/components/schemas", "ZzNew", json!({"type": "object"}));
            redirect(d, &format!("#/components/schemas/{name}"), "#/components/schemas/ZzNew");
            unset(d, &format!("/components/schemas/{name}"))
        }),
        ("name: a new component", C, C, C, |d, _| {
            set(d, "/components/schemas", "ZzNew", json!({"type": "object", "properties": {"zz": text()}}))
        }),
        ("reference: to another component", B, B, B, |d, r| {
            let site = field(d, r, |schema, _| schema.get("$ref").is_some())?;
            set(d, "/components/schemas", "ZzNew", json!({"type": "object", "properties": {"zz": text()}}));
            put(d, &site.pointer, json!({"$ref": "#/components/schemas/ZzNew"}))
        }),
        ("reference: of a field, to an object, becomes what it refers to", B, B, B, |d, r| {
            let refers = |document: &Value, schema: &Value| {
                let to = schema["$ref"].as_str().map(|to| to.trim_start_matches('#').to_owned());
                to.filter(|to| document.pointer(to).is_some_and(|to| to["type"] == "object" && to.get("properties").is_some()))
            };
            let site = field(d, r, |schema, _| refers(d, schema).is_some())?;
            let target = at(d, &refers(d, at(d, &site.pointer)).unwrap()).clone();
            put(d, &site.pointer, target)
        }),
        // An overlay may give the text values or a mark where it is a field.
        ("reference: a text becomes one to a text", C, NONE, B, |d, r| {
            let site = field(d, r, |schema, _| is_plain_text(schema))?;
            let target = at(d, &site.pointer).clone();
            set(d, "/components/schemas", "ZzNew", target);
            put(d, &site.pointer, json!({"$ref": "#/components/schemas/ZzNew"}))
        }),
        ("reference: of an answer", B, B, B, |d, r| {
            let pointer = answer(d, r)?;
            set(d, "/components/schemas", "ZzNew", json!({"type": "object", "properties": {"zz": text()}}));
            put(d, &format!("{pointer}/content/application~1json/schema"), json!({"$ref": "#/components/schemas/ZzNew"}))
        }),
    ]
}
