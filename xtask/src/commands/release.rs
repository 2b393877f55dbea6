//! `cargo xtask release`: the next version, its changelog, its commit and its tag.

mod changelog;
mod version;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail, ensure};
use semver::Version;
use toml_edit::DocumentMut;

use crate::catalog::Catalog;
use crate::files::Writes;
use crate::process::captured;
use crate::spec::diff::{Severity, diff, worst};
use crate::spec::read;
use crate::workspace::Workspace;

use version::Impact;

/// Make the next release: version, changelog, commit and tag
///
/// The version follows from what has changed since the last tag, and from the sternest of three witnesses: cargo-semver-checks, the
/// contracts as `cargo xtask diff` compares them, and the sections of the changelog. Nothing is pushed; the workflow publishes
/// when the tag is.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(after_long_help = "\
Exit status:
  0  done
  3  failed: the error says what is missing

Examples:
  cargo xtask release --dry-run                         what the next version would be, and why
  cargo xtask release                                   write, commit and tag it
  cargo xtask release --check v0.2.0 --repository URL   does the tree hold what the tag says?
  cargo xtask release --notes v0.2.0                    its section of the changelog")]
pub struct ReleaseArgs {
    /// Say what the next version would be, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// At least this change, where more than the witnesses know has changed
    #[arg(long, value_enum, value_name = "CHANGE")]
    bump: Option<Impact>,
    /// Check that version, changelog and repository are those of this tag, and change nothing
    #[arg(long, value_name = "TAG", conflicts_with_all = ["dry_run", "bump"])]
    check: Option<String>,
    /// The address of the repository [default: that of the remote `origin`]
    #[arg(long, value_name = "URL")]
    repository: Option<String>,
    /// Print the section of the changelog for this tag
    #[arg(long, value_name = "TAG", conflicts_with_all = ["dry_run", "bump", "check"])]
    notes: Option<String>,
}

/// Runs the command.
///
/// # Errors
///
/// If the tree is not clean, a witness cannot be heard, or a file is not as expected.
pub fn run(workspace: &Workspace, arguments: &ReleaseArgs) -> Result<u8> {
    let root = workspace.root();
    let manifest = root.join("Cargo.toml");
    let manifest = fs::read_to_string(&manifest).with_context(|| format!("cannot read {}", manifest.display()))?;
    let changes = root.join("CHANGELOG.md");
    let changes = fs::read_to_string(&changes).with_context(|| format!("cannot read {}", changes.display()))?;
    let manifest: DocumentMut = manifest.parse().context("Cargo.toml is not TOML")?;
    let current = version::of(&manifest)?;

    if let Some(tag) = &arguments.notes {
        print!("{}", changelog::section(&changes, &tagged(tag)?.to_string())?);
        return Ok(0);
    }
    if let Some(tag) = &arguments.check {
        let named = tagged(tag)?;
        ensure!(named == current, "the tag says {named}, and Cargo.toml says {current}");
        changelog::section(&changes, &current.to_string())?;
        let expected = repository(root, arguments)?;
        let found = version::repository(&manifest)?;
        ensure!(
            found == expected,
            "`repository` in Cargo.toml is {found}, and this repository is {expected}"
        );
        println!("{tag}: version, changelog and repository agree");
        return Ok(0);
    }

    let status = git(root, &["status", "--porcelain"])?;
    ensure!(
        arguments.dry_run || status.is_empty(),
        "there are changes that are not committed: commit or remove them first"
    );
    let next = match last_tag(root)? {
        None => {
            println!("no release yet: the first one is {current}");
            current.clone()
        }
        Some(tag) => {
            let impact = judged(workspace, &tag, &changes)?;
            let impact = arguments.bump.map_or(impact, |least| least.max(impact));
            let next = version::next(&tagged(&tag)?, impact);
            println!("since {tag}: {impact}, so the next version is {next}");
            next
        }
    };
    if arguments.dry_run {
        return Ok(0);
    }
    let address = repository(root, arguments)?;
    let today = chrono::Utc::now().date_naive();
    let mut writes = Writes::new();
    writes.add(
        root.join("Cargo.toml"),
        version::set(manifest, &next, &address)?.to_string(),
    )?;
    writes.add(
        root.join("CHANGELOG.md"),
        changelog::close(&changes, &next.to_string(), &today.to_string())?,
    )?;
    writes.commit()?;
    // The lock file holds the versions of the members.
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut update = Command::new(cargo);
    update
        .args(["update", "--workspace", "--offline"])
        .current_dir(root)
        .stdin(Stdio::null());
    captured(&mut update)?;
    let name = format!("v{next}");
    git(root, &["commit", "--all", "--message", &format!("Release {next}")])?;
    git(
        root,
        &["tag", "--annotate", &name, "--message", &format!("Release {next}")],
    )?;
    println!("committed and tagged as {name}; `git push --follow-tags` publishes it");
    Ok(0)
}

fn git(root: &Path, arguments: &[&str]) -> Result<String> {
    let mut command = Command::new("git");
    command.args(arguments).current_dir(root).stdin(Stdio::null());
    captured(&mut command)
}

/// The version in a tag such as `v1.2.3`.
fn tagged(tag: &str) -> Result<Version> {
    tag.strip_prefix('v')
        .and_then(|version| version.parse().ok())
        .with_context(|| format!("`{tag}` is no tag of a release: it has to be like v1.2.3"))
}

fn last_tag(root: &Path) -> Result<Option<String>> {
    let tags = git(
        root,
        &[
            "tag",
            "--list",
            "v[0-9]*",
            "--merged",
            "HEAD",
            "--sort=-version:refname",
        ],
    )?;
    Ok(tags.lines().next().map(str::to_owned))
}

/// The address that people open, of the one given or of the remote.
fn repository(root: &Path, arguments: &ReleaseArgs) -> Result<String> {
    let given = match &arguments.repository {
        Some(address) => address.clone(),
        None => git(root, &["remote", "get-url", "origin"])
            .context("the remote `origin` is not known: give --repository URL")?,
    };
    address(&given)
}

/// `git@host:owner/name.git` and the like as an address for browsers.
fn address(remote: &str) -> Result<String> {
    let remote = remote.trim().trim_end_matches('/').trim_end_matches(".git");
    let plain = match remote.strip_prefix("git@").and_then(|rest| rest.split_once(':')) {
        Some((host, path)) => format!("https://{host}/{path}"),
        None => remote.replace("ssh://git@", "https://"),
    };
    ensure!(
        plain.starts_with("https://") && !plain.contains('@') && !plain.contains(".invalid/"),
        "`{}` is no address of a public repository: give --repository https://...",
        plain.split('@').next_back().unwrap_or_default()
    );
    Ok(plain)
}

/// What the three witnesses say.
fn judged(workspace: &Workspace, tag: &str, changes: &str) -> Result<Impact> {
    let code = code(workspace.root(), tag)?;
    println!("cargo-semver-checks: {code}");
    let contracts = contracts(workspace, tag)?;
    println!("contracts: {contracts}");
    let written = changelog::impact(changes)?;
    println!("changelog: {written}");
    if code > written || contracts > written {
        bail!(
            "the changelog does not say what has changed: add it to \"## Unreleased\", breaking changes under \"### Changed\" or \"### Removed\""
        );
    }
    Ok(written)
}

/// What cargo-semver-checks finds in the crates.
fn code(root: &Path, tag: &str) -> Result<Impact> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args(["semver-checks", "check-release", "--workspace", "--all-features"])
        // As a patch, everything that asks for more is reported.
        .args(["--release-type", "patch", "--baseline-rev", tag])
        .current_dir(root)
        .stdin(Stdio::null());
    let done = command.output().context("cannot run cargo")?;
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr)
    );
    version::of_semver_checks(done.status.success(), &said)
}

/// What the contracts of the tag and of the tree differ in, for a caller.
fn contracts(workspace: &Workspace, tag: &str) -> Result<Impact> {
    let catalog = Catalog::load(workspace)?;
    let mut all = Impact::Patch;
    for id in catalog.products.keys() {
        let path = workspace.contract(id);
        let Ok(now) = fs::read(&path) else { continue };
        let name = workspace.show(&path);
        let known = git(workspace.root(), &["ls-tree", "--name-only", tag, "--", &name])?;
        if known.trim().is_empty() {
            all = all.max(Impact::Minor);
            continue;
        }
        let before = git(workspace.root(), &["show", &format!("{tag}:{name}")])?;
        let before = read::read(before.as_bytes(), &format!("{tag}:{name}"))?;
        let now = read::read(&now, &name)?;
        all = all.max(match worst(&diff(&before.value, &now.value)) {
            Some(Severity::Breaking) => Impact::Breaking,
            Some(Severity::Compatible) => Impact::Minor,
            None => Impact::Patch,
        });
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remotes_become_addresses() {
        for (remote, expected) in [
            ("git@host.example:a/b.git\n", "https://host.example/a/b"),
            ("ssh://git@host.example/a/b", "https://host.example/a/b"),
            ("https://host.example/a/b.git", "https://host.example/a/b"),
        ] {
            assert_eq!(address(remote).unwrap(), expected);
        }
        // What is not public is no address, and a password in it is not repeated.
        for remote in [
            "/srv/a.git",
            "https://repository.invalid/a",
            "https://me:secret@host.example/a",
        ] {
            let error = address(remote).unwrap_err().to_string();
            assert!(error.contains("--repository") && !error.contains("secret"), "{error}");
        }
    }

    #[test]
    fn tags_hold_versions() {
        assert_eq!(tagged("v0.2.0").unwrap(), Version::new(0, 2, 0));
        assert!(tagged("0.2.0").is_err() && tagged("v2").is_err());
    }
}
