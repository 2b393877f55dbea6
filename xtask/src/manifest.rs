//! `codegen/manifest.json`: what went into the generated crates and what came out, so that freshness needs no Java.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::generator::Files;
use crate::lock::sha256;
use crate::workspace::Workspace;

/// The whole manifest.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The crates by product.
    pub products: BTreeMap<String, Entry>,
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
