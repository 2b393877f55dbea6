//! `specs/catalog.toml`: the products, and what their published files do not say.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use serde::Deserialize;
use url::Url;

use crate::spec::api;
use crate::workspace::Workspace;

/// All products.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Catalog {
    /// The address that the paths of published files are relative to.
    pub base: Url,
    /// The products by their ids.
    #[serde(rename = "product")]
    pub products: BTreeMap<String, Product>,
}

/// One product.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Product {
    /// Its name for people.
    pub title: String,
    /// The crate that is generated for it.
    #[serde(rename = "crate")]
    pub package: String,
    /// Where its documentation is.
    pub documentation: Url,
    /// How a call proves who makes it.
    pub auth: Auth,
    /// What of a payload is encrypted.
    pub payload_encryption: PayloadEncryption,
    /// The published files, the main one first.
    pub files: Vec<PublishedFile>,
    /// The servers, in the order in which the crate lists them.
    pub environments: Vec<Environment>,
}

impl Product {
    /// The servers, as the crate has them.
    #[must_use]
    pub fn servers(&self) -> Vec<api::Environment> {
        let server = |environment: &Environment| api::Environment {
            name: environment.name.clone(),
            url: environment.url.to_string(),
            authentication: Some(match environment.auth.unwrap_or(self.auth) {
                Auth::Oauth1 => "OAuth1",
                Auth::Mtls => "MutualTls",
            }),
        };
        self.environments.iter().map(server).collect()
    }
}

/// A published file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PublishedFile {
    /// The path under the catalog's base address.
    pub path: String,
    /// Whether the product can be pulled without it.
    #[serde(default)]
    pub optional: bool,
    /// The sha256 of a reconstruction that stands in for the file until the published one can be had.
    pub reconstruction_sha256: Option<String>,
}

/// A server.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Environment {
    /// The name of its variant in the generated enum.
    pub name: String,
    /// The base address, as published.
    pub url: Url,
    /// How a call of this server proves who makes it, where that differs from the rest of the product.
    pub auth: Option<Auth>,
}

/// How a call proves who makes it.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Auth {
    /// OAuth 1.0a: a signature over the request and the hash of its body.
    Oauth1,
    /// Mutual TLS: a client certificate.
    Mtls,
}

/// What of a payload is encrypted.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum PayloadEncryption {
    /// Nothing.
    None,
    /// The whole body.
    Body,
    /// Single fields.
    Field,
}

impl Catalog {
    /// Reads the catalog of a project.
    ///
    /// # Errors
    /// When the file cannot be read, or does not say what it should.
    pub fn load(workspace: &Workspace) -> Result<Self> {
        let path = workspace.catalog();
        let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&text, &path)
    }

    /// Reads a catalog from its text; `path` is for messages.
    ///
    /// # Errors
    /// When it is no TOML, has members that a catalog does not have, or contradicts itself.
    pub fn parse(text: &str, path: &Path) -> Result<Self> {
        let catalog: Self = toml::from_str(text).with_context(|| format!("{} is no catalog", path.display()))?;
        catalog
            .check()
            .with_context(|| format!("{} contradicts itself", path.display()))?;
        Ok(catalog)
    }

    /// A product by its id.
    ///
    /// # Errors
    /// When there is none of that id; the text lists those that there are.
    pub fn product(&self, id: &str) -> Result<&Product> {
        if let Some(product) = self.products.get(id) {
            return Ok(product);
        }
        let known: Vec<&str> = self.products.keys().map(String::as_str).collect();
        bail!(
            "there is no product `{}` in specs/catalog.toml; it has {}",
            id.escape_debug(),
            known.join(", ")
        )
    }

    /// The products named, or all when none is.
    ///
    /// # Errors
    /// When one of the names is no product.
    pub fn select<'c>(&'c self, ids: &[String]) -> Result<Vec<(&'c str, &'c Product)>> {
        for id in ids {
            self.product(id)?;
        }
        let all = self.products.iter().map(|(id, product)| (id.as_str(), product));
        Ok(all
            .filter(|(id, _)| ids.is_empty() || ids.iter().any(|named| named == id))
            .collect())
    }

    /// The official address of a published file.
    ///
    /// # Errors
    /// When the path does not make an address.
    pub fn url(&self, file: &PublishedFile) -> Result<Url> {
        self.base
            .join(&file.path)
            .with_context(|| format!("`{}` makes no address", file.path))
    }

    fn check(&self) -> Result<()> {
        ensure!(
            self.base.path().ends_with('/'),
            "`base` has to end in `/`, or its last part would be lost"
        );
        let mut packages = BTreeMap::new();
        for (id, product) in &self.products {
            let is_id = id
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
            ensure!(
                is_id && !id.is_empty(),
                "the product id `{id}` may hold lower-case letters, digits and `-` only"
            );
            if let Some(other) = packages.insert(product.package.as_str(), id) {
                bail!("`{other}` and `{id}` both name the crate `{}`", product.package);
            }
            ensure!(
                product.files.iter().any(|file| !file.optional),
                "`{id}` has no file that is not optional"
            );
            ensure!(!product.environments.is_empty(), "`{id}` has no environment");
            let mut paths = Vec::new();
            for file in &product.files {
                let safe = file
                    .path
                    .split('/')
                    .all(|part| !part.is_empty() && part != "." && part != "..");
                ensure!(
                    safe && !file.path.contains(['\\', ':', '?', '#']),
                    "`{id}`: the path `{}` has to be plain and relative to `base`",
                    file.path
                );
                ensure!(
                    !paths.contains(&&file.path),
                    "`{id}` lists the file `{}` twice",
                    file.path
                );
                paths.push(&file.path);
                if let Some(digest) = &file.reconstruction_sha256 {
                    let is_digest =
                        digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
                    ensure!(
                        is_digest,
                        "`{id}`: `reconstruction-sha256` takes 64 lower-case hexadecimal digits"
                    );
                }
            }
            let mut names = Vec::new();
            for environment in &product.environments {
                let name = &environment.name;
                let is_name = name.starts_with(|c: char| c.is_ascii_uppercase())
                    && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
                ensure!(
                    is_name,
                    "`{id}`: the environment name `{name}` has to be UpperCamelCase"
                );
                ensure!(!names.contains(&name), "`{id}` has two environments called `{name}`");
                ensure!(
                    environment.url.scheme() == "https",
                    "`{id}`: {} is not https",
                    environment.url
                );
                names.push(name);
            }
        }
        Ok(())
    }
}
