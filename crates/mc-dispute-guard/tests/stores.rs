//! What every store does, asked of each: in memory, in a file, in Redis.

mod common;

use std::collections::BTreeSet;
use std::time::Duration;

use mc_dispute_guard::store::{MemoryStore, Outcome, Store, StoreError, Taken, Ticket};
use mc_dispute_guard::{Event, State, Windows};

const SECOND: Duration = Duration::from_secs(1);

fn event(number: u8) -> Event {
    Event::from_bytes([number; 32])
}

async fn refused(store: &impl Store, event: &Event, windows: &Windows) -> (State, Duration, Vec<u8>) {
    match store.take(event, Ticket::random().unwrap(), windows).await.unwrap() {
        Taken::Refused(record) => (record.state, record.remaining, record.sealed),
        Taken::Granted => panic!("it is free"),
    }
}

async fn granted(store: &impl Store, event: &Event, windows: &Windows) -> Ticket {
    let ticket = Ticket::random().unwrap();
    let taken = store.take(event, ticket, windows).await.unwrap();
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
    let (first, minute) = (event(1), Duration::from_mins(1));
    granted(&store, &first, &windows).await;
    let (state, remaining, _) = refused(&store, &first, &windows).await;
    assert_eq!(state, State::InFlight);
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
    assert_eq!(store.take(&first, fifth, &windows).await.unwrap(), Taken::Granted);
    assert_eq!(refused(&store, &first, &windows).await.0, State::InFlight);

    // Released: it says what was there, and the answer that comes late is another's.
    let record = store.release(&first, &windows).await.unwrap().unwrap();
    assert_eq!(record.state, State::InFlight);
    assert!(store.release(&first, &windows).await.unwrap().is_none());
    assert!(!store.settle(&first, fifth, &filed, &windows).await.unwrap());
    granted(&store, &first, &windows).await;

    // Others are others.
    granted(&store, &event(2), &windows).await;
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
                store.take(&event(round), ticket, &windows).await.unwrap() == Taken::Granted
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
    use std::sync::{Arc, Mutex};
    use std::time::SystemTime;

    use mc_dispute_guard::store::{Durability, FileStore};

    use super::*;

    /// A store in a file, and the time that it goes by.
    fn timed(path: &Path) -> (FileStore, Arc<Mutex<SystemTime>>) {
        let now = Arc::new(Mutex::new(SystemTime::UNIX_EPOCH + Duration::from_hours(480_000)));
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
        connection.pragma_update(None, "user_version", 2).unwrap();
        let error = FileStore::open(&newer).unwrap_err().to_string();
        assert!(
            error.contains("has layout 2 where this version of the guard writes 1"),
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
    use mc_dispute_guard::store::RedisStore;
    use redis::AsyncCommands as _;

    use super::*;

    /// Redis keeps its own time: the test moves what is stored instead.
    async fn advance(client: &redis::Client, by: Duration) {
        let mut connection = client.get_multiplexed_async_connection().await.unwrap();
        let by = i64::try_from(by.as_millis()).unwrap();
        let keys: Vec<String> = connection.keys("*").await.unwrap();
        for key in keys {
            let () = connection.hincr(&key, "taken_at", -by).await.unwrap();
            let () = connection.hincr(&key, "expires", -by).await.unwrap();
            let left: i64 = connection.pttl(&key).await.unwrap();
            let () = connection.pexpire(&key, left - by).await.unwrap();
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
        let other = store.clone().with_prefix("other:");
        granted(&other, &event(1), &windows).await;
        let client = redis::Client::open(server.url()).unwrap();
        let mut connection = client.get_multiplexed_async_connection().await.unwrap();
        let left: i64 = connection.pttl(format!("other:{}", event(1))).await.unwrap();
        assert!(left > 0 && u128::try_from(left).unwrap() <= windows.taken().as_millis());
    }

    #[tokio::test]
    async fn a_damaged_key_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let Some(server) = common::Redis::start(folder.path()) else {
            return;
        };
        let store = RedisStore::connect(&server.url()).await.unwrap().with_prefix("p:");
        let client = redis::Client::open(server.url()).unwrap();
        let mut connection = client.get_multiplexed_async_connection().await.unwrap();
        let () = connection.hset(format!("p:{}", event(1)), "phase", "9").await.unwrap();
        assert_eq!(refused(&store, &event(1), &Windows::new()).await.0, State::Unknown);
        let () = connection.set(format!("p:{}", event(2)), "text").await.unwrap();
        let taken = store.take(&event(2), Ticket::random().unwrap(), &Windows::new()).await;
        assert!(taken.unwrap_err().to_string().starts_with("Redis failed"));
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
        let error = RedisStore::connect_with(&url, Duration::from_millis(50))
            .await
            .unwrap_err();
        assert!(error.to_string().starts_with("Redis"), "{error}");
    }
}
