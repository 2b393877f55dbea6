//! Opening the file: what is in it, whose it is, and whether it is sound.

use std::fs::{File, OpenOptions};
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension as _, Transaction, TransactionBehavior, params};

use crate::error::{Error, Kind, Result};
use crate::seal::{IndexKey, Keyring, SealedIndexKey, Sealer};

use super::{unusable, writer};

/// Says in the file's header that it is one of ours.
const APPLICATION: i32 = 0x4d43_4e31;
const VERSION: i32 = 2;

const TABLES: &str = "
    CREATE TABLE store (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        key_id TEXT NOT NULL,
        nonce BLOB NOT NULL,
        sealed BLOB NOT NULL,
        checked_at INTEGER,
        -- Takes as much room as an update that could not be kept, to find out whether there is room again
        probe BLOB,
        -- How many updates were handed out, ever
        deliveries INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE updates (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        received_at INTEGER NOT NULL,
        -- 0 understood, 1 not understood, 2 altered, 3 dead letter
        kind INTEGER NOT NULL,
        reference BLOB NOT NULL,
        content BLOB NOT NULL,
        account BLOB,
        key_id TEXT NOT NULL,
        nonce BLOB NOT NULL,
        sealed BLOB NOT NULL,
        deliveries INTEGER NOT NULL DEFAULT 0,
        lease BLOB,
        lease_until INTEGER,
        acknowledged_at INTEGER,
        UNIQUE (reference, content)
    ) STRICT;
    CREATE INDEX updates_pending ON updates (kind, id, key_id) WHERE acknowledged_at IS NULL;
    CREATE INDEX updates_account ON updates (account, id) WHERE acknowledged_at IS NULL AND account IS NOT NULL;
    CREATE INDEX updates_leased ON updates (lease_until) WHERE lease_until IS NOT NULL;
    CREATE INDEX updates_acknowledged ON updates (acknowledged_at) WHERE acknowledged_at IS NOT NULL;
    CREATE INDEX updates_received ON updates (received_at);";

/// What makes each version of the one before it, the first of them version 2.
const MIGRATIONS: [&str; 1] = ["
    ALTER TABLE store ADD COLUMN probe BLOB;
    ALTER TABLE store ADD COLUMN deliveries INTEGER NOT NULL DEFAULT 0;
    DROP INDEX updates_pending;
    CREATE INDEX updates_pending ON updates (kind, id, key_id) WHERE acknowledged_at IS NULL;"];

/// A connection whose commits are on the disk.
pub(super) fn connect(path: &Path, lock_timeout: Duration) -> Result<Connection> {
    let open = || -> rusqlite::Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(lock_timeout)?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        // Where an ordinary sync does not reach the platter.
        connection.pragma_update(None, "fullfsync", true)?;
        connection.pragma_update(None, "checkpoint_fullfsync", true)?;
        connection.set_prepared_statement_cache_capacity(32);
        Ok(connection)
    };
    open().map_err(|error| unusable(path, &writer::explain(&error)))
}

/// How the file is opened.
#[derive(Clone, Copy)]
pub(super) struct Opening {
    pub(super) lock_timeout: Duration,
    /// Whether it has to be there, and is not read for damage.
    pub(super) is_consumer: bool,
}

pub(super) fn open(path: &Path, keyring: Keyring, opening: Opening) -> Result<(Connection, Sealer)> {
    if !opening.is_consumer {
        make_file(path)?;
    } else if !path.exists() {
        let what = Error::new(
            Kind::Storage,
            "it is not there; `mcapi receive` makes it, or the name is another",
        );
        return Err(unusable(path, &what));
    }
    let mut connection = connect(path, opening.lock_timeout)?;
    let explained = |error: rusqlite::Error| unusable(path, &writer::explain(&error));
    let mode: String = connection
        .pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))
        .map_err(explained)?;
    if mode != "wal" {
        let what = Error::new(
            Kind::Storage,
            "its file system bears no write-ahead log; put it on a local disk",
        );
        return Err(unusable(path, &what));
    }
    let told = |problem: Problem| problem.told(path);
    // A reader holds up nobody: whoever finds everything in place takes no lock that an arriving update would wait for.
    let index = {
        let reading = connection.transaction().map_err(explained)?;
        let index = look(&reading, &keyring).map_err(told)?;
        if !opening.is_consumer && index.is_some() {
            check(&reading).map_err(told)?;
        }
        index
    };
    let index = if let Some(index) = index {
        index
    } else {
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(explained)?;
        let index = prepare(&transaction, &keyring).map_err(told)?;
        transaction.commit().map_err(explained)?;
        sync_folder(path);
        index
    };
    Ok((connection, Sealer::new(keyring, index)))
}

enum Problem {
    Database(rusqlite::Error),
    Other(Error),
}

impl Problem {
    fn told(self, path: &Path) -> Error {
        match self {
            Self::Database(error) => unusable(path, &writer::explain(&error)),
            Self::Other(error) if error.is_key() => error,
            Self::Other(error) => unusable(path, &error),
        }
    }
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}

pub(super) fn check_for_damage(path: &Path, lock_timeout: Duration) -> Result<()> {
    let connection = connect(path, lock_timeout)?;
    check(&connection).map_err(|problem| problem.told(path))
}

/// Reads the whole file for damage.
fn check(connection: &Connection) -> Result<(), Problem> {
    let sound: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if sound != "ok" {
        return Err(Error::new(Kind::Storage, "it is damaged; restore it from a backup").into());
    }
    Ok(())
}

/// Looks at what is there and gives the index key; none if something has to be written first.
fn look(connection: &Connection, keyring: &Keyring) -> Result<Option<IndexKey>, Problem> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if tables == 0 {
        return Ok(None);
    }
    if number("application_id")? != APPLICATION {
        return Err(Error::new(Kind::Storage, "it belongs to another program; give another file").into());
    }
    let version = number("user_version")?;
    if !(1..=VERSION).contains(&version) {
        let message =
            format!("it is of version {version} and this program knows {VERSION}; run the program that made it");
        return Err(Error::new(Kind::Storage, message).into());
    }
    if version < VERSION {
        return Ok(None);
    }
    let stored = stored(connection)?;
    let index = IndexKey::open(keyring, &stored)?;
    Ok((stored.key_id == keyring.active().id()).then_some(index))
}

fn stored(connection: &Connection) -> Result<SealedIndexKey, Problem> {
    connection
        .query_row("SELECT key_id, nonce, sealed FROM store", [], |row| {
            Ok(SealedIndexKey {
                key_id: row.get(0)?,
                nonce: row.get(1)?,
                sealed: row.get(2)?,
            })
        })
        .optional()?
        .ok_or_else(|| Error::new(Kind::Storage, "it has lost its index key; restore it from a backup").into())
}

/// Makes the tables or brings them to this version, and puts the index key under the encryption key in use.
///
/// Somebody else may have done so meanwhile.
fn prepare(transaction: &Transaction<'_>, keyring: &Keyring) -> Result<IndexKey, Problem> {
    let tables: i64 = transaction.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if tables == 0 {
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
        transaction.execute_batch(TABLES)?;
        let index = IndexKey::generate()?;
        let row = index.seal(keyring)?;
        transaction.execute(
            "INSERT INTO store (one, key_id, nonce, sealed) VALUES (1, ?1, ?2, ?3)",
            params![row.key_id, row.nonce, row.sealed],
        )?;
        return Ok(index);
    }
    if let Some(index) = look(transaction, keyring)? {
        return Ok(index);
    }
    let version: i32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for (migration, to) in MIGRATIONS.iter().zip(2..).filter(|(_, to)| *to > version) {
        transaction.execute_batch(migration)?;
        transaction.pragma_update(None, "user_version", to)?;
        tracing::info!(version = to, "the database was brought to a new version");
    }
    let index = IndexKey::open(keyring, &stored(transaction)?)?;
    let row = index.seal(keyring)?;
    transaction.execute(
        "UPDATE store SET key_id = ?1, nonce = ?2, sealed = ?3",
        params![row.key_id, row.nonce, row.sealed],
    )?;
    Ok(index)
}

/// Makes an empty file that nobody else can read, if there is none.
fn make_file(path: &Path) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(file) => file.sync_all(),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
    .map_err(|error| {
        let message = format!(
            "the database {} cannot be made: {}; check its folder and rights",
            path.display(),
            error.kind()
        );
        Error::with_source(Kind::Storage, message, error)
    })
}

/// A new file is lost in a crash as long as its folder is not on the disk; where folders cannot be synced, they need not be.
fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Ok(folder) = File::open(folder.unwrap_or(Path::new("."))) {
        let _ = folder.sync_all();
    }
}
