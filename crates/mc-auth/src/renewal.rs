//! Something that is fetched from elsewhere and expires: a token, a set of keys. One caller fetches for all.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use crate::oauth1::Clock;

/// What is to be done about the value at hand.
pub(crate) enum Verdict {
    /// Take it.
    Fresh,
    /// Fetch another; whoever finds somebody fetching already takes this one.
    Usable,
    /// Fetch another, and wait for it; take this one where that fails.
    Lacking,
    /// Fetch another: this one is of no use.
    Useless,
}

/// A value, fetched once for all who need it.
///
/// A source that fails is not asked again at once: the pauses between fetches grow, and who comes in one gets the value at
/// hand where it is of use, else the failure that began the pause.
pub(crate) struct Renewal<T, F> {
    state: Mutex<State<T, F>>,
    /// Held by the one who fetches.
    fetching: tokio::sync::Mutex<()>,
}

struct State<T, F> {
    kept: Option<T>,
    /// How often a fetch has come to its end.
    answers: u64,
    /// What came of the last fetch, where that was a failure.
    failed: Option<Failed<F>>,
}

struct Failed<F> {
    failure: F,
    /// How many there were in a row.
    count: u32,
    at: SystemTime,
    pause: Duration,
}

impl<T, F> Default for Renewal<T, F> {
    fn default() -> Self {
        Self {
            state: Mutex::new(State {
                kept: None,
                answers: 0,
                failed: None,
            }),
            fetching: tokio::sync::Mutex::default(),
        }
    }
}

impl<T: Clone, F: Clone> Renewal<T, F> {
    /// The value: the one at hand or another, as the verdict on it says.
    ///
    /// The pause is asked for after a failure: by how many there were in a row, and whether there is a value to go on with.
    pub(crate) async fn get<Fetch: Future<Output = Result<T, F>>>(
        &self,
        clock: &dyn Clock,
        judge: impl Fn(&T, SystemTime) -> Verdict,
        pause: impl Fn(u32, bool) -> Duration,
        fetch: impl FnOnce() -> Fetch,
    ) -> Result<T, F> {
        let (answers, wait) = {
            let state = self.state();
            let now = clock.now();
            let (verdict, kept) = state.judged(&judge, now);
            let paused = state.paused(now);
            match (verdict, kept, paused) {
                (Verdict::Fresh, Some(kept), _) | (Verdict::Usable | Verdict::Lacking, Some(kept), Some(_)) => {
                    return Ok(kept);
                }
                (_, _, Some(failure)) => return Err(failure),
                (verdict, ..) => (state.answers, !matches!(verdict, Verdict::Usable)),
            }
        };
        let _fetching = if wait {
            self.fetching.lock().await
        } else {
            match self.fetching.try_lock() {
                Ok(guard) => guard,
                // Somebody fetches it already.
                Err(_) => match self.kept() {
                    Some(kept) => return Ok(kept),
                    None => self.fetching.lock().await,
                },
            }
        };
        {
            let state = self.state();
            let (verdict, kept) = state.judged(&judge, clock.now());
            match (verdict, kept) {
                (Verdict::Fresh, Some(kept)) => return Ok(kept),
                // While this caller waited, another fetched: asking again for each who waited would help nobody.
                (Verdict::Usable | Verdict::Lacking, Some(kept)) if state.answers != answers => return Ok(kept),
                _ => {}
            }
            if let Some(failed) = state.failed.as_ref().filter(|_| state.answers != answers) {
                return Err(failed.failure.clone());
            }
        }
        let answer = fetch().await;
        let now = clock.now();
        let mut state = self.state();
        state.answers += 1;
        match answer {
            Ok(value) => {
                state.failed = None;
                state.kept = Some(value.clone());
                Ok(value)
            }
            Err(failure) => {
                let (verdict, kept) = state.judged(&judge, now);
                let kept = kept.filter(|_| !matches!(verdict, Verdict::Useless));
                let count = state.failed.as_ref().map_or(0, |failed| failed.count).saturating_add(1);
                state.failed = Some(Failed {
                    failure: failure.clone(),
                    count,
                    at: now,
                    pause: pause(count, kept.is_some()),
                });
                kept.ok_or(failure)
            }
        }
    }

    /// The value at hand.
    pub(crate) fn kept(&self) -> Option<T> {
        self.state().kept.clone()
    }

    /// Drops the value at hand, and ends a pause.
    pub(crate) fn invalidate(&self) {
        let mut state = self.state();
        state.kept = None;
        state.failed = None;
    }

    fn state(&self) -> MutexGuard<'_, State<T, F>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T: Clone, F: Clone> State<T, F> {
    fn judged(&self, judge: impl Fn(&T, SystemTime) -> Verdict, now: SystemTime) -> (Verdict, Option<T>) {
        match &self.kept {
            Some(kept) => (judge(kept, now), Some(kept.clone())),
            None => (Verdict::Useless, None),
        }
    }

    /// The failure that is the reason to wait; a clock that was set back makes no pause longer.
    fn paused(&self, now: SystemTime) -> Option<F> {
        let failed = self.failed.as_ref()?;
        let since = now.duration_since(failed.at).ok()?;
        (since < failed.pause).then(|| failed.failure.clone())
    }
}

/// A pause that doubles with each failure in a row, from the first to the longest.
pub(crate) fn growing(first: Duration, longest: Duration, failures: u32) -> Duration {
    let factor = 1_u32.checked_shl(failures.saturating_sub(1)).unwrap_or(u32::MAX);
    first.saturating_mul(factor).min(longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest() {
        let pause = |failures| growing(Duration::from_secs(1), Duration::from_mins(1), failures).as_secs();
        assert_eq!(
            [1, 2, 3, 6, 7, 31, 32, 33, 1000].map(pause),
            [1, 2, 4, 32, 60, 60, 60, 60, 60]
        );
    }
}
