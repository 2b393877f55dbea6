//! What a profile says, as files and environment variables write it.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use mc_auth::jwe::ContentEncryption;
use mc_core::Authentication;
use serde::Deserialize;

use crate::guard::GuardSettings;

/// How a client proves who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub enum Auth {
    /// An OAuth 1.0a signature of each request: `oauth1`.
    #[serde(rename = "oauth1")]
    OAuth1,
    /// The client certificate alone: `mutual-tls`.
    #[serde(rename = "mutual-tls")]
    MutualTls,
    /// A bearer token: `bearer`.
    #[serde(rename = "bearer")]
    Bearer,
}

impl fmt::Display for Auth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OAuth1 => "OAuth 1.0a",
            Self::MutualTls => "mutual TLS",
            Self::Bearer => "a bearer token",
        })
    }
}

impl Auth {
    /// The way that a server documents, where this crate has it.
    pub(crate) fn documented(authentication: Authentication) -> Option<Self> {
        match authentication {
            Authentication::OAuth1 => Some(Self::OAuth1),
            Authentication::MutualTls => Some(Self::MutualTls),
            _ => None,
        }
    }
}

/// All profiles of a file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Document {
    pub(crate) default: Option<String>,
    #[serde(default)]
    pub(crate) profile: BTreeMap<String, Settings>,
}

/// What a profile says, of all APIs or of one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Settings {
    pub(crate) environment: Option<String>,
    pub(crate) base_url: Option<String>,
    pub(crate) auth: Option<Auth>,
    pub(crate) roots: Option<Vec<PathBuf>>,
    pub(crate) consumer_key: Option<String>,
    pub(crate) consumer_key_env: Option<String>,
    pub(crate) consumer_key_file: Option<PathBuf>,
    pub(crate) signing: Option<Key>,
    pub(crate) client_certificate: Option<Key>,
    pub(crate) encryption: Option<Recipient>,
    pub(crate) decryption: Option<Vec<Key>>,
    pub(crate) bearer: Option<TokenPlace>,
    pub(crate) guard: Option<GuardSettings>,
    #[serde(default)]
    pub(crate) product: BTreeMap<String, Self>,
}

/// Where a private key is, and how to open it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Key {
    pub(crate) file: Option<PathBuf>,
    pub(crate) env: Option<String>,
    pub(crate) alias: Option<String>,
    pub(crate) password_env: Option<String>,
    pub(crate) password_file: Option<PathBuf>,
    pub(crate) certificate: Option<PathBuf>,
}

/// For whom payloads are encrypted.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Recipient {
    pub(crate) file: Option<PathBuf>,
    pub(crate) env: Option<String>,
    pub(crate) alias: Option<String>,
    pub(crate) kid: Option<String>,
    pub(crate) content_encryption: Option<String>,
    /// The member that holds the JWE, where it is not the one that the API documents.
    pub(crate) field: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct TokenPlace {
    pub(crate) token_env: Option<String>,
    pub(crate) token_file: Option<PathBuf>,
}

impl Settings {
    /// What the types do not say.
    pub(crate) fn check(&self) -> Result<(), String> {
        let consumer_keys = [
            self.consumer_key.is_some(),
            self.consumer_key_env.is_some(),
            self.consumer_key_file.is_some(),
        ];
        if consumer_keys.iter().filter(|given| **given).count() > 1 {
            return Err("give one of consumer-key, consumer-key-env and consumer-key-file".to_owned());
        }
        if self.environment.is_some() && self.base_url.is_some() {
            return Err("give one of environment and base-url".to_owned());
        }
        let keys = [
            ("signing", &self.signing),
            ("client-certificate", &self.client_certificate),
        ];
        let keys = keys.into_iter().filter_map(|(name, key)| Some((name, key.as_ref()?)));
        let decryption = self.decryption.iter().flatten().map(|key| ("decryption", key));
        for (name, key) in keys.chain(decryption) {
            if key.file.is_some() == key.env.is_some() {
                return Err(format!("{name}: give one of file and env"));
            }
            if key.password_env.is_some() && key.password_file.is_some() {
                return Err(format!("{name}: give one of password-env and password-file"));
            }
        }
        if let Some(recipient) = &self.encryption {
            if recipient.file.is_some() == recipient.env.is_some() {
                return Err("encryption: give one of file and env".to_owned());
            }
            if let Some(name) = &recipient.content_encryption
                && name.parse::<ContentEncryption>().is_err()
            {
                let all: Vec<&str> = ContentEncryption::ALL.iter().map(|known| known.as_str()).collect();
                return Err(format!("encryption: content-encryption is one of {}", all.join(", ")));
            }
        }
        if let Some(bearer) = &self.bearer
            && bearer.token_env.is_some() == bearer.token_file.is_some()
        {
            return Err("bearer: give one of token-env and token-file".to_owned());
        }
        if let Some(guard) = &self.guard {
            guard.check()?;
        }
        for (product, settings) in &self.product {
            if !settings.product.is_empty() {
                return Err(format!("product.{product}: a product has no products"));
            }
            settings.check().map_err(|what| format!("product.{product}: {what}"))?;
        }
        Ok(())
    }

    /// These settings where they are given, and others where not; of those of single products, none.
    pub(crate) fn over(&self, other: &Self) -> Self {
        let server = if self.environment.is_some() || self.base_url.is_some() {
            self
        } else {
            other
        };
        let consumer = if self.has_consumer_key() { self } else { other };
        Self {
            environment: server.environment.clone(),
            base_url: server.base_url.clone(),
            auth: self.auth.or(other.auth),
            roots: self.roots.clone().or_else(|| other.roots.clone()),
            consumer_key: consumer.consumer_key.clone(),
            consumer_key_env: consumer.consumer_key_env.clone(),
            consumer_key_file: consumer.consumer_key_file.clone(),
            signing: self.signing.clone().or_else(|| other.signing.clone()),
            client_certificate: self
                .client_certificate
                .clone()
                .or_else(|| other.client_certificate.clone()),
            encryption: self.encryption.clone().or_else(|| other.encryption.clone()),
            decryption: self.decryption.clone().or_else(|| other.decryption.clone()),
            bearer: self.bearer.clone().or_else(|| other.bearer.clone()),
            guard: self.guard.clone().or_else(|| other.guard.clone()),
            product: BTreeMap::new(),
        }
    }

    pub(crate) fn has_consumer_key(&self) -> bool {
        self.consumer_key.is_some() || self.consumer_key_env.is_some() || self.consumer_key_file.is_some()
    }

    /// Every path with which a file is named.
    pub(crate) fn paths(&mut self) -> Vec<&mut PathBuf> {
        let mut paths: Vec<&mut PathBuf> = self.roots.iter_mut().flatten().collect();
        paths.extend(&mut self.consumer_key_file);
        let keys = [&mut self.signing, &mut self.client_certificate];
        let keys = keys.into_iter().flatten().chain(self.decryption.iter_mut().flatten());
        for key in keys {
            paths.extend(&mut key.file);
            paths.extend(&mut key.password_file);
            paths.extend(&mut key.certificate);
        }
        paths.extend(
            self.encryption
                .iter_mut()
                .filter_map(|recipient| recipient.file.as_mut()),
        );
        paths.extend(self.bearer.iter_mut().filter_map(|place| place.token_file.as_mut()));
        if let Some(guard) = &mut self.guard {
            paths.extend(&mut guard.file);
            paths.extend(&mut guard.postgres_root);
            paths.extend(&mut guard.key_file);
        }
        for settings in self.product.values_mut() {
            paths.extend(settings.paths());
        }
        paths
    }
}
