//! A `tracing` span for each call, with nothing in it that could be personal data.
//!
//! The span is named `mastercard` and has these fields; the path is the template, so neither identifiers nor the query are
//! in it, and of headers and bodies there is nothing:
//!
//! | field | what it holds |
//! | --- | --- |
//! | `operation`, `product`, `path` | what the [`mc_core::Operation`] says, where the request carries one |
//! | `method` | the HTTP method |
//! | `status` | the status of the last response, where there was one |
//! | `error` | `connect`, `timeout`, `middleware` or `transport`, where there was none |
//! | `attempt` | how many attempts were made |
//! | `duration_ms` | how long it took, until the head of the last response was there |
//!
//! # Examples
//! ```
//! use mc_auth::trace::Trace;
//!
//! let http = reqwest_middleware::ClientBuilder::new(reqwest::Client::new())
//!     .with(Trace::new())
//!     .build();
//! # drop(http);
//! ```

use std::sync::Arc;

use async_trait::async_trait;
use http::Extensions;
use mc_core::Operation;
use reqwest::{Request, Response};
use reqwest_middleware::{Error as MiddlewareError, Middleware, Next, Result as MiddlewareResult};
use tracing::field::{Empty, display};
use tracing::{Instrument as _, Span, info_span};

use crate::retry::{Attempts, Timer, TokioTimer};

/// Middleware that puts a span around what is below it; add it first.
#[derive(Clone, Debug)]
pub struct Trace {
    timer: Arc<dyn Timer>,
}

impl Default for Trace {
    fn default() -> Self {
        Self {
            timer: Arc::new(TokioTimer),
        }
    }
}

impl Trace {
    /// Measures by the timer of tokio.
    pub fn new() -> Self {
        Self::default()
    }

    /// Measures by another timer.
    #[must_use]
    pub fn with_timer(mut self, timer: impl Timer + 'static) -> Self {
        self.timer = Arc::new(timer);
        self
    }
}

#[async_trait]
impl Middleware for Trace {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> MiddlewareResult<Response> {
        let operation = extensions.get::<Operation>();
        let span = info_span!(
            "mastercard",
            operation = operation.map(Operation::id),
            product = operation.map(Operation::product),
            method = %request.method(),
            path = operation.map(Operation::path),
            status = Empty,
            error = Empty,
            attempt = Empty,
            duration_ms = Empty,
        );
        let begun = self.timer.now();
        let result = next.run(request, extensions).instrument(span.clone()).await;
        let taken = self.timer.now().saturating_duration_since(begun);
        record(&span, &result);
        span.record("attempt", extensions.get::<Attempts>().map_or(1, |attempts| attempts.0));
        span.record("duration_ms", u64::try_from(taken.as_millis()).unwrap_or(u64::MAX));
        result
    }
}

fn record(span: &Span, result: &MiddlewareResult<Response>) {
    match result {
        Ok(response) => span.record("status", response.status().as_u16()),
        Err(MiddlewareError::Reqwest(error)) if error.is_connect() => span.record("error", display("connect")),
        Err(MiddlewareError::Reqwest(error)) if error.is_timeout() => span.record("error", display("timeout")),
        Err(MiddlewareError::Reqwest(_)) => span.record("error", display("transport")),
        Err(MiddlewareError::Middleware(_)) => span.record("error", display("middleware")),
    };
}
