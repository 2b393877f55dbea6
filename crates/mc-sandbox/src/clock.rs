use std::fmt;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use mc_auth::oauth1::{Clock, SystemClock};

/// The sandbox's time, which can be moved; clones share it.
///
/// All that products do and the `Date` of responses go by it. What clients sign is accepted by this clock and by the one below
/// it, which is the system's unless set otherwise: a client in another process, which does not know that time was moved, is
/// not locked out. Certificates are judged by the system's time alone.
///
/// ```
/// use std::time::Duration;
///
/// use mc_sandbox::SandboxClock;
///
/// let clock = SandboxClock::new();
/// clock.set("2026-01-31T12:00:00Z".parse()?);
/// clock.advance(Duration::from_secs(72 * 60 * 60));
/// assert_eq!(clock.now().date_naive().to_string(), "2026-02-03");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct SandboxClock(Arc<Inner>);

struct Inner {
    base: Arc<dyn Clock>,
    /// Stands still at this time, if it does.
    frozen: RwLock<Option<SystemTime>>,
    /// Milliseconds that are added.
    offset: AtomicI64,
}

impl SandboxClock {
    /// The system's time, until it is moved.
    #[must_use]
    pub fn new() -> Self {
        Self::on(SystemClock)
    }

    /// Another clock's time, until it is moved.
    #[must_use]
    pub fn on(base: impl Clock + 'static) -> Self {
        Self(Arc::new(Inner {
            base: Arc::new(base),
            frozen: RwLock::new(None),
            offset: AtomicI64::new(0),
        }))
    }

    /// What time it is.
    pub fn now(&self) -> DateTime<Utc> {
        Clock::now(self).into()
    }

    /// The time of the clock below, which nothing here moves.
    pub(crate) fn real(&self) -> SystemTime {
        self.0.base.now()
    }

    /// Goes ahead.
    pub fn advance(&self, by: Duration) {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX / 4);
        let _ = self
            .0
            .offset
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |offset| {
                Some(offset.saturating_add(by))
            });
    }

    /// Stands still at a time, from which [`advance`](Self::advance) moves it.
    pub fn set(&self, time: DateTime<Utc>) {
        let mut frozen = self.0.frozen.write().unwrap_or_else(PoisonError::into_inner);
        *frozen = Some(time.into());
        self.0.offset.store(0, Ordering::Relaxed);
    }

    /// Goes with the clock below again.
    pub fn reset(&self) {
        let mut frozen = self.0.frozen.write().unwrap_or_else(PoisonError::into_inner);
        *frozen = None;
        self.0.offset.store(0, Ordering::Relaxed);
    }
}

impl Default for SandboxClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SandboxClock {
    fn now(&self) -> SystemTime {
        let frozen = *self.0.frozen.read().unwrap_or_else(PoisonError::into_inner);
        let time = frozen.unwrap_or_else(|| self.0.base.now());
        shifted(time, self.0.offset.load(Ordering::Relaxed))
    }
}

/// The times by which what a client has signed is judged, in seconds since 1970.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Times {
    /// The sandbox's, which may have been moved.
    pub(crate) now: u64,
    /// That of the clock below it.
    pub(crate) real: u64,
}

impl Times {
    /// The one that is nearer to a time that a client says.
    pub(crate) fn nearer_to(self, time: u64) -> u64 {
        if time.abs_diff(self.real) < time.abs_diff(self.now) {
            self.real
        } else {
            self.now
        }
    }

    /// The earlier one: nothing that was used once may be forgotten before it is too old by both.
    pub(crate) fn earlier(self) -> u64 {
        self.now.min(self.real)
    }
}

/// A time with milliseconds added; as it is where the sum is out of range.
pub(crate) fn shifted(time: SystemTime, milliseconds: i64) -> SystemTime {
    let by = Duration::from_millis(milliseconds.unsigned_abs());
    let moved = if milliseconds < 0 {
        time.checked_sub(by)
    } else {
        time.checked_add(by)
    };
    moved.unwrap_or(time)
}

impl fmt::Debug for SandboxClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SandboxClock").field(&self.now()).finish()
    }
}
