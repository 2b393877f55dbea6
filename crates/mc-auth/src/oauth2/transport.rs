use std::error::Error as StdError;
use std::fmt;

use async_trait::async_trait;
use bytes::Bytes;

/// Any error, boxed.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// The largest answer of a token endpoint that is read.
#[cfg(feature = "reqwest")]
const MAX_BYTES: usize = 64 << 10;

/// Sends requests to the token endpoint.
///
/// An implementation verifies the server's certificate, follows no redirect, and repeats nothing.
#[async_trait]
pub trait Transport: fmt::Debug + Send + Sync {
    /// Sends a request and reads the whole response.
    ///
    /// # Errors
    /// When no whole response came. The text is shown to whoever made the call: no secrets.
    async fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, BoxError>;
}

/// A transport by `reqwest`, which sends over HTTPS only and follows no redirect.
#[cfg(feature = "reqwest")]
#[derive(Clone)]
pub struct HttpTransport(reqwest_middleware::ClientWithMiddleware);

#[cfg(feature = "reqwest")]
impl HttpTransport {
    /// Builds the HTTP client with these settings of yours, such as TLS, proxy and time-outs.
    ///
    /// Redirects and unencrypted HTTP are switched off whatever the settings say, as are repetitions.
    ///
    /// # Errors
    /// When `reqwest` refuses the settings.
    pub fn new(settings: reqwest::ClientBuilder) -> crate::Result<Self> {
        settings
            .https_only(true)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .build()
            .map(|client| Self(client.into()))
            .map_err(|error| {
                crate::Error::new(
                    crate::error::Kind::Configuration,
                    "the HTTP client for the token endpoint cannot be built",
                )
                .with_source(error)
            })
    }

    /// Takes a client that is known to be built so.
    #[cfg(feature = "tls")]
    pub(crate) fn of(client: reqwest_middleware::ClientWithMiddleware) -> Self {
        Self(client)
    }
}

#[cfg(feature = "reqwest")]
impl fmt::Debug for HttpTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HttpTransport")
    }
}

#[cfg(feature = "reqwest")]
#[async_trait]
impl Transport for HttpTransport {
    async fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, BoxError> {
        let request = reqwest::Request::try_from(request)?;
        let mut response = self.0.execute(request).await.map_err(|error| match error {
            reqwest_middleware::Error::Reqwest(error) => BoxError::from(error.without_url()),
            reqwest_middleware::Error::Middleware(error) => error.into(),
        })?;
        let mut answer = http::Response::new(Bytes::new());
        *answer.status_mut() = response.status();
        answer.headers_mut().clone_from(response.headers());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(reqwest::Error::without_url)? {
            if body.len() + chunk.len() > MAX_BYTES {
                return Err("the answer is larger than 64 KiB".into());
            }
            body.extend_from_slice(&chunk);
        }
        *answer.body_mut() = Bytes::from(body);
        Ok(answer)
    }
}
