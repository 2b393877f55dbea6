//! Handing out what is kept.
//!
//! Each transaction touches a bounded number of rows, and there is a pause after each, so that a consumer in another process does
//! not hold up the receiver.

use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, params};

use crate::error::Result;
use crate::queue::{Delivery, Figures, Queue, Receipt, Replay, Replayed, SetAside, Settled, Take, Why};
use crate::seal::{Keyring, Sealed, lease_token};

use super::{SqliteStore, blocking, millis, used_bytes};

/// How many rows one transaction touches.
const CHUNK: usize = 100;
/// How long others have their turn between two transactions of one call.
const PAUSE: Duration = Duration::from_millis(3);

/// Statements that name the encryption keys at hand; the names have no character that means something in SQL.
pub(super) struct Sql {
    /// That a row's key is at hand.
    has_key: String,
    take: String,
    replay: String,
    replay_without_key: String,
    counts: String,
    oldest: String,
    set_aside: String,
}

impl Sql {
    pub(super) fn new(keyring: &Keyring) -> Self {
        let keys: Vec<String> = keyring.ids().map(|id| format!("'{id}'")).collect();
        let keys = keys.join(", ");
        Self {
            has_key: format!("key_id IN ({keys})"),
            // Of an account, what was kept earlier goes first: nothing is taken while another consumer has an earlier one, nor past
            // one that an earlier transaction of this call has left.
            take: format!(
                "SELECT id, deliveries, received_at, reference, content, account, key_id, nonce, sealed,
                        EXISTS (SELECT 1 FROM updates o WHERE o.reference = u.reference AND o.id <> u.id)
                 FROM updates u
                 WHERE acknowledged_at IS NULL AND kind = ?1 AND id > ?2 AND key_id IN ({keys})
                   AND (lease_until IS NULL OR lease_until <= ?3)
                   AND NOT EXISTS (SELECT 1 FROM updates e
                                   WHERE e.account = u.account AND e.acknowledged_at IS NULL AND e.kind = ?1 AND e.id < u.id
                                     AND e.lease IS NOT ?4
                                     AND (e.lease_until > ?3 OR (e.id <= ?2 AND e.key_id IN ({keys}))))
                 ORDER BY id LIMIT ?5"
            ),
            replay: format!(
                "UPDATE updates SET acknowledged_at = NULL, kind = iif(account IS NULL, 1, 0),
                                    deliveries = iif(kind = 3, 0, deliveries)
                 WHERE (acknowledged_at IS NOT NULL OR kind >= 2) AND key_id IN ({keys}) AND "
            ),
            replay_without_key: format!(
                "SELECT count(*) FROM updates
                 WHERE (acknowledged_at IS NOT NULL OR kind >= 2) AND key_id NOT IN ({keys}) AND "
            ),
            counts: format!(
                "SELECT kind, key_id IN ({keys}) AS has_key, count(*) FROM updates WHERE acknowledged_at IS NULL
                 GROUP BY kind, has_key"
            ),
            oldest: format!(
                "SELECT received_at FROM updates WHERE acknowledged_at IS NULL AND kind = 0 AND key_id IN ({keys})
                 ORDER BY id LIMIT 1"
            ),
            set_aside: format!(
                "SELECT id, received_at, kind, key_id FROM updates
                 WHERE acknowledged_at IS NULL AND (kind >= 2 OR key_id NOT IN ({keys})) ORDER BY id LIMIT ?1"
            ),
        }
    }
}

const LEASE: &str = "UPDATE updates SET lease = ?2, lease_until = ?3, deliveries = deliveries + 1 WHERE id = ?1";

const COUNT: &str = "UPDATE store SET deliveries = deliveries + ?1";

const SET_ASIDE: &str = "UPDATE updates SET kind = ?2, lease = NULL, lease_until = NULL WHERE id = ?1";

const ALTERED: i16 = 2;
const DEAD: i16 = 3;

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
    fn read(row: &Row<'_>, id: i64, deliveries: u32) -> rusqlite::Result<Self> {
        let account: Option<[u8; 32]> = row.get(5)?;
        Ok(Self {
            id,
            deliveries: deliveries.saturating_add(1),
            received_at: row.get(2)?,
            sealed: Sealed {
                is_understood: account.is_some(),
                reference: row.get(3)?,
                content: row.get(4)?,
                account,
                key_id: row.get(6)?,
                nonce: row.get(7)?,
                sealed: row.get(8)?,
            },
            is_conflicting: row.get(9)?,
        })
    }
}

/// What one transaction has taken.
#[derive(Default)]
struct Chunk {
    rows: Vec<Taken>,
    altered: Vec<i64>,
    dead: Vec<i64>,
    /// The last row that it has looked at.
    last: Option<i64>,
}

impl SqliteStore {
    fn take_chunk(
        &self,
        transaction: &Transaction<'_>,
        take: &Take,
        token: [u8; 16],
        after: i64,
        room: usize,
    ) -> rusqlite::Result<Chunk> {
        let now = self.now();
        let until = later(now, take.lease);
        let mut chunk = Chunk::default();
        let mut select = transaction.prepare_cached(&self.0.sql.take)?;
        let mut rows = select.query(params![
            take.kind(),
            after,
            now,
            token,
            i64::try_from(room).unwrap_or(i64::MAX)
        ])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            chunk.last = Some(id);
            // What has another form than it was given is set aside as what does not open.
            match row
                .get::<_, u32>(1)
                .and_then(|count| Ok((count, Taken::read(row, id, count)?)))
            {
                Ok((count, _)) if !take.is_of_dead_letters() && count >= take.max_deliveries => chunk.dead.push(id),
                Ok((_, row)) => chunk.rows.push(row),
                Err(_) => chunk.altered.push(id),
            }
        }
        let mut lease = transaction.prepare_cached(LEASE)?;
        for row in &chunk.rows {
            lease.execute(params![row.id, token, until])?;
        }
        let mut aside = transaction.prepare_cached(SET_ASIDE)?;
        for (ids, kind) in [(&chunk.altered, ALTERED), (&chunk.dead, DEAD)] {
            for id in ids {
                aside.execute(params![id, kind])?;
            }
        }
        let count = i64::try_from(chunk.rows.len()).unwrap_or_default();
        if count > 0 {
            transaction.prepare_cached(COUNT)?.execute([count])?;
        }
        Ok(chunk)
    }

    /// Settles receipts, a bounded number in a transaction.
    async fn settle(&self, receipts: &[Receipt], sql: &'static str, value: Option<i64>) -> Result<Settled> {
        let mut settled = Settled::default();
        for (index, chunk) in receipts.chunks(CHUNK).enumerate() {
            if index > 0 {
                pause().await?;
            }
            let chunk = chunk.to_vec();
            let done = self.write(move |transaction| {
                let mut statement = transaction.prepare_cached(sql)?;
                let mut settled = Settled::default();
                for receipt in &chunk {
                    match statement.execute(params![receipt.id(), receipt.lease(), value])? {
                        0 => settled.lost.push(*receipt),
                        _ => settled.done += 1,
                    }
                }
                Ok(settled)
            });
            let done = done.await?;
            settled.done += done.done;
            settled.lost.extend(done.lost);
        }
        Ok(settled)
    }

    /// Repeats a bounded change until it finds nothing more to do, and counts.
    async fn in_chunks(
        &self,
        work: impl Fn(&Transaction<'_>) -> rusqlite::Result<usize> + Clone + Send + 'static,
    ) -> Result<u64> {
        let mut count = 0;
        loop {
            let done = self.write(work.clone()).await?;
            count += done as u64;
            if done < CHUNK {
                return Ok(count);
            }
            pause().await?;
        }
    }
}

/// Lets another process have its turn.
async fn pause() -> Result<()> {
    blocking(|| std::thread::sleep(PAUSE)).await
}

fn limit() -> i64 {
    i64::try_from(CHUNK).unwrap_or(i64::MAX)
}

#[async_trait]
impl Queue for SqliteStore {
    async fn take(&self, take: &Take) -> Result<Vec<Delivery>> {
        let token = lease_token()?;
        let max = usize::try_from(take.max).unwrap_or(usize::MAX);
        let mut batch: Vec<Delivery> = Vec::new();
        let mut after = 0;
        while batch.len() < max {
            if after > 0 {
                pause().await?;
            }
            let room = CHUNK.min(max - batch.len());
            let (store, asked) = (self.clone(), take.clone());
            let work = move |transaction: &Transaction<'_>| store.take_chunk(transaction, &asked, token, after, room);
            let mut chunk = match self.write(work).await {
                Ok(chunk) => chunk,
                // What was taken already is not held back until its lease ends.
                Err(error) if !batch.is_empty() => {
                    tracing::warn!(%error, "taking updates broke off; those taken before are handed out");
                    break;
                }
                Err(error) => return Err(error),
            };
            let Some(last) = chunk.last else { break };
            after = last;
            let mut damaged = Vec::new();
            for row in chunk.rows {
                match self.0.sealer.open(&row.sealed) {
                    Ok(notification) => batch.push(Delivery {
                        receipt: Receipt::new(row.id, token),
                        received_at: time(row.received_at),
                        deliveries: row.deliveries,
                        is_conflicting: row.is_conflicting,
                        notification,
                    }),
                    Err(_) => damaged.push(row.id),
                }
            }
            if !damaged.is_empty() {
                chunk.altered.extend(&damaged);
                self.write(move |transaction| {
                    let mut statement = transaction.prepare_cached(SET_ASIDE)?;
                    damaged
                        .iter()
                        .try_for_each(|id| statement.execute(params![id, ALTERED]).map(drop))
                })
                .await?;
            }
            if !chunk.altered.is_empty() {
                tracing::error!(ids = ?chunk.altered, "stored updates were altered and are set aside; restore them from a backup");
            }
            if !chunk.dead.is_empty() {
                tracing::error!(ids = ?chunk.dead, "updates were delivered as often as is allowed and never acknowledged: they are dead letters now");
            }
        }
        Ok(batch)
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

    async fn replay(&self, which: &Replay) -> Result<Replayed> {
        let Sql {
            has_key,
            replay,
            replay_without_key: without_key,
            ..
        } = &self.0.sql;
        match which {
            Replay::Received(from, to) => {
                let (from, to) = (millis(*from), millis(*to));
                // Rows without a key must not fill the chunks of those that have one.
                let again = format!(
                    "{replay} id IN (SELECT id FROM updates WHERE {has_key} AND (acknowledged_at IS NOT NULL OR kind = 3)
                     AND received_at >= ?1 AND received_at < ?2 LIMIT ?3)"
                );
                let count = format!("{without_key} received_at >= ?1 AND received_at < ?2");
                let without_key = self
                    .read(move |reader| reader.query_row(&count, [from, to], read_count))
                    .await?;
                let replayed = self.in_chunks(move |transaction| {
                    transaction.prepare_cached(&again)?.execute(params![from, to, limit()])
                });
                Ok(Replayed {
                    replayed: replayed.await?,
                    without_key,
                })
            }
            Replay::Reference(reference) => {
                let reference = self.0.sealer.reference(reference)?;
                let (again, count) = (
                    format!("{replay} reference = ?1"),
                    format!("{without_key} reference = ?1"),
                );
                self.write(move |transaction| {
                    Ok(Replayed {
                        without_key: transaction.query_row(&count, [reference], read_count)?,
                        replayed: transaction.prepare_cached(&again)?.execute([reference])? as u64,
                    })
                })
                .await
            }
            Replay::Ids(ids) => {
                let (again, count) = (format!("{replay} id = ?1"), format!("{without_key} id = ?1"));
                let mut sum = Replayed::default();
                for chunk in ids.chunks(CHUNK) {
                    let (chunk, again, count) = (chunk.to_vec(), again.clone(), count.clone());
                    let done = self.write(move |transaction| {
                        let (mut again, mut count) =
                            (transaction.prepare_cached(&again)?, transaction.prepare_cached(&count)?);
                        let mut done = Replayed::default();
                        for id in &chunk {
                            done.without_key += count.query_row([id], read_count)?;
                            done.replayed += again.execute([id])? as u64;
                        }
                        Ok(done)
                    });
                    let done = done.await?;
                    sum.replayed += done.replayed;
                    sum.without_key += done.without_key;
                    pause().await?;
                }
                Ok(sum)
            }
            Replay::DeadLetters => {
                let count = format!("{without_key} kind = 3 AND acknowledged_at IS NULL");
                let without_key = self
                    .read(move |reader| reader.query_row(&count, [], read_count))
                    .await?;
                let again = format!(
                    "{replay} id IN (SELECT id FROM updates WHERE {has_key} AND acknowledged_at IS NULL AND kind = 3 LIMIT ?1)"
                );
                let replayed =
                    self.in_chunks(move |transaction| transaction.prepare_cached(&again)?.execute([limit()]));
                Ok(Replayed {
                    replayed: replayed.await?,
                    without_key,
                })
            }
        }
    }

    async fn purge(&self, acknowledged_before: DateTime<Utc>) -> Result<u64> {
        let before = millis(acknowledged_before);
        self.in_chunks(move |transaction| {
            transaction
                .prepare_cached(
                    "DELETE FROM updates WHERE id IN (SELECT id FROM updates WHERE acknowledged_at < ?1 LIMIT ?2)",
                )?
                .execute(params![before, limit()])
        })
        .await
    }

    async fn shrink(&self, max_bytes: u64) -> Result<u64> {
        self.in_chunks(move |transaction| {
            if used_bytes(transaction)? <= max_bytes {
                return Ok(0);
            }
            transaction
                .prepare_cached(
                    "DELETE FROM updates WHERE id IN (SELECT id FROM updates WHERE acknowledged_at IS NOT NULL
                     ORDER BY acknowledged_at LIMIT ?1)",
                )?
                .execute([limit()])
        })
        .await
    }

    async fn figures(&self) -> Result<Figures> {
        let (store, now) = (self.clone(), self.now());
        self.read(move |reader| figures(reader, &store.0.sql, now)).await
    }

    async fn set_aside(&self, max: u32) -> Result<Vec<SetAside>> {
        let store = self.clone();
        self.read(move |reader| {
            let mut statement = reader.prepare_cached(&store.0.sql.set_aside)?;
            let rows = statement.query_map([max], |row| {
                Ok(SetAside {
                    id: row.get(0)?,
                    received_at: time(row.get(1)?),
                    why: match row.get(2)? {
                        ALTERED => Why::Altered,
                        DEAD => Why::DeadLetter,
                        _ => Why::missing_key(&row.get::<_, String>(3).unwrap_or_default()),
                    },
                })
            })?;
            rows.collect()
        })
        .await
    }
}

fn read_count(row: &Row<'_>) -> rusqlite::Result<u64> {
    row.get::<_, i64>(0).map(i64::unsigned_abs)
}

fn figures(reader: &Connection, sql: &Sql, now: i64) -> rusqlite::Result<Figures> {
    let mut figures = Figures::default();
    let mut counts = reader.prepare_cached(&sql.counts)?;
    let mut rows = counts.query([])?;
    while let Some(row) = rows.next()? {
        let count = row.get::<_, i64>(2)?.unsigned_abs();
        match (row.get::<_, i16>(0)?, row.get::<_, bool>(1)?) {
            (ALTERED, _) | (_, false) => figures.unreadable += count,
            (DEAD, true) => figures.dead_letters += count,
            (1, true) => figures.quarantined += count,
            (_, true) => figures.pending += count,
        }
    }
    figures.leased = reader
        .prepare_cached("SELECT count(*) FROM updates WHERE acknowledged_at IS NULL AND kind = 0 AND lease_until > ?1")?
        .query_row([now], read_count)?;
    figures.deliveries = reader
        .prepare_cached("SELECT deliveries FROM store")?
        .query_row([], read_count)?;
    figures.oldest_pending = reader
        .prepare_cached(&sql.oldest)?
        .query_row([], |row| row.get(0))
        .optional()?
        .map(time);
    Ok(figures)
}

fn time(millis: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(millis).unwrap_or(DateTime::from(SystemTime::UNIX_EPOCH))
}

fn later(now: i64, lease: Duration) -> i64 {
    now.saturating_add(i64::try_from(lease.as_millis()).unwrap_or(i64::MAX))
}
