use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

/// The secret that fingerprints and identifiers are keyed with.
///
/// All who share a store share the key: with another key, the same event is another one. It takes at least 32 bytes of good
/// randomness, from `openssl rand -hex 32`, say. After a change of the key, what the store remembers is not found again, so
/// change it when nothing has been filed for an hour.
#[derive(Clone)]
pub struct GuardKey {
    pub(crate) fingerprints: Zeroizing<[u8; 32]>,
    pub(crate) identifiers: Zeroizing<[u8; 32]>,
}

impl GuardKey {
    /// The least length, in bytes.
    pub const MIN_LENGTH: usize = 32;

    /// A key from secret bytes.
    ///
    /// # Errors
    ///
    /// When there are fewer than [`MIN_LENGTH`](Self::MIN_LENGTH) bytes.
    pub fn new(secret: impl AsRef<[u8]>) -> Result<Self, InvalidKey> {
        let secret = secret.as_ref();
        if secret.len() < Self::MIN_LENGTH {
            return Err(InvalidKey { length: secret.len() });
        }
        let derive = |label: &[u8]| mac(secret, &[label]);
        Ok(Self {
            fingerprints: derive(b"mc-dispute-guard fingerprints 1"),
            identifiers: derive(b"mc-dispute-guard identifiers 1"),
        })
    }
}

impl fmt::Debug for GuardKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("GuardKey([REDACTED])")
    }
}

/// The key that was handed over is too short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidKey {
    length: usize,
}

impl fmt::Display for InvalidKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (length, least) = (self.length, GuardKey::MIN_LENGTH);
        write!(f, "the guard's key has {length} bytes where it takes {least} at least")
    }
}

impl std::error::Error for InvalidKey {}

/// HMAC-SHA-256 of parts, each behind its length, so that no two lists of parts are the same bytes.
pub(crate) fn mac(key: &[u8], parts: &[&[u8]]) -> Zeroizing<[u8; 32]> {
    // HMAC takes a key of any length; there is no other error.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        return Zeroizing::default();
    };
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    Zeroizing::new(mac.finalize().into_bytes().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_keys_are_refused_and_none_is_printed() {
        let error = GuardKey::new([7; 31]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the guard's key has 31 bytes where it takes 32 at least"
        );
        let key = GuardKey::new([7; 32]).unwrap();
        assert_eq!(format!("{key:?}"), "GuardKey([REDACTED])");
        assert_ne!(key.fingerprints, key.identifiers);
        assert_ne!(key.fingerprints, GuardKey::new([8; 32]).unwrap().fingerprints);
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(mac(b"k", &[b"ab", b"c"]), mac(b"k", &[b"a", b"bc"]));
        assert_ne!(mac(b"k", &[b"", b"a"]), mac(b"k", &[b"a"]));
    }
}
