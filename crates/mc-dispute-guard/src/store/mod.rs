//! Where events are remembered.
//!
//! A [`Store`] does one thing: of all who [`take`](Store::take) an event at the same time, one gets it. And it remembers the
//! attempts, for operators to [`list`](Store::list): a bounded number of them, the oldest leave first. An event that is not
//! free is remembered in any case. Four stores are here, and the trait is public for others:
//!
//! | store | shared by | survives a crash of the process | of the machine |
//! | --- | --- | --- | --- |
//! | [`MemoryStore`] | the tasks and threads of a process | no | no |
//! | `FileStore` (feature `file`) | the processes of a machine | yes | yes: each change is synced to the disk |
//! | `PostgresStore` (feature `postgres`) | a fleet | yes | yes: each change is committed to the disk |
//! | `RedisStore` (feature `redis`) | a fleet | yes | as Redis is configured: see there |
//!
//! ```
//! use std::sync::Arc;
//!
//! use mc_dispute_guard::store::{Attempt, Filter, MemoryStore, Sender, Store as _, Taken, Ticket};
//! use mc_dispute_guard::{Event, State, Windows};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), mc_dispute_guard::store::StoreError> {
//! let store = MemoryStore::new();
//! let (event, windows) = (Event::from_bytes([0; 32]), Windows::new());
//! let attempt = Attempt::new(event, "createChargeback", Arc::new(Sender::this_process()));
//! assert!(matches!(store.take(&attempt, Ticket::random()?, &windows).await?, Taken::Granted));
//! match store.take(&attempt, Ticket::random()?, &windows).await? {
//!     Taken::Refused(record) => assert_eq!(record.state, State::InFlight),
//!     other => panic!("{other:?}"),
//! }
//! let history = store.list(&Filter::new().with_event(event), &windows).await?;
//! assert_eq!(history[0].attempt.operation, "createChargeback");
//! # Ok(())
//! # }
//! ```

mod attempt;
mod entry;
#[cfg(feature = "file")]
mod file;
mod memory;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "redis")]
mod redis;
#[cfg(any(feature = "file", feature = "postgres", feature = "redis"))]
mod witness;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;

pub use attempt::{Attempt, Filter, LoggedAttempt, Release, Sender};
#[cfg(feature = "file")]
pub use file::{Durability, FileStore};
pub use memory::MemoryStore;
#[cfg(feature = "postgres")]
pub use postgres::{PostgresOptions, PostgresStore};
#[cfg(feature = "redis")]
pub use redis::{RedisOptions, RedisStore};

use crate::{Event, State, Windows};

/// A memory of events that all callers share.
///
/// Times are the store's own. After [`Windows::taken`], an event that was taken and never settled is free again; before
/// that, and after [`Windows::in_flight`], it reads as [`State::Unknown`].
#[async_trait]
pub trait Store: fmt::Debug + Send + Sync + 'static {
    /// Takes an event, if it is free: of all who try at once, one gets it. Taking it again with the same ticket is granted.
    ///
    /// An attempt that says why it is made [`again`](Attempt::again) gets an event that was filed or may have been as well, but
    /// none that is in flight.
    ///
    /// # Errors
    ///
    /// When the store does not answer, or is not the one that it was. The event may be taken then; the same ticket settles it.
    async fn take(&self, attempt: &Attempt, ticket: Ticket, windows: &Windows) -> Result<Taken, StoreError>;

    /// Says what became of an event that `ticket` took. If the event is free or another's by now, it stays so, the history
    /// alone learns of it, and that is `false`.
    ///
    /// # Errors
    ///
    /// When the store does not answer.
    async fn settle(
        &self,
        event: &Event,
        ticket: Ticket,
        outcome: &Outcome,
        windows: &Windows,
    ) -> Result<bool, StoreError>;

    /// Makes an event free, whoever has it, and gives what was known of it; nothing when it was free. The history keeps who
    /// did it and why.
    ///
    /// # Errors
    ///
    /// When the store does not answer.
    async fn release(&self, event: &Event, release: &Release, windows: &Windows) -> Result<Option<Record>, StoreError>;

    /// The attempts that are remembered and that the filter admits, newest first.
    ///
    /// # Errors
    ///
    /// When the store does not answer.
    async fn list(&self, filter: &Filter, windows: &Windows) -> Result<Vec<LoggedAttempt>, StoreError>;
}

/// The token of whoever took an event: a number that nobody else has.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ticket([u8; 16]);

impl Ticket {
    /// A new one.
    ///
    /// # Errors
    ///
    /// When the system gives no random bytes.
    pub fn random() -> Result<Self, StoreError> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|_| StoreError::new("the system gives no random bytes"))?;
        Ok(Self(bytes))
    }

    /// The ticket of these bytes.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ticket")
    }
}

/// What came of taking an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// The event is the caller's, to be sent and settled.
    Granted,
    /// It is not free.
    Refused(Record),
}

/// What is known of an event that is not free.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Record {
    /// How far it is.
    pub state: State,
    /// For how long it is refused from now on.
    pub remaining: Duration,
    /// The encrypted identifiers of the request and of the answer; empty where there are none.
    pub sealed: Vec<u8>,
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record")
            .field("state", &self.state)
            .field("remaining", &self.remaining)
            .finish_non_exhaustive()
    }
}

/// What became of an event that was sent.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// It was filed; here are the encrypted identifiers of the answer.
    Succeeded(Vec<u8>),
    /// Nobody knows.
    Unknown,
    /// It was not filed, for certain.
    Failed,
}

impl fmt::Debug for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Succeeded(_) => "Succeeded",
            Self::Unknown => "Unknown",
            Self::Failed => "Failed",
        })
    }
}

/// A store that did not do what it was asked.
#[derive(Clone)]
pub struct StoreError {
    message: std::borrow::Cow<'static, str>,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl StoreError {
    /// An error with a message in lower case that holds no data.
    pub fn new(message: impl Into<std::borrow::Cow<'static, str>>) -> Self {
        Self {
            message: message.into(),
            source: None,
        }
    }

    /// Adds what it was caused by.
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
            .field("source", &self.source)
            .finish()
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
