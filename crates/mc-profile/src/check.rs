//! Whether the keys of a profile load, fit together, and when they expire.

use std::fmt::Write as _;
use std::time::{Duration, SystemTime};

use mc_auth::keys::{Certificate, KeySource, PublicKey};
use mc_core::Api;

use crate::error::Error;
use crate::keys::Keys;
use crate::profile::{ApiProfile, Profile, warnings};
use crate::settings::{Auth, Key, Settings};

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// What the profile is not for.
    Note,
    /// All is well.
    Ok,
    /// It works, and needs attention.
    Warning,
    /// It cannot be used.
    Error,
}

/// What is found of one key, certificate or server.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ProfileFinding {
    /// The product whose own setting it is.
    pub product: Option<&'static str>,
    /// What was looked at, such as `signing key`.
    pub what: &'static str,
    /// How serious it is.
    pub severity: Severity,
    /// What was found.
    pub message: String,
    /// SHA-256 of the public key in hex.
    pub fingerprint: Option<String>,
    /// The id by which payloads name the key.
    pub kid: Option<String>,
    /// When the certificate expires.
    pub expires: Option<SystemTime>,
}

impl Profile {
    /// Opens every key and certificate, and says which load, match and stay valid for as long as `within`. Nothing is sent.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let folder = tempfile::tempdir()?;
    /// # let path = folder.path().join("profiles.toml");
    /// # std::fs::write(&path, "[profile.x]\nsigning = { file = \"missing.p12\" }\n")?;
    /// # let profile = mc_profile::Source::new().with_file(&path).without_variables().load()?;
    /// use std::time::{Duration, SystemTime};
    ///
    /// let findings = profile.check(&[], SystemTime::now(), Duration::from_secs(30 * 24 * 3600));
    /// assert_eq!(findings[0].what, "signing key");
    /// assert_eq!(findings[0].severity, mc_profile::Severity::Error);
    /// # Ok(())
    /// # }
    /// ```
    pub fn check(&self, apis: &[&'static Api], now: SystemTime, within: Duration) -> Vec<ProfileFinding> {
        Examination::of(self, apis, now, within)
    }
}

/// Goes through a profile.
struct Examination {
    now: SystemTime,
    within: Duration,
    product: Option<&'static str>,
    findings: Vec<ProfileFinding>,
}

impl Examination {
    fn of(profile: &Profile, apis: &[&'static Api], now: SystemTime, within: Duration) -> Vec<ProfileFinding> {
        let mut examination = Self {
            now,
            within,
            product: None,
            findings: Vec::new(),
        };
        let origin = profile.origin();
        let common = profile.common();
        let keys = Keys {
            origin,
            settings: &common,
        };
        let mut notes = warnings(&keys);
        examination.settings(&keys);
        for api in apis {
            if let Some(own) = profile.own(api) {
                // What is common was looked at already.
                examination.product = Some(api.id());
                let keys = Keys { origin, settings: &own };
                examination.settings(&keys);
                notes.extend(warnings(&keys));
            }
        }
        for api in apis {
            examination.product = Some(api.id());
            match profile.api(api) {
                Ok(chosen) => examination.server(&chosen, profile.own(api).is_some()),
                Err(error) => {
                    examination.note("server", Severity::Error, error.to_string());
                }
            }
        }
        notes.sort();
        notes.dedup();
        for warning in notes {
            examination.product = None;
            examination.note("files", Severity::Warning, warning);
        }
        examination.findings
    }

    fn note(&mut self, what: &'static str, severity: Severity, message: impl Into<String>) -> &mut ProfileFinding {
        let index = self.findings.len();
        self.findings.push(ProfileFinding {
            product: self.product,
            what,
            severity,
            message: message.into(),
            fingerprint: None,
            kid: None,
            expires: None,
        });
        &mut self.findings[index]
    }

    fn settings(&mut self, chosen: &Keys<'_>) {
        let settings: &Settings = chosen.settings;
        if settings.has_consumer_key() {
            match chosen.consumer_key() {
                Ok(key) if key.len() == 97 && key.matches('!').count() == 1 => {
                    self.note("consumer key", Severity::Ok, "is of the usual form");
                }
                Ok(key) if key.trim() != key || key.is_empty() => {
                    self.note("consumer key", Severity::Error, "is empty or has white space around it");
                }
                Ok(_) => {
                    let message = "is not of the usual form: 97 characters, with one exclamation mark";
                    self.note("consumer key", Severity::Warning, message);
                }
                Err(failure) => {
                    self.note("consumer key", Severity::Error, failure.to_string());
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
                        let certificates = KeySource::path(path).certificates().ok()?;
                        certificate_of(&key, &certificates)
                    });
                    let kid = kid.unwrap_or_else(|| key.fingerprint_sha256().to_hex());
                    self.found("encryption key", &key, certificate.as_ref(), Some(kid));
                }
                Err(failure) => {
                    self.note("encryption key", Severity::Error, failure.to_string());
                }
            }
        }
        for key in settings.decryption.iter().flatten() {
            self.private_key("decryption key", chosen, key);
        }
        if settings.bearer.is_some() {
            match chosen.bearer() {
                Ok(_) => self.note("bearer token", Severity::Ok, "is there"),
                Err(failure) => self.note("bearer token", Severity::Error, failure.to_string()),
            };
        }
        if settings.roots.is_some() {
            match chosen.roots() {
                Ok(roots) => {
                    for root in roots {
                        let (severity, expires) = self.expiry(&root);
                        let finding = self.note("root certificate", severity, root.subject().to_owned());
                        finding.expires = Some(expires);
                    }
                }
                Err(failure) => {
                    self.note("root certificate", Severity::Error, failure.to_string());
                }
            }
        }
    }

    /// A key that signs or decrypts, and its certificate where there is one.
    fn private_key(&mut self, what: &'static str, chosen: &Keys<'_>, key: &Key) {
        let private = match chosen.private_key(key) {
            Ok(private) => private,
            Err(failure) => {
                self.note(what, Severity::Error, failure.to_string());
                return;
            }
        };
        let certificates = match &key.certificate {
            Some(path) => KeySource::path(path).certificates().map_err(Error::from),
            None => chosen
                .source(key)
                .and_then(|source| Ok(source.contents()?.certificates().to_vec())),
        };
        let public = private.public_key();
        match certificates {
            Err(failure) => {
                self.note(what, Severity::Error, failure.to_string());
            }
            Ok(certificates) => match certificate_of(public, &certificates) {
                None if key.certificate.is_some() => {
                    let message = "the certificate that is named belongs to another key";
                    self.note(what, Severity::Error, message);
                }
                certificate => self.found(what, public, certificate.as_ref(), None),
            },
        }
    }

    fn client_certificate(&mut self, chosen: &Keys<'_>, key: &Key) {
        let what = "client certificate";
        match chosen.pair(key) {
            Ok(identity) => {
                let public = identity.private_key().public_key();
                self.found(what, public, Some(identity.certificate()), None);
            }
            Err(failure) => {
                self.note(what, Severity::Error, failure.to_string());
            }
        }
    }

    /// A key that is fine, unless its certificate is not.
    fn found(&mut self, what: &'static str, key: &PublicKey, certificate: Option<&Certificate>, kid: Option<String>) {
        let mut message = format!("RSA {}", key.bits());
        let (mut severity, mut expires) = (Severity::Ok, None);
        if let Some(certificate) = certificate {
            let _ = write!(message, ", certificate of {}", certificate.subject());
            let (found, at) = self.expiry(certificate);
            if found != Severity::Ok {
                message.push_str(match found {
                    Severity::Error => ", which is not valid now",
                    _ => ", which expires soon",
                });
            }
            (severity, expires) = (found, Some(at));
        }
        let finding = self.note(what, severity, message);
        finding.fingerprint = Some(key.fingerprint_sha256().to_hex());
        finding.kid = kid;
        finding.expires = expires;
    }

    fn expiry(&self, certificate: &Certificate) -> (Severity, SystemTime) {
        let severity = if !certificate.is_valid_at(self.now) {
            Severity::Error
        } else if certificate.expires_within(self.now, self.within) {
            Severity::Warning
        } else {
            Severity::Ok
        };
        (severity, certificate.not_after())
    }

    /// Whether a product can be called: where, and with what.
    fn server(&mut self, chosen: &ApiProfile, is_meant: bool) {
        let settings = chosen.settings();
        let has_server = settings.base_url.is_some() || settings.environment.is_some();
        let address = match chosen.environment() {
            Ok(environment) => environment.base_url().to_owned(),
            // An environment that one product has, another need not.
            Err(failure) if has_server && is_meant => {
                self.note("server", Severity::Error, failure.to_string());
                return;
            }
            Err(_) => "--env or --base-url".to_owned(),
        };
        let Some(auth) = chosen.auth().ok().or_else(|| chosen.usual()) else {
            self.note(
                "server",
                Severity::Error,
                "it is not known how callers are identified; set auth",
            );
            return;
        };
        let is_there = match auth {
            Auth::OAuth1 => settings.signing.is_some() && settings.has_consumer_key(),
            Auth::MutualTls => settings.client_certificate.is_some(),
            Auth::Bearer => settings.bearer.is_some(),
        };
        if is_there {
            self.note("server", Severity::Ok, format!("{address} by {auth}"));
        } else {
            let severity = if is_meant { Severity::Warning } else { Severity::Note };
            let message = format!("{address} wants {auth}, for which the profile has no keys");
            self.note("server", severity, message);
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
