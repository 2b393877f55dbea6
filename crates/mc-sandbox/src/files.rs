//! The folder with all that a client in another language needs.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::NamedTempFile;
use zeroize::Zeroizing;

use crate::credentials::{Credentials, PASSWORD};
use crate::{Error, Result};

pub(crate) const CA: &str = "ca.pem";
pub(crate) const CLIENT_CERTIFICATE: &str = "client.pem";
pub(crate) const CLIENT_KEY: &str = "client-key.pem";
pub(crate) const CLIENT_P12: &str = "client.p12";
pub(crate) const CONSUMER_KEY: &str = "consumer-key.txt";
pub(crate) const DECRYPTION_KEY: &str = "decryption-key.pem";
pub(crate) const ENCRYPTION_CERTIFICATE: &str = "encryption.pem";
pub(crate) const SETTINGS: &str = "sandbox.json";
pub(crate) const SIGNING_KEY: &str = "signing-key.pem";
pub(crate) const SIGNING_P12: &str = "signing.p12";

/// All keys, from which the other files are made; nobody else reads it.
const KEYS: &str = "keys.json";
/// Locked while a sandbox runs on the folder.
const LOCK: &str = "sandbox.lock";

/// A folder that belongs to one sandbox while it runs.
#[derive(Debug)]
pub(crate) struct Held {
    path: PathBuf,
    /// The lock ends with the file, also where the process is killed.
    _lock: fs::File,
}

impl Held {
    /// Takes a folder; it is made if it is not there.
    pub(crate) fn take(path: &Path) -> Result<Self> {
        let unusable = |error: std::io::Error| {
            Error::new(format!("the folder {} cannot be used", path.display())).with_source(error)
        };
        fs::create_dir_all(path).map_err(unusable)?;
        let lock = fs::File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path.join(LOCK))
            .map_err(unusable)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                path: path.to_owned(),
                _lock: lock,
            }),
            Err(fs::TryLockError::WouldBlock) => Err(Error::new(format!(
                "another sandbox runs on the folder {}: stop it, or name another folder",
                path.display()
            ))),
            Err(fs::TryLockError::Error(error)) => Err(unusable(error)),
        }
    }

    /// The keys that are kept here; new ones where there are none, or where their certificates end soon.
    pub(crate) fn credentials(&self) -> Result<Credentials> {
        let path = self.path.join(KEYS);
        let unreadable = |error: Box<dyn std::error::Error + Send + Sync>| {
            Error::new(format!(
                "{} cannot be read: remove it, and the sandbox makes new keys",
                path.display()
            ))
            .with_source(error)
        };
        match fs::read(&path).map(Zeroizing::new) {
            Ok(bytes) => {
                let document: Value = serde_json::from_slice(&bytes).map_err(|error| unreadable(error.into()))?;
                match Credentials::read(&document, chrono::Utc::now()) {
                    Some(credentials) => Ok(credentials),
                    None => Credentials::generate(),
                }
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Credentials::generate(),
            Err(error) => Err(unreadable(error.into())),
        }
    }

    /// Writes all files, and the keys from which the next sandbox makes them again.
    pub(crate) fn write(&self, credentials: &Credentials, settings: &Value) -> Result<()> {
        let keys = Zeroizing::new(credentials.document().as_bytes().to_vec());
        write_with(&self.path, credentials, settings, Some((KEYS, true, keys)))
    }
}

/// Writes all files or none.
pub(crate) fn write(folder: &Path, credentials: &Credentials, settings: &Value) -> Result<()> {
    if folder.join(LOCK).exists() {
        // A sandbox that runs on the folder keeps it.
        Held::take(folder)?;
    }
    write_with(folder, credentials, settings, None)
}

fn write_with(
    folder: &Path,
    credentials: &Credentials,
    settings: &Value,
    keys: Option<(&'static str, bool, Zeroizing<Vec<u8>>)>,
) -> Result<()> {
    let text = |text: &str| Zeroizing::new(text.as_bytes().to_vec());
    let settings = format!("{settings:#}\n");
    let mut files: Vec<_> = keys.into_iter().collect();
    files.extend([
        (CA, false, text(&credentials.ca_pem())),
        (CLIENT_CERTIFICATE, false, text(&credentials.client().chain_pem())),
        (CLIENT_KEY, true, text(&credentials.client().key_pem())),
        (CLIENT_P12, true, credentials.client().pkcs12(PASSWORD)?),
        (CONSUMER_KEY, true, text(credentials.consumer_key())),
        (DECRYPTION_KEY, true, text(&credentials.decryption().key_pem())),
        (
            ENCRYPTION_CERTIFICATE,
            false,
            text(&credentials.encryption_certificate_pem()),
        ),
        (SIGNING_KEY, true, text(&credentials.signing().key_pem())),
        (SIGNING_P12, true, credentials.signing().pkcs12(PASSWORD)?),
        // The last one: who waits for it finds the others.
        (SETTINGS, true, text(&settings)),
    ]);
    let unwritten = |path: &Path, error: std::io::Error| {
        Error::new(format!("{} cannot be written", path.display())).with_source(error)
    };
    let existed = folder.is_dir();
    fs::create_dir_all(folder).map_err(|error| unwritten(folder, error))?;
    let result = replace(folder, &files).map_err(|(path, error)| unwritten(&path, error));
    if result.is_err() && !existed {
        let _ = fs::remove_dir(folder);
    }
    result
}

type Files<'a> = &'a [(&'static str, bool, Zeroizing<Vec<u8>>)];

/// A file that is in its place, whether it is private, and what was there before.
type Replaced = (PathBuf, bool, Option<Zeroizing<Vec<u8>>>);

/// Each file is written beside its place first; then all are put into their places.
fn replace(folder: &Path, files: Files<'_>) -> Result<(), (PathBuf, std::io::Error)> {
    let mut staged = Vec::new();
    for (name, private, bytes) in files {
        let path = folder.join(name);
        let stage = || {
            let former = match fs::read(&path) {
                Ok(bytes) => Some(Zeroizing::new(bytes)),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
                Err(error) => return Err(error),
            };
            Ok((former, temporary(folder, *private, bytes)?))
        };
        let (former, file) = stage().map_err(|error| (path.clone(), error))?;
        staged.push((path, *private, former, file));
    }
    let mut done: Vec<Replaced> = Vec::new();
    for (path, private, former, file) in staged {
        if let Err(error) = file.persist(&path) {
            for (path, private, former) in done.into_iter().rev() {
                let _ = match former {
                    Some(bytes) => temporary(folder, private, &bytes)
                        .and_then(|file| file.persist(&path).map(drop).map_err(|error| error.error)),
                    None => fs::remove_file(&path),
                };
            }
            return Err((path, error.error));
        }
        done.push((path, private, former));
    }
    Ok(())
}

/// A file that only its owner can read, or everybody where there is nothing to hide.
fn temporary(folder: &Path, private: bool, bytes: &[u8]) -> std::io::Result<NamedTempFile> {
    let mut file = NamedTempFile::with_prefix_in(".mc-sandbox-", folder)?;
    file.write_all(bytes)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = if private { 0o600 } else { 0o644 };
        file.as_file().set_permissions(fs::Permissions::from_mode(mode))?;
    }
    #[cfg(not(unix))]
    let _ = private;
    file.as_file().sync_all()?;
    Ok(file)
}
