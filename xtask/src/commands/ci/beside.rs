//! The libraries beside the database crates that applications have.
//!
//! Only one crate of a build may link SQLite, so a range that is too narrow here makes an application that cannot be resolved. Each
//! folder of `tests/beside` is a workspace of its own, as an application would be.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use super::{Ci, Outcome};

/// Resolves and checks each application.
pub(super) fn run(ci: &Ci) -> Result<Outcome> {
    let folder = ci.workspace.root().join("tests/beside");
    let mut applications = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.join("Cargo.toml").is_file() {
            applications.push(path);
        }
    }
    applications.sort();
    ensure!(!applications.is_empty(), "tests/beside holds no application");
    let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
    for application in &applications {
        seed(ci, application)?;
        let manifest = ci.workspace.show(&application.join("Cargo.toml"));
        ci.cargo(&["check", "--manifest-path", &manifest, "--target-dir", &target])?;
    }
    Ok(Outcome::Passed)
}

/// Begins with the versions of our own lock file. Cargo keeps those that fit, and changes what the application needs otherwise.
fn seed(ci: &Ci, application: &Path) -> Result<()> {
    let lock = application.join("Cargo.lock");
    let ours = ci.workspace.root().join("Cargo.lock");
    fs::copy(&ours, &lock).with_context(|| format!("cannot write {}", lock.display()))?;
    Ok(())
}
