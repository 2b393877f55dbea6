mod clock;
mod place;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, TransactionBehavior, params};

use self::clock::{Clock, Counted};
use self::place::Place;
use super::entry::{Entry, HISTORY, Logged, Phase, calendar, consequence};
use super::witness::Witness;
use super::{Attempt, Filter, LoggedAttempt, Outcome, Record, Release, Sender, Store, StoreError, Taken, Ticket};
use crate::{Event, Windows};

/// Events in a SQLite file, for all processes of one machine; clones share the connection.
///
/// Each change is synced to the disk before the request goes out, so that a crash, of the machine too, leaves the event
/// taken. The file belongs on a local disk: SQLite's locks do not work on most network file systems. Only the owner can read a
/// file that it creates.
///
/// Time is that since the machine started, which no step of the calendar's clock moves. While the machine is off, or when its
/// kernel is another one, no time passes in the file: events are held longer, never shorter. (On systems other than Unix it is
/// the calendar's clock.)
///
/// A file that is removed, replaced or restored from a backup while it is open is noticed before the next event is granted:
/// from then on every event is refused, until the program is started again.
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
    opened: Arc<Opened>,
    clock: Clock,
    history: usize,
}

struct Opened {
    path: PathBuf,
    connection: Mutex<Connection>,
    place: Place,
    witness: Witness,
}

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
const VERSION: i64 = 2;

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
        let unusable = |error| {
            StoreError::new(format!("the store {} cannot be opened for writing", path.display())).with_source(error)
        };
        create_private(path).map_err(unusable)?;
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
        let version = prepare(&mut connection).map_err(failed)?;
        if version != VERSION {
            let path = path.display();
            return Err(StoreError::new(format!(
                "the store {path} has layout {version} where this version of the guard writes {VERSION}; use another file, \
                 when nothing has been filed for an hour"
            )));
        }
        let witness = connection
            .query_row(
                "SELECT id, (SELECT coalesce(max(number), 0) FROM attempt) FROM store",
                [],
                |row| Ok(Witness::new(row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())),
            )
            .map_err(failed)?;
        Ok(Self {
            opened: Arc::new(Opened {
                place: Place::of(path).map_err(unusable)?,
                path: path.to_owned(),
                connection: Mutex::new(connection),
                witness,
            }),
            clock: Clock::of_machine(),
            history: HISTORY,
        })
    }

    /// Reads the time from another clock, for tests. All who share the file need the same.
    #[must_use]
    pub fn with_clock(mut self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Clock::given(clock);
        self
    }

    /// Remembers so many attempts, in place of the last 10,000. Events that are not free are remembered in any case.
    #[must_use]
    pub fn with_history(mut self, attempts: usize) -> Self {
        self.history = attempts;
        self
    }

    /// Does something to the file that nobody else sees half done.
    async fn change<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Change<'_>) -> Result<T, Failed> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.start(TransactionBehavior::Immediate, change).await
    }

    /// Reads what is in the file, and keeps nobody from changing it.
    async fn view<T: Send + 'static>(
        &self,
        view: impl FnOnce(&Change<'_>) -> Result<T, Failed> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.start(TransactionBehavior::Deferred, view).await
    }

    async fn start<T: Send + 'static>(
        &self,
        behavior: TransactionBehavior,
        work: impl FnOnce(&Change<'_>) -> Result<T, Failed> + Send + 'static,
    ) -> Result<T, StoreError> {
        let this = self.clone();
        let done = tokio::task::spawn_blocking(move || this.work(behavior, work)).await;
        done.unwrap_or_else(|error| Err(StoreError::new("the store's work was cut short").with_source(error)))
    }

    fn work<T>(
        &self,
        behavior: TransactionBehavior,
        work: impl FnOnce(&Change<'_>) -> Result<T, Failed>,
    ) -> Result<T, StoreError> {
        // A panic inside a transaction rolls it back.
        let mut connection = self.opened.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let done = || {
            let transaction = connection.transaction_with_behavior(behavior)?;
            let (id, counted) = transaction
                .prepare_cached("SELECT id, clock, measured, now FROM store")?
                .query_row([], |row| {
                    let counted = Counted {
                        clock: row.get(1)?,
                        measured: row.get::<_, i64>(2)?.unsigned_abs(),
                        now: row.get::<_, i64>(3)?.unsigned_abs(),
                    };
                    Ok((row.get::<_, Vec<u8>>(0)?, counted))
                })?;
            // Read when the file is locked: nobody's time lies before that of an earlier change.
            let reading = self.clock.read();
            let counted = counted.on(&self.clock, reading);
            let out = work(&Change {
                transaction: &transaction,
                now: counted.now,
                counted,
                calendar: reading.calendar,
                witness: &self.opened.witness,
                id: &id,
            })?;
            transaction.commit()?;
            Ok(out)
        };
        let done = done();
        // Where the files are others by now, that is why it failed, and what was done nobody else sees.
        if let Some(changed) = self.opened.place.changed() {
            return Err(StoreError::new(format!(
                "the store's file {} was removed or replaced while it was in use: look up the events of the last hour, then \
                 start this program again",
                changed.display()
            )));
        }
        done.map_err(|error| match error {
            Failed::Sqlite(error) => failure(&self.opened.path, error),
            Failed::Store(error) => error,
        })
    }
}

/// A transaction, and its time.
struct Change<'a> {
    transaction: &'a Transaction<'a>,
    /// Milliseconds that have passed in the file.
    now: u64,
    counted: Counted,
    /// By the calendar, in milliseconds since 1970.
    calendar: u64,
    witness: &'a Witness,
    id: &'a [u8],
}

impl Change<'_> {
    /// Keeps the time up to which is counted.
    fn keep_time(&self) -> rusqlite::Result<()> {
        self.transaction
            .prepare_cached("UPDATE store SET clock = ?1, measured = ?2, now = ?3")?
            .execute(params![
                self.counted.clock,
                signed(self.counted.measured),
                signed(self.counted.now)
            ])?;
        Ok(())
    }
}

/// Why a transaction is rolled back.
enum Failed {
    Sqlite(rusqlite::Error),
    Store(StoreError),
}

impl From<rusqlite::Error> for Failed {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
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

/// Makes the tables where there are none, and gives the layout of those that are there.
fn prepare(connection: &mut Connection) -> rusqlite::Result<i64> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version != 0 {
        return Ok(version);
    }
    transaction.execute_batch(
        "CREATE TABLE store (
             one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
             id BLOB NOT NULL,
             clock TEXT NOT NULL,
             measured INTEGER NOT NULL,
             now INTEGER NOT NULL
         ) STRICT;
         INSERT INTO store VALUES (1, randomblob(16), '', 0, 0);
         CREATE TABLE event (
             fingerprint BLOB NOT NULL PRIMARY KEY,
             phase INTEGER NOT NULL,
             ticket BLOB NOT NULL,
             taken_at INTEGER NOT NULL,
             expires INTEGER NOT NULL,
             sealed BLOB NOT NULL
         ) STRICT, WITHOUT ROWID;
         CREATE INDEX event_expires ON event (expires);
         CREATE TABLE attempt (
             number INTEGER PRIMARY KEY AUTOINCREMENT,
             ticket BLOB NOT NULL UNIQUE,
             fingerprint BLOB NOT NULL,
             operation TEXT NOT NULL,
             host TEXT NOT NULL,
             process TEXT NOT NULL,
             again TEXT,
             sealed BLOB NOT NULL,
             phase INTEGER NOT NULL,
             taken_at INTEGER NOT NULL,
             began INTEGER NOT NULL,
             ended INTEGER,
             released_at INTEGER,
             released_host TEXT,
             released_process TEXT,
             released_reason TEXT
         ) STRICT;",
    )?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()?;
    Ok(VERSION)
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

/// Adds an attempt to the history and drops what is too old in it.
fn log(change: &Change<'_>, attempt: &Attempt, ticket: Ticket, history: usize) -> Result<(), Failed> {
    let before = change.witness.counted();
    change
        .transaction
        .prepare_cached(
            "INSERT INTO attempt
                 (ticket, fingerprint, operation, host, process, again, sealed, phase, taken_at, began)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            ticket.as_bytes(),
            attempt.event.as_bytes(),
            attempt.operation,
            attempt.sender.host(),
            attempt.sender.process(),
            attempt.again.as_deref(),
            attempt.sealed,
            Phase::Taken.number(),
            signed(change.now),
            signed(change.calendar),
        ])?;
    let number = change.transaction.last_insert_rowid();
    change
        .witness
        .check(change.id, before, number.unsigned_abs())
        .map_err(Failed::Store)?;
    let oldest = number.saturating_sub(i64::try_from(history).unwrap_or(i64::MAX));
    change
        .transaction
        .prepare_cached("DELETE FROM attempt WHERE number <= ?1")?
        .execute(params![oldest])?;
    Ok(())
}

/// Says in the history what became of an attempt.
fn log_outcome(change: &Change<'_>, ticket: Ticket, outcome: &Outcome, windows: &Windows) -> Result<(), Failed> {
    let (phase, _, sealed) = consequence(outcome, windows);
    change
        .transaction
        .prepare_cached("UPDATE attempt SET phase = ?2, ended = ?3, sealed = coalesce(?4, sealed) WHERE ticket = ?1")?
        .execute(params![
            ticket.as_bytes(),
            phase.number(),
            signed(change.calendar),
            sealed
        ])?;
    Ok(())
}

fn logged(row: &Row<'_>) -> rusqlite::Result<(Logged, Option<u64>)> {
    let time = |index: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(index)?.map(i64::unsigned_abs));
    let attempt = Attempt {
        event: Event::from_bytes(row.get(0)?),
        operation: row.get::<_, String>(1)?.into(),
        sender: Arc::new(Sender::new(row.get::<_, String>(2)?, row.get::<_, String>(3)?)),
        again: row.get::<_, Option<String>>(4)?.map(Into::into),
        sealed: row.get(5)?,
    };
    let released = match time(10)? {
        None => None,
        Some(at) => Some(Release {
            at: calendar(at),
            by: Sender::new(row.get::<_, String>(11)?, row.get::<_, String>(12)?),
            reason: row.get(13)?,
        }),
    };
    let logged = Logged {
        attempt,
        phase: Phase::of(row.get::<_, i64>(6)?.unsigned_abs()),
        taken_at: time(7)?.unwrap_or_default(),
        began: time(8)?.unwrap_or_default(),
        ended: time(9)?,
        released,
    };
    Ok((logged, time(14)?))
}

#[async_trait]
impl Store for FileStore {
    async fn take(&self, attempt: &Attempt, ticket: Ticket, windows: &Windows) -> Result<Taken, StoreError> {
        let (attempt, windows, history) = (attempt.clone(), *windows, self.history);
        self.change(move |change| {
            if let Some(entry) = read(change.transaction, &attempt.event)? {
                if let Some(record) = entry.refuses(&attempt, ticket, change.now, &windows) {
                    return Ok(Taken::Refused(record));
                }
                if entry.ticket == *ticket.as_bytes() {
                    return Ok(Taken::Granted);
                }
            }
            change.keep_time()?;
            tidy(change.transaction, change.now)?;
            let entry = Entry::taken(ticket, attempt.sealed.clone(), change.now, &windows);
            write(change.transaction, &attempt.event, &entry)?;
            log(change, &attempt, ticket, history)?;
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
        self.change(move |change| {
            change.keep_time()?;
            log_outcome(change, ticket, &outcome, &windows)?;
            let entry = read(change.transaction, &event)?.filter(|entry| entry.ticket == *ticket.as_bytes());
            let Some(entry) = entry else { return Ok(false) };
            match entry.settled(&outcome, change.now, &windows) {
                Some(settled) => write(change.transaction, &event, &settled)?,
                None => remove(change.transaction, &event)?,
            }
            Ok(true)
        })
        .await
    }

    async fn release(&self, event: &Event, release: &Release, windows: &Windows) -> Result<Option<Record>, StoreError> {
        let (event, windows, release) = (*event, *windows, release.clone());
        self.change(move |change| {
            let Some(entry) = read(change.transaction, &event)? else {
                return Ok(None);
            };
            change.keep_time()?;
            remove(change.transaction, &event)?;
            let record = entry.read(change.now, &windows);
            if record.is_some() {
                change.transaction.execute(
                    "UPDATE attempt SET released_at = ?2, released_host = ?3, released_process = ?4, released_reason = ?5
                     WHERE ticket = ?1",
                    params![
                        entry.ticket,
                        signed(change.calendar),
                        release.by.host(),
                        release.by.process(),
                        release.reason
                    ],
                )?;
            }
            Ok(record)
        })
        .await
    }

    async fn list(&self, filter: &Filter, windows: &Windows) -> Result<Vec<LoggedAttempt>, StoreError> {
        let (filter, windows) = (filter.clone(), *windows);
        self.view(move |change| {
            let mut statement = change.transaction.prepare(
                "SELECT a.fingerprint, a.operation, a.host, a.process, a.again, a.sealed, a.phase, a.taken_at, a.began,
                     a.ended, a.released_at, a.released_host, a.released_process, a.released_reason, e.expires
                 FROM attempt a LEFT JOIN event e ON e.fingerprint = a.fingerprint AND e.ticket = a.ticket
                 ORDER BY a.number DESC",
            )?;
            let attempts = statement
                .query_map([], logged)?
                .map(|row| row.map(|(logged, expires)| logged.read(expires, change.now, &windows)));
            Ok(filter.choose(attempts)?)
        })
        .await
    }
}

impl fmt::Debug for FileStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileStore")
            .field("path", &self.opened.path)
            .finish_non_exhaustive()
    }
}
