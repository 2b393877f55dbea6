use std::fmt;

use aes_gcm::Aes256Gcm;
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
    fingerprints: Hmac<Sha256>,
    pub(crate) identifiers: Aes256Gcm,
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
        let short = || InvalidKey { length: secret.len() };
        // HMAC takes a key of any length: the error does not come up.
        let derive = |label: &[u8]| {
            let mut mac = Hmac::<Sha256>::new_from_slice(secret).map_err(|_| short())?;
            mac.update(label);
            Ok(Zeroizing::new(<[u8; 32]>::from(mac.finalize().into_bytes())))
        };
        let fingerprints = derive(b"mc-dispute-guard fingerprints 1")?;
        Ok(Self {
            fingerprints: Hmac::new_from_slice(fingerprints.as_slice()).map_err(|_| short())?,
            identifiers: Aes256Gcm::new(&(*derive(b"mc-dispute-guard identifiers 1")?).into()),
        })
    }

    /// HMAC-SHA-256 of parts, each behind its length, so that no two lists of parts are the same bytes.
    pub(crate) fn fingerprint(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = self.fingerprints.clone();
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
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
        let other = GuardKey::new([8; 32]).unwrap();
        assert_ne!(key.fingerprint(&[b"a"]), other.fingerprint(&[b"a"]));
    }

    #[test]
    fn parts_do_not_run_together() {
        let key = GuardKey::new([7; 32]).unwrap();
        assert_ne!(key.fingerprint(&[b"ab", b"c"]), key.fingerprint(&[b"a", b"bc"]));
        assert_ne!(key.fingerprint(&[b"", b"a"]), key.fingerprint(&[b"a"]));
    }
}
