//! An API as Rust sees it: what [`prepare`](super::prepare) makes of a patched spec and
//! [`emit`](super::emit) hands to the generator.

use serde_json::Value;

/// The type of a value, of a field or of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text.
    Text,
    /// `format: date`.
    Date,
    /// `format: date-time`.
    DateTime,
    /// `format: byte`.
    Base64,
    /// A text of one of the forms that `mc_core::values` has a type for.
    Form(TextForm),
    /// A boolean.
    Bool,
    /// A 32-bit integer.
    I32,
    /// A 64-bit integer.
    I64,
    /// A 64-bit integer that is never negative.
    U64,
    /// `format: float`.
    F32,
    /// `format: double`.
    F64,
    /// A number without a format: exact.
    Decimal,
    /// Anything that JSON can say.
    Any,
    /// An array.
    List(Box<Type>),
    /// An object that is a map.
    Map(Box<Type>),
    /// A value inside an array or a map that may be `null`.
    Nullable(Box<Type>),
    /// One of the models, by its Rust name.
    Model(String),
}

/// The forms of text that an overlay may mark a field with, by `x-mc-text`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextForm {
    /// The name in the overlay.
    pub marker: &'static str,
    /// The type in `mc_core::values`.
    pub rust: &'static str,
}

impl TextForm {
    /// All forms.
    pub const ALL: [Self; 20] = [
        Self::new("amount", "Amount"),
        Self::new("minor-units", "MinorUnits"),
        Self::new("money", "Money"),
        Self::new("currency", "Currency"),
        Self::new("true-false", "TrueFalse"),
        Self::new("yes-no", "YesNo"),
        Self::new("one-zero", "OneZero"),
        Self::new("number", "NumberText"),
        Self::new("date", "Date"),
        Self::new("date-yymmdd", "DateYymmdd"),
        Self::new("date-mmddyy", "DateMmddyy"),
        Self::new("date-dd-mmm-yyyy", "DateDdMmmYyyy"),
        Self::new("month-day", "MonthDay"),
        Self::new("month-year", "MonthYear"),
        Self::new("local-date-time", "LocalDateTime"),
        Self::new("local-minute", "LocalMinute"),
        Self::new("date-time-yymmdd", "DateTimeYymmdd"),
        Self::new("date-time-mmddyy", "DateTimeMmddyy"),
        Self::new("month-day-time", "MonthDayTime"),
        Self::new("time-hhmmss", "TimeHhmmss"),
    ];

    const fn new(marker: &'static str, rust: &'static str) -> Self {
        Self { marker, rust }
    }

    /// The form of this name.
    pub fn of(marker: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.marker == marker)
    }
}

impl Type {
    /// The type in Rust, as a crate's generated code writes it.
    pub fn rust(&self) -> String {
        match self {
            Self::Text => "String".to_owned(),
            Self::Date => "mc_core::values::Date".to_owned(),
            Self::DateTime => "mc_core::values::DateTime".to_owned(),
            Self::Base64 => "mc_core::values::Base64".to_owned(),
            Self::Form(form) => format!("mc_core::values::{}", form.rust),
            Self::Bool => "bool".to_owned(),
            Self::I32 => "i32".to_owned(),
            Self::I64 => "i64".to_owned(),
            Self::U64 => "u64".to_owned(),
            Self::F32 => "f32".to_owned(),
            Self::F64 => "f64".to_owned(),
            Self::Decimal => "mc_core::values::Decimal".to_owned(),
            Self::Any => "mc_core::RawJson".to_owned(),
            Self::List(item) => format!("Vec<{}>", item.rust()),
            Self::Map(value) => format!("std::collections::BTreeMap<String, {}>", value.rust()),
            Self::Nullable(value) => format!("Option<{}>", value.rust()),
            Self::Model(name) => format!("models::{name}"),
        }
    }

    /// Whether the type is a number or a boolean, cheap to hand over by value.
    pub fn is_copy(&self) -> bool {
        matches!(
            self,
            Self::Bool | Self::I32 | Self::I64 | Self::U64 | Self::F32 | Self::F64
        )
    }

    /// Whether the type is an integer, or made of integers alone.
    pub fn is_whole(&self) -> bool {
        match self {
            Self::I32 | Self::I64 | Self::U64 => true,
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.is_whole(),
            _ => false,
        }
    }

    /// Whether the type keeps a text, and hides it in `Debug`.
    pub fn keeps_text(&self) -> bool {
        matches!(
            self,
            Self::Form(_) | Self::Date | Self::DateTime | Self::Base64 | Self::Decimal
        )
    }

    /// Whether the type is a list of such texts.
    pub fn lists_texts(&self) -> bool {
        matches!(self, Self::List(item) if item.keeps_text())
    }

    /// The model that is at the bottom of the type, if there is one.
    pub fn model(&self) -> Option<&str> {
        match self {
            Self::Model(name) => Some(name),
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.model(),
            _ => None,
        }
    }

    /// The honest schema of the type, for the generator.
    pub fn schema(&self) -> Value {
        use serde_json::json;
        match self {
            Self::Text | Self::Form(_) => json!({"type": "string"}),
            Self::Date => json!({"type": "string", "format": "date"}),
            Self::DateTime => json!({"type": "string", "format": "date-time"}),
            Self::Base64 => json!({"type": "string", "format": "byte"}),
            Self::Bool => json!({"type": "boolean"}),
            Self::I32 => json!({"type": "integer", "format": "int32"}),
            Self::I64 => json!({"type": "integer", "format": "int64"}),
            Self::U64 => json!({"type": "integer", "minimum": 0}),
            Self::F32 => json!({"type": "number", "format": "float"}),
            Self::F64 => json!({"type": "number", "format": "double"}),
            Self::Decimal => json!({"type": "number"}),
            Self::Any => json!({}),
            Self::List(item) => json!({"type": "array", "items": item.schema()}),
            Self::Map(value) => json!({"type": "object", "additionalProperties": value.schema()}),
            Self::Nullable(value) => value.schema(),
            Self::Model(name) => json!({"$ref": format!("#/components/schemas/{name}")}),
        }
    }
}

/// What is said of a value's form beside its type: it tells the members of a union apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The only values, where the type is no enum.
    pub values: Vec<Value>,
    /// The `format` of a text.
    pub format: Option<String>,
    /// It is an object of which nothing else is known.
    pub object: bool,
}

/// A field of a struct.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent marks of a property")]
pub struct Field {
    /// The name in JSON.
    pub json: String,
    /// The name in Rust.
    pub rust: String,
    /// The type of the value, without `Option`, `Box` or `Sensitive`.
    pub ty: Type,
    /// Documentation lines.
    pub docs: Vec<String>,
    /// Listed as required.
    pub required: bool,
    /// May be `null`.
    pub nullable: bool,
    /// In answers alone.
    pub read_only: bool,
    /// In requests alone.
    pub write_only: bool,
    /// Has to be given when a value is made, though answers come without it.
    pub demanded: bool,
    /// Card or personal data.
    pub sensitive: bool,
    /// Accepts other JSON types for its own.
    pub lenient: bool,
    /// May be printed.
    pub public: bool,
    /// Other names accepted on input.
    pub aliases: Vec<String>,
    /// Needs a `Box` to have a size.
    pub boxed: bool,
    /// What tells it apart beside its type.
    pub form: Form,
}

impl Field {
    /// Whether the field is an `Option`.
    pub fn is_option(&self) -> bool {
        !self.required || self.nullable
    }

    /// Whether the constructor takes it.
    pub fn is_needed(&self) -> bool {
        !self.is_option() || self.demanded
    }
}

/// A variant of an enum.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The name in Rust.
    pub rust: String,
    /// The value in JSON.
    pub wire: String,
    /// Documentation lines.
    pub docs: Vec<String>,
}

/// One of the types that a union can be.
#[derive(Clone, Debug)]
pub struct Branch {
    /// The variant's name in Rust.
    pub rust: String,
    /// Its type.
    pub ty: Type,
    /// The tag's values that stand for it; the first is the one that is written.
    pub tags: Vec<String>,
    /// What tells it apart beside its type.
    pub form: Form,
}

/// What a model is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// An object with named fields.
    Struct(Vec<Field>),
    /// A closed list of strings in the spec, an open enum in Rust.
    Strings(Vec<Variant>),
    /// A closed list of integers in the spec, an open enum in Rust.
    Integers(Vec<Variant>),
    /// One of several types, told apart by a tag property or by trying.
    Union {
        /// The tag property, if there is one.
        tag: Option<String>,
        /// The types.
        branches: Vec<Branch>,
    },
}

/// A type of the API that gets a file of its own.
#[derive(Clone, Debug)]
pub struct Model {
    /// The name in Rust.
    pub name: String,
    /// The published name, where there is one.
    pub published: Option<String>,
    /// Documentation lines.
    pub docs: Vec<String>,
    /// What it is.
    pub kind: Kind,
    /// The type of an object's fields that have no name in the specification, where it says one.
    pub others: Option<Type>,
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

/// A parameter of an operation.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent marks of a parameter")]
pub struct Parameter {
    /// The name on the wire.
    pub name: String,
    /// The name in Rust.
    pub rust: String,
    /// Where it travels.
    pub location: Location,
    /// Its type.
    pub ty: Type,
    /// The OpenAPI style, as `mc_core::Style` names it.
    pub style: &'static str,
    /// The OpenAPI `explode`.
    pub explode: bool,
    /// Reserved characters stay as they are.
    pub reserved: bool,
    /// Must be given.
    pub required: bool,
    /// May be printed.
    pub public: bool,
    /// Documentation lines.
    pub docs: Vec<String>,
}

/// How a field of a form is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    /// The field's name in JSON.
    pub name: String,
    /// The style, as `mc_core::Style` names it.
    pub style: &'static str,
    /// The OpenAPI `explode`.
    pub explode: bool,
}

/// What an operation sends.
#[derive(Clone, Debug)]
pub enum Body {
    /// JSON of a type.
    Json(Type),
    /// JSON of a type under a name of its own, as `application/merge-patch+json`.
    JsonAs(String, Type),
    /// `application/x-www-form-urlencoded` of names and values.
    Form,
    /// `application/x-www-form-urlencoded` of the fields of a type, with the styles that are not the default.
    FormOf(Type, Vec<Style>),
    /// `multipart/form-data`.
    Multipart,
    /// Bytes under a content type.
    Bytes(String),
}

/// What an operation answers when all is well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// JSON of a type; the flag says that some good answers are empty.
    Json {
        /// The type.
        ty: Type,
        /// One of the good statuses has no body.
        or_empty: bool,
        /// A single object is taken for a list of one.
        lenient: bool,
        /// The media types, where they are not `application/json` alone.
        accept: Option<String>,
    },
    /// Text of a media type.
    Text(String),
    /// Bytes of a media type.
    Bytes(String),
    /// Nothing.
    Empty,
}

/// How an operation's payload is encrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// It is not.
    None,
    /// The whole body is wrapped.
    Body(Wrapper),
    /// One field carries a JWE.
    Field(String),
}

/// How an encrypted body is wrapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapper {
    /// The member that holds it.
    pub member: String,
    /// Further names of the member in answers.
    pub accepts: Vec<String>,
    /// The variant of `mc_core::AnswerForm`.
    pub answers: &'static str,
}

/// An operation of the API.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Our id in `lowerCamelCase`.
    pub id: String,
    /// The published id.
    pub published_id: String,
    /// The method's name in Rust.
    pub function: String,
    /// The constant's name in Rust.
    pub constant: String,
    /// The HTTP method in upper case.
    pub method: String,
    /// The path template.
    pub path: String,
    /// The module's name.
    pub module: String,
    /// Documentation lines.
    pub docs: Vec<String>,
    /// Parameters in the order of the path, then as published.
    pub parameters: Vec<Parameter>,
    /// The body, and whether it must be given.
    pub body: Option<(Body, bool)>,
    /// Documentation lines of the body.
    pub body_docs: Vec<String>,
    /// Documentation lines of the answers.
    pub answers_docs: Vec<String>,
    /// The good answer.
    pub answer: Answer,
    /// The method's name that gives the headers of the response as well, where the specification has some.
    pub with_headers: Option<String>,
    /// What is said of these headers: the items of a list.
    pub headers_docs: Vec<String>,
    /// The servers that it has in place of the API's: the environment that each belongs to, empty for all, and the URL.
    pub servers: Vec<(String, String)>,
    /// The OAuth 2.0 scopes that it needs.
    pub scopes: Vec<String>,
    /// The payload's encryption.
    pub encryption: Encryption,
    /// May be repeated safely.
    pub idempotent: bool,
    /// Creates a dispute event.
    pub event: bool,
    /// How many requests a second the product's documentation allows for a key.
    pub rate_limit: Option<u32>,
    /// Deprecated by the spec.
    pub deprecated: bool,
}

/// One module of operations.
#[derive(Clone, Debug)]
pub struct Module {
    /// The name in Rust.
    pub name: String,
    /// The type that has the operations as methods.
    pub type_name: String,
    /// Documentation lines.
    pub docs: Vec<String>,
}

/// An environment of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    /// The variant's name in Rust.
    pub name: String,
    /// The base URL.
    pub url: String,
    /// The variant of `mc_core::Authentication`, where it is known.
    pub authentication: Option<&'static str>,
}

/// The whole API.
#[derive(Clone, Debug)]
pub struct Api {
    /// The title.
    pub title: String,
    /// The spec's version.
    pub version: String,
    /// Documentation lines of the crate.
    pub docs: Vec<String>,
    /// The environments.
    pub environments: Vec<Environment>,
    /// The modules.
    pub modules: Vec<Module>,
    /// The operations, by module and id.
    pub operations: Vec<Operation>,
    /// The models, by name.
    pub models: Vec<Model>,
}
