use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use async_trait::async_trait;
use tokio::time::Instant;

use super::entry::{Entry, HISTORY, Logged, Phase, millis, since_epoch};
use super::{Attempt, Filter, LoggedAttempt, Outcome, Record, Release, Store, StoreError, Taken, Ticket};
use crate::{Event, Windows};

/// Events in the memory of this process; clones share them.
///
/// It knows nothing of other processes, and forgets all when this one ends: a request that was in flight at a crash is then
/// free to be sent again. Its clock is that of tokio, which stands still where a test pauses it.
#[derive(Clone)]
pub struct MemoryStore(Arc<Inner>);

struct Inner {
    start: Instant,
    history: usize,
    events: Mutex<Events>,
}

struct Events {
    by_fingerprint: HashMap<Event, Entry>,
    /// How many there may be before those that have ended are thrown out.
    tidy_at: usize,
    /// Oldest first.
    attempts: VecDeque<([u8; 16], Logged)>,
}

impl Events {
    /// The attempt of a ticket, which is one of the last more often than not.
    fn attempt(&mut self, ticket: &[u8; 16]) -> Option<&mut Logged> {
        let attempts = self.attempts.iter_mut().rev();
        attempts
            .filter(|(known, _)| known == ticket)
            .map(|(_, logged)| logged)
            .next()
    }
}

const LEAST: usize = 1024;

impl Default for MemoryStore {
    fn default() -> Self {
        Self::with_history(HISTORY)
    }
}

impl MemoryStore {
    /// An empty store that remembers the last 10,000 attempts.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty store that remembers so many attempts. Events that are not free are remembered in any case.
    pub fn with_history(attempts: usize) -> Self {
        Self(Arc::new(Inner {
            start: Instant::now(),
            history: attempts,
            events: Mutex::new(Events {
                by_fingerprint: HashMap::new(),
                tidy_at: LEAST,
                attempts: VecDeque::new(),
            }),
        }))
    }

    /// How many events it holds, ended ones among them.
    pub fn len(&self) -> usize {
        self.events().by_fingerprint.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn events(&self) -> MutexGuard<'_, Events> {
        // No code that holds the lock panics halfway.
        self.0.events.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> u64 {
        millis(self.0.start.elapsed())
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn take(&self, attempt: &Attempt, ticket: Ticket, windows: &Windows) -> Result<Taken, StoreError> {
        let mut events = self.events();
        let now = self.now();
        if let Some(entry) = events.by_fingerprint.get(&attempt.event) {
            if let Some(record) = entry.refuses(attempt, ticket, now, windows) {
                return Ok(Taken::Refused(record));
            }
            if entry.ticket == *ticket.as_bytes() {
                return Ok(Taken::Granted);
            }
        }
        if events.by_fingerprint.len() >= events.tidy_at {
            events.by_fingerprint.retain(|_, entry| entry.expires > now);
            events.tidy_at = LEAST.max(events.by_fingerprint.len() * 2);
        }
        let entry = Entry::taken(ticket, attempt.sealed.clone(), now, windows);
        events.by_fingerprint.insert(attempt.event, entry);
        let logged = Logged {
            attempt: attempt.clone(),
            phase: Phase::Taken,
            taken_at: now,
            began: since_epoch(SystemTime::now()),
            ended: None,
            released: None,
        };
        events.attempts.push_back((*ticket.as_bytes(), logged));
        if events.attempts.len() > self.0.history {
            events.attempts.pop_front();
        }
        Ok(Taken::Granted)
    }

    async fn settle(
        &self,
        event: &Event,
        ticket: Ticket,
        outcome: &Outcome,
        windows: &Windows,
    ) -> Result<bool, StoreError> {
        let mut events = self.events();
        let now = self.now();
        if let Some(logged) = events.attempt(ticket.as_bytes()) {
            logged.settle(outcome, since_epoch(SystemTime::now()), windows);
        }
        let Some(entry) = events
            .by_fingerprint
            .get_mut(event)
            .filter(|entry| entry.ticket == *ticket.as_bytes())
        else {
            return Ok(false);
        };
        match entry.settled(outcome, now, windows) {
            Some(settled) => *entry = settled,
            None => {
                events.by_fingerprint.remove(event);
            }
        }
        Ok(true)
    }

    async fn release(&self, event: &Event, release: &Release, windows: &Windows) -> Result<Option<Record>, StoreError> {
        let mut events = self.events();
        let now = self.now();
        let Some(entry) = events.by_fingerprint.remove(event) else {
            return Ok(None);
        };
        let record = entry.read(now, windows);
        if record.is_some()
            && let Some(logged) = events.attempt(&entry.ticket)
        {
            let at = SystemTime::now();
            logged.released = Some(Release { at, ..release.clone() });
        }
        Ok(record)
    }

    async fn list(&self, filter: &Filter, windows: &Windows) -> Result<Vec<LoggedAttempt>, StoreError> {
        let events = self.events();
        let now = self.now();
        let attempts = events.attempts.iter().rev().map(|(ticket, logged)| {
            let holder = events.by_fingerprint.get(&logged.attempt.event);
            let expires = holder
                .filter(|entry| entry.ticket == *ticket)
                .map(|entry| entry.expires);
            Ok(logged.clone().read(expires, now, windows))
        });
        filter.choose(attempts)
    }
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryStore").field("events", &self.len()).finish()
    }
}
