//! Updates kept in an embedded database, in one file on this machine.
//!
//! The database is SQLite in WAL mode with `synchronous=FULL`: an update is on the disk before it is acknowledged. One thread
//! writes; what arrives while it waits for the disk shares the next write, so that many updates need one `fsync`.
//!
//! Everything that came from the sender is encrypted (see [`crate::seal`]); in the clear stand the time of receipt, whether it
//! was understood, how often it was delivered, and when it was acknowledged.
//!
//! Put the file on a local disk that honours `fsync`; network file systems lose locks. Other processes on the same machine may
//! open it at the same time, as the command `mcapi updates` does. For a backup use SQLite's own (`.backup`), or copy the file with
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

mod schema;
mod writer;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, params};

use crate::error::{Error, Kind, Result};
use crate::notification::Notification;
use crate::queue::{Delivery, Figures, Queue, Receipt, Replay, Settled, Take};
use crate::seal::{Keyring, Sealed, Sealer, lease_token};
use crate::sink::{Sink, Stored};
use mc_core::{Clock, SystemClock};
use writer::Writer;

/// How many rows one transaction purges or replays, so that arriving updates wait for a short time only.
const CHUNK: i64 = 1_000;

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

    /// Tells the time by another clock.
    pub fn with_clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Opens the database, and makes it if there is none.
    ///
    /// A new file can be read by its owner only. The content is checked for damage first, which takes a while where there is much.
    ///
    /// # Errors
    /// When the file cannot be used, is damaged or another program's, or the keyring lacks a key that is needed.
    pub fn open(self, path: impl AsRef<Path>, keyring: Keyring) -> Result<SqliteStore> {
        let path = path.as_ref();
        let (connection, sealer) = schema::open(path, keyring, self.lock_timeout)?;
        let reader = schema::connect(path, self.lock_timeout)?;
        let writer = Writer::start(connection, self.queue)?;
        Ok(SqliteStore(Arc::new(Inner {
            path: path.to_owned(),
            sealer,
            clock: self.clock,
            max_bytes: self.max_bytes,
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
    clock: Arc<dyn Clock>,
    max_bytes: Option<u64>,
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

    fn now(&self) -> i64 {
        millis(self.0.clock.now().into())
    }

    async fn write<T: Send + 'static>(
        &self,
        work: impl FnMut(&Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T> {
        self.0.writer.run(work).await
    }

    async fn settle(&self, receipts: &[Receipt], sql: &'static str, value: Option<i64>) -> Result<Settled> {
        let receipts = receipts.to_vec();
        self.write(move |transaction| {
            let mut statement = transaction.prepare_cached(sql)?;
            let mut settled = Settled::default();
            for receipt in &receipts {
                match statement.execute(params![receipt.id(), receipt.lease(), value])? {
                    0 => settled.lost.push(*receipt),
                    _ => settled.done += 1,
                }
            }
            Ok(settled)
        })
        .await
    }
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
        self.write(move |transaction| {
            if let Some(max) = max_bytes
                && used_bytes(transaction)? >= max
            {
                let full = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_FULL);
                return Err(rusqlite::Error::SqliteFailure(full, None));
            }
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
        })
        .await
    }

    async fn check(&self) -> Result<()> {
        let now = self.now();
        // Goes all the way to the disk, as an update would.
        self.write(move |transaction| {
            transaction
                .prepare_cached("UPDATE store SET checked_at = ?1")?
                .execute(params![now])
        })
        .await
        .map(drop)
    }
}

const TAKE: &str = "
    SELECT id, received_at, kind, reference, content, account, key_id, nonce, sealed, deliveries,
           EXISTS (SELECT 1 FROM updates o WHERE o.reference = u.reference AND o.id <> u.id)
    FROM updates u
    WHERE acknowledged_at IS NULL AND kind = ?1 AND (lease_until IS NULL OR lease_until <= ?2)
      AND NOT EXISTS (SELECT 1 FROM updates e
                      WHERE e.account = u.account AND e.acknowledged_at IS NULL AND e.kind = ?1 AND e.id < u.id
                        AND e.lease_until > ?2)
    ORDER BY id LIMIT ?3";

const LEASE: &str = "UPDATE updates SET lease = ?2, lease_until = ?3, deliveries = deliveries + 1 WHERE id = ?1";

const SET_ASIDE: &str = "UPDATE updates SET kind = 2, lease = NULL, lease_until = NULL WHERE id = ?1";

const ACKNOWLEDGE: &str = "
    UPDATE updates SET acknowledged_at = ?3, lease = NULL, lease_until = NULL
    WHERE id = ?1 AND lease = ?2 AND acknowledged_at IS NULL";

const SET_LEASE: &str = "
    UPDATE updates SET lease = iif(?3 IS NULL, NULL, lease), lease_until = ?3
    WHERE id = ?1 AND lease = ?2 AND acknowledged_at IS NULL";

/// A row that was taken, still encrypted.
struct Taken {
    id: i64,
    received_at: i64,
    deliveries: u32,
    is_conflicting: bool,
    sealed: Sealed,
}

impl Taken {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            received_at: row.get(1)?,
            sealed: Sealed {
                is_understood: row.get::<_, i16>(2)? == 0,
                reference: row.get(3)?,
                content: row.get(4)?,
                account: row.get(5)?,
                key_id: row.get(6)?,
                nonce: row.get(7)?,
                sealed: row.get(8)?,
            },
            deliveries: row.get::<_, u32>(9)?.saturating_add(1),
            is_conflicting: row.get(10)?,
        })
    }
}

#[async_trait]
impl Queue for SqliteStore {
    async fn take(&self, take: &Take) -> Result<Vec<Delivery>> {
        loop {
            let token = lease_token()?;
            let (now, kind, max) = (self.now(), take.kind(), i64::from(take.max));
            let until = later(now, take.lease);
            let rows = self
                .write(move |transaction| {
                    let mut select = transaction.prepare_cached(TAKE)?;
                    let rows = select
                        .query_map(params![kind, now, max], Taken::read)?
                        .collect::<rusqlite::Result<Vec<_>>>()?;
                    let mut lease = transaction.prepare_cached(LEASE)?;
                    for row in &rows {
                        lease.execute(params![row.id, token, until])?;
                    }
                    Ok(rows)
                })
                .await?;
            let found = !rows.is_empty();
            let mut batch = Vec::with_capacity(rows.len());
            let mut unreadable = Vec::new();
            for row in rows {
                match self.0.sealer.open(&row.sealed) {
                    Ok(notification) => batch.push(Delivery {
                        receipt: Receipt::new(row.id, token),
                        received_at: time(row.received_at),
                        deliveries: row.deliveries,
                        is_conflicting: row.is_conflicting,
                        notification,
                    }),
                    Err(error) if error.is_storage() => unreadable.push(row.id),
                    // A key is missing: nothing may be handed out past this update. Its lease ends by itself.
                    Err(error) => return Err(error),
                }
            }
            if !unreadable.is_empty() {
                tracing::error!(ids = ?unreadable, "stored updates were altered and are set aside; restore them from a backup");
                self.write(move |transaction| {
                    let mut statement = transaction.prepare_cached(SET_ASIDE)?;
                    unreadable.iter().try_for_each(|id| statement.execute([id]).map(drop))
                })
                .await?;
            }
            // Nothing but damage must not look like nothing to do.
            if !batch.is_empty() || !found {
                return Ok(batch);
            }
        }
    }

    async fn acknowledge(&self, receipts: &[Receipt]) -> Result<Settled> {
        self.settle(receipts, ACKNOWLEDGE, Some(self.now())).await
    }

    async fn release(&self, receipts: &[Receipt]) -> Result<Settled> {
        self.settle(receipts, SET_LEASE, None).await
    }

    async fn extend(&self, receipts: &[Receipt], lease: Duration) -> Result<Settled> {
        self.settle(receipts, SET_LEASE, Some(later(self.now(), lease))).await
    }

    async fn replay(&self, which: &Replay) -> Result<u64> {
        const AGAIN: &str = "UPDATE updates SET acknowledged_at = NULL WHERE acknowledged_at IS NOT NULL AND ";
        match which {
            Replay::Received(from, to) => {
                let (from, to) = (millis(*from), millis(*to));
                let mut count = 0;
                loop {
                    let done = self
                        .write(move |transaction| {
                            let sql = format!(
                                "{AGAIN} id IN (SELECT id FROM updates WHERE acknowledged_at IS NOT NULL
                                 AND received_at >= ?1 AND received_at < ?2 LIMIT ?3)"
                            );
                            transaction.prepare_cached(&sql)?.execute(params![from, to, CHUNK])
                        })
                        .await?;
                    if done == 0 {
                        return Ok(count);
                    }
                    count += done as u64;
                }
            }
            Replay::Reference(reference) => {
                let reference = self.0.sealer.reference(reference)?;
                self.write(move |transaction| {
                    transaction
                        .prepare_cached(&format!("{AGAIN} reference = ?1"))?
                        .execute(params![reference])
                })
                .await
                .map(|count| count as u64)
            }
            Replay::Ids(ids) => {
                let ids = ids.clone();
                self.write(move |transaction| {
                    let mut statement = transaction.prepare_cached(&format!("{AGAIN} id = ?1"))?;
                    ids.iter()
                        .try_fold(0, |count, id| Ok(count + statement.execute([id])? as u64))
                })
                .await
            }
        }
    }

    async fn purge(&self, acknowledged_before: DateTime<Utc>) -> Result<u64> {
        let before = millis(acknowledged_before);
        let mut count = 0;
        loop {
            let done = self
                .write(move |transaction| {
                    transaction
                        .prepare_cached(
                            "DELETE FROM updates WHERE id IN
                             (SELECT id FROM updates WHERE acknowledged_at < ?1 LIMIT ?2)",
                        )?
                        .execute(params![before, CHUNK])
                })
                .await?;
            if done == 0 {
                return Ok(count);
            }
            count += done as u64;
        }
    }

    async fn figures(&self) -> Result<Figures> {
        let (store, now) = (self.clone(), self.now());
        tokio::task::spawn_blocking(move || {
            let reader = store.0.reader.lock().unwrap_or_else(PoisonError::into_inner);
            figures(&reader, now).map_err(|error| writer::explain(&error))
        })
        .await
        .map_err(|_| Error::unavailable("the embedded database could not be asked"))?
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

fn figures(reader: &Connection, now: i64) -> rusqlite::Result<Figures> {
    let mut statement =
        reader.prepare_cached("SELECT count(*) FROM updates WHERE acknowledged_at IS NULL AND kind = ?1")?;
    let mut count = |kind: i16| {
        statement
            .query_row([kind], |row| row.get::<_, i64>(0))
            .map(i64::unsigned_abs)
    };
    let (pending, quarantined, unreadable) = (count(0)?, count(1)?, count(2)?);
    let leased = reader
        .prepare_cached("SELECT count(*) FROM updates WHERE acknowledged_at IS NULL AND kind = 0 AND lease_until > ?1")?
        .query_row([now], |row| row.get::<_, i64>(0))?
        .unsigned_abs();
    let oldest: Option<i64> = reader
        .prepare_cached(
            "SELECT received_at FROM updates WHERE acknowledged_at IS NULL AND kind = 0 ORDER BY id LIMIT 1",
        )?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(Figures {
        pending,
        leased,
        quarantined,
        unreadable,
        oldest_pending: oldest.map(time),
    })
}

fn millis(time: DateTime<Utc>) -> i64 {
    time.timestamp_millis()
}

fn time(millis: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(millis).unwrap_or(DateTime::from(SystemTime::UNIX_EPOCH))
}

fn later(now: i64, lease: Duration) -> i64 {
    now.saturating_add(i64::try_from(lease.as_millis()).unwrap_or(i64::MAX))
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
