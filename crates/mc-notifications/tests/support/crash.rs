//! A receiver in a process of its own, clients that press it, and its sudden end.

use std::collections::HashSet;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use async_trait::async_trait;
use mc_notifications::queue::{Queue as _, Take};
use mc_notifications::seal::{EncryptionKey, Keyring};
use mc_notifications::server::{Server, TlsSettings};
use mc_notifications::sqlite::SqliteStore;
use mc_notifications::{Notification, Receiver, Result, Sink, Stored};
use rustls::ClientConfig;
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::task::JoinSet;

use super::client::Client;
use super::pki::{Authority, TLS13, client_config};
use super::{OTHER_PAN, PAN, update};

/// Where the child finds its files; without it, it is no child.
pub const FOLDER: &str = "MC_NOTIFICATIONS_CHILD";
/// Where the child stops for good: `before` or `after` an update is stored.
pub const HANGS: &str = "MC_NOTIFICATIONS_CHILD_HANGS";

pub fn open(folder: &Path) -> SqliteStore {
    let keyring = Keyring::new(EncryptionKey::new("k1", [1; 32]).unwrap());
    SqliteStore::open(folder.join("updates.db"), keyring).unwrap()
}

/// Stops at a place from which only a kill frees it.
struct Hanging {
    store: SqliteStore,
    place: String,
}

impl Hanging {
    async fn at(&self, place: &str) {
        if self.place == place {
            say("hanging");
            std::future::pending::<()>().await;
        }
    }
}

#[async_trait]
impl Sink for Hanging {
    async fn store(&self, notification: &Notification) -> Result<Stored> {
        self.at("before").await;
        let stored = self.store.store(notification).await?;
        self.at("after").await;
        Ok(stored)
    }

    async fn check(&self) -> Result<()> {
        self.store.check().await
    }
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\nchild: {line}").unwrap();
    out.flush().unwrap();
}

/// The child: serves until it is killed.
pub fn child(folder: &Path) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let file = |name: &str| std::fs::read(folder.join(name)).unwrap();
        let tls = TlsSettings::new(&file("server.pem"), &file("server.key")).unwrap();
        let tls = tls.with_client_roots(&file("root.pem")).unwrap().build().unwrap();
        let store = open(folder);
        let receiver = match std::env::var(HANGS) {
            Ok(place) => Receiver::new(Hanging { store, place }),
            Err(_) => Receiver::new(store),
        };
        let server = Server::bind("127.0.0.1:0", tls, receiver.with_path("/abu"))
            .await
            .unwrap();
        say(&format!("listening {}", server.local_addr()));
        server.run().await;
    });
}

/// The files of a child, and a client that it lets in.
pub fn prepare(folder: &Path) -> Arc<ClientConfig> {
    let authority = Authority::new("clients.example.com");
    let server = authority.server();
    for (name, text) in [
        ("server.pem", server.pem()),
        ("server.key", server.key_pem()),
        ("root.pem", authority.pem()),
    ] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    client_config(&authority, Some(&authority.client("client.example.com")), TLS13)
}

/// A child that runs.
pub struct Running {
    pub address: SocketAddr,
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Running {
    pub async fn start(mut command: Command, folder: &Path) -> Self {
        let mut child = command
            .env(FOLDER, folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut running = Self {
            address: ([127, 0, 0, 1], 0).into(),
            child,
            lines,
        };
        running.address = running.said("listening ").await.parse().unwrap();
        running
    }

    /// Waits until it says something.
    pub async fn said(&mut self, what: &str) -> String {
        loop {
            let line = self.lines.next_line().await.unwrap().expect("the child has ended");
            if let Some(rest) = line.strip_prefix("child: ").and_then(|line| line.strip_prefix(what)) {
                return rest.to_owned();
            }
        }
    }

    /// SIGKILL, and waits until it is gone.
    pub async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }
}

/// What came of killing a receiver again and again.
#[derive(Debug, Default)]
pub struct Report {
    pub cycles: usize,
    pub acknowledged: usize,
    /// Sent, and the answer never came.
    pub unanswered: usize,
    pub delivered: usize,
    /// Acknowledged and not delivered.
    pub lost: usize,
    /// Delivered more than once although it was acknowledged by the consumer.
    pub repeated: usize,
    /// Those without an answer that were kept nevertheless, and delivered.
    pub kept_unanswered: usize,
}

/// Presses a receiver by several connections and kills it, so many times, on one database.
pub async fn cycles(command: impl Fn() -> Command, folder: &Path, cycles: usize, connections: usize) -> Report {
    let config = prepare(folder);
    let mut acknowledged = HashSet::new();
    let mut unanswered = HashSet::new();
    for cycle in 0..cycles {
        let running = Running::start(command(), folder).await;
        let address = running.address;
        let count = Arc::new(AtomicUsize::new(0));
        let killed = Arc::new(AtomicBool::new(false));
        let mut clients = JoinSet::new();
        for client in 0..connections {
            let (config, count, killed) = (Arc::clone(&config), Arc::clone(&count), Arc::clone(&killed));
            clients.spawn(async move {
                let mut acknowledged = Vec::new();
                let Ok(mut connection) = Client::connect(address, &config).await else {
                    return (acknowledged, None);
                };
                loop {
                    let reference = format!("r-{cycle}-{client}-{}", acknowledged.len());
                    let account = [PAN, OTHER_PAN][acknowledged.len() % 2];
                    match connection.post(&update(&reference, account)).await {
                        Ok(status) => {
                            assert_eq!(status, 200);
                            acknowledged.push(reference);
                            count.fetch_add(1, Ordering::SeqCst);
                        }
                        Err(error) => {
                            assert!(killed.load(Ordering::SeqCst), "{error}");
                            return (acknowledged, Some(reference));
                        }
                    }
                }
            });
        }
        // Somewhere in the middle of it, each time at another place.
        let enough = 50 + cycle * 37 % 200;
        while count.load(Ordering::SeqCst) < enough {
            tokio::task::yield_now().await;
        }
        killed.store(true, Ordering::SeqCst);
        running.kill().await;
        for (done, open) in clients.join_all().await {
            acknowledged.extend(done);
            unanswered.extend(open);
        }
    }
    let mut report = Report {
        cycles,
        acknowledged: acknowledged.len(),
        unanswered: unanswered.len(),
        ..Report::default()
    };
    let store = open(folder);
    let mut delivered = HashSet::new();
    loop {
        let batch = store.take(&Take::new().with_max(500)).await.unwrap();
        if batch.is_empty() {
            break;
        }
        for delivery in &batch {
            let reference = delivery.notification.reference().unwrap().to_owned();
            report.repeated += usize::from(!delivered.insert(reference));
        }
        let receipts: Vec<_> = batch.iter().map(|delivery| delivery.receipt).collect();
        store.acknowledge(&receipts).await.unwrap();
    }
    report.delivered = delivered.len();
    report.lost = acknowledged.difference(&delivered).count();
    report.kept_unanswered = unanswered.intersection(&delivered).count();
    assert!(
        delivered
            .iter()
            .all(|reference| acknowledged.contains(reference) || unanswered.contains(reference))
    );
    report
}
