//! Where a pace is kept: in this process, in Redis or in PostgreSQL.

mod local;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "redis")]
mod redis;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;

pub use local::LocalStore;
#[cfg(feature = "postgres")]
pub use postgres::PostgresStore;
#[cfg(feature = "redis")]
pub use redis::RedisStore;

use crate::State;

/// A change of a pace's state; it is given the time of the store's clock, and may be called again when another change came
/// first.
pub type Change<'a> = &'a mut (dyn FnMut(&mut State, Duration) + Send);

/// Keeps states by name, and changes each by one caller at a time.
#[async_trait]
pub trait Store: fmt::Debug + Send + Sync {
    /// Changes the state of a name; a name that nobody has used has the default state.
    ///
    /// The time that the change is given is the store's, the same for all machines that share it, since any fixed moment. It
    /// must not be later than the moment at which this returns.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn change(&self, name: &str, change: Change<'_>) -> Result<(), StoreError>;

    /// For how long ahead attempts are agreed on at once, so that a store over the network is not asked for each.
    fn look_ahead(&self) -> Duration {
        Duration::from_millis(50)
    }
}

/// Why a store did not do what it was asked to; its text holds no addresses and no values.
#[derive(Clone)]
pub struct StoreError {
    message: String,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl StoreError {
    /// A failure, in lower case and without data.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            source: None,
        }
    }

    /// Adds the cause.
    #[must_use]
    pub fn with_source(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.source = Some(Arc::new(source));
        self
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoreError")
            .field("message", &self.message)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
