//! The ledger of OpenAPI, held to what the reader does: each member that the specification defines is in a small document, and
//! what becomes of it is what the ledger says.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use xtask::spec::grammar::Kind;
use xtask::spec::ledger::{OPENAPI_30, OPENAPI_31, Verdict};
use xtask::spec::prepare::prepare;
use xtask::spec::{contract, emit, pointer, read};

/// What a document becomes: all that goes into the crate, and what is reported with its place.
struct Made {
    crate_: Value,
    reports: Vec<String>,
}

fn made(document: &Value) -> Result<Made, String> {
    let text = document.to_string();
    let read = read::read(text.as_bytes(), "ledger.json").map_err(|error| format!("{error:#}"))?;
    let contract = contract::repaired(&read).map_err(|error| format!("{error:#}"))?;
    let prepared = prepare(&contract.value, &contract.value, &[]);
    let api = &prepared.api;
    let warnings = contract.warnings.iter().map(|warning| warning.pointer.clone());
    let findings = prepared.findings.iter().map(|finding| finding.pointer.clone());
    let reports = prepared.reports.iter().map(|report| report.pointer.clone());
    Ok(Made {
        crate_: json!([emit::emit(api), api.title, api.version, api.docs]),
        reports: warnings.chain(findings).chain(reports).collect(),
    })
}

/// Puts a value where a pointer leads; what is missing on the way is made.
fn put(document: &mut Value, at: &str, value: Value) {
    let mut here = document;
    for part in at.split('/').skip(1) {
        let part = part.replace("~1", "/").replace("~0", "~");
        here = if let Ok(index) = part.parse::<usize>()
            && !here.is_object()
        {
            if !here.is_array() {
                *here = json!([]);
            }
            let list = here.as_array_mut().unwrap();
            while list.len() <= index {
                list.push(Value::Null);
            }
            &mut list[index]
        } else {
            if !here.is_object() {
                *here = json!({});
            }
            here.as_object_mut().unwrap().entry(part).or_insert(Value::Null)
        };
    }
    match (here, value) {
        (Value::Object(known), Value::Object(new)) => known.extend(new),
        (here, value) => *here = value,
    }
}

/// A document that has nothing to report.
fn base(version: &str) -> Value {
    let text = json!({"type": "string"});
    json!({
        "openapi": version,
        "info": {"title": "T", "version": "1"},
        "servers": [{"url": "https://api.example.com"}],
        "tags": [{"name": "things"}],
        "paths": {"/a": {
            "get": {
                "operationId": "getA",
                "tags": ["things"],
                "parameters": [{"name": "q", "in": "query", "schema": text}],
                "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}},
            },
            "post": {
                "operationId": "postA",
                "tags": ["things"],
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}},
                "responses": {"204": {}},
            },
        }},
        "components": {"schemas": {
            "A": {"type": "object", "properties": {"p": {"type": "string"}}},
            "B": {"type": "object", "properties": {"k": text, "b": text}},
            "C": {"type": "object", "properties": {"k": text, "c": text}},
        }},
    })
}

const OPERATION: &str = "/paths/~1a/get";
const FORM: &str = "/paths/~1a/post/requestBody/content/application~1x-www-form-urlencoded";

/// Where an object of a kind is in the document, and what it has beside the member in question.
fn home(kind: Kind) -> (String, Value) {
    let at = |at: &str| at.to_owned();
    let in_operation = |rest: &str| format!("{OPERATION}{rest}");
    let text = json!({"type": "string"});
    match kind {
        Kind::Document => (at(""), json!({})),
        Kind::Info => (at("/info"), json!({})),
        Kind::Contact => (at("/info/contact"), json!({})),
        Kind::License => (at("/info/license"), json!({"name": "L"})),
        Kind::Server => (at("/servers/0"), json!({})),
        Kind::ServerVariable => (
            at("/servers/0"),
            json!({"url": "https://{v}.example.com", "variables": {"v": {"default": "a"}}}),
        ),
        Kind::Tag => (at("/tags/0"), json!({})),
        Kind::ExternalDocs => (at("/externalDocs"), json!({"url": "https://docs.example.com"})),
        Kind::PathItem => (at("/paths/~1a"), json!({})),
        Kind::Operation => (at(OPERATION), json!({})),
        Kind::Parameter => (in_operation("/parameters/0"), json!({})),
        Kind::RequestBody => (at("/paths/~1a/post/requestBody"), json!({})),
        Kind::MediaType => (at("/paths/~1a/post/requestBody/content/application~1json"), json!({})),
        Kind::Encoding => (format!("{FORM}/encoding/list"), json!({})),
        Kind::Response => (in_operation("/responses/200"), json!({})),
        Kind::Header => (in_operation("/responses/200/headers/X-H"), json!({"schema": text})),
        Kind::Link => (in_operation("/responses/200/links/l"), json!({"operationId": "postA"})),
        Kind::Example => (in_operation("/parameters/0/examples/e"), json!({"value": "x"})),
        Kind::Schema => (at("/components/schemas/A/properties/p"), json!({})),
        Kind::Discriminator => (
            at("/components/schemas/A"),
            json!({
                "properties": {}, "discriminator": {"propertyName": "k"},
                "oneOf": [{"$ref": "#/components/schemas/B"}, {"$ref": "#/components/schemas/C"}],
            }),
        ),
        Kind::Xml => (at("/components/schemas/A/properties/p/xml"), json!({})),
        Kind::Components => (at("/components"), json!({})),
        Kind::SecurityScheme => (at("/components/securitySchemes/s"), json!({"type": "http"})),
        Kind::OAuthFlows => (
            at("/components/securitySchemes/s"),
            json!({"type": "oauth2", "flows": {}}),
        ),
        Kind::OAuthFlow => (
            at("/components/securitySchemes/s"),
            json!({"type": "oauth2", "flows": {"password": {}}}),
        ),
        Kind::Callback | Kind::SecurityRequirement => unreachable!("they have no members by name"),
    }
}

/// Where the member's object is, behind its home.
fn inside(kind: Kind) -> &'static str {
    match kind {
        Kind::ServerVariable => "/variables/v",
        Kind::Discriminator => "/discriminator",
        Kind::OAuthFlows => "/flows",
        Kind::OAuthFlow => "/flows/password",
        _ => "",
    }
}

/// One member: the kind of its object, its name, its value, and what the object has beside it.
struct Row(Kind, &'static str, Value, Value);

/// The members of OpenAPI 3.0.3, object by object in the order of the specification.
#[allow(clippy::too_many_lines, reason = "one list")]
fn openapi_30() -> Vec<Row> {
    let none = || json!({});
    let text = || json!({"type": "string"});
    let operation = || json!({"operationId": "other", "responses": {"204": {}}});
    let mut rows = vec![
        Row(
            Kind::Document,
            "openapi",
            json!("3.1.0"),
            json!({"components": {"schemas": {"A": {"properties": {"p": {"type": ["integer"]}}}}}}),
        ),
        Row(
            Kind::Document,
            "info",
            json!({"title": "Other", "version": "2"}),
            none(),
        ),
        Row(
            Kind::Document,
            "servers",
            json!([{"url": "https://other.example.com"}]),
            none(),
        ),
        Row(Kind::Document, "paths", json!({}), none()),
        Row(
            Kind::Document,
            "components",
            json!({"schemas": {"A": {"type": "object"}}}),
            none(),
        ),
        Row(
            Kind::Document,
            "security",
            json!([{"s": ["read"]}]),
            json!({"components": {
                "schemas": {"A": {"type": "object"}}, "securitySchemes": {"s": {"type": "oauth2"}},
            }}),
        ),
        Row(
            Kind::Document,
            "tags",
            json!([{"name": "things", "description": "All."}]),
            none(),
        ),
        Row(
            Kind::Document,
            "externalDocs",
            json!({"url": "https://docs.example.com"}),
            none(),
        ),
        Row(Kind::Server, "url", json!("https://other.example.com"), none()),
        Row(Kind::Server, "description", json!("Sandbox"), none()),
        Row(
            Kind::Server,
            "variables",
            json!({"v": {"default": "a"}}),
            json!({"url": "https://{v}.example.com"}),
        ),
        Row(Kind::ServerVariable, "enum", json!(["a", "b"]), none()),
        Row(Kind::ServerVariable, "default", json!("b"), none()),
        Row(Kind::ServerVariable, "description", json!("Words."), none()),
        Row(
            Kind::Components,
            "schemas",
            json!({"D": {"type": "object", "properties": {"d": text()}}}),
            none(),
        ),
        Row(
            Kind::Components,
            "responses",
            json!({"R": {"content": {"application/json": {"schema": {"type": "integer"}}}}}),
            none(),
        ),
        Row(
            Kind::Components,
            "parameters",
            json!({"P": {"name": "other", "in": "query", "schema": text()}}),
            none(),
        ),
        Row(Kind::Components, "examples", json!({"E": {"value": 1}}), none()),
        Row(
            Kind::Components,
            "requestBodies",
            json!({"R": {"content": {"application/json": {"schema": {"type": "integer"}}}}}),
            none(),
        ),
        Row(
            Kind::Components,
            "headers",
            json!({"H": {"description": "Words.", "schema": text()}}),
            none(),
        ),
        Row(
            Kind::Components,
            "securitySchemes",
            json!({"s": {"type": "oauth2"}}),
            none(),
        ),
        Row(
            Kind::Components,
            "links",
            json!({"L": {"operationId": "postA"}}),
            none(),
        ),
        Row(Kind::Components, "callbacks", json!({"K": {"{$url}": {}}}), none()),
        Row(Kind::PathItem, "$ref", json!("#/x-items/i"), none()),
        Row(Kind::PathItem, "summary", json!("Words."), none()),
        Row(Kind::PathItem, "description", json!("Words."), none()),
        Row(
            Kind::PathItem,
            "servers",
            json!([{"url": "https://other.example.com"}]),
            none(),
        ),
        Row(
            Kind::PathItem,
            "parameters",
            json!([{"name": "r", "in": "query", "schema": text()}]),
            none(),
        ),
        Row(Kind::Operation, "tags", json!(["others"]), none()),
        Row(Kind::Operation, "operationId", json!("other"), none()),
        Row(
            Kind::Operation,
            "parameters",
            json!([{"name": "r", "in": "query", "schema": text()}]),
            none(),
        ),
        Row(
            Kind::Operation,
            "requestBody",
            json!({"content": {"application/json": {"schema": text()}}}),
            none(),
        ),
        Row(
            Kind::Operation,
            "responses",
            json!({"200": {"content": {"application/json": {"schema": {"type": "integer"}}}}}),
            none(),
        ),
        Row(
            Kind::Operation,
            "callbacks",
            json!({"c": {"{$url}": {"post": operation()}}}),
            none(),
        ),
        Row(Kind::Operation, "deprecated", json!(true), none()),
        Row(Kind::Operation, "security", json!([{"s": ["read"]}]), none()),
        Row(
            Kind::Operation,
            "servers",
            json!([{"url": "https://other.example.com"}]),
            none(),
        ),
        Row(Kind::Parameter, "$ref", json!("#/components/parameters/P"), none()),
        Row(Kind::Parameter, "name", json!("other"), none()),
        Row(Kind::Parameter, "in", json!("header"), none()),
        Row(Kind::Parameter, "required", json!(true), none()),
        Row(Kind::Parameter, "allowEmptyValue", json!(true), none()),
        Row(Kind::Parameter, "style", json!("pipeDelimited"), none()),
        Row(Kind::Parameter, "explode", json!(false), none()),
        Row(Kind::Parameter, "allowReserved", json!(true), none()),
        Row(Kind::Parameter, "schema", json!({"type": "integer"}), none()),
        Row(Kind::Parameter, "example", json!("x"), none()),
        Row(Kind::Parameter, "examples", json!({"e": {"value": "x"}}), none()),
        Row(
            Kind::Parameter,
            "content",
            json!({"application/json": {"schema": {"type": "integer"}}}),
            json!({"schema": null}),
        ),
        Row(Kind::RequestBody, "$ref", json!("#/components/requestBodies/R"), none()),
        Row(
            Kind::RequestBody,
            "content",
            json!({"application/json": {"schema": {"type": "integer"}}}),
            none(),
        ),
        Row(Kind::RequestBody, "required", json!(true), none()),
        Row(
            Kind::MediaType,
            "schema",
            json!({"$ref": "#/components/schemas/B"}),
            none(),
        ),
        Row(Kind::MediaType, "example", json!({"p": "x"}), none()),
        Row(Kind::MediaType, "examples", json!({"e": {"value": {"p": "x"}}}), none()),
        Row(Kind::Encoding, "contentType", json!("application/json"), none()),
        Row(Kind::Encoding, "headers", json!({"X-H": {"schema": text()}}), none()),
        Row(Kind::Encoding, "style", json!("spaceDelimited"), none()),
        Row(Kind::Encoding, "explode", json!(false), none()),
        Row(Kind::Encoding, "allowReserved", json!(true), none()),
        Row(Kind::Response, "$ref", json!("#/components/responses/R"), none()),
        Row(Kind::Response, "headers", json!({"X-H": {"schema": text()}}), none()),
        Row(
            Kind::Response,
            "content",
            json!({"application/json": {"schema": {"type": "integer"}}}),
            none(),
        ),
        Row(Kind::Response, "links", json!({"l": {"operationId": "postA"}}), none()),
        Row(Kind::Example, "$ref", json!("#/components/examples/E"), none()),
        Row(Kind::Example, "value", json!("y"), none()),
        Row(Kind::Example, "externalValue", json!("https://example.com/e"), none()),
        Row(Kind::Link, "$ref", json!("#/components/links/L"), none()),
        Row(Kind::Link, "operationRef", json!("#/paths/~1a/post"), none()),
        Row(Kind::Link, "operationId", json!("getA"), none()),
        Row(Kind::Link, "parameters", json!({"q": "$response.body#/p"}), none()),
        Row(Kind::Link, "requestBody", json!(1), none()),
        Row(
            Kind::Link,
            "server",
            json!({"url": "https://other.example.com"}),
            none(),
        ),
        Row(Kind::Header, "$ref", json!("#/components/headers/H"), none()),
        Row(Kind::Header, "required", json!(true), none()),
        Row(Kind::Header, "allowEmptyValue", json!(true), none()),
        Row(Kind::Header, "style", json!("simple"), none()),
        Row(Kind::Header, "explode", json!(true), none()),
        Row(Kind::Header, "allowReserved", json!(true), none()),
        Row(Kind::Header, "schema", json!({"type": "integer"}), none()),
        Row(Kind::Header, "example", json!("x"), none()),
        Row(Kind::Header, "examples", json!({"e": {"value": "x"}}), none()),
        Row(Kind::Header, "content", json!({"application/json": {}}), none()),
        Row(Kind::Tag, "name", json!("others"), none()),
        Row(Kind::Schema, "$ref", json!("#/components/schemas/B"), none()),
        Row(Kind::Schema, "title", json!("Named"), json!({"in": "oneOf"})),
        Row(Kind::Schema, "multipleOf", json!(5), json!({"type": "integer"})),
        Row(Kind::Schema, "maximum", json!(5), json!({"type": "integer"})),
        Row(
            Kind::Schema,
            "exclusiveMaximum",
            json!(true),
            json!({"type": "integer", "maximum": 5}),
        ),
        Row(Kind::Schema, "minimum", json!(0), json!({"type": "integer"})),
        Row(
            Kind::Schema,
            "exclusiveMinimum",
            json!(true),
            json!({"type": "integer", "minimum": 0}),
        ),
        Row(Kind::Schema, "maxLength", json!(5), none()),
        Row(Kind::Schema, "minLength", json!(5), none()),
        Row(Kind::Schema, "pattern", json!("^`a`$"), none()),
        Row(
            Kind::Schema,
            "maxItems",
            json!(5),
            json!({"type": "array", "items": {}}),
        ),
        Row(
            Kind::Schema,
            "minItems",
            json!(5),
            json!({"type": "array", "items": {}}),
        ),
        Row(
            Kind::Schema,
            "uniqueItems",
            json!(true),
            json!({"type": "array", "items": {}}),
        ),
        Row(Kind::Schema, "maxProperties", json!(5), json!({"type": "object"})),
        Row(Kind::Schema, "minProperties", json!(5), json!({"type": "object"})),
        Row(
            Kind::Schema,
            "required",
            json!(["x"]),
            json!({"type": "object", "properties": {"x": text()}}),
        ),
        Row(Kind::Schema, "enum", json!(["a", "b"]), none()),
        Row(Kind::Schema, "type", json!("boolean"), none()),
        Row(
            Kind::Schema,
            "allOf",
            json!([{"$ref": "#/components/schemas/B"}]),
            json!({"type": null}),
        ),
        Row(
            Kind::Schema,
            "oneOf",
            json!([{"$ref": "#/components/schemas/B"}, text()]),
            json!({"type": null}),
        ),
        Row(
            Kind::Schema,
            "anyOf",
            json!([{"$ref": "#/components/schemas/B"}, text()]),
            json!({"type": null}),
        ),
        Row(Kind::Schema, "not", json!({"enum": ["x"]}), none()),
        Row(
            Kind::Schema,
            "items",
            json!({"type": "integer"}),
            json!({"type": "array"}),
        ),
        Row(
            Kind::Schema,
            "properties",
            json!({"x": text()}),
            json!({"type": "object"}),
        ),
        Row(
            Kind::Schema,
            "additionalProperties",
            json!({"type": "integer"}),
            json!({"type": "object"}),
        ),
        Row(Kind::Schema, "format", json!("made-up"), none()),
        Row(Kind::Schema, "default", json!("x"), none()),
        Row(Kind::Schema, "nullable", json!(true), json!({"in": "items"})),
        Row(
            Kind::Schema,
            "discriminator",
            json!({"propertyName": "k"}),
            json!({
                "type": null, "oneOf": [{"$ref": "#/components/schemas/B"}, {"$ref": "#/components/schemas/C"}],
            }),
        ),
        Row(Kind::Schema, "readOnly", json!(true), none()),
        Row(Kind::Schema, "writeOnly", json!(true), none()),
        Row(Kind::Schema, "xml", json!({"name": "x"}), none()),
        Row(
            Kind::Schema,
            "externalDocs",
            json!({"url": "https://docs.example.com"}),
            none(),
        ),
        Row(Kind::Schema, "example", json!("x"), none()),
        Row(Kind::Schema, "deprecated", json!(true), none()),
        Row(Kind::Discriminator, "propertyName", json!("b"), none()),
        Row(
            Kind::Discriminator,
            "mapping",
            json!({"x": "#/components/schemas/B"}),
            none(),
        ),
        Row(
            Kind::SecurityScheme,
            "$ref",
            json!("#/components/securitySchemes/t"),
            json!({"type": null}),
        ),
        Row(Kind::SecurityScheme, "type", json!("oauth2"), none()),
        Row(Kind::SecurityScheme, "name", json!("X-Key"), json!({"type": "apiKey"})),
        Row(Kind::SecurityScheme, "in", json!("header"), json!({"type": "apiKey"})),
        Row(Kind::SecurityScheme, "scheme", json!("basic"), none()),
        Row(Kind::SecurityScheme, "bearerFormat", json!("JWT"), none()),
        Row(
            Kind::SecurityScheme,
            "flows",
            json!({"password": {"scopes": {}}}),
            json!({"type": "oauth2"}),
        ),
        Row(
            Kind::SecurityScheme,
            "openIdConnectUrl",
            json!("https://example.com"),
            json!({"type": "openIdConnect"}),
        ),
    ];
    for (kind, members) in [
        (Kind::Info, &["title", "version", "description", "termsOfService"][..]),
        (Kind::Contact, &["name", "url", "email"]),
        (Kind::License, &["name", "url"]),
        (Kind::ExternalDocs, &["description", "url"]),
        (Kind::Xml, &["name", "namespace", "prefix", "attribute", "wrapped"]),
        (Kind::Operation, &["summary", "description"]),
        (Kind::Parameter, &["description"]),
        (Kind::RequestBody, &["description"]),
        (Kind::Response, &["description"]),
        (Kind::Header, &["description"]),
        (Kind::Link, &["description"]),
        (Kind::Example, &["summary", "description"]),
        (Kind::Tag, &["description"]),
        (Kind::Schema, &["description"]),
        (Kind::SecurityScheme, &["description"]),
        (Kind::OAuthFlow, &["authorizationUrl", "tokenUrl", "refreshUrl"]),
    ] {
        rows.extend(members.iter().map(|member| {
            let value = if matches!(*member, "attribute" | "wrapped") {
                json!(true)
            } else {
                json!("Words.")
            };
            Row(kind, member, value, none())
        }));
    }
    rows.push(Row(Kind::Info, "contact", json!({"name": "N"}), none()));
    rows.push(Row(Kind::Info, "license", json!({"name": "N"}), none()));
    rows.push(Row(
        Kind::MediaType,
        "encoding",
        json!({"list": {"explode": false}}),
        json!({"in": "form"}),
    ));
    rows.push(Row(Kind::OAuthFlow, "scopes", json!({"read": "Reads."}), none()));
    let docs = json!({"url": "https://docs.example.com"});
    rows.extend([Kind::Operation, Kind::Tag].map(|kind| Row(kind, "externalDocs", docs.clone(), none())));
    let flows = ["implicit", "password", "clientCredentials", "authorizationCode"];
    rows.extend(flows.map(|flow| {
        Row(
            Kind::OAuthFlows,
            flow,
            json!({"tokenUrl": "https://example.com"}),
            none(),
        )
    }));
    let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
    rows.extend(methods.map(|method| Row(Kind::PathItem, method, operation(), none())));
    rows
}

/// What OpenAPI 3.1 and JSON Schema 2020-12 add, or give another form.
fn openapi_31() -> Vec<Row> {
    let none = || json!({});
    let object = || json!({"type": "object"});
    let list = || json!({"type": "array", "items": {}});
    vec![
        Row(
            Kind::Document,
            "jsonSchemaDialect",
            json!("https://example.com/dialect"),
            none(),
        ),
        Row(Kind::Document, "webhooks", json!({"w": {"post": {}}}), none()),
        Row(Kind::Info, "summary", json!("Words."), none()),
        Row(Kind::License, "identifier", json!("MIT"), none()),
        Row(
            Kind::Components,
            "pathItems",
            json!({"I": {"get": {"operationId": "other", "responses": {"204": {}}}}}),
            none(),
        ),
        Row(
            Kind::Schema,
            "$schema",
            json!("http://json-schema.org/draft-07/schema#"),
            none(),
        ),
        Row(Kind::Schema, "$id", json!("https://example.com/s"), none()),
        Row(Kind::Schema, "$anchor", json!("a"), none()),
        Row(
            Kind::Schema,
            "$vocabulary",
            json!({"https://example.com/v": true}),
            none(),
        ),
        Row(Kind::Schema, "$comment", json!("Words."), none()),
        Row(
            Kind::Schema,
            "$defs",
            json!({"D": {"type": "integer"}}),
            json!({"type": "object", "properties": {
                "d": {"$ref": "#/components/schemas/A/properties/p/$defs/D"},
            }}),
        ),
        Row(Kind::Schema, "$dynamicRef", json!("#a"), none()),
        Row(Kind::Schema, "$dynamicAnchor", json!("a"), none()),
        Row(Kind::Schema, "type", json!(["integer", "null"]), none()),
        Row(Kind::Schema, "const", json!("x"), none()),
        Row(Kind::Schema, "examples", json!(["x"]), none()),
        Row(Kind::Schema, "exclusiveMinimum", json!(0), json!({"type": "integer"})),
        Row(Kind::Schema, "exclusiveMaximum", json!(9), json!({"type": "integer"})),
        Row(
            Kind::Schema,
            "prefixItems",
            json!([{"type": "integer"}]),
            json!({"type": "array"}),
        ),
        Row(Kind::Schema, "contains", json!({"type": "string"}), list()),
        Row(Kind::Schema, "minContains", json!(1), list()),
        Row(Kind::Schema, "maxContains", json!(1), list()),
        Row(Kind::Schema, "unevaluatedItems", json!(false), list()),
        Row(
            Kind::Schema,
            "patternProperties",
            json!({"^x": {"type": "integer"}}),
            object(),
        ),
        Row(Kind::Schema, "propertyNames", json!({"pattern": "^a"}), object()),
        Row(Kind::Schema, "dependentRequired", json!({"a": ["b"]}), object()),
        Row(Kind::Schema, "dependentSchemas", json!({"a": {}}), object()),
        Row(
            Kind::Schema,
            "unevaluatedProperties",
            json!({"type": "integer"}),
            object(),
        ),
        Row(Kind::Schema, "if", json!({"required": ["a"]}), object()),
        Row(Kind::Schema, "then", json!({"required": ["a"]}), object()),
        Row(Kind::Schema, "else", json!({"required": ["a"]}), object()),
        Row(Kind::Schema, "contentEncoding", json!("base64"), none()),
        Row(
            Kind::Schema,
            "contentMediaType",
            json!("application/octet-stream"),
            json!({"in": "items"}),
        ),
        Row(Kind::Schema, "contentSchema", json!({"type": "object"}), none()),
    ]
}

/// The document of a row with the member and without it, and where the member is.
fn documents(row: &Row, version: &str) -> (Value, Value, String) {
    let Row(kind, member, value, beside) = row;
    let mut document = base(version);
    // What references of the rows lead to, and what gives them something to change.
    put(
        &mut document,
        "/x-items",
        json!({"i": {"delete": {"operationId": "other", "responses": {"204": {}}}}}),
    );
    let mut beside = beside.clone();
    let place_of = beside.as_object_mut().and_then(|members| members.remove("in"));
    let (mut home, own) = home(*kind);
    let mut rest = inside(*kind);
    put(&mut document, &home, own);
    match (kind, *member, place_of.as_ref().and_then(Value::as_str)) {
        (Kind::Operation, "security", _) => put(
            &mut document,
            "/components/securitySchemes/s",
            json!({"type": "oauth2"}),
        ),
        (Kind::SecurityScheme, "type", _) => put(&mut document, OPERATION, json!({"security": [{"s": ["read"]}]})),
        (Kind::SecurityScheme, "$ref", _) => {
            put(&mut document, "/components/securitySchemes/t", json!({"type": "http"}))
        }
        (Kind::Components, section, _) => {
            // Each section is used by a reference; what it refers to by itself is another thing.
            let (user, reference) = match section {
                "responses" => ("/paths/~1a/get/responses/200", "#/components/responses/R"),
                "parameters" => ("/paths/~1a/get/parameters/0", "#/components/parameters/P"),
                "requestBodies" => ("/paths/~1a/post/requestBody", "#/components/requestBodies/R"),
                "headers" => ("/paths/~1a/get/responses/200/headers/X-H", "#/components/headers/H"),
                "pathItems" => ("/paths/~1b", "#/components/pathItems/I"),
                _ => ("/x-nothing", ""),
            };
            put(&mut document, user, Value::Null);
            put(&mut document, user, json!({"$ref": reference}));
            if section == "securitySchemes" {
                put(&mut document, OPERATION, json!({"security": [{"s": ["read"]}]}));
            }
        }
        (_, "$ref", _) => {
            let text = json!({"type": "string"});
            put(
                &mut document,
                "/components",
                json!({
                    "responses": {"R": {"content": {"application/json": {"schema": {"type": "integer"}}}}},
                    "parameters": {"P": {"name": "other", "in": "query", "schema": text}},
                    "requestBodies": {"R": {"content": {"application/json": {"schema": {"type": "integer"}}}}},
                    "headers": {"H": {"description": "Words.", "schema": text}},
                    "examples": {"E": {"value": 1}},
                    "links": {"L": {"operationId": "postA"}},
                }),
            );
        }
        (Kind::Parameter, "explode" | "style", _) => {
            put(
                &mut document,
                "/paths/~1a/get/parameters/0/schema",
                json!({"type": "array", "items": {"type": "string"}}),
            );
        }
        (Kind::Schema, _, Some("oneOf")) => {
            put(
                &mut document,
                &home,
                json!({"oneOf": [{"type": "object", "properties": {"x": {}}}, {"type": "object"}]}),
            );
            rest = "/oneOf/0";
        }
        (Kind::Schema, _, Some("items")) => {
            put(
                &mut document,
                &home,
                json!({"type": "array", "items": {"type": "string"}}),
            );
            rest = "/items";
        }
        (Kind::MediaType, _, Some("form")) | (Kind::Encoding, ..) => {
            put(&mut document, "/paths/~1a/post/requestBody/content", Value::Null);
            let list = json!({"type": "array", "items": {"type": "string"}});
            put(
                &mut document,
                FORM,
                json!({"schema": {"type": "object", "properties": {"list": list}}}),
            );
            if *kind == Kind::MediaType {
                home = FORM.to_owned();
            } else {
                put(&mut document, &home, json!({}));
            }
        }
        _ => {}
    }
    let at = format!("{home}{rest}");
    if let Value::Object(members) = beside {
        for (name, value) in members {
            let there = pointer::child(&at, &name);
            if value.is_null() {
                if let Some(object) = document.pointer_mut(&at).and_then(Value::as_object_mut) {
                    object.remove(&name);
                }
            } else {
                put(&mut document, &there, value);
            }
        }
    }
    let without = document.clone();
    let member_at = pointer::child(&at, member);
    if *member == "$ref" && *kind != Kind::PathItem {
        put(&mut document, &at, Value::Null);
    }
    put(&mut document, &member_at, Value::Null);
    put(&mut document, &member_at, value.clone());
    (document, without, member_at)
}

/// Whether a report is about a place: it is there, inside, or about an object around that is all left out.
fn is_about(report: &str, place: &str) -> bool {
    let below = |outer: &str, inner: &str| {
        inner
            .strip_prefix(outer)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    report.len() > 1 && (below(report, place) || below(place, report))
}

fn check(rows: &[Row], ledger: &[xtask::spec::ledger::Entry], version: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for row in rows {
        let name = format!("{:?}.{}", row.0, row.1);
        if !seen.insert(name.clone()) {
            wrong.push(format!("{name} is listed twice"));
        }
        let Some(entry) = ledger.iter().find(|entry| entry.kind == row.0 && entry.member == row.1) else {
            wrong.push(format!("{name} is not in the ledger"));
            continue;
        };
        let (with, without, place) = documents(row, version);
        let (with, without) = match (made(&with), made(&without)) {
            (Ok(with), Ok(without)) => (with, without),
            (with, without) => {
                wrong.push(format!("{name}: {:?} {:?}", with.err(), without.err()));
                continue;
            }
        };
        let changes = with.crate_ != without.crate_;
        // Examples of 3.1 become the one example of 3.0.
        let place = if version.starts_with("3.1") && row.1 == "examples" {
            place.trim_end_matches('s')
        } else {
            &place
        };
        let told = |made: &Made| made.reports.iter().any(|report| is_about(report, place));
        let is_right = match entry.verdict {
            Verdict::Honoured => changes,
            Verdict::Reported(_) | Verdict::Told => told(&with),
            Verdict::Remark => !changes && !told(&with),
        };
        if !is_right {
            wrong.push(format!(
                "{name} at {place}: the ledger says {:?}, but it {} the crate, and the reports are at {:?}",
                entry.verdict,
                if changes { "changes" } else { "does not change" },
                with.reports
            ));
        }
    }
    for entry in ledger {
        if !seen.contains(&format!("{:?}.{}", entry.kind, entry.member)) {
            wrong.push(format!(
                "{:?}.{} is in the ledger and in no list",
                entry.kind, entry.member
            ));
        }
    }
    wrong
}

#[test]
fn nothing_of_openapi_3_0_is_dropped_in_silence() {
    let wrong = check(&openapi_30(), OPENAPI_30, "3.0.3");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn nothing_of_openapi_3_1_is_dropped_in_silence() {
    let wrong = check(&openapi_31(), OPENAPI_31, "3.1.0");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    // What 3.0 has, 3.1 has, but for what it gives another form or takes away.
    let gone = ["nullable", "exclusiveMinimum", "exclusiveMaximum", "openapi"];
    let rows: Vec<Row> = openapi_30().into_iter().filter(|row| !gone.contains(&row.1)).collect();
    let wrong = check(&rows, OPENAPI_30, "3.1.0");
    let wrong: Vec<&String> = wrong.iter().filter(|wrong| !wrong.ends_with("in no list")).collect();
    assert!(wrong.is_empty(), "{} wrong:\n{wrong:#?}", wrong.len());
}

#[test]
fn the_ledger_has_each_member_of_the_grammar_once() {
    let mut seen = BTreeSet::new();
    for entry in OPENAPI_30 {
        assert!(entry.kind.field(entry.member).is_some(), "{entry:?} is in no grammar");
        assert!(
            seen.insert(format!("{:?}.{}", entry.kind, entry.member)),
            "{entry:?} twice"
        );
    }
    for entry in OPENAPI_30 {
        for field in entry.kind.fields() {
            let name = format!("{:?}.{}", entry.kind, field.name);
            assert!(seen.contains(&name), "{name} is in the grammar and not in the ledger");
        }
    }
}

/// A form of something, where it is, and whether the crate changes by it or a report is about it.
struct Form(&'static str, Value, &'static str, bool);

/// Forms that are no members of their own, each put over the base document.
fn forms() -> Vec<Form> {
    let content = |media: &str, schema: Value| json!({media: {"schema": schema}});
    let at = |pointer: &str, value: Value| {
        let mut document = json!({});
        put(&mut document, pointer, value);
        document
    };
    let answer = "/paths/~1a/get/responses";
    let body = "/paths/~1a/post/requestBody/content";
    let parameter = "/paths/~1a/get/parameters/0";
    vec![
        Form(
            "a relative server",
            at("/servers", json!([{"url": "/v1"}])),
            "/servers/0",
            false,
        ),
        Form(
            "a server with a query",
            at("/servers", json!([{"url": "https://a.example.com?t=1"}])),
            "/servers/0",
            false,
        ),
        Form(
            "an undeclared variable",
            at("/servers", json!([{"url": "https://{t}.example.com"}])),
            "/servers/0",
            false,
        ),
        Form(
            "a server in the clear",
            at("/servers", json!([{"url": "http://a.example.com"}])),
            "/servers/0",
            false,
        ),
        Form(
            "a path with a fragment",
            at("/paths/~1a#b", json!({"get": {"operationId": "x"}})),
            "/paths/~1a#b",
            false,
        ),
        Form(
            "content of a 204",
            at(
                &format!("{answer}/204"),
                json!({"content": content("application/json", json!({}))}),
            ),
            "/paths/~1a/get/responses/204",
            false,
        ),
        Form(
            "a range of statuses",
            at(
                answer,
                json!({"200": null, "2XX": {"content": content("application/json", json!({"type": "integer"}))}}),
            ),
            "",
            true,
        ),
        Form(
            "the default status",
            at(
                answer,
                json!({"200": null, "default": {"content": content("application/json", json!({"type": "integer"}))}}),
            ),
            "",
            true,
        ),
        Form(
            "the body of an error",
            at(
                &format!("{answer}/400"),
                json!({"content": content("application/json", json!({}))}),
            ),
            "/paths/~1a/get/responses/400",
            false,
        ),
        Form(
            "the headers of an error",
            at(&format!("{answer}/400"), json!({"headers": {"X-H": {}}})),
            "/paths/~1a/get/responses/400",
            false,
        ),
        Form(
            "a second media type",
            at(&format!("{answer}/200/content"), content("application/xml", json!({}))),
            "/paths/~1a/get/responses/200/content",
            false,
        ),
        Form(
            "an answer that may be null",
            at(
                &format!("{answer}/200/content/application~1json/schema"),
                json!({"$ref": null, "type": "string", "nullable": true}),
            ),
            "",
            true,
        ),
        Form(
            "another JSON type of an answer",
            at(
                &format!("{answer}/200"),
                json!({"content": content("application/hal+json", json!({"$ref": "#/components/schemas/A"}))}),
            ),
            "",
            true,
        ),
        Form(
            "text/json",
            at(
                body,
                json!({"application/json": null, "text/json": {"schema": {"$ref": "#/components/schemas/A"}}}),
            ),
            "",
            true,
        ),
        Form(
            "a form of a type",
            at(
                body,
                json!({"application/json": null, "application/x-www-form-urlencoded": {"schema": {"$ref": "#/components/schemas/A"}}}),
            ),
            "",
            true,
        ),
        Form(
            "a multipart body",
            at(body, json!({"application/json": null, "multipart/form-data": {}})),
            "/paths/~1a/post/requestBody/content",
            true,
        ),
        Form(
            "an XML body",
            at(body, json!({"application/json": null, "application/xml": {}})),
            "/paths/~1a/post/requestBody/content",
            true,
        ),
        Form(
            "a parameter that may be null",
            at(parameter, json!({"schema": {"type": "string", "nullable": true}})),
            parameter,
            false,
        ),
        Form(
            "allowReserved of a header",
            at(parameter, json!({"in": "header", "allowReserved": true})),
            "/paths/~1a/get/parameters/0/allowReserved",
            false,
        ),
        Form(
            "a header that explodes",
            at(
                parameter,
                json!({"in": "header", "explode": true, "schema": {"type": "object"}}),
            ),
            "",
            true,
        ),
        Form(
            "a parameter of a media type",
            at(
                parameter,
                json!({"schema": null, "content": {"text/plain": {"schema": {"type": "string"}}}}),
            ),
            parameter,
            false,
        ),
        Form(
            "a cookie that is several",
            at(
                parameter,
                json!({"in": "cookie", "schema": {"type": "array", "items": {}}}),
            ),
            parameter,
            false,
        ),
        Form(
            "uint64",
            at(
                "/components/schemas/A/properties/p",
                json!({"type": "integer", "format": "uint64"}),
            ),
            "",
            true,
        ),
        Form(
            "an integer beyond 64 bits",
            at(
                "/components/schemas/A/properties/p",
                json!({"type": "integer", "maximum": 1e30}),
            ),
            "",
            true,
        ),
        Form(
            "a text beside a reference",
            at(
                parameter,
                json!({"$ref": "#/components/parameters/P", "description": "x"}),
            ),
            parameter,
            false,
        ),
        Form(
            "two tags",
            at("/paths/~1a/get/tags/1", json!("second")),
            "/paths/~1a/get/tags",
            false,
        ),
        Form(
            "a reference that leads nowhere",
            at("/components/schemas/A/properties/p", json!({"$ref": "other.yaml#/A"})),
            "/components/schemas/A/properties/p",
            false,
        ),
        Form(
            "an unknown member",
            at("/paths/~1a/get", json!({"odd": 1})),
            "/paths/~1a/get/odd",
            false,
        ),
        Form(
            "a tag of one member that is no object",
            at(
                "/components/schemas/A",
                json!({
                    "type": null, "properties": null, "discriminator": {"propertyName": "k"},
                    "oneOf": [{"$ref": "#/components/schemas/B"}, {"type": "string"}],
                }),
            ),
            "",
            true,
        ),
    ]
}

fn over(document: &mut Value, form: Value) {
    match (document, form) {
        (Value::Object(known), Value::Object(form)) => {
            for (key, value) in form {
                if value.is_null() {
                    known.remove(&key);
                } else {
                    over(known.entry(key).or_insert(Value::Null), value);
                }
            }
        }
        (Value::Array(known), Value::Array(form))
            if form.iter().any(Value::is_null) || known.len() == 1 && form.len() == 1 =>
        {
            for (index, value) in form.into_iter().enumerate() {
                if index == known.len() {
                    known.push(Value::Null);
                }
                if !value.is_null() {
                    over(&mut known[index], value);
                }
            }
        }
        (document, form) => *document = form,
    }
}

#[test]
fn forms_are_honoured_or_reported_too() {
    let mut before = base("3.0.3");
    put(
        &mut before,
        "/components/parameters",
        json!({"P": {"name": "q", "in": "query", "schema": {"type": "string"}}}),
    );
    let plain = made(&before).unwrap();
    assert_eq!(plain.reports, Vec::<String>::new());
    let mut wrong = Vec::new();
    for Form(name, form, place, changes) in forms() {
        let mut document = before.clone();
        over(&mut document, form);
        let made = made(&document).unwrap_or_else(|error| panic!("{name}: {error}"));
        let told = place.is_empty() || made.reports.iter().any(|report| is_about(report, place));
        if !told || (changes && made.crate_ == plain.crate_) {
            wrong.push(format!("{name}: {:?}", made.reports));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_cannot_be_read_is_refused() {
    let mut elsewhere = base("3.0.3");
    elsewhere["paths"]["/a"]["get"] = json!({"$ref": "operations.yaml#/getA"});
    let mut item = base("3.0.3");
    item["paths"]["/a"] = json!({"$ref": "paths.yaml#/a"});
    for (document, words) in [
        (elsewhere, "refers to another file"),
        (item, "refers to another file"),
        (base("3.2.0"), "only OpenAPI 3.0 and 3.1 are supported"),
        (json!({"swagger": "2.0"}), "Swagger 2.0"),
    ] {
        let error = made(&document).err().unwrap();
        assert!(error.contains(words), "{error}");
    }
}
