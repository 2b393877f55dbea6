//! An event and an attempt as the stores of this crate keep them. Times are milliseconds: those of an [`Entry`] by the clock
//! that windows are measured with, those that operators read by the calendar.

use std::time::{Duration, SystemTime};

use super::{Attempt, LoggedAttempt, Outcome, Record, Release, Ticket};
use crate::{State, Windows};

/// How many attempts a store remembers unless it is told otherwise.
pub(super) const HISTORY: usize = 10_000;

/// Who holds an event, and until when.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) phase: Phase,
    pub(super) ticket: [u8; 16],
    pub(super) taken_at: u64,
    pub(super) expires: u64,
    pub(super) sealed: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    Taken,
    Succeeded,
    Unknown,
    Failed,
}

impl Phase {
    #[cfg(any(feature = "file", feature = "postgres", feature = "redis"))]
    pub(super) fn number(self) -> u8 {
        match self {
            Self::Taken => 0,
            Self::Succeeded => 1,
            Self::Unknown => 2,
            Self::Failed => 3,
        }
    }

    /// What nobody can read counts as unknown, which is the careful reading.
    #[cfg(any(feature = "file", feature = "postgres", feature = "redis"))]
    pub(super) fn of(number: u64) -> Self {
        match number {
            0 => Self::Taken,
            1 => Self::Succeeded,
            3 => Self::Failed,
            _ => Self::Unknown,
        }
    }

    fn state(self, taken_at: u64, now: u64, windows: &Windows) -> State {
        match self {
            Self::Taken if now < taken_at.saturating_add(millis(windows.in_flight())) => State::InFlight,
            Self::Succeeded => State::Succeeded,
            Self::Failed => State::Failed,
            Self::Taken | Self::Unknown => State::Unknown,
        }
    }
}

/// What an outcome makes of an attempt: its phase, for how long its event is refused, and the identifiers of the answer.
pub(super) fn consequence<'a>(
    outcome: &'a Outcome,
    windows: &Windows,
) -> (Phase, Option<Duration>, Option<&'a Vec<u8>>) {
    match outcome {
        Outcome::Succeeded(sealed) => (
            Phase::Succeeded,
            Some(windows.succeeded()),
            Some(sealed).filter(|sealed| !sealed.is_empty()),
        ),
        Outcome::Unknown => (Phase::Unknown, Some(windows.unknown()), None),
        Outcome::Failed => (Phase::Failed, None, None),
    }
}

impl Entry {
    pub(super) fn taken(ticket: Ticket, sealed: Vec<u8>, now: u64, windows: &Windows) -> Self {
        Self {
            phase: Phase::Taken,
            ticket: *ticket.as_bytes(),
            taken_at: now,
            expires: now.saturating_add(millis(windows.taken())),
            sealed,
        }
    }

    /// Whether it refuses an attempt, and with what.
    pub(super) fn refuses(&self, attempt: &Attempt, ticket: Ticket, now: u64, windows: &Windows) -> Option<Record> {
        if self.ticket == *ticket.as_bytes() {
            return None;
        }
        self.read(now, windows)
            .filter(|record| attempt.again.is_none() || record.state == State::InFlight)
    }

    /// What a settled event becomes; nothing when it is free again.
    pub(super) fn settled(&self, outcome: &Outcome, now: u64, windows: &Windows) -> Option<Self> {
        let (phase, window, sealed) = consequence(outcome, windows);
        Some(Self {
            phase,
            expires: now.saturating_add(millis(window?)),
            sealed: sealed.unwrap_or(&self.sealed).clone(),
            ..self.clone()
        })
    }

    /// What it says at a time; nothing when it is free by then.
    pub(super) fn read(&self, now: u64, windows: &Windows) -> Option<Record> {
        let remaining = self.expires.checked_sub(now).filter(|left| *left > 0)?;
        Some(Record {
            state: self.phase.state(self.taken_at, now, windows),
            remaining: Duration::from_millis(remaining),
            sealed: self.sealed.clone(),
        })
    }
}

/// An attempt in the history.
#[derive(Clone, Debug)]
pub(super) struct Logged {
    pub(super) attempt: Attempt,
    pub(super) phase: Phase,
    /// By the clock that windows are measured with.
    pub(super) taken_at: u64,
    /// By the calendar.
    pub(super) began: u64,
    /// By the calendar.
    pub(super) ended: Option<u64>,
    pub(super) released: Option<Release>,
}

impl Logged {
    pub(super) fn read(self, expires: Option<u64>, now: u64, windows: &Windows) -> LoggedAttempt {
        let remaining = expires.and_then(|expires| expires.checked_sub(now).filter(|left| *left > 0));
        LoggedAttempt {
            state: self.phase.state(self.taken_at, now, windows),
            attempt: self.attempt,
            began: calendar(self.began),
            ended: self.ended.map(calendar),
            remaining: remaining.map(Duration::from_millis),
            released: self.released,
        }
    }

    pub(super) fn settle(&mut self, outcome: &Outcome, now: u64, windows: &Windows) {
        let (phase, _, sealed) = consequence(outcome, windows);
        self.phase = phase;
        self.ended = Some(now);
        if let Some(sealed) = sealed {
            self.attempt.sealed.clone_from(sealed);
        }
    }
}

pub(super) fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// Milliseconds since 1970.
pub(super) fn since_epoch(time: SystemTime) -> u64 {
    millis(time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default())
}

/// The time so many milliseconds after 1970.
pub(super) fn calendar(millis: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH
        .checked_add(Duration::from_millis(millis))
        .unwrap_or(SystemTime::UNIX_EPOCH)
}
