//! What a new contract changes for a Rust caller of the crate that is generated from it.
//!
//! [`diff`] compares two contracts and says of each [`Change`] whether code that compiled against the
//! old crate still compiles and means the same. That is another question than whether the service
//! stays compatible: a value that an enum gains changes nothing, because generated enums are open, but a
//! value that it loses takes away a variant; a property that becomes optional changes the type of a
//! field. Where the contract alone cannot tell, the answer is the careful one, [`Severity::Breaking`].
//!
//! A change is reported once, where it is made: a component in its own entry and not at each `$ref` to
//! it, an operation or schema that comes or goes as one change and not as one for each of its parts.
//! Prose (descriptions, summaries, examples) is passed over, also in documents that still have it, and
//! so is the order of members, except where it is the order of a Rust function's arguments.
//!
//! [`verdict::Judge`] adds what callers see of the crates before and after, [`interface::Interface`], with the overlay applied.

pub mod interface;
mod operations;
mod schemas;
pub mod verdict;

use std::fmt;

use serde::Serialize;
use serde_json::{Map, Value};

use super::pointer::{child, unescape};

/// Whether a caller has to react to a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Code that compiled against the old crate compiles and means the same.
    Compatible,
    /// Code may stop to compile, or calls may stop to work, until somebody acts.
    Breaking,
}

/// One difference between two contracts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// Whether a caller has to react.
    pub severity: Severity,
    /// What happened.
    pub kind: Kind,
    /// To what it happened.
    pub place: Place,
    /// JSON pointer into the new contract, or into the old one for what is gone.
    pub pointer: String,
    /// What the old contract had, in short.
    pub from: Option<Value>,
    /// What the new contract has, in short.
    pub to: Option<Value>,
    /// What it means for a Rust caller.
    pub note: &'static str,
}

/// The element of a contract that a change belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "element", rename_all = "kebab-case")]
pub enum Place {
    /// The contract as a whole.
    Document,
    /// One operation.
    Operation {
        /// The `operationId`; empty if there is none.
        id: String,
        /// The HTTP method in upper case.
        method: String,
        /// The path template.
        path: String,
        /// What in the operation, for example "query parameter limit" or "response 200".
        #[serde(skip_serializing_if = "Option::is_none")]
        part: Option<String>,
        /// Where in the schema of that part, for example `items[].id`.
        #[serde(skip_serializing_if = "Option::is_none")]
        property: Option<String>,
    },
    /// A component that operations share.
    Component {
        /// `schemas`, `parameters`, ...
        section: String,
        /// The name of the component.
        name: String,
        /// Where in the component's schema, for example `items[].id`.
        #[serde(skip_serializing_if = "Option::is_none")]
        property: Option<String>,
    },
}

impl Place {
    /// The name of the element without the part that changed: what changes are grouped by.
    pub fn heading(&self) -> String {
        match self {
            Self::Document => "document".to_owned(),
            Self::Operation { id, method, path, .. } if id.is_empty() => format!("operation {method} {path}"),
            Self::Operation { id, method, path, .. } => format!("operation {id} ({method} {path})"),
            Self::Component { section, name, .. } => {
                let section = match section.as_str() {
                    "schemas" => "schema",
                    "parameters" => "parameter",
                    "responses" => "response",
                    "requestBodies" => "request body",
                    "headers" => "header",
                    "securitySchemes" => "security scheme",
                    other => other,
                };
                format!("{section} {name}")
            }
        }
    }

    /// The part of the element that changed, if it is not the whole.
    pub fn part(&self) -> Option<String> {
        match self {
            Self::Document => None,
            Self::Operation { part, property, .. } => match (part, property) {
                (Some(part), Some(property)) => Some(format!("{part}: {property}")),
                (one, other) => one.clone().or_else(|| other.clone()),
            },
            Self::Component { property, .. } => property.clone(),
        }
    }

    fn property_mut(&mut self) -> Option<&mut Option<String>> {
        match self {
            Self::Document => None,
            Self::Operation { property, .. } | Self::Component { property, .. } => Some(property),
        }
    }
}

/// Declares the kinds of change, each with its id, its severity and its note.
macro_rules! kinds {
    ($($variant:ident $id:literal $severity:ident $note:literal)*) => {
        /// What happened to an element of the contract. The id of a kind is stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $(#[doc = concat!("`", $id, "`: ", $note, ".")] $variant,)*
        }

        impl Kind {
            /// Every kind there is.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The id in kebab-case, as `--json` prints it.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            /// Whether a Rust caller has to react.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// What it means for a Rust caller.
            pub const fn note(self) -> &'static str {
                match self { $(Self::$variant => $note,)* }
            }
        }
    };
}

kinds! {
    OpenapiVersionChanged "openapi-version-changed" Compatible "the file is written in another OpenAPI version"
    VersionChanged "version-changed" Compatible "the publisher's version number; crates show it in their headers"
    InfoChanged "info-changed" Compatible "title, licence or terms of the API"
    ServersChanged "servers-changed" Compatible "base URLs come from specs/catalog.toml: check them there"
    OwnServersChanged "own-servers-changed" Breaking "calls go to the base URL of the Environment, which may not serve them any more"
    SecurityChanged "security-changed" Breaking "calls may need other credentials; check specs/catalog.toml"
    TagListChanged "tag-list-changed" Compatible "modules follow the tags of operations, not this list"
    ExtensionChanged "extension-changed" Compatible "a vendor's extension; generated code does not follow it"
    UnknownMemberChanged "unknown-member-changed" Breaking "not known to this comparison: look at it"

    OperationAdded "operation-added" Compatible "a new method"
    OperationRemoved "operation-removed" Breaking "the method is gone"
    OperationRenamed "operation-renamed" Breaking "the method has another name"
    OperationMoved "operation-moved" Breaking "the method is in another module, unless the overlay sets it"
    OperationPathChanged "operation-path-changed" Compatible "the method calls another path or HTTP method"
    Deprecated "deprecated" Compatible "use gives a warning"
    NoLongerDeprecated "no-longer-deprecated" Compatible "use gives no warning any more"
    CallbackChanged "callback-changed" Compatible "callbacks are not part of the client"

    RequiredParameterAdded "required-parameter-added" Breaking "the method takes one more argument"
    OptionalParameterAdded "optional-parameter-added" Compatible "one more optional setting of the method"
    OptionalSettingsAdded "optional-settings-added" Breaking "the method takes one more argument, which holds its optional settings"
    ParameterRemoved "parameter-removed" Breaking "an argument or setting of the method is gone"
    ParameterBecameRequired "parameter-became-required" Breaking "an optional setting becomes an argument of the method"
    ParameterBecameOptional "parameter-became-optional" Breaking "an argument of the method becomes an optional setting"
    ParameterStyleChanged "parameter-style-changed" Compatible "the value is written another way in the URL or header"
    ArgumentsReordered "arguments-reordered" Breaking "the method takes its arguments in another order"

    RequestBodyAdded "request-body-added" Breaking "the method takes a body"
    RequestBodyRemoved "request-body-removed" Breaking "the method takes no body any more"
    RequestBodyBecameRequired "request-body-became-required" Breaking "the body can no longer be left out"
    RequestBodyBecameOptional "request-body-became-optional" Breaking "the body can be left out: the type of the argument changes"
    MediaTypeAdded "media-type-added" Compatible "one more media type, beside the one in use"
    MediaTypeRemoved "media-type-removed" Compatible "a media type that was not in use is gone"
    MediaTypeChanged "media-type-changed" Breaking "the body has another media type"
    EncodingChanged "encoding-changed" Compatible "the fields of the body are written another way"

    ResponseAdded "response-added" Compatible "one more status; the type that the method returns stays"
    ResponseRemoved "response-removed" Compatible "a status is gone; the type that the method returns stays"
    SuccessStatusChanged "success-status-changed" Compatible "success has another status"
    SuccessResponseAdded "success-response-added" Breaking "the method may return another type"
    SuccessResponseRemoved "success-response-removed" Breaking "the method may return another type"
    ResponseBodyAdded "response-body-added" Breaking "the method returns a value"
    ResponseBodyRemoved "response-body-removed" Breaking "the method returns no value any more"
    ErrorResponseChanged "error-response-changed" Compatible "errors decode into mc_core::Error whatever they look like"
    ResponseHeaderChanged "response-header-changed" Compatible "headers of responses are not part of the client"
    LinkChanged "link-changed" Compatible "links are not part of the client"

    SchemaAdded "schema-added" Compatible "a new type"
    SchemaRemoved "schema-removed" Breaking "the type is gone"
    ComponentAdded "component-added" Compatible "operations that use it are listed on their own"
    ComponentRemoved "component-removed" Compatible "operations that used it are listed on their own"
    ComponentChanged "component-changed" Compatible "not part of the client"

    TypeChanged "type-changed" Breaking "the Rust type changes"
    ReferenceChanged "reference-changed" Compatible "another schema for the same Rust type"
    FormatChanged "format-changed" Breaking "the Rust type may change"
    FormatHintChanged "format-hint-changed" Compatible "a format that has no Rust type of its own"
    BecameNullable "became-nullable" Breaking "null becomes possible: the type changes to an Option"
    NoLongerNullable "no-longer-nullable" Breaking "null is no longer possible: the type changes from an Option"
    NullabilityChanged "nullability-changed" Compatible "null and absent are one in an optional field"
    ConstraintChanged "constraint-changed" Compatible "what the service accepts; the Rust type stays"
    IntegerSizeChanged "integer-size-changed" Breaking "the limits need an integer of another size"
    DefaultChanged "default-changed" Compatible "what the service assumes for an absent value"
    AccessChanged "access-changed" Compatible "read-only or write-only; the Rust type stays"

    EnumValueAdded "enum-value-added" Compatible "new variants; the enum is open, old code sees them as unknown"
    EnumValueRemoved "enum-value-removed" Breaking "variants are gone"
    EnumAdded "enum-added" Breaking "the type changes to an enum"
    EnumRemoved "enum-removed" Breaking "the type is no enum any more"
    VariantNamesChanged "variant-names-changed" Breaking "variants have other names"

    PropertyAdded "property-added" Compatible "a new optional field"
    RequiredPropertyAdded "required-property-added" Breaking "a new field, which the constructor demands"
    PropertyRemoved "property-removed" Breaking "the field is gone"
    PropertyBecameRequired "property-became-required" Breaking "the field is no Option any more, and the constructor demands it"
    PropertyBecameOptional "property-became-optional" Breaking "the field becomes an Option"
    ConstructorArgumentsReordered "constructor-arguments-reordered" Breaking "the constructor takes its arguments in another order"
    AdditionalPropertiesChanged "additional-properties-changed" Compatible "unknown fields are kept in any case"
    MapValuesChanged "map-values-changed" Breaking "the type of the values changes"

    VariantAdded "variant-added" Compatible "one more variant of the union"
    VariantRemoved "variant-removed" Breaking "a variant of the union is gone"
    VariantsReordered "variants-reordered" Breaking "JSON that fits several variants may decode into another one"
    DiscriminatorChanged "discriminator-changed" Breaking "the union is told apart another way"
    DiscriminatorMappingAdded "discriminator-mapping-added" Compatible "one more value tells variants of the union apart"
    InlineTypeRenamed "inline-type-renamed" Breaking "a type without a component name may be named by its title"
    TitleChanged "title-changed" Compatible "the title of a schema; its type keeps its name"
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl Serialize for Kind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// Everything that `new` changes against `old`, in the order of the document.
pub fn diff(old: &Value, new: &Value) -> Vec<Change> {
    let mut differ = Differ {
        old,
        new,
        changes: Vec::new(),
    };
    differ.document();
    differ.changes
}

/// The worst severity among changes; `None` if there are none.
pub fn worst(changes: &[Change]) -> Option<Severity> {
    changes.iter().map(|change| change.severity).max()
}

/// Members that people read and generated code does not.
const PROSE: &[&str] = &[
    "description",
    "summary",
    "example",
    "examples",
    "externalDocs",
    "contact",
    "x-samples",
];

/// The root of both documents, and what was found so far.
struct Differ<'a> {
    old: &'a Value,
    new: &'a Value,
    changes: Vec<Change>,
}

/// Where the comparison is, in both documents.
#[derive(Clone)]
struct At {
    place: Place,
    old: String,
    new: String,
}

impl At {
    fn new(place: Place, pointer: &str) -> Self {
        Self {
            place,
            old: pointer.to_owned(),
            new: pointer.to_owned(),
        }
    }

    /// A member of the JSON, in the same place.
    fn member(&self, name: &str) -> Self {
        Self {
            place: self.place.clone(),
            old: child(&self.old, name),
            new: child(&self.new, name),
        }
    }

    /// The same place, elsewhere in the JSON.
    fn moved(&self, old: impl Into<String>, new: impl Into<String>) -> Self {
        Self {
            place: self.place.clone(),
            old: old.into(),
            new: new.into(),
        }
    }

    /// A part of an operation.
    fn part(mut self, name: &str) -> Self {
        if let Place::Operation { part, .. } = &mut self.place {
            *part = Some(name.to_owned());
        }
        self
    }

    /// A step down in a schema: `.name`, `[]` or `{}`.
    fn step(mut self, step: &str) -> Self {
        if let Some(property) = self.place.property_mut() {
            let before = property.take().unwrap_or_default();
            let step = if before.is_empty() {
                step.trim_start_matches('.')
            } else {
                step
            };
            *property = Some(before + step);
        }
        self
    }
}

impl<'a> Differ<'a> {
    fn report(&mut self, kind: Kind, at: &At, from: Option<Value>, to: Option<Value>) {
        let gone = from.is_some() && to.is_none();
        self.changes.push(Change {
            severity: kind.severity(),
            kind,
            place: at.place.clone(),
            pointer: if gone { at.old.clone() } else { at.new.clone() },
            from,
            to,
            note: kind.note(),
        });
    }

    fn document(&mut self) {
        let (old, new) = (self.old, self.new);
        let at = At::new(Place::Document, "");
        self.member(Kind::OpenapiVersionChanged, old, new, &at, "openapi");
        self.info(&at.member("info"));
        self.member(Kind::ServersChanged, old, new, &at, "servers");
        self.member(Kind::SecurityChanged, old, new, &at, "security");
        self.tag_list(&at.member("tags"));
        self.operations();
        self.components();
        self.rest(
            old,
            new,
            &at,
            &["openapi", "info", "servers", "security", "tags", "paths", "components"],
        );
    }

    fn info(&mut self, at: &At) {
        let (old, new) = (&self.old["info"], &self.new["info"]);
        for name in names(old, new) {
            if !PROSE.contains(&name) {
                let kind = if name == "version" {
                    Kind::VersionChanged
                } else {
                    Kind::InfoChanged
                };
                self.member(kind, old, new, at, name);
            }
        }
    }

    /// The tags' names; what else a tag has is prose or an extension.
    fn tag_list(&mut self, at: &At) {
        let facts = |document: &Value| -> Option<Value> {
            let tags = document.get("tags")?.as_array()?;
            let mut tags: Vec<Value> = tags.iter().map(without_prose).collect();
            tags.sort_by_key(|tag| tag["name"].as_str().map(str::to_owned));
            Some(Value::Array(tags))
        };
        let (old, new) = (facts(self.old), facts(self.new));
        if old != new {
            self.report(Kind::TagListChanged, at, old, new);
        }
    }

    /// Compares one member as a whole.
    fn member(&mut self, kind: Kind, old: &Value, new: &Value, at: &At, name: &str) {
        let (from, to) = (old.get(name), new.get(name));
        if from != to && from.map(without_prose) != to.map(without_prose) {
            self.report(kind, &at.member(name), from.cloned(), to.cloned());
        }
    }

    /// Compares the members that nobody else looks at.
    fn rest(&mut self, old: &Value, new: &Value, at: &At, done: &[&str]) {
        for name in names(old, new) {
            if done.contains(&name) || PROSE.contains(&name) {
                continue;
            }
            let kind = if name.starts_with("x-") {
                Kind::ExtensionChanged
            } else {
                Kind::UnknownMemberChanged
            };
            self.member(kind, old, new, at, name);
        }
    }

    fn components(&mut self) {
        let (old, new) = (&self.old["components"], &self.new["components"]);
        let mut extensions = Vec::new();
        for section in names(old, new) {
            if section.starts_with("x-") {
                extensions.push(section);
                continue;
            }
            if section == "examples" {
                continue;
            }
            let (old, new) = (&old[section], &new[section]);
            for name in names(old, new) {
                let place = Place::Component {
                    section: section.to_owned(),
                    name: name.to_owned(),
                    property: None,
                };
                let at = At::new(place, &child(&format!("/components/{section}"), name));
                match (old.get(name), new.get(name)) {
                    (Some(old), Some(new)) => self.component(section, name, old, new, &at),
                    (old, new) => self.component_moved(section, old, new, &at),
                }
            }
        }
        let at = At::new(Place::Document, "/components");
        for name in extensions {
            self.member(Kind::ExtensionChanged, old, new, &at, name);
        }
    }

    /// A component that is in one document only.
    fn component_moved(&mut self, section: &str, old: Option<&Value>, new: Option<&Value>, at: &At) {
        let schemas = section == "schemas";
        let brief = |component: &Value| {
            if schemas {
                schemas::summary(component)
            } else {
                Value::from(section)
            }
        };
        let kind = match (schemas, new.is_some()) {
            (true, true) => Kind::SchemaAdded,
            (true, false) => Kind::SchemaRemoved,
            (false, true) => Kind::ComponentAdded,
            (false, false) => Kind::ComponentRemoved,
        };
        self.report(kind, at, old.map(brief), new.map(brief));
    }

    fn component(&mut self, section: &str, name: &str, old: &'a Value, new: &'a Value, at: &At) {
        match section {
            "schemas" => self.schema(old, new, at, false),
            "parameters" => self.parameter(old, new, at),
            "requestBodies" => self.request_body(old, new, at),
            "responses" if self.is_success_response(name) => self.success_response(old, new, at),
            "responses" => self.error_response(old, new, at),
            _ => {
                let (from, to) = (without_prose(old), without_prose(new));
                if from != to {
                    let kind = match section {
                        "securitySchemes" => Kind::SecurityChanged,
                        "headers" => Kind::ResponseHeaderChanged,
                        "links" => Kind::LinkChanged,
                        "callbacks" => Kind::CallbackChanged,
                        _ => Kind::ComponentChanged,
                    };
                    self.report(kind, at, Some(from), Some(to));
                }
            }
        }
    }
}

/// The names in either object: those of `new` in their order, then those that only `old` has.
fn names<'v>(old: &'v Value, new: &'v Value) -> Vec<&'v str> {
    let keys = |value: &'v Value| value.as_object().into_iter().flat_map(Map::keys).map(String::as_str);
    keys(new)
        .chain(keys(old).filter(|name| new.get(name).is_none()))
        .collect()
}

/// A value without the prose among its members, one level deep.
fn without_prose(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let facts = object.iter().filter(|(name, _)| !PROSE.contains(&name.as_str()));
            facts
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect::<Map<_, _>>()
                .into()
        }
        Value::Array(list) => list.iter().map(without_prose).collect(),
        other => other.clone(),
    }
}

/// Equality that minds the order of members, which may be the order of a function's arguments.
pub fn identical(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            let same = |((old_name, old), (new_name, new)): ((&String, &Value), (&String, &Value))| {
                old_name == new_name && identical(old, new)
            };
            old.len() == new.len() && old.iter().zip(new).all(same)
        }
        (Value::Array(old), Value::Array(new)) => {
            old.len() == new.len() && old.iter().zip(new).all(|(old, new)| identical(old, new))
        }
        _ => old == new,
    }
}

/// The name in a reference to a component of a section.
fn reference<'v>(value: &'v Value, section: &str) -> Option<&'v str> {
    value
        .get("$ref")?
        .as_str()?
        .strip_prefix("#/components/")?
        .strip_prefix(section)?
        .strip_prefix('/')
}

/// Follows references to components of a section; a value that is none comes back as it is.
fn resolve<'v>(document: &'v Value, value: &'v Value, section: &str) -> &'v Value {
    let mut value = value;
    // A chain of references longer than this is a circle.
    for _ in 0..32 {
        match reference(value, section).and_then(|name| document["components"][section].get(unescape(name))) {
            Some(next) => value = next,
            None => break,
        }
    }
    value
}
