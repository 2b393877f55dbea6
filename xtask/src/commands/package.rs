//! `cargo xtask package`: makes the packages, puts them into a registry in a folder, and builds from that registry alone what
//! users build.

mod registry;
mod rules;
mod users;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;

use crate::process::{captured, show};
use crate::workspace::Workspace;

/// Make the packages, and build what users build from them
///
/// Every crate that is for users becomes a package, as `cargo publish` would make it. The packages and all that they depend on
/// go into a local registry, a folder that takes the place of the public one. From it alone, without the workspace, one
/// application for each library is built, `cargo install` builds the command `mcapi`, and the applications run against its sandbox.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(after_long_help = "\
Exit status:
  0  every package is complete and builds
  3  one is not; the error says which, and what it lacks

Examples:
  cargo xtask package                                   packages, registry, applications and command
  cargo xtask package --no-build                        packages and registry alone")]
pub struct PackageArgs {
    /// Make and look at the packages, and build nothing of them
    #[arg(long)]
    no_build: bool,
}

/// Runs the command.
///
/// # Errors
///
/// If a package lacks something, cannot be made, or does not build.
pub fn run(workspace: &Workspace, arguments: &PackageArgs) -> Result<u8> {
    let cargo = Cargo::new(workspace);
    let metadata = cargo.metadata()?;
    let published = rules::published(&metadata);
    ensure!(!published.is_empty(), "no crate of this workspace is for users");
    rules::check(&metadata, &published)?;

    let folder = workspace.root().join("target/package");
    let archives = cargo.archives(&folder, &metadata, &published)?;
    for (package, archive) in published.iter().zip(&archives) {
        let listed = captured(plain(workspace.root(), "tar").arg("-tzf").arg(archive))?;
        rules::check_archive(package, archive, &listed)?;
    }
    println!("{} packages, each with its licences and README", archives.len());

    let home = folder.join("registry");
    let count = registry::make(&home, &metadata, &published, &archives)?;
    println!("{} packages in {}", count, workspace.show(&home));
    if arguments.no_build {
        return Ok(0);
    }

    let applications = folder.join("users");
    let names = users::write(workspace, &applications, &home, &metadata, &published)?;
    // What was compiled of the public registry serves here as well: to cargo it comes from the same place.
    let target = workspace.root().join("target");
    let mut build = cargo.command(&applications);
    build
        .args(["build", "--offline", "--workspace", "--target-dir"])
        .arg(&target);
    show(&mut build)?;
    let installed = folder.join("installed");
    let mut install = cargo.command(&applications);
    install
        .args([
            "install",
            "--offline",
            "--debug",
            "--force",
            "--no-track",
            "mcapi",
            "--root",
        ])
        .arg(&installed)
        .arg("--target-dir")
        .arg(&target);
    show(&mut install)?;
    let executable = |folder: PathBuf, name: &str| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    let mcapi = executable(installed.join("bin"), "mcapi");
    for name in &names {
        // A sandbox for each: what one program files is in the way of the next.
        let sandbox = Running::start(&mcapi, &folder.join("sandbox"))?;
        let mut program = plain(&applications, executable(target.join("debug"), name));
        program.arg(&sandbox.folder);
        show(&mut program)?;
    }
    println!(
        "{} programs were built from packages alone, and ran against the sandbox of the installed command",
        names.len()
    );
    Ok(0)
}

/// How long the sandbox may take to start.
const PATIENCE: Duration = Duration::from_secs(60);

/// The sandbox of the installed command; it ends when this is dropped.
struct Running {
    folder: PathBuf,
    child: Child,
}

impl Running {
    fn start(mcapi: &Path, folder: &Path) -> Result<Self> {
        if folder.exists() {
            fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
        }
        let child = Command::new(mcapi)
            .args(["sandbox", "--quiet", "--dir"])
            .arg(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot run {}", mcapi.display()))?;
        let mut running = Self {
            folder: folder.to_owned(),
            child,
        };
        let started = Instant::now();
        // It writes this file last.
        while !folder.join("sandbox.json").is_file() {
            if let Some(status) = running.child.try_wait()? {
                bail!("`mcapi sandbox` ended with {status}");
            }
            ensure!(
                started.elapsed() < PATIENCE,
                "`mcapi sandbox` did not start within a minute"
            );
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(running)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn plain(folder: &Path, program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).stdin(Stdio::null());
    command
}

/// Cargo, as it is called here.
struct Cargo {
    program: PathBuf,
    root: PathBuf,
}

impl Cargo {
    fn new(workspace: &Workspace) -> Self {
        Self {
            program: std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from),
            root: workspace.root().to_owned(),
        }
    }

    fn command(&self, folder: &Path) -> Command {
        plain(folder, &self.program)
    }

    fn metadata(&self) -> Result<Value> {
        let mut command = self.command(&self.root);
        command.args(["metadata", "--locked", "--format-version", "1"]);
        serde_json::from_str(&captured(&mut command)?).context("what `cargo metadata` printed is not JSON")
    }

    /// Makes the packages; gives their archives in the order of the crates.
    fn archives(&self, folder: &Path, metadata: &Value, published: &[&Value]) -> Result<Vec<PathBuf>> {
        let paths: Vec<PathBuf> = published
            .iter()
            .map(|package| {
                let text = |key: &str| package[key].as_str().unwrap_or_default();
                folder.join(format!("{}-{}.crate", text("name"), text("version")))
            })
            .collect();
        for path in paths.iter().filter(|path| path.exists()) {
            fs::remove_file(path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
        let mut command = self.command(&self.root);
        // Building is left to what follows, which takes nothing but the archives.
        command.args(["package", "--workspace", "--no-verify", "--allow-dirty", "--quiet"]);
        for private in rules::private(metadata) {
            command.args(["--exclude", private]);
        }
        show(&mut command)?;
        for path in &paths {
            ensure!(path.is_file(), "cargo made no {}", path.display());
        }
        Ok(paths)
    }
}
