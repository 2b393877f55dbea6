//! `mcapi key inspect`: what is in a key file, without anything secret.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, SecondsFormat, Utc};
use clap::{Args, ValueEnum};
use mc_auth::keys::{Certificate, Contents, Fingerprint, Format, PublicKey};
use serde::Serialize;

use crate::failure::{Failure, Result, printable};
use crate::key_file::Opening;
use crate::streams;

/// A certificate that ends within this time is to be renewed.
const SOON: Duration = Duration::from_secs(30 * 24 * 3_600);

const EXAMPLES: &str = "\
Nothing secret is printed: of a private key, its public half is described.

Examples:
  mcapi key inspect signing.p12 --password-env PASSWORD
  mcapi key inspect mastercard-encryption.pem --output json";

/// Shows what a key file holds: kinds, sizes, aliases, subjects, expiry, fingerprints
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Inspect {
    /// File with keys or certificates: PKCS#12, PEM, DER, JWK or JWK set
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    opening: Opening,
    /// What to print
    #[arg(long, value_enum, default_value_t)]
    output: Output,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Output {
    /// Lines to read
    #[default]
    Text,
    /// One object
    Json,
}

#[derive(Debug, Serialize)]
struct Report {
    format: String,
    keys: Vec<KeyReport>,
    certificates: Vec<CertificateReport>,
    unusable: Vec<Unusable>,
}

#[derive(Debug, Serialize)]
struct KeyReport {
    kind: &'static str,
    alias: Option<String>,
    bits: usize,
    /// SHA-256 of the certificates that go with the key, its own first.
    chain: Vec<String>,
    fingerprints: KeyPrints,
}

#[derive(Debug, Serialize)]
struct CertificateReport {
    kind: &'static str,
    subject: String,
    issuer: String,
    serial: String,
    not_before: String,
    not_after: String,
    validity: Validity,
    /// Absent where the certificate is for a key of a kind that is not used here.
    bits: Option<usize>,
    fingerprints: CertificatePrints,
}

#[derive(Debug, Serialize)]
struct Unusable {
    alias: Option<String>,
    reason: String,
}

#[derive(Debug, Serialize)]
struct KeyPrints {
    spki_sha256: Print,
    spki_sha1: Print,
}

#[derive(Debug, Serialize)]
struct CertificatePrints {
    certificate_sha256: Print,
    certificate_sha1: Print,
    #[serde(skip_serializing_if = "Option::is_none")]
    spki_sha256: Option<Print>,
    #[serde(skip_serializing_if = "Option::is_none")]
    spki_sha1: Option<Print>,
}

#[derive(Debug, Serialize)]
struct Print {
    hex: String,
    base64: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Validity {
    NotYetValid,
    Valid,
    ExpiresSoon,
    Expired,
}

impl Inspect {
    pub(crate) fn run(self) -> Result<()> {
        let source = self.opening.source(&self.file)?;
        let contents = source.contents().map_err(|error| self.opening.explain(&error))?;
        let names = matches!(contents.format(), Format::Pkcs12 | Format::Jwk | Format::JwkSet);
        let alias = self.opening.alias().filter(|_| names);
        let report = Report::new(&contents, alias, SystemTime::now());
        if report.keys.is_empty() && report.unusable.is_empty() && alias.is_some() {
            let error = format!(
                "holds no key with the alias that --alias names; it has: {}",
                aliases(&contents)
            );
            return Err(Failure::at(&source, &error));
        }
        if report.keys.is_empty() && report.certificates.is_empty() {
            return Err(match contents.rejected().next() {
                Some((_, error)) => Failure::at(&source, &self.opening.explain(error)),
                None => Failure::at(&source, &"holds neither a key nor a certificate; give another file"),
            });
        }
        let text = match self.output {
            Output::Text => report.text(),
            Output::Json => {
                serde_json::to_string_pretty(&report).map_err(|error| Failure::at(&"the result", &error))?
            }
        };
        streams::print(text.as_bytes())
    }
}

/// Every name in the file, for a message.
fn aliases(contents: &Contents) -> String {
    let private = contents.private_keys().iter().map(mc_auth::keys::Named::name);
    let public = contents.public_keys().iter().map(mc_auth::keys::Named::name);
    let names: Vec<&str> = private
        .chain(public)
        .chain(contents.rejected().map(|(name, _)| name))
        .flatten()
        .collect();
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    }
}

impl Report {
    fn new(contents: &Contents, alias: Option<&str>, now: SystemTime) -> Self {
        let wanted =
            |name: Option<&str>| alias.is_none_or(|alias| name.is_some_and(|name| name.eq_ignore_ascii_case(alias)));
        let mut keys = Vec::new();
        let mut certificates = Vec::new();
        for named in contents.private_keys().iter().filter(|named| wanted(named.name())) {
            let chain = contents.chain_of(named.key());
            let prints = chain
                .iter()
                .map(|certificate| certificate.fingerprint_sha256().to_hex());
            let prints = prints.collect();
            keys.push(KeyReport::new(
                "RSA private key",
                named.name(),
                named.key().public_key(),
                prints,
            ));
            if alias.is_some() {
                certificates.extend(chain);
            }
        }
        for named in contents.public_keys().iter().filter(|named| wanted(named.name())) {
            keys.push(KeyReport::new("RSA public key", named.name(), named.key(), Vec::new()));
        }
        if alias.is_none() {
            certificates = contents.certificates().to_vec();
        }
        let rejected = contents.rejected().filter(|(name, _)| wanted(*name));
        Self {
            format: contents.format().to_string(),
            keys,
            certificates: certificates
                .iter()
                .map(|certificate| CertificateReport::new(certificate, now))
                .collect(),
            unusable: rejected
                .map(|(alias, error)| Unusable {
                    alias: alias.map(str::to_owned),
                    reason: error.to_string(),
                })
                .collect(),
        }
    }

    fn text(&self) -> String {
        let mut text = format!("{}\n", self.format);
        for key in &self.keys {
            let _ = writeln!(text, "\n{}", key.kind);
            if let Some(alias) = &key.alias {
                line(&mut text, "alias", alias);
            }
            line(&mut text, "size", &format!("{} bits", key.bits));
            key.fingerprints.spki_sha256.lines(&mut text, "SPKI SHA-256");
            key.fingerprints.spki_sha1.lines(&mut text, "SPKI SHA-1");
            for print in &key.chain {
                line(&mut text, "certificate", self.name_of(print));
            }
        }
        for certificate in &self.certificates {
            certificate.text(&mut text);
        }
        for unusable in &self.unusable {
            let _ = writeln!(text, "\nunusable key");
            if let Some(alias) = &unusable.alias {
                line(&mut text, "alias", alias);
            }
            line(&mut text, "reason", &unusable.reason);
        }
        text
    }

    /// The subject of the certificate with a fingerprint.
    fn name_of<'a>(&'a self, print: &'a str) -> &'a str {
        self.certificates
            .iter()
            .find(|certificate| certificate.fingerprints.certificate_sha256.hex == print)
            .map_or(print, |certificate| &certificate.subject)
    }
}

impl KeyReport {
    fn new(kind: &'static str, alias: Option<&str>, key: &PublicKey, chain: Vec<String>) -> Self {
        Self {
            kind,
            alias: alias.map(str::to_owned),
            bits: key.bits(),
            chain,
            fingerprints: KeyPrints {
                spki_sha256: key.fingerprint_sha256().into(),
                spki_sha1: key.fingerprint_sha1().into(),
            },
        }
    }
}

impl CertificateReport {
    fn new(certificate: &Certificate, now: SystemTime) -> Self {
        let key = certificate.public_key().ok();
        Self {
            kind: "X.509 certificate",
            subject: certificate.subject().to_owned(),
            issuer: certificate.issuer().to_owned(),
            serial: certificate.serial().to_owned(),
            not_before: date(certificate.not_before()),
            not_after: date(certificate.not_after()),
            validity: Validity::of(certificate, now),
            bits: key.as_ref().map(PublicKey::bits),
            fingerprints: CertificatePrints {
                certificate_sha256: certificate.fingerprint_sha256().into(),
                certificate_sha1: certificate.fingerprint_sha1().into(),
                spki_sha256: key.as_ref().map(|key| key.fingerprint_sha256().into()),
                spki_sha1: key.as_ref().map(|key| key.fingerprint_sha1().into()),
            },
        }
    }

    fn text(&self, text: &mut String) {
        let _ = writeln!(text, "\n{}", self.kind);
        line(text, "subject", &self.subject);
        line(text, "issuer", &self.issuer);
        line(text, "serial", &self.serial);
        line(text, "valid from", &self.not_before);
        line(
            text,
            "valid to",
            &format!("{}{}", self.not_after, self.validity.remark()),
        );
        match self.bits {
            Some(bits) => line(text, "key", &format!("RSA, {bits} bits")),
            None => line(text, "key", "not usable here: RSA with 2048 to 8192 bits is"),
        }
        self.fingerprints.certificate_sha256.lines(text, "SHA-256");
        self.fingerprints.certificate_sha1.lines(text, "SHA-1");
        if let Some(print) = &self.fingerprints.spki_sha256 {
            print.lines(text, "SPKI SHA-256");
        }
        if let Some(print) = &self.fingerprints.spki_sha1 {
            print.lines(text, "SPKI SHA-1");
        }
    }
}

impl Validity {
    fn of(certificate: &Certificate, now: SystemTime) -> Self {
        if now < certificate.not_before() {
            Self::NotYetValid
        } else if !certificate.is_valid_at(now) {
            Self::Expired
        } else if certificate.expires_within(now, SOON) {
            Self::ExpiresSoon
        } else {
            Self::Valid
        }
    }

    fn remark(self) -> &'static str {
        match self {
            Self::NotYetValid => " (not valid yet)",
            Self::Valid => "",
            Self::ExpiresSoon => " (less than 30 days: renew it now)",
            Self::Expired => " (expired)",
        }
    }
}

impl From<Fingerprint> for Print {
    fn from(print: Fingerprint) -> Self {
        Self {
            hex: print.to_hex(),
            base64: print.to_base64(),
        }
    }
}

impl Print {
    fn lines(&self, text: &mut String, name: &str) {
        line(text, name, &self.hex);
        line(text, "", &self.base64);
    }
}

fn line(text: &mut String, name: &str, value: &str) {
    let _ = writeln!(text, "  {name:<12}  {}", printable(value));
}

fn date(time: SystemTime) -> String {
    DateTime::<Utc>::from(time).to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use mc_auth::keys::KeySource;

    #[test]
    fn validity_is_told_by_the_clock_that_is_given() {
        // valid from 1 January 2026 to 1 January 2036
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../mc-auth/tests/keys/certificate.pem");
        let certificate = KeySource::path(path).certificate().unwrap();
        let at = |text: &str| Validity::of(&certificate, text.parse::<DateTime<Utc>>().unwrap().into());
        assert_eq!(at("2025-12-31T23:59:59Z"), Validity::NotYetValid);
        assert_eq!(at("2026-01-01T00:00:00Z"), Validity::Valid);
        assert_eq!(at("2035-12-01T00:00:00Z"), Validity::Valid);
        assert_eq!(at("2035-12-03T00:00:00Z"), Validity::ExpiresSoon);
        assert_eq!(at("2036-01-01T00:00:01Z"), Validity::Expired);
    }

    #[test]
    fn names_from_files_cannot_command_a_terminal() {
        let mut text = String::new();
        line(&mut text, "alias", "a\u{1b}[2J\nb");
        assert_eq!(text, "  alias         a\\u{1b}[2J\\nb\n");
    }
}
