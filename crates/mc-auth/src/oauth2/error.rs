use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, StatusCode};
use mc_core::OAuthError;

/// Headers in which the token endpoint names the id of its log entry.
const CORRELATION: [&str; 3] = ["x-mc-correlation-id", "correlation-id", "x-correlation-id"];

/// Why there is no access token: the layer below which a call was not sent.
///
/// It is the source of the [`mc_core::Error`] of a call. Neither a token nor an assertion or proof is in it.
///
/// # Examples
/// ```
/// use std::error::Error as _;
/// use mc_auth::oauth2::TokenError;
///
/// fn advise(error: &mc_core::Error) -> Option<&str> {
///     let token = error.source()?.downcast_ref::<TokenError>()?;
///     (token.error()? == "invalid_client").then_some("is the client id the part of the consumer key before the exclamation mark?")
/// }
/// # let _ = advise;
/// ```
#[derive(Clone, Debug)]
pub struct TokenError(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    what: What,
    status: Option<StatusCode>,
    error: Option<OAuthError>,
    correlation_id: Option<String>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

#[derive(Clone, Debug)]
enum What {
    Refused,
    Unreadable(&'static str),
    Transport,
    TimedOut(std::time::Duration),
    Unsigned,
    Redirected,
    NonceAgain,
}

impl TokenError {
    fn of(what: What) -> Inner {
        Inner {
            what,
            status: None,
            error: None,
            correlation_id: None,
            source: None,
        }
    }

    pub(super) fn transport(source: Box<dyn StdError + Send + Sync>) -> Self {
        Self(Arc::new(Inner {
            source: Some(source),
            ..Self::of(What::Transport)
        }))
    }

    pub(super) fn timed_out(after: std::time::Duration) -> Self {
        Self(Arc::new(Self::of(What::TimedOut(after))))
    }

    pub(super) fn unsigned(source: crate::Error) -> Self {
        Self(Arc::new(Inner {
            source: Some(source.into()),
            ..Self::of(What::Unsigned)
        }))
    }

    pub(super) fn refused(status: StatusCode, headers: &HeaderMap, error: Option<OAuthError>) -> Self {
        let what = if status.is_redirection() {
            What::Redirected
        } else {
            What::Refused
        };
        Self::answered(what, status, headers, error)
    }

    pub(super) fn unreadable(what: &'static str, status: StatusCode, headers: &HeaderMap) -> Self {
        Self::answered(What::Unreadable(what), status, headers, None)
    }

    /// The same, where the nonce was the one that the server had just sent.
    pub(super) fn nonce_again(&self) -> Self {
        Self(Arc::new(Inner {
            what: What::NonceAgain,
            status: self.0.status,
            error: self.0.error.clone(),
            correlation_id: self.0.correlation_id.clone(),
            source: None,
        }))
    }

    fn answered(what: What, status: StatusCode, headers: &HeaderMap, error: Option<OAuthError>) -> Self {
        Self(Arc::new(Inner {
            status: Some(status),
            error,
            correlation_id: correlation_id(headers),
            ..Self::of(what)
        }))
    }

    /// The status of the token endpoint's answer, where there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The code that the token endpoint answered, such as `invalid_client`.
    pub fn error(&self) -> Option<&str> {
        self.0.error.as_ref().map(OAuthError::code)
    }

    /// What the token endpoint said beside it.
    pub fn error_description(&self) -> Option<&str> {
        self.0.error.as_ref().and_then(OAuthError::description)
    }

    /// The id of the answer in the server's log, for a support ticket.
    pub fn correlation_id(&self) -> Option<&str> {
        self.0.correlation_id.as_deref()
    }

    /// Whether the same request for a token may succeed later: no answer came, or one of 429 or 5xx.
    pub fn is_transient(&self) -> bool {
        match self.0.what {
            What::Transport | What::TimedOut(_) => true,
            _ => self
                .0
                .status
                .is_some_and(|status| status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error()),
        }
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.what {
            What::Refused => f.write_str("the token endpoint refused the request")?,
            What::NonceAgain => f.write_str("the token endpoint refused the nonce that it had sent itself")?,
            What::Redirected => f.write_str("the token endpoint answered with a redirect, which is not followed")?,
            What::Unreadable(what) => write!(f, "the answer of the token endpoint {what}")?,
            What::Transport => f.write_str("the token endpoint did not answer")?,
            What::TimedOut(after) => write!(f, "the token endpoint did not answer within {after:?}")?,
            What::Unsigned => f.write_str("the request for a token could not be signed")?,
        }
        if let Some(status) = self.0.status {
            write!(f, " (status {})", status.as_u16())?;
        }
        if let Some(error) = &self.0.error {
            write!(f, ": {error}")?;
        }
        if let Some(id) = &self.0.correlation_id {
            write!(f, "; correlation id {id}")?;
        }
        match &self.0.source {
            Some(source) => write!(f, ": {source}"),
            None => Ok(()),
        }
    }
}

impl StdError for TokenError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0
            .source
            .as_deref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}

fn correlation_id(headers: &HeaderMap) -> Option<String> {
    let is_id = |text: &&str| {
        // Digits alone may be an account number.
        let named = text.len() < 12 || text.bytes().any(|byte| byte.is_ascii_alphabetic());
        named
            && (1..=64).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    CORRELATION
        .iter()
        .find_map(|name| headers.get(*name)?.to_str().ok().filter(is_id))
        .map(str::to_owned)
}
