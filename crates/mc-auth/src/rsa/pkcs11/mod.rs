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

mod device;
mod session;
mod worker;

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, mpsc};

use async_trait::async_trait;
use cryptoki::object::{Attribute, KeyType, ObjectClass};
use zeroize::Zeroizing;

use super::{OaepHash, PrivateOperations, SignatureAlgorithm, Signer};
use crate::error::Result;
use crate::keys::text::printable;
use crate::keys::{Password, PublicKey};

use worker::{Answer, Task, Threads, Wanted, ended};

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
    /// [`is_file`](crate::Error::is_file) when the module cannot be loaded, [`is_configuration`](crate::Error::is_configuration) when it
    /// has no such token, [`is_password`](crate::Error::is_password) when the PIN is missing, wrong or locked, and
    /// [`is_signer`](crate::Error::is_signer) when the device fails.
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
    /// [`is_alias`](crate::Error::is_alias) when there is none of that name or several, with the names that there are;
    /// [`is_algorithm`](crate::Error::is_algorithm) when it cannot be used.
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
