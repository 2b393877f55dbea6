//! Schemas: what becomes of the Rust type behind one.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{At, Differ, Kind, PROSE, Place, identical, reference, resolve};
use crate::spec::pointer::{child, element, unescape};

/// Members that restrict values and leave the Rust type as it is.
const CONSTRAINTS: &[&str] = &[
    "maximum",
    "minimum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "multipleOf",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxProperties",
    "minProperties",
    "not",
];

/// Members that [`Differ::schema`] looks at one by one.
const HANDLED: &[&str] = &[
    "$ref",
    "type",
    "format",
    "enum",
    "nullable",
    "default",
    "deprecated",
    "readOnly",
    "writeOnly",
    "properties",
    "required",
    "allOf",
    "oneOf",
    "anyOf",
    "items",
    "additionalProperties",
    "discriminator",
    "title",
    "x-enum-varnames",
];

/// Members that may stand beside a single `$ref` in `allOf` and leave it a mere reference.
const ANNOTATIONS: &[&str] = &["nullable", "default", "deprecated", "readOnly", "writeOnly", "title"];

/// The schemas from which a schema takes everything that they have.
type Bases<'a> = BTreeSet<&'a str>;

/// A schema with the inline parts of its `allOf` folded in.
#[derive(Default)]
struct Shape<'a> {
    bases: Bases<'a>,
    properties: Vec<(&'a str, &'a Value, String)>,
    required: BTreeSet<&'a str>,
    /// The other members, each with its pointer; several of one name if parts of `allOf` disagree.
    members: Vec<(&'a str, &'a Value, String)>,
}

impl<'a> Shape<'a> {
    fn of(schema: &'a Value, pointer: &str) -> Self {
        let mut shape = Self::default();
        shape.fold(schema, pointer, &mut None);
        shape
    }

    /// As [`Shape::of`], with all bases but those in `common` folded in, and their bases in turn.
    fn expanded(schema: &'a Value, pointer: &str, document: &'a Value, common: &Bases<'a>) -> Self {
        let mut shape = Self::default();
        shape.fold(schema, pointer, &mut Some((document, common.clone())));
        shape
    }

    /// Folds in a schema; `expand` has the document to find bases in, and the bases to leave alone.
    fn fold(&mut self, schema: &'a Value, pointer: &str, expand: &mut Option<(&'a Value, Bases<'a>)>) {
        if let Some(name) = reference(schema, "schemas") {
            self.bases.insert(name);
            if let Some((document, done)) = expand
                && done.insert(name)
            {
                let name = unescape(name);
                if let Some(base) = document["components"]["schemas"].get(&name) {
                    self.fold(base, &child("/components/schemas", &name), expand);
                }
            }
        }
        for (name, value) in schema.as_object().into_iter().flatten() {
            let at = child(pointer, name);
            match (name.as_str(), value) {
                ("$ref", _) if reference(schema, "schemas").is_some() => {}
                ("properties", Value::Object(properties)) => {
                    for (name, property) in properties {
                        if !self.properties.iter().any(|(present, ..)| present == name) {
                            self.properties.push((name, property, child(&at, name)));
                        }
                    }
                }
                ("required", Value::Array(list)) => {
                    self.required.extend(list.iter().filter_map(Value::as_str));
                }
                ("allOf", Value::Array(parts)) => {
                    for (index, part) in parts.iter().enumerate() {
                        self.fold(part, &element(&at, index), expand);
                    }
                }
                _ => {
                    let present = |member: &&(&str, &Value, String)| member.0 == name && member.1 == value;
                    if self.members.iter().find(present).is_none() {
                        self.members.push((name, value, at));
                    }
                }
            }
        }
    }

    fn get(&self, name: &str) -> Option<&'a Value> {
        self.members
            .iter()
            .find(|(present, ..)| *present == name)
            .map(|(_, value, _)| *value)
    }

    /// All values of a member, where parts of `allOf` disagree.
    fn all(&self, name: &str) -> Vec<&'a Value> {
        let members = self.members.iter().filter(|(present, ..)| *present == name);
        members.map(|(_, value, _)| *value).collect()
    }

    fn text(&self, name: &str) -> Option<&'a str> {
        self.get(name).and_then(Value::as_str)
    }

    fn is_true(&self, name: &str) -> bool {
        self.get(name).and_then(Value::as_bool).unwrap_or(false)
    }

    fn pointer(&self, schema: &str, name: &str) -> String {
        let member = self.members.iter().find(|(present, ..)| *present == name);
        member.map_or_else(|| child(schema, name), |(.., pointer)| pointer.clone())
    }

    fn property(&self, name: &str) -> Option<(&'a Value, &str)> {
        let property = self.properties.iter().find(|(present, ..)| *present == name);
        property.map(|(_, value, pointer)| (*value, pointer.as_str()))
    }

    /// The one schema that this is nothing but a reference to.
    fn reference(&self) -> Option<&'a str> {
        let plain = |name: &str| ANNOTATIONS.contains(&name) || PROSE.contains(&name) || name.starts_with("x-");
        let alone = self.properties.is_empty()
            && self.bases.len() == 1
            && self
                .members
                .iter()
                .all(|(name, ..)| plain(name) || (*name == "type" && self.text("type") == Some("object")));
        if alone { self.bases.first().copied() } else { None }
    }

    fn class(&self) -> Class {
        if self.get("oneOf").is_some() {
            Class::OneOf
        } else if self.get("anyOf").is_some() {
            Class::AnyOf
        } else if !self.properties.is_empty() || !self.bases.is_empty() {
            Class::Struct
        } else {
            match self.text("type") {
                Some("object") | None if self.has_typed_values() => Class::Map,
                Some("object") => Class::Object,
                Some("array") => Class::Array,
                Some("string") => Class::String,
                Some("integer") => Class::Integer,
                Some("number") => Class::Number,
                Some("boolean") => Class::Boolean,
                None if self.get("items").is_some() => Class::Array,
                None if self.get("enum").is_some() => Class::String,
                _ => Class::Any,
            }
        }
    }

    /// Whether `additionalProperties` gives the values a type.
    fn has_typed_values(&self) -> bool {
        self.get("additionalProperties")
            .and_then(Value::as_object)
            .is_some_and(|schema| !schema.is_empty())
    }

    /// Whether an integer of 32 bits has limits that need 64.
    fn is_beyond_int32(&self) -> bool {
        let is_beyond = |name| {
            let limit = self.get(name).and_then(Value::as_f64);
            limit.is_some_and(|limit| limit.abs() > f64::from(i32::MAX))
        };
        self.typed_format() == Some("int32") && (is_beyond("maximum") || is_beyond("minimum"))
    }

    /// The format, if the class has a Rust type for it.
    fn typed_format(&self) -> Option<&'a str> {
        let typed: &[&str] = match self.class() {
            Class::String => &["date", "date-time", "byte"],
            // Without a format an integer has 64 bits, and a number keeps its digits: see `spec::prepare`.
            Class::Integer => &["int32"],
            Class::Number => &["float", "double"],
            _ => &[],
        };
        self.text("format").filter(|format| typed.contains(format))
    }
}

/// The families of Rust types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    OneOf,
    AnyOf,
    Struct,
    Map,
    Object,
    Array,
    String,
    Integer,
    Number,
    Boolean,
    Any,
}

/// A schema in a word or two.
pub(super) fn summary(schema: &Value) -> Value {
    brief(schema, 0).into()
}

fn brief(schema: &Value, depth: usize) -> String {
    let shape = Shape::of(schema, "");
    if let Some(name) = shape.reference() {
        return unescape(name);
    }
    if depth > 8 {
        return "...".to_owned();
    }
    let variants = |keyword: &str| {
        let list = shape.get(keyword).and_then(Value::as_array).into_iter().flatten();
        list.map(|variant| brief(variant, depth + 1))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let inner = |keyword: &str| {
        shape
            .get(keyword)
            .map_or_else(|| "any".to_owned(), |inner| brief(inner, depth + 1))
    };
    let base = match shape.class() {
        Class::OneOf => format!("one of {}", variants("oneOf")),
        Class::AnyOf => format!("any of {}", variants("anyOf")),
        Class::Struct => "object".to_owned(),
        Class::Map => format!("map of {}", inner("additionalProperties")),
        Class::Object => "free-form object".to_owned(),
        Class::Array => format!("array of {}", inner("items")),
        Class::String => "string".to_owned(),
        Class::Integer => "integer".to_owned(),
        Class::Number => "number".to_owned(),
        Class::Boolean => "boolean".to_owned(),
        Class::Any => "any".to_owned(),
    };
    let base = if shape.get("enum").is_some() {
        format!("{base} enum")
    } else {
        base
    };
    match shape.text("format") {
        Some(format) => format!("{base} ({format})"),
        None => base,
    }
}

impl<'a> Differ<'a> {
    /// Compares two schemas in the same place. `optional`: the value there may be absent in both.
    pub(super) fn schema(&mut self, old: &'a Value, new: &'a Value, at: &At, optional: bool) {
        if identical(old, new) {
            return;
        }
        let mut was = Shape::of(old, &at.old);
        let mut is = Shape::of(new, &at.new);
        if !self.same_type(old, new, &was, &is, at) {
            return;
        }
        // Whatever both take from the same base is compared there.
        let common: Bases<'a> = was.bases.intersection(&is.bases).copied().collect();
        if was.reference().is_none() && is.reference().is_none() {
            if was.bases != is.bases {
                let names = |bases: &Bases<'_>| Some(bases.iter().map(|name| Value::from(*name)).collect());
                self.report(
                    Kind::ReferenceChanged,
                    &at.member("allOf"),
                    names(&was.bases),
                    names(&is.bases),
                );
            }
            was = Shape::expanded(old, &at.old, self.old, &common);
            is = Shape::expanded(new, &at.new, self.new, &common);
        }
        self.format(&was, &is, at);
        self.values(&was, &is, at);
        self.nullable(&was, &is, at, optional);
        self.annotations(&was, &is, at);
        self.properties(&was, &is, at);
        self.inner(&was, &is, at);
        self.variants(&was, &is, at);
        self.discriminator(&was, &is, at);
        for name in members(&was, &is) {
            if HANDLED.contains(&name) || CONSTRAINTS.contains(&name) || PROSE.contains(&name) {
                continue;
            }
            let kind = if name.starts_with("x-") {
                Kind::ExtensionChanged
            } else {
                Kind::UnknownMemberChanged
            };
            self.keyword(kind, name, &was, &is, at);
        }
    }

    /// Whether the Rust type stays in its family; what is inside is only worth a look then.
    fn same_type(&mut self, old: &'a Value, new: &'a Value, was: &Shape<'a>, is: &Shape<'a>, at: &At) -> bool {
        match (was.reference(), is.reference()) {
            (Some(before), Some(after)) if before == after => return true,
            (None, None) => {
                if was.class() == is.class() {
                    return true;
                }
                self.report(
                    Kind::TypeChanged,
                    &at.member("type"),
                    Some(summary(old)),
                    Some(summary(new)),
                );
                return false;
            }
            _ => {}
        }
        let same = match (plain(self.old, old, 0), plain(self.new, new, 0)) {
            (Some(before), Some(after)) => before == after,
            _ => false,
        };
        let kind = if same {
            Kind::ReferenceChanged
        } else {
            Kind::TypeChanged
        };
        self.report(kind, at, Some(summary(old)), Some(summary(new)));
        false
    }

    /// Reports a member that differs, as a whole.
    fn keyword(&mut self, kind: Kind, name: &str, was: &Shape<'a>, is: &Shape<'a>, at: &At) {
        let (before, after) = (was.all(name), is.all(name));
        if before != after {
            let differs = before.iter().zip(&after).position(|(from, to)| from != to);
            let index = differs.unwrap_or(before.len().min(after.len()));
            let (from, to) = (before.get(index).copied(), after.get(index).copied());
            let at = at.moved(was.pointer(&at.old, name), is.pointer(&at.new, name));
            self.report(kind, &at, from.cloned(), to.cloned());
        }
    }

    fn format(&mut self, was: &Shape<'a>, is: &Shape<'a>, at: &At) {
        let same = was.typed_format() == is.typed_format();
        let kind = if same {
            Kind::FormatHintChanged
        } else {
            Kind::FormatChanged
        };
        self.keyword(kind, "format", was, is, at);
    }

    fn values(&mut self, was: &Shape<'a>, is: &Shape<'a>, at: &At) {
        let at = at.moved(was.pointer(&at.old, "enum"), is.pointer(&at.new, "enum"));
        let list = |shape: &Shape<'a>| shape.get("enum").and_then(Value::as_array);
        match (list(was), list(is)) {
            (Some(before), Some(after)) => {
                let missing = |from: &[Value], to: &[Value]| -> Vec<Value> {
                    from.iter().filter(|value| !to.contains(value)).cloned().collect()
                };
                let (gone, come) = (missing(before, after), missing(after, before));
                if !gone.is_empty() {
                    self.report(Kind::EnumValueRemoved, &at, Some(gone.into()), None);
                }
                if !come.is_empty() {
                    self.report(Kind::EnumValueAdded, &at, None, Some(come.into()));
                }
            }
            (None, Some(after)) => {
                self.report(Kind::EnumAdded, &at, None, Some(after.clone().into()));
            }
            (Some(before), None) => {
                self.report(Kind::EnumRemoved, &at, Some(before.clone().into()), None);
            }
            (None, None) => {}
        }
    }

    fn nullable(&mut self, was: &Shape<'a>, is: &Shape<'a>, at: &At, optional: bool) {
        let (from, to) = (was.is_true("nullable"), is.is_true("nullable"));
        if from != to {
            let kind = match (optional, to) {
                (true, _) => Kind::NullabilityChanged,
                (false, true) => Kind::BecameNullable,
                (false, false) => Kind::NoLongerNullable,
            };
            self.report(kind, &at.member("nullable"), Some(from.into()), Some(to.into()));
        }
    }

    fn annotations(&mut self, was: &Shape<'a>, is: &Shape<'a>, at: &At) {
        // The family is the same, so another `type` is one that was left out before, or is now.
        self.keyword(Kind::ConstraintChanged, "type", was, is, at);
        let widened = was.is_beyond_int32() != is.is_beyond_int32();
        for name in CONSTRAINTS {
            let kind = if widened && ["maximum", "minimum"].contains(name) {
                Kind::IntegerSizeChanged
            } else {
                Kind::ConstraintChanged
            };
            self.keyword(kind, name, was, is, at);
        }
        self.keyword(Kind::DefaultChanged, "default", was, is, at);
        self.keyword(Kind::AccessChanged, "readOnly", was, is, at);
        self.keyword(Kind::AccessChanged, "writeOnly", was, is, at);
        self.keyword(Kind::VariantNamesChanged, "x-enum-varnames", was, is, at);
        let (from, to) = (was.is_true("deprecated"), is.is_true("deprecated"));
        if from != to {
            let kind = if to { Kind::Deprecated } else { Kind::NoLongerDeprecated };
            self.report(kind, &at.member("deprecated"), Some(from.into()), Some(to.into()));
        }
        let inline = !matches!(&at.place, Place::Component { property: None, .. });
        let named = matches!(is.class(), Class::Struct | Class::OneOf | Class::AnyOf) || is.get("enum").is_some();
        let kind = if inline && named {
            Kind::InlineTypeRenamed
        } else {
            Kind::TitleChanged
        };
        self.keyword(kind, "title", was, is, at);
    }

    fn properties(&mut self, was: &Shape<'a>, is: &Shape<'a>, at: &At) {
        let mut all: Vec<&str> = is.properties.iter().map(|(name, ..)| *name).collect();
        for name in was
            .properties
            .iter()
            .map(|(name, ..)| *name)
            .chain(was.required.iter().copied())
        {
            if !all.contains(&name) {
                all.push(name);
            }
        }
        all.extend(
            is.required
                .iter()
                .filter(|name| !all.contains(name))
                .copied()
                .collect::<Vec<_>>(),
        );
        for name in all {
            let (needed, needs) = (was.required.contains(name), is.required.contains(name));
            let (before, after) = (was.property(name), is.property(name));
            let step = at.clone().step(&format!(".{name}"));
            match (before, after) {
                (None, Some((schema, pointer))) => {
                    let kind = if needs {
                        Kind::RequiredPropertyAdded
                    } else {
                        Kind::PropertyAdded
                    };
                    self.report(kind, &step.moved("", pointer), None, Some(summary(schema)));
                    continue;
                }
                (Some((schema, pointer)), None) => {
                    self.report(
                        Kind::PropertyRemoved,
                        &step.moved(pointer, ""),
                        Some(summary(schema)),
                        None,
                    );
                    continue;
                }
                _ => {}
            }
            let here = |place: Option<(&Value, &str)>, schema: &str| {
                place.map_or_else(
                    || child(&child(schema, "properties"), name),
                    |(_, pointer)| pointer.to_owned(),
                )
            };
            let here = step.moved(here(before, &at.old), here(after, &at.new));
            if needed != needs {
                let kind = if needs {
                    Kind::PropertyBecameRequired
                } else {
                    Kind::PropertyBecameOptional
                };
                self.report(kind, &here, Some(needed.into()), Some(needs.into()));
            }
            if let (Some((old, _)), Some((new, _))) = (before, after) {
                self.schema(old, new, &here, !(needed && needs));
            }
        }
        let order = |mine: &Shape<'a>, other: &Shape<'a>| -> Vec<Value> {
            let stays = |name: &&str| {
                mine.required.contains(name) && other.required.contains(name) && other.property(name).is_some()
            };
            mine.properties
                .iter()
                .map(|(name, ..)| *name)
                .filter(stays)
                .map(Value::from)
                .collect()
        };
        let (from, to) = (order(was, is), order(is, was));
        if from != to {
            let at = at.member("properties");
            self.report(
                Kind::ConstructorArgumentsReordered,
                &at,
                Some(from.into()),
                Some(to.into()),
            );
        }
    }

    /// Items of an array and values of a map.
    fn inner(&mut self, was: &Shape<'a>, is: &Shape<'a>, at: &At) {
        match (was.get("items"), is.get("items")) {
            (Some(old), Some(new)) => {
                let here = at.moved(was.pointer(&at.old, "items"), is.pointer(&at.new, "items"));
                self.schema(old, new, &here.step("[]"), false);
            }
            (None, None) => {}
            (old, new) => {
                let brief = |items: Option<&Value>| Some(items.map_or_else(|| "any".into(), summary));
                self.report(
                    Kind::TypeChanged,
                    &at.member("items").step("[]"),
                    brief(old),
                    brief(new),
                );
            }
        }
        let name = "additionalProperties";
        match (was.get(name), is.get(name)) {
            (Some(old @ Value::Object(_)), Some(new @ Value::Object(_)))
                if was.has_typed_values() && is.has_typed_values() =>
            {
                let here = at.moved(was.pointer(&at.old, name), is.pointer(&at.new, name));
                self.schema(old, new, &here.step("{}"), false);
            }
            _ => {
                let typed = was.has_typed_values() || is.has_typed_values();
                let kind = if typed {
                    Kind::MapValuesChanged
                } else {
                    Kind::AdditionalPropertiesChanged
                };
                self.keyword(kind, name, was, is, at);
            }
        }
    }

    fn variants(&mut self, was: &Shape<'a>, is: &Shape<'a>, at: &At) {
        for keyword in ["oneOf", "anyOf"] {
            let (Some(Value::Array(before)), Some(Value::Array(after))) = (was.get(keyword), is.get(keyword)) else {
                self.keyword(Kind::TypeChanged, keyword, was, is, at);
                continue;
            };
            let here = at.moved(was.pointer(&at.old, keyword), is.pointer(&at.new, keyword));
            let (before, after) = (Variant::all(before), Variant::all(after));
            for new in &after {
                let element = here.moved("", format!("{}/{}", here.new, new.index));
                match before.iter().find(|old| old.key == new.key) {
                    Some(old) => {
                        let element = element.moved(format!("{}/{}", here.old, old.index), element.new.as_str());
                        let label = format!("<{}>", new.label());
                        self.schema(old.schema, new.schema, &element.step(&label), false);
                    }
                    None => self.report(Kind::VariantAdded, &element, None, Some(summary(new.schema))),
                }
            }
            for old in before.iter().filter(|old| !after.iter().any(|new| new.key == old.key)) {
                let element = here.moved(format!("{}/{}", here.old, old.index), "");
                self.report(Kind::VariantRemoved, &element, Some(summary(old.schema)), None);
            }
            let order = |mine: &[Variant<'a>], other: &[Variant<'a>]| -> Vec<Value> {
                let stays = |variant: &&Variant<'a>| other.iter().any(|other| other.key == variant.key);
                mine.iter()
                    .filter(stays)
                    .map(|variant| variant.label().into())
                    .collect()
            };
            let (from, to) = (order(&before, &after), order(&after, &before));
            if from != to && was.get("discriminator").is_none() {
                self.report(Kind::VariantsReordered, &here, Some(from.into()), Some(to.into()));
            }
        }
    }

    fn discriminator(&mut self, was: &Shape<'a>, is: &Shape<'a>, at: &At) {
        let name = "discriminator";
        if let (Some(Value::Object(before)), Some(Value::Object(after))) = (was.get(name), is.get(name)) {
            let mapping = |object: &Map<String, Value>| object.get("mapping").and_then(Value::as_object).cloned();
            let rest = |object: &Map<String, Value>| {
                let mut object = object.clone();
                object.shift_remove("mapping");
                object
            };
            let (from, to) = (mapping(before).unwrap_or_default(), mapping(after).unwrap_or_default());
            let kept = from.iter().all(|(value, schema)| to.get(value) == Some(schema));
            if rest(before) == rest(after) && kept {
                let come: Map<String, Value> = to.into_iter().filter(|(value, _)| !from.contains_key(value)).collect();
                if !come.is_empty() {
                    let here = at
                        .moved(was.pointer(&at.old, name), is.pointer(&at.new, name))
                        .member("mapping");
                    self.report(Kind::DiscriminatorMappingAdded, &here, None, Some(come.into()));
                }
                return;
            }
        }
        self.keyword(Kind::DiscriminatorChanged, name, was, is, at);
    }
}

/// A variant of a union: known by its name, or by its position among those without one.
struct Variant<'a> {
    key: Result<&'a str, usize>,
    index: usize,
    schema: &'a Value,
}

impl<'a> Variant<'a> {
    fn all(list: &'a [Value]) -> Vec<Self> {
        let mut inline = 0;
        let variant = |(index, schema): (usize, &'a Value)| {
            let key = Shape::of(schema, "").reference().ok_or_else(|| {
                inline += 1;
                inline
            });
            Self { key, index, schema }
        };
        list.iter().enumerate().map(variant).collect()
    }

    fn label(&self) -> String {
        self.key.map_or_else(|number| number.to_string(), unescape)
    }
}

/// The names of the members of either schema.
fn members<'a>(was: &Shape<'a>, is: &Shape<'a>) -> Vec<&'a str> {
    let mut all: Vec<&str> = Vec::new();
    for (name, ..) in is.members.iter().chain(&was.members) {
        if !all.contains(name) {
            all.push(name);
        }
    }
    all
}

/// The Rust type of a schema, if it is the same wherever the schema stands: one that gets no name of its own.
fn plain(document: &Value, schema: &Value, depth: usize) -> Option<String> {
    if depth > 8 {
        return None;
    }
    let schema = match Shape::of(schema, "").reference() {
        Some(_) => {
            let direct = schema.get("$ref").is_some();
            let target = if direct {
                schema
            } else {
                schema["allOf"]
                    .as_array()?
                    .iter()
                    .find(|part| part.get("$ref").is_some())?
            };
            resolve(document, target, "schemas")
        }
        None => schema,
    };
    let shape = Shape::of(schema, "");
    if shape.reference().is_some() {
        return plain(document, schema, depth + 1);
    }
    if shape.get("enum").is_some() || shape.is_true("nullable") {
        return None;
    }
    let format = shape.typed_format().unwrap_or_default();
    match shape.class() {
        class @ (Class::String | Class::Integer | Class::Number | Class::Boolean | Class::Object | Class::Any) => {
            Some(format!("{class:?} {format}"))
        }
        Class::Array => Some(format!("Array of {}", plain(document, shape.get("items")?, depth + 1)?)),
        Class::Map => Some(format!(
            "Map of {}",
            plain(document, shape.get("additionalProperties")?, depth + 1)?
        )),
        Class::Struct | Class::OneOf | Class::AnyOf => None,
    }
}
