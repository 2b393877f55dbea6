//! Signing and encryption beside the official libraries, all in one run.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use serde::Deserialize;
use serde_json::Value;

use super::{Amount, Bench, Figure, Row, cargo, progress, run};

/// How long an operation is measured in one round.
const ROUND: Duration = Duration::from_millis(200);
/// How long a peer does an operation before it counts: its compiler may need that to make the operation fast.
const WARM_UP: Duration = Duration::from_secs(2);
/// The largest share of a call that may be ours, in microseconds.
const MOST_PER_CALL: f64 = 30.0;

/// What is measured with every library that has it.
const SHARED: [&str; 5] = ["oauth", "jwe-encrypt", "jwe-decrypt", "fle-encrypt", "fle-decrypt"];
/// What is measured with ours alone.
const OWN: [&str; 11] = [
    "bare-sign",
    "two-threads-bare-sign",
    "one-thread-oauth",
    "two-threads-oauth",
    "bare-oaep-encrypt",
    "bare-oaep-decrypt",
    "rustcrypto-oauth",
    "rustcrypto-jwe-encrypt",
    "rustcrypto-jwe-decrypt",
    "rustcrypto-fle-encrypt",
    "rustcrypto-fle-decrypt",
];

pub(super) fn measure(bench: &Bench) -> Result<Vec<Row>> {
    let folder = bench.folder().join("auth");
    let inputs = folder.join("inputs");
    fs::create_dir_all(&inputs)?;
    let keys = bench.workspace.root().join("crates/mc-auth/tests/keys");
    for (from, to) in [
        ("pkcs8.pem", "key.pem"),
        ("pkcs8.der", "key.der"),
        ("certificate.pem", "certificate.pem"),
    ] {
        fs::copy(keys.join(from), inputs.join(to))?;
    }
    let mut ours = ours(bench)?;
    ours.ask(&format!("prepare {}", inputs.display()))?;
    let (peers, skipped) = peers(bench, &folder, &inputs);
    let times = take(&mut ours, peers, bench.rounds(15))?;

    let mut rows = Vec::new();
    rows.push(times.row(
        "OAuth 1.0a headers, against bare aws-lc signing",
        "oauth",
        "",
        "bare-sign",
        Some(0.95),
    ));
    for (operation, what, least) in [
        (
            "oauth",
            "OAuth 1.0a headers",
            &[("Python", 1.25), ("Node", 4.0), ("Java", 4.0)][..],
        ),
        (
            "jwe-encrypt",
            "JWE encryption",
            &[("Python", 10.0), ("Node", 10.0), ("Java", 10.0)],
        ),
        (
            "jwe-decrypt",
            "JWE decryption",
            &[("Python", 4.0), ("Node", 4.0), ("Java", 4.0)],
        ),
        ("fle-encrypt", "field-level encryption", &[]),
        ("fle-decrypt", "field-level decryption", &[]),
    ] {
        for peer in ["Python", "Node", "Java"] {
            let least = least.iter().find(|(name, _)| *name == peer).map(|(_, least)| *least);
            let what = format!("{what}, against {peer}'s library");
            let skipped = skipped
                .iter()
                .find(|skip| skip.peer == peer && skip.has(operation))
                .map(|skip| Row::skipped(Figure::Auth, &what, &skip.why));
            rows.push(skipped.unwrap_or_else(|| times.row(&what, operation, peer, operation, least)));
        }
    }
    let bare = "JWE decryption, against bare RSA-OAEP decryption";
    rows.push(times.row(bare, "jwe-decrypt", "", "bare-oaep-decrypt", Some(0.9)));
    let bare = "JWE encryption, against bare RSA-OAEP encryption";
    rows.push(times.row(bare, "jwe-encrypt", "", "bare-oaep-encrypt", None));
    rows.extend(times.threads());
    rows.push(overhead(&mut ours, bench.rounds(15))?);
    for operation in SHARED {
        let what = format!("rustcrypto backend: {operation}, against aws-lc-rs");
        rows.push(times.row(&what, &format!("rustcrypto-{operation}"), "", operation, None));
    }
    rows.push(openssl(&times));
    Ok(rows)
}

/// A program that does operations on demand.
struct Side {
    name: &'static str,
    operations: Vec<&'static str>,
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Side {
    fn start(name: &'static str, operations: &[&'static str], mut command: Command) -> Result<Self> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{name}: {} does not start", command.get_program().display()))?;
        let input = child.stdin.take();
        let output = child.stdout.take().context("the program has no output")?;
        Ok(Self {
            name,
            operations: operations.to_vec(),
            child,
            input,
            output: BufReader::new(output),
        })
    }

    fn ask(&mut self, question: &str) -> Result<Value> {
        let input = self.input.as_mut().context("the program was stopped")?;
        writeln!(input, "{question}")?;
        input.flush()?;
        let mut line = String::new();
        ensure!(
            self.output.read_line(&mut line)? > 0,
            "{} stopped at `{question}`; what it said is above",
            self.name
        );
        serde_json::from_str(&line).with_context(|| format!("{} answers something else than JSON", self.name))
    }

    fn time(&mut self, operation: &str, count: u64) -> Result<Time> {
        Ok(serde_json::from_value(self.ask(&format!("{operation} {count}"))?)?)
    }
}

impl Drop for Side {
    fn drop(&mut self) {
        // It ends when there is no more to read.
        self.input = None;
        let _ = self.child.wait();
    }
}

/// How long one round of an operation took, in nanoseconds.
#[derive(Clone, Copy, Debug, Deserialize)]
struct Time {
    count: u64,
    wall: u64,
    /// Of the thread that did it; nothing where the system does not tell.
    processor: Option<u64>,
}

impl Time {
    /// Operations a second.
    fn rate(self) -> f64 {
        per_second(self.count, self.wall)
    }
}

#[expect(clippy::cast_precision_loss, reason = "nanoseconds of minutes fit")]
fn per_second(count: u64, nanoseconds: u64) -> f64 {
    count as f64 / Duration::from_nanos(nanoseconds.max(1)).as_secs_f64()
}

/// All rounds, by the name of the side and of the operation.
struct Times(BTreeMap<(&'static str, &'static str), Vec<Time>>);

/// Asks each side for each operation, in turn, so that a machine that gets slower or faster favours nobody.
fn take(ours: &mut Side, mut peers: Vec<Side>, rounds: usize) -> Result<Times> {
    let mut counts = BTreeMap::new();
    let mut times = BTreeMap::new();
    for side in std::iter::once(&mut *ours).chain(&mut peers) {
        progress(&format!("warming up {}", side.name));
        for operation in side.operations.clone() {
            counts.insert((side.name, operation), warm_up(side, operation)?);
        }
    }
    for round in 1..=rounds {
        progress(&format!("signing and encrypting, round {round} of {rounds}"));
        for operation in SHARED.iter().chain(&OWN) {
            for side in std::iter::once(&mut *ours).chain(&mut peers) {
                if let Some(count) = counts.get(&(side.name, *operation)) {
                    let time = side.time(operation, *count)?;
                    times.entry((side.name, *operation)).or_insert_with(Vec::new).push(time);
                }
            }
        }
    }
    Ok(Times(times))
}

/// Does an operation until it is warm; says how often it goes into a round.
fn warm_up(side: &mut Side, operation: &str) -> Result<u64> {
    let enough = if side.name == OURS { ROUND } else { WARM_UP };
    let (mut count, mut spent) = (1, Duration::ZERO);
    loop {
        let time = side.time(operation, count)?;
        let wall = Duration::from_nanos(time.wall);
        spent += wall;
        if wall < ROUND {
            count *= 2;
        } else if spent >= enough {
            let share = ROUND.as_secs_f64() * per_second(count, time.wall);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a positive number of operations that took a fraction of a second"
            )]
            return Ok((share as u64).clamp(1, count));
        }
    }
}

impl Times {
    fn of(&self, side: &str, operation: &str) -> &[Time] {
        self.0
            .iter()
            .find(|((name, of), _)| *name == side && *of == operation)
            .map_or(&[], |(_, times)| times)
    }

    /// Our operation against another, of a peer or of our own.
    fn row(&self, what: &str, ours: &str, peer: &str, theirs: &str, least: Option<f64>) -> Row {
        let name = if peer.is_empty() { OURS } else { peer };
        let (ours, theirs) = (self.of(OURS, ours), self.of(name, theirs));
        if ours.is_empty() || theirs.is_empty() {
            return Row::unmeasured(Figure::Auth, format!("{what}: there are no times"));
        }
        compare(what, ours, theirs, least)
    }

    /// Two threads against one, which only a machine with both processors free shows.
    fn threads(&self) -> Vec<Row> {
        let rates = |operation: &str| {
            self.of(OURS, operation)
                .iter()
                .map(|time| time.rate())
                .collect::<Vec<_>>()
        };
        let line = |what: &str, together: &str, alone: &str, least: Option<f64>| {
            // Of two measurements that follow each other, the processor's clock and the neighbours are about the same.
            let ratios = rates(together)
                .into_iter()
                .zip(rates(alone))
                .map(|(two, one)| two / one);
            let ratio = middle(ratios.collect());
            let (two, one) = (middle(rates(together)), middle(rates(alone)));
            // How much slower a thread is for the other one: it says what they share even on a busy machine.
            let share = by_processor(self.of(OURS, together)).zip(by_processor(self.of(OURS, alone)));
            let share = share.map_or_else(String::new, |(together, alone)| {
                format!(
                    "; by processor time a thread of two does {:.2} of what one alone does",
                    together / alone
                )
            });
            Row {
                peer: Some(rate(one)),
                ratio: Some(ratio),
                note: Some(format!(
                    "by the clock, the middle of the rounds' ratios; both processors have to be free for it{share}"
                )),
                ..Row::alone(
                    Figure::Auth,
                    what,
                    rate(two),
                    &least.map_or_else(|| "printed".to_owned(), |least| format!("ratio >= {least}")),
                    least.is_none_or(|least| ratio >= least),
                )
            }
        };
        vec![
            line(
                "OAuth 1.0a headers, two threads against one",
                "two-threads-oauth",
                "one-thread-oauth",
                Some(1.9),
            ),
            line(
                "bare aws-lc signing, two threads against one",
                "two-threads-bare-sign",
                "bare-sign",
                None,
            ),
        ]
    }
}

/// The ratio is that of processor times, where the system tells them: it does not change when the machine is busy with
/// something else. The note has the rounds by the clock.
fn compare(what: &str, ours: &[Time], theirs: &[Time], least: Option<f64>) -> Row {
    let by_clock = |times: &[Time]| middle(times.iter().map(|time| time.rate()).collect());
    // By the clock, for that is what a second is, and what a peer does on other threads counts, too.
    let (left, right) = (by_clock(ours), by_clock(theirs));
    let ratio = left / right;
    let processor = by_processor(ours).zip(by_processor(theirs));
    let processor = processor.map_or_else(String::new, |(ours, theirs)| {
        format!(
            "; by the processor time of this thread {ours:.0}/s and {theirs:.0}/s, ratio {:.2}",
            ours / theirs
        )
    });
    Row {
        ours: Some(rate(left)),
        peer: Some(rate(right)),
        ratio: Some(ratio),
        target: least.map_or_else(|| "printed".to_owned(), |least| format!("ratio >= {least}")),
        met: Some(least.is_none_or(|least| ratio >= least)),
        note: Some(format!(
            "the middle of {} rounds in turn; where the machine is busy, the processor time tells more{processor}",
            ours.len()
        )),
        ..Row::alone(Figure::Auth, what, rate(0.0), "", true)
    }
}

/// Operations in a second of processor time, over all rounds; nothing where the system does not tell.
fn by_processor(times: &[Time]) -> Option<f64> {
    let processor: Option<u64> = times.iter().map(|time| time.processor).sum();
    Some(per_second(times.iter().map(|time| time.count).sum(), processor?))
}

fn rate(value: f64) -> Amount {
    Amount {
        value: value.round(),
        unit: "/s".to_owned(),
    }
}

fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// What the middleware adds to a call: the same call with and without it, less the signature itself.
fn overhead(ours: &mut Side, rounds: usize) -> Result<Row> {
    #[derive(Deserialize)]
    struct Calls {
        without: f64,
        with: f64,
        signature: f64,
    }
    let mut all = Vec::new();
    let mut last = String::new();
    for round in 1..=rounds {
        progress(&format!(
            "calls with and without the middleware, round {round} of {rounds}"
        ));
        let calls: Calls = serde_json::from_value(ours.ask("calls 300")?)?;
        all.push((calls.with - calls.without - calls.signature) / 1e3);
        last = format!(
            "the last: {:.0} µs with, {:.0} µs without, {:.0} µs for a bare signature",
            calls.with / 1e3,
            calls.without / 1e3,
            calls.signature / 1e3
        );
    }
    let share = middle(all);
    Ok(Row {
        note: Some(format!("middle of {rounds} rounds of 300 calls in turn; {last}")),
        ..Row::alone(
            Figure::Auth,
            "a call with the middleware, less the call without and the signature",
            Amount {
                value: (share * 10.0).round() / 10.0,
                unit: "µs".to_owned(),
            },
            "< 30 µs",
            share < MOST_PER_CALL,
        )
    })
}

/// What OpenSSL's own measurement says of this machine.
fn openssl(times: &Times) -> Row {
    let what = "bare aws-lc signing, against `openssl speed rsa2048`";
    let said = run(Command::new("openssl").args(["speed", "-seconds", "3", "-mr", "rsa2048"]));
    // +F2:2:2048:signatures a second:verifications a second
    let signatures = said.as_deref().ok().and_then(|said| {
        let line = said.lines().find(|line| line.starts_with("+F2:"))?;
        line.split(':').nth(3)?.parse::<f64>().ok()
    });
    let bare = times.of(OURS, "bare-sign");
    let ours = by_processor(bare).unwrap_or_else(|| middle(bare.iter().map(|time| time.rate()).collect()));
    match signatures {
        Some(signatures) => Row {
            peer: Some(rate(signatures)),
            ratio: Some(ours / signatures),
            note: Some("both by processor time".to_owned()),
            ..Row::alone(Figure::Auth, what, rate(ours), "printed", true)
        },
        None => Row::skipped(
            Figure::Auth,
            what,
            "openssl is not here, or does not say what it measured",
        ),
    }
}

const OURS: &str = "ours";

/// Our side, built as benches are.
fn ours(bench: &Bench) -> Result<Side> {
    progress("building our side, optimised");
    let said = run(cargo().current_dir(bench.workspace.root()).args([
        "bench",
        "--quiet",
        "--package",
        "mcapi-auth",
        "--features",
        "rustcrypto",
        "--bench",
        "side",
        "--no-run",
        "--message-format",
        "json",
    ]))?;
    let program = said
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["target"]["name"] == "side")
        .find_map(|message| message["executable"].as_str().map(PathBuf::from))
        .context("cargo does not say where it built mc-auth's bench `side`")?;
    let operations: Vec<&str> = SHARED.iter().chain(&OWN).copied().collect();
    Side::start(OURS, &operations, Command::new(program))
}

/// Why a peer is not there, for some operations.
struct Skip {
    peer: &'static str,
    operations: Vec<&'static str>,
    why: String,
}

impl Skip {
    fn has(&self, operation: &str) -> bool {
        self.operations.contains(&operation)
    }
}

/// The peers that can be had, and why the others cannot.
fn peers(bench: &Bench, folder: &Path, inputs: &Path) -> (Vec<Side>, Vec<Skip>) {
    let mut found = Vec::new();
    let mut skipped = Vec::new();
    let mut add = |peer, operations: &[&'static str], side: Result<Side>| match side {
        Ok(side) => found.push(side),
        Err(error) => skipped.push(Skip {
            peer,
            operations: operations.to_vec(),
            why: format!("{error:#}").lines().next().unwrap_or_default().to_owned(),
        }),
    };
    add("Python", &SHARED, python(bench, folder, inputs));
    add("Node", &SHARED, node(bench, folder, inputs));
    for (program, operations) in [("SignerSide", &SHARED[..1]), ("EncryptionSide", &SHARED[1..])] {
        add("Java", operations, java(bench, folder, inputs, program, operations));
    }
    (found, skipped)
}

fn source(bench: &Bench, name: &str) -> PathBuf {
    bench.workspace.root().join("xtask/src/bench/peers").join(name)
}

/// A file of the interop tests, which pin the same libraries.
fn pinned(bench: &Bench, name: &str) -> PathBuf {
    bench.workspace.root().join("crates/mc-cli/tests/interop").join(name)
}

/// Whether what is installed is what is pinned; if not, the mark is taken away.
fn is_installed(mark: &Path, pin: &str) -> bool {
    let is = fs::read_to_string(mark).is_ok_and(|text| text == pin);
    if !is {
        let _ = fs::remove_file(mark);
    }
    is
}

fn python(bench: &Bench, folder: &Path, inputs: &Path) -> Result<Side> {
    let environment = folder.join("python");
    let program = environment.join("bin/python");
    let requirements = pinned(bench, "requirements.txt");
    let pin = fs::read_to_string(&requirements)?;
    let mark = folder.join("python.installed");
    if !is_installed(&mark, &pin) {
        progress("installing Python's libraries");
        run(Command::new("python3")
            .args(["-m", "venv", "--clear"])
            .arg(&environment))?;
        run(Command::new(&program)
            .args([
                "-m",
                "pip",
                "--quiet",
                "--disable-pip-version-check",
                "install",
                "--requirement",
            ])
            .arg(&requirements))?;
        fs::write(&mark, pin)?;
    }
    let mut command = Command::new(program);
    command.arg(source(bench, "side.py")).arg(inputs);
    checked("Python", &SHARED, command)
}

fn node(bench: &Bench, folder: &Path, inputs: &Path) -> Result<Side> {
    let packages = folder.join("node");
    let mark = folder.join("node.installed");
    let mut pin = String::new();
    for name in ["package.json", "package-lock.json"] {
        pin += &fs::read_to_string(pinned(bench, name))?;
    }
    if !is_installed(&mark, &pin) {
        progress("installing Node's libraries");
        fs::create_dir_all(&packages)?;
        for name in ["package.json", "package-lock.json"] {
            fs::copy(pinned(bench, name), packages.join(name))?;
        }
        run(Command::new("npm")
            .args([
                "ci",
                "--silent",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                "--prefix",
            ])
            .arg(&packages))?;
        fs::write(&mark, pin)?;
    }
    let mut command = Command::new("node");
    command.arg(source(bench, "side.js")).arg(inputs).arg(&packages);
    checked("Node", &SHARED, command)
}

fn java(bench: &Bench, folder: &Path, inputs: &Path, program: &str, operations: &[&'static str]) -> Result<Side> {
    let Some(libraries) = &bench.java_classpath else {
        bail!("no class path with Mastercard's libraries for Java was given: name it with --java-classpath");
    };
    let classes = folder.join("java");
    fs::create_dir_all(&classes)?;
    run(Command::new("javac")
        .arg("-d")
        .arg(&classes)
        .arg("-classpath")
        .arg(libraries)
        .arg(source(bench, &format!("{program}.java"))))
    .map_err(|_| anyhow::anyhow!("the class path has not all that {program}.java needs, or there is no javac"))?;
    let path = std::env::join_paths(std::iter::once(classes).chain(std::env::split_paths(libraries)))?;
    let mut command = Command::new("java");
    command.arg("-classpath").arg(path).arg(program).arg(inputs);
    checked("Java", operations, command)
}

/// Starts a side and has it do something, so that one that does not work is told of before the others begin.
fn checked(name: &'static str, operations: &[&'static str], command: Command) -> Result<Side> {
    let mut side = Side::start(name, operations, command)?;
    for operation in operations {
        side.time(operation, 1)?;
    }
    Ok(side)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(count: u64, wall: u64, processor: Option<u64>) -> Time {
        Time { count, wall, processor }
    }

    #[test]
    fn the_clock_decides_and_the_processor_time_is_told() {
        // Twice as slow by the clock, for the machine was busy; as fast by processor time.
        let ours = [time(10, 2_000_000_000, Some(1_000_000_000))];
        let theirs = [time(10, 1_000_000_000, Some(1_000_000_000))];
        let row = compare("x", &ours, &theirs, Some(0.95));
        assert_eq!((row.ratio, row.met), (Some(0.5), Some(false)));
        assert!(row.note.unwrap().ends_with("10/s and 10/s, ratio 1.00"));
        let row = compare("x", &ours, &[time(10, 1_000_000_000, None)], Some(0.5));
        assert_eq!((row.ratio, row.met), (Some(0.5), Some(true)));
        assert!(!row.note.unwrap().contains("ratio"));
        assert_eq!(compare("x", &ours, &theirs, None).met, Some(true));
    }

    #[test]
    fn rates_are_a_second() {
        assert!((per_second(500, 250_000_000) - 2000.0).abs() < 1e-9);
        assert!((middle(vec![3.0, 1.0, 2.0]) - 2.0).abs() < 1e-9);
    }

    #[test]
    fn two_threads_are_compared_round_by_round() {
        let second = 1_000_000_000;
        let mut times = BTreeMap::new();
        // The machine was half as fast in the second round, and something else ran in the third.
        times.insert(
            (OURS, "one-thread-oauth"),
            [1, 2, 1].map(|wall| time(10, wall * second, Some(1))).to_vec(),
        );
        times.insert(
            (OURS, "two-threads-oauth"),
            [1, 2, 2].map(|wall| time(20, wall * second, None)).to_vec(),
        );
        times.insert((OURS, "bare-sign"), vec![time(10, second, None)]);
        times.insert((OURS, "two-threads-bare-sign"), vec![time(15, second, None)]);
        let rows = Times(times).threads();
        assert_eq!((rows[0].ratio, rows[0].met), (Some(2.0), Some(true)));
        assert_eq!((rows[1].ratio, rows[1].met), (Some(1.5), Some(true)));
    }
}
