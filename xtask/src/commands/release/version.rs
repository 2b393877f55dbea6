//! Versions: what a change does to them, and where they are written.

use std::fmt;

use anyhow::{Context as _, Result, bail};
use semver::Version;
use toml_edit::{DocumentMut, Item, TableLike, value};

/// How much has changed for callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub(super) enum Impact {
    /// Nothing that a caller calls.
    Patch,
    /// Something is new, and nothing else changed.
    Minor,
    /// Callers may have to change.
    Breaking,
}

impl fmt::Display for Impact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Patch => "nothing new",
            Self::Minor => "something new",
            Self::Breaking => "breaking changes",
        })
    }
}

/// The next version. Before 1.0, a breaking change is a minor release and everything else a patch, as cargo reads versions.
pub(super) fn next(last: &Version, impact: Impact) -> Version {
    match (last.major, impact) {
        (0, Impact::Breaking) => Version::new(0, last.minor + 1, 0),
        (0, _) | (_, Impact::Patch) => Version::new(last.major, last.minor, last.patch + 1),
        (_, Impact::Minor) => Version::new(last.major, last.minor + 1, 0),
        (_, Impact::Breaking) => Version::new(last.major + 1, 0, 0),
    }
}

fn package(manifest: &DocumentMut) -> Result<&dyn TableLike> {
    manifest
        .get("workspace")
        .and_then(|workspace| workspace.get("package"))
        .and_then(Item::as_table_like)
        .context("Cargo.toml has no [workspace.package]")
}

fn text(manifest: &DocumentMut, key: &str) -> Result<String> {
    let found = package(manifest)?.get(key).and_then(Item::as_str);
    let found = found.with_context(|| format!("[workspace.package] in Cargo.toml has no `{key}`"))?;
    Ok(found.to_owned())
}

/// The version of all members.
pub(super) fn of(manifest: &DocumentMut) -> Result<Version> {
    let found = text(manifest, "version")?;
    found
        .parse()
        .with_context(|| format!("the version {found} in Cargo.toml is none"))
}

/// The address of the repository.
pub(super) fn repository(manifest: &DocumentMut) -> Result<String> {
    text(manifest, "repository")
}

/// Sets the version of all members, in the dependencies on each other as well, and the address of the repository.
pub(super) fn set(mut manifest: DocumentMut, next: &Version, repository: &str) -> Result<DocumentMut> {
    package(&manifest)?;
    manifest["workspace"]["package"]["version"] = value(next.to_string());
    manifest["workspace"]["package"]["repository"] = value(repository);
    let dependencies = manifest["workspace"]["dependencies"]
        .as_table_like_mut()
        .context("Cargo.toml has no [workspace.dependencies]")?;
    for (_, dependency) in dependencies.iter_mut() {
        let Some(dependency) = dependency.as_table_like_mut() else {
            continue;
        };
        if dependency.contains_key("path") {
            dependency.insert("version", value(next.to_string()));
        }
    }
    Ok(manifest)
}

/// What cargo-semver-checks found, of what it printed.
///
/// # Errors
///
/// If it is not installed, or failed.
pub(super) fn of_semver_checks(success: bool, said: &str) -> Result<Impact> {
    if said.contains("no such command") {
        bail!("cargo-semver-checks is not installed: `cargo install --locked cargo-semver-checks`");
    }
    if success {
        return Ok(Impact::Patch);
    }
    if said.contains("semver requires new major version") {
        return Ok(Impact::Breaking);
    }
    if said.contains("semver requires new minor version") {
        return Ok(Impact::Minor);
    }
    let end = said.trim().lines().next_back().unwrap_or_default();
    bail!("cargo-semver-checks failed: {end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_grow_by_what_changed() {
        for (last, impact, expected) in [
            ("0.1.3", Impact::Patch, "0.1.4"),
            ("0.1.3", Impact::Minor, "0.1.4"),
            ("0.1.3", Impact::Breaking, "0.2.0"),
            ("1.2.3", Impact::Patch, "1.2.4"),
            ("1.2.3", Impact::Minor, "1.3.0"),
            ("1.2.3", Impact::Breaking, "2.0.0"),
        ] {
            assert_eq!(
                next(&last.parse().unwrap(), impact).to_string(),
                expected,
                "{last} {impact}"
            );
        }
    }

    #[test]
    fn members_and_their_dependencies_get_the_version() {
        let manifest = "[workspace.package]\nversion = \"0.1.0\"\nrepository = \"https://repository.invalid/x\"\n\n\
             [workspace.dependencies]\na = { version = \"0.1.0\", path = \"crates/a\" }\n# kept\nserde = { version = \"1\" }\nurl = \"2\"\n";
        let made = set(
            manifest.parse().unwrap(),
            &Version::new(0, 2, 0),
            "https://host.example/x",
        )
        .unwrap();
        let expected = "[workspace.package]\nversion = \"0.2.0\"\nrepository = \"https://host.example/x\"\n\n\
             [workspace.dependencies]\na = { version = \"0.2.0\", path = \"crates/a\" }\n# kept\nserde = { version = \"1\" }\nurl = \"2\"\n";
        assert_eq!(made.to_string(), expected);
        assert!(set("[workspace]\n".parse().unwrap(), &Version::new(1, 0, 0), "x").is_err());
    }

    #[test]
    fn a_check_that_failed_is_not_a_check_that_passed() {
        assert_eq!(of_semver_checks(true, "").unwrap(), Impact::Patch);
        let major = "Summary semver requires new major version: 1 major and 0 minor checks failed";
        assert_eq!(of_semver_checks(false, major).unwrap(), Impact::Breaking);
        let minor = "Summary semver requires new minor version: 0 major and 1 minor checks failed";
        assert_eq!(of_semver_checks(false, minor).unwrap(), Impact::Minor);
        let absent = of_semver_checks(false, "error: no such command: `semver-checks`").unwrap_err();
        assert!(absent.to_string().contains("cargo install"), "{absent}");
        assert!(of_semver_checks(false, "error: no crates found").is_err());
    }
}
