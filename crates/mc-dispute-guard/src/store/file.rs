use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, params};

use super::{Entry, Outcome, Phase, Record, Store, StoreError, Taken, Ticket, millis};
use crate::{Event, Windows};

/// Events in a SQLite file, for all processes of one machine; clones share the connection.
///
/// Each change is synced to the disk before the request goes out, so that a crash, of the machine too, leaves the event
/// taken. The file belongs on a local disk: SQLite's locks do not work on most network file systems. Its clock is that of the
/// system. Only the owner can read a file that it creates.
///
/// ```
/// use mc_dispute_guard::store::FileStore;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = tempfile::tempdir()?;
/// # let folder = folder.path();
/// let store = FileStore::open(folder.join("dispute-events.sqlite"))?;
/// # drop(store);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct FileStore {
    path: Arc<PathBuf>,
    connection: Arc<Mutex<Connection>>,
    clock: Clock,
}

type Clock = Arc<dyn Fn() -> SystemTime + Send + Sync>;

/// What a change to a [`FileStore`] survives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Durability {
    /// A crash of the machine: each change waits for the disk.
    #[default]
    Machine,
    /// A crash of the process, not of the machine; for tests and for machines whose loss loses the callers too.
    Process,
}

/// How long a process waits for the others' changes.
const BUSY: Duration = Duration::from_secs(5);

/// The layout of the file; a file of another one is refused.
const VERSION: i64 = 1;

impl FileStore {
    /// Opens a file, or makes it.
    ///
    /// # Errors
    ///
    /// When the file cannot be opened or written, or is no store of this version.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        Self::open_with(path, Durability::Machine)
    }

    /// Opens a file, or makes it, and says what its changes survive.
    ///
    /// # Errors
    ///
    /// When the file cannot be opened or written, or is no store of this version.
    pub fn open_with(path: impl AsRef<Path>, durability: Durability) -> Result<Self, StoreError> {
        let path = path.as_ref();
        let failed = |error| failure(path, error);
        create_private(path).map_err(|error| {
            StoreError::new(format!("the store {} cannot be opened for writing", path.display())).with_source(error)
        })?;
        let mut connection = Connection::open(path).map_err(failed)?;
        connection.busy_timeout(BUSY).map_err(failed)?;
        connection
            .pragma_update(None, "journal_mode", "WAL")
            .and_then(|()| {
                let synchronous = match durability {
                    Durability::Machine => "FULL",
                    Durability::Process => "OFF",
                };
                connection.pragma_update(None, "synchronous", synchronous)
            })
            .map_err(failed)?;
        prepare(&mut connection).map_err(failed)?;
        let version: i64 = connection
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .map_err(failed)?;
        if version != VERSION {
            let path = path.display();
            return Err(StoreError::new(format!(
                "the store {path} has layout {version} where this version of the guard writes {VERSION}; use another file"
            )));
        }
        Ok(Self {
            path: Arc::new(path.to_owned()),
            connection: Arc::new(Mutex::new(connection)),
            clock: Arc::new(SystemTime::now),
        })
    }

    /// Tells the time by another clock, for tests. All who share the file need the same.
    #[must_use]
    pub fn with_clock(mut self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Does something to the file that nobody else sees half done.
    async fn change<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Transaction<'_>, u64) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let this = self.clone();
        let done = tokio::task::spawn_blocking(move || {
            // A panic inside a transaction rolls it back.
            let mut connection = this.connection.lock().unwrap_or_else(PoisonError::into_inner);
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // Asked for when the file is locked: nobody's time lies before that of an earlier change.
            let now = (this.clock)()
                .duration_since(SystemTime::UNIX_EPOCH)
                .unwrap_or_default();
            let out = change(&transaction, millis(now))?;
            transaction.commit()?;
            Ok(out)
        });
        match done.await {
            Ok(done) => done.map_err(|error| failure(&self.path, error)),
            Err(error) => Err(StoreError::new("the store's work was cut short").with_source(error)),
        }
    }
}

/// Makes a file that only its owner can read, unless there is one.
fn create_private(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

fn prepare(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version == 0 {
        transaction.execute_batch(
            "CREATE TABLE event (
                 fingerprint BLOB NOT NULL PRIMARY KEY,
                 phase INTEGER NOT NULL,
                 ticket BLOB NOT NULL,
                 taken_at INTEGER NOT NULL,
                 expires INTEGER NOT NULL,
                 sealed BLOB NOT NULL
             ) STRICT, WITHOUT ROWID;
             CREATE INDEX event_expires ON event (expires);",
        )?;
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    transaction.commit()
}

fn failure(path: &Path, error: rusqlite::Error) -> StoreError {
    let path = path.display();
    let message = match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => format!("{path} is no SQLite file; name another one"),
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
            format!("the store {path} is locked by another process for too long")
        }
        Some(rusqlite::ErrorCode::DiskFull) => format!("the disk of the store {path} is full"),
        _ => format!("the store {path} cannot be read or written"),
    };
    StoreError::new(message).with_source(error)
}

fn read(transaction: &Transaction<'_>, event: &Event) -> rusqlite::Result<Option<Entry>> {
    transaction
        .prepare_cached("SELECT phase, ticket, taken_at, expires, sealed FROM event WHERE fingerprint = ?1")?
        .query_row(params![event.as_bytes()], |row| {
            Ok(Entry {
                phase: Phase::of(row.get::<_, i64>(0)?.unsigned_abs()),
                ticket: row.get(1)?,
                taken_at: row.get::<_, i64>(2)?.unsigned_abs(),
                expires: row.get::<_, i64>(3)?.unsigned_abs(),
                sealed: row.get(4)?,
            })
        })
        .optional()
}

fn write(transaction: &Transaction<'_>, event: &Event, entry: &Entry) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("INSERT OR REPLACE INTO event VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
        .execute(params![
            event.as_bytes(),
            entry.phase.number(),
            entry.ticket,
            signed(entry.taken_at),
            signed(entry.expires),
            entry.sealed
        ])?;
    Ok(())
}

fn remove(transaction: &Transaction<'_>, event: &Event) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("DELETE FROM event WHERE fingerprint = ?1")?
        .execute(params![event.as_bytes()])?;
    Ok(())
}

/// Throws out a few of those that have ended.
fn tidy(transaction: &Transaction<'_>, now: u64) -> rusqlite::Result<()> {
    transaction
        .prepare_cached(
            "DELETE FROM event WHERE fingerprint IN (SELECT fingerprint FROM event WHERE expires <= ?1 LIMIT 16)",
        )?
        .execute(params![signed(now)])?;
    Ok(())
}

fn signed(millis: u64) -> i64 {
    i64::try_from(millis).unwrap_or(i64::MAX)
}

#[async_trait]
impl Store for FileStore {
    async fn take(&self, event: &Event, ticket: Ticket, windows: &Windows) -> Result<Taken, StoreError> {
        let (event, windows) = (*event, *windows);
        self.change(move |transaction, now| {
            if let Some(entry) = read(transaction, &event)?
                && entry.ticket != *ticket.as_bytes()
                && let Some(record) = entry.read(now, &windows)
            {
                return Ok(Taken::Refused(record));
            }
            tidy(transaction, now)?;
            write(transaction, &event, &Entry::taken(ticket, now, &windows))?;
            Ok(Taken::Granted)
        })
        .await
    }

    async fn settle(
        &self,
        event: &Event,
        ticket: Ticket,
        outcome: &Outcome,
        windows: &Windows,
    ) -> Result<bool, StoreError> {
        let (event, windows, outcome) = (*event, *windows, outcome.clone());
        self.change(move |transaction, now| {
            let entry = read(transaction, &event)?.filter(|entry| entry.ticket == *ticket.as_bytes());
            let Some(entry) = entry else { return Ok(false) };
            match entry.settled(&outcome, now, &windows) {
                Some(settled) => write(transaction, &event, &settled)?,
                None => remove(transaction, &event)?,
            }
            Ok(true)
        })
        .await
    }

    async fn release(&self, event: &Event, windows: &Windows) -> Result<Option<Record>, StoreError> {
        let (event, windows) = (*event, *windows);
        self.change(move |transaction, now| {
            let record = read(transaction, &event)?.and_then(|entry| entry.read(now, &windows));
            remove(transaction, &event)?;
            Ok(record)
        })
        .await
    }
}

impl fmt::Debug for FileStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileStore")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}
