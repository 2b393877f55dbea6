//! The middleware.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use http::{Extensions, StatusCode};
use http_body::{Frame, SizeHint};
use mc_core::body::into_parts;
use mc_core::{Operation, status};
use reqwest::{Body, Request, Response};
use reqwest_middleware::{Middleware, Next, Result as MiddlewareResult};

use crate::Pace;
use crate::meter::{Refusal, Slot};

/// How long nothing is sent after a 429 that does not say how long.
const SILENCE: Duration = Duration::from_secs(1);

#[async_trait]
impl Middleware for Pace {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> MiddlewareResult<Response> {
        let meter = self.meter(extensions.get::<Operation>());
        let slot = meter.leave().await.map_err(|refusal| match refusal {
            Refusal::Paused(paused) => mc_core::Error::not_sent(paused.to_string()).with_source(paused),
            Refusal::Store(error) => mc_core::Error::not_sent(format!(
                "whether the pace allows a request cannot be found out: {error}"
            ))
            .with_source(error),
        })?;
        let response = next.run(request, extensions).await?;
        let is_too_many = response.status() == StatusCode::TOO_MANY_REQUESTS;
        if status::asks_to_wait(response.status()) {
            let silence = status::retry_after(response.headers()).or(is_too_many.then_some(SILENCE));
            if is_too_many || silence.is_some() {
                meter.refuse(is_too_many, silence).await;
            }
        }
        if !self.holds_bodies() {
            return Ok(response);
        }
        let (parts, body) = into_parts(response);
        let body = Body::wrap(Held { body, slot: Some(slot) });
        Ok(http::Response::from_parts(parts, body).into())
    }
}

/// A body whose attempt is in flight until its end.
struct Held {
    body: Body,
    slot: Option<Slot>,
}

impl http_body::Body for Held {
    type Data = Bytes;
    type Error = reqwest::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, reqwest::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        if matches!(polled, Poll::Ready(None | Some(Err(_)))) || self.body.is_end_stream() {
            self.slot = None;
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
