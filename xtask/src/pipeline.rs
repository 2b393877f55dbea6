//! From a contract to the generator's input: the steps that every way to a crate shares.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::catalog::{Catalog, Product};
use crate::generator::{Job, Pin};
use crate::lock::{load_contract, sha256};
use crate::spec::api::Api;
use crate::spec::contract::{self, Contract};
use crate::spec::numbered::{Numbered, numbered};
use crate::spec::overlay::{self, Overlay};
use crate::spec::prepare::{Finding, Report, prepare};
use crate::spec::{emit, facts, read};
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
    /// What the sandbox reads of a product.
    pub facts: Option<Vec<u8>>,
    /// What the spec says and the crate does not do, with its place in the patched spec.
    pub reports: Vec<Report>,
}

/// A crate that is generated into the project.
#[derive(Clone, Debug)]
pub enum Target<'c> {
    /// A product's, with its id in the catalog.
    Product(&'c str, &'c Product),
    /// That of a spec in `codegen/fixtures`.
    Fixture(String),
}

impl<'c> Target<'c> {
    /// The crates that are named, or all when none is: products first, then fixtures.
    ///
    /// # Errors
    ///
    /// If a name is neither a product nor a fixture.
    pub fn select(workspace: &Workspace, catalog: &'c Catalog, ids: &[String]) -> Result<Vec<Self>> {
        let fixtures = fixtures(workspace)?;
        for id in ids {
            if !fixtures.contains(id) {
                catalog.product(id)?;
            }
        }
        let named = |id: &str| ids.is_empty() || ids.iter().any(|named| named == id);
        let products = catalog.products.iter().map(|(id, product)| Self::Product(id, product));
        Ok(products
            .chain(fixtures.into_iter().map(Self::Fixture))
            .filter(|target| named(target.id()))
            .collect())
    }

    /// The name on the command line and in the manifest.
    pub fn id(&self) -> &str {
        match self {
            Self::Product(id, _) => id,
            Self::Fixture(name) => name,
        }
    }

    /// Where the generated files lie.
    pub fn folder(&self, workspace: &Workspace) -> PathBuf {
        let home = match self {
            Self::Product(_, product) => workspace.crates().join(&product.package),
            Self::Fixture(name) => workspace.fixtures().join(name),
        };
        home.join("src/generated")
    }

    /// Makes the crate ready, a product's from its pinned contract.
    ///
    /// # Errors
    ///
    /// If an input cannot be used.
    pub fn ready(&self, workspace: &Workspace, pin: &Pin) -> Result<Ready> {
        match self {
            Self::Product(id, known) => product(workspace, pin, id, known, &load_contract(workspace, id)?),
            Self::Fixture(name) => fixture(workspace, pin, name),
        }
    }
}

/// The names of the specs in `codegen/fixtures`.
fn fixtures(workspace: &Workspace) -> Result<Vec<String>> {
    let mut names = Vec::new();
    if let Ok(entries) = fs::read_dir(workspace.fixtures()) {
        for entry in entries {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "yaml") {
                names.extend(path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned));
            }
        }
    }
    names.sort();
    Ok(names)
}

/// Any spec, read, repaired and prepared.
#[derive(Clone, Debug)]
pub struct Foreign {
    /// The API.
    pub api: Api,
    /// What was wrong with the spec, and what was done about it.
    pub warnings: Vec<String>,
}

/// Reads a spec that no product has; what it has wrong is repaired.
///
/// # Errors
///
/// If the file cannot be read, is no `OpenAPI` 3 or an action of the overlay matches nothing.
pub fn foreign(path: &Path, shown: &str, overlay: Option<&Path>) -> Result<Foreign> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {shown}"))?;
    let read = read::read(&bytes, shown)?;
    let Contract {
        value: document,
        warnings,
    } = contract::repaired(&read)?;
    let mut warnings: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    let named = overlay.map(|path| (path, path.display().to_string()));
    let patched = patched(&document, named.as_ref().map(|(path, shown)| (*path, shown.as_str())))?;
    let prepared = prepare(&patched, &document, &[]);
    warnings.extend(
        prepared
            .findings
            .iter()
            .map(|finding| format!("{}: {finding}", read.locate(&finding.pointer))),
    );
    warnings.extend(
        prepared
            .reports
            .iter()
            .map(|report| format!("{}: {report}", read.locate(&report.pointer))),
    );
    Ok(Foreign {
        api: prepared.api,
        warnings,
    })
}

/// Makes a fixture ready: a spec of our own whose defects are the point.
fn fixture(workspace: &Workspace, pin: &Pin, name: &str) -> Result<Ready> {
    let path = workspace.fixtures().join(format!("{name}.yaml"));
    let api = foreign(&path, &workspace.show(&path), None)?.api;
    let title = api.title.clone();
    let mut ready = ready(name, &title, name, pin, api, configuration(workspace, None, name)?)?;
    for path in [path, common(workspace)] {
        ready.inputs.insert(workspace.show(&path), sha256(&fs::read(&path)?));
    }
    ready.inputs.extend(shared_inputs(workspace)?);
    Ok(ready)
}

/// Patches a contract with its overlay, if it has one: a path, and how messages show it.
///
/// # Errors
///
/// If the overlay cannot be read, or an action of it has gone stale.
pub fn patched(contract: &Value, overlay: Option<(&Path, &str)>) -> Result<Value> {
    let mut document = contract.clone();
    if let Some((path, shown)) = overlay {
        let bytes = fs::read(path).with_context(|| format!("cannot read {shown}"))?;
        let overlay = Overlay::read(&bytes, shown)?;
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
    let patched = patched(contract, Some((&overlay, &workspace.show(&overlay))))?;
    let prepared = prepare(&patched, contract, &product.servers());
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
    ready.reports = prepared.reports;
    for path in [overlay, config_path, common(workspace)] {
        ready.inputs.insert(workspace.show(&path), sha256(&fs::read(&path)?));
    }
    ready.inputs.extend(shared_inputs(workspace)?);
    let mut facts = serde_json::to_vec_pretty(&facts::facts(&patched, id))?;
    facts.push(b'\n');
    ready.facts = Some(facts);
    Ok(ready)
}

/// Makes any API ready, under a name.
///
/// # Errors
///
/// Never for an [`Api`] that [`prepare`] made.
pub fn ready(package: &str, title: &str, id: &str, pin: &Pin, api: Api, config: Value) -> Result<Ready> {
    let Numbered { input, files } = numbered(&emit::emit(&api));
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
        files,
        input,
        config,
    };
    let mut inputs = BTreeMap::new();
    let text = serde_json::to_vec(&json!([job.header, job.title, job.product, job.input, job.config]))?;
    inputs.insert("prepared".to_owned(), sha256(&text));
    Ok(Ready {
        job,
        api,
        inputs,
        facts: None,
        reports: Vec::new(),
    })
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
