//! The listening side: ports, TLS, connections, and their orderly or sudden end.

use std::io;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Request;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use mc_auth::keys::Certificate;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, NoServerSessionStorage, ResolvesServerCert, WebPkiClientVerifier};
use rustls::sign::CertifiedKey;
use rustls::{RootCertStore, ServerConfig};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::credentials::Pair;
use crate::gateway::{self, Connection, Signal, State};
use crate::log::Seen;
use crate::product::Authentication;
use crate::{Error, Result, control};

/// How long a handshake and the reading of a request's head may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How large the head of a request may be.
const MAX_HEAD: usize = 64 << 10;
const MAX_HEADERS: usize = 100;

/// What listens on a port.
#[derive(Clone)]
pub(crate) enum Port {
    Gateway(Authentication, TlsAcceptor),
    Control,
}

/// TLS for a port: with client certificates demanded or not.
pub(crate) fn tls(state: &Arc<State>, authentication: Authentication) -> Result<TlsAcceptor> {
    let unusable = |error: rustls::Error| Error::new("the sandbox's TLS cannot be set up").with_source(error);
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ServerConfig::builder_with_provider(Arc::clone(&provider))
        .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])
        .map_err(unusable)?;
    let builder = match authentication {
        Authentication::OAuth1 => builder.with_no_client_auth(),
        Authentication::MutualTls => {
            let mut roots = RootCertStore::empty();
            let root = CertificateDer::from(state.credentials.ca_der().to_vec());
            roots.add(root).map_err(unusable)?;
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
                .build()
                .map_err(|error| Error::new("the sandbox's own authority is unusable").with_source(error))?;
            builder.with_client_cert_verifier(verifier)
        }
    };
    let certified = |pair: &Pair| {
        let key = PrivateKeyDer::Pkcs8(pair.key_der().to_vec().into());
        let key = provider.key_provider.load_private_key(key).map_err(unusable)?;
        let chain = [pair.certificate_der(), pair.issuer_der()].map(|der| CertificateDer::from(der.to_vec()));
        Ok::<_, Error>(Arc::new(CertifiedKey::new(chain.to_vec(), key)))
    };
    let mut config = builder.with_cert_resolver(Arc::new(Certificates {
        state: Arc::clone(state),
        valid: certified(state.credentials.server(false))?,
        expired: certified(state.credentials.server(true))?,
    }));
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    // A resumed session shows no certificate, so none that is expired either.
    config.session_storage = Arc::new(NoServerSessionStorage {});
    config.send_tls13_tickets = 0;
    Ok(TlsAcceptor::from(Arc::new(config)))
}

/// The certificate of the server, or the expired one while that is asked for.
struct Certificates {
    state: Arc<State>,
    valid: Arc<CertifiedKey>,
    expired: Arc<CertifiedKey>,
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let asked_for = self
            .state
            .expired_handshakes
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        Some(Arc::clone(if asked_for.is_ok() { &self.expired } else { &self.valid }))
    }
}

impl std::fmt::Debug for Certificates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Certificates")
    }
}

/// Listens until the signal says to stop. `alive` is held by each connection.
pub(crate) async fn listen(
    state: Arc<State>,
    listener: TcpListener,
    port: Port,
    mut signal: watch::Receiver<Signal>,
    alive: mpsc::Sender<()>,
) {
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = signal.wait_for(|signal| signal.stop) => return,
        };
        match accepted {
            Ok((stream, _)) => {
                let connection = serve(Arc::clone(&state), stream, port.clone(), signal.clone());
                let alive = alive.clone();
                tokio::spawn(async move {
                    connection.await;
                    drop(alive);
                });
            }
            // Too many files are open, or the client has gone: others may still get through.
            Err(_) => tokio::time::sleep(Duration::from_millis(5)).await,
        }
    }
}

async fn serve(state: Arc<State>, stream: TcpStream, port: Port, signal: watch::Receiver<Signal>) {
    let _ = stream.set_nodelay(true);
    match port {
        Port::Control => {
            let own = stream.local_addr().ok();
            let service = service_fn(move |request| control::handle(Arc::clone(&state), own, request));
            run(stream, service, signal).await;
        }
        Port::Gateway(authentication, acceptor) => {
            let stream = match tokio::time::timeout(PATIENCE, acceptor.accept(stream)).await {
                Ok(Ok(stream)) => stream,
                Ok(Err(error)) => {
                    let mut seen = Seen::new(state.clock.now());
                    "refused".clone_into(&mut seen.auth);
                    seen.reason = format!("TLS handshake: {error}");
                    return state.note(seen);
                }
                Err(_) => return,
            };
            let (_, tls) = stream.get_ref();
            let client = tls
                .peer_certificates()
                .and_then(<[_]>::first)
                .and_then(|der| Certificate::from_der(der).ok())
                .map(|certificate| certificate.subject().to_owned());
            let connection = Arc::new(Connection {
                client,
                ..Connection::default()
            });
            let stream = Stream {
                inner: Some(stream),
                connection: Arc::clone(&connection),
            };
            let service = service_fn(move |request| {
                gateway::handle(Arc::clone(&state), authentication, Arc::clone(&connection), request)
            });
            run(stream, service, signal).await;
        }
    }
}

/// Serves one connection, and lets it finish what it is at when the signal changes.
async fn run<I, S>(stream: I, service: S, mut signal: watch::Receiver<Signal>)
where
    I: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    S: hyper::service::Service<
            Request<Incoming>,
            Response = http::Response<gateway::Outgoing>,
            Error = std::convert::Infallible,
        >,
    S::Future: Send + 'static,
{
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .max_buf_size(MAX_HEAD)
        .max_headers(MAX_HEADERS);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_header_list_size(u32::try_from(MAX_HEAD).unwrap_or(u32::MAX));
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
    let born = *signal.borrow_and_update();
    tokio::select! {
        _ = connection.as_mut() => return,
        changed = signal.wait_for(|now| *now != born) => {
            if changed.is_err() {
                return;
            }
        }
    }
    connection.as_mut().graceful_shutdown();
    let _ = connection.await;
}

/// A TLS stream that ends as its requests want it to.
struct Stream {
    inner: Option<TlsStream<TcpStream>>,
    connection: Arc<Connection>,
}

impl Stream {
    fn inner(&mut self) -> io::Result<Pin<&mut TlsStream<TcpStream>>> {
        self.inner
            .as_mut()
            .map(Pin::new)
            .ok_or_else(|| io::ErrorKind::NotConnected.into())
    }
}

impl AsyncRead for Stream {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        self.inner()?.poll_read(context, into)
    }
}

impl AsyncWrite for Stream {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, from: &[u8]) -> Poll<io::Result<usize>> {
        self.inner()?.poll_write(context, from)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.inner()?.poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.inner()?.poll_shutdown(context)
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        let Some(mut stream) = self.inner.take() else { return };
        if self.connection.reset.load(Ordering::SeqCst) {
            let (socket, _) = stream.get_ref();
            let _ = socket.set_zero_linger();
        } else if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            // What hyper gives up on has not been closed in order yet.
            runtime.spawn(async move {
                let _ = tokio::time::timeout(PATIENCE, stream.shutdown()).await;
            });
        }
    }
}

/// Takes a port of the loopback interface.
pub(crate) fn bind(port: u16, what: &str) -> Result<std::net::TcpListener> {
    let taken = |error: io::Error| {
        Error::new(format!(
            "port {port} for {what} cannot be had; choose another, or 0 for any that is free"
        ))
        .with_source(error)
    };
    let listener = std::net::TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], port))).map_err(taken)?;
    listener.set_nonblocking(true).map_err(taken)?;
    Ok(listener)
}
