//! `cargo xtask ci`: all that a change has to pass, in one list.

mod beside;
mod dependencies;
mod deploy;
mod fuzz;
mod tree;

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::catalog::Catalog;
use crate::process::{captured, said, show};
use crate::workspace::Workspace;

/// Run all that a change has to pass
///
/// Every step runs even if one before it fails, and the end says which did. Steps that need ../shared are skipped where it
/// is absent. What the steps need beyond cargo, git and Python they get themselves, into target/.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = "\
Exit status:
  0  every step passed or was skipped
  1  a step failed
  3  nothing could be run

Examples:
  cargo xtask ci                                        all that a change has to pass
  cargo xtask ci package beside                         what a release has to pass as well
  cargo xtask ci fmt clippy                             two steps
  cargo xtask ci fuzz --fuzz-seconds 3600               each fuzz target for an hour
  cargo xtask ci --list                                 what the steps are")]
pub struct CiArgs {
    /// Steps by name; all but those of a release when none is named
    #[arg(value_name = "STEP")]
    steps: Vec<String>,
    /// List the steps, and run none
    #[arg(long)]
    list: bool,
    /// How long each fuzz target runs; `MC_FUZZ_SECONDS` where it is set, else 60
    #[arg(long, value_name = "SECONDS")]
    fuzz_seconds: Option<u32>,
}

/// One thing that has to hold.
struct Step {
    name: &'static str,
    what: &'static str,
    run: fn(&Ci) -> Result<Outcome>,
}

/// How a step ended that did not fail.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Outcome {
    Passed,
    Skipped(&'static str),
}

/// In this order: the tests first, then what is quick to run.
const STEPS: [Step; 15] = [
    Step {
        name: "test",
        what: "all tests: the README's second command",
        run: test,
    },
    Step {
        name: "tree",
        what: "nothing in the tree that does not belong there",
        run: tree::check,
    },
    Step {
        name: "fmt",
        what: "the layout of the code",
        run: |ci| ci.cargo(&["fmt", "--all", "--check"]),
    },
    Step {
        name: "check",
        what: "contracts, pins and crates belong together",
        run: |ci| ci.cargo(&["xtask", "check"]),
    },
    Step {
        name: "borrowed",
        what: "no sentence of a published spec (../shared)",
        run: borrowed,
    },
    Step {
        name: "dependencies",
        what: "licences, sources and versions of dependencies, and their advisories where cargo-deny is installed: deny.toml",
        run: dependencies::check,
    },
    Step {
        name: "generate",
        what: "the generator makes the crates that are in the tree",
        run: |ci| ci.cargo(&["xtask", "generate", "--check"]),
    },
    Step {
        name: "published",
        what: "the published files are the pinned ones and make the same crates (../shared)",
        run: published,
    },
    Step {
        name: "fixtures",
        what: "specs of no catalog become crates without a warning",
        run: fixtures,
    },
    Step {
        name: "clippy",
        what: "no warning of the compiler or clippy, with all features",
        run: |ci| {
            ci.cargo(&[
                "clippy",
                "--workspace",
                "--all-targets",
                "--all-features",
                "--",
                "-D",
                "warnings",
            ])
        },
    },
    Step {
        name: "doc",
        what: "no warning of rustdoc",
        run: doc,
    },
    Step {
        name: "features",
        what: "each package alone: with no feature, and with each feature by itself",
        run: features,
    },
    Step {
        name: "fuzz",
        what: "the fuzz targets of mc-auth, each for a minute",
        run: fuzz::run,
    },
    Step {
        name: "demo",
        what: "all of it at work: the README's first command",
        run: |ci| ci.cargo(&["xtask", "demo"]),
    },
    Step {
        name: "deploy",
        what: "container file, compose file and systemd unit, as far as the tools for them are installed",
        run: deploy::run,
    },
];

/// What takes long, or what few machines have: a release runs it, and whoever names it.
const RELEASE_STEPS: [Step; 3] = [
    Step {
        name: "package",
        what: "every crate packages, and builds from packages alone",
        run: |ci| ci.cargo(&["xtask", "package"]),
    },
    Step {
        name: "beside",
        what: "the libraries beside sqlx and diesel, in applications of their own",
        run: beside::run,
    },
    Step {
        name: "fips",
        what: "an application on the FIPS module of AWS-LC, where CMake and Go are installed",
        run: fips,
    },
];

/// Runs the command.
///
/// # Errors
///
/// If a step is named that does not exist, or git does not work here.
pub fn run(workspace: &Workspace, arguments: &CiArgs) -> Result<u8> {
    if arguments.list {
        for step in &STEPS {
            println!("{:<14}{}", step.name, step.what);
        }
        println!("\nBefore a release, by name:");
        for step in &RELEASE_STEPS {
            println!("{:<14}{}", step.name, step.what);
        }
        return Ok(0);
    }
    let selected = select(&arguments.steps)?;
    let ci = Ci {
        workspace: workspace.clone(),
        cargo: std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from),
        fuzz_seconds: fuzz_seconds(arguments)?,
    };
    let before = ci.git_status()?;
    let mut rows = Vec::new();
    for step in selected {
        println!("\n=== {}: {}", step.name, step.what);
        let started = Instant::now();
        let result = (step.run)(&ci);
        let took = started.elapsed();
        match &result {
            Ok(Outcome::Passed) => println!("=== {}: passed in {}", step.name, seconds(took)),
            Ok(Outcome::Skipped(why)) => println!("=== {}: skipped: {why}", step.name),
            Err(error) => println!("=== {}: FAILED after {}: {error:#}", step.name, seconds(took)),
        }
        rows.push((step.name, took, result));
    }
    let after = ci.git_status()?;
    let clean = if before == after {
        Ok(Outcome::Passed)
    } else {
        Err(anyhow::anyhow!(
            "a step changed the tree; `git status` before:\n{before}and after:\n{after}"
        ))
    };
    rows.push(("clean", Duration::ZERO, clean));
    Ok(summary(&rows))
}

fn fuzz_seconds(arguments: &CiArgs) -> Result<u32> {
    if let Some(seconds) = arguments.fuzz_seconds {
        return Ok(seconds);
    }
    match std::env::var("MC_FUZZ_SECONDS") {
        Ok(text) => text.parse().context("MC_FUZZ_SECONDS is no number of seconds"),
        Err(_) => Ok(60),
    }
}

fn select(names: &[String]) -> Result<Vec<&'static Step>> {
    if names.is_empty() {
        return Ok(STEPS.iter().collect());
    }
    names
        .iter()
        .map(|name| {
            let mut all = STEPS.iter().chain(&RELEASE_STEPS);
            all.find(|step| step.name == name).with_context(|| {
                let known: Vec<&str> = STEPS.iter().chain(&RELEASE_STEPS).map(|step| step.name).collect();
                format!("there is no step `{name}`; the steps are {}", known.join(", "))
            })
        })
        .collect()
}

/// Prints how each step ended, and gives the exit status.
fn summary(rows: &[(&str, Duration, Result<Outcome>)]) -> u8 {
    println!("\n=== summary");
    let mut failed = Vec::new();
    for (name, took, result) in rows {
        let word = match result {
            Ok(Outcome::Passed) => "passed".to_owned(),
            Ok(Outcome::Skipped(why)) => format!("skipped: {why}"),
            Err(error) => {
                failed.push(*name);
                format!("FAILED: {error:#}")
            }
        };
        println!("{name:<14}{:>9}  {word}", seconds(*took));
    }
    let whole = rows.iter().map(|(_, took, _)| *took).sum();
    println!("{:<14}{:>9}", "all", seconds(whole));
    if failed.is_empty() {
        return 0;
    }
    println!(
        "failed: {}; what a step said stands above, behind `=== <step>:`, and `cargo xtask ci <step>` runs it alone",
        failed.join(", ")
    );
    1
}

fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}

/// What the steps run in.
struct Ci {
    workspace: Workspace,
    cargo: PathBuf,
    fuzz_seconds: u32,
}

impl Ci {
    /// The notes and files beside the project that are no part of it.
    fn shared(&self, name: &str) -> Option<PathBuf> {
        let path = self.workspace.root().join("../shared").join(name);
        path.exists().then(|| Path::new("../shared").join(name))
    }

    /// Where steps put what they make.
    fn scratch(&self) -> PathBuf {
        self.workspace.root().join("target/ci")
    }

    fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.workspace.root()).stdin(Stdio::null());
        command
    }

    fn cargo<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Result<Outcome> {
        let mut command = self.command(&self.cargo);
        command.args(arguments);
        show(&mut command)?;
        Ok(Outcome::Passed)
    }

    /// Whether a program is there and ends well.
    fn runs(&self, program: &str, arguments: &[&str]) -> bool {
        let mut command = self.command(program);
        command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }

    fn git(&self, arguments: &[&str]) -> Result<String> {
        let mut command = self.command("git");
        command.args(arguments);
        captured(&mut command)
    }

    fn git_status(&self) -> Result<String> {
        self.git(&["status", "--porcelain"])
            .context("git has to say what is in the tree")
    }

    /// All packages that the lock file holds, and how they depend on each other.
    fn metadata(&self) -> Result<Value> {
        let mut command = self.command(&self.cargo);
        command.args(["metadata", "--locked", "--format-version", "1"]);
        Ok(serde_json::from_str(&captured(&mut command)?)?)
    }
}

/// What `cargo test` counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    passed: u64,
    failed: u64,
    ignored: u64,
}

impl Tally {
    /// Adds the closing line of a test binary; other lines count nothing.
    fn add(&mut self, line: &str) {
        let Some((_, counts)) = line
            .strip_prefix("test result: ")
            .and_then(|rest| rest.split_once(". "))
        else {
            return;
        };
        for part in counts.split("; ") {
            match part.split_once(' ') {
                Some((count, "passed")) => self.passed += count.parse().unwrap_or(0),
                Some((count, "failed")) => self.failed += count.parse().unwrap_or(0),
                Some((count, "ignored")) => self.ignored += count.parse().unwrap_or(0),
                _ => {}
            }
        }
    }
}

fn test(ci: &Ci) -> Result<Outcome> {
    let mut command = ci.command(&ci.cargo);
    command
        .args(["test", "--workspace", "--no-fail-fast"])
        .stdout(Stdio::piped());
    println!("$ {}", said(&command));
    let mut child = command.spawn().context("cannot run cargo")?;
    let mut tally = Tally::default();
    if let Some(out) = child.stdout.take() {
        for line in BufReader::new(out).lines() {
            let line = line?;
            println!("{line}");
            tally.add(&line);
        }
    }
    let status = child.wait()?;
    println!(
        "tests: {} passed, {} failed, {} skipped",
        tally.passed, tally.failed, tally.ignored
    );
    ensure!(status.success(), "`{}` ended with {status}", said(&command));
    ensure!(tally.passed > 0, "not one test ran");
    Ok(Outcome::Passed)
}

fn doc(ci: &Ci) -> Result<Outcome> {
    let mut command = ci.command(&ci.cargo);
    command
        .env("RUSTDOCFLAGS", "-D warnings")
        .args(["doc", "--workspace", "--no-deps", "--all-features"]);
    show(&mut command)?;
    Ok(Outcome::Passed)
}

fn features(ci: &Ci) -> Result<Outcome> {
    let metadata = ci.metadata()?;
    let mut wrong = Vec::new();
    for (package, features) in dependencies::members(&metadata) {
        let alone = std::iter::once(None).chain(features.into_iter().map(Some));
        for feature in alone {
            let mut arguments = vec!["clippy", "--quiet", "--package", package, "--no-default-features"];
            if let Some(feature) = feature {
                arguments.extend(["--features", feature]);
            }
            arguments.extend(["--", "-D", "warnings"]);
            if ci.cargo(&arguments).is_err() {
                wrong.push(feature.map_or_else(|| package.to_owned(), |feature| format!("{package} with {feature}")));
            }
        }
    }
    ensure!(wrong.is_empty(), "not without a warning: {}", wrong.join(", "));
    Ok(Outcome::Passed)
}

fn published(ci: &Ci) -> Result<Outcome> {
    let Some(mirror) = ci.shared("published") else {
        return Ok(Outcome::Skipped("../shared is not here"));
    };
    let mirror = mirror.display().to_string();
    ci.cargo(&["xtask", "pull", "--mirror", &mirror])?;
    ci.cargo(&["xtask", "diff", "--mirror", &mirror])?;
    ci.cargo(&["xtask", "generate", "--check", "--mirror", &mirror])
}

fn fixtures(ci: &Ci) -> Result<Outcome> {
    let folder = ci.workspace.codegen().join("fixtures");
    let mut specs = Vec::new();
    if folder.is_dir() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|end| end == "yaml") {
                specs.push(path);
            }
        }
    }
    specs.sort();
    if specs.is_empty() {
        return Ok(Outcome::Skipped("codegen/fixtures holds no spec"));
    }
    for spec in specs {
        let stem = spec.file_stem().map(OsStr::to_string_lossy).unwrap_or_default();
        let name = format!("fixture-{stem}");
        let out = ci.scratch().join(&name);
        if out.exists() {
            fs::remove_dir_all(&out).with_context(|| format!("cannot remove {}", out.display()))?;
        }
        let out = ci.workspace.show(&out);
        let spec = ci.workspace.show(&spec);
        ci.cargo(&["xtask", "generate", "--spec", &spec, "--crate", &name, "--out", &out])?;
        let manifest = format!("{out}/Cargo.toml");
        let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
        ci.cargo(&[
            "clippy",
            "--manifest-path",
            &manifest,
            "--target-dir",
            &target,
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ])?;
    }
    Ok(Outcome::Passed)
}

fn fips(ci: &Ci) -> Result<Outcome> {
    for (tool, argument) in [("cmake", "--version"), ("go", "version")] {
        if !ci.runs(tool, &[argument]) {
            return Ok(Outcome::Skipped("the module is built with CMake and Go: install both"));
        }
    }
    ci.cargo(&[
        "run",
        "--manifest-path",
        "tests/fips/Cargo.toml",
        "--target-dir",
        "target/fips",
    ])
}

fn borrowed(ci: &Ci) -> Result<Outcome> {
    let Some(script) = ci.shared("tools/borrowed.py") else {
        return Ok(Outcome::Skipped("../shared is not here"));
    };
    let folder = ci.scratch().join("venv");
    let python = folder.join("bin/python");
    let mut probe = ci.command(&python);
    probe.args(["-c", "import yaml"]).stderr(Stdio::null());
    if !probe.status().is_ok_and(|status| status.success()) {
        let mut command = ci.command("python3");
        command.args(["-m", "venv", "--clear"]).arg(&folder);
        show(&mut command)?;
        let mut command = ci.command(&python);
        command.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "PyYAML",
        ]);
        show(&mut command).context("PyYAML cannot be had from PyPI")?;
    }
    let mut command = ci.command(&python);
    command.arg(&script).arg(".");
    println!("$ {}", said(&command));
    let done = command.stderr(Stdio::inherit()).output().context("cannot run Python")?;
    // It ends with 1 where it finds something.
    ensure!(
        matches!(done.status.code(), Some(0 | 1)),
        "it ended with {}",
        done.status
    );
    let catalog = Catalog::load(&ci.workspace)?;
    let contract = |line: &str| {
        catalog
            .products
            .keys()
            .any(|id| line.starts_with(&format!("specs/{id}.yaml:")))
    };
    let out = String::from_utf8_lossy(&done.stdout);
    // Contracts hold no prose: a run of words in them is a list of values, which are facts.
    let found: Vec<&str> = out.lines().filter(|line| !contract(line)).collect();
    for line in &found {
        println!("{line}");
    }
    ensure!(
        found.is_empty(),
        "{} runs of words are not ours: write them anew",
        found.len()
    );
    Ok(Outcome::Passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_added_up() {
        let mut tally = Tally::default();
        for line in [
            "running 3 tests",
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test a::b ... ok. 9 passed",
            "test result: FAILED. 1 passed; 2 failed; 4 ignored; 0 measured; 0 filtered out; finished in 0.01s",
        ] {
            tally.add(line);
        }
        let expected = Tally {
            passed: 4,
            failed: 2,
            ignored: 4,
        };
        assert_eq!(tally, expected);
    }

    #[test]
    fn steps_are_found_by_name() {
        assert_eq!(select(&[]).unwrap().len(), STEPS.len());
        let found = select(&["fmt".to_owned(), "tree".to_owned()]).unwrap();
        assert_eq!(found.iter().map(|step| step.name).collect::<Vec<_>>(), ["fmt", "tree"]);
        let error = select(&["format".to_owned()]).err().unwrap().to_string();
        assert!(error.contains("no step `format`") && error.contains("fmt"), "{error}");
    }

    #[test]
    fn a_failed_step_is_the_exit_status() {
        let took = Duration::ZERO;
        assert_eq!(summary(&[("a", took, Ok(Outcome::Passed))]), 0);
        assert_eq!(summary(&[("a", took, Ok(Outcome::Skipped("x")))]), 0);
        assert_eq!(
            summary(&[("a", took, Err(anyhow::anyhow!("x"))), ("b", took, Ok(Outcome::Passed)),]),
            1
        );
    }
}
