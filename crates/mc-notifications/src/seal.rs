//! Encryption at rest.
//!
//! The stores encrypt whole notifications by AES-256-GCM under a key that you supply, and index each by keyed hashes, so
//! that a database can tell duplicates without knowing references, contents or account numbers. The hashes stand under a key of
//! their own, the index key, which the store makes and keeps encrypted under yours: it stays the same when yours is replaced.
//!
//! Nonces are random. One key is good for four thousand million notifications; replace it well before, say each year.
//!
//! ```
//! use mc_notifications::seal::{EncryptionKey, Keyring};
//!
//! let keyring = Keyring::new(EncryptionKey::new("2026", [7; 32])?);
//! assert_eq!(keyring.active().id(), "2026");
//! # Ok::<(), mc_notifications::Error>(())
//! ```

use std::fmt;

use aes_gcm::AesGcm;
use aes_gcm::aead::consts::U12;
use aes_gcm::aead::{AeadInOut as _, KeyInit as _, Nonce, Tag};
use aes_gcm::aes::Aes256;
use base64ct::{Base64, Encoding as _};
use zeroize::{Zeroize as _, Zeroizing};

use crate::error::{Error, Kind, Result};

#[cfg(any(feature = "sqlite", feature = "postgres"))]
mod rows;

#[cfg(any(feature = "sqlite", feature = "postgres"))]
pub(crate) use rows::{IndexKey, Sealed, SealedIndexKey, Sealer, lease_token};

type Cipher = AesGcm<Aes256, U12>;

const TAG_BYTES: usize = 16;

/// An AES-256 key with the name that is stored beside what it encrypts.
///
/// As text it is `NAME:BASE64`, where the second part is 32 bytes, such as `openssl rand -base64 32` prints.
///
/// ```
/// use mc_notifications::seal::EncryptionKey;
///
/// let key: EncryptionKey = "2026:ZGVtb25zdHJhdGlvbi1vbmx5LWtleS0zMi1ieXRlcy4=".parse()?;
/// assert_eq!(key.id(), "2026");
/// assert_eq!(format!("{key:?}"), r#"EncryptionKey("2026")"#);
/// # Ok::<(), mc_notifications::Error>(())
/// ```
#[derive(Clone)]
pub struct EncryptionKey {
    id: String,
    cipher: Box<Cipher>,
}

impl EncryptionKey {
    /// A key of a name: 1 to 32 letters, digits, dots, dashes and underscores.
    ///
    /// # Errors
    /// When the name is of another form.
    pub fn new(id: &str, mut key: [u8; 32]) -> Result<Self> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
        if !(1..=32).contains(&id.len()) || !id.bytes().all(plain) {
            return Err(Error::new(
                Kind::Key,
                "the name of an encryption key has 1 to 32 letters, digits, dots, dashes or underscores",
            ));
        }
        let cipher = Box::new(Cipher::new(&key.into()));
        key.zeroize();
        Ok(Self {
            id: id.to_owned(),
            cipher,
        })
    }

    /// A new key of a name, as text: to be kept in a file or a vault.
    ///
    /// # Errors
    /// When the name is of another form, or the operating system gives no random bytes.
    pub fn generate(id: &str) -> Result<Zeroizing<String>> {
        let mut key = Zeroizing::new([0; 32]);
        random(&mut *key)?;
        Self::new(id, *key)?;
        let encoded = Zeroizing::new(Base64::encode_string(&*key));
        Ok(Zeroizing::new(format!("{id}:{}\n", *encoded)))
    }

    /// The name that is stored beside what the key encrypts.
    pub fn id(&self) -> &str {
        &self.id
    }

    fn seal(&self, associated: &[u8], plaintext: &[u8]) -> Result<([u8; 12], Vec<u8>)> {
        let mut nonce = [0; 12];
        random(&mut nonce)?;
        let mut buffer = Vec::with_capacity(plaintext.len() + TAG_BYTES);
        buffer.extend_from_slice(plaintext);
        let tag = self
            .cipher
            .encrypt_inout_detached(&Nonce::<Cipher>::from(nonce), associated, buffer.as_mut_slice().into())
            .map_err(|_| Error::new(Kind::Key, "a notification could not be encrypted: it is too large"))?;
        buffer.extend_from_slice(&tag);
        Ok((nonce, buffer))
    }

    fn open(&self, associated: &[u8], nonce: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (text, tag) = sealed.split_at_checked(sealed.len().checked_sub(TAG_BYTES)?)?;
        let nonce = <&Nonce<Cipher>>::try_from(nonce).ok()?;
        let tag = <&Tag<Cipher>>::try_from(tag).ok()?;
        let mut buffer = Zeroizing::new(text.to_vec());
        self.cipher
            .decrypt_inout_detached(nonce, associated, buffer.as_mut_slice().into(), tag)
            .ok()?;
        Some(buffer)
    }
}

impl std::str::FromStr for EncryptionKey {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let malformed = || {
            Error::new(
                Kind::Key,
                "an encryption key is written NAME:BASE64 with 32 bytes; `openssl rand -base64 32` makes the second part",
            )
        };
        let (id, key) = text.trim_ascii().split_once(':').ok_or_else(malformed)?;
        let mut bytes = Zeroizing::new([0; 32]);
        if Base64::decode(key, &mut *bytes).map(<[u8]>::len) != Ok(32) {
            return Err(malformed());
        }
        Self::new(id, *bytes)
    }
}

impl fmt::Debug for EncryptionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("EncryptionKey").field(&self.id).finish()
    }
}

/// The key that encrypts from now on, and former ones that still open what they have encrypted.
///
/// ```
/// use mc_notifications::seal::Keyring;
///
/// let keyring: Keyring = "
///     2027:YW5vdGhlci1kZW1vbnN0cmF0aW9uLWtleS0zMmJ5dGU=
///     2026:ZGVtb25zdHJhdGlvbi1vbmx5LWtleS0zMi1ieXRlcy4=
/// "
/// .parse()?;
/// assert_eq!(keyring.active().id(), "2027");
/// # Ok::<(), mc_notifications::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Keyring {
    active: EncryptionKey,
    former: Vec<EncryptionKey>,
}

impl Keyring {
    /// One key.
    pub fn new(active: EncryptionKey) -> Self {
        Self {
            active,
            former: Vec::new(),
        }
    }

    /// Adds a key that opens and no longer encrypts.
    #[must_use]
    pub fn with_former(mut self, key: EncryptionKey) -> Self {
        self.former.push(key);
        self
    }

    /// The key that encrypts.
    pub fn active(&self) -> &EncryptionKey {
        &self.active
    }

    /// The names of all keys.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.active).chain(&self.former).map(EncryptionKey::id)
    }

    /// Encrypts bytes under the active key, to be kept anywhere; the result names the key.
    ///
    /// `context` says what they are and where they are kept: they open with the same context only.
    ///
    /// ```
    /// use mc_notifications::seal::{EncryptionKey, Keyring};
    ///
    /// let keyring = Keyring::new(EncryptionKey::new("2026", [7; 32])?);
    /// let sealed = keyring.seal(b"my-store 17", b"5555555555554444")?;
    /// assert_eq!(keyring.open(b"my-store 17", &sealed)?.as_slice(), b"5555555555554444");
    /// assert!(keyring.open(b"my-store 18", &sealed).is_err());
    /// # Ok::<(), mc_notifications::Error>(())
    /// ```
    ///
    /// # Errors
    /// When the operating system gives no random bytes.
    pub fn seal(&self, context: &[u8], plaintext: &[u8]) -> Result<Vec<u8>> {
        let (nonce, sealed) = self.active.seal(&foreign(context), plaintext)?;
        let id = self.active.id.as_bytes();
        // A key's name has 32 characters at most.
        let length = u8::try_from(id.len()).unwrap_or(u8::MAX);
        Ok([&[length], id, &nonce, &sealed].concat())
    }

    /// Decrypts what [`seal`](Self::seal) made.
    ///
    /// # Errors
    /// When its key is missing, it was sealed with another context, or it was changed.
    pub fn open(&self, context: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let damaged = || {
            Error::new(
                Kind::Key,
                "something sealed cannot be opened: it was changed, belongs elsewhere, or a key of the same name sealed it",
            )
        };
        let parts = || {
            let (length, rest) = sealed.split_first()?;
            let (id, rest) = rest.split_at_checked(usize::from(*length))?;
            let (nonce, sealed) = rest.split_at_checked(12)?;
            Some((std::str::from_utf8(id).ok()?, nonce, sealed))
        };
        let (id, nonce, sealed) = parts().ok_or_else(damaged)?;
        self.get(id)?.open(&foreign(context), nonce, sealed).ok_or_else(damaged)
    }

    fn get(&self, id: &str) -> Result<&EncryptionKey> {
        std::iter::once(&self.active)
            .chain(&self.former)
            .find(|key| key.id == id)
            .ok_or_else(|| {
                let id = crate::update::printable(id);
                Error::new(
                    Kind::Key,
                    format!("the encryption key {id} is missing; hand it over as well, behind the one in use"),
                )
            })
    }
}

impl std::str::FromStr for Keyring {
    type Err = Error;

    /// Keys on lines of their own or separated by commas, the active one first.
    fn from_str(text: &str) -> Result<Self> {
        let mut keys = text
            .split(['\n', ','])
            .map(str::trim_ascii)
            .filter(|line| !line.is_empty())
            .map(str::parse::<EncryptionKey>);
        let active = keys
            .next()
            .ok_or_else(|| Error::new(Kind::Key, "there is no encryption key"))??;
        let mut keyring = Self::new(active);
        for key in keys {
            let key = key?;
            if keyring.ids().any(|id| id == key.id) {
                return Err(Error::new(Kind::Key, "two encryption keys have the same name"));
            }
            keyring.former.push(key);
        }
        Ok(keyring)
    }
}

/// The context of what others seal, which is none of those of the stores here.
fn foreign(context: &[u8]) -> Vec<u8> {
    [b"mc-notifications 1 sealed ", context].concat()
}

fn random(bytes: &mut [u8]) -> Result<()> {
    getrandom::fill(bytes).map_err(|_| Error::unavailable("the operating system gives no random bytes"))
}
