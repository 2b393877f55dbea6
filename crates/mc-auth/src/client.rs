use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use mc_core::Operation;
use mc_pace::Pace;
use reqwest::redirect;
use reqwest_middleware::{ClientWithMiddleware, Middleware};

use crate::bearer::Bearer;
use crate::connections::{Clients, Connections};
use crate::error::{Error, Kind, Result};
use crate::jws::Verifier;
use crate::oauth1::OAuth1;
use crate::oauth2::{HttpTransport, OAuth2Config};
use crate::payload::{ClearRequests, EncryptionLayer, Guard};
use crate::retry::Retry;
use crate::tls::{ClientIdentity, ClientTls};

/// Assembles an HTTP client whose layers are in the only right order.
///
/// From the outside in: a trace, layers of your own, payload encryption, verification of responses, retry, pace, then the signature
/// or token, and TLS with or without a client certificate. So the payload is encrypted once, the body hash is that of the encrypted bytes, and
/// each attempt is signed anew. A builder begins with how the client authenticates itself, so no client is without:
///
/// | begin with | for |
/// | --- | --- |
/// | [`oauth1`](Self::oauth1) | most products: OAuth 1.0a with a consumer key |
/// | [`mutual_tls`](Self::mutual_tls) | products that know their clients by certificate alone, as Identity Insights |
/// | [`oauth2`](Self::oauth2) | products that have moved to OAuth 2.0 |
/// | [`bearer`](Self::bearer) | products that take a token |
///
/// A certificate beside a signature or token is [`with_identity`](Self::with_identity).
///
/// # What is fixed
/// What an operation demands to be encrypted never leaves in the clear.
///
/// HTTPS only. Certificates of servers are verified. Redirects are refused: a 3xx comes back as it is, for a request
/// that goes elsewhere is not the one that was signed. The HTTP client repeats nothing by itself.
///
/// # What can be changed
/// | | otherwise |
/// | --- | --- |
/// | time to connect, TLS included | 10 s |
/// | time of an attempt, its response read to the end | 60 s |
/// | idle connections: time, and number for each host | 15 s, 32 |
/// | retry | as [`Retry`] says |
/// | pace | the rate that the product's documentation states: [`Pace::documented`] |
/// | trust | the public roots; see [`tls`](crate::tls) |
/// | proxy | that of the environment, see below; [`with_proxy`](Self::with_proxy), [`without_proxy`](Self::without_proxy) |
/// | `User-Agent` | what `mc_core::Client` says |
///
/// # Connections
/// A server may close an idle connection at the moment it is used again, and then nobody knows whether it took the request. So
/// connections are kept for less time than servers usually keep them, a request that may be repeated is repeated once on a
/// fresh connection, and a call that creates a dispute event always goes out on a connection of its own.
///
/// # Proxies
/// | the request goes to | and goes through |
/// | --- | --- |
/// | `localhost` or a loopback address | no proxy of the environment |
/// | a host in `NO_PROXY` or `no_proxy` | no proxy of the environment |
/// | any other host | the proxy in `HTTPS_PROXY`, `https_proxy`, `ALL_PROXY` or `all_proxy`; where `reqwest` has its feature `system-proxy`, otherwise that of the operating system |
/// | any host, after [`with_proxy`](Self::with_proxy) | that proxy alone, whatever the environment says |
/// | any host, after [`without_proxy`](Self::without_proxy) | no proxy |
///
/// # Examples
/// ```no_run
/// # #[cfg(feature = "aws-lc-rs")]
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use mc_auth::ClientBuilder;
/// use mc_auth::keys::KeySource;
/// use mc_auth::oauth1::OAuth1;
/// use mc_auth::rsa::LocalSigner;
///
/// let key = KeySource::path("signing.p12").with_password_env("SIGNING_PASSWORD").private_key()?;
/// let oauth1 = OAuth1::new(std::env::var("CONSUMER_KEY")?, LocalSigner::new(&key)?)?;
/// let http = ClientBuilder::oauth1(oauth1).build()?;
///
/// let sandbox = mc_core::Environment::from_static("sandbox", "https://sandbox.api.mastercard.com/mastercom");
/// let client = mc_core::Client::new(http, sandbox);
/// # drop(client);
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "aws-lc-rs"))]
/// # fn main() {}
/// ```
///
/// Mutual TLS alone:
/// ```no_run
/// # fn example() -> mc_auth::Result<()> {
/// use mc_auth::ClientBuilder;
/// use mc_auth::keys::KeySource;
/// use mc_auth::tls::ClientIdentity;
///
/// let identity = KeySource::path("client.p12").with_password_env("CLIENT_PASSWORD").identity()?;
/// let http = ClientBuilder::mutual_tls(&ClientIdentity::new(&identity)?).build()?;
/// # drop(http);
/// # Ok(())
/// # }
/// ```
#[must_use = "a builder does nothing until it builds"]
pub struct ClientBuilder {
    credentials: Credentials,
    identity: Option<ClientIdentity>,
    tls: Option<ClientTls>,
    layers: Vec<Arc<dyn Middleware>>,
    encryption: Option<EncryptionLayer>,
    verifier: Option<Verifier>,
    retry: Option<Retry>,
    pace: Option<Pace>,
    connect_timeout: Duration,
    timeout: Duration,
    idle_timeout: Duration,
    idle_connections: usize,
    proxy: Proxies,
    http: Vec<Configure>,
}

type Configure = Box<dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync>;

/// Which proxies requests go through.
enum Proxies {
    Environment,
    None,
    Given(Vec<reqwest::Proxy>),
}

enum Credentials {
    OAuth1(Box<OAuth1>),
    OAuth2(Box<OAuth2Config>),
    Bearer(Bearer),
    Certificate,
}

impl ClientBuilder {
    fn new(credentials: Credentials) -> Self {
        Self {
            credentials,
            identity: None,
            tls: None,
            layers: Vec::new(),
            encryption: None,
            verifier: None,
            retry: Some(Retry::new()),
            pace: Some(Pace::documented()),
            connect_timeout: Duration::from_secs(10),
            timeout: Duration::from_secs(60),
            idle_timeout: Duration::from_secs(15),
            idle_connections: 32,
            proxy: Proxies::Environment,
            http: Vec::new(),
        }
    }

    /// A client that signs each request.
    pub fn oauth1(oauth1: OAuth1) -> Self {
        Self::new(Credentials::OAuth1(Box::new(oauth1)))
    }

    /// A client that gives each request an access token and a proof, by OAuth 2.0.
    ///
    /// The token endpoint is called by the same HTTP client, with its trust, certificate and proxy.
    pub fn oauth2(config: OAuth2Config) -> Self {
        Self::new(Credentials::OAuth2(Box::new(config)))
    }

    /// A client that gives each request a bearer token.
    pub fn bearer(bearer: Bearer) -> Self {
        Self::new(Credentials::Bearer(bearer))
    }

    /// A client that its certificate alone identifies.
    pub fn mutual_tls(identity: &ClientIdentity) -> Self {
        Self::new(Credentials::Certificate).with_identity(identity)
    }

    /// Presents a certificate to servers that ask for one.
    pub fn with_identity(mut self, identity: &ClientIdentity) -> Self {
        self.identity = Some(identity.clone());
        self
    }

    /// Sets whom to trust and which versions of TLS to speak.
    ///
    /// The identity given to the builder takes the place of the one given here.
    pub fn with_tls(mut self, tls: ClientTls) -> Self {
        self.tls = Some(tls);
        self
    }

    /// Adds a layer that sees requests before they are encrypted and responses after they were decrypted.
    ///
    /// The first one added is the outermost. Do not add layers to the finished client: they would come below the signature
    /// and break it.
    pub fn with_layer(mut self, layer: impl Middleware) -> Self {
        self.layers.push(Arc::new(layer));
        self
    }

    /// Encrypts payloads by this layer, once for all attempts and before they are signed.
    ///
    /// Without it a request whose operation demands encryption is not sent: the error is [`mc_core::Error::not_sent`], and
    /// names the operation.
    pub fn with_encryption(mut self, encryption: EncryptionLayer) -> Self {
        self.encryption = Some(encryption);
        self
    }

    /// Lets the payloads of these operations leave in the clear, although they demand encryption.
    pub fn with_requests_in_the_clear<'a>(self, operations: impl IntoIterator<Item = &'a Operation>) -> Self {
        self.with_layer(ClearRequests::of(operations))
    }

    /// Verifies the signatures of responses, as they came: before they are decrypted.
    pub fn with_verification(mut self, verifier: Verifier) -> Self {
        self.verifier = Some(verifier);
        self
    }

    /// Sets what is repeated, and how often.
    pub fn with_retry(mut self, retry: Retry) -> Self {
        self.retry = Some(retry);
        self
    }

    /// Repeats nothing.
    pub fn without_retry(mut self) -> Self {
        self.retry = None;
        self
    }

    /// Holds attempts back by this pace, in place of [`Pace::documented`]. Hand clones of one pace to all clients that use the same
    /// key.
    ///
    /// ```no_run
    /// # fn example(builder: mc_auth::ClientBuilder) -> mc_auth::Result<()> {
    /// use std::num::NonZeroU32;
    /// use mc_auth::pace::Pace;
    ///
    /// let pace = Pace::per_second(NonZeroU32::new(100).unwrap());
    /// let http = builder.with_pace(pace.clone()).build()?;
    /// # drop(http);
    /// # Ok(())
    /// # }
    /// ```
    pub fn with_pace(mut self, pace: Pace) -> Self {
        self.pace = Some(pace);
        self
    }

    /// Holds nothing back.
    pub fn without_pace(mut self) -> Self {
        self.pace = None;
        self
    }

    /// Sets how long a connection may take to come about.
    pub fn with_connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sets how long an attempt may take, from connecting to the last byte of the response.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Sets how long a connection is kept when it is idle, and how many such are kept for each host.
    pub fn with_pool(mut self, idle_timeout: Duration, idle_connections: usize) -> Self {
        self.idle_timeout = idle_timeout;
        self.idle_connections = idle_connections;
        self
    }

    /// Adds a proxy; those of the environment are not asked then. The first one added that takes a URL is used.
    ///
    /// # Examples
    /// ```no_run
    /// # fn example(builder: mc_auth::ClientBuilder) -> Result<(), Box<dyn std::error::Error>> {
    /// let http = builder.with_proxy(reqwest::Proxy::https("http://proxy.example.com:3128")?).build()?;
    /// # drop(http);
    /// # Ok(())
    /// # }
    /// ```
    pub fn with_proxy(mut self, proxy: reqwest::Proxy) -> Self {
        match &mut self.proxy {
            Proxies::Given(proxies) => proxies.push(proxy),
            other => *other = Proxies::Given(vec![proxy]),
        }
        self
    }

    /// Asks no proxy, whatever the environment says.
    pub fn without_proxy(mut self) -> Self {
        self.proxy = Proxies::None;
        self
    }

    /// Sets what else `reqwest` offers, such as name resolution.
    ///
    /// What this builder sets itself, it sets afterwards: TLS, redirects, time-outs and the pool cannot be changed here. It is called
    /// for each HTTP client that is needed, again when another [identity](ClientIdentity::replace) is put in place.
    ///
    /// # Examples
    /// ```no_run
    /// # fn example(builder: mc_auth::ClientBuilder) -> Result<(), Box<dyn std::error::Error>> {
    /// let http = builder.with_http(|http| http.tcp_nodelay(true)).build()?;
    /// # drop(http);
    /// # Ok(())
    /// # }
    /// ```
    pub fn with_http(
        mut self,
        configure: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) -> Self {
        self.http.push(Box::new(configure));
        self
    }

    /// Assembles the client; it is cheap to clone, and clones share its connections.
    ///
    /// # Errors
    /// When the TLS configuration is unusable, or `reqwest` refuses what [`with_http`](Self::with_http) set.
    pub fn build(self) -> Result<ClientWithMiddleware> {
        let tls = self.tls.clone().unwrap_or_else(ClientTls::new);
        let tls = match &self.identity {
            Some(identity) => tls.with_identity(identity),
            None => tls,
        };
        let identity = tls.identity().cloned();
        let tls = tls.build()?;
        let environment = matches!(self.proxy, Proxies::Environment);
        let (proxy, configure, idle) = (self.proxy, self.http, self.idle_connections);
        // With no idle connections to keep, each request has a connection of its own.
        let http = move |environment: bool, idle_connections: usize| {
            let mut http = reqwest::Client::builder();
            if !environment {
                http = http.no_proxy();
            }
            if let Proxies::Given(proxies) = &proxy {
                http = proxies.iter().cloned().fold(http, reqwest::ClientBuilder::proxy);
            }
            configure
                .iter()
                .fold(http, |http, configure| configure(http))
                .tls_backend_preconfigured(tls.clone())
                .https_only(true)
                .redirect(redirect::Policy::none())
                .referer(false)
                .retry(reqwest::retry::never())
                .connect_timeout(self.connect_timeout)
                .timeout(self.timeout)
                .pool_idle_timeout(self.idle_timeout)
                .pool_max_idle_per_host(idle_connections)
                .build()
                .map_err(|error| Error::new(Kind::Configuration, "the HTTP client cannot be built").with_source(error))
        };
        let connections = Arc::new(Connections::new(identity, move || {
            Ok(Clients {
                pooled: http(environment, idle)?,
                fresh: http(environment, 0)?,
                loopback: if environment {
                    Some((http(false, idle)?, http(false, 0)?))
                } else {
                    None
                },
            })
        })?);

        let mut client = reqwest_middleware::ClientBuilder::new(connections.clients()?.pooled);
        #[cfg(feature = "tracing")]
        {
            client = client.with(crate::trace::Trace::new());
        }
        for layer in self.layers {
            client = client.with_arc(layer);
        }
        if let Some(encryption) = self.encryption {
            client = client.with(encryption);
        }
        if let Some(verifier) = self.verifier {
            client = client.with(verifier);
        }
        if let Some(retry) = self.retry {
            client = client.with(retry);
        }
        // Attempts wait before they are signed. Tokens repeat requests by themselves, so there each attempt counts below them.
        let repeats = matches!(self.credentials, Credentials::OAuth2(_) | Credentials::Bearer(_));
        if let Some(pace) = self.pace.clone().filter(|_| !repeats) {
            client = client.with(pace);
        }
        client = match self.credentials {
            Credentials::OAuth1(oauth1) => client.with(*oauth1),
            Credentials::OAuth2(config) => {
                let transport = reqwest_middleware::ClientBuilder::new(connections.clients()?.pooled);
                let transport = transport.with_arc(connections.clone()).build();
                client.with(config.connect(HttpTransport::of(transport))?)
            }
            Credentials::Bearer(bearer) => client.with(bearer),
            Credentials::Certificate => client,
        };
        if let Some(pace) = self.pace.filter(|_| repeats) {
            client = client.with(pace);
        }
        Ok(client.with(Guard).with_arc(connections).build())
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let credentials: &dyn fmt::Debug = match &self.credentials {
            Credentials::OAuth1(oauth1) => oauth1,
            Credentials::OAuth2(config) => config,
            Credentials::Bearer(bearer) => bearer,
            Credentials::Certificate => &"certificate",
        };
        f.debug_struct("ClientBuilder")
            .field("credentials", credentials)
            .field("identity", &self.identity)
            .field("tls", &self.tls)
            .field("encrypts", &self.encryption.is_some())
            .field("verifier", &self.verifier)
            .field("retry", &self.retry)
            .field("pace", &self.pace)
            .finish_non_exhaustive()
    }
}
