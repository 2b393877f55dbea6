//! Notices that a store forgot what it had confirmed.

use std::sync::{Mutex, PoisonError};

use super::StoreError;

/// What this process has seen of a store: its id, made at random with the store, and how far its attempts were counted.
///
/// A store with another id was replaced; one that counts from an earlier number on was rolled back, as by a backup or by a
/// failover that lost writes.
#[derive(Debug)]
pub(super) struct Witness {
    id: Vec<u8>,
    counted: Mutex<u64>,
}

impl Witness {
    /// A store as it was when it was opened.
    pub(super) fn new(id: Vec<u8>, counted: u64) -> Self {
        Self {
            id,
            counted: Mutex::new(counted),
        }
    }

    /// The number of the last attempt that this process knows of: a later one has a higher number.
    pub(super) fn counted(&self) -> u64 {
        *self.counted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether this is the store that it was: `before` is [`counted`](Self::counted) when the attempt began, and `number` what
    /// the attempt was given.
    pub(super) fn check(&self, id: &[u8], before: u64, number: u64) -> Result<(), StoreError> {
        if id != self.id {
            return Err(StoreError::new(
                "the store is another one than when it was opened: what was in flight is forgotten; look up the events of \
                 the last hour, then start this program again",
            ));
        }
        if number <= before {
            return Err(StoreError::new(
                "the store has lost events that it had confirmed, as by a backup that was restored or by a failover; look \
                 up the events of the last hour, then start this program again",
            ));
        }
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        *counted = number.max(*counted);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_store_and_an_earlier_state_are_noticed() {
        let witness = Witness::new(b"id".to_vec(), 7);
        witness.check(b"id", 7, 9).unwrap();
        // An attempt that began before the last one ended.
        witness.check(b"id", 7, 8).unwrap();
        assert_eq!(witness.counted(), 9);
        let error = witness.check(b"other", 9, 10).unwrap_err().to_string();
        assert!(error.starts_with("the store is another one"), "{error}");
        for number in [1, 9] {
            let error = witness.check(b"id", 9, number).unwrap_err().to_string();
            assert!(error.starts_with("the store has lost events"), "{error}");
        }
        assert_eq!(witness.counted(), 9);
    }
}
