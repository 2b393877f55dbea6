//! The type of a schema where it is used: references followed, compositions merged, unnamed schemas named.

use heck::ToUpperCamelCase;
use serde_json::{Map, Value};

use super::super::api::{Form, TextForm, Type};
use super::super::names;
use super::super::pointer::unescape;
use super::super::refs::percent_decoded;
use super::unions::{COMPOSITION, both};
use super::{Builder, DEPTH, NESTED, string};

/// The members of a schema that constrain its values.
const CONSTRAINTS: [&str; 15] = [
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
    "multipleOf",
    "pattern",
    "format",
    "default",
];

/// A schema where it is used: its type and all that is said about the value.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent marks of a schema")]
pub(super) struct Use {
    pub(super) ty: Type,
    pub(super) nullable: bool,
    pub(super) sensitive: bool,
    pub(super) lenient: bool,
    pub(super) public: bool,
    pub(super) deprecated: bool,
    pub(super) read_only: bool,
    pub(super) write_only: bool,
    pub(super) unconfirmed: bool,
    pub(super) aliases: Vec<String>,
    pub(super) name: Option<String>,
    pub(super) description: Option<String>,
    /// Constraints, for the documentation.
    pub(super) constraints: Map<String, Value>,
    /// What tells a value apart beside its type.
    pub(super) form: Form,
}

impl Use {
    pub(super) fn of(ty: Type) -> Self {
        Self {
            ty,
            nullable: false,
            sensitive: false,
            lenient: false,
            public: false,
            deprecated: false,
            read_only: false,
            write_only: false,
            unconfirmed: false,
            aliases: Vec::new(),
            name: None,
            description: None,
            constraints: Map::new(),
            form: Form::default(),
        }
    }

    /// What a schema says about its value beside the type; the outermost description wins.
    pub(super) fn decorate(mut self, schema: &Value) -> Self {
        let flag = |key: &str| schema.get(key).and_then(Value::as_bool);
        self.nullable |= flag("nullable").unwrap_or(false);
        self.sensitive = flag("x-mc-sensitive").unwrap_or(self.sensitive);
        self.lenient |= flag("x-mc-lenient").unwrap_or(false);
        self.public = flag("x-mc-public").unwrap_or(self.public);
        self.deprecated |= flag("deprecated").unwrap_or(false);
        self.read_only |= flag("readOnly").unwrap_or(false);
        self.write_only |= flag("writeOnly").unwrap_or(false);
        self.unconfirmed |= flag("x-unconfirmed").unwrap_or(false);
        if let Some(form) = string(schema, "x-mc-text").and_then(TextForm::of) {
            self.ty = of_form(self.ty, form);
        }
        if let Some(text) = string(schema, "description") {
            self.description = Some(text.to_owned());
        }
        if let Some(name) = string(schema, "x-mc-name") {
            self.name = Some(name.to_owned());
        }
        if let Some(list) = schema.get("x-mc-alias").and_then(Value::as_array) {
            self.aliases
                .extend(list.iter().filter_map(Value::as_str).map(str::to_owned));
        }
        let values = enum_values(schema);
        if !values.is_empty() {
            self.form.values = values;
        }
        if let Some(format) = string(schema, "format") {
            self.form.format = Some(format.to_owned());
        }
        self.form.object |= self.ty == Type::Any && kind_of(schema) == "object";
        for key in CONSTRAINTS {
            if let Some(value) = schema.get(key) {
                self.constraints.insert(key.to_owned(), value.clone());
            }
        }
        self
    }
}

/// A text, or a list of texts, that has a form; other types have none.
fn of_form(ty: Type, form: TextForm) -> Type {
    match ty {
        Type::Text | Type::Form(_) => Type::Form(form),
        Type::List(item) => Type::List(Box::new(of_form(*item, form))),
        other => other,
    }
}

impl<'a> Builder<'a> {
    /// The schema with its `allOf` merged into it; everything else as it is.
    pub(super) fn merged(&self, schema: &'a Value) -> Value {
        self.merged_inside(schema, &mut Vec::new())
    }

    /// As [`Self::merged`], inside of others that are being merged.
    pub(super) fn merged_inside(&self, schema: &'a Value, around: &mut Vec<&'a Value>) -> Value {
        let schema = self.follow(schema);
        if around.iter().any(|outer| std::ptr::eq(*outer, schema)) {
            // It contains itself: what was merged so far is all there is.
            return Value::Null;
        }
        let Some(parts) = schema.get("allOf").and_then(Value::as_array) else {
            return schema.clone();
        };
        let mut out = Map::new();
        around.push(schema);
        for part in parts {
            let is_base = self.is_base(part, around);
            if let Value::Object(mut part) = self.merged_inside(part, around) {
                if is_base {
                    // What extends a union that it is a member of takes the union's fields, and not its members.
                    for key in COMPOSITION {
                        part.shift_remove(key);
                    }
                }
                merge_schema(&mut out, &part);
            }
        }
        around.pop();
        let mut own = schema.as_object().cloned().unwrap_or_default();
        own.shift_remove("allOf");
        merge_schema(&mut out, &own);
        Value::Object(out)
    }

    /// The type of a schema where it is used. `context` names it if it needs a type of its own.
    pub(super) fn resolve(&mut self, schema: &Value, context: &str, pointer: &str) -> Use {
        self.resolve_at(schema, context, pointer, 0)
    }

    pub(super) fn resolve_at(&mut self, schema: &Value, context: &str, pointer: &str, depth: usize) -> Use {
        if depth > DEPTH {
            self.finding(
                pointer,
                "the schema contains itself and nothing else; it becomes any JSON".to_owned(),
                "give it a type",
            );
            return Use::of(Type::Any);
        }
        if let Some(reference) = string(schema, "$ref") {
            let published = reference
                .strip_prefix("#/components/schemas/")
                .map(|name| unescape(&percent_decoded(name)));
            if let Some(name) = published.as_ref().and_then(|published| self.components.get(published)) {
                let mut used = Use::of(Type::Model(name.clone()));
                let target = self.target(reference);
                used.nullable = self.is_nullable(target);
                used.public = target.get("x-mc-public").and_then(Value::as_bool).unwrap_or(false);
                return used.decorate(schema);
            }
            if self.following.iter().any(|known| known == reference) {
                let what = format!("`{reference}` contains itself and nothing that ends it; inside, it is any JSON");
                self.finding(pointer, what, "give it a property, or a type that ends");
                return Use::of(Type::Any);
            }
            let target = self.target(reference);
            let name = published.map_or_else(|| context.to_owned(), |published| published.to_upper_camel_case());
            self.following.push(reference.to_owned());
            let used = self.resolve_at(target, &name, pointer, depth + 1);
            self.following.pop();
            return used.decorate(schema);
        }
        if let Some(only) = only_reference(schema) {
            let only = only.clone();
            return self.resolve_at(&only, context, pointer, depth + 1).decorate(schema);
        }
        if schema.get("allOf").is_some() {
            let merged = self.merged_copy(schema);
            return self.resolve_at(&merged, context, pointer, depth + 1);
        }
        let branches = Self::branches(schema);
        if branches.len() == 1 && !has_properties(schema) {
            let branch = branches[0].clone();
            return self.resolve_at(&branch, context, pointer, depth + 1).decorate(schema);
        }
        if !branches.is_empty() {
            if let Some(ty) = self.union_scalar(&branches) {
                return Use::of(ty).decorate(schema);
            }
            return self.hoist(schema, context, pointer);
        }
        let values = enum_values(schema);
        let ty = match kind_of(schema) {
            "string" if !values.is_empty() => return self.hoist(schema, context, pointer),
            "integer" if !values.is_empty() && values.iter().all(Value::is_i64) => {
                return self.hoist(schema, context, pointer);
            }
            "string" => match string(schema, "format") {
                Some("date") => Type::Date,
                Some("date-time") => Type::DateTime,
                Some("byte") => Type::Base64,
                _ => Type::Text,
            },
            "integer" => integer(schema),
            "number" => number(schema),
            "boolean" => Type::Bool,
            "array" => {
                let item = match schema.get("items") {
                    Some(items) => {
                        let used =
                            self.resolve_at(items, &format!("{context}Item"), &format!("{pointer}/items"), depth + 1);
                        let mut list = Use::of(Type::List(Box::new(inside(&used))));
                        list.sensitive = used.sensitive;
                        list.public = used.public;
                        list.constraints
                            .insert("items".to_owned(), Value::Object(used.constraints));
                        return list.decorate(schema);
                    }
                    None => Type::Any,
                };
                Type::List(Box::new(item))
            }
            "object" if has_properties(schema) => return self.hoist(schema, context, pointer),
            "object" => match schema.get("additionalProperties") {
                Some(value @ Value::Object(map)) if !map.is_empty() => {
                    let used = self.resolve_at(
                        value,
                        &format!("{context}Value"),
                        &format!("{pointer}/additionalProperties"),
                        depth + 1,
                    );
                    let mut map = Use::of(Type::Map(Box::new(inside(&used))));
                    map.constraints
                        .insert("additionalProperties".to_owned(), Value::Object(used.constraints));
                    return map.decorate(schema);
                }
                _ => Type::Any,
            },
            _ => Type::Any,
        };
        Use::of(ty).decorate(schema)
    }

    /// As [`Self::merged`], for a schema that is itself a copy.
    pub(super) fn merged_copy(&self, schema: &Value) -> Value {
        let mut out = Map::new();
        for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            let part = match string(part, "$ref") {
                Some(reference) => self.merged(self.target(reference)),
                None => self.merged_copy(part),
            };
            if let Value::Object(part) = part {
                merge_schema(&mut out, &part);
            }
        }
        let mut own = schema.as_object().cloned().unwrap_or_default();
        own.shift_remove("allOf");
        merge_schema(&mut out, &own);
        Value::Object(out)
    }

    /// Gives an unnamed schema a type of its own.
    pub(super) fn hoist(&mut self, schema: &Value, context: &str, pointer: &str) -> Use {
        if let Some((_, name)) = self.around.iter().find(|(around, _)| around == schema) {
            // The very schema around it, by way of an alias: it contains itself.
            return Use::of(Type::Model(name.clone())).decorate(schema);
        }
        if self.around.len() >= NESTED {
            self.finding(
                pointer,
                "unnamed schemas are nested without an end; inside, it is any JSON".to_owned(),
                "give the schema a component of its own, and refer to it",
            );
            return Use::of(Type::Any);
        }
        let said = string(schema, "x-mc-name").filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase()));
        let wanted = names::type_name(said.unwrap_or(context));
        if said.is_some() {
            // The same name on two inline schemas means one type, if they are the same.
            if let Some(known) = self.models.get(&wanted).cloned() {
                let same = self.model(&wanted, None, schema, pointer);
                if format!("{:?}", known.kind) == format!("{:?}", same.kind) {
                    let mut used = Use::of(Type::Model(wanted)).decorate(schema);
                    used.name = None;
                    return used;
                }
                self.finding(
                    pointer,
                    format!("x-mc-name `{wanted}` stands on schemas that differ"),
                    "give each its own name",
                );
            }
        }
        let (name, _) = self.taken.take(&wanted);
        self.around.push((schema.clone(), name.clone()));
        let model = self.model(&name, None, schema, pointer);
        self.around.pop();
        self.models.insert(name.clone(), model);
        let mut used = Use::of(Type::Model(name)).decorate(schema);
        used.nullable |= self.is_nullable(schema);
        used.name = used.name.filter(|name| Some(name.as_str()) != said);
        used
    }
}

pub(super) fn has_properties(schema: &Value) -> bool {
    schema
        .get("properties")
        .and_then(Value::as_object)
        .is_some_and(|map| !map.is_empty())
}

/// The values of an enum but for `null`, which `nullable` says.
pub(super) fn enum_values(schema: &Value) -> Vec<Value> {
    schema
        .get("enum")
        .and_then(Value::as_array)
        .map(|values| values.iter().filter(|value| !value.is_null()).cloned().collect())
        .unwrap_or_default()
}

/// The type, said or plain from what else is said.
pub(super) fn kind_of(schema: &Value) -> &str {
    match string(schema, "type") {
        Some(kind) => kind,
        None if has_properties(schema) || schema.get("additionalProperties").is_some() => "object",
        None if schema.get("items").is_some() => "array",
        None if !enum_values(schema).is_empty() && enum_values(schema).iter().all(Value::is_string) => "string",
        None if ["minLength", "maxLength", "pattern"]
            .iter()
            .any(|key| schema.get(key).is_some()) =>
        {
            "string"
        }
        None => "",
    }
}

pub(super) fn integer(schema: &Value) -> Type {
    /// 2 to the 63rd and to the 64th.
    const WIDE: [f64; 2] = [9_223_372_036_854_775_808.0, 18_446_744_073_709_551_616.0];
    let limit = |key: &str| schema.get(key).and_then(Value::as_f64);
    let (least, most) = (limit("minimum"), limit("maximum"));
    let wide = |limit: Option<f64>| limit.is_some_and(|limit| limit.abs() > f64::from(i32::MAX));
    let unsigned = least.is_some_and(|least| least >= 0.0);
    match string(schema, "format") {
        Some("int32") if !wide(most) && !wide(least) => Type::I32,
        Some("int32" | "int64") => Type::I64,
        Some("uint64" | "uint") => Type::U64,
        // What no 64 bits hold is kept by its digits.
        _ if most.is_some_and(|most| most > WIDE[usize::from(unsigned)])
            || least.is_some_and(|least| least < -WIDE[0]) =>
        {
            Type::Decimal
        }
        _ if most.is_some_and(|most| most > WIDE[0]) => Type::U64,
        // Without a format nothing says that 32 bits are enough.
        _ => Type::I64,
    }
}

pub(super) fn number(schema: &Value) -> Type {
    match string(schema, "format") {
        Some("double") => Type::F64,
        Some("float") => Type::F32,
        _ => Type::Decimal,
    }
}

/// The type of a value inside an array or a map.
fn inside(used: &Use) -> Type {
    match &used.ty {
        ty if used.nullable && *ty != Type::Any => Type::Nullable(Box::new(ty.clone())),
        ty => ty.clone(),
    }
}

/// The one type that all have, if they do; several kinds of number are a number.
pub(super) fn common(types: Vec<Option<Type>>) -> Option<Type> {
    let types = types.into_iter().collect::<Option<Vec<_>>>()?;
    let first = types.first()?.clone();
    let numeric = |ty: &Type| {
        matches!(
            ty,
            Type::I32 | Type::I64 | Type::U64 | Type::F32 | Type::F64 | Type::Decimal
        )
    };
    if types.iter().all(|ty| *ty == first) {
        Some(first)
    } else {
        types.iter().all(numeric).then_some(Type::Decimal)
    }
}

/// `allOf` with one reference and nothing that changes the type: a reference with remarks.
pub(super) fn only_reference(schema: &Value) -> Option<&Value> {
    let parts = schema.get("allOf")?.as_array()?;
    let mut telling = parts.iter().filter(|part| {
        part.as_object().is_some_and(|map| {
            map.keys()
                .any(|key| !matches!(key.as_str(), "type" | "description" | "nullable" | "title"))
        })
    });
    let only = telling.next()?;
    if telling.next().is_some() || only.get("$ref").is_none() {
        return None;
    }
    let changes = [
        "properties",
        "items",
        "enum",
        "oneOf",
        "anyOf",
        "additionalProperties",
        "required",
    ];
    (!changes.iter().any(|key| schema.get(key).is_some())).then_some(only)
}

/// Adds one schema's members to another: properties and `required` are united, other members are replaced.
fn merge_schema(into: &mut Map<String, Value>, part: &Map<String, Value>) {
    for (key, value) in part {
        match (key.as_str(), into.get_mut(key), value) {
            ("properties", Some(Value::Object(known)), Value::Object(new)) => {
                for (name, property) in new {
                    match (known.get_mut(name), property) {
                        // The same property twice: what is said later is added to what was said first.
                        (Some(Value::Object(old)), Value::Object(property))
                            if !old.contains_key("$ref") && !property.contains_key("$ref") =>
                        {
                            merge_schema(old, property);
                        }
                        (Some(Value::Object(old)), Value::Object(property))
                            if old.contains_key("$ref") && kind_of(&Value::Object(property.clone())).is_empty() =>
                        {
                            merge_schema(old, property);
                        }
                        _ => {
                            known.insert(name.clone(), property.clone());
                        }
                    }
                }
            }
            // Both have to hold: one of these, and one of those.
            ("oneOf" | "anyOf", Some(known @ Value::Array(_)), Value::Array(new)) => {
                let both = both(known.as_array().map_or(&[], Vec::as_slice), new);
                *known = Value::Array(both);
            }
            ("x-mc-variants" | "x-mc-variant-docs", Some(Value::Object(known)), Value::Object(new)) => {
                known.extend(new.iter().map(|(value, text)| (value.clone(), text.clone())));
            }
            ("required" | "enum" | "x-mc-alias", Some(Value::Array(known)), Value::Array(new)) => {
                for item in new {
                    if !known.contains(item) {
                        known.push(item.clone());
                    }
                }
            }
            _ => {
                into.insert(key.clone(), value.clone());
            }
        }
    }
}
