use std::env;
use std::fmt;
use std::fs::File;
use std::io::Read as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use zeroize::Zeroizing;

use super::contents::Contents;
use super::open::{is_json, open, without_mark};
use super::{Certificate, Expiry, Identity, JwkSet, Password, PrivateKey, PublicKey, WARN_BEFORE, identity, pem, warn};
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
    certificates: Option<Box<KeySource>>,
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
            certificates: None,
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

    /// Takes the certificates of another source besides: a key in one file and its chain in another, as Mastercard's portal hands
    /// out the identity for mutual TLS.
    ///
    /// The other source has a password and clock of its own; of it nothing but the certificates is used.
    ///
    /// # Examples
    /// ```no_run
    /// # fn main() -> mc_auth::Result<()> {
    /// use mc_auth::keys::KeySource;
    ///
    /// let identity = KeySource::path("client.key")
    ///     .with_password_env("CLIENT_PASSWORD")
    ///     .with_certificates(KeySource::path("client.crt"))
    ///     .identity()?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_certificates(mut self, certificates: KeySource) -> Self {
        self.certificates = Some(Box::new(certificates));
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
        self.contents()?.take_certificates().map_err(|error| error.at(self))
    }

    /// The keys of a JWK set, or the one key of a JWK.
    ///
    /// # Errors
    /// When the content is neither.
    pub fn jwk_set(&self) -> Result<JwkSet> {
        let bytes = self.read()?;
        JwkSet::from_json(without_mark(&bytes)).map_err(|error| error.at(self))
    }

    /// Everything that is in there, for display and for choices of your own.
    ///
    /// # Errors
    /// When the content cannot be read or opened.
    pub fn contents(&self) -> Result<Contents> {
        let bytes = self.read()?;
        let password = self.password()?;
        let mut contents = open(&bytes, password.as_ref()).map_err(|error| error.at(self))?;
        if let Some(other) = &self.certificates {
            contents.parts.certificates.extend(other.certificates()?);
        }
        Ok(contents)
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
                let text = text.trim_start_matches('\u{feff}');
                let bytes = Zeroizing::new(text.as_bytes().to_vec());
                if pem::is_pem(&bytes) || is_json(&bytes) {
                    bytes
                } else {
                    pem::decode(text).ok_or_else(|| {
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
