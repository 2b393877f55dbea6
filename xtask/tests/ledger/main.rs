//! The ledger of OpenAPI, held to what the reader does: each member that the specification defines is in a small document, and
//! what becomes of it is what the ledger says.

mod rows;

use std::collections::BTreeSet;

use rows::{Form, Row, forms, openapi_30, openapi_31};
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
            put(&mut document, "/components/securitySchemes/t", json!({"type": "http"}));
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
                FORM.clone_into(&mut home);
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
            // Without what it refers to, a file is refused.
            (Ok(_), Err(_)) if row.0 == Kind::Components && entry.verdict == Verdict::Honoured => continue,
            (with, without) => {
                wrong.push(format!("{name}: {:?} {:?}", with.err(), without.err()));
                continue;
            }
        };
        let changes = with.crate_ != without.crate_;
        // Examples of 3.1 become the one example of 3.0.
        let place = if version.starts_with("3.1") && (row.0, row.1) == (Kind::Schema, "examples") {
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
