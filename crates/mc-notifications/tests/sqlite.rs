//! The embedded database: what it keeps, how it hands it out, and what is in its files.

#![cfg(feature = "sqlite")]

mod support;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use mc_notifications::queue::{Delivery, Queue, Receipt, Replay, Replayed, Take, Why};
use mc_notifications::seal::{EncryptionKey, Keyring};
use mc_notifications::sqlite::{SqliteOptions, SqliteStore};
use mc_notifications::{Notification, Sink, Stored};
use rusqlite::{Connection, params};
use support::{HandClock, notification, references, update};
use tempfile::TempDir;

fn key(id: &str, byte: u8) -> EncryptionKey {
    EncryptionKey::new(id, [byte; 32]).unwrap()
}

fn keyring() -> Keyring {
    Keyring::new(key("k1", 1))
}

struct Fixture {
    folder: TempDir,
    clock: HandClock,
    store: SqliteStore,
}

impl Fixture {
    fn new() -> Self {
        Self::with(SqliteOptions::new())
    }

    fn with(options: SqliteOptions) -> Self {
        let folder = TempDir::new().unwrap();
        let clock = HandClock::default();
        let store = options
            .with_clock(clock.clone())
            .open(folder.path().join("updates.db"), keyring())
            .unwrap();
        Self { folder, clock, store }
    }

    fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("updates.db")
    }

    async fn add(&self, reference: &str) -> Stored {
        self.store.store(&notification(reference, support::PAN)).await.unwrap()
    }

    async fn take(&self, max: u32) -> Vec<Delivery> {
        self.store.take(&Take::new().with_max(max)).await.unwrap()
    }
}

fn receipts(batch: &[Delivery]) -> Vec<Receipt> {
    batch.iter().map(|delivery| delivery.receipt).collect()
}

#[tokio::test]
async fn the_queue_behaves() {
    let fixture = Fixture::new();
    let clock = fixture.clock.clone();
    support::queue::behaves(&fixture.store, &|by| clock.advance(by)).await;
}

#[tokio::test]
async fn updates_of_one_account_stay_in_order() {
    let fixture = Fixture::new();
    let clock = fixture.clock.clone();
    support::queue::keeps_accounts_in_order(&fixture.store, &|by| clock.advance(by)).await;
}

#[tokio::test]
async fn dead_letters_are_set_aside() {
    let fixture = Fixture::new();
    let clock = fixture.clock.clone();
    support::queue::makes_dead_letters(&fixture.store, &|by| clock.advance(by)).await;
}

#[tokio::test]
async fn many_are_handed_out_in_order() {
    support::queue::hands_out_many(&Fixture::new().store).await;
}

#[tokio::test]
async fn many_at_once_are_all_kept_once() {
    let fixture = Fixture::new();
    support::queue::bears_many_at_once(Arc::new(fixture.store.clone())).await;
}

#[tokio::test]
async fn what_was_kept_is_there_after_a_restart() {
    let fixture = Fixture::new();
    fixture.add("a-1").await;
    let taken = fixture.take(1).await;
    fixture.add("a-2").await;
    let Fixture { folder, store, .. } = fixture;
    drop(store);
    let store = SqliteStore::open(folder.path().join("updates.db"), keyring()).unwrap();
    // The lease outlives the restart as well, as far as the system's clock is past it.
    let batch = store.take(&Take::new()).await.unwrap();
    assert_eq!(references(&batch), ["a-1", "a-2"]);
    assert_eq!(batch[0].deliveries, 2);
    assert_eq!(
        store.acknowledge(&receipts(&taken)).await.unwrap().lost,
        receipts(&taken)
    );
}

#[tokio::test]
async fn nothing_of_a_card_is_in_the_files() {
    let fixture = Fixture::new();
    for number in 0..50 {
        fixture.add(&format!("reference-{number}")).await;
    }
    let unparsed = format!(r#"{{"abuReferenceId":"odd","cards":["{}"]}}"#, support::PAN);
    fixture
        .store
        .store(&Notification::parse(unparsed).unwrap())
        .await
        .unwrap();
    let batch = fixture.take(10).await;
    assert!(String::from_utf8_lossy(batch[0].notification.body()).contains(support::PAN));
    let look = |folder: &Path| {
        let mut seen = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap();
            seen += bytes.len();
            for secret in [
                support::PAN,
                support::NEW_PAN,
                "reference-7",
                "XXX000000000XXX",
                "oldAccountNumber",
            ] {
                let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
                assert!(!found, "{secret}");
            }
            for number in [
                5_555_555_555_554_444_u64.to_be_bytes(),
                5_555_555_555_554_444_u64.to_le_bytes(),
            ] {
                assert!(!bytes.windows(8).any(|window| window == number));
            }
        }
        seen
    };
    // With the log beside it, and when the log has gone into the file.
    assert!(look(fixture.folder.path()) > 50 * 400);
    let Fixture { folder, store, .. } = fixture;
    drop(store);
    assert!(look(folder.path()) > 50 * 400);
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt as _;
    let fixture = Fixture::new();
    fixture.add("a-1").await;
    for entry in std::fs::read_dir(fixture.folder.path()).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(
            entry.metadata().unwrap().permissions().mode() & 0o077,
            0,
            "{:?}",
            entry.file_name()
        );
    }
}

#[tokio::test]
async fn a_lock_is_waited_for_and_then_said() {
    let fixture = Fixture::with(SqliteOptions::new().with_lock_timeout(Duration::ZERO));
    let other = Connection::open(fixture.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = fixture
        .store
        .store(&notification("a-1", support::PAN))
        .await
        .unwrap_err();
    assert!(
        error.is_unavailable() && error.to_string().contains("another process"),
        "{error}"
    );
    assert!(fixture.store.check().await.unwrap_err().is_unavailable());
    other.execute_batch("ROLLBACK").unwrap();
    fixture.store.check().await.unwrap();
    assert_eq!(fixture.add("a-1").await, Stored::New);
    assert_eq!(references(&fixture.take(9).await), ["a-1"]);
}

#[tokio::test]
async fn a_full_database_keeps_what_it_has_and_says_so() {
    let fixture = Fixture::with(SqliteOptions::new().with_max_bytes(120_000));
    let mut kept = Vec::new();
    let error = loop {
        let reference = format!("a-{}", kept.len());
        match fixture.store.store(&notification(&reference, support::PAN)).await {
            Ok(_) => kept.push(reference),
            Err(error) => break error,
        }
    };
    assert!(
        error.is_unavailable() && error.to_string().contains("no room"),
        "{error}"
    );
    assert!(kept.len() > 10, "{}", kept.len());
    let batch = fixture.take(u32::MAX).await;
    assert_eq!(references(&batch), kept);
    fixture.store.acknowledge(&receipts(&batch)).await.unwrap();
    fixture.clock.advance(Duration::from_secs(1));
    assert_eq!(
        fixture.store.purge(fixture.clock.date()).await.unwrap(),
        kept.len() as u64
    );
    assert_eq!(fixture.add("b-1").await, Stored::New);
}

#[test]
fn damage_is_found_on_opening() {
    let fixture = Fixture::new();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        for number in 0..40 {
            fixture.add(&format!("a-{number}")).await;
        }
    });
    let path = fixture.path();
    let Fixture { folder, store, .. } = fixture;
    drop(store);
    let sound = std::fs::read(&path).unwrap();
    let mut bytes = sound.clone();
    bytes[3 * 4096..5 * 4096].fill(0xff);
    std::fs::write(&path, bytes).unwrap();
    let error = SqliteStore::open(&path, keyring()).unwrap_err();
    assert!(error.is_storage() && error.to_string().contains("backup"), "{error}");
    std::fs::write(&path, b"something else altogether, and quite long").unwrap();
    assert!(SqliteStore::open(&path, keyring()).unwrap_err().is_storage());
    std::fs::write(&path, sound).unwrap();
    SqliteStore::open(&path, keyring()).unwrap();
    drop(folder);
}

#[test]
fn other_programs_files_are_left_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("other.db");
    let other = Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE theirs (a)").unwrap();
    let error = SqliteStore::open(&path, keyring()).unwrap_err();
    assert!(
        error.is_storage() && error.to_string().contains("another program"),
        "{error}"
    );
    let error = SqliteStore::open(folder.path().join("none").join("a.db"), keyring()).unwrap_err();
    assert!(error.is_storage(), "{error}");
}

#[tokio::test]
async fn a_row_that_was_altered_is_set_aside_and_holds_nothing_up() {
    let fixture = Fixture::new();
    for reference in ["a-1", "a-2", "a-3"] {
        fixture.add(reference).await;
    }
    let other = Connection::open(fixture.path()).unwrap();
    // One row gets the content of another.
    let moved = "UPDATE updates SET sealed = (SELECT sealed FROM updates WHERE id = 3), nonce =
                 (SELECT nonce FROM updates WHERE id = 3) WHERE id = 1";
    assert_eq!(other.execute(moved, params![]).unwrap(), 1);
    let batch = fixture.take(1).await;
    assert_eq!(references(&batch), ["a-2"]);
    fixture.store.acknowledge(&receipts(&batch)).await.unwrap();
    assert_eq!(references(&fixture.take(9).await), ["a-3"]);
    let figures = fixture.store.figures().await.unwrap();
    assert_eq!((figures.pending, figures.unreadable), (1, 1));
}

#[tokio::test]
async fn keys_are_replaced_without_losing_what_is_there() {
    let fixture = Fixture::new();
    fixture.add("a-1").await;
    let path = fixture.path();
    let Fixture { folder, store, .. } = fixture;
    drop(store);
    // Without the former key, and with another of its name.
    for wrong in [Keyring::new(key("k2", 2)), Keyring::new(key("k1", 2))] {
        let error = SqliteStore::open(&path, wrong).unwrap_err();
        assert!(error.is_key() && error.to_string().contains("k1"), "{error}");
    }
    let both = || Keyring::new(key("k2", 2)).with_former(key("k1", 1));
    let store = SqliteStore::open(&path, both()).unwrap();
    // What comes again is known although the key is another one.
    assert_eq!(
        store.store(&notification("a-1", support::PAN)).await.unwrap(),
        Stored::Duplicate
    );
    assert_eq!(
        store.store(&notification("a-2", support::PAN)).await.unwrap(),
        Stored::New
    );
    drop(store);
    // Without the former key all the rest goes on; what is under it is counted and named, and waits for its key.
    let store = SqliteStore::open(&path, Keyring::new(key("k2", 2))).unwrap();
    let batch = store.take(&Take::new()).await.unwrap();
    assert_eq!(references(&batch), ["a-2"]);
    store.acknowledge(&receipts(&batch)).await.unwrap();
    let figures = store.figures().await.unwrap();
    assert_eq!(
        (figures.pending, figures.unreadable, figures.oldest_pending),
        (0, 1, None)
    );
    let aside = store.set_aside(9).await.unwrap();
    assert_eq!((aside.len(), &aside[0].why), (1, &Why::MissingKey("k1".to_owned())));
    drop(store);
    let store = SqliteStore::open(&path, both()).unwrap();
    let batch = store.take(&Take::new()).await.unwrap();
    assert_eq!(references(&batch), ["a-1"]);
    store.acknowledge(&receipts(&batch)).await.unwrap();
    drop(store);

    // Replaying revives nothing whose key is gone.
    let store = SqliteStore::open(&path, Keyring::new(key("k2", 2))).unwrap();
    let year = chrono::Duration::days(366);
    let (from, to) = (batch[0].received_at - year, chrono::Utc::now() + year);
    let mut ids = vec![batch[0].receipt.id()];
    assert_eq!(
        store.replay(&Replay::Received(from, to)).await.unwrap(),
        Replayed::new(1, 1)
    );
    let batch = store.take(&Take::new()).await.unwrap();
    assert_eq!(references(&batch), ["a-2"]);
    ids.push(batch[0].receipt.id());
    store.acknowledge(&receipts(&batch)).await.unwrap();
    for (which, replayed) in [(Replay::Reference("a-1".to_owned()), 0), (Replay::Ids(ids), 1)] {
        let done = store.replay(&which).await.unwrap();
        assert_eq!(done, Replayed::new(replayed, 1), "{which:?}");
    }
    assert_eq!(store.figures().await.unwrap().unreadable, 0);
    drop(folder);
}

#[tokio::test]
async fn a_row_of_another_form_is_set_aside_and_holds_nothing_up() {
    let fixture = Fixture::new();
    for reference in ["a-1", "a-2", "a-3"] {
        fixture.add(reference).await;
    }
    let other = Connection::open(fixture.path()).unwrap();
    for change in [
        "UPDATE updates SET content = x'00' WHERE id = 1",
        "UPDATE updates SET nonce = x'', deliveries = -1 WHERE id = 2",
    ] {
        assert_eq!(other.execute(change, params![]).unwrap(), 1);
    }
    assert_eq!(references(&fixture.take(9).await), ["a-3"]);
    let aside = fixture.store.set_aside(9).await.unwrap();
    let aside: Vec<_> = aside.iter().map(|aside| (aside.id, aside.why.clone())).collect();
    assert_eq!(aside, [(1, Why::Altered), (2, Why::Altered)]);
}

/// A consumer opens and counts while another process writes, and the receiver checks for damage then.
#[tokio::test]
async fn opening_takes_no_lock_that_a_writer_would_wait_for() {
    let fixture = Fixture::new();
    fixture.add("a-1").await;
    let other = Connection::open(fixture.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let impatient = || SqliteOptions::new().with_lock_timeout(Duration::ZERO);
    for options in [impatient(), impatient().for_consumer()] {
        let store = options.open(fixture.path(), keyring()).unwrap();
        assert_eq!(store.figures().await.unwrap().pending, 1);
        assert!(store.set_aside(9).await.unwrap().is_empty());
        store.check_for_damage().await.unwrap();
    }
    other.execute_batch("ROLLBACK").unwrap();
}

#[test]
fn a_consumer_makes_no_file() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("updates.db");
    let error = SqliteOptions::new().for_consumer().open(&path, keyring()).unwrap_err();
    assert!(error.is_storage() && error.to_string().contains("not there"), "{error}");
    assert!(!path.exists());
}

/// Lets a database grow by rows that were acknowledged, as if it had been in use for years.
fn grow(path: &Path, mib: u64) {
    let connection = Connection::open(path).unwrap();
    connection.pragma_update(None, "synchronous", "OFF").unwrap();
    while std::fs::metadata(path).unwrap().len() < mib << 20 {
        connection
            .execute_batch(
                "INSERT INTO updates (received_at, kind, reference, content, account, key_id, nonce, sealed, acknowledged_at)
                 SELECT received_at, 0, randomblob(32), randomblob(32), randomblob(32), key_id, nonce, randomblob(900),
                        32503680000000 FROM updates LIMIT 50000",
            )
            .unwrap();
    }
}

/// All that consumers do, while somebody asks for the write lock again and again.
///
/// `MC_NOTIFICATIONS_STALL_MIB=2048` does it on a database of that size.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn consumers_do_not_hold_up_the_receiver() {
    const ROWS: usize = 3_000;
    let fixture = Fixture::new();
    let mut senders = tokio::task::JoinSet::new();
    for number in 0..ROWS {
        let store = fixture.store.clone();
        senders.spawn(async move {
            let update = notification(&format!("r-{number}"), &format!("{number:016}"));
            store.store(&update).await.unwrap();
        });
    }
    senders.join_all().await;
    let path = fixture.path();
    if let Ok(mib) = std::env::var("MC_NOTIFICATIONS_STALL_MIB") {
        grow(&path, mib.parse().unwrap());
    }
    let done = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let watcher = {
        let (path, done) = (path.clone(), Arc::clone(&done));
        std::thread::spawn(move || {
            let connection = Connection::open(path).unwrap();
            connection.busy_timeout(Duration::ZERO).unwrap();
            let (mut longest, mut since) = (Duration::ZERO, None);
            while !done.load(std::sync::atomic::Ordering::SeqCst) {
                if connection.execute_batch("BEGIN IMMEDIATE; ROLLBACK").is_ok() {
                    since = None;
                } else {
                    let since: &mut std::time::Instant = since.get_or_insert_with(std::time::Instant::now);
                    longest = longest.max(since.elapsed());
                }
                std::thread::sleep(Duration::from_micros(200));
            }
            longest
        })
    };
    let store = SqliteOptions::new().for_consumer().open(&path, keyring()).unwrap();
    let batch = store.take(&Take::new().with_max(1_000)).await.unwrap();
    assert_eq!(batch.len(), 1_000);
    assert_eq!(store.acknowledge(&receipts(&batch)).await.unwrap().done, 1_000);
    let ids = batch.iter().map(|delivery| delivery.receipt.id()).collect();
    assert_eq!(store.replay(&Replay::Ids(ids)).await.unwrap(), Replayed::new(1_000, 0));
    let batch = store.take(&Take::new().with_max(1_000)).await.unwrap();
    store.acknowledge(&receipts(&batch)).await.unwrap();
    assert_eq!(store.figures().await.unwrap().pending, 2_000);
    store.check_for_damage().await.unwrap();
    assert_eq!(store.purge(chrono::Utc::now()).await.unwrap(), 1_000);
    done.store(true, std::sync::atomic::Ordering::SeqCst);
    let longest = watcher.join().unwrap();
    println!("longest stall: {longest:?}");
    // The figure is 50 ms; a machine that runs all tests at once may keep a thread waiting for as long by itself.
    assert!(longest < Duration::from_millis(250), "{longest:?}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_that_is_gone_or_another_one_is_noticed() {
    for (name, replaced) in [("updates.db", false), ("updates.db", true), ("updates.db-wal", false)] {
        let fixture = Fixture::new();
        fixture.add("a-1").await;
        fixture.store.check().await.unwrap();
        let file = fixture.folder.path().join(name);
        std::fs::rename(&file, fixture.folder.path().join("aside")).unwrap();
        if replaced {
            std::fs::copy(fixture.folder.path().join("aside"), &file).unwrap();
        }
        let refused = [
            fixture.store.check().await.unwrap_err(),
            fixture
                .store
                .store(&notification("a-2", support::PAN))
                .await
                .unwrap_err(),
            fixture.store.take(&Take::new()).await.unwrap_err(),
        ];
        for error in refused {
            assert!(
                error.is_unavailable() && error.to_string().contains("removed or replaced"),
                "{name}: {error}"
            );
        }
        // Put back, it goes on.
        std::fs::rename(fixture.folder.path().join("aside"), &file).unwrap();
        fixture.store.check().await.unwrap();
    }
}

#[tokio::test]
async fn a_check_asks_for_as_much_room_as_what_was_refused() {
    let fixture = Fixture::with(SqliteOptions::new().with_max_bytes(60_000));
    fixture.store.check().await.unwrap();
    let mut count = 0;
    while fixture
        .store
        .store(&notification(&format!("a-{count}"), support::PAN))
        .await
        .is_ok()
    {
        count += 1;
    }
    for _ in 0..2 {
        let error = fixture.store.check().await.unwrap_err();
        assert!(error.to_string().contains("no room"), "{error}");
    }
    let batch = fixture.take(u32::MAX).await;
    fixture.store.acknowledge(&receipts(&batch)).await.unwrap();
    assert_eq!(fixture.store.shrink(1_000_000).await.unwrap(), 0);
    assert_eq!(fixture.store.shrink(0).await.unwrap(), batch.len() as u64);
    fixture.store.check().await.unwrap();
    assert_eq!(fixture.add("b-1").await, Stored::New);
    assert_eq!(fixture.store.shrink(0).await.unwrap(), 0);
}

/// What the first version made.
const FIRST: &str = "
    PRAGMA application_id = 0x4d434e31;
    PRAGMA user_version = 1;
    CREATE TABLE store (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        key_id TEXT NOT NULL,
        nonce BLOB NOT NULL,
        sealed BLOB NOT NULL,
        checked_at INTEGER
    ) STRICT;
    CREATE TABLE updates (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        received_at INTEGER NOT NULL,
        kind INTEGER NOT NULL,
        reference BLOB NOT NULL,
        content BLOB NOT NULL,
        account BLOB,
        key_id TEXT NOT NULL,
        nonce BLOB NOT NULL,
        sealed BLOB NOT NULL,
        deliveries INTEGER NOT NULL DEFAULT 0,
        lease BLOB,
        lease_until INTEGER,
        acknowledged_at INTEGER,
        UNIQUE (reference, content)
    ) STRICT;
    CREATE INDEX updates_pending ON updates (kind, id) WHERE acknowledged_at IS NULL;
    CREATE INDEX updates_account ON updates (account, id) WHERE acknowledged_at IS NULL AND account IS NOT NULL;
    CREATE INDEX updates_leased ON updates (lease_until) WHERE lease_until IS NOT NULL;
    CREATE INDEX updates_acknowledged ON updates (acknowledged_at) WHERE acknowledged_at IS NOT NULL;
    CREATE INDEX updates_received ON updates (received_at);";

#[tokio::test]
async fn a_store_of_the_first_version_is_brought_to_this_one() {
    let fixture = Fixture::new();
    for reference in ["a-1", "a-2"] {
        fixture.add(reference).await;
    }
    let taken = fixture.take(1).await;
    fixture.store.acknowledge(&receipts(&taken)).await.unwrap();
    let path = fixture.folder.path().join("first.db");
    let first = Connection::open(&path).unwrap();
    first.execute_batch(FIRST).unwrap();
    first
        .execute("ATTACH ?1 AS now", [fixture.path().to_str().unwrap()])
        .unwrap();
    first
        .execute_batch(
            "INSERT INTO store SELECT one, key_id, nonce, sealed, checked_at FROM now.store;
             INSERT INTO updates SELECT id, received_at, kind, reference, content, account, key_id, nonce, sealed, deliveries,
                                        lease, lease_until, acknowledged_at FROM now.updates;",
        )
        .unwrap();
    drop(first);
    for options in [SqliteOptions::new().for_consumer(), SqliteOptions::new()] {
        let store = options
            .with_clock(fixture.clock.clone())
            .open(&path, keyring())
            .unwrap();
        assert_eq!(
            store.store(&notification("a-1", support::PAN)).await.unwrap(),
            Stored::Duplicate
        );
        let batch = store.take(&Take::new()).await.unwrap();
        assert_eq!(references(&batch), ["a-2"]);
        store.release(&receipts(&batch)).await.unwrap();
        store.check().await.unwrap();
    }
    let now = Connection::open(&path).unwrap();
    let read = |sql: &str| now.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(read("PRAGMA user_version"), 2);
    assert_eq!(read("SELECT deliveries FROM store"), 2);
    now.execute_batch("PRAGMA user_version = 3").unwrap();
    let error = SqliteStore::open(&path, keyring()).unwrap_err();
    assert!(error.is_storage() && error.to_string().contains("version 3"), "{error}");
}

#[tokio::test]
async fn two_processes_share_one_file() {
    let fixture = Fixture::new();
    let other = SqliteOptions::new()
        .with_clock(fixture.clock.clone())
        .open(fixture.path(), keyring())
        .unwrap();
    fixture.add("a-1").await;
    assert_eq!(
        other.store(&notification("a-1", support::PAN)).await.unwrap(),
        Stored::Duplicate
    );
    assert_eq!(references(&other.take(&Take::new()).await.unwrap()), ["a-1"]);
    assert!(fixture.take(9).await.is_empty());
}

#[test]
fn a_store_is_shared_and_prints_no_key() {
    fn shared<T: Clone + Send + Sync + 'static>(_: &T) {}
    let fixture = Fixture::new();
    shared(&fixture.store);
    let text = format!("{:?} {:?}", fixture.store, update("a-1", support::PAN));
    assert!(text.contains("k1") && !text.contains("[1, 1"), "{text}");
}
