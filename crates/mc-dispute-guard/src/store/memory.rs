use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use tokio::time::Instant;

use super::{Entry, Outcome, Record, Store, StoreError, Taken, Ticket, millis};
use crate::{Event, Windows};

/// Events in the memory of this process; clones share them.
///
/// It knows nothing of other processes, and forgets all when this one ends: a request that was in flight at a crash is then
/// free to be sent again. Its clock is that of tokio, which stands still where a test pauses it.
#[derive(Clone)]
pub struct MemoryStore(Arc<Inner>);

struct Inner {
    start: Instant,
    events: Mutex<Events>,
}

struct Events {
    by_fingerprint: HashMap<Event, Entry>,
    /// How many there may be before those that have ended are thrown out.
    tidy_at: usize,
}

const LEAST: usize = 1024;

impl Default for MemoryStore {
    fn default() -> Self {
        Self(Arc::new(Inner {
            start: Instant::now(),
            events: Mutex::new(Events {
                by_fingerprint: HashMap::new(),
                tidy_at: LEAST,
            }),
        }))
    }
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
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
    async fn take(&self, event: &Event, ticket: Ticket, windows: &Windows) -> Result<Taken, StoreError> {
        let mut events = self.events();
        let now = self.now();
        if let Some(entry) = events.by_fingerprint.get(event)
            && entry.ticket != *ticket.as_bytes()
            && let Some(record) = entry.read(now, windows)
        {
            return Ok(Taken::Refused(record));
        }
        if events.by_fingerprint.len() >= events.tidy_at {
            events.by_fingerprint.retain(|_, entry| entry.expires > now);
            events.tidy_at = LEAST.max(events.by_fingerprint.len() * 2);
        }
        events.by_fingerprint.insert(*event, Entry::taken(ticket, now, windows));
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

    async fn release(&self, event: &Event, windows: &Windows) -> Result<Option<Record>, StoreError> {
        let now = self.now();
        let removed = self.events().by_fingerprint.remove(event);
        Ok(removed.and_then(|entry| entry.read(now, windows)))
    }
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryStore").field("events", &self.len()).finish()
    }
}
