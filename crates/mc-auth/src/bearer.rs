//! Bearer tokens: fetched by a source of yours, kept until they expire, renewed early and once for all who wait.
//!
//! Some products take a signed token instead of an OAuth 1.0a signature. [`Bearer`] is the middleware that sets it; where
//! it comes from is a [`TokenSource`]. The time of expiry is the one that the source says, else the `exp` of a JWT, which
//! is read without checking the token's signature: that is for the server to do.
//!
//! # Examples
//! ```
//! use mc_auth::bearer::{Bearer, BoxError, Token};
//!
//! async fn fetch() -> Result<Token, BoxError> {
//!     // Ask the portal, a vault, a side car.
//!     Ok(Token::new("eyJhbGciOiJub25lIn0.eyJleHAiOjQxMDI0NDQ4MDB9.")?)
//! }
//!
//! let bearer = Bearer::new(fetch);
//! # drop(bearer);
//! ```

use std::error::Error as StdError;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use base64ct::{Base64UrlUnpadded, Encoding as _};
use http::header::AUTHORIZATION;
use http::{Extensions, HeaderValue, StatusCode};
use reqwest::{Request, Response};
use reqwest_middleware::{Middleware, Next};

use crate::error::{Error, Kind, Result};
use crate::oauth1::{Clock, SystemClock};
use crate::renewal::{Renewal, Verdict, growing};

/// How long before its expiry a token is renewed, if nothing else is said.
const MARGIN: Duration = Duration::from_secs(60);
/// How long the source may take, if nothing else is said.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long the source is left alone after it failed once, and at most.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// A token that is younger than this is not the reason of a 401, and how long tokens are not renewed for that reason after it did
/// not help.
const FIRST_REFUSAL_PAUSE: Duration = Duration::from_secs(10);
const LONGEST_REFUSAL_PAUSE: Duration = Duration::from_secs(10 * 60);

/// Any error, boxed.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// A bearer token and when it expires; it is marked sensitive and never printed.
///
/// It is not overwritten when it is dropped: it lives in headers, which the HTTP client copies.
///
/// # Examples
/// ```
/// use std::time::{Duration, SystemTime};
/// use mc_auth::bearer::Token;
///
/// # fn main() -> mc_auth::Result<()> {
/// let token = Token::new("0a1b2c")?.with_expiry(SystemTime::now() + Duration::from_secs(900));
/// assert!(token.expires_at().is_some());
/// assert!(!format!("{token:?}").contains("0a1b2c"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Token {
    header: HeaderValue,
    expires_at: Option<SystemTime>,
}

impl Token {
    /// Takes a token as it was handed out; that of a JWT expires at its `exp`, another one is kept until it is refused.
    ///
    /// # Errors
    /// When the text is empty or has a character that no bearer token has.
    pub fn new(token: impl AsRef<str>) -> Result<Self> {
        let token = token.as_ref();
        let stands = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
        let fault = if token.is_empty() {
            "is empty"
        } else if token.bytes().any(|byte| byte.is_ascii_whitespace()) {
            "has white space in it; was it copied with a line end, or with the word before it?"
        } else {
            "has a character that no bearer token has"
        };
        let unusable = || Error::new(Kind::Configuration, format!("the bearer token {fault}"));
        if token.is_empty() || !token.bytes().all(stands) {
            return Err(unusable());
        }
        let mut header = HeaderValue::try_from(format!("Bearer {token}")).map_err(|_| unusable())?;
        header.set_sensitive(true);
        Ok(Self {
            header,
            expires_at: jwt_expiry(token),
        })
    }

    /// Says when it expires, whatever may be written in it.
    #[must_use]
    pub fn with_expiry(mut self, at: SystemTime) -> Self {
        self.expires_at = Some(at);
        self
    }

    /// When it expires, if that is known.
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.expires_at
    }

    fn is_valid_at(&self, now: SystemTime) -> bool {
        self.expires_at.is_none_or(|expiry| now < expiry)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token")
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

/// The `exp` of a JWT; nothing where the text is none, or says none.
fn jwt_expiry(token: &str) -> Option<SystemTime> {
    #[derive(serde::Deserialize)]
    struct Claims {
        exp: f64,
    }
    let mut parts = token.split('.');
    let (_header, claims, _signature) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let claims = Base64UrlUnpadded::decode_vec(claims.trim_end_matches('=')).ok()?;
    let claims: Claims = serde_json::from_slice(&claims).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::try_from_secs_f64(claims.exp).ok()?)
}

/// Where tokens come from; an async function without arguments is one.
///
/// It is asked when there is no token, when the one at hand is about to expire, and when the server refused it. It is not
/// asked twice at once, and not again at once after it failed: see [`Bearer`].
#[async_trait]
pub trait TokenSource: Send + Sync {
    /// Fetches a token that is valid now.
    ///
    /// # Errors
    /// Whatever keeps it from doing so. The text and its sources are shown to whoever made the request: no secrets.
    async fn token(&self) -> Result<Token, BoxError>;
}

#[async_trait]
impl<S, F> TokenSource for S
where
    S: Fn() -> F + Send + Sync,
    F: Future<Output = Result<Token, BoxError>> + Send,
{
    async fn token(&self) -> Result<Token, BoxError> {
        self().await
    }
}

/// Middleware that sets the bearer token of each request; clones share the token.
///
/// A token is renewed a margin before it expires, by one request while the others go on with the old one; if that fails,
/// the old one is used for as long as it lasts. Where there is none to go on with, all wait for one renewal, and all
/// get its error if it fails. A source that fails is asked again after a second, then after two, four and so on, up to a minute;
/// requests without a token that come in such a pause get the same error.
///
/// # A server that answers 401
/// A request that is refused so has not been processed. The token is renewed, and the request is made once more with the next
/// one, unless the token cannot be the reason: it was fetched less than ten seconds ago, or the one before it was renewed
/// for the same reason and did not help. Then the 401 is handed on, and the next renewal for this reason is due after ten
/// seconds, then after twenty and so on, up to ten minutes, until the server accepts a token. Where the renewal fails,
/// it is the 401 that is handed on.
///
/// Add it where a signature would go: innermost. `Authorization` is replaced, never doubled.
#[derive(Clone)]
pub struct Bearer {
    source: Arc<dyn TokenSource>,
    clock: Arc<dyn Clock>,
    margin: Duration,
    patience: Duration,
    shared: Arc<Slot>,
}

#[derive(Default)]
struct Slot {
    renewal: Renewal<Cached, Arc<Failure>>,
    refusals: Mutex<Refusals>,
}

/// Renewed tokens that the server refused like those before them.
#[derive(Default)]
struct Refusals {
    /// How many in a row.
    count: u32,
    /// When the last one was refused.
    at: Option<SystemTime>,
}

#[derive(Clone)]
struct Cached {
    token: Token,
    fetched_at: SystemTime,
    /// When to ask for the next one.
    renew_at: Option<SystemTime>,
}

impl Cached {
    fn new(token: Token, now: SystemTime, margin: Duration) -> Self {
        let renew_at = token.expires_at.and_then(|expiry| {
            let lasts = expiry.duration_since(now).unwrap_or_default();
            expiry.checked_sub(margin.min(lasts / 2))
        });
        Self {
            token,
            fetched_at: now,
            renew_at,
        }
    }

    fn judge(&self, now: SystemTime) -> Verdict {
        if !self.token.is_valid_at(now) {
            Verdict::Useless
        } else if self.renew_at.is_none_or(|renew_at| now < renew_at) {
            Verdict::Fresh
        } else {
            Verdict::Usable
        }
    }
}

impl Bearer {
    /// Takes tokens from a source and renews them a minute before they expire.
    pub fn new(source: impl TokenSource + 'static) -> Self {
        Self {
            source: Arc::new(source),
            clock: Arc::new(SystemClock),
            margin: MARGIN,
            patience: PATIENCE,
            shared: Arc::default(),
        }
    }

    /// Sets how long before their expiry tokens are renewed; at most half of the time that a token has.
    #[must_use]
    pub fn with_margin(mut self, margin: Duration) -> Self {
        self.margin = margin;
        self
    }

    /// Sets how long the source may take, which is 30 seconds otherwise; then it is taken to have failed.
    #[must_use]
    pub fn with_source_timeout(mut self, timeout: Duration) -> Self {
        self.patience = timeout;
        self
    }

    /// Takes the time from another clock.
    #[must_use]
    pub fn with_clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Drops the token at hand, for every clone; the next request fetches another.
    pub fn invalidate(&self) {
        self.shared.renewal.invalidate();
    }

    fn refusals(&self) -> MutexGuard<'_, Refusals> {
        self.shared.refusals.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn token(&self) -> Result<Cached, Arc<Failure>> {
        self.renewed_unless(Cached::judge).await
    }

    async fn renewed_unless(&self, judge: impl Fn(&Cached, SystemTime) -> Verdict) -> Result<Cached, Arc<Failure>> {
        let pause = |failures, _| growing(FIRST_PAUSE, LONGEST_PAUSE, failures);
        let renewal = &self.shared.renewal;
        renewal.get(&*self.clock, judge, pause, || self.fetch()).await
    }

    async fn fetch(&self) -> Result<Cached, Arc<Failure>> {
        let answer = tokio::time::timeout(self.patience, self.source.token()).await;
        let now = self.clock.now();
        match answer {
            Ok(Ok(token)) if token.is_valid_at(now) => Ok(Cached::new(token, now, self.margin)),
            Ok(Ok(_)) => Err(Arc::new(Failure::Expired)),
            Ok(Err(error)) => Err(Arc::new(Failure::Source(error))),
            Err(_) => Err(Arc::new(Failure::Late(self.patience))),
        }
    }

    /// The token to send after this one was refused; none where another would not help, or cannot be had.
    async fn after_refusal(&self, refused: &Cached) -> Option<Cached> {
        let is_refused = |cached: &Cached| cached.token.header == refused.token.header;
        if self.shared.renewal.kept().as_ref().is_none_or(is_refused) {
            let now = self.clock.now();
            let since = |at: SystemTime| now.duration_since(at).unwrap_or_default();
            if since(refused.fetched_at) < FIRST_REFUSAL_PAUSE {
                return None;
            }
            let refusals = self.refusals();
            let pause = growing(FIRST_REFUSAL_PAUSE, LONGEST_REFUSAL_PAUSE, refusals.count);
            if refusals.count > 0 && refusals.at.is_some_and(|at| since(at) < pause) {
                return None;
            }
        }
        let judge = |cached: &Cached, now: SystemTime| {
            if is_refused(cached) {
                Verdict::Useless
            } else {
                cached.judge(now)
            }
        };
        match self.renewed_unless(judge).await {
            Ok(renewed) if is_refused(&renewed) => {
                self.refused_again();
                None
            }
            Ok(renewed) => Some(renewed),
            Err(failure) => {
                not_renewed(failure);
                None
            }
        }
    }

    fn refused_again(&self) {
        let mut refusals = self.refusals();
        refusals.count = refusals.count.saturating_add(1);
        refusals.at = Some(self.clock.now());
    }
}

impl fmt::Debug for Bearer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bearer")
            .field("margin", &self.margin)
            .field("clock", &self.clock)
            .finish_non_exhaustive()
    }
}

#[async_trait]
impl Middleware for Bearer {
    async fn handle(
        &self,
        mut request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        mc_core::payload::check_request(&request, extensions)?;
        let copy = request.try_clone();
        let sent = self.token().await.map_err(not_sent)?;
        request.headers_mut().insert(AUTHORIZATION, sent.token.header.clone());
        let response = next.clone().run(request, extensions).await?;
        if response.status() != StatusCode::UNAUTHORIZED {
            self.refusals().count = 0;
            return Ok(response);
        }
        let Some(mut request) = copy else {
            return Ok(response);
        };
        let Some(renewed) = self.after_refusal(&sent).await else {
            return Ok(response);
        };
        request
            .headers_mut()
            .insert(AUTHORIZATION, renewed.token.header.clone());
        let response = next.run(request, extensions).await?;
        if response.status() == StatusCode::UNAUTHORIZED {
            self.refused_again();
        } else {
            self.refusals().count = 0;
        }
        Ok(response)
    }
}

/// The failure of a renewal whose cause, the server's refusal, is handed on.
#[cfg(feature = "tracing")]
fn not_renewed(failure: Arc<Failure>) {
    tracing::warn!(error = %Shown(failure), "the server refused the bearer token, and there is no other");
}

#[cfg(not(feature = "tracing"))]
fn not_renewed(_: Arc<Failure>) {}

fn not_sent(failure: Arc<Failure>) -> reqwest_middleware::Error {
    mc_core::Error::not_sent("there is no bearer token, so the request was not sent")
        .with_source(Shown(failure))
        .into()
}

#[derive(Debug)]
enum Failure {
    Source(BoxError),
    Late(Duration),
    Expired,
}

/// One failure, shown to each who waited for the token.
#[derive(Debug)]
struct Shown(Arc<Failure>);

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_ref() {
            Failure::Source(error) => write!(f, "the token source failed: {error}"),
            Failure::Late(patience) => write!(f, "the token source gave no answer within {patience:?}"),
            Failure::Expired => {
                f.write_str("the token source gave a token that has expired; does this machine's clock go right?")
            }
        }
    }
}

impl StdError for Shown {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self.0.as_ref() {
            Failure::Source(error) => Some(error.as_ref()),
            Failure::Late(_) | Failure::Expired => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn expiry_is_read_from_jwts_only() {
        // {"exp":4102444800}, {"exp":1.5}, {"exp":"1"}, {"exp":-1}, {"exp":1e300}, {}
        for (claims, expiry) in [
            ("eyJleHAiOjQxMDI0NDQ4MDB9", Some(at(4_102_444_800))),
            ("eyJleHAiOjQxMDI0NDQ4MDB9==", Some(at(4_102_444_800))),
            ("eyJleHAiOjEuNX0", Some(at(1) + Duration::from_millis(500))),
            ("eyJleHAiOiIxIn0", None),
            ("eyJleHAiOi0xfQ", None),
            ("eyJleHAiOjFlMzAwfQ", None),
            ("e30", None),
            ("AAAA", None),
        ] {
            let token = Token::new(format!("eyJhbGciOiJub25lIn0.{claims}.c2ln")).unwrap();
            assert_eq!(token.expires_at(), expiry, "{claims}");
            let encrypted = Token::new(format!("e30.{claims}.c.d.e")).unwrap();
            assert_eq!(encrypted.expires_at(), None);
        }
        assert_eq!(Token::new("opaque").unwrap().expires_at(), None);
        let token = Token::new("a.eyJleHAiOjQxMDI0NDQ4MDB9.b").unwrap().with_expiry(at(9));
        assert_eq!(token.expires_at(), Some(at(9)));
    }

    #[test]
    fn unusable_tokens_are_refused_without_printing_them() {
        for (text, fault) in [
            ("", "is empty"),
            (
                "secret\n",
                "has white space in it; was it copied with a line end, or with the word before it?",
            ),
            (
                "Bearer secret",
                "has white space in it; was it copied with a line end, or with the word before it?",
            ),
            ("secret\u{e9}", "has a character that no bearer token has"),
            ("\"secret\"", "has a character that no bearer token has"),
        ] {
            let error = Token::new(text).unwrap_err();
            assert!(error.is_configuration());
            assert_eq!(error.to_string(), format!("the bearer token {fault}"));
        }
        let token = Token::new("secret").unwrap();
        assert!(token.header.is_sensitive());
        assert_eq!(format!("{token:?}"), "Token { expires_at: None, .. }");
    }

    #[test]
    fn the_margin_takes_at_most_half_of_a_tokens_time() {
        let token = Token::new("a").unwrap().with_expiry(at(40));
        let cached = Cached::new(token, at(0), Duration::from_mins(1));
        assert!(matches!(cached.judge(at(19)), Verdict::Fresh));
        assert!(matches!(cached.judge(at(20)), Verdict::Usable));
        assert!(matches!(cached.judge(at(39)), Verdict::Usable));
        assert!(matches!(cached.judge(at(40)), Verdict::Useless));
    }
}
