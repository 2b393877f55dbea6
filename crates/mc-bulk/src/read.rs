use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::journal::Journal;
use crate::run::place;
use crate::{Error, Outcome, Result, Vault};

/// A record and what became of it.
#[derive(Clone)]
#[non_exhaustive]
pub struct Entry<R> {
    /// Its number in the input, from 1.
    pub number: u64,
    /// The record as it was in the input.
    pub record: R,
    /// How it ended; nothing while it has not.
    pub outcome: Option<Outcome>,
    /// The kind of error; empty where there was none.
    pub kind: String,
    /// What the call gave, or an object that describes the error; null where there is none.
    pub value: Value,
}

/// The records of a journal in the order of the input, read a few at a time.
pub struct Entries<'a> {
    journal: &'a dyn Journal,
    vault: &'a Vault,
    after: u64,
    is_over: bool,
}

impl<'a> Entries<'a> {
    /// From the first record on.
    pub fn new(journal: &'a dyn Journal, vault: &'a Vault) -> Self {
        Self {
            journal,
            vault,
            after: 0,
            is_over: false,
        }
    }

    /// The next few, none when there are no more.
    ///
    /// # Errors
    /// When the journal cannot be read, or the vault lacks a key.
    pub async fn next<R: DeserializeOwned>(&mut self) -> Result<Vec<Entry<R>>> {
        const MAX: usize = 500;
        if self.is_over {
            return Ok(Vec::new());
        }
        let stored = self.journal.list(self.after, MAX).await?;
        self.is_over = stored.len() < MAX;
        self.after = stored.last().map_or(self.after, |last| last.number);
        let damaged = |_| Error::new("the journal is damaged: a record or result is not what it should be");
        let entries = stored.into_iter().map(|stored| {
            let record = self.vault.open(&place(stored.number, "record"), &stored.request)?;
            let value = if stored.result.is_empty() {
                Value::Null
            } else {
                let result = self.vault.open(&place(stored.number, "result"), &stored.result)?;
                serde_json::from_slice(&result).map_err(damaged)?
            };
            Ok(Entry {
                number: stored.number,
                record: serde_json::from_slice(&record).map_err(damaged)?,
                outcome: stored.outcome,
                kind: stored.kind,
                value,
            })
        });
        entries.collect()
    }
}

impl std::fmt::Debug for Entries<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Entries")
            .field("after", &self.after)
            .finish_non_exhaustive()
    }
}
