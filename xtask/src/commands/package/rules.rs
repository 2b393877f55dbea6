//! What a crate that is for users says of itself, and what its package holds.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Result, ensure};
use serde_json::Value;

/// The members that are published: all that do not say otherwise.
pub(super) fn published(metadata: &Value) -> Vec<&Value> {
    members(metadata)
        .filter(|package| package["publish"].is_null())
        .collect()
}

/// The names of the members that are not published.
pub(super) fn private(metadata: &Value) -> Vec<&str> {
    members(metadata)
        .filter(|package| !package["publish"].is_null())
        .filter_map(|package| package["name"].as_str())
        .collect()
}

fn members(metadata: &Value) -> impl Iterator<Item = &Value> {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    packages.filter(|package| package["source"].is_null())
}

/// Looks for what each manifest lacks.
///
/// # Errors
///
/// With one line for each thing that is missing or wrong.
pub(super) fn check(metadata: &Value, published: &[&Value]) -> Result<()> {
    let private = private(metadata);
    let mut wrong: Vec<String> = published.iter().flat_map(|package| faults(package, &private)).collect();
    wrong.extend(circles(published));
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

fn faults(package: &Value, private: &[&str]) -> Vec<String> {
    let name = package["name"].as_str().unwrap_or_default();
    let mut wrong = Vec::new();
    for key in [
        "description",
        "license",
        "repository",
        "documentation",
        "readme",
        "rust_version",
    ] {
        if package[key].as_str().is_none_or(str::is_empty) {
            wrong.push(format!("{name}: Cargo.toml lacks `{}`", key.replace('_', "-")));
        }
    }
    for (key, most) in [("keywords", 5), ("categories", 5)] {
        let count = package[key].as_array().map_or(0, Vec::len);
        if count == 0 || count > most {
            wrong.push(format!(
                "{name}: Cargo.toml has {count} `{key}`, and 1 to {most} are required"
            ));
        }
    }
    if package["metadata"]["docs"]["rs"]["all-features"] != true {
        wrong.push(format!(
            "{name}: [package.metadata.docs.rs] lacks `all-features = true`, so optional items would be invisible"
        ));
    }
    for dependency in package["dependencies"].as_array().into_iter().flatten() {
        let to = dependency["name"].as_str().unwrap_or_default();
        // Cargo leaves dependencies for tests out of the package when they have no version.
        if dependency["kind"] == "dev" {
            continue;
        }
        if dependency["req"] == "*" {
            wrong.push(format!("{name}: the dependency {to} has no version"));
        }
        if private.contains(&to) {
            wrong.push(format!("{name}: the dependency {to} is not published"));
        }
    }
    wrong
}

/// Dependencies for tests that have a version and lead back: neither of the two packages could be published before the other.
fn circles(published: &[&Value]) -> Vec<String> {
    let dependencies = |name: &str, tests: bool| -> Vec<&str> {
        let package = published.iter().find(|package| package["name"] == name);
        let all = package.and_then(|package| package["dependencies"].as_array());
        all.into_iter()
            .flatten()
            .filter(|dependency| (dependency["kind"] == "dev") == tests && dependency["req"] != "*")
            .filter_map(|dependency| dependency["name"].as_str())
            .filter(|to| published.iter().any(|package| package["name"] == *to))
            .collect()
    };
    let mut wrong = Vec::new();
    for package in published {
        let name = package["name"].as_str().unwrap_or_default();
        for tested in dependencies(name, true) {
            let (mut seen, mut open) = (BTreeSet::new(), vec![tested]);
            while let Some(next) = open.pop() {
                if seen.insert(next) {
                    open.extend(dependencies(next, false));
                }
            }
            if seen.contains(name) {
                wrong.push(format!(
                    "{name}: the dependency {tested} for tests depends on {name} in turn: give it by its path alone, without a version"
                ));
            }
        }
    }
    wrong
}

/// Looks for the files that every package holds, by the listing of its archive.
///
/// # Errors
///
/// If one is missing, with its name.
pub(super) fn check_archive(package: &Value, archive: &Path, listed: &str) -> Result<()> {
    let text = |key: &str| package[key].as_str().unwrap_or_default();
    let stem = format!("{}-{}", text("name"), text("version"));
    for file in ["Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT", "README.md"] {
        let path = format!("{stem}/{file}");
        ensure!(
            listed.lines().any(|line| line == path),
            "{} holds no {file}",
            archive.display()
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn complete() -> Value {
        json!({
            "name": "a", "version": "1.0.0", "source": null, "publish": null, "description": "d", "license": "MIT",
            "repository": "https://example.com/a", "documentation": "https://docs.rs/a", "readme": "README.md",
            "rust_version": "1.89", "keywords": ["k"], "categories": ["finance"],
            "metadata": {"docs": {"rs": {"all-features": true}}},
            "dependencies": [{"name": "b", "req": "^1", "kind": null}, {"name": "x", "req": "*", "kind": "dev"}],
        })
    }

    #[test]
    fn a_complete_manifest_is_taken() {
        assert_eq!(faults(&complete(), &["x"]), Vec::<String>::new());
    }

    #[test]
    fn what_is_missing_is_named() {
        for (pointer, value, expected) in [
            ("/description", json!(null), "a: Cargo.toml lacks `description`"),
            ("/repository", json!(""), "a: Cargo.toml lacks `repository`"),
            ("/rust_version", json!(null), "a: Cargo.toml lacks `rust-version`"),
            (
                "/keywords",
                json!([]),
                "a: Cargo.toml has 0 `keywords`, and 1 to 5 are required",
            ),
            ("/dependencies/0/req", json!("*"), "a: the dependency b has no version"),
            (
                "/dependencies/0/name",
                json!("x"),
                "a: the dependency x is not published",
            ),
        ] {
            let mut package = complete();
            *package.pointer_mut(pointer).unwrap() = value;
            assert_eq!(faults(&package, &["x"]), [expected], "{pointer}");
        }
        let mut package = complete();
        package["metadata"] = json!(null);
        assert_eq!(faults(&package, &[]).len(), 1);
    }

    #[test]
    fn members_are_published_unless_they_say_no() {
        let metadata = json!({"packages": [
            {"name": "a", "source": null, "publish": null},
            {"name": "b", "source": null, "publish": []},
            {"name": "c", "source": "registry+x", "publish": null},
        ]});
        let names: Vec<&Value> = published(&metadata).iter().map(|package| &package["name"]).collect();
        assert_eq!(names, ["a"]);
        assert_eq!(private(&metadata), ["b"]);
    }

    #[test]
    fn tests_that_lead_back_are_given_by_path() {
        let package = |name: &str, dependencies: Value| json!({"name": name, "dependencies": dependencies});
        let a = package("a", json!([{"name": "b", "req": "^1", "kind": "dev"}]));
        let b = package("b", json!([{"name": "c", "req": "^1", "kind": null}]));
        let c = package("c", json!([{"name": "a", "req": "^1", "kind": null}]));
        let found = circles(&[&a, &b, &c]);
        assert!(
            found.len() == 1 && found[0].starts_with("a: the dependency b"),
            "{found:?}"
        );
        // By path alone, it is left out of the package.
        let a = package("a", json!([{"name": "b", "req": "*", "kind": "dev"}]));
        assert_eq!(circles(&[&a, &b, &c]), Vec::<String>::new());
    }

    #[test]
    fn a_package_without_a_licence_is_refused() {
        let all = "a-1.0.0/Cargo.toml\na-1.0.0/LICENSE-APACHE\na-1.0.0/LICENSE-MIT\na-1.0.0/README.md\n";
        let archive = Path::new("a-1.0.0.crate");
        check_archive(&complete(), archive, all).unwrap();
        let error = check_archive(&complete(), archive, &all.replace("LICENSE-MIT", "x")).unwrap_err();
        assert_eq!(error.to_string(), "a-1.0.0.crate holds no LICENSE-MIT");
    }
}
