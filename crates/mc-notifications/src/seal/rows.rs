//! Notifications as the stores keep them.

use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{Keyring, random};
use crate::error::{Error, Kind, Result};
use crate::notification::Notification;

/// The key of the hashes by which a store finds duplicates.
pub(crate) struct IndexKey(Zeroizing<[u8; 32]>);

/// An [`IndexKey`] as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct SealedIndexKey {
    /// The encryption key that it is sealed under.
    pub(crate) key_id: String,
    /// The nonce.
    pub(crate) nonce: Vec<u8>,
    /// The sealed bytes.
    pub(crate) sealed: Vec<u8>,
}

const INDEX_KEY: &[u8] = b"mc-notifications 1 index key";

impl IndexKey {
    /// A new one.
    ///
    /// # Errors
    /// When the operating system gives no random bytes.
    pub(crate) fn generate() -> Result<Self> {
        let mut key = Zeroizing::new([0; 32]);
        random(&mut *key)?;
        Ok(Self(key))
    }

    /// Encrypts it under the active key, to be stored.
    ///
    /// # Errors
    /// When the operating system gives no random bytes.
    pub(crate) fn seal(&self, keyring: &Keyring) -> Result<SealedIndexKey> {
        let (nonce, sealed) = keyring.active.seal(INDEX_KEY, &*self.0)?;
        Ok(SealedIndexKey {
            key_id: keyring.active.id.clone(),
            nonce: nonce.to_vec(),
            sealed,
        })
    }

    /// Opens one that was stored.
    ///
    /// # Errors
    /// When its key is missing, or is not the one of that name.
    pub(crate) fn open(keyring: &Keyring, stored: &SealedIndexKey) -> Result<Self> {
        let key = keyring.get(&stored.key_id)?;
        let opened = key
            .open(INDEX_KEY, &stored.nonce, &stored.sealed)
            .and_then(|bytes| bytes.as_slice().try_into().ok())
            .ok_or_else(|| {
                let message = format!(
                    "the encryption key {} is not the one of that name that the store was made with",
                    key.id
                );
                Error::new(Kind::Key, message)
            })?;
        Ok(Self(Zeroizing::new(opened)))
    }

    fn hash(&self, domain: u8, text: &[u8]) -> Result<[u8; 32]> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&*self.0)
            .map_err(|_| Error::new(Kind::Key, "the index key cannot be used"))?;
        mac.update(&[domain]);
        mac.update(text);
        Ok(mac.finalize().into_bytes().into())
    }
}

impl fmt::Debug for IndexKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IndexKey([REDACTED])")
    }
}

/// A notification as it is stored.
#[derive(Clone, Debug)]
#[expect(clippy::struct_field_names, reason = "the sealed body is what all the rest is about")]
pub(crate) struct Sealed {
    /// Whether it was understood.
    pub(crate) is_understood: bool,
    /// Keyed hash of the reference, or of the content where there is no reference.
    pub(crate) reference: [u8; 32],
    /// Keyed hash of the content.
    pub(crate) content: [u8; 32],
    /// Keyed hash of the old account number, which keeps the updates of an account in order.
    pub(crate) account: Option<[u8; 32]>,
    /// The name of the encryption key.
    pub(crate) key_id: String,
    /// The nonce.
    pub(crate) nonce: Vec<u8>,
    /// The body, encrypted, with its tag.
    pub(crate) sealed: Vec<u8>,
}

/// Encrypts notifications and opens them again.
#[derive(Debug)]
pub(crate) struct Sealer {
    keyring: Keyring,
    index: IndexKey,
}

impl Sealer {
    /// Works with these keys.
    pub(crate) fn new(keyring: Keyring, index: IndexKey) -> Self {
        Self { keyring, index }
    }

    /// The encryption keys.
    pub(crate) fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    /// The hash under which a reference is stored.
    ///
    /// # Errors
    /// When the index key cannot be used.
    pub(crate) fn reference(&self, reference: &str) -> Result<[u8; 32]> {
        self.index.hash(1, reference.as_bytes())
    }

    /// Encrypts a notification.
    ///
    /// # Errors
    /// When the operating system gives no random bytes.
    pub(crate) fn seal(&self, notification: &Notification) -> Result<Sealed> {
        let reference = match notification.reference() {
            Some(reference) => self.reference(reference)?,
            None => self.index.hash(4, notification.canonical())?,
        };
        let account = notification
            .update()
            .map(|update| self.index.hash(3, update.old_account_number.expose().as_bytes()))
            .transpose()?;
        let mut row = Sealed {
            is_understood: notification.update().is_some(),
            reference,
            content: self.index.hash(2, notification.canonical())?,
            account,
            key_id: self.keyring.active.id.clone(),
            nonce: Vec::new(),
            sealed: Vec::new(),
        };
        let (nonce, sealed) = self.keyring.active.seal(&associated(&row), notification.body())?;
        row.nonce = nonce.to_vec();
        row.sealed = sealed;
        Ok(row)
    }

    /// Opens a notification.
    ///
    /// # Errors
    /// When its key is missing ([`Error::is_key`]), or what is stored has been altered ([`Error::is_storage`]).
    pub(crate) fn open(&self, row: &Sealed) -> Result<Notification> {
        let key = self.keyring.get(&row.key_id)?;
        let body = key
            .open(&associated(row), &row.nonce, &row.sealed)
            .ok_or_else(|| Error::new(Kind::Storage, "a stored notification does not open: it was altered"))?;
        Notification::parse(body.to_vec())
            .map_err(|_| Error::new(Kind::Storage, "a stored notification is no longer JSON"))
    }
}

/// Binds the encrypted body to the columns beside it.
fn associated(row: &Sealed) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(160);
    bytes.extend_from_slice(b"mc-notifications 1 update\0");
    bytes.extend_from_slice(&row.reference);
    bytes.extend_from_slice(&row.content);
    bytes.push(u8::from(row.account.is_some()));
    bytes.extend_from_slice(&row.account.unwrap_or_default());
    bytes.extend_from_slice(row.key_id.as_bytes());
    bytes
}

/// What tells one lease from another.
pub(crate) fn lease_token() -> Result<[u8; 16]> {
    let mut token = [0; 16];
    random(&mut token)?;
    Ok(token)
}

#[cfg(test)]
mod tests {
    use super::super::EncryptionKey;
    use super::*;

    const BODY: &str = r#"{"abuReferenceId":"a-1","oldAccountNumber":"5555555555554444","reasonIdentifier":"C"}"#;

    fn key(id: &str, byte: u8) -> EncryptionKey {
        EncryptionKey::new(id, [byte; 32]).unwrap()
    }

    fn sealer() -> Sealer {
        Sealer::new(Keyring::new(key("k1", 1)), IndexKey(Zeroizing::new([9; 32])))
    }

    fn notification() -> Notification {
        Notification::parse(BODY).unwrap()
    }

    #[test]
    fn what_is_sealed_opens() {
        let row = sealer().seal(&notification()).unwrap();
        assert!(row.is_understood);
        assert_eq!(sealer().open(&row).unwrap().body(), BODY.as_bytes());
        assert_eq!(row.sealed.len(), BODY.len() + 16);
    }

    #[test]
    fn what_others_seal_opens_with_its_key_and_context() {
        let old = Keyring::new(key("k1", 1));
        let sealed = old.seal(b"here", b"5555555555554444").unwrap();
        let both = Keyring::new(key("k2", 2)).with_former(key("k1", 1));
        assert_eq!(both.open(b"here", &sealed).unwrap().as_slice(), b"5555555555554444");
        assert!(both.open(b"there", &sealed).is_err());
        let missing = Keyring::new(key("k2", 2)).open(b"here", &sealed).unwrap_err();
        assert!(missing.to_string().contains("k1"), "{missing}");
        for length in 0..sealed.len() {
            assert!(both.open(b"here", &sealed[..length]).is_err());
        }
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert!(both.open(b"here", &changed).is_err(), "{place}");
        }
    }

    #[test]
    fn no_two_are_sealed_alike_and_their_hashes_are() {
        let (a, b) = (
            sealer().seal(&notification()).unwrap(),
            sealer().seal(&notification()).unwrap(),
        );
        assert_ne!(a.nonce, b.nonce);
        assert_ne!(a.sealed, b.sealed);
        assert_eq!((a.reference, a.content, a.account), (b.reference, b.content, b.account));
    }

    #[test]
    fn every_column_is_bound() {
        let row = sealer().seal(&notification()).unwrap();
        let refused = |change: &dyn Fn(&mut Sealed)| {
            let mut row = row.clone();
            change(&mut row);
            sealer().open(&row).unwrap_err().is_storage()
        };
        assert!(refused(&|row| row.reference[0] ^= 1));
        assert!(refused(&|row| row.content[31] ^= 1));
        assert!(refused(&|row| row.account = None));
        assert!(refused(&|row| row.nonce[0] ^= 1));
        assert!(refused(&|row| row.nonce.truncate(11)));
        assert!(refused(&|row| row.sealed[0] ^= 1));
        assert!(refused(&|row| row.sealed.truncate(15)));
        let other = sealer()
            .seal(&Notification::parse(BODY.replace("a-1", "a-2")).unwrap())
            .unwrap();
        assert!(refused(&|row| row.sealed.clone_from(&other.sealed)));
    }

    #[test]
    fn hashes_need_the_key_and_are_of_one_kind_each() {
        let row = sealer().seal(&notification()).unwrap();
        let other = Sealer::new(Keyring::new(key("k1", 1)), IndexKey(Zeroizing::new([8; 32])));
        assert_ne!(row.account, other.seal(&notification()).unwrap().account);
        // HMAC-SHA-256 over 03 and the account number, key 09 09 ..; made by `openssl dgst -sha256 -mac HMAC`.
        let account = u128::from_be_bytes(row.account.unwrap()[..16].try_into().unwrap());
        assert_eq!(account, 0xc391_c22e_a173_31de_f754_6400_b72b_6b0f);
        let unnamed = sealer().seal(&Notification::parse("[1]").unwrap()).unwrap();
        assert_ne!(unnamed.reference, unnamed.content);
        assert!(!unnamed.is_understood && unnamed.account.is_none());
    }

    #[test]
    fn keys_can_be_replaced() {
        let row = sealer().seal(&notification()).unwrap();
        let both = Sealer::new(
            Keyring::new(key("k2", 2)).with_former(key("k1", 1)),
            IndexKey(Zeroizing::new([9; 32])),
        );
        assert!(both.open(&row).is_ok());
        assert_eq!(both.seal(&notification()).unwrap().key_id, "k2");
        let new = Sealer::new(Keyring::new(key("k2", 2)), IndexKey(Zeroizing::new([9; 32])));
        let error = new.open(&row).unwrap_err();
        assert!(error.is_key() && error.to_string().contains("k1"), "{error}");
    }

    #[test]
    fn the_index_key_is_stored_under_the_active_key() {
        let keyring = Keyring::new(key("k1", 1));
        let index = IndexKey::generate().unwrap();
        let stored = index.seal(&keyring).unwrap();
        assert_eq!(*IndexKey::open(&keyring, &stored).unwrap().0, *index.0);
        let error = IndexKey::open(&Keyring::new(key("k1", 2)), &stored).unwrap_err();
        assert!(error.is_key() && error.to_string().contains("k1"), "{error}");
        assert!(
            IndexKey::open(&Keyring::new(key("k2", 1)), &stored)
                .unwrap_err()
                .is_key()
        );
    }

    #[test]
    fn malformed_keys_are_refused_and_not_repeated() {
        for text in [
            "",
            "a",
            "a:",
            "a:AAAA",
            ":AAAA",
            "k k:ZGVtb25zdHJhdGlvbi1vbmx5LWtleS0zMi1ieXRlcy4=",
        ] {
            let error = text.parse::<Keyring>().unwrap_err();
            assert!(error.is_key(), "{text}");
            assert!(!error.to_string().contains("AAAA"));
        }
        let twice = "a:ZGVtb25zdHJhdGlvbi1vbmx5LWtleS0zMi1ieXRlcy4=,a:ZGVtb25zdHJhdGlvbi1vbmx5LWtleS0zMi1ieXRlcy4=";
        assert!(twice.parse::<Keyring>().unwrap_err().is_key());
        assert!(!format!("{:?}", sealer()).contains('9'), "{:?}", sealer());
    }
}
