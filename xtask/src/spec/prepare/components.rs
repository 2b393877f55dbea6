//! Component schemas: what sort of thing each is, its name, and its model.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::super::api::{Kind, Model, Type};
use super::super::{docs, names, pointer};
use super::resolve::{common, enum_values, has_properties, integer, kind_of, number, only_reference};
use super::{Builder, DEPTH, UNCONFIRMED, escape, lookup, string};

/// What sort of thing a component schema is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Struct,
    Strings,
    Integers,
    Union,
    /// Another name for a type that needs no file of its own.
    Alias,
}

impl<'a> Builder<'a> {
    /// The one scalar type that all branches have, if they do: nobody needs a union of strings.
    pub(super) fn scalar(&self, schema: &'a Value, depth: usize) -> Option<Type> {
        if depth > DEPTH {
            return None;
        }
        let schema = self.follow(schema);
        let branches = Self::branches(schema);
        if !branches.is_empty() {
            let mut types = Vec::new();
            for branch in branches {
                types.push(Some(self.scalar(branch, depth + 1)?));
            }
            return common(types);
        }
        if schema.get("allOf").is_some() {
            let mut types = Vec::new();
            for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
                types.push(Some(self.scalar(part, depth + 1)?));
            }
            return common(types);
        }
        match kind_of(schema) {
            "string" => Some(Type::Text),
            "integer" => Some(integer(schema)),
            "number" => Some(number(schema)),
            "boolean" => Some(Type::Bool),
            _ => None,
        }
    }

    pub(super) fn shape(&self, schema: &'a Value, depth: usize) -> Shape {
        if depth > DEPTH || schema.get("$ref").is_some() {
            return Shape::Alias;
        }
        if only_reference(schema).is_some() && depth > 0 {
            return Shape::Alias;
        }
        let merged = self.merged(schema);
        let branches = Self::branches(&merged);
        if branches.len() > 1 || (branches.len() == 1 && has_properties(&merged)) {
            let scalar = self.union_scalar(&branches);
            return if scalar.is_some() { Shape::Alias } else { Shape::Union };
        }
        if branches.len() == 1 {
            return Shape::Alias;
        }
        let values = enum_values(&merged);
        match kind_of(&merged) {
            "string" if !values.is_empty() => Shape::Strings,
            "integer" if !values.is_empty() && values.iter().all(Value::is_i64) => Shape::Integers,
            "object" if has_properties(&merged) => Shape::Struct,
            _ => Shape::Alias,
        }
    }

    pub(super) fn union_scalar(&self, branches: &[&Value]) -> Option<Type> {
        let mut types = Vec::new();
        for branch in branches {
            // Branches of a merged schema are copies, but their references lead into the spec.
            types.push(match string(branch, "$ref") {
                Some(reference) => self.scalar(self.target(reference), 0),
                None if Self::branches(branch).is_empty() && branch.get("allOf").is_none() => match kind_of(branch) {
                    "string" => Some(Type::Text),
                    "integer" => Some(integer(branch)),
                    "number" => Some(number(branch)),
                    "boolean" => Some(Type::Bool),
                    _ => None,
                },
                None => None,
            });
        }
        common(types)
    }

    pub(super) fn name_components(&mut self) {
        for (published, schema) in self.schemas() {
            let pointer = format!("/components/schemas/{}", escape(published));
            if self.shape(schema, 0) == Shape::Alias {
                continue;
            }
            let wanted = names::type_name(string(schema, "x-mc-name").unwrap_or(published));
            let (name, free) = self.taken.take(&wanted);
            if !free {
                self.finding(
                    &pointer,
                    format!("the schema `{published}` would get the name of another, `{wanted}`; it becomes `{name}`"),
                    "give it an x-mc-name",
                );
            }
            self.components.insert(published.clone(), name);
        }
    }

    pub(super) fn build_components(&mut self) {
        for (published, schema) in self.schemas() {
            let pointer = format!("/components/schemas/{}", escape(published));
            let Some(name) = self.components.get(published).cloned() else {
                continue;
            };
            let merged = self.merged(schema);
            let model = self.model(&name, Some(published), &merged, &pointer);
            self.models.insert(name, model);
        }
    }

    pub(super) fn model(&mut self, name: &str, published: Option<&str>, schema: &Value, pointer: &str) -> Model {
        let branches = Self::branches(schema);
        let kind = if branches.len() > 1 || (branches.len() == 1 && has_properties(schema)) {
            self.union(name, schema, pointer)
        } else {
            let values = enum_values(schema);
            match kind_of(schema) {
                "string" if !values.is_empty() => Kind::Strings(self.variants(schema, pointer)),
                "integer" if !values.is_empty() => Kind::Integers(self.variants(schema, pointer)),
                _ => Kind::Struct(self.fields(name, schema, pointer)),
            }
        };
        let others = self.others(schema, pointer);
        let mut lines = if published.is_some() {
            docs::prose(string(schema, "description").unwrap_or_default())
        } else {
            // An inline schema's description is that of the place where it stands, and goes there.
            let verb = if matches!(kind, Kind::Struct(_)) {
                "holds"
            } else {
                "can be"
            };
            vec![format!(
                "What `{}` {verb}.",
                docs::code(place_name(self.spec, pointer).trim())
            )]
        };
        if lines.is_empty() {
            lines.push(format!("`{}`.", docs::code(published.unwrap_or(name))));
        }
        docs::paragraph(&mut lines, docs::external(schema));
        if published.is_some() && schema.get("deprecated") == Some(&Value::Bool(true)) {
            docs::paragraph(&mut lines, vec![docs::DEPRECATED.to_owned()]);
        }
        if schema.get("x-unconfirmed").and_then(Value::as_bool) == Some(true) {
            lines.push(String::new());
            lines.push(UNCONFIRMED.to_owned());
        }
        Model {
            name: name.to_owned(),
            published: published.map(str::to_owned),
            docs: lines,
            kind,
            others,
        }
    }
}

/// The place of an inline schema in words: the property, parameter or operation that it belongs to.
fn place_name(spec: &Value, pointer: &str) -> String {
    let named = |pointer: &str, key: &str| {
        spec.pointer(pointer)
            .and_then(|value| string(value, key))
            .map(str::to_owned)
    };
    if let Some((owner, property)) = pointer.rsplit_once("/properties/") {
        let owner = owner.rsplit('/').next().unwrap_or_default();
        let property = property.split('/').next().unwrap_or_default();
        return format!("{}.{}", pointer::unescape(owner), pointer::unescape(property));
    }
    let parts: Vec<&str> = pointer.split('/').collect();
    if let Some(index) = parts
        .iter()
        .position(|part| *part == "parameters")
        .filter(|index| index + 1 < parts.len())
    {
        let parameter = parts[..=index + 1].join("/");
        let followed = named(&parameter, "$ref").and_then(|reference| lookup(spec, &reference));
        let found = followed
            .and_then(|parameter| string(parameter, "name"))
            .map(str::to_owned);
        return found.or_else(|| named(&parameter, "name")).unwrap_or_default();
    }
    let operation = parts
        .get(..4)
        .map(|parts| parts.join("/"))
        .and_then(|operation| named(&operation, "operationId"));
    let rest = parts.get(4..).unwrap_or_default().join(" ");
    match operation {
        Some(operation) => format!("{operation} {rest}"),
        None => parts.get(3..).unwrap_or_default().join(" "),
    }
}

/// Boxes fields whose model leads back to the model that has them.
pub(super) fn box_cycles(models: &mut [Model]) {
    let edges: HashMap<String, Vec<String>> = models
        .iter()
        .map(|model| {
            let to = match &model.kind {
                Kind::Struct(fields) => fields.iter().filter_map(|field| direct(&field.ty)).collect(),
                _ => Vec::new(),
            };
            (model.name.clone(), to)
        })
        .collect();
    let reaches = |from: &str, to: &str| {
        let mut seen = HashSet::new();
        let mut open = vec![from.to_owned()];
        while let Some(next) = open.pop() {
            if next == to {
                return true;
            }
            if seen.insert(next.clone()) {
                open.extend(edges.get(&next).into_iter().flatten().cloned());
            }
        }
        false
    };
    for model in models {
        let name = model.name.clone();
        if let Kind::Struct(fields) = &mut model.kind {
            for field in fields {
                field.boxed = direct(&field.ty).is_some_and(|to| reaches(&to, &name));
            }
        }
    }
}

pub(super) fn direct(ty: &Type) -> Option<String> {
    match ty {
        Type::Model(name) => Some(name.clone()),
        _ => None,
    }
}
