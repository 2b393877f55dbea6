//! Keys that are replaced while clients use them.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

/// A value that can be replaced while clients use it; clones share the replacement.
///
/// Everything that holds keys holds them so: the schemes of [`payload`](crate::payload) their encrypters and decrypters,
/// [`OAuth1`](crate::oauth1::OAuth1) its consumer key and signer, `tls::ClientIdentity` what it presents. A message that is being
/// worked on is finished with the value it began with.
///
/// # Examples
/// Rotation of a decryption key: both are live until nothing comes for the old one any more.
///
/// ```
/// # #[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
/// # fn rotation(old: &mc_auth::keys::PrivateKey, new: &mc_auth::keys::PrivateKey) -> mc_auth::Result<()> {
/// use mc_auth::Shared;
/// use mc_auth::jwe::Decrypter;
/// use mc_auth::payload::JweScheme;
///
/// let decrypter = Shared::new(Decrypter::new(old)?);
/// let scheme = JweScheme::new().with_decrypter(decrypter.clone());
///
/// // Before Mastercard is told of the new key:
/// decrypter.replace(Decrypter::new(new)?.with_key(old, &[])?);
/// // When the old one has had its day:
/// decrypter.replace(Decrypter::new(new)?);
/// # drop(scheme);
/// # Ok(())
/// # }
/// ```
pub struct Shared<T>(Arc<RwLock<Arc<T>>>);

impl<T> Shared<T> {
    /// Wraps the first value.
    pub fn new(value: T) -> Self {
        Self(Arc::new(RwLock::new(Arc::new(value))))
    }

    /// Puts another value in place, for every clone, and returns the former one.
    pub fn replace(&self, value: T) -> Arc<T> {
        let mut slot = self.0.write().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *slot, Arc::new(value))
    }

    /// The value in place now.
    pub fn current(&self) -> Arc<T> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> From<T> for Shared<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T: fmt::Debug> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Shared").field(&self.current()).finish()
    }
}
