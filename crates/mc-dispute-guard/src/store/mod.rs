//! Where events are remembered.
//!
//! A [`Store`] does one thing: of all who [`take`](Store::take) an event at the same time, one gets it. Three are here, and
//! the trait is public for others:
//!
//! | store | shared by | survives a crash of the process | of the machine |
//! | --- | --- | --- | --- |
//! | [`MemoryStore`] | the tasks and threads of a process | no | no |
//! | `FileStore` (feature `file`) | the processes of a machine | yes | yes: each change is synced to the disk |
//! | `RedisStore` (feature `redis`) | a fleet | yes | as Redis is configured: see there |
//!
//! ```
//! use mc_dispute_guard::store::{MemoryStore, Store as _, Taken, Ticket};
//! use mc_dispute_guard::{Event, State, Windows};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), mc_dispute_guard::store::StoreError> {
//! let store = MemoryStore::new();
//! let (event, windows) = (Event::from_bytes([0; 32]), Windows::new());
//! assert!(matches!(store.take(&event, Ticket::random()?, &windows).await?, Taken::Granted));
//! match store.take(&event, Ticket::random()?, &windows).await? {
//!     Taken::Refused(record) => assert_eq!(record.state, State::InFlight),
//!     other => panic!("{other:?}"),
//! }
//! # Ok(())
//! # }
//! ```

#[cfg(feature = "file")]
mod file;
mod memory;
#[cfg(feature = "redis")]
mod redis;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;

#[cfg(feature = "file")]
pub use file::{Durability, FileStore};
pub use memory::MemoryStore;
#[cfg(feature = "redis")]
pub use redis::RedisStore;

use crate::{Event, State, Windows};

/// A memory of events that all callers share.
///
/// Times are the store's own. After [`Windows::taken`], an event that was taken and never settled is free again; before
/// that, and after [`Windows::in_flight`], it reads as [`State::Unknown`].
#[async_trait]
pub trait Store: fmt::Debug + Send + Sync + 'static {
    /// Takes an event, if it is free: of all who try at once, one gets it. Taking it again with the same ticket is granted.
    ///
    /// # Errors
    ///
    /// When the store does not answer. The event may be taken then; the same ticket settles it.
    async fn take(&self, event: &Event, ticket: Ticket, windows: &Windows) -> Result<Taken, StoreError>;

    /// Says what became of an event that `ticket` took; nothing changes if it is another's by now, and that is `false`.
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

    /// Makes an event free, whoever has it, and gives what was known of it.
    ///
    /// # Errors
    ///
    /// When the store does not answer.
    async fn release(&self, event: &Event, windows: &Windows) -> Result<Option<Record>, StoreError>;
}

/// Who took an event: a number that nobody else has.
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
    /// The encrypted identifiers of the answer; empty where there are none.
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

/// An event as stores keep it; times are milliseconds of the store's clock.
#[derive(Clone, Debug)]
struct Entry {
    phase: Phase,
    ticket: [u8; 16],
    taken_at: u64,
    expires: u64,
    sealed: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Taken,
    Succeeded,
    Unknown,
}

impl Phase {
    #[cfg(any(feature = "file", feature = "redis"))]
    fn number(self) -> u8 {
        match self {
            Self::Taken => 0,
            Self::Succeeded => 1,
            Self::Unknown => 2,
        }
    }

    /// What nobody can read counts as unknown, which is the careful reading.
    #[cfg(any(feature = "file", feature = "redis"))]
    fn of(number: u64) -> Self {
        match number {
            0 => Self::Taken,
            1 => Self::Succeeded,
            _ => Self::Unknown,
        }
    }
}

impl Entry {
    fn taken(ticket: Ticket, now: u64, windows: &Windows) -> Self {
        Self {
            phase: Phase::Taken,
            ticket: ticket.0,
            taken_at: now,
            expires: now.saturating_add(millis(windows.taken())),
            sealed: Vec::new(),
        }
    }

    /// What a settled event becomes; nothing when it is free again.
    fn settled(&self, outcome: &Outcome, now: u64, windows: &Windows) -> Option<Self> {
        let (phase, window, sealed) = match outcome {
            Outcome::Succeeded(sealed) => (Phase::Succeeded, windows.succeeded(), sealed.clone()),
            Outcome::Unknown => (Phase::Unknown, windows.unknown(), Vec::new()),
            Outcome::Failed => return None,
        };
        Some(Self {
            phase,
            expires: now.saturating_add(millis(window)),
            sealed,
            ..self.clone()
        })
    }

    /// What it says at a time; nothing when it is free by then.
    fn read(&self, now: u64, windows: &Windows) -> Option<Record> {
        let remaining = self.expires.checked_sub(now).filter(|left| *left > 0)?;
        let state = match self.phase {
            Phase::Taken if now < self.taken_at.saturating_add(millis(windows.in_flight())) => State::InFlight,
            Phase::Succeeded => State::Succeeded,
            Phase::Taken | Phase::Unknown => State::Unknown,
        };
        Some(Record {
            state,
            remaining: Duration::from_millis(remaining),
            sealed: self.sealed.clone(),
        })
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
