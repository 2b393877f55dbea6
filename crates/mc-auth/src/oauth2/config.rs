use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use mc_core::Operation;

use super::OAuth2;
use super::key::SigningKey;
use super::target::Target;
use super::token::TokenStore;
use super::transport::Transport;
use crate::Shared;
use crate::error::{Error, Kind, Result};
use crate::oauth1::{Clock, NonceSource, RandomNonce, SystemClock};

/// An authorization server: where tokens come from, and whom assertions are addressed to.
///
/// # Examples
/// ```
/// use mc_auth::oauth2::Server;
///
/// # fn main() -> mc_auth::Result<()> {
/// assert_eq!(Server::sandbox().token_endpoint(), "https://sandbox.api.mastercard.com/oauth/token");
/// let own = Server::new("https://localhost:8443/oauth/token", "https://localhost:8443")?;
/// assert_eq!(own.issuer(), "https://localhost:8443");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    token_endpoint: String,
    issuer: String,
}

impl Server {
    /// A server by the address of its token endpoint, and its issuer, which is the audience of client assertions.
    ///
    /// # Errors
    /// When the address is no `https` URL, or the issuer is empty.
    pub fn new(token_endpoint: impl Into<String>, issuer: impl Into<String>) -> Result<Self> {
        let (token_endpoint, issuer) = (token_endpoint.into(), issuer.into());
        Target::parse(&token_endpoint).map_err(|_| {
            Error::new(
                Kind::Configuration,
                "the token endpoint is not an https URL without user information",
            )
        })?;
        if issuer.is_empty() || issuer.chars().any(char::is_control) {
            return Err(Error::new(
                Kind::Configuration,
                "the issuer is empty or has control characters",
            ));
        }
        Ok(Self { token_endpoint, issuer })
    }

    fn of(host: &str) -> Self {
        Self {
            token_endpoint: format!("https://{host}/oauth/token"),
            issuer: format!("https://{host}"),
        }
    }

    /// Mastercard's sandbox.
    pub fn sandbox() -> Self {
        Self::of("sandbox.api.mastercard.com")
    }

    /// Mastercard's production.
    pub fn production() -> Self {
        Self::of("api.mastercard.com")
    }

    /// The address of the token endpoint.
    pub fn token_endpoint(&self) -> &str {
        &self.token_endpoint
    }

    /// The issuer.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }
}

/// Who the client is: its id, the key that signs its assertions, and the key that signs its proofs.
///
/// # Examples
/// ```
/// # #[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
/// # fn main() -> mc_auth::Result<()> {
/// use mc_auth::oauth2::{Credentials, SigningKey};
///
/// # let signing = SigningKey::generate()?;
/// let credentials = Credentials::new("client-id", "key-id", signing)?.with_dpop_key(SigningKey::generate()?);
/// # drop(credentials);
/// # Ok(())
/// # }
/// # #[cfg(not(any(feature = "aws-lc-rs", feature = "rustcrypto")))]
/// # fn main() {}
/// ```
#[derive(Clone)]
pub struct Credentials {
    pub(super) client_id: String,
    pub(super) kid: String,
    pub(super) signing: SigningKey,
    pub(super) dpop: SigningKey,
}

impl Credentials {
    /// A client, the id of its key, and the key; it signs proofs, too, unless [`with_dpop_key`](Self::with_dpop_key) gives
    /// another.
    ///
    /// # Errors
    /// When one of the ids is empty or has white space or a character that is not ASCII.
    pub fn new(client_id: impl Into<String>, kid: impl Into<String>, key: SigningKey) -> Result<Self> {
        let check = |what: &str, text: String| {
            if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic()) {
                return Ok(text);
            }
            Err(Error::new(
                Kind::Configuration,
                format!("the {what} is empty or has a character that none has; was it copied with a line end?"),
            ))
        };
        Ok(Self {
            client_id: check("client id", client_id.into())?,
            kid: check("key id", kid.into())?,
            dpop: key.clone(),
            signing: key,
        })
    }

    /// The same from a consumer key of OAuth 1.0a: the client id, an exclamation mark, the key id.
    ///
    /// # Errors
    /// When the text has not these two parts.
    pub fn from_consumer_key(consumer_key: &str, key: SigningKey) -> Result<Self> {
        let (client_id, kid) = consumer_key.split_once('!').ok_or_else(|| {
            Error::new(
                Kind::Configuration,
                "the consumer key has no exclamation mark between client id and key id",
            )
        })?;
        Self::new(client_id, kid, key)
    }

    /// Signs proofs by a key of their own; `ES256` is the faster one: [`SigningKey::generate`].
    #[must_use]
    pub fn with_dpop_key(mut self, key: SigningKey) -> Self {
        self.dpop = key;
        self
    }
}

/// The client id is not secret, and not for logs.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("signing", &self.signing)
            .field("dpop", &self.dpop)
            .finish_non_exhaustive()
    }
}

/// Scopes as a request names them, and as the cache does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scope {
    pub(super) request: String,
    pub(super) key: String,
}

impl Scope {
    pub(super) fn of<S: AsRef<str>>(scopes: &[S]) -> Self {
        let mut sorted: Vec<&str> = scopes.iter().map(AsRef::as_ref).collect();
        let request = sorted.join(" ");
        sorted.sort_unstable();
        sorted.dedup();
        Self {
            request,
            key: sorted.join(" "),
        }
    }
}

/// How a client authenticates by OAuth 2.0, before it has a connection.
///
/// # Examples
/// ```
/// # #[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
/// # fn main() -> mc_auth::Result<()> {
/// use mc_auth::oauth2::{Credentials, OAuth2Config, Server, SigningKey};
///
/// # let signing = SigningKey::generate()?;
/// let credentials = Credentials::new("client-id", "key-id", signing)?.with_dpop_key(SigningKey::generate()?);
/// let config = OAuth2Config::new(Server::sandbox(), credentials).with_scopes(["service:read"])?;
/// # drop(config);
/// # Ok(())
/// # }
/// # #[cfg(not(any(feature = "aws-lc-rs", feature = "rustcrypto")))]
/// # fn main() {}
/// ```
#[derive(Clone)]
pub struct OAuth2Config {
    pub(super) server: Server,
    pub(super) credentials: Shared<Credentials>,
    pub(super) fixed: Option<Scope>,
    pub(super) store: Option<Arc<dyn TokenStore>>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) ids: Arc<dyn NonceSource>,
    pub(super) offset: Arc<AtomicI64>,
    pub(super) skew: Duration,
    pub(super) margin: Duration,
    pub(super) timeout: Duration,
}

impl OAuth2Config {
    /// Tokens of this server for this client; a [`Shared`] can be replaced while clients run.
    ///
    /// | | otherwise |
    /// | --- | --- |
    /// | scopes | those that the operation needs |
    /// | a token is renewed before its expiry | 60 s |
    /// | leeway for clocks | 5 s |
    /// | time for an answer of the token endpoint | 30 s |
    pub fn new(server: Server, credentials: impl Into<Shared<Credentials>>) -> Self {
        Self {
            server,
            credentials: credentials.into(),
            fixed: None,
            store: None,
            clock: Arc::new(SystemClock),
            ids: Arc::new(RandomNonce),
            offset: Arc::default(),
            skew: Duration::from_secs(5),
            margin: Duration::from_secs(60),
            timeout: Duration::from_secs(30),
        }
    }

    /// Asks for these scopes for every call, whatever its operation needs.
    ///
    /// # Errors
    /// When a scope is empty or has a character that RFC 6749 section 3.3 does not allow, such as a space.
    pub fn with_scopes<S: AsRef<str>>(mut self, scopes: impl IntoIterator<Item = S>) -> Result<Self> {
        let scopes: Vec<S> = scopes.into_iter().collect();
        let is_scope = |byte: u8| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\';
        for scope in &scopes {
            let scope = scope.as_ref();
            if scope.is_empty() || !scope.bytes().all(is_scope) {
                return Err(Error::new(
                    Kind::Configuration,
                    "a scope is empty or has a character that no scope has; give each scope by itself",
                ));
            }
        }
        self.fixed = Some(Scope::of(&scopes));
        Ok(self)
    }

    /// Keeps tokens in a store, too.
    #[must_use]
    pub fn with_token_store(mut self, store: impl TokenStore + 'static) -> Self {
        self.store = Some(Arc::new(store));
        self
    }

    /// Takes the time from another clock.
    #[must_use]
    pub fn with_clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Takes the ids of assertions and proofs (`jti`) from another source.
    #[must_use]
    pub fn with_id_source(mut self, ids: impl NonceSource + 'static) -> Self {
        self.ids = Arc::new(ids);
        self
    }

    /// Sets how far the server's clock may differ.
    #[must_use]
    pub fn with_clock_skew(mut self, skew: Duration) -> Self {
        self.skew = skew;
        self
    }

    /// Sets the seconds that are added to the clock, for every clone.
    pub fn set_clock_offset(&self, seconds: i64) {
        self.offset.store(seconds, Ordering::Relaxed);
    }

    /// Sets how long before its expiry a token is renewed; at most half of its life.
    #[must_use]
    pub fn with_margin(mut self, margin: Duration) -> Self {
        self.margin = margin;
        self
    }

    /// Sets how long the token endpoint may take.
    #[must_use]
    pub fn with_token_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Connects it: `ClientBuilder::oauth2` does it by the client that it builds.
    ///
    /// # Errors
    /// When the token endpoint is not an address.
    pub fn connect(self, transport: impl Transport + 'static) -> Result<OAuth2> {
        OAuth2::new(self, Arc::new(transport))
    }

    /// The scopes for an operation.
    pub(super) fn scope(&self, operation: Option<&Operation>) -> Scope {
        match &self.fixed {
            Some(scope) => scope.clone(),
            None => Scope::of(operation.map_or(&[][..], Operation::scopes)),
        }
    }
}

impl fmt::Debug for OAuth2Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OAuth2Config")
            .field("server", &self.server)
            .field("credentials", &self.credentials)
            .field("scopes", &self.fixed.as_ref().map(|scope| &scope.request))
            .field("store", &self.store)
            .finish_non_exhaustive()
    }
}
