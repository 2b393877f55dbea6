//! Connections that say nothing: they cost those who have something to say nothing.

#![cfg(all(target_os = "linux", feature = "server", feature = "sqlite"))]

mod support;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use mc_notifications::Receiver;
use mc_notifications::seal::{EncryptionKey, Keyring};
use mc_notifications::server::{Server, TlsSettings};
use mc_notifications::sqlite::SqliteStore;
use rustls::ClientConfig;
use support::client::Client;
use support::pki::{Authority, TLS13, client_config};
use support::{PAN, update};
use tempfile::TempDir;
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinSet;

/// So many connections, and this much time between two of them: 80 a second.
const SILENT: u8 = 250;
const EVERY: Duration = Duration::from_micros(12_500);

async fn connect(from: [u8; 4], to: SocketAddr) -> std::io::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind((IpAddr::V4(Ipv4Addr::from(from)), 0).into())?;
    socket.connect(to).await
}

/// Sends updates until it is told to stop, each by a connection of its own, and gives how long each took.
async fn sends(
    name: usize,
    from: [u8; 4],
    to: SocketAddr,
    config: Arc<ClientConfig>,
    mut stop: tokio::sync::watch::Receiver<bool>,
) -> Vec<Duration> {
    let mut took = Vec::new();
    let mut ticks = tokio::time::interval(Duration::from_millis(100));
    while !*stop.borrow_and_update() {
        ticks.tick().await;
        let started = Instant::now();
        let stream = connect(from, to).await.unwrap();
        let mut client = Client::over(stream, &config).await.unwrap();
        let body = update(&format!("u-{name}-{}", took.len()), PAN);
        assert_eq!(client.post(&body).await.unwrap(), 200);
        took.push(started.elapsed());
    }
    took
}

/// 80 silent connections a second from one address, 250 of them, and as many at once from as many others: 500 in all.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn silent_connections_cost_good_senders_nothing() {
    let folder = TempDir::new().unwrap();
    let authority = Authority::new("clients.example.com");
    let leaf = authority.server();
    let tls = TlsSettings::new(leaf.pem().as_bytes(), leaf.key_pem().as_bytes())
        .unwrap()
        .with_client_roots(authority.pem().as_bytes())
        .unwrap()
        .build()
        .unwrap();
    let keyring = Keyring::new(EncryptionKey::new("k1", [1; 32]).unwrap());
    let store = SqliteStore::open(folder.path().join("updates.db"), keyring).unwrap();
    let server = Server::bind("127.0.0.1:0", tls, Receiver::new(store).with_path("/abu"))
        .await
        .unwrap();
    let (address, handle) = (server.local_addr(), server.handle());
    let running = tokio::spawn(server.run());

    let config = client_config(&authority, Some(&authority.client("client.example.com")), TLS13);
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let mut good = JoinSet::new();
    // Two from where the silent ones come, as behind a load balancer, and two from elsewhere.
    for (name, from) in [[127, 0, 1, 1], [127, 0, 1, 1], [127, 0, 0, 1], [127, 0, 0, 9]]
        .into_iter()
        .enumerate()
    {
        good.spawn(sends(name, from, address, Arc::clone(&config), stopped.clone()));
    }
    let mut silent = Vec::new();
    let mut ticks = tokio::time::interval(EVERY);
    for number in 0..SILENT {
        ticks.tick().await;
        silent.push(connect([127, 0, 1, 1], address).await.unwrap());
        if number == SILENT / 2 {
            for other in 0..SILENT {
                silent.push(connect([127, 0, 2, 1 + other], address).await.unwrap());
            }
        }
    }
    assert_eq!(silent.len(), 500);
    stop.send_replace(true);
    let mut took = good.join_all().await.concat();
    took.sort_unstable();
    let p99 = took[(took.len() * 99 / 100).min(took.len() - 1)];
    println!("{} updates, p99 {p99:?}", took.len());
    assert!(took.len() > 40, "{}", took.len());
    assert!(p99 < Duration::from_secs(1), "{p99:?}");
    handle.shutdown();
    running.await.unwrap();
}
