use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use super::error::TokenError;
use super::token::{AccessToken, TokenKey};

/// A token that is refused so soon after it was fetched is not the reason: another would be refused, too.
const YOUNG: Duration = Duration::from_secs(10);
/// The pause after the first failure, doubled after each further one.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
/// The longest such pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// How many sets of scopes are kept; a client uses a handful.
const MAX_SLOTS: usize = 256;

/// Access tokens by key, each renewed early and by one caller for all who wait.
#[derive(Default)]
pub(super) struct Cache(Mutex<HashMap<TokenKey, Arc<Slot>>>);

#[derive(Default)]
pub(super) struct Slot {
    state: Mutex<State>,
    /// Held by the one caller who fetches.
    fetching: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    /// How many fetches have ended.
    fetches: u64,
    failure: Option<Failure>,
}

struct Held {
    token: AccessToken,
    fetched_at: SystemTime,
    renew_at: SystemTime,
}

struct Failure {
    error: TokenError,
    /// How many there were in a row.
    count: u32,
    pause_until: SystemTime,
}

impl Cache {
    pub(super) fn slot(&self, key: &TokenKey, now: SystemTime) -> Arc<Slot> {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(slot) = slots.get(key) {
            return Arc::clone(slot);
        }
        if slots.len() >= MAX_SLOTS {
            slots.retain(|_, slot| Arc::strong_count(slot) > 1 || slot.state().valid(now).is_some());
        }
        Arc::clone(slots.entry(key.clone()).or_default())
    }
}

impl Slot {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The token in the cache, or the one that `fetch` gets.
    ///
    /// A token is renewed `margin` before its expiry by one caller while the others go on with it. Where there is none to go
    /// on with, all wait for one fetch and share its outcome; after a failure the source is left alone for a while.
    pub(super) async fn token<N, F, R>(&self, now: N, margin: Duration, fetch: F) -> Result<AccessToken, TokenError>
    where
        N: Fn() -> SystemTime,
        F: FnOnce() -> R,
        R: Future<Output = Result<AccessToken, TokenError>>,
    {
        let begun = now();
        let (fetches, valid) = {
            let state = self.state();
            match state.fresh(begun) {
                Some(token) => return Ok(token),
                None => (state.fetches, state.valid(begun)),
            }
        };
        let _fetching = match valid {
            // Somebody renews it already.
            Some(token) => match self.fetching.try_lock() {
                Ok(guard) => guard,
                Err(_) => return Ok(token),
            },
            None => self.fetching.lock().await,
        };
        {
            let state = self.state();
            let now = now();
            if let Some(token) = state.fresh(now) {
                return Ok(token);
            }
            if let Some(failure) = &state.failure
                && (state.fetches != fetches || now < failure.pause_until)
            {
                // It has just failed: to ask again for each caller would not help.
                return state.valid(now).ok_or_else(|| failure.error.clone());
            }
        }
        let outcome = fetch().await;
        self.state().put(outcome, now(), margin)
    }

    /// Drops a token that a server refused; returns whether to fetch another.
    pub(super) fn refuse(&self, token: &AccessToken, now: SystemTime) -> bool {
        let mut state = self.state();
        let Some(held) = state.held.as_ref().filter(|held| held.token == *token) else {
            // Another has taken its place.
            return true;
        };
        // A clock that was set back makes a token no younger.
        if now.duration_since(held.fetched_at).is_ok_and(|age| age < YOUNG) {
            return false;
        }
        state.held = None;
        true
    }

    /// Drops whatever token there is.
    pub(super) fn clear(&self) {
        self.state().held = None;
    }
}

impl State {
    fn fresh(&self, now: SystemTime) -> Option<AccessToken> {
        let held = self.held.as_ref()?;
        (now < held.renew_at).then(|| held.token.clone())
    }

    fn valid(&self, now: SystemTime) -> Option<AccessToken> {
        let token = &self.held.as_ref()?.token;
        (now < token.expires_at()).then(|| token.clone())
    }

    fn put(
        &mut self,
        fetched: Result<AccessToken, TokenError>,
        now: SystemTime,
        margin: Duration,
    ) -> Result<AccessToken, TokenError> {
        self.fetches += 1;
        match fetched {
            Ok(token) => {
                let lasts = token.expires_at().duration_since(now).unwrap_or_default();
                let early = margin.min(lasts / 2);
                self.held = Some(Held {
                    token: token.clone(),
                    fetched_at: now,
                    renew_at: token.expires_at().checked_sub(early).unwrap_or(now),
                });
                self.failure = None;
                Ok(token)
            }
            Err(error) => {
                let count = self
                    .failure
                    .as_ref()
                    .map_or(0, |failure| failure.count)
                    .saturating_add(1);
                let pause = FIRST_PAUSE
                    .saturating_mul(2_u32.saturating_pow(count - 1))
                    .min(LONGEST_PAUSE);
                self.failure = Some(Failure {
                    error: error.clone(),
                    count,
                    pause_until: now.checked_add(pause).unwrap_or(now),
                });
                self.valid(now).ok_or(error)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    fn token(text: &str, expiry: u64) -> AccessToken {
        AccessToken::new(text, at(expiry)).unwrap()
    }

    fn failure() -> TokenError {
        TokenError::timed_out(Duration::from_secs(1))
    }

    #[test]
    fn a_token_is_renewed_early_and_used_until_it_expires() {
        let mut state = State::default();
        state.put(Ok(token("a", 900)), at(0), Duration::from_mins(1)).unwrap();
        assert!(state.fresh(at(839)).is_some() && state.fresh(at(840)).is_none());
        assert!(state.valid(at(899)).is_some() && state.valid(at(900)).is_none());
        // A failure to renew does not hide the token that is still valid.
        assert!(state.put(Err(failure()), at(850), Duration::from_mins(1)).is_ok());
        assert!(state.put(Err(failure()), at(901), Duration::from_mins(1)).is_err());
        // A short life is used for half of it at least.
        state.put(Ok(token("b", 40)), at(0), Duration::from_mins(1)).unwrap();
        assert!(state.fresh(at(19)).is_some() && state.fresh(at(20)).is_none());
    }

    #[tokio::test]
    async fn failures_are_shared_and_followed_by_growing_pauses() {
        let slot = Slot::default();
        let ask = |now: u64, answer: Result<AccessToken, TokenError>| {
            let slot = &slot;
            async move {
                let asked = std::cell::Cell::new(false);
                let outcome = slot
                    .token(
                        || at(0) + Duration::from_millis(now),
                        Duration::from_mins(1),
                        || {
                            asked.set(true);
                            async { answer }
                        },
                    )
                    .await;
                (asked.get(), outcome.is_ok())
            }
        };
        assert_eq!(ask(0, Err(failure())).await, (true, false));
        assert_eq!(ask(249, Ok(token("a", 900))).await, (false, false));
        assert_eq!(ask(250, Err(failure())).await, (true, false));
        assert_eq!(ask(749, Ok(token("a", 900))).await, (false, false));
        assert_eq!(ask(750, Ok(token("a", 900))).await, (true, true));
        assert_eq!(ask(751, Err(failure())).await, (false, true));
    }

    #[test]
    fn a_young_token_that_is_refused_is_not_the_reason() {
        let slot = Slot::default();
        let first = token("a", 900);
        slot.state()
            .put(Ok(first.clone()), at(0), Duration::from_mins(1))
            .unwrap();
        assert!(!slot.refuse(&first, at(9)));
        assert!(slot.state().fresh(at(9)).is_some());
        assert!(slot.refuse(&first, at(10)));
        assert!(slot.state().fresh(at(10)).is_none());
        assert!(slot.refuse(&first, at(10)));
    }
}
