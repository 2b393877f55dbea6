//! A clock that stands still and a nonce that repeats: for known answers and tools, never for traffic.
//!
//! A gateway refuses a nonce that it has seen, and a time that is long past.

use std::time::{Duration, SystemTime};

use super::{Clock, NonceSource};
use crate::error::{Error, Kind, Result};

/// Always the same time.
#[derive(Clone, Copy, Debug)]
pub struct FixedClock(pub SystemTime);

impl FixedClock {
    /// A time in seconds since 1970.
    ///
    /// # Errors
    /// When no clock reaches that far.
    pub fn from_unix_seconds(seconds: u64) -> Result<Self> {
        SystemTime::UNIX_EPOCH
            .checked_add(Duration::from_secs(seconds))
            .map(Self)
            .ok_or_else(|| {
                Error::new(
                    Kind::Configuration,
                    "the timestamp is further off than any clock reaches",
                )
            })
    }
}

impl Clock for FixedClock {
    fn now(&self) -> SystemTime {
        self.0
    }
}

/// Always the same nonce.
#[derive(Clone, Debug)]
pub struct FixedNonce(pub String);

impl NonceSource for FixedNonce {
    fn nonce(&self) -> Result<String> {
        Ok(self.0.clone())
    }
}
