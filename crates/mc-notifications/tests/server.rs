//! The ready server: who gets in, what is limited, how it is reloaded and stopped.

#![cfg(feature = "server")]

mod support;

use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use mc_notifications::metric;
use mc_notifications::server::{Admin, Drained, Handle, Limits, Server, TlsSettings};
use mc_notifications::{Error, Notification, Receiver, Sink, Stored};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use support::client::{Client, post};
use support::pki::{Authority, BOTH, Leaf, TLS12, TLS13, client_config, settings};
use support::{HandClock, PAN, update};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

/// Counts, and waits or fails where told to.
struct Counting {
    stored: AtomicUsize,
    begun: Semaphore,
    gate: Semaphore,
    fails: bool,
}

impl Counting {
    fn new() -> Arc<Self> {
        Self::with(Semaphore::MAX_PERMITS, false)
    }

    fn with(gate: usize, fails: bool) -> Arc<Self> {
        Arc::new(Self {
            stored: AtomicUsize::new(0),
            begun: Semaphore::new(0),
            gate: Semaphore::new(gate),
            fails,
        })
    }

    fn count(&self) -> usize {
        self.stored.load(Ordering::SeqCst)
    }
}

#[async_trait]
impl Sink for Counting {
    async fn store(&self, _: &Notification) -> mc_notifications::Result<Stored> {
        self.begun.add_permits(1);
        let _permit = self.gate.acquire().await.unwrap();
        self.check().await?;
        self.stored.fetch_add(1, Ordering::SeqCst);
        Ok(Stored::New)
    }

    async fn check(&self) -> mc_notifications::Result<()> {
        if self.fails {
            return Err(Error::unavailable("the disk is full"));
        }
        Ok(())
    }
}

/// A server on a free port, on this test's thread, with metrics of its own.
struct Fixture {
    authority: Authority,
    server: Leaf,
    address: SocketAddr,
    admin: SocketAddr,
    handle: Handle,
    running: JoinHandle<Drained>,
    sink: Arc<Counting>,
    metrics: PrometheusHandle,
    _recorder: metrics::LocalRecorderGuard<'static>,
}

impl Fixture {
    async fn new() -> Self {
        Self::with(Counting::new(), Limits::new(), |tls| tls, |server| server).await
    }

    async fn limited(limits: Limits) -> Self {
        Self::with(Counting::new(), limits, |tls| tls, |server| server).await
    }

    async fn with(
        sink: Arc<Counting>,
        limits: Limits,
        tls: impl FnOnce(TlsSettings) -> TlsSettings,
        change: impl FnOnce(Server) -> Server,
    ) -> Self {
        // Each test leaks one recorder: metrics of its own thread live as long as the thread.
        let recorder = Box::leak(Box::new(PrometheusBuilder::new().build_recorder()));
        let metrics = recorder.handle();
        let guard = metrics::set_default_local_recorder(recorder);
        let authority = Authority::new("clients.example.com");
        let server = authority.server();
        let tls = tls(settings(&server, &[&authority]).with_clock(HandClock::default()))
            .build()
            .unwrap();
        let receiver = Receiver::new(Arc::clone(&sink))
            .with_path("/abu")
            .with_max_body(4096)
            .with_body_timeout(Duration::from_millis(200));
        let text = metrics.clone();
        let admin = Admin::bind("127.0.0.1:0")
            .await
            .unwrap()
            .with_metrics(move || text.render());
        let admin_address = admin.local_addr();
        let ready = change(Server::bind("127.0.0.1:0", tls, receiver).await.unwrap())
            .with_limits(limits)
            .with_admin(admin);
        let (address, handle) = (ready.local_addr(), ready.handle());
        Self {
            authority,
            server,
            address,
            admin: admin_address,
            handle,
            running: tokio::spawn(ready.run()),
            sink,
            metrics,
            _recorder: guard,
        }
    }

    async fn client(&self) -> Client {
        let leaf = self.authority.client("client.example.com");
        Client::connect(self.address, &client_config(&self.authority, Some(&leaf), BOTH))
            .await
            .unwrap()
    }

    /// Sends an update at once and gives the status, if there is an answer at all.
    async fn try_post(
        &self,
        leaf: Option<&Leaf>,
        versions: &'static [&'static rustls::SupportedProtocolVersion],
    ) -> Option<u16> {
        let config = client_config(&self.authority, leaf, versions);
        let mut client = Client::connect(self.address, &config).await.ok()?;
        client.post(&update("a-1", PAN)).await.ok()
    }

    /// Waits until a metric has a value; tasks of the server run meanwhile.
    async fn metric(&self, line: &str) {
        for _ in 0..20_000 {
            if self.metrics.render().lines().any(|found| found == line) {
                return;
            }
            tokio::task::yield_now().await;
        }
        panic!("no {line} in\n{}", self.metrics.render());
    }

    /// That nobody was refused any later than in the handshake.
    async fn refused(&self, outcome: &str, count: usize) {
        self.metric(&format!(
            "mc_notifications_handshakes_total{{outcome=\"{outcome}\"}} {count}"
        ))
        .await;
        assert_eq!(self.sink.begun.available_permits(), 0);
        let text = self.metrics.render();
        let requests = text
            .lines()
            .filter(|line| line.starts_with("mc_notifications_requests_total"));
        assert!(requests.into_iter().all(|line| line.ends_with(" 0")), "{text}");
        assert!(
            text.contains("mc_notifications_handshakes_total{outcome=\"accepted\"} 0"),
            "{text}"
        );
    }

    async fn get(&self, path: &str) -> (u16, String) {
        get(self.admin, path).await
    }
}

async fn get(admin: SocketAddr, path: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(admin).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).await.unwrap();
    (text[9..12].parse().unwrap(), text)
}

#[tokio::test]
async fn a_verified_client_gets_in_by_both_versions() {
    let fixture = Fixture::new().await;
    let leaf = fixture.authority.client("client.example.com");
    for (versions, version) in [
        (TLS12, rustls::ProtocolVersion::TLSv1_2),
        (TLS13, rustls::ProtocolVersion::TLSv1_3),
    ] {
        let config = client_config(&fixture.authority, Some(&leaf), versions);
        let mut client = Client::connect(fixture.address, &config).await.unwrap();
        assert_eq!(client.version(), version);
        assert_eq!(client.post(&update("a-1", PAN)).await.unwrap(), 200);
        assert_eq!(client.post(&update("a-2", PAN)).await.unwrap(), 200);
    }
    assert_eq!(fixture.sink.count(), 4);
    fixture
        .metric("mc_notifications_handshakes_total{outcome=\"accepted\"} 2")
        .await;
    fixture
        .metric("mc_notifications_requests_total{status=\"200\"} 4")
        .await;
    fixture
        .metric("mc_notifications_total{outcome=\"new\",understood=\"yes\"} 4")
        .await;
}

#[tokio::test]
async fn clients_without_with_a_foreign_or_with_a_late_certificate_are_refused_before_they_say_anything() {
    for versions in [TLS12, TLS13] {
        let foreign = Authority::new("strangers.example.com").client("client.example.com");
        let same_name = Authority::new("clients.example.com").client("client.example.com");
        let none = Fixture::new().await;
        assert_eq!(none.try_post(None, versions).await, None);
        none.refused("no_certificate", 1).await;

        let other = Fixture::new().await;
        assert_eq!(other.try_post(Some(&foreign), versions).await, None);
        other.refused("unknown_issuer", 1).await;

        // An authority of the same name and with another key, as after a renewal that was not announced.
        let other = Fixture::new().await;
        assert_eq!(other.try_post(Some(&same_name), versions).await, None);
        other.refused("bad_signature", 1).await;

        // A certificate that is good, and a key that is not its own.
        let other = Fixture::new().await;
        let mut pretender = other.authority.client("client.example.com");
        pretender.key = other.authority.client("client.example.com").key;
        assert_eq!(other.try_post(Some(&pretender), versions).await, None);
        other.refused("bad_proof", 1).await;

        for (years, outcome) in [((2024, 2026), "expired"), ((2027, 2030), "not_yet_valid")] {
            let late = Fixture::new().await;
            let leaf = late.authority.client_for("client.example.com", years);
            assert_eq!(late.try_post(Some(&leaf), versions).await, None);
            late.refused(outcome, 1).await;
        }

        let server = Fixture::new().await;
        assert_eq!(server.try_post(Some(&server.server), versions).await, None);
        server.refused("not_for_clients", 1).await;
    }
}

#[tokio::test]
async fn pins_let_in_whom_they_name() {
    let pins = |tls: TlsSettings| {
        tls.with_pin("dns:one.example.com".parse().unwrap())
            .with_pin("subject:CN=two.example.com, O=example".parse().unwrap())
    };
    for versions in [TLS12, TLS13] {
        let fixture = Fixture::with(Counting::new(), Limits::new(), pins, |server| server).await;
        let other = fixture.authority.client("three.example.com");
        assert_eq!(fixture.try_post(Some(&other), versions).await, None);
        fixture.refused("not_pinned", 1).await;
        for name in ["one.example.com", "two.example.com"] {
            let leaf = fixture.authority.client(name);
            assert_eq!(fixture.try_post(Some(&leaf), versions).await, Some(200), "{name}");
        }
    }
}

#[tokio::test]
async fn tls12_can_be_refused() {
    let fixture = Fixture::with(Counting::new(), Limits::new(), TlsSettings::with_tls13_only, |server| {
        server
    })
    .await;
    let leaf = fixture.authority.client("client.example.com");
    assert_eq!(fixture.try_post(Some(&leaf), TLS12).await, None);
    fixture.refused("incompatible", 1).await;
    assert_eq!(fixture.try_post(Some(&leaf), TLS13).await, Some(200));
}

#[tokio::test]
async fn a_reload_holds_for_new_connections_and_leaves_old_ones_alone() {
    let fixture = Fixture::new().await;
    let mut standing = fixture.client().await;
    assert_eq!(standing.post(&update("a-1", PAN)).await.unwrap(), 200);

    // During a migration both authorities are good.
    let next = Authority::new("next.example.com");
    let (old_leaf, new_leaf) = (
        fixture.authority.client("client.example.com"),
        next.client("client.example.com"),
    );
    let clock = HandClock::default;
    let both = settings(&fixture.server, &[&fixture.authority, &next]).with_clock(clock());
    fixture.handle.replace_tls(both.build().unwrap());
    assert_eq!(fixture.try_post(Some(&old_leaf), TLS13).await, Some(200));
    assert_eq!(fixture.try_post(Some(&new_leaf), TLS12).await, Some(200));

    // Afterwards only the new one, with a new server certificate and a pin.
    let server = fixture.authority.server();
    let only = settings(&server, &[&next])
        .with_clock(clock())
        .with_pin("dns:client.example.com".parse().unwrap());
    fixture.handle.replace_tls(only.build().unwrap());
    assert_eq!(fixture.try_post(Some(&old_leaf), TLS13).await, None);
    assert_eq!(
        fixture.try_post(Some(&next.client("other.example.com")), TLS13).await,
        None
    );
    let config = client_config(&fixture.authority, Some(&new_leaf), TLS13);
    let mut client = Client::connect(fixture.address, &config).await.unwrap();
    assert_eq!(client.post(&update("a-2", PAN)).await.unwrap(), 200);
    assert_eq!(standing.post(&update("a-3", PAN)).await.unwrap(), 200);
    fixture
        .metric("mc_notifications_reloads_total{outcome=\"done\"} 2")
        .await;
}

#[tokio::test]
async fn revoked_certificates_are_refused_as_long_as_the_list_is_good() {
    let fixture = Fixture::new().await;
    let (good, bad) = (
        fixture.authority.client("a.example.com"),
        fixture.authority.client("a.example.com"),
    );
    let with_list = |year| {
        let list = fixture.authority.revokes(&[&bad], year);
        let tls = settings(&fixture.server, &[&fixture.authority]).with_clock(HandClock::default());
        tls.with_revocation_lists(list.as_bytes()).unwrap().build().unwrap()
    };
    fixture.handle.replace_tls(with_list(2026));
    assert_eq!(fixture.try_post(Some(&bad), TLS13).await, None);
    fixture.refused("revoked", 1).await;
    assert_eq!(fixture.try_post(Some(&good), TLS13).await, Some(200));
    // A list of last year says nothing of this one.
    fixture.handle.replace_tls(with_list(2024));
    assert_eq!(fixture.try_post(Some(&good), TLS13).await, None);
    fixture
        .metric("mc_notifications_handshakes_total{outcome=\"revocation_list_expired\"} 1")
        .await;
    // The 1st of January 2025.
    fixture
        .metric("mc_notifications_certificate_ends_seconds{certificate=\"revocation_list\"} 1735689600")
        .await;
    let plain = settings(&fixture.server, &[&fixture.authority]).with_clock(HandClock::default());
    fixture.handle.replace_tls(plain.build().unwrap());
    fixture
        .metric("mc_notifications_certificate_ends_seconds{certificate=\"revocation_list\"} inf")
        .await;
}

#[test]
fn a_revocation_list_is_warned_of_a_week_ahead_and_when_it_has_ended() {
    const DAY: u64 = 24 * 60 * 60;

    let authority = Authority::new("clients.example.com");
    let (server, clock) = (authority.server(), HandClock::default());
    let list = authority.revokes(&[], 2025);
    let build = || {
        let log = Log::default();
        let _guard = log.listens();
        let tls = settings(&server, &[&authority]).with_clock(clock.clone());
        let tls = tls.with_revocation_lists(list.as_bytes()).unwrap().build().unwrap();
        // The 1st of January 2026.
        assert_eq!(tls.first_revocation_list_ends().unwrap().timestamp(), 1_767_225_600);
        log.text()
    };
    // The clock stands at the 15th of January 2026.
    let text = build();
    assert!(
        text.contains("ERROR") && text.contains("a revocation list has ended"),
        "{text}"
    );
    let list = authority.revokes(&[], 2026);
    let build = |list: &str| {
        let log = Log::default();
        let _guard = log.listens();
        let tls = settings(&server, &[&authority]).with_clock(clock.clone());
        tls.with_revocation_lists(list.as_bytes()).unwrap().build().unwrap();
        log.text()
    };
    assert_eq!(build(&list), "");
    // Eight days before its end nothing is said, six days before it is.
    clock.advance(Duration::from_secs((351 - 8) * DAY));
    assert_eq!(build(&list), "");
    clock.advance(Duration::from_secs(2 * DAY));
    let text = build(&list);
    assert!(text.contains("WARN") && text.contains("ends within a week"), "{text}");
}

/// What is logged on this thread.
#[derive(Clone, Default)]
struct Log(Arc<std::sync::Mutex<Vec<u8>>>);

impl Log {
    fn listens(&self) -> tracing::subscriber::DefaultGuard {
        let log = self.clone();
        let lines = tracing_subscriber::fmt()
            .with_ansi(false)
            .with_max_level(tracing::Level::INFO)
            .with_writer(move || log.clone());
        tracing::subscriber::set_default(lines.finish())
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_refused_client_is_named_as_it_claims_and_not_too_often() {
    let log = Log::default();
    let _guard = log.listens();
    let fixture = Fixture::new().await;
    let next = Authority::new("next.example.com");
    let leaf = next.client("client.example.com");
    for count in 1..=3 {
        assert_eq!(fixture.try_post(Some(&leaf), TLS13).await, None);
        fixture.refused("unknown_issuer", count).await;
    }
    let numbered = Authority::new("clients.example.com").client(PAN);
    assert_eq!(fixture.try_post(Some(&numbered), TLS13).await, None);
    fixture.refused("bad_signature", 1).await;
    let text = log.text();
    let lines: Vec<&str> = text.lines().filter(|line| line.contains("handshake refused")).collect();
    assert_eq!(lines.len(), 2, "{text}");
    for wanted in [
        "outcome=\"unknown_issuer\"",
        "subject=\"CN=client.example.com, O=Example\"",
        "issuer=\"CN=next.example.com, O=Example\"",
        "peer=127.0.0.1",
        "serial=\"",
    ] {
        assert!(lines[0].contains(wanted), "{wanted}: {}", lines[0]);
    }
    assert!(!text.contains(PAN) && lines[1].contains("[REDACTED]"), "{text}");
}

#[tokio::test]
async fn a_weak_key_is_said_to_be_one() {
    let folder = TempDir::new().unwrap();
    std::fs::write(
        folder.path().join("client.ext"),
        "extendedKeyUsage=clientAuth\nsubjectAltName=DNS:client.example.com\n",
    )
    .unwrap();
    for line in [
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -subj /CN=ca.example.com \
         -days 30 -addext keyUsage=critical,keyCertSign",
        "req -newkey rsa:1024 -nodes -keyout client.key -out client.csr -subj /CN=client.example.com",
        "x509 -req -in client.csr -CA ca.pem -CAkey ca.key -days 30 -extfile client.ext -out client.pem",
    ] {
        let arguments: Vec<&str> = line.split_whitespace().collect();
        let Some((is_good, text)) = run("openssl", &arguments, folder.path(), "").await else {
            return;
        };
        assert!(is_good, "{text}");
    }
    let roots = std::fs::read(folder.path().join("ca.pem")).unwrap();
    // Their certificates are of today.
    let trusts = |tls: TlsSettings| {
        tls.with_client_roots(&roots)
            .unwrap()
            .with_clock(mc_notifications::SystemClock)
    };
    for version in ["-tls1_2", "-tls1_3"] {
        let fixture = Fixture::with(Counting::new(), Limits::new(), trusts, |server| server).await;
        let line = format!(
            "s_client -connect localhost:{} {version} -cipher DEFAULT:@SECLEVEL=0 -cert client.pem -key client.key -quiet",
            fixture.address.port()
        );
        let arguments: Vec<&str> = line.split_whitespace().collect();
        let (_, text) = run("openssl", &arguments, folder.path(), &post(&update("a-1", PAN)))
            .await
            .unwrap();
        assert!(!text.contains("HTTP/1.1"), "{text}");
        fixture.refused("weak_key", 1).await;
    }
}

#[tokio::test]
async fn all_counters_are_there_from_the_start() {
    let fixture = Fixture::new().await;
    let text = fixture.get("/metrics").await.1;
    let zero = |name: &str| text.lines().any(|line| line == format!("{name} 0"));
    for outcome in metric::HANDSHAKE_OUTCOMES {
        assert!(
            zero(&format!("mc_notifications_handshakes_total{{outcome=\"{outcome}\"}}")),
            "{outcome}"
        );
    }
    for name in [
        "mc_notifications_total{outcome=\"new\",understood=\"yes\"}",
        "mc_notifications_total{outcome=\"conflict\",understood=\"no\"}",
        "mc_notifications_requests_total{status=\"200\"}",
        "mc_notifications_requests_total{status=\"503\"}",
        "mc_notifications_limits_total{limit=\"handshakes_per_address\"}",
        "mc_notifications_store_failures_total",
        "mc_notifications_reloads_total{outcome=\"failed\"}",
        "mc_notifications_deliveries_total",
        "mc_notifications_connections",
        "mc_notifications_handshaking",
    ] {
        assert!(zero(name), "{name} in\n{text}");
    }
}

#[tokio::test]
async fn readiness_knows_of_slots_that_run_out() {
    let limits = Limits::new().with_handshakes_per_address(1);
    let fixture = Fixture::limited(limits).await;
    assert!(fixture.get("/readyz").await.1.ends_with("\r\n\r\nready\n"));
    // One that says nothing gives way, and nobody else notices.
    let silent = TcpStream::connect(fixture.address).await.unwrap();
    fixture.metric("mc_notifications_handshaking 1").await;
    let mut client = fixture.client().await;
    assert_eq!(client.post("{}").await.unwrap(), 200);
    let (status, text) = fixture.get("/readyz").await;
    assert!(status == 200 && text.contains("slots have run out"), "{text}");
    fixture
        .metric("mc_notifications_handshakes_total{outcome=\"displaced\"} 1")
        .await;
    drop(silent);
    // One that has begun keeps its slot for a while, so that the next is turned away.
    let mut begun = TcpStream::connect(fixture.address).await.unwrap();
    begun.write_all(&[22]).await.unwrap();
    fixture.metric("mc_notifications_handshaking 1").await;
    let mut turned_away = loop {
        // It takes a moment until its first byte is seen.
        let mut next = TcpStream::connect(fixture.address).await.unwrap();
        if next.read(&mut [0]).await.unwrap_or(0) == 0 {
            break next;
        }
    };
    assert_eq!(turned_away.read(&mut [0]).await.unwrap_or(0), 0);
    let (status, text) = fixture.get("/readyz").await;
    assert!(status == 503 && text.contains("turned away"), "{text}");
    fixture
        .metric("mc_notifications_handshakes_total{outcome=\"turned_away\"} 1")
        .await;
}

/// A disk that is full for updates, and has room for whatever a check writes.
struct Fickle(AtomicBool);

#[async_trait]
impl Sink for Fickle {
    async fn store(&self, _: &Notification) -> mc_notifications::Result<Stored> {
        if self.0.load(Ordering::SeqCst) {
            return Err(Error::unavailable("there is no room"));
        }
        Ok(Stored::New)
    }

    async fn check(&self) -> mc_notifications::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn from_the_first_refused_update_it_is_not_ready() {
    let authority = Authority::new("clients.example.com");
    let tls = settings(&authority.server(), &[&authority]).with_clock(HandClock::default());
    let sink = Arc::new(Fickle(AtomicBool::new(false)));
    let receiver = Receiver::new(Arc::clone(&sink)).with_path("/abu");
    let admin = Admin::bind("127.0.0.1:0").await.unwrap();
    let admin_address = admin.local_addr();
    let server = Server::bind("127.0.0.1:0", tls.build().unwrap(), receiver)
        .await
        .unwrap()
        .with_admin(admin);
    let leaf = authority.client("client.example.com");
    let config = client_config(&authority, Some(&leaf), BOTH);
    let address = server.local_addr();
    tokio::spawn(server.run());
    let mut client = Client::connect(address, &config).await.unwrap();
    // What was found a moment ago does not count any more.
    assert_eq!(get(admin_address, "/readyz").await.0, 200);
    sink.0.store(true, Ordering::SeqCst);
    assert_eq!(client.post(&update("a-1", PAN)).await.unwrap(), 503);
    let (status, text) = get(admin_address, "/readyz").await;
    assert!(status == 503 && text.ends_with("there is no room\n"), "{text}");
    sink.0.store(false, Ordering::SeqCst);
    assert_eq!(client.post(&update("a-1", PAN)).await.unwrap(), 200);
    assert_eq!(get(admin_address, "/readyz").await.0, 200);
}

#[test]
fn unusable_settings_are_refused() {
    let authority = Authority::new("a.example.com");
    let (one, two) = (authority.server(), authority.server());
    let error = settings(&one, &[]).build().unwrap_err();
    assert!(error.is_certificate() && error.to_string().contains("root"), "{error}");
    let mixed = TlsSettings::new(one.pem().as_bytes(), two.key_pem().as_bytes()).unwrap();
    let error = mixed
        .with_client_roots(authority.pem().as_bytes())
        .unwrap()
        .build()
        .unwrap_err();
    assert!(
        error.is_certificate() && error.to_string().contains("belong together"),
        "{error}"
    );
    assert!(
        TlsSettings::new(b"", one.key_pem().as_bytes())
            .unwrap_err()
            .is_certificate()
    );
    assert!(
        TlsSettings::new(one.pem().as_bytes(), b"")
            .unwrap_err()
            .is_certificate()
    );
    // A byte order mark, as some editors write it, is no fault.
    let marked = |pem: String| format!("\u{feff}{pem}");
    TlsSettings::new(marked(one.pem()).as_bytes(), marked(one.key_pem()).as_bytes())
        .unwrap()
        .with_client_roots(marked(authority.pem()).as_bytes())
        .unwrap()
        .build()
        .unwrap();
    let locked = one.key_pem().replace("PRIVATE", "ENCRYPTED PRIVATE");
    let error = TlsSettings::new(one.pem().as_bytes(), locked.as_bytes()).unwrap_err();
    assert!(error.to_string().contains("password"), "{error}");
    assert!(
        settings(&one, &[])
            .with_client_roots(b"-----BEGIN CERTIFICATE-----")
            .is_err()
    );
}

#[tokio::test]
async fn heads_and_bodies_have_limits() {
    let fixture = Fixture::limited(Limits::new().with_headers(8).with_header_bytes(1024)).await;
    let head = "POST /abu HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n";
    let many = "x: 1\r\n".repeat(8);
    let long = format!("x: {}\r\n", "1".repeat(2000));
    for extra in [many, long] {
        let mut client = fixture.client().await;
        client
            .send(format!("{head}{extra}content-length: 2\r\n\r\n{{}}"))
            .await
            .unwrap();
        assert_eq!(client.status().await.unwrap(), 431);
        assert!(client.is_closed_by_server().await);
    }
    let mut client = fixture.client().await;
    assert_eq!(client.post(&format!("\"{}\"", "a".repeat(4094))).await.unwrap(), 200);
    assert_eq!(client.post(&format!("\"{}\"", "a".repeat(4095))).await.unwrap(), 413);
    let mut client = fixture.client().await;
    client
        .send(format!(
            "{head}transfer-encoding: chunked\r\n\r\n1001\r\n\"{}",
            "a".repeat(4096)
        ))
        .await
        .unwrap();
    assert_eq!(client.status().await.unwrap(), 413);
    let mut client = fixture.client().await;
    client
        .send("GET /abu HTTP/1.1\r\nhost: localhost\r\n\r\n")
        .await
        .unwrap();
    assert_eq!(client.status().await.unwrap(), 405);
    let mut client = fixture.client().await;
    client.send("nonsense\r\n\r\n").await.unwrap();
    assert_eq!(client.status().await.unwrap(), 400);
    assert_eq!(fixture.sink.count(), 1);
}

#[tokio::test]
async fn slow_clients_are_cut_off_at_each_stage() {
    const SHORT: Duration = Duration::from_millis(50);
    let limits = Limits::new()
        .with_first_byte_timeout(Duration::from_millis(400))
        .with_handshake_timeout(Duration::from_millis(500))
        .with_header_timeout(SHORT)
        .with_idle_timeout(Duration::from_millis(800));
    let fixture = Fixture::limited(limits).await;

    // A connection that never says anything, and one that begins TLS and does not go on.
    let mut silent = TcpStream::connect(fixture.address).await.unwrap();
    assert_eq!(silent.read(&mut [0; 1]).await.unwrap_or(0), 0);
    fixture
        .metric("mc_notifications_handshakes_total{outcome=\"silent\"} 1")
        .await;
    let mut begun = TcpStream::connect(fixture.address).await.unwrap();
    begun.write_all(&[22, 3]).await.unwrap();
    assert_eq!(begun.read(&mut [0; 1]).await.unwrap_or(0), 0);
    fixture
        .metric("mc_notifications_handshakes_total{outcome=\"timeout\"} 1")
        .await;

    // A head that comes in drops: each byte is within the idle time, all of them are not within the time for a head.
    let mut drops = fixture.client().await;
    let mut sent = 0;
    for byte in post("{}").bytes() {
        if drops.send([byte]).await.is_err() {
            break;
        }
        sent += 1;
        tokio::select! {
            closed = drops.is_closed_by_server() => {
                assert!(closed);
                break;
            }
            () = tokio::time::sleep(SHORT / 8) => {}
        }
    }
    assert!(sent < 60, "{sent}");
    fixture.metric("mc_notifications_limits_total{limit=\"head\"} 1").await;

    // A body that does not come.
    let mut stuck = fixture.client().await;
    stuck.send(post("{}").trim_end_matches("{}")).await.unwrap();
    assert_eq!(stuck.status().await.unwrap(), 408);
    assert!(stuck.is_closed_by_server().await);

    // Nothing at all, before and after a request.
    let mut idle = fixture.client().await;
    assert!(idle.is_closed_by_server().await);
    let mut idle = fixture.client().await;
    assert_eq!(idle.post("{}").await.unwrap(), 200);
    assert!(idle.is_closed_by_server().await);
    assert_eq!(fixture.sink.count(), 1);
}

#[tokio::test]
async fn a_connection_grows_old() {
    let fixture = Fixture::limited(Limits::new().with_connection_age(Duration::from_millis(500))).await;
    let mut client = fixture.client().await;
    assert_eq!(client.post("{}").await.unwrap(), 200);
    assert!(client.is_closed_by_server().await);
}

#[tokio::test]
async fn connections_have_a_limit() {
    let limits = Limits::new()
        .with_connections(1)
        .with_handshake_timeout(Duration::from_millis(400));
    let fixture = Fixture::limited(limits).await;
    let mut first = fixture.client().await;
    assert_eq!(first.post("{}").await.unwrap(), 200);
    let mut second = fixture.client().await;
    assert!(second.is_closed_by_server().await);
    fixture
        .metric("mc_notifications_limits_total{limit=\"connections\"} 1")
        .await;
    assert_eq!(first.post("{}").await.unwrap(), 200);
    drop(first);
    let mut third = fixture.client().await;
    assert_eq!(third.post("{}").await.unwrap(), 200);
}

#[tokio::test]
async fn strangers_do_not_take_the_places_of_clients() {
    let limits = Limits::new()
        .with_handshakes(2)
        .with_connections(1)
        .with_handshake_timeout(Duration::from_millis(400));
    let fixture = Fixture::limited(limits).await;
    let mut strangers = Vec::new();
    for _ in 0..6 {
        strangers.push(TcpStream::connect(fixture.address).await.unwrap());
    }
    let mut client = fixture.client().await;
    assert_eq!(client.post("{}").await.unwrap(), 200);
}

#[tokio::test]
async fn stopping_lets_the_request_at_hand_end_and_takes_no_other() {
    let sink = Counting::with(0, false);
    let fixture = Fixture::with(Arc::clone(&sink), Limits::new(), |tls| tls, |server| server).await;
    let mut idle = fixture.client().await;
    let mut busy = fixture.client().await;
    busy.send(post(&update("a-1", PAN))).await.unwrap();
    drop(sink.begun.acquire().await.unwrap());
    assert_eq!(fixture.get("/readyz").await.0, 200);

    fixture.handle.shutdown();
    assert!(idle.is_closed_by_server().await);
    assert!(fixture.handle.is_stopping());
    let (status, text) = fixture.get("/readyz").await;
    assert_eq!((status, text.ends_with("stopping\n")), (503, true));
    assert_eq!(fixture.get("/healthz").await.0, 200);
    assert!(TcpStream::connect(fixture.address).await.is_err());

    sink.gate.add_permits(1);
    assert_eq!(busy.status().await.unwrap(), 200);
    assert!(busy.is_closed_by_server().await);
    assert_eq!(fixture.running.await.unwrap().aborted, 0);
    assert_eq!(sink.count(), 1);
}

#[tokio::test]
async fn stopping_waits_no_longer_than_told() {
    let sink = Counting::with(0, false);
    let drain = |server: Server| server.with_drain(Duration::from_millis(50));
    let fixture = Fixture::with(Arc::clone(&sink), Limits::new(), |tls| tls, drain).await;
    let mut busy = fixture.client().await;
    busy.send(post(&update("a-1", PAN))).await.unwrap();
    drop(sink.begun.acquire().await.unwrap());
    fixture.handle.shutdown();
    assert_eq!(fixture.running.await.unwrap().aborted, 1);
    // Cut off, and not acknowledged.
    assert!(busy.status().await.is_err());
}

#[tokio::test]
async fn a_notice_keeps_the_door_open_for_a_while() {
    let notice = |server: Server| server.with_notice(Duration::from_secs(5));
    let fixture = Fixture::with(Counting::new(), Limits::new(), |tls| tls, notice).await;
    fixture.handle.shutdown();
    assert_eq!(fixture.get("/readyz").await.0, 503);
    let mut client = fixture.client().await;
    assert_eq!(client.post("{}").await.unwrap(), 200);
}

#[tokio::test]
async fn a_failing_sink_is_not_ready_and_not_acknowledged() {
    let fixture = Fixture::with(Counting::with(9, true), Limits::new(), |tls| tls, |server| server).await;
    let mut client = fixture.client().await;
    assert_eq!(client.post(&update("a-1", PAN)).await.unwrap(), 503);
    let (status, text) = fixture.get("/readyz").await;
    assert_eq!((status, text.ends_with("the disk is full\n")), (503, true));
    assert_eq!(fixture.get("/healthz").await.0, 200);
    let (status, text) = fixture.get("/metrics").await;
    assert_eq!(status, 200);
    assert!(text.contains("mc_notifications_store_failures_total 1"), "{text}");
    assert!(
        text.contains("mc_notifications_certificate_ends_seconds{certificate=\"server\"}"),
        "{text}"
    );
    assert!(!text.contains(PAN));
    assert_eq!(fixture.get("/else").await.0, 404);
}

fn required() -> bool {
    std::env::var("MC_INTEROP").is_ok_and(|value| value == "required")
}

/// Runs an outside program with something on its standard input; none if it is not here.
async fn run(program: &str, arguments: &[&str], folder: &Path, input: &str) -> Option<(bool, String)> {
    let spawned = tokio::process::Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn();
    let Ok(mut child) = spawned else {
        assert!(!required(), "{program} has to be here");
        println!("skipped: {program} is not here");
        return None;
    };
    let mut stdin = child.stdin.take().unwrap();
    // A program that has ended reads nothing.
    let _ = stdin.write_all(input.as_bytes()).await;
    // openssl s_client goes on until the server ends the connection, as long as its input is open.
    let output = child.wait_with_output().await.unwrap();
    drop(stdin);
    let text = [output.stdout, output.stderr]
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .concat();
    Some((output.status.success(), text))
}

fn write_files(fixture: &Fixture) -> TempDir {
    let folder = TempDir::new().unwrap();
    let client = fixture.authority.client("client.example.com");
    let foreign = Authority::new("other.example.com").client("client.example.com");
    for (name, text) in [
        ("root.pem", fixture.authority.pem()),
        ("client.pem", client.pem()),
        ("client.key", client.key_pem()),
        ("foreign.pem", foreign.pem()),
        ("foreign.key", foreign.key_pem()),
        ("update.json", update("a-1", PAN)),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[tokio::test]
async fn curl_gets_in_with_its_certificate_only() {
    for version in ["--tls-max 1.2", "--tlsv1.3"] {
        let fixture = Fixture::new().await;
        let folder = write_files(&fixture);
        let url = format!("https://localhost:{}/abu", fixture.address.port());
        let common = "-sS --noproxy * --cacert root.pem -H content-type:application/json --data-binary @update.json -w %{http_code}";
        let curl = async |identity: &str| {
            let line = format!("{common} {version} {identity} {url}");
            let arguments: Vec<&str> = line.split_whitespace().collect();
            run("curl", &arguments, folder.path(), "").await
        };
        let Some(without) = curl("").await else { return };
        assert!(!without.0, "{}", without.1);
        let (is_good, text) = curl("--cert foreign.pem --key foreign.key").await.unwrap();
        assert!(!is_good, "{text}");
        fixture.refused("no_certificate", 1).await;
        fixture.refused("unknown_issuer", 1).await;
        let (is_good, text) = curl("--cert client.pem --key client.key").await.unwrap();
        assert!(is_good && text.ends_with("200"), "{text}");
        assert_eq!(fixture.sink.count(), 1);
    }
}

#[tokio::test]
async fn openssl_gets_in_with_its_certificate_only() {
    for version in ["-tls1_2", "-tls1_3"] {
        let fixture = Fixture::new().await;
        let folder = write_files(&fixture);
        let connect = format!(
            "-connect localhost:{} {version} -CAfile root.pem -verify_return_error -quiet",
            fixture.address.port()
        );
        let request = post(&update("a-1", PAN)).replace("\r\nhost", "\r\nconnection: close\r\nhost");
        let client = async |identity: &str| {
            let line = format!("s_client {connect} {identity}");
            let arguments: Vec<&str> = line.split_whitespace().collect();
            run("openssl", &arguments, folder.path(), &request).await
        };
        let Some((_, text)) = client("").await else { return };
        assert!(!text.contains("HTTP/1.1"), "{text}");
        let (_, text) = client("-cert foreign.pem -key foreign.key").await.unwrap();
        assert!(!text.contains("HTTP/1.1"), "{text}");
        fixture.refused("no_certificate", 1).await;
        fixture.refused("unknown_issuer", 1).await;
        let (_, text) = client("-cert client.pem -key client.key").await.unwrap();
        assert!(text.contains("HTTP/1.1 200 OK"), "{text}");
        assert_eq!(fixture.sink.count(), 1);
    }
}
