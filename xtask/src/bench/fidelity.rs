//! How many published examples the models decode, and encode again without a loss.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use super::examples::{Example, collect};
use super::project::{self, Project};
use super::{Amount, Bench, Figure, Row, plain, progress, run};
use crate::catalog::Product;
use crate::spec::api::{Api, Kind};

/// The examples of a product, and how to decode each.
struct Cases<'b> {
    id: &'b str,
    product: &'b Product,
    api: Api,
    examples: Vec<Example>,
}

/// What came of the examples.
struct Score {
    decoded: usize,
    kept: usize,
}

pub(super) fn measure(bench: &Bench) -> Result<Vec<Row>> {
    let mut all = Vec::new();
    for (id, product) in &bench.catalog.products {
        let mut examples = Vec::new();
        for read in bench.published(product)? {
            examples.extend(collect(&read.value));
        }
        let api = bench.ready(id, product)?.api;
        all.push(Cases {
            id,
            product,
            api,
            examples,
        });
    }
    let count: usize = all.iter().map(|cases| cases.examples.len()).sum();
    progress(&format!("{count} published examples"));
    let project = bench.project()?;
    let ours = score(&project, "fidelity-ours", &all, |cases| {
        let models = cases.api.models.iter();
        let models = models
            .filter_map(|model| Some((model.published.clone()?, model.name.clone())))
            .collect();
        Ok((
            cases.product.package.clone(),
            format!("../../crates/{}", cases.product.package),
            models,
        ))
    })?;
    let peer = peer(bench, &project, &all);
    let mut rows = Vec::new();
    for (what, pick) in [
        ("examples that decode", (|score| score.decoded) as fn(&Score) -> usize),
        ("examples that encode back to the same", |score| score.kept),
    ] {
        let reached = pick(&ours);
        let amount = |value| Amount::count(value, format!("of {count}"));
        let target = format!("{count}");
        let mut row = Row::alone(
            Figure::Fidelity,
            what,
            amount(reached),
            &target,
            reached == count && count > 0,
        );
        match &peer {
            Ok(peer) => row.peer = Some(amount(pick(peer))),
            Err(error) => row.note = Some(format!("no peer: {error:#}")),
        }
        rows.push(row);
    }
    Ok(rows)
}

fn peer(bench: &Bench, project: &Project, all: &[Cases]) -> Result<Score> {
    let generator = bench.generator()?;
    for cases in all {
        plain::make(bench, &generator, project, cases.id)?;
    }
    score(project, "fidelity-plain", all, |cases| {
        let known = plain::models(project, cases.id)?;
        let names = cases.examples.iter().map(|example| &example.schema);
        let models = names
            .filter_map(|name| Some((name.clone(), known.get(&plain::bare(name))?.clone())))
            .collect();
        Ok((plain::package(cases.id), format!("../../plain/{}", cases.id), models))
    })
}

/// A crate: its name, its folder as a program of the copy names it, and its models by published names.
type Models = (String, String, BTreeMap<String, String>);

/// Makes the program that decodes all examples into one side's models, and runs it.
fn score(project: &Project, name: &str, all: &[Cases], models: impl Fn(&Cases) -> Result<Models>) -> Result<Score> {
    let (mut dependencies, mut arms, mut data) = (String::new(), BTreeSet::new(), Vec::new());
    let mut aliases = BTreeSet::new();
    for cases in all {
        let (package, path, models) = models(cases)?;
        let _ = writeln!(dependencies, "{package} = {{ path = {path:?} }}");
        for example in &cases.examples {
            let key = format!(
                "{} {}{}",
                cases.id,
                example.schema,
                if example.list { "[]" } else { "" }
            );
            if let Some(model) = models.get(&example.schema) {
                let (function, ident) = (if example.list { "list" } else { "one" }, package.replace('-', "_"));
                arms.insert(format!(
                    "        {key:?} => {function}::<{ident}::models::{model}>(json),\n"
                ));
            }
            data.push(json!({
                "key": key,
                "operation": example.operation.as_deref().unwrap_or("-"),
                "place": example.place,
                "json": example.value,
            }));
        }
        for model in &cases.api.models {
            if let Kind::Struct(fields) = &model.kind {
                for field in fields {
                    aliases.extend(
                        field
                            .aliases
                            .iter()
                            .map(|alias| format!("        {alias:?} => {:?},\n", field.json)),
                    );
                }
            }
        }
    }
    let main = PROGRAM
        .replace("/* aliases */", &aliases.into_iter().collect::<String>())
        .replace("/* models */", &arms.into_iter().collect::<String>());
    let folder = project.probe(name, &dependencies, &main)?;
    let cases = folder.join("cases.json");
    project::write(&cases, &serde_json::to_vec(&data)?)?;
    progress(&format!("building {name}"));
    run(project.cargo("build").args(["--quiet", "--package", name]))?;
    let said = run(Command::new(project.program("debug", name)).arg(&cases))?;
    let mut score = None;
    for line in said.lines() {
        match serde_json::from_str::<Value>(line) {
            Ok(Value::Array(counts)) => {
                let count = |index: usize| {
                    counts
                        .get(index)
                        .and_then(Value::as_u64)
                        .and_then(|n| usize::try_from(n).ok())
                };
                score = count(0).zip(count(1));
            }
            _ => progress(&format!("{name}: {line}")),
        }
    }
    let (decoded, kept) = score.with_context(|| format!("{name} ended without a count"))?;
    Ok(Score { decoded, kept })
}

/// Prints a line for each example that fails, without its values, and last how many decoded and how many were kept.
const PROGRAM: &str = r#"//! Decodes published examples into models, and encodes them again.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

type Outcome = Result<Value, String>;

fn list<T: DeserializeOwned + Serialize>(json: &Value) -> Outcome {
    let value: Vec<T> = serde_json::from_value(json.clone()).map_err(|error| error.to_string())?;
    serde_json::to_value(&value).map_err(|error| error.to_string())
}

/// An array where the schema has an object is an array of such objects.
fn one<T: DeserializeOwned + Serialize>(json: &Value) -> Outcome {
    if json.is_array() {
        return list::<T>(json);
    }
    let value: T = serde_json::from_value(json.clone()).map_err(|error| error.to_string())?;
    serde_json::to_value(&value).map_err(|error| error.to_string())
}

/// Second names are the first ones.
fn name(name: &str) -> &str {
    match name.trim() {
/* aliases */        name => name,
    }
}

/// Without nulls; a number or boolean is the string that prints the same.
fn clean(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.iter().filter(|(_, value)| !value.is_null());
            Value::Object(fields.map(|(key, value)| (name(key).to_owned(), clean(value))).collect())
        }
        Value::Array(items) => items.iter().map(clean).collect(),
        Value::Number(_) | Value::Bool(_) => Value::String(value.to_string()),
        Value::String(_) | Value::Null => value.clone(),
    }
}

fn decode(key: &str, json: &Value) -> Outcome {
    match key {
/* models */        _ => Err("there is no model".to_owned()),
    }
}

/// An error's text may quote what it read; what is known to be harmless is the rest.
fn harmless(error: &str) -> String {
    let mut quoted = false;
    let mut text = String::new();
    for part in error.split_inclusive(['"', '`']) {
        text.push_str(if quoted { "_" } else { part.trim_end_matches(['"', '`']) });
        quoted = !quoted;
    }
    text
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("no file of cases")?;
    let cases: Vec<Value> = serde_json::from_slice(&std::fs::read(path)?)?;
    let (mut decoded, mut kept) = (0, 0);
    for case in &cases {
        let text = |name: &str| case[name].as_str().unwrap_or_default();
        let place = format!("{}, {}, {}", text("key"), text("operation"), text("place"));
        match decode(text("key"), &case["json"]) {
            Err(error) => println!("not decoded: {place}: {}", harmless(&error)),
            Ok(value) => {
                decoded += 1;
                if clean(&value) == clean(&case["json"]) {
                    kept += 1;
                } else {
                    println!("changed: {place}");
                }
            }
        }
    }
    println!("[{decoded}, {kept}]");
    Ok(())
}
"#;
