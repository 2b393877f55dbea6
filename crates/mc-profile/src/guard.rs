use std::path::PathBuf;

use serde::Deserialize;
use zeroize::Zeroizing;

use crate::error::Result;
use crate::keys::{secret_env, secret_in};

/// Where a profile has dispute events remembered, so that none is filed twice: the setting `guard`.
///
/// A file of its own is used where no store is named. All who share a store need the same key.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct GuardSettings {
    /// A SQLite file, for the processes of one machine.
    pub file: Option<PathBuf>,
    redis_env: Option<String>,
    /// How many replicas of Redis must have an event before it is sent; none unless set.
    #[serde(default)]
    pub redis_replicas: usize,
    /// Whether a Redis is accepted that drops keys when its memory is full.
    #[serde(default)]
    pub redis_allow_eviction: bool,
    /// Whether a Redis without an append-only file is accepted.
    #[serde(default)]
    pub redis_allow_loss: bool,
    postgres_env: Option<String>,
    /// The root of the certificate of the database, where it is no public one; PEM.
    pub postgres_root: Option<PathBuf>,
    key_env: Option<String>,
    pub(crate) key_file: Option<PathBuf>,
    /// What is asked, by one name for all its addresses.
    pub scope: Option<String>,
}

impl GuardSettings {
    /// The address of Redis, where that is the store.
    ///
    /// # Errors
    /// When the environment variable is not set.
    pub fn redis(&self) -> Result<Option<Zeroizing<String>>> {
        self.redis_env.as_deref().map(secret_env).transpose()
    }

    /// The address of the PostgreSQL database, where that is the store.
    ///
    /// # Errors
    /// When the environment variable is not set.
    pub fn postgres(&self) -> Result<Option<Zeroizing<String>>> {
        self.postgres_env.as_deref().map(secret_env).transpose()
    }

    /// The key of the guard, where one is named.
    ///
    /// # Errors
    /// When the environment variable is not set, or the file cannot be read.
    pub fn key(&self) -> Result<Option<Zeroizing<String>>> {
        match (&self.key_env, &self.key_file) {
            (Some(variable), _) => secret_env(variable).map(Some),
            (None, Some(path)) => secret_in(path).map(Some),
            (None, None) => Ok(None),
        }
    }

    /// What the types do not say.
    pub(crate) fn check(&self) -> Result<(), String> {
        let is_shared = self.redis_env.is_some() || self.postgres_env.is_some();
        let stores = [
            self.file.is_some(),
            self.redis_env.is_some(),
            self.postgres_env.is_some(),
        ];
        if stores.iter().filter(|given| **given).count() > 1 {
            return Err("guard: give one of file, redis-env and postgres-env".to_owned());
        }
        if self.key_env.is_some() && self.key_file.is_some() {
            return Err("guard: give one of key-env and key-file".to_owned());
        }
        if is_shared && self.key_env.is_none() && self.key_file.is_none() {
            return Err("guard: all who share the store need one key; give key-env or key-file".to_owned());
        }
        Ok(())
    }
}
