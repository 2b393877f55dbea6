//! Health, readiness and metrics, on a listener of their own.

use std::convert::Infallible;
use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Method, Request, Response, StatusCode, header};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, ToSocketAddrs};
use tokio::sync::{Mutex, Semaphore};
use tokio::time::{Instant, timeout};

use crate::error::{Error, Kind, Result};
use crate::receiver::Receiver;

use super::Handle;

const CONNECTIONS: usize = 32;
const HEAD: Duration = Duration::from_secs(5);
const CONNECTION: Duration = Duration::from_secs(60);
/// Asking the sink may cost a write to the disk.
const CHECK_EVERY: Duration = Duration::from_secs(1);
const CHECK: Duration = Duration::from_secs(2);
/// So long after an update that was not kept it is not ready, whatever the sink says, unless one has been kept since.
const FAILING: Duration = Duration::from_secs(10);

type Render = Arc<dyn Fn() -> String + Send + Sync>;

/// A listener without TLS for those who watch the server: keep it on the loopback interface or behind a firewall.
///
/// | path | answer |
/// | --- | --- |
/// | `/healthz` | 200 as long as the process serves |
/// | `/readyz` | 200 if updates can be kept now; 503 if the sink fails or the last update could not be kept, connections were turned away for want of room in the last seconds, or the server is about to stop |
/// | `/metrics` | the metrics, if a renderer was given |
///
/// ```no_run
/// use mc_notifications::server::{Admin, Server};
///
/// # async fn example(server: Server) -> mc_notifications::Result<()> {
/// let admin = Admin::bind("127.0.0.1:9464").await?.with_metrics(|| "# none\n".to_owned());
/// server.with_admin(admin).run().await;
/// # Ok(())
/// # }
/// ```
#[must_use = "hand it to `Server::with_admin`"]
pub struct Admin {
    listener: TcpListener,
    address: SocketAddr,
    render: Option<Render>,
}

impl Admin {
    /// Listens at an address; port 0 takes a free one.
    ///
    /// # Errors
    /// When it cannot be listened at.
    pub async fn bind(address: impl ToSocketAddrs + fmt::Debug + Send) -> Result<Self> {
        let (listener, address) = super::listen(&address).await?;
        Ok(Self {
            listener,
            address,
            render: None,
        })
    }

    /// Answers `/metrics` with this text, as Prometheus reads it.
    pub fn with_metrics(mut self, render: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.render = Some(Arc::new(render));
        self
    }

    /// Where it listens.
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    pub(super) async fn serve(self, handle: Handle, receiver: Receiver) {
        let state = Arc::new(State {
            handle,
            receiver,
            render: self.render,
            checked: Mutex::new(None),
        });
        let room = Arc::new(Semaphore::new(CONNECTIONS));
        loop {
            let Ok(permit) = Arc::clone(&room).acquire_owned().await else {
                return;
            };
            let stream = match self.listener.accept().await {
                Ok((stream, _)) => stream,
                Err(error) => {
                    super::pause(&error).await;
                    continue;
                }
            };
            let state = Arc::clone(&state);
            tokio::spawn(async move {
                let _permit = permit;
                let service = service_fn(|request: Request<Incoming>| {
                    let state = Arc::clone(&state);
                    async move { Ok::<_, Infallible>(state.answer(&request).await) }
                });
                let connection = http1::Builder::new()
                    .timer(TokioTimer::new())
                    .header_read_timeout(HEAD)
                    .max_buf_size(8 * 1024)
                    .serve_connection(TokioIo::new(stream), service);
                // Whoever asks for too long asks again.
                let _ = timeout(CONNECTION, connection).await;
            });
        }
    }
}

impl fmt::Debug for Admin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Admin")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

struct State {
    handle: Handle,
    receiver: Receiver,
    render: Option<Render>,
    checked: Mutex<Option<(Instant, Result<()>)>>,
}

impl State {
    async fn answer(&self, request: &Request<Incoming>) -> Response<Full<Bytes>> {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return plain(StatusCode::METHOD_NOT_ALLOWED, "only GET\n".to_owned());
        }
        match (request.uri().path(), &self.render) {
            ("/healthz", _) => plain(StatusCode::OK, "ok\n".to_owned()),
            ("/readyz", _) => match self.ready().await {
                Ok(()) if self.handle.0.pressure.displaces() => plain(
                    StatusCode::OK,
                    "ready; handshake slots have run out, and silent connections are closed for new ones\n".to_owned(),
                ),
                Ok(()) => plain(StatusCode::OK, "ready\n".to_owned()),
                Err(error) => plain(StatusCode::SERVICE_UNAVAILABLE, format!("{error}\n")),
            },
            ("/metrics", Some(render)) => plain(StatusCode::OK, render()),
            _ => plain(StatusCode::NOT_FOUND, "/healthz, /readyz or /metrics\n".to_owned()),
        }
    }

    async fn ready(&self) -> Result<()> {
        if self.handle.is_stopping() {
            return Err(Error::new(Kind::Unavailable, "stopping"));
        }
        if self.handle.0.pressure.turns_away() {
            return Err(Error::unavailable(
                "connections are turned away: all are taken; raise the limits or look at who connects",
            ));
        }
        if let Some(error) = self.receiver.health().failing(FAILING) {
            return Err(error);
        }
        let mut checked = self.checked.lock().await;
        if let Some((at, result)) = &*checked
            && at.elapsed() < CHECK_EVERY
        {
            return result.clone();
        }
        let result = timeout(CHECK, self.receiver.sink().check())
            .await
            .unwrap_or_else(|_| Err(Error::unavailable("the sink does not answer")));
        *checked = Some((Instant::now(), result.clone()));
        result
    }
}

fn plain(status: StatusCode, text: String) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(text)));
    *response.status_mut() = status;
    let plain = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, plain);
    response
}
