//! `codegen/manifest.json`: what went into the generated crates and what came out, so that freshness needs no Java.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::generator::Files;
use crate::lock::sha256;
use crate::pipeline::Target;
use crate::workspace::Workspace;

/// The whole manifest.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The crates by product.
    pub products: BTreeMap<String, Entry>,
    /// The crates of the specs in `codegen/fixtures`, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fixtures: BTreeMap<String, Entry>,
    /// The sha256 of each file that the sandbox reads, by its name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sandbox: BTreeMap<String, String>,
}

/// One crate.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The sha256 of each input, by its path in the project; `prepared` is what the generator reads.
    pub inputs: BTreeMap<String, String>,
    /// The sha256 of each generated file, by its path in the crate's `src/generated`.
    pub files: BTreeMap<String, String>,
}

impl Manifest {
    /// Reads the manifest; one that is not there is empty.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or is no manifest.
    pub fn load(workspace: &Workspace) -> Result<Self> {
        let path = workspace.manifest();
        match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).with_context(|| {
                format!(
                    "{} is no manifest; restore it, or remove it and generate",
                    path.display()
                )
            }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
    }

    /// What is known of a crate.
    pub fn entry(&self, target: &Target<'_>) -> Option<&Entry> {
        self.section(target).get(target.id())
    }

    /// Notes what a crate is made of.
    pub fn note(&mut self, target: &Target<'_>, entry: Entry) {
        let section = match target {
            Target::Product(..) => &mut self.products,
            Target::Fixture(_) => &mut self.fixtures,
        };
        section.insert(target.id().to_owned(), entry);
    }

    /// Whether the manifest knows these very inputs, and the crate on disk is what they made.
    pub fn is_fresh(&self, target: &Target<'_>, inputs: &BTreeMap<String, String>, on_disk: &Files) -> bool {
        self.entry(target)
            .is_some_and(|entry| entry.inputs == *inputs && entry.files == hashes(on_disk))
    }

    fn section(&self, target: &Target<'_>) -> &BTreeMap<String, Entry> {
        match target {
            Target::Product(..) => &self.products,
            Target::Fixture(_) => &self.fixtures,
        }
    }

    /// The manifest's text.
    ///
    /// # Errors
    ///
    /// Never: a manifest is always JSON.
    pub fn text(&self) -> Result<String> {
        Ok(format!("{}\n", serde_json::to_string_pretty(self)?))
    }
}

/// The hashes of files that were just generated.
pub fn hashes(files: &Files) -> BTreeMap<String, String> {
    files
        .iter()
        .map(|(path, bytes)| (slashed(path), sha256(bytes)))
        .collect()
}

/// The files that lie in a folder, by their path in it; a folder that is not there has none.
///
/// # Errors
///
/// If a file cannot be read.
pub fn on_disk(folder: &Path) -> Result<Files> {
    fn walk(root: &Path, folder: &Path, files: &mut Files) -> Result<()> {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", folder.display())),
        };
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                walk(root, &path, files)?;
            } else {
                let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
                files.insert(path.strip_prefix(root)?.to_owned(), bytes);
            }
        }
        Ok(())
    }
    let mut files = Files::new();
    walk(folder, folder, &mut files)?;
    Ok(files)
}

fn slashed(path: &Path) -> String {
    path.components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: &str) -> BTreeMap<String, String> {
        BTreeMap::from([("name".to_owned(), value.to_owned())])
    }

    fn files(bytes: &str) -> Files {
        Files::from([("a/b.rs".into(), bytes.as_bytes().to_vec())])
    }

    #[test]
    fn a_crate_is_fresh_while_inputs_and_files_are_those_of_the_manifest() {
        let target = Target::Fixture("x".to_owned());
        let mut manifest = Manifest::default();
        assert!(
            !manifest.is_fresh(&target, &text("1"), &files("a")),
            "nothing is known of it"
        );
        manifest.note(
            &target,
            Entry {
                inputs: text("1"),
                files: hashes(&files("a")),
            },
        );
        assert!(manifest.is_fresh(&target, &text("1"), &files("a")));
        assert!(!manifest.is_fresh(&target, &text("2"), &files("a")), "an input changed");
        assert!(
            !manifest.is_fresh(&target, &BTreeMap::new(), &files("a")),
            "an input went away"
        );
        assert!(
            !manifest.is_fresh(&target, &text("1"), &files("b")),
            "a file was edited"
        );
        assert!(
            !manifest.is_fresh(&target, &text("1"), &Files::new()),
            "a file is missing"
        );
        let mut more = files("a");
        more.insert("new.rs".into(), Vec::new());
        assert!(
            !manifest.is_fresh(&target, &text("1"), &more),
            "a file is there in excess"
        );
        let other = Target::Fixture("y".to_owned());
        assert!(
            !manifest.is_fresh(&other, &text("1"), &files("a")),
            "another crate's entry"
        );
    }

    #[test]
    fn a_manifest_survives_writing_and_reading() {
        let mut manifest = Manifest::default();
        assert!(!manifest.text().unwrap().contains("fixtures"));
        manifest.note(&Target::Fixture("x".to_owned()), Entry::default());
        let read: Manifest = serde_json::from_str(&manifest.text().unwrap()).unwrap();
        assert_eq!(read, manifest);
    }
}
