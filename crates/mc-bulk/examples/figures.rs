//! Figures of this crate, on this machine.
//!
//! `cargo run --release -p mc-bulk --features sqlite-bundled --example figures -- rate 20000` compares a run over the sandbox with
//! typed calls by hand, both without a pace and with 64 in flight; `-- memory 1000000` shows the most memory that a run of so many
//! records takes, whose calls cost nothing.

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use mc_automatic_billing_updater::models::{Account, Customer, Inquiry};
use mc_automatic_billing_updater::{Client, operations};
use mc_bulk::journal::{RunFacts, SqliteJournal};
use mc_bulk::{Bulk, Vault};
use mc_notifications::seal::{EncryptionKey, Keyring};
use mc_sandbox::{Product, Sandbox};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::sync::Semaphore;

const IN_FLIGHT: usize = 64;

#[derive(Clone, Serialize, Deserialize)]
struct Card {
    number: String,
    expiry: String,
}

fn cards(count: u64) -> impl Iterator<Item = Card> {
    // All of them are valid by their last digit.
    (0..count).map(|line| Card {
        number: format!("52{line:013}9"),
        expiry: "1239".to_owned(),
    })
}

async fn inquire(client: &Client, card: Card) -> mc_core::Result<Value> {
    let customer = Customer::new("1111", "100000000000001");
    let inquiry = Inquiry::new("1", customer, Account::new(card.number, card.expiry));
    let answer = client.inquiries().inquire_account(&inquiry).await?;
    Ok(json!({ "indicator": answer.response_indicator.map(|indicator| indicator.to_string()) }))
}

fn bulk(folder: &tempfile::TempDir) -> Result<Bulk, Box<dyn Error>> {
    let facts = RunFacts {
        operation: "figures".to_owned(),
        settings: String::new(),
    };
    let journal = SqliteJournal::work(folder.path().join("journal"), &facts)?;
    let vault = Vault::sealed(Keyring::new(EncryptionKey::new("k", [1; 32])?));
    Ok(Bulk::new(&operations::INQUIRE_ACCOUNT, journal, &vault).with_concurrency(IN_FLIGHT))
}

#[expect(clippy::cast_precision_loss, reason = "a rate for people")]
fn per_second(count: u64, took: Duration) -> f64 {
    count as f64 / took.as_secs_f64()
}

async fn by_hand(client: &Arc<Client>, count: u64) -> Result<Duration, Box<dyn Error>> {
    let begun = Instant::now();
    let permits = Arc::new(Semaphore::new(IN_FLIGHT));
    for card in cards(count) {
        let permit = Arc::clone(&permits).acquire_owned().await?;
        let client = Arc::clone(client);
        tokio::spawn(async move {
            if inquire(&client, card).await.is_err() {
                eprintln!("a call failed");
            }
            drop(permit);
        });
    }
    drop(permits.acquire_many(u32::try_from(IN_FLIGHT)?).await?);
    Ok(begun.elapsed())
}

async fn by_run(client: &Arc<Client>, count: u64) -> Result<Duration, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let begun = Instant::now();
    let client = Arc::clone(client);
    let input = mc_bulk::iter(cards(count).map(Ok));
    let run = bulk(&folder)?.run(Some(input), move |card| {
        let client = Arc::clone(&client);
        async move { inquire(&client, card).await }
    });
    run.finish().await?;
    Ok(begun.elapsed())
}

/// The most memory that this process has had, in KiB.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [what, count] = arguments.as_slice() else {
        return Err("give `rate` or `memory`, and a number of records".into());
    };
    let count: u64 = count.parse()?;
    if what == "memory" {
        let folder = tempfile::tempdir()?;
        let input = mc_bulk::iter(cards(count).map(Ok));
        let run = bulk(&folder)?.run(Some(input), |_: Card| async { Ok(json!({ "indicator": "VALID" })) });
        run.finish().await?;
        println!("{count} records: at most {:?} KiB", peak());
        return Ok(());
    }
    let sandbox = Sandbox::builder().start().await?;
    let product = Product::AutomaticBillingUpdater;
    let http = sandbox
        .client_builder(product)?
        .without_pace()
        .with_pool(Duration::from_secs(15), IN_FLIGHT)
        .build()?;
    let client = Arc::new(Client::new(http, sandbox.environment(product)));
    // Connections are there before the clock runs, and the two take turns.
    by_hand(&client, 500).await?;
    for _ in 0..3 {
        let hand = per_second(count, by_hand(&client, count).await?);
        let run = per_second(count, by_run(&client, count).await?);
        println!("by hand {hand:.0} a second, by a run {run:.0}: {:.2} of it", run / hand);
    }
    Ok(())
}
