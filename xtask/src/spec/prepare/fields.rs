//! The fields of structs and the variants of enums.

use std::collections::HashSet;

use heck::ToUpperCamelCase;
use serde_json::Value;

use super::super::api::{Field, Kind, Type, Variant};
use super::super::{docs, names, variants};
use super::components::Shape;
use super::resolve::{enum_values, kind_of};
use super::{Builder, UNCONFIRMED, entries, escape, string};

impl Builder<'_> {
    pub(super) fn fields(&mut self, name: &str, schema: &Value, pointer: &str) -> Vec<Field> {
        let required: HashSet<&str> = schema
            .get("required")
            .and_then(Value::as_array)
            .map(|list| list.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        for missing in &required {
            if schema.pointer(&format!("/properties/{}", escape(missing))).is_none() {
                self.finding(
                    &format!("{pointer}/required"),
                    format!("`{missing}` is required and no property; it is passed over"),
                    "remove it from `required`, or add the property",
                );
            }
        }
        let mut taken = names::Unique::default();
        let mut aliases = HashSet::new();
        let mut fields = Vec::new();
        for (json, property) in entries(schema.get("properties")) {
            let place = format!("{pointer}/properties/{}", escape(json));
            let context = format!("{name}{}", json.to_upper_camel_case());
            let used = self.resolve(property, &context, &place);
            let wanted = names::field(used.name.as_deref().filter(|name| is_snake(name)).unwrap_or(json));
            let (rust, free) = taken.take(&wanted);
            if !free {
                self.finding(
                    &place,
                    format!("the property `{json}` would be a second field `{wanted}`; it becomes `{rust}`"),
                    "give it an x-mc-name",
                );
            }
            let sensitive = used.sensitive && self.may_be_sensitive(&used.ty, &place);
            let mut lines = docs::prose(used.description.as_deref().unwrap_or_default());
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.push(docs::json_line(json, &Value::Object(used.constraints.clone())));
            for (is_so, told) in [
                (used.read_only, "Read-only: answers have it, and requests leave it out."),
                (
                    used.write_only,
                    "Write-only: requests have it, and answers leave it out.",
                ),
                (used.deprecated, docs::DEPRECATED),
            ] {
                if is_so {
                    docs::paragraph(&mut lines, vec![told.to_owned()]);
                }
            }
            docs::paragraph(&mut lines, docs::external(property));
            if used.unconfirmed {
                lines.push(String::new());
                lines.push(UNCONFIRMED.to_owned());
            }
            aliases.insert(json.clone());
            fields.push(Field {
                json: json.clone(),
                rust,
                public: used.public || used.ty.model().is_some_and(|model| !self.is_enum(model)),
                required: required.contains(json.as_str()),
                nullable: used.nullable || used.ty == Type::Any,
                read_only: used.read_only,
                write_only: used.write_only,
                demanded: false,
                lenient: used.lenient && can_be_lenient(&used.ty),
                aliases: used
                    .aliases
                    .into_iter()
                    .filter(|alias| aliases.insert(alias.clone()))
                    .collect(),
                boxed: false,
                form: used.form,
                ty: used.ty,
                docs: lines,
                sensitive,
            });
        }
        fields
    }

    /// The type of fields beside the named ones, where `additionalProperties` says one that needs no model of its own.
    pub(super) fn others(&mut self, schema: &Value, pointer: &str) -> Option<Type> {
        let others = schema.get("additionalProperties").filter(|others| others.is_object())?;
        let is_simple = match string(others, "$ref") {
            Some(reference) => self.shape(self.target(reference), 0) != Shape::Alias,
            None => {
                matches!(kind_of(others), "string" | "integer" | "number" | "boolean") && enum_values(others).is_empty()
            }
        };
        is_simple.then(|| self.resolve(others, "", pointer).ty)
    }

    pub(super) fn may_be_sensitive(&mut self, ty: &Type, place: &str) -> bool {
        let scalar = |ty: &Type| {
            matches!(
                ty,
                Type::Text
                    | Type::Form(_)
                    | Type::Date
                    | Type::DateTime
                    | Type::Base64
                    | Type::Bool
                    | Type::I32
                    | Type::I64
                    | Type::U64
                    | Type::Decimal
            )
        };
        let fits = match ty {
            Type::List(item) => **item == Type::Text,
            other => scalar(other),
        };
        if !fits {
            self.finding(
                place,
                "x-mc-sensitive stands on what is no text, integer, boolean or list of texts; it is passed over"
                    .to_owned(),
                "mark the fields inside instead",
            );
        }
        fits
    }

    pub(super) fn is_enum(&self, model: &str) -> bool {
        match self.models.get(model) {
            Some(model) => matches!(model.kind, Kind::Strings(_) | Kind::Integers(_)),
            // Not built yet: a component, whose shape tells.
            None => self
                .components
                .iter()
                .find(|(_, name)| *name == model)
                .and_then(|(published, _)| self.spec.pointer(&format!("/components/schemas/{}", escape(published))))
                .is_some_and(|schema| matches!(self.shape(schema, 0), Shape::Strings | Shape::Integers)),
        }
    }

    pub(super) fn variants(&mut self, schema: &Value, pointer: &str) -> Vec<Variant> {
        // A publisher's own names go by the order of the values; ours are bound to them.
        let list = |key: &str| schema.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        let spoken = list("x-enum-varnames");
        let told = list("x-enum-descriptions");
        let values = enum_values(schema);
        if !spoken.is_empty() && spoken.len() != values.len() {
            self.finding(
                pointer,
                format!("{} x-enum-varnames stand beside {} values", spoken.len(), values.len()),
                "give one name for each value, in their order",
            );
        }
        for what in variants::mismatches(schema) {
            self.finding(
                pointer,
                what,
                "bind each value to its name in x-mc-variants, and remove names of other values",
            );
        }
        let named = !spoken.is_empty() || schema.get(variants::NAMES).is_some();
        let mut taken = names::Unique::default();
        // `Unknown` is the variant for values that the spec does not list.
        taken.take("Unknown");
        let mut out: Vec<Variant> = Vec::new();
        for (index, value) in values.iter().enumerate() {
            let wire = variants::wire(value);
            if out.iter().any(|variant| variant.wire == wire) {
                continue;
            }
            let name =
                variants::text(schema, variants::NAMES, &wire).or_else(|| spoken.get(index).and_then(Value::as_str));
            let wanted = match name {
                Some(name) => names::variant(name),
                None if wire.starts_with('-') && value.is_i64() => format!("Minus{}", &wire[1..]),
                None => names::variant(&wire),
            };
            let (rust, free) = taken.take(&wanted);
            if !free && named {
                self.finding(
                    pointer,
                    format!("two values would be the variant `{wanted}`; one becomes `{rust}`"),
                    "give one another name in x-mc-variants",
                );
            }
            let text =
                variants::text(schema, variants::DOCS, &wire).or_else(|| told.get(index).and_then(Value::as_str));
            let mut lines = docs::prose(text.unwrap_or_default());
            if lines.is_empty() {
                lines.push(format!("`{}`.", docs::code(&wire)));
            }
            out.push(Variant {
                rust,
                wire,
                docs: lines,
            });
        }
        out
    }
}

/// Whether a name is one for a field; a type's begins in upper case.
fn is_snake(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
}

fn can_be_lenient(ty: &Type) -> bool {
    !matches!(
        ty,
        Type::Model(_) | Type::Map(_) | Type::Any | Type::Base64 | Type::F32 | Type::Nullable(_) | Type::Form(_)
    )
}
