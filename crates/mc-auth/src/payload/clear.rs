//! Requests that leave in the clear although their operation demands encryption: refused, or allowed by name.

use std::collections::BTreeSet;
use std::sync::Arc;

use http::Extensions;
use mc_core::Operation;
use mc_core::payload::PayloadMark;

/// Allows the payload of certain operations to leave in the clear, as reqwest middleware (feature `reqwest`) and as tower
/// layer (feature `tower`).
///
/// The signers and clients of this crate send nothing in the clear that its operation demands to be encrypted. A test server,
/// or a product whose encryption is switched off for a while, may need it all the same: name the operations here. Put it
/// outside the layer that signs.
///
/// # Examples
/// ```
/// use mc_auth::payload::ClearRequests;
/// use mc_core::{BodyEncryption, Operation, PayloadEncryption};
///
/// const ASSIGN: Operation = Operation::new("assignSegment", "assign", "POST", "/card-segments")
///     .with_encryption(PayloadEncryption::Body(BodyEncryption::new("encryptedValue")));
///
/// let clear = ClearRequests::of([&ASSIGN]);
/// # drop(clear);
/// ```
#[derive(Clone, Debug)]
pub struct ClearRequests(Arc<BTreeSet<(&'static str, &'static str)>>);

impl ClearRequests {
    /// Allows these operations, and no other, to send their payloads in the clear.
    pub fn of<'a>(operations: impl IntoIterator<Item = &'a Operation>) -> Self {
        let names = operations
            .into_iter()
            .map(|operation| (operation.product(), operation.id()));
        Self(Arc::new(names.collect()))
    }

    fn mark(&self, extensions: &mut Extensions) {
        let is_named = extensions
            .get::<Operation>()
            .is_some_and(|operation| self.0.contains(&(operation.product(), operation.id())));
        if is_named {
            extensions.insert(PayloadMark::InTheClear);
        }
    }
}

/// Refuses a request whose operation demands encryption that nothing has done.
#[cfg(feature = "tower")]
pub(crate) fn refuse_clear(extensions: &Extensions, body: &[u8]) -> Result<(), mc_core::Error> {
    mc_core::payload::check(extensions, Some(body))
}

#[cfg(feature = "reqwest")]
mod reqwest {
    use async_trait::async_trait;
    use http::Extensions;
    use reqwest::{Request, Response};
    use reqwest_middleware::{Middleware, Next, Result};

    use super::ClearRequests;

    #[async_trait]
    impl Middleware for ClearRequests {
        async fn handle(&self, request: Request, extensions: &mut Extensions, next: Next<'_>) -> Result<Response> {
            self.mark(extensions);
            next.run(request, extensions).await
        }
    }

    /// The innermost layer of a client.
    #[cfg(feature = "tls")]
    pub(crate) struct Guard;

    #[cfg(feature = "tls")]
    #[async_trait]
    impl Middleware for Guard {
        async fn handle(&self, request: Request, extensions: &mut Extensions, next: Next<'_>) -> Result<Response> {
            mc_core::payload::check_request(&request, extensions)?;
            next.run(request, extensions).await
        }
    }
}

#[cfg(all(feature = "reqwest", feature = "tls"))]
pub(crate) use reqwest::Guard;

#[cfg(feature = "tower")]
mod tower {
    use std::task::{Context, Poll};

    use http::Request;
    use tower_layer::Layer;
    use tower_service::Service;

    use super::ClearRequests;

    impl<S> Layer<S> for ClearRequests {
        type Service = ClearRequestsService<S>;

        fn layer(&self, inner: S) -> Self::Service {
            ClearRequestsService {
                clear: self.clone(),
                inner,
            }
        }
    }

    /// A service that allows the payload of certain operations to leave in the clear; [`ClearRequests`] makes it.
    #[derive(Clone, Debug)]
    pub struct ClearRequestsService<S> {
        clear: ClearRequests,
        inner: S,
    }

    impl<S: Service<Request<B>>, B> Service<Request<B>> for ClearRequestsService<S> {
        type Response = S::Response;
        type Error = S::Error;
        type Future = S::Future;

        fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
            self.inner.poll_ready(context)
        }

        fn call(&mut self, mut request: Request<B>) -> Self::Future {
            self.clear.mark(request.extensions_mut());
            self.inner.call(request)
        }
    }
}

#[cfg(feature = "tower")]
pub use tower::ClearRequestsService;
