//! What deny.toml asks of dependencies, as far as the lock file and the manifests tell.
//!
//! `cargo deny check` reads the same file and looks for advisories as well, for which it fetches a database. It is run where it is
//! installed; the workflow always runs it, and an advisory that deny.toml does not accept stops a change there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use serde_json::Value;

use super::{Ci, Outcome};
use crate::process::show;

/// Pre-releases that are accepted, and the packages that may have them in their trees. The page for security reviews,
/// docs/guide/src/security-review.md, says why.
const PRE_RELEASES: [&str; 2] = ["cms", "pkcs12"];
const WITH_PRE_RELEASES: [&str; 2] = ["mc-sandbox", "mcapi"];

/// The members of deny.toml that are looked at here.
#[derive(Debug, Deserialize)]
struct Policy {
    advisories: Advisories,
    licenses: Licenses,
    bans: Bans,
}

#[derive(Debug, Deserialize)]
struct Advisories {
    #[serde(default)]
    ignore: Vec<Accepted>,
}

/// An advisory that is accepted; an entry without a reason does not parse.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Accepted {
    id: String,
    /// Begins with the crate that the advisory is about.
    reason: String,
}

#[derive(Debug, Deserialize)]
struct Licenses {
    allow: BTreeSet<String>,
    #[serde(default)]
    clarify: Vec<Clarification>,
}

/// The licence of a package whose manifest does not say it.
#[derive(Debug, Deserialize)]
struct Clarification {
    #[serde(rename = "crate")]
    name: String,
    expression: String,
}

#[derive(Debug, Deserialize)]
struct Bans {
    #[serde(default)]
    deny: Vec<Ban>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
    #[serde(default)]
    deny_multiple_versions: bool,
}

/// The packages of the workspace, and their features but for the default.
pub(super) fn members(metadata: &Value) -> Vec<(&str, Vec<&str>)> {
    packages(metadata)
        .filter(|package| package["source"].is_null())
        .map(|package| {
            let features = package["features"].as_object();
            let features = features.into_iter().flat_map(serde_json::Map::keys);
            (
                package["name"].as_str().unwrap_or_default(),
                features.map(String::as_str).filter(|name| *name != "default").collect(),
            )
        })
        .collect()
}

fn packages(metadata: &Value) -> impl Iterator<Item = &Value> {
    metadata["packages"].as_array().into_iter().flatten()
}

pub(super) fn check(ci: &Ci) -> Result<Outcome> {
    let path = ci.workspace.root().join("deny.toml");
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let policy: Policy = toml::from_str(&text).context("deny.toml is not as expected")?;
    let metadata = ci.metadata()?;
    let mut wrong = Vec::new();
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in packages(&metadata) {
        let text = |key: &str| package[key].as_str().unwrap_or_default();
        let (name, version) = (text("name"), text("version"));
        versions.entry(name).or_default().insert(version);
        let clarified = policy.licenses.clarify.iter().find(|clarified| clarified.name == name);
        let licence = clarified.map_or_else(|| text("license"), |clarified| &clarified.expression);
        if !allowed(licence, &policy.licenses.allow) {
            wrong.push(format!(
                "{name} {version} has the licence `{licence}`, which deny.toml does not allow"
            ));
        }
        let source = package["source"].as_str();
        if source.is_some_and(|source| !source.starts_with("registry+")) {
            wrong.push(format!("{name} {version} does not come from the registry"));
        }
    }
    for package in packages(&metadata).filter(|package| package["source"].is_null()) {
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let text = |key: &str| dependency[key].as_str().unwrap_or_default();
            if text("req").contains('-') {
                wrong.push(format!(
                    "{} asks for a pre-release: {} {}",
                    package["name"],
                    text("name"),
                    text("req")
                ));
            }
        }
    }
    wrong.extend(pre_releases(&metadata));
    for Accepted { id, reason } in &policy.advisories.ignore {
        let about = reason.split(':').next().unwrap_or_default();
        if !versions.contains_key(about) {
            wrong.push(format!(
                "deny.toml accepts {id} of `{about}`, which is no dependency: remove the entry, or begin its reason with the crate"
            ));
        }
    }
    for ban in &policy.bans.deny {
        let found = versions.get(ban.name.as_str()).map_or(0, BTreeSet::len);
        let most = usize::from(ban.deny_multiple_versions);
        if found > most {
            wrong.push(format!(
                "{found} versions of {} are in Cargo.lock, and deny.toml allows {most}; `cargo tree -i {}@VERSION` says for whom",
                ban.name, ban.name
            ));
        }
    }
    for (name, several) in versions.iter().filter(|(_, several)| several.len() > 1) {
        let listed: Vec<&str> = several.iter().copied().collect();
        println!("several versions of {name}: {}", listed.join(", "));
    }
    println!("{} packages", versions.values().map(BTreeSet::len).sum::<usize>());
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    let deny = || {
        let mut cargo = Command::new("cargo");
        cargo.current_dir(ci.workspace.root()).arg("deny");
        cargo
    };
    if deny()
        .arg("--version")
        .output()
        .is_ok_and(|output| output.status.success())
    {
        show(deny().arg("check"))?;
    } else {
        println!("advisories: skipped, for cargo-deny is not installed; the workflow checks them");
    }
    Ok(Outcome::Passed)
}

/// Pre-releases that nobody has accepted, and those in the tree of a package that does without.
fn pre_releases(metadata: &Value) -> Vec<String> {
    let unstable: BTreeMap<&str, &str> = packages(metadata)
        .filter(|package| {
            let version = package["version"].as_str().unwrap_or_default();
            semver::Version::parse(version).is_ok_and(|version| !version.pre.is_empty())
        })
        .filter_map(|package| Some((package["id"].as_str()?, package["name"].as_str()?)))
        .collect();
    let mut wrong: Vec<String> = unstable
        .values()
        .filter(|name| !PRE_RELEASES.contains(*name))
        .map(|name| {
            format!(
                "{name} is a pre-release: use a stable release, or accept it in xtask/src/commands/ci/dependencies.rs"
            )
        })
        .collect();
    let nodes: BTreeMap<&str, &Value> = metadata["resolve"]["nodes"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|node| Some((node["id"].as_str()?, node)))
        .collect();
    for package in packages(metadata).filter(|package| package["source"].is_null() && package["publish"].is_null()) {
        let name = package["name"].as_str().unwrap_or_default();
        if WITH_PRE_RELEASES.contains(&name) {
            continue;
        }
        let mut seen = BTreeSet::new();
        let mut open: Vec<&str> = package["id"].as_str().into_iter().collect();
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            if let Some(found) = unstable.get(id) {
                wrong.push(format!("{name} has the pre-release {found} in its tree"));
            }
            let dependencies = nodes.get(id).and_then(|node| node["deps"].as_array());
            for dependency in dependencies.into_iter().flatten() {
                let kinds = dependency["dep_kinds"].as_array();
                if kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind["kind"] != "dev")) {
                    open.extend(dependency["pkg"].as_str());
                }
            }
        }
    }
    wrong
}

/// Whether an SPDX expression can be met with the licences that are allowed.
fn allowed(expression: &str, allow: &BTreeSet<String>) -> bool {
    // Old manifests part alternatives by a slash.
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace(" WITH ", "\u{0}WITH\u{0}");
    let tokens: Vec<String> = spaced
        .split_ascii_whitespace()
        .map(|token| token.replace('\u{0}', " "))
        .collect();
    let mut rest = tokens.as_slice();
    let met = any(&mut rest, allow);
    met && rest.is_empty()
}

fn any(rest: &mut &[String], allow: &BTreeSet<String>) -> bool {
    let mut met = all(rest, allow);
    while rest.first().is_some_and(|token| token == "OR") {
        *rest = &rest[1..];
        met |= all(rest, allow);
    }
    met
}

fn all(rest: &mut &[String], allow: &BTreeSet<String>) -> bool {
    let mut met = one(rest, allow);
    while rest.first().is_some_and(|token| token == "AND") {
        *rest = &rest[1..];
        met &= one(rest, allow);
    }
    met
}

fn one(rest: &mut &[String], allow: &BTreeSet<String>) -> bool {
    let Some((token, after)) = rest.split_first() else {
        return false;
    };
    *rest = after;
    if token != "(" {
        return allow.contains(token);
    }
    let met = any(rest, allow);
    let closed = rest.first().is_some_and(|token| token == ")");
    if closed {
        *rest = &rest[1..];
    }
    met && closed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_are_read_as_expressions() {
        let allow = ["MIT", "Apache-2.0", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"];
        let allow: BTreeSet<String> = allow.into_iter().map(str::to_owned).collect();
        for good in [
            "MIT",
            "MIT OR GPL-3.0-only",
            "GPL-3.0-only/MIT",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception",
            "BSL-1.0 OR (MIT AND Apache-2.0)",
        ] {
            assert!(allowed(good, &allow), "{good}");
        }
        for bad in [
            "",
            "GPL-3.0-only",
            "MIT AND GPL-3.0-only",
            "MIT WITH GCC-exception-3.1",
            "(MIT",
            "MIT Apache-2.0",
            "BSL-1.0 OR (MIT AND GPL-3.0-only)",
        ] {
            assert!(!allowed(bad, &allow), "{bad}");
        }
    }

    #[test]
    fn pre_releases_are_found_where_they_are_not_accepted() {
        let metadata = |name: &str, kind: Value| {
            serde_json::json!({
                "packages": [
                    {"id": "a 1", "name": name, "version": "1.0.0", "source": null, "publish": null},
                    {"id": "b 1", "name": "b", "version": "1.0.0+spec-1", "source": "registry+r"},
                    {"id": "c 1", "name": "cms", "version": "0.3.0-pre.1", "source": "registry+r"},
                ],
                "resolve": {"nodes": [
                    {"id": "a 1", "deps": [{"pkg": "b 1", "dep_kinds": [{"kind": null}]}]},
                    {"id": "b 1", "deps": [{"pkg": "c 1", "dep_kinds": [{"kind": kind}]}]},
                ]},
            })
        };
        assert_eq!(
            pre_releases(&metadata("mc-auth", Value::Null)),
            ["mc-auth has the pre-release cms in its tree"]
        );
        assert_eq!(pre_releases(&metadata("mc-sandbox", Value::Null)), Vec::<String>::new());
        assert_eq!(pre_releases(&metadata("mc-auth", "dev".into())), Vec::<String>::new());
        let other = serde_json::json!({"packages": [
            {"id": "d 1", "name": "d", "version": "2.0.0-rc.1", "source": "registry+r"},
        ]});
        assert_eq!(pre_releases(&other).len(), 1);
    }

    #[test]
    fn members_are_told_with_their_features() {
        let metadata = serde_json::json!({"packages": [
            {"name": "a", "source": null, "features": {"default": ["x"], "x": [], "y": []}},
            {"name": "b", "source": "registry+r", "features": {"z": []}},
            {"name": "c", "source": null, "features": {}},
        ]});
        assert_eq!(members(&metadata), [("a", vec!["x", "y"]), ("c", vec![])]);
    }
}
