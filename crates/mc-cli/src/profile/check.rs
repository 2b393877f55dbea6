//! `mcapi profile check`: whether the keys of a profile load, fit together, and when they expire.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, SecondsFormat, Utc};
use clap::{Args, ValueEnum};
use mc_auth::keys::{Certificate, PublicKey};
use serde::Serialize;

use super::{Choice, Chosen, Key, Profile};
use crate::failure::{Failure, Result};
use crate::product::{Auth, PRODUCTS};
use crate::streams;

const EXAMPLES: &str = "\
A file of profiles is TOML; names of files are relative to it, and secrets stand
in the environment or in files of their own:

  [profile.sandbox]
  environment = \"sandbox\"
  consumer-key-env = \"CONSUMER_KEY\"
  signing = { file = \"signing.p12\", alias = \"keyalias\",
              password-env = \"SIGNING_PASSWORD\" }
  client-certificate = { file = \"client.pem\", password-file = \"client.password\" }
  encryption = { file = \"mastercard-encryption.pem\" }
  decryption = [{ file = \"decryption.pem\" }]
  roots = [\"ca.pem\"]

  [profile.sandbox.product.mastercom]
  base-url = \"https://127.0.0.1:8443/mastercom\"

Nothing is sent. The exit status is 0 where all is well or there are warnings
alone, and 1 where something cannot be used.

Examples:
  mcapi profile check
  mcapi profile check production --expires-within 60 --output json";

/// Says whether the keys of a profile load and match, their fingerprints, and when they expire
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Check {
    /// Profile to check, the default one otherwise
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// File with profiles, instead of that of the user
    #[arg(long, value_name = "FILE")]
    profile_file: Option<PathBuf>,
    /// Warn of certificates that expire within so many days
    #[arg(long, value_name = "DAYS", default_value_t = 30)]
    expires_within: u32,
    /// What to print
    #[arg(long, value_enum, default_value_t)]
    output: Output,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Output {
    /// Lines to read
    #[default]
    Text,
    /// One object
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
enum Level {
    /// What the profile is not for.
    Note,
    Ok,
    Warning,
    Error,
}

/// What is found of one key, certificate or server.
#[derive(Debug, Serialize)]
struct Finding {
    /// The product whose own setting it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    product: Option<&'static str>,
    what: &'static str,
    level: Level,
    message: String,
    /// SHA-256 of the public key in hex.
    #[serde(skip_serializing_if = "Option::is_none")]
    fingerprint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<String>,
}

#[derive(Debug, Serialize)]
struct Report {
    profile: String,
    level: Level,
    findings: Vec<Finding>,
}

impl Check {
    pub(crate) fn run(self) -> Result<()> {
        let profile = Profile::choose(&Choice {
            name: self.name.as_deref(),
            file: self.profile_file.as_deref(),
        })?;
        let within = Duration::from_secs(u64::from(self.expires_within) * 24 * 3_600);
        let findings = Examination::of(&profile, SystemTime::now(), within);
        let report = Report {
            level: findings.iter().map(|finding| finding.level).max().unwrap_or(Level::Ok),
            profile: profile.name,
            findings,
        };
        let text = match self.output {
            Output::Text => report.text(),
            Output::Json => {
                serde_json::to_string_pretty(&report).map_err(|error| Failure::at(&"the result", &error))?
            }
        };
        streams::print(text.as_bytes())?;
        if report.level < Level::Error {
            return Ok(());
        }
        Err(Failure::new(format!(
            "profile {} cannot be used as it is; mend what is marked as error",
            report.profile
        )))
    }
}

impl Report {
    fn text(&self) -> String {
        let mut text = format!("profile {}\n", self.profile);
        for finding in &self.findings {
            let level = match finding.level {
                Level::Note => "note",
                Level::Ok => "ok",
                Level::Warning => "warning",
                Level::Error => "error",
            };
            let product = finding
                .product
                .map(|product| format!("{product}: "))
                .unwrap_or_default();
            let _ = writeln!(text, "  {level:8} {product}{}: {}", finding.what, finding.message);
            for (name, value) in [
                ("fingerprint", &finding.fingerprint),
                ("kid", &finding.kid),
                ("expires", &finding.expires),
            ] {
                if let Some(value) = value {
                    let _ = writeln!(text, "           {name} {value}");
                }
            }
        }
        text
    }
}

/// Goes through a profile.
struct Examination {
    now: SystemTime,
    within: Duration,
    product: Option<&'static str>,
    findings: Vec<Finding>,
}

impl Examination {
    fn of(profile: &Profile, now: SystemTime, within: Duration) -> Vec<Finding> {
        let mut examination = Self {
            now,
            within,
            product: None,
            findings: Vec::new(),
        };
        examination.settings(&profile.common());
        for product in &PRODUCTS {
            if let Some(own) = profile.settings.product.get(product.name) {
                examination.product = Some(product.name);
                let mut chosen = profile.of(product);
                // What is common was looked at already.
                chosen.settings = own.clone();
                examination.settings(&chosen);
            }
        }
        for product in &PRODUCTS {
            examination.product = Some(product.name);
            examination.server(&profile.of(product));
        }
        let mut warnings = profile.common().warnings();
        warnings.extend(PRODUCTS.iter().flat_map(|product| profile.of(product).warnings()));
        warnings.sort();
        warnings.dedup();
        for warning in warnings {
            examination.product = None;
            examination.note("files", Level::Warning, warning);
        }
        examination.findings
    }

    fn note(&mut self, what: &'static str, level: Level, message: impl Into<String>) -> &mut Finding {
        let index = self.findings.len();
        self.findings.push(Finding {
            product: self.product,
            what,
            level,
            message: message.into(),
            fingerprint: None,
            kid: None,
            expires: None,
        });
        &mut self.findings[index]
    }

    fn settings(&mut self, chosen: &Chosen<'_>) {
        let settings = &chosen.settings;
        if settings.has_consumer_key() {
            match chosen.consumer_key() {
                Ok(key) if key.len() == 97 && key.matches('!').count() == 1 => {
                    self.note("consumer key", Level::Ok, "is of the usual form");
                }
                Ok(key) if key.trim() != key || key.is_empty() => {
                    self.note("consumer key", Level::Error, "is empty or has white space around it");
                }
                Ok(_) => {
                    let message = "is not of the usual form: 97 characters, with one exclamation mark";
                    self.note("consumer key", Level::Warning, message);
                }
                Err(failure) => {
                    self.note("consumer key", Level::Error, failure.to_string());
                }
            }
        }
        if let Some(key) = &settings.signing {
            self.private_key("signing key", chosen, key);
        }
        if let Some(key) = &settings.client_certificate {
            self.client_certificate(chosen, key);
        }
        if let Some(recipient) = &settings.encryption {
            match chosen.recipient(recipient) {
                Ok((key, kid)) => {
                    let certificate = recipient.file.as_ref().and_then(|path| {
                        let path = chosen.resolve(path);
                        let certificates = mc_auth::keys::KeySource::path(path).certificates().ok()?;
                        certificate_of(&key, &certificates)
                    });
                    let kid = kid.unwrap_or_else(|| key.fingerprint_sha256().to_hex());
                    self.found("encryption key", &key, certificate.as_ref(), Some(kid));
                }
                Err(failure) => {
                    self.note("encryption key", Level::Error, failure.to_string());
                }
            }
        }
        for key in settings.decryption.iter().flatten() {
            self.private_key("decryption key", chosen, key);
        }
        if let Some(place) = &settings.bearer {
            match chosen.token(place) {
                Ok(_) => match chosen.bearer() {
                    Ok(_) => self.note("bearer token", Level::Ok, "is there"),
                    Err(failure) => self.note("bearer token", Level::Error, failure.to_string()),
                },
                Err(failure) => self.note("bearer token", Level::Error, failure.to_string()),
            };
        }
        if settings.roots.is_some() {
            match chosen.roots() {
                Ok(roots) => {
                    for root in roots {
                        let (level, expires) = self.expiry(&root);
                        let finding = self.note("root certificate", level, root.subject().to_owned());
                        finding.expires = Some(expires);
                    }
                }
                Err(failure) => {
                    self.note("root certificate", Level::Error, failure.to_string());
                }
            }
        }
    }

    /// A key that signs or decrypts, and its certificate where there is one.
    fn private_key(&mut self, what: &'static str, chosen: &Chosen<'_>, key: &Key) {
        let private = match chosen.private_key(key) {
            Ok(private) => private,
            Err(failure) => {
                self.note(what, Level::Error, failure.to_string());
                return;
            }
        };
        let certificates = match &key.certificate {
            Some(path) => mc_auth::keys::KeySource::path(chosen.resolve(path))
                .certificates()
                .map_err(Failure::from),
            None => chosen
                .source(key)
                .and_then(|source| Ok(source.contents()?.certificates().to_vec())),
        };
        let public = private.public_key();
        match certificates {
            Err(failure) => {
                self.note(what, Level::Error, failure.to_string());
            }
            Ok(certificates) => match certificate_of(public, &certificates) {
                None if key.certificate.is_some() => {
                    let message = "the certificate that is named belongs to another key";
                    self.note(what, Level::Error, message);
                }
                certificate => self.found(what, public, certificate.as_ref(), None),
            },
        }
    }

    fn client_certificate(&mut self, chosen: &Chosen<'_>, key: &Key) {
        let what = "client certificate";
        match chosen.pair(key) {
            Ok(identity) => {
                let public = identity.private_key().public_key();
                self.found(what, public, Some(identity.certificate()), None);
            }
            Err(failure) => {
                self.note(what, Level::Error, failure.to_string());
            }
        }
    }

    /// A key that is fine, unless its certificate is not.
    fn found(&mut self, what: &'static str, key: &PublicKey, certificate: Option<&Certificate>, kid: Option<String>) {
        let mut message = format!("RSA {}", key.bits());
        let (mut level, mut expires) = (Level::Ok, None);
        if let Some(certificate) = certificate {
            let _ = write!(message, ", certificate of {}", certificate.subject());
            let (found, at) = self.expiry(certificate);
            if found != Level::Ok {
                message.push_str(match found {
                    Level::Error => ", which is not valid now",
                    _ => ", which expires soon",
                });
            }
            (level, expires) = (found, Some(at));
        }
        let finding = self.note(what, level, message);
        finding.fingerprint = Some(key.fingerprint_sha256().to_hex());
        finding.kid = kid;
        finding.expires = expires;
    }

    fn expiry(&self, certificate: &Certificate) -> (Level, String) {
        let level = if !certificate.is_valid_at(self.now) {
            Level::Error
        } else if certificate.expires_within(self.now, self.within) {
            Level::Warning
        } else {
            Level::Ok
        };
        let time: DateTime<Utc> = certificate.not_after().into();
        (level, time.to_rfc3339_opts(SecondsFormat::Secs, true))
    }

    /// Whether a product can be called: where, and with what.
    fn server(&mut self, chosen: &Chosen<'_>) {
        let Some(product) = chosen.product else { return };
        let has_server = chosen.settings.base_url.is_some() || chosen.settings.environment.is_some();
        let (address, auth) = match chosen.server() {
            Ok((environment, auth)) => (environment.base_url().to_owned(), chosen.auth().unwrap_or(auth)),
            // An environment that one product has, another need not.
            Err(failure) if has_server && chosen.profile.settings.product.contains_key(product.name) => {
                self.note("server", Level::Error, failure.to_string());
                return;
            }
            Err(_) => ("--env or --base-url".to_owned(), chosen.auth().unwrap_or(product.auth)),
        };
        let settings = &chosen.settings;
        let (way, is_there) = match auth {
            Auth::Oauth1 => ("OAuth 1.0a", settings.signing.is_some() && settings.has_consumer_key()),
            Auth::MutualTls => ("mutual TLS", settings.client_certificate.is_some()),
            Auth::Bearer => ("a bearer token", settings.bearer.is_some()),
        };
        if is_there {
            self.note("server", Level::Ok, format!("{address} by {way}"));
        } else {
            let is_meant = chosen.profile.settings.product.contains_key(product.name);
            let level = if is_meant { Level::Warning } else { Level::Note };
            let message = format!("{address} wants {way}, for which the profile has no keys");
            self.note("server", level, message);
        }
    }
}

fn certificate_of(key: &PublicKey, certificates: &[Certificate]) -> Option<Certificate> {
    certificates
        .iter()
        .find(|certificate| {
            let public = certificate.public_key();
            public.is_ok_and(|public| public.fingerprint_sha256() == key.fingerprint_sha256())
        })
        .cloned()
}
