//! Where a run remembers its records and their results.

#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "sqlite")]
mod sqlite;

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use async_trait::async_trait;

#[cfg(feature = "postgres")]
pub use postgres::PostgresJournal;
#[cfg(feature = "sqlite")]
pub use sqlite::SqliteJournal;

use crate::{Outcome, Result};

/// How much of the input a journal has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InputState {
    /// How many records were read.
    pub read: u64,
    /// A hash over those records, by which a changed input is noticed.
    pub chain: Vec<u8>,
    /// Whether the input was read to its end.
    pub is_complete: bool,
}

/// A record that this worker has to call for.
#[derive(Clone)]
pub struct Taken {
    /// Its number in the input, from 1.
    pub number: u64,
    /// How often it was taken, this time included.
    pub tries: u32,
    /// The record as it was added.
    pub request: Vec<u8>,
}

/// The end of a record.
#[derive(Clone)]
pub struct Finished {
    /// Its number in the input.
    pub number: u64,
    /// How it ended.
    pub outcome: Outcome,
    /// The kind of error; empty where there was none.
    pub kind: String,
    /// The result, as it is to be kept.
    pub result: Vec<u8>,
}

/// A record as it is kept.
#[derive(Clone)]
pub struct Stored {
    /// Its number in the input.
    pub number: u64,
    /// How it ended; nothing while it has not.
    pub outcome: Option<Outcome>,
    /// The kind of error; empty where there was none.
    pub kind: String,
    /// The record as it was added.
    pub request: Vec<u8>,
    /// The result; empty while there is none.
    pub result: Vec<u8>,
}

/// How many records there are, by state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// Records that have no result and that nobody has taken.
    pub waiting: u64,
    /// Records that a worker has taken.
    pub taken: u64,
    /// Results, by outcome and kind of error.
    pub ended: BTreeMap<(Outcome, String), u64>,
    /// Whether the input was read to its end.
    pub is_complete: bool,
}

impl Counts {
    /// Records without a result.
    pub fn open(&self) -> u64 {
        self.waiting + self.taken
    }

    /// Results of an outcome.
    pub fn of(&self, outcome: Outcome) -> u64 {
        let found = self.ended.iter().filter(|((of, _), _)| *of == outcome);
        found.map(|(_, count)| count).sum()
    }

    /// All results.
    pub fn results(&self) -> u64 {
        self.ended.values().sum()
    }
}

/// Which results are to be dropped, so that their records are called for again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reset {
    /// Those of this kind of error, or of this outcome; every failed one otherwise.
    pub only: Option<String>,
    /// Whether unknown ones may be among them: only where calling twice does no harm.
    pub unknown: bool,
}

/// Keeps the records of a run and their results; all workers of a run share one.
///
/// A record is waiting, taken by a worker, begun by it, or ended. It ends once: what is handed to [`finish`](Self::finish) by a
/// worker that no longer has the record is dropped. Records and results are opaque bytes here.
#[async_trait]
pub trait Journal: fmt::Debug + Send + Sync {
    /// Takes the right to read the input, unless another worker has it, and says how far it was read.
    ///
    /// # Errors
    /// When the journal cannot be used.
    async fn claim_input(&self, worker: &str, lease: Duration) -> Result<Option<InputState>>;

    /// Adds records behind the `from` that were read before; all of them or none.
    ///
    /// # Errors
    /// When the journal cannot be used, or another worker reads the input by now.
    async fn add(
        &self,
        worker: &str,
        from: u64,
        records: Vec<Vec<u8>>,
        state: InputState,
        lease: Duration,
    ) -> Result<()>;

    /// Whether the input was read to its end.
    ///
    /// # Errors
    /// When the journal cannot be used.
    async fn is_complete(&self) -> Result<bool>;

    /// Takes waiting records for a worker, and those whose lease has ended.
    ///
    /// One that was [begun](Self::begin) and whose lease has ended becomes unknown instead.
    ///
    /// # Errors
    /// When the journal cannot be used.
    async fn take(&self, worker: &str, max: usize, lease: Duration) -> Result<Vec<Taken>>;

    /// Notes that a record is about to be sent, where sending it twice would do harm. It is durable when this returns.
    ///
    /// # Errors
    /// When the journal cannot be used, or the worker does not have the record any more.
    async fn begin(&self, worker: &str, number: u64) -> Result<()>;

    /// Extends the lease of all records that a worker has.
    ///
    /// # Errors
    /// When the journal cannot be used.
    async fn renew(&self, worker: &str, lease: Duration) -> Result<()>;

    /// Ends records, and says which of them ended by this call.
    ///
    /// # Errors
    /// When the journal cannot be used; then none has ended.
    async fn finish(&self, worker: &str, records: &[Finished]) -> Result<Vec<u64>>;

    /// Gives a record back, to be taken after a pause; the try counts or not.
    ///
    /// # Errors
    /// When the journal cannot be used.
    async fn put_back(&self, worker: &str, number: u64, after: Duration, counts: bool) -> Result<()>;

    /// How many records are without a result.
    ///
    /// # Errors
    /// When the journal cannot be used.
    async fn open_records(&self) -> Result<u64>;

    /// Counts all records.
    ///
    /// # Errors
    /// When the journal cannot be used.
    async fn counts(&self) -> Result<Counts>;

    /// Records in order, from the one behind `after`.
    ///
    /// # Errors
    /// When the journal cannot be used.
    async fn list(&self, after: u64, max: usize) -> Result<Vec<Stored>>;

    /// Makes ended records wait again, and says how many.
    ///
    /// # Errors
    /// When the journal cannot be used.
    async fn reset(&self, which: &Reset) -> Result<u64>;
}

/// The facts of a run that must not change between its parts.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct RunFacts {
    /// The product and operation that is called.
    pub operation: String,
    /// What else the records depend on, such as a mapping of columns.
    pub settings: String,
}

impl RunFacts {
    /// Says in which way a run differs from the one in the journal.
    #[cfg(any(feature = "postgres", feature = "sqlite"))]
    fn check(&self, stored: &str) -> Result<()> {
        let stored: Self = serde_json::from_str(stored)
            .map_err(|_| crate::Error::new("the journal is damaged: it does not say of which run it is"))?;
        if stored.operation != self.operation {
            return Err(crate::Error::new(format!(
                "the journal is that of a run of {}, not of {}; give another journal or another name",
                stored.operation, self.operation
            )));
        }
        if stored.settings != self.settings {
            return Err(crate::Error::new(
                "the journal was begun with other settings of the records, such as --map, --set or --select; use the same ones, or \
                 another journal",
            ));
        }
        Ok(())
    }
}
