//! Values that are one of several types.

use heck::ToUpperCamelCase;
use serde_json::Value;

use super::super::api::{Branch, Kind, Type};
use super::super::names;
use super::components::Shape;
use super::resolve::has_properties;
use super::{Builder, entries, escape, string};

impl Builder<'_> {
    /// The branches of `oneOf` and `anyOf` that describe a value; those that only demand or forbid are left out.
    pub(super) fn branches(schema: &Value) -> Vec<&Value> {
        const TELLING: [&str; 8] = ["$ref", "type", "properties", "items", "enum", "allOf", "oneOf", "anyOf"];
        let mut out = Vec::new();
        for key in ["oneOf", "anyOf"] {
            for branch in schema.get(key).and_then(Value::as_array).into_iter().flatten() {
                if TELLING.iter().any(|key| branch.get(key).is_some()) {
                    out.push(branch);
                }
            }
        }
        out
    }

    pub(super) fn union(&mut self, name: &str, schema: &Value, pointer: &str) -> Kind {
        let mut base = schema.clone();
        if let Some(map) = base.as_object_mut() {
            for key in ["oneOf", "anyOf", "discriminator", "description"] {
                map.shift_remove(key);
            }
        }
        let common = has_properties(&base);
        let tag = schema
            .get("discriminator")
            .and_then(|d| string(d, "propertyName"))
            .map(str::to_owned);
        let mapping: Vec<(String, String)> = entries(schema.pointer("/discriminator/mapping"))
            .into_iter()
            .filter_map(|(value, target)| {
                let target = target.as_str()?;
                Some((value.clone(), target.rsplit('/').next().unwrap_or(target).to_owned()))
            })
            .collect();
        let mut taken = names::Unique::default();
        taken.take("Unknown");
        let mut branches: Vec<Branch> = Vec::new();
        for (index, branch) in Self::branches(schema).into_iter().enumerate() {
            let published = string(branch, "$ref")
                .and_then(|r| r.strip_prefix("#/components/schemas/"))
                .map(str::to_owned);
            let context = match (&published, string(branch, "title")) {
                (Some(published), _) => format!("{name}{}", published.to_upper_camel_case()),
                (None, Some(title)) => format!("{name}{}", title.to_upper_camel_case()),
                (None, None) => format!("{name}Option{}", index + 1),
            };
            let place = format!("{pointer}/oneOf/{index}");
            let used = if common {
                let whole = serde_json::json!({"allOf": [base, branch]});
                self.resolve(&whole, &context, &place)
            } else {
                self.resolve(branch, &context, &place)
            };
            if branches.iter().any(|known| known.ty == used.ty) {
                continue;
            }
            let mut tags: Vec<String> = mapping
                .iter()
                .filter(|(_, target)| Some(target) == published.as_ref())
                .map(|(value, _)| value.clone())
                .collect();
            if tags.is_empty() {
                tags.extend(published);
            }
            let (rust, _) = taken.take(&branch_name(&used.ty));
            branches.push(Branch {
                rust,
                ty: used.ty,
                tags,
            });
        }
        let tagged = tag.is_some()
            && branches
                .iter()
                .all(|branch| !branch.tags.is_empty() && self.is_struct(&branch.ty));
        Kind::Union {
            tag: tag.filter(|_| tagged),
            branches,
        }
    }

    pub(super) fn is_struct(&self, ty: &Type) -> bool {
        let Type::Model(name) = ty else { return false };
        match self.models.get(name) {
            Some(model) => matches!(model.kind, Kind::Struct(_)),
            None => self
                .components
                .iter()
                .find(|(_, rust)| *rust == name)
                .and_then(|(published, _)| self.spec.pointer(&format!("/components/schemas/{}", escape(published))))
                .is_some_and(|schema| matches!(self.shape(schema, 0), Shape::Struct)),
        }
    }
}

fn branch_name(ty: &Type) -> String {
    match ty {
        Type::Model(name) => name.clone(),
        Type::List(item) => format!("{}List", branch_name(item)),
        Type::Map(value) => format!("{}Map", branch_name(value)),
        Type::Nullable(value) => branch_name(value),
        Type::Text => "Text".to_owned(),
        Type::Date => "Date".to_owned(),
        Type::DateTime => "DateTime".to_owned(),
        Type::Base64 => "Base64".to_owned(),
        Type::Bool => "Flag".to_owned(),
        Type::I32 | Type::I64 => "Integer".to_owned(),
        Type::F32 | Type::F64 | Type::Decimal => "Number".to_owned(),
        Type::Any => "Any".to_owned(),
    }
}
