//! The lists of the specification: each member of each object, and forms that are no members.

use serde_json::{Value, json};
use xtask::spec::grammar::Kind;

use crate::put;

/// One member: the kind of its object, its name, its value, and what the object has beside it.
pub(crate) struct Row(
    pub(crate) Kind,
    pub(crate) &'static str,
    pub(crate) Value,
    pub(crate) Value,
);

/// The members of OpenAPI 3.0.3, object by object in the order of the specification.
pub(crate) fn openapi_30() -> Vec<Row> {
    let none = || json!({});
    let text = || json!({"type": "string"});
    let operation = || json!({"operationId": "other", "responses": {"204": {}}});
    let mut rows = vec![
        Row(
            Kind::Document,
            "openapi",
            json!("3.1.0"),
            json!({"components": {"schemas": {"A": {"type": "object", "properties": {
                "p": {"type": "array", "prefixItems": [{"type": "integer"}]},
            }}}}}),
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
        Row(Kind::Parameter, "deprecated", json!(true), none()),
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
        Row(Kind::Header, "deprecated", json!(true), none()),
        Row(Kind::Header, "allowEmptyValue", json!(true), none()),
        Row(Kind::Header, "style", json!("simple"), none()),
        Row(Kind::Header, "explode", json!(true), none()),
        Row(Kind::Header, "allowReserved", json!(true), none()),
        Row(Kind::Header, "schema", json!({"type": "integer"}), none()),
        Row(Kind::Header, "example", json!("x"), none()),
        Row(Kind::Header, "examples", json!({"e": {"value": "x"}}), none()),
        Row(
            Kind::Header,
            "content",
            json!({"application/json": {}}),
            json!({"schema": null}),
        ),
        Row(Kind::Tag, "name", json!("others"), json!({"description": "All."})),
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
pub(crate) fn openapi_31() -> Vec<Row> {
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
        Row(Kind::Schema, "contentMediaType", json!("image/png"), none()),
        Row(Kind::Schema, "contentSchema", json!({"type": "object"}), none()),
    ]
}

/// A form of something, where it is, and whether the crate changes by it or a report is about it.
pub(crate) struct Form(
    pub(crate) &'static str,
    pub(crate) Value,
    pub(crate) &'static str,
    pub(crate) bool,
);

/// Forms that are no members of their own, each put over the base document.
pub(crate) fn forms() -> Vec<Form> {
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
