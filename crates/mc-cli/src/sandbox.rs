//! `mcapi sandbox`: a local stand-in for Mastercard's services.

use std::fmt::Write as _;
use std::io::Write as _;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::time::Duration;

use mc_sandbox::{Authentication, Product, PushTarget, Sandbox, Seen};
use serde_json::Value;
use zeroize::Zeroizing;

use crate::failure::{Failure, Result};
use crate::streams::{self, print};

/// Runs a local stand-in for Mastercard's services, until it is told to stop
///
/// It listens on the loopback interface, over TLS by an authority that it makes at the start, and prints what to set.
/// Signatures, client certificates, encryption and contracts are checked as the real gateway and products check them; each
/// product remembers what it was told. State, faults and clock are moved by the control endpoint, whose page at / shows
/// what came in.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  mcapi sandbox --dir sandbox
  mcapi sandbox explain mastercom
  mcapi sandbox --oauth-port 8443 --mtls-port 9443 --control-port 8080 --seed state.json

Ctrl-C or SIGTERM ends it, with exit status 0."
)]
pub(crate) struct SandboxCommand {
    #[command(subcommand)]
    action: Option<Action>,
    /// Where to write keys, certificates and sandbox.json, which names them; keys that are there already are used again
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// The port of the products that want signatures [default: any that is free]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    oauth_port: u16,
    /// The port of the products that want client certificates [default: any that is free]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    mtls_port: u16,
    /// The port of the control endpoint, plain HTTP [default: any that is free]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    control_port: u16,
    /// A JSON file with the state to begin with, whose members are products
    #[arg(long, value_name = "FILE")]
    seed: Option<PathBuf>,
    /// Where notifications of account updates go
    #[arg(long, value_name = "URL", requires = "push_ca")]
    push_url: Option<String>,
    /// The root, as PEM, that the certificate of --push-url hangs on
    #[arg(long, value_name = "FILE", requires = "push_url")]
    push_ca: Option<PathBuf>,
    /// How far timestamps of signatures may be from the clock, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    timestamp_window: u64,
    /// Refuse, with status 429, what exceeds the rate that a product's documentation states
    #[arg(long)]
    documented_rates: bool,
    /// Refuse what exceeds so many requests of a product in any second; again for other products
    #[arg(long = "rate", value_name = "PRODUCT=N", value_parser = rate)]
    rates: Vec<(Product, NonZeroU32)>,
    /// Say nothing of the requests that come in
    #[arg(long, short)]
    quiet: bool,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    Explain(Explain),
}

/// Explains how the sandbox behaves: which input gets which response, what it remembers, and what a seed looks like
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  mcapi sandbox explain
  mcapi sandbox explain automatic-billing-updater
  mcapi sandbox explain --seed-schema > seed.schema.json")]
struct Explain {
    /// The product [default: all]
    #[arg(value_name = "PRODUCT", value_parser = products())]
    product: Option<Product>,
    /// Print the JSON Schema of seeds instead
    #[arg(long, conflicts_with = "product")]
    seed_schema: bool,
}

/// The products' ids as the only values.
fn products() -> impl clap::builder::TypedValueParser<Value = Product> {
    use clap::builder::TypedValueParser as _;
    clap::builder::PossibleValuesParser::new(Product::ALL.map(Product::id)).try_map(|id| id.parse::<Product>())
}

impl Explain {
    fn run(&self) -> Result<()> {
        if self.seed_schema {
            return print(format!("{:#}\n", mc_sandbox::seed_schema()).as_bytes());
        }
        let pages: Vec<String> = match self.product {
            Some(product) => vec![product.manual().to_string()],
            None => Product::ALL
                .iter()
                .map(|product| product.manual().to_string())
                .collect(),
        };
        print(pages.join("\n").as_bytes())
    }
}

impl SandboxCommand {
    pub(crate) fn run(&self) -> Result<()> {
        match &self.action {
            Some(Action::Explain(explain)) => return explain.run(),
            None => {}
        }
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| Failure::new(format!("the program cannot wait for signals: {error}; start it again")))?;
        runtime.block_on(self.serve())
    }

    async fn serve(&self) -> Result<()> {
        // From here on a signal ends the sandbox in order, whenever it comes.
        let mut stop = Stop::new()?;
        let mut builder = Sandbox::builder()
            .with_oauth_port(self.oauth_port)
            .with_mtls_port(self.mtls_port)
            .with_control_port(self.control_port)
            .with_timestamp_window(Duration::from_secs(self.timestamp_window));
        if self.documented_rates {
            builder = builder.with_documented_rates();
        }
        for (product, rate) in &self.rates {
            builder = builder.with_rate(*product, *rate);
        }
        if let Some(folder) = &self.dir {
            builder = builder.with_folder(folder);
        }
        if let Some(path) = &self.seed {
            builder = builder.with_seed(json(path)?);
        }
        if let (Some(url), Some(path)) = (&self.push_url, &self.push_ca) {
            let target =
                PushTarget::new(url, text(path)?.as_str()).map_err(|error| Failure::at(&"--push-url", &error))?;
            builder = builder.with_push_target(target);
        }
        if !self.quiet {
            builder = builder.with_observer(|seen| {
                // Whoever has stopped reading does not want to know.
                let _ = writeln!(std::io::stdout().lock(), "{}", line(seen));
            });
        }
        let sandbox = builder.start().await.map_err(|error| Failure::new(error.to_string()))?;
        match print(what_to_set(&sandbox, self.dir.as_deref()).as_bytes()) {
            Ok(()) | Err(Failure::ClosedOutput) => {}
            Err(failure) => return Err(failure),
        }
        stop.wait().await;
        sandbox.shutdown().await;
        Ok(())
    }
}

fn rate(text: &str) -> std::result::Result<(Product, NonZeroU32), String> {
    let (product, rate) = text
        .split_once('=')
        .ok_or("there is no equals sign in it; write PRODUCT=N, such as mastercom=150")?;
    let product = product.parse().map_err(|error: mc_sandbox::Error| error.to_string())?;
    let rate = rate
        .parse()
        .map_err(|_| "the rate is a whole number of requests a second, 1 or more")?;
    Ok((product, rate))
}

/// Lines for a shell, after one for people.
fn what_to_set(sandbox: &Sandbox, folder: Option<&Path>) -> String {
    let mut lines = vec![("CONTROL_URL".to_owned(), sandbox.control_url())];
    for product in Product::ALL {
        let name = product.id().replace('-', "_").to_uppercase();
        lines.push((format!("{name}_URL"), sandbox.base_url(product)));
    }
    lines.push((
        "CONSUMER_KEY".to_owned(),
        sandbox.credentials().consumer_key().to_owned(),
    ));
    let settings = sandbox.settings();
    if let Some(folder) = folder {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        lines.push(("DIR".to_owned(), folder.display().to_string()));
        for (name, file) in settings["files"].as_object().into_iter().flatten() {
            let path = folder.join(file.as_str().unwrap_or_default());
            lines.push((format!("{}_FILE", name.to_uppercase()), path.display().to_string()));
        }
        lines.push((
            "P12_PASSWORD".to_owned(),
            settings["p12_password"].as_str().unwrap_or_default().to_owned(),
        ));
    }
    let mut out = format!("The sandbox listens; its status page is {}/\n", sandbox.control_url());
    let by = |authentication| {
        let served = Product::ALL
            .iter()
            .filter(|product| product.authentication() == authentication);
        served.map(|product| product.id()).collect::<Vec<_>>().join(", ")
    };
    let _ = writeln!(
        out,
        "signed requests, {}: {}",
        sandbox.oauth_address(),
        by(Authentication::OAuth1)
    );
    let _ = writeln!(
        out,
        "client certificates, {}: {}",
        sandbox.mtls_address(),
        by(Authentication::MutualTls)
    );
    if folder.is_none() {
        out.push_str("No client can sign or connect without its keys: --dir DIR writes them\n");
    }
    out.push('\n');
    for (name, value) in lines {
        let value = shlex::try_quote(&value).map_or_else(|_| value.clone(), std::borrow::Cow::into_owned);
        let _ = writeln!(out, "export MCAPI_SANDBOX_{name}={value}");
    }
    out.push('\n');
    out
}

/// A request, in a line without anything that was in it.
fn line(seen: &Seen) -> String {
    let mut line = seen.time.format("%H:%M:%S%.3f").to_string();
    match seen.status {
        Some(status) => {
            let _ = write!(line, " {status}");
        }
        None => line.push_str(" ---"),
    }
    for part in [
        seen.product.unwrap_or_default(),
        seen.operation.unwrap_or_default(),
        &seen.auth,
        &seen.encryption,
        &seen.faults,
        &seen.reason,
    ] {
        if !part.is_empty() {
            line.push_str(" | ");
            line.push_str(&crate::failure::printable(part));
        }
    }
    let _ = write!(line, " | {:.1} ms", seen.duration.as_secs_f64() * 1000.0);
    line
}

fn text(path: &Path) -> Result<Zeroizing<String>> {
    streams::text(path).map_err(|error| {
        Failure::new(format!(
            "{} cannot be read: {}; check its name and rights",
            path.display(),
            error.kind()
        ))
    })
}

fn json(path: &Path) -> Result<Value> {
    serde_json::from_str(&text(path)?).map_err(|error| {
        Failure::new(format!(
            "{} is no JSON: line {} column {}; it has to be an object whose members are products",
            path.display(),
            error.line(),
            error.column()
        ))
    })
}

/// The signals that end the program.
struct Stop {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
}

impl Stop {
    #[cfg(unix)]
    fn new() -> Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        let heard = |kind| {
            signal(kind).map_err(|error| Failure::new(format!("signals cannot be heard: {error}; start it again")))
        };
        Ok(Self {
            terminate: heard(SignalKind::terminate())?,
            interrupt: heard(SignalKind::interrupt())?,
        })
    }

    #[cfg(unix)]
    async fn wait(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }

    #[cfg(not(unix))]
    fn new() -> Result<Self> {
        Ok(Self {})
    }

    #[cfg(not(unix))]
    async fn wait(&mut self) {
        let _ = tokio::signal::ctrl_c().await;
    }
}
