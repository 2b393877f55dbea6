//! Handing out what is kept.

use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use crate::error::{Error, Kind, Result};
use crate::queue::{Delivery, Figures, Queue, Receipt, Replay, Replayed, SetAside, Settled, Take, Why};
use crate::seal::{Sealed, lease_token};

use super::pool::explain;
use super::{PostgresStore, nothing};

const CHUNK: i64 = 1_000;
/// How many times longer than others a statement may take that goes through all that is kept.
const LONG: u32 = 30;

const ALTERED: i16 = 2;
const DEAD: i16 = 3;

impl PostgresStore {
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

/// Rows that another consumer takes at the same time are skipped. Of what is left, a row goes only together with all earlier
/// ones of its account, unless their key is missing: `picked` judges by rows that are leased already, and `good` by those that are just being leased.
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
                            AND e.key_id = ANY ($5) AND e.id NOT IN (SELECT id FROM picked)))
    UPDATE mc_notifications_updates t
    SET lease = $3, lease_until = clock_timestamp() + $4::BIGINT * INTERVAL '1 millisecond', deliveries = deliveries + 1
    FROM good WHERE t.id = good.id
    RETURNING t.id, t.received_at, t.kind, t.reference, t.content, t.account, t.key_id, t.nonce, t.sealed, t.deliveries,
              EXISTS (SELECT 1 FROM mc_notifications_updates o WHERE o.reference = t.reference AND o.id <> t.id)";

const SET_ASIDE: &str = "
    UPDATE mc_notifications_updates SET kind = $2, lease = NULL, lease_until = NULL,
           deliveries = GREATEST(deliveries - 1, 0)
    WHERE id = ANY ($1)";

const COUNT: &str = "UPDATE mc_notifications_store SET deliveries = deliveries + $1";

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
                is_understood: account.is_some(),
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

impl Taken {
    /// How often it had been handed out before.
    fn before(&self) -> u32 {
        self.deliveries.unsigned_abs().saturating_sub(1)
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
            let is_empty = rows.is_empty();
            let mut found = Vec::with_capacity(rows.len());
            let (mut altered, mut dead) = (Vec::new(), Vec::new());
            for row in &rows {
                let id: i64 = row.try_get(0).map_err(|error| explain(&error))?;
                // What has another form than it was given is set aside as what does not open.
                match Taken::read(row) {
                    Ok(row) if !take.is_of_dead_letters() && row.before() >= take.max_deliveries => dead.push(id),
                    Ok(row) => found.push(row),
                    Err(_) => altered.push(id),
                }
            }
            found.sort_unstable_by_key(|row| row.id);
            let mut batch = Vec::with_capacity(found.len());
            for row in found {
                match self.0.sealer.open(&row.sealed) {
                    Ok(notification) => batch.push(Delivery {
                        receipt: Receipt::new(row.id, token),
                        received_at: row.received_at,
                        deliveries: row.deliveries.unsigned_abs(),
                        is_conflicting: row.is_conflicting,
                        notification,
                    }),
                    Err(_) => altered.push(row.id),
                }
            }
            if !altered.is_empty() {
                tracing::error!(ids = ?altered, "stored updates were altered and are set aside; restore them from a backup");
                self.execute(SET_ASIDE, &[&altered, &ALTERED]).await?;
            }
            if !dead.is_empty() {
                tracing::error!(ids = ?dead, "updates were delivered as often as is allowed and never acknowledged: they are dead letters now");
                self.execute(SET_ASIDE, &[&dead, &DEAD]).await?;
            }
            let count = i64::try_from(batch.len()).unwrap_or_default();
            if count > 0 {
                self.execute(COUNT, &[&count]).await?;
            }
            // Nothing but what was set aside must not look like nothing to do.
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

    async fn replay(&self, which: &Replay) -> Result<Replayed> {
        let reference;
        let (condition, values): (_, Vec<&(dyn ToSql + Sync)>) = match which {
            Replay::Received(from, to) => (
                "(acknowledged_at IS NOT NULL OR kind = 3) AND received_at >= $2 AND received_at < $3",
                vec![from, to],
            ),
            Replay::Reference(text) => {
                reference = self.0.sealer.reference(text)?.to_vec();
                ("reference = $2", vec![&reference])
            }
            Replay::Ids(ids) => ("id = ANY ($2)", vec![ids]),
            Replay::DeadLetters => ("kind = 3 AND acknowledged_at IS NULL", Vec::new()),
        };
        let keys: Vec<&str> = self.0.sealer.keyring().ids().collect();
        let mut all: Vec<&(dyn ToSql + Sync)> = vec![&keys];
        all.extend(values);
        let sql = format!(
            "WITH again AS (
                 UPDATE mc_notifications_updates
                 SET acknowledged_at = NULL, kind = CASE WHEN account IS NULL THEN 1 ELSE 0 END,
                     deliveries = CASE WHEN kind = 3 THEN 0 ELSE deliveries END
                 WHERE (acknowledged_at IS NOT NULL OR kind >= 2) AND key_id = ANY ($1) AND {condition}
                 RETURNING 1)
             SELECT (SELECT count(*) FROM again),
                    (SELECT count(*) FROM mc_notifications_updates
                     WHERE (acknowledged_at IS NOT NULL OR kind >= 2) AND key_id <> ALL ($1) AND {condition})"
        );
        let rows = self.0.pool.rows(LONG, &sql, &all).await?;
        let row = rows.first().ok_or_else(nothing)?;
        let read = |index: usize| {
            row.try_get::<_, i64>(index)
                .map(i64::unsigned_abs)
                .map_err(|error| explain(&error))
        };
        Ok(Replayed {
            replayed: read(0)?,
            without_key: read(1)?,
        })
    }

    async fn purge(&self, acknowledged_before: DateTime<Utc>) -> Result<u64> {
        let sql = "DELETE FROM mc_notifications_updates WHERE id IN
                   (SELECT id FROM mc_notifications_updates WHERE acknowledged_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)";
        let mut count = 0;
        loop {
            match self.0.pool.execute(LONG, sql, &[&acknowledged_before, &CHUNK]).await? {
                0 => return Ok(count),
                done => count += done,
            }
        }
    }

    /// PostgreSQL does not tell how much of its files is in use.
    async fn shrink(&self, _: u64) -> Result<u64> {
        Err(Error::new(
            Kind::Configuration,
            "the size of what is kept in PostgreSQL cannot be limited; delete by age",
        ))
    }

    async fn figures(&self) -> Result<Figures> {
        let sql = "SELECT count(*) FILTER (WHERE kind = 0 AND has_key),
                          count(*) FILTER (WHERE kind = 0 AND has_key AND lease_until > clock_timestamp()),
                          count(*) FILTER (WHERE kind = 1 AND has_key),
                          count(*) FILTER (WHERE kind = 2 OR NOT has_key),
                          count(*) FILTER (WHERE kind = 3 AND has_key),
                          (SELECT deliveries FROM mc_notifications_store),
                          min(received_at) FILTER (WHERE kind = 0 AND has_key)
                   FROM (SELECT kind, lease_until, received_at, key_id = ANY ($1) AS has_key
                         FROM mc_notifications_updates WHERE acknowledged_at IS NULL) AS waiting";
        let keys: Vec<&str> = self.0.sealer.keyring().ids().collect();
        let rows = self.0.pool.rows(LONG, sql, &[&keys]).await?;
        let row = rows.first().ok_or_else(nothing)?;
        let read = || -> Result<Figures, tokio_postgres::Error> {
            let count = |index: usize| row.try_get::<_, i64>(index).map(i64::unsigned_abs);
            Ok(Figures {
                pending: count(0)?,
                leased: count(1)?,
                quarantined: count(2)?,
                unreadable: count(3)?,
                dead_letters: count(4)?,
                deliveries: count(5)?,
                oldest_pending: row.try_get(6)?,
            })
        };
        read().map_err(|error| explain(&error))
    }

    async fn set_aside(&self, max: u32) -> Result<Vec<SetAside>> {
        let sql = "SELECT id, received_at, kind, key_id FROM mc_notifications_updates
                   WHERE acknowledged_at IS NULL AND (kind >= 2 OR key_id <> ALL ($1)) ORDER BY id LIMIT $2";
        let keys: Vec<&str> = self.0.sealer.keyring().ids().collect();
        let rows = self.0.pool.rows(LONG, sql, &[&keys, &i64::from(max)]).await?;
        let read = |row: &Row| -> Result<SetAside, tokio_postgres::Error> {
            Ok(SetAside {
                id: row.try_get(0)?,
                received_at: row.try_get(1)?,
                why: match row.try_get(2)? {
                    ALTERED => Why::Altered,
                    DEAD => Why::DeadLetter,
                    _ => Why::missing_key(row.try_get(3)?),
                },
            })
        };
        rows.iter()
            .map(read)
            .collect::<Result<_, _>>()
            .map_err(|error| explain(&error))
    }
}

fn millis(time: Duration) -> i64 {
    // Some hundred thousand years are as good as for ever, and still a time for the database.
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX).min(1 << 52)
}
