use std::env;
use std::fmt;
use std::fs::File;
use std::io::Read as _;
use std::path::PathBuf;

use zeroize::Zeroizing;

use super::pkcs12::names;
use super::shape::{self, Shape};
use super::{Certificate, Identity, Jwk, JwkSet, Password, PrivateKey, PublicKey, identity, pem, pkcs12};
use crate::error::{Error, Kind, Result};

/// No file of keys is larger than this; a device or a log given by mistake is.
const MAX_BYTES: usize = 1 << 20;

/// Where keys are, and how to open them and choose one.
///
/// The encoding is found out from the bytes. An alias chooses among the keys of a PKCS#12 store or JWK set and may be left
/// out where there is one key; PEM and DER have no names, and an alias is ignored there.
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
}

#[derive(Clone)]
enum Origin {
    Path(PathBuf),
    Bytes(Zeroizing<Vec<u8>>),
    Env(String),
}

#[derive(Clone, Debug)]
enum PasswordOrigin {
    Given(Password),
    Env(String),
}

impl KeySource {
    fn new(origin: Origin) -> Self {
        Self {
            origin,
            alias: None,
            password: None,
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

    /// The chosen private key.
    ///
    /// # Errors
    /// The predicates of [`Error`] say which of file, alias, password or algorithm is wrong.
    pub fn private_key(&self) -> Result<PrivateKey> {
        let contents = self.contents()?;
        contents
            .into_private_key(self.alias.as_deref())
            .map(|named| named.key)
            .map_err(|error| error.at(self))
    }

    /// The chosen private key with its certificate chain.
    ///
    /// # Errors
    /// Those of [`private_key`](Self::private_key), and when no certificate belongs to the key.
    pub fn identity(&self) -> Result<Identity> {
        let mut contents = self.contents()?;
        let certificates = std::mem::take(&mut contents.parts.certificates);
        contents
            .into_private_key(self.alias.as_deref())
            .and_then(|named| Ok(Identity::new(named.key, &certificates)?.with_alias(named.name)))
            .map_err(|error| error.at(self))
    }

    /// The chosen public key: a bare one, or that of a certificate or private key.
    ///
    /// # Errors
    /// When there is none, or several and no alias chooses.
    pub fn public_key(&self) -> Result<PublicKey> {
        self.contents()?
            .into_public_key(self.alias.as_deref())
            .map_err(|error| error.at(self))
    }

    /// The certificate: that of the chosen private key where there is one, else the first.
    ///
    /// # Errors
    /// When there is no certificate.
    pub fn certificate(&self) -> Result<Certificate> {
        self.contents()?
            .into_certificate(self.alias.as_deref())
            .map_err(|error| error.at(self))
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
                    format!("environment variable {variable}, which is to hold the password, is not set to text"),
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

    fn into_public_key(self, alias: Option<&str>) -> Result<PublicKey> {
        let alias = alias.filter(|_| self.has_names());
        let Parts {
            private_keys,
            public_keys,
            certificates,
            rejected,
        } = self.parts;
        if !public_keys.is_empty() {
            return choose(public_keys, rejected, alias, "public key").map(|named| named.key);
        }
        if private_keys.is_empty()
            && let Some(first) = certificates.first()
        {
            return first.public_key();
        }
        choose(private_keys, rejected, alias, "public key").map(|named| named.key.public_key().clone())
    }

    fn into_certificate(mut self, alias: Option<&str>) -> Result<Certificate> {
        let certificates = std::mem::take(&mut self.parts.certificates);
        let first = certificates.first().cloned().ok_or_else(no_certificate)?;
        if self.parts.private_keys.is_empty() {
            return Ok(first);
        }
        let key = self.into_private_key(alias)?.key;
        Identity::new(key, &certificates).map(|identity| identity.certificate().clone())
    }

    fn has_names(&self) -> bool {
        matches!(self.format, Format::Pkcs12 | Format::Jwk | Format::JwkSet)
    }
}

fn no_certificate() -> Error {
    Error::new(Kind::Certificate, "holds no certificate")
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
