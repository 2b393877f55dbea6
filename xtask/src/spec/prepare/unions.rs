//! Values that are one of several types.

use std::collections::{HashMap, HashSet};

use heck::ToUpperCamelCase;
use serde_json::Value;

use super::super::api::{Branch, Form, Kind, Model, Type};
use super::super::names;
use super::super::pointer::{escape, unescape};
use super::super::refs::percent_decoded;
use super::components::direct;
use super::resolve::{enum_values, has_properties};
use super::{Builder, entries, string};

impl<'a> Builder<'a> {
    /// The branches of `oneOf` and `anyOf` that describe a value; those that only demand or forbid are left out.
    pub(super) fn branches(schema: &Value) -> Vec<&Value> {
        let mut out = Vec::new();
        for key in ["oneOf", "anyOf"] {
            for branch in schema.get(key).and_then(Value::as_array).into_iter().flatten() {
                if is_telling(branch) {
                    out.push(branch);
                }
            }
        }
        out
    }

    /// Whether a value may be `null`: the schema says so, or one of its branches.
    pub(super) fn is_nullable(&self, schema: &Value) -> bool {
        let mut seen: HashSet<&str> = HashSet::new();
        let mut open = vec![schema];
        while let Some(next) = open.pop() {
            if next.get("nullable").and_then(Value::as_bool) == Some(true) {
                return true;
            }
            match string(next, "$ref") {
                Some(reference) if seen.insert(reference) => open.push(self.target(reference)),
                Some(_) => {}
                None => open.extend(Self::branches(next)),
            }
        }
        false
    }

    /// Whether a part of a composition is a union of which one of the schemas `around` is a member.
    ///
    /// So it is where a base lists those that extend it, as springdoc and Jackson write.
    pub(super) fn is_base(&self, part: &'a Value, around: &[&'a Value]) -> bool {
        let mut seen: Vec<&Value> = Vec::new();
        let mut open = Self::branches(self.follow(part));
        while let Some(branch) = open.pop() {
            let branch = self.follow(branch);
            if around.iter().any(|outer| std::ptr::eq(*outer, branch)) {
                return true;
            }
            if !seen.iter().any(|known| std::ptr::eq(*known, branch)) {
                seen.push(branch);
                open.extend(Self::branches(branch));
            }
        }
        false
    }

    /// Whether a schema is composed of another.
    fn extends(&self, schema: &'a Value, base: &'a Value) -> bool {
        let mut seen: Vec<&Value> = Vec::new();
        let mut open = vec![schema];
        while let Some(next) = open.pop() {
            for part in next.get("allOf").and_then(Value::as_array).into_iter().flatten() {
                let part = self.follow(part);
                if std::ptr::eq(part, base) {
                    return true;
                }
                if !seen.iter().any(|known| std::ptr::eq(*known, part)) {
                    seen.push(part);
                    open.push(part);
                }
            }
        }
        false
    }

    pub(super) fn union(&mut self, name: &str, schema: &Value, pointer: &str) -> Kind {
        let mut base = schema.clone();
        if let Some(map) = base.as_object_mut() {
            for key in COMPOSITION.iter().chain(&["description", "nullable", "title"]) {
                map.shift_remove(*key);
            }
        }
        let common = has_properties(&base);
        let own = self.spec.pointer(pointer);
        let tag = schema
            .get("discriminator")
            .and_then(|discriminator| string(discriminator, "propertyName"))
            .map(str::to_owned);
        let mapping = mapping(schema);
        let is_mapped = |tag: &String| mapping.iter().any(|(value, _)| value == tag);
        let mut taken = names::Unique::default();
        taken.take("Unknown");
        let mut branches: Vec<Branch> = Vec::new();
        for (index, branch) in alternatives(schema).iter().enumerate() {
            let published = component(branch);
            let context = match (&published, string(branch, "title")) {
                (Some(published), _) => format!("{name}{}", published.to_upper_camel_case()),
                (None, Some(title)) => format!("{name}{}", title.to_upper_camel_case()),
                (None, None) => format!("{name}Option{}", index + 1),
            };
            let place = format!("{pointer}/oneOf/{index}");
            let target = string(branch, "$ref").map(|reference| self.follow(self.target(reference)));
            let extends = own.zip(target).is_some_and(|(own, target)| self.extends(target, own));
            let used = if common && !extends {
                let whole = serde_json::json!({"allOf": [base, self.without(branch, own)]});
                self.resolve(&whole, &context, &place)
            } else {
                self.resolve(branch, &context, &place)
            };
            let mut tags = Vec::new();
            if let Some(tag) = &tag {
                let parts = parts(branch);
                let mapped = mapping.iter().filter(|(_, target)| parts.contains(target));
                tags.extend(mapped.map(|(value, _)| value.clone()));
                if matches!(used.ty, Type::Model(_)) {
                    let whole = serde_json::json!({"allOf": [base, branch]});
                    let known = self.tags(&whole, tag, &mut HashSet::new()).into_iter();
                    tags.extend(known.chain(published).filter(|tag| !is_mapped(tag)));
                }
            }
            if let Some(known) = branches.iter_mut().find(|known| known.ty == used.ty) {
                known.tags.extend(tags);
                known.form = Form::default();
                continue;
            }
            let (rust, _) = taken.take(&branch_name(&used.ty));
            branches.push(Branch {
                rust,
                ty: used.ty,
                tags,
                form: used.form,
            });
        }
        // A value that several members allow, and that no mapping gives to one, tells nothing.
        let mut claims: HashMap<String, usize> = HashMap::new();
        for branch in &mut branches {
            let mut seen = HashSet::new();
            branch.tags.retain(|tag| seen.insert(tag.clone()));
            for tag in seen {
                *claims.entry(tag).or_default() += 1;
            }
        }
        for branch in &mut branches {
            branch
                .tags
                .retain(|tag| is_mapped(tag) || claims.get(tag).is_none_or(|claims| *claims == 1));
        }
        let tagged = branches.iter().any(|branch| !branch.tags.is_empty());
        Kind::Union {
            tag: tag.filter(|_| tagged),
            branches,
        }
    }

    /// A branch without the union itself among its parts: the union's fields are added to it anyway.
    fn without(&self, branch: &Value, own: Option<&Value>) -> Value {
        let mut branch = branch.clone();
        if let (Some(own), Some(parts)) = (own, branch.get_mut("allOf").and_then(Value::as_array_mut)) {
            parts.retain(|part| string(part, "$ref").is_none_or(|to| !std::ptr::eq(self.follow(self.target(to)), own)));
        }
        branch
    }

    /// The values that a schema itself says its tag can have.
    fn tags(&self, schema: &Value, tag: &str, seen: &mut HashSet<String>) -> Vec<String> {
        if string(schema, "$ref").is_some_and(|reference| !seen.insert(reference.to_owned())) {
            return Vec::new();
        }
        let merged = match string(schema, "$ref") {
            Some(reference) => self.merged(self.follow(self.target(reference))),
            None => self.merged_copy(schema),
        };
        let mut out: Vec<String> = Vec::new();
        if let Some(property) = merged.pointer(&format!("/properties/{}", escape(tag))) {
            let property = match string(property, "$ref") {
                Some(reference) => self.merged(self.target(reference)),
                None => self.merged_copy(property),
            };
            out.extend(enum_values(&property).into_iter().map(|value| match value {
                Value::String(text) => text,
                other => other.to_string(),
            }));
        }
        let inner = merged
            .get("discriminator")
            .and_then(|inner| string(inner, "propertyName"));
        if inner == Some(tag) {
            out.extend(mapping(&merged).into_iter().map(|(value, _)| value));
            for branch in alternatives(&merged) {
                out.extend(self.tags(&branch, tag, seen));
                out.extend(component(&branch));
            }
        }
        out
    }
}

/// The members of a schema that make it a union.
pub(super) const COMPOSITION: [&str; 3] = ["oneOf", "anyOf", "discriminator"];

/// More combinations than these are not told apart.
const COMBINATIONS: usize = 64;

fn is_telling(branch: &Value) -> bool {
    const TELLING: [&str; 8] = ["$ref", "type", "properties", "items", "enum", "allOf", "oneOf", "anyOf"];
    TELLING.iter().any(|key| branch.get(key).is_some())
}

/// The branches of a value of which one list and another have to hold: each of one with each of the other.
pub(super) fn both(left: &[Value], right: &[Value]) -> Vec<Value> {
    let telling = |list: &[Value]| {
        list.iter()
            .filter(|branch| is_telling(branch))
            .cloned()
            .collect::<Vec<_>>()
    };
    let (left, right) = (telling(left), telling(right));
    if left == right || right.is_empty() {
        return left;
    }
    if left.is_empty() {
        return right;
    }
    if left.len() * right.len() > COMBINATIONS {
        return [left, right].concat();
    }
    left.iter()
        .flat_map(|one| {
            right
                .iter()
                .map(move |other| serde_json::json!({"allOf": [one, other]}))
        })
        .collect()
}

/// The branches of a union; where it has both `oneOf` and `anyOf`, each of one with each of the other.
fn alternatives(schema: &Value) -> Vec<Value> {
    let list = |key: &str| schema.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    both(list("oneOf"), list("anyOf"))
}

/// The component that a schema refers to.
fn component(schema: &Value) -> Option<String> {
    let name = string(schema, "$ref")?.strip_prefix("#/components/schemas/")?;
    Some(unescape(&percent_decoded(name)))
}

/// The components that a branch is, or is composed of.
fn parts(branch: &Value) -> Vec<String> {
    let parts = branch.get("allOf").and_then(Value::as_array).into_iter().flatten();
    component(branch)
        .into_iter()
        .chain(parts.filter_map(component))
        .collect()
}

/// A discriminator's values, and the components that they stand for.
fn mapping(schema: &Value) -> Vec<(String, String)> {
    entries(schema.pointer("/discriminator/mapping"))
        .into_iter()
        .filter_map(|(value, target)| {
            let target = target.as_str()?;
            let last = target.rsplit('/').next().unwrap_or(target);
            let name = unescape(&percent_decoded(last));
            let name = [".json", ".yaml", ".yml"]
                .iter()
                .find_map(|end| name.strip_suffix(end))
                .unwrap_or(&name);
            Some((value.clone(), name.to_owned()))
        })
        .collect()
}

/// Takes unions out of their own members: what they consist of are the members that are left.
pub(super) fn flatten(models: &mut [Model]) {
    let unions: HashMap<String, Vec<Branch>> = models
        .iter()
        .filter_map(|model| match &model.kind {
            Kind::Union { branches, .. } => Some((model.name.clone(), branches.clone())),
            _ => None,
        })
        .collect();
    let members = |name: &str| {
        unions
            .get(name)
            .into_iter()
            .flatten()
            .filter_map(|branch| direct(&branch.ty))
            .filter(|name| unions.contains_key(name))
    };
    let reaches = |from: &str, to: &str| {
        let mut seen = HashSet::new();
        let mut open = vec![from.to_owned()];
        while let Some(next) = open.pop() {
            if next == to {
                return true;
            }
            if seen.insert(next.clone()) {
                open.extend(members(&next));
            }
        }
        false
    };
    for model in models {
        let name = model.name.clone();
        let Kind::Union { branches, .. } = &mut model.kind else {
            continue;
        };
        let leads_back =
            |branch: &Branch| direct(&branch.ty).is_some_and(|to| unions.contains_key(&to) && reaches(&to, &name));
        if !branches.iter().any(leads_back) {
            continue;
        }
        let mut taken = names::Unique::default();
        taken.take("Unknown");
        let mut expanded = HashSet::from([name.clone()]);
        let mut open: Vec<Branch> = branches.iter().rev().cloned().collect();
        let mut out: Vec<Branch> = Vec::new();
        while let Some(mut branch) = open.pop() {
            if leads_back(&branch) {
                let inner = direct(&branch.ty).filter(|inner| expanded.insert(inner.clone()));
                open.extend(
                    inner
                        .and_then(|inner| unions.get(&inner))
                        .into_iter()
                        .flatten()
                        .rev()
                        .cloned(),
                );
            } else if let Some(known) = out.iter_mut().find(|known| known.ty == branch.ty) {
                known.tags.append(&mut branch.tags);
            } else {
                branch.rust = taken.take(&branch_name(&branch.ty)).0;
                out.push(branch);
            }
        }
        *branches = out;
    }
}

fn branch_name(ty: &Type) -> String {
    match ty {
        Type::Model(name) => name.clone(),
        Type::List(item) => format!("{}List", branch_name(item)),
        Type::Map(value) => format!("{}Map", branch_name(value)),
        Type::Nullable(value) => branch_name(value),
        Type::Text => "Text".to_owned(),
        Type::Form(form) => form.rust.to_owned(),
        Type::Date => "Date".to_owned(),
        Type::DateTime => "DateTime".to_owned(),
        Type::Base64 => "Base64".to_owned(),
        Type::Bool => "Flag".to_owned(),
        Type::I32 | Type::I64 | Type::U64 => "Integer".to_owned(),
        Type::F32 | Type::F64 | Type::Decimal => "Number".to_owned(),
        Type::Any => "Any".to_owned(),
    }
}
