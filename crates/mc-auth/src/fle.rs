//! Field-level encryption, the older scheme of Mastercard: AES-128-CBC, its key wrapped by RSA-OAEP.
//!
//! A message is one encrypted value and its [`Parameters`]: initialisation vector, wrapped key, hash and fingerprints. They
//! travel beside the value, in the body or in HTTP headers; [`payload`](crate::payload) puts them there and finds them.
//!
//! **There is no integrity protection** in this scheme: who can alter a message can alter what is read from it, within
//! limits. Choose [`jwe`](crate::jwe) where the product offers it. Failures to decrypt all look the same, and a key that does
//! not unwrap costs the same work as one that does, so that this code is no padding oracle by itself.
//!
//! # Examples
//! ```no_run
//! use mc_auth::fle::{Decrypter, Encrypter};
//! use mc_auth::keys::KeySource;
//!
//! # fn main() -> mc_auth::Result<()> {
//! let encrypter = Encrypter::from_certificate(&KeySource::path("mastercard-encryption.pem").certificate()?)?;
//! let message = encrypter.encrypt(br#"{"foo":"bar"}"#)?;
//!
//! let decrypter = Decrypter::new(&KeySource::path("my-decryption.pem").private_key()?)?;
//! let plaintext = decrypter.decrypt(&message.value, &message.parameters)?;
//! # Ok(())
//! # }
//! ```

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use aes::Aes128;
use base64ct::{Base64, Base64Unpadded, Encoding as _};
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeDecrypt as _, BlockModeEncrypt as _, KeyIvInit as _};
use zeroize::Zeroizing;

use crate::error::{Error, Kind, Result};
use crate::keys::{Certificate, Fingerprint, PrivateKey, PublicKey};
#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
use crate::rsa::default_backend;
use crate::rsa::{Backend, LiveKeys, OaepHash, PrivateOperations, PublicOperations, any_backend, no_backend};

/// The largest encrypted value that is made, and that is looked at, unless set otherwise: 10 MiB of text.
pub const MAX_BYTES: usize = 10 << 20;
/// The largest wrapped key, as text: RSA-8192 in hex has 2,048 characters.
const MAX_KEY: usize = 4 << 10;
const BLOCK: usize = 16;

/// How bytes are written as text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// Lower-case hex; both cases are read.
    #[default]
    Hex,
    /// Base64 with padding; the URL-safe alphabet and absent padding are read, too.
    Base64,
}

impl Encoding {
    fn encode(self, bytes: &[u8]) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        match self {
            Self::Hex => bytes
                .iter()
                .flat_map(|byte| [byte >> 4, byte & 15])
                .map(|digit| char::from(DIGITS[usize::from(digit)]))
                .collect(),
            Self::Base64 => Base64::encode_string(bytes),
        }
    }

    fn decode(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Self::Hex => {
                let digits = text.as_bytes();
                if !digits.len().is_multiple_of(2) {
                    return None;
                }
                let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
                digits
                    .chunks_exact(2)
                    .map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?))
                    .collect()
            }
            Self::Base64 => {
                let text = text.trim_end_matches('=').replace('-', "+").replace('_', "/");
                Base64Unpadded::decode_vec(&text).ok()
            }
        }
    }

    fn fingerprint(self, fingerprint: &Fingerprint) -> String {
        match self {
            Self::Hex => fingerprint.to_hex(),
            Self::Base64 => fingerprint.to_base64(),
        }
    }
}

impl FromStr for Encoding {
    type Err = Error;

    /// Reads `hex` and `base64` in any case, as the official libraries' configurations write them.
    fn from_str(text: &str) -> Result<Self> {
        if text.eq_ignore_ascii_case("hex") {
            Ok(Self::Hex)
        } else if text.eq_ignore_ascii_case("base64") {
            Ok(Self::Base64)
        } else {
            Err(Error::new(
                Kind::Configuration,
                "the encoding of encrypted fields is none that is known; use hex or base64",
            ))
        }
    }
}

/// Reads a hash as Mastercard writes it: `SHA256` or `SHA-256`.
///
/// # Errors
/// When it is none of SHA-1, SHA-224, SHA-256, SHA-384 and SHA-512.
pub fn oaep_hash(name: &str) -> Result<OaepHash> {
    let name = name.trim();
    let digits = name
        .get(..3)
        .filter(|start| start.eq_ignore_ascii_case("sha"))
        .and_then(|_| name.get(3..));
    match digits.map(|digits| digits.strip_prefix('-').unwrap_or(digits)) {
        Some("1") => Ok(OaepHash::Sha1),
        Some("224") => Ok(OaepHash::Sha224),
        Some("256") => Ok(OaepHash::Sha256),
        Some("384") => Ok(OaepHash::Sha384),
        Some("512") => Ok(OaepHash::Sha512),
        _ => Err(Error::new(
            Kind::Configuration,
            "the hash of RSA-OAEP is none that is accepted; use SHA-256 or SHA-512, or SHA-1, SHA-224 or SHA-384",
        )),
    }
}

fn hash_name(hash: OaepHash) -> &'static str {
    match hash {
        OaepHash::Sha1 => "SHA1",
        OaepHash::Sha224 => "SHA224",
        OaepHash::Sha256 => "SHA256",
        OaepHash::Sha384 => "SHA384",
        OaepHash::Sha512 => "SHA512",
    }
}

/// What the receiver needs beside the encrypted value; nothing of it is secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parameters {
    /// The initialisation vector, encoded.
    pub iv: String,
    /// The content key under the receiver's public key, encoded.
    pub encrypted_key: String,
    /// The hash of RSA-OAEP, as `SHA256`.
    pub oaep_hash: Option<String>,
    /// The fingerprint of the receiver's certificate.
    pub certificate_fingerprint: Option<String>,
    /// The fingerprint of the receiver's public key.
    pub key_fingerprint: Option<String>,
}

impl Parameters {
    /// Parameters with the two that nothing can be decrypted without.
    pub fn new(iv: impl Into<String>, encrypted_key: impl Into<String>) -> Self {
        Self {
            iv: iv.into(),
            encrypted_key: encrypted_key.into(),
            ..Self::default()
        }
    }

    /// Adds the hash of RSA-OAEP.
    #[must_use]
    pub fn with_oaep_hash(mut self, name: impl Into<String>) -> Self {
        self.oaep_hash = Some(name.into());
        self
    }

    /// Adds the fingerprint of the receiver's certificate.
    #[must_use]
    pub fn with_certificate_fingerprint(mut self, fingerprint: impl Into<String>) -> Self {
        self.certificate_fingerprint = Some(fingerprint.into());
        self
    }

    /// Adds the fingerprint of the receiver's public key.
    #[must_use]
    pub fn with_key_fingerprint(mut self, fingerprint: impl Into<String>) -> Self {
        self.key_fingerprint = Some(fingerprint.into());
        self
    }
}

/// An encrypted value and its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Message {
    /// The ciphertext, encoded.
    pub value: String,
    /// What goes with it.
    pub parameters: Parameters,
}

/// Encrypts for the holder of one private key; clones are cheap.
#[derive(Clone)]
pub struct Encrypter {
    key: Arc<dyn PublicOperations>,
    hash: OaepHash,
    encoding: Encoding,
    max_bytes: usize,
    certificate: Option<Name>,
    public: Option<Name>,
}

/// A fingerprint that follows the encoding, or one that was given as text.
#[derive(Clone)]
enum Name {
    Computed(Fingerprint),
    Given(String),
}

impl Name {
    fn text(&self, encoding: Encoding) -> String {
        match self {
            Self::Computed(fingerprint) => encoding.fingerprint(fingerprint),
            Self::Given(text) => text.clone(),
        }
    }
}

impl Encrypter {
    /// Encrypts with a bare public key, SHA-256 and hex; the certificate's fingerprint is not known.
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
        Ok(Self {
            key: backend.public_key(key)?,
            hash: OaepHash::Sha256,
            encoding: Encoding::Hex,
            max_bytes: MAX_BYTES,
            certificate: None,
            public: Some(Name::Computed(key.fingerprint_sha256())),
        })
    }

    /// Encrypts with the key of a certificate, whose SHA-256 fingerprint is sent where a name for it is configured.
    ///
    /// # Errors
    /// When the certificate's key is no valid RSA key.
    #[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
    pub fn from_certificate(certificate: &Certificate) -> Result<Self> {
        Self::from_certificate_with_backend(certificate, default_backend())
    }

    /// The same, with a given backend.
    ///
    /// # Errors
    /// When the certificate's key is no valid RSA key.
    pub fn from_certificate_with_backend(certificate: &Certificate, backend: &dyn Backend) -> Result<Self> {
        let mut encrypter = Self::with_backend(&certificate.public_key()?, backend)?;
        encrypter.certificate = Some(Name::Computed(certificate.fingerprint_sha256()));
        Ok(encrypter)
    }

    /// Wraps keys with another hash; it serves for the label and in MGF1 alike.
    #[must_use]
    pub fn with_oaep_hash(mut self, hash: OaepHash) -> Self {
        self.hash = hash;
        self
    }

    /// Writes values, vectors and keys otherwise.
    #[must_use]
    pub fn with_encoding(mut self, encoding: Encoding) -> Self {
        self.encoding = encoding;
        self
    }

    /// Makes no value whose text is longer, instead of [`MAX_BYTES`]; the receiver has to accept as much.
    #[must_use]
    pub fn with_max_bytes(mut self, max_bytes: usize) -> Self {
        self.max_bytes = max_bytes;
        self
    }

    /// Sends this text as the certificate's fingerprint: some products want a SHA-1.
    #[must_use]
    pub fn with_certificate_fingerprint(mut self, fingerprint: impl Into<String>) -> Self {
        self.certificate = Some(Name::Given(fingerprint.into()));
        self
    }

    /// Sends this text as the key's fingerprint.
    #[must_use]
    pub fn with_key_fingerprint(mut self, fingerprint: impl Into<String>) -> Self {
        self.public = Some(Name::Given(fingerprint.into()));
        self
    }

    /// Encrypts one value, each time with a key and vector of its own.
    ///
    /// # Errors
    /// [`is_payload`](Error::is_payload) when the encrypted value would be larger than is allowed; else when the system gives
    /// no random numbers, or the backend fails.
    pub fn encrypt(&self, plaintext: &[u8]) -> Result<Message> {
        let session = self.session()?;
        Ok(Message {
            value: session.encrypt(plaintext)?,
            parameters: session.parameters,
        })
    }

    /// A key and vector for several values, for which one set of HTTP headers must do.
    ///
    /// Values of one session that begin alike look alike up to there, for they share the vector. Encrypt each value by itself
    /// where its parameters can be in the body.
    ///
    /// # Errors
    /// When the system gives no random numbers, or the backend fails.
    pub fn session(&self) -> Result<Session> {
        let mut key = Zeroizing::new([0; BLOCK]);
        let mut iv = [0; BLOCK];
        random(key.as_mut_slice())?;
        random(&mut iv)?;
        let wrapped = self.key.encrypt_oaep(self.hash, key.as_slice())?;
        Ok(Session {
            encoding: self.encoding,
            max_bytes: self.max_bytes,
            parameters: Parameters {
                iv: self.encoding.encode(&iv),
                encrypted_key: self.encoding.encode(&wrapped),
                oaep_hash: Some(hash_name(self.hash).to_owned()),
                certificate_fingerprint: self.certificate.as_ref().map(|name| name.text(self.encoding)),
                key_fingerprint: self.public.as_ref().map(|name| name.text(self.encoding)),
            },
            key,
            iv,
        })
    }

    /// The name of the key, as requests carry it.
    #[cfg(any(feature = "reqwest", feature = "tower"))]
    pub(crate) fn key_id(&self) -> Option<String> {
        let name = self.public.as_ref().or(self.certificate.as_ref())?;
        Some(name.text(self.encoding))
    }

    pub(crate) fn knows_certificate(&self) -> bool {
        self.certificate.is_some()
    }
}

impl fmt::Debug for Encrypter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encrypter")
            .field("hash", &self.hash)
            .field("encoding", &self.encoding)
            .field("key", &self.public.as_ref().map(|name| name.text(self.encoding)))
            .finish_non_exhaustive()
    }
}

/// One content key and vector, and the parameters that tell the receiver.
pub struct Session {
    encoding: Encoding,
    max_bytes: usize,
    parameters: Parameters,
    key: Zeroizing<[u8; BLOCK]>,
    iv: [u8; BLOCK],
}

impl Session {
    /// What the receiver needs to decrypt the values of this session.
    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// Encrypts one value.
    ///
    /// # Errors
    /// [`is_payload`](Error::is_payload) when the encrypted value would be larger than is allowed.
    pub fn encrypt(&self, plaintext: &[u8]) -> Result<String> {
        let blocks = (plaintext.len() / BLOCK).saturating_add(1).saturating_mul(BLOCK);
        let length = match self.encoding {
            Encoding::Hex => blocks.saturating_mul(2),
            Encoding::Base64 => blocks.div_ceil(3).saturating_mul(4),
        };
        if length > self.max_bytes {
            return Err(Error::new(
                Kind::Payload,
                format!(
                    "the payload makes an encrypted value of {length} bytes, and {} are allowed; send less, or raise the \
                     bound here and at the receiver",
                    self.max_bytes
                ),
            ));
        }
        let ciphertext = seal(self.key.as_slice(), &self.iv, plaintext)
            .ok_or_else(|| Error::new(Kind::Crypto, "encryption failed"))?;
        Ok(self.encoding.encode(&ciphertext))
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("parameters", &self.parameters)
            .finish_non_exhaustive()
    }
}

/// Decrypts with one of several private keys, chosen by fingerprint; clones are cheap.
///
/// A message with fingerprints that are none of the names, or with none at all, is tried with every key.
#[derive(Clone)]
pub struct Decrypter {
    backend: Option<&'static dyn Backend>,
    keys: LiveKeys<dyn PrivateOperations>,
    hash: OaepHash,
    encoding: Encoding,
    max_bytes: usize,
}

impl Decrypter {
    /// Decrypts with one key, which goes by the SHA-256 of its public half; SHA-256 and hex unless set otherwise.
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
            hash: OaepHash::Sha256,
            encoding: Encoding::Hex,
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
            hash: OaepHash::Sha256,
            encoding: Encoding::Hex,
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

    /// Unwraps keys with this hash where a message does not name one.
    ///
    /// A message may name SHA-256, SHA-384 and SHA-512 at any time, and SHA-1 and SHA-224 only where they are set here.
    #[must_use]
    pub fn with_oaep_hash(mut self, hash: OaepHash) -> Self {
        self.hash = hash;
        self
    }

    /// Reads values, vectors and keys otherwise.
    #[must_use]
    pub fn with_encoding(mut self, encoding: Encoding) -> Self {
        self.encoding = encoding;
        self
    }

    /// Refuses values that are longer, instead of [`MAX_BYTES`].
    #[must_use]
    pub fn with_max_bytes(mut self, max_bytes: usize) -> Self {
        self.max_bytes = max_bytes;
        self
    }

    /// Decrypts one value.
    ///
    /// The text that comes back was altered by nobody only if the channel it came by says so: see the module.
    ///
    /// # Errors
    /// [`is_payload`](Error::is_payload) when a part is too large, is not of the encoding, or the hash is not accepted;
    /// [`is_crypto`](Error::is_crypto) in every other case, without saying why.
    pub fn decrypt(&self, value: &str, parameters: &Parameters) -> Result<Zeroizing<Vec<u8>>> {
        if value.len() > self.max_bytes || parameters.encrypted_key.len() > MAX_KEY || parameters.iv.len() > MAX_KEY {
            return Err(refused("is larger than is allowed"));
        }
        let decode = |text: &str| self.encoding.decode(text);
        let (Some(ciphertext), Some(wrapped), Some(iv)) =
            (decode(value), decode(&parameters.encrypted_key), decode(&parameters.iv))
        else {
            return Err(refused(match self.encoding {
                Encoding::Hex => "has a part that is not hex",
                Encoding::Base64 => "has a part that is not base64",
            }));
        };
        let hash = match &parameters.oaep_hash {
            None => self.hash,
            Some(name) => oaep_hash(name)
                .ok()
                .filter(|hash| *hash == self.hash || !matches!(hash, OaepHash::Sha1 | OaepHash::Sha224))
                .ok_or_else(|| refused("names a hash that is not accepted"))?,
        };

        let asked = [&parameters.key_fingerprint, &parameters.certificate_fingerprint];
        let is_named = |known: &str| {
            let mut asked = asked.iter().filter_map(|name| name.as_deref());
            asked.any(|name| known.eq_ignore_ascii_case(name))
        };
        let mut device = None;
        for private in self.keys.candidates(is_named) {
            let mut key = Zeroizing::new([0; BLOCK]);
            // Without a key there is as much work to do as with one, and it is thrown away.
            random(key.as_mut_slice())?;
            let mut is_key = false;
            match private.decrypt_oaep(hash, &wrapped) {
                Ok(unwrapped) if unwrapped.len() == BLOCK => {
                    key.copy_from_slice(&unwrapped);
                    is_key = true;
                }
                // A hash that the backend lacks, an HSM that does not answer: that does not depend on the message, and is for
                // the caller to know.
                Err(error) if !error.is_crypto() => {
                    device = Some(error);
                    continue;
                }
                _ => {}
            }
            let plaintext = open(key.as_slice(), &iv, &ciphertext);
            if let (true, Some(plaintext)) = (is_key, plaintext) {
                return Ok(plaintext);
            }
        }
        Err(device.unwrap_or_else(failed))
    }
}

impl fmt::Debug for Decrypter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Decrypter")
            .field("keys", &self.keys)
            .field("hash", &self.hash)
            .field("encoding", &self.encoding)
            .finish_non_exhaustive()
    }
}

fn seal(key: &[u8], iv: &[u8], plaintext: &[u8]) -> Option<Vec<u8>> {
    #[cfg(feature = "aws-lc-rs")]
    if crate::fips::is_active() {
        return crate::module::by_module::seal_cbc(key, iv, plaintext);
    }
    let cipher = cbc::Encryptor::<Aes128>::new_from_slices(key, iv).ok()?;
    Some(cipher.encrypt_padded_vec::<Pkcs7>(plaintext))
}

fn open(key: &[u8], iv: &[u8], ciphertext: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    #[cfg(feature = "aws-lc-rs")]
    if crate::fips::is_active() {
        return crate::module::by_module::open_cbc(key, iv, ciphertext);
    }
    let cipher = cbc::Decryptor::<Aes128>::new_from_slices(key, iv).ok()?;
    // In place, so that a plaintext whose padding is wrong is wiped like any other.
    let mut buffer = Zeroizing::new(ciphertext.to_vec());
    let length = cipher.decrypt_padded::<Pkcs7>(&mut buffer).ok()?.len();
    buffer.truncate(length);
    Some(buffer)
}

/// The one failure, shared with the layer above for plaintexts that cannot be.
pub(crate) fn failed() -> Error {
    Error::decryption_failed()
}

fn refused(what: &str) -> Error {
    Error::new(Kind::Payload, format!("the encrypted payload {what}"))
}

fn random(bytes: &mut [u8]) -> Result<()> {
    crate::module::random(bytes)
        .map_err(|error| Error::new(Kind::Crypto, "there are no random numbers for encryption").with_source(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_read_what_they_write_and_nothing_broken() {
        let bytes = [0, 1, 0xab, 0xff, 0xfb];
        assert_eq!(Encoding::Hex.encode(&bytes), "0001abfffb");
        assert_eq!(Encoding::Base64.encode(&bytes), "AAGr//s=");
        assert_eq!(Encoding::Hex.decode("0001ABfffb").as_deref(), Some(&bytes[..]));
        for text in ["AAGr//s=", "AAGr//s", "AAGr__s"] {
            assert_eq!(Encoding::Base64.decode(text).as_deref(), Some(&bytes[..]), "{text}");
        }
        for text in ["abc", "zz", "+1", "é1"] {
            assert_eq!(Encoding::Hex.decode(text), None, "{text}");
        }
        assert_eq!(Encoding::Base64.decode("A"), None);
        assert_eq!("HEX".parse::<Encoding>().ok(), Some(Encoding::Hex));
        assert_eq!("base64".parse::<Encoding>().ok(), Some(Encoding::Base64));
        assert!("utf8".parse::<Encoding>().unwrap_err().is_configuration());
    }

    #[test]
    fn hashes_are_those_on_the_list() {
        assert_eq!(oaep_hash("SHA256").unwrap(), OaepHash::Sha256);
        assert_eq!(oaep_hash("SHA-512").unwrap(), OaepHash::Sha512);
        assert_eq!(oaep_hash("sha-384").unwrap(), OaepHash::Sha384);
        assert_eq!(oaep_hash("SHA-1").unwrap(), OaepHash::Sha1);
        assert_eq!(oaep_hash("SHA224").unwrap(), OaepHash::Sha224);
        for name in ["SHA1-", "SHA-2", "MD5", "", "SHA", "é56"] {
            assert!(oaep_hash(name).unwrap_err().is_configuration(), "{name}");
        }
    }

    #[test]
    fn seals_the_known_answer() {
        // AES-128-CBC of NIST SP 800-38A, F.2.1: the first block, then a block of padding.
        let hex = |text| Encoding::Hex.decode(text).unwrap();
        let key = hex("2b7e151628aed2a6abf7158809cf4f3c");
        let iv = hex("000102030405060708090a0b0c0d0e0f");
        let plaintext = hex("6bc1bee22e409f96e93d7e117393172a");
        let ciphertext = seal(&key, &iv, &plaintext).unwrap();
        assert_eq!(ciphertext.len(), 32);
        assert_eq!(
            Encoding::Hex.encode(&ciphertext[..16]),
            "7649abac8119b246cee98e9b12e9197d"
        );
        assert_eq!(open(&key, &iv, &ciphertext).unwrap().as_slice(), plaintext);
        assert!(open(&key, &iv, &ciphertext[..16]).is_none());
        assert!(open(&key, &iv, &ciphertext[..31]).is_none());
        assert!(open(&key, &iv, &[]).is_none());
    }
}
