//! Configurations of Mastercard's own libraries, read from JSON.
//!
//! | library | where it says what is encrypted |
//! | --- | --- |
//! | Java, C#, PHP, Go | `encryptionPaths` and `decryptionPaths`: one map of paths each, for every call |
//! | Node, Ruby | `paths`: a list of endpoint patterns with `toEncrypt` and `toDecrypt` |
//! | Python | `paths`: an object, of which `$` is used |
//!
//! The other settings have the names of the options there. Keys are not read from the places named in the document: look
//! them up with [`Official::encryption_certificate`] and [`Official::decryption_key`], load them by
//! [`KeySource`](crate::keys::KeySource), and hand them over.
//!
//! What the libraries do silently stays explicit: a path that is not there, empty values and successful answers in the clear are
//! errors unless [`Official::with_rules`] relaxes the rules, and so are calls that no endpoint pattern matches. Strings are
//! encrypted as bare text, as the libraries do.
//!
//! # Examples
//! ```no_run
//! use mc_auth::keys::KeySource;
//! use mc_auth::payload::MissingValue;
//! use mc_auth::payload::official::Official;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let official = Official::from_json(&std::fs::read("encryption.json")?)?
//!     .with_rules(|rule| rule.with_missing_value(MissingValue::Skip));
//! let certificate = KeySource::path("mastercard-encryption.pem").certificate()?;
//! let key = KeySource::path("my-decryption.pem").private_key()?;
//! let encryption = official.into_encryption(Some(&certificate), &[key])?;
//! # drop(encryption);
//! # Ok(())
//! # }
//! ```

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::{
    Encryption, FleScheme, JweScheme, Mapping, MissingParent, ParameterNames, Path, Rule, Scheme, Target, TextForm,
};
use crate::error::{Error, Kind, Result};
use crate::fle::{self, Encoding, oaep_hash};
use crate::jwe;
use crate::keys::{Certificate, PrivateKey, PublicKey};
use crate::rsa::Backend;
#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
use crate::rsa::default_backend;

/// An official configuration, before it has keys.
pub struct Official {
    document: Document,
    is_jwe: bool,
    content: Option<jwe::ContentEncryption>,
    rules: Vec<(Target, Rule)>,
}

/// The settings of all libraries; one that is unknown may be a misspelt one, and is refused.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Document {
    encryption_paths: Option<BTreeMap<String, String>>,
    decryption_paths: Option<BTreeMap<String, String>>,
    paths: Option<Paths>,
    #[serde(alias = "mode", alias = "encryptionScheme")]
    scheme: Option<String>,

    encrypted_value_field_name: Option<String>,
    iv_field_name: Option<String>,
    iv_header_name: Option<String>,
    encrypted_key_field_name: Option<String>,
    encrypted_key_header_name: Option<String>,
    oaep_padding_digest_algorithm: Option<String>,
    #[serde(alias = "oaepHashingAlgorithmFieldName")]
    oaep_padding_digest_algorithm_field_name: Option<String>,
    #[serde(alias = "oaepHashingAlgorithmHeaderName")]
    oaep_padding_digest_algorithm_header_name: Option<String>,
    encryption_certificate_fingerprint: Option<String>,
    encryption_certificate_fingerprint_field_name: Option<String>,
    encryption_certificate_fingerprint_header_name: Option<String>,
    encryption_key_fingerprint: Option<String>,
    encryption_key_fingerprint_field_name: Option<String>,
    encryption_key_fingerprint_header_name: Option<String>,
    public_key_fingerprint: Option<String>,
    public_key_fingerprint_type: Option<String>,
    public_key_fingerprint_field_name: Option<String>,
    public_key_fingerprint_header_name: Option<String>,
    #[serde(alias = "fieldValueEncoding")]
    data_encoding: Option<String>,
    use_http_headers: Option<bool>,

    #[serde(alias = "encryptionCertificatePath")]
    encryption_certificate: Option<String>,
    #[serde(alias = "privateKey", alias = "decryptionKeyPath")]
    decryption_key: Option<String>,
    // Places of keys and settings that have no counterpart here: tags are always verified, vectors have their own option.
    #[serde(rename = "keyStore")]
    _key_store: Option<IgnoredAny>,
    #[serde(rename = "keyStoreAlias")]
    _key_store_alias: Option<IgnoredAny>,
    #[serde(rename = "keyStorePassword")]
    _key_store_password: Option<IgnoredAny>,
    #[serde(rename = "decryptionKeyAlias")]
    _decryption_key_alias: Option<IgnoredAny>,
    #[serde(rename = "decryptionKeyPassword")]
    _decryption_key_password: Option<IgnoredAny>,
    #[serde(rename = "useCertificateContent")]
    _use_certificate_content: Option<IgnoredAny>,
    #[serde(rename = "enableCbcHmacVerification")]
    _verification: Option<IgnoredAny>,
    #[serde(rename = "ivSize")]
    _iv_size: Option<IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Paths {
    Endpoints(Vec<Endpoint>),
    Python(BTreeMap<String, Both>),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Endpoint {
    path: String,
    #[serde(default)]
    to_encrypt: Vec<Element>,
    #[serde(default)]
    to_decrypt: Vec<Element>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Element {
    element: String,
    obj: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Both {
    #[serde(default)]
    to_encrypt: BTreeMap<String, String>,
    #[serde(default)]
    to_decrypt: BTreeMap<String, String>,
}

/// An empty path is the whole document in some of the libraries.
fn mapping(from: &str, to: &str) -> Result<Mapping> {
    let path = |text: &str| {
        if text.is_empty() {
            Ok(Path::root())
        } else {
            text.parse()
        }
    };
    Mapping::between(path(from)?, path(to)?)
}

fn configuration(message: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(Kind::Configuration, message)
}

fn flat(encrypted: &BTreeMap<String, String>, decrypted: &BTreeMap<String, String>) -> Result<Rule> {
    let mut rule = Rule::new().with_text_form(TextForm::Bare);
    for (from, to) in encrypted {
        rule = rule.with_encrypted(mapping(from, to)?);
    }
    for (from, to) in decrypted {
        rule = rule.with_decrypted(mapping(from, to)?);
    }
    Ok(rule)
}

impl Official {
    /// Reads a configuration.
    ///
    /// # Errors
    /// [`is_configuration`](Error::is_configuration) when it is no JSON, or has a setting or path that is not understood.
    pub fn from_json(json: &[u8]) -> Result<Self> {
        let document: Document = serde_json::from_slice(crate::keys::without_mark(json)).map_err(|error| {
            // What is quoted could be a password, so only the place is told.
            configuration(format!(
                "the configuration is not understood at line {}, column {}; compare its settings with those of the libraries",
                error.line(),
                error.column()
            ))
        })?;
        let is_jwe = match document.scheme.as_deref().map(str::to_ascii_lowercase).as_deref() {
            Some("jwe") => true,
            Some("legacy" | "fle" | "mastercard") => false,
            Some(_) => return Err(configuration("the scheme is none that is known; write JWE or LEGACY")),
            None => document.iv_field_name.is_none() && document.iv_header_name.is_none(),
        };
        if !is_jwe && document.encrypted_value_field_name.is_none() {
            return Err(configuration(
                "encryptedValueFieldName is missing; say how the encrypted value is called",
            ));
        }
        let rules = Self::read_rules(&document, is_jwe)?;
        Ok(Self {
            document,
            is_jwe,
            content: None,
            rules,
        })
    }

    fn read_rules(document: &Document, is_jwe: bool) -> Result<Vec<(Target, Rule)>> {
        let is_flat = document.encryption_paths.is_some() || document.decryption_paths.is_some();
        match &document.paths {
            Some(_) if is_flat => Err(configuration(
                "the configuration has paths and encryptionPaths or decryptionPaths; keep one form",
            )),
            Some(Paths::Endpoints(endpoints)) => endpoints
                .iter()
                .map(|endpoint| {
                    let mut rule = Rule::new()
                        .with_text_form(TextForm::Bare)
                        .with_missing_parent(MissingParent::Create);
                    for element in &endpoint.to_encrypt {
                        rule = rule.with_encrypted(mapping(&element.element, &element.obj)?);
                    }
                    for element in &endpoint.to_decrypt {
                        rule = rule.with_decrypted(mapping(&element.element, &element.obj)?);
                    }
                    Ok((Target::pattern(&endpoint.path)?, rule))
                })
                .collect(),
            Some(Paths::Python(paths)) => match paths.get("$") {
                Some(both) if paths.len() == 1 => Ok(vec![(Target::any(), flat(&both.to_encrypt, &both.to_decrypt)?)]),
                _ => Err(configuration(
                    "paths must have the one key $, which is all that Python's library uses",
                )),
            },
            None if is_flat || !is_jwe => {
                let (none, other) = (BTreeMap::new(), BTreeMap::new());
                let rule = flat(
                    document.encryption_paths.as_ref().unwrap_or(&none),
                    document.decryption_paths.as_ref().unwrap_or(&other),
                )?;
                Ok(vec![(Target::any(), rule)])
            }
            // Java's defaults for JWE: the whole body, both ways.
            None => Ok(vec![(Target::any(), Rule::body().with_text_form(TextForm::Bare))]),
        }
    }

    /// Changes every rule, for instance to skip what is not there.
    #[must_use]
    pub fn with_rules(mut self, change: impl Fn(Rule) -> Rule) -> Self {
        self.rules = self
            .rules
            .into_iter()
            .map(|(target, rule)| (target, change(rule)))
            .collect();
        self
    }

    /// Encrypts content by this instead of A256GCM, and accepts no other; only JWE has the choice.
    #[must_use]
    pub fn with_content_encryption(mut self, content: jwe::ContentEncryption) -> Self {
        self.content = Some(content);
        self
    }

    /// Whether the scheme is JWE rather than field-level encryption.
    pub fn is_jwe(&self) -> bool {
        self.is_jwe
    }

    /// Where the document says Mastercard's certificate is.
    pub fn encryption_certificate(&self) -> Option<&str> {
        self.document.encryption_certificate.as_deref()
    }

    /// Where the document says the private key for responses is.
    pub fn decryption_key(&self) -> Option<&str> {
        self.document.decryption_key.as_deref()
    }

    /// Joins the configuration with keys: Mastercard's certificate, and one or more keys of one's own.
    ///
    /// # Errors
    /// When a rule needs a key that is not given, or the settings contradict each other.
    #[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
    pub fn into_encryption(self, certificate: Option<&Certificate>, keys: &[PrivateKey]) -> Result<Encryption> {
        self.into_encryption_with_backend(certificate, keys, default_backend())
    }

    /// The same, with a given backend.
    ///
    /// # Errors
    /// When a rule needs a key that is not given, or the settings contradict each other.
    pub fn into_encryption_with_backend(
        self,
        certificate: Option<&Certificate>,
        keys: &[PrivateKey],
        backend: &'static dyn Backend,
    ) -> Result<Encryption> {
        let public = certificate.map(Certificate::public_key).transpose()?;
        self.join(public.as_ref(), certificate, keys, backend)
    }

    /// The same with Mastercard's bare public key.
    ///
    /// # Errors
    /// When a rule needs a key that is not given, or the settings contradict each other.
    #[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
    pub fn into_encryption_with_key(self, public: Option<&PublicKey>, keys: &[PrivateKey]) -> Result<Encryption> {
        self.join(public, None, keys, default_backend())
    }

    fn join(
        self,
        public: Option<&PublicKey>,
        certificate: Option<&Certificate>,
        keys: &[PrivateKey],
        backend: &'static dyn Backend,
    ) -> Result<Encryption> {
        let scheme: Scheme = if self.is_jwe {
            self.jwe(public, certificate, keys, backend)?.into()
        } else {
            self.fle(public, certificate, keys, backend)?.into()
        };
        self.rules
            .into_iter()
            .try_fold(Encryption::new(scheme), |encryption, (target, rule)| {
                encryption.with_rule(target, rule)
            })
    }

    fn encoding(&self) -> Result<Encoding> {
        self.document.data_encoding.as_deref().unwrap_or("hex").parse()
    }

    /// Whether the fingerprint named by `publicKeyFingerprint…` is that of the certificate.
    fn names_certificate(&self) -> Result<bool> {
        match self.document.public_key_fingerprint_type.as_deref() {
            Some("certificate") => Ok(true),
            Some("publicKey") | None => Ok(false),
            Some(_) => Err(configuration(
                "publicKeyFingerprintType is none that is known; write certificate or publicKey",
            )),
        }
    }

    fn jwe(
        &self,
        public: Option<&PublicKey>,
        certificate: Option<&Certificate>,
        keys: &[PrivateKey],
        backend: &'static dyn Backend,
    ) -> Result<JweScheme> {
        let document = &self.document;
        let mut scheme = JweScheme::new();
        if let Some(field) = &document.encrypted_value_field_name {
            scheme = scheme.with_field(field);
        }
        if let Some(public) = public {
            let mut encrypter = jwe::Encrypter::with_backend(public, backend)?;
            if let Some(content) = self.content {
                encrypter = encrypter.with_content_encryption(content);
            }
            let given = document
                .encryption_key_fingerprint
                .as_ref()
                .or(document.public_key_fingerprint.as_ref());
            if let Some(kid) = given {
                encrypter = encrypter.with_kid(kid);
            } else if self.names_certificate()? {
                let fingerprint = certificate
                    .ok_or_else(|| configuration("the certificate's fingerprint is asked for; give the certificate"))?
                    .fingerprint_sha256();
                encrypter = encrypter.with_kid(match self.encoding()? {
                    Encoding::Base64 => fingerprint.to_base64(),
                    Encoding::Hex => fingerprint.to_hex(),
                });
            }
            scheme = scheme.with_encrypter(encrypter);
        }
        if let Some((first, others)) = keys.split_first() {
            let mut decrypter = others
                .iter()
                .try_fold(jwe::Decrypter::with_backend(first, backend)?, |decrypter, key| {
                    decrypter.with_key(key, &[])
                })?;
            if let Some(content) = self.content {
                decrypter = decrypter.with_accepted([content]);
            }
            scheme = scheme.with_decrypter(decrypter);
        }
        Ok(scheme)
    }

    fn fle(
        &self,
        public: Option<&PublicKey>,
        certificate: Option<&Certificate>,
        keys: &[PrivateKey],
        backend: &'static dyn Backend,
    ) -> Result<FleScheme> {
        let document = &self.document;
        let (encoding, hash) = (
            self.encoding()?,
            oaep_hash(document.oaep_padding_digest_algorithm.as_deref().unwrap_or("SHA-256"))?,
        );
        let value = document.encrypted_value_field_name.clone().unwrap_or_default();
        let mut scheme = FleScheme::new(value, self.names(false)?, self.names(true)?)?;
        if let Some(public) = public {
            let mut encrypter = match certificate {
                Some(certificate) => fle::Encrypter::from_certificate_with_backend(certificate, backend)?,
                None => fle::Encrypter::with_backend(public, backend)?,
            }
            .with_oaep_hash(hash)
            .with_encoding(encoding);
            if let Some(fingerprint) = &document.encryption_certificate_fingerprint {
                encrypter = encrypter.with_certificate_fingerprint(fingerprint);
            }
            if let Some(fingerprint) = &document.encryption_key_fingerprint {
                encrypter = encrypter.with_key_fingerprint(fingerprint);
            }
            if let Some(fingerprint) = &document.public_key_fingerprint {
                encrypter = if self.names_certificate()? {
                    encrypter.with_certificate_fingerprint(fingerprint)
                } else {
                    encrypter.with_key_fingerprint(fingerprint)
                };
            }
            scheme = scheme.with_encrypter(encrypter);
        }
        if let Some((first, others)) = keys.split_first() {
            let decrypter = others
                .iter()
                .try_fold(fle::Decrypter::with_backend(first, backend)?, |decrypter, key| {
                    decrypter.with_key(key, &[])
                })?;
            scheme = scheme.with_decrypter(decrypter.with_oaep_hash(hash).with_encoding(encoding));
        }
        Ok(scheme)
    }

    /// The names of parameters, as fields or as headers.
    fn names(&self, in_headers: bool) -> Result<Option<ParameterNames>> {
        let document = &self.document;
        if in_headers && document.use_http_headers == Some(false) {
            return Ok(None);
        }
        let pick = |field: &Option<String>, header: &Option<String>| if in_headers { header } else { field }.clone();
        let iv = pick(&document.iv_field_name, &document.iv_header_name);
        let key = pick(&document.encrypted_key_field_name, &document.encrypted_key_header_name);
        let mut names = match (iv, key) {
            (Some(iv), Some(key)) => ParameterNames::new(iv, key),
            (None, None) => return Ok(None),
            _ => {
                return Err(configuration(
                    "the names of the initialisation vector and of the encrypted key must be given both or neither",
                ));
            }
        };
        names.oaep_hash = pick(
            &document.oaep_padding_digest_algorithm_field_name,
            &document.oaep_padding_digest_algorithm_header_name,
        );
        names.certificate_fingerprint = pick(
            &document.encryption_certificate_fingerprint_field_name,
            &document.encryption_certificate_fingerprint_header_name,
        );
        names.key_fingerprint = pick(
            &document.encryption_key_fingerprint_field_name,
            &document.encryption_key_fingerprint_header_name,
        );
        if let Some(name) = pick(
            &document.public_key_fingerprint_field_name,
            &document.public_key_fingerprint_header_name,
        ) {
            if self.names_certificate()? {
                names.certificate_fingerprint = Some(name);
            } else {
                names.key_fingerprint = Some(name);
            }
        }
        Ok(Some(names))
    }
}

impl fmt::Debug for Official {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Official")
            .field("is_jwe", &self.is_jwe)
            .field("rules", &self.rules)
            .finish_non_exhaustive()
    }
}
