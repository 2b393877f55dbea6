//! From a contract to the generator's input: the steps that every way to a crate shares.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::catalog::Product;
use crate::generator::{Job, Pin};
use crate::lock::sha256;
use crate::spec::api::{Api, Environment};
use crate::spec::overlay::{self, Overlay};
use crate::spec::prepare::{Finding, prepare};
use crate::spec::{emit, read};
use crate::workspace::Workspace;

/// A crate that is ready to be generated.
#[derive(Clone, Debug)]
pub struct Ready {
    /// What the generator gets.
    pub job: Job,
    /// The API that it was made of.
    pub api: Api,
    /// The sha256 of all that goes into the crate.
    pub inputs: BTreeMap<String, String>,
}

/// Patches a contract with its overlay, if it has one.
///
/// # Errors
///
/// If the overlay cannot be read, or an action of it has gone stale.
pub fn patched(contract: &Value, overlay: Option<&Path>) -> Result<Value> {
    let mut document = contract.clone();
    if let Some(path) = overlay {
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let overlay = Overlay::read(&bytes, &path.display().to_string())?;
        overlay::apply(&mut document, &overlay)?;
    }
    Ok(document)
}

/// Makes a product of the catalog ready.
///
/// # Errors
///
/// If the overlay does not fit, or the patched spec has something that the crate would get wrong.
pub fn product(workspace: &Workspace, pin: &Pin, id: &str, product: &Product, contract: &Value) -> Result<Ready> {
    let overlay = workspace.overlay(id);
    let patched = patched(contract, Some(&overlay))?;
    let environments: Vec<Environment> = product
        .environments
        .iter()
        .map(|environment| Environment {
            name: environment.name.clone(),
            url: environment.url.to_string(),
        })
        .collect();
    let prepared = prepare(&patched, contract, &environments);
    if !prepared.findings.is_empty() {
        let listed: Vec<String> = prepared.findings.iter().map(Finding::to_string).collect();
        bail!(
            "{id}: the crate would get this wrong; repair it in {}:\n  {}",
            workspace.show(&overlay),
            listed.join("\n  ")
        );
    }
    let config_path = workspace.codegen().join("config").join(format!("{id}.yaml"));
    let config = configuration(workspace, Some(&config_path), &product.package)?;
    let mut ready = ready(&product.package, &product.title, id, pin, prepared.api, config)?;
    for path in [overlay, config_path, common(workspace)] {
        ready.inputs.insert(workspace.show(&path), sha256(&fs::read(&path)?));
    }
    ready.inputs.extend(shared_inputs(workspace)?);
    Ok(ready)
}

/// Makes any API ready, under a name.
///
/// # Errors
///
/// Never for an [`Api`] that [`prepare`] made.
pub fn ready(package: &str, title: &str, id: &str, pin: &Pin, api: Api, config: Value) -> Result<Ready> {
    let input = emit::emit(&api);
    let version = if api.version.is_empty() {
        String::new()
    } else {
        format!(" {}", api.version)
    };
    let job = Job {
        name: package.to_owned(),
        header: format!(
            "{package}: {title}{version}, made by OpenAPI Generator {} and codegen/templates. Do not edit.",
            pin.version
        ),
        title: title.to_owned(),
        product: id.to_owned(),
        modules: api.modules.iter().map(|module| module.name.clone()).collect(),
        input,
        config,
    };
    let mut inputs = BTreeMap::new();
    let text = serde_json::to_vec(&json!([job.header, job.title, job.product, job.input, job.config]))?;
    inputs.insert("prepared".to_owned(), sha256(&text));
    Ok(Ready { job, api, inputs })
}

fn common(workspace: &Workspace) -> PathBuf {
    workspace.codegen().join("config/common.yaml")
}

/// The generator's configuration of a crate: what holds for all, and what its own file adds.
///
/// # Errors
///
/// If a file cannot be read or is no mapping.
pub fn configuration(workspace: &Workspace, own: Option<&Path>, package: &str) -> Result<Value> {
    let mut config = json!({"additionalProperties": {"packageName": package.replace('-', "_")}});
    let common = common(workspace);
    for path in [Some(common.as_path()), own].into_iter().flatten() {
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let read = read::yaml(&bytes, &path.display().to_string())?;
        if !read.value.is_object() {
            bail!("{} holds no mapping", path.display());
        }
        add(&mut config, &read.value);
    }
    Ok(config)
}

fn add(into: &mut Value, more: &Value) {
    match (into, more) {
        (Value::Object(into), Value::Object(more)) => {
            for (key, value) in more {
                match into.get_mut(key) {
                    Some(known) => add(known, value),
                    None => {
                        into.insert(key.clone(), value.clone());
                    }
                }
            }
        }
        (into, more) => *into = more.clone(),
    }
}

/// The inputs that all crates have: the generator, the templates, the formatter.
fn shared_inputs(workspace: &Workspace) -> Result<BTreeMap<String, String>> {
    let mut inputs = BTreeMap::new();
    let templates = workspace.codegen().join("templates");
    for (path, bytes) in crate::manifest::on_disk(&templates)? {
        if path.extension().is_some_and(|extension| extension == "mustache") {
            inputs.insert(workspace.show(&templates.join(path)), sha256(&bytes));
        }
    }
    for name in ["codegen/generator.toml", "rust-toolchain.toml", "rustfmt.toml"] {
        let path = workspace.root().join(name);
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        inputs.insert(name.to_owned(), sha256(&bytes));
    }
    Ok(inputs)
}
