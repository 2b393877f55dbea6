use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU32;
use std::sync::{Arc, Mutex, OnceLock};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use mc_auth::ClientBuilder;
use mc_auth::keys::{KeySource, PublicKey};
use mc_auth::oauth1::OAuth1;
use mc_auth::oauth2::{Credentials as OAuth2Credentials, OAuth2Config, Server, SigningKey};
use mc_auth::payload::EncryptionLayer;
use mc_auth::rsa::LocalSigner;
use mc_auth::tls::{ClientIdentity, ClientTls};
use mc_core::Environment;
use reqwest_middleware::ClientWithMiddleware;
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot, watch};

use crate::clock::SandboxClock;
use crate::contract::Contract;
use crate::credentials::{ALIAS, Credentials, PASSWORD};
use crate::fault::{Plan, PlannedFault};
use crate::files;
use crate::gateway::{Observer, Signal, State};
use crate::log::{Bounded, Seen};
use crate::oauth::Verifier;
use crate::oauth2::{OAuth2Rules, OAuth2Server, TOKEN_PATH};
use crate::payload::{self, Payload, PayloadRules};
use crate::product::{Authentication, Product};
use crate::push::{Delivery, PushTarget, Pushes};
use crate::rate::Rates;
use crate::server::{self, Port};
use crate::{Error, Result, services};

/// How long a stop waits for answers that are under way.
const GRACE: Duration = Duration::from_secs(5);

/// Sets a sandbox up.
///
/// ```
/// use mc_sandbox::Sandbox;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> mc_sandbox::Result<()> {
/// let sandbox = Sandbox::builder().start().await?;
/// println!("{}", sandbox.control_url());
/// # Ok(())
/// # }
/// ```
#[must_use = "a builder does nothing until it starts"]
pub struct SandboxBuilder {
    oauth_port: u16,
    mtls_port: u16,
    control_port: u16,
    credentials: Option<Credentials>,
    folder: Option<PathBuf>,
    clock: SandboxClock,
    window: Duration,
    nonces: usize,
    oauth2: Option<OAuth2Rules>,
    rates: Rates,
    max_body: usize,
    log: usize,
    rules: BTreeMap<Product, PayloadRules>,
    push: Option<PushTarget>,
    seed: Option<Value>,
    observer: Option<Observer>,
    lets_violations_through: bool,
}

impl SandboxBuilder {
    fn new() -> Self {
        Self {
            oauth_port: 0,
            mtls_port: 0,
            control_port: 0,
            credentials: None,
            folder: None,
            clock: SandboxClock::new(),
            window: Duration::from_secs(5 * 60),
            nonces: 1 << 18,
            oauth2: None,
            rates: Rates::default(),
            max_body: 32 << 20,
            log: 1000,
            rules: BTreeMap::new(),
            push: None,
            seed: None,
            observer: None,
            lets_violations_through: false,
        }
    }

    /// The port of the products that want signatures; any that is free otherwise.
    pub fn with_oauth_port(mut self, port: u16) -> Self {
        self.oauth_port = port;
        self
    }

    /// The port of the products that want client certificates; any that is free otherwise.
    pub fn with_mtls_port(mut self, port: u16) -> Self {
        self.mtls_port = port;
        self
    }

    /// The port of the control endpoint and the status page; any that is free otherwise.
    pub fn with_control_port(mut self, port: u16) -> Self {
        self.control_port = port;
        self
    }

    /// Keys and certificates that were made before.
    pub fn with_credentials(mut self, credentials: &Credentials) -> Self {
        self.credentials = Some(credentials.clone());
        self
    }

    /// A folder that has, while the sandbox runs, all that a client in another language needs: see
    /// [`write_files`](Sandbox::write_files).
    ///
    /// Keys are kept there: the next sandbox on this folder has the same consumer key, authority and certificates, unless one
    /// of them ends within 45 days. Two sandboxes do not run on one folder. Credentials that are given to the builder take the
    /// place of those in the folder.
    pub fn with_folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = Some(folder.into());
        self
    }

    /// A clock to go by.
    pub fn with_clock(mut self, clock: &SandboxClock) -> Self {
        self.clock = clock.clone();
        self
    }

    /// How far a timestamp may be from the clock, five minutes otherwise.
    pub fn with_timestamp_window(mut self, window: Duration) -> Self {
        self.window = window;
        self
    }

    /// How many nonces are remembered; older signatures are refused once there are more.
    pub fn with_nonce_capacity(mut self, nonces: usize) -> Self {
        self.nonces = nonces;
        self
    }

    /// Accepts OAuth 2.0 beside OAuth 1.0a, and issues access tokens at `/oauth/token`.
    pub fn with_oauth2(mut self, rules: OAuth2Rules) -> Self {
        self.oauth2 = Some(rules);
        self
    }

    /// Answers 429, with `Retry-After: 1`, what exceeds the rate that a product's documentation states; nothing otherwise.
    ///
    /// Requests of the second before count, whatever became of them, and those that are refused do not.
    pub fn with_documented_rates(mut self) -> Self {
        self.rates = Rates::documented();
        self
    }

    /// Answers 429 what exceeds so many requests of a product in any second.
    pub fn with_rate(mut self, product: Product, per_second: NonZeroU32) -> Self {
        self.rates.set(product, per_second);
        self
    }

    /// How large a request's body may be, 32 MiB otherwise.
    pub fn with_max_body_bytes(mut self, max: usize) -> Self {
        self.max_body = max;
        self
    }

    /// How many requests the log holds, 1000 otherwise.
    pub fn with_log_capacity(mut self, requests: usize) -> Self {
        self.log = requests;
        self
    }

    /// How a product's payloads are encrypted.
    pub fn with_payload_rules(mut self, product: Product, rules: PayloadRules) -> Self {
        self.rules.insert(product, rules);
        self
    }

    /// Where notifications go; nowhere otherwise.
    pub fn with_push_target(mut self, target: PushTarget) -> Self {
        self.push = Some(target);
        self
    }

    /// The state to begin with: an object whose members are products.
    pub fn with_seed(mut self, seed: Value) -> Self {
        self.seed = Some(seed);
        self
    }

    /// A function that is told of each request when it has been answered.
    pub fn with_observer(mut self, observer: impl Fn(&Seen) + Send + Sync + 'static) -> Self {
        self.observer = Some(Arc::new(observer));
        self
    }

    /// Gives answers that break the contract as they are, to look into a defect of the sandbox.
    ///
    /// Otherwise such an answer becomes an error with status 500. [`Sandbox::violations`] has it in both cases.
    pub fn with_violations_let_through(mut self) -> Self {
        self.lets_violations_through = true;
        self
    }

    /// Starts the sandbox; when this returns, it listens.
    ///
    /// It runs on threads of its own, so it needs nothing of the caller's runtime.
    ///
    /// # Errors
    ///
    /// If a port is taken, the seed does not fit, or keys cannot be made.
    pub async fn start(self) -> Result<Sandbox> {
        let (started, starting) = oneshot::channel();
        let (stop, stopped) = watch::channel(Stop::Run);
        let thread = thread::Builder::new()
            .name("mc-sandbox".to_owned())
            .spawn(move || run(self, started, stopped))
            .map_err(|error| Error::new("the sandbox's thread cannot be started").with_source(error))?;
        let mut running = Running {
            stop,
            thread: Mutex::new(Some(thread)),
        };
        match starting.await {
            Ok(Ok(up)) => Ok(Sandbox {
                state: up.state,
                addresses: up.addresses,
                rules: up.rules,
                running,
                _held: up.held,
            }),
            Ok(Err(error)) => {
                running.join();
                Err(error)
            }
            Err(_) => {
                running.join();
                Err(Error::new("the sandbox's thread ended while it was starting"))
            }
        }
    }
}

impl fmt::Debug for SandboxBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SandboxBuilder")
            .field("oauth_port", &self.oauth_port)
            .field("mtls_port", &self.mtls_port)
            .field("control_port", &self.control_port)
            .field("clock", &self.clock)
            .field("rules", &self.rules)
            .field("push", &self.push)
            .finish_non_exhaustive()
    }
}

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    Run,
    /// Answers that are under way are given first.
    InOrder,
    AtOnce,
}

struct Running {
    stop: watch::Sender<Stop>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Running {
    fn join(&mut self) {
        let thread = self.thread.get_mut().map(Option::take);
        if let Ok(Some(thread)) = thread {
            let _ = thread.join();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.send_if_modified(|stop| {
            let runs = *stop == Stop::Run;
            if runs {
                *stop = Stop::AtOnce;
            }
            runs
        });
        self.join();
    }
}

#[derive(Clone, Copy, Debug)]
struct Addresses {
    oauth: SocketAddr,
    mtls: SocketAddr,
    control: SocketAddr,
}

/// What `start` needs of the sandbox's thread.
struct Up {
    state: Arc<State>,
    addresses: Addresses,
    rules: BTreeMap<Product, PayloadRules>,
    held: Option<files::Held>,
}

/// The sandbox's thread: its runtime lives and ends here.
fn run(builder: SandboxBuilder, started: oneshot::Sender<Result<Up>>, mut stopped: watch::Receiver<Stop>) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .thread_name("mc-sandbox")
        .enable_all()
        .build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => {
            let error = Error::new("the sandbox's threads cannot be started").with_source(error);
            let _ = started.send(Err(error));
            return;
        }
    };
    runtime.block_on(async {
        let (alive, mut all_gone) = mpsc::channel(1);
        let state = match set_up(builder, &alive) {
            Ok(up) => {
                let state = Arc::clone(&up.state);
                if started.send(Ok(up)).is_err() {
                    return;
                }
                state
            }
            Err(error) => {
                let _ = started.send(Err(error));
                return;
            }
        };
        drop(alive);
        let stop = stopped
            .wait_for(|stop| *stop != Stop::Run)
            .await
            .map_or(Stop::AtOnce, |stop| *stop);
        state.signal.send_modify(|signal| signal.stop = true);
        if stop == Stop::InOrder {
            let _ = tokio::time::timeout(GRACE, all_gone.recv()).await;
        }
    });
    runtime.shutdown_timeout(Duration::from_secs(1));
}

/// Makes keys and state, takes the ports and listens on them.
fn set_up(builder: SandboxBuilder, alive: &mpsc::Sender<()>) -> Result<Up> {
    let held = builder.folder.as_deref().map(files::Held::take).transpose()?;
    let credentials = match (builder.credentials, &held) {
        (Some(credentials), _) => credentials,
        (None, Some(held)) => held.credentials()?,
        (None, None) => Credentials::generate()?,
    };
    let mut contracts = BTreeMap::new();
    let mut payloads = BTreeMap::new();
    let mut services = BTreeMap::new();
    let mut rules = BTreeMap::new();
    for product in Product::ALL {
        let contract = Arc::new(Contract::load(product)?);
        services.insert(product, Mutex::new(services::new(product)));
        contracts.insert(product, contract);
        if product
            .operations()
            .iter()
            .any(|operation| operation.encryption() != mc_core::PayloadEncryption::None)
        {
            let own = payload::rules_of(&builder.rules, product);
            payloads.insert(product, Payload::new(product, own.clone(), &credentials)?);
            rules.insert(product, own);
        }
    }
    let key: PublicKey = credentials.signing().private_key()?.public_key().clone();
    let oauth2 = builder
        .oauth2
        .map(|rules| OAuth2Server::new(credentials.consumer_key(), &key, rules))
        .transpose()?;
    let key = mc_auth::rsa::default_backend().public_key(&key)?;
    let state = Arc::new(State {
        contracts,
        services,
        payloads,
        verifier: Verifier::new(credentials.consumer_key(), key, builder.window, builder.nonces),
        oauth2,
        clock: builder.clock,
        plan: Plan::default(),
        seen: Bounded::new(builder.log),
        violations: Bounded::new(builder.log),
        lets_violations_through: builder.lets_violations_through,
        rates: builder.rates,
        observer: builder.observer,
        pushes: Pushes::new(builder.push, &credentials, builder.log)?,
        first_seed: builder.seed,
        credentials,
        max_body: builder.max_body,
        expired_handshakes: AtomicU32::new(0),
        signal: watch::Sender::new(Signal::default()),
        settings: OnceLock::new(),
    });
    if let Some(seed) = &state.first_seed {
        state
            .seed(seed)
            .map_err(|what| Error::new(format!("the seed does not fit: {what}")))?;
    }
    let ports = [
        (builder.oauth_port, "signed requests", Some(Authentication::OAuth1)),
        (
            builder.mtls_port,
            "client certificates",
            Some(Authentication::MutualTls),
        ),
        (builder.control_port, "the control endpoint", None),
    ];
    let mut listeners = Vec::new();
    let mut addresses = Vec::new();
    for (port, what, authentication) in ports {
        let unusable =
            |error: std::io::Error| Error::new(format!("the port for {what} cannot be used")).with_source(error);
        let listener = server::bind(port, what)?;
        addresses.push(listener.local_addr().map_err(unusable)?);
        let listener = tokio::net::TcpListener::from_std(listener).map_err(unusable)?;
        let port = match authentication {
            Some(authentication) => Port::Gateway(authentication, server::tls(&state, authentication)?),
            None => Port::Control,
        };
        listeners.push((listener, port));
    }
    let &[oauth, mtls, control] = addresses.as_slice() else {
        return Err(Error::new("the sandbox has not got its three ports"));
    };
    let addresses = Addresses { oauth, mtls, control };
    let settings = settings(&state.credentials, addresses, &rules)?;
    if let Some(held) = &held {
        held.write(&state.credentials, &settings)?;
    }
    let _ = state.settings.set(settings);
    for (listener, port) in listeners {
        let signal = state.signal.subscribe();
        tokio::spawn(server::listen(
            Arc::clone(&state),
            listener,
            port,
            signal,
            alive.clone(),
        ));
    }
    Ok(Up {
        state,
        addresses,
        rules,
        held,
    })
}

fn base_url(addresses: Addresses, product: Product) -> String {
    let address = match product.authentication() {
        Authentication::OAuth1 => addresses.oauth,
        Authentication::MutualTls => addresses.mtls,
    };
    format!("https://{address}{}", product.base_path())
}

/// What a client in any language has to know: addresses, names of keys, names of files; no secret but the password of
/// files whose keys the same program can read.
fn settings(credentials: &Credentials, addresses: Addresses, rules: &BTreeMap<Product, PayloadRules>) -> Result<Value> {
    let mut products = serde_json::Map::new();
    for product in Product::ALL {
        let mut entry = json!({
            "base_url": base_url(addresses, product),
            "authentication": match product.authentication() {
                Authentication::OAuth1 => "oauth1",
                Authentication::MutualTls => "mtls",
            },
        });
        if let Some(rules) = rules.get(&product) {
            entry["encryption_key_id"] = payload::request_key_id(rules, credentials)?.into();
        }
        products.insert(product.id().to_owned(), entry);
    }
    Ok(json!({
        "consumer_key": credentials.consumer_key(),
        "control_url": format!("http://{}", addresses.control),
        "products": products,
        "files": {
            "ca": files::CA,
            "client_certificate": files::CLIENT_CERTIFICATE,
            "client_key": files::CLIENT_KEY,
            "client_p12": files::CLIENT_P12,
            "consumer_key": files::CONSUMER_KEY,
            "decryption_key": files::DECRYPTION_KEY,
            "encryption_certificate": files::ENCRYPTION_CERTIFICATE,
            "signing_key": files::SIGNING_KEY,
            "signing_p12": files::SIGNING_P12,
        },
        "p12_alias": ALIAS,
        "p12_password": PASSWORD,
    }))
}

/// A stand-in for all products that runs on this machine.
///
/// It stops when it is dropped, and its ports are free then. [`shutdown`](Self::shutdown) gives the answers first that are
/// under way.
///
/// ```
/// use mc_sandbox::{Product, Sandbox};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let sandbox = Sandbox::builder().start().await?;
/// let http = sandbox.http(Product::Mastercom)?;
/// let mastercom = mc_mastercom::Client::new(http, sandbox.environment(Product::Mastercom));
/// mastercom.health().healthcheck().await?;
/// sandbox.shutdown().await;
/// # Ok(())
/// # }
/// ```
pub struct Sandbox {
    state: Arc<State>,
    addresses: Addresses,
    rules: BTreeMap<Product, PayloadRules>,
    running: Running,
    /// After the above: the folder is another's once nothing runs any more.
    _held: Option<files::Held>,
}

impl Sandbox {
    /// What can be set before the start.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder::new()
    }

    /// Where a product is served.
    pub fn base_url(&self, product: Product) -> String {
        base_url(self.addresses, product)
    }

    /// Where a product is served, for its typed client.
    pub fn environment(&self, product: Product) -> Environment {
        // An address of ours is a base URL, so the other arm is never taken.
        Environment::new("mc-sandbox", &self.base_url(product))
            .unwrap_or_else(|_| Environment::from_static("mc-sandbox", "https://localhost"))
    }

    /// The address of signed requests.
    pub fn oauth_address(&self) -> SocketAddr {
        self.addresses.oauth
    }

    /// The address of client certificates.
    pub fn mtls_address(&self) -> SocketAddr {
        self.addresses.mtls
    }

    /// The control endpoint, whose page at `/` is the status page.
    pub fn control_url(&self) -> String {
        format!("http://{}", self.addresses.control)
    }

    /// The keys and certificates of the sandbox and its client.
    pub fn credentials(&self) -> &Credentials {
        &self.state.credentials
    }

    /// The sandbox's time.
    pub fn clock(&self) -> &SandboxClock {
        &self.state.clock
    }

    /// An HTTP client that does what a product asks for: signs or shows a certificate, and encrypts.
    ///
    /// # Errors
    ///
    /// If `reqwest` cannot be set up.
    pub fn http(&self, product: Product) -> Result<ClientWithMiddleware> {
        Ok(self.client_builder(product)?.build()?)
    }

    /// The same, before it is built: to add layers, or to change time-outs.
    ///
    /// It signs by the sandbox's clock, which a test may have moved.
    ///
    /// # Errors
    ///
    /// If the credentials cannot be used.
    pub fn client_builder(&self, product: Product) -> Result<ClientBuilder> {
        let mut builder = match product.authentication() {
            Authentication::OAuth1 => ClientBuilder::oauth1(self.oauth1()?),
            Authentication::MutualTls => {
                ClientBuilder::mutual_tls(&ClientIdentity::new(&self.credentials().client().identity()?)?)
            }
        }
        .with_tls(self.client_tls()?);
        if let Some(encryption) = self.encryption(product)? {
            builder = builder.with_encryption(encryption);
        }
        Ok(builder)
    }

    /// TLS that trusts the sandbox and nobody else.
    ///
    /// # Errors
    ///
    /// If the root cannot be read.
    pub fn client_tls(&self) -> Result<ClientTls> {
        let roots = KeySource::bytes(self.credentials().ca_pem().into_bytes()).certificates()?;
        Ok(ClientTls::new().with_only_roots(roots))
    }

    /// The signer of the client that the sandbox knows, which goes by the sandbox's clock.
    ///
    /// # Errors
    ///
    /// If the key cannot be used.
    pub fn oauth1(&self) -> Result<OAuth1> {
        let signer = LocalSigner::new(&self.credentials().signing().private_key()?)?;
        Ok(OAuth1::new(self.credentials().consumer_key(), signer)?.with_clock(self.clock().clone()))
    }

    /// The client that the sandbox knows, by OAuth 2.0: it goes by the sandbox's clock and signs proofs by a key of its own.
    ///
    /// # Errors
    ///
    /// If the key cannot be used.
    pub fn oauth2(&self) -> Result<OAuth2Config> {
        let key = SigningKey::rsa(&self.credentials().signing().private_key()?)?;
        let credentials = OAuth2Credentials::from_consumer_key(self.credentials().consumer_key(), key)?
            .with_dpop_key(SigningKey::generate()?);
        Ok(OAuth2Config::new(self.oauth2_server()?, credentials).with_clock(self.clock().clone()))
    }

    /// The address of the authorization server, which the sandbox is where [`SandboxBuilder::with_oauth2`] was called.
    ///
    /// # Errors
    ///
    /// If the address is no URL.
    pub fn oauth2_server(&self) -> Result<Server> {
        let issuer = format!("https://{}", self.addresses.oauth);
        Ok(Server::new(format!("{issuer}{TOKEN_PATH}"), issuer)?)
    }

    /// How many access tokens were issued.
    pub fn tokens_issued(&self) -> u64 {
        self.state.oauth2.as_ref().map_or(0, OAuth2Server::issued)
    }

    /// The client's side of a product's payload encryption; none where nothing is encrypted.
    ///
    /// # Errors
    ///
    /// If a key cannot be used.
    pub fn encryption(&self, product: Product) -> Result<Option<EncryptionLayer>> {
        self.rules
            .get(&product)
            .map(|rules| payload::layer(rules, self.credentials()))
            .transpose()
    }

    /// Lets calls to come fail: the next one, or as the plan says.
    ///
    /// An expired certificate is shown in so many of the next handshakes, whoever connects, and connections that are open
    /// are closed.
    pub fn fail(&self, planned: impl Into<PlannedFault>) {
        self.state.fail(planned.into());
    }

    /// How many planned faults have not happened yet.
    pub fn faults_left(&self) -> usize {
        self.state.plan.list().len()
    }

    /// Forgets the faults that have not happened yet.
    pub fn clear_faults(&self) {
        self.state.plan.clear();
    }

    /// The last requests, the oldest first.
    pub fn requests(&self) -> Vec<Seen> {
        self.state.seen.list()
    }

    /// Answers of the sandbox that broke the contract, which are defects of the sandbox.
    pub fn violations(&self) -> Vec<String> {
        self.state.violations.list()
    }

    /// Puts all products back to the state at the start: that of the builder's seed, if it was given one.
    pub fn reset(&self) {
        self.state.reset();
    }

    /// Replaces the state of the products that a document names, of all of them or of none.
    ///
    /// # Errors
    ///
    /// If the document does not fit a product; the text says where.
    pub fn seed(&self, seed: &Value) -> Result<()> {
        self.state
            .seed(seed)
            .map_err(|what| Error::new(format!("the seed does not fit: {what}")))
    }

    /// The notifications that were sent, or given up.
    pub fn deliveries(&self) -> Vec<Delivery> {
        self.state.pushes.results()
    }

    /// How many notifications had nowhere to go, because no address was given.
    pub fn undeliverable(&self) -> u64 {
        self.state.pushes.unsent()
    }

    /// Waits until no notification is under way.
    pub async fn delivered(&self) {
        let _ = self.state.pushes.under_way().wait_for(|count| *count == 0).await;
    }

    /// What a client has to know: base URLs, consumer key, key ids, and the names of the files that [`write_files`] makes.
    ///
    /// [`write_files`]: Self::write_files
    pub fn settings(&self) -> Value {
        self.state.settings.get().cloned().unwrap_or_default()
    }

    /// Writes all that a client in any language needs into a folder: all files or none.
    ///
    /// Private ones can be read by their owner alone. `sandbox.json` names the others, and has the base URLs.
    ///
    /// # Errors
    ///
    /// If a file cannot be written; then what was there is there again.
    pub fn write_files(&self, folder: &Path) -> Result<()> {
        files::write(folder, self.credentials(), &self.settings())
    }

    /// Stops when the answers that are under way have been given; the ports are free then.
    pub async fn shutdown(mut self) {
        self.running.stop.send_replace(Stop::InOrder);
        self.running.stop.closed().await;
        self.running.join();
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("addresses", &self.addresses)
            .finish_non_exhaustive()
    }
}
