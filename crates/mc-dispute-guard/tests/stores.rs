//! What every store does, asked of each: in memory, in a file, in PostgreSQL, in Redis.

mod common;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use mc_dispute_guard::store::{
    Attempt, Filter, MemoryStore, Outcome, Release, Sender, Store, StoreError, Taken, Ticket,
};
use mc_dispute_guard::{Event, State, Windows};

const SECOND: Duration = Duration::from_secs(1);

fn event(number: u8) -> Event {
    Event::from_bytes([number; 32])
}

fn attempt(event: &Event) -> Attempt {
    let sender = Arc::new(Sender::new("bank-7", "filer[12]"));
    Attempt::new(*event, "createChargeback", sender).with_sealed(b"known \0 \xff".to_vec())
}

fn release() -> Release {
    Release::new(Sender::new("desk-1", "clerk[3]"), "not in the claim \"4711\" – é")
}

async fn refused(store: &impl Store, event: &Event, windows: &Windows) -> (State, Duration, Vec<u8>) {
    match store
        .take(&attempt(event), Ticket::random().unwrap(), windows)
        .await
        .unwrap()
    {
        Taken::Refused(record) => (record.state, record.remaining, record.sealed),
        Taken::Granted => panic!("it is free"),
    }
}

async fn granted(store: &impl Store, event: &Event, windows: &Windows) -> Ticket {
    let ticket = Ticket::random().unwrap();
    let taken = store.take(&attempt(event), ticket, windows).await.unwrap();
    assert_eq!(taken, Taken::Granted);
    ticket
}

/// Time passes while the test runs where the store's clock is a real one.
fn about(remaining: Duration, expected: Duration) {
    assert!(remaining <= expected, "{remaining:?} > {expected:?}");
    assert!(remaining + 5 * SECOND > expected, "{remaining:?} < {expected:?}");
}

/// `advance` moves the store's clock.
async fn does_what_stores_do(store: impl Store, advance: impl AsyncFn(Duration)) {
    let windows = Windows::new();

    // In flight, then of unknown fate, then free.
    let (first, minute) = (event(1), Duration::from_secs(60));
    granted(&store, &first, &windows).await;
    let (state, remaining, sealed) = refused(&store, &first, &windows).await;
    assert_eq!((state, sealed.as_slice()), (State::InFlight, &b"known \0 \xff"[..]));
    about(remaining, windows.taken());
    advance(windows.in_flight()).await;
    let (state, remaining, _) = refused(&store, &first, &windows).await;
    assert_eq!(state, State::Unknown);
    about(remaining, windows.unknown());
    advance(windows.unknown().saturating_sub(minute)).await;
    assert_eq!(refused(&store, &first, &windows).await.0, State::Unknown);
    advance(minute).await;
    let second = granted(&store, &first, &windows).await;

    // Filed: with identifiers, for a minute.
    let filed = Outcome::Succeeded(b"sealed \0 bytes".to_vec());
    assert!(store.settle(&first, second, &filed, &windows).await.unwrap());
    let (state, remaining, sealed) = refused(&store, &first, &windows).await;
    assert_eq!((state, sealed.as_slice()), (State::Succeeded, &b"sealed \0 bytes"[..]));
    about(remaining, windows.succeeded());
    advance(windows.succeeded().saturating_sub(10 * SECOND)).await;
    assert_eq!(refused(&store, &first, &windows).await.0, State::Succeeded);
    advance(10 * SECOND).await;
    let third = granted(&store, &first, &windows).await;

    // Of unknown fate: for an hour from when that was known.
    advance(2 * minute).await;
    assert!(store.settle(&first, third, &Outcome::Unknown, &windows).await.unwrap());
    let (state, remaining, _) = refused(&store, &first, &windows).await;
    assert_eq!(state, State::Unknown);
    about(remaining, windows.unknown());
    advance(windows.unknown()).await;
    let fourth = granted(&store, &first, &windows).await;

    // Not filed: free at once. Whoever held it before changes nothing.
    assert!(!store.settle(&first, third, &Outcome::Failed, &windows).await.unwrap());
    assert_eq!(refused(&store, &first, &windows).await.0, State::InFlight);
    assert!(store.settle(&first, fourth, &Outcome::Failed, &windows).await.unwrap());
    assert!(!store.settle(&first, fourth, &Outcome::Failed, &windows).await.unwrap());
    let fifth = granted(&store, &first, &windows).await;

    // Asked again by the same one, who did not hear the answer.
    assert_eq!(
        store.take(&attempt(&first), fifth, &windows).await.unwrap(),
        Taken::Granted
    );
    assert_eq!(refused(&store, &first, &windows).await.0, State::InFlight);

    // Released: it says what was there, and the answer that comes late is another's.
    let record = store.release(&first, &release(), &windows).await.unwrap().unwrap();
    assert_eq!(record.state, State::InFlight);
    assert!(store.release(&first, &release(), &windows).await.unwrap().is_none());
    assert!(!store.settle(&first, fifth, &filed, &windows).await.unwrap());
    granted(&store, &first, &windows).await;

    // Others are others.
    granted(&store, &event(2), &windows).await;
    remembers_what_happened(&store, &windows, advance).await;
}

/// The history of one event: filed, filed again for a reason, of unknown fate, released, failed.
async fn remembers_what_happened(store: &impl Store, windows: &Windows, advance: impl AsyncFn(Duration)) {
    let event = event(3);
    let first = granted(store, &event, windows).await;
    let list = async |filter: Filter| store.list(&filter.with_event(event), windows).await.unwrap();
    let one = &list(Filter::new()).await[0];
    assert_eq!(
        (one.state, one.ended, one.attempt.sealed.as_slice()),
        (State::InFlight, None, &b"known \0 \xff"[..])
    );
    about(one.remaining.unwrap(), windows.taken());
    let again = attempt(&event).with_again("ticket 4711");
    let second = Ticket::random().unwrap();
    let refused = store.take(&again, second, windows).await.unwrap();
    assert!(
        matches!(refused, Taken::Refused(record) if record.state == State::InFlight),
        "it is in flight"
    );
    let filed = Outcome::Succeeded(b"answer".to_vec());
    assert!(store.settle(&event, first, &filed, windows).await.unwrap());
    assert_eq!(store.take(&again, second, windows).await.unwrap(), Taken::Granted);
    assert!(
        !store.settle(&event, first, &Outcome::Unknown, windows).await.unwrap(),
        "it is another's"
    );
    assert!(
        store
            .settle(&event, first, &filed, windows)
            .await
            .is_ok_and(|held| !held)
    );
    assert!(store.settle(&event, second, &Outcome::Unknown, windows).await.unwrap());
    assert!(store.release(&event, &release(), windows).await.unwrap().is_some());
    let third = granted(store, &event, windows).await;
    assert!(store.settle(&event, third, &Outcome::Failed, windows).await.unwrap());
    let fourth = granted(store, &event, windows).await;
    advance(windows.in_flight()).await;

    let all = list(Filter::new()).await;
    let states: Vec<State> = all.iter().map(|logged| logged.state).collect();
    assert_eq!(
        states,
        [State::Unknown, State::Failed, State::Unknown, State::Succeeded],
        "newest first"
    );
    let [fourth_logged, third_logged, second_logged, first_logged] = &all[..] else {
        panic!()
    };
    assert_eq!(first_logged.attempt.sealed, b"answer");
    assert_eq!(
        (first_logged.attempt.again.as_deref(), first_logged.remaining),
        (None, None)
    );
    assert_eq!(second_logged.attempt.again.as_deref(), Some("ticket 4711"));
    assert_eq!(second_logged.attempt.sealed, b"known \0 \xff");
    let released = second_logged.released.as_ref().unwrap();
    assert_eq!(
        (&released.by, released.reason.as_str()),
        (&release().by, release().reason.as_str())
    );
    assert!(third_logged.ended.is_some() && third_logged.remaining.is_none() && third_logged.released.is_none());
    about(fourth_logged.remaining.unwrap(), windows.unknown());
    for logged in &all {
        assert_eq!(
            (logged.attempt.event, logged.attempt.operation.as_ref()),
            (event, "createChargeback")
        );
        assert_eq!(*logged.attempt.sender, Sender::new("bank-7", "filer[12]"));
        assert!(logged.ended.is_none_or(|ended| ended >= logged.began), "{logged:?}");
    }
    assert_eq!(
        list(Filter::new().with_state(State::Unknown).with_limit(1)).await.len(),
        1
    );
    assert_eq!(list(Filter::new().with_since(first_logged.began)).await.len(), 4);
    assert_eq!(list(Filter::new().with_until(first_logged.began)).await.len(), 0);
    assert_eq!(list(Filter::new().with_operation("createCase")).await.len(), 0);
    assert!(
        store.list(&Filter::new(), windows).await.unwrap().len() > 4,
        "of other events, too"
    );

    // Released while in flight: the answer that comes late is remembered, and holds nothing.
    assert!(store.release(&event, &release(), windows).await.unwrap().is_some());
    assert!(!store.settle(&event, fourth, &filed, windows).await.unwrap());
    let newest = &list(Filter::new().with_limit(1)).await[0];
    assert_eq!(
        (newest.state, newest.remaining, newest.released.is_some()),
        (State::Succeeded, None, true)
    );
}

/// Ten attempts at ten events where three are remembered, and the first event is in flight still.
async fn remembers_so_many(store: impl Store) {
    let windows = Windows::new();
    for number in 1..=10 {
        granted(&store, &event(number), &windows).await;
    }
    let all = store.list(&Filter::new(), &windows).await.unwrap();
    let events: Vec<Event> = all.iter().map(|logged| logged.attempt.event).collect();
    assert_eq!(events, [event(10), event(9), event(8)]);
    assert_eq!(
        refused(&store, &event(1), &windows).await.0,
        State::InFlight,
        "it is not free"
    );
}

#[tokio::test]
async fn memory_remembers_so_many() {
    remembers_so_many(MemoryStore::with_history(3)).await;
}

#[tokio::test(start_paused = true)]
async fn memory_does() {
    does_what_stores_do(MemoryStore::new(), tokio::time::advance).await;
}

#[tokio::test(start_paused = true)]
async fn memory_forgets_what_has_ended() {
    let (store, windows) = (MemoryStore::new(), Windows::new());
    for round in 0..3_u32 {
        for number in 0..1024_u32 {
            let mut bytes = [0; 32];
            bytes[..4].copy_from_slice(&number.to_be_bytes());
            bytes[4..8].copy_from_slice(&round.to_be_bytes());
            granted(&store, &Event::from_bytes(bytes), &windows).await;
        }
        tokio::time::advance(windows.taken()).await;
    }
    assert!(store.len() <= 1024, "{}", store.len());
}

/// Many at once, on threads: one gets it.
async fn one_of_many(store: impl Store + Clone) {
    let windows = Windows::new();
    for round in 0..20 {
        let tries = (0..32).map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                let ticket = Ticket::random().unwrap();
                store.take(&attempt(&event(round)), ticket, &windows).await.unwrap() == Taken::Granted
            })
        });
        let mut winners = 0;
        for one in tries.collect::<Vec<_>>() {
            winners += usize::from(one.await.unwrap());
        }
        assert_eq!(winners, 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn memory_gives_an_event_to_one() {
    one_of_many(MemoryStore::new()).await;
}

#[test]
fn tickets_differ_and_are_not_printed() {
    let tickets: BTreeSet<[u8; 16]> = (0..100).map(|_| *Ticket::random().unwrap().as_bytes()).collect();
    assert_eq!(tickets.len(), 100);
    assert_eq!(format!("{:?}", Ticket::random().unwrap()), "Ticket");
    let error = StoreError::new("it is down").with_source(std::io::Error::other("why"));
    assert_eq!(error.to_string(), "it is down");
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "why");
}

#[cfg(feature = "file")]
mod file {
    use std::path::Path;
    use std::sync::Mutex;
    use std::time::SystemTime;

    use mc_dispute_guard::store::{Durability, FileStore};

    use super::*;

    /// A store in a file, and the time that it goes by.
    fn timed(path: &Path) -> (FileStore, Arc<Mutex<SystemTime>>) {
        let now = Arc::new(Mutex::new(
            SystemTime::UNIX_EPOCH + Duration::from_secs(480_000 * 60 * 60),
        ));
        let clock = Arc::clone(&now);
        let store = FileStore::open_with(path, Durability::Process).unwrap();
        (store.with_clock(move || *clock.lock().unwrap()), now)
    }

    #[tokio::test]
    async fn a_file_does() {
        let folder = tempfile::tempdir().unwrap();
        let (store, now) = timed(&folder.path().join("events"));
        does_what_stores_do(store, async |by| *now.lock().unwrap() += by).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn a_file_gives_an_event_to_one() {
        let folder = tempfile::tempdir().unwrap();
        one_of_many(FileStore::open(folder.path().join("events")).unwrap()).await;
    }

    #[tokio::test]
    async fn a_file_is_remembered_and_private() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events");
        let windows = Windows::new();
        let store = FileStore::open(&path).unwrap();
        let ticket = granted(&store, &event(1), &windows).await;
        drop(store);
        let store = FileStore::open(&path).unwrap();
        assert_eq!(refused(&store, &event(1), &windows).await.0, State::InFlight);
        assert!(
            store
                .settle(&event(1), ticket, &Outcome::Failed, &windows)
                .await
                .unwrap()
        );
        granted(&store, &event(1), &windows).await;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[tokio::test]
    async fn what_has_ended_leaves_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events");
        let (store, now) = timed(&path);
        let windows = Windows::new();
        for number in 0..40 {
            granted(&store, &event(number), &windows).await;
        }
        *now.lock().unwrap() += windows.taken();
        for number in 100..110 {
            granted(&store, &event(number), &windows).await;
        }
        let connection = rusqlite::Connection::open(&path).unwrap();
        let count: i64 = connection
            .query_row("SELECT count(*) FROM event", [], |row| row.get(0))
            .unwrap();
        assert_eq!(count, 10);
    }

    #[tokio::test]
    async fn a_file_remembers_so_many() {
        let folder = tempfile::tempdir().unwrap();
        let store = FileStore::open_with(folder.path().join("events"), Durability::Process).unwrap();
        remembers_so_many(store.with_history(3)).await;
    }

    /// The clock that a store goes by unless it is given one: steps of the calendar are no part of it.
    #[tokio::test]
    async fn a_clock_that_goes_back_or_starts_again_holds_events_longer() {
        let folder = tempfile::tempdir().unwrap();
        let (store, now) = timed(&folder.path().join("events"));
        let windows = Windows::new();
        let ticket = granted(&store, &event(1), &windows).await;
        let filed = Outcome::Succeeded(Vec::new());
        assert!(store.settle(&event(1), ticket, &filed, &windows).await.unwrap());
        *now.lock().unwrap() -= Duration::from_hours(24);
        about(refused(&store, &event(1), &windows).await.1, windows.succeeded());
        granted(&store, &event(2), &windows).await;
        *now.lock().unwrap() += Duration::from_secs(59);
        assert_eq!(refused(&store, &event(1), &windows).await.0, State::Succeeded);
        // Another clock, as of another kernel, a day ahead.
        let other = FileStore::open(folder.path().join("events")).unwrap();
        assert_eq!(refused(&other, &event(1), &windows).await.0, State::Succeeded);
    }

    async fn taken(store: &FileStore, number: u8) -> Result<Taken, StoreError> {
        store
            .take(&attempt(&event(number)), Ticket::random().unwrap(), &Windows::new())
            .await
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn a_file_that_is_removed_or_replaced_grants_nothing() {
        type Change = fn(&Path);
        let changes: [(&str, Change); 4] = [
            ("removed", |path| std::fs::remove_file(path).unwrap()),
            ("moved away and made again", |path| {
                std::fs::rename(path, path.with_extension("old")).unwrap();
                for end in ["-wal", "-shm"] {
                    std::fs::remove_file(format!("{}{end}", path.display())).unwrap();
                }
                drop(FileStore::open(path).unwrap());
            }),
            ("replaced by a copy", |path| {
                std::fs::copy(path, path.with_extension("copy")).unwrap();
                std::fs::rename(path.with_extension("copy"), path).unwrap();
            }),
            ("without its log", |path| {
                std::fs::remove_file(format!("{}-wal", path.display())).unwrap();
            }),
        ];
        for (what, change) in changes {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("events");
            let store = FileStore::open(&path).unwrap();
            granted(&store, &event(1), &Windows::new()).await;
            change(&path);
            for number in [1, 2] {
                let error = taken(&store, number).await.unwrap_err().to_string();
                assert!(
                    error.contains("was removed or replaced while it was in use"),
                    "{what}: {error}"
                );
            }
            assert!(store.list(&Filter::new(), &Windows::new()).await.is_err(), "{what}");
        }
    }

    #[tokio::test]
    async fn a_file_whose_content_is_replaced_grants_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events");
        let store = FileStore::open_with(&path, Durability::Process).unwrap();
        granted(&store, &event(1), &Windows::new()).await;
        granted(&store, &event(2), &Windows::new()).await;
        let connection = rusqlite::Connection::open(&path).unwrap();
        // As after a restored backup: the last attempt is not there.
        connection
            .execute_batch("DELETE FROM attempt; DELETE FROM event; DELETE FROM sqlite_sequence;")
            .unwrap();
        let error = taken(&store, 1).await.unwrap_err().to_string();
        assert!(
            error.starts_with("the store has lost events that it had confirmed"),
            "{error}"
        );
        connection
            .execute_batch("UPDATE store SET id = randomblob(16)")
            .unwrap();
        let error = taken(&store, 1).await.unwrap_err().to_string();
        assert!(
            error.starts_with("the store is another one than when it was opened"),
            "{error}"
        );
        // Opened again, it is what there is.
        granted(&FileStore::open(&path).unwrap(), &event(1), &Windows::new()).await;
    }

    #[test]
    fn what_is_no_store_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let text = folder.path().join("text");
        std::fs::write(
            &text,
            "no database, and longer than the header of one has to be to be read as such.......",
        )
        .unwrap();
        let error = FileStore::open(&text).unwrap_err().to_string();
        assert!(error.ends_with("is no SQLite file; name another one"), "{error}");
        assert!(std::fs::read_to_string(&text).unwrap().starts_with("no database"));

        let newer = folder.path().join("newer");
        drop(FileStore::open(&newer).unwrap());
        let connection = rusqlite::Connection::open(&newer).unwrap();
        connection.pragma_update(None, "user_version", 3).unwrap();
        let error = FileStore::open(&newer).unwrap_err().to_string();
        assert!(
            error.contains("has layout 3 where this version of the guard writes 2"),
            "{error}"
        );

        let missing = folder.path().join("no/such/folder");
        let error = FileStore::open(&missing).unwrap_err();
        assert!(error.to_string().contains("cannot be opened for writing"), "{error}");
        assert!(std::error::Error::source(&error).is_some());
    }
}

#[cfg(feature = "redis")]
mod redis_server {
    use mc_dispute_guard::store::{RedisOptions, RedisStore};
    use redis::AsyncCommands as _;

    use super::*;

    /// Redis keeps its own time: the test moves what is stored instead.
    async fn advance(client: &redis::Client, by: Duration) {
        let mut connection = client.get_multiplexed_async_connection().await.unwrap();
        let by = i64::try_from(by.as_millis()).unwrap();
        let keys: Vec<String> = connection.keys("*").await.unwrap();
        for key in keys
            .iter()
            .filter(|key| key.rsplit(':').next().unwrap().parse::<Event>().is_ok())
        {
            let () = connection.hincr(key, "taken_at", -by).await.unwrap();
            let () = connection.hincr(key, "expires", -by).await.unwrap();
            let left: i64 = connection.pttl(key).await.unwrap();
            let () = connection.pexpire(key, left - by).await.unwrap();
        }
        for key in keys.iter().filter(|key| key.ends_with(":attempts")) {
            let attempts: Vec<(Vec<u8>, String)> = connection.hgetall(key).await.unwrap();
            for (ticket, text) in attempts {
                let mut attempt: serde_json::Value = serde_json::from_str(&text).unwrap();
                for name in ["began", "expires", "ended"] {
                    if let Some(time) = attempt[name].as_str() {
                        attempt[name] = (time.parse::<i64>().unwrap() - by).to_string().into();
                    }
                }
                let () = connection.hset(key, ticket, attempt.to_string()).await.unwrap();
            }
        }
    }

    #[tokio::test]
    async fn redis_does() {
        let folder = tempfile::tempdir().unwrap();
        let Some(server) = common::Redis::start(folder.path()) else {
            return;
        };
        let store = RedisStore::connect(&server.url()).await.unwrap();
        let client = redis::Client::open(server.url()).unwrap();
        does_what_stores_do(store, async |by| advance(&client, by).await).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn redis_gives_an_event_to_one() {
        let folder = tempfile::tempdir().unwrap();
        let Some(server) = common::Redis::start(folder.path()) else {
            return;
        };
        one_of_many(RedisStore::connect(&server.url()).await.unwrap()).await;
    }

    #[tokio::test]
    async fn redis_drops_what_has_ended_and_keeps_prefixes_apart() {
        let folder = tempfile::tempdir().unwrap();
        let Some(server) = common::Redis::start(folder.path()) else {
            return;
        };
        let windows = Windows::new();
        let store = RedisStore::connect(&server.url()).await.unwrap();
        granted(&store, &event(1), &windows).await;
        let other = RedisOptions::new(server.url())
            .with_prefix("other")
            .connect()
            .await
            .unwrap();
        granted(&other, &event(1), &windows).await;
        let client = redis::Client::open(server.url()).unwrap();
        let mut connection = client.get_multiplexed_async_connection().await.unwrap();
        let left: i64 = connection.pttl(format!("{{other}}:{}", event(1))).await.unwrap();
        assert!(left > 0 && u128::try_from(left).unwrap() <= windows.taken().as_millis());
    }

    #[tokio::test]
    async fn a_damaged_key_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let Some(server) = common::Redis::start(folder.path()) else {
            return;
        };
        let store = RedisOptions::new(server.url())
            .with_prefix("p")
            .connect()
            .await
            .unwrap();
        let client = redis::Client::open(server.url()).unwrap();
        let mut connection = client.get_multiplexed_async_connection().await.unwrap();
        let () = connection
            .hset(format!("{{p}}:{}", event(1)), "phase", "9")
            .await
            .unwrap();
        assert_eq!(refused(&store, &event(1), &Windows::new()).await.0, State::Unknown);
        let () = connection.set(format!("{{p}}:{}", event(2)), "text").await.unwrap();
        let taken = store
            .take(&attempt(&event(2)), Ticket::random().unwrap(), &Windows::new())
            .await;
        assert!(taken.unwrap_err().to_string().starts_with("Redis failed"));
    }

    #[tokio::test]
    async fn redis_remembers_so_many() {
        let folder = tempfile::tempdir().unwrap();
        let Some(server) = common::Redis::start(folder.path()) else {
            return;
        };
        remembers_so_many(RedisOptions::new(server.url()).with_history(3).connect().await.unwrap()).await;
    }

    #[tokio::test]
    async fn a_redis_that_may_forget_is_refused_unless_that_is_allowed() {
        let keeps = ["--appendonly", "yes"];
        let evicts = ["--appendonly", "yes", "--maxmemory-policy", "allkeys-lru"];
        let forgets = ["--appendonly", "no"];
        for (settings, complaint) in [
            (&keeps[..], None),
            (&evicts, Some("maxmemory-policy allkeys-lru")),
            (&forgets, Some("no append-only file")),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let Some(server) = common::Redis::start_as(folder.path(), common::free_port(), settings) else {
                return;
            };
            let options = RedisOptions::new(server.url());
            match (options.clone().connect().await, complaint) {
                (Ok(_), None) => {}
                (Err(error), Some(complaint)) => assert!(error.to_string().contains(complaint), "{error}"),
                (result, _) => panic!("{settings:?}: {result:?}"),
            }
            let store = options.allowing_eviction().allowing_loss().connect().await.unwrap();
            granted(&store, &event(1), &Windows::new()).await;
        }
    }

    #[tokio::test]
    async fn a_redis_that_was_emptied_grants_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let Some(server) = common::Redis::start(folder.path()) else {
            return;
        };
        let store = RedisStore::connect(&server.url()).await.unwrap();
        granted(&store, &event(1), &Windows::new()).await;
        let client = redis::Client::open(server.url()).unwrap();
        let mut connection = client.get_multiplexed_async_connection().await.unwrap();
        let taken = async || {
            store
                .take(&attempt(&event(1)), Ticket::random().unwrap(), &Windows::new())
                .await
        };
        let () = connection
            .hset("{mc-dispute-guard}:store", "counted", "0")
            .await
            .unwrap();
        let () = connection
            .del(format!("{{mc-dispute-guard}}:{}", event(1)))
            .await
            .unwrap();
        let error = taken().await.unwrap_err().to_string();
        assert!(
            error.starts_with("the store has lost events that it had confirmed"),
            "{error}"
        );
        let () = redis::cmd("FLUSHALL").query_async(&mut connection).await.unwrap();
        let error = taken().await.unwrap_err().to_string();
        assert!(
            error.starts_with("the store is another one than when it was opened"),
            "{error}"
        );
    }

    #[tokio::test]
    async fn an_event_waits_for_replicas_where_they_are_asked_for() {
        let (folder, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let Some(server) = common::Redis::start(folder.path()) else {
            return;
        };
        let options = RedisOptions::new(server.url()).with_replicas(1);
        let alone = options
            .clone()
            .with_timeout(Duration::from_millis(400))
            .connect()
            .await
            .unwrap();
        let taken = alone
            .take(&attempt(&event(1)), Ticket::random().unwrap(), &Windows::new())
            .await;
        assert_eq!(
            taken.unwrap_err().to_string(),
            "0 replicas of Redis have the event where 1 are asked for"
        );
        let primary = server.address.to_string().replace(':', " ");
        let settings = [
            "--appendonly",
            "yes",
            "--replicaof",
            &primary,
            "--repl-diskless-sync-delay",
            "0",
        ];
        let replica = common::Redis::start_as(second.path(), common::free_port(), &settings).unwrap();
        let store = options.with_timeout(Duration::from_secs(20)).connect().await.unwrap();
        granted(&store, &event(2), &Windows::new()).await;
        let client = redis::Client::open(replica.url()).unwrap();
        let mut connection = client.get_multiplexed_async_connection().await.unwrap();
        let there: bool = connection
            .exists(format!("{{mc-dispute-guard}}:{}", event(2)))
            .await
            .unwrap();
        assert!(there, "the replica has it when it is granted");
        assert_eq!(refused(&store, &event(2), &Windows::new()).await.0, State::InFlight);
    }

    #[tokio::test]
    async fn a_redis_that_is_not_there_is_said_so() {
        let error = RedisStore::connect("http://user:hunter2@localhost").await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "the address of Redis is none: it reads redis://host:port or rediss://host:port"
        );
        // A port that was free a moment ago.
        let free = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap();
        let error = RedisStore::connect(&format!("redis://:hunter2@{free}"))
            .await
            .unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
    }

    #[tokio::test]
    async fn a_redis_that_hangs_is_given_up() {
        // It accepts and never says a word.
        let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("redis://{}", silent.local_addr().unwrap());
        let options = RedisOptions::new(url).with_timeout(Duration::from_millis(50));
        let error = options.connect().await.unwrap_err();
        assert!(error.to_string().starts_with("Redis"), "{error}");
    }
}

#[cfg(feature = "postgres")]
mod postgres_server {
    use mc_dispute_guard::store::{PostgresOptions, PostgresStore};

    use super::*;

    const EVENTS: &str = "mc_dispute_guard_events";
    const ATTEMPTS: &str = "mc_dispute_guard_attempts";

    async fn open(server: &common::Postgres, database: &str) -> PostgresStore {
        server.sql("postgres", &format!("CREATE DATABASE {database}"));
        PostgresOptions::new(&server.address(database))
            .unwrap()
            .open()
            .await
            .unwrap()
    }

    /// One server for all: to start one takes longer than all the tests.
    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn postgresql_does() {
        let Some(server) = common::Postgres::start() else {
            return;
        };
        // The database keeps its own time: the test moves what is stored instead.
        does_what_stores_do(open(&server, "one").await, async |by: Duration| {
            let by = by.as_millis();
            let sql = format!(
                "UPDATE {EVENTS} SET taken_at = taken_at - {by}, expires = expires - {by};
                 UPDATE {ATTEMPTS} SET began = began - {by}, ended = ended - {by}"
            );
            server.sql("one", &sql);
        })
        .await;
        one_of_many(open(&server, "two").await).await;
        what_has_ended_leaves(&server).await;
        what_is_gone_is_noticed(&server).await;
        a_database_that_hangs_is_given_up(&server).await;
    }

    async fn what_has_ended_leaves(server: &common::Postgres) {
        server.sql("postgres", "CREATE DATABASE three");
        let options = PostgresOptions::new(&server.address("three")).unwrap().with_history(3);
        let (store, windows) = (options.open().await.unwrap(), Windows::new());
        for number in 0..16 {
            granted(&store, &event(number), &windows).await;
        }
        let count = |table: &str| {
            server
                .sql("three", &format!("SELECT count(*) FROM {table}"))
                .trim()
                .to_owned()
        };
        assert_eq!((count(EVENTS).as_str(), count(ATTEMPTS).as_str()), ("16", "3"));
        server.sql(
            "three",
            &format!("UPDATE {EVENTS} SET expires = 0 WHERE fingerprint <> decode(repeat('0f', 32), 'hex')"),
        );
        for number in 16..32 {
            granted(&store, &event(number), &windows).await;
        }
        assert_eq!((count(EVENTS).as_str(), count(ATTEMPTS).as_str()), ("17", "3"));
        assert_eq!(refused(&store, &event(15), &windows).await.0, State::InFlight);
        // Sessions that would not wait for the disk are made to: the server's own setting is off.
        assert_eq!(server.sql("three", "SHOW synchronous_commit").trim(), "off");
    }

    async fn what_is_gone_is_noticed(server: &common::Postgres) {
        let store = open(server, "four").await;
        let taken = async || {
            store
                .take(&attempt(&event(1)), Ticket::random().unwrap(), &Windows::new())
                .await
        };
        for _ in 0..2 {
            let ticket = granted(&store, &event(1), &Windows::new()).await;
            store
                .settle(&event(1), ticket, &Outcome::Failed, &Windows::new())
                .await
                .unwrap();
        }
        server.sql(
            "four",
            &format!("TRUNCATE {EVENTS}; TRUNCATE {ATTEMPTS} RESTART IDENTITY"),
        );
        let error = taken().await.unwrap_err().to_string();
        assert!(
            error.starts_with("the store has lost events that it had confirmed"),
            "{error}"
        );
        server.sql(
            "four",
            &format!("TRUNCATE {EVENTS}; UPDATE mc_dispute_guard_store SET id = gen_random_uuid()"),
        );
        let error = taken().await.unwrap_err().to_string();
        assert!(
            error.starts_with("the store is another one than when it was opened"),
            "{error}"
        );
        server.sql("four", &format!("DROP TABLE {EVENTS}"));
        let error = taken().await.unwrap_err().to_string();
        assert!(error.starts_with("the guard's tables are gone"), "{error}");
        server.sql("four", "UPDATE mc_dispute_guard_store SET version = 9");
        let error = PostgresOptions::new(&server.address("four"))
            .unwrap()
            .open()
            .await
            .unwrap_err();
        assert!(
            error
                .to_string()
                .contains("have layout 9 where this version of the guard writes 1"),
            "{error}"
        );
    }

    async fn a_database_that_hangs_is_given_up(server: &common::Postgres) {
        server.sql("postgres", "CREATE DATABASE five");
        let options = PostgresOptions::new(&server.address("five")).unwrap();
        let store = options.with_timeout(Duration::from_millis(500)).open().await.unwrap();
        let (client, connection) = tokio_postgres::connect(&server.address("five"), tokio_postgres::NoTls)
            .await
            .unwrap();
        tokio::spawn(connection);
        client
            .batch_execute(&format!("BEGIN; LOCK TABLE {EVENTS}"))
            .await
            .unwrap();
        let taken = store
            .take(&attempt(&event(1)), Ticket::random().unwrap(), &Windows::new())
            .await;
        assert_eq!(taken.unwrap_err().to_string(), "the database did not answer in time");
        client.batch_execute("ROLLBACK").await.unwrap();
        // What was given up may have been done after all, and settles by its ticket; another event is granted.
        granted(&store, &event(2), &Windows::new()).await;
    }

    #[tokio::test]
    async fn a_database_that_is_not_there_is_said_so() {
        let error = PostgresOptions::new("postgresql://guard:hunter2@host:port/x")
            .unwrap_err()
            .to_string();
        assert!(error.starts_with("the address of the database is malformed"), "{error}");
        let folder = tempfile::tempdir().unwrap();
        let address = format!("host={} user=guard password=hunter2", folder.path().display());
        let error = PostgresOptions::new(&address).unwrap().open().await.unwrap_err();
        assert_eq!(error.to_string(), "the database cannot be reached");
        assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
    }
}
