//! `cargo xtask check`: whether contracts, pins and crates belong together, without Java and without network.

use std::fs;
use std::time::Instant;

use anyhow::Result;

use crate::catalog::Catalog;
use crate::generator::Pin;
use crate::lock::{load_contract, sha256};
use crate::manifest::{self, Manifest};
use crate::pipeline::{self, Target};
use crate::spec::todo;
use crate::workspace::Workspace;

/// Prove that the crates are made of what is in the tree, without Java or network
///
/// Contracts are compared with specs/specs.lock, inputs and generated files with codegen/manifest.json. Whether the
/// manifest itself is honest `cargo xtask generate --check` proves. What a spec says and the crate does not do is listed with
/// its place.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(after_long_help = "\
Exit status:
  0  the crates are up to date
  1  a crate is not; with --todo: something is open
  3  failed")]
pub struct CheckArgs {
    /// Products by their ids in specs/catalog.toml; all when none is named
    #[arg(value_name = "PRODUCT")]
    products: Vec<String>,
    /// List what the specs leave open instead: what is not documented, fields that look personal and are not marked, and
    /// operations about which nothing says whether they may be repeated
    #[arg(long)]
    todo: bool,
}

/// Runs the command.
///
/// # Errors
///
/// If a contract is not what its pin says, or an overlay does not fit it.
pub fn run(workspace: &Workspace, arguments: &CheckArgs) -> Result<u8> {
    let started = Instant::now();
    let catalog = Catalog::load(workspace)?;
    if arguments.todo {
        return todo(workspace, &catalog, &arguments.products);
    }
    let pin = Pin::load(workspace)?;
    let known = Manifest::load(workspace)?;
    let facts = workspace.facts();
    let mut stale = Vec::new();
    let mut count = 0;
    for target in Target::select(workspace, &catalog, &arguments.products)? {
        let id = target.id().to_owned();
        let ready = target.ready(workspace, &pin)?;
        for report in &ready.reports {
            println!("{id}: {report}");
        }
        if let (Some(folder), Some(facts)) = (&facts, &ready.facts) {
            let name = format!("{id}.json");
            let path = folder.join(&name);
            if fs::read(&path).ok().as_ref() != Some(facts) || known.sandbox.get(&name) != Some(&sha256(facts)) {
                eprintln!("{id}: {} is not what the spec makes", workspace.show(&path));
                stale.push(id.clone());
            }
        }
        let folder = target.folder(workspace);
        let files = manifest::on_disk(&folder)?;
        count += 1;
        if known.is_fresh(&target, &ready.inputs, &files) {
            continue;
        }
        let entry = known.entry(&target).cloned().unwrap_or_default();
        for (name, hash) in &ready.inputs {
            if entry.inputs.get(name) != Some(hash) {
                eprintln!("{id}: {name} has changed since the crate was generated");
            }
        }
        let hashes = manifest::hashes(&files);
        let names: std::collections::BTreeSet<&String> = hashes.keys().chain(entry.files.keys()).collect();
        for name in names {
            if hashes.get(name) != entry.files.get(name) {
                eprintln!(
                    "{id}: {} was not written by the generator",
                    workspace.show(&folder.join(name))
                );
            }
        }
        if !stale.contains(&id) {
            stale.push(id);
        }
    }
    if stale.is_empty() {
        println!("{count} crates are up to date ({} ms)", started.elapsed().as_millis());
        return Ok(0);
    }
    eprintln!(
        "stale: {}; run `cargo xtask generate {}` and commit",
        stale.join(", "),
        stale.join(" ")
    );
    Ok(1)
}

/// Lists what the patched specs leave open.
fn todo(workspace: &Workspace, catalog: &Catalog, products: &[String]) -> Result<u8> {
    let mut count = 0;
    for (id, _) in catalog.select(products)? {
        let overlay = workspace.overlay(id);
        let shown = workspace.show(&overlay);
        let patched = pipeline::patched(&load_contract(workspace, id)?, Some((&overlay, &shown)))?;
        let list = todo::todo(&patched);
        for open in &list {
            println!("{id}: {}: {} ({})", open.element, open.open, open.pointer);
        }
        count += list.len();
    }
    println!("{count} open");
    Ok(u8::from(count > 0))
}
