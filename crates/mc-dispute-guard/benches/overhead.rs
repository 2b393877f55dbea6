//! What the guard adds to a call: `cargo bench -p mc-dispute-guard --features file,postgres,redis`.
//!
//! Each figure is the median over rounds of many calls through the guard to a transport that answers at once, less the same
//! calls without it. Every call is another event, and every event is taken and settled. The file's figure is without waiting
//! for the disk, and so is the first one of Redis; how long a disk takes is printed beside them. `--json` prints one JSON
//! document, and `memory` measures that alone.

use std::hint::black_box;
use std::io::Write as _;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use http::Extensions;
use mc_core::Operation;
use mc_dispute_guard::store::{Durability, FileStore, MemoryStore, PostgresOptions, RedisStore};
use mc_dispute_guard::{Guard, GuardKey};
use reqwest::{Request, Response};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware, Middleware, Next};

#[path = "../tests/common/mod.rs"]
mod common;

/// A transport that has the answer already.
struct Answers;

#[async_trait]
impl Middleware for Answers {
    async fn handle(&self, _: Request, _: &mut Extensions, _: Next<'_>) -> reqwest_middleware::Result<Response> {
        Ok(http::Response::new(r#"{"chargebackId":"300018439680"}"#).into())
    }
}

const BODY: &str = r#"{"amount":"100.00","currency":"USD","reasonCode":"4853","chargebackType":"CHARGEBACK","documentIndicator":"false","messageText":"goods were not received"}"#;

fn client(guard: Option<Guard>) -> ClientWithMiddleware {
    let builder = ClientBuilder::new(reqwest::Client::new());
    let builder = match guard {
        Some(guard) => builder.with(guard),
        None => builder,
    };
    builder.with(Answers).build()
}

async fn calls(http: &ClientWithMiddleware, operation: Operation, first: usize, count: usize) -> Duration {
    let started = Instant::now();
    for claim in first..first + count {
        let request = http
            .post(format!("http://127.0.0.1:9/v6/claims/{claim}/chargebacks"))
            .body(BODY)
            .with_extension(operation);
        let response = request.send().await.expect("each is another event");
        black_box(response.text().await.expect("an answer"));
    }
    started.elapsed()
}

/// Microseconds that a guard adds to a call.
async fn overhead(guard: Guard, count: usize) -> f64 {
    let (with, without) = (client(Some(guard)), client(None));
    let mut rounds = Vec::new();
    for round in 0..21 {
        let bare = calls(&without, common::CREATE, round * count, count).await;
        let guarded = calls(&with, common::CREATE, round * count, count).await;
        rounds.push((guarded.as_secs_f64() - bare.as_secs_f64()) / f64::from(u32::try_from(count).expect("few")) * 1e6);
    }
    median(rounds)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Microseconds for writing a block to the disk.
fn sync(folder: &std::path::Path) -> std::io::Result<f64> {
    let mut file = std::fs::File::create(folder.join("sync"))?;
    let mut rounds = Vec::new();
    for _ in 0..50 {
        file.write_all(&[0; 4096])?;
        let started = Instant::now();
        file.sync_data()?;
        rounds.push(started.elapsed().as_secs_f64() * 1e6);
    }
    Ok(median(rounds))
}

/// The overhead through a PostgreSQL, whose disk is waited for; nothing where there is none.
async fn through_postgres(key: &GuardKey, count: usize) -> Option<f64> {
    let server = common::Postgres::start()?;
    let options = PostgresOptions::new(&server.address("postgres")).expect("an address");
    let store = options.open().await.expect("an answer");
    Some(overhead(Guard::new(store, key), count).await)
}

/// The overhead through a Redis that syncs its file so; nothing where there is no Redis.
async fn through_redis(key: &GuardKey, sync: &str, count: usize) -> Option<f64> {
    let folder = tempfile::tempdir().expect("a folder");
    let server = common::Redis::start_with(folder.path(), common::free_port(), sync)?;
    let store = RedisStore::connect(&server.url()).await.expect("an answer");
    Some(overhead(Guard::new(store, key), count).await)
}

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder");
    let key = GuardKey::new([7; 32]).expect("long enough");
    runtime.block_on(async {
        let memory = overhead(Guard::new(MemoryStore::new(), &key), 2_000).await;
        if std::env::args().any(|argument| argument == "memory") {
            println!("{memory:.2} us in memory");
            return;
        }
        let path = folder.path().join("events");
        let store = FileStore::open_with(path, Durability::Process).expect("a file");
        let file = overhead(Guard::new(store, &key), 200).await;
        let path = folder.path().join("durable");
        let durable = overhead(Guard::new(FileStore::open(path).expect("a file"), &key), 20).await;
        let sync = sync(folder.path()).expect("a disk");
        let redis = through_redis(&key, "no", 200).await;
        let synced = through_redis(&key, "always", 20).await;
        let postgres = through_postgres(&key, 20).await;
        if std::env::args().any(|argument| argument == "--json") {
            let number = |figure: Option<f64>| figure.map_or("null".to_owned(), |figure| format!("{figure:.2}"));
            println!(
                r#"{{"memory_us":{memory:.2},"file_us":{file:.2},"file_synced_us":{durable:.2},"redis_us":{},"redis_synced_us":{},"postgres_synced_us":{},"sync_us":{sync:.2}}}"#,
                number(redis),
                number(synced),
                number(postgres)
            );
            return;
        }
        println!("what the guard adds to a call, for taking and settling an event; the disk syncs a block in {sync:.0} us");
        println!("  in memory                        {memory:>9.2} us");
        println!("  file, without the disk           {file:>9.2} us");
        println!("  file, synced twice               {durable:>9.2} us");
        match (redis, synced) {
            (Some(redis), Some(synced)) => {
                println!("  Redis on loopback, no disk       {redis:>9.2} us");
                println!("  Redis on loopback, synced twice  {synced:>9.2} us");
            }
            _ => println!("  Redis on loopback                  skipped: redis-server is not here"),
        }
        match postgres {
            Some(postgres) => println!("  PostgreSQL on a socket, synced twice {postgres:>7.2} us"),
            None => println!("  PostgreSQL on a socket             skipped: PostgreSQL is not here"),
        }
    });
    ExitCode::SUCCESS
}
