//! PostgreSQL: a server of this test's own, in a folder of its own.

#![cfg(all(unix, feature = "postgres", feature = "server"))]

mod support;

use std::io::Read as _;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use mc_notifications::postgres::{PostgresOptions, PostgresStore};
use mc_notifications::queue::{Queue as _, Replay, Replayed, Take, Why};
use mc_notifications::seal::{EncryptionKey, Keyring};
use mc_notifications::{Sink as _, Stored};
use support::pki::Authority;
use support::{PAN, notification, references};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};

fn required() -> bool {
    std::env::var("MC_INTEROP").is_ok_and(|value| value == "required")
}

/// Where the server's programs are.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let path = std::env::var_os("PATH").unwrap_or_default();
    versions
        .map(|version| version.path().join("bin"))
        .chain(std::env::split_paths(&path))
        .find(|folder| folder.join("initdb").exists() && folder.join("postgres").exists())
}

/// PostgreSQL refuses to run as root: somebody else's number, if we are root.
fn somebody() -> Option<(u32, u32)> {
    let is_root = std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    if !is_root {
        return None;
    }
    let accounts = std::fs::read_to_string("/etc/passwd").unwrap();
    let find = |name: &str| {
        let account = accounts.lines().find(|line| line.starts_with(&format!("{name}:")))?;
        let fields: Vec<&str> = account.split(':').collect();
        Some((fields[2].parse().unwrap(), fields[3].parse().unwrap()))
    };
    find("postgres").or_else(|| find("nobody"))
}

struct Database {
    folder: TempDir,
    programs: PathBuf,
    port: u16,
    authority: Authority,
    process: Child,
}

impl Database {
    /// A database that takes connections by TLS and password only.
    fn start() -> Option<Self> {
        let Some(programs) = programs() else {
            assert!(!required(), "PostgreSQL has to be here");
            println!("skipped: PostgreSQL is not here");
            return None;
        };
        let folder = TempDir::new().unwrap();
        let data = folder.path().join("data");
        let authority = Authority::new("database.example.com");
        let leaf = authority.server();
        let owner = somebody();
        let own = |path: &Path, mode: u32| {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
            if let Some((user, group)) = owner {
                chown(path, Some(user), Some(group)).unwrap();
            }
        };
        own(folder.path(), 0o700);
        for (name, text) in [
            ("server.pem", leaf.pem()),
            ("server.key", leaf.key_pem()),
            ("password", "correct horse".to_owned()),
        ] {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            own(&path, 0o600);
        }
        let run = |program: &str| {
            let mut command = Command::new(programs.join(program));
            command
                .current_dir(folder.path())
                .env("LC_ALL", "C")
                .stdin(Stdio::null());
            if let Some((user, group)) = owner {
                command.uid(user).gid(group);
            }
            command
        };
        let made = run("initdb")
            .args([
                "--no-sync",
                "--auth=scram-sha-256",
                "--username=abu",
                "--encoding=UTF8",
                "--pwfile=password",
                "-D",
            ])
            .arg(&data)
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        std::fs::write(
            data.join("pg_hba.conf"),
            "local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n",
        )
        .unwrap();
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let settings = [
            format!("port={port}"),
            "listen_addresses=127.0.0.1".to_owned(),
            format!("unix_socket_directories={}", folder.path().display()),
            "ssl=on".to_owned(),
            format!("ssl_cert_file={}", folder.path().join("server.pem").display()),
            format!("ssl_key_file={}", folder.path().join("server.key").display()),
            // Whoever sets this is told better by each of our sessions.
            "synchronous_commit=off".to_owned(),
            "logging_collector=off".to_owned(),
        ];
        let mut process = run("postgres")
            .arg("-D")
            .arg(&data)
            .args(settings.iter().flat_map(|setting| ["-c", setting]))
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = process.stderr.take().unwrap();
        let (mut text, mut byte) = (Vec::new(), [0; 1]);
        while !text.ends_with(b"ready to accept connections") {
            assert_eq!(log.read(&mut byte).unwrap(), 1, "{}", String::from_utf8_lossy(&text));
            text.push(byte[0]);
        }
        // What it says from here on is of no interest, but it must not wait for a reader.
        std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
        Some(Self {
            folder,
            programs,
            port,
            authority,
            process,
        })
    }

    fn url(&self) -> String {
        format!(
            "postgresql://abu:correct%20horse@localhost:{}/postgres?hostaddr=127.0.0.1",
            self.port
        )
    }

    fn options(&self) -> PostgresOptions {
        PostgresOptions::new(&self.url())
            .unwrap()
            .with_roots(self.authority.pem().as_bytes())
    }

    async fn open(&self) -> PostgresStore {
        self.options().open(keyring()).await.unwrap()
    }

    /// Runs SQL by the official client.
    fn sql(&self, sql: &str) -> String {
        let root = self.folder.path().join("root.pem");
        std::fs::write(&root, self.authority.pem()).unwrap();
        let output = Command::new(self.programs.join("psql"))
            .args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql])
            .arg(self.url().replace('?', "?sslmode=verify-full&"))
            .env("PGSSLROOTCERT", root)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Lets leases grow old.
    fn advance(&self, by: Duration) {
        let sql = "UPDATE mc_notifications_updates SET lease_until = lease_until - INTERVAL '1 millisecond' *";
        self.sql(&format!("{sql} {}", by.as_millis()));
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn key(id: &str, byte: u8) -> EncryptionKey {
    EncryptionKey::new(id, [byte; 32]).unwrap()
}

fn keyring() -> Keyring {
    Keyring::new(key("k1", 1))
}

/// One server for all: to start one takes longer than all the tests.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn updates_are_kept_in_postgresql() {
    let Some(database) = Database::start() else { return };
    let empty = || {
        database.sql("TRUNCATE mc_notifications_updates");
    };

    refuses_what_is_not_right(&database).await;

    // Two receivers start at once on an empty database.
    let (one, two) = tokio::join!(database.open(), database.open());
    assert_eq!(one.store(&notification("a-1", PAN)).await.unwrap(), Stored::New);
    assert_eq!(two.store(&notification("a-1", PAN)).await.unwrap(), Stored::Duplicate);
    assert_eq!(references(&two.take(&Take::new()).await.unwrap()), ["a-1"]);
    assert!(one.take(&Take::new()).await.unwrap().is_empty());
    one.check().await.unwrap();
    let waiting = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'mc-notifications'";
    assert_ne!(database.sql(waiting).trim(), "0");

    // By a Unix socket there is neither TLS nor a password.
    let socket = database.folder.path().display().to_string().replace('/', "%2F");
    let local = format!("postgresql://abu@{socket}:{}/postgres", database.port);
    let local = PostgresOptions::new(&local).unwrap().open(keyring()).await.unwrap();
    assert_eq!(local.store(&notification("a-1", PAN)).await.unwrap(), Stored::Duplicate);

    empty();
    support::queue::behaves(&one, &|by| database.advance(by)).await;
    empty();
    support::queue::keeps_accounts_in_order(&two, &|by| database.advance(by)).await;
    empty();
    support::queue::bears_many_at_once(Arc::new(one.clone())).await;
    empty();
    support::queue::makes_dead_letters(&one, &|by| database.advance(by)).await;
    empty();
    support::queue::hands_out_many(&one).await;

    hides_what_it_keeps(&database, &one).await;
    keys_are_replaced(&database).await;
    silence_is_noticed(&database).await;
    the_first_version_is_brought_to_this_one(&database).await;
    other_tables_are_noticed(&database).await;
}

async fn refuses_what_is_not_right(database: &Database) {
    let refused = async |options: PostgresOptions| {
        let error = options.open(keyring()).await.unwrap_err();
        assert!(error.is_unavailable(), "{error:?}");
        assert!(!error.to_string().contains("horse"), "{error}");
        error.to_string()
    };
    // A certificate of an authority that is not trusted, another password, no TLS, nobody there.
    let text = refused(PostgresOptions::new(&database.url()).unwrap()).await;
    assert!(text.contains("certificate"), "{text}");
    let url = database.url().replace("horse", "cow");
    let text = refused(
        PostgresOptions::new(&url)
            .unwrap()
            .with_roots(database.authority.pem().as_bytes()),
    )
    .await;
    assert!(text.contains("28P01"), "{text}");
    refused(PostgresOptions::new(&format!("{}&sslmode=disable", database.url())).unwrap()).await;
    refused(PostgresOptions::new("postgresql://abu@127.0.0.1:1/postgres").unwrap()).await;
    let error = PostgresOptions::new("mysql://root:secret@localhost").unwrap_err();
    assert!(
        error.is_configuration() && !error.to_string().contains("secret"),
        "{error}"
    );
}

async fn hides_what_it_keeps(database: &Database, store: &PostgresStore) {
    database.sql("TRUNCATE mc_notifications_updates");
    for number in 0..20 {
        store
            .store(&notification(&format!("reference-{number}"), PAN))
            .await
            .unwrap();
    }
    database.sql("CHECKPOINT");
    let mut seen = 0;
    let mut folders = vec![database.folder.path().join("data")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            } else if let Ok(bytes) = std::fs::read(entry.path()) {
                seen += usize::from(bytes.windows(14).any(|window| window == b"mc_notificatio"));
                for secret in [PAN, "reference-7", "oldAccountNumber", "XXX000000000XXX"] {
                    let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
                    assert!(!found, "{secret} in {}", entry.path().display());
                }
            }
        }
    }
    assert!(seen > 0);
    // A row that gets the content of another is set aside.
    database.sql(
        "UPDATE mc_notifications_updates u SET sealed = o.sealed, nonce = o.nonce FROM mc_notifications_updates o
         WHERE u.id = (SELECT min(id) FROM mc_notifications_updates)
           AND o.id = (SELECT max(id) FROM mc_notifications_updates)",
    );
    assert_eq!(
        references(&store.take(&Take::new().with_max(2)).await.unwrap()),
        ["reference-1"]
    );
    assert_eq!(store.figures().await.unwrap().unreadable, 1);
}

async fn keys_are_replaced(database: &Database) {
    for wrong in [Keyring::new(key("k2", 2)), Keyring::new(key("k1", 2))] {
        let error = database.options().open(wrong).await.unwrap_err();
        assert!(error.is_key() && error.to_string().contains("k1"), "{error}");
    }
    database.sql("TRUNCATE mc_notifications_updates");
    let old = database.open().await;
    old.store(&notification("a-1", PAN)).await.unwrap();
    let both = database
        .options()
        .open(Keyring::new(key("k2", 2)).with_former(key("k1", 1)))
        .await
        .unwrap();
    assert_eq!(both.store(&notification("a-1", PAN)).await.unwrap(), Stored::Duplicate);
    assert_eq!(both.store(&notification("a-2", PAN)).await.unwrap(), Stored::New);
    // Who does not know the new key takes nothing that is under it.
    let batch = old.take(&Take::new()).await.unwrap();
    assert_eq!(references(&batch), ["a-1"]);
    old.acknowledge(&[batch[0].receipt]).await.unwrap();
    assert!(old.take(&Take::new()).await.unwrap().is_empty());
    let batch = both.take(&Take::new()).await.unwrap();
    assert_eq!(references(&batch), ["a-2"]);
    both.acknowledge(&[batch[0].receipt]).await.unwrap();

    // Without the former key, what is under it waits, counted and named, and holds nothing up.
    let ids = vec![
        batch[0].receipt.id() - 2,
        batch[0].receipt.id() - 1,
        batch[0].receipt.id(),
    ];
    assert_eq!(
        both.replay(&Replay::Ids(ids.clone())).await.unwrap(),
        Replayed::new(2, 0)
    );
    let new = database.options().open(Keyring::new(key("k2", 2))).await.unwrap();
    let batch = new.take(&Take::new()).await.unwrap();
    assert_eq!(references(&batch), ["a-2"]);
    new.acknowledge(&[batch[0].receipt]).await.unwrap();
    let figures = new.figures().await.unwrap();
    assert_eq!((figures.pending, figures.unreadable), (0, 1));
    let aside = new.set_aside(9).await.unwrap();
    assert_eq!((aside.len(), &aside[0].why), (1, &Why::MissingKey("k1".to_owned())));
    let batch = both.take(&Take::new()).await.unwrap();
    assert_eq!(references(&batch), ["a-1"]);
    both.acknowledge(&[batch[0].receipt]).await.unwrap();
    assert_eq!(new.replay(&Replay::Ids(ids)).await.unwrap(), Replayed::new(1, 1));
    assert_eq!(new.figures().await.unwrap().unreadable, 0);
}

/// Hands bytes on, until it is told to swallow those of a connection.
struct Proxy {
    port: u16,
    connections: Arc<Mutex<Vec<Arc<AtomicBool>>>>,
}

impl Proxy {
    async fn start(to: u16) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let connections = Arc::new(Mutex::new(Vec::new()));
        let all = Arc::clone(&connections);
        tokio::spawn(async move {
            loop {
                let (client, _) = listener.accept().await.unwrap();
                let server = TcpStream::connect(("127.0.0.1", to)).await.unwrap();
                let swallows = Arc::new(AtomicBool::new(false));
                all.lock().unwrap().push(Arc::clone(&swallows));
                let (client, server) = (client.into_split(), server.into_split());
                tokio::spawn(hand_on(client.0, server.1, Arc::clone(&swallows)));
                tokio::spawn(hand_on(server.0, client.1, swallows));
            }
        });
        Self { port, connections }
    }

    fn count(&self) -> usize {
        self.connections.lock().unwrap().len()
    }

    /// Swallows everything on the connections from here on, which stay open.
    fn swallow(&self, first: usize) {
        let connections = self.connections.lock().unwrap();
        connections[..first]
            .iter()
            .for_each(|swallows| swallows.store(true, Ordering::SeqCst));
    }
}

async fn hand_on(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, swallows: Arc<AtomicBool>) {
    let mut bytes = vec![0; 16 * 1024];
    while let Ok(read) = from.read(&mut bytes).await
        && read > 0
    {
        if !swallows.load(Ordering::SeqCst) && to.write_all(&bytes[..read]).await.is_err() {
            return;
        }
    }
    // A connection that is swallowed does not even end.
    if swallows.load(Ordering::SeqCst) {
        std::future::pending::<()>().await;
    }
}

/// Stores so many updates, eight at a time, and gives how many were refused.
async fn refused(store: &PostgresStore, name: &str, count: usize) -> usize {
    let mut refused = 0;
    for round in 0..count / 8 {
        let mut senders = tokio::task::JoinSet::new();
        for sender in 0..8 {
            let (store, reference) = (store.clone(), format!("{name}-{round}-{sender}"));
            senders.spawn(async move { store.store(&notification(&reference, PAN)).await.is_err() });
        }
        refused += senders
            .join_all()
            .await
            .into_iter()
            .filter(|is_refused| *is_refused)
            .count();
    }
    refused
}

async fn silence_is_noticed(database: &Database) {
    let proxy = Proxy::start(database.port).await;
    let url = database
        .url()
        .replace(&format!(":{}/", database.port), &format!(":{}/", proxy.port));
    let options = |idle: Duration| {
        PostgresOptions::new(&url)
            .unwrap()
            .with_roots(database.authority.pem().as_bytes())
            .with_connections(8)
            .with_answer_timeout(Duration::from_secs(1))
            .with_test_after(idle)
    };
    let both = || Keyring::new(key("k2", 2)).with_former(key("k1", 1));
    let store = options(Duration::from_secs(60)).open(both()).await.unwrap();
    while proxy.count() < 8 {
        assert_eq!(refused(&store, "warm", 32).await, 0);
    }
    // Half of the connections go silent. The figure is one refused update for each; another connection makes it none.
    proxy.swallow(4);
    let count = refused(&store, "half", 64).await;
    println!("half of 8 connections silent: {count} updates refused");
    assert_eq!(count, 0);
    store.check().await.unwrap();
    assert_eq!(refused(&store, "after", 32).await, 0);

    // All of them, with nobody waiting for the answer any more: they are not used again.
    let before = proxy.count();
    proxy.swallow(before);
    let given_up = tokio::time::timeout(Duration::from_millis(50), store.store(&notification("gone", PAN))).await;
    assert!(given_up.is_err());
    assert_eq!(refused(&store, "gone", 32).await, 0);
    assert!(proxy.count() > before);

    // After a pause they are tested, so that nobody waits for an answer at all.
    let store = options(Duration::ZERO).open(both()).await.unwrap();
    assert_eq!(refused(&store, "warm again", 32).await, 0);
    proxy.swallow(proxy.count());
    store.check().await.unwrap();
    assert_eq!(refused(&store, "tested", 32).await, 0);
    database.sql("TRUNCATE mc_notifications_updates");
}

async fn the_first_version_is_brought_to_this_one(database: &Database) {
    let both = || Keyring::new(key("k2", 2)).with_former(key("k1", 1));
    let store = database.options().open(both()).await.unwrap();
    store.store(&notification("a-1", PAN)).await.unwrap();
    drop(store);
    database.sql(
        "ALTER TABLE mc_notifications_store DROP COLUMN identity, DROP COLUMN deliveries;
         UPDATE mc_notifications_store SET version = 1",
    );
    let store = database.options().open(both()).await.unwrap();
    assert_eq!(store.store(&notification("a-1", PAN)).await.unwrap(), Stored::Duplicate);
    assert_eq!(references(&store.take(&Take::new()).await.unwrap()), ["a-1"]);
    assert_eq!(store.figures().await.unwrap().deliveries, 1);
    assert_eq!(database.sql("SELECT version FROM mc_notifications_store").trim(), "2");
    database.sql("UPDATE mc_notifications_store SET version = 3");
    assert!(database.options().open(both()).await.unwrap_err().is_storage());
    database.sql("UPDATE mc_notifications_store SET version = 2");
}

async fn other_tables_are_noticed(database: &Database) {
    let both = || Keyring::new(key("k2", 2)).with_former(key("k1", 1));
    let store = database.options().open(both()).await.unwrap();
    for (change, back) in [
        (
            "UPDATE mc_notifications_store SET identity = sha256(identity)",
            "SELECT 1",
        ),
        (
            "ALTER TABLE mc_notifications_updates RENAME TO gone",
            "ALTER TABLE gone RENAME TO mc_notifications_updates",
        ),
    ] {
        database.sql(change);
        assert!(store.check().await.unwrap_err().is_unavailable(), "{change}");
        let error = store.store(&notification("b-1", PAN)).await.unwrap_err();
        assert!(error.is_unavailable(), "{change}: {error}");
        database.sql(back);
    }
    assert_eq!(
        database.sql("SELECT count(*) FROM mc_notifications_updates").trim(),
        "1"
    );
    // What is there now is decided for by starting again.
    database.options().open(both()).await.unwrap().check().await.unwrap();
}
