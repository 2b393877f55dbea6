//! `specs/specs.lock`: which published bytes each contract was made from.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::ErrorKind;

use anyhow::{Context as _, Result, anyhow, bail};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::spec::read;
use crate::workspace::Workspace;

const HEADER: &str = "\
# The published files that the contracts in this folder were made from. Written by `cargo xtask pull --update`.
# origin: \"published host\", \"mirror\" (a copy laid out as the host is), or \"reconstruction\" (no published file at all).

";

/// All pins.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// The pins by product.
    #[serde(default, rename = "product")]
    pub products: BTreeMap<String, Pin>,
}

/// The pin of one product.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Pin {
    /// The version that the published file states.
    pub version: String,
    /// The digest of `specs/<product>.yaml`.
    pub contract_sha256: String,
    /// The published files.
    #[serde(rename = "file")]
    pub files: Vec<FilePin>,
}

/// The pin of one published file.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct FilePin {
    /// Its official address.
    pub url: String,
    /// The digest of its bytes.
    pub sha256: String,
    /// How many bytes it has.
    pub size: u64,
    /// Where the bytes came from.
    pub origin: Origin,
    /// The entity tag that the server gave them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// The day on which these bytes were first pulled, in UTC.
    pub pulled: String,
}

/// Where published bytes came from.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub enum Origin {
    /// The publisher's host.
    #[serde(rename = "published host")]
    Published,
    /// A copy.
    #[serde(rename = "mirror")]
    Mirror,
    /// A stand-in that was put together from documentation.
    #[serde(rename = "reconstruction")]
    Reconstruction,
}

impl Lock {
    /// Reads the pins of a project; a project without a lock has none.
    ///
    /// # Errors
    /// When the file is there and is no lock.
    pub fn load(workspace: &Workspace) -> Result<Self> {
        let path = workspace.lock();
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => {
                return Err(anyhow!(error).context(format!("cannot read {}", path.display())));
            }
        };
        toml::from_str(&text).with_context(|| {
            format!(
                "{} is no lock; restore it with git, or delete it and pull with --update",
                path.display()
            )
        })
    }

    /// The lock as it is written: the same pins always give the same text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = HEADER.to_owned();
        for (index, (id, pin)) in self.products.iter().enumerate() {
            let newline = if index == 0 { "" } else { "\n" };
            let _ = writeln!(text, "{newline}[product.{}]", key(id));
            let _ = writeln!(text, "version = {}", quoted(&pin.version));
            let _ = writeln!(text, "contract-sha256 = {}", quoted(&pin.contract_sha256));
            for file in &pin.files {
                let _ = writeln!(text, "\n[[product.{}.file]]", key(id));
                let _ = writeln!(text, "url = {}", quoted(&file.url));
                let _ = writeln!(text, "sha256 = {}", quoted(&file.sha256));
                let _ = writeln!(text, "size = {}", file.size);
                let origin = match file.origin {
                    Origin::Published => "published host",
                    Origin::Mirror => "mirror",
                    Origin::Reconstruction => "reconstruction",
                };
                let _ = writeln!(text, "origin = {}", quoted(origin));
                if let Some(etag) = &file.etag {
                    let _ = writeln!(text, "etag = {}", quoted(etag));
                }
                let _ = writeln!(text, "pulled = {}", quoted(&file.pulled));
            }
        }
        text
    }

    /// The pin of a product.
    ///
    /// # Errors
    /// When it has none.
    pub fn pin(&self, product: &str) -> Result<&Pin> {
        self.products.get(product).with_context(|| {
            format!("{product} has no pin in specs/specs.lock: run `cargo xtask pull {product} --update`")
        })
    }
}

/// The committed contract of a product.
///
/// # Errors
/// When it is not there, or is not the one that the lock states.
pub fn load_contract(workspace: &Workspace, product: &str) -> Result<Value> {
    let pin = Lock::load(workspace)?.pin(product)?.clone();
    let path = workspace.contract(product);
    let shown = workspace.show(&path);
    let bytes = std::fs::read(&path).with_context(|| {
        format!("cannot read {shown}: run `cargo xtask pull {product} --update`, or restore it with git")
    })?;
    let digest = sha256(&bytes);
    if digest != pin.contract_sha256 {
        bail!(
            "{shown} is not the contract that specs/specs.lock pins (sha256 {digest}, pinned {}): it was edited, or a pull \
             was cut short. Restore it with git and put the change into specs/overlays/{product}.yaml, or run `cargo xtask \
             pull {product} --update`",
            pin.contract_sha256
        );
    }
    Ok(read::read(&bytes, &shown)?.value)
}

/// The sha256 of bytes in lower-case hexadecimal digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn key(id: &str) -> String {
    let bare = !id.is_empty()
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    if bare { id.to_owned() } else { quoted(id) }
}
