//! A contract holds every fact of the published files, and nothing else.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use serde_json::{Map, Number, Value, json};
use xtask::catalog::Catalog;
use xtask::commands::pull::contract_text;
use xtask::lock::{Lock, load_contract, sha256};
use xtask::spec::contract::contract;
use xtask::spec::read::{Read, read, yaml};
use xtask::spec::yaml::write;
use xtask::workspace::Workspace;

fn project() -> Workspace {
    Workspace::new(Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap())
}

/// The copies of published files, which are no part of the project.
fn published() -> Option<PathBuf> {
    let folder = project().root().join("../shared/published");
    if !folder.is_dir() {
        println!("skipped: ../shared is not here");
        return None;
    }
    Some(folder)
}

/// Every value that is no list or mapping, as `pointer = text`, without prose. Written without the table that the
/// contract is made by.
fn facts(value: &Value, at: &str, names: bool, found: &mut BTreeSet<String>) {
    const PROSE: &[&str] = &[
        "description",
        "summary",
        "example",
        "examples",
        "externalDocs",
        "contact",
        "termsOfService",
        "license",
    ];
    const NAMES: &[&str] = &[
        "properties",
        "schemas",
        "parameters",
        "headers",
        "responses",
        "requestBodies",
        "content",
    ];
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (key, value) in members {
                let in_schema = at.contains("/schema");
                let title = key == "title" && in_schema;
                let extension = key.starts_with("x-")
                    && !value.is_boolean()
                    && !value.is_number()
                    && (key == "x-action" || key.starts_with("x-source") || value.to_string().contains([' ', '{']));
                if !names && (PROSE.contains(&key.as_str()) || title || extension) {
                    continue;
                }
                let names = !names && NAMES.contains(&key.as_str()) && value.is_object();
                facts(value, &format!("{at}/{key}"), names, found);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for (index, item) in items.iter().enumerate() {
                facts(item, &format!("{at}/{index}"), false, found);
            }
        }
        Value::Object(_) | Value::Array(_) => {} // what is left when prose goes is no fact
        Value::String(text) => drop(found.insert(format!("{at} = {text}"))),
        other => drop(found.insert(format!("{at} = {other}"))),
    }
}

#[test]
fn no_fact_of_a_published_file_is_lost_or_made_up() {
    let Some(folder) = published() else { return };
    let catalog = Catalog::load(&project()).unwrap();
    for (id, product) in &catalog.products {
        for file in &product.files {
            let Ok(bytes) = std::fs::read(folder.join("content").join(&file.path)) else {
                assert!(file.optional, "{id}: {} is not there", file.path);
                continue;
            };
            let source = read(&bytes, &file.path).unwrap();
            let made = contract(std::slice::from_ref(&source)).unwrap();
            assert_eq!(made.warnings, [], "{id}");
            let (mut published, mut kept) = (BTreeSet::new(), BTreeSet::new());
            facts(&source.value, "", false, &mut published);
            facts(&made.value, "", false, &mut kept);
            assert!(
                published.len() > 100,
                "{id}: the walker found {} facts only",
                published.len()
            );
            assert_eq!(
                published.difference(&kept).collect::<Vec<_>>(),
                Vec::<&String>::new(),
                "{id}: lost"
            );
            assert_eq!(
                kept.difference(&published).collect::<Vec<_>>(),
                Vec::<&String>::new(),
                "{id}: made up"
            );
            assert_eq!(
                yaml(contract_text(id, &made.value).as_bytes(), id).unwrap().value,
                made.value,
                "{id}"
            );
        }
    }
}

#[test]
fn the_committed_contracts_are_those_of_the_published_files() {
    let Some(folder) = published() else { return };
    let (project, lock) = (project(), Lock::load(&project()).unwrap());
    for (id, product) in &Catalog::load(&project).unwrap().products {
        let pin = lock.pin(id).unwrap();
        let files: Vec<Vec<u8>> = product
            .files
            .iter()
            .filter_map(|file| std::fs::read(folder.join("content").join(&file.path)).ok())
            .collect();
        let digests: Vec<String> = files.iter().map(|bytes| sha256(bytes)).collect();
        if digests != pin.files.iter().map(|file| file.sha256.clone()).collect::<Vec<_>>() {
            println!("skipped: {id} in ../shared is not the pinned one");
            continue;
        }
        let reads: Vec<Read> = files.iter().map(|bytes| read(bytes, id).unwrap()).collect();
        let text = contract_text(id, &contract(&reads).unwrap().value);
        assert_eq!(text, std::fs::read_to_string(project.contract(id)).unwrap(), "{id}");
    }
}

#[test]
fn the_committed_contracts_are_pinned_and_whole() {
    let project = project();
    let counts: Vec<(String, usize, usize)> = Catalog::load(&project)
        .unwrap()
        .products
        .keys()
        .map(|id| {
            let value = load_contract(&project, id).unwrap();
            let operations = value["paths"]
                .as_object()
                .unwrap()
                .values()
                .flat_map(|item| item.as_object().unwrap().values())
                .filter(|operation| operation.get("operationId").is_some());
            (
                id.clone(),
                operations.count(),
                value["components"]["schemas"].as_object().unwrap().len(),
            )
        })
        .collect();
    for known in [
        ("automatic-billing-updater", 4, 23),
        ("benefit-allocation", 5, 12),
        ("identity-insights", 1, 34),
        ("issuer-enrollment", 7, 30),
        ("mastercom", 48, 116),
    ] {
        let known = (known.0.to_owned(), known.1, known.2);
        assert!(counts.contains(&known), "{known:?} is not among {counts:?}");
    }
}

#[test]
fn response_codes_that_are_integers_become_texts() {
    let text = "openapi: 3.0.1\ninfo: {title: T, version: v1}\npaths:\n  /a:\n    get:\n      operationId: a\n      responses:\n        \
                500: {description: d}\n        200: {description: d}\n";
    let made = contract(&[read(text.as_bytes(), "f").unwrap()]).unwrap();
    assert_eq!(made.warnings, []);
    let written = contract_text("a", &made.value);
    assert!(
        written.ends_with("      responses:\n        '200': {}\n        '500': {}\n"),
        "{written}"
    );
}

fn file(name: &str, document: Value) -> Read {
    let mut document = document;
    let members = document.as_object_mut().unwrap();
    members.insert("openapi".to_owned(), "3.0.3".into());
    members
        .entry("info")
        .or_insert_with(|| json!({"title": "T", "version": "1"}));
    Read::from_value(name, document)
}

fn operation(id: &str) -> Value {
    json!({"operationId": id, "responses": {"200": {"description": id}}})
}

#[test]
fn files_of_one_product_become_one_contract() {
    let shared = json!({"type": "string", "description": "in the first file"});
    let a = file(
        "a.yaml",
        json!({
            "servers": [{"url": "https://a.example"}],
            "security": [{"s": []}],
            "tags": [{"name": "A"}],
            "paths": {"/b": {"get": operation("getB")}},
            "components": {"schemas": {"Shared": shared, "OnlyA": {"type": "object"}}},
        }),
    );
    let b = file(
        "b.yaml",
        json!({
            "info": {"title": "Other", "version": "9"},
            "servers": [{"url": "https://b.example"}],
            "tags": [{"name": "B"}, {"name": "A", "description": "again"}],
            "paths": {"/a": {"post": operation("postA")}, "/b": {"put": operation("putB")}},
            "components": {
                "schemas": {"Shared": {"description": "in the second", "type": "string"}},
                "parameters": {"P": {"name": "p", "in": "query", "schema": {"$ref": "#/components/schemas/Shared"}}},
            },
        }),
    );
    // `/b` is in both files, with other servers in the second.
    let error = format!("{:#}", contract(&[a.clone(), b.clone()]).unwrap_err());
    assert!(error.contains("/paths/~1b/servers: a.yaml and b.yaml"), "{error}");

    let mut b = b;
    b.value["paths"].as_object_mut().unwrap().shift_remove("/b");
    let made = contract(&[a, b]).unwrap();
    assert_eq!(
        made.value,
        json!({
            "openapi": "3.0.3",
            "info": {"title": "T", "version": "1"},
            "servers": [{"url": "https://a.example"}],
            "security": [{"s": []}],
            "tags": [{"name": "A"}, {"name": "B"}],
            "paths": {
                "/a": {
                    "servers": [{"url": "https://b.example"}],
                    "post": {"operationId": "postA", "security": [], "responses": {"200": {}}},
                },
                "/b": {"get": {"operationId": "getB", "responses": {"200": {}}}},
            },
            "components": {
                "parameters": {"P": {"name": "p", "in": "query", "schema": {"$ref": "#/components/schemas/Shared"}}},
                "schemas": {"OnlyA": {"type": "object"}, "Shared": {"type": "string"}},
            },
        })
    );
    let names: Vec<&String> = made.value["paths"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["/a", "/b"]);
    let [warning] = made.warnings.as_slice() else {
        panic!("{:?}", made.warnings)
    };
    assert!(
        warning.to_string().contains("b.yaml: /servers: these servers differ"),
        "{warning}"
    );
}

#[test]
fn files_that_disagree_are_refused_with_both_places() {
    let a = read(
        b"openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /a: {get: {operationId: a, responses: {'200': {}}}}\ncomponents:\n  schemas:\n    \
          S:\n      type: object\n      properties:\n        x: {type: string}\n",
        "a.yaml",
    )
    .unwrap();
    let b = read(
        b"openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /b: {get: {operationId: b, responses: {'200': {}}}}\ncomponents:\n  schemas:\n    \
          S:\n      type: object\n      properties:\n\n        x:\n          type: integer\n",
        "b.yaml",
    )
    .unwrap();
    let error = format!("{:#}", contract(&[a.clone(), b]).unwrap_err());
    for word in [
        "disagree",
        "/components/schemas/S/properties/x/type",
        "a.yaml:10:13",
        "b.yaml:12:11",
        "catalog.toml",
    ] {
        assert!(error.contains(word), "{word:?} is not in {error:?}");
    }
    let c = file("c.yaml", json!({"paths": {"/c": {"get": operation("a")}}}));
    let error = format!("{:#}", contract(&[a, c]).unwrap_err());
    for word in [
        "operationId `a`",
        "/paths/~1a/get in a.yaml:4:8",
        "/paths/~1c/get in c.yaml",
    ] {
        assert!(error.contains(word), "{word:?} is not in {error:?}");
    }
}

#[test]
fn a_document_without_paths_is_refused() {
    let error = format!("{:#}", contract(&[file("a.yaml", json!({"paths": {}}))]).unwrap_err());
    assert!(error.contains("a.yaml") && error.contains("no paths"), "{error}");
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ -~\n\t]{0,12}",
        proptest::sample::select(vec![
            "",
            " ",
            "null",
            "~",
            "Yes",
            "no",
            "on",
            "true",
            "FALSE",
            "5",
            "-1",
            "1.10",
            "0x1F",
            "1e3",
            ".5",
            "2020-01-01",
            "- a",
            "a: b",
            "a #b",
            "#a",
            "'",
            "\"",
            "\\",
            "...",
            "---",
            "<<",
            "*a",
            "&a",
            "!a",
            "%a",
            "@a",
            "`a",
            "|",
            ">",
            "?",
            "? a",
            ":",
            "-",
            "{",
            "[",
            "a ",
            " a",
            "\u{85}",
            "\u{2028}",
            "\u{feff}",
            "\u{7f}",
            "\u{1f600}",
            "a\r\nb",
            "/v6/{claim-id}",
            "$ref",
            "#/components/schemas/A",
        ])
        .prop_map(str::to_owned),
        "x{990,1030}",
    ]
}

fn document() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>()
            .prop_filter_map("JSON has no infinity", Number::from_f64)
            .prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::vec((text(), inner), 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_reads_back(value in document()) {
        let written = write(&value);
        let back = yaml(written.as_bytes(), "written.yaml").unwrap();
        prop_assert_eq!(&back.value, &value, "{}", written);
        // Equality of mappings ignores their order.
        prop_assert_eq!(back.value.to_string(), value.to_string());
        prop_assert!(back.warnings.is_empty());
        prop_assert_eq!(write(&back.value), written);
    }
}

#[test]
fn operations_in_other_files_are_refused_and_those_here_are_read() {
    let away = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /things/{id}:\n    get: {$ref: get-thing.yaml}\n  /more: {$ref: 'more.yaml#/x'}\n";
    let source = xtask::spec::read::read(away.as_bytes(), "away.yaml").unwrap();
    for error in [
        format!("{:#}", xtask::spec::contract::repaired(&source).unwrap_err()),
        format!(
            "{:#}",
            xtask::spec::contract::contract(std::slice::from_ref(&source)).unwrap_err()
        ),
    ] {
        assert!(
            error.contains("away.yaml:5:11: /paths/~1things~1{id}/get/$ref: `get-thing.yaml` refers to another file"),
            "{error}"
        );
        assert!(
            error.contains("away.yaml:6:11: /paths/~1more/$ref: `more.yaml#/x`"),
            "{error}"
        );
    }
    let here = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a: {get: {$ref: '#/x-operations/get'}}\n  /b: {$ref: '#/paths/~1a', x-b: true}\nx-operations: {get: {responses: {'204': {description: x}}}}\n";
    let source = xtask::spec::read::read(here.as_bytes(), "here.yaml").unwrap();
    let made = xtask::spec::contract::repaired(&source).unwrap().value;
    assert_eq!(made["openapi"], "3.0.3");
    for pointer in [
        "/paths/~1a/get/responses/204/description",
        "/paths/~1b/get/responses/204/description",
    ] {
        assert_eq!(made.pointer(pointer).unwrap(), "x", "{pointer}");
    }
}
