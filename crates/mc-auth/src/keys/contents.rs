//! What a source holds, and the choice among it.

use std::fmt;

use super::{Certificate, Jwk, PrivateKey, PublicKey, identity, text};
use crate::error::{Error, Kind, Result};

/// How keys were encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// A PKCS#12 store.
    Pkcs12,
    /// One or more PEM blocks.
    Pem,
    /// A PKCS#1 private or public key in DER.
    Pkcs1Der,
    /// A PKCS#8 private key in DER.
    Pkcs8Der,
    /// An encrypted PKCS#8 private key in DER.
    EncryptedPkcs8Der,
    /// A subject public key info in DER.
    SpkiDer,
    /// A certificate in DER.
    CertificateDer,
    /// A JSON Web Key.
    Jwk,
    /// A set of JSON Web Keys.
    JwkSet,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pkcs12 => "PKCS#12",
            Self::Pem => "PEM",
            Self::Pkcs1Der => "PKCS#1 DER",
            Self::Pkcs8Der => "PKCS#8 DER",
            Self::EncryptedPkcs8Der => "encrypted PKCS#8 DER",
            Self::SpkiDer => "SPKI DER",
            Self::CertificateDer => "X.509 DER",
            Self::Jwk => "JWK",
            Self::JwkSet => "JWK set",
        })
    }
}

/// A key and its name in the store, if it has one.
#[derive(Clone, Debug)]
pub struct Named<T> {
    pub(super) name: Option<String>,
    pub(super) key: T,
}

impl<T> Named<T> {
    /// The alias or `kid`.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The key.
    pub fn key(&self) -> &T {
        &self.key
    }
}

/// Everything that a source holds.
#[derive(Debug)]
pub struct Contents {
    pub(super) format: Format,
    pub(super) parts: Parts,
}

/// What the readers of the encodings collect.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) private_keys: Vec<Named<PrivateKey>>,
    pub(super) public_keys: Vec<Named<PublicKey>>,
    pub(super) certificates: Vec<Certificate>,
    /// The names of certificates, where they have some.
    pub(super) certificate_names: Vec<(String, Certificate)>,
    pub(super) rejected: Vec<(Option<String>, Error)>,
    /// Of PEM blocks that are neither keys nor certificates: what they are, and what to do with them.
    pub(super) others: Vec<Error>,
}

impl Parts {
    /// Keeps a key, or why it cannot be used: one bad key does not spoil the others.
    pub(super) fn add(&mut self, name: Option<String>, key: Result<PrivateKey>) {
        match key {
            Ok(key) => self.private_keys.push(Named { name, key }),
            Err(error) => self.rejected.push((name, error)),
        }
    }

    pub(super) fn add_public(&mut self, name: Option<String>, key: Result<PublicKey>) {
        match key {
            Ok(key) => self.public_keys.push(Named { name, key }),
            Err(error) => self.rejected.push((name, error)),
        }
    }

    pub(super) fn add_jwk(&mut self, key: &Jwk) {
        let name = key.kid().map(text::printable);
        match key.private_key() {
            Some(private) => self.private_keys.push(Named {
                name,
                key: private.clone(),
            }),
            None => self.public_keys.push(Named {
                name,
                key: key.public_key().clone(),
            }),
        }
        self.certificates.extend_from_slice(key.certificates());
    }
}

impl Contents {
    /// How it was encoded.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The usable private keys.
    pub fn private_keys(&self) -> &[Named<PrivateKey>] {
        &self.parts.private_keys
    }

    /// The usable bare public keys.
    pub fn public_keys(&self) -> &[Named<PublicKey>] {
        &self.parts.public_keys
    }

    /// The certificates, in the order in which they stand.
    pub fn certificates(&self) -> &[Certificate] {
        &self.parts.certificates
    }

    /// The certificate chain of one of the private keys; empty where no certificate belongs to it.
    pub fn chain_of(&self, key: &PrivateKey) -> Vec<Certificate> {
        identity::chain(key, &self.parts.certificates)
    }

    /// The keys that cannot be used, by name, and why.
    pub fn rejected(&self) -> impl Iterator<Item = (Option<&str>, &Error)> {
        self.parts.rejected.iter().map(|(name, error)| (name.as_deref(), error))
    }

    pub(super) fn into_private_key(mut self, alias: Option<&str>) -> Result<Named<PrivateKey>> {
        self.explain_others();
        if alias.is_none() && self.format == Format::JwkSet {
            self.parts.rejected.clear(); // a set may well hold keys for others
        }
        let alias = alias.filter(|_| self.has_names());
        choose(self.parts.private_keys, self.parts.rejected, alias, "private key")
    }

    pub(super) fn into_public_key(mut self, alias: Option<&str>) -> Result<(PublicKey, Option<Certificate>)> {
        self.explain_others();
        let among_names = alias.filter(|_| self.has_names());
        let parts = self.parts;
        if !parts.public_keys.is_empty() {
            return choose(parts.public_keys, parts.rejected, among_names, "public key").map(|named| (named.key, None));
        }
        if parts.private_keys.is_empty() && !parts.certificates.is_empty() {
            let certificate = choose_certificate(&parts.certificates, &parts.certificate_names, alias)?;
            return Ok((certificate.public_key()?, Some(certificate)));
        }
        choose(parts.private_keys, parts.rejected, among_names, "public key")
            .map(|named| (named.key.public_key().clone(), None))
    }

    pub(super) fn into_certificate(mut self, alias: Option<&str>) -> Result<Certificate> {
        let certificates = self.take_certificates()?;
        if self.parts.private_keys.is_empty() {
            return choose_certificate(&certificates, &self.parts.certificate_names, alias);
        }
        let key = self.into_private_key(alias)?.key;
        identity::own(&key, &certificates).cloned().ok_or_else(|| {
            Error::new(
                Kind::Certificate,
                format!(
                    "none of the {} certificates belongs to the private key",
                    certificates.len()
                ),
            )
        })
    }

    /// Has what is neither key nor certificate explained where a key is looked for and there is none.
    fn explain_others(&mut self) {
        let others = self.parts.others.drain(..).map(|error| (None, error));
        self.parts.rejected.extend(others);
    }

    /// The certificates, of which there has to be one.
    pub(super) fn take_certificates(&mut self) -> Result<Vec<Certificate>> {
        let certificates = std::mem::take(&mut self.parts.certificates);
        if !certificates.is_empty() {
            return Ok(certificates);
        }
        let other = self.parts.others.drain(..).next();
        Err(other.unwrap_or_else(|| Error::new(Kind::Certificate, "holds no certificate")))
    }

    fn has_names(&self) -> bool {
        matches!(self.format, Format::Pkcs12 | Format::Jwk | Format::JwkSet)
    }
}

/// One certificate: of an alias, or the only one, or the lowest of the one chain that all form.
fn choose_certificate(
    all: &[Certificate],
    names: &[(String, Certificate)],
    alias: Option<&str>,
) -> Result<Certificate> {
    let mut certificates: Vec<&Certificate> = Vec::new();
    for certificate in all {
        if !certificates.contains(&certificate) {
            certificates.push(certificate);
        }
    }
    let name = |certificate: &Certificate| {
        names
            .iter()
            .find(|(_, named)| named == certificate)
            .map(|(name, _)| name)
    };
    if let Some(alias) = alias {
        let is_meant = |certificate: &Certificate| {
            name(certificate).is_some_and(|name| name.eq_ignore_ascii_case(alias)) || goes_by(certificate, alias)
        };
        let meant: Vec<&&Certificate> = certificates
            .iter()
            .filter(|certificate| is_meant(certificate))
            .collect();
        match (&meant[..], &certificates[..]) {
            ([one], _) => return Ok((**one).clone()),
            // Without a name there is nothing that the alias could contradict.
            ([], [one]) if name(one).is_none() => return Ok((*one).clone()),
            _ => {}
        }
    } else if let [one] = certificates[..] {
        return Ok(one.clone());
    } else if let Some(lowest) = lowest(&certificates, all) {
        return Ok(lowest);
    }
    let there = certificates
        .iter()
        .map(|certificate| {
            let print = certificate.fingerprint_sha256().to_hex();
            let name = name(certificate).map(|name| format!("{name}: ")).unwrap_or_default();
            format!("{name}{} (SHA-256 {})", certificate.subject(), &print[..16])
        })
        .collect::<Vec<_>>()
        .join("; ");
    let message = match alias {
        None => format!(
            "holds several certificates, so an alias has to choose, such as a common name or fingerprint: {there}"
        ),
        Some(alias) => {
            let alias = text::printable(alias);
            format!("holds no single certificate with the alias {alias}; it has: {there}")
        }
    };
    Err(Error::new(Kind::Alias, message))
}

fn goes_by(certificate: &Certificate, alias: &str) -> bool {
    let digits = alias.replace(':', "").to_ascii_lowercase();
    certificate.common_name() == Some(alias)
        || certificate.subject() == alias
        || certificate.serial().replace(':', "") == digits
        || (digits.len() >= 16
            && [certificate.fingerprint_sha256(), certificate.fingerprint_sha1()]
                .iter()
                .any(|print| print.to_hex().starts_with(&digits)))
}

/// The lowest certificate, where all of them form one chain.
fn lowest(certificates: &[&Certificate], all: &[Certificate]) -> Option<Certificate> {
    let mut lowest = certificates.iter().filter(|certificate| {
        !certificates
            .iter()
            .any(|other| other != *certificate && other.is_issued_by(certificate))
    });
    let (Some(first), None) = (lowest.next(), lowest.next()) else {
        return None;
    };
    let (chain, _) = identity::above(first, all);
    (chain.len() == certificates.len()).then(|| (*first).clone())
}

fn choose<T>(
    mut keys: Vec<Named<T>>,
    mut rejected: Vec<(Option<String>, Error)>,
    alias: Option<&str>,
    what: &str,
) -> Result<Named<T>> {
    let Some(alias) = alias else {
        return match keys.len() {
            1 => Ok(keys.remove(0)),
            0 if rejected.is_empty() => Err(Error::new(Kind::File, format!("holds no {what}"))),
            0 => Err(rejected.remove(0).1),
            _ => Err(Error::new(
                Kind::Alias,
                format!("holds several keys: {}; name one by its alias", names(&keys)),
            )),
        };
    };
    // Java's key stores fold aliases to lower case, so a name that differs in case alone is accepted where it is the only one.
    let exact = keys.iter().position(|key| key.name() == Some(alias));
    let folded = || {
        let mut found = keys
            .iter()
            .enumerate()
            .filter(|(_, key)| key.name().is_some_and(|name| name.eq_ignore_ascii_case(alias)));
        found
            .next()
            .filter(|_| found.next().is_none())
            .map(|(position, _)| position)
    };
    if let Some(position) = exact.or_else(folded) {
        return Ok(keys.swap_remove(position));
    }
    if let Some(position) = rejected.iter().position(|(name, _)| name.as_deref() == Some(alias)) {
        return Err(rejected.swap_remove(position).1);
    }
    let found = if keys.is_empty() {
        "none".to_owned()
    } else {
        names(&keys)
    };
    Err(Error::new(
        Kind::Alias,
        format!(
            "holds no key with the alias {}; it has: {found}",
            text::printable(alias)
        ),
    ))
}

/// Names of keys for a message.
fn names<T>(keys: &[Named<T>]) -> String {
    keys.iter()
        .map(|key| key.name().unwrap_or("one without a name"))
        .collect::<Vec<_>>()
        .join(", ")
}
