//! Measures the receiver with the embedded database: rate and latency, and what a kill loses.
//!
//! ```sh
//! cargo run --profile bench -p mc-notifications --example load -- rate --seconds 10 --connections 32
//! cargo run --profile bench -p mc-notifications --example load -- kill --cycles 50
//! ```
//!
//! Each prints one JSON object. The receiver is a process of its own; both share the machine. `--folder` says on which disk.

#[path = "../tests/support/mod.rs"]
mod support;

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::process::Command;
use tokio::task::JoinSet;

use support::client::Client;
use support::crash::{FOLDER, Running, cycles, prepare};
use support::{OTHER_PAN, PAN, update};

struct Arguments {
    what: String,
    folder: Option<PathBuf>,
    seconds: u64,
    connections: usize,
    cycles: usize,
}

fn arguments() -> Result<Arguments, String> {
    let mut read = Arguments {
        what: String::new(),
        folder: None,
        seconds: 10,
        connections: 32,
        cycles: 50,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut number = || {
            let value = words.next().and_then(|value| value.parse().ok());
            value.ok_or_else(|| format!("{word} needs a number"))
        };
        match word.as_str() {
            "rate" | "kill" => read.what = word,
            "--seconds" => read.seconds = number()?,
            "--connections" => read.connections = usize::try_from(number()?).map_err(|_| "too many connections")?,
            "--cycles" => read.cycles = usize::try_from(number()?).map_err(|_| "too many cycles")?,
            "--folder" => read.folder = words.next().map(PathBuf::from),
            _ => return Err(format!("`{word}` is not known")),
        }
    }
    if read.what.is_empty() {
        return Err("say `rate` or `kill`; options are --seconds, --connections, --cycles and --folder".to_owned());
    }
    Ok(read)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if let Some(folder) = std::env::var_os(FOLDER) {
        support::crash::child(Path::new(&folder));
        return Ok(());
    }
    let arguments = arguments()?;
    let folder = match &arguments.folder {
        Some(parent) => tempfile::tempdir_in(parent)?,
        None => tempfile::tempdir()?,
    };
    let program = std::env::current_exe()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let report = runtime.block_on(async {
        if arguments.what == "kill" {
            let report = cycles(
                || Command::new(&program),
                folder.path(),
                arguments.cycles,
                arguments.connections,
            )
            .await;
            return json!({
                "cycles": report.cycles, "acknowledged": report.acknowledged, "unanswered": report.unanswered,
                "unanswered_kept": report.kept_unanswered, "delivered": report.delivered, "repeated": report.repeated,
                "lost": report.lost,
            });
        }
        rate(Command::new(&program), folder.path(), &arguments).await
    });
    println!("{report}");
    Ok(())
}

/// How many small writes to the disk are durable a second, one after the other.
fn fsyncs(folder: &Path) -> std::io::Result<f64> {
    let mut file = File::create(folder.join("fsync"))?;
    let started = Instant::now();
    let mut count = 0_u32;
    while started.elapsed() < Duration::from_secs(2) {
        file.write_all(&[0; 4096])?;
        file.sync_data()?;
        count += 1;
    }
    Ok(f64::from(count) / started.elapsed().as_secs_f64())
}

async fn rate(command: Command, folder: &Path, arguments: &Arguments) -> serde_json::Value {
    let fsyncs = fsyncs(folder).unwrap_or_default();
    let config = prepare(folder);
    let running = Running::start(command, folder).await;
    let address = running.address;
    let mut connected = Vec::new();
    for _ in 0..arguments.connections {
        connected.push(
            Client::connect(address, &config)
                .await
                .expect("the receiver lets its client in"),
        );
    }
    let started = Instant::now();
    // The first second warms up.
    let (from, until) = (
        started + Duration::from_secs(1),
        started + Duration::from_secs(1 + arguments.seconds),
    );
    let mut clients = JoinSet::new();
    for (client, mut connection) in connected.into_iter().enumerate() {
        clients.spawn(async move {
            let mut took = Vec::new();
            for number in 0_usize.. {
                let body = update(&format!("r-{client}-{number}"), [PAN, OTHER_PAN][number % 2]);
                let sent = Instant::now();
                if sent >= until {
                    break;
                }
                assert_eq!(connection.post(&body).await.expect("an answer"), 200);
                if sent >= from {
                    took.push(sent.elapsed());
                }
            }
            took
        });
    }
    let mut took: Vec<Duration> = clients.join_all().await.concat();
    let seconds = from.elapsed().as_secs_f64();
    running.kill().await;
    took.sort_unstable();
    let at = |percent: usize| {
        let index = (took.len() * percent / 100).min(took.len().saturating_sub(1));
        took.get(index).map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
    };
    let count = u32::try_from(took.len()).unwrap_or(u32::MAX);
    let rounded = |value: f64| (value * 100.0).round() / 100.0;
    json!({
        "connections": arguments.connections, "updates": count,
        "updates_per_second": (f64::from(count) / seconds).round(),
        "p50_ms": rounded(at(50)), "p99_ms": rounded(at(99)), "max_ms": rounded(at(100)),
        "fsyncs_per_second": fsyncs.round(),
        "cores": std::thread::available_parallelism().map_or(0, usize::from),
    })
}
