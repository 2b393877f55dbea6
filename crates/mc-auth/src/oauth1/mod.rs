//! OAuth 1.0a with a body hash, signed by RSA: how Mastercard authenticates a request.
//!
//! [`OAuth1`] signs [`http::request::Parts`] and bytes. The query is brought into one canonical form on the request
//! itself (RFC 3986 strict, upper-case hex, `%20`), and exactly that is signed; the path is signed as it stands, and one
//! with a character that clients would encode each in its own way is refused. The body hash covers the exact bytes, and those of an empty body where there is none; a body whose bytes are not at hand is
//! an error. Signing has to come last, after everything that changes the request, and anew for each attempt.
//!
//! A body of type `application/x-www-form-urlencoded` is hashed like any other; its fields are not signed one by one.
//! A parameter of the query whose name begins with `oauth_` has no special meaning and is signed like the others.
//!
//! | to sign | use |
//! | --- | --- |
//! | with `reqwest-middleware` | [`OAuth1`] is a `Middleware` (feature `reqwest`) |
//! | with a tower service | `OAuth1Layer` (feature `tower`) |
//! | with anything else | [`OAuth1::sign_parts`], or [`OAuth1::sign`] for method, URL and body |
//!
//! # When the gateway refuses a signature
//! Its message quotes the base string that it would have accepted. [`Signed::explain`] finds where that differs from
//! ours, and what the usual reason is. The middleware leaves the [`Signed`] in the response's extensions.

mod canonical;
mod clock;
mod explain;
pub mod fixed;
mod nonce;
mod parameters;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "tower")]
mod tower;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::SystemTime;

use http::header::{AGE, AUTHORIZATION, DATE, HOST};
use http::uri::PathAndQuery;
use http::{HeaderMap, HeaderValue, Uri};

use crate::Shared;
use crate::error::{Error, Kind, Result};
use crate::rsa::Signer;

pub use canonical::{PlusSign, percent_encode};
use canonical::{Target, check_method};
pub use clock::{Clock, SystemClock};
pub use explain::{Difference, Explanation, Part, explain};
pub use nonce::{NonceSource, RandomNonce};
pub use parameters::{ParamEncoding, Parameters, SignatureMethod, body_hash};
#[cfg(feature = "tower")]
pub use tower::{OAuth1Layer, OAuth1Service};

/// A gateway clock that is a day off is not believed.
const MAX_OFFSET: u64 = 24 * 60 * 60;
/// Dates come in whole seconds and take time to arrive: less than this is no offset.
const MIN_OFFSET: u64 = 2;

/// Signs requests; clones are cheap and share credentials and clock offset.
///
/// # Examples
/// ```no_run
/// use mc_auth::keys::KeySource;
/// use mc_auth::oauth1::OAuth1;
/// use mc_auth::rsa::LocalSigner;
///
/// # async fn example() -> mc_auth::Result<()> {
/// let key = KeySource::path("signing.p12").with_alias("keyalias").with_password_env("PASSWORD").private_key()?;
/// let oauth1 = OAuth1::new("client id!key id", LocalSigner::new(&key)?)?;
///
/// let signed = oauth1.sign("GET", "https://sandbox.api.mastercard.com/mastercom/v6/queues", b"").await?;
/// println!("Authorization: {:?}", signed.authorization());
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct OAuth1 {
    credentials: Shared<Credentials>,
    encoding: ParamEncoding,
    method: SignatureMethod,
    plus: PlusSign,
    clock: Arc<dyn Clock>,
    nonces: Arc<dyn NonceSource>,
    offset: Arc<AtomicI64>,
    learns_clock: bool,
}

/// A consumer key names the key that signs, so the two change together.
struct Credentials {
    consumer_key: String,
    signer: Box<dyn Signer>,
}

impl OAuth1 {
    /// Signs with RSA-SHA256 in the [`ParamEncoding::Compat`] encoding, by the system's clock and random nonces.
    ///
    /// # Errors
    /// When the consumer key is empty or has a character that cannot stand in the header.
    pub fn new(consumer_key: impl Into<String>, signer: impl Signer + 'static) -> Result<Self> {
        Ok(Self {
            credentials: Shared::new(Credentials::new(consumer_key.into(), signer)?),
            encoding: ParamEncoding::default(),
            method: SignatureMethod::default(),
            plus: PlusSign::default(),
            clock: Arc::new(SystemClock),
            nonces: Arc::new(RandomNonce),
            offset: Arc::new(AtomicI64::new(0)),
            learns_clock: false,
        })
    }

    /// Chooses how `oauth_` values are encoded.
    #[must_use]
    pub fn with_encoding(mut self, encoding: ParamEncoding) -> Self {
        self.encoding = encoding;
        self
    }

    /// Chooses the signature method.
    #[must_use]
    pub fn with_signature_method(mut self, method: SignatureMethod) -> Self {
        self.method = method;
        self
    }

    /// Chooses what a plus sign in a query stands for.
    #[must_use]
    pub fn with_plus_sign(mut self, plus: PlusSign) -> Self {
        self.plus = plus;
        self
    }

    /// Takes the time from another clock.
    #[must_use]
    pub fn with_clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Takes nonces from another source.
    #[must_use]
    pub fn with_nonce_source(mut self, nonces: impl NonceSource + 'static) -> Self {
        self.nonces = Arc::new(nonces);
        self
    }

    /// Lets the middleware learn the clock offset from the `Date` of every response; see [`learn_clock`](Self::learn_clock).
    #[must_use]
    pub fn with_clock_learning(mut self) -> Self {
        self.learns_clock = true;
        self
    }

    /// Replaces consumer key and signer at once, for every clone; requests that are being signed keep the former.
    ///
    /// # Errors
    /// When the consumer key is unusable; then nothing is replaced.
    pub fn rotate(&self, consumer_key: impl Into<String>, signer: impl Signer + 'static) -> Result<()> {
        self.credentials.replace(Credentials::new(consumer_key.into(), signer)?);
        Ok(())
    }

    /// The seconds that are added to the clock.
    pub fn clock_offset(&self) -> i64 {
        self.offset.load(Ordering::Relaxed)
    }

    /// Sets the seconds that are added to the clock, for every clone.
    pub fn set_clock_offset(&self, seconds: i64) {
        self.offset.store(seconds, Ordering::Relaxed);
    }

    /// Learns from a response's `Date` how far the gateway's clock is ahead; later requests carry the gateway's time.
    ///
    /// Returns the offset in seconds, and nothing where there was nothing to learn: no date, a response out of a cache, or
    /// a difference of more than a day. Call it for responses that came over a verified connection only.
    pub fn learn_clock(&self, headers: &HeaderMap) -> Option<i64> {
        if headers.contains_key(AGE) {
            return None;
        }
        let date = httpdate::parse_http_date(headers.get(DATE)?.to_str().ok()?).ok()?;
        let now = self.clock.now();
        let (distance, ahead) = match date.duration_since(now) {
            Ok(ahead) => (ahead.as_secs(), true),
            Err(behind) => (behind.duration().as_secs(), false),
        };
        let distance = match distance {
            ..MIN_OFFSET => 0,
            MIN_OFFSET..=MAX_OFFSET => i64::try_from(distance).ok()?,
            _ => return None,
        };
        let offset = if ahead { distance } else { -distance };
        self.set_clock_offset(offset);
        Some(offset)
    }

    /// Signs a request of which only method, URL and body are known.
    ///
    /// Send it to [`Signed::url`]: that is the address in the form that was signed. Most clients resolve `.` and `..` in
    /// paths before they send; give paths without them.
    ///
    /// # Errors
    /// When the URL is not absolute or has a path, host or port that no URL may have, when the method is no HTTP token, or
    /// when the signer fails.
    pub async fn sign(&self, method: &str, url: &str, body: &[u8]) -> Result<Signed> {
        self.sign_target(method, &Target::parse(url, self.plus)?, body).await
    }

    /// Signs a request: makes its query canonical and sets its `Authorization`, replacing any that was there.
    ///
    /// The host is that of the `Host` header where there is one, else that of the URI.
    ///
    /// # Errors
    /// When the URI is not absolute, or the signer fails; then the request is as it was.
    pub async fn sign_parts(&self, parts: &mut http::request::Parts, body: &[u8]) -> Result<Signed> {
        let unusable = |what| Error::new(Kind::Request, format!("the request cannot be signed: {what}"));
        let scheme = parts
            .uri
            .scheme_str()
            .ok_or_else(|| unusable("its URI is not absolute"))?;
        let authority = parts.uri.authority().map_or("", |authority| authority.as_str());
        let authority = host_header(&parts.headers)?.unwrap_or(authority);
        let target = Target::new(scheme, authority, parts.uri.path(), parts.uri.query(), self.plus)?;
        let signed = self.sign_target(parts.method.as_str(), &target, body).await?;

        let query = target.query();
        if query.as_deref() != parts.uri.query() {
            let path_and_query = match query {
                Some(query) => format!("{}?{query}", target.path()),
                None => target.path().to_owned(),
            };
            let path_and_query =
                PathAndQuery::try_from(path_and_query).map_err(|_| unusable("its query is malformed"))?;
            let mut uri = parts.uri.clone().into_parts();
            uri.path_and_query = Some(path_and_query);
            parts.uri = Uri::from_parts(uri).map_err(|_| unusable("its URI is malformed"))?;
        }
        parts.headers.insert(AUTHORIZATION, signed.authorization.clone());
        Ok(signed)
    }

    async fn sign_target(&self, method: &str, target: &Target, body: &[u8]) -> Result<Signed> {
        check_method(method)?;
        let credentials = self.credentials.current();
        let parameters = Parameters {
            consumer_key: credentials.consumer_key.clone(),
            nonce: checked_nonce(self.nonces.nonce()?)?,
            timestamp: self.timestamp()?,
            method: self.method,
            body_hash: body_hash(body),
        };
        let base_string = parameters.base_string_of(self.encoding, method, target);
        let signature = credentials
            .signer
            .sign(self.method.algorithm(), base_string.as_bytes())
            .await?;
        let mut authorization = HeaderValue::try_from(parameters.authorization(self.encoding, &signature))
            .map_err(|_| Error::new(Kind::Configuration, "the consumer key cannot stand in a header"))?;
        authorization.set_sensitive(true);
        Ok(Signed {
            authorization,
            base_string,
            url: target.url(),
            parameters,
            encoding: self.encoding,
        })
    }

    fn timestamp(&self) -> Result<u64> {
        self.clock
            .now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .ok()
            .and_then(|since| since.as_secs().checked_add_signed(self.clock_offset()))
            .ok_or_else(|| Error::new(Kind::Configuration, "the clock, with its offset, stands before 1970"))
    }
}

impl fmt::Debug for OAuth1 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OAuth1")
            .field("encoding", &self.encoding)
            .field("method", &self.method)
            .field("clock", &self.clock)
            .field("clock_offset", &self.clock_offset())
            .finish_non_exhaustive()
    }
}

impl Credentials {
    fn new(consumer_key: String, signer: impl Signer + 'static) -> Result<Self> {
        let stands = |byte: u8| byte.is_ascii_graphic() && !b"\"\\,&".contains(&byte);
        let fault = if consumer_key.is_empty() {
            "is empty"
        } else if consumer_key.bytes().any(|byte| byte.is_ascii_whitespace()) {
            "has white space in it; was it copied with a line end?"
        } else if !consumer_key.bytes().all(stands) {
            "has a character that no consumer key has"
        } else {
            return Ok(Self {
                consumer_key,
                signer: Box::new(signer),
            });
        };
        Err(Error::new(Kind::Configuration, format!("the consumer key {fault}")))
    }
}

/// What was signed, and the signature: for the request, for tools, and for finding out why a gateway disagrees.
#[derive(Clone)]
pub struct Signed {
    authorization: HeaderValue,
    base_string: String,
    url: String,
    parameters: Parameters,
    encoding: ParamEncoding,
}

impl Signed {
    /// The value of the `Authorization` header, marked sensitive.
    pub fn authorization(&self) -> &HeaderValue {
        &self.authorization
    }

    /// The string that was signed. It holds the query, so it may hold personal data.
    pub fn base_string(&self) -> &str {
        &self.base_string
    }

    /// The address in the form that was signed.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The `oauth_` parameters.
    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// How they were encoded.
    pub fn encoding(&self) -> ParamEncoding {
        self.encoding
    }

    /// Compares with the base string that a gateway's message quotes; nothing where it quotes none.
    ///
    /// The message may be plain text, JSON or XML.
    ///
    /// # Examples
    /// ```
    /// # fn explain(signed: &mc_auth::oauth1::Signed, message: &str) {
    /// if let Some(explanation) = signed.explain(message) {
    ///     eprintln!("{explanation}");
    /// }
    /// # }
    /// ```
    pub fn explain(&self, server_message: &str) -> Option<Explanation> {
        explain(&self.base_string, server_message)
    }
}

impl fmt::Debug for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signed")
            .field("nonce", &self.parameters.nonce)
            .field("timestamp", &self.parameters.timestamp)
            .field("body_hash", &self.parameters.body_hash)
            .field("encoding", &self.encoding)
            .finish_non_exhaustive()
    }
}

fn host_header(headers: &HeaderMap) -> Result<Option<&str>> {
    headers
        .get(HOST)
        .map(|host| {
            host.to_str().map_err(|_| {
                Error::new(
                    Kind::Request,
                    "the request cannot be signed: its Host header is not ASCII",
                )
            })
        })
        .transpose()
}

/// In both encodings a nonce must read the same, whoever made it.
fn checked_nonce(nonce: String) -> Result<String> {
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    if nonce.is_empty() || !nonce.bytes().all(unreserved) {
        return Err(Error::new(
            Kind::Configuration,
            "the nonce is empty or has a character other than letters, digits and -._~",
        ));
    }
    Ok(nonce)
}
