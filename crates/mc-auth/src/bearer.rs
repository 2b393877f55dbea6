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

/// How long before its expiry a token is renewed, if nothing else is said.
const MARGIN: Duration = Duration::from_mins(1);
/// How long the source may take, if nothing else is said.
const PATIENCE: Duration = Duration::from_secs(30);

/// Any error, boxed.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// A bearer token and when it expires; it is marked sensitive and never printed.
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
/// asked twice at once.
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
/// get its error if it fails. A token that the server answers with 401 is dropped, and the request is made once more
/// with the next one: a request that is refused so has not been processed.
///
/// Add it where a signature would go: innermost. `Authorization` is replaced, never doubled.
#[derive(Clone)]
pub struct Bearer {
    source: Arc<dyn TokenSource>,
    clock: Arc<dyn Clock>,
    margin: Duration,
    patience: Duration,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    /// Held by the one who asks the source.
    asking: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct State {
    cached: Option<Cached>,
    /// How often the source has answered.
    answers: u64,
    /// What it said last, where that was an error.
    failure: Option<Arc<Failure>>,
}

struct Cached {
    token: Token,
    /// When to ask for the next one.
    renew_at: Option<SystemTime>,
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
        self.state().cached = None;
    }

    /// Drops this token, unless another has taken its place.
    fn refuse(&self, token: &Token) {
        let mut state = self.state();
        if state
            .cached
            .as_ref()
            .is_some_and(|cached| cached.token.header == token.header)
        {
            state.cached = None;
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn token(&self) -> Result<Token, Arc<Failure>> {
        let now = self.clock.now();
        let (answers, valid) = {
            let state = self.state();
            match state.fresh(now) {
                Some(token) => return Ok(token),
                None => (state.answers, state.valid(now)),
            }
        };
        let _asking = match valid {
            // Somebody renews it already.
            Some(token) => match self.shared.asking.try_lock() {
                Ok(guard) => guard,
                Err(_) => return Ok(token),
            },
            None => self.shared.asking.lock().await,
        };
        {
            let state = self.state();
            if let Some(token) = state.fresh(self.clock.now()) {
                return Ok(token);
            }
            // While this request waited, the source failed: asking it again for each who waited would not help it.
            if let Some(failure) = state.failure.clone().filter(|_| state.answers != answers) {
                return Err(failure);
            }
        }
        let answer = tokio::time::timeout(self.patience, self.source.token()).await;
        let now = self.clock.now();
        let answer = match answer {
            Ok(Ok(token)) if token.is_valid_at(now) => Ok(token),
            Ok(Ok(_)) => Err(Failure::Expired),
            Ok(Err(error)) => Err(Failure::Source(error)),
            Err(_) => Err(Failure::Late(self.patience)),
        };
        self.state().put(answer, now, self.margin)
    }
}

impl State {
    fn fresh(&self, now: SystemTime) -> Option<Token> {
        let cached = self.cached.as_ref()?;
        cached
            .renew_at
            .is_none_or(|renew_at| now < renew_at)
            .then(|| cached.token.clone())
    }

    fn valid(&self, now: SystemTime) -> Option<Token> {
        let token = &self.cached.as_ref()?.token;
        token.is_valid_at(now).then(|| token.clone())
    }

    fn put(
        &mut self,
        answer: Result<Token, Failure>,
        now: SystemTime,
        margin: Duration,
    ) -> Result<Token, Arc<Failure>> {
        self.answers += 1;
        self.failure = None;
        match answer {
            Ok(token) => {
                let renew_at = token.expires_at.and_then(|expiry| {
                    let lasts = expiry.duration_since(now).unwrap_or_default();
                    expiry.checked_sub(margin.min(lasts / 2))
                });
                self.cached = Some(Cached {
                    token: token.clone(),
                    renew_at,
                });
                Ok(token)
            }
            Err(failure) => {
                if let Some(cached) = self.cached.as_mut().filter(|cached| cached.token.is_valid_at(now)) {
                    // Go on with it, and try again before long.
                    let soon = now.checked_add(margin / 6);
                    cached.renew_at = soon.min(cached.token.expires_at).or(cached.token.expires_at);
                    return Ok(cached.token.clone());
                }
                let failure = Arc::new(failure);
                self.failure = Some(Arc::clone(&failure));
                Err(failure)
            }
        }
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
        let copy = request.try_clone();
        let token = self.token().await.map_err(not_sent)?;
        request.headers_mut().insert(AUTHORIZATION, token.header.clone());
        let response = next.clone().run(request, extensions).await?;
        if response.status() != StatusCode::UNAUTHORIZED {
            return Ok(response);
        }
        self.refuse(&token);
        let Some(mut request) = copy else {
            return Ok(response);
        };
        let renewed = self.token().await.map_err(not_sent)?;
        if renewed.header == token.header {
            return Ok(response);
        }
        request.headers_mut().insert(AUTHORIZATION, renewed.header.clone());
        let response = next.run(request, extensions).await?;
        if response.status() == StatusCode::UNAUTHORIZED {
            self.refuse(&renewed);
        }
        Ok(response)
    }
}

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
        let mut state = State::default();
        let token = Token::new("a").unwrap().with_expiry(at(40));
        state.put(Ok(token), at(0), Duration::from_mins(1)).unwrap();
        assert!(state.fresh(at(19)).is_some());
        assert!(state.fresh(at(20)).is_none());
        assert!(state.valid(at(39)).is_some());
        assert!(state.valid(at(40)).is_none());
    }
}
