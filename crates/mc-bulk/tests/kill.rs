//! Workers are killed in the middle: no result is missing or doubled, and nothing that must be sent once is sent twice.
//!
//! `MC_RECORDS=20000 MC_KILLS=20 cargo test --release --features sqlite,postgres --test kill -- --nocapture` runs the full number.

#![cfg(all(unix, feature = "postgres", feature = "sqlite"))]

use std::collections::HashMap;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use mc_bulk::journal::{Counts, Journal, PostgresJournal, RunFacts, SqliteJournal};
use mc_bulk::{Bulk, Entries, Outcome, Vault};
use mc_core::{Client, Environment, Operation, Request};
use mc_notifications::seal::{EncryptionKey, Keyring};
use mc_tests::servers::Postgres;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

const ASK: Operation = Operation::new("ask", "ask", "POST", "/ask").with_idempotent();
const FILE: Operation = Operation::new("file", "file", "POST", "/file").with_event();

/// What a worker reads from its environment.
const JOURNAL: &str = "MC_BULK_TEST_JOURNAL";
const BASE: &str = "MC_BULK_TEST_BASE";
const EVENTS: &str = "MC_BULK_TEST_EVENTS";
const COUNT: &str = "MC_BULK_TEST_COUNT";

const LEASE: Duration = Duration::from_secs(2);

fn number(name: &str, default: usize) -> usize {
    std::env::var(name).map_or(default, |text| text.parse().expect("a number"))
}

#[derive(Serialize, Deserialize)]
struct Card {
    line: u64,
    account: String,
}

fn cards(count: u64) -> impl Iterator<Item = mc_bulk::Result<Card>> {
    (1..=count).map(|line| {
        Ok(Card {
            line,
            account: format!("555555{line:010}"),
        })
    })
}

fn facts() -> RunFacts {
    RunFacts {
        operation: "test".to_owned(),
        settings: String::new(),
    }
}

fn vault() -> Vault {
    Vault::sealed(Keyring::new(EncryptionKey::new("k", [1; 32]).unwrap()))
}

fn pool(address: &str) -> deadpool_postgres::Pool {
    let manager = deadpool_postgres::Manager::new(address.parse().unwrap(), tokio_postgres::NoTls);
    deadpool_postgres::Pool::builder(manager).max_size(8).build().unwrap()
}

async fn look(journal: &str) -> Box<dyn Journal> {
    if journal.starts_with("host=") {
        return Box::new(PostgresJournal::look(pool(journal), "run").await.unwrap());
    }
    Box::new(SqliteJournal::look(journal).unwrap())
}

/// Does nothing, but in a process that the tests start.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn works_here() {
    let Ok(journal) = std::env::var(JOURNAL) else { return };
    let base = std::env::var(BASE).unwrap();
    let operation = if std::env::var_os(EVENTS).is_some() { FILE } else { ASK };
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let client = Arc::new(Client::new(
        reqwest_middleware::ClientBuilder::new(http).build(),
        Environment::custom(&base).unwrap(),
    ));
    let call = move |card: Card| {
        let client = Arc::clone(&client);
        async move {
            Request::new(&client, &operation)
                .json(&json!({ "line": card.line }))
                .send_json::<Value>()
                .await
        }
    };
    let input = Some(mc_bulk::iter(cards(number(COUNT, 0) as u64)));
    let run = if journal.starts_with("host=") {
        let journal = PostgresJournal::work(pool(&journal), "run", &facts()).await.unwrap();
        let bulk = Bulk::new(&operation, journal, &vault());
        bulk.with_lease(LEASE).with_concurrency(16).run(input, call)
    } else {
        let journal = SqliteJournal::work(&journal, &facts()).unwrap();
        Bulk::new(&operation, journal, &vault())
            .with_concurrency(16)
            .run(input, call)
    };
    run.finish().await.unwrap();
}

fn worker(journal: &str, server: &Server, events: bool, count: usize) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "works_here", "--nocapture"])
        .env(JOURNAL, journal)
        .env(BASE, &server.base)
        .env(COUNT, count.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    if events {
        command.env(EVENTS, "1");
    }
    command.spawn().unwrap()
}

/// Counts calls by line, and breaks some connections after that.
struct Server {
    base: String,
    calls: Arc<Mutex<HashMap<u64, usize>>>,
}

impl Server {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let calls: Arc<Mutex<HashMap<u64, usize>>> = Arc::default();
        let counted = Arc::clone(&calls);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let counted = Arc::clone(&counted);
                tokio::spawn(async move { serve(stream, &counted).await });
            }
        });
        Self { base, calls }
    }

    fn total(&self) -> usize {
        self.calls.lock().unwrap().values().sum()
    }
}

async fn serve(stream: TcpStream, calls: &Mutex<HashMap<u64, usize>>) -> Option<()> {
    let mut stream = BufReader::new(stream);
    loop {
        let (mut length, mut line) = (0, String::new());
        loop {
            line.clear();
            if stream.read_line(&mut line).await.ok()? == 0 {
                return None;
            }
            if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().ok()?;
            }
            if line.trim().is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        stream.read_exact(&mut body).await.ok()?;
        let line = serde_json::from_slice::<Value>(&body).ok()?["line"].as_u64()?;
        let times = {
            let mut calls = calls.lock().unwrap();
            let times = calls.entry(line).or_default();
            *times += 1;
            *times
        };
        // Done, and the answer is lost; the next time it arrives.
        if line % 97 == 0 && times == 1 {
            return None;
        }
        let answer = format!(r#"{{"line":{line}}}"#);
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            answer.len()
        );
        stream.write_all((head + &answer).as_bytes()).await.ok()?;
    }
}

/// Runs with so many workers and kills one now and then; gives the counts of the journal at the end.
async fn under_fire(journal: &str, server: &Server, events: bool, workers: usize) -> Counts {
    let (count, kills) = (number("MC_RECORDS", 1_500), number("MC_KILLS", 4));
    let mut running: Vec<Child> = (0..workers).map(|_| worker(journal, server, events, count)).collect();
    for kill in 0..kills {
        let until = count * (kill + 1) / (kills + 1);
        while server.total() < until {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        let victim = kill % workers;
        assert!(
            running[victim].try_wait().unwrap().is_none(),
            "a worker ended by itself"
        );
        running[victim].kill().unwrap();
        running[victim].wait().unwrap();
        running[victim] = worker(journal, server, events, count);
    }
    for mut child in running {
        let status = tokio::task::spawn_blocking(move || child.wait().unwrap())
            .await
            .unwrap();
        assert!(status.success());
    }
    let journal = look(journal).await;
    let counts = journal.counts().await.unwrap();
    assert_eq!(
        (counts.open(), counts.results(), counts.is_complete),
        (0, count as u64, true),
        "{counts:?}"
    );
    let vault = vault();
    let (mut entries, mut expected) = (Entries::new(&*journal, &vault), 0);
    let calls = server.calls.lock().unwrap().clone();
    loop {
        let batch = entries.next::<Card>().await.unwrap();
        if batch.is_empty() {
            break;
        }
        for entry in batch {
            expected += 1;
            assert_eq!((entry.number, entry.record.line), (expected, expected));
            let times = calls.get(&entry.number).copied().unwrap_or_default();
            match entry.outcome.unwrap() {
                Outcome::Done => {
                    assert_eq!(entry.value["line"], entry.number);
                    assert!(times >= 1);
                }
                Outcome::Unknown => assert!(events, "record {} is unknown", entry.number),
                other => panic!("record {} is {other}: {}", entry.number, entry.value),
            }
            assert!(!events || times <= 1, "record {} was sent {times} times", entry.number);
        }
    }
    assert_eq!(expected, count as u64);
    println!("{kills} kills, {count} records, {} calls: {counts:?}", server.total());
    counts
}

fn file(folder: &tempfile::TempDir) -> String {
    folder.path().join("journal").to_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_record_has_one_result_in_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start().await;
    under_fire(&file(&folder), &server, false, 1).await;
    // Neither the journal nor what is beside it shows an account number.
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(9).any(|window| window == b"555555000"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_record_has_one_result_in_postgresql_with_three_workers() {
    let Some(postgres) = Postgres::start() else { return };
    let server = Server::start().await;
    under_fire(&postgres.url(), &server, false, 3).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_event_is_filed_twice_in_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start().await;
    let counts = under_fire(&file(&folder), &server, true, 1).await;
    // Lost answers are not taken for failures.
    assert!(counts.of(Outcome::Unknown) >= number("MC_RECORDS", 1_500) as u64 / 97);
    assert_eq!(counts.of(Outcome::Failed), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_event_is_filed_twice_in_postgresql_with_three_workers() {
    let Some(postgres) = Postgres::start() else { return };
    let server = Server::start().await;
    let counts = under_fire(&postgres.url(), &server, true, 3).await;
    assert!(counts.of(Outcome::Unknown) >= number("MC_RECORDS", 1_500) as u64 / 97);
}
