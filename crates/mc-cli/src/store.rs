//! Options that say where account updates are kept, and under which key.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use mc_notifications::postgres::{PostgresOptions, PostgresStore};
use mc_notifications::queue::Queue;
use mc_notifications::seal::Keyring;
use mc_notifications::sqlite::{SqliteOptions, SqliteStore};
use mc_notifications::{Receiver, Sink};
use serde::Deserialize;
use tokio::runtime::Runtime;
use zeroize::Zeroizing;

use crate::failure::{Failure, Result};

impl From<mc_notifications::Error> for Failure {
    fn from(error: mc_notifications::Error) -> Self {
        Self::Message(error.to_string())
    }
}

/// Where updates are kept, and under which key
#[derive(Debug, Default, Args, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(crate) struct Place {
    /// File of the embedded database; made if it is not there
    #[arg(long, value_name = "FILE")]
    database: Option<PathBuf>,
    /// Environment variable with the address of a PostgreSQL database, in place of the file
    #[arg(long, value_name = "VAR", conflicts_with = "database")]
    postgres_env: Option<String>,
    /// Root of the certificate of that database, where it is no public one; PEM
    #[arg(long, value_name = "FILE")]
    postgres_root: Option<PathBuf>,
    /// Environment variable with the encryption keys: `NAME:BASE64` of 32 bytes, the one in use first, former ones behind
    #[arg(long, value_name = "VAR")]
    store_key_env: Option<String>,
    /// File with the encryption keys, in place of the variable; one a line
    #[arg(long, value_name = "FILE", conflicts_with = "store_key_env")]
    store_key_file: Option<PathBuf>,
}

/// What a store is opened for.
#[derive(Clone, Copy)]
pub(crate) enum Purpose {
    /// To keep updates in, up to a size.
    Receive { max_bytes: Option<u64> },
    /// To take updates out, beside a receiver that is not to be held up.
    Consume,
}

/// An open store.
#[derive(Clone)]
pub(crate) enum Store {
    Sqlite(SqliteStore),
    Postgres(PostgresStore),
}

impl Place {
    /// What is not given here is taken from there.
    pub(crate) fn or(self, file: Self) -> Self {
        let (has_store, has_key) = (
            self.database.is_some() || self.postgres_env.is_some(),
            self.store_key_env.is_some() || self.store_key_file.is_some(),
        );
        Self {
            database: if has_store { self.database } else { file.database },
            postgres_env: if has_store {
                self.postgres_env
            } else {
                file.postgres_env
            },
            postgres_root: self.postgres_root.or(file.postgres_root),
            store_key_env: if has_key {
                self.store_key_env
            } else {
                file.store_key_env
            },
            store_key_file: if has_key {
                self.store_key_file
            } else {
                file.store_key_file
            },
        }
    }

    /// The same, where relative paths begin at a folder.
    pub(crate) fn within(mut self, folder: &Path) -> Self {
        for path in [&mut self.database, &mut self.postgres_root, &mut self.store_key_file] {
            within(path, folder);
        }
        self
    }

    pub(crate) fn open(&self, runtime: &Runtime, purpose: Purpose) -> Result<Store> {
        let keyring = self.keyring()?;
        match (&self.database, &self.postgres_env) {
            (Some(path), None) => {
                let mut options = SqliteOptions::new();
                match purpose {
                    Purpose::Consume => options = options.for_consumer(),
                    Purpose::Receive { max_bytes: None } => {}
                    Purpose::Receive { max_bytes: Some(bytes) } => options = options.with_max_bytes(bytes),
                }
                Ok(Store::Sqlite(options.open(path, keyring)?))
            }
            (None, Some(_)) if matches!(purpose, Purpose::Receive { max_bytes: Some(_) }) => Err(Failure::new(
                "--max-size is for --database; limit what PostgreSQL keeps by --retain",
            )),
            (None, Some(name)) => {
                let mut options = PostgresOptions::new(&variable("--postgres-env", name)?)?;
                if let Some(root) = &self.postgres_root {
                    options = options.with_roots(&read(root)?);
                }
                Ok(Store::Postgres(runtime.block_on(options.open(keyring))?))
            }
            _ => Err(Failure::new(
                "where updates are kept is not said, or twice; give either --database or --postgres-env",
            )),
        }
    }

    /// The file with the encryption keys, if they are in one.
    pub(crate) fn key_file(&self) -> Option<&Path> {
        self.store_key_file.as_deref()
    }

    fn keyring(&self) -> Result<Keyring> {
        let text = match (&self.store_key_env, &self.store_key_file) {
            (Some(name), None) => variable("--store-key-env", name)?,
            (None, Some(path)) => {
                let bytes = read(path)?;
                let text = std::str::from_utf8(&bytes)
                    .map_err(|_| Failure::at(&path.display(), &"holds no text; write NAME:BASE64 into it"))?;
                Zeroizing::new(text.to_owned())
            }
            _ => {
                return Err(Failure::new(
                    "the key that encrypts updates is missing; give --store-key-env or --store-key-file",
                ));
            }
        };
        Ok(text.parse()?)
    }
}

impl Store {
    pub(crate) fn receiver(&self) -> Receiver {
        match self.clone() {
            Self::Sqlite(store) => Receiver::new(store),
            Self::Postgres(store) => Receiver::new(store),
        }
    }

    pub(crate) fn queue(&self) -> &dyn Queue {
        match self {
            Self::Sqlite(store) => store,
            Self::Postgres(store) => store,
        }
    }

    pub(crate) fn sink(&self) -> &dyn Sink {
        match self {
            Self::Sqlite(store) => store,
            Self::Postgres(store) => store,
        }
    }
}

/// Has a relative path begin at a folder.
pub(crate) fn within(path: &mut Option<PathBuf>, folder: &Path) {
    if let Some(path) = path {
        *path = folder.join(&path);
    }
}

/// What to say of a file with a key that others can read; nothing of one that they cannot.
#[cfg(unix)]
pub(crate) fn exposed(path: &Path) -> Option<String> {
    use std::os::unix::fs::PermissionsExt as _;

    let mode = fs::metadata(path).ok()?.permissions().mode();
    (mode & 0o077 != 0).then(|| {
        format!(
            "file {} holds a key, and others on this machine can read or change it: chmod 600 it, and replace the key if somebody may have",
            path.display()
        )
    })
}

/// Rights are of another kind here.
#[cfg(not(unix))]
pub(crate) fn exposed(_: &Path) -> Option<String> {
    None
}

/// A variable that an option names; its name is not repeated, for it may be the secret itself.
fn variable(option: &str, name: &str) -> Result<Zeroizing<String>> {
    let value = if name.is_empty() || name.contains(['=', '\0']) {
        None
    } else {
        env::var(name).ok()
    };
    value.map(Zeroizing::new).ok_or_else(|| {
        Failure::new(format!(
            "{option} names an environment variable that is not set to text; give the name of the variable, and export the value in it"
        ))
    })
}

pub(crate) fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>> {
    fs::read(path).map(Zeroizing::new).map_err(|error| {
        Failure::new(format!(
            "file {} cannot be read: {}; check its name and rights",
            path.display(),
            error.kind()
        ))
    })
}
