//! What callers see of a crate: its public items, read from what the generator gets.
//!
//! The rules of [`diff`](super::diff) judge a contract keyword by keyword. This is the other method: whatever the keywords are,
//! code that compiled needs the items that it names to be there and to be of the same type.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::Severity;
use crate::spec::api::Api;
use crate::spec::emit;

/// The public items of a crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Interface {
    items: BTreeMap<String, Item>,
    /// The items that are methods, by HTTP method and by path without the names of its parameters.
    methods: BTreeMap<(String, String), String>,
}

/// A public item, beside its name.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Item {
    /// Its type, as Rust writes it.
    ty: String,
    /// The names of a method's arguments that stand in the path, in their order: a caller sees the order, not the names.
    path: Vec<String>,
}

/// A difference that callers see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Seen {
    /// Whether a caller has to react.
    pub severity: Severity,
    /// The item, as a path in the crate.
    pub item: String,
    /// Its type before; `None` for a new item.
    pub from: Option<String>,
    /// Its type after; `None` for one that is gone.
    pub to: Option<String>,
}

impl Interface {
    /// The public items of the crate that an API becomes.
    #[must_use]
    pub fn of(api: &Api) -> Self {
        let document = emit::emit(api);
        let mut out = Self::default();
        for (path, item) in members(&document["paths"]) {
            for (method, operation) in members(item) {
                out.operation(path, method, operation);
            }
        }
        for (name, schema) in members(&document["components"]["schemas"]) {
            out.model(name, schema);
        }
        for environment in elements(&document["x-mc-environments"]) {
            out.add(
                format!("Environment::{}", text(environment, "variant")),
                text(environment, "url"),
            );
        }
        out
    }

    /// What `new` has otherwise: what is gone or has another type breaks callers, what is new does not.
    #[must_use]
    pub fn compare(&self, new: &Self) -> Vec<Seen> {
        let seen = |severity, item: &str, from: Option<&Item>, to: Option<&Item>| Seen {
            severity,
            item: item.to_owned(),
            from: from.map(|item| item.ty.clone()),
            to: to.map(|item| item.ty.clone()),
        };
        let kept = self.items.iter().filter_map(|(name, old)| match new.items.get(name) {
            Some(item) if item.is_same(old) => None,
            item => Some(seen(Severity::Breaking, name, Some(old), item)),
        });
        let come = new.items.iter().filter(|(name, _)| !self.items.contains_key(*name));
        let come = come.map(|(name, item)| seen(Severity::Compatible, name, None, Some(item)));
        kept.chain(come).collect()
    }

    /// Whether the method of an operation is the same in both, though the names of path parameters may differ.
    #[must_use]
    pub fn same_method(&self, new: &Self, method: &str, path: &str) -> bool {
        let key = (method.to_lowercase(), unnamed(path));
        match (self.methods.get(&key), new.methods.get(&key)) {
            (Some(old), Some(name)) if old == name => {
                let item = |interface: &Self| interface.items.get(name).cloned();
                item(self).zip(item(new)).is_some_and(|(old, new)| new.is_same(&old))
            }
            _ => false,
        }
    }

    fn add(&mut self, name: String, ty: impl Into<String>) {
        let (ty, path) = (ty.into(), Vec::new());
        self.items.insert(name, Item { ty, path });
    }

    fn operation(&mut self, path: &str, method: &str, operation: &Value) {
        let module = text(operation, "x-mc-module");
        self.add(format!("Client::{module}"), text(operation, "x-mc-module-type"));
        let mut arguments = Vec::new();
        let mut in_path = Vec::new();
        let options = operation.get("x-mc-options").and_then(Value::as_str);
        for parameter in elements(&operation["parameters"]) {
            if parameter["x-mc-required"] == true {
                let ty = text(parameter, "x-mc-arg");
                if parameter["in"] == "path" {
                    in_path.push(text(parameter, "name").to_owned());
                    arguments.push(ty.to_owned());
                } else {
                    arguments.push(format!("{}: {ty}", text(parameter, "x-mc-plain")));
                }
            } else if let Some(options) = options {
                let name = format!("apis::{module}::{options}::{}", text(parameter, "x-mc-plain"));
                self.add(name, format!("Option<{}>", text(parameter, "x-mc-field-type")));
            }
        }
        if let Some(body) = operation.get("x-mc-body-type").and_then(Value::as_str) {
            arguments.push(format!("body: {body}"));
        }
        if let Some(options) = options {
            arguments.push(format!("options: &{options}"));
            self.add(format!("apis::{module}::{options}"), "struct");
        }
        let name = format!("apis::{module}::{}", text(operation, "x-mc-fn-plain"));
        let ty = format!("fn({}) -> {}", arguments.join(", "), text(operation, "x-mc-return"));
        self.methods
            .insert((method.to_lowercase(), unnamed(path)), name.clone());
        self.items.insert(name, Item { ty, path: in_path });
        self.add(format!("operations::{}", text(operation, "x-mc-const")), "Operation");
    }

    fn model(&mut self, name: &str, schema: &Value) {
        let name = format!("models::{name}");
        let flag = |key: &str| schema[key] == true;
        if flag("x-mc-struct") {
            let mut arguments = Vec::new();
            for (_, field) in members(&schema["properties"]) {
                let (plain, ty) = (text(field, "x-mc-plain"), text(field, "x-mc-type"));
                self.add(format!("{name}::{plain}"), ty);
                if field["x-mc-option"] == false {
                    arguments.push(format!("{plain}: {}", text(field, "x-mc-arg")));
                }
            }
            self.add(format!("{name}::new"), format!("fn({})", arguments.join(", ")));
            self.add(name.clone(), "struct");
        } else if flag("x-mc-union") {
            for branch in elements(&schema["x-mc-branches"]) {
                self.add(format!("{name}::{}", text(branch, "variant")), text(branch, "type"));
            }
            self.add(name.clone(), "union");
        } else {
            for variant in elements(&schema["x-mc-variants"]) {
                self.add(
                    format!("{name}::{}", text(variant, "variant")),
                    text(variant, "literal"),
                );
            }
            let kind = if flag("x-mc-integers") {
                "enum of integers"
            } else {
                "enum of texts"
            };
            self.add(name.clone(), kind);
        }
        if let Some(alias) = schema.get("x-mc-published").and_then(Value::as_str) {
            self.add(format!("models::{alias}"), format!("type = {name}"));
        }
    }
}

impl Item {
    /// Whether code that was written for `old` compiles with this item and means the same.
    fn is_same(&self, old: &Self) -> bool {
        // A path parameter may have another name, but not that of another argument before.
        let moved = |(index, name): (usize, &String)| {
            old.path
                .iter()
                .position(|old| old == name)
                .is_some_and(|old| old != index)
        };
        self.ty == old.ty && !self.path.iter().enumerate().any(moved)
    }
}

/// A path template without the names of its parameters.
fn unnamed(path: &str) -> String {
    let mut out = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        out.push_str("{}");
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    out + rest
}

fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let members = value.as_object().into_iter().flatten();
    members.map(|(name, value)| (name.as_str(), value))
}

fn elements(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}
