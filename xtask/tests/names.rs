//! Names of every kind that a spec may have: the crate made of them compiles without a warning.
//!
//! The large test makes a crate of over a thousand schemas and is run before a release:
//! `cargo test -p xtask --test names -- --ignored`.

#[expect(dead_code, reason = "the other tests use more of it")]
mod support;

use std::fs;
use std::process::Command;

use serde_json::{Map, Value, json};
use support::{Project, root};

/// Words that mean something to Rust, to the generated code, to the generator or to a file system, and texts that are no words.
const HOSTILE: &[&str] = &[
    "abstract",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "pub",
    "ref",
    "return",
    "self",
    "Self",
    "static",
    "struct",
    "super",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "union",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "macro_rules",
    "raw",
    "safe",
    "auto",
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "ERR",
    "Error",
    "Vec",
    "Box",
    "String",
    "str",
    "bool",
    "i32",
    "u64",
    "char",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Drop",
    "Eq",
    "Fn",
    "From",
    "FromStr",
    "Future",
    "Hash",
    "Into",
    "IntoIterator",
    "Iterator",
    "Ord",
    "PartialEq",
    "Send",
    "Sized",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "all",
    "ALL",
    "into",
    "into_iter",
    "try_into",
    "new",
    "clone",
    "default",
    "from",
    "from_str",
    "as_str",
    "as_ref",
    "fmt",
    "eq",
    "hash",
    "cmp",
    "add",
    "sub",
    "not",
    "neg",
    "next",
    "deref",
    "index",
    "borrow",
    "is_some",
    "to_string",
    "to_owned",
    "unwrap",
    "extra",
    "value",
    "body",
    "client",
    "Client",
    "core",
    "std",
    "alloc",
    "serde",
    "serde_json",
    "serde_with",
    "mc_core",
    "bytes",
    "reqwest_middleware",
    "http",
    "environment",
    "Environment",
    "with_max_response_bytes",
    "options",
    "Options",
    "request",
    "Request",
    "input",
    "arguments",
    "description",
    "Description",
    "Parameter",
    "Answer",
    "Arguments",
    "Kind",
    "Place",
    "operations",
    "Operation",
    "models",
    "Models",
    "apis",
    "dynamic",
    "generated",
    "call",
    "main",
    "lib",
    "tests",
    "test",
    "Unknown",
    "unknown",
    "known",
    "Value",
    "Output",
    "Item",
    "Target",
    "Visitor",
    "Tag",
    "Extra",
    "Sensitive",
    "Date",
    "con",
    "prn",
    "aux",
    "nul",
    "com1",
    "lpt9",
    "IDs",
    "IPs",
    "AccountIDs",
    "CardPANs",
    "aB",
    "a_b",
    "a-b",
    "a b",
    "AB",
    "ab",
    "Ab",
    "A1",
    "a1",
    "a_1",
    "1",
    "1st",
    "01",
    "1.0",
    "+1",
    "-1",
    "12",
    "*",
    "?",
    "%",
    "_",
    "__",
    "-",
    "$ref",
    "@type",
    "#text",
    "/",
    "~",
    "a/b",
    "a~b",
    "é",
    "über größe",
    "日本",
    "Ä",
    "İ",
    "ß",
    "😀",
    "\u{200b}",
    "",
    " ",
    "  a",
    "'",
    "\"",
    "\\",
    "{",
    "}",
    "{{x}}",
    "</script>",
    "a\nb",
    "V1.2-beta",
    "getHTTPResponse2XX",
    "r#type",
    "x-mc-name",
    "Object",
    "Any",
    "Array",
    "Integer",
    "File",
    "Map",
    "Set",
    "List",
    "Date Time",
    "UUID",
    "uuid",
    "Pet",
    "PetOptions",
    "pet_options",
];

/// A spec in which the words are the names of everything that has one.
fn spec(words: &[String]) -> Value {
    let mut schemas = Map::new();
    let mut paths = Map::new();
    let reference = |index: usize| json!({"$ref": format!("#/components/schemas/{}", key(words, index))});
    for (index, word) in words.iter().enumerate() {
        // Rings of five: a real API is no chain of a thousand types, and rustc needs memory for each pair of types in a ring.
        let neighbour = (index - index % 5 + (index + 1) % 5).min(words.len() - 1);
        let next = &words[(index + 1) % words.len()];
        let beyond = &words[(index + 7) % words.len()];
        let schema = match index % 5 {
            0 | 1 => json!({
                "type": "object",
                "required": [word],
                "properties": {
                    word: {"type": "integer"},
                    next: reference(neighbour),
                    beyond: {"type": "boolean"},
                },
            }),
            2 => json!({"type": "string", "enum": [word, next, beyond]}),
            3 => json!({
                "type": "object",
                "properties": {word: {"type": "object", "properties": {next: {"type": "string", "enum": [beyond, word]}}}},
            }),
            _ => {
                json!({"oneOf": [reference(neighbour), {"type": "array", "items": {"type": "string"}}]})
            }
        };
        schemas.insert(key(words, index), schema);
        let operation = json!({
            "operationId": word,
            "tags": [beyond],
            "parameters": [
                {"name": word, "in": "query", "schema": {"type": "string"}},
                {"name": next, "in": "query", "required": true, "schema": {"type": "boolean"}},
                {"name": beyond, "in": "cookie", "schema": {"type": "string"}},
                {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}},
            ],
            "requestBody": {"content": {"application/json": {"schema": reference(index)}}},
            "responses": {"200": {"description": "x", "content": {"application/json": {"schema": reference(index)}}}},
        });
        paths.insert(format!("/o{index}/{{id}}"), json!({"put": operation}));
    }
    json!({"openapi": "3.0.3", "info": {"title": "Hostile", "version": "1"}, "paths": paths, "components": {"schemas": schemas}})
}

/// The name of a component: OpenAPI allows few characters there, and what it forbids is given another name by the reader.
fn key(words: &[String], index: usize) -> String {
    let word: String = words[index]
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || "._-".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    let taken = words[..index].contains(&word);
    if word.is_empty() || taken || word != words[index] {
        format!("{word}_{index}")
    } else {
        word
    }
}

/// Makes a crate of a spec and compiles it; says what the compiler said.
fn compiles(spec: &Value) {
    if !Project::new().has_generator() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hostile.json");
    fs::write(&path, spec.to_string()).unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["generate", "--crate", "hostile", "--check-build", "--spec"])
        .arg(&path)
        .arg("--out")
        .arg(folder.path().join("out"))
        .current_dir(root())
        .env("CARGO_TARGET_DIR", root().join("target"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stdout);
    let warned = String::from_utf8_lossy(&done.stderr);
    let last: Vec<&str> = warned.lines().filter(|line| !line.starts_with("warning: /")).collect();
    assert!(
        said.contains("hostile: compiles without a warning"),
        "{said}\n{}",
        last[last.len().saturating_sub(80)..].join("\n")
    );
}

#[test]
fn a_crate_of_hostile_names_compiles() {
    let words: Vec<String> = HOSTILE.iter().map(|word| (*word).to_owned()).collect();
    compiles(&spec(&words));
}

#[test]
#[ignore = "makes over a thousand types: run before a release"]
fn crates_of_a_thousand_hostile_names_compile() {
    let mut words: Vec<String> = HOSTILE.iter().map(|word| (*word).to_owned()).collect();
    for (first, second) in [("get", ""), ("my ", " list"), ("", "Options"), ("", "Item")] {
        words.extend(HOSTILE.iter().map(|word| format!("{first}{word}{second}")));
    }
    // Names that are alike are in one crate. One crate of all would need more memory than many machines have: the compiler keeps
    // what it found out about each future of a thousand operations.
    words.sort();
    words.dedup();
    let mut schemas = 0;
    for words in words.chunks(250) {
        let spec = spec(words);
        schemas += spec["components"]["schemas"].as_object().unwrap().len();
        compiles(&spec);
    }
    assert!(schemas > 1000, "{schemas} schemas");
}
