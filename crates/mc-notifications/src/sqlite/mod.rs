//! Updates kept in an embedded database, in one file on this machine.
//!
//! The database is SQLite in WAL mode with `synchronous=FULL`: an update is on the disk before it is acknowledged. One thread
//! writes; what arrives while it waits for the disk shares the next write, so that many updates need one `fsync`.
//!
//! Everything that came from the sender is encrypted (see [`crate::seal`]); in the clear stand the time of receipt, whether it
//! was understood, how often it was delivered, and when it was acknowledged.
//!
//! Put the file on a local disk that honours `fsync`; network file systems lose locks. Other processes on the same machine may
//! open it at the same time, as the command `mcapi updates` does: see [`SqliteOptions::for_consumer`]. A file that is removed or
//! replaced while it is open is noticed: nothing is acknowledged from then on. For a backup use SQLite's own (`.backup`), or copy the file with
//! its `-wal` while nothing runs.
//!
//! ```
//! use mc_notifications::queue::{Queue, Take};
//! use mc_notifications::seal::{EncryptionKey, Keyring};
//! use mc_notifications::sqlite::SqliteStore;
//! use mc_notifications::{Notification, Sink, Stored};
//!
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! # let folder = tempfile::tempdir().unwrap();
//! # let path = folder.path().join("updates.db");
//! let store = SqliteStore::open(&path, Keyring::new(EncryptionKey::new("2026", [7; 32])?))?;
//! let update = r#"{"abuReferenceId":"a-1","oldAccountNumber":"5555555555554444","reasonIdentifier":"C"}"#;
//! let notification = Notification::parse(update)?;
//! assert_eq!(store.store(&notification).await?, Stored::New);
//! assert_eq!(store.store(&notification).await?, Stored::Duplicate);
//! assert_eq!(store.take(&Take::new()).await?.len(), 1);
//! # Ok::<(), mc_notifications::Error>(())
//! # }).unwrap();
//! ```

mod file;
mod queue;
mod schema;
mod writer;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, Transaction, params};

use crate::error::{Error, Kind, Result};
use crate::notification::Notification;
use crate::seal::{Keyring, Sealer};
use crate::sink::{Sink, Stored};
use file::Identity;
use mc_core::{Clock, SystemClock};
use schema::Opening;
use writer::Writer;

/// Settings of a [`SqliteStore`].
///
/// ```no_run
/// use mc_notifications::seal::{EncryptionKey, Keyring};
/// use mc_notifications::sqlite::SqliteOptions;
///
/// let keyring = Keyring::new(EncryptionKey::new("2026", [7; 32])?);
/// let store = SqliteOptions::new().with_max_bytes(10 << 30).open("updates.db", keyring)?;
/// # Ok::<(), mc_notifications::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "options do nothing until a store is opened"]
pub struct SqliteOptions {
    lock_timeout: Duration,
    max_bytes: Option<u64>,
    queue: usize,
    is_consumer: bool,
    clock: Arc<dyn Clock>,
}

impl SqliteOptions {
    /// Waits five seconds for a lock, and lets the file grow as far as the disk allows.
    #[expect(clippy::new_without_default, reason = "the one way to make it")]
    pub fn new() -> Self {
        Self {
            lock_timeout: Duration::from_secs(5),
            max_bytes: None,
            queue: 1_024,
            is_consumer: false,
            clock: Arc::new(SystemClock),
        }
    }

    /// Waits so long for another process that holds the database; then storing fails and the sender is answered 503.
    pub fn with_lock_timeout(mut self, timeout: Duration) -> Self {
        self.lock_timeout = timeout;
        self
    }

    /// Lets updates fill the file to about this size and no further; then storing fails until something is purged.
    ///
    /// Consumers can go on working, for which a full disk leaves no room.
    pub fn with_max_bytes(mut self, bytes: u64) -> Self {
        self.max_bytes = Some(bytes);
        self
    }

    /// Opens a store that a receiver may be using at the same time: no file is made, and what is there is not read for damage.
    ///
    /// [`SqliteStore::check_for_damage`] does that on request.
    pub fn for_consumer(mut self) -> Self {
        self.is_consumer = true;
        self
    }

    /// Tells the time by another clock.
    pub fn with_clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Opens the database, and makes it if there is none. One that an earlier version has made is brought to this version.
    ///
    /// A new file can be read by its owner only. The content is checked for damage first, which takes a while where there is much;
    /// it holds up nobody else who has the file open. Updates under an encryption key that the keyring lacks are counted and named
    /// by the [`Queue`](crate::queue::Queue), and hold up no others.
    ///
    /// # Errors
    /// When the file cannot be used, is damaged or another program's, or the keyring lacks the key of the index key.
    pub fn open(self, path: impl AsRef<Path>, keyring: Keyring) -> Result<SqliteStore> {
        let path = path.as_ref();
        let opening = Opening {
            lock_timeout: self.lock_timeout,
            is_consumer: self.is_consumer,
        };
        let (connection, sealer) = schema::open(path, keyring, opening)?;
        let reader = schema::connect(path, self.lock_timeout)?;
        let identity = Identity::of(path, &connection);
        let writer = Writer::start(connection, identity, self.lock_timeout, self.queue)?;
        Ok(SqliteStore(Arc::new(Inner {
            path: path.to_owned(),
            sql: queue::Sql::new(sealer.keyring()),
            sealer,
            clock: self.clock,
            max_bytes: self.max_bytes,
            lock_timeout: self.lock_timeout,
            failing: AtomicUsize::new(0),
            reader: Mutex::new(reader),
            writer,
        })))
    }
}

/// Updates in an embedded database.
///
/// Clones share it. Dropping the last one waits until what was begun is written.
#[derive(Clone)]
pub struct SqliteStore(Arc<Inner>);

struct Inner {
    path: PathBuf,
    sealer: Sealer,
    sql: queue::Sql,
    clock: Arc<dyn Clock>,
    max_bytes: Option<u64>,
    lock_timeout: Duration,
    /// The size of the row that could not be kept last; 0 if the last one was kept.
    failing: AtomicUsize,
    reader: Mutex<Connection>,
    writer: Writer,
}

impl SqliteStore {
    /// Opens the database in this file, and makes it if there is none.
    ///
    /// # Errors
    /// As for [`SqliteOptions::open`].
    pub fn open(path: impl AsRef<Path>, keyring: Keyring) -> Result<Self> {
        SqliteOptions::new().open(path, keyring)
    }

    /// Reads the whole file for damage, beside whatever else is done with it.
    ///
    /// # Errors
    /// When it is damaged, or cannot be read.
    pub async fn check_for_damage(&self) -> Result<()> {
        let store = self.clone();
        blocking(move || {
            let Inner { path, lock_timeout, .. } = &*store.0;
            // A connection of its own, since this takes long and counting must not wait for it.
            schema::check_for_damage(path, *lock_timeout)
        })
        .await?
    }

    fn now(&self) -> i64 {
        millis(self.0.clock.now().into())
    }

    async fn write<T: Send + 'static>(
        &self,
        work: impl FnMut(&Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T> {
        self.0.writer.run(work).await
    }

    async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T> {
        let store = self.clone();
        blocking(move || {
            let reader = store.0.reader.lock().unwrap_or_else(PoisonError::into_inner);
            work(&reader).map_err(|error| writer::explain(&error))
        })
        .await?
    }
}

/// Does something that waits for the disk.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| Error::unavailable("the embedded database could not be asked"))
}

impl fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqliteStore")
            .field("path", &self.0.path)
            .field("sealer", &self.0.sealer)
            .finish_non_exhaustive()
    }
}

const INSERT: &str = "
    INSERT INTO updates (received_at, kind, reference, content, account, key_id, nonce, sealed)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    ON CONFLICT (reference, content) DO NOTHING";

const HAS_OTHER: &str = "SELECT 1 FROM updates WHERE reference = ?1 AND content <> ?2 LIMIT 1";

#[async_trait]
impl Sink for SqliteStore {
    async fn store(&self, notification: &Notification) -> Result<Stored> {
        let row = self.0.sealer.seal(notification)?;
        let (now, max_bytes) = (self.now(), self.0.max_bytes);
        let size = row.sealed.len() + ROW;
        let stored = self.write(move |transaction| {
            has_room(transaction, max_bytes)?;
            let added = transaction.prepare_cached(INSERT)?.execute(params![
                now,
                i16::from(!row.is_understood),
                row.reference,
                row.content,
                row.account,
                row.key_id,
                row.nonce,
                row.sealed,
            ])?;
            if added == 0 {
                return Ok(Stored::Duplicate);
            }
            let mut others = transaction.prepare_cached(HAS_OTHER)?;
            let conflict = others.exists(params![row.reference, row.content])?;
            Ok(if conflict { Stored::Conflict } else { Stored::New })
        });
        let stored = stored.await;
        self.0
            .failing
            .store(if stored.is_ok() { 0 } else { size }, Ordering::Relaxed);
        stored
    }

    /// Goes all the way to the disk, as an update would; after one that could not be kept, with as many bytes.
    async fn check(&self) -> Result<()> {
        let (now, max_bytes) = (self.now(), self.0.max_bytes);
        let size = self.0.failing.load(Ordering::Relaxed);
        let probe = async |bytes: usize| {
            self.write(move |transaction| {
                has_room(transaction, max_bytes)?;
                let probe = (bytes > 0).then(|| vec![0_u8; bytes]);
                transaction
                    .prepare_cached("UPDATE store SET checked_at = ?1, probe = ?2")?
                    .execute(params![now, probe])
            })
            .await
        };
        probe(size).await?;
        if size > 0 {
            probe(0).await?;
            let _ = self
                .0
                .failing
                .compare_exchange(size, 0, Ordering::Relaxed, Ordering::Relaxed);
        }
        Ok(())
    }
}

/// What a row takes beside its sealed body, indexes included; roughly, and rather more.
const ROW: usize = 1024;

/// Fails as a full disk does where the file is as large as it may grow.
fn has_room(connection: &Connection, max_bytes: Option<u64>) -> rusqlite::Result<()> {
    match max_bytes {
        Some(max) if used_bytes(connection)? >= max => {
            let full = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_FULL);
            Err(rusqlite::Error::SqliteFailure(full, None))
        }
        _ => Ok(()),
    }
}

/// How much of the file is in use.
fn used_bytes(connection: &Connection) -> rusqlite::Result<u64> {
    let sql = "SELECT (page_count - freelist_count) * page_size
               FROM pragma_page_count, pragma_freelist_count, pragma_page_size";
    let bytes = connection
        .prepare_cached(sql)?
        .query_row([], |row| row.get::<_, i64>(0))?;
    Ok(bytes.unsigned_abs())
}

fn millis(time: DateTime<Utc>) -> i64 {
    time.timestamp_millis()
}

/// The kind of an error that opening ends with, unless it is about a key.
fn unusable(path: &Path, error: &Error) -> Error {
    let kind = if error.is_unavailable() {
        Kind::Unavailable
    } else {
        Kind::Storage
    };
    Error::new(kind, format!("the database {}: {error}", path.display()))
}
