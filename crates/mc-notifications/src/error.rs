use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

/// A specialised result for this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong while updates were received, kept or handed out.
///
/// The text is one line that says what, where and what to do. It holds no card data, no key and no password; neither does a
/// [`source`](StdError::source). Ask the predicates what kind of failure it is.
///
/// ```
/// let error = mc_notifications::Notification::parse(b"no JSON".to_vec()).unwrap_err();
/// assert!(error.is_payload());
/// assert_eq!(error.to_string(), "the body is not JSON: it goes wrong at line 1, column 2");
/// ```
#[derive(Clone)]
pub struct Error(Arc<Inner>);

struct Inner {
    kind: Kind,
    message: Cow<'static, str>,
    source: Option<Box<dyn StdError + Send + Sync + 'static>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(all(feature = "server", feature = "sqlite", feature = "postgres")),
    allow(dead_code, reason = "some kinds arise in one part only")
)]
pub(crate) enum Kind {
    /// The body is no JSON.
    Payload,
    /// The storage cannot be used now: locked, full, out of reach.
    Unavailable,
    /// What is stored is damaged, or of another program or version.
    Storage,
    /// A key is missing, malformed or the wrong one.
    Key,
    /// A certificate, private key, root or pin cannot be used.
    Certificate,
    /// A setting has an unusable value.
    Configuration,
    /// The network: a port in use, a listener that broke.
    Network,
}

impl Error {
    pub(crate) fn new(kind: Kind, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Arc::new(Inner {
            kind,
            message: message.into(),
            source: None,
        }))
    }

    #[cfg(any(feature = "server", feature = "sqlite", feature = "postgres"))]
    pub(crate) fn with_source(
        kind: Kind,
        message: impl Into<Cow<'static, str>>,
        source: impl Into<Box<dyn StdError + Send + Sync + 'static>>,
    ) -> Self {
        Self(Arc::new(Inner {
            kind,
            message: message.into(),
            source: Some(source.into()),
        }))
    }

    /// Makes the error that a [`Sink`](crate::Sink) of your own returns when it cannot keep an update now.
    ///
    /// The sender is answered 503 and may send again. The text must hold no card data: it is logged.
    ///
    /// ```
    /// let error = mc_notifications::Error::unavailable("the queue does not answer");
    /// assert!(error.is_unavailable());
    /// ```
    pub fn unavailable(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Kind::Unavailable, message)
    }

    /// Whether a body was not JSON.
    pub fn is_payload(&self) -> bool {
        self.0.kind == Kind::Payload
    }

    /// Whether the storage cannot be used now: it is locked, full or out of reach, and may come back.
    pub fn is_unavailable(&self) -> bool {
        self.0.kind == Kind::Unavailable
    }

    /// Whether what is stored is damaged, or belongs to another program or version.
    pub fn is_storage(&self) -> bool {
        self.0.kind == Kind::Storage
    }

    /// Whether an encryption key is missing, malformed or the wrong one.
    pub fn is_key(&self) -> bool {
        self.0.kind == Kind::Key
    }

    /// Whether a certificate, its private key, a root or a pin cannot be used.
    pub fn is_certificate(&self) -> bool {
        self.0.kind == Kind::Certificate
    }

    /// Whether a setting has an unusable value.
    pub fn is_configuration(&self) -> bool {
        self.0.kind == Kind::Configuration
    }

    /// Whether the network failed, such as a port that is in use.
    pub fn is_network(&self) -> bool {
        self.0.kind == Kind::Network
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
            .finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
