//! An HTTP server that answers with stated bytes and keeps the bytes that it was sent.

use std::convert::Infallible;
use std::future::{Future, pending};
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use async_trait::async_trait;
use http::{Extensions, Request, Response};
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use mc_auth::payload::ClearRequests;
use mc_core::{Environment, Operation};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware, Middleware, Next};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// What the server answers.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: &'static str,
    silent: bool,
}

impl Reply {
    pub(crate) fn json(status: u16, body: &'static str) -> Self {
        Self::typed(status, "application/json", body)
    }

    pub(crate) fn html(status: u16) -> Self {
        let body = "<!DOCTYPE html><html><body><h1>Service Unavailable 5555555555554444</h1></body></html>";
        Self::typed(status, "text/html; charset=utf-8", body)
    }

    pub(crate) fn typed(status: u16, content_type: &str, body: &'static str) -> Self {
        Self {
            body,
            ..Self::empty(status).header("content-type", content_type)
        }
    }

    pub(crate) fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: "",
            silent: false,
        }
    }

    /// No answer at all, on a connection that stays open.
    pub(crate) fn silence() -> Self {
        Self {
            silent: true,
            ..Self::empty(200)
        }
    }

    pub(crate) fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    fn response(&self) -> Response<Full<Bytes>> {
        let mut response = Response::builder().status(self.status);
        for (name, value) in &self.headers {
            response = response.header(*name, value);
        }
        response.body(Full::from(self.body)).unwrap()
    }
}

/// A request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Seen {
    fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let mut lines = head.split("\r\n");
        let mut first = lines.next().unwrap().split(' ');
        let method = first.next().unwrap().to_owned();
        let target = first.next().unwrap().to_owned();
        assert_eq!(first.next(), Some("HTTP/1.1"));
        assert_eq!(first.next(), None);
        let headers = lines
            .map(|line| {
                let (name, value) = line.split_once(": ").unwrap();
                (name.to_owned(), value.to_owned())
            })
            .collect();
        Self {
            method,
            target,
            headers,
            body: body.to_owned(),
        }
    }

    /// The values of a header, which is a list only if it was sent more than once.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self
            .headers
            .iter()
            .filter(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str());
        let value = values.next();
        assert_eq!(values.next(), None, "{name} was sent twice");
        value
    }
}

/// A server that gives each request the same answer.
pub(crate) struct Server {
    url: String,
    host: String,
    seen: Arc<Mutex<Vec<Seen>>>,
    operations: Arc<Mutex<Vec<Operation>>>,
}

impl Server {
    /// Starts one whose base URL has this path.
    pub(crate) async fn start(path: &str, reply: Reply) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let keep = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, reply.clone(), Arc::clone(&keep)));
            }
        });
        Self {
            url: format!("http://{host}{path}"),
            host,
            seen,
            operations: Arc::default(),
        }
    }

    pub(crate) fn environment(&self) -> Environment {
        Environment::custom(&self.url).unwrap()
    }

    /// An HTTP client that keeps the operations that its middleware is told of, and that sends in the clear what a product
    /// encrypts, so that the bytes can be read here.
    pub(crate) fn http(&self) -> ClientWithMiddleware {
        self.http_from(plain())
    }

    pub(crate) fn http_from(&self, http: reqwest::ClientBuilder) -> ClientWithMiddleware {
        ClientBuilder::new(http.build().unwrap())
            .with(Spy(Arc::clone(&self.operations)))
            .with(in_the_clear())
            .build()
    }

    /// The only request that came.
    pub(crate) fn request(&self) -> Seen {
        let seen = self.seen.lock().unwrap();
        assert_eq!(seen.len(), 1, "{seen:?}");
        seen[0].clone()
    }

    pub(crate) fn count(&self) -> usize {
        self.seen.lock().unwrap().len()
    }

    /// The only operation that middleware saw.
    pub(crate) fn operation(&self) -> Operation {
        let operations = self.operations.lock().unwrap();
        assert_eq!(operations.len(), 1);
        operations[0]
    }

    /// Asserts that exactly this one request was sent, and the headers that each request has.
    #[track_caller]
    pub(crate) fn saw(&self, operation: &Operation, target: &str, body: Option<&str>) {
        let request = self.request();
        assert_eq!(request.method, operation.method());
        assert_eq!(request.target, target);
        assert_eq!(request.body, body.unwrap_or_default());
        assert_eq!(request.header("host"), Some(self.host.as_str()));
        assert_eq!(request.header("accept"), Some("application/json"));
        assert_eq!(request.header("user-agent"), Some("mc-core/0.1.0 (rust)"));
        assert_eq!(request.header("content-type"), body.map(|_| "application/json"));
        let length = match body {
            Some(body) => Some(body.len().to_string()),
            None if ["POST", "PUT"].contains(&operation.method()) => Some("0".to_owned()),
            None => None,
        };
        assert_eq!(request.header("content-length"), length.as_deref());
        for absent in ["transfer-encoding", "authorization", "cookie"] {
            assert_eq!(request.header(absent), None);
        }
        assert_eq!(self.operation(), *operation);
    }
}

/// All operations that demand encryption, allowed in the clear.
fn in_the_clear() -> ClearRequests {
    let benefits = mc_benefit_allocation::operations::ALL;
    let insights = mc_identity_insights::operations::ALL;
    let enrollment = mc_issuer_enrollment::operations::ALL;
    ClearRequests::of(benefits.iter().chain(insights).chain(enrollment))
}

/// The settings that a careful caller has: no redirects, a limit of time.
pub(crate) fn plain() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(30))
}

/// The future of a call, which must be one that may move between threads.
pub(crate) fn call<F: Future + Send>(future: F) -> F {
    future
}

async fn serve(stream: TcpStream, reply: Reply, seen: Arc<Mutex<Vec<Seen>>>) {
    let bytes = Arc::new(Mutex::new(Vec::new()));
    let io = TokioIo::new(Recorder {
        stream,
        bytes: Arc::clone(&bytes),
    });
    let service = service_fn(move |request: Request<Incoming>| {
        let (reply, seen, bytes) = (reply.clone(), Arc::clone(&seen), Arc::clone(&bytes));
        async move {
            request.into_body().collect().await.unwrap();
            seen.lock().unwrap().push(Seen::parse(&bytes.lock().unwrap()));
            if reply.silent {
                pending::<()>().await;
            }
            Ok::<_, Infallible>(reply.response())
        }
    });
    // One request a connection, so that its bytes are those of the request. A client may hang up at any time.
    let served = http1::Builder::new().keep_alive(false).serve_connection(io, service);
    let _ = served.await;
}

/// Keeps what is read from a connection.
struct Recorder {
    stream: TcpStream,
    bytes: Arc<Mutex<Vec<u8>>>,
}

impl AsyncRead for Recorder {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buffer.filled().len();
        let polled = Pin::new(&mut this.stream).poll_read(context, buffer);
        this.bytes.lock().unwrap().extend_from_slice(&buffer.filled()[before..]);
        polled
    }
}

impl AsyncWrite for Recorder {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write(context, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}

/// Middleware that keeps the operations it is told of, as signing and encryption read them.
struct Spy(Arc<Mutex<Vec<Operation>>>);

#[async_trait]
impl Middleware for Spy {
    async fn handle(
        &self,
        request: reqwest::Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<reqwest::Response> {
        let operation = extensions.get::<Operation>().expect("the request has its operation");
        self.0.lock().unwrap().push(*operation);
        next.run(request, extensions).await
    }
}
