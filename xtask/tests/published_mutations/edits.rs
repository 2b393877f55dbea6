//! How a contract is changed, and where.

#![allow(
    clippy::unnecessary_wraps,
    reason = "an edit is the end of a way, which may find no place for it"
)]

use serde_json::{Map, Value, json};

/// A generator of numbers that is the same everywhere (xorshift).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below as u64).unwrap()
    }

    pub(crate) fn pick<T>(&mut self, mut list: Vec<T>) -> Option<T> {
        if list.is_empty() {
            return None;
        }
        let index = self.next(list.len());
        Some(list.swap_remove(index))
    }
}

pub(crate) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

pub(crate) fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

pub(crate) fn object<'v>(document: &'v mut Value, pointer: &str) -> &'v mut Map<String, Value> {
    let found = document.pointer_mut(pointer).and_then(Value::as_object_mut);
    found.unwrap_or_else(|| panic!("{pointer} is no object"))
}

pub(crate) fn at<'v>(document: &'v Value, pointer: &str) -> &'v Value {
    document
        .pointer(pointer)
        .unwrap_or_else(|| panic!("{pointer} is not there"))
}

/// Parent and last name of a pointer.
pub(crate) fn split(pointer: &str) -> (&str, String) {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    (parent, name.replace("~1", "/").replace("~0", "~"))
}

pub(crate) fn set(document: &mut Value, pointer: &str, name: &str, value: Value) -> Option<String> {
    object(document, pointer).insert(name.to_owned(), value);
    Some(format!("{pointer}/{}", escape(name)))
}

pub(crate) fn unset(document: &mut Value, pointer: &str) -> Option<String> {
    let (parent, name) = split(pointer);
    match document.pointer_mut(parent).unwrap() {
        Value::Object(members) => drop(members.shift_remove(&name).unwrap()),
        Value::Array(list) => drop(list.remove(name.parse().unwrap())),
        _ => panic!("{pointer} is no member"),
    }
    Some(pointer.to_owned())
}

pub(crate) fn put(document: &mut Value, pointer: &str, value: Value) -> Option<String> {
    *document.pointer_mut(pointer).unwrap() = value;
    Some(pointer.to_owned())
}

pub(crate) fn push(document: &mut Value, pointer: &str, value: Value) -> Option<String> {
    document
        .pointer_mut(pointer)
        .unwrap()
        .as_array_mut()
        .unwrap()
        .push(value);
    Some(pointer.to_owned())
}

/// Gives a member another name, in its place.
pub(crate) fn rename(document: &mut Value, pointer: &str, to: &str) -> Option<String> {
    let (parent, from) = split(pointer);
    let members = object(document, parent);
    let named = |(name, value): (String, Value)| (if name == from { to.to_owned() } else { name }, value);
    *members = std::mem::take(members).into_iter().map(named).collect();
    Some(pointer.to_owned())
}

pub(crate) fn reverse(document: &mut Value, pointer: &str) -> Option<String> {
    match document.pointer_mut(pointer).unwrap() {
        Value::Array(list) => list.reverse(),
        Value::Object(members) => *members = std::mem::take(members).into_iter().rev().collect(),
        _ => panic!("{pointer} has no order"),
    }
    Some(pointer.to_owned())
}

/// A schema somewhere.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) pointer: String,
    /// Where it is a field: its object, and whether that requires it.
    pub(crate) field: Option<(String, bool)>,
}

/// All schemas below the components, and the fields among them.
pub(crate) fn sites(document: &Value) -> Vec<Site> {
    let mut all = Vec::new();
    for (name, schema) in members(&document["components"]["schemas"]) {
        below(
            schema,
            Site {
                pointer: format!("/components/schemas/{}", escape(name)),
                field: None,
            },
            &mut all,
        );
    }
    all
}

pub(crate) fn below(schema: &Value, site: Site, all: &mut Vec<Site>) {
    let here = site.pointer.clone();
    all.push(site);
    for (name, property) in members(&schema["properties"]) {
        let is_required = schema["required"]
            .as_array()
            .is_some_and(|list| list.contains(&json!(name)));
        let pointer = format!("{here}/properties/{}", escape(name));
        let field = Some((here.clone(), is_required));
        below(property, Site { pointer, field }, all);
    }
    let plain = |pointer| Site { pointer, field: None };
    for key in ["items", "additionalProperties"] {
        if schema[key].is_object() {
            below(&schema[key], plain(format!("{here}/{key}")), all);
        }
    }
    for key in ["allOf", "oneOf", "anyOf"] {
        for (index, part) in schema[key].as_array().into_iter().flatten().enumerate() {
            below(part, plain(format!("{here}/{key}/{index}")), all);
        }
    }
}

/// A field whose schema fits.
pub(crate) fn field(document: &Value, dice: &mut Dice, fits: impl Fn(&Value, bool) -> bool) -> Option<Site> {
    let all = sites(document).into_iter();
    let fits = |site: &Site| {
        let is_required = site.field.as_ref().map(|(_, is_required)| *is_required);
        is_required.is_some_and(|is_required| fits(at(document, &site.pointer), is_required))
    };
    dice.pick(all.filter(fits).collect())
}

/// A schema anywhere that fits.
pub(crate) fn schema(document: &Value, dice: &mut Dice, fits: impl Fn(&Value) -> bool) -> Option<String> {
    let all = sites(document).into_iter().map(|site| site.pointer);
    dice.pick(all.filter(|pointer| fits(at(document, pointer))).collect())
}

/// A component that fits, by its name.
pub(crate) fn component(document: &Value, dice: &mut Dice, fits: impl Fn(&Value) -> bool) -> Option<String> {
    let all = members(&document["components"]["schemas"]);
    let all = all.filter(|(_, schema)| fits(schema)).map(|(name, _)| name.clone());
    dice.pick(all.collect())
}

pub(crate) fn is(kind: &'static str) -> impl Fn(&Value) -> bool {
    move |schema| schema["type"] == kind
}

/// A text, and nothing more.
pub(crate) fn is_plain_text(schema: &Value) -> bool {
    schema["type"] == "string"
        && ["enum", "format", "nullable"]
            .iter()
            .all(|key| schema.get(key).is_none())
}

pub(crate) fn is_enum(schema: &Value) -> bool {
    schema["type"] == "string" && schema["enum"].as_array().is_some_and(|list| list.len() > 1)
}

/// Pointers of the operations that fit.
pub(crate) fn operation(document: &Value, dice: &mut Dice, fits: impl Fn(&Value) -> bool) -> Option<String> {
    const METHODS: [&str; 4] = ["get", "post", "put", "delete"];
    let mut all = Vec::new();
    for (path, item) in members(&document["paths"]) {
        for (method, operation) in members(item) {
            if METHODS.contains(&method.as_str()) && fits(operation) {
                all.push(format!("/paths/{}/{method}", escape(path)));
            }
        }
    }
    dice.pick(all)
}

/// A parameter of an operation that fits, not shared and not in the path.
pub(crate) fn parameter(document: &Value, dice: &mut Dice, fits: impl Fn(&Value) -> bool) -> Option<String> {
    let mut all = Vec::new();
    for (path, item) in members(&document["paths"]) {
        for (method, operation) in members(item) {
            for (index, parameter) in operation["parameters"].as_array().into_iter().flatten().enumerate() {
                if parameter.get("$ref").is_none() && parameter["in"] != "path" && fits(parameter) {
                    all.push(format!("/paths/{}/{method}/parameters/{index}", escape(path)));
                }
            }
        }
    }
    dice.pick(all)
}

pub(crate) fn has_optional_parameters(operation: &Value) -> bool {
    let list = operation["parameters"].as_array();
    list.is_some_and(|list| {
        list.iter()
            .any(|one| one.get("$ref").is_none() && one["required"] != true)
    })
}

pub(crate) fn has_no_parameters(operation: &Value) -> bool {
    operation.get("parameters").is_none()
}

/// The answer of an operation that went well, with JSON in it.
pub(crate) fn answer(document: &Value, dice: &mut Dice) -> Option<String> {
    let has = |operation: &Value| {
        operation
            .pointer("/responses/200/content/application~1json/schema")
            .is_some()
    };
    operation(document, dice, has).map(|pointer| format!("{pointer}/responses/200"))
}

/// The body of an operation, not shared, with JSON in it.
pub(crate) fn body(document: &Value, dice: &mut Dice) -> Option<String> {
    let has = |operation: &Value| operation.pointer("/requestBody/content/application~1json").is_some();
    operation(document, dice, has).map(|pointer| format!("{pointer}/requestBody"))
}

pub(crate) fn text() -> Value {
    json!({"type": "string"})
}

pub(crate) fn new_parameter(is_required: bool) -> Value {
    json!({"name": "zzNew", "in": "query", "required": is_required, "schema": text()})
}

/// Has all references to one component refer to another.
pub(crate) fn redirect(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                if name == "$ref" && *value == from {
                    *value = json!(to);
                } else {
                    redirect(value, from, to);
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|value| redirect(value, from, to)),
        Value::String(text) if text == from => to.clone_into(text),
        _ => {}
    }
}
