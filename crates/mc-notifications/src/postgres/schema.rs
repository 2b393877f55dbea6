//! Making the tables, or looking at those that are there.

use deadpool_postgres::Object;
use tokio_postgres::Transaction;

use crate::error::{Error, Kind, Result};
use crate::seal::{IndexKey, Keyring, SealedIndexKey, lease_token};

use super::pool::explain;

const VERSION: i32 = 2;
/// Only one process at a time makes tables or rewraps the index key; the number is ours by chance.
const LOCK: i64 = 0x4d43_4e31_7374_6f72;

const TABLES: &str = "
    CREATE TABLE mc_notifications_store (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        version INTEGER NOT NULL,
        key_id TEXT NOT NULL,
        nonce BYTEA NOT NULL,
        sealed BYTEA NOT NULL,
        checked_at TIMESTAMPTZ,
        -- Tells these tables from others of the same names
        identity BYTEA,
        -- How many updates were handed out, ever
        deliveries BIGINT NOT NULL DEFAULT 0
    );
    CREATE TABLE mc_notifications_updates (
        id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        received_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
        -- 0 understood, 1 not understood, 2 altered, 3 dead letter
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

/// What makes each version of the one before it, the first of them version 2.
const MIGRATIONS: [&str; 1] = ["
    ALTER TABLE mc_notifications_store ADD COLUMN identity BYTEA;
    ALTER TABLE mc_notifications_store ADD COLUMN deliveries BIGINT NOT NULL DEFAULT 0;"];

/// What a store has to know of the tables.
pub(super) struct Prepared {
    pub(super) index: IndexKey,
    /// What tells these tables from others of the same names.
    pub(super) identity: Vec<u8>,
}

/// Makes the tables or brings them to this version.
pub(super) async fn prepare(client: &mut Object, keyring: &Keyring) -> Result<Prepared> {
    let transaction = client.transaction().await.map_err(|error| explain(&error))?;
    let prepared = within(&transaction, keyring).await?;
    transaction.commit().await.map_err(|error| explain(&error))?;
    Ok(prepared)
}

async fn within(transaction: &Transaction<'_>, keyring: &Keyring) -> Result<Prepared> {
    let explained = |error: tokio_postgres::Error| explain(&error);
    transaction
        .execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK])
        .await
        .map_err(explained)?;
    let row = transaction
        .query_one("SELECT to_regclass('mc_notifications_store') IS NOT NULL", &[])
        .await
        .map_err(explained)?;
    if !row.try_get::<_, bool>(0).map_err(explained)? {
        let index = IndexKey::generate()?;
        let stored = index.seal(keyring)?;
        let identity = lease_token()?.to_vec();
        transaction.batch_execute(TABLES).await.map_err(explained)?;
        transaction
            .execute(
                "INSERT INTO mc_notifications_store (one, version, key_id, nonce, sealed, identity)
                 VALUES (1, $1, $2, $3, $4, $5)",
                &[&VERSION, &stored.key_id, &stored.nonce, &stored.sealed, &identity],
            )
            .await
            .map_err(explained)?;
        return Ok(Prepared { index, identity });
    }
    let row = transaction
        .query_opt("SELECT version, key_id, nonce, sealed FROM mc_notifications_store", &[])
        .await
        .map_err(explained)?
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
    let (version, stored) = read().map_err(explained)?;
    if !(1..=VERSION).contains(&version) {
        let message = format!(
            "the tables are of version {version} and this program knows {VERSION}; run the program that made them"
        );
        return Err(Error::new(Kind::Storage, message));
    }
    let index = IndexKey::open(keyring, &stored)?;
    for (migration, to) in MIGRATIONS.iter().zip(2_i32..).filter(|(_, to)| *to > version) {
        transaction.batch_execute(migration).await.map_err(explained)?;
        transaction
            .execute("UPDATE mc_notifications_store SET version = $1", &[&to])
            .await
            .map_err(explained)?;
        tracing::info!(version = to, "the tables were brought to a new version");
    }
    if stored.key_id != keyring.active().id() {
        let stored = index.seal(keyring)?;
        transaction
            .execute(
                "UPDATE mc_notifications_store SET key_id = $1, nonce = $2, sealed = $3",
                &[&stored.key_id, &stored.nonce, &stored.sealed],
            )
            .await
            .map_err(explained)?;
    }
    let row = transaction
        .query_one("SELECT identity FROM mc_notifications_store", &[])
        .await
        .map_err(explained)?;
    if let Some(identity) = row.try_get::<_, Option<Vec<u8>>>(0).map_err(explained)? {
        return Ok(Prepared { index, identity });
    }
    let identity = lease_token()?.to_vec();
    transaction
        .execute("UPDATE mc_notifications_store SET identity = $1", &[&identity])
        .await
        .map_err(explained)?;
    Ok(Prepared { index, identity })
}
