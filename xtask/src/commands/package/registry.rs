//! A registry in a folder, in the form that cargo calls a local registry: the archives, and an index of one file a name.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Map, Value, json};

use crate::lock::sha256;

/// Makes the registry of the packages and of all that the lock file names; gives how many packages it holds.
///
/// # Errors
///
/// If an archive is missing, or the folder cannot be written.
pub(super) fn make(home: &Path, metadata: &Value, published: &[&Value], archives: &[PathBuf]) -> Result<usize> {
    if home.exists() {
        fs::remove_dir_all(home).with_context(|| format!("cannot remove {}", home.display()))?;
    }
    fs::create_dir_all(home).with_context(|| format!("cannot make {}", home.display()))?;
    let mut all: Vec<(&Value, PathBuf)> = published.iter().copied().zip(archives.iter().cloned()).collect();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        if text(package, "source").starts_with("registry+") {
            all.push((package, cached(package)?));
        }
    }
    let mut index: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (package, archive) in all {
        let (name, version) = (text(package, "name"), text(package, "version"));
        let bytes = fs::read(&archive).with_context(|| format!("cannot read {}", archive.display()))?;
        let path = home.join(format!("{name}-{version}.crate"));
        fs::write(&path, &bytes).with_context(|| format!("cannot write {}", path.display()))?;
        index
            .entry(name)
            .or_default()
            .push(entry(package, &sha256(&bytes)).to_string());
    }
    let mut count = 0;
    for (name, lines) in index {
        let path = home.join("index").join(folder(name));
        fs::create_dir_all(&path).with_context(|| format!("cannot make {}", path.display()))?;
        count += lines.len();
        fs::write(path.join(name), lines.join("\n") + "\n")?;
    }
    Ok(count)
}

fn text<'m>(package: &'m Value, key: &str) -> &'m str {
    package[key].as_str().unwrap_or_default()
}

/// The archive that cargo keeps of a package: beside `registry/src/HOST/NAME-VERSION` it is in `registry/cache/HOST`.
fn cached(package: &Value) -> Result<PathBuf> {
    let manifest = Path::new(text(package, "manifest_path"));
    let found = manifest.parent().and_then(|unpacked| {
        let host = unpacked.parent()?;
        let registry = host.parent()?.parent()?;
        let name = format!("{}-{}.crate", text(package, "name"), text(package, "version"));
        Some(registry.join("cache").join(host.file_name()?).join(name))
    });
    let archive = found.with_context(|| format!("{} is in no registry of cargo", manifest.display()))?;
    ensure!(
        archive.is_file(),
        "{} is not there: `cargo fetch --locked` gets it",
        archive.display()
    );
    Ok(archive)
}

/// Where the index has a name.
fn folder(name: &str) -> PathBuf {
    let name = name.to_lowercase();
    match name.len() {
        1 | 2 => PathBuf::from(name.len().to_string()),
        3 => Path::new("3").join(name.get(..1).unwrap_or_default()),
        _ => Path::new(name.get(..2).unwrap_or_default()).join(name.get(2..4).unwrap_or_default()),
    }
}

/// A package as the index has it, of what `cargo metadata` says.
fn entry(package: &Value, digest: &str) -> Value {
    let dependencies: Vec<Value> = package["dependencies"]
        .as_array()
        .into_iter()
        .flatten()
        // Cargo leaves dependencies for tests that have no version out of packages. The others stay, since features may name them.
        .filter(|dependency| dependency["kind"] != "dev" || dependency["req"] != "*")
        .map(dependency)
        .collect();
    json!({
        "name": package["name"],
        "vers": package["version"],
        "deps": dependencies,
        "cksum": digest,
        "features": {},
        // `dep:` and `name?/feature` are allowed here alone.
        "features2": package["features"],
        "yanked": false,
        "links": package["links"],
        "rust_version": package["rust_version"],
        "v": 2,
    })
}

/// A dependency; a renamed one has its alias as `name`.
fn dependency(dependency: &Value) -> Value {
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
    if dependency["rename"].is_null() {
        put("name", dependency["name"].clone());
    } else {
        put("name", dependency["rename"].clone());
        put("package", dependency["name"].clone());
    }
    put("req", dependency["req"].clone());
    put("features", dependency["features"].clone());
    put("optional", dependency["optional"].clone());
    put("default_features", dependency["uses_default_features"].clone());
    put("target", dependency["target"].clone());
    put("kind", dependency["kind"].as_str().unwrap_or("normal").into());
    Value::Object(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_their_folders() {
        for (name, expected) in [
            ("a", "1"),
            ("ab", "2"),
            ("abc", "3/a"),
            ("abcd", "ab/cd"),
            ("MC-core", "mc/-c"),
        ] {
            assert_eq!(folder(name), Path::new(expected), "{name}");
        }
    }

    #[test]
    fn renamed_dependencies_keep_both_names() {
        let given = json!({
            "name": "mcapi-core", "rename": "mc-core", "req": "^0.1.0", "features": ["dynamic"], "optional": true,
            "uses_default_features": false, "target": null, "kind": null,
        });
        let expected = json!({
            "name": "mc-core", "package": "mcapi-core", "req": "^0.1.0", "features": ["dynamic"], "optional": true,
            "default_features": false, "target": null, "kind": "normal",
        });
        assert_eq!(dependency(&given), expected);
    }

    #[test]
    fn the_registry_holds_packages_and_what_they_need() {
        let folder = tempfile::tempdir().unwrap();
        let cache = folder.path().join("registry/cache/host");
        fs::create_dir_all(&cache).unwrap();
        fs::write(cache.join("b-2.0.0.crate"), b"b").unwrap();
        fs::write(folder.path().join("a.crate"), b"a").unwrap();
        let manifest = folder.path().join("registry/src/host/b-2.0.0/Cargo.toml");
        let ours = json!({"name": "a", "version": "1.0.0", "source": null, "features": {}, "dependencies": [
            {"name": "b", "req": "^2", "features": [], "optional": false, "uses_default_features": true, "kind": null},
            {"name": "c", "req": "*", "features": [], "optional": false, "uses_default_features": true, "kind": "dev"},
            {"name": "d", "req": "^4", "features": [], "optional": false, "uses_default_features": true, "kind": "dev"},
        ]});
        let metadata = json!({"packages": [
            ours,
            {"name": "b", "version": "2.0.0", "source": "registry+r", "manifest_path": manifest, "features": {}},
        ]});
        let home = folder.path().join("made");
        let archives = [folder.path().join("a.crate")];
        assert_eq!(make(&home, &metadata, &[&ours], &archives).unwrap(), 2);
        assert_eq!(fs::read(home.join("b-2.0.0.crate")).unwrap(), b"b");
        let line: Value = serde_json::from_str(&fs::read_to_string(home.join("index/1/a")).unwrap()).unwrap();
        // SHA-256 of the one byte `a`.
        assert_eq!(
            line["cksum"],
            "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
        );
        let names: Vec<&Value> = line["deps"]
            .as_array()
            .unwrap()
            .iter()
            .map(|dependency| &dependency["name"])
            .collect();
        assert_eq!(names, ["b", "d"]);
        fs::remove_file(cache.join("b-2.0.0.crate")).unwrap();
        let error = make(&home, &metadata, &[&ours], &archives).unwrap_err();
        assert!(error.to_string().contains("cargo fetch"), "{error}");
    }
}
