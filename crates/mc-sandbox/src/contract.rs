//! What the specs say of a product, and whether a call keeps to it.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use http::HeaderMap;
use jsonschema::error::ValidationErrorKind;
use jsonschema::{Registry, Resource, ValidationError, Validator};
use mc_core::Operation;
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value, json};

use crate::product::Product;
use crate::service::{Problem, ProblemKind};
use crate::{Error, Result};

/// How deep references and compositions are followed.
const DEPTH: usize = 24;

/// One product's operations and schemas.
pub(crate) struct Contract {
    pub(crate) base_path: String,
    pub(crate) operations: Vec<Arc<Described>>,
    schemas: Arc<Schemas>,
}

/// One operation, as the spec describes it.
pub(crate) struct Described {
    pub(crate) operation: &'static Operation,
    segments: Vec<Segment>,
    parameters: Vec<Parameter>,
    body: Option<BodyRule>,
    responses: BTreeMap<String, Option<Schema>>,
    /// The field that holds a payload of its own, and what the payload is.
    plaintext: Option<(String, Schema)>,
}

enum Segment {
    Fixed(String),
    Named(String),
}

struct Parameter {
    name: String,
    place: String,
    required: bool,
    explode: bool,
    separator: char,
    schema: Schema,
}

struct BodyRule {
    required: bool,
    schema: Schema,
}

/// The named schemas of a product, for validators and for walking.
struct Schemas {
    uri: String,
    document: Value,
    registry: Registry<'static>,
}

/// A schema, compiled when it is first needed.
struct Schema {
    value: Value,
    schemas: Arc<Schemas>,
    validator: OnceLock<Option<Validator>>,
}

/// A call's parameters, taken apart.
pub(crate) struct Parameters {
    pub(crate) path: BTreeMap<String, String>,
    pub(crate) query: Vec<(String, String)>,
}

/// Where a path leads.
pub(crate) enum Route<'c> {
    Found(&'c Arc<Described>, BTreeMap<String, String>),
    /// There is such a path, with these methods.
    OtherMethods(Vec<&'static str>),
    Nowhere,
}

impl Contract {
    pub(crate) fn load(product: Product) -> Result<Self> {
        let broken = |what: &str| {
            Error::new(format!(
                "the facts of {product} are broken: {what}; run `cargo xtask generate`"
            ))
        };
        let facts: Value = serde_json::from_str(product.facts()).map_err(|error| broken(&error.to_string()))?;
        let uri = format!("urn:mc-sandbox:{product}");
        let document = json!({
            "$schema": facts["$schema"],
            "$id": uri,
            "$defs": facts["$defs"],
        });
        let registry = Registry::new()
            .add(uri.clone(), Resource::from_contents(document.clone()))
            .and_then(jsonschema::RegistryBuilder::prepare)
            .map_err(|error| broken(&error.to_string()))?;
        let schemas = Arc::new(Schemas {
            uri,
            document,
            registry,
        });
        let mut operations = Vec::new();
        for described in facts["operations"].as_array().into_iter().flatten() {
            let (method, path) = (text(described, "method"), text(described, "path"));
            let operation = product
                .operations()
                .iter()
                .find(|operation| operation.method() == method && operation.path() == path)
                .ok_or_else(|| broken(&format!("the crate has no {method} {path}")))?;
            operations.push(Arc::new(Described::new(operation, described, &schemas)));
        }
        if operations.len() != product.operations().len() {
            return Err(broken("the crate has an operation more"));
        }
        Ok(Self {
            base_path: product.base_path(),
            operations,
            schemas,
        })
    }

    /// Finds the operation of a method and a path below the base path.
    pub(crate) fn route(&self, method: &str, path: &str) -> Route<'_> {
        let mut found: Vec<(&Arc<Described>, BTreeMap<String, String>)> = self
            .operations
            .iter()
            .filter_map(|described| Some((described, described.matches(path)?)))
            .collect();
        // A fixed segment is more exact than a named one.
        let least = found.iter().map(|(_, names)| names.len()).min();
        found.retain(|(_, names)| Some(names.len()) == least);
        if let Some(at) = found
            .iter()
            .position(|(described, _)| described.operation.method() == method)
        {
            let (described, names) = found.swap_remove(at);
            return Route::Found(described, names);
        }
        if found.is_empty() {
            return Route::Nowhere;
        }
        let mut methods: Vec<&str> = found
            .iter()
            .map(|(described, _)| described.operation.method())
            .collect();
        methods.sort_unstable();
        Route::OtherMethods(methods)
    }

    /// The schema that a reference stands for.
    pub(crate) fn resolve<'v>(&'v self, schema: &'v Value) -> &'v Value {
        self.schemas.resolve(schema)
    }
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

impl Schemas {
    fn resolve<'v>(&'v self, mut schema: &'v Value) -> &'v Value {
        for _ in 0..DEPTH {
            let Some(reference) = schema.get("$ref").and_then(Value::as_str) else {
                return schema;
            };
            let pointer = reference.split_once('#').map_or("", |(_, pointer)| pointer);
            match self.document.pointer(pointer) {
                Some(target) => schema = target,
                None => return &Value::Null,
            }
        }
        &Value::Null
    }
}

impl Schema {
    fn new(value: &Value, schemas: &Arc<Schemas>) -> Self {
        Self {
            value: absolute(value, &schemas.uri),
            schemas: Arc::clone(schemas),
            validator: OnceLock::new(),
        }
    }

    /// Checks a value; the place of a problem begins with `root`.
    fn check(&self, value: &Value, root: &str) -> Result<(), Problem> {
        let validator = self.validator.get_or_init(|| {
            jsonschema::options()
                .with_registry(&self.schemas.registry)
                .should_validate_formats(true)
                .with_format("byte", |text: &str| is_base64(text))
                .build(&self.value)
                .map_err(|error| tracing::error!(%error, "a schema cannot be compiled"))
                .ok()
        });
        let Some(validator) = validator else {
            return Err(Problem {
                kind: ProblemKind::Invalid,
                place: root.to_owned(),
                message: "the sandbox's own schema is broken; run `cargo xtask generate`".to_owned(),
            });
        };
        validator.validate(value).map_err(|error| problem(&error, root))
    }
}

/// Base64 in the standard alphabet, with padding.
fn is_base64(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    text.len().is_multiple_of(4)
        && text.len() - body.len() <= 2
        && body
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/')
}

/// References made to lead into the product's document from wherever they stand.
fn absolute(value: &Value, uri: &str) -> Value {
    match value {
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| {
                let value = match (key.as_str(), value) {
                    ("$ref", Value::String(reference)) if reference.starts_with('#') => {
                        format!("{uri}{reference}").into()
                    }
                    (_, value) => absolute(value, uri),
                };
                (key.clone(), value)
            })
            .collect::<Map<_, _>>()
            .into(),
        Value::Array(list) => list.iter().map(|value| absolute(value, uri)).collect::<Vec<_>>().into(),
        other => other.clone(),
    }
}

/// A violation, told without the value that is wrong.
fn problem(error: &ValidationError<'_>, root: &str) -> Problem {
    let mut place = format!("{root}{}", error.instance_path());
    let mut kind = ProblemKind::Invalid;
    let message = match error.kind() {
        ValidationErrorKind::Required { property } => {
            kind = ProblemKind::Missing;
            place = format!("{place}/{}", property.as_str().unwrap_or_default());
            "is missing".to_owned()
        }
        ValidationErrorKind::Type { .. } => "has another type than the contract gives it".to_owned(),
        ValidationErrorKind::Enum { .. } => "is none of the values that the contract lists".to_owned(),
        ValidationErrorKind::Format { format } => format!("is no {format}"),
        ValidationErrorKind::MaxLength { limit } => format!("is longer than {limit} characters"),
        ValidationErrorKind::MinLength { limit } => format!("is shorter than {limit} characters"),
        ValidationErrorKind::MaxItems { limit } => format!("has more than {limit} items"),
        ValidationErrorKind::MinItems { limit } => format!("has fewer than {limit} items"),
        ValidationErrorKind::Maximum { limit } | ValidationErrorKind::ExclusiveMaximum { limit } => {
            format!("is above the limit of {limit}")
        }
        ValidationErrorKind::Minimum { limit } | ValidationErrorKind::ExclusiveMinimum { limit } => {
            format!("is below the limit of {limit}")
        }
        ValidationErrorKind::Pattern { .. } => "does not match the pattern of the contract".to_owned(),
        _ => format!("does not fit the contract (`{}`)", error.kind().keyword()),
    };
    Problem { kind, place, message }
}

impl Described {
    fn new(operation: &'static Operation, described: &Value, schemas: &Arc<Schemas>) -> Self {
        let segments = text(described, "path")
            .split('/')
            .map(
                |segment| match segment.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
                    Some(name) => Segment::Named(name.to_owned()),
                    None => Segment::Fixed(segment.to_owned()),
                },
            )
            .collect();
        let parameters = described["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|parameter| Parameter {
                name: text(parameter, "name").to_owned(),
                place: text(parameter, "in").to_owned(),
                required: parameter["required"].as_bool().unwrap_or(false),
                explode: parameter["explode"].as_bool().unwrap_or(false),
                separator: match text(parameter, "style") {
                    "spaceDelimited" => ' ',
                    "pipeDelimited" => '|',
                    _ => ',',
                },
                schema: Schema::new(&parameter["schema"], schemas),
            })
            .collect();
        let json = |content: &Value| {
            content
                .as_object()
                .into_iter()
                .flatten()
                .find(|(media, _)| media.starts_with("application/json"))
                .map(|(_, schema)| Schema::new(schema, schemas))
        };
        Self {
            operation,
            segments,
            parameters,
            body: described.get("body").and_then(|body| {
                Some(BodyRule {
                    required: body["required"].as_bool().unwrap_or(false),
                    schema: json(&body["content"])?,
                })
            }),
            responses: described["responses"]
                .as_object()
                .into_iter()
                .flatten()
                .map(|(status, content)| (status.clone(), json(content)))
                .collect(),
            plaintext: described.get("plaintext").map(|plaintext| {
                let field = text(plaintext, "field").to_owned();
                (field, Schema::new(&plaintext["schema"], schemas))
            }),
        }
    }

    /// The path parameters, if this is a path of the operation.
    fn matches(&self, path: &str) -> Option<BTreeMap<String, String>> {
        let mut given = path.split('/');
        let mut names = BTreeMap::new();
        for segment in &self.segments {
            let part = given.next()?;
            match segment {
                Segment::Fixed(text) if text == part => {}
                Segment::Named(name) if !part.is_empty() => {
                    let value = percent_decode_str(part).decode_utf8().ok()?;
                    names.insert(name.clone(), value.into_owned());
                }
                _ => return None,
            }
        }
        given.next().is_none().then_some(names)
    }

    /// Whether the operation takes a body.
    pub(crate) fn takes_body(&self) -> bool {
        self.body.is_some()
    }

    /// Checks path, query and headers.
    pub(crate) fn check_parameters(&self, parameters: &Parameters, headers: &HeaderMap) -> Result<(), Problem> {
        for parameter in &self.parameters {
            let refused = |kind, message: &str| Problem {
                kind,
                place: parameter.name.clone(),
                message: message.to_owned(),
            };
            let given: Vec<String> = match parameter.place.as_str() {
                "path" => parameters.path.get(&parameter.name).cloned().into_iter().collect(),
                "query" => parameters
                    .query
                    .iter()
                    .filter(|(name, _)| *name == parameter.name)
                    .map(|(_, value)| value.clone())
                    .collect(),
                "header" => headers
                    .get_all(&parameter.name)
                    .iter()
                    .filter_map(|value| value.to_str().ok())
                    .map(str::to_owned)
                    .collect(),
                _ => continue,
            };
            if given.is_empty() {
                if parameter.required {
                    return Err(refused(ProblemKind::Missing, "is missing"));
                }
                continue;
            }
            let value = parameter
                .value(&given)
                .map_err(|what| refused(ProblemKind::Invalid, what))?;
            parameter.schema.check(&value, "").map_err(|mut problem| {
                problem.place.clone_from(&parameter.name);
                problem
            })?;
        }
        Ok(())
    }

    /// Checks a body in the clear, or that there is none where none is needed.
    pub(crate) fn check_body(&self, body: Option<&Value>) -> Result<(), Problem> {
        match (&self.body, body) {
            (Some(rule), Some(body)) => rule.schema.check(body, ""),
            (Some(rule), None) if rule.required => Err(Problem {
                kind: ProblemKind::Missing,
                place: "body".to_owned(),
                message: "is missing".to_owned(),
            }),
            _ => Ok(()),
        }
    }

    /// Whether the contract describes the plaintext of a field apart from its form on the wire.
    pub(crate) fn has_plaintext(&self) -> bool {
        self.plaintext.is_some()
    }

    /// Checks what was in the encrypted field.
    pub(crate) fn check_plaintext(&self, field: &str, value: &Value) -> Result<(), Problem> {
        match &self.plaintext {
            Some((name, schema)) if name == field => schema.check(value, &format!("/{field}")),
            _ => Ok(()),
        }
    }

    /// The schema of a response: nothing where the spec says nothing of this status.
    fn response(&self, status: u16) -> Option<&Option<Schema>> {
        let class = format!("{}XX", status / 100);
        [status.to_string(), class]
            .iter()
            .find_map(|key| self.responses.get(key))
            .or_else(|| self.responses.get("default").filter(|_| status >= 300))
    }

    /// Checks an answer before it is encrypted.
    pub(crate) fn check_response(&self, status: u16, body: Option<&Value>) -> Result<(), Problem> {
        let refused = |message: &str| Problem {
            kind: ProblemKind::Invalid,
            place: format!("response {status}"),
            message: message.to_owned(),
        };
        match (self.response(status), body) {
            (Some(Some(schema)), Some(body)) => schema.check(body, ""),
            (Some(Some(_)), None) if status < 300 => Err(refused("has no body")),
            (Some(None), Some(_)) if status < 300 => Err(refused("has a body that the contract does not know")),
            (None, _) if status < 300 => Err(refused("is a status that the contract does not know")),
            _ => Ok(()),
        }
    }

    /// The schema of the answer with this status.
    pub(crate) fn response_schema(&self, status: u16) -> Option<&Value> {
        self.response(status)?.as_ref().map(|schema| &schema.value)
    }
}

impl Parameter {
    /// The value as JSON.
    fn value(&self, given: &[String]) -> Result<Value, &'static str> {
        let schema = self.schema.schemas.resolve(&self.schema.value);
        let kind = text(schema, "type");
        if kind == "array" {
            let parts: Vec<&str> = if self.explode && self.place == "query" {
                given.iter().map(String::as_str).collect()
            } else {
                given.iter().flat_map(|text| text.split(self.separator)).collect()
            };
            let item = self.schema.schemas.resolve(&schema["items"]);
            let kind = text(item, "type");
            return parts
                .into_iter()
                .map(|part| scalar(kind, part))
                .collect::<Result<Vec<_>, _>>()
                .map(Value::from);
        }
        match given {
            [one] => scalar(kind, one),
            _ => Err("is there more than once"),
        }
    }
}

fn scalar(kind: &str, text: &str) -> Result<Value, &'static str> {
    match kind {
        "integer" | "number" => match serde_json::from_str(text) {
            Ok(value @ Value::Number(_)) => Ok(value),
            _ => Err("is no number"),
        },
        "boolean" => text.parse().map(Value::Bool).map_err(|_| "is neither true nor false"),
        _ => Ok(text.into()),
    }
}

/// Calls `visit` with each value of a document and the schemas that describe it.
pub(crate) fn walk(
    contract: &Contract,
    schema: &Value,
    value: &mut Value,
    visit: &mut impl FnMut(&[&Value], &mut Value),
) {
    fn gather<'v>(contract: &'v Contract, schema: &'v Value, all: &mut Vec<&'v Value>, depth: usize) {
        let schema = contract.resolve(schema);
        if depth > DEPTH {
            return;
        }
        all.push(schema);
        for key in ["allOf", "anyOf", "oneOf"] {
            for part in schema.get(key).and_then(Value::as_array).into_iter().flatten() {
                gather(contract, part, all, depth + 1);
            }
        }
    }
    fn each(
        contract: &Contract,
        schemas: &[&Value],
        value: &mut Value,
        visit: &mut impl FnMut(&[&Value], &mut Value),
        depth: usize,
    ) {
        let mut all = Vec::new();
        for schema in schemas {
            gather(contract, schema, &mut all, 0);
        }
        visit(&all, value);
        if depth > DEPTH {
            return;
        }
        match value {
            Value::Object(map) => {
                for (name, value) in map {
                    let below: Vec<&Value> = all
                        .iter()
                        .filter_map(|schema| schema.get("properties")?.get(name))
                        .collect();
                    each(contract, &below, value, visit, depth + 1);
                }
            }
            Value::Array(list) => {
                let below: Vec<&Value> = all.iter().filter_map(|schema| schema.get("items")).collect();
                for value in list {
                    each(contract, &below, value, visit, depth + 1);
                }
            }
            _ => {}
        }
    }
    each(contract, &[schema], value, visit, 0);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(contract: &Contract, id: &str) -> Arc<Described> {
        let found = contract
            .operations
            .iter()
            .find(|described| described.operation.id() == id);
        Arc::clone(found.unwrap())
    }

    #[test]
    fn an_answer_that_breaks_the_contract_is_noticed() {
        let contract = Contract::load(Product::AutomaticBillingUpdater).unwrap();
        let inquiry = described(&contract, "inquireAccount");
        let place =
            |status, body: Option<Value>| inquiry.check_response(status, body.as_ref()).err().map(|it| it.place);
        assert_eq!(place(200, Some(json!({"responseIndicator": "VALID"}))), None);
        assert_eq!(
            place(200, Some(json!({"responseIndicator": "MAYBE"}))).unwrap(),
            "/responseIndicator"
        );
        assert_eq!(
            place(200, Some(json!({"responseIndicator": 5}))).unwrap(),
            "/responseIndicator"
        );
        assert_eq!(
            place(200, Some(json!({"account": {"accountNumber": "5555555555554444"}}))).unwrap(),
            "/account/expiryDate"
        );
        assert_eq!(place(200, None).unwrap(), "response 200");
        assert_eq!(place(202, Some(json!({}))).unwrap(), "response 202");
        assert_eq!(place(400, Some(json!({"Errors": {}}))).unwrap(), "/Errors/Error");
        assert_eq!(
            place(503, Some(json!({"anything": 1}))),
            None,
            "the contract does not know this error"
        );
        let deletion = described(&contract, "unsubscribeAccount");
        assert!(deletion.check_response(202, None).is_ok());
        assert!(deletion.check_response(202, Some(&json!({}))).is_err());
    }

    #[test]
    fn fixed_segments_go_before_named_ones() {
        let contract = Contract::load(Product::Mastercom).unwrap();
        let id = |method: &str, path: &str| match contract.route(method, path) {
            Route::Found(described, names) => (described.operation.path(), names),
            Route::OtherMethods(_) | Route::Nowhere => ("", BTreeMap::new()),
        };
        for described in &contract.operations {
            // Every template leads to itself, whatever its names stand for.
            let path = described.operation.path().replace(['{', '}'], "");
            assert_eq!(id(described.operation.method(), &path).0, described.operation.path());
        }
        let (path, names) = id("GET", "/v6/claims/a%2Fb%20c");
        assert_eq!((path, names["claim-id"].as_str()), ("/v6/claims/{claim-id}", "a/b c"));
    }

    #[test]
    fn base64_is_the_standard_alphabet_with_padding() {
        for (text, valid) in [
            ("", true),
            ("AA==", true),
            ("AAA=", true),
            ("A+/a", true),
            ("A", false),
            ("A===", false),
            ("A-_a", false),
        ] {
            assert_eq!(is_base64(text), valid, "{text}");
        }
    }
}
