//! `cargo xtask demo`: the whole project at work, without credentials.

use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use sha2::{Digest as _, Sha256};

use crate::commands::{check, generate};
use crate::workspace::Workspace;

/// Show the whole project at work, without credentials
///
/// It checks the pins, makes the five crates anew from the pinned contracts and shows that nothing changes, starts the
/// sandbox, and makes signed, encrypted and mutual-TLS calls through the typed crates, among them one dispute from claim to
/// chargeback to document. Making the crates needs Python 3 with pip, or Java; the rest needs Rust alone.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = "\
Exit status:
  0  all held
  1  something did not; its line says what
  3  failed: a step could not be run

Examples:
  cargo xtask demo
  cargo xtask demo --no-regenerate                      on a machine without Python")]
pub struct DemoArgs {
    /// Leave the crates as they are: needs neither Python nor Java
    #[arg(long)]
    no_regenerate: bool,
}

/// Runs the command.
///
/// # Errors
///
/// If a step cannot be run.
pub fn run(workspace: &Workspace, arguments: &DemoArgs) -> Result<u8> {
    let started = Instant::now();
    let mut wrong: Vec<&str> = Vec::new();

    headline("1 of 3", "the crates belong to the pinned specs");
    if check::run(workspace, &check::CheckArgs::default())? != 0 {
        wrong.push("the pins");
    }

    if arguments.no_regenerate {
        headline("2 of 3", "the crates are made anew: left out");
    } else {
        headline("2 of 3", "the crates are made anew, and nothing changes");
        let before = tree(workspace)?;
        if generate::run(workspace, &generate::GenerateArgs::forced())? != 0 {
            wrong.push("the generator");
        }
        if tree(workspace)? == before {
            println!("0 bytes changed in the tree");
        } else {
            println!("the tree changed: `git status` says where");
            wrong.push("the generated crates");
        }
    }

    headline("3 of 3", "calls to the sandbox, through the typed crates");
    // Built by itself, so that cargo shows how far it is.
    let built = cargo(workspace, &["build"])?;
    if built.success() {
        if !cargo(workspace, &["run", "--quiet"])?.success() {
            wrong.push("the calls");
        }
    } else {
        wrong.push("the build");
    }

    println!();
    let took = started.elapsed().as_secs_f64();
    if wrong.is_empty() {
        println!("all held, in {took:.0} s");
        return Ok(0);
    }
    println!("did not hold: {}", wrong.join(", "));
    Ok(1)
}

/// Lets cargo build or run the example that makes the calls.
fn cargo(workspace: &Workspace, command: &[&str]) -> Result<ExitStatus> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    Command::new(cargo)
        .args(command)
        .args(["--package", "mc-tests", "--example", "demo"])
        .current_dir(workspace.root())
        .stdin(Stdio::null())
        .status()
        .context("cannot run cargo")
}

fn headline(number: &str, what: &str) {
    println!("\n=== {number}: {what}");
}

/// A digest of every file that git knows or would take.
fn tree(workspace: &Workspace) -> Result<Vec<u8>> {
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(workspace.root())
        .output()
        .context("git has to say what is in the tree: install it")?;
    ensure!(listed.status.success(), "`git ls-files` ended with {}", listed.status);
    let mut digest = Sha256::new();
    for name in listed.stdout.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        digest.update(name);
        digest.update([0]);
        let path = workspace.root().join(Path::new(std::str::from_utf8(name)?));
        // A file that is gone is another tree, too.
        digest.update(std::fs::read(path).map(Sha256::digest).unwrap_or_default());
    }
    Ok(digest.finalize().to_vec())
}
