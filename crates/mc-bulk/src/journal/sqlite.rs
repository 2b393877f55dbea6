use std::fmt;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use async_trait::async_trait;
use rusqlite::{Connection, ErrorCode, OptionalExtension as _, Transaction, TransactionBehavior, params};

use super::{Counts, Finished, InputState, Journal, Reset, RunFacts, Stored, Taken};
use crate::{Error, Outcome, Result};

const VERSION: i32 = 1;
const LOCK_TIMEOUT: Duration = Duration::from_secs(10);

const TABLES: &str = "
    CREATE TABLE run (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        version INTEGER NOT NULL,
        facts TEXT NOT NULL,
        read INTEGER NOT NULL DEFAULT 0,
        chain BLOB NOT NULL DEFAULT x'',
        complete INTEGER NOT NULL DEFAULT 0
    );
    -- state: 0 waiting, 1 taken, 2 begun, 3 ended; times are milliseconds since 1970
    CREATE TABLE records (
        number INTEGER PRIMARY KEY,
        state INTEGER NOT NULL DEFAULT 0,
        tries INTEGER NOT NULL DEFAULT 0,
        not_before INTEGER NOT NULL DEFAULT 0,
        request BLOB NOT NULL,
        outcome TEXT,
        kind TEXT NOT NULL DEFAULT '',
        result BLOB NOT NULL DEFAULT x''
    );
    CREATE INDEX waiting ON records (not_before, number) WHERE state = 0;
    CREATE INDEX unfinished ON records (state) WHERE state < 3;";

/// A journal in a file, for one worker at a time on this machine.
///
/// The file is an SQLite database that its owner alone can read; put it on a local disk. A worker holds `<file>.lock` while it
/// works, so a second one is refused and a dead one is noticed at once. Others may look at the journal meanwhile.
///
/// ```no_run
/// use mc_bulk::journal::{RunFacts, SqliteJournal};
///
/// let facts = RunFacts { operation: "automatic-billing-updater inquireAccount".into(), settings: String::new() };
/// let journal = SqliteJournal::work("portfolio.journal", &facts)?;
/// # drop(journal);
/// # Ok::<(), mc_bulk::Error>(())
/// ```
#[derive(Clone)]
pub struct SqliteJournal(Arc<Inner>);

struct Inner {
    path: PathBuf,
    connection: Mutex<Connection>,
    /// Held by the one worker.
    lock: Option<File>,
}

impl SqliteJournal {
    /// Opens the journal for a worker, and makes it if there is none.
    ///
    /// What a worker that has died had taken waits again; what it had begun is unknown.
    ///
    /// # Errors
    /// When another worker has it, the file cannot be used, or it belongs to another run.
    pub fn work(path: impl AsRef<Path>, facts: &RunFacts) -> Result<Self> {
        let path = path.as_ref();
        let lock = lock(path)?;
        let mut connection = connect(path, true)?;
        let text = serde_json::to_string(facts).map_err(|_| Error::new("the facts of the run cannot be written"))?;
        let transaction = begin(&mut connection)?;
        match version(&transaction)? {
            Some(VERSION) => {
                let stored: String = transaction
                    .query_row("SELECT facts FROM run", [], |row| row.get(0))
                    .map_err(explain)?;
                facts.check(&stored)?;
            }
            Some(_) => return Err(other_version()),
            None => {
                transaction.execute_batch(TABLES).map_err(explain)?;
                transaction
                    .execute(
                        "INSERT INTO run (one, version, facts) VALUES (1, ?1, ?2)",
                        params![VERSION, text],
                    )
                    .map_err(explain)?;
            }
        }
        transaction
            .execute_batch(
                "UPDATE records SET state = 3, outcome = 'unknown', kind = 'interrupted' WHERE state = 2;
                 UPDATE records SET state = 0, tries = max(tries - 1, 0) WHERE state = 1;",
            )
            .map_err(explain)?;
        transaction.commit().map_err(explain)?;
        Ok(Self::of(path, connection, Some(lock)))
    }

    /// Opens a journal that exists, to look at it or to reset records; not to work on it.
    ///
    /// # Errors
    /// When there is none, or the file cannot be used.
    pub fn look(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let mut connection = connect(path, false)?;
        let transaction = begin(&mut connection)?;
        if version(&transaction)? != Some(VERSION) {
            return Err(other_version());
        }
        drop(transaction);
        Ok(Self::of(path, connection, None))
    }

    /// The facts of the run that the journal is of.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn facts(&self) -> Result<RunFacts> {
        let connection = self.0.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let text: String = connection
            .query_row("SELECT facts FROM run", [], |row| row.get(0))
            .map_err(explain)?;
        serde_json::from_str(&text)
            .map_err(|_| Error::new("the journal is damaged: it does not say of which run it is"))
    }

    fn of(path: &Path, connection: Connection, lock: Option<File>) -> Self {
        Self(Arc::new(Inner {
            path: path.to_owned(),
            connection: Mutex::new(connection),
            lock,
        }))
    }

    /// Does something in a transaction, on a thread that may wait for the disk.
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T> {
        let inner = Arc::clone(&self.0);
        tokio::task::spawn_blocking(move || {
            let mut connection = inner.connection.lock().unwrap_or_else(PoisonError::into_inner);
            let transaction = begin(&mut connection)?;
            let value = work(&transaction).map_err(explain)?;
            transaction.commit().map_err(explain)?;
            Ok(value)
        })
        .await
        .map_err(|_| Error::new("the work on the journal was broken off"))?
    }

    /// The same, and on the disk when this returns, with all that came before.
    async fn run_durably<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T> {
        let inner = Arc::clone(&self.0);
        tokio::task::spawn_blocking(move || {
            let mut connection = inner.connection.lock().unwrap_or_else(PoisonError::into_inner);
            connection.execute_batch("PRAGMA synchronous = FULL").map_err(explain)?;
            let transaction = begin(&mut connection)?;
            let value = work(&transaction).map_err(explain)?;
            transaction.commit().map_err(explain)?;
            connection
                .execute_batch("PRAGMA synchronous = NORMAL")
                .map_err(explain)?;
            Ok(value)
        })
        .await
        .map_err(|_| Error::new("the work on the journal was broken off"))?
    }

    /// The same for those who may change records.
    async fn change<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T> {
        if self.0.lock.is_none() {
            return Err(Error::new("the journal was opened to look at it, not to work on it"));
        }
        self.run(work).await
    }
}

fn lock(path: &Path) -> Result<File> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let file = private(&mut OpenOptions::new())
        .create(true)
        .truncate(false)
        .write(true)
        .open(PathBuf::from(name))
        .map_err(|error| Error::new(format!("the journal's lock cannot be made: {}", error.kind())))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::new(
            "another process works on this journal; wait for its end, or use PostgreSQL for several workers",
        )),
        Err(TryLockError::Error(error)) => Err(Error::new(format!(
            "the journal's lock cannot be taken: {}",
            error.kind()
        ))),
    }
}

/// Files that are made can be read by their owner alone.
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

fn connect(path: &Path, creates: bool) -> Result<Connection> {
    let opened = private(&mut OpenOptions::new())
        .create(creates)
        .truncate(false)
        .write(true)
        .open(path);
    opened.map_err(|error| {
        Error::new(format!(
            "the journal {} cannot be opened: {}; check its name and rights",
            path.display(),
            error.kind()
        ))
    })?;
    let connection = Connection::open(path).map_err(explain)?;
    connection.busy_timeout(LOCK_TIMEOUT).map_err(explain)?;
    connection
        .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;")
        .map_err(explain)?;
    Ok(connection)
}

fn begin(connection: &mut Connection) -> Result<Transaction<'_>> {
    connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(explain)
}

fn version(transaction: &Transaction<'_>) -> Result<Option<i32>> {
    let tables: i64 = transaction
        .query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))
        .map_err(explain)?;
    if tables == 0 {
        return Ok(None);
    }
    let version = transaction
        .query_row("SELECT version FROM run", [], |row| row.get(0))
        .optional();
    match version {
        Ok(Some(version)) => Ok(Some(version)),
        _ => Err(other_version()),
    }
}

fn other_version() -> Error {
    Error::new("the file is no journal of this version; give the name of another one")
}

/// What a failure of SQLite means; its own text is left out, for it could repeat a value.
#[expect(clippy::needless_pass_by_value, reason = "it is what map_err hands over")]
fn explain(error: rusqlite::Error) -> Error {
    let what = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => "another process holds it",
        Some(ErrorCode::DiskFull) => "there is no room on the disk",
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
            "it cannot be written; check the rights of file and folder"
        }
        Some(ErrorCode::DatabaseCorrupt) => "it is damaged",
        Some(ErrorCode::NotADatabase) => "the file is no journal",
        _ => "it does not do what was asked",
    };
    Error::new(format!("the journal: {what}"))
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn input(transaction: &Transaction<'_>) -> rusqlite::Result<InputState> {
    transaction.query_row("SELECT read, chain, complete FROM run", [], |row| {
        Ok(InputState {
            read: row.get::<_, i64>(0)?.unsigned_abs(),
            chain: row.get(1)?,
            is_complete: row.get(2)?,
        })
    })
}

#[async_trait]
impl Journal for SqliteJournal {
    async fn claim_input(&self, _worker: &str, _lease: Duration) -> Result<Option<InputState>> {
        self.change(input).await.map(Some)
    }

    async fn add(&self, _: &str, from: u64, records: Vec<Vec<u8>>, state: InputState, _: Duration) -> Result<()> {
        let done = self.change(move |transaction| {
            if input(transaction)?.read != from {
                return Ok(false);
            }
            let mut insert = transaction.prepare_cached("INSERT INTO records (number, request) VALUES (?1, ?2)")?;
            for (number, record) in (from + 1..).zip(&records) {
                insert.execute(params![signed(number), record])?;
            }
            transaction.execute(
                "UPDATE run SET read = ?1, chain = ?2, complete = ?3",
                params![signed(state.read), state.chain, state.is_complete],
            )?;
            Ok(true)
        });
        if done.await? {
            return Ok(());
        }
        Err(Error::new("another process has read the input into this journal"))
    }

    async fn is_complete(&self) -> Result<bool> {
        Ok(self.run(input).await?.is_complete)
    }

    async fn take(&self, _worker: &str, max: usize, _lease: Duration) -> Result<Vec<Taken>> {
        self.change(move |transaction| {
            let mut select = transaction.prepare_cached(
                "SELECT number, tries, request FROM records WHERE state = 0 AND not_before <= ?1
                 ORDER BY not_before, number LIMIT ?2",
            )?;
            let rows = select.query_map(params![now(), i64::try_from(max).unwrap_or(i64::MAX)], |row| {
                Ok(Taken {
                    number: row.get::<_, i64>(0)?.unsigned_abs(),
                    tries: row.get::<_, u32>(1)?.saturating_add(1),
                    request: row.get(2)?,
                })
            })?;
            let taken = rows.collect::<rusqlite::Result<Vec<_>>>()?;
            let mut update =
                transaction.prepare_cached("UPDATE records SET state = 1, tries = ?2 WHERE number = ?1")?;
            for record in &taken {
                update.execute(params![signed(record.number), record.tries])?;
            }
            Ok(taken)
        })
        .await
    }

    async fn begin(&self, _worker: &str, number: u64) -> Result<()> {
        let begun = self.run_durably(move |transaction| {
            transaction.execute(
                "UPDATE records SET state = 2 WHERE number = ?1 AND state = 1",
                [signed(number)],
            )
        });
        if begun.await? == 1 {
            return Ok(());
        }
        Err(Error::new("a record that was taken is not there any more"))
    }

    async fn renew(&self, _worker: &str, _lease: Duration) -> Result<()> {
        Ok(())
    }

    async fn finish(&self, _worker: &str, records: &[Finished]) -> Result<Vec<u64>> {
        let records = records.to_vec();
        self.change(move |transaction| {
            let mut update = transaction.prepare_cached(
                "UPDATE records SET state = 3, outcome = ?2, kind = ?3, result = ?4 WHERE number = ?1 AND state IN (1, 2)",
            )?;
            let mut ended = Vec::with_capacity(records.len());
            for record in &records {
                let number = signed(record.number);
                if update.execute(params![number, record.outcome.as_str(), record.kind, record.result])? == 1 {
                    ended.push(record.number);
                }
            }
            Ok(ended)
        })
        .await
    }

    async fn put_back(&self, _worker: &str, number: u64, after: Duration, counts: bool) -> Result<()> {
        self.change(move |transaction| {
            transaction.execute(
                "UPDATE records SET state = 0, not_before = ?2, tries = tries - ?3 WHERE number = ?1 AND state IN (1, 2)",
                params![signed(number), now().saturating_add(millis(after)), i64::from(!counts)],
            )
        })
        .await
        .map(|_| ())
    }

    async fn open_records(&self) -> Result<u64> {
        self.run(|transaction| {
            let mut count = transaction.prepare_cached("SELECT count(*) FROM records WHERE state < 3")?;
            count.query_row([], |row| row.get::<_, i64>(0)).map(i64::unsigned_abs)
        })
        .await
    }

    async fn counts(&self) -> Result<Counts> {
        self.run(|transaction| {
            let mut counts = Counts {
                is_complete: input(transaction)?.is_complete,
                ..Counts::default()
            };
            let mut select =
                transaction.prepare_cached("SELECT state, outcome, kind, count(*) FROM records GROUP BY 1, 2, 3")?;
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                let count = row.get::<_, i64>(3)?.unsigned_abs();
                match (row.get::<_, i32>(0)?, row.get::<_, Option<String>>(1)?) {
                    (0, _) => counts.waiting += count,
                    (3, Some(outcome)) => {
                        let outcome = outcome.parse().unwrap_or(Outcome::Unknown);
                        *counts.ended.entry((outcome, row.get(2)?)).or_default() += count;
                    }
                    _ => counts.taken += count,
                }
            }
            Ok(counts)
        })
        .await
    }

    async fn list(&self, after: u64, max: usize) -> Result<Vec<Stored>> {
        self.run(move |transaction| {
            let mut select = transaction.prepare_cached(
                "SELECT number, outcome, kind, request, result FROM records WHERE number > ?1 ORDER BY number LIMIT ?2",
            )?;
            let rows = select.query_map(params![signed(after), i64::try_from(max).unwrap_or(i64::MAX)], |row| {
                Ok(Stored {
                    number: row.get::<_, i64>(0)?.unsigned_abs(),
                    outcome: row
                        .get::<_, Option<String>>(1)?
                        .map(|text| text.parse().unwrap_or(Outcome::Unknown)),
                    kind: row.get(2)?,
                    request: row.get(3)?,
                    result: row.get(4)?,
                })
            })?;
            rows.collect()
        })
        .await
    }

    async fn reset(&self, which: &Reset) -> Result<u64> {
        let which = which.clone();
        self.run(move |transaction| {
            transaction
                .execute(
                    "UPDATE records SET state = 0, tries = 0, not_before = 0, outcome = NULL, kind = '', result = x''
                     WHERE state = 3 AND outcome <> 'done' AND (outcome <> 'unknown' OR ?2)
                       AND CASE WHEN ?1 IS NULL THEN outcome = 'failed' ELSE kind = ?1 OR outcome = ?1 END",
                    params![which.only, which.unknown],
                )
                .map(|count| u64::try_from(count).unwrap_or_default())
        })
        .await
    }
}

impl fmt::Debug for SqliteJournal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqliteJournal")
            .field("path", &self.0.path)
            .finish_non_exhaustive()
    }
}
