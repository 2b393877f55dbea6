//! Generating: the same from both inputs, nothing when nothing changed, and faster than the plain generator.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use anyhow::{Context as _, Result, bail};

use super::project::Project;
use super::{Amount, Bench, Figure, Row, Took, plain, progress, run, time};
use crate::generator::{Files, Generator};

pub(super) fn identity(bench: &Bench) -> Result<Vec<Row>> {
    let (mut contracts, mut published) = (Vec::new(), Vec::new());
    for (id, product) in &bench.catalog.products {
        published.push(bench.ready_from_published(id, product)?.job);
        contracts.push(bench.ready(id, product)?.job);
    }
    let generator = bench.generator()?;
    progress("generating from the contracts");
    let left = generator.run(&contracts)?;
    progress("generating from the published files");
    let right = generator.run(&published)?;
    let (mut count, mut different) = (0, Vec::new());
    for (package, files) in &left {
        let empty = Files::new();
        let others = right.get(package).unwrap_or(&empty);
        for name in files
            .keys()
            .chain(others.keys().filter(|name| !files.contains_key(*name)))
        {
            count += 1;
            if files.get(name) != others.get(name) {
                different.push(format!("{package} {}", name.display()));
            }
        }
    }
    for name in &different {
        progress(&format!("differs: {name}"));
    }
    let met = different.is_empty() && count > 0;
    let amount = Amount::count(count - different.len(), format!("of {count}"));
    let target = count.to_string();
    Ok(vec![Row::alone(
        Figure::Identity,
        "files the same from contract and published file",
        amount,
        &target,
        met,
    )])
}

/// `cargo xtask generate` in the copy of the project.
fn ours(project: &Project, generator: &Generator, arguments: &[&str]) -> Result<Command> {
    let program = std::env::current_exe().context("cannot find this program")?;
    let mut command = Command::new(program);
    command
        .current_dir(project.root())
        .env("OPENAPI_GENERATOR_JAR", generator.jar())
        .arg("generate")
        .args(arguments);
    Ok(command)
}

pub(super) fn idle(bench: &Bench) -> Result<Vec<Row>> {
    let project = bench.project()?;
    // Nothing to do needs no generator, and where none is to be had the crates in the tree are up to date or they are not.
    let program = std::env::current_exe().context("cannot find this program")?;
    let mut check = Command::new(&program);
    run(check.current_dir(project.root()).arg("check"))
        .context("the crates in the tree are stale: run `cargo xtask generate` first")?;
    let before = times(project.root())?;
    let (mut rounds, mut processor) = (Vec::new(), Vec::new());
    for _ in 0..bench.rounds(5) {
        let mut command = Command::new(&program);
        let took = time(command.current_dir(project.root()).arg("generate"))?;
        rounds.push(took.wall);
        processor.extend(took.processor);
    }
    let written = before != times(project.root())?;
    let amount = Amount::time(&rounds);
    let met = !written && amount.value < 1.0;
    let mut row = Row::alone(
        Figure::Idle,
        "generate with nothing to do",
        amount,
        "< 1 s, writes nothing",
        met,
    );
    row.note = Some(format!(
        "{} rounds, {}; processor time {}; {}",
        rounds.len(),
        super::spread(&rounds),
        super::spread(&processor),
        if written {
            "a file was written"
        } else {
            "nothing was written"
        }
    ));
    Ok(vec![row])
}

/// When each file of the generated crates, and what they are made of, was written last.
fn times(root: &Path) -> Result<BTreeMap<PathBuf, SystemTime>> {
    fn walk(folder: &Path, times: &mut BTreeMap<PathBuf, SystemTime>) -> Result<()> {
        for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                walk(&entry.path(), times)?;
            } else {
                times.insert(entry.path(), entry.metadata()?.modified()?);
            }
        }
        Ok(())
    }
    let mut times = BTreeMap::new();
    for folder in ["crates", "codegen", "specs"] {
        walk(&root.join(folder), &mut times)?;
    }
    Ok(times)
}

pub(super) fn generate(bench: &Bench) -> Result<Vec<Row>> {
    let project = bench.project()?;
    let generator = bench.generator()?;
    let scratch = bench.folder().join("fresh");
    let mut plain_runs = Vec::new();
    for (id, product) in &bench.catalog.products {
        let spec = bench.published_path(product)?;
        plain_runs.push((id, spec, scratch.join(id)));
    }
    let (mut left, mut right) = (Vec::new(), Vec::new());
    // The first round fills the caches of the machine and does not count.
    for round in 0..=bench.rounds(3) {
        let mine = time(&mut ours(&project, &generator, &["--force"])?)?;
        let mut peer = Took {
            processor: mine.processor.map(|_| Duration::ZERO),
            ..Took::default()
        };
        for (id, spec, out) in &plain_runs {
            if out.exists() {
                fs::remove_dir_all(out)?;
            }
            peer += time(&mut plain::command(&generator, id, spec, out, &scratch)?)?;
            if !out.join("src/lib.rs").is_file() {
                bail!("the plain generator wrote nothing for {id}");
            }
        }
        progress(&format!(
            "generate, round {round}: ours {:.2} s, plain {:.2} s",
            mine.wall.as_secs_f64(),
            peer.wall.as_secs_f64()
        ));
        if round > 0 {
            left.push(mine);
            right.push(peer);
        }
    }
    Ok(vec![Row::beside(
        Figure::Generate,
        "generate --force of all crates, against single runs",
        &left,
        &right,
        0.6,
    )])
}
