use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use deadpool_postgres::Pool;

use super::{Change, Store, StoreError};
use crate::State;

/// A pace in PostgreSQL, for all machines that reach it; clones share the pool.
///
/// A pace is a row of the table `mc_pace`, which is made at the first start and is not logged: after a crash of the database it
/// is empty, and for a second there may be twice as many attempts. The database's clock counts.
#[derive(Clone)]
pub struct PostgresStore {
    pool: Pool,
}

/// How long a change may take.
const TIMEOUT: Duration = Duration::from_secs(5);
/// Only one process at a time makes the table; the number is arbitrary.
const LOCK: i64 = 0x4d43_5061_6365_3031;

impl PostgresStore {
    /// Makes the table if it is missing.
    ///
    /// # Errors
    /// When the database does not answer, or its role may not create the table.
    pub async fn open(pool: Pool) -> Result<Self, StoreError> {
        let store = Self { pool };
        tokio::time::timeout(TIMEOUT, store.prepare())
            .await
            .map_err(|_| late())??;
        Ok(store)
    }

    async fn prepare(&self) -> Result<(), StoreError> {
        let mut client = self.client().await?;
        let transaction = client.transaction().await.map_err(failure)?;
        transaction
            .batch_execute(&format!(
                "SELECT pg_advisory_xact_lock({LOCK});
                 CREATE UNLOGGED TABLE IF NOT EXISTS mc_pace (name TEXT PRIMARY KEY, state BYTEA NOT NULL)
                     WITH (fillfactor = 50);"
            ))
            .await
            .map_err(failure)?;
        transaction.commit().await.map_err(failure)
    }

    async fn client(&self) -> Result<deadpool_postgres::Object, StoreError> {
        self.pool
            .get()
            .await
            .map_err(|_| StoreError::new("PostgreSQL cannot be reached, or all connections of the pool are in use"))
    }

    async fn replace(&self, name: &str, change: Change<'_>) -> Result<(), StoreError> {
        let mut client = self.client().await?;
        let transaction = client.transaction().await.map_err(failure)?;
        // The clock is read when the row is locked: a time from before the wait for it would be too early.
        let select = transaction
            .prepare_typed_cached(
                "WITH locked AS MATERIALIZED (SELECT state FROM mc_pace WHERE name = $1 FOR UPDATE)
                 SELECT state, (extract(epoch FROM clock_timestamp()) * 1000000)::BIGINT FROM locked",
                &[tokio_postgres::types::Type::TEXT],
            )
            .await
            .map_err(failure)?;
        let row = if let Some(row) = transaction.query_opt(&select, &[&name]).await.map_err(failure)? {
            row
        } else {
            transaction
                .execute(
                    "INSERT INTO mc_pace (name, state) VALUES ($1, '') ON CONFLICT DO NOTHING",
                    &[&name],
                )
                .await
                .map_err(failure)?;
            transaction.query_one(&select, &[&name]).await.map_err(failure)?
        };
        let (found, now) = (
            row.try_get::<_, Vec<u8>>(0).map_err(failure)?,
            row.try_get::<_, i64>(1).map_err(failure)?,
        );
        let mut state = State::from_bytes(&found);
        change(
            &mut state,
            Duration::from_micros(u64::try_from(now).unwrap_or_default()),
        );
        let update = transaction
            .prepare_cached("UPDATE mc_pace SET state = $2 WHERE name = $1")
            .await
            .map_err(failure)?;
        transaction
            .execute(&update, &[&name, &state.to_bytes()])
            .await
            .map_err(failure)?;
        transaction.commit().await.map_err(failure)
    }
}

fn late() -> StoreError {
    StoreError::new("PostgreSQL did not answer in time")
}

#[expect(clippy::needless_pass_by_value, reason = "it is what map_err hands over")]
fn failure(error: tokio_postgres::Error) -> StoreError {
    // Its text may quote values; its code does not.
    let code = error.code().map_or("no code", tokio_postgres::error::SqlState::code);
    StoreError::new(format!("PostgreSQL failed ({code})"))
}

#[async_trait]
impl Store for PostgresStore {
    async fn change(&self, name: &str, change: Change<'_>) -> Result<(), StoreError> {
        tokio::time::timeout(TIMEOUT, self.replace(name, change))
            .await
            .map_err(|_| late())?
    }
}

impl fmt::Debug for PostgresStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresStore").finish_non_exhaustive()
    }
}
