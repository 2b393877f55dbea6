//! `cargo xtask pull`: compares published files with their pins, and pins new ones.

use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context as _, Result, anyhow, bail};
use chrono::Utc;
use clap::Args;
use url::Url;

use crate::catalog::{Catalog, Product, PublishedFile};
use crate::discover;
use crate::fetch::{Answer, Fetcher, Limits, Source, missing};
use crate::files::{Writes, remove_left_over};
use crate::lock::{FilePin, Lock, Origin, Pin, sha256};
use crate::spec::contract::{Contract, contract, title_and_version};
use crate::spec::{read, yaml};
use crate::workspace::Workspace;

/// Compare the published files with their pins, or pin what is published now
///
/// Without --update nothing in specs/ is written: a published file that is not the pinned one is reported. With --update
/// the contracts and specs/specs.lock are written, for all products that were named or for none. The published bytes are
/// kept under target/specs/. Of two pulls in one project the second waits for the first.
#[derive(Args, Clone, Debug, Default)]
#[command(after_long_help = "\
Exit status:
  0  each published file is the pinned one, or was pinned just now
  1  a published file is not the pinned one; with --update --check: --update would change a file; with --discover: a product's
     llms.txt says something else than the catalog, or there is none
  3  failed: nothing was written

Examples:
  cargo xtask pull                                      is anything new?
  cargo xtask pull mastercom --update                   pin what is published now
  cargo xtask pull --mirror ../shared/published         compare with a copy that is laid out as the publisher's host is
  cargo xtask pull --mirror http://127.0.0.1:8080       the same over HTTP
  cargo xtask pull --discover                           does the publisher name the same specs as specs/catalog.toml?")]
pub struct PullArgs {
    /// Products by their ids in specs/catalog.toml; all when none is named
    #[arg(value_name = "PRODUCT")]
    pub products: Vec<String>,

    /// A copy of the publisher's host: a folder, or an http address
    #[arg(long, value_name = "DIR|URL")]
    pub mirror: Option<String>,

    /// Write the contracts and their pins
    #[arg(long)]
    pub update: bool,

    /// Write nothing at all, and fail if something would be written
    #[arg(long)]
    pub check: bool,

    /// Read the llms.txt beside each product's documentation, and say where the catalog differs; pulls nothing
    #[arg(long, conflicts_with_all = ["update", "check"])]
    pub discover: bool,
}

/// How a pull ended, other than by failing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing differs from the pins, or they were written.
    Same,
    /// A published file differs from its pin, or a file would be written.
    Differs,
}

/// A published file as the source has it now.
struct Pulled<'c> {
    file: &'c PublishedFile,
    official: Url,
    pinned: Option<&'c FilePin>,
    /// The bytes; absent when they are those of the pin and were not sent again.
    bytes: Option<Vec<u8>>,
    digest: String,
    size: u64,
    etag: Option<String>,
}

impl Pulled<'_> {
    fn is_pinned(&self) -> bool {
        self.pinned.is_some_and(|pinned| pinned.sha256 == self.digest)
    }
}

/// Runs the command in the project that the current folder belongs to.
///
/// # Errors
/// When something could not be fetched, read or written. Then nothing in `specs` has changed.
pub fn run(args: &PullArgs) -> Result<Outcome> {
    let source = Source::from_mirror(args.mirror.as_deref())?;
    let fetcher = Fetcher::new(source, Limits::default())?;
    // Not locked: the progress bar draws from a thread of its own.
    pull(
        &Workspace::find()?,
        args,
        &fetcher,
        &mut std::io::stdout(),
        &mut std::io::stderr(),
    )
}

/// Pulls from `fetcher`, and says on `out` what came of it and on `log` what was noticed.
///
/// # Errors
/// When something could not be fetched, read or written. Then nothing in `specs` has changed.
pub fn pull(
    workspace: &Workspace,
    args: &PullArgs,
    fetcher: &Fetcher,
    out: &mut dyn Write,
    log: &mut dyn Write,
) -> Result<Outcome> {
    let catalog = Catalog::load(workspace)?;
    if args.discover {
        return discover(&catalog, args, fetcher, out);
    }
    // What --check compares may change under it, and it changes nothing.
    let _turn = if args.check { None } else { Some(turn(workspace, log)?) };
    if args.update && !args.check {
        // Nobody else writes here meanwhile.
        remove_left_over(&workspace.specs())?;
    }
    let lock = Lock::load(workspace)?;
    let mut run = Run {
        workspace,
        args,
        fetcher,
        catalog: &catalog,
        lock: &lock,
        out,
        log,
    };
    let mut new = lock.clone();
    let mut writes = Writes::new();
    let mut outcome = Outcome::Same;
    let mut failures = Vec::new();
    for (id, product) in catalog.select(&args.products)? {
        match run.product(id, product, &mut new, &mut writes) {
            Ok(Outcome::Same) => {}
            Ok(Outcome::Differs) => outcome = Outcome::Differs,
            Err(error) => failures.push(error.context(id.to_owned())),
        }
    }
    if !failures.is_empty() {
        let nothing = if args.update { "; nothing was written" } else { "" };
        if let [only] = failures.as_slice() {
            bail!("{only:#}{nothing}");
        }
        let all: Vec<String> = failures.iter().map(|error| format!("{error:#}")).collect();
        bail!("{} products failed{nothing}:\n{}", all.len(), all.join("\n"));
    }
    if !args.update {
        return Ok(outcome);
    }
    // Products that left the catalog lose their pins with the next update of everything.
    if args.products.is_empty() {
        new.products.retain(|id, _| catalog.products.contains_key(id));
    }
    writes.add(workspace.lock(), new.text())?;
    let paths: Vec<String> = writes.paths().map(|path| workspace.show(path)).collect();
    if args.check {
        for path in &paths {
            writeln!(run.out, "would write {path}")?;
        }
        return Ok(if paths.is_empty() {
            Outcome::Same
        } else {
            Outcome::Differs
        });
    }
    writes.commit()?;
    for path in &paths {
        writeln!(run.out, "wrote {path}")?;
    }
    Ok(Outcome::Same)
}

/// Waits until no other pull runs in this project. The lock ends with the file, however the process ends.
fn turn(workspace: &Workspace, log: &mut dyn Write) -> Result<File> {
    let path = workspace.pull_lock();
    let shown = workspace.show(&path);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make the folder of {shown}"))?;
    }
    let file = File::create(&path).with_context(|| format!("cannot write {shown}"))?;
    match file.try_lock() {
        Ok(()) => return Ok(file),
        Err(TryLockError::WouldBlock) => writeln!(log, "waiting for another pull in this project ({shown})")?,
        Err(TryLockError::Error(error)) => return Err(error).with_context(|| format!("cannot lock {shown}")),
    }
    file.lock().with_context(|| format!("cannot lock {shown}"))?;
    Ok(file)
}

/// Compares the catalog with what the publisher says of each product in its `llms.txt`.
fn discover(catalog: &Catalog, args: &PullArgs, fetcher: &Fetcher, out: &mut dyn Write) -> Result<Outcome> {
    let mut outcome = Outcome::Same;
    let mut failures = Vec::new();
    for (id, product) in catalog.select(&args.products)? {
        let official = discover::place(product).with_context(|| id.to_owned())?;
        let place = fetcher.source().locate(&official);
        let bytes = match fetcher.fetch(&official, None) {
            Ok(Answer::Body { bytes, .. }) => bytes,
            Ok(Answer::Missing | Answer::NotModified) => {
                writeln!(out, "{id}: there is no {place}: nothing to compare the catalog with")?;
                outcome = Outcome::Differs;
                continue;
            }
            Err(error) => {
                failures.push(format!("{id}: {error:#}"));
                continue;
            }
        };
        let differences = discover::differences(product, &discover::read(&String::from_utf8_lossy(&bytes)));
        if differences.is_empty() {
            writeln!(out, "{id}: {place} says what the catalog says")?;
            continue;
        }
        outcome = Outcome::Differs;
        writeln!(out, "{id}: {place} and specs/catalog.toml differ")?;
        for difference in differences {
            writeln!(out, "  {difference}")?;
        }
    }
    if !failures.is_empty() {
        bail!("{}", failures.join("\n"));
    }
    Ok(outcome)
}

struct Run<'a> {
    workspace: &'a Workspace,
    args: &'a PullArgs,
    fetcher: &'a Fetcher,
    catalog: &'a Catalog,
    lock: &'a Lock,
    out: &'a mut dyn Write,
    log: &'a mut dyn Write,
}

impl<'a> Run<'a> {
    fn product(&mut self, id: &str, product: &'a Product, new: &mut Lock, writes: &mut Writes) -> Result<Outcome> {
        let pin = self.lock.products.get(id);
        let mut files = Vec::new();
        for file in &product.files {
            files.extend(self.file(id, file, pin)?);
        }
        if self.args.update {
            self.update(id, files, new, writes)
        } else {
            self.compare(id, files, pin)
        }
    }

    /// Fetches one file; `None` when it is optional and not to be had.
    fn file(&mut self, id: &str, file: &'a PublishedFile, pin: Option<&'a Pin>) -> Result<Option<Pulled<'a>>> {
        let official = self.catalog.url(file)?;
        let place = self.fetcher.source().locate(&official);
        let pinned = pin.and_then(|pin| pin.files.iter().find(|pinned| pinned.url == official.as_str()));
        let answer = self.fetcher.fetch(
            &official,
            pinned.and_then(|pinned| self.tag(id, file, pinned)).as_deref(),
        )?;
        let mut pulled = Pulled {
            file,
            official,
            pinned,
            bytes: None,
            digest: String::new(),
            size: 0,
            etag: None,
        };
        match (answer, pinned) {
            (Answer::Body { bytes, etag }, _) => {
                self.keep(id, file, &bytes, etag.as_deref())?;
                pulled.digest = sha256(&bytes);
                pulled.size = bytes.len() as u64;
                pulled.bytes = Some(bytes);
                pulled.etag = etag;
            }
            (Answer::NotModified, Some(pinned)) => {
                pulled.digest.clone_from(&pinned.sha256);
                pulled.size = pinned.size;
                pulled.etag.clone_from(&pinned.etag);
                pulled.bytes = self.kept(id, file).filter(|bytes| sha256(bytes) == pinned.sha256);
            }
            (Answer::NotModified, None) => {
                bail!("{place}: the server says `not modified` to a plain request")
            }
            (Answer::Missing, Some(_)) if file.optional => {
                bail!(
                    "{place} is pinned and no longer to be had: if it was withdrawn, remove it from specs/catalog.toml and \
                     from specs/specs.lock"
                )
            }
            (Answer::Missing, _) if file.optional => {
                writeln!(
                    self.out,
                    "{id}: {place} is not to be had, and optional: going on without it"
                )?;
                return Ok(None);
            }
            (Answer::Missing, _) => bail!("{}", missing(&place, self.fetcher.source())),
        }
        Ok(Some(pulled))
    }

    fn compare(&mut self, id: &str, mut files: Vec<Pulled<'a>>, pin: Option<&Pin>) -> Result<Outcome> {
        let Some(pin) = pin else {
            self.contract(id, &mut files)?; // what would stop an update is said now
            writeln!(
                self.out,
                "{id}: not pinned yet; `cargo xtask pull {id} --update` pins it"
            )?;
            return Ok(Outcome::Differs);
        };
        let gone = pin
            .files
            .iter()
            .filter(|pinned| files.iter().all(|file| file.official.as_str() != pinned.url));
        let gone: Vec<&str> = gone.map(|pinned| pinned.url.as_str()).collect();
        let contract_as_pinned =
            fs::read(self.workspace.contract(id)).is_ok_and(|bytes| sha256(&bytes) == pin.contract_sha256);
        if !contract_as_pinned {
            writeln!(
                self.out,
                "{id}: specs/{id}.yaml is not the pinned contract: restore it with git, or run `cargo xtask pull {id} --update`"
            )?;
        }
        if files.iter().all(Pulled::is_pinned) && gone.is_empty() {
            if contract_as_pinned {
                writeln!(self.out, "{id}: as pinned (version {})", pin.version)?;
                return Ok(Outcome::Same);
            }
            return Ok(Outcome::Differs);
        }
        writeln!(
            self.out,
            "{id}: the published files are not those that are pinned (version {})",
            pin.version
        )?;
        for file in files.iter().filter(|file| !file.is_pinned()) {
            let place = self.fetcher.source().locate(&file.official);
            match file.pinned {
                Some(pinned) => writeln!(
                    self.out,
                    "  {place} differs: sha256 {}, pinned {} on {}",
                    short(&file.digest),
                    short(&pinned.sha256),
                    pinned.pulled
                )?,
                None => writeln!(self.out, "  {place} is new: sha256 {}", short(&file.digest))?,
            }
        }
        for url in &gone {
            writeln!(self.out, "  {url} is pinned and no longer in specs/catalog.toml")?;
        }
        let (_, text) = self.contract(id, &mut files)?;
        if sha256(text.as_bytes()) == pin.contract_sha256 {
            writeln!(self.out, "  only prose changed: the contract stays the same")?;
            writeln!(self.out, "  to pin it: cargo xtask pull {id} --update")?;
        } else {
            let mirror = self
                .args
                .mirror
                .as_ref()
                .map(|mirror| format!(" --mirror {mirror}"))
                .unwrap_or_default();
            writeln!(
                self.out,
                "  the contract changes: what, says `cargo xtask diff {id}{mirror}`"
            )?;
            writeln!(self.out, "  to pin it: cargo xtask pull {id}{mirror} --update")?;
        }
        Ok(Outcome::Differs)
    }

    fn update(&mut self, id: &str, mut files: Vec<Pulled<'a>>, new: &mut Lock, writes: &mut Writes) -> Result<Outcome> {
        let (contract, text) = self.contract(id, &mut files)?;
        let (_, version) = title_and_version(&contract.value);
        let pin = Pin {
            version: version.to_owned(),
            contract_sha256: sha256(text.as_bytes()),
            files: files.iter().map(|file| self.pin(file)).collect(),
        };
        let word = match self.lock.products.get(id) {
            None => "pinned",
            Some(old) if old.contract_sha256 == pin.contract_sha256 && old.files == pin.files => "as pinned",
            Some(old) if old.contract_sha256 == pin.contract_sha256 => "pinned anew, the contract stays the same",
            Some(_) => "pinned anew, the contract changed",
        };
        writeln!(self.out, "{id}: {word} (version {version})")?;
        new.products.insert(id.to_owned(), pin);
        writes.add(self.workspace.contract(id), text)?;
        Ok(Outcome::Same)
    }

    /// Reads the files, and makes them one contract.
    fn contract(&mut self, id: &str, files: &mut [Pulled<'a>]) -> Result<(Contract, String)> {
        let mut reads = Vec::with_capacity(files.len());
        for file in files {
            let place = self.fetcher.source().locate(&file.official);
            let bytes = match file.bytes.take() {
                Some(bytes) => bytes,
                // It is not modified, and was not kept.
                None => match self.fetcher.fetch(&file.official, None)? {
                    Answer::Body { bytes, etag } => {
                        self.keep(id, file.file, &bytes, etag.as_deref())?;
                        file.digest = sha256(&bytes);
                        file.size = bytes.len() as u64;
                        file.etag = etag;
                        bytes
                    }
                    Answer::NotModified | Answer::Missing => {
                        bail!("{}", missing(&place, self.fetcher.source()))
                    }
                },
            };
            reads.push(read::read(&bytes, &place)?);
        }
        let contract = contract(&reads)?;
        for warning in &contract.warnings {
            writeln!(self.log, "warning: {id}: {warning}")?;
        }
        let text = contract_text(id, &contract.value);
        let again = read::yaml(text.as_bytes(), &format!("specs/{id}.yaml"))?.value;
        if again != contract.value {
            return Err(anyhow!(
                "the contract does not read back as it was written: this is a defect of xtask"
            ));
        }
        Ok((contract, text))
    }

    /// The pin of a file: the old one as long as the bytes are the same and no better origin is known.
    fn pin(&self, file: &Pulled<'_>) -> FilePin {
        let origin = match self.fetcher.source() {
            _ if file.file.reconstruction_sha256.as_ref() == Some(&file.digest) => Origin::Reconstruction,
            Source::Published => Origin::Published,
            Source::Directory(_) | Source::Http(_) => Origin::Mirror,
        };
        let mut pin = FilePin {
            url: file.official.to_string(),
            sha256: file.digest.clone(),
            size: file.size,
            origin,
            etag: None,
            pulled: Utc::now().format("%Y-%m-%d").to_string(),
        };
        if let Some(old) = file.pinned.filter(|_| file.is_pinned()) {
            pin.pulled.clone_from(&old.pulled);
            if old.origin == Origin::Published {
                pin.origin = Origin::Published;
            }
            if old.origin == Origin::Published {
                pin.etag.clone_from(&old.etag);
            }
        }
        // A mirror's tags say nothing to the publisher's host: they stay where the bytes are kept.
        if *self.fetcher.source() == Source::Published && file.etag.is_some() {
            pin.etag.clone_from(&file.etag);
        }
        pin
    }

    /// The entity tag by which this source knows the pinned bytes.
    fn tag(&self, id: &str, file: &PublishedFile, pinned: &FilePin) -> Option<String> {
        match self.fetcher.source() {
            Source::Published => pinned.etag.clone().filter(|_| pinned.origin == Origin::Published),
            Source::Directory(_) => None,
            Source::Http(mirror) => {
                let text = fs::read_to_string(self.tag_file(id, file)).ok()?;
                let mut lines = text.lines();
                let [origin, digest, tag] = [lines.next()?, lines.next()?, lines.next()?];
                (origin == mirror.as_str() && digest == pinned.sha256).then(|| tag.to_owned())
            }
        }
    }

    /// Where the tag that a mirror gave is kept: its address, the digest of the bytes, and the tag.
    fn tag_file(&self, id: &str, file: &PublishedFile) -> PathBuf {
        self.workspace.published(id).join(format!("{}.etag", file.path))
    }

    /// Keeps published bytes where a person can look at them, and the entity tag that a mirror gave them.
    fn keep(&self, id: &str, file: &PublishedFile, bytes: &[u8], etag: Option<&str>) -> Result<()> {
        if self.args.check {
            return Ok(());
        }
        let path = self.workspace.published(id).join(&file.path);
        let mut writes = Writes::new();
        writes.add(&path, bytes)?;
        match (self.fetcher.source(), etag) {
            (Source::Http(mirror), Some(tag)) => {
                writes.add(self.tag_file(id, file), format!("{mirror}\n{}\n{tag}\n", sha256(bytes)))?;
            }
            _ => writes.remove(self.tag_file(id, file)),
        }
        writes
            .commit()
            .with_context(|| format!("cannot keep {}", self.workspace.show(&path)))
    }

    fn kept(&self, id: &str, file: &PublishedFile) -> Option<Vec<u8>> {
        fs::read(self.workspace.published(id).join(&file.path)).ok()
    }
}

/// The committed text of a contract.
#[must_use]
pub fn contract_text(id: &str, contract: &serde_json::Value) -> String {
    let (title, version) = title_and_version(contract);
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!(
        "# Facts of {} {}, extracted by cargo xtask pull. Do not edit: changes go into overlays/{id}.yaml.\n{}",
        line(title),
        line(version),
        yaml::write(contract)
    )
}

fn short(digest: &str) -> &str {
    digest.get(..12).unwrap_or(digest)
}
