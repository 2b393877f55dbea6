//! Attempts that wait for leave, and those that have it.

use std::collections::VecDeque;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, sleep, sleep_until};

use crate::error::Paused;
use crate::state::{Asked, Limits};
use crate::store::{Store, StoreError};

/// How many attempts are agreed on at once at most.
const BATCH: usize = 64;

/// Why no attempt begins.
#[derive(Debug)]
pub(crate) enum Refusal {
    Paused(Paused),
    Store(StoreError),
}

/// What all callers share whose attempts count together.
#[derive(Debug)]
pub(crate) struct Meter {
    name: String,
    limits: Limits,
    max_pause: Duration,
    store: Arc<dyn Store>,
    /// Leave that was given ahead. Whoever holds it is the next to begin, and the others wait in order.
    turn: tokio::sync::Mutex<VecDeque<Ready>>,
    waiting: AtomicUsize,
    /// Something has ended.
    ended: Notify,
    reports: Mutex<Reports>,
    last_id: AtomicU64,
}

#[derive(Clone, Copy, Debug)]
struct Ready {
    id: u64,
    at: Instant,
}

/// Attempts that have ended and whose end the store does not know.
#[derive(Debug, Default)]
struct Reports {
    ids: Vec<u64>,
    is_due: bool,
}

/// Leave for an attempt; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Slot {
    meter: Arc<Meter>,
    id: u64,
}

impl Meter {
    pub(crate) fn new(name: String, limits: Limits, max_pause: Duration, store: Arc<dyn Store>) -> Self {
        Self {
            name,
            limits,
            max_pause,
            store,
            turn: tokio::sync::Mutex::default(),
            waiting: AtomicUsize::new(0),
            ended: Notify::new(),
            reports: Mutex::default(),
            // Other processes number theirs as well.
            last_id: AtomicU64::new(RandomState::new().build_hasher().finish()),
        }
    }

    /// Waits until an attempt may begin.
    pub(crate) async fn leave(self: &Arc<Self>) -> Result<Slot, Refusal> {
        let _waiting = Waiting::new(&self.waiting);
        let mut turn = self.turn.lock().await;
        loop {
            if let Some(ready) = turn.front().copied() {
                sleep_until(ready.at).await;
                turn.pop_front();
                let slot = Slot {
                    meter: Arc::clone(self),
                    id: ready.id,
                };
                // Leave that nobody has used in time does not cover an attempt that begins now.
                if ready.at.elapsed() > self.limits.transit / 2 {
                    drop(slot);
                    continue;
                }
                return Ok(slot);
            }
            match self.ask().await.map_err(Refusal::Store)? {
                (Asked::Granted(grants), asked) => turn.extend(grants.into_iter().map(|grant| Ready {
                    id: grant.id,
                    at: asked + grant.wait,
                })),
                (Asked::Later(wait), _) => {
                    tokio::select! {
                        () = sleep(wait) => {}
                        () = self.ended.notified() => {}
                    }
                }
                (Asked::Paused(remaining), _) if remaining > self.max_pause => {
                    return Err(Refusal::Paused(Paused { remaining }));
                }
                (Asked::Paused(remaining), _) => sleep(remaining.min(Duration::from_secs(1))).await,
            }
        }
    }

    /// Says that the server has refused an attempt because there were too many, or has asked for silence.
    pub(crate) async fn refuse(&self, is_too_many: bool, silence: Option<Duration>) {
        let done = self
            .store
            .change(&self.name, &mut |state, now| state.refuse(now, is_too_many, silence))
            .await;
        if let Err(error) = done {
            tracing::warn!(%error, "what a server said of the pace could not be stored");
        }
    }

    /// Asks the store for those who wait, and tells it what has ended.
    async fn ask(&self) -> Result<(Asked, Instant), StoreError> {
        let ended = self.take_reports();
        let count = self.waiting.load(Ordering::Relaxed).clamp(1, BATCH);
        let ahead = self.store.look_ahead();
        let mut asked = Asked::Later(Duration::ZERO);
        let mut ids = || self.last_id.fetch_add(1, Ordering::Relaxed);
        let done = self
            .store
            .change(&self.name, &mut |state, now| {
                for id in &ended {
                    state.end(now, *id);
                }
                asked = state.ask(now, &self.limits, count, ahead, &mut ids);
            })
            .await;
        if let Err(error) = done {
            self.give_back(ended);
            return Err(error);
        }
        // Counted from the answer of the store, so never too early.
        Ok((asked, Instant::now()))
    }

    fn reports(&self) -> std::sync::MutexGuard<'_, Reports> {
        self.reports.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take_reports(&self) -> Vec<u64> {
        std::mem::take(&mut self.reports().ids)
    }

    fn give_back(&self, ids: Vec<u64>) {
        self.reports().ids.extend(ids);
    }

    async fn report(&self) {
        // Ends that come close together are told in one go.
        sleep(self.store.look_ahead() / 4).await;
        self.reports().is_due = false;
        let ended = self.take_reports();
        if ended.is_empty() {
            return;
        }
        let done = self
            .store
            .change(&self.name, &mut |state, now| {
                for id in &ended {
                    state.end(now, *id);
                }
            })
            .await;
        match done {
            Ok(()) => self.ended.notify_one(),
            Err(error) => tracing::debug!(%error, "the end of attempts could not be stored; it is assumed in time"),
        }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let is_first = {
            let mut reports = self.meter.reports();
            reports.ids.push(self.id);
            !std::mem::replace(&mut reports.is_due, true)
        };
        if is_first {
            // Without a runtime nobody waits here, and the slot ends by itself.
            if let Ok(runtime) = tokio::runtime::Handle::try_current() {
                let meter = Arc::clone(&self.meter);
                runtime.spawn(async move { meter.report().await });
            } else {
                self.meter.reports().is_due = false;
            }
        }
    }
}

/// Counts itself among those who wait.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
