//! What is in a span, and that nothing else is.

#![cfg(all(feature = "reqwest", feature = "tracing"))]

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use http::Extensions;
use mc_auth::retry::{Jitter, Retry};
use mc_auth::trace::Trace;
use mc_core::Operation;
use reqwest::{Request, Response};
use reqwest_middleware::{Middleware, Next};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

const READ: Operation = Operation::new("read_claim", "read", "GET", "/claims/{id}").with_product("mastercom");

/// Writes down everything that spans and events say.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Visit for Log {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0.lock().unwrap(), " {field}={value:?}").unwrap();
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("mc_auth")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.0.lock().unwrap().push_str(span.metadata().name());
        span.record(&mut self.clone());
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.0.lock().unwrap().push_str(" [");
        event.record(&mut self.clone());
        self.0.lock().unwrap().push_str(" ]");
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[derive(Debug)]
struct Whole;

impl Jitter for Whole {
    fn up_to(&self, most: Duration) -> Duration {
        most
    }
}

/// Answers from its list of states; 0 is an error of middleware, 1 a connection that is refused.
struct Gateway(Mutex<Vec<u16>>);

#[async_trait]
impl Middleware for Gateway {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        let status = self.0.lock().unwrap().remove(0);
        match status {
            0 => Err(mc_core::Error::not_sent("a secret reason").into()),
            1 => next.run(request, extensions).await,
            status => Ok(http::Response::builder()
                .status(status)
                .header("x-secret", "secret")
                .body("secret")
                .unwrap()
                .into()),
        }
    }
}

async fn logged(answers: &[u16], operation: Option<Operation>) -> String {
    let log = Log::default();
    let _guard = tracing::subscriber::set_default(log.clone());
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let client = reqwest_middleware::ClientBuilder::new(http)
        .with(Trace::new())
        .with(Retry::new().with_jitter(Whole))
        .with(Gateway(Mutex::new(answers.to_vec())))
        .build();
    let mut request = client
        .get("http://127.0.0.1:1/claims/secret?secret=secret")
        .header("authorization", "secret")
        .body("secret");
    if let Some(operation) = operation {
        request = request.with_extension(operation);
    }
    let _ = request.send().await;
    let log = log.0.lock().unwrap().clone();
    assert!(!log.contains("secret"), "{log}");
    log
}

#[tokio::test(start_paused = true)]
async fn spans_hold_what_happened_and_no_data() {
    let known = "mastercard operation=\"read_claim\" product=\"mastercom\" method=GET path=\"/claims/{id}\"";
    assert_eq!(
        logged(&[503, 200], Some(READ)).await,
        format!(
            "{known} [ message=will try again attempt=1 status=503 delay_ms=250 ] status=200 attempt=2 duration_ms=250"
        )
    );
    assert_eq!(
        logged(&[404], Some(READ)).await,
        format!("{known} status=404 attempt=1 duration_ms=0")
    );
    assert_eq!(
        logged(&[0], Some(READ)).await,
        format!("{known} error=middleware attempt=1 duration_ms=0")
    );
    assert_eq!(
        logged(&[503], None).await,
        "mastercard method=GET status=503 attempt=1 duration_ms=0"
    );
}

#[tokio::test]
async fn connections_that_do_not_come_about_are_told() {
    let log = logged(&[1], None).await;
    assert!(
        log.starts_with("mastercard method=GET error=connect attempt=1"),
        "{log}"
    );
}
