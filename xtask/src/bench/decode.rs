//! Decoding a large answer.

use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::{Bench, Figure, Row, Took, page, plain, progress, project, run};
use crate::spec::api::{Answer, Type};

const PRODUCT: &str = "mastercom";
/// The answer of this operation is the page.
const METHOD: &str = "POST";
const PATH: &str = "/v6/queues";
const CLAIMS: usize = 2_000;

pub(super) fn measure(bench: &Bench) -> Result<Vec<Row>> {
    let project = bench.project()?;
    let product = bench.catalog.product(PRODUCT)?;
    let contract = crate::lock::load_contract(&bench.workspace, PRODUCT)?;
    let pointer = "/paths/~1v6~1queues/post/responses/200/content/application~1json/schema";
    let schema = contract
        .pointer(pointer)
        .with_context(|| format!("the contract of {PRODUCT} has no good answer for {METHOD} {PATH}"))?;
    let page = page::fill(&contract, schema, CLAIMS);
    let ready = bench.ready(PRODUCT, product)?;
    let operations = &ready.api.operations;
    let operation = operations
        .iter()
        .find(|operation| operation.method == METHOD && operation.path == PATH);
    let Some(Answer::Json {
        ty: Type::Model(ours), ..
    }) = operation.map(|operation| &operation.answer)
    else {
        anyhow::bail!("{METHOD} {PATH} does not answer with a model");
    };
    let published = schema
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|target| target.rsplit('/').next())
        .context("the schema of the answer is no component")?;
    plain::make(bench, &bench.generator()?, &project, PRODUCT)?;
    let models = plain::models(&project, PRODUCT)?;
    let peer = models
        .get(&plain::bare(published))
        .with_context(|| format!("the plain crate has no {published}"))?;
    let main = PROGRAM
        .replace(
            "/* ours */",
            &format!("{}::models::{ours}", product.package.replace('-', "_")),
        )
        .replace(
            "/* peer */",
            &format!("{}::models::{peer}", plain::package(PRODUCT).replace('-', "_")),
        );
    let dependencies = format!(
        "{} = {{ path = \"../../crates/{}\" }}\n{} = {{ path = \"../../plain/{PRODUCT}\" }}\n",
        product.package,
        product.package,
        plain::package(PRODUCT),
    );
    let folder = project.probe("decode", &dependencies, &main)?;
    let file = folder.join("page.json");
    project::write(&file, &serde_json::to_vec(&page)?)?;
    progress("building the program that decodes, optimised");
    run(project
        .cargo("build")
        .args(["--quiet", "--release", "--package", "decode"]))?;
    let rounds = bench.rounds(101);
    let said = run(Command::new(project.program("release", "decode"))
        .arg(&file)
        .arg(rounds.to_string()))?;
    let (left, right) = serde_json::from_str(&said).context("the program says something else than times")?;
    // Nothing else than its own work makes this faster, so the best round is the one that was least disturbed.
    let best = |nanoseconds: &Vec<u64>| Duration::from_nanos(nanoseconds.iter().min().copied().unwrap_or_default());
    let (left, right): (Vec<u64>, Vec<u64>) = (left, right);
    let took = |wall| [Took { wall, processor: None }];
    let mut row = Row::beside(
        Figure::Decode,
        "decoding a queue page of 2,000 claims",
        &took(best(&left)),
        &took(best(&right)),
        1.5,
    );
    for amount in [&mut row.ours, &mut row.peer].into_iter().flatten() {
        amount.value *= 1e3;
        "ms".clone_into(&mut amount.unit);
    }
    let middle = |mut nanoseconds: Vec<u64>| {
        nanoseconds.sort_unstable();
        let middle = nanoseconds.get(nanoseconds.len() / 2).copied().unwrap_or_default();
        Duration::from_nanos(middle).as_secs_f64() * 1e3
    };
    row.note = Some(format!(
        "best of {rounds} rounds; the middle ones {:.2} ms and {:.2} ms",
        middle(left),
        middle(right)
    ));
    Ok(vec![row])
}

/// Prints the nanoseconds of each round, for both.
const PROGRAM: &str = r#"//! Decodes a page into two crates' models, in turn.

use std::hint::black_box;
use std::time::Instant;

use serde::de::DeserializeOwned;

fn time<T: DeserializeOwned>(page: &[u8]) -> Result<u64, Box<dyn std::error::Error>> {
    let started = Instant::now();
    let decoded: T = serde_json::from_slice(black_box(page))?;
    let took = started.elapsed();
    // Dropping is no decoding.
    drop(black_box(decoded));
    Ok(u64::try_from(took.as_nanos())?)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let page = std::fs::read(arguments.next().ok_or("no page")?)?;
    let rounds: usize = arguments.next().ok_or("no number of rounds")?.parse()?;
    let (mut ours, mut peer) = (Vec::new(), Vec::new());
    for round in 0..rounds + 5 {
        let left = time::</* ours */>(&page)?;
        let right = time::</* peer */>(&page)?;
        if round >= 5 {
            ours.push(left);
            peer.push(right);
        }
    }
    println!("{}", serde_json::to_string(&(ours, peer))?);
    Ok(())
}
"#;
