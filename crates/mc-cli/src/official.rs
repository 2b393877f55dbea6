//! Documents of which a configuration says what is encrypted, and field-level encryption.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use http::{HeaderMap, HeaderName, HeaderValue};
use mc_auth::jwe::ContentEncryption;
use mc_auth::keys::{Certificate, KeySource};
use mc_auth::payload::official::Official;
use mc_auth::payload::{Call, EmptyValue, Encryption, MissingValue, TextForm};
use serde_json::{Value, json};

use crate::failure::{Failure, Result};
use crate::key_file::Opening;
use crate::streams::{self, Input};

/// Which parts of the document, and by which scheme.
#[derive(Debug, Args)]
pub(crate) struct Layout {
    /// Configuration of one of Mastercard's own libraries, in JSON: Java's, Node's or Python's
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Path of the call, which chooses among the endpoints of the configuration
    #[arg(
        long,
        value_name = "PATH",
        requires = "config",
        default_value = "/",
        hide_default_value = true
    )]
    path: String,
    /// Field-level encryption (Mastercard Encryption) in place of JWE
    #[arg(long)]
    fle: bool,
    /// File of HTTP headers, where the configuration puts parameters in headers: encrypt writes it, decrypt reads it
    #[arg(long, value_name = "FILE", requires = "config")]
    headers: Option<PathBuf>,
}

/// What a caller may relax of a configuration.
#[derive(Debug, Args)]
pub(crate) struct Policies {
    /// Leave out what the configuration names and the document has not, as the libraries do
    #[arg(long, requires = "config")]
    skip_missing: bool,
    /// Encrypt false, 0, "" and null too; without it they are an error
    #[arg(long, requires = "config")]
    encrypt_empty: bool,
}

/// What was asked for beside the layout.
pub(crate) struct Wishes {
    pub(crate) enc: Option<ContentEncryption>,
    pub(crate) kid: Option<String>,
}

impl Layout {
    /// Whether the document is one JWE as a whole, without names to look up.
    pub(crate) fn is_plain(&self) -> bool {
        self.config.is_none() && !self.fle
    }

    /// Encrypts and prints.
    pub(crate) fn encrypt(
        &self,
        key: Option<&Path>,
        opening: &Opening,
        policies: &Policies,
        wishes: &Wishes,
        input: &Input,
    ) -> Result<()> {
        let place = |path: Option<&str>| self.key_source(key, path, opening, "--certificate or --key");
        let (encryption, config) = match &self.config {
            None => {
                let source = place(None)?;
                let certificate = certificate(&source);
                let config = config_of_fle(certificate.is_some(), wishes.kid.as_deref());
                let official = read(&config.to_string().into_bytes())?.with_rules(|rule| {
                    rule.with_text_form(TextForm::Json)
                        .with_empty_value(EmptyValue::Encrypt)
                });
                (join(official, &source, certificate.as_ref(), opening)?, None)
            }
            Some(file) => {
                let official = self.load(file, wishes)?.with_rules(|rule| {
                    let (mut missing, mut empty) = (MissingValue::Error, EmptyValue::Error);
                    if policies.skip_missing {
                        missing = MissingValue::Skip;
                    }
                    if policies.encrypt_empty {
                        empty = EmptyValue::Encrypt;
                    }
                    rule.with_missing_value(missing).with_empty_value(empty)
                });
                let source = place(official.encryption_certificate())?;
                let certificate = certificate(&source);
                (join(official, &source, certificate.as_ref(), opening)?, Some(file))
            }
        };
        let document = input.read()?;
        let body = mc_core::json::without_mark(&document).trim_ascii();
        crate::jwe::check_json(body).map_err(|fault| Failure::at(input, &fault))?;
        let call = Call::new("POST", &self.path);
        if encryption.rule(&call).is_none() {
            return Err(self.no_rule(config, "encrypts"));
        }
        let sealed = encryption
            .with_max_bytes(usize::MAX) // it is in memory already
            .encrypt(&call, body)
            .map_err(|error| Failure::at(input, &in_words(&error)))?
            .ok_or_else(|| self.no_rule(config, "encrypts"))?;
        if !sealed.headers.is_empty() {
            self.write_headers(&sealed.headers)?;
        }
        streams::print(&sealed.body)
    }

    /// Decrypts and prints.
    pub(crate) fn decrypt(&self, key: Option<&Path>, opening: &Opening, wishes: &Wishes, input: &Input) -> Result<()> {
        let official = match &self.config {
            None => read(&config_of_fle(true, None).to_string().into_bytes())?
                .with_rules(|rule| rule.with_text_form(TextForm::Json)),
            Some(file) => self.load(file, wishes)?,
        };
        // Without Mastercard's key, which nothing here needs, a rule that encrypts would be refused.
        let official = official.with_rules(mc_auth::payload::Rule::without_encrypted);
        let source = self.key_source(key, official.decryption_key(), opening, "--key")?;
        let private = source.private_key().map_err(|error| opening.explain(&error))?;
        let encryption = official.into_encryption(None, &[private])?;
        let headers = self.read_headers()?;
        let document = input.read()?;
        let body = mc_core::json::without_mark(&document).trim_ascii();
        crate::jwe::check_json(body).map_err(|fault| Failure::at(input, &fault))?;
        let call = Call::new("POST", &self.path);
        let encryption = encryption.with_max_bytes(usize::MAX);
        if encryption.rule(&call).is_none() {
            return Err(self.no_rule(self.config.as_ref(), "decrypts"));
        }
        let opened = encryption.decrypt(&call, &headers, body).map_err(|error| {
            let hint = if error.is_crypto() {
                "; it was changed, or is for another key than --key"
            } else {
                ""
            };
            Failure::at(input, &format!("{error}{hint}"))
        })?;
        let opened = opened.ok_or_else(|| {
            Failure::at(
                input,
                &"holds nothing encrypted where it was looked for; check the names, or name another --config or --path",
            )
        })?;
        streams::print(&opened.body)
    }

    /// The configuration with what the command line overrides.
    fn load(&self, file: &Path, wishes: &Wishes) -> Result<Official> {
        let input = Input::from(file.as_os_str().to_owned());
        let text = input.read()?;
        let at = |error: mc_auth::Error| Failure::at(&input, &error);
        let mut official = Official::from_json(&text).map_err(at)?;
        if self.fle && official.is_jwe() {
            return Err(Failure::at(
                &input,
                &"is a configuration of JWE, and --fle asks for the other scheme; leave one of them out",
            ));
        }
        if let Some(kid) = &wishes.kid {
            let mut document: Value = serde_json::from_slice(&text)
                .map_err(|_| Failure::at(&input, &"is no JSON object; compare it with the libraries' own"))?;
            document["encryptionKeyFingerprint"] = json!(kid);
            official = Official::from_json(document.to_string().as_bytes()).map_err(at)?;
        }
        match wishes.enc {
            Some(_) if !official.is_jwe() => Err(Failure::at(
                &input,
                &"is a configuration of field-level encryption, which has one content encryption; leave --enc out",
            )),
            Some(enc) => Ok(official.with_content_encryption(enc)),
            None => Ok(official),
        }
    }

    /// The key that the command line names, or the configuration.
    fn key_source(
        &self,
        key: Option<&Path>,
        named: Option<&str>,
        opening: &Opening,
        option: &str,
    ) -> Result<KeySource> {
        match (key, named) {
            (Some(path), _) => opening.source(path),
            // Node's library takes the text of a certificate too.
            (None, Some(text)) if text.trim_start().starts_with("-----BEGIN") => Ok(KeySource::bytes(text.as_bytes())),
            (None, Some(path)) => opening.source(Path::new(path)),
            (None, None) if self.config.is_some() => Err(Failure::new(format!(
                "the configuration names no key file that is read here; name it by {option}"
            ))),
            (None, None) => Err(Failure::new(format!("{option} is missing; name the file with the key"))),
        }
    }

    fn no_rule(&self, config: Option<&PathBuf>, verb: &str) -> Failure {
        let name = config.map_or_else(
            || "the configuration".to_owned(),
            |file| format!("file {}", file.display()),
        );
        Failure::new(format!(
            "{name}: {verb} nothing in calls to {}; name the path of the call by --path",
            self.path
        ))
    }

    fn write_headers(&self, headers: &[(HeaderName, HeaderValue)]) -> Result<()> {
        let Some(file) = &self.headers else {
            return Err(Failure::new(
                "the configuration puts parameters in HTTP headers; name a file for them by --headers",
            ));
        };
        let mut text = Vec::new();
        for (name, value) in headers {
            text.extend_from_slice(name.as_str().as_bytes());
            text.extend_from_slice(b": ");
            text.extend_from_slice(value.as_bytes());
            text.push(b'\n');
        }
        fs::write(file, text).map_err(|error| {
            Failure::new(format!(
                "file {} cannot be written: {}; check its name and rights",
                file.display(),
                error.kind()
            ))
        })
    }

    /// The headers of a file as `encrypt` writes it, or as `curl --dump-header` does.
    fn read_headers(&self) -> Result<HeaderMap> {
        let mut headers = HeaderMap::new();
        let Some(file) = &self.headers else { return Ok(headers) };
        let input = Input::from(file.as_os_str().to_owned());
        let bytes = input.read()?;
        let unusable = |line: usize| {
            Failure::at(
                &input,
                &format!("line {line} is no header; write one `name: value` a line"),
            )
        };
        for (index, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            let line = line.trim_ascii();
            if line.is_empty() || line.starts_with(b"HTTP/") {
                continue;
            }
            let mut parts = line.splitn(2, |byte| *byte == b':');
            let name = parts
                .next()
                .and_then(|name| HeaderName::from_bytes(name.trim_ascii()).ok());
            let value = parts
                .next()
                .and_then(|value| HeaderValue::from_bytes(value.trim_ascii()).ok());
            let (Some(name), Some(value)) = (name, value) else {
                return Err(unusable(index + 1));
            };
            headers.append(name, value);
        }
        Ok(headers)
    }
}

/// Field-level encryption of the whole document, with the names that the libraries' documentation uses.
fn config_of_fle(knows_certificate: bool, key_fingerprint: Option<&str>) -> Value {
    let mut config = json!({
        "scheme": "LEGACY",
        "encryptionPaths": {"$": "$"},
        "decryptionPaths": {"$": "$"},
        "encryptedValueFieldName": "encryptedValue",
        "encryptedKeyFieldName": "encryptedKey",
        "ivFieldName": "iv",
        "oaepPaddingDigestAlgorithm": "SHA-256",
        "oaepPaddingDigestAlgorithmFieldName": "oaepHashingAlgorithm",
        "encryptionKeyFingerprintFieldName": "encryptionKeyFingerprint",
        "dataEncoding": "hex",
    });
    if knows_certificate {
        config["encryptionCertificateFingerprintFieldName"] = json!("encryptionCertificateFingerprint");
    }
    if let Some(fingerprint) = key_fingerprint {
        config["encryptionKeyFingerprint"] = json!(fingerprint);
    }
    config
}

fn read(config: &[u8]) -> Result<Official> {
    Ok(Official::from_json(config)?)
}

/// The certificate of a file that has one and no more: of several nobody says which.
fn certificate(source: &KeySource) -> Option<Certificate> {
    source.certificate().ok()
}

fn join(
    official: Official,
    source: &KeySource,
    certificate: Option<&Certificate>,
    opening: &Opening,
) -> Result<Encryption> {
    if certificate.is_some() {
        return Ok(official.into_encryption(certificate, &[])?);
    }
    let public = source.public_key().map_err(|error| opening.explain(&error))?;
    Ok(official.into_encryption_with_key(Some(&public), &[])?)
}

/// The library's error, and the options that do what it suggests.
fn in_words(error: &mc_auth::Error) -> String {
    error
        .to_string()
        .replace("or let the rule skip it", "or skip it by --skip-missing")
        .replace(
            "or let the rule encrypt empty ones",
            "or encrypt empty ones by --encrypt-empty",
        )
}
