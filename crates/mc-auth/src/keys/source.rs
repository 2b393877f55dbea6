use std::env;
use std::fmt;
use std::fs::File;
use std::io::Read as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use zeroize::Zeroizing;

use super::pkcs12::names;
use super::shape::{self, Shape};
use super::{
    Certificate, Expiry, Identity, Jwk, JwkSet, Password, PrivateKey, PublicKey, WARN_BEFORE, identity, pem, pkcs12,
    warn,
};
use crate::error::{Error, Kind, Result};
use crate::oauth1::{Clock, SystemClock};

/// No file of keys is larger than this; a device or a log given by mistake is.
const MAX_BYTES: usize = 1 << 20;

/// Where keys are, and how to open them and choose one.
///
/// The encoding is found out from the bytes. An alias chooses among the keys of a PKCS#12 store or JWK set and may be left
/// out where there is one key; keys in PEM and DER have no names, and an alias is ignored there.
///
/// Where there are certificates alone, [`public_key`](Self::public_key) and [`certificate`](Self::certificate) take the one
/// that there is, or the lowest where all of them form one chain. Among others an alias chooses: the name in the store, the
/// common name or whole subject, the serial number, or the fingerprint (SHA-256 or SHA-1 in hex, or its first 16 digits).
///
/// # Examples
/// ```no_run
/// # use mc_auth::keys::KeySource;
/// # fn main() -> mc_auth::Result<()> {
/// let signing = KeySource::env("SIGNING_KEY").private_key()?; // PEM text, or base64 of PKCS#12 or DER
/// let encryption = KeySource::path("mastercard-encryption.pem").public_key()?;
/// let client = KeySource::path("client.p12").with_password("secret").identity()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct KeySource {
    origin: Origin,
    alias: Option<String>,
    password: Option<PasswordOrigin>,
    clock: Arc<dyn Clock>,
    warn_before: Duration,
}

#[derive(Clone)]
enum Origin {
    Path(PathBuf),
    Bytes(Zeroizing<Vec<u8>>),
    Env(String),
}

#[derive(Clone)]
enum PasswordOrigin {
    Given(Password),
    Env(String),
}

/// The variable's name is not shown: a password that was given for it by mistake would be.
impl fmt::Debug for PasswordOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Given(_) => "Given([REDACTED])",
            Self::Env(_) => "Env([REDACTED])",
        })
    }
}

impl KeySource {
    fn new(origin: Origin) -> Self {
        Self {
            origin,
            alias: None,
            password: None,
            clock: Arc::new(SystemClock),
            warn_before: WARN_BEFORE,
        }
    }

    /// Keys in a file.
    pub fn path(path: impl Into<PathBuf>) -> Self {
        Self::new(Origin::Path(path.into()))
    }

    /// Keys in memory; the bytes are overwritten when the source is dropped.
    pub fn bytes(bytes: impl Into<Vec<u8>>) -> Self {
        Self::new(Origin::Bytes(Zeroizing::new(bytes.into())))
    }

    /// Keys in an environment variable: PEM or JWK text, or base64 of a binary encoding.
    pub fn env(variable: impl Into<String>) -> Self {
        Self::new(Origin::Env(variable.into()))
    }

    /// Chooses the key of a name.
    #[must_use]
    pub fn with_alias(mut self, alias: impl Into<String>) -> Self {
        self.alias = Some(alias.into());
        self
    }

    /// The password of the store or of the encrypted key.
    #[must_use]
    pub fn with_password(mut self, password: impl Into<Password>) -> Self {
        self.password = Some(PasswordOrigin::Given(password.into()));
        self
    }

    /// The environment variable that holds the password; read when a key is.
    #[must_use]
    pub fn with_password_env(mut self, variable: impl Into<String>) -> Self {
        self.password = Some(PasswordOrigin::Env(variable.into()));
        self
    }

    /// Sets how long before its expiry a certificate is warned of, which is 30 days otherwise: see [`Expiry`].
    #[must_use]
    pub fn with_expiry_warning(mut self, before: Duration) -> Self {
        self.warn_before = before;
        self
    }

    /// Judges the expiry of certificates by another clock.
    #[must_use]
    pub fn with_clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// The chosen private key; a certificate of it that expires soon is [warned of](Expiry).
    ///
    /// # Errors
    /// The predicates of [`Error`] say which of file, alias, password or algorithm is wrong.
    pub fn private_key(&self) -> Result<PrivateKey> {
        let mut contents = self.contents()?;
        let certificates = std::mem::take(&mut contents.parts.certificates);
        let key = contents
            .into_private_key(self.alias.as_deref())
            .map(|named| named.key)
            .map_err(|error| error.at(self))?;
        if let Some(certificate) = identity::own(&key, &certificates) {
            self.warn("the certificate of the private key", certificate);
        }
        Ok(key)
    }

    /// The chosen private key with its certificate chain; of its expiry warns whoever presents it.
    ///
    /// # Errors
    /// Those of [`private_key`](Self::private_key), and when no certificate belongs to the key or the chain is broken.
    pub fn identity(&self) -> Result<Identity> {
        let mut contents = self.contents()?;
        let certificates = std::mem::take(&mut contents.parts.certificates);
        contents
            .into_private_key(self.alias.as_deref())
            .and_then(|named| Ok(Identity::new(named.key, &certificates)?.with_alias(named.name)))
            .map(|identity| identity.with_expiry_warning(self.warn_before))
            .map_err(|error| error.at(self))
    }

    /// The chosen public key: a bare one, or that of a certificate or private key.
    ///
    /// # Errors
    /// When there is none, or several and no alias chooses.
    pub fn public_key(&self) -> Result<PublicKey> {
        let chosen = self.contents()?.into_public_key(self.alias.as_deref());
        let (key, certificate) = chosen.map_err(|error| error.at(self))?;
        if let Some(certificate) = certificate {
            self.warn("the certificate of the public key", &certificate);
        }
        Ok(key)
    }

    /// The chosen certificate: that of the chosen private key where there is one.
    ///
    /// # Errors
    /// When there is no certificate, or several and no alias chooses.
    pub fn certificate(&self) -> Result<Certificate> {
        let certificate = self.chosen_certificate()?;
        self.warn("the certificate", &certificate);
        Ok(certificate)
    }

    /// When the chosen certificate expires.
    ///
    /// # Errors
    /// Those of [`certificate`](Self::certificate).
    pub fn expires_at(&self) -> Result<SystemTime> {
        self.chosen_certificate().map(|certificate| certificate.expires_at())
    }

    /// How the chosen certificate stands at a moment.
    ///
    /// # Errors
    /// Those of [`certificate`](Self::certificate).
    pub fn expiry(&self, now: SystemTime, warn_before: Duration) -> Result<Expiry> {
        self.chosen_certificate()
            .map(|certificate| certificate.expiry(now, warn_before))
    }

    fn chosen_certificate(&self) -> Result<Certificate> {
        self.contents()?
            .into_certificate(self.alias.as_deref())
            .map_err(|error| error.at(self))
    }

    fn warn(&self, what: &'static str, certificate: &Certificate) {
        warn(what, certificate, self.clock.now(), self.warn_before);
    }

    /// All certificates, in the order in which they stand: for root certificates.
    ///
    /// # Errors
    /// When there is no certificate.
    pub fn certificates(&self) -> Result<Vec<Certificate>> {
        let contents = self.contents()?;
        if contents.parts.certificates.is_empty() {
            return Err(no_certificate().at(self));
        }
        Ok(contents.parts.certificates)
    }

    /// The keys of a JWK set, or the one key of a JWK.
    ///
    /// # Errors
    /// When the content is neither.
    pub fn jwk_set(&self) -> Result<JwkSet> {
        let bytes = self.read()?;
        JwkSet::from_json(&bytes).map_err(|error| error.at(self))
    }

    /// Everything that is in there, for display and for choices of your own.
    ///
    /// # Errors
    /// When the content cannot be read or opened.
    pub fn contents(&self) -> Result<Contents> {
        let bytes = self.read()?;
        let password = self.password()?;
        open(&bytes, password.as_ref()).map_err(|error| error.at(self))
    }

    fn password(&self) -> Result<Option<Password>> {
        match &self.password {
            None => Ok(None),
            Some(PasswordOrigin::Given(password)) => Ok(Some(password.clone())),
            Some(PasswordOrigin::Env(variable)) => match env::var(variable) {
                Ok(text) => Ok(Some(text.into())),
                Err(_) => Err(Error::new(
                    Kind::Password,
                    // Not its name: a password that was given for it by mistake would be printed.
                    "the environment variable that is to hold the password is not set to text; is its name right?",
                )
                .at(self)),
            },
        }
    }

    fn read(&self) -> Result<Zeroizing<Vec<u8>>> {
        let bytes = match &self.origin {
            Origin::Bytes(bytes) => bytes.clone(),
            Origin::Path(path) => {
                let mut bytes = Zeroizing::new(Vec::with_capacity(16 * 1024));
                File::open(path)
                    .and_then(|file| file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes))
                    .map_err(|error| {
                        Error::new(Kind::File, format!("cannot be read: {}", error.kind()))
                            .with_source(error)
                            .at(self)
                    })?;
                bytes
            }
            Origin::Env(variable) => {
                let text = env::var(variable)
                    .map(Zeroizing::new)
                    .map_err(|_| Error::new(Kind::File, "is not set to text").at(self))?;
                let bytes = Zeroizing::new(text.as_bytes().to_vec());
                if pem::is_pem(&bytes) || is_json(&bytes) {
                    bytes
                } else {
                    pem::decode(&text).ok_or_else(|| {
                        Error::new(Kind::File, "holds neither PEM or JWK text nor base64 of a key").at(self)
                    })?
                }
            }
        };
        if bytes.len() > MAX_BYTES {
            return Err(Error::new(Kind::File, "is larger than 1 MiB, so it is no key").at(self));
        }
        Ok(bytes)
    }
}

/// The place, as errors name it.
impl fmt::Display for KeySource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.origin {
            Origin::Path(path) => write!(f, "key file {}", path.display()),
            Origin::Bytes(_) => f.write_str("key bytes"),
            Origin::Env(variable) => write!(f, "environment variable {variable}"),
        }
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(path) => f.debug_tuple("Path").field(path).finish(),
            Self::Bytes(_) => f.write_str("Bytes([REDACTED])"),
            Self::Env(variable) => f.debug_tuple("Env").field(variable).finish(),
        }
    }
}

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
    name: Option<String>,
    key: T,
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
    format: Format,
    parts: Parts,
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
}

impl Parts {
    /// Keeps a key, or why it cannot be used: one bad key does not spoil the others.
    pub(super) fn add(&mut self, name: Option<String>, key: Result<PrivateKey>) {
        match key {
            Ok(key) => self.private_keys.push(Named { name, key }),
            Err(error) => self.rejected.push((name, error)),
        }
    }

    fn add_public(&mut self, name: Option<String>, key: Result<PublicKey>) {
        match key {
            Ok(key) => self.public_keys.push(Named { name, key }),
            Err(error) => self.rejected.push((name, error)),
        }
    }

    fn add_jwk(&mut self, key: &Jwk) {
        let name = key.kid().map(str::to_owned);
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

    fn into_private_key(mut self, alias: Option<&str>) -> Result<Named<PrivateKey>> {
        if alias.is_none() && self.format == Format::JwkSet {
            self.parts.rejected.clear(); // a set may well hold keys for others
        }
        let alias = alias.filter(|_| self.has_names());
        choose(self.parts.private_keys, self.parts.rejected, alias, "private key")
    }

    fn into_public_key(self, alias: Option<&str>) -> Result<(PublicKey, Option<Certificate>)> {
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

    fn into_certificate(mut self, alias: Option<&str>) -> Result<Certificate> {
        let certificates = std::mem::take(&mut self.parts.certificates);
        if certificates.is_empty() {
            return Err(no_certificate());
        }
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

    fn has_names(&self) -> bool {
        matches!(self.format, Format::Pkcs12 | Format::Jwk | Format::JwkSet)
    }
}

fn no_certificate() -> Error {
    Error::new(Kind::Certificate, "holds no certificate")
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
        Some(alias) => format!("holds no single certificate with the alias {alias}; it has: {there}"),
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
        format!("holds no key with the alias {alias}; it has: {found}"),
    ))
}

fn is_json(bytes: &[u8]) -> bool {
    bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{')
}

fn open(bytes: &[u8], password: Option<&Password>) -> Result<Contents> {
    let mut parts = Parts::default();
    let format = if let Some(shape) = shape::of(bytes) {
        match shape {
            Shape::Pkcs12 => {
                parts = pkcs12::parse(bytes, password)?;
                Format::Pkcs12
            }
            Shape::Pkcs1Private => {
                parts.add(None, PrivateKey::from_pkcs1_der(bytes));
                Format::Pkcs1Der
            }
            Shape::Pkcs1Public => {
                parts.add_public(None, PublicKey::from_pkcs1_der(bytes));
                Format::Pkcs1Der
            }
            Shape::Pkcs8 => {
                parts.add(None, PrivateKey::from_pkcs8_der(bytes));
                Format::Pkcs8Der
            }
            Shape::EncryptedPkcs8 => {
                parts.add(None, decrypt(bytes, password));
                Format::EncryptedPkcs8Der
            }
            Shape::Spki => {
                parts.add_public(None, PublicKey::from_spki_der(bytes));
                Format::SpkiDer
            }
            Shape::Certificate => {
                parts.certificates.push(Certificate::from_der(bytes)?);
                Format::CertificateDer
            }
            Shape::EcPrivate => return Err(elliptic()),
        }
    } else if is_json(bytes) {
        open_json(bytes, &mut parts)?
    } else if pem::is_pem(bytes) {
        open_pem(bytes, password, &mut parts)?;
        Format::Pem
    } else {
        return Err(Error::new(Kind::File, "is no key in PKCS#12, PEM, DER or JWK form"));
    };
    Ok(Contents { format, parts })
}

fn open_json(bytes: &[u8], parts: &mut Parts) -> Result<Format> {
    #[derive(serde::Deserialize)]
    struct Probe {
        #[serde(default)]
        keys: Option<serde::de::IgnoredAny>,
    }
    // A text that is no JSON at all is reported by the reader that is asked next.
    let is_set = serde_json::from_slice::<Probe>(bytes).is_ok_and(|probe| probe.keys.is_some());
    if !is_set {
        parts.add_jwk(&Jwk::from_json(bytes)?);
        return Ok(Format::Jwk);
    }
    let (keys, rejected) = JwkSet::from_json(bytes)?.into_parts();
    for key in &keys {
        parts.add_jwk(key);
    }
    parts.rejected.extend(rejected);
    Ok(Format::JwkSet)
}

fn open_pem(bytes: &[u8], password: Option<&Password>, parts: &mut Parts) -> Result<()> {
    let text =
        std::str::from_utf8(bytes).map_err(|_| Error::new(Kind::File, "is not text, although a PEM block is in it"))?;
    for (index, block) in pem::blocks(text)?.into_iter().enumerate() {
        let place = format!("PEM block {}", index + 1);
        let at = |error: Error| error.at(&place);
        match block.label.as_str() {
            "PRIVATE KEY" => parts.add(None, PrivateKey::from_pkcs8_der(&block.der).map_err(at)),
            "RSA PRIVATE KEY" => {
                parts.add(None, PrivateKey::from_pkcs1_der(&block.der).map_err(at));
            }
            "ENCRYPTED PRIVATE KEY" => parts.add(None, decrypt(&block.der, password).map_err(at)),
            "EC PRIVATE KEY" => parts.add(None, Err(at(elliptic()))),
            "PUBLIC KEY" => {
                parts.add_public(None, PublicKey::from_spki_der(&block.der).map_err(at));
            }
            "RSA PUBLIC KEY" => {
                parts.add_public(None, PublicKey::from_pkcs1_der(&block.der).map_err(at));
            }
            "CERTIFICATE" | "X509 CERTIFICATE" => {
                parts.certificates.push(Certificate::from_der(&block.der).map_err(at)?);
            }
            _ => {} // parameters, requests, revocation lists: none of our business
        }
    }
    Ok(())
}

fn decrypt(der: &[u8], password: Option<&Password>) -> Result<PrivateKey> {
    let password = password.ok_or_else(|| Error::new(Kind::Password, "is encrypted: a password is needed"))?;
    PrivateKey::from_encrypted_pkcs8_der(der, password)
}

fn elliptic() -> Error {
    Error::new(Kind::Algorithm, "is an elliptic-curve key, but an RSA key is needed")
}
