use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use reqwest_middleware::ClientWithMiddleware;

use crate::payload::Guard;
use crate::{Environment, Error, Result};

/// How large a response body may be if nothing else is said: 64 MiB.
const MAX_RESPONSE_BYTES: usize = 64 * 1024 * 1024;

const USER_AGENT: &str = concat!("mc-core/", env!("CARGO_PKG_VERSION"), " (rust)");

/// Headers that requests and their middleware set.
const OWN: [HeaderName; 7] = [
    header::AUTHORIZATION,
    header::CONTENT_TYPE,
    header::CONTENT_LENGTH,
    header::ACCEPT_ENCODING,
    header::TRANSFER_ENCODING,
    header::CONNECTION,
    header::HOST,
];

/// The settings that the requests of a product share: the server, the HTTP client, limits and headers.
///
/// Clones share everything. Redirects are the HTTP client's choice: build it with
/// `reqwest::redirect::Policy::none()`, for a redirected request is no longer the one that was signed.
///
/// ```
/// use mc_core::{Client, Environment};
///
/// let http = reqwest_middleware::ClientBuilder::new(reqwest::Client::new()).build();
/// let client = Client::new(http, Environment::custom("https://example.com/mastercom")?)
///     .with_max_response_bytes(1024 * 1024);
/// assert_eq!(client.environment().name(), "custom");
/// # Ok::<(), mc_core::Error>(())
/// ```
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

#[derive(Clone)]
struct Inner {
    http: ClientWithMiddleware,
    environment: Environment,
    max_response_bytes: usize,
    user_agent: Option<Cow<'static, str>>,
    headers: HeaderMap,
}

impl Client {
    /// A client that asks the server of this environment.
    ///
    /// Requests pass [`payload::check`](crate::payload::check) last of all: what an operation demands to be encrypted does not
    /// leave in the clear, whatever layers the HTTP client has.
    pub fn new(http: ClientWithMiddleware, environment: impl Into<Environment>) -> Self {
        Self {
            inner: Arc::new(Inner {
                http: reqwest_middleware::ClientBuilder::from_client(http).with(Guard).build(),
                environment: environment.into(),
                max_response_bytes: MAX_RESPONSE_BYTES,
                user_agent: Some(Cow::Borrowed(USER_AGENT)),
                headers: HeaderMap::new(),
            }),
        }
    }

    /// Sets how large a response body may be; a larger one is an error.
    #[must_use]
    pub fn with_max_response_bytes(mut self, max: usize) -> Self {
        Arc::make_mut(&mut self.inner).max_response_bytes = max;
        self
    }

    /// Sets the `User-Agent` header, which is `mc-core/VERSION (rust)` otherwise.
    #[must_use]
    pub fn with_user_agent(mut self, user_agent: impl Into<Cow<'static, str>>) -> Self {
        Arc::make_mut(&mut self.inner).user_agent = Some(user_agent.into());
        self
    }

    /// Leaves the `User-Agent` header to the HTTP client.
    #[must_use]
    pub fn without_user_agent(mut self) -> Self {
        Arc::make_mut(&mut self.inner).user_agent = None;
        self
    }

    /// Sends a header with each request, unless the request has one of that name. Its value is never printed.
    ///
    /// ```
    /// # fn example(client: mc_core::Client) -> mc_core::Result<()> {
    /// let client = client.with_header("X-Client-Reference", "batch-17")?;
    /// # drop(client);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If name or value cannot be sent as a header, or the header is one that requests set themselves: `Authorization`, `DPoP`,
    /// `Content-Type`, `Content-Length`, `Accept-Encoding`, `Transfer-Encoding`, `Connection` and `Host`.
    pub fn with_header(mut self, name: &str, value: &str) -> Result<Self> {
        let name = HeaderName::from_bytes(name.as_bytes())
            .map_err(|_| Error::invalid_request("the name of a header has characters that no header can carry"))?;
        if OWN.contains(&name) || name.as_str() == "dpop" {
            return Err(Error::invalid_request(format!(
                "{name} is set by the request itself; leave it out"
            )));
        }
        let mut value = HeaderValue::from_str(value)
            .map_err(|_| Error::invalid_request(format!("{name} has characters that no header can carry")))?;
        value.set_sensitive(true);
        Arc::make_mut(&mut self.inner).headers.insert(name, value);
        Ok(self)
    }

    /// The headers of [`with_header`](Self::with_header).
    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.inner.headers
    }

    /// The HTTP client that requests go through.
    pub fn http(&self) -> &ClientWithMiddleware {
        &self.inner.http
    }

    /// The server that is asked.
    pub fn environment(&self) -> &Environment {
        &self.inner.environment
    }

    /// How large a response body may be.
    pub fn max_response_bytes(&self) -> usize {
        self.inner.max_response_bytes
    }

    /// The `User-Agent` header that requests get from here.
    pub fn user_agent(&self) -> Option<&str> {
        self.inner.user_agent.as_deref()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("environment", &self.inner.environment)
            .field("max_response_bytes", &self.inner.max_response_bytes)
            .finish_non_exhaustive()
    }
}
