use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Request, Response};
use http_body::Body;
use tower_layer::Layer;
use tower_service::Service;

use super::{OAuth1, Signed};
use crate::body::{BoxError, whole};
use crate::error::Error;
use crate::payload::refuse_clear;

/// Signs each request to a tower service.
///
/// Put it innermost: what lies inside it would change what was signed. The body must have a known length and be made from
/// bytes, as `http_body_util::Full` is. The response carries the [`Signed`] in its extensions. A request that cannot be signed
/// is not sent, and the error is [`mc_core::Error::not_sent`] with ours as its source. So is one whose operation demands payload
/// encryption that nothing has done; see [`mc_core::payload::check`].
///
/// # Examples
/// ```
/// use mc_auth::oauth1::{OAuth1, OAuth1Layer};
/// use tower_layer::Layer as _;
///
/// # fn example<S>(oauth1: OAuth1, http_client: S) {
/// let service = OAuth1Layer::new(oauth1).layer(http_client);
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct OAuth1Layer(OAuth1);

impl OAuth1Layer {
    /// A layer that signs so.
    pub fn new(oauth1: OAuth1) -> Self {
        Self(oauth1)
    }
}

impl<S> Layer<S> for OAuth1Layer {
    type Service = OAuth1Service<S>;

    fn layer(&self, inner: S) -> Self::Service {
        OAuth1Service {
            oauth1: self.0.clone(),
            inner,
        }
    }
}

/// A service that signs each request; made by [`OAuth1Layer`].
#[derive(Clone, Debug)]
pub struct OAuth1Service<S> {
    oauth1: OAuth1,
    inner: S,
}

impl<S, B, R> Service<Request<B>> for OAuth1Service<S>
where
    S: Service<Request<B>, Response = Response<R>> + Clone + Send + 'static,
    S::Future: Send,
    S::Error: Into<BoxError>,
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
        let mut ready = std::mem::replace(&mut self.inner, next);
        let oauth1 = self.oauth1.clone();
        Box::pin(async move {
            let (request, signed) = sign(&oauth1, request).await?;
            let mut response = ready.call(request).await.map_err(Into::into)?;
            if oauth1.learns_clock {
                oauth1.learn_clock(response.headers());
            }
            response.extensions_mut().insert(signed);
            Ok(response)
        })
    }
}

async fn sign<B>(oauth1: &OAuth1, request: Request<B>) -> Result<(Request<B>, Signed), mc_core::Error>
where
    B: Body + From<Bytes>,
    B::Error: Into<BoxError>,
{
    let (mut parts, body) = request.into_parts();
    let bytes = whole(body)
        .await
        .map_err(|error| error.at(&"the request cannot be signed").not_sent())?;
    refuse_clear(&parts.extensions, &bytes)?;
    let signed = oauth1.sign_parts(&mut parts, &bytes).await.map_err(Error::not_sent)?;
    Ok((Request::from_parts(parts, B::from(bytes)), signed))
}
