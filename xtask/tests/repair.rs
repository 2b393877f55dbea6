//! What published files get wrong, and what becomes of it.

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use xtask::spec::contract::contract;
use xtask::spec::grammar::{Kind, Prose, tidy};
use xtask::spec::read::{Read, read};

const MESSY: &str = r"openapi: 3.0
info: {version: 1.0, contact: {name: Somebody}}
host: example.com
paths:
  claims/{id}/{part}:
    parameters:
      - {name: id, in: path, schema: {type: string}}
      - {name: ghost, in: path, required: true, schema: {type: string}}
    get:
      tags: Claims
      parameters:
        - {name: size, in: query, type: integer, maximum: '5'}
        - {name: size, in: query, schema: {type: string}}
        - {name: nowhere, schema: {type: string}}
        - {name: bare, in: QUERY}
      responses:
        2xx: {description: Fine, nullable: true, headers: {X-Count: {type: integer}}}
        oops: {description: What}
        404:
    post:
      operationId: twice
    put:
      operationId: twice
      requestBody: {description: Nothing in it}
      responses: {}
components:
  schemas:
    Claim:
      properties:
        description: {type: string, required: true}
        example: {type: string, enum: [1, 03, TRUE, a, a], default: 5}
        state: {type: [string, 'null'], maxLength: '10', minLength: -1}
        count: {type: Integer, default: many, minimum: 1.10, exclusiveMaximum: 9}
        flags: {type: array}
        both: {type: [string, integer], enum: [a, 1]}
        fixed: {type: string, const: only}
        open:
      type: object
      required: true
      description: A claim
      additionalProperties: 'true'
    Loose:
      properties:
        items: stray
        code: {type: boolean, nullable: 'yes', enum: ['true', no]}
    Bad Name: {type: strange, enum: []}
    User: {$ref: '#/components/schemas/Bad%20Name'}
    Kind: {type: object, discriminator: kind, properties: {kind: {type: string}}}
";

fn messy(mode: Prose) -> (Value, Vec<String>) {
    let source = read(MESSY.as_bytes(), "messy.yaml").unwrap();
    let mut document = source.value.clone();
    let mut findings = Vec::new();
    tidy(&mut document, mode, Some(&source), &mut findings);
    (
        document,
        source.warnings_of(findings).iter().map(ToString::to_string).collect(),
    )
}

#[test]
fn a_messy_document_becomes_a_valid_one() {
    let (document, _) = messy(Prose::Keep);
    let text = |name: &str| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}});
    assert_eq!(
        document,
        json!({
            "openapi": "3.0.3",
            "info": {"title": "Untitled", "version": "1.0", "contact": {"name": "Somebody"}},
            "paths": {"/claims/{id}/{part}": {
                "parameters": [text("id")],
                "get": {
                    "operationId": "getClaimsIdPart",
                    "tags": ["Claims"],
                    "parameters": [
                        {"name": "size", "in": "query", "schema": {"type": "integer", "maximum": 5}},
                        {"name": "bare", "in": "query", "schema": {"type": "string"}},
                        text("part"),
                    ],
                    "responses": {
                        "2XX": {"description": "Fine", "headers": {"X-Count": {"schema": {"type": "integer"}}}},
                        "404": {"description": ""},
                    },
                },
                "put": {
                    "operationId": "twice",
                    "parameters": [text("part")],
                    "responses": {"default": {"description": ""}},
                },
                "post": {
                    "operationId": "postClaimsIdPart",
                    "parameters": [text("part")],
                    "responses": {"default": {"description": ""}},
                },
            }},
            "components": {"schemas": {
                "Claim": {
                    "description": "A claim",
                    "type": "object",
                    "properties": {
                        "description": {"type": "string"},
                        "example": {"type": "string", "enum": ["1", "03", "TRUE", "a"], "default": "5"},
                        "state": {"type": "string", "nullable": true, "maxLength": 10},
                        "count": {"type": "integer", "minimum": 1.1, "maximum": 9, "exclusiveMaximum": true},
                        "flags": {"type": "array", "items": {}},
                        "both": {"enum": ["a", 1]},
                        "fixed": {"type": "string", "enum": ["only"]},
                        "open": {},
                    },
                    "additionalProperties": true,
                },
                "Loose": {"type": "object", "properties": {"code": {"type": "boolean", "enum": [true]}}},
                "Bad_Name": {},
                "User": {"$ref": "#/components/schemas/Bad_Name"},
                "Kind": {
                    "type": "object",
                    "discriminator": {"propertyName": "kind"},
                    "properties": {"kind": {"type": "string"}},
                },
            }},
        })
    );
}

#[test]
fn each_repair_is_said_with_its_place() {
    let (_, warnings) = messy(Prose::Keep);
    for expected in [
        "messy.yaml:1:1: /openapi: the version of OpenAPI has no patch number",
        "messy.yaml:2:1: /info: `title` is missing",
        "/info/version: a number where a text belongs; taken as the text `1.0`",
        "messy.yaml:3:1: /host: `host` is no member of the document in OpenAPI 3.0; dropped",
        "the path does not begin with `/`",
        "`{ghost}`",
        "`{part}`, which no parameter declares",
        "a text where a list of texts belongs",
        "states its type as Swagger 2.0 does",
        "`5` is a text where a number belongs",
        "the parameter `size` stands twice",
        "a parameter without `in`; dropped",
        "`QUERY` is spelled `query`",
        "`2xx` is written `2XX`",
        "`nullable` is no member of a response",
        "`oops` is no HTTP status",
        "/404: a response is empty",
        "the operationId `twice` stands twice",
        "a request body without `content`",
        "the operation states no response",
        "messy.yaml:30:37: /components/schemas/Claim/properties/description/required: a schema's `required` lists",
        "1 in a schema of type string; taken as \"1\"",
        "taken as \"TRUE\"",
        "\"a\" stands twice in the enum",
        "a list of types is OpenAPI 3.1; taken as \"string\", with `nullable`",
        "-1 where a whole number from 0 belongs",
        "`Integer` is spelled `integer`",
        "\"many\" does not fit the type",
        "`1.10` is a text where a number belongs; taken as 1.1",
        "taken as an exclusive `maximum`",
        "an array without `items`",
        "`const` is OpenAPI 3.1",
        "a boolean in quotes",
        "/components/schemas/Loose/properties/items: a text where a schema belongs; dropped",
        "a schema without `type`; taken as `object`",
        "renamed to `Bad_Name`",
        "`strange` is none of string, integer",
        "an enum without values",
        "taken as its property name",
    ] {
        assert!(
            warnings.iter().any(|warning| warning.contains(expected)),
            "no {expected:?} in {warnings:#?}"
        );
    }
}

#[test]
fn facts_stay_without_prose() {
    let (kept, _) = messy(Prose::Keep);
    let (dropped, warnings) = messy(Prose::Drop);
    assert_eq!(dropped["info"], json!({"title": "Untitled", "version": "1.0"}));
    assert_eq!(dropped["components"]["schemas"]["Claim"].get("description"), None);
    assert_eq!(
        dropped["components"]["schemas"]["Claim"]["properties"],
        kept["components"]["schemas"]["Claim"]["properties"]
    );
    assert!(warnings.iter().any(|warning| warning.contains("renamed")));
}

#[test]
fn examples_that_refer_to_nothing_are_no_reason_to_refuse_a_file() {
    let text = r"
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /a:
    get:
      operationId: a
      responses:
        '200':
          description: d
          content:
            application/json:
              examples:
                there: {$ref: '#/components/examples/there'}
                gone: {$ref: '#/components/examples/gone'}
                file: {$ref: 'examples/file.json'}
components:
  examples: {there: {value: {$ref: data}}, alias: {$ref: '#/components/examples/nowhere'}}
  schemas:
    Book:
      type: object
      properties:
        examples: {type: array, items: {$ref: '#/components/schemas/Book'}}
";
    let source = read(text.as_bytes(), "f").unwrap();
    let mut document = source.value.clone();
    let mut findings = Vec::new();
    tidy(&mut document, Prose::Keep, Some(&source), &mut findings);
    xtask::spec::refs::check(&document, &source).unwrap();
    let at = "/paths/~1a/get/responses/200/content/application~1json/examples";
    assert_eq!(
        document.pointer(at),
        Some(&json!({"there": {"$ref": "#/components/examples/there"}}))
    );
    assert_eq!(findings.len(), 3, "{findings:?}");
    let property = document.pointer("/components/schemas/Book/properties/examples/items");
    assert_eq!(property, Some(&json!({"$ref": "#/components/schemas/Book"})));
}

#[test]
fn a_file_without_a_catalog_keeps_its_prose() {
    let source = read(MESSY.as_bytes(), "messy.yaml").unwrap();
    let made = xtask::spec::contract::repaired(&source).unwrap();
    assert_eq!(made.value, messy(Prose::Keep).0);
    assert_eq!(made.warnings.len(), messy(Prose::Keep).1.len());
    // A reference that leads nowhere is no reason to refuse somebody's file.
    let gone = MESSY.replace("Bad%20Name", "Gone");
    let made = xtask::spec::contract::repaired(&read(gone.as_bytes(), "messy.yaml").unwrap()).unwrap();
    assert_eq!(
        made.value.pointer("/components/schemas/User/$ref"),
        Some(&json!("#/components/schemas/Gone"))
    );
}

#[test]
fn extensions_stay_when_they_are_facts() {
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": "T", "version": "1"},
        "paths": {"/a": {"get": {
            "operationId": "a",
            "responses": {"200": {}},
            "x-mastercard-api-encrypted": true,
            "x-rank": 5,
            "x-enum-varnames": ["A", "B"],
            "x-mc-anything": {"any": "thing at all"},
            "x-action": "Create",
            "x-note": "a sentence is no identifier",
            "x-samples": {"a": 1},
            "x-list": [{"a": 1}],
        }}},
    });
    let value = contract(&[Read::from_value("f", document)]).unwrap().value;
    let names: Vec<&String> = value["paths"]["/a"]["get"].as_object().unwrap().keys().collect();
    assert_eq!(
        names,
        [
            "operationId",
            "responses",
            "x-enum-varnames",
            "x-mastercard-api-encrypted",
            "x-mc-anything",
            "x-rank"
        ]
    );
}

#[test]
fn references_have_to_resolve() {
    let text = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get:\n      operationId: a\n      responses:\n        '200':\n          \
                content:\n            application/json:\n              schema:\n                $ref: '#/components/schemas/Gone'\n        \
                '400': {$ref: 'errors.yaml#/Error'}\n        '500': {content: {a/b: {schema: {$ref: '#/paths/~1a'}}}}\n";
    let error = format!(
        "{:#}",
        contract(&[read(text.as_bytes(), "f.yaml").unwrap()]).unwrap_err()
    );
    assert!(
        error.contains("f.yaml:12:17: /paths/~1a/get/responses/200/content/application~1json/schema/$ref"),
        "{error}"
    );
    assert!(
        error.contains("`#/components/schemas/Gone` refers to nothing"),
        "{error}"
    );
    assert!(
        error.contains("f.yaml:13:17") && error.contains("`errors.yaml#/Error` refers to another file"),
        "{error}"
    );
    assert!(!error.contains("500"), "{error}");
}

/// Documents that are made of the right words in the wrong places.
fn junk() -> impl Strategy<Value = Value> {
    let mut words: Vec<&'static str> = [
        Kind::Document,
        Kind::PathItem,
        Kind::Operation,
        Kind::Parameter,
        Kind::Response,
        Kind::Schema,
        Kind::Components,
    ]
    .into_iter()
    .flat_map(|kind| kind.fields().iter().map(|field| field.name))
    .collect();
    words.extend([
        "/a/{b}",
        "200",
        "2xx",
        "application/json",
        "x-y",
        "const",
        "a b",
        "nonsense",
    ]);
    let word = proptest::sample::select(words);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-2..5).prop_map(Value::from),
        Just(json!(1.5)),
        word.clone().prop_map(Value::from),
        proptest::sample::select(vec![
            "string",
            "integer",
            "array",
            "object",
            "path",
            "query",
            "#/components/schemas/a b",
            "true",
            "7"
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(8, 200, 8, move |inner| {
        prop_oneof![
            1 => proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            6 => proptest::collection::vec((word.clone(), inner), 0..8).prop_map(|members| {
                Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
            }),
        ]
    })
}

proptest! {
    #[test]
    fn what_was_repaired_needs_no_repair(paths in junk(), components in junk(), info in junk(), drop in any::<bool>()) {
        let mode = if drop { Prose::Drop } else { Prose::Keep };
        let mut document = json!({"openapi": "3.0.3", "info": info, "paths": {"/a/{b}": paths}, "components": components});
        tidy(&mut document, mode, None, &mut Vec::new());
        let once = document.clone();
        let mut findings = Vec::new();
        tidy(&mut document, mode, None, &mut findings);
        prop_assert_eq!(&findings, &Vec::new());
        prop_assert_eq!(document.to_string(), once.to_string());
    }
}
