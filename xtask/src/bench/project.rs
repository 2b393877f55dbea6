//! A copy of what the figures need of the project, so that measuring never writes into the tree.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context as _, Result};
use toml::Value;

use crate::catalog::Catalog;
use crate::workspace::Workspace;

/// The copy: a workspace of the client crates, the plain generator's crates and the programs that compare them.
#[derive(Debug)]
pub struct Project {
    root: PathBuf,
    target: PathBuf,
}

/// Folders of a crate that its library does not need.
const LEFT_OUT: [&str; 4] = ["tests", "benches", "examples", "target"];

impl Project {
    /// Brings the copy in `folder` up to date; files that are as they should be keep their times.
    ///
    /// # Errors
    ///
    /// If something cannot be read or written.
    pub fn prepare(workspace: &Workspace, catalog: &Catalog, folder: &Path) -> Result<Self> {
        let root = folder.join("project");
        let project = Self {
            target: folder.join("target"),
            root,
        };
        let from = workspace.root();
        for name in ["specs", "codegen"] {
            mirror(&from.join(name), &project.root.join(name), &[])?;
        }
        for name in ["rust-toolchain.toml", "rustfmt.toml", "clippy.toml"] {
            if let Ok(bytes) = fs::read(from.join(name)) {
                write(&project.root.join(name), &bytes)?;
            }
        }
        let packages = catalog.products.values().map(|product| product.package.as_str());
        let packages: BTreeSet<&str> = packages.chain(["mc-core"]).collect();
        for package in &packages {
            let (from, to) = (
                workspace.crates().join(package),
                project.root.join("crates").join(package),
            );
            mirror(&from, &to, &LEFT_OUT)?;
            // What only a crate's own tests need would have to be copied, too.
            let mut manifest = manifest(&from.join("Cargo.toml"))?;
            manifest.remove("dev-dependencies");
            write(&to.join("Cargo.toml"), manifest.to_string().as_bytes())?;
        }
        // Cargo takes a pattern that matches nothing for a name, so each has something to match from the start.
        for name in ["plain", "probes"] {
            let text = format!(
                "[package]\nname = \"{name}-none\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n"
            );
            write(&project.root.join(name).join("none/Cargo.toml"), text.as_bytes())?;
            write(&project.root.join(name).join("none/src/lib.rs"), b"")?;
        }
        let mut manifest = manifest(&from.join("Cargo.toml"))?;
        let members: Vec<Value> = packages
            .iter()
            .map(|package| format!("crates/{package}").into())
            .chain(["plain/*".into(), "probes/*".into()])
            .collect();
        if let Some(table) = manifest.get_mut("workspace").and_then(Value::as_table_mut) {
            table.insert("members".to_owned(), members.into());
        }
        write(&project.root.join("Cargo.toml"), manifest.to_string().as_bytes())?;
        // The versions are those of the project; cargo adds what only the plain crates need.
        let lock = fs::read(from.join("Cargo.lock")).context("cannot read Cargo.lock")?;
        let seed = folder.join("Cargo.lock.seed");
        if fs::read(&seed).ok().as_ref() != Some(&lock) || !project.root.join("Cargo.lock").is_file() {
            write(&project.root.join("Cargo.lock"), &lock)?;
            write(&seed, &lock)?;
        }
        Ok(project)
    }

    /// The folder of the copy.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where the plain generator's crate of a product goes.
    pub fn plain(&self, id: &str) -> PathBuf {
        self.root.join("plain").join(id)
    }

    /// Makes a program that uses crates of the copy; `dependencies` are lines of its `Cargo.toml`.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn probe(&self, name: &str, dependencies: &str, main: &str) -> Result<PathBuf> {
        let folder = self.root.join("probes").join(name);
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
             [dependencies]\nserde.workspace = true\nserde_json.workspace = true\n{dependencies}"
        );
        write(&folder.join("Cargo.toml"), manifest.as_bytes())?;
        write(&folder.join("src/main.rs"), main.as_bytes())?;
        Ok(folder)
    }

    /// Cargo in the copy, with a target folder of its own and nothing kept between compilations of a crate.
    pub fn cargo(&self, subcommand: &str) -> Command {
        let mut command = super::cargo();
        command.current_dir(&self.root).env("CARGO_INCREMENTAL", "0");
        command.arg(subcommand).arg("--target-dir").arg(&self.target);
        command
    }

    /// A program that was built in the copy.
    pub fn program(&self, profile: &str, name: &str) -> PathBuf {
        self.target
            .join(profile)
            .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }
}

fn manifest(path: &Path) -> Result<toml::Table> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    text.parse().with_context(|| format!("{} is no TOML", path.display()))
}

/// Makes `to` hold the files of `from`, and no others, except for its `Cargo.toml`.
pub(super) fn mirror(from: &Path, to: &Path, left_out: &[&str]) -> Result<()> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let path = entry?.path();
        let Some(name) = path.file_name().map(ToOwned::to_owned) else {
            continue;
        };
        if left_out.iter().any(|out| name == *out) {
            continue;
        }
        let target = to.join(&name);
        if path.is_dir() {
            mirror(&path, &target, &[])?;
        } else if name != "Cargo.toml" {
            write(&target, &fs::read(&path)?)?;
        }
        names.insert(name);
    }
    for entry in fs::read_dir(to).with_context(|| format!("cannot read {}", to.display()))? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| names.contains(name)) {
            continue;
        }
        if path.is_dir() {
            fs::remove_dir_all(&path)?;
        } else {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

/// Writes a file unless it holds these bytes.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// Makes cargo believe that a file has changed.
pub(super) fn touch(path: &Path) -> Result<()> {
    let file = File::options()
        .append(true)
        .open(path)
        .with_context(|| format!("cannot open {}", path.display()))?;
    file.set_modified(SystemTime::now())
        .with_context(|| format!("cannot touch {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mirror_follows_its_original_and_keeps_times() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        write(&from.join("src/a.rs"), b"a").unwrap();
        write(&from.join("src/b.rs"), b"b").unwrap();
        write(&from.join("tests/t.rs"), b"t").unwrap();
        mirror(&from, &to, &LEFT_OUT).unwrap();
        let long_ago = SystemTime::UNIX_EPOCH;
        File::options()
            .append(true)
            .open(to.join("src/a.rs"))
            .unwrap()
            .set_modified(long_ago)
            .unwrap();
        fs::remove_file(from.join("src/b.rs")).unwrap();
        mirror(&from, &to, &LEFT_OUT).unwrap();
        assert_eq!(fs::metadata(to.join("src/a.rs")).unwrap().modified().unwrap(), long_ago);
        assert!(!to.join("src/b.rs").exists() && !to.join("tests").exists());
    }
}
