//! Updates kept in PostgreSQL, for several receivers and consumers on several machines.
//!
//! A statement that keeps an update returns when PostgreSQL has it on its disk; a session that would not wait for that
//! (`synchronous_commit` off or local) is made to. Tables are made at the first start, so the role needs the right to create them
//! then. Everything that came from the sender is encrypted (see [`crate::seal`]). Leases end by the database's clock.
//!
//! A connection over TCP is by TLS, with the server's certificate verified, unless the URL says `sslmode=disable`; a Unix socket
//! has no TLS.
//!
//! When the encryption key is replaced, first give all receivers and consumers the new one as a former key, then as the active one.
//!
//! ```no_run
//! use mc_notifications::postgres::PostgresOptions;
//! use mc_notifications::queue::{Queue, Take};
//! use mc_notifications::seal::{EncryptionKey, Keyring};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let keyring = Keyring::new(EncryptionKey::new("2026", [7; 32])?);
//! let store = PostgresOptions::new(&std::env::var("UPDATES_DATABASE")?)?
//!     .with_roots(&std::fs::read("database-root.pem")?)
//!     .with_connections(8)
//!     .open(keyring)
//!     .await?;
//! println!("{} updates", store.take(&Take::new()).await?.len());
//! # Ok(())
//! # }
//! ```

mod pool;
mod queue;
mod schema;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Config, Row};

use crate::error::{Error, Kind, Result};
use crate::notification::Notification;
use crate::seal::{Keyring, Sealer};
use crate::sink::{Sink, Stored};

use pool::{Failed, Pool, explain};

/// Where the database is and how to connect to it.
#[derive(Clone)]
#[must_use = "options do nothing until a store is opened"]
pub struct PostgresOptions {
    config: Config,
    roots: Vec<Vec<u8>>,
    connections: usize,
    timeout: Duration,
    answer: Duration,
    idle: Duration,
}

impl PostgresOptions {
    /// Reads a URL (`postgresql://role@host/database`) or a list of settings (`host=... dbname=...`).
    ///
    /// # Errors
    /// When it is malformed.
    pub fn new(url: &str) -> Result<Self> {
        let config = mc_postgres::config(url, "mc-notifications")
            .map_err(|error| Error::new(Kind::Configuration, error.to_string()))?;
        Ok(Self {
            config,
            roots: Vec::new(),
            connections: 8,
            timeout: Duration::from_secs(5),
            answer: Duration::from_secs(4),
            idle: Duration::from_secs(5),
        })
    }

    /// Trusts these roots to have signed the certificate of the database, in place of the public ones; PEM.
    pub fn with_roots(mut self, roots: &[u8]) -> Self {
        self.roots.push(roots.to_vec());
        self
    }

    /// Keeps at most so many connections; eight unless set.
    pub fn with_connections(mut self, count: usize) -> Self {
        self.connections = count;
        self
    }

    /// Waits so long for a connection; five seconds unless set.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Waits so long for the answer to a statement; four seconds unless set.
    ///
    /// A connection that does not answer in time is not used again. An update is then kept by another connection, once, before it
    /// is refused, so twice this time should be less than [`Receiver::with_store_timeout`](crate::Receiver::with_store_timeout).
    pub fn with_answer_timeout(mut self, timeout: Duration) -> Self {
        self.answer = timeout;
        self
    }

    /// Tests a connection that was not used for so long before it is used again; five seconds unless set.
    pub fn with_test_after(mut self, idle: Duration) -> Self {
        self.idle = idle;
        self
    }

    /// Connects, and makes the tables if there are none. Those that an earlier version has made are brought to this version.
    ///
    /// # Errors
    /// When the database is out of reach or of another version, or the keyring lacks the key of the index key.
    pub async fn open(self, keyring: Keyring) -> Result<PostgresStore> {
        let pool = Pool::new(self)?;
        let prepared = schema::prepare(&mut pool.object().await?, &keyring).await?;
        Ok(PostgresStore(Arc::new(Inner {
            pool,
            sealer: Sealer::new(keyring, prepared.index),
            identity: prepared.identity,
        })))
    }
}

impl fmt::Debug for PostgresOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresOptions")
            .field("hosts", &self.config.get_hosts())
            .field("connections", &self.connections)
            .finish_non_exhaustive()
    }
}

/// Updates in PostgreSQL. Clones share its connections.
#[derive(Clone)]
pub struct PostgresStore(Arc<Inner>);

struct Inner {
    pool: Pool,
    sealer: Sealer,
    identity: Vec<u8>,
}

type Values<'a> = &'a [&'a (dyn ToSql + Sync)];

impl PostgresStore {
    async fn rows(&self, sql: &str, values: Values<'_>) -> Result<Vec<Row>, Failed> {
        self.0.pool.rows(1, sql, values).await
    }

    async fn execute(&self, sql: &str, values: Values<'_>) -> Result<u64, Failed> {
        self.0.pool.execute(1, sql, values).await
    }
}

impl fmt::Debug for PostgresStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresStore")
            .field("sealer", &self.0.sealer)
            .finish_non_exhaustive()
    }
}

/// Keeps an update if these are the tables that were opened.
const INSERT: &str = "
    WITH same AS (SELECT 1 FROM mc_notifications_store WHERE identity = $8),
    added AS (
        INSERT INTO mc_notifications_updates (kind, reference, content, account, key_id, nonce, sealed)
        SELECT $1::SMALLINT, $2::BYTEA, $3::BYTEA, $4::BYTEA, $5::TEXT, $6::BYTEA, $7::BYTEA FROM same
        ON CONFLICT (reference, content) DO NOTHING
        RETURNING id)
    SELECT EXISTS (SELECT 1 FROM added),
           EXISTS (SELECT 1 FROM mc_notifications_updates WHERE reference = $2 AND content <> $3),
           EXISTS (SELECT 1 FROM same)";

/// By the tables and the connections that an update would go by.
const CHECK: &str = "
    UPDATE mc_notifications_store SET checked_at = clock_timestamp()
    WHERE identity = $1 AND NOT EXISTS (SELECT 1 FROM mc_notifications_updates WHERE id < 0)";

#[async_trait]
impl Sink for PostgresStore {
    async fn store(&self, notification: &Notification) -> Result<Stored> {
        let row = self.0.sealer.seal(notification)?;
        let account = row.account.as_ref().map(<[u8; 32]>::as_slice);
        let values: Values<'_> = &[
            &i16::from(!row.is_understood),
            &row.reference.as_slice(),
            &row.content.as_slice(),
            &account,
            &row.key_id,
            &row.nonce,
            &row.sealed,
            &self.0.identity,
        ];
        let rows = match self.rows(INSERT, values).await {
            // Keeping an update twice keeps it once, so another connection may try.
            Err(failed) if failed.is_of_connection => {
                tracing::warn!(error = %failed.error, "a connection to the database failed; an update is kept by another one");
                self.rows(INSERT, values).await
            }
            done => done,
        }?;
        let row = rows.first().ok_or_else(nothing)?;
        let read = || -> Result<_, tokio_postgres::Error> { Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?)) };
        match read().map_err(|error| explain(&error))? {
            (_, _, false) => Err(replaced()),
            (false, _, true) => Ok(Stored::Duplicate),
            (true, false, true) => Ok(Stored::New),
            (true, true, true) => Ok(Stored::Conflict),
        }
    }

    async fn check(&self) -> Result<()> {
        match self.execute(CHECK, &[&self.0.identity]).await? {
            0 => Err(replaced()),
            _ => Ok(()),
        }
    }
}

fn replaced() -> Error {
    Error::unavailable(
        "the database: its tables were removed or replaced while they were in use; put them back or decide for the new ones, \
         and start again",
    )
}

fn nothing() -> Error {
    Error::unavailable("the database gave no answer")
}
