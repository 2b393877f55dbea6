//! The hand-written part of a client crate, written once: `Cargo.toml`, `README.md`, `src/lib.rs`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::files::Writes;
use crate::spec::api::Api;
use crate::spec::docs;
use crate::workspace::Workspace;

/// The dependencies of generated code.
const DEPENDENCIES: [&str; 6] = [
    "bytes",
    "mc-core",
    "reqwest-middleware",
    "serde",
    "serde_json",
    "serde_with",
];

/// The features of generated code.
const FEATURES: &str = "[features]\n# Calling operations by name, with text and JSON: the module `dynamic`.\ndynamic = [\"mc-core/dynamic\"]\n\n";

/// Where the crate lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// In the workspace: versions and lints are inherited.
    Member,
    /// Anywhere: the crate is a workspace of its own.
    Alone,
}

/// Adds those of the hand-written files that are not there yet, and says which they are.
///
/// # Errors
///
/// If the workspace's `Cargo.toml` cannot be read.
pub fn stage(
    writes: &mut Writes,
    workspace: &Workspace,
    folder: &Path,
    package: &str,
    title: &str,
    api: &Api,
    home: Home,
) -> Result<Vec<PathBuf>> {
    let mut staged = Vec::new();
    for name in ["Cargo.toml", "README.md", "src/lib.rs"] {
        let path = folder.join(name);
        if path.exists() {
            continue;
        }
        let text = match name {
            "Cargo.toml" => cargo(workspace, folder, package, title, home)?,
            "README.md" => readme(package, title),
            _ => library(package, title, api),
        };
        writes.add(&path, text)?;
        staged.push(path);
    }
    let lock = folder.join("Cargo.lock");
    let ours = workspace.root().join("Cargo.lock");
    if home == Home::Alone && !lock.exists() && ours.is_file() {
        // The versions that this project is tested with.
        writes.add(
            lock,
            fs::read(&ours).with_context(|| format!("cannot read {}", ours.display()))?,
        )?;
    }
    Ok(staged)
}

/// Refuses a name that Cargo would refuse, before anything is written.
///
/// # Errors
///
/// If the name is no crate name.
pub fn check_name(name: &str) -> Result<()> {
    let fits = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if !fits {
        bail!(
            "`{}` is no crate name: letters, digits, `-` and `_`, beginning with a letter",
            name.escape_debug()
        );
    }
    Ok(())
}

fn one_line(text: &str) -> String {
    docs::prose(&text.split_whitespace().collect::<Vec<_>>().join(" ")).join(" ")
}

fn cargo(workspace: &Workspace, folder: &Path, package: &str, title: &str, home: Home) -> Result<String> {
    let description = toml::Value::String(format!("Client of {}", one_line(title)));
    let mut text = format!("[package]\nname = \"{package}\"\ndescription = {description}\n");
    match home {
        Home::Member => {
            for key in ["version", "edition", "rust-version", "license", "repository"] {
                let _ = writeln!(text, "{key}.workspace = true");
            }
            let _ = write!(
                text,
                "readme = \"README.md\"\ndocumentation = \"https://docs.rs/{package}\"\nkeywords = [\"mastercard\", \"payments\", \"api\"]\n\
                 categories = [\"api-bindings\", \"finance\", \"web-programming::http-client\"]\n\n[package.metadata.docs.rs]\n\
                 all-features = true\n\n{FEATURES}[dependencies]\n"
            );
            for name in DEPENDENCIES {
                let _ = writeln!(text, "{name}.workspace = true");
            }
            text.push_str("\n[lints]\nworkspace = true\n");
        }
        Home::Alone => {
            let manifest = workspace.root().join("Cargo.toml");
            let whole: toml::Table = fs::read_to_string(&manifest)
                .with_context(|| format!("cannot read {}", manifest.display()))?
                .parse()
                .with_context(|| format!("{} is no TOML", manifest.display()))?;
            let inherited = whole
                .get("workspace")
                .context("the project's Cargo.toml has no [workspace]")?;
            let version = inherited.get("package").and_then(|package| package.get("rust-version"));
            let rust = version.and_then(toml::Value::as_str).unwrap_or("1.85");
            let _ = write!(
                text,
                "version = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"{rust}\"\npublish = false\n\n[workspace]\n\n{FEATURES}[dependencies]\n"
            );
            for name in DEPENDENCIES {
                let known = inherited.get("dependencies").and_then(|all| all.get(name));
                let mut known = known
                    .cloned()
                    .with_context(|| format!("{name} is no dependency of the workspace"))?;
                if let Some(path) = known.get_mut("path") {
                    let whole = workspace.root().join(path.as_str().unwrap_or_default());
                    *path = toml::Value::String(relative(&whole, folder)?);
                }
                let _ = writeln!(text, "{name} = {known}");
            }
            text.push_str("\n[lints.rust]\nunsafe_code = \"forbid\"\nmissing_docs = \"warn\"\n");
        }
    }
    Ok(text)
}

/// `to` as seen from the folder `from`, or whole where no relative path leads there for sure.
///
/// Cargo takes `..` off a path before it looks at the disk. Where the way to `from` leads through a symbolic link, that is another
/// folder than the one that the disk would give, so only a whole path is right both ways.
fn relative(to: &Path, from: &Path) -> Result<String> {
    let to = to
        .canonicalize()
        .with_context(|| format!("cannot find {}", to.display()))?;
    let said = lexical(&std::path::absolute(from)?);
    let from = real(&std::path::absolute(from)?)?;
    let shares_nothing = to.components().next() != from.components().next();
    if said != from || shares_nothing {
        return Ok(to.display().to_string());
    }
    let shared = to
        .components()
        .zip(from.components())
        .take_while(|(a, b)| a == b)
        .count();
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let down = to
        .components()
        .skip(shared)
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    Ok(up.chain(down).collect::<Vec<_>>().join("/"))
}

/// A path without `.` and `..`, by its text alone.
fn lexical(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            other => out.push(other),
        }
    }
    out
}

/// Where a folder is on the disk, or will be: symbolic links are followed as far as there is something.
fn real(path: &Path) -> Result<PathBuf> {
    let mut there = path;
    let mut missing = Vec::new();
    while !there.exists() {
        let (Some(parent), Some(last)) = (there.parent(), there.components().next_back()) else {
            break;
        };
        missing.push(last);
        there = parent;
    }
    let mut whole = there
        .canonicalize()
        .with_context(|| format!("cannot find {}", there.display()))?;
    whole.extend(missing.into_iter().rev());
    Ok(lexical(&whole))
}

fn readme(package: &str, title: &str) -> String {
    format!(
        "# {package}\n\nA Rust client of {}.\n\n`src/generated/` is made by `cargo xtask generate`; the rest is written by hand. \
         `cargo doc --open -p {package}` shows the modules, the operations and the types.\n",
        one_line(title)
    )
}

fn library(package: &str, title: &str, api: &Api) -> String {
    let mut text = format!("//! A client of {}.\n", one_line(title));
    if !api.docs.is_empty() {
        text.push_str("//!\n");
        for line in &api.docs {
            text.push_str(if line.is_empty() { "//!" } else { "//! " });
            text.push_str(line);
            text.push('\n');
        }
    }
    let environment = match api.environments.first() {
        Some(environment) => format!("{}::Environment::{}", package.replace('-', "_"), environment.name),
        None => "mc_core::Environment::custom(\"https://localhost:8443\")?".to_owned(),
    };
    let name = package.replace('-', "_");
    let _ = write!(
        text,
        "//!\n//! ```\n//! fn client(http: reqwest_middleware::ClientWithMiddleware) -> mc_core::Result<{name}::Client> {{\n//!     \
         Ok({name}::Client::new(http, {environment}))\n//! }}\n//! ```\n#![cfg_attr(docsrs, feature(doc_cfg))]\n\nmod generated;\n\npub use generated::*;\n"
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_checked() {
        assert!(check_name("mc-x_1").is_ok());
        for name in ["", "1x", "a b", "a/b", "../x", "é"] {
            assert!(check_name(name).is_err(), "{name}");
        }
    }

    #[test]
    fn paths_are_relative_to_the_crate() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let core = root.join("project/crates/core");
        fs::create_dir_all(&core).unwrap();
        fs::create_dir_all(root.join("apis")).unwrap();
        for (out, path) in [
            ("project/out", "../crates/core"),
            ("project/../out", "../project/crates/core"),
            ("apis/new/deeper", "../../../project/crates/core"),
            ("apis/new/../other", "../../project/crates/core"),
            ("apis/./new", "../../project/crates/core"),
        ] {
            assert_eq!(relative(&core, &root.join(out)).unwrap(), path, "{out}");
        }
        // The project by another name.
        assert_eq!(
            relative(&root.join("project/../project/crates/core"), &root.join("out")).unwrap(),
            "../project/crates/core"
        );
        assert!(relative(&root.join("nowhere"), &root).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_way_through_a_symbolic_link_gets_a_whole_path() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let core = root.join("project/crates/core");
        fs::create_dir_all(&core).unwrap();
        fs::create_dir_all(root.join("far/away/apis")).unwrap();
        std::os::unix::fs::symlink(root.join("far/away/apis"), root.join("link")).unwrap();
        std::os::unix::fs::symlink(root.join("project"), root.join("alias")).unwrap();
        for out in ["link", "link/new", "link/../out"] {
            assert_eq!(
                relative(&core, &root.join(out)).unwrap(),
                core.display().to_string(),
                "{out}"
            );
        }
        let aliased = root.join("alias/crates/core");
        assert_eq!(relative(&aliased, &root.join("out")).unwrap(), "../project/crates/core");
    }
}
