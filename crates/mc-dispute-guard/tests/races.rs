//! Two processes race one event, many times, on each store they can share; and processes and stores are killed on the way.
//!
//! `MC_RACES=10000 cargo test --release --features file,postgres,redis --test races -- --nocapture` runs the full number.

#![cfg(all(feature = "file", feature = "postgres", feature = "redis"))]

mod common;

use std::collections::HashMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use bytes::Bytes;
use common::{Postgres, Redis, Server, answer, client, file, key};
use http_body_util::Full;
use mc_dispute_guard::store::{FileStore, MemoryStore, PostgresOptions, RedisStore, Store};
use mc_dispute_guard::{Guard, Refused, State, StoreUnavailable, Windows};
use tokio::sync::{Barrier, Notify};

const TASKS: usize = 64;
const PROCESSES: usize = 2;

fn races() -> usize {
    std::env::var("MC_RACES").map_or(40, |races| races.parse().expect("MC_RACES is a number"))
}

/// What a process of the race is told by its environment.
const STORE: &str = "MC_DISPUTE_GUARD_TEST_STORE";
const BASE: &str = "MC_DISPUTE_GUARD_TEST_BASE";
const ROUNDS: &str = "MC_DISPUTE_GUARD_TEST_ROUNDS";

async fn open(store: &str) -> Arc<dyn Store> {
    if store.starts_with("redis://") {
        loop {
            // It may be just starting again.
            match RedisStore::connect(store).await {
                Ok(store) => return Arc::new(store),
                Err(_) => tokio::task::yield_now().await,
            }
        }
    }
    if store.starts_with("host=") {
        let options = PostgresOptions::new(store)
            .unwrap()
            .with_timeout(Duration::from_secs(30));
        return Arc::new(options.open().await.unwrap());
    }
    Arc::new(FileStore::open(Path::new(store)).unwrap())
}

/// Starts this test program again, as one that races.
fn racer(store: &str, base: &str, rounds: usize) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "races_here", "--nocapture"])
        .env(STORE, store)
        .env(BASE, base)
        .env(ROUNDS, rounds.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

/// Does nothing, but in a process that [`racer`] started.
#[test]
fn races_here() {
    let Ok(store) = std::env::var(STORE) else { return };
    let base = std::env::var(BASE).unwrap();
    let rounds = std::env::var(ROUNDS).unwrap().parse().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let guard = Guard::shared(open(&store).await, &key());
        race(&guard, &base, rounds).await;
    });
}

/// In each round, all tasks file the same chargeback at once. The server opens a round when every process is there.
async fn race(guard: &Guard, base: &str, rounds: usize) {
    let http = client(guard);
    let plain = reqwest::Client::builder().no_proxy().build().unwrap();
    for round in 0..rounds {
        plain.get(format!("{base}/begin/{round}")).send().await.unwrap();
        let tasks = (0..TASKS).map(|_| {
            let (http, base) = (http.clone(), base.to_owned());
            tokio::spawn(async move {
                match file(&http, &base, &round.to_string()).await {
                    Ok(response) => assert_eq!(response.status(), 200),
                    Err(reqwest_middleware::Error::Middleware(error)) => {
                        let known =
                            Refused::find(error.as_ref()).is_some() || StoreUnavailable::find(error.as_ref()).is_some();
                        assert!(known, "{error:#}");
                    }
                    Err(error) => panic!("{error}"),
                }
            })
        });
        for task in tasks.collect::<Vec<_>>() {
            task.await.unwrap();
        }
    }
}

/// A server that lets each round begin when `processes` are there, and counts what is filed.
async fn referee(processes: usize) -> Server {
    let rounds: Arc<Mutex<HashMap<String, Arc<Barrier>>>> = Arc::default();
    Server::start(move |path| {
        let rounds = Arc::clone(&rounds);
        async move {
            if path.starts_with("/begin/") {
                let barrier = Arc::clone(
                    rounds
                        .lock()
                        .unwrap()
                        .entry(path)
                        .or_insert_with(|| Arc::new(Barrier::new(processes))),
                );
                barrier.wait().await;
            }
            answer(200, r#"{"chargebackId":"300018439680"}"#)
        }
    })
    .await
}

/// How often each of the rounds was filed.
fn filed(server: &Server, rounds: usize) -> Vec<usize> {
    (0..rounds)
        .map(|round| server.count(&format!("/v6/claims/{round}/chargebacks")))
        .collect()
}

async fn two_processes(store: &str) {
    processes(PROCESSES, store, races()).await;
}

async fn processes(count: usize, store: &str, rounds: usize) {
    let server = referee(count).await;
    let started = Instant::now();
    let racers: Vec<Child> = (0..count).map(|_| racer(store, &server.base, rounds)).collect();
    for mut racer in racers {
        let ended = tokio::task::spawn_blocking(move || racer.wait().unwrap())
            .await
            .unwrap();
        assert!(ended.success(), "a racer failed: {ended}");
    }
    let counts = filed(&server, rounds);
    let twice = counts.iter().filter(|count| **count > 1).count();
    println!(
        "{rounds} races of {count} processes with {TASKS} tasks each: {twice} filed twice, {} not at all, {:.1} s",
        counts.iter().filter(|filed| **filed == 0).count(),
        started.elapsed().as_secs_f64()
    );
    assert!(counts.iter().all(|count| *count == 1), "{counts:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_64_tasks_files_it_in_memory() {
    let rounds = races();
    let server = referee(1).await;
    race(&Guard::new(MemoryStore::new(), &key()), &server.base, rounds).await;
    let counts = filed(&server, rounds);
    println!(
        "{rounds} races of {TASKS} tasks: {} filed other than once",
        counts.iter().filter(|count| **count != 1).count()
    );
    assert!(counts.iter().all(|count| *count == 1), "{counts:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_guard_it_is_filed_many_times() {
    let server = referee(1).await;
    let http = reqwest_middleware::ClientBuilder::new(reqwest::Client::builder().no_proxy().build().unwrap()).build();
    let tasks = (0..TASKS).map(|_| {
        let (http, base) = (http.clone(), server.base.clone());
        tokio::spawn(async move { file(&http, &base, "0").await.unwrap().status() })
    });
    for task in tasks.collect::<Vec<_>>() {
        assert_eq!(task.await.unwrap(), 200);
    }
    assert_eq!(filed(&server, 1), [TASKS]);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_two_processes_files_it_through_a_file() {
    let folder = tempfile::tempdir().unwrap();
    two_processes(folder.path().join("events").to_str().unwrap()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_two_processes_files_it_through_redis() {
    let folder = tempfile::tempdir().unwrap();
    let Some(redis) = Redis::start(folder.path()) else {
        return;
    };
    two_processes(&redis.url()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_two_processes_files_it_through_postgresql() {
    let Some(postgres) = Postgres::start() else { return };
    two_processes(&postgres.address("postgres")).await;
}

/// Eight at once, all new to the store.
#[tokio::test(flavor = "multi_thread")]
async fn one_of_eight_processes_files_it_through_each_store() {
    let folder = tempfile::tempdir().unwrap();
    processes(8, folder.path().join("events").to_str().unwrap(), 2).await;
    if let Some(redis) = Redis::start(folder.path()) {
        processes(8, &redis.url(), 2).await;
    }
    if let Some(postgres) = Postgres::start() {
        processes(8, &postgres.address("postgres"), 2).await;
    }
}

/// Redis is killed and started again while two processes race: what is filed may be fewer, and none is filed twice.
#[tokio::test(flavor = "multi_thread")]
async fn redis_may_die_in_mid_race() {
    let folder = tempfile::tempdir().unwrap();
    let Some(redis) = Redis::start(folder.path()) else {
        return;
    };
    let (url, rounds) = (redis.url(), 30);
    let server = referee(PROCESSES).await;
    let racers: Vec<Child> = (0..PROCESSES).map(|_| racer(&url, &server.base, rounds)).collect();
    let mut redis = Some(redis);
    for kill_after in [5, 15] {
        while server.count(&format!("/v6/claims/{kill_after}/chargebacks")) == 0 {
            tokio::task::yield_now().await;
        }
        let port = redis.take().unwrap().kill();
        redis = Redis::start_at(folder.path(), port);
    }
    for mut racer in racers {
        let ended = tokio::task::spawn_blocking(move || racer.wait().unwrap())
            .await
            .unwrap();
        assert!(ended.success(), "a racer failed: {ended}");
    }
    let counts = filed(&server, rounds);
    assert!(counts.iter().all(|count| *count <= 1), "{counts:?}");
    assert!(counts[20..].iter().sum::<usize>() > 0, "it never recovered: {counts:?}");
}

/// A process is killed while its event is in flight: nobody knows whether it was filed, and so nobody files it.
async fn killed_in_flight(store: &str) {
    let arrived = Arc::new(Notify::new());
    let server = Server::start({
        let arrived = Arc::clone(&arrived);
        move |path: String| {
            let arrived = Arc::clone(&arrived);
            async move {
                if path.starts_with("/begin/") {
                    return answer(200, "{}");
                }
                arrived.notify_one();
                std::future::pending::<hyper::Response<Full<Bytes>>>().await
            }
        }
    })
    .await;
    let mut racer = racer(store, &server.base, 1);
    arrived.notified().await;
    racer.kill().unwrap();
    racer.wait().unwrap();

    let here = async |windows: Windows| {
        let guard = Guard::shared(open(store).await, &key()).with_windows(windows);
        let error = file(&client(&guard), &server.base, "0").await.unwrap_err();
        let reqwest_middleware::Error::Middleware(error) = error else {
            panic!("{error}")
        };
        Refused::find(error.as_ref()).unwrap().clone()
    };
    let refused = here(Windows::new()).await;
    assert_eq!(refused.state(), State::InFlight);
    assert!(refused.until() > SystemTime::now() + Duration::from_secs(60 * 60));
    // By a caller who thinks that no request takes that long.
    let refused = here(Windows::new().with_in_flight(Duration::ZERO)).await;
    assert_eq!(refused.state(), State::Unknown);
    assert_eq!(server.count("/v6/claims/0/chargebacks"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_in_flight_counts_as_unknown_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    killed_in_flight(folder.path().join("events").to_str().unwrap()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_in_flight_counts_as_unknown_in_redis() {
    let folder = tempfile::tempdir().unwrap();
    let Some(redis) = Redis::start(folder.path()) else {
        return;
    };
    killed_in_flight(&redis.url()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_in_flight_counts_as_unknown_in_postgresql() {
    let Some(postgres) = Postgres::start() else { return };
    killed_in_flight(&postgres.address("postgres")).await;
}
