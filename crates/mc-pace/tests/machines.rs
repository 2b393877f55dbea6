//! Two processes share a pace and call the sandbox, with retries and faults: no second has more attempts than the rate.

#![cfg(all(unix, feature = "postgres", feature = "redis"))]

use std::num::NonZeroU32;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, Utc};
use mc_auth::ClientBuilder;
use mc_auth::keys::KeySource;
use mc_auth::oauth1::OAuth1;
use mc_auth::retry::Retry;
use mc_auth::rsa::LocalSigner;
use mc_auth::tls::ClientTls;
use mc_mastercom::Client;
use mc_pace::Pace;
use mc_pace::store::{PostgresStore, RedisStore};
use mc_sandbox::{Fault, PlannedFault, Product, Sandbox};
use mc_tests::servers::{Postgres, Redis};
use tempfile::TempDir;

/// What a process that calls reads from its environment.
const STORE: &str = "MC_PACE_TEST_STORE";
const BASE: &str = "MC_PACE_TEST_BASE";
const KEYS: &str = "MC_PACE_TEST_KEYS";
const CONSUMER: &str = "MC_PACE_TEST_CONSUMER";

const RATE: u32 = 150;
const CALLS: usize = 300;
const IN_FLIGHT: usize = 100;

fn pool(url: &str) -> deadpool_postgres::Pool {
    let manager = deadpool_postgres::Manager::new(url.parse().unwrap(), tokio_postgres::NoTls);
    deadpool_postgres::Pool::builder(manager).max_size(4).build().unwrap()
}

async fn pace(store: &str) -> Pace {
    // However slow this machine is, an attempt counts until its answer.
    let pace = Pace::per_second(NonZeroU32::new(RATE).unwrap()).with_transit(Duration::from_secs(60));
    if store.starts_with("redis://") {
        return pace.shared("key", RedisStore::connect(store).await.unwrap());
    }
    pace.shared("key", PostgresStore::open(pool(store)).await.unwrap())
}

fn caller(sandbox: &Sandbox, folder: &Path, store: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "calls_here", "--nocapture"])
        .env(STORE, store)
        .env(BASE, sandbox.base_url(Product::Mastercom))
        .env(KEYS, folder)
        .env(CONSUMER, sandbox.credentials().consumer_key())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

/// Does nothing, but in a process that [`caller`] started.
#[test]
fn calls_here() {
    let Ok(store) = std::env::var(STORE) else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let folder = std::env::var_os(KEYS).unwrap();
        let file = |name: &str| KeySource::path(Path::new(&folder).join(name));
        let signer = LocalSigner::new(&file("signing-key.pem").private_key().unwrap()).unwrap();
        let http = ClientBuilder::oauth1(OAuth1::new(std::env::var(CONSUMER).unwrap(), signer).unwrap())
            .with_tls(ClientTls::new().with_only_roots(file("ca.pem").certificates().unwrap()))
            .with_pace(pace(&store).await)
            .with_retry(
                Retry::new()
                    .with_max_attempts(10)
                    .with_delays(Duration::from_millis(10), Duration::from_millis(100)),
            )
            .build()
            .unwrap();
        let environment = mc_core::Environment::custom(&std::env::var(BASE).unwrap()).unwrap();
        let client = Arc::new(Client::new(http, environment));
        let permits = Arc::new(tokio::sync::Semaphore::new(IN_FLIGHT));
        let calls = (0..CALLS).map(|_| {
            let (client, permits) = (Arc::clone(&client), Arc::clone(&permits));
            tokio::spawn(async move {
                let _permit = permits.acquire().await.unwrap();
                client.health().healthcheck().await
            })
        });
        for call in calls.collect::<Vec<_>>() {
            // A connection that is reset twice in one call is the caller's affair.
            if let Err(error) = call.await.unwrap() {
                assert!(error.is_transport() || error.is_decode(), "{error:?}");
            }
        }
    });
}

/// The most attempts in any second.
fn peak(times: &mut [DateTime<Utc>]) -> usize {
    times.sort();
    let end = |first: &DateTime<Utc>| *first + chrono::Duration::seconds(1);
    (0..times.len())
        .map(|first| times[first..].partition_point(|time| *time < end(&times[first])))
        .max()
        .unwrap_or_default()
}

#[test]
fn a_peak_is_that_of_the_worst_second() {
    let at = |millis| DateTime::from_timestamp_millis(millis).unwrap();
    assert_eq!(
        peak(&mut [at(0), at(999), at(1_000), at(1_500), at(1_998), at(3_000)]),
        4
    );
}

async fn two_processes(store: &str) {
    let times: Arc<Mutex<Vec<DateTime<Utc>>>> = Arc::default();
    let seen = Arc::clone(&times);
    // The sandbox refuses what is above the rate, and a refusal ends the test.
    let sandbox = Sandbox::builder()
        .with_rate(Product::Mastercom, NonZeroU32::new(RATE).unwrap())
        .with_observer(move |request| seen.lock().unwrap().push(request.time))
        .start()
        .await
        .unwrap();
    let folder = TempDir::new().unwrap();
    sandbox.write_files(folder.path()).unwrap();
    for fault in [
        Fault::Status(http::StatusCode::SERVICE_UNAVAILABLE),
        Fault::Reset,
        Fault::Latency(Duration::from_millis(300)),
    ] {
        sandbox.fail(PlannedFault::new(fault).times(20).for_product(Product::Mastercom));
    }
    let callers: Vec<Child> = (0..2).map(|_| caller(&sandbox, folder.path(), store)).collect();
    for mut caller in callers {
        assert!(caller.wait().unwrap().success());
    }
    let mut times = std::mem::take(&mut *times.lock().unwrap());
    let (attempts, peak) = (times.len(), peak(&mut times));
    println!("{attempts} attempts, at most {peak} in a second");
    assert!(attempts > 2 * CALLS, "{attempts} attempts: nothing was repeated");
    assert!(peak <= 150, "{peak} attempts in a second");
    let refused = sandbox
        .requests()
        .iter()
        .filter(|seen| seen.status == Some(429))
        .count();
    assert_eq!(refused, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_share_a_pace_in_redis() {
    let Some(redis) = Redis::start() else { return };
    two_processes(&redis.url()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_share_a_pace_in_postgresql() {
    let Some(postgres) = Postgres::start() else { return };
    two_processes(&postgres.url()).await;
}
