//! The one error type of this crate.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;

/// A specialised result for this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

type Source = Box<dyn StdError + Send + Sync + 'static>;

/// What went wrong while a key was loaded, a request signed or a payload opened.
///
/// The text is one line that names the place (file, variable, header) and what to do about it. It never holds a password,
/// key bytes or a payload, and neither does anything that [`source`](StdError::source) returns. Ask the predicates what
/// kind of failure it is; the kinds themselves are private, so that new ones are no breaking change.
///
/// # Examples
/// ```
/// use mc_auth::keys::KeySource;
///
/// let error = KeySource::path("no/such/file.p12").private_key().unwrap_err();
/// assert!(error.is_file());
/// assert!(!error.is_password());
/// assert!(error.to_string().starts_with("key file no/such/file.p12: cannot be read"));
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    kind: Kind,
    message: Cow<'static, str>,
    source: Option<Source>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A file or variable that cannot be read, or whose content is no key, certificate or store.
    File,
    Alias,
    Password,
    Algorithm,
    Certificate,
    Configuration,
    Request,
    StreamingBody,
    Signer,
    Payload,
    Crypto,
}

impl Error {
    pub(crate) fn new(kind: Kind, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            source: None,
        }))
    }

    pub(crate) fn kind(&self) -> Kind {
        self.0.kind
    }

    pub(crate) fn with_source(mut self, source: impl Into<Source>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// The same error, said of a place: `key file a.p12: wrong password`.
    pub(crate) fn at(mut self, place: &impl fmt::Display) -> Self {
        self.0.message = format!("{place}: {}", self.0.message).into();
        self
    }

    /// The error that the layers give where a request did not leave: `mc_core` knows by its class that nothing was sent.
    #[cfg(any(feature = "reqwest", feature = "tower"))]
    pub(crate) fn not_sent(self) -> mc_core::Error {
        mc_core::Error::not_sent(self.to_string()).with_source(self)
    }

    /// Makes the error that an implementation of [`Signer`](crate::rsa::Signer) returns when its device or service fails.
    ///
    /// # Examples
    /// ```
    /// let error = mc_auth::Error::signer(std::io::Error::other("slot 3 does not answer"));
    /// assert!(error.is_signer());
    /// assert_eq!(error.to_string(), "the signer failed: slot 3 does not answer");
    /// ```
    pub fn signer(source: impl Into<Box<dyn StdError + Send + Sync + 'static>>) -> Self {
        let source = source.into();
        Self::new(Kind::Signer, format!("the signer failed: {source}")).with_source(source)
    }

    /// The error of a key that does not decrypt a message, for a [`PrivateOperations`](crate::rsa::PrivateOperations) of your
    /// own: whatever the reason is, it is this one.
    ///
    /// ```
    /// let error = mc_auth::Error::decryption_failed();
    /// assert!(error.is_crypto());
    /// assert_eq!(error.to_string(), "decryption failed");
    /// ```
    pub fn decryption_failed() -> Self {
        Self::new(Kind::Crypto, "decryption failed")
    }

    /// Whether a file or variable could not be read, or holds something else than was asked for.
    pub fn is_file(&self) -> bool {
        self.0.kind == Kind::File
    }

    /// Whether a key store has no key under the alias, or several keys and no alias was given.
    pub fn is_alias(&self) -> bool {
        self.0.kind == Kind::Alias
    }

    /// Whether a password is missing or wrong.
    pub fn is_password(&self) -> bool {
        self.0.kind == Kind::Password
    }

    /// Whether a key is of a kind or size, or is encrypted by a scheme, that this crate does not accept.
    pub fn is_algorithm(&self) -> bool {
        self.0.kind == Kind::Algorithm
    }

    /// Whether a certificate is missing, or does not belong to its key.
    pub fn is_certificate(&self) -> bool {
        self.0.kind == Kind::Certificate
    }

    /// Whether a setting, such as the consumer key or a nonce source, has an unusable value.
    pub fn is_configuration(&self) -> bool {
        self.0.kind == Kind::Configuration
    }

    /// Whether the request itself cannot be signed: a URL that is not absolute or that no URL may be, a method that is no
    /// HTTP token, a body that cannot be read.
    pub fn is_request(&self) -> bool {
        self.0.kind == Kind::Request
    }

    /// Whether the request's body is a stream, whose bytes are not there to be hashed.
    pub fn is_streaming_body(&self) -> bool {
        self.0.kind == Kind::StreamingBody
    }

    /// Whether the signer (a device, a service) failed to sign.
    pub fn is_signer(&self) -> bool {
        self.0.kind == Kind::Signer
    }

    /// Whether a payload, encrypted or to be encrypted, is malformed, too large, or of an algorithm that is not accepted.
    pub fn is_payload(&self) -> bool {
        self.0.kind == Kind::Payload
    }

    /// Whether a cryptographic operation failed: a signature that does not verify, a ciphertext that does not open.
    pub fn is_crypto(&self) -> bool {
        self.0.kind == Kind::Crypto
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("message", &self.0.message)
            .field("source", &self.0.source)
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0
            .source
            .as_deref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_one_pointer_wide() {
        assert_eq!(size_of::<Error>(), size_of::<usize>());
        assert_eq!(size_of::<Result<()>>(), size_of::<usize>());
    }

    #[test]
    fn names_its_place_and_keeps_its_source() {
        let io = std::io::Error::other("disk on fire");
        let error = Error::new(Kind::File, "cannot be read")
            .with_source(io)
            .at(&"key file a.pem");
        assert_eq!(error.to_string(), "key file a.pem: cannot be read");
        assert_eq!(error.source().map(ToString::to_string).as_deref(), Some("disk on fire"));
        assert!(error.is_file() && !error.is_alias() && !error.is_crypto());
    }
}
