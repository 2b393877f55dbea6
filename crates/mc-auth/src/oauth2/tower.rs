use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Request, Response};
use http_body::Body;
use mc_core::{OAuthError, Operation};
use tower_layer::Layer;
use tower_service::Service;

use super::target::Target;
use super::{OAuth2, Repetitions, Verdict};
use crate::body::{BoxError, whole};
use crate::error::Error;
use crate::payload::refuse_clear;

/// Authorizes each request to a tower service.
///
/// Put it innermost, below retry. The body must have a known length and be made from bytes, as `http_body_util::Full` is. What
/// the server says of a refusal in its headers is in the response's extensions, as [`OAuthError`]. A request that cannot be
/// authorized is not sent, and the error is [`mc_core::Error::not_sent`].
///
/// # Examples
/// ```
/// use mc_auth::oauth2::{OAuth2, OAuth2Layer};
/// use tower_layer::Layer as _;
///
/// # fn example<S>(oauth2: OAuth2, http_client: S) {
/// let service = OAuth2Layer::new(oauth2).layer(http_client);
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct OAuth2Layer(OAuth2);

impl OAuth2Layer {
    /// A layer that authorizes so.
    pub fn new(oauth2: OAuth2) -> Self {
        Self(oauth2)
    }
}

impl<S> Layer<S> for OAuth2Layer {
    type Service = OAuth2Service<S>;

    fn layer(&self, inner: S) -> Self::Service {
        OAuth2Service {
            oauth2: self.0.clone(),
            inner,
        }
    }
}

/// A service that authorizes each request; made by [`OAuth2Layer`].
#[derive(Clone, Debug)]
pub struct OAuth2Service<S> {
    oauth2: OAuth2,
    inner: S,
}

impl<S, B, R> Service<Request<B>> for OAuth2Service<S>
where
    S: Service<Request<B>, Response = Response<R>> + Clone + Send + 'static,
    S::Future: Send,
    S::Error: Into<BoxError>,
    R: Send,
    B: Body + From<Bytes> + Send + 'static,
    B::Data: Send,
    B::Error: Into<BoxError>,
{
    type Response = Response<R>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.inner.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        // The service that was polled ready is the one to call; a fresh clone takes its place.
        let next = self.inner.clone();
        let ready = std::mem::replace(&mut self.inner, next);
        let oauth2 = self.oauth2.clone();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let bytes = whole(body)
                .await
                .map_err(|error| error.at(&"the request cannot be authorized").not_sent())?;
            refuse_clear(&parts.extensions, &bytes)?;
            let mut service = ready;
            let mut repetitions = Repetitions::default();
            loop {
                let (response, verdict) = attempt(&oauth2, &mut service, parts.clone(), bytes.clone()).await?;
                if !repetitions.allow(verdict) {
                    return Ok(response);
                }
                std::future::poll_fn(|context| service.poll_ready(context))
                    .await
                    .map_err(Into::into)?;
            }
        })
    }
}

async fn attempt<S, B, R>(
    oauth2: &OAuth2,
    service: &mut S,
    mut parts: http::request::Parts,
    bytes: Bytes,
) -> Result<(Response<R>, Verdict), BoxError>
where
    S: Service<Request<B>, Response = Response<R>>,
    S::Error: Into<BoxError>,
    B: From<Bytes>,
{
    let target = Target::of(&parts.uri).map_err(Error::not_sent)?;
    let operation = parts.extensions.get::<Operation>().copied();
    let authorized = oauth2
        .prepare(parts.method.as_str(), target, operation.as_ref())
        .await?;
    for (name, value) in &authorized.headers {
        parts.headers.insert(name, value.clone());
    }
    let request = Request::from_parts(parts, B::from(bytes));
    let mut response = service.call(request).await.map_err(Into::into)?;
    let error = OAuthError::from_headers(response.headers());
    let verdict = oauth2
        .judge(&authorized, response.status(), response.headers(), error.as_ref())
        .await;
    if let Some(error) = error {
        response.extensions_mut().insert(error);
    }
    Ok((response, verdict))
}
