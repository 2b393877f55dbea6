//! A workspace of applications that take every crate from the registry: the examples of each crate, as programs of their own.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use toml::{Table, Value as Toml};

use crate::workspace::Workspace;

/// Writes the applications of all libraries; gives the names of their programs.
///
/// # Errors
///
/// If a library has no example, or a file cannot be written.
pub(super) fn write(
    workspace: &Workspace,
    folder: &Path,
    registry: &Path,
    metadata: &Value,
    published: &[&Value],
) -> Result<Vec<String>> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    let libraries = Libraries::new(metadata);
    let mut members = Vec::new();
    let mut names = Vec::new();
    for package in published.iter().filter(|package| libraries.has(package)) {
        let name = text(package, "name");
        let programs = examples(package)?;
        ensure!(
            !programs.is_empty(),
            "{name} has no example: add one to its folder `examples`"
        );
        let home = folder.join(name);
        let bin = home.join("src/bin");
        fs::create_dir_all(&bin).with_context(|| format!("cannot make {}", bin.display()))?;
        let mut sources = String::new();
        for program in &programs {
            let source = fs::read_to_string(program).with_context(|| format!("cannot read {}", program.display()))?;
            let stem = program.file_stem().unwrap_or_default().to_string_lossy();
            // All programs end up in one folder.
            let to = bin.join(format!("{name}-{stem}.rs"));
            fs::write(&to, &source).with_context(|| format!("cannot write {}", to.display()))?;
            sources.push_str(&source);
            if runs(&source, &stem) {
                names.push(format!("{name}-{stem}"));
            }
        }
        fs::write(home.join("Cargo.toml"), manifest(package, &libraries, &sources)?)?;
        members.push(Toml::from(name));
    }
    let mut root = Table::new();
    let mut table = Table::new();
    table.insert("resolver".to_owned(), "3".into());
    table.insert("members".to_owned(), Toml::Array(members));
    root.insert("workspace".to_owned(), table.into());
    fs::write(folder.join("Cargo.toml"), toml::to_string(&root)?)?;
    fs::create_dir_all(folder.join(".cargo"))?;
    fs::write(folder.join(".cargo/config.toml"), configuration(workspace, registry)?)?;
    Ok(names)
}

/// The registry in place of the public one, and the profile of the workspace, so that what was compiled there serves here.
fn configuration(workspace: &Workspace, registry: &Path) -> Result<String> {
    let path = workspace.root().join("Cargo.toml");
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let whole: Table = text
        .parse()
        .with_context(|| format!("{} is not TOML", path.display()))?;
    let registry = registry.canonicalize()?;
    let registry = registry.to_str().context("the path of the project is not UTF-8")?;
    let mut out = Table::new();
    let mut packaged = Table::new();
    packaged.insert("local-registry".to_owned(), registry.into());
    let mut public = Table::new();
    public.insert("replace-with".to_owned(), "packaged".into());
    let sources: Table = [
        ("crates-io".to_owned(), public.into()),
        ("packaged".to_owned(), packaged.into()),
    ]
    .into_iter()
    .collect();
    out.insert("source".to_owned(), sources.into());
    if let Some(profile) = whole.get("profile") {
        out.insert("profile".to_owned(), profile.clone());
    }
    Ok(toml::to_string(&out)?)
}

fn text<'m>(package: &'m Value, key: &str) -> &'m str {
    package[key].as_str().unwrap_or_default()
}

fn targets<'m>(package: &'m Value, kind: &'static str) -> impl Iterator<Item = &'m Value> {
    let all = package["targets"].as_array().into_iter().flatten();
    all.filter(move |target| {
        let kinds = target["kind"].as_array();
        kinds.is_some_and(|kinds| kinds.iter().any(|known| known == kind))
    })
}

/// Whether an example runs by itself or against the sandbox, by the command that its own text gives. Others, which measure for
/// instance, are built and not run.
fn runs(source: &str, stem: &str) -> bool {
    let example = format!("--example {stem}");
    source.lines().any(|line| {
        line.split_once(&example)
            .is_some_and(|(_, rest)| rest.is_empty() || rest == " -- sandbox")
    })
}

/// The sources of the examples of a package that are of one file.
fn examples(package: &Value) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for target in targets(package, "example") {
        let path = Path::new(text(target, "src_path"));
        let source = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        if !source.contains("#[path") {
            found.push(path.to_owned());
        }
    }
    Ok(found)
}

/// The names that programs use for the libraries of the workspace, and the versions of these, by package.
struct Libraries<'m>(BTreeMap<&'m str, (&'m str, &'m str)>);

impl<'m> Libraries<'m> {
    fn new(metadata: &'m Value) -> Self {
        let packages = metadata["packages"].as_array().into_iter().flatten();
        let members = packages.filter(|package| package["source"].is_null());
        Self(
            members
                .filter_map(|package| {
                    let library = targets(package, "lib").next()?;
                    Some((text(package, "name"), (text(library, "name"), text(package, "version"))))
                })
                .collect(),
        )
    }

    fn has(&self, package: &Value) -> bool {
        self.0.contains_key(text(package, "name"))
    }
}

/// The manifest of an application: the package itself, and whatever else its sources name.
fn manifest(package: &Value, libraries: &Libraries<'_>, sources: &str) -> Result<String> {
    let name = text(package, "name");
    let mut dependencies = Table::new();
    let mut features: BTreeSet<&str> = BTreeSet::new();
    for target in targets(package, "example") {
        let required = target["required-features"].as_array().into_iter().flatten();
        features.extend(required.filter_map(Value::as_str));
    }
    dependencies.insert(name.to_owned(), requirement(text(package, "version"), &features, true));
    let mut found: BTreeMap<&str, (String, BTreeSet<&str>, bool)> = BTreeMap::new();
    for dependency in package["dependencies"].as_array().into_iter().flatten() {
        let to = text(dependency, "name");
        let (said, version) = match libraries.0.get(to) {
            Some((library, version)) => ((*library).to_owned(), *version),
            None => (to.replace('-', "_"), text(dependency, "req")),
        };
        if !sources.contains(&format!("{said}::")) {
            continue;
        }
        let (_, features, defaults) = found
            .entry(to)
            .or_insert_with(|| (version.to_owned(), BTreeSet::new(), false));
        features.extend(
            dependency["features"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str),
        );
        *defaults |= dependency["uses_default_features"] == true;
    }
    for (to, (version, features, defaults)) in found {
        dependencies.insert(to.to_owned(), requirement(&version, &features, defaults));
    }
    let mut about = Table::new();
    about.insert("name".to_owned(), format!("application-of-{name}").into());
    about.insert("version".to_owned(), "0.0.0".into());
    about.insert("edition".to_owned(), "2024".into());
    about.insert("publish".to_owned(), false.into());
    let whole: Table = [
        ("package".to_owned(), about.into()),
        ("dependencies".to_owned(), dependencies.into()),
    ]
    .into_iter()
    .collect();
    Ok(toml::to_string(&whole)?)
}

fn requirement(version: &str, features: &BTreeSet<&str>, defaults: bool) -> Toml {
    let mut out = Table::new();
    out.insert("version".to_owned(), version.into());
    if !defaults {
        out.insert("default-features".to_owned(), false.into());
    }
    if !features.is_empty() {
        let features = features.iter().copied().map(Toml::from).collect();
        out.insert("features".to_owned(), Toml::Array(features));
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn programs_that_measure_are_not_run() {
        assert!(runs("//! cargo run -p a --example x -- sandbox\n", "x"));
        assert!(runs("//! cargo run -p a --example x\n", "x"));
        assert!(!runs("//! cargo run -p a --example x -- rate 20000\n", "x"));
        assert!(!runs("fn main() {}\n", "x"));
    }

    #[test]
    fn an_application_depends_on_what_its_sources_name() {
        let package = json!({
            "name": "mc-a", "version": "1.2.3",
            "targets": [
                {"kind": ["lib"], "name": "mc_a"},
                {"kind": ["example"], "name": "x", "src_path": "x.rs", "required-features": ["extra"]},
            ],
            "dependencies": [
                {"name": "mcapi-core", "rename": "mc-core", "req": "*", "features": ["dynamic"], "uses_default_features": true},
                {"name": "tokio", "req": "^1", "features": ["macros"], "uses_default_features": true, "kind": "dev"},
                {"name": "serde", "req": "^1", "features": [], "uses_default_features": true},
            ],
        });
        let core = json!({
            "name": "mcapi-core", "version": "1.2.3", "source": null, "targets": [{"kind": ["lib"], "name": "mc_core"}],
        });
        let metadata = json!({"packages": [core]});
        let sources = "#[tokio::main]\nasync fn main() -> mc_core::Result<()> { mc_a::run() }";
        let made: Table = manifest(&package, &Libraries::new(&metadata), sources)
            .unwrap()
            .parse()
            .unwrap();
        let expected: Table = "mc-a = { version = \"1.2.3\", features = [\"extra\"] }\n\
             mcapi-core = { version = \"1.2.3\", features = [\"dynamic\"] }\n\
             tokio = { version = \"^1\", features = [\"macros\"] }\n"
            .parse()
            .unwrap();
        assert_eq!(made["dependencies"], Toml::from(expected));
    }
}
