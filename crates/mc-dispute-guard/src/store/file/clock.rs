//! The clock that windows are measured with in a file: one that no step of the calendar moves, and that counts too little
//! rather than too much.

use std::sync::Arc;
use std::time::SystemTime;

use crate::store::entry::since_epoch;

/// Reads the time.
#[derive(Clone)]
pub(super) struct Clock {
    /// Which clock it is: readings of two clocks are not compared.
    identity: Arc<str>,
    read: Arc<dyn Fn() -> Reading + Send + Sync>,
}

/// What a clock says: milliseconds since some moment, such as the start of the machine.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    pub(super) measured: u64,
    /// By the calendar, in milliseconds since 1970.
    pub(super) calendar: u64,
}

impl Clock {
    /// The time since the machine started, asleep or awake.
    pub(super) fn of_machine() -> Self {
        Self {
            identity: machine().into(),
            read: Arc::new(|| {
                let calendar = since_epoch(SystemTime::now());
                Reading {
                    measured: since_start().unwrap_or(calendar),
                    calendar,
                }
            }),
        }
    }

    /// A clock for tests.
    pub(super) fn given(clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Self {
            identity: "given".into(),
            read: Arc::new(move || {
                let calendar = since_epoch(clock());
                Reading {
                    measured: calendar,
                    calendar,
                }
            }),
        }
    }

    pub(super) fn identity(&self) -> &str {
        &self.identity
    }

    pub(super) fn read(&self) -> Reading {
        (self.read)()
    }
}

/// The time that has passed in a file, and the reading at which it was last counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) clock: String,
    pub(super) measured: u64,
    pub(super) now: u64,
}

impl Counted {
    /// Counts on to a reading.
    ///
    /// Where the machine has started again or another clock was read, what passed in between is not known and is not counted:
    /// events are held longer. A clock that starts at zero with the machine never shows more than has passed since.
    pub(super) fn on(&self, clock: &Clock, reading: Reading) -> Self {
        let passed = if self.clock == clock.identity() {
            reading.measured.saturating_sub(self.measured)
        } else {
            0
        };
        Self {
            clock: clock.identity().to_owned(),
            measured: reading.measured,
            now: self.now.saturating_add(passed),
        }
    }
}

#[cfg(unix)]
fn since_start() -> Option<u64> {
    use rustix::time::{ClockId, clock_gettime};

    #[cfg(any(target_os = "linux", target_os = "android"))]
    const SINCE_START: ClockId = ClockId::Boottime;
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    const SINCE_START: ClockId = ClockId::Monotonic;
    let time = clock_gettime(SINCE_START);
    let (seconds, nanos) = (u64::try_from(time.tv_sec).ok()?, u64::try_from(time.tv_nsec).ok()?);
    seconds.checked_mul(1000)?.checked_add(nanos / 1_000_000)
}

#[cfg(not(unix))]
fn since_start() -> Option<u64> {
    None
}

/// Which start of which kernel it is, and in which of its time namespaces.
fn machine() -> String {
    let start = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    let namespace = std::fs::read_link("/proc/self/ns/time").unwrap_or_default();
    format!("{} {}", start.trim(), namespace.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(clock: &str, measured: u64, now: u64) -> Counted {
        Counted {
            clock: clock.to_owned(),
            measured,
            now,
        }
    }

    fn clock(identity: &str) -> Clock {
        Clock {
            identity: identity.into(),
            ..Clock::given(SystemTime::now)
        }
    }

    fn at(measured: u64, calendar: u64) -> Reading {
        Reading { measured, calendar }
    }

    #[test]
    fn a_step_of_the_calendar_counts_nothing() {
        let before = counted("boot 1", 1_000, 70);
        assert_eq!(before.on(&clock("boot 1"), at(1_500, 0)), counted("boot 1", 1_500, 570));
        assert_eq!(
            before.on(&clock("boot 1"), at(1_500, u64::MAX)),
            counted("boot 1", 1_500, 570)
        );
    }

    #[test]
    fn a_start_of_the_machine_or_another_clock_counts_nothing() {
        let before = counted("boot 1", 1_000, 70);
        assert_eq!(before.on(&clock("boot 2"), at(9_000, 0)), counted("boot 2", 9_000, 70));
        assert_eq!(
            before.on(&clock("boot 1"), at(10, 0)),
            counted("boot 1", 10, 70),
            "back to the start"
        );
        let there = before.on(&clock("boot 2"), at(9_000, 0));
        let back = there.on(&clock("boot 1"), at(9_000, 0));
        assert_eq!(back, counted("boot 1", 9_000, 70));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_clock_is_that_of_the_kernel_s_start() {
        let clock = Clock::of_machine();
        let uptime = || {
            let text = std::fs::read_to_string("/proc/uptime").unwrap();
            let seconds = text.split('.').next().unwrap().parse::<u64>().unwrap();
            seconds * 1000
        };
        let (earliest, read, latest) = (uptime(), clock.read().measured, uptime() + 1000);
        assert!((earliest..=latest).contains(&read), "{earliest} {read} {latest}");
        assert!(clock.identity().len() > 36, "{}", clock.identity());
    }
}
