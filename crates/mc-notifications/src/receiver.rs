use std::convert::Infallible;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bytes::{Buf as _, Bytes};
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, header};
use http_body::Body;
use http_body_util::{BodyExt as _, Full};
use sha2::{Digest as _, Sha256};
use tower_service::Service;
use zeroize::Zeroizing;

use crate::error::Error;
use crate::metric;
use crate::notification::Notification;
use crate::sink::{Sink, Stored};

/// Receives notifications over HTTP and hands them to a sink: a `tower` service.
///
/// It answers 200 when the sink has made the notification durable, and 503 when the sink has not. A `POST` to the one path is
/// taken, whatever its `Content-Type` says: a sender that is never told to send again must not lose an update to form. JSON that
/// is no update as this version knows it is kept all the same, in quarantine, for sending it again would not help; what is not
/// JSON is refused with 400, and the log has its length, the beginning of its SHA-256, and the place where it goes wrong.
///
/// It does not look at certificates: [`server`](crate::server) does, or the server that you mount it in, which **has to
/// demand and verify the client's certificate**.
///
/// | answer | when |
/// | --- | --- |
/// | 200 | it is durable, or was already |
/// | 400 | the body is not JSON or broke off |
/// | 404, 405, 415 | another path, method or content encoding |
/// | 408, 413 | the body took too long or is too large |
/// | 503 | the sink failed or took too long: send it again |
///
/// ```
/// use mc_notifications::{Receiver, Sink};
///
/// fn receiver(sink: impl Sink) -> Receiver {
///     Receiver::new(sink).with_path("/abu/notifications").with_max_body(16 * 1024)
/// }
/// ```
#[derive(Clone)]
#[must_use = "a receiver does nothing until a server calls it"]
pub struct Receiver(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    sink: Arc<dyn Sink>,
    path: String,
    max_body: usize,
    body_timeout: Duration,
    store_timeout: Duration,
    health: Arc<Health>,
}

/// Whether the sink keeps what it is given.
#[derive(Default)]
pub(crate) struct Health {
    is_failing: AtomicBool,
    last: Mutex<Option<(Instant, Error)>>,
}

impl Health {
    fn kept(&self) {
        // Nearly always nothing has failed, and no update waits for a lock.
        if self.is_failing.swap(false, Ordering::Relaxed) {
            *self.last.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
    }

    fn failed(&self, error: &Error) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), error.clone()));
        self.is_failing.store(true, Ordering::Relaxed);
    }

    /// Why the last update was not kept, if none has been kept since and it is not longer ago than this.
    #[cfg(feature = "server")]
    pub(crate) fn failing(&self, within: Duration) -> Option<Error> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.as_ref()
            .filter(|(at, _)| at.elapsed() < within)
            .map(|(_, error)| error.clone())
    }
}

impl Receiver {
    /// Takes what is posted to `/`, up to 64 KiB within ten seconds, and gives the sink ten seconds.
    pub fn new(sink: impl Sink) -> Self {
        Self(Arc::new(Inner {
            sink: Arc::new(sink),
            path: "/".to_owned(),
            max_body: 64 * 1024,
            body_timeout: Duration::from_secs(10),
            store_timeout: Duration::from_secs(10),
            health: Arc::default(),
        }))
    }

    fn with(mut self, change: impl FnOnce(&mut Inner)) -> Self {
        change(Arc::make_mut(&mut self.0));
        self
    }

    /// Takes what is posted to this path; it begins with a slash.
    pub fn with_path(self, path: impl Into<String>) -> Self {
        self.with(|inner| inner.path = path.into())
    }

    /// Refuses bodies above this size with 413.
    pub fn with_max_body(self, bytes: usize) -> Self {
        self.with(|inner| inner.max_body = bytes)
    }

    /// Refuses bodies that take longer than this with 408.
    pub fn with_body_timeout(self, timeout: Duration) -> Self {
        self.with(|inner| inner.body_timeout = timeout)
    }

    /// Answers 503 when the sink takes longer than this.
    pub fn with_store_timeout(self, timeout: Duration) -> Self {
        self.with(|inner| inner.store_timeout = timeout)
    }

    /// The path that is posted to.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The sink.
    pub fn sink(&self) -> &Arc<dyn Sink> {
        &self.0.sink
    }

    #[cfg(feature = "server")]
    pub(crate) fn health(&self) -> &Arc<Health> {
        &self.0.health
    }

    /// The longest that a request may take from its head to its answer.
    #[cfg(feature = "server")]
    pub(crate) fn longest(&self) -> Duration {
        self.0.body_timeout.saturating_add(self.0.store_timeout)
    }

    /// An axum router with the one route.
    ///
    /// ```
    /// use mc_notifications::{Receiver, Sink};
    ///
    /// fn app(sink: impl Sink) -> axum::Router {
    ///     Receiver::new(sink).with_path("/abu").router()
    /// }
    /// ```
    #[cfg(feature = "axum")]
    pub fn router(self) -> axum::Router {
        let path = self.0.path.clone();
        axum::Router::new().route_service(&path, self)
    }

    /// Answers a request.
    pub async fn handle<B>(&self, request: Request<B>) -> Response<Full<Bytes>>
    where
        B: Body + Send,
        B::Data: Send,
    {
        let started = Instant::now();
        let has_body = !request.body().is_end_stream();
        let answer = self.answer(request).await;
        let mut closes = false;
        let (status, text) = match answer {
            Ok(stored) => {
                tracing::debug!(outcome = ?stored, "notification acknowledged");
                (StatusCode::OK, "")
            }
            Err(refusal) => {
                tracing::warn!(
                    status = refusal.status().as_u16(),
                    reason = refusal.text(),
                    "request refused"
                );
                // The rest of the body is not waited for.
                closes = has_body && refusal.leaves_the_body();
                (refusal.status(), refusal.text())
            }
        };
        metrics::counter!(metric::REQUESTS, "status" => status.as_str().to_owned()).increment(1);
        metrics::histogram!(metric::REQUEST_SECONDS).record(started.elapsed().as_secs_f64());
        respond(status, text, closes)
    }

    async fn answer<B>(&self, request: Request<B>) -> Result<Stored, Refusal>
    where
        B: Body + Send,
        B::Data: Send,
    {
        let Inner {
            sink,
            path,
            max_body,
            body_timeout,
            store_timeout,
            health,
        } = &*self.0;
        if request.uri().path() != path {
            return Err(Refusal::Path);
        }
        if request.method() != Method::POST {
            return Err(Refusal::Method);
        }
        if is_encoded(request.headers()) {
            return Err(Refusal::Encoding);
        }
        // What a length says is believed when it is too large, and not when it is small.
        if request.body().size_hint().lower() > *max_body as u64 {
            return Err(Refusal::TooLarge);
        }
        let body = tokio::time::timeout(*body_timeout, read(request.into_body(), *max_body))
            .await
            .map_err(|_| Refusal::Slow)??;
        let body = Zeroizing::new(body);
        let notification = Notification::parse(body.as_slice()).map_err(|error| {
            let digest: [u8; 32] = Sha256::digest(&*body).into();
            // The first eight bytes tell one body from another.
            let digest = format!(
                "{:016x}",
                u128::from_be_bytes(*digest.first_chunk().unwrap_or(&[0; 16])) >> 64
            );
            // With these a person finds out with the sender which one it was, and what is wrong with it.
            tracing::warn!(length = body.len(), sha256 = digest, %error, "a body is refused and not kept");
            Refusal::NotJson
        })?;
        let started = Instant::now();
        let storing = tokio::time::timeout(*store_timeout, sink.store(&notification)).await;
        let stored = storing.unwrap_or_else(|_| Err(Error::unavailable("storing took too long")));
        let stored = stored.map_err(|error| {
            health.failed(&error);
            metrics::counter!(metric::STORE_FAILURES).increment(1);
            tracing::error!(
                reference = notification.printable_reference(),
                reason = %error,
                "a notification could not be kept and is not acknowledged"
            );
            Refusal::Sink
        })?;
        health.kept();
        metrics::histogram!(metric::STORE_SECONDS).record(started.elapsed().as_secs_f64());
        record(&notification, stored);
        Ok(stored)
    }
}

fn record(notification: &Notification, stored: Stored) {
    let outcome = match stored {
        Stored::New => "new",
        Stored::Duplicate => "duplicate",
        Stored::Conflict => "conflict",
    };
    let is_understood = notification.update().is_some();
    let understood = if is_understood { "yes" } else { "no" };
    metrics::counter!(metric::NOTIFICATIONS, "outcome" => outcome, "understood" => understood).increment(1);
    let reference = notification.printable_reference();
    match stored {
        Stored::Conflict => {
            tracing::warn!(
                reference,
                "another content has come under a reference that is known; both are kept"
            );
        }
        _ if !is_understood => {
            tracing::warn!(
                reference,
                "a notification is not understood and was put into quarantine"
            );
        }
        _ => tracing::info!(reference, outcome, "account update kept"),
    }
}

impl fmt::Debug for Receiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver")
            .field("path", &self.0.path)
            .field("max_body", &self.0.max_body)
            .field("body_timeout", &self.0.body_timeout)
            .field("store_timeout", &self.0.store_timeout)
            .finish_non_exhaustive()
    }
}

impl<B> Service<Request<B>> for Receiver
where
    B: Body + Send + 'static,
    B::Data: Send,
{
    type Response = Response<Full<Bytes>>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let receiver = self.clone();
        Box::pin(async move { Ok(receiver.handle(request).await) })
    }
}

/// Why a request was not acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refusal {
    Path,
    Method,
    Encoding,
    TooLarge,
    Slow,
    Broken,
    NotJson,
    Sink,
}

impl Refusal {
    /// Whether some of the body may not have been read.
    fn leaves_the_body(self) -> bool {
        !matches!(self, Self::NotJson | Self::Sink)
    }

    fn status(self) -> StatusCode {
        match self {
            Self::Path => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Encoding => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Slow => StatusCode::REQUEST_TIMEOUT,
            Self::Broken | Self::NotJson => StatusCode::BAD_REQUEST,
            Self::Sink => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::Path => "nothing is received at this path",
            Self::Method => "notifications are posted",
            Self::Encoding => "the body has to be sent without content encoding",
            Self::TooLarge => "the body is too large",
            Self::Slow => "the body took too long",
            Self::Broken => "the body broke off",
            Self::NotJson => "the body is not JSON",
            Self::Sink => "the notification could not be kept; send it again",
        }
    }
}

/// Whether the body is compressed or the like, by more than `identity`, which says nothing.
fn is_encoded(headers: &HeaderMap) -> bool {
    headers.get_all(header::CONTENT_ENCODING).iter().any(|value| {
        let codings = value.as_bytes().split(|byte| *byte == b',').map(<[u8]>::trim_ascii);
        codings
            .into_iter()
            .any(|coding| !coding.is_empty() && !coding.eq_ignore_ascii_case(b"identity"))
    })
}

fn respond(status: StatusCode, text: &'static str, closes: bool) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from_static(text.as_bytes())));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    if !text.is_empty() {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain"));
    }
    match status {
        StatusCode::METHOD_NOT_ALLOWED => {
            headers.insert(header::ALLOW, HeaderValue::from_static("POST"));
        }
        StatusCode::SERVICE_UNAVAILABLE => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        _ => {}
    }
    if closes {
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

async fn read<B: Body>(body: B, max: usize) -> Result<Vec<u8>, Refusal> {
    let mut body = std::pin::pin!(body);
    // Wiped where reading is given up; on success the notification wipes it.
    let mut bytes = Zeroizing::new(Vec::with_capacity(max.min(4 * 1024)));
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Refusal::Broken)?;
        let Ok(mut data) = frame.into_data() else { continue };
        if bytes.len() + data.remaining() > max {
            return Err(Refusal::TooLarge);
        }
        while data.has_remaining() {
            let chunk = data.chunk();
            bytes.extend_from_slice(chunk);
            let length = chunk.len();
            data.advance(length);
        }
    }
    Ok(std::mem::take(&mut *bytes))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use async_trait::async_trait;
    use http_body::Frame;
    use http_body_util::StreamBody;

    use super::*;

    const UPDATE: &str = r#"{"abuReferenceId":"a-1","oldAccountNumber":"5555555555554444","reasonIdentifier":"C"}"#;

    /// Keeps bodies, or fails, or never returns.
    #[derive(Default)]
    struct Kept {
        bodies: Mutex<Vec<Vec<u8>>>,
        fails: bool,
        hangs: bool,
        calls: AtomicUsize,
    }

    #[async_trait]
    impl Sink for Kept {
        async fn store(&self, notification: &Notification) -> crate::Result<Stored> {
            self.calls.fetch_add(1, Ordering::SeqCst);
            if self.fails {
                return Err(Error::unavailable("full"));
            }
            if self.hangs {
                std::future::pending::<()>().await;
            }
            self.bodies.lock().unwrap().push(notification.body().to_vec());
            Ok(Stored::New)
        }

        async fn check(&self) -> crate::Result<()> {
            Ok(())
        }
    }

    fn post(body: &str) -> Request<Full<Bytes>> {
        Request::post("/abu")
            .header("content-type", "application/json")
            .body(Full::new(Bytes::copy_from_slice(body.as_bytes())))
            .unwrap()
    }

    fn receiver(sink: &Arc<Kept>) -> Receiver {
        Receiver::new(Arc::clone(sink)).with_path("/abu")
    }

    async fn status(sink: &Arc<Kept>, request: Request<Full<Bytes>>) -> u16 {
        receiver(sink).handle(request).await.status().as_u16()
    }

    #[tokio::test]
    async fn json_is_kept_and_acknowledged() {
        let sink = Arc::new(Kept::default());
        for body in [UPDATE, r#"{"some":"day"}"#, "[]"] {
            let mut request = post(body);
            request
                .headers_mut()
                .insert("content-type", "Application/JSON; charset=utf-8".parse().unwrap());
            let response = receiver(&sink).handle(request).await;
            assert_eq!(response.status(), 200);
            assert!(response.into_body().collect().await.unwrap().to_bytes().is_empty());
        }
        let bodies = sink.bodies.lock().unwrap();
        assert_eq!(*bodies, [UPDATE.as_bytes(), br#"{"some":"day"}"#, b"[]"]);
    }

    #[tokio::test]
    async fn what_is_not_for_us_is_refused_unread() {
        let sink = Arc::new(Kept::default());
        let with = |change: &dyn Fn(&mut Request<Full<Bytes>>)| {
            let mut request = post(UPDATE);
            change(&mut request);
            request
        };
        let header = |name: &'static str, value: &'static str| {
            with(&move |request| {
                request.headers_mut().insert(name, value.parse().unwrap());
            })
        };
        assert_eq!(
            status(&sink, with(&|request| *request.method_mut() = Method::PUT)).await,
            405
        );
        assert_eq!(
            status(&sink, with(&|request| *request.method_mut() = Method::GET)).await,
            405
        );
        assert_eq!(
            status(&sink, with(&|request| *request.uri_mut() = "/abu/".parse().unwrap())).await,
            404
        );
        for coding in ["gzip", "identity, br", "x"] {
            assert_eq!(status(&sink, header("content-encoding", coding)).await, 415, "{coding}");
        }
        assert_eq!(status(&sink, post("{")).await, 400);
        assert_eq!(sink.calls.load(Ordering::SeqCst), 0);
    }

    #[tokio::test]
    async fn no_update_is_lost_to_form() {
        let sink = Arc::new(Kept::default());
        let deep = format!("{}{}", "[".repeat(127), "]".repeat(127));
        let marked = format!("\u{feff}{UPDATE}");
        let bodies = [UPDATE, &marked, r#"{"a":"\ud800"}"#, r#"{"a":1e999}"#, &deep];
        let mut count = 0;
        for body in bodies {
            for (name, value) in [
                ("content-type", "text/plain"),
                ("content-type", "application/x-www-form-urlencoded"),
                ("content-type", "\u{e4}"),
                ("content-encoding", "identity"),
                ("content-encoding", ""),
            ] {
                let mut request = post(body);
                request.headers_mut().remove("content-type");
                request
                    .headers_mut()
                    .insert(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
                assert_eq!(status(&sink, request).await, 200, "{body} {name}: {value}");
                count += 1;
                assert_eq!(sink.bodies.lock().unwrap()[count - 1], body.as_bytes());
            }
        }
    }

    #[tokio::test]
    async fn a_refusal_with_an_unread_body_closes() {
        let sink = Arc::new(Kept::default());
        let receiver = receiver(&sink).with_max_body(UPDATE.len());
        let closes = async |request: Request<Full<Bytes>>| {
            let response = receiver.handle(request).await;
            let closes = response.headers().get("connection").map(|value| value == "close");
            (response.status().as_u16(), closes.unwrap_or(false))
        };
        let mut elsewhere = post(UPDATE);
        *elsewhere.uri_mut() = "/else".parse().unwrap();
        let mut put = post(UPDATE);
        *put.method_mut() = Method::PUT;
        let mut zipped = post(UPDATE);
        zipped.headers_mut().insert("content-encoding", "gzip".parse().unwrap());
        assert_eq!(closes(elsewhere).await, (404, true));
        assert_eq!(closes(put).await, (405, true));
        assert_eq!(closes(zipped).await, (415, true));
        assert_eq!(closes(post(&format!("{UPDATE} "))).await, (413, true));
        // Read to the end, or without one, it may be used again.
        assert_eq!(closes(post("{")).await, (400, false));
        let mut get = post("");
        *get.method_mut() = Method::GET;
        assert_eq!(closes(get).await, (405, false));
        assert_eq!(closes(post(UPDATE)).await, (200, false));
    }

    #[tokio::test]
    async fn a_body_above_the_limit_is_refused_with_or_without_its_length() {
        let sink = Arc::new(Kept::default());
        let receiver = receiver(&sink).with_max_body(UPDATE.len());
        assert_eq!(receiver.handle(post(UPDATE)).await.status(), 200);
        assert_eq!(receiver.handle(post(&format!("{UPDATE} "))).await.status(), 413);
        let chunks: Vec<Result<Frame<Bytes>, Infallible>> = UPDATE
            .bytes()
            .chain(*b" ")
            .map(|byte| Ok(Frame::data(Bytes::copy_from_slice(&[byte]))))
            .collect();
        let chunked = post("").map(|_| StreamBody::new(Chunks(chunks.into_iter())));
        assert_eq!(receiver.handle(chunked).await.status(), 413);
        assert_eq!(sink.calls.load(Ordering::SeqCst), 1);
    }

    /// A stream of what is there already.
    struct Chunks<I>(I);

    impl<I: Iterator + Unpin> futures_core::Stream for Chunks<I> {
        type Item = I::Item;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<I::Item>> {
            Poll::Ready(self.0.next())
        }
    }

    /// A body that never ends, or that breaks off.
    struct Bad {
        hangs: bool,
    }

    impl Body for Bad {
        type Data = Bytes;
        type Error = std::io::Error;

        fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
            if self.hangs {
                return Poll::Pending;
            }
            Poll::Ready(Some(Err(std::io::ErrorKind::ConnectionReset.into())))
        }
    }

    #[tokio::test(start_paused = true)]
    async fn slow_and_broken_bodies_and_sinks_are_given_up() {
        let sink = Arc::new(Kept::default());
        let bad = |hangs| post("").map(|_| Bad { hangs });
        assert_eq!(receiver(&sink).handle(bad(true)).await.status(), 408);
        assert_eq!(receiver(&sink).handle(bad(false)).await.status(), 400);
        assert_eq!(sink.calls.load(Ordering::SeqCst), 0);
        let hangs = Arc::new(Kept {
            hangs: true,
            ..Kept::default()
        });
        assert_eq!(status(&hangs, post(UPDATE)).await, 503);
    }

    #[tokio::test]
    async fn a_failing_sink_is_never_acknowledged() {
        let sink = Arc::new(Kept {
            fails: true,
            ..Kept::default()
        });
        let response = receiver(&sink).handle(post(UPDATE)).await;
        assert_eq!(response.status(), 503);
        assert_eq!(response.headers()["retry-after"], "5");
        assert_eq!(sink.calls.load(Ordering::SeqCst), 1);
    }

    #[cfg(feature = "axum")]
    #[tokio::test]
    async fn it_is_an_axum_router() {
        let sink = Arc::new(Kept::default());
        let mut router = receiver(&sink).router();
        let request = post(UPDATE).map(axum::body::Body::new);
        let response = Service::<Request<axum::body::Body>>::call(&mut router, request)
            .await
            .unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(sink.calls.load(Ordering::SeqCst), 1);
        let elsewhere = Request::post("/else").body(axum::body::Body::empty()).unwrap();
        let response = Service::<Request<axum::body::Body>>::call(&mut router, elsewhere)
            .await
            .unwrap();
        assert_eq!(response.status(), 404);
    }
}
