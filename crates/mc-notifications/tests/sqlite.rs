//! The embedded database: what it keeps, how it hands it out, and what is in its files.

#![cfg(feature = "sqlite")]

mod support;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use mc_notifications::queue::{Delivery, Queue, Receipt, Take};
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
    let error = SqliteStore::open(&path, Keyring::new(key("k2", 2))).unwrap_err();
    assert!(error.is_key() && error.to_string().contains("k1"), "{error}");
    let store = SqliteStore::open(&path, both()).unwrap();
    let batch = store.take(&Take::new()).await.unwrap();
    assert_eq!(references(&batch), ["a-1", "a-2"]);
    store.acknowledge(&receipts(&batch)).await.unwrap();
    drop(store);
    // Nothing waits under the former key, so it may go.
    SqliteStore::open(&path, Keyring::new(key("k2", 2))).unwrap();
    drop(folder);
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
