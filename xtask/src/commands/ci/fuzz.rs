//! Runs the fuzz targets of mc-auth for a while.
//!
//! Without `cargo-fuzz`: all that it does here is to set the flags below, and it would ask for nightly.

use std::collections::VecDeque;
use std::fs::{self, File};
use std::path::Path;
use std::process::Stdio;
use std::sync::Mutex;

use anyhow::{Context as _, Result, anyhow, ensure};

use super::{Ci, Outcome};
use crate::process::{captured, said, show};

const FOLDER: &str = "crates/mc-auth/fuzz";
/// How many targets run at a time: one for each core of the machines that CI has.
const WORKERS: usize = 2;
/// What an input may take. The slowest honest one is a key file that asks for the most rounds of key derivation.
const SECONDS_AN_INPUT: u32 = 60;
/// Lines of a log that are shown where a target failed: the panic, the stack, and the input in base64.
const SHOWN: usize = 60;

/// The hooks of libFuzzer, as a pass of LLVM in any compiler.
const HOOKS: [&str; 6] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "--cfg=fuzzing",
];

/// Builds the targets once, and runs each for so many seconds.
pub(super) fn run(ci: &Ci) -> Result<Outcome> {
    let mut compiler = ci.command("c++");
    compiler.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    if !compiler.status().is_ok_and(|status| status.success()) {
        ensure!(
            std::env::var_os("MC_INTEROP").is_none_or(|value| value != "required"),
            "libFuzzer is written in C++, and there is no `c++`: install g++"
        );
        return Ok(Outcome::Skipped("there is no C++ compiler for libFuzzer: install g++"));
    }
    let manifest = format!("{FOLDER}/Cargo.toml");
    ci.cargo(&["fmt", "--manifest-path", &manifest, "--check"])?;

    // With a target named, the hooks are not for build scripts and macros, which would lack libFuzzer.
    let host = host(&captured(ci.command("rustc").arg("-vV"))?)?;
    let mut build = ci.command(&ci.cargo);
    build
        .args(["build", "--release", "--locked", "--manifest-path", &manifest])
        .args(["--target", &host, "--target-dir", "target/fuzz"])
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env("RUSTFLAGS", HOOKS.join(" "));
    show(&mut build)?;

    let corpus = ci.workspace.root().join(FOLDER).join("corpus");
    let mut targets = Vec::new();
    for entry in fs::read_dir(ci.workspace.root().join(FOLDER).join("fuzz_targets"))? {
        let path = entry?.path();
        if let Some(stem) = path.file_stem() {
            targets.push(stem.to_string_lossy().into_owned());
        }
    }
    targets.sort();
    for target in &targets {
        ensure!(corpus.join(target).is_dir(), "{FOLDER}/corpus/{target} holds no seeds");
    }

    let queue = Mutex::new(VecDeque::from(targets));
    let next = || queue.lock().ok().and_then(|mut queue| queue.pop_front());
    let bin = format!("target/fuzz/{host}/release");
    let failed: Vec<String> = std::thread::scope(|scope| {
        let work = || {
            let mut failed = Vec::new();
            while let Some(target) = next() {
                if let Err(error) = one(ci, &bin, &target) {
                    println!("{target}: FAILED: {error:#}");
                    failed.push(target);
                }
            }
            failed
        };
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
        let joined = workers
            .into_iter()
            .map(|worker| worker.join().map_err(|_| anyhow!("a worker panicked")));
        joined.collect::<Result<Vec<_>>>().map(|failed| failed.concat())
    })?;
    ensure!(
        failed.is_empty(),
        "{} failed; the input is under target/ci/fuzz, and in base64 above",
        failed.join(", ")
    );
    Ok(Outcome::Passed)
}

fn one(ci: &Ci, bin: &str, target: &str) -> Result<()> {
    let scratch = ci.scratch().join("fuzz").join(target);
    fs::create_dir_all(scratch.join("corpus")).with_context(|| format!("cannot make {}", scratch.display()))?;
    let (out, log) = (format!("target/ci/fuzz/{target}"), scratch.join("log"));
    let file = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
    let mut command = ci.command(ci.workspace.root().join(bin).join(target));
    command
        .arg(format!("{out}/corpus"))
        .arg(format!("{FOLDER}/corpus/{target}"))
        .arg(format!("-max_total_time={}", ci.fuzz_seconds))
        .arg(format!("-timeout={SECONDS_AN_INPUT}"))
        .arg(format!("-artifact_prefix={out}/"))
        .arg("-print_final_stats=1")
        .stdout(Stdio::null())
        .stderr(file);
    let status = command.status().with_context(|| format!("cannot run {bin}/{target}"))?;
    let text = read(&log)?;
    if !status.success() {
        let lines: Vec<&str> = text.lines().collect();
        for line in &lines[lines.len().saturating_sub(SHOWN)..] {
            println!("{target}: {line}");
        }
        return Err(anyhow!("`{}` ended with {status}", said(&command)));
    }
    println!("{target}: {}", summary(&text)?);
    Ok(())
}

fn read(log: &Path) -> Result<String> {
    let bytes = fs::read(log).with_context(|| format!("cannot read {}", log.display()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// How many inputs were run and how much they reached. A run that tried nothing tells nothing.
fn summary(log: &str) -> Result<String> {
    let executed: u64 = log
        .lines()
        .find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))
        .and_then(|count| count.trim().parse().ok())
        .context("libFuzzer did not say how many inputs it ran")?;
    ensure!(executed > 100, "only {executed} inputs were run");
    let reached = log.lines().rev().find_map(|line| {
        let (_, rest) = line.split_once(" cov: ")?;
        rest.split_whitespace().next()?.parse::<u64>().ok()
    });
    let reached = reached.context("libFuzzer saw no coverage: are the compiler's hooks gone?")?;
    Ok(format!("{executed} inputs, {reached} edges reached"))
}

/// The target that the compiler builds for by itself.
fn host(version: &str) -> Result<String> {
    version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .context("`rustc -vV` does not name its host")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logs_are_summed_up() {
        let log = "#1\tINITED cov: 10 ft: 20 corp: 1/1b\n#900\tNEW    cov: 321 ft: 400 corp: 2/2b\n\
                   Done 1000 runs in 1 second(s)\nstat::number_of_executed_units: 1000\nstat::peak_rss_mb:              92\n";
        assert_eq!(summary(log).unwrap(), "1000 inputs, 321 edges reached");
        assert!(summary("stat::number_of_executed_units: 3\n").is_err());
        let blind = summary("stat::number_of_executed_units: 1000\n").unwrap_err();
        assert!(blind.to_string().contains("no coverage"), "{blind}");
        assert!(summary("").is_err());
    }

    #[test]
    fn the_host_is_named() {
        assert_eq!(host("rustc 1.0\nhost: a-b-c\nrelease: 1\n").unwrap(), "a-b-c");
        assert!(host("rustc 1.0").is_err());
    }
}
