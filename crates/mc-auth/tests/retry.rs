//! What is repeated, when, and with how much patience, on tokio's paused clock.

#![cfg(feature = "reqwest")]

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use http::Extensions;
use mc_auth::oauth1::body_hash;
use mc_auth::retry::{Attempts, Jitter, Retry};
use mc_core::Operation;
use reqwest::{Request, Response};
use reqwest_middleware::{ClientWithMiddleware, Middleware, Next};
use tokio::time::Instant;

const READ: Operation = Operation::new("read", "read", "GET", "/");
const WRITE: Operation = Operation::new("write", "write", "POST", "/");
const REPEATABLE: Operation = Operation::new("search", "search", "POST", "/").with_idempotent();
const EVENT: Operation = Operation::new("file", "file", "POST", "/")
    .with_idempotent()
    .with_event();

/// Waits the whole delay.
#[derive(Debug)]
struct Whole;

impl Jitter for Whole {
    fn up_to(&self, most: Duration) -> Duration {
        most
    }
}

type Answer = (u16, &'static [(&'static str, &'static str)]);

const BUSY: Answer = (503, &[]);
const DOWN: Answer = (0, &[]);

/// Answers in place of a server: from its list, then 200; a status of 0 is a connection that is refused.
#[derive(Clone)]
struct Gateway {
    answers: Arc<Mutex<VecDeque<Answer>>>,
    seen: Arc<Mutex<Vec<(u128, String)>>>,
    begun: Instant,
}

#[async_trait]
impl Middleware for Gateway {
    async fn handle(
        &self,
        request: Request,
        _: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        let body = request
            .body()
            .and_then(reqwest::Body::as_bytes)
            .map_or("stream".into(), body_hash);
        self.seen.lock().unwrap().push((self.begun.elapsed().as_millis(), body));
        let (status, headers) = self.answers.lock().unwrap().pop_front().unwrap_or((200, &[]));
        if status == 0 {
            // Nothing listens at port 1 of this machine.
            return next.run(request, &mut Extensions::new()).await;
        }
        let mut response = http::Response::builder().status(status);
        for (name, value) in headers {
            response = response.header(*name, *value);
        }
        Ok(response.body("").unwrap().into())
    }
}

struct Rig {
    client: ClientWithMiddleware,
    gateway: Gateway,
}

impl Rig {
    fn new(retry: Retry, answers: &[Answer]) -> Self {
        let gateway = Gateway {
            answers: Arc::new(Mutex::new(answers.iter().copied().collect())),
            seen: Arc::default(),
            begun: Instant::now(),
        };
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let client = reqwest_middleware::ClientBuilder::new(http)
            .with(retry.with_jitter(Whole))
            .with(gateway.clone())
            .build();
        Self { client, gateway }
    }

    async fn send(&self, operation: Option<Operation>) -> Result<u16, reqwest_middleware::Error> {
        let mut request = self.client.post("http://127.0.0.1:1/").body("{}");
        if let Some(operation) = operation {
            request = request.with_extension(operation);
        }
        Ok(request.send().await?.status().as_u16())
    }

    /// The moments of the attempts, in milliseconds.
    fn moments(&self) -> Vec<u128> {
        self.gateway.seen.lock().unwrap().iter().map(|seen| seen.0).collect()
    }
}

#[tokio::test(start_paused = true)]
async fn only_idempotent_operations_are_repeated() {
    for (operation, status, attempts) in [
        (Some(READ), 200, 2),
        (Some(REPEATABLE), 200, 2),
        (Some(WRITE), 503, 1),
        (Some(EVENT), 503, 1),
        (None, 503, 1),
    ] {
        let rig = Rig::new(Retry::new(), &[BUSY]);
        assert_eq!(rig.send(operation).await.unwrap(), status, "{operation:?}");
        assert_eq!(rig.moments().len(), attempts, "{operation:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn only_passing_failures_are_repeated() {
    for status in [200, 201, 302, 400, 401, 404, 408, 409, 425, 500, 502, 504] {
        let rig = Rig::new(Retry::new(), &[(status, &[])]);
        assert_eq!(rig.send(Some(READ)).await.unwrap(), status);
        assert_eq!(rig.moments().len(), 1, "{status}");
    }
    for status in [429, 503, 0] {
        let rig = Rig::new(Retry::new(), &[(status, &[])]);
        assert_eq!(rig.send(Some(READ)).await.unwrap(), 200);
        assert_eq!(rig.moments().len(), 2, "{status}");
    }
}

#[tokio::test(start_paused = true)]
async fn delays_double_up_to_a_bound() {
    let retry = Retry::new()
        .with_max_attempts(6)
        .with_delays(Duration::from_millis(100), Duration::from_millis(500));
    let rig = Rig::new(retry, &[BUSY; 9]);
    assert_eq!(rig.send(Some(READ)).await.unwrap(), 503);
    assert_eq!(rig.moments(), [0, 100, 300, 700, 1200, 1700]);
    let bodies = rig.gateway.seen.lock().unwrap().clone();
    assert!(bodies.iter().all(|(_, body)| *body == body_hash(b"{}")));
}

#[tokio::test(start_paused = true)]
async fn the_server_is_waited_for_within_bounds() {
    const SECONDS: &[(&str, &str)] = &[("retry-after", "3")];
    const DATE: &[(&str, &str)] = &[
        ("date", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ("retry-after", "Sun, 06 Nov 1994 08:49:47 GMT"),
    ];
    const LONG: &[(&str, &str)] = &[("retry-after", "21")];
    let retry = || Retry::new().with_delays(Duration::from_millis(100), Duration::from_secs(1));

    let rig = Rig::new(retry(), &[(429, SECONDS), (503, DATE)]);
    assert_eq!(rig.send(Some(READ)).await.unwrap(), 200);
    assert_eq!(rig.moments(), [0, 3100, 13200]);

    let rig = Rig::new(retry(), &[(429, LONG)]);
    assert_eq!(rig.send(Some(READ)).await.unwrap(), 429);
    assert_eq!(rig.moments(), [0]);

    let rig = Rig::new(retry().with_max_retry_after(Duration::from_secs(21)), &[(429, LONG)]);
    assert_eq!(rig.send(Some(READ)).await.unwrap(), 200);
    assert_eq!(rig.moments(), [0, 21100]);
}

#[tokio::test(start_paused = true)]
async fn no_attempt_begins_after_the_total_time() {
    let retry = Retry::new()
        .with_max_attempts(100)
        .with_delays(Duration::from_secs(4), Duration::from_secs(4))
        .with_max_total(Duration::from_secs(10));
    let rig = Rig::new(retry, &[BUSY; 100]);
    assert_eq!(rig.send(Some(READ)).await.unwrap(), 503);
    assert_eq!(rig.moments(), [0, 4000, 8000]);
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_never_comes_about_stays_visible() {
    let rig = Rig::new(Retry::new(), &[DOWN; 9]);
    let error = rig.send(Some(READ)).await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    assert_eq!(rig.moments().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn streams_are_sent_once() {
    let rig = Rig::new(Retry::new(), &[BUSY]);
    let body = http_body_util::StreamBody::new(Empty);
    let request = rig.client.post("http://127.0.0.1:1/").with_extension(READ);
    let response = request.body(reqwest::Body::wrap(body)).send().await.unwrap();
    assert_eq!(response.status(), 503);
    assert_eq!(rig.moments().len(), 1);
}

struct Empty;

impl futures_core::Stream for Empty {
    type Item = Result<http_body::Frame<bytes::Bytes>, std::convert::Infallible>;

    fn poll_next(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(None)
    }
}

/// Sees what is left in the extensions.
#[derive(Clone, Default)]
struct Watch(Arc<Mutex<Vec<Option<Attempts>>>>);

#[async_trait]
impl Middleware for Watch {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        let result = next.run(request, extensions).await;
        self.0.lock().unwrap().push(extensions.get().copied());
        result
    }
}

#[tokio::test(start_paused = true)]
async fn the_number_of_attempts_is_told() {
    let watch = Watch::default();
    let gateway = Rig::new(Retry::new(), &[(503, &[]), (429, &[])]).gateway;
    let client = reqwest_middleware::ClientBuilder::new(reqwest::Client::new())
        .with(watch.clone())
        .with(Retry::new())
        .with(gateway)
        .build();
    for _ in 0..2 {
        let request = client.get("http://127.0.0.1:1/").with_extension(READ);
        request.send().await.unwrap();
    }
    assert_eq!(*watch.0.lock().unwrap(), [Some(Attempts(3)), Some(Attempts(1))]);
}
