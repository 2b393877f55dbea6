//! `cargo xtask new-product`: what a further product needs, written at once.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value};
use url::Url;

use super::pull::{self, PullArgs};
use crate::catalog::{Auth, Catalog, PayloadEncryption};
use crate::fetch::{Answer, Fetcher, Limits, Source};
use crate::files::Writes;
use crate::generator::{Generator, Pin};
use crate::manifest::{self, Entry, Manifest};
use crate::pipeline::Target;
use crate::scaffold::{self, Home};
use crate::workspace::Workspace;

/// Add a product: its catalog entry, overlay, configuration and, once its file can be had, its crate
///
/// The published file is pulled, pinned and generated at once where the publisher's host or the mirror has it. Where the
/// host cannot be reached, or the spec needs repairs, all but the crate is written, and the commands that finish it are
/// named. No line of code has to be written.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = "\
Exit status:
  0  the product and its crate were added
  1  the product was added, its crate was not: the text says why and what to do; or --check would write files
  3  failed: nothing was written

Example:
  cargo xtask new-product places --title Places --file places/swagger/places.yaml --auth oauth1 \\
    --environment Sandbox=https://sandbox.api.mastercard.com/places \\
    --environment Production=https://api.mastercard.com/places")]
pub struct NewProductArgs {
    /// The product's id: lower-case letters, digits and `-`; its crate is `mc-ID`
    #[arg(value_name = "ID")]
    pub id: String,
    /// Its name for people
    #[arg(long)]
    pub title: String,
    /// A published file, as its path under the catalog's `base`; the main file first
    #[arg(long = "file", value_name = "PATH", required = true)]
    pub files: Vec<String>,
    /// How a call proves who makes it
    #[arg(long, value_enum)]
    pub auth: Auth,
    /// What of a payload is encrypted
    #[arg(long, value_enum, default_value = "none")]
    pub encryption: PayloadEncryption,
    /// A server: its variant in the crate's `Environment`, and its base address
    #[arg(long = "environment", value_name = "NAME=URL", required = true)]
    pub environments: Vec<String>,
    /// Where the product is documented [default: its place on developer.mastercard.com]
    #[arg(long, value_name = "URL")]
    pub documentation: Option<Url>,
    /// Take the file from a copy of the publisher's host: a folder, or an http address
    #[arg(long, value_name = "DIR|URL")]
    pub mirror: Option<String>,
    /// Write nothing, and say what would be written
    #[arg(long)]
    pub check: bool,
}

/// Runs the command.
///
/// # Errors
///
/// If the product cannot be added as it is described, or its file cannot be read. Then nothing was written.
pub fn run(workspace: &Workspace, args: &NewProductArgs) -> Result<u8> {
    let fetcher = Fetcher::new(Source::from_mirror(args.mirror.as_deref())?, Limits::default())?;
    add(
        workspace,
        args,
        &fetcher,
        &mut std::io::stdout().lock(),
        &mut std::io::stderr().lock(),
    )
}

/// Adds the product with files from `fetcher`; says on `out` what came of it and on `log` what was noticed.
///
/// # Errors
///
/// If the product cannot be added as it is described, or its file cannot be read. Then nothing was written.
pub fn add(
    workspace: &Workspace,
    args: &NewProductArgs,
    fetcher: &Fetcher,
    out: &mut dyn Write,
    log: &mut dyn Write,
) -> Result<u8> {
    let id = args.id.as_str();
    let text = entry(workspace, args)?;
    refuse_what_is_there(workspace, id)?;
    // All is tried in a copy first: the project is changed once, when nothing can fail any more.
    let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
    copy_of(workspace, folder.path())?;
    let copy = Workspace::new(folder.path());
    fs::write(copy.catalog(), &text)?;
    fs::write(copy.overlay(id), overlay(args))?;
    fs::write(
        copy.codegen().join("config").join(format!("{id}.yaml")),
        configuration(id),
    )?;
    let mut left = pulled(&copy, args, fetcher, log)?.map(|why| {
        let next = format!("cargo xtask pull {id} --update && cargo xtask generate {id}");
        (why, next)
    });
    let mut writes = Writes::new();
    if left.is_none()
        && let Err(error) = generated(workspace, &copy, id, &mut writes)
    {
        let advice = format!("mend specs/overlays/{id}.yaml if it is the spec, then: cargo xtask generate {id}");
        left = Some((format!("{error:#}"), advice));
    }
    let config = workspace.codegen().join("config").join(format!("{id}.yaml"));
    for path in [
        workspace.catalog(),
        workspace.overlay(id),
        config,
        workspace.contract(id),
        workspace.lock(),
    ] {
        let made = copy.root().join(path.strip_prefix(workspace.root()).unwrap_or(&path));
        if made.is_file() {
            writes.add(path, fs::read(made)?)?;
        }
    }
    let paths: Vec<String> = writes.paths().map(|path| workspace.show(path)).collect();
    if args.check {
        for path in paths {
            writeln!(out, "would write {path}")?;
        }
    } else {
        writes.commit()?;
        for path in paths.iter().filter(|path| !path.contains("/src/generated/")) {
            writeln!(out, "wrote {path}")?;
        }
    }
    if let Some((why, next)) = &left {
        writeln!(out, "{id}: no crate yet: {why}\nnext: {next}")?;
    } else if !args.check {
        writeln!(
            out,
            "{id}: the crate is crates/mc-{id}; `cargo check -p mc-{id}` adds it to Cargo.lock\nnext: say in \
             specs/overlays/{id}.yaml, in words of our own, what its operations do, and mark what may be printed and what \
             is card or personal data"
        )?;
    }
    Ok(u8::from(args.check || left.is_some()))
}

fn refuse_what_is_there(workspace: &Workspace, id: &str) -> Result<()> {
    let config = workspace.codegen().join("config").join(format!("{id}.yaml"));
    let home = workspace.crates().join(format!("mc-{id}"));
    for path in [workspace.overlay(id), workspace.contract(id), config, home] {
        ensure!(
            !path.exists(),
            "{} is there already: take another id, or remove it",
            workspace.show(&path)
        );
    }
    Ok(())
}

/// The catalog with the product at its end; everything else stays as it is written.
fn entry(workspace: &Workspace, args: &NewProductArgs) -> Result<String> {
    let id = args.id.as_str();
    let path = workspace.catalog();
    let known = Catalog::load(workspace)?;
    ensure!(
        !known.products.contains_key(id),
        "`{id}` is in specs/catalog.toml already: change it there"
    );
    let is_id = id.starts_with(|c: char| c.is_ascii_lowercase())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    ensure!(
        is_id,
        "`{}` is no product id: lower-case letters, digits and `-`, beginning with a letter",
        id.escape_debug()
    );
    let title = args.title.split_whitespace().collect::<Vec<_>>().join(" ");
    ensure!(
        !title.is_empty(),
        "--title is empty: give the product's name for people"
    );
    let documentation = match &args.documentation {
        Some(url) => url.to_string(),
        None => format!("https://developer.mastercard.com/{id}/documentation/"),
    };
    let mut product = Table::new();
    product.insert("title", title.into());
    product.insert("crate", format!("mc-{id}").into());
    product.insert("documentation", documentation.into());
    product.insert(
        "auth",
        match args.auth {
            Auth::Oauth1 => "oauth1",
            Auth::Mtls => "mtls",
        }
        .into(),
    );
    product.insert(
        "payload-encryption",
        match args.encryption {
            PayloadEncryption::None => "none",
            PayloadEncryption::Body => "body",
            PayloadEncryption::Field => "field",
        }
        .into(),
    );
    let files = args.files.iter().map(|path| inline(&[("path", path)]));
    product.insert("files", files.collect::<Array>().into());
    let mut environments = Array::new();
    for environment in &args.environments {
        let Some((name, url)) = environment.split_once('=') else {
            bail!("`{environment}` is no NAME=URL: write --environment Sandbox=https://host/path");
        };
        let mut server = Value::from(inline(&[("name", name), ("url", url)]));
        server.decor_mut().set_prefix("\n  ");
        environments.push_formatted(server);
    }
    environments.set_trailing("\n");
    environments.set_trailing_comma(true);
    product.insert("environments", environments.into());
    product.decor_mut().set_prefix("\n");

    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut document: DocumentMut = text
        .parse()
        .with_context(|| format!("{} is no TOML", workspace.show(&path)))?;
    let Some(products) = document.get_mut("product").and_then(Item::as_table_mut) else {
        bail!("{} has no [product.…]", workspace.show(&path));
    };
    products.insert(id, Item::Table(product));
    let text = document.to_string();
    // Whatever the catalog does not allow, an address without https for one, is refused here.
    Catalog::parse(&text, Path::new("specs/catalog.toml with the new product"))?;
    Ok(text)
}

fn inline(members: &[(&str, &str)]) -> InlineTable {
    members
        .iter()
        .map(|(name, value)| (*name, Value::from(*value)))
        .collect()
}

fn overlay(args: &NewProductArgs) -> String {
    let quoted = |text: String| serde_json::Value::String(text).to_string();
    let title = args.title.split_whitespace().collect::<Vec<_>>().join(" ");
    format!(
        "# What the contract of {title} does not say: repairs, words of our own, and markers (x-mc-*).\n\
         overlay: 1.1.0\n\
         info:\n  title: {}\n  version: 1.0.0\n\
         actions:\n  \
         - target: $.info\n    description: Introduce the product.\n    update:\n      description: {}\n",
        quoted(format!("{title}, repaired and documented")),
        quoted(format!("A client of {title}.")),
    )
}

fn configuration(id: &str) -> String {
    format!(
        "# The generator's configuration of mc-{id}, on top of common.yaml.\nadditionalProperties:\n  packageName: mc_{}\n",
        id.replace('-', "_")
    )
}

/// Copies what pulling and preparing read.
fn copy_of(workspace: &Workspace, to: &Path) -> Result<()> {
    let skipped = workspace.fixtures();
    let mut open = vec![workspace.specs(), workspace.codegen()];
    let files = ["rust-toolchain.toml", "rustfmt.toml"].map(|name| workspace.root().join(name));
    let mut found: Vec<_> = files.into_iter().filter(|path| path.is_file()).collect();
    while let Some(folder) = open.pop() {
        fs::create_dir_all(to.join(folder.strip_prefix(workspace.root())?))?;
        for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let path = entry?.path();
            if path.is_file() {
                found.push(path);
            } else if path != skipped {
                open.push(path);
            }
        }
    }
    for path in found {
        let copy = to.join(path.strip_prefix(workspace.root())?);
        fs::copy(&path, copy).with_context(|| format!("cannot read {}", path.display()))?;
    }
    for folder in ["specs/overlays", "codegen/config"] {
        fs::create_dir_all(to.join(folder))?;
    }
    Ok(())
}

/// Pulls and pins the product; gives the reason where the publisher's host does not have the file, or is out of reach.
fn pulled(copy: &Workspace, args: &NewProductArgs, fetcher: &Fetcher, log: &mut dyn Write) -> Result<Option<String>> {
    let catalog = Catalog::load(copy)?;
    if *fetcher.source() == Source::Published {
        // A mirror that was named has to have the file; the host may not have it yet.
        for file in &catalog.product(&args.id)?.files {
            let url = catalog.url(file)?;
            match fetcher.fetch(&url, None) {
                Ok(Answer::Body { .. } | Answer::NotModified) => {}
                Ok(Answer::Missing) => return Ok(Some(format!("{url} is not to be had"))),
                Err(error) => return Ok(Some(format!("{error:#}"))),
            }
        }
    }
    let pull = PullArgs {
        products: vec![args.id.clone()],
        update: true,
        mirror: args.mirror.clone(),
        ..PullArgs::default()
    };
    pull::pull(copy, &pull, fetcher, &mut std::io::sink(), log)?;
    Ok(None)
}

/// Generates the crate of the product in the copy, to be written into the project.
fn generated(workspace: &Workspace, copy: &Workspace, id: &str, writes: &mut Writes) -> Result<()> {
    let catalog = Catalog::load(copy)?;
    let product = catalog.product(id)?;
    let target = Target::Product(id, product);
    let pin = Pin::load(copy)?;
    let ready = target.ready(copy, &pin)?;
    let made = Generator::provision(workspace, &pin)?.run(std::slice::from_ref(&ready.job))?;
    let files = made.get(&product.package).context("the generator left the crate out")?;
    let mut manifest = Manifest::load(workspace)?;
    manifest.note(
        &target,
        Entry {
            inputs: ready.inputs.clone(),
            files: manifest::hashes(files),
        },
    );
    let manifest = manifest.text()?;
    let home = workspace.crates().join(&product.package);
    let (package, title) = (&product.package, &product.title);
    scaffold::stage(writes, workspace, &home, package, title, &ready.api, Home::Member)?;
    let folder = target.folder(workspace);
    for (name, bytes) in files {
        writes.add(folder.join(name), bytes.clone())?;
    }
    writes.add(workspace.manifest(), manifest)
}
