//! `mcapi receive`: the endpoint to which account updates are pushed.

mod init;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::Utc;
use clap::{Args, Subcommand, ValueEnum};
use mc_notifications::metric;
use mc_notifications::server::{Admin, Handle, Limits, Server, ServerTls, TlsSettings};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use serde::Deserialize;
use tokio::runtime::Runtime;

use crate::failure::{Failure, Result};
use crate::store::{self, Place, Purpose, Store};
use crate::streams;

/// How often what waits is counted for the metrics.
const OBSERVE: Duration = Duration::from_secs(15);
/// How often old updates are deleted.
const PURGE: Duration = Duration::from_secs(3_600);
/// How often room is made where the size is limited.
const SHRINK: Duration = Duration::from_secs(60);
/// How long acknowledged updates are kept unless the configuration says otherwise: longer than any sender repeats itself.
const RETAIN: u32 = 400;
/// Upper bounds in seconds, for every histogram of times.
const BUCKETS: [f64; 12] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 10.0];

const EXAMPLES: &str = "\
The client has to present a certificate that one of the roots stands behind and, where pins are given, that matches one of them.
An update is acknowledged when it is on the disk. Log lines go to standard error; they hold no card data.

SIGHUP reads certificate, roots, pins and configuration file again; SIGTERM ends after what is under way.

Examples:
  mcapi receive init trial
  mcapi receive --config trial/receive.toml
  export UPDATES_KEY=\"2026:$(openssl rand -base64 32)\"
  mcapi receive --listen 0.0.0.0:8443 --path /abu/notifications --certificate server.pem --private-key server.key \\
      --client-roots digicert.pem --pin dns:client.example.com \\
      --database updates.db --store-key-env UPDATES_KEY --admin 127.0.0.1:9464";

/// Receives account updates over mutual TLS and keeps them
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub(crate) struct Receive {
    #[command(subcommand)]
    command: Option<Command>,
    /// File with any of these options by their names, as TOML, with paths relative to it; what is given here as well goes first
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    settings: Settings,
    #[command(flatten)]
    place: Place,
    /// Form of the log lines
    #[arg(long, value_enum, default_value_t)]
    log: Log,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Init),
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Log {
    /// Lines to read
    #[default]
    Text,
    /// An object a line
    Json,
    /// None
    Off,
}

/// What a configuration file may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct File {
    #[serde(flatten)]
    settings: Settings,
    #[serde(flatten)]
    place: Place,
    #[serde(flatten)]
    unknown: BTreeMap<String, toml::Value>,
}

impl File {
    fn read(path: &Path) -> Result<Self> {
        let bytes = store::read(path)?;
        let place = format!("file {}", path.display());
        let text = std::str::from_utf8(&bytes).map_err(|_| Failure::at(&place, &"holds no text; write TOML"))?;
        let file: Self = toml::from_str(text).map_err(|error| Failure::at(&place, &error.message()))?;
        // Whoever starts it from another folder means the same files.
        let folder = path.parent().unwrap_or(Path::new(""));
        match file.unknown.keys().next() {
            None => Ok(Self {
                settings: file.settings.within(folder),
                place: file.place.within(folder),
                unknown: file.unknown,
            }),
            Some(name) => Err(Failure::at(
                &place,
                &format!("has the setting {name}, which there is not; they are called as the options are"),
            )),
        }
    }
}

#[derive(Clone, Debug, Default, Args, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
struct Settings {
    /// Address and port to listen at; port 0 takes a free one [default: 127.0.0.1:8443]
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// Path that updates are posted to [default: /]
    #[arg(long, value_name = "PATH")]
    path: Option<String>,
    /// The server's certificate and those above it; PEM
    #[arg(long, value_name = "FILE")]
    certificate: Option<PathBuf>,
    /// The server's private key; PEM without password
    #[arg(long, value_name = "FILE")]
    private_key: Option<PathBuf>,
    /// Roots that clients' certificates may come from; PEM, may be given several times
    #[arg(long, value_name = "FILE")]
    client_roots: Vec<PathBuf>,
    /// Lets in only clients that match: `subject:CN=...,O=...`, `dns:name`, `email:`, `uri:` or `ip:`; several times for any of them
    #[arg(long = "pin", value_name = "PIN")]
    pins: Vec<String>,
    /// Lists of revoked certificates; PEM, may be given several times
    #[arg(long = "revocation-list", value_name = "FILE")]
    revocation_lists: Vec<PathBuf>,
    /// Refuses TLS 1.2
    #[arg(long)]
    tls13_only: bool,
    /// Address for /healthz, /readyz and /metrics, without TLS [default: none]
    #[arg(long, value_name = "ADDRESS")]
    admin: Option<String>,
    /// Largest body in bytes [default: 65536]
    #[arg(long, value_name = "BYTES")]
    max_body: Option<usize>,
    /// Most connections at a time [default: 512]
    #[arg(long, value_name = "COUNT")]
    max_connections: Option<usize>,
    /// Most connections at a time whose client is not verified yet [default: 128]
    #[arg(long, value_name = "COUNT")]
    max_handshakes: Option<usize>,
    /// Most of these from one address; raise it behind a load balancer that hides the addresses of clients [default: 64]
    #[arg(long, value_name = "COUNT")]
    max_handshakes_per_address: Option<usize>,
    /// Seconds until the first byte of a new connection [default: 3]
    #[arg(long, value_name = "SECONDS")]
    first_byte_timeout: Option<u64>,
    /// Seconds from there to a verified client [default: 10]
    #[arg(long, value_name = "SECONDS")]
    handshake_timeout: Option<u64>,
    /// Seconds to go on serving after SIGTERM while not ready [default: 0]
    #[arg(long, value_name = "SECONDS")]
    notice: Option<u64>,
    /// Seconds that requests under way may take after that [default: 25]
    #[arg(long, value_name = "SECONDS")]
    drain: Option<u64>,
    /// Days after which acknowledged updates are deleted; 0 keeps them [default: 400]
    #[arg(long, value_name = "DAYS")]
    retain: Option<u32>,
    /// Most of the disk that the database may fill, in MiB: acknowledged updates are deleted to make room, and where that is not
    /// enough updates are refused [default: all of it]
    #[arg(long, value_name = "MIB")]
    max_size: Option<u64>,
}

impl Settings {
    fn or(self, file: Self) -> Self {
        let list = |own: Vec<_>, other| if own.is_empty() { other } else { own };
        Self {
            listen: self.listen.or(file.listen),
            path: self.path.or(file.path),
            certificate: self.certificate.or(file.certificate),
            private_key: self.private_key.or(file.private_key),
            client_roots: list(self.client_roots, file.client_roots),
            pins: if self.pins.is_empty() { file.pins } else { self.pins },
            revocation_lists: list(self.revocation_lists, file.revocation_lists),
            tls13_only: self.tls13_only || file.tls13_only,
            admin: self.admin.or(file.admin),
            max_body: self.max_body.or(file.max_body),
            max_connections: self.max_connections.or(file.max_connections),
            max_handshakes: self.max_handshakes.or(file.max_handshakes),
            max_handshakes_per_address: self.max_handshakes_per_address.or(file.max_handshakes_per_address),
            first_byte_timeout: self.first_byte_timeout.or(file.first_byte_timeout),
            handshake_timeout: self.handshake_timeout.or(file.handshake_timeout),
            notice: self.notice.or(file.notice),
            drain: self.drain.or(file.drain),
            retain: self.retain.or(file.retain),
            max_size: self.max_size.or(file.max_size),
        }
    }

    fn within(mut self, folder: &Path) -> Self {
        for path in [&mut self.certificate, &mut self.private_key] {
            store::within(path, folder);
        }
        for path in self.client_roots.iter_mut().chain(&mut self.revocation_lists) {
            *path = folder.join(&path);
        }
        self
    }

    fn max_bytes(&self) -> Option<u64> {
        self.max_size.map(|size| size.saturating_mul(1 << 20))
    }

    fn limits(&self) -> Limits {
        let mut limits = Limits::new();
        if let Some(count) = self.max_connections {
            limits = limits.with_connections(count);
        }
        if let Some(count) = self.max_handshakes {
            limits = limits.with_handshakes(count);
        }
        if let Some(count) = self.max_handshakes_per_address {
            limits = limits.with_handshakes_per_address(count);
        }
        if let Some(seconds) = self.first_byte_timeout {
            limits = limits.with_first_byte_timeout(Duration::from_secs(seconds));
        }
        if let Some(seconds) = self.handshake_timeout {
            limits = limits.with_handshake_timeout(Duration::from_secs(seconds));
        }
        limits
    }

    fn tls(&self) -> Result<ServerTls> {
        let file = |path: &Option<PathBuf>, option: &str| match path {
            Some(path) => store::read(path),
            None => Err(Failure::new(format!(
                "{option} is missing; give it, or write it into the file of --config"
            ))),
        };
        if let Some(warning) = self.private_key.as_deref().and_then(store::exposed) {
            tracing::warn!("{warning}");
        }
        let mut tls = TlsSettings::new(
            &file(&self.certificate, "--certificate")?,
            &file(&self.private_key, "--private-key")?,
        )?;
        for path in &self.client_roots {
            tls = tls.with_client_roots(&store::read(path)?)?;
        }
        for path in &self.revocation_lists {
            tls = tls.with_revocation_lists(&store::read(path)?)?;
        }
        for pin in &self.pins {
            tls = tls.with_pin(pin.parse()?);
        }
        if self.tls13_only {
            tls = tls.with_tls13_only();
        }
        if self.pins.is_empty() {
            tracing::warn!("no pin is given: every client that one of the roots has signed for gets in");
        }
        Ok(tls.build()?)
    }
}

impl Receive {
    pub(crate) fn run(self) -> Result<()> {
        let Self {
            command,
            config,
            settings: own,
            place,
            log,
        } = self;
        if let Some(Command::Init(init)) = command {
            return init.run();
        }
        log.start()?;
        let (settings, place) = match &config {
            None => (own.clone(), place),
            Some(path) => {
                let file = File::read(path)?;
                (own.clone().or(file.settings), place.or(file.place))
            }
        };
        let metrics = PrometheusBuilder::new()
            .set_buckets(&BUCKETS)
            .map_err(|error| Failure::at(&"metrics", &error))?
            .build_recorder();
        let render = metrics.handle();
        metrics::set_global_recorder(metrics).map_err(|error| Failure::at(&"metrics", &error))?;
        metric::describe();
        let runtime = runtime()?;
        let tls = settings.tls()?;
        if let Some(warning) = place.key_file().and_then(store::exposed) {
            tracing::warn!("{warning}");
        }
        let max_bytes = settings.max_bytes();
        let store = place.open(&runtime, Purpose::Receive { max_bytes })?;
        runtime.block_on(async {
            // A store that is full or out of reach is to be known before the sender finds out.
            store.sink().check().await?;
            name_unreadable(&store).await?;
            let server = serve(&settings, tls, &store, &render).await?;
            let reload = move || {
                let settings = match &config {
                    None => own.clone(),
                    Some(path) => own.clone().or(File::read(path)?.settings),
                };
                settings.tls()
            };
            tokio::spawn(signals(server.handle(), reload)?);
            tokio::spawn(observe(store.clone(), render));
            let days = settings.retain.unwrap_or(RETAIN);
            if days > 0 {
                tokio::spawn(purge(store.clone(), chrono::Duration::days(days.into())));
            }
            if let Some(max_bytes) = max_bytes {
                tokio::spawn(shrink(store, max_bytes));
            }
            let drained = server.run().await;
            if drained.aborted > 0 {
                return Err(Failure::new(format!(
                    "{} connections did not end in time and were cut off; the sender sends again what was not answered",
                    drained.aborted
                )));
            }
            Ok(())
        })
    }
}

impl Log {
    fn start(self) -> Result<()> {
        let lines = tracing_subscriber::fmt()
            .with_writer(std::io::stderr)
            .with_ansi(false)
            .with_max_level(tracing::Level::INFO);
        match self {
            Self::Off => return Ok(()),
            Self::Text => tracing::subscriber::set_global_default(lines.finish()),
            Self::Json => tracing::subscriber::set_global_default(lines.json().finish()),
        }
        .map_err(|error| Failure::at(&"log", &error))
    }
}

pub(crate) fn runtime() -> Result<Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::new(format!("threads cannot be started: {}", error.kind())))
}

/// A server that listens, and the lines that say where.
async fn serve(settings: &Settings, tls: ServerTls, store: &Store, render: &PrometheusHandle) -> Result<Server> {
    let path = settings.path.as_deref().unwrap_or("/");
    if !path.starts_with('/') {
        return Err(Failure::new("--path has to begin with a slash"));
    }
    let mut receiver = store.receiver().with_path(path);
    if let Some(bytes) = settings.max_body {
        receiver = receiver.with_max_body(bytes);
    }
    let listen = settings.listen.as_deref().unwrap_or("127.0.0.1:8443");
    let mut server = Server::bind(listen, tls, receiver)
        .await?
        .with_limits(settings.limits());
    if let Some(seconds) = settings.notice {
        server = server.with_notice(Duration::from_secs(seconds));
    }
    if let Some(seconds) = settings.drain {
        server = server.with_drain(Duration::from_secs(seconds));
    }
    let mut lines = format!("listening on https://{}{path}\n", server.local_addr());
    if let Some(address) = &settings.admin {
        let render = render.clone();
        let admin = Admin::bind(address.as_str())
            .await?
            .with_metrics(move || render.render());
        let _ = writeln!(lines, "admin on http://{}", admin.local_addr());
        server = server.with_admin(admin);
    }
    // Whoever has started it waits for this; where nobody reads, that is no reason to stop.
    let mut output = std::io::stdout().lock();
    let _ = output.write_all(lines.as_bytes()).and_then(|()| output.flush());
    Ok(server)
}

/// Stops and reloads when told to by the system.
#[cfg(unix)]
fn signals(
    handle: Handle,
    reload: impl Fn() -> Result<ServerTls> + Send + 'static,
) -> Result<impl Future<Output = ()> + Send> {
    use tokio::signal::unix::{SignalKind, signal};

    let listen =
        |kind| signal(kind).map_err(|error| Failure::new(format!("signals cannot be received: {}", error.kind())));
    let (mut terminate, mut interrupt) = (listen(SignalKind::terminate())?, listen(SignalKind::interrupt())?);
    let mut hang_up = listen(SignalKind::hangup())?;
    Ok(async move {
        loop {
            tokio::select! {
                _ = terminate.recv() => handle.shutdown(),
                _ = interrupt.recv() => handle.shutdown(),
                _ = hang_up.recv() => match reload() {
                    Ok(tls) => handle.replace_tls(tls),
                    Err(failure) => {
                        metrics::counter!(metric::RELOADS, "outcome" => "failed").increment(1);
                        tracing::error!(%failure, "what was read again cannot be used; what was there stays");
                    }
                },
            }
        }
    })
}

/// Stops when told to by the keyboard; there is no signal for reloading here.
#[cfg(not(unix))]
fn signals(
    handle: Handle,
    _: impl Fn() -> Result<ServerTls> + Send + 'static,
) -> Result<impl Future<Output = ()> + Send> {
    Ok(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            handle.shutdown();
        }
    })
}

async fn observe(store: Store, metrics: PrometheusHandle) {
    let mut ticks = tokio::time::interval(OBSERVE);
    loop {
        ticks.tick().await;
        metrics.run_upkeep();
        match store.queue().figures().await {
            Ok(figures) => metric::observe(&figures, Utc::now()),
            Err(error) => tracing::error!(%error, "what waits could not be counted"),
        }
    }
}

async fn purge(store: Store, retain: chrono::Duration) {
    let mut ticks = tokio::time::interval(PURGE);
    loop {
        ticks.tick().await;
        match store.queue().purge(Utc::now() - retain).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "old acknowledged updates deleted"),
            Err(error) => tracing::error!(%error, "old updates could not be deleted"),
        }
    }
}

/// Makes room before there is none: to nine tenths of what is allowed.
async fn shrink(store: Store, max_bytes: u64) {
    let mut ticks = tokio::time::interval(SHRINK);
    loop {
        ticks.tick().await;
        match store.queue().shrink(max_bytes / 10 * 9).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "acknowledged updates deleted to make room"),
            Err(error) => tracing::error!(%error, "no room could be made"),
        }
    }
}

/// Says which updates wait for a key or a restored backup, so that nobody takes a start without complaint for a good one.
async fn name_unreadable(store: &Store) -> Result<()> {
    const NAMED: u32 = 20;

    let figures = store.queue().figures().await?;
    if figures.unreadable > 0 {
        for aside in store.queue().set_aside(NAMED).await? {
            tracing::error!(id = aside.id, received_at = %aside.received_at, why = ?aside.why, "an update is not handed out");
        }
        tracing::error!(
            count = figures.unreadable,
            "updates cannot be read: hand over the encryption keys that are missing, behind the one in use, or restore a backup"
        );
    }
    Ok(())
}

/// The place that a configuration file of `mcapi receive` names.
pub(crate) fn place_in(path: &Path) -> Result<Place> {
    File::read(path).map(|file| file.place)
}

/// Prints one object on a line.
pub(crate) fn print_line(value: &serde_json::Value) -> Result<()> {
    streams::print(value.to_string().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_of_the_compose_file_is_taken() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/deploy/receive.toml");
        let file = File::read(&path).unwrap();
        // What the image's health check asks, and what the compose file publishes.
        assert_eq!(file.settings.admin.as_deref(), Some("127.0.0.1:9464"));
        assert_eq!(file.settings.listen.as_deref(), Some("0.0.0.0:8443"));
    }
}
