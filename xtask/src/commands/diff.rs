//! `cargo xtask diff`: what the published files change for a Rust caller, against the pins.

use std::fmt;
use std::fs;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail, ensure};
use clap::Args;
use serde::Serialize;
use serde_json::Value;

use crate::catalog::{Catalog, Product};
use crate::fetch::{Answer, Fetcher, Limits, Source, missing};
use crate::lock::{self, Lock, Pin, sha256};
use crate::spec::contract::{contract, title_and_version};
use crate::spec::diff::interface::Seen;
use crate::spec::diff::verdict::Judge;
use crate::spec::diff::{Change, Place, Severity};
use crate::spec::overlay::{Outcome, Overlay};
use crate::spec::read;
use crate::workspace::Workspace;

/// Say what the published files change for a Rust caller, against the pins
///
/// Fetches the published files of each product, and compares their contract with the pinned one: by operation and schema,
/// each change breaking or compatible for code that uses the generated crate. Then the public items of the crates before and
/// after are compared, with the overlay applied; the verdict is the sterner of both. Overlay actions that no longer fit the new
/// contract are listed, too. Writes nothing.
#[derive(Args, Clone, Debug, Default)]
#[command(after_long_help = "\
Exit status, the worst of all products:
  0  same: no change but prose, or order that no caller notices
  1  compatible changes
  2  breaking changes
  3  failed: a file could not be fetched or read, or a product is not pinned

With --json, one document on standard output:
  {status, products: [{product, title, status, from-version, to-version, breaking, compatible, changes, interface,
   stale-actions, overlay-error, findings, error}]}
  status         same, prose-only, order-only, compatible, breaking, failed; that of the whole: same, compatible, breaking, failed
  changes        [{severity, kind, place: {element: document | operation {id, method, path, part, property} |
                 component {section, name, property}}, pointer, from, to, note}]
  interface      [{severity, item, from, to}]: public items of the crate
  stale-actions  [{file, line, number, target, description, reasons}]
  findings       [text]: what `generate` would refuse

Examples:
  cargo xtask diff                                      is anything new, and does it break callers?
  cargo xtask diff mastercom --mirror ../copy           against a copy that is laid out as the publisher's host is
  cargo xtask diff mastercom --from old.yaml            from another contract or published file than the pinned one")]
pub struct DiffArgs {
    /// Products by their ids in specs/catalog.toml; all when none is named
    #[arg(value_name = "PRODUCT")]
    pub products: Vec<String>,

    /// A copy of the publisher's host: a folder, or an http address
    #[arg(long, value_name = "DIR|URL")]
    pub mirror: Option<String>,

    /// Print one JSON document
    #[arg(long)]
    pub json: bool,

    /// Compare with this contract or published file instead of the pinned contract; for one product
    #[arg(long, value_name = "CONTRACT")]
    pub from: Option<PathBuf>,
}

/// How the published files of a product stand to its pin, from good to bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// The bytes are the same.
    Same,
    /// The bytes differ, the contract does not.
    ProseOnly,
    /// Members of the contract stand in another order, and no caller notices.
    OrderOnly,
    /// The contract changes, and callers need not.
    Compatible,
    /// Callers have to change.
    Breaking,
    /// It could not be found out.
    Failed,
}

impl Status {
    /// The exit status of the command.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Same | Self::ProseOnly | Self::OrderOnly => 0,
            Self::Compatible => 1,
            Self::Breaking => 2,
            Self::Failed => 3,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Same => "same",
            Self::ProseOnly => "prose only: the published text changed, the contract did not",
            Self::OrderOnly => "order only: the contract holds the same in another order",
            Self::Compatible => "compatible changes",
            Self::Breaking => "breaking changes",
            Self::Failed => "failed",
        })
    }
}

/// What the command found out about all products.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Report {
    status: Status,
    products: Vec<ProductReport>,
}

/// What the command found out about one product.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct ProductReport {
    product: String,
    title: String,
    status: Status,
    from_version: Option<String>,
    to_version: Option<String>,
    breaking: usize,
    compatible: usize,
    changes: Vec<Change>,
    interface: Vec<Seen>,
    stale_actions: Vec<StaleAction>,
    /// Why the overlay cannot be applied to the new contract.
    overlay_error: Option<String>,
    /// What the crate would get wrong.
    findings: Vec<String>,
    error: Option<String>,
}

/// An overlay action that does not fit the new contract.
#[derive(Clone, Debug, Serialize)]
struct StaleAction {
    file: String,
    line: Option<usize>,
    number: usize,
    target: String,
    description: Option<String>,
    reasons: Vec<String>,
    #[serde(skip)]
    text: String,
}

/// Runs the command in the project that the current folder belongs to.
///
/// # Errors
/// When the command line, the catalog or the lock is wrong. What fails for one product is a [`Status::Failed`].
pub fn run(args: &DiffArgs) -> Result<Status> {
    let source = Source::from_mirror(args.mirror.as_deref())?;
    let fetcher = Fetcher::new(source, Limits::default())?;
    let (out, log) = (&mut std::io::stdout().lock(), &mut std::io::stderr().lock());
    diff(&Workspace::find()?, args, &fetcher, out, log)
}

/// Compares what `fetcher` has with the pins, and says on `out` what differs and on `log` what failed.
///
/// # Errors
/// When the command line, the catalog or the lock is wrong. What fails for one product is a [`Status::Failed`].
pub fn diff(
    workspace: &Workspace,
    args: &DiffArgs,
    fetcher: &Fetcher,
    out: &mut dyn Write,
    log: &mut dyn Write,
) -> Result<Status> {
    let catalog = Catalog::load(workspace)?;
    let lock = Lock::load(workspace)?;
    let selected = catalog.select(&args.products)?;
    ensure!(
        args.from.is_none() || selected.len() == 1,
        "--from is one contract: name the one product that it belongs to"
    );
    let run = Run {
        workspace,
        args,
        fetcher,
        catalog: &catalog,
        lock: &lock,
    };
    let mut products = Vec::with_capacity(selected.len());
    for (id, product) in selected {
        let report = run.product(id, product);
        if let Some(error) = &report.error {
            writeln!(log, "error: {id}: {error}")?;
        }
        if !args.json {
            report.print(out)?;
        }
        products.push(report);
    }
    let status = products
        .iter()
        .map(|report| report.status)
        .max()
        .unwrap_or(Status::Same);
    if args.json {
        // For the whole, only what the exit status tells apart counts.
        let status = if status.code() == 0 { Status::Same } else { status };
        serde_json::to_writer_pretty(&mut *out, &Report { status, products })?;
        writeln!(out)?;
    }
    Ok(status)
}

/// What a product is compared with.
struct Before<'a> {
    contract: Value,
    pin: Option<&'a Pin>,
}

struct Run<'a> {
    workspace: &'a Workspace,
    args: &'a DiffArgs,
    fetcher: &'a Fetcher,
    catalog: &'a Catalog,
    lock: &'a Lock,
}

impl Run<'_> {
    fn product(&self, id: &str, product: &Product) -> ProductReport {
        let mut report = ProductReport {
            product: id.to_owned(),
            title: product.title.clone(),
            status: Status::Failed,
            from_version: None,
            to_version: None,
            breaking: 0,
            compatible: 0,
            changes: Vec::new(),
            interface: Vec::new(),
            stale_actions: Vec::new(),
            overlay_error: None,
            findings: Vec::new(),
            error: None,
        };
        if let Err(error) = self.fill(id, product, &mut report) {
            report.status = Status::Failed;
            report.error = Some(format!("{error:#}"));
        }
        report
    }

    fn fill(&self, id: &str, product: &Product, report: &mut ProductReport) -> Result<()> {
        let before = self.before(id)?;
        let (after, digests) = self.after(product)?;
        let pinned = before.pin.map(|pin| {
            let files = pin.files.iter();
            files
                .map(|file| (file.url.clone(), file.sha256.clone()))
                .collect::<Vec<_>>()
        });
        report.from_version = Some(title_and_version(&before.contract).1.to_owned());
        report.to_version = Some(title_and_version(&after).1.to_owned());
        let overlay = self.overlay(id)?;
        let servers = product.servers();
        let verdict = Judge::new(&before.contract, overlay.as_ref(), &servers).judge(&after);
        report.status = match verdict.severity() {
            Some(Severity::Breaking) => Status::Breaking,
            Some(Severity::Compatible) => Status::Compatible,
            None if !verdict.identical => Status::OrderOnly,
            None if pinned.is_some_and(|pinned| pinned != digests) => Status::ProseOnly,
            None => Status::Same,
        };
        let count = |severity| {
            verdict
                .changes
                .iter()
                .filter(|change| change.severity == severity)
                .count()
        };
        (report.breaking, report.compatible) = (count(Severity::Breaking), count(Severity::Compatible));
        report.stale_actions = verdict.stale.iter().map(StaleAction::new).collect();
        report.findings = verdict.findings.iter().map(ToString::to_string).collect();
        report.overlay_error = verdict.overlay_error;
        report.interface = verdict.seen;
        report.changes = verdict.changes;
        Ok(())
    }

    /// The contract to compare with.
    fn before(&self, id: &str) -> Result<Before<'_>> {
        let Some(path) = &self.args.from else {
            let pin = self.lock.pin(id)?;
            return Ok(Before {
                contract: lock::load_contract(self.workspace, id)?,
                pin: Some(pin),
            });
        };
        let shown = path.display().to_string();
        let bytes = fs::read(path).with_context(|| format!("cannot read {shown}"))?;
        // A contract stays as it is, and a published file becomes one.
        let contract = contract(&[read::read(&bytes, &shown)?])?.value;
        Ok(Before { contract, pin: None })
    }

    /// The contract as it is published now, and the digests of its files by address.
    fn after(&self, product: &Product) -> Result<(Value, Vec<(String, String)>)> {
        let mut reads = Vec::new();
        let mut digests = Vec::new();
        for file in &product.files {
            let official = self.catalog.url(file)?;
            let place = self.fetcher.source().locate(&official);
            match self.fetcher.fetch(&official, None)? {
                Answer::Body { bytes, .. } => {
                    digests.push((official.to_string(), sha256(&bytes)));
                    reads.push(read::read(&bytes, &place)?);
                }
                Answer::Missing if file.optional => {}
                Answer::Missing => bail!("{}", missing(&place, self.fetcher.source())),
                Answer::NotModified => {
                    bail!("{place}: the server says `not modified` to a plain request")
                }
            }
        }
        Ok((contract(&reads)?.value, digests))
    }

    /// The product's overlay, if there is one.
    fn overlay(&self, id: &str) -> Result<Option<Overlay>> {
        let path = self.workspace.overlay(id);
        let shown = self.workspace.show(&path);
        match fs::read(&path) {
            Ok(bytes) => Overlay::read(&bytes, &shown).map(Some),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("cannot read {shown}")),
        }
    }
}

impl StaleAction {
    fn new(outcome: &Outcome) -> Self {
        Self {
            file: outcome.file.clone(),
            line: outcome.line,
            number: outcome.number,
            target: outcome.target.clone(),
            description: outcome.description.clone(),
            reasons: outcome.reasons(),
            text: outcome.to_string(),
        }
    }
}

impl ProductReport {
    fn print(&self, out: &mut dyn Write) -> Result<()> {
        write!(out, "{}: {}", self.product, self.status)?;
        match (&self.from_version, &self.to_version) {
            (Some(from), Some(to)) if from == to => writeln!(out, " (version {to})")?,
            (Some(from), Some(to)) => writeln!(out, " (version {from} -> {to})")?,
            _ => writeln!(out)?,
        }
        let mut groups: Vec<(String, Vec<&Change>)> = Vec::new();
        for change in &self.changes {
            let heading = change.place.heading();
            match groups.iter_mut().find(|(present, _)| *present == heading) {
                Some((_, changes)) => changes.push(change),
                None => groups.push((heading, vec![change])),
            }
        }
        for (heading, changes) in groups {
            writeln!(out, "  {heading}")?;
            for change in changes {
                writeln!(out, "    {}", line(change))?;
            }
        }
        if !self.changes.is_empty() {
            writeln!(out, "  {} breaking, {} compatible", self.breaking, self.compatible)?;
        }
        // What the rules say already need not be said again, item by item.
        let seen: Vec<&Seen> = self
            .interface
            .iter()
            .filter(|seen| seen.severity == Severity::Breaking)
            .collect();
        if self.breaking == 0 && !seen.is_empty() {
            writeln!(out, "  public items of the crate that change: {}", seen.len())?;
            for seen in seen {
                let to = seen.to.as_deref().unwrap_or("gone");
                writeln!(
                    out,
                    "    BREAKING   {}: {} -> {to}",
                    seen.item,
                    seen.from.as_deref().unwrap_or_default()
                )?;
            }
        }
        if !self.stale_actions.is_empty() {
            writeln!(
                out,
                "  overlay actions that would no longer fit: {}",
                self.stale_actions.len()
            )?;
            for action in &self.stale_actions {
                writeln!(out, "    {}", action.text)?;
                for reason in &action.reasons {
                    writeln!(out, "      {reason}")?;
                }
            }
        }
        if let Some(error) = &self.overlay_error {
            writeln!(out, "  the overlay would not apply: {error}")?;
        }
        for finding in &self.findings {
            writeln!(out, "  `generate` would refuse: {finding}")?;
        }
        Ok(())
    }
}

/// A change in one line, without its heading.
fn line(change: &Change) -> String {
    let mark = match change.severity {
        Severity::Breaking => "BREAKING  ",
        Severity::Compatible => "compatible",
    };
    // In a document the pointer is the only thing that says where.
    let part = match change.place {
        Place::Document => Some(change.pointer.clone()),
        _ => change.place.part(),
    };
    let part = part.map(|part| format!(" {part}")).unwrap_or_default();
    let keyword = change.pointer.rsplit('/').next().unwrap_or_default();
    let values = match (&change.from, &change.to) {
        (Some(from), Some(to)) => format!(" ({keyword}: {} -> {})", brief(from), brief(to)),
        (None, Some(to)) => format!(" (new: {})", brief(to)),
        (Some(from), None) => format!(" (was: {})", brief(from)),
        (None, None) => String::new(),
    };
    format!("{mark} {}{part}{values}: {}", change.kind, change.note)
}

/// A value for people: lists as words, and nothing longer than a line.
fn brief(value: &Value) -> String {
    const LENGTH: usize = 80;
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(list) if list.iter().all(|value| !value.is_object() && !value.is_array()) => {
            list.iter().map(brief).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    };
    match text.char_indices().nth(LENGTH) {
        None => text,
        Some((end, _)) => format!("{}...", &text[..end]),
    }
}
