//! The guard against filing a dispute event twice, as `mcapi call` and `mcapi disputes` use it.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;
use mc_dispute_guard::store::{FileStore, PostgresOptions, RedisOptions, StoreError};
use mc_dispute_guard::{Guard, GuardKey};
use mc_profile::GuardSettings;
use zeroize::Zeroizing;

use crate::failure::{Failure, Result};

/// The user's own store, below the data directory.
const OWN: &str = "mcapi/dispute-events.sqlite";

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::new(error.to_string())
    }
}

/// Opens the store that a profile names, or else the user's own file.
pub(crate) async fn open(settings: Option<&GuardSettings>) -> Result<Guard> {
    let own = GuardSettings::default();
    let settings = settings.unwrap_or(&own);
    let key = settings.key()?;
    let guard = if let Some(url) = settings.redis()? {
        let mut options = RedisOptions::new(url.as_str()).with_replicas(settings.redis_replicas);
        if settings.redis_allow_eviction {
            options = options.allowing_eviction();
        }
        if settings.redis_allow_loss {
            options = options.allowing_loss();
        }
        Guard::new(options.connect().await?, &guard_key(key)?)
    } else if let Some(address) = settings.postgres()? {
        let mut options = PostgresOptions::new(&address)?;
        if let Some(root) = &settings.postgres_root {
            options = options.with_roots(&crate::store::read(root)?);
        }
        Guard::new(options.open().await?, &guard_key(key)?)
    } else {
        let path = match &settings.file {
            Some(path) => path.clone(),
            None => own_file()?,
        };
        let key = match key {
            Some(key) => key,
            None => key_beside(&path)?,
        };
        Guard::new(FileStore::open(path)?, &guard_key(Some(key))?)
    };
    Ok(match &settings.scope {
        Some(scope) => guard.with_scope(scope),
        None => guard,
    })
}

fn guard_key(key: Option<Zeroizing<String>>) -> Result<GuardKey> {
    // The profile's own check sees to it that there is one.
    let key = key.ok_or_else(|| Failure::new("the guard's key is missing; give key-env or key-file in the profile"))?;
    GuardKey::new(key.trim()).map_err(|error| Failure::new(format!("{error}; make one by openssl rand -hex 32")))
}

/// The user's own store; its folder is made.
fn own_file() -> Result<PathBuf> {
    let strategy = etcetera::choose_base_strategy().map_err(|_| {
        Failure::new("there is no home directory for the store of dispute events; name one by guard in a profile")
    })?;
    let path = strategy.data_dir().join(OWN);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    }
    Ok(path)
}

/// The key in the file beside a store. It is made together with the store: a store whose key is gone would know no event.
fn key_beside(store: &Path) -> Result<Zeroizing<String>> {
    let mut name = store.as_os_str().to_owned();
    name.push(".key");
    let path = PathBuf::from(name);
    loop {
        match fs::read_to_string(&path).map(Zeroizing::new) {
            Ok(key) => return Ok(key),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                return Err(Failure::new(format!(
                    "file {} cannot be read: {}; check its name and rights",
                    path.display(),
                    error.kind()
                )));
            }
        }
        if store.exists() {
            return Err(Failure::new(format!(
                "the store {} is there and its key {} is not; restore the key, or remove the store when nothing has been \
                 filed for an hour",
                store.display(),
                path.display()
            )));
        }
        make_key(&path)?;
    }
}

/// Writes a key that appears whole or not at all, and never in place of another one.
fn make_key(path: &Path) -> Result<()> {
    let mut bytes = Zeroizing::new([0; 32]);
    getrandom::fill(bytes.as_mut_slice()).map_err(|_| Failure::new("the system gives no random bytes"))?;
    let mut text = Zeroizing::new(String::with_capacity(64));
    for byte in bytes.iter() {
        let _ = write!(text, "{byte:02x}");
    }
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}", std::process::id()));
    let draft = PathBuf::from(name);
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options
        .open(&draft)
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        })
        .and_then(|()| fs::hard_link(&draft, path));
    let _ = fs::remove_file(&draft);
    match written {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(unwritable(path, &error)),
        _ => Ok(()),
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    Failure::new(format!(
        "{} cannot be written: {}; check the folder and its rights",
        path.display(),
        error.kind()
    ))
}
