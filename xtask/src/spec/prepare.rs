//! From a patched spec to an [`Api`]: every type, name and rule decided once.
//!
//! What the generator would get silently wrong is found here (see `Finding`). For the products of the catalog a finding is
//! an error, to be repaired by an overlay; for any other spec it is repaired as said and reported.

use std::collections::{BTreeMap, HashMap, HashSet};

use heck::{ToLowerCamelCase, ToUpperCamelCase};
use serde_json::{Map, Value};

use super::api::{
    Answer, Api, Body, Branch, Encryption, Environment, Field, Kind, Location, Model, Module, Operation, Parameter,
    Type, Variant,
};
use super::{docs, names};

/// The methods that an OpenAPI path item can have.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
/// How deep references and compositions may be nested before they count as endless.
const DEPTH: usize = 64;

/// What a reference that leads nowhere stands for.
static NOTHING: Value = Value::Null;

/// Something that generated code would get wrong, and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// JSON pointer into the spec.
    pub pointer: String,
    /// What is there.
    pub what: String,
    /// What an overlay can do about it.
    pub advice: &'static str,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {} ({})", self.pointer, self.what, self.advice)
    }
}

/// An API and what was found on the way.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The API.
    pub api: Api,
    /// The findings, in the order of the spec.
    pub findings: Vec<Finding>,
}

/// Reads a patched spec.
///
/// `environments` come from the catalog; where they are empty the spec's servers serve. `original` is the spec before the
/// overlay: its operation ids are remembered as the published ones.
///
pub fn prepare(spec: &Value, original: &Value, environments: &[Environment]) -> Prepared {
    let mut builder = Builder::new(spec, original);
    builder.check_references();
    builder.name_components();
    builder.build_components();
    let (modules, operations) = builder.build_operations();
    let mut models = builder.models.into_values().collect::<Vec<_>>();
    box_cycles(&mut models);
    let info = spec.get("info").cloned().unwrap_or_default();
    let text = |key: &str| {
        info.get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    let environments = if environments.is_empty() {
        servers(spec)
    } else {
        environments.to_vec()
    };
    let api = Api {
        title: text("title").replace(['\n', '\r'], " "),
        version: text("version").replace(['\n', '\r'], " "),
        docs: docs::prose(&text("description")),
        environments,
        modules,
        operations,
        models,
    };
    Prepared {
        api,
        findings: builder.findings,
    }
}

/// A schema where it is used: its type and all that is said about the value.
#[derive(Clone, Debug)]
struct Use {
    ty: Type,
    nullable: bool,
    sensitive: bool,
    lenient: bool,
    public: bool,
    deprecated: bool,
    unconfirmed: bool,
    aliases: Vec<String>,
    name: Option<String>,
    description: Option<String>,
    /// Constraints, for the documentation.
    constraints: Map<String, Value>,
}

impl Use {
    fn of(ty: Type) -> Self {
        Self {
            ty,
            nullable: false,
            sensitive: false,
            lenient: false,
            public: false,
            deprecated: false,
            unconfirmed: false,
            aliases: Vec::new(),
            name: None,
            description: None,
            constraints: Map::new(),
        }
    }

    /// What a schema says about its value beside the type; the outermost description wins.
    fn decorate(mut self, schema: &Value) -> Self {
        let flag = |key: &str| schema.get(key).and_then(Value::as_bool);
        self.nullable |= flag("nullable").unwrap_or(false);
        self.sensitive = flag("x-mc-sensitive").unwrap_or(self.sensitive);
        self.lenient |= flag("x-mc-lenient").unwrap_or(false);
        self.public = flag("x-mc-public").unwrap_or(self.public);
        self.deprecated |= flag("deprecated").unwrap_or(false);
        self.unconfirmed |= flag("x-unconfirmed").unwrap_or(false);
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
        const KEYS: [&str; 9] = [
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "minimum",
            "maximum",
            "pattern",
            "format",
            "default",
        ];
        for key in KEYS {
            if let Some(value) = schema.get(key) {
                self.constraints.insert(key.to_owned(), value.clone());
            }
        }
        self
    }
}

/// What sort of thing a component schema is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Struct,
    Strings,
    Integers,
    Union,
    /// Another name for a type that needs no file of its own.
    Alias,
}

struct Builder<'a> {
    spec: &'a Value,
    original: &'a Value,
    /// Published schema name to Rust name, of those that become models.
    components: HashMap<String, String>,
    taken: names::Unique,
    models: BTreeMap<String, Model>,
    /// The references to aliases that are being followed.
    following: Vec<String>,
    findings: Vec<Finding>,
}

fn string<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}

fn lookup<'v>(spec: &'v Value, reference: &str) -> Option<&'v Value> {
    let pointer = reference.strip_prefix('#')?;
    let plain = percent_encoding::percent_decode_str(pointer).decode_utf8_lossy();
    spec.pointer(pointer).or_else(|| spec.pointer(&plain))
}

fn escape(part: &str) -> String {
    part.replace('~', "~0").replace('/', "~1")
}

fn entries(value: Option<&Value>) -> Vec<(&String, &Value)> {
    value
        .and_then(Value::as_object)
        .map(|map| map.iter().collect())
        .unwrap_or_default()
}

impl<'a> Builder<'a> {
    fn new(spec: &'a Value, original: &'a Value) -> Self {
        Self {
            spec,
            original,
            components: HashMap::new(),
            taken: names::Unique::default(),
            models: BTreeMap::new(),
            following: Vec::new(),
            findings: Vec::new(),
        }
    }

    fn finding(&mut self, pointer: &str, what: String, advice: &'static str) {
        self.findings.push(Finding {
            pointer: pointer.to_owned(),
            what,
            advice,
        });
    }

    fn schemas(&self) -> Vec<(&'a String, &'a Value)> {
        let mut list = entries(self.spec.pointer("/components/schemas"));
        list.sort_by_key(|(name, _)| *name);
        list
    }

    /// Follows `$ref` until something stands there; nothing does at the end of a circle.
    fn follow(&self, mut value: &'a Value) -> &'a Value {
        for _ in 0..DEPTH {
            match string(value, "$ref") {
                Some(reference) => value = self.target(reference),
                None => return value,
            }
        }
        &NOTHING
    }

    /// What a reference leads to; [`Self::check_references`] has reported those that lead nowhere.
    fn target(&self, reference: &str) -> &'a Value {
        lookup(self.spec, reference).unwrap_or(&NOTHING)
    }

    fn check_references(&mut self) {
        let mut open = vec![(String::new(), self.spec)];
        while let Some((pointer, value)) = open.pop() {
            match value {
                Value::Object(map) => {
                    if let Some(reference) = string(value, "$ref")
                        && lookup(self.spec, reference).is_none()
                    {
                        let what =
                            format!("the reference `{reference}` leads nowhere; what it stands for can be any JSON");
                        self.finding(
                            &pointer,
                            what,
                            "only `#/…` inside the file can be followed: mend it, or merge the files",
                        );
                    }
                    open.extend(
                        map.iter()
                            .map(|(key, value)| (format!("{pointer}/{}", escape(key)), value)),
                    );
                }
                Value::Array(list) => {
                    open.extend(
                        list.iter()
                            .enumerate()
                            .map(|(index, value)| (format!("{pointer}/{index}"), value)),
                    );
                }
                _ => {}
            }
        }
    }

    /// The schema with its `allOf` merged into it; everything else as it is.
    fn merged(&self, schema: &'a Value, depth: usize) -> Value {
        if depth > DEPTH {
            // It contains itself: what was merged so far is all there is.
            return Value::Null;
        }
        let schema = self.follow(schema);
        let Some(parts) = schema.get("allOf").and_then(Value::as_array) else {
            return schema.clone();
        };
        let mut out = Map::new();
        for part in parts {
            if let Value::Object(part) = self.merged(part, depth + 1) {
                merge_schema(&mut out, &part);
            }
        }
        let mut own = schema.as_object().cloned().unwrap_or_default();
        own.shift_remove("allOf");
        merge_schema(&mut out, &own);
        Value::Object(out)
    }

    /// The branches of `oneOf` and `anyOf` that describe a value; those that only demand or forbid are left out.
    fn branches(schema: &Value) -> Vec<&Value> {
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

    /// The one scalar type that all branches have, if they do: nobody needs a union of strings.
    fn scalar(&self, schema: &'a Value, depth: usize) -> Option<Type> {
        if depth > DEPTH {
            return None;
        }
        let schema = self.follow(schema);
        let branches = Self::branches(schema);
        if !branches.is_empty() {
            let mut types = Vec::new();
            for branch in branches {
                types.push(self.scalar(branch, depth + 1));
            }
            return common(types);
        }
        if schema.get("allOf").is_some() {
            let mut types = Vec::new();
            for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
                types.push(self.scalar(part, depth + 1));
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

    fn shape(&self, schema: &'a Value, depth: usize) -> Shape {
        if depth > DEPTH || schema.get("$ref").is_some() {
            return Shape::Alias;
        }
        if only_reference(schema).is_some() && depth > 0 {
            return Shape::Alias;
        }
        let merged = self.merged(schema, 0);
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

    fn union_scalar(&self, branches: &[&Value]) -> Option<Type> {
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

    fn name_components(&mut self) {
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

    fn build_components(&mut self) {
        for (published, schema) in self.schemas() {
            let pointer = format!("/components/schemas/{}", escape(published));
            let Some(name) = self.components.get(published).cloned() else {
                continue;
            };
            let merged = self.merged(schema, 0);
            let model = self.model(&name, Some(published), &merged, &pointer);
            self.models.insert(name, model);
        }
    }

    fn model(&mut self, name: &str, published: Option<&str>, schema: &Value, pointer: &str) -> Model {
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
        let mut lines = match published {
            Some(_) => docs::prose(string(schema, "description").unwrap_or_default()),
            // An inline schema's description is that of the place where it stands, and goes there.
            None => vec![format!("What `{}` holds.", docs::code(&place_name(pointer)))],
        };
        if lines.is_empty() {
            lines.push(format!("`{}`.", docs::code(published.unwrap_or(name))));
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
        }
    }

    fn fields(&mut self, name: &str, schema: &Value, pointer: &str) -> Vec<Field> {
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
                lenient: used.lenient && can_be_lenient(&used.ty),
                aliases: used
                    .aliases
                    .into_iter()
                    .filter(|alias| aliases.insert(alias.clone()))
                    .collect(),
                boxed: false,
                ty: used.ty,
                docs: lines,
                sensitive,
            });
        }
        fields
    }

    fn may_be_sensitive(&mut self, ty: &Type, place: &str) -> bool {
        let scalar = |ty: &Type| {
            matches!(
                ty,
                Type::Text
                    | Type::Date
                    | Type::DateTime
                    | Type::Base64
                    | Type::Bool
                    | Type::I32
                    | Type::I64
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

    fn is_enum(&self, model: &str) -> bool {
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

    fn variants(&mut self, schema: &Value, pointer: &str) -> Vec<Variant> {
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
        let mut taken = names::Unique::default();
        // `Unknown` is the variant for values that the spec does not list.
        taken.take("Unknown");
        let mut out: Vec<Variant> = Vec::new();
        for (index, value) in values.iter().enumerate() {
            let wire = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            if out.iter().any(|variant| variant.wire == wire) {
                continue;
            }
            let wanted = match spoken.get(index).and_then(Value::as_str) {
                Some(name) => names::variant(name),
                None if wire.starts_with('-') && value.is_i64() => format!("Minus{}", &wire[1..]),
                None => names::variant(&wire),
            };
            let (rust, free) = taken.take(&wanted);
            if !free && !spoken.is_empty() {
                self.finding(
                    pointer,
                    format!("two values would be the variant `{wanted}`; one becomes `{rust}`"),
                    "give another name in x-enum-varnames",
                );
            }
            let mut lines = docs::prose(told.get(index).and_then(Value::as_str).unwrap_or_default());
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

    fn union(&mut self, name: &str, schema: &Value, pointer: &str) -> Kind {
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

    fn is_struct(&self, ty: &Type) -> bool {
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

    /// The type of a schema where it is used. `context` names it if it needs a type of its own.
    fn resolve(&mut self, schema: &Value, context: &str, pointer: &str) -> Use {
        self.resolve_at(schema, context, pointer, 0)
    }

    fn resolve_at(&mut self, schema: &Value, context: &str, pointer: &str, depth: usize) -> Use {
        if depth > DEPTH {
            self.finding(
                pointer,
                "the schema contains itself and nothing else; it becomes any JSON".to_owned(),
                "give it a type",
            );
            return Use::of(Type::Any);
        }
        if let Some(reference) = string(schema, "$ref") {
            let published = reference.strip_prefix("#/components/schemas/").map(decode_pointer);
            if let Some(name) = published.as_ref().and_then(|published| self.components.get(published)) {
                let mut used = Use::of(Type::Model(name.clone()));
                let target = self.target(reference);
                used.nullable = target.get("nullable").and_then(Value::as_bool).unwrap_or(false);
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
                        let mut list = Use::of(Type::List(Box::new(used.ty)));
                        list.sensitive = used.sensitive;
                        list.public = used.public;
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
                    Type::Map(Box::new(used.ty))
                }
                _ => Type::Any,
            },
            _ => Type::Any,
        };
        Use::of(ty).decorate(schema)
    }

    /// As [`Self::merged`], for a schema that is itself a copy.
    fn merged_copy(&self, schema: &Value) -> Value {
        let mut out = Map::new();
        for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            let part = match string(part, "$ref") {
                Some(reference) => self.merged(self.target(reference), 0),
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
    fn hoist(&mut self, schema: &Value, context: &str, pointer: &str) -> Use {
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
        let model = self.model(&name, None, schema, pointer);
        self.models.insert(name.clone(), model);
        let mut used = Use::of(Type::Model(name)).decorate(schema);
        used.name = used.name.filter(|name| Some(name.as_str()) != said);
        used
    }

    fn build_operations(&mut self) -> (Vec<Module>, Vec<Operation>) {
        let mut operations = Vec::new();
        let mut functions: HashMap<String, names::Unique> = HashMap::new();
        let mut constants = names::Unique::default();
        let mut paths = entries(self.spec.get("paths"));
        paths.sort_by_key(|(path, _)| *path);
        for (path, item) in paths {
            let item = self.follow(item);
            for method in METHODS {
                let Some(operation) = item.get(method) else { continue };
                let pointer = format!("/paths/{}/{method}", escape(path));
                let built = self.operation(path, method, item, operation, &pointer, &mut functions, &mut constants);
                operations.push(built);
            }
        }
        operations.sort_by(|a, b| (&a.module, &a.id).cmp(&(&b.module, &b.id)));
        (self.modules(&operations), operations)
    }

    fn modules(&self, operations: &[Operation]) -> Vec<Module> {
        let mut seen = HashSet::new();
        let mut out = Vec::new();
        for operation in operations {
            if !seen.insert(operation.module.clone()) {
                continue;
            }
            let name = operation.module.clone();
            let told = self
                .spec
                .pointer(&format!("/x-mc-modules/{}/description", escape(&name)))
                .and_then(Value::as_str)
                .or_else(|| {
                    let tags = self.spec.get("tags").and_then(Value::as_array)?;
                    let tag = tags
                        .iter()
                        .find(|tag| string(tag, "name").is_some_and(|tag| names::module(tag) == name))?;
                    string(tag, "description")
                });
            let mut lines = docs::prose(told.unwrap_or_default());
            if lines.is_empty() {
                lines.push(format!("The operations of `{name}`."));
            }
            out.push(Module {
                type_name: names::type_name(&name),
                docs: lines,
                name,
            });
        }
        out
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "one place in the spec and the names given so far"
    )]
    fn operation(
        &mut self,
        path: &str,
        method: &str,
        item: &'a Value,
        operation: &'a Value,
        pointer: &str,
        functions: &mut HashMap<String, names::Unique>,
        constants: &mut names::Unique,
    ) -> Operation {
        let given = string(operation, "operationId").map(str::to_owned);
        if given.is_none() {
            self.finding(
                pointer,
                "the operation has no operationId; it gets one from method and path".to_owned(),
                "give it an operationId",
            );
        }
        let id_text = given.unwrap_or_else(|| format!("{method} {path}"));
        let published_id = self
            .original
            .pointer(&format!("{pointer}/operationId"))
            .and_then(Value::as_str)
            .map_or_else(|| id_text.clone(), str::to_owned);
        let tags: Vec<&str> = operation
            .get("tags")
            .and_then(Value::as_array)
            .map(|tags| tags.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        let module = match string(operation, "x-mc-module") {
            Some(module) => names::module(module),
            None => {
                if tags.len() > 1 {
                    self.finding(
                        &format!("{pointer}/tags"),
                        format!(
                            "the operation has {} tags and would be there as often; the first, `{}`, is taken",
                            tags.len(),
                            tags[0]
                        ),
                        "give it an x-mc-module",
                    );
                }
                names::module(tags.first().copied().unwrap_or("default"))
            }
        };
        let (function, free) = functions
            .entry(module.clone())
            .or_default()
            .take(&names::function(&id_text));
        if !free {
            self.finding(
                pointer,
                format!(
                    "two operations of `{module}` would be the method `{}`; one becomes `{function}`",
                    names::function(&id_text)
                ),
                "give one another operationId",
            );
        }
        let (constant, _) = constants.take(&names::constant(&id_text));
        let id = constant.to_lower_camel_case();
        let parameters = self.parameters(path, item, operation, pointer, &id_text);
        let body = self.body(operation, pointer, &id_text);
        let answer = self.answer(operation, pointer, &id_text);
        let mut lines = docs::prose(string(operation, "summary").unwrap_or_default());
        if let Some(last) = lines.last_mut()
            && !last.ends_with(['.', '!', '?', ':', '`'])
        {
            last.push('.');
        }
        let told = docs::prose(string(operation, "description").unwrap_or_default());
        if !told.is_empty() {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.extend(told);
        }
        if lines.is_empty() {
            lines.push(format!("Calls `{}`.", docs::code(&id_text)));
        }
        lines.push(String::new());
        lines.push(format!("`{} {}`", method.to_uppercase(), docs::code(path)));
        if published_id != id_text {
            lines.push(String::new());
            lines.push(format!("The specification calls it `{}`.", docs::code(&published_id)));
        }
        let flag = |key: &str| operation.get(key).and_then(Value::as_bool);
        if flag("x-unconfirmed") == Some(true) {
            lines.push(String::new());
            lines.push(UNCONFIRMED.to_owned());
        }
        Operation {
            id,
            published_id,
            function,
            constant,
            method: method.to_uppercase(),
            path: path.to_owned(),
            module,
            docs: lines,
            parameters,
            body,
            answer,
            encryption: encryption(operation),
            idempotent: flag("x-mc-idempotent").unwrap_or(matches!(method, "get" | "head" | "options")),
            event: flag("x-mc-event").unwrap_or(false),
            deprecated: flag("deprecated").unwrap_or(false),
        }
    }

    fn parameters(
        &mut self,
        path: &str,
        item: &'a Value,
        operation: &'a Value,
        pointer: &str,
        id: &str,
    ) -> Vec<Parameter> {
        let mut all: Vec<(&'a Value, String)> = Vec::new();
        // An operation's parameter takes the place of its path's parameter of the same name.
        for (holder, base) in [
            (operation, format!("{pointer}/parameters")),
            (
                item,
                pointer
                    .rsplit_once('/')
                    .map_or(String::new(), |(path, _)| format!("{path}/parameters")),
            ),
        ] {
            for (index, parameter) in holder
                .get("parameters")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .enumerate()
            {
                let parameter = self.follow(parameter);
                let key = (string(parameter, "name"), string(parameter, "in"));
                if !all
                    .iter()
                    .any(|(known, _)| (string(known, "name"), string(known, "in")) == key)
                {
                    all.push((parameter, format!("{base}/{index}")));
                }
            }
        }
        let mut out = Vec::new();
        for (parameter, place) in all {
            let name = string(parameter, "name").unwrap_or_default().to_owned();
            let location = match string(parameter, "in") {
                Some("path") => Location::Path,
                Some("query") => Location::Query,
                Some("header") => Location::Header,
                Some("cookie") => Location::Cookie,
                other => {
                    self.finding(
                        &place,
                        format!("a parameter is in `{}`; it is left out", other.unwrap_or("nothing")),
                        "OpenAPI knows path, query, header and cookie",
                    );
                    continue;
                }
            };
            // OpenAPI 3.0, parameter object: these three header parameters are to be ignored.
            if location == Location::Header
                && ["accept", "content-type", "authorization"].contains(&name.to_ascii_lowercase().as_str())
            {
                continue;
            }
            if location == Location::Path && !path.contains(&format!("{{{name}}}")) {
                self.finding(
                    &place,
                    format!("the path has no place for the parameter `{name}`; it is left out"),
                    "remove it, or mend the path",
                );
                continue;
            }
            let content = entries(parameter.get("content"));
            let schema = parameter
                .get("schema")
                .or_else(|| content.first().and_then(|(_, media)| media.get("schema")));
            let context = format!("{}{}", id.to_upper_camel_case(), name.to_upper_camel_case());
            let used = match schema {
                Some(schema) => self.resolve(schema, &context, &format!("{place}/schema")),
                None => Use::of(Type::Text),
            };
            let required =
                location == Location::Path || parameter.get("required").and_then(Value::as_bool).unwrap_or(false);
            let mut lines = docs::prose(
                string(parameter, "description")
                    .or(used.description.as_deref())
                    .unwrap_or_default(),
            );
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.push(
                docs::json_line(&name, &Value::Object(used.constraints.clone())).replacen("JSON", "Parameter", 1),
            );
            let (style, explode) = self.style(parameter, location, &used.ty, !content.is_empty(), &place);
            out.push(Parameter {
                rust: names::identifier(string(parameter, "x-mc-name").unwrap_or(&name)),
                name,
                location,
                ty: used.ty,
                style,
                explode,
                required,
                public: used.public,
                docs: lines,
            });
        }
        out.sort_by_key(|parameter| {
            let place = path
                .find(&format!("{{{}}}", parameter.name))
                .filter(|_| parameter.location == Location::Path);
            (place.is_none(), place)
        });
        // Names that the generated method uses itself.
        let mut taken = names::Unique::default();
        for own in ["body", "request", "options", "self_", "value", "new"] {
            taken.take(own);
        }
        for parameter in &mut out {
            let suffix = match parameter.location {
                Location::Path => "path",
                Location::Query => "query",
                Location::Header => "header",
                Location::Cookie => "cookie",
            };
            let wanted = if taken.is_taken(&parameter.rust) {
                format!(
                    "{}_{suffix}",
                    parameter.rust.trim_start_matches("r#").trim_end_matches('_')
                )
            } else {
                parameter.rust.clone()
            };
            parameter.rust = taken.take(&wanted).0;
        }
        out
    }

    fn style(
        &mut self,
        parameter: &Value,
        location: Location,
        ty: &Type,
        as_json: bool,
        place: &str,
    ) -> (&'static str, bool) {
        if as_json {
            return ("Json", false);
        }
        let default = if matches!(location, Location::Query | Location::Cookie) {
            "form"
        } else {
            "simple"
        };
        let style = string(parameter, "style").unwrap_or(default);
        let explode = parameter
            .get("explode")
            .and_then(Value::as_bool)
            .unwrap_or(style == "form");
        let known = match (location, style) {
            (Location::Path, "simple") | (Location::Header, "simple") => Some("Simple"),
            (Location::Path, "label") => Some("Label"),
            (Location::Path, "matrix") => Some("Matrix"),
            (Location::Query | Location::Cookie, "form") => Some("Form"),
            (Location::Query, "spaceDelimited") => Some("SpaceDelimited"),
            (Location::Query, "pipeDelimited") => Some("PipeDelimited"),
            (Location::Query, "deepObject") => Some("DeepObject"),
            _ => None,
        };
        match known {
            None => {
                self.finding(
                    &format!("{place}/style"),
                    format!("the style `{style}` does not exist in a {location:?} parameter; `{default}` is taken"),
                    "set one of the styles of OpenAPI 3.0 for the place",
                );
            }
            // The generator's own code joins every array with commas and drops cookies: a product's spec is held to what
            // has been seen to work with the service.
            Some("SpaceDelimited" | "PipeDelimited" | "DeepObject" | "Label" | "Matrix") => self.finding(
                &format!("{place}/style"),
                format!("the parameter style `{style}` is rare and untried with this service"),
                "check it against the service and say so with x-mc-style-checked: true",
            ),
            Some(_) => {}
        }
        if location == Location::Cookie {
            self.finding(
                place,
                "a cookie parameter is untried with this service".to_owned(),
                "remove it, or make it a header",
            );
        }
        let _ = ty;
        let style = known.unwrap_or(if default == "form" { "Form" } else { "Simple" });
        (style, explode)
    }

    fn body(&mut self, operation: &'a Value, pointer: &str, id: &str) -> Option<(Body, bool)> {
        let Some(body) = operation.get("requestBody") else {
            return None;
        };
        let body = self.follow(body);
        let required = body.get("required").and_then(Value::as_bool).unwrap_or(false);
        let content = entries(body.get("content"));
        if content.is_empty() {
            return None;
        }
        let json = content
            .iter()
            .find(|(name, _)| is_json(name))
            .or_else(|| content.iter().find(|(name, _)| is_anything(name)));
        if let Some((_, media)) = json {
            let ty = match media.get("schema") {
                Some(schema) => {
                    self.resolve(
                        schema,
                        &format!("{}Request", id.to_upper_camel_case()),
                        &format!("{pointer}/requestBody"),
                    )
                    .ty
                }
                None => Type::Any,
            };
            return Some((Body::Json(ty), required));
        }
        let (name, _) = content[0];
        let body = match essence(name).as_str() {
            "application/x-www-form-urlencoded" => Body::Form,
            "multipart/form-data" => Body::Multipart,
            _ => Body::Bytes(name.clone()),
        };
        self.finding(
            &format!("{pointer}/requestBody/content"),
            format!("the body is `{name}`, no JSON; the method takes it as it goes over the wire"),
            "products are held to JSON: replace the media type, or remove the operation",
        );
        Some((body, required))
    }

    fn answer(&mut self, operation: &'a Value, pointer: &str, id: &str) -> Answer {
        let responses = entries(operation.get("responses"));
        let mut good: Vec<_> = responses.iter().filter(|(status, _)| status.starts_with('2')).collect();
        good.sort_by_key(|(status, _)| *status);
        if good.is_empty() {
            good = responses
                .iter()
                .filter(|(status, _)| status.as_str() == "default")
                .collect();
        }
        let mut answers: Vec<Answer> = Vec::new();
        let mut empty = false;
        for (status, response) in good {
            let response = self.follow(response);
            let content = entries(response.get("content"));
            let Some((name, media)) = content
                .iter()
                .find(|(name, _)| is_json(name))
                .or_else(|| content.iter().find(|(name, _)| is_anything(name)))
                .or(content.first())
                .copied()
            else {
                empty = true;
                continue;
            };
            let place = format!("{pointer}/responses/{status}");
            let schema = media.get("schema");
            let binary = schema.is_some_and(|schema| string(self.follow(schema), "format") == Some("binary"));
            let answer = if (is_json(name) || is_anything(name)) && !binary {
                match schema {
                    Some(schema) => {
                        let used = self.resolve(schema, &format!("{}Response", id.to_upper_camel_case()), &place);
                        Answer::Json {
                            lenient: used.lenient && matches!(used.ty, Type::List(_)),
                            ty: used.ty,
                            or_empty: false,
                        }
                    }
                    None => Answer::Bytes(media_type(name)),
                }
            } else {
                self.finding(
                    &format!("{place}/content"),
                    format!("the answer is `{name}`, no JSON; the method hands it over as it comes"),
                    "products are held to JSON: replace the media type, or remove the operation",
                );
                if name.starts_with("text/") {
                    Answer::Text(media_type(name))
                } else {
                    Answer::Bytes(media_type(name))
                }
            };
            answers.push(answer);
        }
        let mut distinct: Vec<Answer> = Vec::new();
        for answer in answers {
            if !distinct
                .iter()
                .any(|known| format!("{known:?}") == format!("{answer:?}"))
            {
                distinct.push(answer);
            }
        }
        match (distinct.len(), distinct.pop()) {
            (_, None) => Answer::Empty,
            (1, Some(Answer::Json { ty, lenient, .. })) => Answer::Json {
                ty,
                or_empty: empty,
                lenient,
            },
            (1, Some(other)) => other,
            (_, Some(last)) => {
                self.finding(
                    &format!("{pointer}/responses"),
                    "good answers of several types; the method hands over what comes, undecoded".to_owned(),
                    "leave one good answer, or give all one schema",
                );
                if distinct
                    .iter()
                    .chain([&last])
                    .all(|answer| matches!(answer, Answer::Json { .. }))
                {
                    Answer::Json {
                        ty: Type::Any,
                        or_empty: empty,
                        lenient: false,
                    }
                } else {
                    Answer::Bytes("*/*".to_owned())
                }
            }
        }
    }
}

/// The place of an inline schema in words: the members of its pointer that are names.
fn place_name(pointer: &str) -> String {
    const PLUMBING: [&str; 9] = [
        "",
        "components",
        "schemas",
        "properties",
        "paths",
        "parameters",
        "schema",
        "additionalProperties",
        "oneOf",
    ];
    let parts: Vec<String> = pointer
        .split('/')
        .filter(|part| !PLUMBING.contains(part) && part.parse::<usize>().is_err())
        .map(|part| part.replace("~1", "/").replace("~0", "~"))
        .collect();
    parts.join(" ")
}

/// The note on what a reconstruction took from sibling APIs.
const UNCONFIRMED: &str = "Unconfirmed: taken from sibling APIs, not from a published file of this one.";

fn decode_pointer(part: &str) -> String {
    percent_encoding::percent_decode_str(part)
        .decode_utf8_lossy()
        .replace("~1", "/")
        .replace("~0", "~")
}

/// Whether a name is one for a field; a type's begins in upper case.
fn is_snake(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
}

fn encryption(operation: &Value) -> Encryption {
    let Some(said) = operation.get("x-mc-encrypt") else {
        return Encryption::None;
    };
    if said.get("body").and_then(Value::as_bool) == Some(true) {
        return Encryption::Body;
    }
    match string(said, "field") {
        Some(field) => Encryption::Field(field.to_owned()),
        None => Encryption::None,
    }
}

fn essence(name: &str) -> String {
    name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// A media type as an `Accept` header can carry it.
fn media_type(name: &str) -> String {
    let fits = essence(name)
        .split_once('/')
        .is_some_and(|(kind, rest)| !kind.is_empty() && !rest.is_empty());
    if fits && name.is_ascii() {
        name.trim().to_owned()
    } else {
        "*/*".to_owned()
    }
}

fn is_json(name: &str) -> bool {
    let essence = essence(name);
    essence.ends_with("/json") || essence.ends_with("+json")
}

fn is_anything(name: &str) -> bool {
    matches!(essence(name).as_str(), "*/*" | "application/*")
}

fn has_properties(schema: &Value) -> bool {
    schema
        .get("properties")
        .and_then(Value::as_object)
        .is_some_and(|map| !map.is_empty())
}

/// The values of an enum but for `null`, which `nullable` says.
fn enum_values(schema: &Value) -> Vec<Value> {
    schema
        .get("enum")
        .and_then(Value::as_array)
        .map(|values| values.iter().filter(|value| !value.is_null()).cloned().collect())
        .unwrap_or_default()
}

/// The type, said or plain from what else is said.
fn kind_of(schema: &Value) -> &str {
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

fn integer(schema: &Value) -> Type {
    let wide = |key: &str| {
        schema
            .get(key)
            .and_then(Value::as_f64)
            .is_some_and(|limit| limit.abs() > f64::from(i32::MAX))
    };
    match string(schema, "format") {
        Some("int64") => Type::I64,
        Some("int32") if !wide("maximum") && !wide("minimum") => Type::I32,
        // Without a format nothing says that 32 bits are enough.
        _ => Type::I64,
    }
}

fn number(schema: &Value) -> Type {
    match string(schema, "format") {
        Some("double") => Type::F64,
        Some("float") => Type::F32,
        _ => Type::Decimal,
    }
}

/// The one type that all have, if they do; several kinds of number are a number.
fn common(types: Vec<Option<Type>>) -> Option<Type> {
    let types = types.into_iter().collect::<Option<Vec<_>>>()?;
    let first = types.first()?.clone();
    let numeric = |ty: &Type| matches!(ty, Type::I32 | Type::I64 | Type::F32 | Type::F64 | Type::Decimal);
    if types.iter().all(|ty| *ty == first) {
        Some(first)
    } else {
        types.iter().all(numeric).then_some(Type::Decimal)
    }
}

fn can_be_lenient(ty: &Type) -> bool {
    match ty {
        Type::List(_) => true,
        Type::Model(_) | Type::Map(_) | Type::Any | Type::Base64 | Type::F32 => false,
        _ => true,
    }
}

/// `allOf` with one reference and nothing that changes the type: a reference with remarks.
fn only_reference(schema: &Value) -> Option<&Value> {
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
            ("required" | "enum" | "oneOf" | "anyOf" | "x-mc-alias", Some(Value::Array(known)), Value::Array(new)) => {
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

fn branch_name(ty: &Type) -> String {
    match ty {
        Type::Model(name) => name.clone(),
        Type::List(item) => format!("{}List", branch_name(item)),
        Type::Map(value) => format!("{}Map", branch_name(value)),
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

/// Boxes fields whose model leads back to the model that has them.
fn box_cycles(models: &mut [Model]) {
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

fn direct(ty: &Type) -> Option<String> {
    match ty {
        Type::Model(name) => Some(name.clone()),
        _ => None,
    }
}

/// Environments from a spec's servers: variables by their defaults, relative addresses left out.
fn servers(spec: &Value) -> Vec<Environment> {
    let mut taken = names::Unique::default();
    let mut out: Vec<Environment> = Vec::new();
    for server in spec.get("servers").and_then(Value::as_array).into_iter().flatten() {
        let mut url = string(server, "url").unwrap_or_default().trim().to_owned();
        for (name, variable) in entries(server.get("variables")) {
            url = url.replace(&format!("{{{name}}}"), string(variable, "default").unwrap_or_default());
        }
        let Ok(parsed) = url::Url::parse(&url) else { continue };
        if !matches!(parsed.scheme(), "http" | "https") || out.iter().any(|known| known.url == url) {
            continue;
        }
        let host = parsed.host_str().unwrap_or_default();
        let hint = format!("{host} {}", string(server, "description").unwrap_or_default()).to_ascii_lowercase();
        let wanted = [
            "sandbox",
            "production",
            "mtf",
            "staging",
            "stage",
            "test",
            "development",
        ]
        .into_iter()
        .find(|word| hint.contains(word))
        .map_or_else(
            || {
                if hint.contains("prod") || host.starts_with("api.") {
                    "Production".to_owned()
                } else {
                    names::type_name(host)
                }
            },
            names::type_name,
        );
        let (name, _) = taken.take(&wanted);
        out.push(Environment { name, url });
    }
    out
}
