//! The figures that this project promises, measured.

pub mod auth;
pub mod build;
pub mod decode;
pub mod examples;
pub mod fidelity;
pub mod generate;
pub mod page;
pub mod plain;
mod programs;
pub mod project;
pub mod vectors;
pub mod warnings;

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use serde::Serialize;
use serde_json::Value;

use crate::catalog::{Catalog, Product};
use crate::fetch::{Fetcher, Limits, Source, fetch_and_read, load_published};
use crate::generator::{Generator, Pin};
use crate::pipeline::{self, Ready};
use crate::spec::read::Read;
use crate::workspace::Workspace;
use project::Project;

/// One figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Figure {
    /// Published examples that decode, and that encode back to the same JSON
    Fidelity,
    /// Crates from the contracts against crates from the published files
    Identity,
    /// Generating when nothing has changed
    Idle,
    /// Generating all crates against single runs of the plain generator
    Generate,
    /// Building mc-mastercom against the plain generator's crate
    Build,
    /// Decoding a queue page of 2,000 claims against the plain generator's models
    Decode,
    /// Warnings of rustc, clippy and rustdoc
    Warnings,
    /// Signing and encryption beside the official libraries for Python, Node and Java
    Auth,
    /// Known answers of the official libraries' suites
    Vectors,
    /// What the guard against double filing costs, and whether it holds
    Guard,
    /// How fast the receiver of notifications is, and whether it loses any
    Receiver,
    /// Typed calls a second through mc-auth and the sandbox
    Calls,
}

/// A number and what it counts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Amount {
    /// The number.
    pub value: f64,
    /// What it counts: a unit, or `of 118`.
    pub unit: String,
}

impl Amount {
    /// So many of something.
    #[must_use]
    pub fn count(value: usize, unit: impl Into<String>) -> Self {
        #[expect(
            clippy::cast_precision_loss,
            reason = "a count that a double cannot hold would not fit in memory"
        )]
        let value = value as f64;
        Self {
            value,
            unit: unit.into(),
        }
    }

    /// A time: the middle one of `times`.
    #[must_use]
    pub fn time(times: &[Duration]) -> Self {
        Self {
            value: median(times).as_secs_f64(),
            unit: "s".to_owned(),
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.value.fract() == 0.0 {
            write!(f, "{} {}", self.value, self.unit)
        } else {
            write!(f, "{:.2} {}", self.value, self.unit)
        }
    }
}

/// One line of the table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The figure that it belongs to.
    pub figure: Figure,
    /// What was measured.
    pub what: String,
    /// What this project reaches.
    pub ours: Option<Amount>,
    /// What the plain generator reaches, or an official library.
    pub peer: Option<Amount>,
    /// Ours in terms of the peer's.
    pub ratio: Option<f64>,
    /// What was promised.
    pub target: String,
    /// Whether it is kept; unknown if it could not be measured.
    pub met: Option<bool>,
    /// Why it could not be measured, or how far single rounds lay apart.
    pub note: Option<String>,
    /// Whether it was left out because something is not here that it needs.
    pub skipped: bool,
}

impl Row {
    /// A line without a peer.
    #[must_use]
    pub fn alone(figure: Figure, what: &str, ours: Amount, target: &str, met: bool) -> Self {
        Self {
            figure,
            what: what.to_owned(),
            ours: Some(ours),
            peer: None,
            ratio: None,
            target: target.to_owned(),
            met: Some(met),
            note: None,
            skipped: false,
        }
    }

    /// A line of times measured side by side: the ratio of the middle ones may be `most`.
    ///
    /// The note tells how far the rounds lay apart, and the ratio of processor time: where that is far from the ratio of
    /// the times, the machine was busy with something else.
    #[must_use]
    pub fn beside(figure: Figure, what: &str, ours: &[Took], peer: &[Took], most: f64) -> Self {
        let wall = |side: &[Took]| side.iter().map(|took| took.wall).collect::<Vec<_>>();
        let processor = |side: &[Took]| side.iter().map(|took| took.processor).collect::<Option<Vec<_>>>();
        let processor = processor(ours).zip(processor(peer)).map(|(ours, peer)| {
            let (ours, peer) = (median(&ours).as_secs_f64(), median(&peer).as_secs_f64());
            format!("; processor time {ours:.2} s and {peer:.2} s, ratio {:.2}", ours / peer)
        });
        let (ours, peer) = (&wall(ours), &wall(peer));
        let ratio = median(ours).as_secs_f64() / median(peer).as_secs_f64();
        Self {
            figure,
            what: what.to_owned(),
            ours: Some(Amount::time(ours)),
            peer: Some(Amount::time(peer)),
            ratio: Some(ratio),
            target: format!("ratio <= {most}"),
            met: Some(ratio <= most),
            note: Some(format!(
                "{} rounds; ours {}, peer {}{}",
                ours.len(),
                spread(ours),
                spread(peer),
                processor.unwrap_or_default()
            )),
            skipped: false,
        }
    }

    /// A line for what is left out, with what is not here.
    #[must_use]
    pub fn skipped(figure: Figure, what: &str, why: &str) -> Self {
        Self {
            figure,
            what: what.to_owned(),
            ours: None,
            peer: None,
            ratio: None,
            target: String::new(),
            met: None,
            note: Some(format!("skipped: {why}")),
            skipped: true,
        }
    }

    /// A line that says why there is no figure.
    #[must_use]
    pub fn unmeasured(figure: Figure, why: String) -> Self {
        Self {
            figure,
            what: "could not be measured".to_owned(),
            ours: None,
            peer: None,
            ratio: None,
            target: String::new(),
            met: None,
            note: Some(why),
            skipped: false,
        }
    }
}

/// The middle one.
#[must_use]
pub fn median(times: &[Duration]) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

fn spread(times: &[Duration]) -> String {
    let seconds = |time: Option<&Duration>| time.copied().unwrap_or_default().as_secs_f64();
    format!(
        "{:.2} to {:.2} s",
        seconds(times.iter().min()),
        seconds(times.iter().max())
    )
}

/// What the figures are measured on.
#[derive(Debug)]
pub struct Bench {
    /// The project.
    pub workspace: Workspace,
    /// Its products.
    pub catalog: Catalog,
    pin: Pin,
    mirror: Option<PathBuf>,
    java_classpath: Option<OsString>,
    rounds: Option<usize>,
}

impl Bench {
    /// A bench for a project, with the folder of published files if there is one.
    ///
    /// # Errors
    ///
    /// If the catalog or the generator's pin cannot be read, or the mirror is no folder.
    pub fn new(workspace: Workspace, mirror: Option<&Path>, rounds: Option<usize>) -> Result<Self> {
        let catalog = Catalog::load(&workspace)?;
        let pin = Pin::load(&workspace)?;
        let mirror = match mirror {
            None => None,
            Some(path) if path.is_dir() => Some(std::path::absolute(path)?),
            Some(path) => bail!("the mirror {} is no folder", path.display()),
        };
        Ok(Self {
            workspace,
            catalog,
            pin,
            mirror,
            java_classpath: None,
            rounds,
        })
    }

    /// Measures beside Mastercard's libraries for Java, on this class path.
    #[must_use]
    pub fn with_java_classpath(mut self, classpath: Option<OsString>) -> Self {
        self.java_classpath = classpath;
        self
    }

    /// Measures one figure; what fails is a line that says so.
    #[must_use]
    pub fn measure(&self, figure: Figure) -> Vec<Row> {
        let rows = match figure {
            Figure::Fidelity => fidelity::measure(self),
            Figure::Identity => generate::identity(self),
            Figure::Idle => generate::idle(self),
            Figure::Generate => generate::generate(self),
            Figure::Build => build::measure(self),
            Figure::Decode => decode::measure(self),
            Figure::Warnings => warnings::measure(self),
            Figure::Auth => auth::measure(self),
            Figure::Vectors => vectors::measure(self),
            Figure::Guard => programs::guard(self),
            Figure::Receiver => programs::receiver(self),
            Figure::Calls => programs::calls(self),
        };
        rows.unwrap_or_else(|error| vec![Row::unmeasured(figure, format!("{error:#}"))])
    }

    /// How many rounds to measure: what was asked for, or `usual`.
    fn rounds(&self, usual: usize) -> usize {
        self.rounds.unwrap_or(usual)
    }

    /// The folder of everything that measuring leaves behind.
    fn folder(&self) -> PathBuf {
        self.workspace.root().join("target/bench")
    }

    fn project(&self) -> Result<Project> {
        Project::prepare(&self.workspace, &self.catalog, &self.folder())
    }

    fn generator(&self) -> Result<Generator> {
        Generator::provision(&self.workspace, &self.pin)
    }

    fn fetcher(&self) -> Result<Fetcher> {
        let mirror = self
            .mirror
            .as_ref()
            .context("no published files: name a folder that is laid out as the publisher's host is with --mirror")?;
        Fetcher::new(Source::Directory(mirror.clone()), Limits::default())
    }

    /// The published files of a product.
    fn published(&self, product: &Product) -> Result<Vec<Read>> {
        let fetcher = self.fetcher()?;
        let mut reads = Vec::new();
        for file in &product.files {
            reads.extend(fetch_and_read(&fetcher, &self.catalog, file)?);
        }
        Ok(reads)
    }

    /// The main published file of a product, where it lies.
    fn published_path(&self, product: &Product) -> Result<PathBuf> {
        let fetcher = self.fetcher()?;
        let file = product.files.first().context("the product has no file")?;
        Ok(PathBuf::from(fetcher.source().locate(&self.catalog.url(file)?)))
    }

    /// A product ready to be generated from its contract in the tree.
    fn ready(&self, id: &str, product: &Product) -> Result<Ready> {
        let contract = crate::lock::load_contract(&self.workspace, id)?;
        pipeline::product(&self.workspace, &self.pin, id, product, &contract)
    }

    /// The same from its published files.
    fn ready_from_published(&self, id: &str, product: &Product) -> Result<Ready> {
        let contract: Value = load_published(&self.catalog, id, &self.fetcher()?)?.value;
        pipeline::product(&self.workspace, &self.pin, id, product, &contract)
    }
}

/// Says on standard error what is going on.
fn progress(text: &str) {
    eprintln!("bench: {text}");
}

/// Runs a command to its end; what it says on standard output is the result, and an error if it fails.
fn run(command: &mut Command) -> Result<String> {
    let name = command.get_program().display().to_string();
    let done = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot run {name}"))?;
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    if done.status.success() {
        return Ok(said);
    }
    let errors = String::from_utf8_lossy(&done.stderr).into_owned();
    let all: Vec<&str> = said
        .lines()
        .chain(errors.lines())
        .filter(|line| !line.trim().is_empty())
        .collect();
    let arguments: Vec<String> = command
        .get_args()
        .map(|argument| argument.display().to_string())
        .collect();
    bail!(
        "{name} {} failed ({}): {}",
        arguments.join(" "),
        done.status,
        all[all.len().saturating_sub(12)..].join("\n")
    )
}

/// How long something took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Took {
    /// From begin to end.
    pub wall: Duration,
    /// Of all processors together, where the system tells.
    pub processor: Option<Duration>,
}

impl std::ops::AddAssign for Took {
    fn add_assign(&mut self, other: Self) {
        self.wall += other.wall;
        self.processor = self.processor.zip(other.processor).map(|(a, b)| a + b);
    }
}

/// How long a command takes.
fn time(command: &mut Command) -> Result<Took> {
    let before = of_children();
    let started = Instant::now();
    run(command)?;
    let wall = started.elapsed();
    let processor = of_children()
        .zip(before)
        .and_then(|(after, before)| after.checked_sub(before));
    Ok(Took { wall, processor })
}

/// The processor time of all commands that have ended, and of those that they waited for; Linux tells it.
fn of_children() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The second field is a name in parentheses, which may hold anything; the times are the 16th and 17th.
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_ascii_whitespace().collect();
    let ticks = |index: usize| fields.get(index)?.parse::<u64>().ok();
    // A tick is a hundredth of a second wherever Linux runs.
    Some(Duration::from_millis((ticks(13)? + ticks(14)?) * 10))
}

/// The cargo that runs this, or the one on the path.
fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(values: &[u64]) -> Vec<Duration> {
        values.iter().copied().map(Duration::from_millis).collect()
    }

    #[test]
    fn the_middle_one_is_no_outlier() {
        assert_eq!(median(&ms(&[900, 10, 20])), Duration::from_millis(20));
        assert_eq!(median(&[]), Duration::ZERO);
    }

    #[test]
    fn a_ratio_above_the_target_is_a_miss() {
        let took = |values: &[u64]| -> Vec<Took> {
            let wall = ms(values).into_iter();
            wall.map(|wall| Took { wall, processor: None }).collect()
        };
        let row = |ours| Row::beside(Figure::Build, "x", &took(ours), &took(&[100, 100, 100]), 0.6);
        assert_eq!(row(&[60, 60, 900]).met, Some(true));
        assert_eq!(row(&[61, 61, 1]).met, Some(false));
    }

    #[test]
    fn amounts_read_well() {
        assert_eq!(Amount::count(118, "of 118").to_string(), "118 of 118");
        assert_eq!(Amount::time(&ms(&[1234])).to_string(), "1.23 s");
    }
}
