//! Payload encryption by JWE: compact serialisation, RSA-OAEP-256, and AES in GCM or in CBC with an HMAC.
//!
//! What goes out is strict: initialisation vectors of 12 bytes in GCM, clean base64url. What comes in may be what
//! Mastercard's libraries make of it: vectors of 16 bytes, `/`, `+` and `=` in the base64, a header without `kid`. The tag
//! is verified always, algorithms are those on one list, and all failures to decrypt look the same. No JWE of more than
//! [`MAX_BYTES`] is made or looked at, unless both sides are told otherwise.
//!
//! # Examples
//! ```no_run
//! use mc_auth::jwe::{Decrypter, Encrypter};
//! use mc_auth::keys::KeySource;
//!
//! # fn main() -> mc_auth::Result<()> {
//! let encrypter = Encrypter::new(&KeySource::path("mastercard-encryption.pem").public_key()?)?;
//! let jwe = encrypter.encrypt(br#"{"foo":"bar"}"#)?;
//!
//! let decrypter = Decrypter::new(&KeySource::path("my-decryption.pem").private_key()?)?;
//! let plaintext = decrypter.decrypt(&jwe)?;
//! # Ok(())
//! # }
//! ```

mod content;

use std::fmt;
use std::sync::Arc;

use base64ct::{Base64Unpadded, Base64UrlUnpadded, Encoding as _};
use serde::Deserialize;
use serde::de::IgnoredAny;
use zeroize::Zeroizing;

use crate::error::{Error, Kind, Result};
use crate::keys::{PrivateKey, PublicKey};
#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
use crate::rsa::default_backend;
use crate::rsa::{Backend, LiveKeys, OaepHash, PrivateOperations, PublicOperations, any_backend, no_backend};

pub use content::ContentEncryption;

const ALGORITHM: &str = "RSA-OAEP-256";
/// The largest JWE that is made, and that is looked at, unless set otherwise: 10 MiB, which holds some 7.5 MiB of payload.
pub const MAX_BYTES: usize = 10 << 20;
/// The largest header; those of the libraries have some 150 bytes.
const MAX_HEADER: usize = 8 << 10;

/// Encrypts for the holder of one private key; clones are cheap.
#[derive(Clone)]
pub struct Encrypter {
    key: Arc<dyn PublicOperations>,
    kid: Option<String>,
    content: ContentEncryption,
    iv_length: usize,
    max_bytes: usize,
    /// The header as it is sent: the same for every message.
    header: String,
}

impl Encrypter {
    /// Encrypts with A256GCM; `kid` is the SHA-256 of the key in hex.
    ///
    /// # Errors
    /// When the numbers of the key do not form a valid RSA key.
    #[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
    pub fn new(key: &PublicKey) -> Result<Self> {
        Self::with_backend(key, default_backend())
    }

    /// The same, with a given backend.
    ///
    /// # Errors
    /// When the numbers of the key do not form a valid RSA key.
    pub fn with_backend(key: &PublicKey, backend: &dyn Backend) -> Result<Self> {
        let encrypter = Self {
            key: backend.public_key(key)?,
            kid: Some(key.fingerprint_sha256().to_hex()),
            content: ContentEncryption::default(),
            iv_length: 12,
            max_bytes: MAX_BYTES,
            header: String::new(),
        };
        Ok(encrypter.with_header())
    }

    /// Names the key otherwise: products differ on which fingerprint they expect.
    #[must_use]
    pub fn with_kid(mut self, kid: impl Into<String>) -> Self {
        self.kid = Some(kid.into());
        self.with_header()
    }

    /// The name of the key, as requests carry it.
    pub fn kid(&self) -> Option<&str> {
        self.kid.as_deref()
    }

    /// Leaves `kid` out of the header.
    #[must_use]
    pub fn without_kid(mut self) -> Self {
        self.kid = None;
        self.with_header()
    }

    /// Chooses the content encryption.
    #[must_use]
    pub fn with_content_encryption(mut self, content: ContentEncryption) -> Self {
        self.content = content;
        self.with_header()
    }

    /// Sends initialisation vectors of 16 bytes in GCM, for a receiver that accepts no others.
    ///
    /// RFC 7518 asks for 12; Mastercard's older libraries send 16.
    #[must_use]
    pub fn with_sixteen_byte_iv(mut self) -> Self {
        self.iv_length = 16;
        self
    }

    /// Makes no JWE that is longer, instead of [`MAX_BYTES`]; the receiver has to accept as much.
    #[must_use]
    pub fn with_max_bytes(mut self, max_bytes: usize) -> Self {
        self.max_bytes = max_bytes;
        self
    }

    /// The members in the order of Mastercard's Java library: `kid`, `cty`, `enc`, `alg`.
    ///
    /// They are written one by one: the order of a map depends on what features of `serde_json` a build has.
    fn with_header(mut self) -> Self {
        let kid = self.kid.as_ref().map_or_else(String::new, |kid| {
            format!("\"kid\":{},", serde_json::Value::from(kid.as_str()))
        });
        let enc = self.content.as_str();
        let header = format!("{{{kid}\"cty\":\"application/json\",\"enc\":\"{enc}\",\"alg\":\"{ALGORITHM}\"}}");
        self.header = Base64UrlUnpadded::encode_string(header.as_bytes());
        self
    }

    /// Encrypts a document, each time with a key and vector of its own.
    ///
    /// # Errors
    /// [`is_payload`](Error::is_payload) when the JWE would be larger than is allowed; else when the system gives no random
    /// numbers, or the backend fails.
    pub fn encrypt(&self, plaintext: &[u8]) -> Result<String> {
        let failed = || Error::new(Kind::Crypto, "encryption failed");
        let iv_length = if self.content.is_gcm() { self.iv_length } else { 16 };
        self.content.check_sealing(iv_length)?;
        let mut key = Zeroizing::new([0; 64]);
        let key = &mut key[..self.content.key_length()];
        random(key)?;
        let wrapped = self.key.encrypt_oaep(OaepHash::Sha256, key)?;
        let lengths = [
            wrapped.len(),
            iv_length,
            self.content.ciphertext_length(plaintext.len()),
            self.content.tag_length(),
        ];
        let length = lengths.iter().fold(self.header.len(), |sum, part| {
            sum.saturating_add(1 + encoded_length(*part))
        });
        if length > self.max_bytes {
            return Err(Error::new(
                Kind::Payload,
                format!(
                    "the payload makes a JWE of {length} bytes, and {} are allowed; send less, or raise the bound here and at \
                     the receiver",
                    self.max_bytes
                ),
            ));
        }
        let (iv, ciphertext, tag) = self
            .content
            .seal_anew(key, iv_length, self.header.as_bytes(), plaintext)
            .ok_or_else(failed)?;

        let mut jwe = String::with_capacity(length);
        jwe.push_str(&self.header);
        for part in [&wrapped, &iv, &ciphertext, &tag] {
            jwe.push('.');
            jwe.push_str(&Base64UrlUnpadded::encode_string(part));
        }
        Ok(jwe)
    }
}

impl fmt::Debug for Encrypter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encrypter")
            .field("kid", &self.kid)
            .field("content", &self.content)
            .finish_non_exhaustive()
    }
}

/// Decrypts with one of several private keys, chosen by `kid`; clones are cheap.
///
/// While keys are rotated, the old one and the new one are both given; [`Shared`](crate::Shared) lets clients that run have
/// another decrypter from one message to the next. A message whose `kid` is missing, or is none of the
/// names, is tried with every key: Mastercard's libraries do not agree on what `kid` is.
#[derive(Clone)]
pub struct Decrypter {
    backend: Option<&'static dyn Backend>,
    keys: LiveKeys<dyn PrivateOperations>,
    accepted: Vec<ContentEncryption>,
    max_bytes: usize,
}

impl Decrypter {
    /// Decrypts with one key, which goes by the SHA-256 of its public half, in hex or base64.
    ///
    /// # Errors
    /// When the numbers of the key do not fit together.
    #[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
    pub fn new(key: &PrivateKey) -> Result<Self> {
        Self::with_backend(key, default_backend())
    }

    /// The same, with a given backend.
    ///
    /// # Errors
    /// When the numbers of the key do not fit together.
    pub fn with_backend(key: &PrivateKey, backend: &'static dyn Backend) -> Result<Self> {
        Self {
            backend: Some(backend),
            keys: LiveKeys::new(),
            accepted: ContentEncryption::ALL.to_vec(),
            max_bytes: MAX_BYTES,
        }
        .with_key(key, &[])
    }

    /// Decrypts with a key that is held elsewhere, such as in an HSM (`rsa::pkcs11`); its public half tells its name.
    ///
    /// A failure of what holds the key is reported as such, unlike that of a message.
    pub fn held_elsewhere(key: Arc<dyn PrivateOperations>, public: &PublicKey) -> Self {
        Self {
            backend: None,
            keys: LiveKeys::new(),
            accepted: ContentEncryption::ALL.to_vec(),
            max_bytes: MAX_BYTES,
        }
        .with_key_held_elsewhere(key, public, &[])
    }

    /// Adds a key that is held elsewhere, with further names.
    #[must_use]
    pub fn with_key_held_elsewhere(
        mut self,
        key: Arc<dyn PrivateOperations>,
        public: &PublicKey,
        names: &[&str],
    ) -> Self {
        self.keys.add(key, public, names);
        self
    }

    /// Adds a key, with further names such as its certificate's fingerprint.
    ///
    /// # Errors
    /// When the numbers of the key do not fit together, or there is no backend for it.
    pub fn with_key(self, key: &PrivateKey, names: &[&str]) -> Result<Self> {
        let backend = self.backend.or_else(any_backend).ok_or_else(no_backend)?;
        let operations = backend.private_key(key)?;
        Ok(self.with_key_held_elsewhere(operations, key.public_key(), names))
    }

    /// Accepts these content encryptions only.
    #[must_use]
    pub fn with_accepted(mut self, accepted: impl IntoIterator<Item = ContentEncryption>) -> Self {
        self.accepted = accepted.into_iter().collect();
        self
    }

    /// Refuses what is longer, instead of [`MAX_BYTES`].
    #[must_use]
    pub fn with_max_bytes(mut self, max_bytes: usize) -> Self {
        self.max_bytes = max_bytes;
        self
    }

    /// Decrypts a JWE in compact serialisation.
    ///
    /// # Errors
    /// [`is_payload`](Error::is_payload) when it is none, is too large, or is of an algorithm that is not accepted;
    /// [`is_crypto`](Error::is_crypto) in every other case, without saying why.
    pub fn decrypt(&self, jwe: &str) -> Result<Zeroizing<Vec<u8>>> {
        if jwe.len() > self.max_bytes {
            return Err(refused("is larger than is allowed"));
        }
        let mut segments = jwe.trim().split('.');
        let (Some(header), Some(wrapped), Some(iv), Some(ciphertext), Some(tag), None) = (
            segments.next(),
            segments.next(),
            segments.next(),
            segments.next(),
            segments.next(),
            segments.next(),
        ) else {
            return Err(refused("does not have five parts"));
        };
        if header.len() > MAX_HEADER {
            return Err(refused("has a header larger than is allowed"));
        }
        let (content, kid) = self.read_header(header)?;
        let (wrapped, iv, ciphertext, tag) = (decode(wrapped)?, decode(iv)?, decode(ciphertext)?, decode(tag)?);
        content.check_vector(iv.len())?;

        let mut device = None;
        for private in self.keys.candidates(|name| kid.as_deref() == Some(name)) {
            let mut key = Zeroizing::new([0; 64]);
            let key = &mut key[..content.key_length()];
            // A key that does not unwrap is replaced by a random one, so that this failure takes the same road as a forged
            // tag and is told apart from it neither by the error nor by the time.
            random(key)?;
            match private.decrypt_oaep(OaepHash::Sha256, &wrapped) {
                Ok(unwrapped) if unwrapped.len() == key.len() => key.copy_from_slice(&unwrapped),
                // An HSM that does not answer: that does not depend on the message, and is for the caller to know.
                Err(error) if !error.is_crypto() => {
                    device = Some(error);
                    continue;
                }
                _ => {}
            }
            if let Some(plaintext) = content.open(key, &iv, header.as_bytes(), &ciphertext, &tag) {
                return Ok(plaintext);
            }
        }
        Err(device.unwrap_or_else(Error::decryption_failed))
    }

    fn read_header(&self, segment: &str) -> Result<(ContentEncryption, Option<String>)> {
        #[derive(Deserialize)]
        struct Header {
            alg: String,
            enc: String,
            kid: Option<String>,
            zip: Option<IgnoredAny>,
            crit: Option<IgnoredAny>,
        }
        let header: Header =
            serde_json::from_slice(&decode(segment)?).map_err(|_| refused("has a header that is not understood"))?;
        if header.alg != ALGORITHM {
            return Err(refused("has an alg other than RSA-OAEP-256"));
        }
        if header.zip.is_some() || header.crit.is_some() {
            return Err(refused("asks for compression or an extension, which are not accepted"));
        }
        let content = header
            .enc
            .parse()
            .ok()
            .filter(|content| self.accepted.contains(content));
        Ok((
            content.ok_or_else(|| refused("has an enc that is not accepted"))?,
            header.kid,
        ))
    }
}

impl fmt::Debug for Decrypter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Decrypter")
            .field("keys", &self.keys)
            .field("accepted", &self.accepted)
            .finish_non_exhaustive()
    }
}

/// The length of bytes in base64url without padding.
fn encoded_length(bytes: usize) -> usize {
    bytes.saturating_mul(4).div_ceil(3)
}

fn refused(what: &str) -> Error {
    Error::new(Kind::Payload, format!("the encrypted payload {what}"))
}

fn random(bytes: &mut [u8]) -> Result<()> {
    crate::module::random(bytes)
        .map_err(|error| Error::new(Kind::Crypto, "there are no random numbers for encryption").with_source(error))
}

/// Base64url, or the standard alphabet that one of the libraries emits, with or without padding.
pub(crate) fn decode(segment: &str) -> Result<Vec<u8>> {
    let malformed = |_| refused("has a part that is not base64url");
    let segment = segment.trim_end_matches('=');
    if segment.bytes().any(|byte| byte == b'/' || byte == b'+') {
        let standard = segment.replace('-', "+").replace('_', "/");
        return Base64Unpadded::decode_vec(&standard).map_err(malformed);
    }
    Base64UrlUnpadded::decode_vec(segment).map_err(malformed)
}
