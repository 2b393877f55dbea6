//! Figures of the programs around the clients: each crate measures its own, and what it prints is judged here.

use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::{Amount, Bench, Figure, Row, cargo, progress, run};

/// How many races between two processes there are, and how often a receiver is killed, unless `--rounds` says otherwise.
const RACES: usize = 10_000;
const CYCLES: usize = 50;

impl Bench {
    /// A cargo command in the project.
    fn in_project(&self, arguments: &[&str]) -> Command {
        let mut command = cargo();
        command.args(arguments).current_dir(self.workspace.root());
        command
    }
}

/// What the guard against double filing costs, and whether it holds.
pub(super) fn guard(bench: &Bench) -> Result<Vec<Row>> {
    const FEATURES: [&str; 4] = ["--package", "mc-dispute-guard", "--features", "file,postgres,redis"];
    progress("what the dispute guard adds to a call");
    let overhead = [
        &["bench", "--quiet"],
        FEATURES.as_slice(),
        &["--bench", "overhead", "--", "--json"],
    ]
    .concat();
    let figures = document(&run(&mut bench.in_project(&overhead))?)?;
    let mut rows = Vec::new();
    for (name, what, most) in [
        ("memory_us", "added to a call, events in memory", Some(5.0)),
        (
            "file_us",
            "added to a call, events in a file, without its disk",
            Some(1000.0),
        ),
        (
            "file_synced_us",
            "added to a call, events in a file, synced twice",
            None,
        ),
        (
            "redis_us",
            "added to a call, events in Redis on loopback, without its disk",
            Some(500.0),
        ),
        (
            "redis_synced_us",
            "added to a call, events in Redis on loopback, synced twice",
            None,
        ),
        (
            "postgres_synced_us",
            "added to a call, events in PostgreSQL on a socket, synced twice",
            None,
        ),
    ] {
        match figures[name].as_f64() {
            Some(value) => rows.push(bounded(Figure::Guard, what, value, "us", most)),
            None => rows.push(Row::skipped(Figure::Guard, what, "the server is not here")),
        }
    }
    if let Some(row) = rows.get_mut(2) {
        row.note = figures["sync_us"]
            .as_f64()
            .map(|sync| format!("the disk syncs a block in {sync:.0} us"));
    }

    let races = bench.rounds(RACES);
    progress(&format!("{races} races for each store; this takes minutes"));
    let tests = [
        &["test", "--quiet", "--profile", "bench"],
        FEATURES.as_slice(),
        &["--test", "races", "--", "--nocapture"],
    ]
    .concat();
    let mut command = bench.in_project(&tests);
    command.env("MC_RACES", races.to_string());
    let said = run(&mut command)?;
    let lines: Vec<&str> = said.lines().filter(|line| line.contains(" races of ")).collect();
    let mut row = Row::alone(
        Figure::Guard,
        "events filed twice, in memory, in a file, in PostgreSQL and in Redis",
        Amount::count(0, format!("of {}", lines.len() * races)),
        "none",
        !lines.is_empty(),
    );
    // The test fails where one is filed twice, or not at all.
    row.note = Some(lines.join("\n"));
    rows.push(row);
    Ok(rows)
}

/// How fast the receiver of notifications is, and whether it loses any.
pub(super) fn receiver(bench: &Bench) -> Result<Vec<Row>> {
    const LOAD: [&str; 9] = [
        "run",
        "--quiet",
        "--profile",
        "bench",
        "--package",
        "mc-notifications",
        "--example",
        "load",
        "--",
    ];
    progress("updates received, durable and acknowledged");
    let rate = [LOAD.as_slice(), &["rate", "--seconds", "10", "--connections", "32"]].concat();
    let figures = document(&run(&mut bench.in_project(&rate))?)?;
    let number = |name: &str| {
        figures[name]
            .as_f64()
            .with_context(|| format!("the load says no `{name}`"))
    };
    let second = number("updates_per_second")?;
    let mut rate = Row::alone(
        Figure::Receiver,
        "updates received, durable and acknowledged",
        Amount {
            value: second,
            unit: "a second".to_owned(),
        },
        ">= 2000",
        second >= 2000.0,
    );
    rate.note = Some(format!(
        "32 connections kept alive; one by one, the disk syncs {} writes a second",
        number("fsyncs_per_second")?
    ));
    let late = bounded(
        Figure::Receiver,
        "time to the acknowledgement, 99 of 100",
        number("p99_ms")?,
        "ms",
        Some(50.0),
    );

    let cycles = bench.rounds(CYCLES);
    progress(&format!("{cycles} receivers killed under load"));
    let count = cycles.to_string();
    let kill = [LOAD.as_slice(), &["kill", "--cycles", &count]].concat();
    let figures = document(&run(&mut bench.in_project(&kill))?)?;
    let lost = figures["lost"].as_u64().context("the load says no `lost`")?;
    let mut lost = Row::alone(
        Figure::Receiver,
        "acknowledged updates lost, killed under load",
        Amount::count(usize::try_from(lost)?, format!("of {}", figures["acknowledged"])),
        "0",
        lost == 0,
    );
    lost.note = Some(format!(
        "{cycles} times SIGKILL; {} delivered again",
        figures["repeated"]
    ));
    Ok(vec![rate, late, lost])
}

/// How many typed calls a second go through `mc-auth` and the sandbox.
pub(super) fn calls(bench: &Bench) -> Result<Vec<Row>> {
    progress("typed calls through mc-auth and the sandbox");
    let throughput = [
        "bench",
        "--quiet",
        "--package",
        "mc-tests",
        "--bench",
        "throughput",
        "--",
        "--json",
    ];
    let figures = document(&run(&mut bench.in_project(&throughput))?)?;
    let rows = figures["rows"].as_array().context("the bench says no `rows`")?;
    rows.iter()
        .map(|row| {
            let number = |name: &str| {
                row[name]
                    .as_f64()
                    .with_context(|| format!("the bench says no `{name}`"))
            };
            let mut told = Row::alone(
                Figure::Calls,
                row["what"].as_str().unwrap_or("calls"),
                Amount {
                    value: number("calls_a_second")?.round(),
                    unit: "a second".to_owned(),
                },
                "printed",
                true,
            );
            told.note = Some(format!(
                "{} in flight on {} cores, client and sandbox in one process; RSA is {} of the processor time",
                figures["in_flight"],
                figures["cores"],
                row["rsa_share_of_cpu"].as_f64().map_or_else(
                    || "an unknown share".to_owned(),
                    |share| format!("{:.0} %", share * 100.0)
                )
            ));
            Ok(told)
        })
        .collect()
}

/// A line of a number that may be `most`, or that is only printed.
fn bounded(figure: Figure, what: &str, value: f64, unit: &str, most: Option<f64>) -> Row {
    let target = most.map_or("printed".to_owned(), |most| format!("< {most} {unit}"));
    let amount = Amount {
        value,
        unit: unit.to_owned(),
    };
    Row::alone(figure, what, amount, &target, most.is_none_or(|most| value < most))
}

/// The JSON document that a program printed.
fn document(said: &str) -> Result<Value> {
    let start = said.find('{').context("it printed no figures")?;
    serde_json::from_str(&said[start..]).context("what it printed is no JSON")
}
