//! Repairs of operations as a whole: their ids, responses and path parameters.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::Repair;
use crate::spec::grammar::{METHODS, Prose};
use crate::spec::pointer;

impl Repair<'_> {
    pub(super) fn operations(&mut self, document: &mut Value) {
        let components = document.pointer("/components/parameters").cloned().unwrap_or_default();
        let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else {
            return;
        };
        let mut ids: HashSet<String> = HashSet::new();
        for (path, item) in paths.iter_mut().filter(|(path, _)| !path.starts_with("x-")) {
            let at = pointer::child("/paths", path);
            let Some(item) = item.as_object_mut() else {
                continue;
            };
            let wanted = template_names(path);
            if let Some(Value::Array(parameters)) = item.get_mut("parameters") {
                self.parameters(parameters, &wanted, &components, &pointer::child(&at, "parameters"));
            }
            let shared = path_names(item.get("parameters"), &components);
            for method in METHODS {
                let Some(Value::Object(operation)) = item.get_mut(method) else {
                    continue;
                };
                let at = pointer::child(&at, method);
                self.operation_id(operation, method, path, &mut ids, &at);
                self.operation_responses(operation, &at);
                if let Some(Value::Array(parameters)) = operation.get_mut("parameters") {
                    self.parameters(parameters, &wanted, &components, &pointer::child(&at, "parameters"));
                }
                let own = path_names(operation.get("parameters"), &components);
                for name in wanted
                    .iter()
                    .filter(|name| !own.contains(name) && !shared.contains(name))
                {
                    self.note(
                        &at,
                        format!("the path names `{{{name}}}`, which no parameter declares; added it as a text"),
                    );
                    let parameter = json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}});
                    match operation.get_mut("parameters") {
                        Some(Value::Array(parameters)) => parameters.push(parameter),
                        _ => insert_before(operation, "parameters", json!([parameter])),
                    }
                }
            }
        }
    }

    fn operation_id(
        &mut self,
        operation: &mut Map<String, Value>,
        method: &str,
        path: &str,
        ids: &mut HashSet<String>,
        at: &str,
    ) {
        let id = operation
            .get("operationId")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .trim()
            .to_owned();
        if !id.is_empty() && ids.insert(id.clone()) {
            return;
        }
        let derived = derived_id(method, path);
        let mut new = derived.clone();
        let mut number = 2;
        while !ids.insert(new.clone()) {
            new = format!("{derived}{number}");
            number += 1;
        }
        if id.is_empty() {
            self.note(at, format!("the operation has no `operationId`; named it `{new}`"));
        } else {
            self.note(
                at,
                format!("the operationId `{id}` stands twice; named this one `{new}`"),
            );
        }
        operation.shift_remove("operationId");
        operation.shift_insert(0, "operationId".to_owned(), new.into());
    }

    fn operation_responses(&mut self, operation: &mut Map<String, Value>, at: &str) {
        let has_any = operation
            .get("responses")
            .and_then(Value::as_object)
            .is_some_and(|responses| !responses.is_empty());
        if has_any {
            return;
        }
        self.note(at, "the operation states no response; added an empty `default`");
        let response = if self.mode == Prose::Keep {
            json!({"description": ""})
        } else {
            json!({})
        };
        insert_before(operation, "responses", json!({ "default": response }));
    }

    /// Drops parameters that stand twice, and path parameters that the path does not name.
    fn parameters(&mut self, parameters: &mut Vec<Value>, wanted: &[String], components: &Value, at: &str) {
        let mut seen = HashSet::new();
        let mut index = 0;
        parameters.retain(|parameter| {
            let at = pointer::element(at, index);
            index += 1;
            let Some((name, place)) = identity(parameter, components) else {
                return true;
            };
            if place == "path" && !wanted.contains(&name) {
                self.note(
                    &at,
                    format!("the path does not name `{{{name}}}`; dropped the parameter"),
                );
                return false;
            }
            if !seen.insert((name.clone(), place)) {
                self.note(&at, format!("the parameter `{name}` stands twice; dropped the second"));
                return false;
            }
            true
        });
    }
}

/// Puts a member into an operation whose extensions stand at its end.
fn insert_before(operation: &mut Map<String, Value>, name: &str, value: Value) {
    operation.shift_remove(name);
    let later: &[&str] = if name == "parameters" {
        &["requestBody", "responses", "callbacks"]
    } else {
        &["callbacks"]
    };
    let index = operation
        .keys()
        .position(|key| key.starts_with("x-") || later.contains(&key.as_str()))
        .unwrap_or(operation.len());
    operation.shift_insert(index, name.to_owned(), value);
}

/// The name and place of a parameter, behind a reference as well.
fn identity(parameter: &Value, components: &Value) -> Option<(String, String)> {
    let target = match parameter.get("$ref").and_then(Value::as_str) {
        Some(reference) => components.get(pointer::unescape(reference.strip_prefix("#/components/parameters/")?))?,
        None => parameter,
    };
    let text = |name: &str| target.get(name).and_then(Value::as_str).map(str::to_owned);
    Some((text("name")?, text("in")?))
}

fn path_names(parameters: Option<&Value>, components: &Value) -> Vec<String> {
    let parameters = parameters.and_then(Value::as_array).into_iter().flatten();
    parameters
        .filter_map(|parameter| identity(parameter, components))
        .filter(|(_, place)| place == "path")
        .map(|(name, _)| name)
        .collect()
}

/// The names in braces of a path template.
fn template_names(path: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in path.split('{').skip(1) {
        if let Some((name, _)) = part.split_once('}')
            && !names.iter().any(|known| known == name)
        {
            names.push(name.to_owned());
        }
    }
    names
}

/// An operation id made of a method and a path.
fn derived_id(method: &str, path: &str) -> String {
    let mut id = method.to_owned();
    for word in path
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let (first, rest) = word.split_at(1);
        id.push_str(&first.to_ascii_uppercase());
        id.push_str(rest);
    }
    id
}
