use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::request::Parts;
use http::{Request, Response};
use http_body::{Body, Frame, SizeHint};
use mc_core::Operation;
use mc_core::body::Replay;
use tower_layer::Layer;
use tower_service::Service;

use super::layer::{EncryptionLayer, Plan, not_sent};
use crate::body::{BoxError, whole};

impl<S> Layer<S> for EncryptionLayer {
    type Service = EncryptionService<S>;

    fn layer(&self, inner: S) -> Self::Service {
        EncryptionService {
            layer: self.clone(),
            inner,
        }
    }
}

/// A service that encrypts requests and decrypts responses; [`EncryptionLayer`] makes it.
///
/// A body that is to be encrypted must have a known length and be made from bytes, as `http_body_util::Full` is.
#[derive(Clone, Debug)]
pub struct EncryptionService<S> {
    layer: EncryptionLayer,
    inner: S,
}

impl<S, B, R> Service<Request<B>> for EncryptionService<S>
where
    S: Service<Request<B>, Response = Response<R>> + Clone + Send + 'static,
    S::Future: Send,
    S::Error: Into<BoxError>,
    B: Body + From<Bytes> + Send + 'static,
    B::Data: Send,
    B::Error: Into<BoxError>,
    R: Body + Send + 'static,
    R::Data: Send,
    R::Error: Send,
{
    type Response = Response<DecryptedBody<R>>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.inner.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        // The service that was polled ready is the one to call; a fresh clone takes its place.
        let next = self.inner.clone();
        let mut ready = std::mem::replace(&mut self.inner, next);
        let layer = self.layer.clone();
        Box::pin(async move {
            let (request, plan) = encrypt(&layer, request).await.map_err(not_sent)?;
            let response = ready.call(request).await.map_err(Into::into)?;
            let Some(plan) = plan else {
                return Ok(response.map(|body| DecryptedBody(Replay::untouched(body))));
            };
            let (mut parts, body) = response.into_parts();
            layer.tell_key(&plan, &mut parts);
            if !EncryptionLayer::looks_at(&plan, &parts) {
                return Ok(Response::from_parts(parts, DecryptedBody(Replay::untouched(body))));
            }
            let body = layer.open(&plan, &mut parts, body).await?;
            Ok(Response::from_parts(parts, DecryptedBody(body.into())))
        })
    }
}

async fn encrypt<B>(layer: &EncryptionLayer, request: Request<B>) -> crate::Result<(Request<B>, Option<Plan>)>
where
    B: Body + From<Bytes>,
    B::Error: Into<BoxError>,
{
    let operation = request.extensions().get::<Operation>();
    // What no rule and no operation says anything about may be a stream.
    let is_empty = request.body().is_end_stream();
    let told = if is_empty { Some(&b""[..]) } else { None };
    let Some(plan) = layer.plan(request.method(), request.uri().path(), operation, told)? else {
        return Ok((request, None));
    };
    let (mut parts, body) = request.into_parts();
    if is_empty || !plan.encrypts() {
        plan.mark(&mut parts.extensions);
        return Ok((Request::from_parts(parts, body), Some(plan)));
    }
    let bytes = whole(body).await?;
    let Parts {
        headers, extensions, ..
    } = &mut parts;
    let sealed = layer.seal(&plan, headers, extensions, &bytes).await?;
    Ok((Request::from_parts(parts, B::from(sealed.unwrap_or(bytes))), Some(plan)))
}

/// The body of a response: what was decrypted, or what came.
pub struct DecryptedBody<B: Body>(Replay<B>);

impl<B: Body> Body for DecryptedBody<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        Pin::new(&mut self.0).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

impl<B: Body> fmt::Debug for DecryptedBody<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecryptedBody").finish_non_exhaustive()
    }
}
