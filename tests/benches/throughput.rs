//! Typed calls a second: `cargo bench -p mc-tests --bench throughput`.
//!
//! 64 calls are in flight on one client, through `mc-auth` and TLS to the sandbox, which runs in the same process and checks
//! everything: so the figure is that of both sides together, on the cores that are printed. The share of RSA is what its
//! operations cost alone, measured before, against the processor time that all took. `--json` prints one JSON document,
//! `--seconds N` sets how long each row is measured.

use std::future::Future;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use mc_auth::keys::KeySource;
use mc_auth::rsa::{OaepHash, SignatureAlgorithm, default_backend};
use mc_automatic_billing_updater::models::{Account, Customer, Inquiry};
use mc_identity_insights::models::{AccountInfo, AccountOpeningData, UserInput};
use mc_sandbox::{Product, Sandbox};
use serde_json::{Value, json};
use tokio::task::JoinSet;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const IN_FLIGHT: usize = 64;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Outcome<()> {
    let (time, is_json) = arguments()?;
    let sandbox = Sandbox::builder().start().await?;
    let rsa = Rsa::measure(&sandbox)?;
    let cores = std::thread::available_parallelism()?.get();

    let product = Product::AutomaticBillingUpdater;
    let accounts = mc_automatic_billing_updater::Client::new(sandbox.http(product)?, sandbox.environment(product));
    let signed = measure(time, move || {
        let client = accounts.clone();
        async move {
            let customer = Customer::new("1076", "100000000000001");
            let account = Account::new("5200000000000018".to_owned(), "1229".to_owned());
            client
                .inquiries()
                .inquire_account(&Inquiry::new("1", customer, account))
                .await
                .map(drop)
        }
    })
    .await?;
    let product = Product::IdentityInsights;
    let insights = mc_identity_insights::Client::new(sandbox.http(product)?, sandbox.environment(product));
    let encrypted = measure(time, move || {
        let client = insights.clone();
        async move {
            let user = UserInput::new(AccountInfo::new()).email("jane.roe@example.com".to_owned());
            let data = AccountOpeningData::new(user);
            client
                .openings()
                .retrieve_account_opening_insights(&data)
                .await
                .map(drop)
        }
    })
    .await?;

    let rows = [
        ("signed: an inquiry of ABU, OAuth 1.0a", signed, rsa.sign + rsa.verify),
        (
            "encrypted: identity insights, mutual TLS and JWE",
            encrypted,
            rsa.encrypt + rsa.decrypt,
        ),
    ];
    if is_json {
        let rows: Vec<Value> = rows.iter().map(|(what, row, rsa)| row.json(what, *rsa)).collect();
        let micros = |time: Duration| time.as_secs_f64() * 1e6;
        let document = json!({
            "in_flight": IN_FLIGHT,
            "cores": cores,
            "rsa_microseconds": {
                "sign": micros(rsa.sign), "verify": micros(rsa.verify),
                "encrypt": micros(rsa.encrypt), "decrypt": micros(rsa.decrypt),
            },
            "rows": rows,
        });
        println!("{document:#}");
        return Ok(());
    }
    println!("{IN_FLIGHT} calls in flight on one client, client and sandbox together on {cores} cores");
    println!(
        "RSA 2048 alone: sign {:.0?}, verify {:.0?}, encrypt {:.0?}, decrypt {:.0?}\n",
        rsa.sign, rsa.verify, rsa.encrypt, rsa.decrypt
    );
    println!(
        "{:<50}  {:>8}  {:>14}  {:>10}  {:>14}",
        "calls", "a second", "processor time", "cores used", "of that, RSA"
    );
    for (what, row, rsa) in &rows {
        let cpu = row
            .cpu
            .map_or_else(|| "?".to_owned(), |_| format!("{:.0} µs", row.cpu_of_a_call() * 1e6));
        let used = row.cpu.map_or_else(
            || "?".to_owned(),
            |cpu| format!("{:.2}", cpu.as_secs_f64() / row.wall.as_secs_f64()),
        );
        let share = row
            .share(*rsa)
            .map_or_else(|| "?".to_owned(), |share| format!("{:.0} %", share * 100.0));
        println!("{what:<50}  {:>8.0}  {cpu:>14}  {used:>10}  {share:>14}", row.rate());
    }
    Ok(())
}

fn arguments() -> Outcome<(Duration, bool)> {
    let (mut time, mut is_json) = (Duration::from_secs(5), false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            // Cargo says so.
            "--bench" => {}
            "--json" => is_json = true,
            "--seconds" => time = Duration::from_secs_f64(arguments.next().unwrap_or_default().parse()?),
            other => return Err(format!("there is no option {other}; there are --json and --seconds N").into()),
        }
    }
    Ok((time, is_json))
}

/// What an operation takes, one at a time.
struct Rsa {
    sign: Duration,
    verify: Duration,
    encrypt: Duration,
    decrypt: Duration,
}

impl Rsa {
    fn measure(sandbox: &Sandbox) -> Outcome<Self> {
        let credentials = sandbox.credentials();
        let key = credentials.signing().private_key()?;
        let backend = default_backend();
        let (private, public) = (backend.private_key(&key)?, backend.public_key(key.public_key())?);
        let algorithm = SignatureAlgorithm::Pkcs1Sha256;
        let signature = private.sign(algorithm, b"base string")?;
        let certificate = KeySource::bytes(credentials.encryption_certificate_pem().into_bytes()).certificate()?;
        let theirs = backend.public_key(&certificate.public_key()?)?;
        let ciphertext = public.encrypt_oaep(OaepHash::Sha256, &[7; 32])?;
        Ok(Self {
            sign: median(|| private.sign(algorithm, b"base string").map(drop))?,
            verify: median(|| public.verify(algorithm, b"base string", &signature))?,
            encrypt: median(|| theirs.encrypt_oaep(OaepHash::Sha256, &[7; 32]).map(drop))?,
            decrypt: median(|| private.decrypt_oaep(OaepHash::Sha256, &ciphertext).map(drop))?,
        })
    }
}

/// The median of many: what others do on this machine is not counted.
fn median(mut operation: impl FnMut() -> mc_auth::Result<()>) -> Outcome<Duration> {
    let mut times = Vec::new();
    for _ in 0..501 {
        let started = Instant::now();
        operation()?;
        times.push(started.elapsed());
    }
    times.sort_unstable();
    Ok(times[times.len() / 2])
}

/// What was measured of one kind of call.
struct Row {
    calls: u64,
    wall: Duration,
    /// Of the whole process; unknown where the system does not tell.
    cpu: Option<Duration>,
}

#[expect(clippy::cast_precision_loss, reason = "a double can count all calls of some seconds")]
impl Row {
    fn rate(&self) -> f64 {
        self.calls as f64 / self.wall.as_secs_f64()
    }

    fn cpu_of_a_call(&self) -> f64 {
        self.cpu.unwrap_or_default().as_secs_f64() / self.calls as f64
    }

    fn share(&self, rsa: Duration) -> Option<f64> {
        self.cpu.map(|_| rsa.as_secs_f64() / self.cpu_of_a_call())
    }

    fn json(&self, what: &str, rsa: Duration) -> Value {
        json!({
            "what": what,
            "calls_a_second": self.rate(),
            "calls": self.calls,
            "seconds": self.wall.as_secs_f64(),
            "cpu_seconds": self.cpu.map(|cpu| cpu.as_secs_f64()),
            "rsa_share_of_cpu": self.share(rsa),
        })
    }
}

/// Makes calls for some time, always so many at once.
async fn measure<F, C>(time: Duration, call: F) -> Outcome<Row>
where
    F: Fn() -> C + Send + Sync + 'static,
    C: Future<Output = mc_core::Result<()>> + Send,
{
    let call = Arc::new(call);
    let counted = Arc::new(AtomicU64::new(0));
    // Connections are made, and caches are warm.
    rounds(&call, &counted, time / 10).await?;
    counted.store(0, Ordering::Relaxed);
    let (started, cpu) = (Instant::now(), cpu());
    rounds(&call, &counted, time).await?;
    let wall = started.elapsed();
    Ok(Row {
        calls: counted.load(Ordering::Relaxed),
        wall,
        cpu: cpu.zip(self::cpu()).map(|(before, after)| after.saturating_sub(before)),
    })
}

async fn rounds<F, C>(call: &Arc<F>, counted: &Arc<AtomicU64>, time: Duration) -> Outcome<()>
where
    F: Fn() -> C + Send + Sync + 'static,
    C: Future<Output = mc_core::Result<()>> + Send,
{
    let end = Instant::now() + time;
    let mut tasks = JoinSet::new();
    for _ in 0..IN_FLIGHT {
        let (call, counted) = (Arc::clone(call), Arc::clone(counted));
        tasks.spawn(async move {
            while Instant::now() < end {
                call().await?;
                counted.fetch_add(1, Ordering::Relaxed);
            }
            Ok::<_, mc_core::Error>(())
        });
    }
    while let Some(task) = tasks.join_next().await {
        task??;
    }
    Ok(())
}

/// The processor time of this process, in user and kernel mode; Linux counts it in hundredths of a second.
fn cpu() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, in parentheses, may have blanks in it.
    let (_, rest) = text.rsplit_once(')')?;
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let (user, system): (u64, u64) = (fields.get(11)?.parse().ok()?, fields.get(12)?.parse().ok()?);
    Some(Duration::from_millis((user + system) * 10))
}
