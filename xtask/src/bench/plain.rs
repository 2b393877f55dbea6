//! The peer: crates as OpenAPI Generator makes them without our templates, overlays and normal form.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::json;

use super::{Bench, progress, project::Project, run};
use crate::generator::Generator;

/// The command that makes the plain crate of one published file in `out`: one run, one Java.
///
/// # Errors
///
/// If its configuration cannot be written to `scratch`.
pub fn command(generator: &Generator, id: &str, spec: &Path, out: &Path, scratch: &Path) -> Result<Command> {
    let config = json!({
        "generatorName": "rust",
        "library": "reqwest",
        "inputSpec": spec,
        "outputDir": out,
        "additionalProperties": {
            "packageName": package(id),
            "supportMiddleware": true,
            "reqwestDefaultFeatures": "",
        },
    });
    fs::create_dir_all(scratch)?;
    let path = scratch.join(format!("{id}.json"));
    fs::write(&path, serde_json::to_vec(&config)?)?;
    let mut command = Command::new(generator.java());
    command
        .arg("-jar")
        .arg(generator.jar())
        .args(["generate", "-c"])
        .arg(path);
    Ok(command)
}

/// What the plain crate of a product is called.
#[must_use]
pub fn package(id: &str) -> String {
    format!("plain-{id}")
}

/// Makes the plain crate of a product in the copy of the project.
///
/// # Errors
///
/// If there is no published file or no generator, or it fails.
pub fn make(bench: &Bench, generator: &Generator, project: &Project, id: &str) -> Result<()> {
    let spec = bench.published_path(bench.catalog.product(id)?)?;
    progress(&format!("the plain generator's crate of {id}"));
    let fresh = bench.folder().join("fresh").join(id);
    if fresh.exists() {
        fs::remove_dir_all(&fresh)?;
    }
    run(&mut command(
        generator,
        id,
        &spec,
        &fresh,
        &bench.folder().join("fresh"),
    )?)?;
    let to = project.plain(id);
    fs::create_dir_all(to.join("src"))?;
    super::project::mirror(&fresh.join("src"), &to.join("src"), &[])?;
    super::project::write(&to.join("Cargo.toml"), &fs::read(fresh.join("Cargo.toml"))?)
}

/// The models of a plain crate: what is left of a name without case and marks, and the Rust name.
///
/// # Errors
///
/// If the crate cannot be read.
pub fn models(project: &Project, id: &str) -> Result<BTreeMap<String, String>> {
    let folder = project.plain(id).join("src/models");
    let mut models = BTreeMap::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
        for line in fs::read_to_string(entry?.path())?.lines() {
            for keyword in ["pub struct ", "pub enum ", "pub type "] {
                let Some(rest) = line.strip_prefix(keyword) else {
                    continue;
                };
                let name: String = rest
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                    .collect();
                models.entry(bare(&name)).or_insert(name);
            }
        }
    }
    Ok(models)
}

/// A name without case and marks.
#[must_use]
pub fn bare(name: &str) -> String {
    name.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}
