use std::fmt;
use std::time::Duration;

/// How far an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum State {
    /// A request went out and has not been answered.
    InFlight,
    /// It was filed, so lately that Mastercom would not see a duplicate.
    Succeeded,
    /// Whether it was filed is not known.
    Unknown,
    /// It was not filed, so it is free: a state that only the history has.
    Failed,
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::InFlight => "in flight",
            Self::Succeeded => "filed",
            Self::Unknown => "unknown",
            Self::Failed => "failed",
        })
    }
}

/// For how long an event is refused.
///
/// ```
/// use std::time::Duration;
/// use mc_dispute_guard::Windows;
///
/// let windows = Windows::new().with_in_flight(Duration::from_secs(2 * 60));
/// assert_eq!(windows.succeeded(), Duration::from_secs(60));
/// assert_eq!(windows.unknown(), Duration::from_secs(3_600));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Windows {
    in_flight: Duration,
    succeeded: Duration,
    unknown: Duration,
}

impl Default for Windows {
    fn default() -> Self {
        Self {
            in_flight: Duration::from_secs(5 * 60),
            succeeded: Duration::from_secs(60),
            unknown: Duration::from_secs(3_600),
        }
    }
}

impl Windows {
    /// Five minutes in flight, then the minute and the hour that Mastercom asks for.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets how long a request may be in flight before it counts as unknown; more than the client's time-outs together.
    #[must_use]
    pub fn with_in_flight(mut self, duration: Duration) -> Self {
        self.in_flight = duration;
        self
    }

    /// Sets for how long a filed event is refused.
    #[must_use]
    pub fn with_succeeded(mut self, duration: Duration) -> Self {
        self.succeeded = duration;
        self
    }

    /// Sets for how long an event is refused of which nobody knows whether it was filed.
    #[must_use]
    pub fn with_unknown(mut self, duration: Duration) -> Self {
        self.unknown = duration;
        self
    }

    /// How long a request may be in flight before it counts as unknown.
    pub fn in_flight(&self) -> Duration {
        self.in_flight
    }

    /// For how long a filed event is refused.
    pub fn succeeded(&self) -> Duration {
        self.succeeded
    }

    /// For how long an event is refused of which nobody knows whether it was filed.
    pub fn unknown(&self) -> Duration {
        self.unknown
    }

    /// How long a store keeps an event that was taken and of which it never hears again.
    pub fn taken(&self) -> Duration {
        self.in_flight.saturating_add(self.unknown)
    }
}
