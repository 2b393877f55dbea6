//! Keys that stay in an HSM or on a token, by PKCS#11 (feature `pkcs11`).
//!
//! [`Pkcs11`] says which module, which token and which PIN; [`Token`] is that token, open; [`TokenKey`] is one private key
//! on it. A `TokenKey` is a [`Signer`], for OAuth 1.0a, and [`blocking`](TokenKey::blocking) makes of it what
//! [`jwe::Decrypter`](crate::jwe::Decrypter) and [`fle::Decrypter`](crate::fle::Decrypter) decrypt with.
//!
//! # Examples
//! ```no_run
//! use mc_auth::oauth1::OAuth1;
//! use mc_auth::rsa::pkcs11::{KeyName, Pkcs11};
//!
//! # async fn example() -> mc_auth::Result<()> {
//! let token = Pkcs11::module("/usr/lib/softhsm/libsofthsm2.so")
//!     .with_token_label("payments")
//!     .with_pin_env("HSM_PIN")
//!     .open()
//!     .await?;
//! let key = token.key(&KeyName::label("mastercard-signing")).await?;
//! let oauth1 = OAuth1::new("consumer key", key)?;
//! # drop(oauth1);
//! # Ok(())
//! # }
//! ```
//!
//! # Threads and sessions
//! PKCS#11 calls block, so they are made on threads of their own, each with its session; no runtime is needed, and none is
//! held up. A call that finds its session, login or key handle lost (the HSM restarted, somebody logged out) opens
//! everything anew and is made once more. A PIN that the token refused is not tried again: a few wrong ones lock a token.
//!
//! A module is a thing of the whole process: it is initialised once, stays loaded, and reads its own settings, such as
//! `SOFTHSM2_CONF`, from the environment.
//!
//! # Another HSM
//! Any module that implements PKCS#11 2.40 will do. Give its path as the vendor's manual says, for example
//!
//! | HSM | module |
//! | --- | --- |
//! | AWS `CloudHSM` | `/opt/cloudhsm/lib/libcloudhsm_pkcs11.so`, PIN `user:password` |
//! | Entrust nShield | `/opt/nfast/toolkits/pkcs11/libcknfast.so` |
//! | Thales Luna | `/usr/safenet/lunaclient/lib/libCryptoki2_64.so` |
//! | Utimaco | `libcs_pkcs11_R3.so` |
//! | `YubiHSM` 2 | `yubihsm_pkcs11.so`, PIN of key id and password |
//! | `SoftHSM`, for tests | `/usr/lib/softhsm/libsofthsm2.so` |
//!
//! To sign, the key needs `CKA_SIGN` and the token one of `CKM_SHA256_RSA_PKCS` and `CKM_RSA_PKCS`, or for RSA-PSS one of
//! `CKM_SHA256_RSA_PKCS_PSS` and `CKM_RSA_PKCS_PSS`; where there is the second one alone, the message is hashed here. To
//! decrypt, the key needs `CKA_DECRYPT` and the token `CKM_RSA_PKCS_OAEP` with the hash in question; for a token that has
//! not, see [`with_raw_rsa`](Pkcs11::with_raw_rsa). Keys that want their PIN at each use (`CKA_ALWAYS_AUTHENTICATE`) are
//! refused.
//!
//! `pkcs11-tool --module PATH --list-objects --login` shows labels and ids.

use std::collections::HashMap;
use std::env;
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

use async_trait::async_trait;
use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11 as Context};
use cryptoki::error::{Error as TokenError, RvError};
use cryptoki::mechanism::rsa::{PkcsMgfType, PkcsOaepParams, PkcsOaepSource, PkcsPssParams};
use cryptoki::mechanism::{Mechanism, MechanismType};
use cryptoki::object::{Attribute, AttributeType, KeyType, ObjectClass, ObjectHandle};
use cryptoki::session::{Session, UserType};
use cryptoki::slot::Slot;
use cryptoki::types::RawAuthPin;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::{OaepHash, PrivateOperations, SignatureAlgorithm, Signer, any_backend, oaep};
use crate::error::{Error, Kind, Result};
use crate::keys::text::printable;
use crate::keys::{Password, PublicKey};

/// What precedes a SHA-256 where PKCS#1 v1.5 wants it named: the DER of `DigestInfo` up to the digest.
const SHA256_INFO: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20,
];
/// The threads, and so the sessions, if nothing else is said.
const SESSIONS: usize = 2;

/// Which module, which token, which PIN.
///
/// # Examples
/// ```no_run
/// use mc_auth::rsa::pkcs11::Pkcs11;
///
/// # async fn example() -> mc_auth::Result<()> {
/// let token = Pkcs11::module("/opt/cloudhsm/lib/libcloudhsm_pkcs11.so").with_pin_env("HSM_PIN").open().await?;
/// # drop(token);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use = "a token has to be opened"]
pub struct Pkcs11 {
    module: PathBuf,
    token: Choice,
    pin: Pin,
    sessions: usize,
    raw_rsa: bool,
}

#[derive(Clone, Debug)]
enum Choice {
    Only,
    Label(String),
    Serial(String),
    Slot(u64),
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Only => f.write_str("the token"),
            Self::Label(label) => write!(f, "token {label}"),
            Self::Serial(serial) => write!(f, "the token with serial number {serial}"),
            Self::Slot(slot) => write!(f, "the token in slot {slot}"),
        }
    }
}

#[derive(Clone)]
enum Pin {
    None,
    Given(Zeroizing<Vec<u8>>),
    Env(String),
}

impl Pkcs11 {
    /// The module at a path; the one token that it has, unless one is named.
    pub fn module(path: impl Into<PathBuf>) -> Self {
        Self {
            module: path.into(),
            token: Choice::Only,
            pin: Pin::None,
            sessions: SESSIONS,
            raw_rsa: false,
        }
    }

    /// The token of this label.
    pub fn with_token_label(mut self, label: impl Into<String>) -> Self {
        self.token = Choice::Label(label.into());
        self
    }

    /// The token of this serial number.
    pub fn with_token_serial(mut self, serial: impl Into<String>) -> Self {
        self.token = Choice::Serial(serial.into());
        self
    }

    /// The token in this slot; numbers of slots may change when a module is started anew, so prefer a label.
    pub fn with_slot(mut self, slot: u64) -> Self {
        self.token = Choice::Slot(slot);
        self
    }

    /// Logs in with this PIN.
    pub fn with_pin(self, pin: impl Into<Password>) -> Self {
        let pin = pin.into();
        self.with_pin_bytes(pin.expose().as_bytes())
    }

    /// Logs in with a PIN that need not be text.
    pub fn with_pin_bytes(mut self, pin: impl Into<Vec<u8>>) -> Self {
        self.pin = Pin::Given(Zeroizing::new(pin.into()));
        self
    }

    /// Logs in with the PIN in an environment variable, which is read at each login.
    pub fn with_pin_env(mut self, variable: impl Into<String>) -> Self {
        self.pin = Pin::Env(variable.into());
        self
    }

    /// Works on so many sessions at once, each on a thread of its own; two otherwise.
    pub fn with_sessions(mut self, sessions: usize) -> Self {
        self.sessions = sessions.max(1);
        self
    }

    /// Decrypts by the bare RSA operation (`CKM_RSA_X_509`) where the token does not offer RSA-OAEP with the hash in question.
    ///
    /// The padding is then taken off in this process, in constant time. `SoftHSM` 2.6 needs this for every hash but SHA-1. Leave
    /// it off where the HSM can do better: whoever may use the bare operation may do more with the key than decrypt.
    pub fn with_raw_rsa(mut self) -> Self {
        self.raw_rsa = true;
        self
    }

    /// Loads the module, finds the token and logs in.
    ///
    /// # Errors
    /// [`is_file`](Error::is_file) when the module cannot be loaded, [`is_configuration`](Error::is_configuration) when it
    /// has no such token, [`is_password`](Error::is_password) when the PIN is missing, wrong or locked, and
    /// [`is_signer`](Error::is_signer) when the device fails.
    pub async fn open(&self) -> Result<Token> {
        let token = Token(Arc::new(Threads::start(self)?));
        token.ask(None, Task::Open).await?;
        Ok(token)
    }
}

impl fmt::Debug for Pkcs11 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pkcs11")
            .field("module", &self.module)
            .field("token", &self.token)
            .field("sessions", &self.sessions)
            .field("raw_rsa", &self.raw_rsa)
            .finish_non_exhaustive()
    }
}

/// The place, as errors name it.
impl fmt::Display for Pkcs11 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of PKCS#11 module {}", self.token, self.module.display())
    }
}

/// A private key's label, its id, or both.
///
/// # Examples
/// ```
/// use mc_auth::rsa::pkcs11::KeyName;
///
/// assert_eq!(KeyName::label("signing").to_string(), "signing");
/// assert_eq!(KeyName::label("signing").with_id([1, 0xaf]).to_string(), "signing (id 01af)");
/// assert_eq!(KeyName::id([2]).to_string(), "id 02");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KeyName {
    label: Option<String>,
    id: Option<Vec<u8>>,
}

impl KeyName {
    /// The key of this label (`CKA_LABEL`).
    pub fn label(label: impl Into<String>) -> Self {
        Self {
            label: Some(label.into()),
            id: None,
        }
    }

    /// The key of this id (`CKA_ID`).
    pub fn id(id: impl Into<Vec<u8>>) -> Self {
        Self {
            label: None,
            id: Some(id.into()),
        }
    }

    /// And of this id, where several have the label.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<Vec<u8>>) -> Self {
        self.id = Some(id.into());
        self
    }

    fn template(&self) -> Vec<Attribute> {
        let mut template = vec![
            Attribute::Class(ObjectClass::PRIVATE_KEY),
            Attribute::KeyType(KeyType::RSA),
        ];
        template.extend(
            self.label
                .as_ref()
                .map(|label| Attribute::Label(label.clone().into_bytes())),
        );
        template.extend(self.id.as_ref().map(|id| Attribute::Id(id.clone())));
        template
    }
}

impl fmt::Display for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.label, &self.id) {
            (Some(label), None) => f.write_str(&printable(label)),
            (Some(label), Some(id)) => write!(f, "{} (id {})", printable(label), Hex(id)),
            (None, Some(id)) => write!(f, "id {}", Hex(id)),
            (None, None) => f.write_str("one without a name"),
        }
    }
}

struct Hex<'a>(&'a [u8]);

impl fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// An open token; clones share its sessions.
///
/// They are closed when the last clone and the last key are dropped, which waits for the calls that are under way.
#[derive(Clone, Debug)]
pub struct Token(Arc<Threads>);

impl Token {
    /// Finds a private key.
    ///
    /// # Errors
    /// [`is_alias`](Error::is_alias) when there is none of that name or several, with the names that there are;
    /// [`is_algorithm`](Error::is_algorithm) when it cannot be used.
    pub async fn key(&self, name: &KeyName) -> Result<TokenKey> {
        let wanted = Wanted {
            name: name.clone(),
            public: None,
        };
        match self.ask(Some(wanted), Task::Find).await? {
            Answer::Key(public) => Ok(TokenKey {
                token: self.clone(),
                name: name.clone(),
                public,
            }),
            _ => Err(ended()),
        }
    }

    /// The names of the RSA private keys that are on the token.
    ///
    /// # Errors
    /// When the device fails.
    pub async fn key_names(&self) -> Result<Vec<KeyName>> {
        match self.ask(None, Task::List).await? {
            Answer::Names(names) => Ok(names),
            _ => Err(ended()),
        }
    }

    async fn ask(&self, key: Option<Wanted>, task: Task) -> Result<Answer> {
        let (sender, receiver) = tokio::sync::oneshot::channel();
        self.0.send(key, task, move |answer| drop(sender.send(answer)))?;
        receiver.await.map_err(|_| ended())?
    }

    fn ask_and_wait(&self, key: Wanted, task: Task) -> Result<Answer> {
        let (sender, receiver) = mpsc::sync_channel(1);
        self.0.send(Some(key), task, move |answer| drop(sender.send(answer)))?;
        receiver.recv().map_err(|_| ended())?
    }
}

/// A private key on a token; it signs, and with [`blocking`](Self::blocking) it decrypts.
///
/// It is the key that was found, not whatever has its name: where another key has taken the name since, it is an error, and
/// [`Token::key`] gives the other one.
#[derive(Clone, Debug)]
pub struct TokenKey {
    token: Token,
    name: KeyName,
    public: PublicKey,
}

impl TokenKey {
    /// The public half, read from the token.
    pub fn public_key(&self) -> &PublicKey {
        &self.public
    }

    /// What it is called.
    pub fn name(&self) -> &KeyName {
        &self.name
    }

    /// The key for code that is not asynchronous, such as the decrypters.
    ///
    /// A call waits until the token has answered. Within a runtime that holds up one of its threads for so long, some
    /// milliseconds for most HSMs.
    pub fn blocking(&self) -> Arc<dyn PrivateOperations> {
        Arc::new(Blocking(self.clone()))
    }

    fn wanted(&self) -> Wanted {
        Wanted {
            name: self.name.clone(),
            public: Some(self.public.clone()),
        }
    }

    /// Decrypts what was encrypted with RSA-OAEP and an empty label, such as a content key.
    ///
    /// # Errors
    /// One error for all faults of the ciphertext; others when the token does not offer the hash, or fails.
    pub async fn decrypt_oaep(&self, hash: OaepHash, ciphertext: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let task = Task::Decrypt(hash, ciphertext.to_vec());
        plaintext(self.token.ask(Some(self.wanted()), task).await?)
    }
}

#[async_trait]
impl Signer for TokenKey {
    async fn sign(&self, algorithm: SignatureAlgorithm, message: &[u8]) -> Result<Vec<u8>> {
        let task = Task::Sign(algorithm, message.to_vec());
        signature(self.token.ask(Some(self.wanted()), task).await?)
    }
}

#[derive(Debug)]
struct Blocking(TokenKey);

impl PrivateOperations for Blocking {
    fn sign(&self, algorithm: SignatureAlgorithm, message: &[u8]) -> Result<Vec<u8>> {
        let task = Task::Sign(algorithm, message.to_vec());
        signature(self.0.token.ask_and_wait(self.0.wanted(), task)?)
    }

    fn decrypt_oaep(&self, hash: OaepHash, ciphertext: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let task = Task::Decrypt(hash, ciphertext.to_vec());
        plaintext(self.0.token.ask_and_wait(self.0.wanted(), task)?)
    }
}

fn signature(answer: Answer) -> Result<Vec<u8>> {
    match answer {
        Answer::Signature(bytes) => Ok(bytes),
        _ => Err(ended()),
    }
}

fn plaintext(answer: Answer) -> Result<Zeroizing<Vec<u8>>> {
    match answer {
        Answer::Plaintext(bytes) => Ok(bytes),
        _ => Err(ended()),
    }
}

/// What a thread is asked to do; it may have to do it twice.
enum Task {
    Open,
    List,
    Find,
    Sign(SignatureAlgorithm, Vec<u8>),
    Decrypt(OaepHash, Vec<u8>),
}

enum Answer {
    Done,
    Names(Vec<KeyName>),
    Key(PublicKey),
    Signature(Vec<u8>),
    Plaintext(Zeroizing<Vec<u8>>),
}

/// The key that a job is for: by its name, and, once it was found, by its public half.
struct Wanted {
    name: KeyName,
    public: Option<PublicKey>,
}

struct Job {
    key: Option<Wanted>,
    task: Task,
    reply: Box<dyn FnOnce(Result<Answer>) + Send>,
}

/// The way to the threads.
struct Threads {
    /// There until this is dropped.
    jobs: Option<mpsc::Sender<Job>>,
    handles: Vec<thread::JoinHandle<()>>,
    place: String,
}

/// The threads end, and it is waited for: a module whose sessions are being closed while the process ends may crash it.
impl Drop for Threads {
    fn drop(&mut self) {
        self.jobs = None;
        for handle in self.handles.drain(..) {
            // A thread that panicked has told so itself.
            drop(handle.join());
        }
    }
}

impl Threads {
    fn start(config: &Pkcs11) -> Result<Self> {
        let (jobs, queue) = mpsc::channel();
        let queue = Arc::new(Mutex::new(queue));
        let device = Arc::new(Device {
            config: config.clone(),
            state: Mutex::default(),
        });
        let mut threads = Self {
            jobs: Some(jobs),
            handles: Vec::new(),
            place: config.to_string(),
        };
        for _ in 0..config.sessions {
            let (queue, device) = (Arc::clone(&queue), Arc::clone(&device));
            let handle = thread::Builder::new()
                .name("mc-auth-pkcs11".to_owned())
                .spawn(move || Worker { device, open: None }.run(&queue))
                .map_err(|error| {
                    Error::new(Kind::Signer, "a thread for PKCS#11 cannot be started").with_source(error)
                })?;
            threads.handles.push(handle);
        }
        Ok(threads)
    }

    fn send(&self, key: Option<Wanted>, task: Task, reply: impl FnOnce(Result<Answer>) + Send + 'static) -> Result<()> {
        let reply = Box::new(reply);
        let jobs = self.jobs.as_ref().ok_or_else(ended)?;
        jobs.send(Job { key, task, reply }).map_err(|_| ended())
    }
}

impl fmt::Debug for Threads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.place)
    }
}

fn ended() -> Error {
    Error::new(Kind::Signer, "the thread that works with the PKCS#11 token has ended")
}

/// What all threads share.
struct Device {
    config: Pkcs11,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    loaded: Option<Loaded>,
    /// The token has refused the PIN.
    pin_refused: bool,
}

#[derive(Clone)]
struct Loaded {
    context: Context,
    slot: Slot,
    mechanisms: Arc<[MechanismType]>,
}

/// A failure, and whether opening everything anew may help.
enum Failure {
    Lost(Error),
    Final(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Final(error)
    }
}

impl Failure {
    fn of(what: &str, error: TokenError) -> Self {
        let lost = matches!(
            error,
            TokenError::Pkcs11(
                RvError::SessionHandleInvalid
                    | RvError::SessionClosed
                    | RvError::UserNotLoggedIn
                    | RvError::ObjectHandleInvalid
                    | RvError::KeyHandleInvalid
                    | RvError::DeviceRemoved
                    | RvError::DeviceError
                    | RvError::TokenNotPresent
                    | RvError::TokenNotRecognized
                    | RvError::SlotIdInvalid
                    | RvError::OperationActive
                    | RvError::OperationNotInitialized
                    | RvError::CryptokiNotInitialized,
                _
            )
        );
        let told = Error::new(Kind::Signer, format!("{what}: {}", name(&error))).with_source(error);
        if lost { Self::Lost(told) } else { Self::Final(told) }
    }

    fn into_error(self) -> Error {
        match self {
            Self::Lost(error) | Self::Final(error) => error,
        }
    }
}

/// The token's answer by its short name; its long one is a paragraph.
fn name(error: &TokenError) -> String {
    match error {
        TokenError::Pkcs11(value, function) => format!("{function} answered {value:?}"),
        other => other.to_string(),
    }
}

impl Device {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Loads the module and finds the token, where that has not been done.
    fn loaded(&self) -> Result<Loaded, Failure> {
        let mut state = self.state();
        if let Some(loaded) = &state.loaded {
            return Ok(loaded.clone());
        }
        let module = self.config.module.display();
        let context = Context::new(&self.config.module).map_err(|error| {
            Error::new(Kind::File, format!("PKCS#11 module {module}: cannot be loaded")).with_source(error)
        })?;
        match context.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
            Ok(()) | Err(TokenError::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => {}
            Err(error) => {
                let message = format!("PKCS#11 module {module}: cannot be initialised: {}", name(&error));
                return Err(Error::new(Kind::File, message).with_source(error).into());
            }
        }
        let slot = self.slot(&context)?;
        let mechanisms = context
            .get_mechanism_list(slot)
            .map_err(|error| Failure::of("the token does not say what it can do", error))?;
        let loaded = Loaded {
            context,
            slot,
            mechanisms: mechanisms.into(),
        };
        state.loaded = Some(loaded.clone());
        Ok(loaded)
    }

    fn slot(&self, context: &Context) -> Result<Slot, Failure> {
        let slots = context
            .get_slots_with_token()
            .map_err(|error| Failure::of("the module does not list its slots", error))?;
        let mut tokens = Vec::new();
        for slot in slots {
            // A token that does not answer now is as good as none.
            if let Ok(info) = context.get_token_info(slot)
                && info.token_initialized()
            {
                tokens.push((slot, info.label().to_owned(), info.serial_number().to_owned()));
            }
        }
        let chosen: Vec<Slot> = tokens
            .iter()
            .filter(|(slot, label, serial)| match &self.config.token {
                Choice::Only => true,
                Choice::Label(wanted) => wanted == label,
                Choice::Serial(wanted) => wanted == serial,
                Choice::Slot(wanted) => slot.id() == *wanted,
            })
            .map(|(slot, ..)| *slot)
            .collect();
        if let [slot] = chosen[..] {
            return Ok(slot);
        }
        let there = tokens
            .iter()
            .map(|(slot, label, serial)| {
                format!(
                    "{} (serial number {}, slot {})",
                    printable(label),
                    printable(serial),
                    slot.id()
                )
            })
            .collect::<Vec<_>>()
            .join(", ");
        let there = if there.is_empty() { "none" } else { &there };
        let fault = match (chosen.is_empty(), &self.config.token) {
            (true, Choice::Only) => "has no initialised token".to_owned(),
            (true, token) => format!("does not have {token}; it has: {there}"),
            (false, _) => format!("has several such tokens; name one by label, serial number or slot: {there}"),
        };
        let module = self.config.module.display();
        let message = format!("PKCS#11 module {module}: {fault}");
        Err(Error::new(Kind::Configuration, message).into())
    }

    fn open(&self) -> Result<Open, Failure> {
        let loaded = self.loaded()?;
        let session = loaded
            .context
            .open_ro_session(loaded.slot)
            .map_err(|error| Failure::of("no session can be opened", error))?;
        self.log_in(&loaded, &session)?;
        Ok(Open {
            loaded,
            session,
            keys: HashMap::new(),
        })
    }

    /// A login counts for all sessions of the process.
    fn log_in(&self, loaded: &Loaded, session: &Session) -> Result<(), Failure> {
        let refused = |message: &str| Failure::Final(Error::new(Kind::Password, message.to_owned()));
        // One at a time: a wrong PIN must cost one try, not one a thread.
        let mut state = self.state();
        if state.pin_refused {
            return Err(refused(
                "the token refused the PIN before, and it is not tried again, for a few wrong ones lock a token; \
                 correct it and open the token anew",
            ));
        }
        let pin = match &self.config.pin {
            Pin::None => None,
            Pin::Given(pin) => Some(pin.clone()),
            Pin::Env(variable) => {
                let Ok(text) = env::var(variable) else {
                    // Not its name: a PIN that was given for it by mistake would be printed.
                    return Err(refused(
                        "the environment variable that is to hold the PIN is not set to text; is its name right?",
                    ));
                };
                Some(Zeroizing::new(text.into_bytes()))
            }
        };
        let answer = if let Some(pin) = pin {
            session.login_with_raw(UserType::User, &RawAuthPin::new(Box::new(pin.to_vec())))
        } else {
            let info = loaded
                .context
                .get_token_info(loaded.slot)
                .map_err(|error| Failure::of("the token does not say whether it wants a PIN", error))?;
            if !info.login_required() {
                return Ok(());
            }
            if !info.protected_authentication_path() {
                return Err(refused("the token wants a PIN, and none is given"));
            }
            session.login(UserType::User, None)
        };
        let error = match answer {
            Ok(()) | Err(TokenError::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => return Ok(()),
            Err(error) => error,
        };
        let TokenError::Pkcs11(value, _) = &error else {
            return Err(Failure::of("the login failed", error));
        };
        let message = match value {
            RvError::PinIncorrect | RvError::PinInvalid | RvError::PinLenRange => "wrong PIN",
            RvError::PinLocked => {
                "the PIN is locked after too many wrong ones; have the token's security officer unlock it"
            }
            RvError::PinExpired => "the PIN has expired; set another",
            RvError::UserPinNotInitialized => "the token has no user PIN yet; initialise it",
            _ => return Err(Failure::of("the login failed", error)),
        };
        state.pin_refused = true;
        Err(Error::new(Kind::Password, message).with_source(error).into())
    }
}

/// One thread.
struct Worker {
    device: Arc<Device>,
    open: Option<Open>,
}

impl Worker {
    fn run(mut self, queue: &Mutex<mpsc::Receiver<Job>>) {
        loop {
            let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(job) = job else { return };
            let answer = self.work(job.key.as_ref(), &job.task).map_err(|error| match error {
                // These name the module themselves, and those say nothing of the key that they are about.
                error if error.is_file() || error.is_configuration() || error.is_crypto() => error,
                error => error.at(&self.device.config),
            });
            (job.reply)(answer);
        }
    }

    fn work(&mut self, key: Option<&Wanted>, task: &Task) -> Result<Answer> {
        match self.attempt(key, task) {
            Err(Failure::Lost(_)) => {}
            done => return done.map_err(Failure::into_error),
        }
        // The session is closed, and the module is asked anew for its token.
        self.open = None;
        self.device.state().loaded = None;
        self.attempt(key, task).map_err(|failure| {
            self.open = None;
            failure.into_error()
        })
    }

    fn attempt(&mut self, key: Option<&Wanted>, task: &Task) -> Result<Answer, Failure> {
        let open = match &mut self.open {
            Some(open) => open,
            slot => slot.insert(self.device.open()?),
        };
        let config = &self.device.config;
        let Some(key) = key else {
            return match task {
                Task::List => open.names(&[]).map(Answer::Names),
                _ => Ok(Answer::Done),
            };
        };
        let found = open.find(&key.name)?;
        if key.public.as_ref().is_some_and(|public| *public != found.public) {
            open.keys.remove(&key.name);
            let message = format!(
                "another key is now on the token under the name {}, and it is not used in place of the one that was opened; \
                 open the key anew",
                key.name
            );
            return Err(Error::new(Kind::Alias, message).into());
        }
        match task {
            Task::Sign(algorithm, message) => open.sign(&found, *algorithm, message).map(Answer::Signature),
            Task::Decrypt(hash, ciphertext) => open
                .decrypt(&found, *hash, ciphertext, config.raw_rsa)
                .map(Answer::Plaintext),
            Task::Open | Task::List | Task::Find => Ok(Answer::Key(found.public)),
        }
    }
}

/// A session, and the keys that were found by it.
struct Open {
    loaded: Loaded,
    session: Session,
    keys: HashMap<KeyName, Found>,
}

#[derive(Clone)]
struct Found {
    handle: ObjectHandle,
    public: PublicKey,
}

impl Open {
    fn find(&mut self, name: &KeyName) -> Result<Found, Failure> {
        if let Some(found) = self.keys.get(name) {
            return Ok(found.clone());
        }
        let handles = self
            .session
            .find_objects(&name.template())
            .map_err(|error| Failure::of("the token cannot be searched", error))?;
        let [handle] = handles[..] else {
            let fault = if handles.is_empty() {
                let all = self.names(&[])?;
                format!("holds no RSA private key {name}; it has: {}", list(&all))
            } else {
                let several = self.names(&name.template())?;
                format!(
                    "holds several keys of the name {name}; name one with its id: {}",
                    list(&several)
                )
            };
            return Err(Error::new(Kind::Alias, fault).into());
        };
        let found = Found {
            handle,
            public: self.public_key(name, handle)?,
        };
        self.keys.insert(name.clone(), found.clone());
        Ok(found)
    }

    fn names(&self, template: &[Attribute]) -> Result<Vec<KeyName>, Failure> {
        let all = [
            Attribute::Class(ObjectClass::PRIVATE_KEY),
            Attribute::KeyType(KeyType::RSA),
        ];
        let template = if template.is_empty() { &all[..] } else { template };
        let failed = |error| Failure::of("the token cannot be searched", error);
        let mut names = Vec::new();
        for handle in self.session.find_objects(template).map_err(failed)? {
            let mut name = KeyName { label: None, id: None };
            let wanted = [AttributeType::Label, AttributeType::Id];
            for attribute in self.session.get_attributes(handle, &wanted).map_err(failed)? {
                match attribute {
                    Attribute::Label(label) if !label.is_empty() => {
                        name.label = Some(String::from_utf8_lossy(&label).into_owned());
                    }
                    Attribute::Id(id) if !id.is_empty() => name.id = Some(id),
                    _ => {}
                }
            }
            names.push(name);
        }
        Ok(names)
    }

    /// The public numbers, from the private key's object or from that of its public half.
    fn public_key(&self, name: &KeyName, handle: ObjectHandle) -> Result<PublicKey, Failure> {
        let failed = |error| Failure::of("the key cannot be read about", error);
        let wanted = [
            AttributeType::Modulus,
            AttributeType::PublicExponent,
            AttributeType::AlwaysAuthenticate,
            AttributeType::Id,
        ];
        let (mut modulus, mut exponent, mut id) = (None, None, None);
        for attribute in self.session.get_attributes(handle, &wanted).map_err(failed)? {
            match attribute {
                Attribute::Modulus(bytes) => modulus = Some(bytes),
                Attribute::PublicExponent(bytes) if !bytes.is_empty() => exponent = Some(bytes),
                Attribute::Id(bytes) => id = Some(bytes),
                Attribute::AlwaysAuthenticate(true) => {
                    let message = format!("key {name} wants its PIN at each use, which is not supported");
                    return Err(Error::new(Kind::Algorithm, message).into());
                }
                _ => {}
            }
        }
        if let (Some(modulus), None, Some(id)) = (&modulus, &exponent, id) {
            let template = [
                Attribute::Class(ObjectClass::PUBLIC_KEY),
                Attribute::Id(id),
                Attribute::Modulus(modulus.clone()),
            ];
            for public in self.session.find_objects(&template).map_err(failed)? {
                let attributes = self.session.get_attributes(public, &[AttributeType::PublicExponent]);
                for attribute in attributes.map_err(failed)? {
                    if let Attribute::PublicExponent(bytes) = attribute {
                        exponent = Some(bytes);
                    }
                }
            }
        }
        let (Some(modulus), Some(exponent)) = (modulus, exponent) else {
            let message =
                format!("the token does not tell the public numbers of key {name}; import its public key, too");
            return Err(Error::new(Kind::Algorithm, message).into());
        };
        let public = PublicKey::from_components(&modulus, &exponent);
        public.map_err(|error| error.at(&format!("key {name}")).into())
    }

    fn has(&self, mechanism: MechanismType) -> bool {
        self.loaded.mechanisms.contains(&mechanism)
    }

    fn sign(&self, key: &Found, algorithm: SignatureAlgorithm, message: &[u8]) -> Result<Vec<u8>, Failure> {
        let pss = PkcsPssParams {
            hash_alg: MechanismType::SHA256,
            mgf: PkcsMgfType::MGF1_SHA256,
            s_len: 32.into(),
        };
        let (whole, of_hash, prefix) = match algorithm {
            SignatureAlgorithm::Pkcs1Sha256 => (Mechanism::Sha256RsaPkcs, Mechanism::RsaPkcs, &SHA256_INFO[..]),
            SignatureAlgorithm::PssSha256 => (Mechanism::Sha256RsaPkcsPss(pss), Mechanism::RsaPkcsPss(pss), &[][..]),
            SignatureAlgorithm::EcdsaP256Sha256 => (Mechanism::EcdsaSha256, Mechanism::Ecdsa, &[][..]),
        };
        let answer = if self.has(whole.mechanism_type()) {
            self.session.sign(&whole, key.handle, message)
        } else if self.has(of_hash.mechanism_type()) {
            let hashed = [prefix, Sha256::digest(message).as_slice()].concat();
            self.session.sign(&of_hash, key.handle, &hashed)
        } else {
            let message = format!("the token offers neither {whole:?} nor {of_hash:?}");
            return Err(Error::new(Kind::Algorithm, message).into());
        };
        let signature = answer.map_err(|error| Failure::of("the token did not sign", error))?;
        if signature.len() != key.public.bits().div_ceil(8) {
            let message = "the token made a signature of a length other than the key's";
            return Err(Error::new(Kind::Signer, message).into());
        }
        // The handle may have come to mean another key, and a faulty signature gives the private key away.
        if let Some(backend) = any_backend()
            && backend
                .public_key(&key.public)?
                .verify(algorithm, message, &signature)
                .is_err()
        {
            let message = "the token made a signature that is not of the key that was opened; open the key anew";
            return Err(Failure::Lost(Error::new(Kind::Signer, message)));
        }
        Ok(signature)
    }

    fn decrypt(
        &self,
        key: &Found,
        hash: OaepHash,
        ciphertext: &[u8],
        raw_rsa: bool,
    ) -> Result<Zeroizing<Vec<u8>>, Failure> {
        let failed = || Error::new(Kind::Crypto, "decryption failed");
        // Checked here, because tokens differ in what they make of it.
        let length = key.public.bits().div_ceil(8);
        if ciphertext.len() != length {
            return Err(failed().into());
        }
        let (digest, mask) = match hash {
            OaepHash::Sha1 => (MechanismType::SHA1, PkcsMgfType::MGF1_SHA1),
            OaepHash::Sha224 => (MechanismType::SHA224, PkcsMgfType::MGF1_SHA224),
            OaepHash::Sha256 => (MechanismType::SHA256, PkcsMgfType::MGF1_SHA256),
            OaepHash::Sha384 => (MechanismType::SHA384, PkcsMgfType::MGF1_SHA384),
            OaepHash::Sha512 => (MechanismType::SHA512, PkcsMgfType::MGF1_SHA512),
        };
        let not_offered = if self.has(MechanismType::RSA_PKCS_OAEP) {
            let mechanism = Mechanism::RsaPkcsOaep(PkcsOaepParams::new(digest, mask, PkcsOaepSource::empty()));
            match self.session.decrypt(&mechanism, key.handle, ciphertext) {
                Ok(plaintext) => return Ok(Zeroizing::new(plaintext)),
                Err(TokenError::Pkcs11(
                    RvError::MechanismParamInvalid | RvError::ArgumentsBad | RvError::MechanismInvalid,
                    cryptoki::context::Function::DecryptInit,
                )) => true,
                Err(error @ TokenError::Pkcs11(_, cryptoki::context::Function::DecryptInit)) => {
                    return Err(Failure::of("the token does not decrypt", error));
                }
                Err(error) => return Err(unopened(error)),
            }
        } else {
            true
        };
        if not_offered && !(raw_rsa && self.has(MechanismType::RSA_X_509)) {
            let message = format!("the token does not offer RSA-OAEP with {hash:?}; see Pkcs11::with_raw_rsa");
            return Err(Error::new(Kind::Algorithm, message).into());
        }
        let answer = self.session.decrypt(&Mechanism::RsaX509, key.handle, ciphertext);
        let short = Zeroizing::new(answer.map_err(unopened)?);
        // Some tokens leave out leading zeros.
        let mut block = Zeroizing::new(vec![0; length]);
        let start = length.checked_sub(short.len()).ok_or_else(failed)?;
        block[start..].copy_from_slice(&short);
        Ok(oaep::unpad(hash, &block).ok_or_else(failed)?)
    }
}

/// Why a ciphertext did not open is not told, unless the ciphertext has nothing to do with it.
fn unopened(error: TokenError) -> Failure {
    match Failure::of("the token did not decrypt", error) {
        lost @ Failure::Lost(_) => lost,
        Failure::Final(_) => Failure::Final(Error::new(Kind::Crypto, "decryption failed")),
    }
}

fn list(names: &[KeyName]) -> String {
    if names.is_empty() {
        return "none".to_owned();
    }
    names.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
