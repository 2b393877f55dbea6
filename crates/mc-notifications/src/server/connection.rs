//! One connection: its handshake, its requests, and how long each may take.

use std::convert::Infallible;
use std::future::{Future as _, poll_fn};
use std::io;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, watch};
use tokio::time::{Instant, sleep_until, timeout};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use tracing::Instrument as _;

use crate::metric;
use crate::receiver::Receiver;

use super::claim::{Claims, Presented, presented};
use super::door::{Admitted, Taken};
use super::pin::subject;
use super::tls::reason;
use super::{Handle, Limits, Phase, Shared};

/// How long a connection that is told to close may take for it.
const CLOSING: Duration = Duration::from_secs(5);

/// What all connections share.
pub(super) struct Serving {
    pub(super) receiver: Receiver,
    pub(super) limits: Limits,
    pub(super) connections: Arc<Semaphore>,
}

/// Serves a connection from its first byte to its end.
pub(super) async fn serve(
    stream: TcpStream,
    peer: SocketAddr,
    (slot, taken): (Admitted, Taken),
    server: Arc<Shared>,
    serving: Arc<Serving>,
) {
    let mut phase = server.phase.subscribe();
    let accepted = tokio::select! {
        accepted = handshake(stream, &server, &serving.limits, || slot.speaks()) => accepted,
        _ = taken => Err(Refused::by("displaced")),
        _ = phase.wait_for(|phase| *phase == Phase::Draining) => return,
    };
    let outcome = accepted.as_ref().map_or_else(|refused| refused.outcome, |_| "accepted");
    metrics::counter!(metric::HANDSHAKES, "outcome" => outcome).increment(1);
    let stream = match accepted {
        Ok(stream) => stream,
        Err(refused) => {
            if let Some(suppressed) = server.refusals.allows(peer, outcome, Instant::now()) {
                let Claims {
                    subject,
                    issuer,
                    serial,
                } = refused
                    .presented
                    .map(|presented| presented.claims())
                    .unwrap_or_default();
                tracing::warn!(%peer, outcome, subject, issuer, serial, suppressed, "handshake refused; names are as claimed");
            }
            return;
        }
    };
    slot.verified();
    let client = stream
        .get_ref()
        .1
        .peer_certificates()
        .and_then(|chain| chain.first())
        .map(|certificate| subject(certificate))
        .unwrap_or_default();
    let waiting = Arc::clone(&serving.connections).acquire_owned();
    let Ok(Ok(_connection)) = timeout(serving.limits.handshake_timeout, waiting).await else {
        server.pressure.notice(true, Instant::now());
        limit("connections", peer);
        return;
    };
    drop(slot);
    metrics::gauge!(metric::CONNECTIONS).increment(1);
    let span = tracing::info_span!("connection", %peer, client);
    requests(stream, peer, &serving, phase).instrument(span).await;
    metrics::gauge!(metric::CONNECTIONS).decrement(1);
}

/// Why a client was not let in.
struct Refused {
    outcome: &'static str,
    presented: Option<Presented>,
}

impl Refused {
    fn by(outcome: &'static str) -> Self {
        Self {
            outcome,
            presented: None,
        }
    }
}

/// A verified client, or why there is none.
async fn handshake(
    stream: TcpStream,
    server: &Arc<Shared>,
    limits: &Limits,
    speaks: impl FnOnce(),
) -> Result<TlsStream<TcpStream>, Refused> {
    // Nothing is made ready for a connection that says nothing.
    match timeout(limits.first_byte_timeout, stream.peek(&mut [0])).await {
        Ok(Ok(1)) => speaks(),
        Ok(_) => return Err(Refused::by("broken_off")),
        Err(_) => return Err(Refused::by("silent")),
    }
    let acceptor = TlsAcceptor::from(Handle(Arc::clone(server)).tls().rustls_config());
    let accepting = presented(acceptor.accept(stream));
    match timeout(limits.handshake_timeout, accepting).await {
        Ok((Ok(stream), _)) => Ok(stream),
        Ok((Err(error), presented)) => Err(Refused {
            outcome: reason(&error, presented.as_ref()),
            presented,
        }),
        Err(_) => Err(Refused::by("timeout")),
    }
}

fn limit(limit: &'static str, peer: SocketAddr) {
    metrics::counter!(metric::LIMITS, "limit" => limit).increment(1);
    tracing::warn!(limit, %peer, "connection ended by a limit");
}

async fn requests(stream: TlsStream<TcpStream>, peer: SocketAddr, shared: &Serving, mut phase: watch::Receiver<Phase>) {
    let limits = &shared.limits;
    let pace = Arc::new(Pace::new(limits, shared.receiver.longest()));
    let service = {
        let (receiver, pace) = (shared.receiver.clone(), Arc::clone(&pace));
        service_fn(move |request: Request<Incoming>| {
            let (receiver, pace) = (receiver.clone(), Arc::clone(&pace));
            async move {
                pace.begin();
                let response: Response<Full<Bytes>> = receiver.handle(request).await;
                pace.end();
                Ok::<_, Infallible>(response)
            }
        })
    };
    let io = TokioIo::new(Paced {
        stream,
        pace: Arc::clone(&pace),
    });
    let mut connection = pin!(
        http1::Builder::new()
            .header_read_timeout(None)
            .max_headers(limits.headers)
            .max_header_size(limits.header_bytes)
            .max_buf_size(limits.header_bytes.max(8 * 1024))
            .serve_connection(io, service)
    );
    let mut timer = pin!(sleep_until(pace.deadline()));
    let mut age = pin!(tokio::time::sleep(limits.connection_age));
    let mut told = false;
    let mut draining = pin!(phase.wait_for(|phase| *phase == Phase::Draining));
    let mut drained = false;
    let ended_by = poll_fn(|context| {
        loop {
            if connection.as_mut().poll(context).is_ready() {
                return Poll::Ready(None);
            }
            drained = drained || draining.as_mut().poll(context).is_ready();
            if !told && (drained || age.as_mut().poll(context).is_ready()) {
                // Idle, it closes now; otherwise when the request at hand is answered.
                told = true;
                connection.as_mut().graceful_shutdown();
                continue;
            }
            let deadline = pace.deadline();
            if timer.deadline() != deadline {
                timer.as_mut().reset(deadline);
            }
            if timer.as_mut().poll(context).is_pending() {
                return Poll::Pending;
            }
            match pace.expired() {
                Doing::Idle if !told => {
                    told = true;
                    pace.closing();
                    connection.as_mut().graceful_shutdown();
                }
                Doing::Idle => return Poll::Ready(Some("closing")),
                Doing::Head => return Poll::Ready(Some("head")),
                Doing::Request => return Poll::Ready(Some("request")),
            }
        }
    })
    .await;
    if let Some(ended_by) = ended_by {
        limit(ended_by, peer);
    }
}

/// What a connection is doing, and until when it may.
struct Pace {
    state: Mutex<(Doing, Instant)>,
    idle: Duration,
    head: Duration,
    request: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doing {
    Idle,
    Head,
    Request,
}

impl Pace {
    fn new(limits: &Limits, longest: Duration) -> Self {
        Self {
            state: Mutex::new((Doing::Idle, Instant::now() + limits.idle_timeout)),
            idle: limits.idle_timeout,
            head: limits.header_timeout,
            // Time to tell that it took too long.
            request: longest + CLOSING,
        }
    }

    fn set(&self, doing: Doing, time: Duration) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = (doing, Instant::now() + time);
    }

    fn deadline(&self) -> Instant {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).1
    }

    fn expired(&self) -> Doing {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).0
    }

    fn begin(&self) {
        self.set(Doing::Request, self.request);
    }

    fn end(&self) {
        self.set(Doing::Idle, self.idle);
    }

    fn closing(&self) {
        self.set(Doing::Idle, CLOSING);
    }

    /// The first bytes of a request have come; the clock for its head runs from there.
    fn read(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.0 == Doing::Idle {
            *state = (Doing::Head, Instant::now() + self.head);
        }
    }
}

/// A stream that tells when bytes arrive.
struct Paced<S> {
    stream: S,
    pace: Arc<Pace>,
}

impl<S: AsyncRead + Unpin> AsyncRead for Paced<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let polled = Pin::new(&mut self.stream).poll_read(context, buffer);
        if buffer.filled().len() > before {
            self.pace.read();
        }
        polled
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Paced<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
