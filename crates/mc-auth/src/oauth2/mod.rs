//! OAuth 2.0 by the FAPI 2.0 security profile: `private_key_jwt` and DPoP, as Mastercard's gateway uses them.
//!
//! A client proves who it is by a signed assertion (RFC 7523) and gets an access token that is bound to a key. Each call
//! carries the token and a proof of that key, signed over the method, the URL and the token (RFC 9449). [`OAuth2`] does both:
//! it keeps tokens by their scopes, renews each early and once for all callers, remembers the nonces of each server, and
//! repeats a call once where the server asked for a nonce or refused the token. Both refusals come before a request is
//! processed.
//!
//! | to authorize | use |
//! | --- | --- |
//! | with `ClientBuilder` | `ClientBuilder::oauth2` takes an [`OAuth2Config`] (features `reqwest` and `tls`) |
//! | with `reqwest-middleware` | [`OAuth2`] is a `Middleware` (feature `reqwest`); add it last, below retry |
//! | with a tower service | `OAuth2Layer` (feature `tower`) |
//! | with anything else | [`OAuth2::authorize`] for method and URL |
//!
//! The existing RSA key of a project serves; keys on P-256 are accepted beside it: [`SigningKey`].
//!
//! # Examples
//! ```no_run
//! # #[cfg(all(feature = "reqwest", feature = "tls", feature = "aws-lc-rs"))]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use mc_auth::ClientBuilder;
//! use mc_auth::keys::KeySource;
//! use mc_auth::oauth2::{Credentials, OAuth2Config, Server, SigningKey};
//!
//! let key = KeySource::path("signing.p12").with_password_env("SIGNING_PASSWORD").private_key()?;
//! let credentials = Credentials::from_consumer_key(&std::env::var("CONSUMER_KEY")?, SigningKey::rsa(&key)?)?
//!     .with_dpop_key(SigningKey::generate()?);
//! let http = ClientBuilder::oauth2(OAuth2Config::new(Server::sandbox(), credentials)).build()?;
//! # drop(http);
//! # Ok(())
//! # }
//! # #[cfg(not(all(feature = "reqwest", feature = "tls", feature = "aws-lc-rs")))]
//! # fn main() {}
//! ```
//!
//! # Errors
//! Where no token is obtained, the call is [`mc_core::Error::not_sent`] with a [`TokenError`] as its source. What a resource
//! server says of a refusal is in [`mc_core::Error::oauth`].

mod cache;
mod config;
mod error;
mod jwt;
mod key;
mod nonces;
#[cfg(feature = "reqwest")]
mod reqwest;
mod target;
mod token;
#[cfg(feature = "tower")]
mod tower;
mod transport;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::SystemTime;

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode};
use mc_core::{OAuthError, Operation};
use zeroize::Zeroizing;

use crate::error::{Error, Kind, Result};
use cache::{Cache, Slot};
use config::Scope;
use jwt::{Proof, Stamp};
use nonces::Nonces;
use target::Target;

pub use config::{Credentials, OAuth2Config, Server};
pub use error::TokenError;
pub use key::SigningKey;
pub use token::{AccessToken, MemoryStore, TokenKey, TokenStore};
#[cfg(feature = "tower")]
pub use tower::{OAuth2Layer, OAuth2Service};
#[cfg(feature = "reqwest")]
pub use transport::HttpTransport;
pub use transport::{BoxError, Transport};

/// The header of a proof.
const DPOP: HeaderName = HeaderName::from_static("dpop");
/// The code by which a server asks for the nonce that it sends along.
const USE_NONCE: &str = "use_dpop_nonce";
/// The code by which a resource server refuses a token.
const INVALID_TOKEN: &str = "invalid_token";

/// Authorizes requests; clones are cheap and share tokens and nonces. Made by [`OAuth2Config::connect`].
#[derive(Clone)]
pub struct OAuth2(Arc<Inner>);

struct Inner {
    config: OAuth2Config,
    endpoint: Target,
    /// Under which its nonces are kept: a resource server at the same origin has its own.
    issuer: String,
    transport: Arc<dyn Transport>,
    cache: Cache,
    nonces: Nonces,
}

/// What was set on a request: for what comes back.
struct Authorized {
    target: Target,
    slot: Arc<Slot>,
    key: TokenKey,
    token: AccessToken,
    /// The nonce in the proof.
    nonce: Option<Arc<str>>,
    headers: [(HeaderName, HeaderValue); 2],
}

/// What to do with a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    HandOn,
    /// To be repeated with the nonce that the server sent: it refused the request before it processed it.
    NewNonce,
    /// To be repeated with another token, for the same reason.
    NewToken,
}

/// Which repetitions a call has had: one of each kind at most.
#[derive(Default)]
struct Repetitions {
    nonce: bool,
    token: bool,
}

impl Repetitions {
    fn allow(&mut self, verdict: Verdict) -> bool {
        let done = match verdict {
            Verdict::HandOn => return false,
            Verdict::NewNonce => &mut self.nonce,
            Verdict::NewToken => &mut self.token,
        };
        !std::mem::replace(done, true)
    }
}

impl OAuth2 {
    fn new(config: OAuth2Config, transport: Arc<dyn Transport>) -> Result<Self> {
        Ok(Self(Arc::new(Inner {
            endpoint: Target::parse(config.server.token_endpoint())?,
            issuer: format!("token endpoint {}", config.server.token_endpoint()),
            config,
            transport,
            cache: Cache::default(),
            nonces: Nonces::default(),
        })))
    }

    /// The access token for these scopes: the cached one, or a new one.
    ///
    /// It is bound to the DPoP key, so it is of no use without proofs: for calls, take [`authorize`](Self::authorize).
    ///
    /// # Errors
    /// When the token endpoint gives none.
    pub async fn token<S: AsRef<str>>(&self, scopes: &[S]) -> Result<AccessToken, TokenError> {
        let credentials = self.0.config.credentials.current();
        let (.., token) = self.held(&credentials, &Scope::of(scopes)).await?;
        Ok(token)
    }

    /// The two headers of a call of a resource, `Authorization` and `DPoP`, both marked sensitive.
    ///
    /// They are good for one attempt. Hand the headers of the response to [`learn`](Self::learn), for the server's nonce.
    ///
    /// # Errors
    /// `mc_core::Error::not_sent`, when the URL is not `https`, no token is obtained, or a signer fails.
    pub async fn authorize(
        &self,
        method: &str,
        url: &str,
        operation: Option<&Operation>,
    ) -> mc_core::Result<[(HeaderName, HeaderValue); 2]> {
        let target = Target::parse(url).map_err(Error::not_sent)?;
        Ok(self.prepare(method, target, operation).await?.headers)
    }

    /// Keeps the nonce that a response to a call of this URL carries.
    pub fn learn(&self, url: &str, headers: &HeaderMap) {
        if let Ok(target) = Target::parse(url) {
            self.0.nonces.learn(target.origin(), headers);
        }
    }

    /// Drops the token for these scopes, for every clone; the next call fetches another.
    pub fn invalidate<S: AsRef<str>>(&self, scopes: &[S]) {
        let credentials = self.0.config.credentials.current();
        let key = self.key(&credentials, &Scope::of(scopes));
        self.0.cache.slot(&key, self.now()).clear();
    }

    fn now(&self) -> SystemTime {
        self.0.config.clock.now()
    }

    fn key(&self, credentials: &Credentials, scope: &Scope) -> TokenKey {
        let endpoint = self.0.config.server.token_endpoint();
        TokenKey::new(
            endpoint,
            &credentials.client_id,
            credentials.dpop.thumbprint(),
            &scope.key,
        )
    }

    async fn held(
        &self,
        credentials: &Credentials,
        scope: &Scope,
    ) -> Result<(TokenKey, Arc<Slot>, AccessToken), TokenError> {
        let key = self.key(credentials, scope);
        let slot = self.0.cache.slot(&key, self.now());
        let margin = self.0.config.margin;
        let token = slot
            .token(|| self.now(), margin, || self.load_or_fetch(credentials, scope, &key))
            .await?;
        Ok((key, slot, token))
    }

    async fn prepare(
        &self,
        method: &str,
        target: Target,
        operation: Option<&Operation>,
    ) -> mc_core::Result<Authorized> {
        let credentials = self.0.config.credentials.current();
        let scope = self.0.config.scope(operation);
        let (key, slot, token) = self.held(&credentials, &scope).await.map_err(|error| {
            mc_core::Error::not_sent("there is no access token, so the request was not sent").with_source(error)
        })?;
        let nonce = self.0.nonces.get(target.origin());
        let proof = Proof {
            method,
            url: &target.url,
            token_hash: Some(token.hash()),
            nonce: nonce.as_deref(),
        };
        let proof = self.proof(&credentials, proof).await.map_err(Error::not_sent)?;
        Ok(Authorized {
            headers: [(AUTHORIZATION, token.header().clone()), (DPOP, proof)],
            target,
            slot,
            key,
            token,
            nonce,
        })
    }

    async fn proof(&self, credentials: &Credentials, proof: Proof<'_>) -> Result<HeaderValue> {
        let id = self.0.config.ids.nonce()?;
        let text = jwt::proof(&credentials.dpop, proof, self.stamp(&id)?).await?;
        let mut header = HeaderValue::try_from(text)
            .map_err(|_| Error::new(Kind::Request, "the proof cannot be written as a header"))?;
        header.set_sensitive(true);
        Ok(header)
    }

    fn stamp<'a>(&self, id: &'a str) -> Result<Stamp<'a>> {
        Ok(Stamp {
            id,
            now: jwt::seconds(self.now(), self.0.config.offset.load(Ordering::Relaxed))?,
            skew: self.0.config.skew.as_secs(),
        })
    }

    /// What a response says: it is remembered, and judged.
    async fn judge(
        &self,
        authorized: &Authorized,
        status: StatusCode,
        headers: &HeaderMap,
        error: Option<&OAuthError>,
    ) -> Verdict {
        self.0.nonces.learn(authorized.target.origin(), headers);
        let code = error.map(OAuthError::code);
        let asks = matches!(status, StatusCode::BAD_REQUEST | StatusCode::UNAUTHORIZED);
        if asks && code == Some(USE_NONCE) {
            // Without another nonce the same would be refused in the same way.
            return if self.0.nonces.get(authorized.target.origin()) == authorized.nonce {
                Verdict::HandOn
            } else {
                Verdict::NewNonce
            };
        }
        if status == StatusCode::UNAUTHORIZED && code == Some(INVALID_TOKEN) {
            if let Some(store) = &self.0.config.store {
                noted(store.remove(&authorized.key, &authorized.token).await);
            }
            if authorized.slot.refuse(&authorized.token, self.now()) {
                return Verdict::NewToken;
            }
        }
        Verdict::HandOn
    }

    async fn load_or_fetch(
        &self,
        credentials: &Credentials,
        scope: &Scope,
        key: &TokenKey,
    ) -> Result<AccessToken, TokenError> {
        let config = &self.0.config;
        if let Some(store) = &config.store {
            let late = self.now().checked_add(config.margin);
            if let Some(token) = noted(store.load(key).await).flatten()
                && late.is_some_and(|late| late < token.expires_at())
            {
                return Ok(token);
            }
        }
        let token = self.fetch(credentials, scope).await?;
        if let Some(store) = &config.store {
            noted(store.save(key, &token).await);
        }
        Ok(token)
    }

    async fn fetch(&self, credentials: &Credentials, scope: &Scope) -> Result<AccessToken, TokenError> {
        let nonce = || self.0.nonces.get(&self.0.issuer);
        let used = nonce();
        let asks = |error: &TokenError| error.error() == Some(USE_NONCE);
        match self.ask(credentials, scope).await {
            Err(error) if asks(&error) && nonce() != used => {
                let second = self.ask(credentials, scope).await;
                second.map_err(|error| if asks(&error) { error.nonce_again() } else { error })
            }
            outcome => outcome,
        }
    }

    /// One request for a token.
    async fn ask(&self, credentials: &Credentials, scope: &Scope) -> Result<AccessToken, TokenError> {
        let config = &self.0.config;
        let request = self.request(credentials, scope).await.map_err(TokenError::unsigned)?;
        let asked_at = self.now();
        let response = tokio::time::timeout(config.timeout, self.0.transport.send(request))
            .await
            .map_err(|_| TokenError::timed_out(config.timeout))?
            .map_err(TokenError::transport)?;
        let (parts, body) = response.into_parts();
        self.0.nonces.learn(&self.0.issuer, &parts.headers);
        if parts.status != StatusCode::OK {
            let error = OAuthError::from_json(&body).or_else(|| OAuthError::from_headers(&parts.headers));
            return Err(TokenError::refused(parts.status, &parts.headers, error));
        }
        // Counted from before the request, so that the time on the way does not prolong its life.
        token::read(&body, asked_at).map_err(|what| TokenError::unreadable(what, parts.status, &parts.headers))
    }

    async fn request(&self, credentials: &Credentials, scope: &Scope) -> Result<Request<Bytes>> {
        let config = &self.0.config;
        let id = config.ids.nonce()?;
        let assertion = jwt::assertion(
            &credentials.signing,
            &credentials.kid,
            &credentials.client_id,
            config.server.issuer(),
            self.stamp(&id)?,
        )
        .await
        .map(Zeroizing::new)?;
        let nonce = self.0.nonces.get(&self.0.issuer);
        let proof = Proof {
            method: "POST",
            url: &self.0.endpoint.url,
            token_hash: None,
            nonce: nonce.as_deref(),
        };
        let proof = self.proof(credentials, proof).await?;
        let unusable = |_| Error::new(Kind::Configuration, "the token endpoint is not an address");
        let mut request = Request::new(Bytes::from(form(&credentials.client_id, &scope.request, &assertion)));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = config.server.token_endpoint().parse().map_err(unusable)?;
        let headers = request.headers_mut();
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/x-www-form-urlencoded"),
        );
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(DPOP, proof);
        Ok(request)
    }
}

impl fmt::Debug for OAuth2 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OAuth2")
            .field("config", &self.0.config)
            .finish_non_exhaustive()
    }
}

/// The body of a request for a token: RFC 6749 section 4.4 and RFC 7523 section 2.2.
fn form(client_id: &str, scope: &str, assertion: &str) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("client_id", client_id)
        .append_pair("grant_type", "client_credentials");
    if !scope.is_empty() {
        form.append_pair("scope", scope);
    }
    form.append_pair(
        "client_assertion_type",
        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    )
    .append_pair("client_assertion", assertion);
    form.finish()
}

/// The answer of a store; its failure is logged, and is as if it had nothing.
fn noted<T>(answer: Result<T, BoxError>) -> Option<T> {
    match answer {
        Ok(answer) => Some(answer),
        Err(error) => {
            #[cfg(feature = "tracing")]
            tracing::warn!(%error, "the token store failed");
            let _ = error;
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A known answer of Mastercard's libraries.
    #[test]
    fn the_form_is_that_of_the_official_libraries() {
        assert_eq!(
            form(
                "ZvT0sklPsqzTNgKJIiex5_wppXz0Tj2wl33LUZtXmCQH8dry",
                "service:scope1, service:scope2",
                "jwt.assertion.here"
            ),
            "client_id=ZvT0sklPsqzTNgKJIiex5_wppXz0Tj2wl33LUZtXmCQH8dry&grant_type=client_credentials\
             &scope=service%3Ascope1%2C+service%3Ascope2\
             &client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer\
             &client_assertion=jwt.assertion.here"
        );
        assert!(!form("a", "", "b").contains("scope"));
    }
}
