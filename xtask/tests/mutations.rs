//! `diff` never says less than callers see: contracts that were changed in one place, judged and generated.
//!
//! The oracle is independent of the judge: it reads the public items from the Rust that the generator writes for the contract
//! before and after, and asks whether each that was there is there still.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use serde_json::{Map, Value, json};
use xtask::generator::{Files, Generator, Job, Pin};
use xtask::pipeline;
use xtask::spec::api::Environment;
use xtask::spec::contract::contract;
use xtask::spec::diff::Severity;
use xtask::spec::diff::verdict::{Judge, Verdict};
use xtask::spec::overlay::{self, Overlay};
use xtask::spec::prepare::prepare;
use xtask::spec::read::{self, Read};
use xtask::workspace::Workspace;

/// One change of a contract.
enum Edit {
    /// Sets a member, or puts an element at the end of a list (`-`).
    Set(&'static str, Value),
    /// Removes a member or an element.
    Remove(&'static str),
    /// Gives a member another name, in its place.
    Rename(&'static str, &'static str),
    /// Puts the members or elements into the opposite order.
    Reverse(&'static str),
}

use Edit::{Remove, Rename, Reverse, Set};

/// This project.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The servers, which the catalog says and not the contract.
fn servers() -> [Environment; 1] {
    [Environment {
        name: "Sandbox".to_owned(),
        url: "https://sandbox.example/shop".to_owned(),
        authentication: None,
    }]
}

fn shop() -> Value {
    let text = fs::read(root().join("xtask/tests/data/shop.yaml")).unwrap();
    of_contract(read::yaml(&text, "shop.yaml").unwrap().value).unwrap()
}

fn marks() -> Overlay {
    let text = fs::read(root().join("xtask/tests/data/shop.overlay.yaml")).unwrap();
    Overlay::read(&text, "shop.overlay.yaml").unwrap()
}

/// What a published file becomes; `None` where it is refused.
fn of_contract(document: Value) -> Option<Value> {
    contract(&[Read::from_value("shop.yaml", document)])
        .ok()
        .map(|contract| contract.value)
}

fn split(pointer: &str) -> (&str, String) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    (parent, key.replace("~1", "/").replace("~0", "~"))
}

fn edit_all(document: &mut Value, edits: &[Edit]) {
    for one in edits {
        edit(document, one);
    }
}

fn edit(document: &mut Value, edit: &Edit) {
    let pointer = match edit {
        Set(pointer, _) | Remove(pointer) | Rename(pointer, _) | Reverse(pointer) => *pointer,
    };
    if let Reverse(_) = edit {
        reverse(
            document
                .pointer_mut(pointer)
                .unwrap_or_else(|| panic!("{pointer} is not there")),
        );
        return;
    }
    let (parent, key) = split(pointer);
    let parent = document
        .pointer_mut(parent)
        .unwrap_or_else(|| panic!("{pointer} is not there"));
    match (edit, parent) {
        (Set(_, value), Value::Object(members)) => {
            members.insert(key, value.clone());
        }
        (Set(_, value), Value::Array(list)) if key == "-" => list.push(value.clone()),
        (Set(_, value), Value::Array(list)) => list[key.parse::<usize>().unwrap()] = value.clone(),
        (Remove(_), Value::Object(members)) => {
            members
                .shift_remove(&key)
                .unwrap_or_else(|| panic!("{pointer} is not there"));
        }
        (Remove(_), Value::Array(list)) => {
            list.remove(key.parse().unwrap());
        }
        (Rename(_, name), Value::Object(members)) => rename(members, &key, name),
        _ => panic!("{pointer} cannot be edited so"),
    }
}

fn reverse(value: &mut Value) {
    match value {
        Value::Array(list) => list.reverse(),
        Value::Object(members) => *members = std::mem::take(members).into_iter().rev().collect(),
        _ => panic!("no order"),
    }
}

fn rename(members: &mut Map<String, Value>, from: &str, to: &str) {
    assert!(members.contains_key(from), "{from} is not there");
    let named = |(name, value): (String, Value)| (if name == from { to.to_owned() } else { name }, value);
    *members = std::mem::take(members).into_iter().map(named).collect();
}

const ORDER: &str = "#/components/schemas/Order";

/// Changes by their names, each with the verdict that a person gives: breaking, compatible, or `None` for nothing.
#[rustfmt::skip]
fn named() -> Vec<(&'static str, Vec<Edit>, Option<Severity>)> {
    const B: Option<Severity> = Some(Severity::Breaking);
    const C: Option<Severity> = Some(Severity::Compatible);
    const ORDERS: &str = "/paths/~1orders/get/parameters/-";
    vec![
        // Fields.
        ("field: added", vec![Set("/components/schemas/Order/properties/extra1", json!({"type": "string"}))], C),
        ("field: removed", vec![Remove("/components/schemas/Order/properties/day")], B),
        ("field: renamed", vec![Rename("/components/schemas/Order/properties/day", "date")], B),
        ("field: renamed, same name in Rust", vec![Rename("/components/schemas/Order/properties/day", "Day")], B),
        ("field: added and required", vec![Set("/components/schemas/NewOrder/properties/who", json!({"type": "string"})), Set("/components/schemas/NewOrder/required/-", json!("who"))], B),
        ("field: removed from an inline object", vec![Remove("/components/schemas/Order/properties/place/properties/code")], B),
        ("field: of an allOf part removed", vec![Remove("/components/schemas/Base/properties/old")], B),
        ("field: takes the name of another in Rust", vec![Set("/components/schemas/Order/properties/Note", json!({"type": "string"}))], C),
        // Enums.
        ("enum: value added", vec![Set("/components/schemas/State/enum/-", json!("LOST"))], C),
        ("enum: value removed", vec![Remove("/components/schemas/State/enum/1")], B),
        ("enum: value renamed", vec![Set("/components/schemas/State/enum/1", json!("PAYED"))], B),
        ("enum: removed", vec![Remove("/components/schemas/State/enum")], B),
        ("enum: added to a text", vec![Set("/components/schemas/Order/properties/id/enum", json!(["a", "b"]))], B),
        ("enum: of integers, value added", vec![Set("/components/schemas/Level/enum/-", json!(4))], C),
        ("enum: of integers becomes one of texts", vec![Set("/components/schemas/Level", json!({"type": "string", "enum": ["1", "2", "3"]}))], B),
        ("enum: named values reordered", vec![Reverse("/components/schemas/Order/properties/mode/enum")], None),
        ("enum: named value replaced", vec![Set("/components/schemas/Order/properties/mode/enum/0", json!("QUICK"))], B),
        ("enum: value that takes the variant of another", vec![Set("/components/schemas/State/enum", json!(["OPEN", "open", "PAID", "SENT"]))], C),
        ("enum: value that comes first and takes the variant of another", vec![Set("/components/schemas/State/enum", json!(["open", "OPEN", "PAID", "SENT"]))], B),
        // Types and formats.
        ("type: text to integer", vec![Set("/components/schemas/Order/properties/id/type", json!("integer"))], B),
        ("type: number to text", vec![Set("/components/schemas/Order/properties/total/type", json!("string"))], B),
        ("type: object to text", vec![Set("/components/schemas/Order/properties/place", json!({"type": "string"}))], B),
        ("type: of a header", vec![Set("/paths/~1orders/get/parameters/2/schema", json!({"type": "boolean"}))], B),
        ("type: of the answer", vec![Set("/paths/~1orders/post/responses/201/content/application~1json/schema/$ref", json!("#/components/schemas/NewOrder"))], B),
        ("type: removed", vec![Remove("/components/schemas/Order/properties/total/type")], B),
        ("format: int32 to int64", vec![Set("/components/schemas/Order/properties/count/format", json!("int64"))], B),
        ("format: removed", vec![Remove("/components/schemas/Order/properties/day/format")], B),
        ("format: added", vec![Set("/components/schemas/Order/properties/id/format", json!("date-time"))], B),
        ("format: a hint", vec![Set("/components/schemas/Order/properties/id/format", json!("hostname"))], C),
        ("format: double to float", vec![Set("/components/schemas/Item/allOf/1/properties/price/format", json!("float"))], B),
        ("format: of a parameter", vec![Set("/paths/~1orders/get/parameters/0/schema/format", json!("int64"))], B),
        // What is required.
        ("requiredness: of a field, gone", vec![Remove("/components/schemas/Order/required/2")], B),
        ("requiredness: of a field, new", vec![Set("/components/schemas/Order/required/-", json!("day"))], B),
        ("requiredness: of a body", vec![Set("/paths/~1orders~1{orderId}~1items~1{itemId}/put/requestBody/required", json!(true))], B),
        ("requiredness: of a parameter, gone", vec![Set("/paths/~1orders/get/parameters/1/required", json!(false))], B),
        ("requiredness: of a parameter, new", vec![Set("/paths/~1orders/get/parameters/0/required", json!(true))], B),
        // Parameters.
        ("parameter: a further optional one", vec![Set(ORDERS, json!({"name": "page", "in": "query", "schema": {"type": "string"}}))], C),
        ("parameter: the first optional one", vec![Set("/paths/~1ping/get/parameters", json!([{"name": "deep", "in": "query", "schema": {"type": "boolean"}}]))], B),
        ("parameter: a required one", vec![Set(ORDERS, json!({"name": "page", "in": "query", "required": true, "schema": {"type": "string"}}))], B),
        ("parameter: removed", vec![Remove("/paths/~1orders/get/parameters/0")], B),
        ("parameter: renamed", vec![Set("/paths/~1orders/get/parameters/0/name", json!("most"))], B),
        ("parameter: in another place", vec![Set("/paths/~1orders/get/parameters/0/in", json!("header"))], B),
        ("parameter: path parameters in another order", vec![Rename("/paths/~1orders~1{orderId}~1items~1{itemId}", "/orders/{itemId}/items/{orderId}")], B),
        ("parameter: of the path renamed", vec![Rename("/paths/~1orders~1{orderId}~1items~1{itemId}", "/orders/{order}/items/{itemId}"), Set("/paths/~1orders~1{order}~1items~1{itemId}/parameters/0/name", json!("order"))], C),
        // Paths and operations.
        ("path: changed", vec![Rename("/paths/~1ping", "/pong")], C),
        ("path: changed, without an id", vec![Remove("/paths/~1ping/get/operationId"), Rename("/paths/~1ping", "/pong")], B),
        ("path: removed", vec![Remove("/paths/~1ping")], B),
        ("path: added", vec![Set("/paths/~1pong", json!({"get": {"operationId": "pong", "tags": ["Health"], "responses": {"204": {"description": "d"}}}}))], C),
        ("operation: added", vec![Set("/paths/~1ping/head", json!({"operationId": "pingHead", "tags": ["Health"], "responses": {"204": {"description": "d"}}}))], C),
        ("operation: added, takes the name of another", vec![Set("/paths/~1a", json!({"get": {"operationId": "Ping", "tags": ["Health"], "responses": {"204": {"description": "d"}}}}))], B),
        ("operation: removed", vec![Remove("/paths/~1orders/post")], B),
        ("operation: renamed", vec![Set("/paths/~1ping/get/operationId", json!("alive"))], B),
        ("operation: renamed, the overlay sets the id", vec![Set("/paths/~1orders~1{orderId}~1items~1{itemId}/put/operationId", json!("opaque8"))], C),
        ("operation: another method", vec![Rename("/paths/~1orders/post", "patch")], C),
        // Tags, servers, security.
        ("tag: of an operation", vec![Set("/paths/~1ping/get/tags/0", json!("Items"))], B),
        ("tag: of an operation, the overlay sets the module", vec![Set("/paths/~1orders~1{orderId}~1items~1{itemId}/put/tags/0", json!("Goods"))], C),
        ("tag: a second one", vec![Set("/paths/~1ping/get/tags/-", json!("Items"))], C),
        ("tag: the order of two", vec![Reverse("/paths/~1orders~1{orderId}~1items~1{itemId}/get/tags")], B),
        ("tag: the list", vec![Remove("/tags/1")], C),
        ("server: added", vec![Set("/servers/-", json!({"url": "https://eu.example/shop"}))], C),
        ("server: changed", vec![Set("/servers/0/url", json!("https://test.example/shop"))], C),
        ("security: of the document", vec![Set("/security", json!([]))], B),
        ("security: of an operation", vec![Remove("/paths/~1ping/get/security")], B),
        ("security: the scheme", vec![Set("/components/securitySchemes/key/name", json!("X-Other"))], B),
        // Answers.
        ("response: another status", vec![Rename("/paths/~1orders/post/responses/201", "200")], C),
        ("response: an error more", vec![Set("/paths/~1orders/post/responses/409", json!({"description": "d"}))], C),
        ("response: an error less", vec![Remove("/paths/~1orders/post/responses/400")], C),
        ("response: without a body", vec![Remove("/paths/~1orders/post/responses/201/content")], B),
        ("response: with a body", vec![Set("/paths/~1orders~1{orderId}~1items~1{itemId}/delete/responses/204", json!({"description": "d", "content": {"application/json": {"schema": {"$ref": ORDER}}}}))], B),
        ("response: a good one more", vec![Set("/paths/~1orders/post/responses/202", json!({"description": "d"}))], B),
        ("encoding: JSON to text", vec![Rename("/paths/~1orders/post/responses/201/content/application~1json", "text/plain")], B),
        ("encoding: of a body", vec![Rename("/paths/~1orders/post/requestBody/content/application~1json", "application/x-www-form-urlencoded")], B),
        ("encoding: a list in the query", vec![Set("/paths/~1orders/get/parameters/3/explode", json!(true))], C),
        // Composition.
        ("composition: a part less", vec![Remove("/components/schemas/Item/allOf/0")], B),
        ("composition: a part more", vec![Set("/components/schemas/Item/allOf/-", json!({"type": "object", "properties": {"more": {"type": "string"}}}))], C),
        ("composition: a member of the union more", vec![Set("/components/schemas/Payment/oneOf/-", json!({"$ref": "#/components/schemas/Problem"}))], C),
        ("composition: a member of the union less", vec![Remove("/components/schemas/Payment/oneOf/1"), Remove("/components/schemas/Payment/discriminator/mapping/bank")], B),
        ("composition: oneOf to anyOf", vec![Rename("/components/schemas/Payment/oneOf", "anyOf")], B),
        ("composition: another tag", vec![Set("/components/schemas/Payment/discriminator/propertyName", json!("card"))], B),
        // Null, limits, defaults.
        ("nullability: of a required field", vec![Set("/components/schemas/Order/properties/total/nullable", json!(true))], B),
        ("nullability: of an optional field", vec![Set("/components/schemas/Order/properties/day/nullable", json!(true))], C),
        ("nullability: gone", vec![Remove("/components/schemas/Order/properties/note/nullable")], C),
        ("nullability: of an element", vec![Set("/components/schemas/Order/properties/labels/additionalProperties/nullable", json!(true))], B),
        ("limits: a length", vec![Set("/components/schemas/Order/properties/id/maxLength", json!(20))], C),
        ("limits: a maximum beyond 32 bits", vec![Set("/components/schemas/Order/properties/count/maximum", json!(5_000_000_000_i64))], B),
        ("limits: a maximum within 32 bits", vec![Set("/components/schemas/Order/properties/count/maximum", json!(5000))], C),
        ("limits: a pattern", vec![Set("/components/schemas/Order/properties/id/pattern", json!("^[a-z0-9]+$"))], C),
        ("limits: of a parameter, beyond 32 bits", vec![Set("/paths/~1orders/get/parameters/0/schema/maximum", json!(5_000_000_000_i64))], B),
        ("default: changed", vec![Set("/components/schemas/NewOrder/properties/gift/default", json!(true))], C),
        ("default: removed", vec![Remove("/components/schemas/NewOrder/properties/gift/default")], C),
        // Prose and order.
        ("prose: of the document", vec![Set("/info/description", json!("Another."))], None),
        ("prose: of an operation", vec![Set("/paths/~1orders/get/summary", json!("All."))], None),
        ("order: of optional fields", vec![Set("/components/schemas/Problem/properties", json!({"message": {"type": "string"}}))], None),
        ("order: of required fields", vec![Reverse("/components/schemas/Order/properties")], B),
        ("order: of paths", vec![Reverse("/paths")], None),
        ("order: of required arguments", vec![Set(ORDERS, json!({"name": "b", "in": "query", "required": true, "schema": {"type": "string"}})), Reverse("/paths/~1orders/get/parameters")], B),
        ("order: of responses", vec![Reverse("/paths/~1orders/post/responses")], None),
        ("order: of a tagged union", vec![Reverse("/components/schemas/Payment/oneOf")], None),
        // Names and references.
        ("name: of a component", vec![Rename("/components/schemas/Problem", "Fault"), Set("/paths/~1orders/get/responses/default/content/application~1json/schema/$ref", json!("#/components/schemas/Fault"))], B),
        ("name: a component takes that of an inline type", vec![Set("/components/schemas/OrderPlace", json!({"type": "object", "properties": {"a": {"type": "string"}}}))], B),
        ("name: a component takes that of another in Rust", vec![Set("/components/schemas/order", json!({"type": "object", "properties": {"a": {"type": "string"}}}))], C),
        ("reference: to another schema", vec![Set("/components/schemas/Order/properties/state/$ref", json!("#/components/schemas/Level"))], B),
        ("reference: an inline enum becomes one, under an overlay", vec![Set("/components/schemas/Speed1", json!({"type": "string"})), Set("/components/schemas/Order/properties/mode", json!({"$ref": "#/components/schemas/Speed1"}))], B),
        ("reference: a text becomes one, under an overlay's enum", vec![Set("/components/schemas/Note", json!({"type": "string"})), Set("/components/schemas/Order/properties/note", json!({"$ref": "#/components/schemas/Note"}))], B),
        ("reference: to a plain text", vec![Set("/components/schemas/Id", json!({"type": "string"})), Set("/components/schemas/Order/properties/id", json!({"$ref": "#/components/schemas/Id"}))], C),
        // Arrays.
        ("array: of other elements", vec![Set("/components/schemas/Order/properties/items/items", json!({"type": "string"}))], B),
        ("array: no array any more", vec![Set("/components/schemas/Order/properties/items", json!({"$ref": "#/components/schemas/Item"}))], B),
        ("array: an answer is one no more", vec![Set("/paths/~1orders/get/responses/200/content/application~1json/schema", json!({"$ref": ORDER}))], B),
        ("array: fewest elements", vec![Set("/components/schemas/Order/properties/items/minItems", json!(2))], C),
        ("array: elements without a type", vec![Remove("/components/schemas/Order/properties/items/items")], B),
        // Deprecation.
        ("deprecation: of an operation", vec![Set("/paths/~1ping/get/deprecated", json!(true))], C),
        ("deprecation: gone", vec![Remove("/paths/~1orders~1{orderId}~1items~1{itemId}/delete/deprecated")], C),
        ("deprecation: of a field", vec![Set("/components/schemas/Order/properties/day/deprecated", json!(true))], C),
    ]
}

#[test]
fn named_changes_are_judged_as_a_person_judges_them() {
    let (old, overlay, servers) = (shop(), marks(), servers());
    let judge = Judge::new(&old, Some(&overlay), &servers);
    let all = named();
    assert!(all.len() >= 78, "{} named changes", all.len());
    let mut wrong = Vec::new();
    for (name, edits, expected) in &all {
        let mut new = old.clone();
        edit_all(&mut new, edits);
        let Some(new) = of_contract(new) else {
            panic!("{name}: the changed contract is refused");
        };
        let verdict = judge.judge(&new);
        if verdict.severity() != *expected {
            wrong.push(format!("{name}: {:?}, not {expected:?}", verdict.severity()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A generator of numbers that is the same everywhere (xorshift).
struct Dice(u64);

impl Dice {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below as u64).unwrap()
    }
}

fn pointers(value: &Value, at: &str, into: &mut Vec<String>) {
    let mut below = |key: &str, value: &Value| {
        let here = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
        into.push(here.clone());
        pointers(value, &here, into);
    };
    match value {
        Value::Object(members) => members.iter().for_each(|(key, value)| below(key, value)),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .for_each(|(index, value)| below(&index.to_string(), value)),
        _ => {}
    }
}

/// Changes a contract somewhere, somehow; the text says what was done.
fn mutate(document: &mut Value, dice: &mut Dice) -> String {
    let mut all = Vec::new();
    pointers(document, "", &mut all);
    let at = all[dice.next(all.len())].clone();
    let other = all[dice.next(all.len())].clone();
    let how = dice.next(8);
    let copied = document.pointer(&other).cloned().unwrap();
    let words = [
        "string", "integer", "number", "boolean", "array", "object", "date", "int32", "int64", "double", "NEW",
        "query", "header",
    ];
    let word = json!(words[dice.next(words.len())]);
    let (parent, key) = split(&at);
    match (how, document.pointer_mut(parent).unwrap()) {
        (0 | 1, Value::Object(members)) => {
            members.shift_remove(&key);
        }
        (0 | 1, Value::Array(list)) => {
            list.remove(key.parse().unwrap());
        }
        (2, Value::Object(members)) => rename(members, &key, &format!("{key}2")),
        (3, _) => match document.pointer_mut(&at).unwrap() {
            Value::Array(list) => list.reverse(),
            Value::Object(members) => *members = std::mem::take(members).into_iter().rev().collect(),
            Value::Bool(flag) => *flag = !*flag,
            scalar => *scalar = word.clone(),
        },
        (4, Value::Array(list)) => list.push(copied),
        (5, Value::Object(members)) => {
            let name = ["nullable", "deprecated", "required", "readOnly"][dice.next(4)];
            members.insert(name.to_owned(), json!(true));
        }
        (6, Value::Object(members)) => {
            members.insert(key, word.clone());
        }
        (_, parent) => match parent {
            Value::Object(members) => {
                members.insert(key, copied);
            }
            Value::Array(list) => list.push(copied),
            _ => {}
        },
    }
    format!("way {how} at {at}, with {other} or {word}")
}

/// The crate that a contract becomes, as the generator gets it.
fn job(name: &str, contract: &Value, overlay: &Overlay, pin: &Pin) -> Option<Job> {
    let (patched, _) = overlay::attempt(contract, overlay).ok()?;
    let api = prepare(&patched, contract, &servers()).api;
    let workspace = Workspace::new(root());
    let config = pipeline::configuration(&workspace, None, name).ok()?;
    pipeline::ready(name, "Shop", "shop", pin, api, config)
        .ok()
        .map(|ready| ready.job)
}

/// The public items of generated Rust, each on a line, with what its type is.
fn public(files: &Files) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for (path, bytes) in files {
        // `dynamic` has no items that depend on the contract but tables.
        if path.ends_with("dynamic.rs") {
            continue;
        }
        let text = String::from_utf8(bytes.clone()).unwrap();
        let module = path.display().to_string();
        let mut around = module.clone();
        let mut in_enum = false;
        let mut item = String::new();
        for line in text.lines() {
            let line = line.trim();
            if line.starts_with("//") || line.starts_with("#[") {
                continue;
            }
            if item.is_empty() {
                if let Some(head) = line.strip_prefix("impl").filter(|_| line.ends_with('{')) {
                    around = format!("{module} {}", head.trim_end_matches('{').trim());
                }
                if in_enum && line == "}" {
                    in_enum = false;
                } else if in_enum {
                    // A variant: its name, and its value or type.
                    let variant = line.split("=>").next().unwrap().trim().trim_end_matches(',');
                    out.insert(format!("{around}: {variant}"));
                    continue;
                }
                if !line.starts_with("pub ") {
                    continue;
                }
            }
            item.push(' ');
            item.push_str(line);
            if !(line.ends_with(['{', ';', ',', '}'])) || item.matches('(').count() != item.matches(')').count() {
                continue;
            }
            let head = item.split(" = ").next().unwrap().split('{').next().unwrap();
            let head = head.trim().trim_end_matches([';', ',']).to_owned();
            item.clear();
            if let Some((_, rest)) = head.split_once(" struct ").or_else(|| head.split_once(" enum ")) {
                around = format!("{module} {}", rest.trim());
                in_enum = head.contains(" enum ");
            }
            out.insert(format!("{around}: {}", unnamed(&head)));
        }
    }
    out
}

/// A function without the names of its arguments, which callers do not write.
fn unnamed(head: &str) -> String {
    let Some((name, rest)) = head.split_once('(').filter(|_| head.contains("fn ")) else {
        return head.split_whitespace().collect::<Vec<_>>().join(" ");
    };
    let (arguments, answer) = rest.rsplit_once(')').unwrap_or((rest, ""));
    let types: Vec<&str> = arguments
        .split(", ")
        .map(|one| one.split_once(": ").map_or(one, |(_, ty)| ty))
        .collect();
    let text = format!("{name}({}){answer}", types.join(", "));
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(",)", ")")
        .replace("( ", "(")
        .replace(", )", ")")
}

#[test]
fn no_verdict_is_milder_than_what_the_generated_code_shows() {
    let ours = Workspace::new(root());
    let generator = Pin::load(&ours).and_then(|pin| Ok((Generator::provision(&ours, &pin)?, pin)));
    let (generator, pin) = match generator {
        Ok(generator) => generator,
        Err(error) => {
            println!("skipped: the generator cannot be had: {error:#}");
            return;
        }
    };
    let (old, overlay, places) = (shop(), marks(), servers());
    let judge = Judge::new(&old, Some(&overlay), &places);
    let mut cases: Vec<(String, Verdict, Option<Job>)> = Vec::new();
    let mut add = |what: String, new: &Value| {
        let name = format!("case-{}", cases.len());
        let verdict = judge.judge(new);
        cases.push((what, verdict, job(&name, new, &overlay, &pin)));
    };
    for (name, edits, _) in named() {
        let mut new = old.clone();
        edit_all(&mut new, &edits);
        add(name.to_owned(), &of_contract(new).unwrap());
    }
    let (mut dice, mut random) = (Dice(0x2026_1125), 0);
    for _ in 0..20_000 {
        if random == 200 {
            break;
        }
        let mut new = old.clone();
        let what = mutate(&mut new, &mut dice);
        if let Some(new) = of_contract(new).filter(|new| *new != old) {
            add(what, &new);
            random += 1;
        }
    }
    assert_eq!(random, 200);
    let before = job("before", &old, &overlay, &pin).unwrap();
    let jobs: Vec<Job> = cases
        .iter()
        .filter_map(|(_, _, job)| job.clone())
        .chain([before])
        .collect();
    let made = generator.run(&jobs).unwrap();
    let before = public(&made["before"]);
    assert!(before.len() > 100, "{before:#?}");
    let mut wrong = Vec::new();
    for (what, verdict, job) in &cases {
        let Some(job) = job else {
            // No crate can be made of it.
            assert_eq!(verdict.severity(), Some(Severity::Breaking), "{what}");
            continue;
        };
        let after = public(&made[&job.name]);
        let gone: Vec<&String> = before.difference(&after).collect();
        let least = match (gone.is_empty(), after.len() > before.len()) {
            (false, _) => Some(Severity::Breaking),
            (true, true) => Some(Severity::Compatible),
            (true, false) => None,
        };
        if verdict.severity() < least {
            wrong.push(format!("{what}: {:?}, and gone is {gone:?}", verdict.severity()));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} verdicts are too mild:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
