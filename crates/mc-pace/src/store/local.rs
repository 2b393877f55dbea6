use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use tokio::time::Instant;

use super::{Change, Store, StoreError};
use crate::State;

/// A pace of this process alone.
#[derive(Debug)]
pub struct LocalStore {
    begun: Instant,
    states: Mutex<HashMap<String, State>>,
}

impl LocalStore {
    /// A store without any state.
    pub fn new() -> Self {
        Self {
            begun: Instant::now(),
            states: Mutex::default(),
        }
    }
}

impl Default for LocalStore {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl Store for LocalStore {
    async fn change(&self, name: &str, change: Change<'_>) -> Result<(), StoreError> {
        let mut states = self.states.lock().unwrap_or_else(PoisonError::into_inner);
        if !states.contains_key(name) {
            states.insert(name.to_owned(), State::default());
        }
        if let Some(state) = states.get_mut(name) {
            change(state, self.begun.elapsed());
        }
        Ok(())
    }

    fn look_ahead(&self) -> Duration {
        Duration::ZERO
    }
}
