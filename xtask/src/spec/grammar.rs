//! The objects of OpenAPI 3.0, in one table: which members each has, of which type, in which order, and which are prose.
//!
//! [`tidy`] walks a document by this table. It repairs what is out of place, puts members in the order of the table and,
//! when asked, drops prose. It goes by position: a *property* called `description` is no description.
//!
//! Extensions: [`tidy`] without prose keeps an `x-` member whose value is a boolean, a number, an identifier (letters,
//! digits, `.`, `_` and `-`, at most 64) or a list of identifiers, and every `x-mc-` member. It drops all others, and
//! those that are prose or presentation whatever they hold: see [`PROSE_EXTENSIONS`].

mod repair;

use serde_json::{Map, Value};

use super::read::Read;
use super::{Finding, pointer};

/// The HTTP methods of a path item, in canonical order.
pub(crate) const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Whether texts for people stay in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prose {
    /// Descriptions, examples and the like stay, and those that OpenAPI requires are added empty.
    Keep,
    /// They go; what is left are facts.
    Drop,
}

/// The kinds of object that OpenAPI 3.0 defines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are those of the specification")]
pub enum Kind {
    Document,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Tag,
    ExternalDocs,
    PathItem,
    Operation,
    Parameter,
    Header,
    RequestBody,
    MediaType,
    Encoding,
    Response,
    Link,
    Callback,
    Example,
    Schema,
    Discriminator,
    Xml,
    Components,
    SecurityScheme,
    OAuthFlows,
    OAuthFlow,
    SecurityRequirement,
}

/// What a member holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One object.
    One(Kind),
    /// A list of objects.
    List(Kind),
    /// A mapping from names, which are free, to objects.
    Map(Kind),
    /// A mapping from path templates to path items, with extensions.
    Paths,
    /// A mapping from status codes to responses, with extensions.
    Responses,
    /// A schema, or a boolean.
    SchemaOrBool,
    /// A text.
    Text,
    /// A text from a closed list.
    Choice(&'static [&'static str]),
    /// A list of texts.
    Texts,
    /// A mapping from names to texts.
    TextMap,
    /// A boolean.
    Bool,
    /// A number.
    Number,
    /// A whole number that is not negative.
    Count,
    /// A list of anything.
    Values,
    /// Anything.
    Any,
}

/// One member of an object.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// Whether it is for people rather than for programs.
    pub prose: bool,
}

/// Extensions that describe or present and state no fact about the interface.
pub const PROSE_EXTENSIONS: &[&str] = &[
    "x-samples",
    "x-code-samples",
    "x-codeSamples",
    "x-example",
    "x-examples",
    "x-description",
    "x-summary",
    "x-enum-descriptions",
    "x-enumDescriptions",
    "x-displayName",
    "x-logo",
    "x-tagGroups",
    "x-action",
    "x-source",
    "x-sources",
];

const fn fact(name: &'static str, shape: Shape) -> Field {
    Field {
        name,
        shape,
        prose: false,
    }
}

const fn prose(name: &'static str, shape: Shape) -> Field {
    Field {
        name,
        shape,
        prose: true,
    }
}

const SCHEMA_TYPES: &[&str] = &["string", "integer", "number", "boolean", "array", "object"];
const STYLES: &[&str] = &[
    "matrix",
    "label",
    "form",
    "simple",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
];

impl Kind {
    /// The members of an object of this kind, in canonical order.
    pub fn fields(self) -> &'static [Field] {
        use Shape::{
            Any, Bool, Choice, Count, List, Map, Number, One, Paths, Responses, SchemaOrBool, Text, TextMap, Texts,
            Values,
        };
        match self {
            Self::Document => {
                const {
                    &[
                        fact("openapi", Text),
                        fact("info", One(Kind::Info)),
                        prose("externalDocs", One(Kind::ExternalDocs)),
                        fact("servers", List(Kind::Server)),
                        fact("security", List(Kind::SecurityRequirement)),
                        fact("tags", List(Kind::Tag)),
                        fact("paths", Paths),
                        fact("components", One(Kind::Components)),
                    ]
                }
            }
            Self::Info => {
                const {
                    &[
                        fact("title", Text),
                        fact("version", Text),
                        prose("description", Text),
                        prose("termsOfService", Text),
                        prose("contact", One(Kind::Contact)),
                        prose("license", One(Kind::License)),
                    ]
                }
            }
            Self::Contact => const { &[prose("name", Text), prose("url", Text), prose("email", Text)] },
            Self::License => const { &[prose("name", Text), prose("url", Text)] },
            Self::ExternalDocs => const { &[prose("description", Text), prose("url", Text)] },
            Self::Server => {
                const {
                    &[
                        fact("url", Text),
                        prose("description", Text),
                        fact("variables", Map(Kind::ServerVariable)),
                    ]
                }
            }
            Self::ServerVariable => const { &[fact("default", Text), fact("enum", Texts), prose("description", Text)] },
            Self::Tag => {
                const {
                    &[
                        fact("name", Text),
                        prose("description", Text),
                        prose("externalDocs", One(Kind::ExternalDocs)),
                    ]
                }
            }
            Self::PathItem => {
                const {
                    &[
                        fact("$ref", Text),
                        prose("summary", Text),
                        prose("description", Text),
                        fact("servers", List(Kind::Server)),
                        fact("parameters", List(Kind::Parameter)),
                        fact("get", One(Kind::Operation)),
                        fact("put", One(Kind::Operation)),
                        fact("post", One(Kind::Operation)),
                        fact("delete", One(Kind::Operation)),
                        fact("options", One(Kind::Operation)),
                        fact("head", One(Kind::Operation)),
                        fact("patch", One(Kind::Operation)),
                        fact("trace", One(Kind::Operation)),
                    ]
                }
            }
            Self::Operation => {
                const {
                    &[
                        fact("operationId", Text),
                        fact("tags", Texts),
                        prose("summary", Text),
                        prose("description", Text),
                        prose("externalDocs", One(Kind::ExternalDocs)),
                        fact("deprecated", Bool),
                        fact("security", List(Kind::SecurityRequirement)),
                        fact("servers", List(Kind::Server)),
                        fact("parameters", List(Kind::Parameter)),
                        fact("requestBody", One(Kind::RequestBody)),
                        fact("responses", Responses),
                        fact("callbacks", Map(Kind::Callback)),
                    ]
                }
            }
            Self::Parameter => {
                const {
                    &[
                        fact("$ref", Text),
                        fact("name", Text),
                        fact("in", Choice(&["query", "header", "path", "cookie"])),
                        prose("description", Text),
                        fact("required", Bool),
                        fact("deprecated", Bool),
                        fact("allowEmptyValue", Bool),
                        fact("style", Choice(STYLES)),
                        fact("explode", Bool),
                        fact("allowReserved", Bool),
                        fact("schema", One(Kind::Schema)),
                        fact("content", Map(Kind::MediaType)),
                        prose("example", Any),
                        prose("examples", Map(Kind::Example)),
                    ]
                }
            }
            Self::Header => {
                const {
                    &[
                        fact("$ref", Text),
                        prose("description", Text),
                        fact("required", Bool),
                        fact("deprecated", Bool),
                        fact("allowEmptyValue", Bool),
                        fact("style", Choice(STYLES)),
                        fact("explode", Bool),
                        fact("allowReserved", Bool),
                        fact("schema", One(Kind::Schema)),
                        fact("content", Map(Kind::MediaType)),
                        prose("example", Any),
                        prose("examples", Map(Kind::Example)),
                    ]
                }
            }
            Self::RequestBody => {
                const {
                    &[
                        fact("$ref", Text),
                        prose("description", Text),
                        fact("required", Bool),
                        fact("content", Map(Kind::MediaType)),
                    ]
                }
            }
            Self::MediaType => {
                const {
                    &[
                        fact("schema", One(Kind::Schema)),
                        fact("encoding", Map(Kind::Encoding)),
                        prose("example", Any),
                        prose("examples", Map(Kind::Example)),
                    ]
                }
            }
            Self::Encoding => {
                const {
                    &[
                        fact("contentType", Text),
                        fact("headers", Map(Kind::Header)),
                        fact("style", Choice(STYLES)),
                        fact("explode", Bool),
                        fact("allowReserved", Bool),
                    ]
                }
            }
            Self::Response => {
                const {
                    &[
                        fact("$ref", Text),
                        prose("description", Text),
                        fact("headers", Map(Kind::Header)),
                        fact("content", Map(Kind::MediaType)),
                        fact("links", Map(Kind::Link)),
                    ]
                }
            }
            Self::Link => {
                const {
                    &[
                        fact("$ref", Text),
                        prose("description", Text),
                        fact("operationRef", Text),
                        fact("operationId", Text),
                        fact("parameters", Any),
                        fact("requestBody", Any),
                        fact("server", One(Kind::Server)),
                    ]
                }
            }
            Self::Example => {
                const {
                    &[
                        prose("$ref", Text),
                        prose("summary", Text),
                        prose("description", Text),
                        prose("value", Any),
                        prose("externalValue", Text),
                    ]
                }
            }
            Self::Schema => {
                const {
                    &[
                        fact("$ref", Text),
                        prose("title", Text),
                        prose("description", Text),
                        fact("type", Choice(SCHEMA_TYPES)),
                        fact("format", Text),
                        fact("nullable", Bool),
                        fact("deprecated", Bool),
                        fact("readOnly", Bool),
                        fact("writeOnly", Bool),
                        fact("enum", Values),
                        fact("default", Any),
                        fact("pattern", Text),
                        fact("minLength", Count),
                        fact("maxLength", Count),
                        fact("minimum", Number),
                        fact("exclusiveMinimum", Bool),
                        fact("maximum", Number),
                        fact("exclusiveMaximum", Bool),
                        fact("multipleOf", Number),
                        fact("minItems", Count),
                        fact("maxItems", Count),
                        fact("uniqueItems", Bool),
                        fact("minProperties", Count),
                        fact("maxProperties", Count),
                        fact("required", Texts),
                        fact("discriminator", One(Kind::Discriminator)),
                        fact("allOf", List(Kind::Schema)),
                        fact("oneOf", List(Kind::Schema)),
                        fact("anyOf", List(Kind::Schema)),
                        fact("not", One(Kind::Schema)),
                        fact("items", One(Kind::Schema)),
                        fact("properties", Map(Kind::Schema)),
                        fact("additionalProperties", SchemaOrBool),
                        fact("xml", One(Kind::Xml)),
                        prose("externalDocs", One(Kind::ExternalDocs)),
                        prose("example", Any),
                    ]
                }
            }
            Self::Discriminator => const { &[fact("propertyName", Text), fact("mapping", TextMap)] },
            Self::Xml => {
                const {
                    &[
                        fact("name", Text),
                        fact("namespace", Text),
                        fact("prefix", Text),
                        fact("attribute", Bool),
                        fact("wrapped", Bool),
                    ]
                }
            }
            Self::Components => {
                const {
                    &[
                        fact("securitySchemes", Map(Kind::SecurityScheme)),
                        fact("parameters", Map(Kind::Parameter)),
                        fact("headers", Map(Kind::Header)),
                        fact("requestBodies", Map(Kind::RequestBody)),
                        fact("responses", Map(Kind::Response)),
                        fact("schemas", Map(Kind::Schema)),
                        fact("links", Map(Kind::Link)),
                        fact("callbacks", Map(Kind::Callback)),
                        prose("examples", Map(Kind::Example)),
                    ]
                }
            }
            Self::SecurityScheme => {
                const {
                    &[
                        fact("$ref", Text),
                        fact("type", Choice(&["apiKey", "http", "oauth2", "openIdConnect"])),
                        prose("description", Text),
                        fact("name", Text),
                        fact("in", Choice(&["query", "header", "cookie"])),
                        fact("scheme", Text),
                        fact("bearerFormat", Text),
                        fact("flows", One(Kind::OAuthFlows)),
                        fact("openIdConnectUrl", Text),
                    ]
                }
            }
            Self::OAuthFlows => {
                const {
                    &[
                        fact("implicit", One(Kind::OAuthFlow)),
                        fact("password", One(Kind::OAuthFlow)),
                        fact("clientCredentials", One(Kind::OAuthFlow)),
                        fact("authorizationCode", One(Kind::OAuthFlow)),
                    ]
                }
            }
            Self::OAuthFlow => {
                const {
                    &[
                        fact("authorizationUrl", Text),
                        fact("tokenUrl", Text),
                        fact("refreshUrl", Text),
                        fact("scopes", TextMap),
                    ]
                }
            }
            Self::Callback | Self::SecurityRequirement => const { &[] },
        }
    }

    /// The member `name`, unless OpenAPI 3.0 knows none of that name here.
    pub fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.name == name)
    }

    /// Members that OpenAPI requires of this kind.
    fn required(self) -> &'static [&'static str] {
        match self {
            Self::Server | Self::ExternalDocs => &["url"],
            Self::ServerVariable => &["default"],
            Self::Tag | Self::License => &["name"],
            Self::Parameter => &["name", "in"],
            Self::RequestBody => &["content"],
            Self::SecurityScheme => &["type"],
            Self::Discriminator => &["propertyName"],
            _ => &[],
        }
    }
}

/// Repairs a document, orders its members and, when asked, drops its prose.
///
/// `source` is the document as it was read: it knows how a value such as `TRUE` was spelled. What was repaired is added
/// to `findings`; a document that is in order gives none.
pub fn tidy(document: &mut Value, mode: Prose, source: Option<&Read>, findings: &mut Vec<Finding>) {
    repair::Repair {
        mode,
        source,
        findings,
        examples: Vec::new(),
    }
    .document(document);
}

/// What [`walk`] calls: with the kind of an object, its pointer and its members.
pub type Visit<'f, 'v> = dyn FnMut(Kind, &str, &'v Map<String, Value>) + 'f;

/// Calls `visit` for each object of a document with its kind and pointer, parents first.
pub fn walk<'v>(document: &'v Value, visit: &mut Visit<'_, 'v>) {
    walk_one(document, Kind::Document, "", visit);
}

fn walk_one<'v>(value: &'v Value, kind: Kind, at: &str, visit: &mut Visit<'_, 'v>) {
    let Value::Object(members) = value else {
        return;
    };
    visit(kind, at, members);
    for (key, value) in members {
        let at = pointer::child(at, key);
        if kind == Kind::Callback && !key.starts_with("x-") {
            walk_one(value, Kind::PathItem, &at, visit);
            continue;
        }
        let Some(field) = kind.field(key) else {
            continue;
        };
        match field.shape {
            Shape::One(kind) => walk_one(value, kind, &at, visit),
            Shape::SchemaOrBool => walk_one(value, Kind::Schema, &at, visit),
            Shape::List(kind) => {
                for (index, value) in value.as_array().into_iter().flatten().enumerate() {
                    walk_one(value, kind, &pointer::element(&at, index), visit);
                }
            }
            Shape::Map(_) | Shape::Paths | Shape::Responses => {
                let (kind, extensible) = match field.shape {
                    Shape::Map(kind) => (kind, false),
                    Shape::Paths => (Kind::PathItem, true),
                    _ => (Kind::Response, true),
                };
                for (name, value) in value.as_object().into_iter().flatten() {
                    if !(extensible && name.starts_with("x-")) {
                        walk_one(value, kind, &pointer::child(&at, name), visit);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Whether an extension states a fact.
fn is_fact(name: &str, value: &Value) -> bool {
    if name.starts_with("x-mc-") {
        return true;
    }
    if PROSE_EXTENSIONS.contains(&name) {
        return false;
    }
    match value {
        Value::Bool(_) | Value::Number(_) => true,
        Value::String(text) => is_identifier(text),
        Value::Array(items) => items.iter().all(|item| item.as_str().is_some_and(is_identifier)),
        Value::Null | Value::Object(_) => false,
    }
}

fn is_identifier(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}
