//! `cargo xtask generate`: contracts become crates.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::catalog::Catalog;
use crate::fetch::{Fetcher, Limits, Source, load_published};
use crate::files::Writes;
use crate::generator::{Files, Generator, Pin};
use crate::lock::sha256;
use crate::manifest::{self, Entry, Manifest};
use crate::pipeline::{self, Ready, Target};
use crate::scaffold::{self, Home};
use crate::workspace::Workspace;

/// Regenerate client crates from their pinned contracts
///
/// Only files that change are written, and files of vanished types are removed. With --spec it makes a crate of any OpenAPI
/// 3.0 or 3.1 file: what such a file has wrong is repaired, each time with a warning.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(after_long_help = "\
Exit status:
  0  the crates are what their inputs make
  1  --check found one that is not, or the crate made of --spec does not compile
  3  failed: nothing was written

Examples:
  cargo xtask generate                                  what has changed
  cargo xtask generate --check                          prove that the crates in the tree are the generator's
  cargo xtask generate --spec api.yaml --crate my-api --out ../my-api
  cargo xtask generate --spec api.yaml --crate my-api --out ../my-api --check-build=never")]
pub struct GenerateArgs {
    /// Products by their ids in specs/catalog.toml, or fixtures by their names in codegen/fixtures; all when none is named
    #[arg(value_name = "PRODUCT")]
    products: Vec<String>,
    /// Write nothing, and fail if a file would change; runs the generator whatever the manifest says
    #[arg(long)]
    check: bool,
    /// Run the generator though nothing has changed
    #[arg(long)]
    force: bool,
    /// Take the published files of this mirror in place of the contracts in specs/: the result has to be the same
    #[arg(long, value_name = "DIR|URL", conflicts_with = "spec")]
    mirror: Option<String>,
    /// Show the lines that --check finds to differ
    #[arg(short, long)]
    verbose: bool,
    /// An OpenAPI 3.0 or 3.1 file that is in no catalog; what it has wrong is repaired and reported
    #[arg(long, value_name = "FILE", requires_all = ["package", "out"], conflicts_with = "products")]
    spec: Option<PathBuf>,
    /// The name of the crate made of --spec
    #[arg(long = "crate", value_name = "NAME", requires = "spec")]
    package: Option<String>,
    /// The folder of the crate made of --spec
    #[arg(long, value_name = "DIR", requires = "spec")]
    out: Option<PathBuf>,
    /// Whether to compile the crate made of --spec: `auto` does where cargo and the dependencies are to be found
    #[arg(long, value_enum, value_name = "WHEN", num_args = 0..=1, require_equals = true, default_value_t,
          default_missing_value = "always", requires = "spec")]
    check_build: When,
    /// An overlay for --spec
    #[arg(long, value_name = "FILE", requires = "spec")]
    overlay: Option<PathBuf>,
}

impl GenerateArgs {
    /// All products, whether anything has changed or not.
    pub fn forced() -> Self {
        Self {
            force: true,
            ..Self::default()
        }
    }
}

/// When a crate is compiled after it was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum When {
    /// Where it can be.
    #[default]
    Auto,
    /// If it cannot be, that is a failure.
    Always,
    /// It is not.
    Never,
}

/// Runs the command.
///
/// # Errors
///
/// If an input cannot be used, the generator cannot be had or fails, or a file cannot be written.
pub fn run(workspace: &Workspace, arguments: &GenerateArgs) -> Result<u8> {
    match (&arguments.spec, &arguments.package, &arguments.out) {
        (Some(spec), Some(package), Some(out)) => single(workspace, arguments, spec, package, out),
        _ => products(workspace, arguments),
    }
}

/// A crate and what is to become of it.
struct Plan<'c> {
    target: Target<'c>,
    folder: PathBuf,
    ready: Ready,
    before: Files,
}

fn products(workspace: &Workspace, arguments: &GenerateArgs) -> Result<u8> {
    let started = Instant::now();
    let catalog = Catalog::load(workspace)?;
    let pin = Pin::load(workspace)?;
    let mut manifest = Manifest::load(workspace)?;
    let fetcher = match &arguments.mirror {
        Some(mirror) => Some(Fetcher::new(Source::from_mirror(Some(mirror))?, Limits::default())?),
        None => None,
    };
    let mut plans = Vec::new();
    let mut fresh = 0;
    let mut facts = Facts::new(workspace);
    for target in Target::select(workspace, &catalog, &arguments.products)? {
        let ready = match (&fetcher, &target) {
            (Some(fetcher), Target::Product(id, product)) => {
                let contract = load_published(&catalog, id, fetcher)?.value;
                pipeline::product(workspace, &pin, id, product, &contract)?
            }
            _ => target.ready(workspace, &pin)?,
        };
        facts.take(&target, ready.facts.as_deref());
        let folder = target.folder(workspace);
        let before = manifest::on_disk(&folder)?;
        if !arguments.force && !arguments.check && manifest.is_fresh(&target, &ready.inputs, &before) {
            fresh += 1;
            continue;
        }
        for report in &ready.reports {
            println!("{}: {report}", target.id());
        }
        plans.push(Plan {
            target,
            folder,
            ready,
            before,
        });
    }
    let mut writes = Writes::new();
    let mut stale = 0;
    if arguments.check {
        stale += facts.report(workspace, &catalog, &manifest)?;
    } else {
        facts.stage(&catalog, &mut writes, &mut manifest)?;
    }
    if plans.is_empty() && !arguments.check {
        if writes.paths().next().is_some() {
            for path in writes.paths() {
                println!("{}: updated", workspace.show(path));
            }
            writes.add(workspace.manifest(), manifest.text()?)?;
            writes.commit()?;
        }
        println!("{fresh} crates are up to date ({})", seconds(started));
        return Ok(0);
    }
    let generator = Generator::provision(workspace, &pin)?;
    let jobs: Vec<_> = plans.iter().map(|plan| plan.ready.job.clone()).collect();
    let mut made = generator.run(&jobs)?;
    for plan in &plans {
        let after = made
            .remove(&plan.ready.job.name)
            .context("the generator left a crate out")?;
        let changes = changes(&plan.before, &after);
        let entry = Entry {
            inputs: plan.ready.inputs.clone(),
            files: manifest::hashes(&after),
        };
        let recorded = manifest.entry(&plan.target) == Some(&entry);
        if arguments.check {
            stale += report(workspace, plan, &after, &changes, recorded, arguments.verbose);
            continue;
        }
        stage(&mut writes, &plan.folder, &after, &changes)?;
        if let Target::Product(_, product) = &plan.target {
            let home = workspace.crates().join(&product.package);
            let api = &plan.ready.api;
            scaffold::stage(
                &mut writes,
                workspace,
                &home,
                &product.package,
                &product.title,
                api,
                Home::Member,
            )?;
        }
        println!(
            "{}: {} files, {} written, {} removed",
            plan.ready.job.name,
            after.len(),
            changes.iter().filter(|(_, change)| **change != Change::Removed).count(),
            changes.values().filter(|change| **change == Change::Removed).count(),
        );
        manifest.note(&plan.target, entry);
    }
    if arguments.check {
        if stale > 0 {
            eprintln!("{stale} crates are not what their inputs make: run `cargo xtask generate` and commit");
            return Ok(1);
        }
        println!(
            "{} crates are what their inputs make ({})",
            plans.len(),
            seconds(started)
        );
        return Ok(0);
    }
    manifest.products.retain(|id, _| catalog.products.contains_key(id));
    let fixtures = workspace.fixtures();
    manifest
        .fixtures
        .retain(|name, _| fixtures.join(format!("{name}.yaml")).is_file());
    writes.add(workspace.manifest(), manifest.text()?)?;
    writes.commit()?;
    println!(
        "{} crates generated, {fresh} up to date ({})",
        plans.len(),
        seconds(started)
    );
    Ok(0)
}

/// What the sandbox reads of the products that are generated.
struct Facts {
    folder: Option<PathBuf>,
    made: BTreeMap<String, Vec<u8>>,
}

impl Facts {
    fn new(workspace: &Workspace) -> Self {
        Self {
            folder: workspace.facts(),
            made: BTreeMap::new(),
        }
    }

    fn take(&mut self, target: &Target<'_>, facts: Option<&[u8]>) {
        if let (Some(_), Some(facts)) = (&self.folder, facts) {
            self.made.insert(format!("{}.json", target.id()), facts.to_vec());
        }
    }

    /// Names on disk or in the manifest that no product has.
    fn excess(&self, catalog: &Catalog, manifest: &Manifest) -> Result<BTreeSet<String>> {
        let Some(folder) = &self.folder else {
            return Ok(BTreeSet::new());
        };
        let on_disk = manifest::on_disk(folder)?;
        let names = on_disk.keys().map(|path| path.display().to_string());
        Ok(names
            .chain(manifest.sandbox.keys().cloned())
            .filter(|name| {
                !name
                    .strip_suffix(".json")
                    .is_some_and(|id| catalog.products.contains_key(id))
            })
            .collect())
    }

    fn stage(&self, catalog: &Catalog, writes: &mut Writes, manifest: &mut Manifest) -> Result<()> {
        let Some(folder) = &self.folder else { return Ok(()) };
        for name in self.excess(catalog, manifest)? {
            writes.remove(folder.join(&name));
            manifest.sandbox.remove(&name);
        }
        for (name, bytes) in &self.made {
            writes.add(folder.join(name), bytes.clone())?;
            manifest.sandbox.insert(name.clone(), sha256(bytes));
        }
        Ok(())
    }

    /// Says which files are not what the specs make, and counts them.
    fn report(&self, workspace: &Workspace, catalog: &Catalog, manifest: &Manifest) -> Result<usize> {
        let Some(folder) = &self.folder else { return Ok(0) };
        let mut stale = 0;
        for name in self.excess(catalog, manifest)? {
            eprintln!("{}: should not be there", workspace.show(&folder.join(name)));
            stale += 1;
        }
        let on_disk = manifest::on_disk(folder)?;
        for (name, bytes) in &self.made {
            if on_disk.get(Path::new(name)) != Some(bytes) || manifest.sandbox.get(name) != Some(&sha256(bytes)) {
                eprintln!("{}: differs", workspace.show(&folder.join(name)));
                stale += 1;
            }
        }
        Ok(stale)
    }
}

fn seconds(started: Instant) -> String {
    format!("{:.1} s", started.elapsed().as_secs_f64())
}

/// What becomes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    Added,
    Changed,
    Removed,
}

fn changes(before: &Files, after: &Files) -> BTreeMap<PathBuf, Change> {
    let names: BTreeSet<&PathBuf> = before.keys().chain(after.keys()).collect();
    names
        .into_iter()
        .filter_map(|name| {
            let change = match (before.get(name), after.get(name)) {
                (None, Some(_)) => Change::Added,
                (Some(_), None) => Change::Removed,
                (Some(old), Some(new)) if old != new => Change::Changed,
                _ => return None,
            };
            Some((name.clone(), change))
        })
        .collect()
}

fn stage(writes: &mut Writes, folder: &Path, after: &Files, changes: &BTreeMap<PathBuf, Change>) -> Result<()> {
    for (name, change) in changes {
        match (change, after.get(name)) {
            (Change::Added | Change::Changed, Some(bytes)) => writes.add(folder.join(name), bytes.clone())?,
            _ => writes.remove(folder.join(name)),
        }
    }
    Ok(())
}

/// Says what differs in a crate; gives 1 if something does.
fn report(
    workspace: &Workspace,
    plan: &Plan<'_>,
    after: &Files,
    changes: &BTreeMap<PathBuf, Change>,
    recorded: bool,
    verbose: bool,
) -> usize {
    for (name, change) in changes {
        let path = plan.folder.join(name);
        let word = match change {
            Change::Added => "is missing",
            Change::Changed => "differs",
            Change::Removed => "should not be there",
        };
        eprintln!("{}: {word}", workspace.show(&path));
        if verbose {
            let text = |files: &Files| files.get(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
            let (old, new) = (text(&plan.before).unwrap_or_default(), text(after).unwrap_or_default());
            let diff = similar::TextDiff::from_lines(&old, &new);
            eprint!(
                "{}",
                diff.unified_diff().context_radius(2).header("on disk", "generated")
            );
        }
    }
    if !recorded && changes.is_empty() {
        eprintln!(
            "codegen/manifest.json does not say what {} is made of",
            plan.ready.job.name
        );
    }
    usize::from(!recorded || !changes.is_empty())
}

fn single(workspace: &Workspace, arguments: &GenerateArgs, spec: &Path, package: &str, out: &Path) -> Result<u8> {
    scaffold::check_name(package)?;
    if out.join("src").is_dir() && !out.join("src/generated").is_dir() {
        bail!(
            "{} holds a crate that was not made by this command; name another folder",
            out.display()
        );
    }
    let foreign = pipeline::foreign(spec, &spec.display().to_string(), arguments.overlay.as_deref())?;
    for warning in &foreign.warnings {
        eprintln!("warning: {warning}");
    }
    let pin = Pin::load(workspace)?;
    let config = pipeline::configuration(workspace, None, package)?;
    let title = if foreign.api.title.is_empty() {
        package.to_owned()
    } else {
        foreign.api.title.clone()
    };
    let ready = pipeline::ready(package, &title, package, &pin, foreign.api, config)?;
    let generator = Generator::provision(workspace, &pin)?;
    let mut made = generator.run(std::slice::from_ref(&ready.job))?;
    let after = made.remove(package).context("the generator left the crate out")?;
    let folder = out.join("src/generated");
    let before = manifest::on_disk(&folder)?;
    let changes = changes(&before, &after);
    if arguments.check {
        let plan = Plan {
            target: Target::Fixture(package.to_owned()),
            folder,
            ready,
            before,
        };
        let stale = report(workspace, &plan, &after, &changes, true, arguments.verbose);
        return Ok(u8::from(stale != 0));
    }
    let mut writes = Writes::new();
    stage(&mut writes, &folder, &after, &changes)?;
    let by_hand = scaffold::stage(&mut writes, workspace, out, package, &title, &ready.api, Home::Alone)?;
    writes.commit()?;
    for path in by_hand {
        println!("wrote {}", path.display());
    }
    println!(
        "{package}: {} operations, {} types, {} files, {} of them new or changed in {}",
        ready.api.operations.len(),
        ready.api.models.len(),
        after.len(),
        changes.len(),
        folder.display(),
    );
    compile(out, package, arguments.check_build)
}

/// Compiles a crate and says what came of it; gives 1 if it does not compile.
fn compile(out: &Path, package: &str, when: When) -> Result<u8> {
    if when == When::Never {
        println!("{package}: not compiled (--check-build=never)");
        return Ok(0);
    }
    let started = Instant::now();
    let cargo = std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from);
    let manifest = out.join("Cargo.toml");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(&cargo);
        command.args(arguments).arg("--manifest-path").arg(&manifest);
        command.stdin(Stdio::null()).output()
    };
    let fetched = match run(&["fetch"]) {
        Ok(done) if done.status.success() => Ok(()),
        Ok(done) => Err(format!(
            "its dependencies are unavailable:\n{}",
            String::from_utf8_lossy(&done.stderr).trim_end()
        )),
        Err(error) => Err(format!("{} does not run: {error}", cargo.display())),
    };
    if let Err(why) = fetched {
        eprintln!("{package}: not compiled: {why}");
        return Ok(u8::from(when == When::Always));
    }
    let done = run(&["check", "--quiet", "--all-features"]).context("cannot run cargo")?;
    let said = String::from_utf8_lossy(&done.stderr);
    eprint!("{said}");
    if !done.status.success() {
        eprintln!(
            "{package}: does not compile: this is a defect of the generator; the spec that shows it helps to mend it"
        );
        return Ok(1);
    }
    let warnings = said.lines().filter(|line| line.starts_with("warning")).count();
    let how = match warnings {
        0 => "without a warning".to_owned(),
        1 => "with a warning".to_owned(),
        count => format!("with {count} warnings"),
    };
    println!("{package}: compiles {how} ({})", seconds(started));
    Ok(0)
}
