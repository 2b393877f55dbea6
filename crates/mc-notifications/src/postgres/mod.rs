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

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use deadpool_postgres::{
    GenericClient as _, Hook, HookError, Manager, ManagerConfig, Object, Pool, PoolError, RecyclingMethod, Runtime,
};
use mc_postgres::Tls;
use tokio_postgres::config::SslMode;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Config, NoTls, Row};

use crate::error::{Error, Kind, Result};
use crate::notification::Notification;
use crate::queue::{Delivery, Figures, Queue, Receipt, Replay, Settled, Take};
use crate::seal::{IndexKey, Keyring, Sealed, SealedIndexKey, Sealer, lease_token};
use crate::sink::{Sink, Stored};

const VERSION: i32 = 1;
/// Only one process at a time makes tables or rewraps the index key; the number is ours by chance.
const LOCK: i64 = 0x4d43_4e31_7374_6f72;
const CHUNK: i64 = 1_000;

const TABLES: &str = "
    CREATE TABLE mc_notifications_store (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        version INTEGER NOT NULL,
        key_id TEXT NOT NULL,
        nonce BYTEA NOT NULL,
        sealed BYTEA NOT NULL,
        checked_at TIMESTAMPTZ
    );
    CREATE TABLE mc_notifications_updates (
        id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        received_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
        -- 0 understood, 1 not understood, 2 altered
        kind SMALLINT NOT NULL,
        reference BYTEA NOT NULL,
        content BYTEA NOT NULL,
        account BYTEA,
        key_id TEXT NOT NULL,
        nonce BYTEA NOT NULL,
        sealed BYTEA NOT NULL,
        deliveries INTEGER NOT NULL DEFAULT 0,
        lease BYTEA,
        lease_until TIMESTAMPTZ,
        acknowledged_at TIMESTAMPTZ,
        UNIQUE (reference, content)
    );
    CREATE INDEX mc_notifications_pending ON mc_notifications_updates (kind, id) WHERE acknowledged_at IS NULL;
    CREATE INDEX mc_notifications_account ON mc_notifications_updates (account, id) WHERE acknowledged_at IS NULL;
    CREATE INDEX mc_notifications_acknowledged ON mc_notifications_updates (acknowledged_at)
        WHERE acknowledged_at IS NOT NULL;
    CREATE INDEX mc_notifications_received ON mc_notifications_updates (received_at);";

/// Where the database is and how to connect to it.
#[derive(Clone)]
#[must_use = "options do nothing until a store is opened"]
pub struct PostgresOptions {
    config: Config,
    roots: Vec<Vec<u8>>,
    connections: usize,
    timeout: Duration,
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

    /// Connects, and makes the tables if there are none.
    ///
    /// # Errors
    /// When the database is out of reach or of another version, or the keyring lacks a key that is needed.
    pub async fn open(mut self, keyring: Keyring) -> Result<PostgresStore> {
        mc_postgres::set_timeout(&mut self.config, self.timeout);
        let recycle = ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        };
        let manager = if self.config.get_ssl_mode() == SslMode::Disable {
            Manager::from_config(self.config, NoTls, recycle)
        } else {
            let tls = Tls::new(&self.roots).map_err(|error| Error::new(Kind::Certificate, error.to_string()))?;
            Manager::from_config(self.config, tls, recycle)
        };
        let pool = Pool::builder(manager)
            .max_size(self.connections)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(self.timeout))
            .create_timeout(Some(self.timeout))
            .post_create(Hook::async_fn(|client, _| {
                Box::pin(async move {
                    client
                        .batch_execute(
                            "SELECT set_config('synchronous_commit', 'on', false)
                             WHERE current_setting('synchronous_commit') IN ('off', 'local')",
                        )
                        .await
                        .map_err(HookError::Backend)
                })
            }))
            .build()
            .map_err(|error| {
                Error::with_source(Kind::Configuration, "the pool of connections cannot be made", error)
            })?;
        let index = prepare(&mut connection(&pool).await?, &keyring).await?;
        Ok(PostgresStore(Arc::new(Inner {
            pool,
            sealer: Sealer::new(keyring, index),
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
}

impl PostgresStore {
    async fn rows(&self, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>> {
        let client = connection(&self.0.pool).await?;
        let statement = client.prepare_cached(sql).await.map_err(|error| explain(&error))?;
        client.query(&statement, values).await.map_err(|error| explain(&error))
    }

    async fn execute(&self, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Result<u64> {
        let client = connection(&self.0.pool).await?;
        let statement = client.prepare_cached(sql).await.map_err(|error| explain(&error))?;
        client
            .execute(&statement, values)
            .await
            .map_err(|error| explain(&error))
    }

    /// Does something to the updates that these receipts still hold.
    async fn settle(&self, receipts: &[Receipt], set: &str) -> Result<Settled> {
        let ids: Vec<i64> = receipts.iter().map(Receipt::id).collect();
        let leases: Vec<Vec<u8>> = receipts.iter().map(|receipt| receipt.lease().to_vec()).collect();
        let sql = format!(
            "UPDATE mc_notifications_updates u SET {set}
             FROM unnest($1::BIGINT[], $2::BYTEA[]) AS r (id, lease)
             WHERE u.id = r.id AND u.lease = r.lease AND u.acknowledged_at IS NULL
             RETURNING u.id"
        );
        let rows = self.rows(&sql, &[&ids, &leases]).await?;
        let done: Vec<i64> = rows
            .iter()
            .map(|row| row.try_get(0))
            .collect::<Result<_, _>>()
            .map_err(|error| explain(&error))?;
        Ok(Settled {
            done: done.len() as u64,
            lost: receipts
                .iter()
                .filter(|receipt| !done.contains(&receipt.id()))
                .copied()
                .collect(),
        })
    }
}

impl fmt::Debug for PostgresStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresStore")
            .field("sealer", &self.0.sealer)
            .finish_non_exhaustive()
    }
}

async fn connection(pool: &Pool) -> Result<Object> {
    pool.get().await.map_err(|error| match &error {
        PoolError::Backend(error) | PoolError::PostCreateHook(HookError::Backend(error)) => explain(error),
        PoolError::Timeout(_) => Error::unavailable("no connection to the database was free in time"),
        _ => Error::unavailable("the database cannot be connected to"),
    })
}

/// Makes the tables or looks at those that are there, and gives the index key.
async fn prepare(client: &mut Object, keyring: &Keyring) -> Result<IndexKey> {
    let transaction = client.transaction().await.map_err(|error| explain(&error))?;
    transaction
        .execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK])
        .await
        .map_err(|error| explain(&error))?;
    let row = transaction
        .query_one("SELECT to_regclass('mc_notifications_store') IS NOT NULL", &[])
        .await
        .map_err(|error| explain(&error))?;
    if !row.try_get::<_, bool>(0).map_err(|error| explain(&error))? {
        let index = IndexKey::generate()?;
        let stored = index.seal(keyring)?;
        transaction
            .batch_execute(TABLES)
            .await
            .map_err(|error| explain(&error))?;
        transaction
            .execute(
                "INSERT INTO mc_notifications_store (one, version, key_id, nonce, sealed) VALUES (1, $1, $2, $3, $4)",
                &[&VERSION, &stored.key_id, &stored.nonce, &stored.sealed],
            )
            .await
            .map_err(|error| explain(&error))?;
        transaction.commit().await.map_err(|error| explain(&error))?;
        return Ok(index);
    }
    let row = transaction
        .query_opt("SELECT version, key_id, nonce, sealed FROM mc_notifications_store", &[])
        .await
        .map_err(|error| explain(&error))?
        .ok_or_else(|| {
            Error::new(
                Kind::Storage,
                "the database has lost its index key; restore it from a backup",
            )
        })?;
    let read = || -> Result<_, tokio_postgres::Error> {
        let stored = SealedIndexKey {
            key_id: row.try_get(1)?,
            nonce: row.try_get(2)?,
            sealed: row.try_get(3)?,
        };
        Ok((row.try_get::<_, i32>(0)?, stored))
    };
    let (version, stored) = read().map_err(|error| explain(&error))?;
    if version != VERSION {
        let message = format!(
            "the tables are of version {version} and this program knows {VERSION}; run the program that made them"
        );
        return Err(Error::new(Kind::Storage, message));
    }
    let index = IndexKey::open(keyring, &stored)?;
    if stored.key_id != keyring.active().id() {
        let stored = index.seal(keyring)?;
        transaction
            .execute(
                "UPDATE mc_notifications_store SET key_id = $1, nonce = $2, sealed = $3",
                &[&stored.key_id, &stored.nonce, &stored.sealed],
            )
            .await
            .map_err(|error| explain(&error))?;
    }
    let needed = transaction
        .query(
            "SELECT DISTINCT key_id FROM mc_notifications_updates WHERE acknowledged_at IS NULL",
            &[],
        )
        .await
        .map_err(|error| explain(&error))?;
    for row in needed {
        let id: String = row.try_get(0).map_err(|error| explain(&error))?;
        if !keyring.ids().any(|known| known == id) {
            let id = crate::update::printable(&id);
            let message = format!(
                "updates wait that are under the encryption key {id}; hand it over as well, behind the one in use"
            );
            return Err(Error::new(Kind::Key, message));
        }
    }
    transaction.commit().await.map_err(|error| explain(&error))?;
    Ok(index)
}

/// What a failure of PostgreSQL means; its own text is left out, for it could repeat a value.
fn explain(error: &tokio_postgres::Error) -> Error {
    let Some(code) = error.code() else {
        return Error::unavailable("the database is out of reach, or its certificate is not trusted");
    };
    let what = match &code.code()[..2] {
        "28" => "does not let this role in; check role, password and certificate",
        "3D" => "does not have a database of this name",
        "42" => "does not let this role do it, or its tables are not ours",
        "25" => "is a standby that cannot be written to",
        "53" => "has no room or no connection left",
        "57" => "is stopping or starting",
        _ => "does not do what was asked",
    };
    Error::unavailable(format!("the database {what} (SQLSTATE {})", code.code()))
}

const INSERT: &str = "
    WITH added AS (
        INSERT INTO mc_notifications_updates (kind, reference, content, account, key_id, nonce, sealed)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (reference, content) DO NOTHING
        RETURNING id)
    SELECT EXISTS (SELECT 1 FROM added),
           EXISTS (SELECT 1 FROM mc_notifications_updates WHERE reference = $2 AND content <> $3)";

#[async_trait]
impl Sink for PostgresStore {
    async fn store(&self, notification: &Notification) -> Result<Stored> {
        let row = self.0.sealer.seal(notification)?;
        let rows = self
            .rows(
                INSERT,
                &[
                    &i16::from(!row.is_understood),
                    &row.reference.as_slice(),
                    &row.content.as_slice(),
                    &row.account.as_ref().map(<[u8; 32]>::as_slice),
                    &row.key_id,
                    &row.nonce,
                    &row.sealed,
                ],
            )
            .await?;
        let row = rows.first().ok_or_else(nothing)?;
        let read = || -> Result<(bool, bool), tokio_postgres::Error> { Ok((row.try_get(0)?, row.try_get(1)?)) };
        Ok(match read().map_err(|error| explain(&error))? {
            (false, _) => Stored::Duplicate,
            (true, false) => Stored::New,
            (true, true) => Stored::Conflict,
        })
    }

    async fn check(&self) -> Result<()> {
        self.execute("UPDATE mc_notifications_store SET checked_at = clock_timestamp()", &[])
            .await
            .map(drop)
    }
}

/// Rows that another consumer takes at the same time are skipped. Of what is left, a row goes only together with all earlier
/// ones of its account: `picked` judges by rows that are leased already, and `good` by those that are just being leased.
const TAKE: &str = "
    WITH picked AS (
        SELECT id, account FROM mc_notifications_updates u
        WHERE acknowledged_at IS NULL AND kind = $1 AND key_id = ANY ($5)
          AND (lease_until IS NULL OR lease_until <= clock_timestamp())
          AND NOT EXISTS (SELECT 1 FROM mc_notifications_updates e
                          WHERE e.account = u.account AND e.acknowledged_at IS NULL AND e.kind = $1 AND e.id < u.id
                            AND e.lease_until > clock_timestamp())
        ORDER BY id LIMIT $2
        FOR UPDATE SKIP LOCKED),
    good AS (
        SELECT p.id FROM picked p
        WHERE NOT EXISTS (SELECT 1 FROM mc_notifications_updates e
                          WHERE e.account = p.account AND e.acknowledged_at IS NULL AND e.kind = $1 AND e.id < p.id
                            AND e.id NOT IN (SELECT id FROM picked)))
    UPDATE mc_notifications_updates t
    SET lease = $3, lease_until = clock_timestamp() + $4::BIGINT * INTERVAL '1 millisecond', deliveries = deliveries + 1
    FROM good WHERE t.id = good.id
    RETURNING t.id, t.received_at, t.kind, t.reference, t.content, t.account, t.key_id, t.nonce, t.sealed, t.deliveries,
              EXISTS (SELECT 1 FROM mc_notifications_updates o WHERE o.reference = t.reference AND o.id <> t.id)";

struct Taken {
    id: i64,
    received_at: DateTime<Utc>,
    deliveries: i32,
    is_conflicting: bool,
    sealed: Sealed,
}

fn hash(row: &Row, index: usize) -> Result<[u8; 32], tokio_postgres::Error> {
    // A hash of another length does not open, and is set aside then.
    let bytes: &[u8] = row.try_get(index)?;
    Ok(bytes.try_into().unwrap_or_default())
}

impl Taken {
    fn read(row: &Row) -> Result<Self, tokio_postgres::Error> {
        let account: Option<&[u8]> = row.try_get(5)?;
        Ok(Self {
            id: row.try_get(0)?,
            received_at: row.try_get(1)?,
            sealed: Sealed {
                is_understood: row.try_get::<_, i16>(2)? == 0,
                reference: hash(row, 3)?,
                content: hash(row, 4)?,
                account: account.map(|bytes| bytes.try_into().unwrap_or_default()),
                key_id: row.try_get(6)?,
                nonce: row.try_get(7)?,
                sealed: row.try_get(8)?,
            },
            deliveries: row.try_get(9)?,
            is_conflicting: row.try_get(10)?,
        })
    }
}

#[async_trait]
impl Queue for PostgresStore {
    async fn take(&self, take: &Take) -> Result<Vec<Delivery>> {
        let keys: Vec<&str> = self.0.sealer.keyring().ids().collect();
        loop {
            let token = lease_token()?;
            let rows = self
                .rows(
                    TAKE,
                    &[
                        &take.kind(),
                        &i64::from(take.max),
                        &token.as_slice(),
                        &millis(take.lease),
                        &keys,
                    ],
                )
                .await?;
            let mut found = rows
                .iter()
                .map(Taken::read)
                .collect::<Result<Vec<_>, _>>()
                .map_err(|error| explain(&error))?;
            found.sort_unstable_by_key(|row| row.id);
            let is_empty = found.is_empty();
            let mut batch = Vec::with_capacity(found.len());
            let mut unreadable = Vec::new();
            for row in found {
                match self.0.sealer.open(&row.sealed) {
                    Ok(notification) => batch.push(Delivery {
                        receipt: Receipt::new(row.id, token),
                        received_at: row.received_at,
                        deliveries: row.deliveries.unsigned_abs(),
                        is_conflicting: row.is_conflicting,
                        notification,
                    }),
                    Err(error) if error.is_storage() => unreadable.push(row.id),
                    Err(error) => return Err(error),
                }
            }
            if !unreadable.is_empty() {
                tracing::error!(ids = ?unreadable, "stored updates were altered and are set aside; restore them from a backup");
                self.execute(
                    "UPDATE mc_notifications_updates SET kind = 2, lease = NULL, lease_until = NULL WHERE id = ANY ($1)",
                    &[&unreadable],
                )
                .await?;
            }
            // Nothing but damage must not look like nothing to do.
            if !batch.is_empty() || is_empty {
                return Ok(batch);
            }
        }
    }

    async fn acknowledge(&self, receipts: &[Receipt]) -> Result<Settled> {
        let set = "acknowledged_at = clock_timestamp(), lease = NULL, lease_until = NULL";
        self.settle(receipts, set).await
    }

    async fn release(&self, receipts: &[Receipt]) -> Result<Settled> {
        self.settle(receipts, "lease = NULL, lease_until = NULL").await
    }

    async fn extend(&self, receipts: &[Receipt], lease: Duration) -> Result<Settled> {
        let set = format!(
            "lease_until = clock_timestamp() + {} * INTERVAL '1 millisecond'",
            millis(lease)
        );
        self.settle(receipts, &set).await
    }

    async fn replay(&self, which: &Replay) -> Result<u64> {
        const AGAIN: &str =
            "UPDATE mc_notifications_updates SET acknowledged_at = NULL WHERE acknowledged_at IS NOT NULL AND ";
        match which {
            Replay::Received(from, to) => {
                self.execute(&format!("{AGAIN} received_at >= $1 AND received_at < $2"), &[from, to])
                    .await
            }
            Replay::Reference(reference) => {
                let reference = self.0.sealer.reference(reference)?;
                self.execute(&format!("{AGAIN} reference = $1"), &[&reference.as_slice()])
                    .await
            }
            Replay::Ids(ids) => self.execute(&format!("{AGAIN} id = ANY ($1)"), &[ids]).await,
        }
    }

    async fn purge(&self, acknowledged_before: DateTime<Utc>) -> Result<u64> {
        let sql = "DELETE FROM mc_notifications_updates WHERE id IN
                   (SELECT id FROM mc_notifications_updates WHERE acknowledged_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)";
        let mut count = 0;
        loop {
            match self.execute(sql, &[&acknowledged_before, &CHUNK]).await? {
                0 => return Ok(count),
                done => count += done,
            }
        }
    }

    async fn figures(&self) -> Result<Figures> {
        let sql = "SELECT count(*) FILTER (WHERE kind = 0),
                          count(*) FILTER (WHERE kind = 0 AND lease_until > clock_timestamp()),
                          count(*) FILTER (WHERE kind = 1),
                          count(*) FILTER (WHERE kind = 2),
                          min(received_at) FILTER (WHERE kind = 0)
                   FROM mc_notifications_updates WHERE acknowledged_at IS NULL";
        let rows = self.rows(sql, &[]).await?;
        let row = rows.first().ok_or_else(nothing)?;
        let read = || -> Result<Figures, tokio_postgres::Error> {
            let count = |index: usize| row.try_get::<_, i64>(index).map(i64::unsigned_abs);
            Ok(Figures {
                pending: count(0)?,
                leased: count(1)?,
                quarantined: count(2)?,
                unreadable: count(3)?,
                oldest_pending: row.try_get(4)?,
            })
        };
        read().map_err(|error| explain(&error))
    }
}

fn millis(time: Duration) -> i64 {
    // Some hundred thousand years are as good as for ever, and still a time for the database.
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX).min(1 << 52)
}

fn nothing() -> Error {
    Error::unavailable("the database gave no answer")
}
