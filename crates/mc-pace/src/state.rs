//! The state of a pace, and the rules by which it changes. No clock, no waiting, no store.

use std::collections::{BTreeMap, VecDeque};
use std::num::NonZeroU32;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// One second in the unit of all times here.
const SECOND: u64 = 1_000_000;
/// The full rate, in thousandths of itself.
const FULL: u32 = 1_000;
/// The lowest rate that refusals lead to: a sixteenth.
const LEAST: u32 = FULL / 16;
/// How much of the full rate comes back in a second without a refusal, in thousandths.
const RECOVERY: u64 = 100;
/// How long a slot counts as in flight where nobody says that it has ended, because its process has died.
const LOST: u64 = 120 * SECOND;

/// What a pace allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Limits {
    /// Attempts that may arrive at the server in any second.
    pub(crate) per_second: Option<NonZeroU32>,
    /// Attempts that may be under way at the same time.
    pub(crate) in_flight: Option<NonZeroU32>,
    /// How long an attempt may take to arrive.
    pub(crate) transit: Duration,
}

/// What a pace remembers, at a store's clock.
///
/// Stores keep it as the bytes of [`to_bytes`](Self::to_bytes) and need not know what is in it. It holds no data of requests.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct State {
    /// No attempt begins before this.
    next: u64,
    /// The server has asked for silence until then.
    paused_until: u64,
    /// How much of the rate is missing, in thousandths.
    missing: u32,
    /// When the rate last came closer to its full value.
    recovered_at: u64,
    /// When the rate was last reduced.
    reduced_at: u64,
    /// Attempts that may be under way, by number.
    flying: BTreeMap<u64, Flight>,
    /// When attempts that have ended stop counting, in order.
    cooling: VecDeque<u64>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Flight {
    /// It counts for the rate until then.
    counts_until: u64,
    /// It counts as in flight until then.
    flies_until: u64,
}

/// Leave for one attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Grant {
    pub(crate) id: u64,
    /// How long from now it begins.
    pub(crate) wait: Duration,
}

/// The answer to somebody who asks for leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// At least one attempt may begin.
    Granted(Vec<Grant>),
    /// None may yet; ask again after this.
    Later(Duration),
    /// The server has asked for silence that lasts this long.
    Paused(Duration),
}

impl State {
    /// Reads what [`to_bytes`](Self::to_bytes) wrote; anything else is a pace that nobody has used.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        serde_json::from_slice(bytes).unwrap_or_default()
    }

    /// The form that stores keep.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// How long after `now` a store has to keep the state; after that it says nothing any more.
    pub fn matters_for(&self, now: Duration) -> Duration {
        let last = [self.paused_until, self.next]
            .into_iter()
            .chain(
                self.flying
                    .values()
                    .map(|flight| flight.flies_until.max(flight.counts_until)),
            )
            .chain(self.cooling.back().copied())
            .max()
            .unwrap_or_default();
        let recovery = u64::from(self.missing) * SECOND / RECOVERY;
        Duration::from_micros(last.saturating_sub(micros(now)).saturating_add(recovery + SECOND))
    }

    /// Asks for leave for up to `count` attempts that begin within `ahead`; `ids` numbers them.
    pub(crate) fn ask(
        &mut self,
        now: Duration,
        limits: &Limits,
        count: usize,
        ahead: Duration,
        ids: &mut dyn FnMut() -> u64,
    ) -> Asked {
        let now = micros(now);
        self.forget(now);
        let horizon = now.saturating_add(micros(ahead));
        if self.paused_until > horizon {
            return Asked::Paused(Duration::from_micros(self.paused_until - now));
        }
        let interval = limits.per_second.map_or(0, |rate| self.interval(now, rate));
        let mut start = now.max(self.paused_until);
        if limits.per_second.is_some() {
            start = start.max(self.next);
        }
        let mut room = self.room(now, limits);
        let mut grants = Vec::new();
        while grants.len() < count && room > 0 && start <= horizon {
            let id = ids();
            let counts_until = start.saturating_add(micros(limits.transit)).saturating_add(SECOND);
            let flight = Flight {
                counts_until,
                flies_until: start.saturating_add(LOST).max(counts_until),
            };
            self.flying.insert(id, flight);
            grants.push(Grant {
                id,
                wait: Duration::from_micros(start - now),
            });
            start = start.saturating_add(interval);
            self.next = start;
            room -= 1;
        }
        if !grants.is_empty() {
            return Asked::Granted(grants);
        }
        let wait = if room > 0 {
            // Half of the horizon is left to give out by the time of asking again.
            start - now - (horizon - now) / 2
        } else {
            let leaves = self.flying.values().map(|flight| flight.counts_until).min();
            let cools = self.cooling.front().copied();
            let first = leaves.into_iter().chain(cools).filter(|until| *until > now).min();
            first.map_or(SECOND / 10, |first| first - now).min(SECOND / 10)
        };
        Asked::Later(Duration::from_micros(wait.max(500)))
    }

    /// An attempt has been answered or has failed: it has arrived, or never will.
    pub(crate) fn end(&mut self, now: Duration, id: u64) {
        let now = micros(now);
        let Some(flight) = self.flying.remove(&id) else { return };
        if flight.counts_until > now {
            self.cooling.push_back(now.saturating_add(SECOND));
        }
    }

    /// The server has refused an attempt because there were too many, or has asked for silence.
    pub(crate) fn refuse(&mut self, now: Duration, is_too_many: bool, silence: Option<Duration>) {
        let now = micros(now);
        // Attempts that were under way together are refused together, and say one thing.
        let is_first = self.reduced_at == 0;
        if is_too_many && (is_first || now >= self.reduced_at.saturating_add(SECOND)) {
            let level = FULL - self.missing.min(FULL);
            self.missing = FULL - (level / 2).max(LEAST);
            self.reduced_at = now.max(1);
            self.recovered_at = now;
        }
        if let Some(silence) = silence {
            self.paused_until = self.paused_until.max(now.saturating_add(micros(silence)));
        }
    }

    /// How long the server still wants silence.
    #[cfg(test)]
    fn silence(&self, now: Duration) -> Duration {
        Duration::from_micros(self.paused_until.saturating_sub(micros(now)))
    }

    /// The time between two attempts.
    fn interval(&mut self, now: u64, rate: NonZeroU32) -> u64 {
        let gained = now.saturating_sub(self.recovered_at).saturating_mul(RECOVERY) / SECOND;
        if gained > 0 {
            self.missing = self.missing.saturating_sub(u32::try_from(gained).unwrap_or(u32::MAX));
            self.recovered_at = now;
        }
        let level = u64::from(FULL - self.missing.min(FULL - LEAST));
        SECOND * u64::from(FULL) / (u64::from(rate.get()) * level)
    }

    /// How many more attempts may begin.
    fn room(&self, now: u64, limits: &Limits) -> usize {
        let of = |limit: NonZeroU32| usize::try_from(limit.get()).unwrap_or(usize::MAX);
        let rate = limits.per_second.map_or(usize::MAX, |limit| {
            let counting = self.flying.values().filter(|flight| flight.counts_until > now).count();
            of(limit).saturating_sub(counting + self.cooling.len())
        });
        let flight = limits
            .in_flight
            .map_or(usize::MAX, |limit| of(limit).saturating_sub(self.flying.len()));
        rate.min(flight)
    }

    /// Drops what does not count any more.
    fn forget(&mut self, now: u64) {
        while self.cooling.front().is_some_and(|until| *until <= now) {
            self.cooling.pop_front();
        }
        self.flying.retain(|_, flight| flight.flies_until > now);
    }
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(per_second: u32) -> Limits {
        Limits {
            per_second: NonZeroU32::new(per_second),
            in_flight: None,
            transit: Duration::from_secs(1),
        }
    }

    fn at(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    struct Rig(State, u64);

    impl Rig {
        fn ask(&mut self, now: u64, limits: &Limits, count: usize, ahead: u64) -> Asked {
            let last = &mut self.1;
            let mut ids = || {
                *last += 1;
                *last
            };
            self.0.ask(at(now), limits, count, at(ahead), &mut ids)
        }

        fn one(&mut self, now: u64, limits: &Limits) -> Result<u64, Asked> {
            match self.ask(now, limits, 1, 0) {
                Asked::Granted(grants) => Ok(grants[0].id),
                other => Err(other),
            }
        }
    }

    fn rig() -> Rig {
        Rig(State::default(), 0)
    }

    #[test]
    fn attempts_are_spaced() {
        let (mut rig, limits) = (rig(), limits(10));
        assert_eq!(rig.one(0, &limits), Ok(1));
        assert_eq!(rig.one(0, &limits), Err(Asked::Later(at(100))));
        assert_eq!(rig.one(99, &limits), Err(Asked::Later(at(1))));
        assert_eq!(rig.one(100, &limits), Ok(2));
        // Time that was not used is not saved up.
        assert_eq!(rig.one(5_000, &limits), Ok(3));
        assert_eq!(rig.one(5_001, &limits), Err(Asked::Later(at(99))));
    }

    #[test]
    fn no_second_sees_more_than_the_rate_however_late_attempts_arrive() {
        // Two a second. Each attempt may arrive at any time until its end: the worst arrival of the first two is their end.
        let (mut rig, limits) = (rig(), limits(2));
        let first = rig.one(0, &limits).unwrap();
        let second = rig.one(500, &limits).unwrap();
        rig.0.end(at(900), first);
        rig.0.end(at(901), second);
        // Both may have arrived at 900 and 901, so the third arrives after 1900 and the fourth after 1901.
        assert!(rig.one(1_000, &limits).is_err());
        assert!(rig.one(1_899, &limits).is_err());
        assert!(rig.one(1_900, &limits).is_ok());
        assert!(rig.one(2_399, &limits).is_err());
        assert!(rig.one(2_400, &limits).is_ok());
    }

    #[test]
    fn an_attempt_that_nobody_ends_counts_until_it_must_have_arrived() {
        let (mut rig, limits) = (rig(), limits(1));
        rig.one(0, &limits).unwrap();
        assert!(rig.one(1_999, &limits).is_err());
        assert!(rig.one(2_000, &limits).is_ok());
    }

    #[test]
    fn leave_is_given_ahead_and_in_order() {
        let (mut rig, limits) = (rig(), limits(100));
        let Asked::Granted(grants) = rig.ask(0, &limits, 10, 50) else {
            panic!()
        };
        let waits: Vec<_> = grants.iter().map(|grant| grant.wait).collect();
        assert_eq!(waits, [at(0), at(10), at(20), at(30), at(40), at(50)]);
        // Somebody else comes when half of what is ahead is free again.
        assert_eq!(rig.ask(0, &limits, 10, 50), Asked::Later(at(35)));
        let Asked::Granted(grants) = rig.ask(35, &limits, 10, 50) else {
            panic!()
        };
        assert_eq!(grants[0].wait, at(25));
    }

    #[test]
    fn so_many_are_in_flight() {
        let mut rig = rig();
        let limits = Limits {
            per_second: None,
            in_flight: NonZeroU32::new(2),
            transit: at(10),
        };
        let first = rig.one(0, &limits).unwrap();
        rig.one(0, &limits).unwrap();
        assert!(rig.one(60_000, &limits).is_err());
        rig.0.end(at(60_000), first);
        assert!(rig.one(60_000, &limits).is_ok());
        // A process that died does not hold its place for ever.
        assert!(rig.one(120_000, &limits).is_ok());
    }

    #[test]
    fn a_refusal_in_the_first_second_slows_down_too() {
        let (mut rig, limits) = (rig(), limits(100));
        rig.one(0, &limits).unwrap();
        rig.0.refuse(at(0), true, None);
        rig.0.refuse(at(0), true, None);
        assert!(rig.one(500, &limits).is_ok());
        // Half of the rate, and half a tenth that has come back: 55 a second.
        assert_eq!(rig.one(500, &limits), Err(Asked::Later(Duration::from_micros(18_181))));
    }

    #[test]
    fn refusals_slow_down_and_pass() {
        let (mut rig, limits) = (rig(), limits(100));
        let now = 10_000;
        rig.one(now, &limits).unwrap();
        rig.0.refuse(at(now), true, Some(at(2_000)));
        // More refusals of the same moment change nothing.
        rig.0.refuse(at(now + 1), true, None);
        assert_eq!(rig.0.silence(at(now)), at(2_000));
        assert_eq!(rig.one(now, &limits), Err(Asked::Paused(at(2_000))));
        // Half of the rate, and two tenths that have come back: 70 a second.
        assert!(rig.one(now + 2_000, &limits).is_ok());
        assert_eq!(
            rig.one(now + 2_000, &limits),
            Err(Asked::Later(Duration::from_micros(14_285)))
        );
        // After five seconds it is whole again.
        assert!(rig.one(now + 6_000, &limits).is_ok());
        assert_eq!(rig.one(now + 6_000, &limits), Err(Asked::Later(at(10))));
        // Many refusals lead to a sixteenth, not to standstill.
        for second in 0..10 {
            rig.0.refuse(at(20_000 + second * 1_000), true, None);
        }
        assert!(rig.one(29_000, &limits).is_ok());
        assert_eq!(
            rig.one(29_000, &limits),
            Err(Asked::Later(Duration::from_micros(161_290)))
        );
    }

    #[test]
    fn a_server_without_a_rate_is_only_left_alone() {
        let (mut rig, mut limits) = (rig(), limits(1));
        limits.per_second = None;
        for _ in 0..1_000 {
            assert!(rig.one(0, &limits).is_ok());
        }
        rig.0.refuse(at(0), true, Some(at(500)));
        assert_eq!(rig.one(0, &limits), Err(Asked::Paused(at(500))));
        assert!(rig.one(500, &limits).is_ok());
    }

    #[test]
    fn bytes_hold_the_state_and_anything_else_is_a_new_one() {
        let (mut rig, limits) = (rig(), limits(1));
        let id = rig.one(7, &limits).unwrap();
        let mut read = State::from_bytes(&rig.0.to_bytes());
        assert_eq!(read.to_bytes(), rig.0.to_bytes());
        read.end(at(8), id);
        assert_eq!(read.matters_for(at(8)), at(2_000));
        assert_eq!(State::from_bytes(b"").to_bytes(), State::default().to_bytes());
    }
}
