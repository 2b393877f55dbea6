//! The ready server: TLS that demands and verifies the certificate of the client, limits, and an orderly end.
//!
//! ```no_run
//! use mc_notifications::Receiver;
//! use mc_notifications::server::{Admin, Limits, Server, TlsSettings};
//!
//! # async fn example(receiver: Receiver) -> Result<(), Box<dyn std::error::Error>> {
//! let settings = || -> Result<_, Box<dyn std::error::Error>> {
//!     let tls = TlsSettings::new(&std::fs::read("server.pem")?, &std::fs::read("server.key")?)?;
//!     Ok(tls.with_client_roots(&std::fs::read("client-roots.pem")?)?.build()?)
//! };
//! let server = Server::bind("0.0.0.0:8443", settings()?, receiver)
//!     .await?
//!     .with_limits(Limits::new().with_connections(200))
//!     .with_admin(Admin::bind("127.0.0.1:9464").await?);
//! let handle = server.handle();
//! let running = tokio::spawn(server.run());
//!
//! // When a file has been renewed: connections that stand are not touched.
//! handle.replace_tls(settings()?);
//!
//! handle.shutdown();
//! let drained = running.await?;
//! println!("{} requests were cut off", drained.aborted);
//! # Ok(())
//! # }
//! ```

mod admin;
mod claim;
mod connection;
mod door;
mod pin;
mod seldom;
mod tls;

use std::fmt;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use tokio::net::{TcpListener, ToSocketAddrs, lookup_host};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::error::{Error, Kind, Result};
use crate::metric;
use crate::receiver::Receiver;

pub use admin::Admin;
pub use pin::Pin;
pub use tls::{ServerTls, TlsSettings};

use claim::Refusals;
use connection::Serving;
use door::{Door, Pressure};

/// How much a server bears and how long it waits.
///
/// The limits of the body are the [`Receiver`]'s.
///
/// | limit | unless set otherwise |
/// | --- | --- |
/// | connections at a time | 512 |
/// | connections at a time whose client is not verified yet, in all and from one address | 128, 64 |
/// | time to the first byte of such a connection, and to its verified client | 3 s, 10 s |
/// | header fields, and bytes of the whole head | 64, 16 KiB |
/// | time for the head of a request | 10 s |
/// | time without a request | 2 min |
/// | age of a connection | 1 h |
///
/// ```
/// use std::time::Duration;
/// use mc_notifications::server::Limits;
///
/// let limits = Limits::new().with_connections(100).with_idle_timeout(Duration::from_secs(30));
/// # drop(limits);
/// ```
#[derive(Clone, Debug)]
#[must_use = "hand them to `Server::with_limits`"]
pub struct Limits {
    connections: usize,
    handshakes: usize,
    handshakes_per_address: usize,
    first_byte_timeout: Duration,
    handshake_timeout: Duration,
    headers: usize,
    header_bytes: usize,
    header_timeout: Duration,
    idle_timeout: Duration,
    connection_age: Duration,
}

impl Limits {
    /// Those of the table.
    #[expect(clippy::new_without_default, reason = "the one way to make it")]
    pub fn new() -> Self {
        Self {
            connections: 512,
            handshakes: 128,
            handshakes_per_address: 64,
            first_byte_timeout: Duration::from_secs(3),
            handshake_timeout: Duration::from_secs(10),
            headers: 64,
            header_bytes: 16 * 1024,
            header_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(2 * 60),
            connection_age: Duration::from_secs(3_600),
        }
    }

    /// Connections with a verified client at a time; more wait, and are closed if none ends soon.
    pub fn with_connections(mut self, count: usize) -> Self {
        self.connections = count;
        self
    }

    /// Connections at a time whose client is not verified yet.
    ///
    /// When there are more, a connection that has sent nothing is closed for the new one; otherwise one that takes longer than
    /// [`with_first_byte_timeout`](Self::with_first_byte_timeout), or one of the address that has the most. Where there is none
    /// of these, the new one is closed.
    pub fn with_handshakes(mut self, count: usize) -> Self {
        self.handshakes = count;
        self
    }

    /// The same from one address, or from one IPv6 network of 64 bits.
    ///
    /// Raise it where a load balancer in front hides the addresses of clients and many of them connect at once.
    pub fn with_handshakes_per_address(mut self, count: usize) -> Self {
        self.handshakes_per_address = count;
        self
    }

    /// Time from an accepted connection to its first byte.
    pub fn with_first_byte_timeout(mut self, time: Duration) -> Self {
        self.first_byte_timeout = time;
        self
    }

    /// Time from the first byte to a verified client.
    pub fn with_handshake_timeout(mut self, time: Duration) -> Self {
        self.handshake_timeout = time;
        self
    }

    /// Header fields of a request.
    pub fn with_headers(mut self, count: usize) -> Self {
        self.headers = count;
        self
    }

    /// Bytes of the request line and all header fields.
    pub fn with_header_bytes(mut self, bytes: usize) -> Self {
        self.header_bytes = bytes;
        self
    }

    /// Time from the first byte of a request to the end of its head.
    pub fn with_header_timeout(mut self, time: Duration) -> Self {
        self.header_timeout = time;
        self
    }

    /// Time that a connection may stand without a request.
    pub fn with_idle_timeout(mut self, time: Duration) -> Self {
        self.idle_timeout = time;
        self
    }

    /// Age at which a connection is closed after the request at hand, so that each client is verified again.
    pub fn with_connection_age(mut self, time: Duration) -> Self {
        self.connection_age = time;
        self
    }
}

/// How often the log is told what ends soon.
const WARN: Duration = Duration::from_secs(12 * 3_600);

/// Where a server stands between its start and its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Running,
    /// Told to stop, and not ready any more; still taking connections.
    Leaving,
    /// No new connections; those that stand end after the request at hand.
    Draining,
}

/// A server for one receiver.
#[must_use = "a server does nothing until it runs"]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    receiver: Receiver,
    limits: Limits,
    admin: Option<Admin>,
    notice: Duration,
    drain: Duration,
    shared: Arc<Shared>,
}

struct Shared {
    tls: RwLock<ServerTls>,
    phase: watch::Sender<Phase>,
    pressure: Pressure,
    refusals: Refusals,
}

/// What can be done with a server while it runs. Clones are the same.
#[derive(Clone)]
pub struct Handle(Arc<Shared>);

/// How a server ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Drained {
    /// Connections that did not end in time and were cut off; what they had under way was not acknowledged.
    pub aborted: usize,
}

impl Server {
    /// Listens at an address; port 0 takes a free one.
    ///
    /// # Errors
    /// When it cannot be listened at.
    pub async fn bind(
        address: impl ToSocketAddrs + fmt::Debug + Send,
        tls: ServerTls,
        receiver: Receiver,
    ) -> Result<Self> {
        let (listener, address) = listen(&address).await?;
        metric::register();
        tls.observe();
        Ok(Self {
            listener,
            address,
            receiver,
            limits: Limits::new(),
            admin: None,
            notice: Duration::ZERO,
            drain: Duration::from_secs(25),
            shared: Arc::new(Shared {
                tls: RwLock::new(tls),
                phase: watch::Sender::new(Phase::Running),
                pressure: Pressure::default(),
                refusals: Refusals::default(),
            }),
        })
    }

    /// Sets the limits.
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Serves health, readiness and metrics as well.
    pub fn with_admin(mut self, admin: Admin) -> Self {
        self.admin = Some(admin);
        self
    }

    /// Goes on serving for so long after it is told to stop, not ready, so that a load balancer sends elsewhere; not at all
    /// unless set.
    pub fn with_notice(mut self, notice: Duration) -> Self {
        self.notice = notice;
        self
    }

    /// Gives the requests at hand so long to end; 25 seconds unless set.
    pub fn with_drain(mut self, drain: Duration) -> Self {
        self.drain = drain;
        self
    }

    /// Where it listens.
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// What stops it and renews its certificates.
    pub fn handle(&self) -> Handle {
        Handle(Arc::clone(&self.shared))
    }

    /// Serves until [`Handle::shutdown`], and until what was under way then has ended.
    pub async fn run(self) -> Drained {
        let Self {
            listener,
            receiver,
            limits,
            admin,
            notice,
            drain,
            shared,
            ..
        } = self;
        let admin = admin.map(|admin| {
            let handle = Handle(Arc::clone(&shared));
            tokio::spawn(admin.serve(handle, receiver.clone()))
        });
        let warning = tokio::spawn(warn_of_ends(Handle(Arc::clone(&shared))));
        let mut accepting = Accepting {
            door: Door::new(&limits),
            serving: Arc::new(Serving {
                connections: Arc::new(Semaphore::new(limits.connections)),
                receiver,
                limits,
            }),
            listener,
            shared: Arc::clone(&shared),
            tasks: JoinSet::new(),
        };
        let mut phase = shared.phase.subscribe();
        accepting
            .until(async { drop(phase.wait_for(|phase| *phase != Phase::Running).await) })
            .await;
        tracing::info!(?notice, "told to stop");
        if !notice.is_zero() {
            accepting.until(sleep(notice)).await;
        }
        let Accepting {
            listener, mut tasks, ..
        } = accepting;
        drop(listener);
        shared.phase.send_replace(Phase::Draining);
        let _ = timeout(drain, async { while tasks.join_next().await.is_some() {} }).await;
        let aborted = tasks.len();
        if aborted > 0 {
            tracing::warn!(aborted, "connections did not end in time and are cut off");
        }
        tasks.shutdown().await;
        warning.abort();
        if let Some(admin) = admin {
            admin.abort();
        }
        tracing::info!("stopped");
        Drained { aborted }
    }
}

/// Says again and again what ends soon: nobody reads today what was logged at the start a year ago.
async fn warn_of_ends(handle: Handle) {
    let mut ticks = tokio::time::interval(WARN);
    // The first is at once, and `TlsSettings::build` has done that.
    ticks.tick().await;
    loop {
        ticks.tick().await;
        handle.tls().warn();
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("address", &self.address)
            .field("receiver", &self.receiver)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

struct Accepting {
    listener: TcpListener,
    door: Arc<Door>,
    serving: Arc<Serving>,
    shared: Arc<Shared>,
    tasks: JoinSet<()>,
}

impl Accepting {
    /// Takes connections until this is ready.
    async fn until(&mut self, stop: impl Future<Output = ()>) {
        let mut stop = std::pin::pin!(stop);
        loop {
            let accepted = tokio::select! {
                () = &mut stop => return,
                _ = self.tasks.join_next(), if !self.tasks.is_empty() => continue,
                accepted = self.listener.accept() => accepted,
            };
            match accepted {
                Ok((stream, peer)) => {
                    // Nobody waits for a slot: whoever is not let in is closed at once.
                    let Some(slot) = self.door.admit(peer.ip(), &self.shared.pressure) else {
                        metrics::counter!(metric::HANDSHAKES, "outcome" => "turned_away").increment(1);
                        continue;
                    };
                    // Answers are small, and wait for nothing else.
                    let _ = stream.set_nodelay(true);
                    let shared = Arc::clone(&self.shared);
                    let serving = Arc::clone(&self.serving);
                    self.tasks.spawn(connection::serve(stream, peer, slot, shared, serving));
                }
                Err(error) => pause(&error).await,
            }
        }
    }
}

impl Handle {
    /// Tells the server to stop: it takes no new connections, ends the requests at hand, and returns from `run`.
    pub fn shutdown(&self) {
        self.0.phase.send_if_modified(|phase| {
            let running = *phase == Phase::Running;
            if running {
                *phase = Phase::Leaving;
            }
            running
        });
    }

    /// Whether the server was told to stop.
    pub fn is_stopping(&self) -> bool {
        *self.0.phase.borrow() != Phase::Running
    }

    /// Renews certificate, roots and pins for connections from now on.
    ///
    /// Those that stand go on as they are, until their age ends them: see [`Limits::with_connection_age`].
    pub fn replace_tls(&self, tls: ServerTls) {
        tls.observe();
        metrics::counter!(metric::RELOADS, "outcome" => "done").increment(1);
        tracing::info!(server_ends = %tls.server_certificate_ends(), root_ends = %tls.first_root_ends(), pins = tls.pins(), "certificates reloaded");
        *self.0.tls.write().unwrap_or_else(PoisonError::into_inner) = tls;
    }

    fn tls(&self) -> ServerTls {
        self.0.tls.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handle")
            .field("phase", &*self.0.phase.borrow())
            .finish_non_exhaustive()
    }
}

async fn listen(address: &(impl ToSocketAddrs + fmt::Debug)) -> Result<(TcpListener, SocketAddr)> {
    let bound = async {
        let listener = TcpListener::bind(lookup_host(address).await?.collect::<Vec<_>>().as_slice()).await?;
        let address = listener.local_addr()?;
        Ok((listener, address))
    };
    bound.await.map_err(|error: std::io::Error| {
        let message = format!(
            "cannot listen at {address:?}: {}; give another address or port",
            error.kind()
        );
        Error::with_source(Kind::Network, message, error)
    })
}

/// Where the system lacks something, asking again at once does not help.
async fn pause(error: &std::io::Error) {
    tracing::error!(error = %error.kind(), "a connection could not be accepted");
    sleep(Duration::from_millis(50)).await;
}
