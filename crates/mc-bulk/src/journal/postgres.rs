use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use deadpool_postgres::{Object, Pool};
use tokio_postgres::Row;
use tokio_postgres::types::FromSql;

use super::{Counts, Finished, InputState, Journal, Reset, RunFacts, Stored, Taken};
use crate::{Error, Outcome, Result};

/// Only one process at a time makes the tables; the number is arbitrary.
const LOCK: i64 = 0x4d43_4275_6c6b_3031;

const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS mc_bulk_runs (
        name TEXT PRIMARY KEY,
        facts TEXT NOT NULL,
        read BIGINT NOT NULL DEFAULT 0,
        chain BYTEA NOT NULL DEFAULT '',
        complete BOOLEAN NOT NULL DEFAULT FALSE,
        reader TEXT,
        reader_until TIMESTAMPTZ
    );
    -- state: 0 waiting, 1 taken, 2 begun, 3 ended
    CREATE TABLE IF NOT EXISTS mc_bulk_records (
        run TEXT NOT NULL REFERENCES mc_bulk_runs (name) ON DELETE CASCADE,
        number BIGINT NOT NULL,
        state SMALLINT NOT NULL DEFAULT 0,
        tries INTEGER NOT NULL DEFAULT 0,
        not_before TIMESTAMPTZ NOT NULL DEFAULT '-infinity',
        worker TEXT,
        lease_until TIMESTAMPTZ,
        request BYTEA NOT NULL,
        outcome TEXT,
        kind TEXT NOT NULL DEFAULT '',
        result BYTEA NOT NULL DEFAULT '',
        PRIMARY KEY (run, number)
    );
    CREATE INDEX IF NOT EXISTS mc_bulk_unfinished ON mc_bulk_records (run, state, number) WHERE state < 3;";

/// A journal in PostgreSQL, for workers on many machines.
///
/// Workers take records with `FOR UPDATE SKIP LOCKED` under a lease that they renew; leases end by the database's clock. A run is
/// told from others in the same database by its name. Tables are made at the first use. The pool should have four connections
/// or more.
#[derive(Clone)]
pub struct PostgresJournal {
    pool: Pool,
    run: String,
}

impl PostgresJournal {
    /// Opens a run for a worker, and makes it if there is none of that name.
    ///
    /// # Errors
    /// When the database does not answer, or the run of that name is another one.
    pub async fn work(pool: Pool, name: &str, facts: &RunFacts) -> Result<Self> {
        let text = serde_json::to_string(facts).map_err(|_| Error::new("the facts of the run cannot be written"))?;
        let mut client = client(&pool).await?;
        let transaction = client.transaction().await.map_err(explain)?;
        transaction
            .execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK])
            .await
            .map_err(explain)?;
        // What makes an index waits for whoever changes records, though the index is there.
        let known = transaction
            .query_one("SELECT to_regclass('mc_bulk_unfinished') IS NOT NULL", &[])
            .await
            .map_err(explain)?;
        if !get::<bool>(&known, 0)? {
            transaction.batch_execute(TABLES).await.map_err(explain)?;
        }
        transaction
            .execute(
                "INSERT INTO mc_bulk_runs (name, facts) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                &[&name, &text],
            )
            .await
            .map_err(explain)?;
        transaction.commit().await.map_err(explain)?;
        drop(client);
        let journal = Self::look(pool, name).await?;
        facts.check(&journal.stored_facts().await?)?;
        Ok(journal)
    }

    /// Opens a run that exists.
    ///
    /// # Errors
    /// When the database does not answer, or there is no run of that name.
    pub async fn look(pool: Pool, name: &str) -> Result<Self> {
        let journal = Self {
            pool,
            run: name.to_owned(),
        };
        journal.stored_facts().await?;
        Ok(journal)
    }

    /// The facts of the run.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn facts(&self) -> Result<RunFacts> {
        serde_json::from_str(&self.stored_facts().await?)
            .map_err(|_| Error::new("the journal is damaged: it does not say of which run it is"))
    }

    async fn stored_facts(&self) -> Result<String> {
        let client = self.client().await?;
        let row = client
            .query_opt("SELECT facts FROM mc_bulk_runs WHERE name = $1", &[&self.run])
            .await;
        match row {
            Ok(Some(row)) => get(&row, 0),
            Ok(None) => Err(no_run()),
            Err(error) if error.code() == Some(&tokio_postgres::error::SqlState::UNDEFINED_TABLE) => Err(no_run()),
            Err(error) => Err(explain(error)),
        }
    }

    async fn client(&self) -> Result<Object> {
        client(&self.pool).await
    }
}

async fn client(pool: &Pool) -> Result<Object> {
    pool.get()
        .await
        .map_err(|_| Error::new("the journal: PostgreSQL cannot be reached, or all connections of the pool are in use"))
}

fn no_run() -> Error {
    Error::new("there is no run of that name in the database; `bulk run` begins one")
}

#[expect(clippy::needless_pass_by_value, reason = "it is what map_err hands over")]
fn explain(error: tokio_postgres::Error) -> Error {
    // Its text may quote values; its code does not.
    match error.code() {
        Some(code) => Error::new(format!("the journal: PostgreSQL failed with code {}", code.code())),
        None => Error::new("the journal: the connection to PostgreSQL was lost"),
    }
}

fn get<'a, T: FromSql<'a>>(row: &'a Row, index: usize) -> Result<T> {
    row.try_get(index)
        .map_err(|_| Error::new("the journal is damaged: a value has another type"))
}

fn number(row: &Row, index: usize) -> Result<u64> {
    Ok(get::<i64>(row, index)?.unsigned_abs())
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn seconds(duration: Duration) -> f64 {
    duration.as_secs_f64()
}

fn limit(max: usize) -> i64 {
    i64::try_from(max).unwrap_or(i64::MAX)
}

fn outcome(text: &str) -> Outcome {
    text.parse().unwrap_or(Outcome::Unknown)
}

#[async_trait]
impl Journal for PostgresJournal {
    async fn claim_input(&self, worker: &str, lease: Duration) -> Result<Option<InputState>> {
        let row = self
            .client()
            .await?
            .query_opt(
                "UPDATE mc_bulk_runs SET reader = $2, reader_until = clock_timestamp() + make_interval(secs => $3)
                 WHERE name = $1 AND (reader IS NULL OR reader = $2 OR reader_until < clock_timestamp())
                 RETURNING read, chain, complete",
                &[&self.run, &worker, &seconds(lease)],
            )
            .await
            .map_err(explain)?;
        row.map(|row| {
            Ok(InputState {
                read: number(&row, 0)?,
                chain: get(&row, 1)?,
                is_complete: get(&row, 2)?,
            })
        })
        .transpose()
    }

    async fn add(
        &self,
        worker: &str,
        from: u64,
        records: Vec<Vec<u8>>,
        state: InputState,
        lease: Duration,
    ) -> Result<()> {
        let mut client = self.client().await?;
        let transaction = client.transaction().await.map_err(explain)?;
        let changed = transaction
            .execute(
                "UPDATE mc_bulk_runs SET read = $4, chain = $5, complete = $6,
                        reader_until = clock_timestamp() + make_interval(secs => $7)
                 WHERE name = $1 AND reader = $2 AND read = $3",
                &[
                    &self.run,
                    &worker,
                    &signed(from),
                    &signed(state.read),
                    &state.chain,
                    &state.is_complete,
                    &seconds(lease),
                ],
            )
            .await
            .map_err(explain)?;
        if changed != 1 {
            return Err(Error::new("another worker reads the input by now"));
        }
        if !records.is_empty() {
            transaction
                .execute(
                    "INSERT INTO mc_bulk_records (run, number, request)
                     SELECT $1, $2 + line, request FROM unnest($3::BYTEA[]) WITH ORDINALITY AS added (request, line)",
                    &[&self.run, &signed(from), &records],
                )
                .await
                .map_err(explain)?;
        }
        transaction.commit().await.map_err(explain)
    }

    async fn is_complete(&self) -> Result<bool> {
        let row = self
            .client()
            .await?
            .query_one("SELECT complete FROM mc_bulk_runs WHERE name = $1", &[&self.run])
            .await
            .map_err(explain)?;
        get(&row, 0)
    }

    async fn take(&self, worker: &str, max: usize, lease: Duration) -> Result<Vec<Taken>> {
        let client = self.client().await?;
        let unknown = client
            .prepare_cached(
                "WITH lost AS (
                     SELECT number FROM mc_bulk_records WHERE run = $1 AND state = 2 AND lease_until < clock_timestamp()
                     FOR UPDATE SKIP LOCKED
                 )
                 UPDATE mc_bulk_records AS record SET state = 3, outcome = 'unknown', kind = 'interrupted'
                 FROM lost WHERE record.run = $1 AND record.number = lost.number",
            )
            .await
            .map_err(explain)?;
        client.execute(&unknown, &[&self.run]).await.map_err(explain)?;
        // A try that nobody finished does not count.
        let take = client
            .prepare_cached(
                "WITH next AS (
                     SELECT number, state FROM mc_bulk_records
                     WHERE run = $1 AND ((state = 0 AND not_before <= clock_timestamp())
                                      OR (state = 1 AND lease_until < clock_timestamp()))
                     ORDER BY number LIMIT $4 FOR UPDATE SKIP LOCKED
                 )
                 UPDATE mc_bulk_records AS record
                 SET state = 1, tries = record.tries + CASE WHEN next.state = 0 THEN 1 ELSE 0 END, worker = $2,
                     lease_until = clock_timestamp() + make_interval(secs => $3)
                 FROM next WHERE record.run = $1 AND record.number = next.number
                 RETURNING record.number, record.tries, record.request",
            )
            .await
            .map_err(explain)?;
        let rows = client
            .query(&take, &[&self.run, &worker, &seconds(lease), &limit(max)])
            .await
            .map_err(explain)?;
        let mut taken = rows
            .iter()
            .map(|row| {
                Ok(Taken {
                    number: number(row, 0)?,
                    tries: get::<i32>(row, 1)?.unsigned_abs(),
                    request: get(row, 2)?,
                })
            })
            .collect::<Result<Vec<_>>>()?;
        taken.sort_by_key(|record| record.number);
        Ok(taken)
    }

    async fn begin(&self, worker: &str, number: u64) -> Result<()> {
        let client = self.client().await?;
        // A session that does not wait for the disk is made to.
        let statement = client
            .prepare_cached(
                "UPDATE mc_bulk_records SET state = 2
                 WHERE run = $1 AND number = $3 AND worker = $2 AND state = 1 AND lease_until > clock_timestamp()
                   AND set_config('synchronous_commit', 'on', false) IS NOT NULL",
            )
            .await
            .map_err(explain)?;
        let changed = client
            .execute(&statement, &[&self.run, &worker, &signed(number)])
            .await
            .map_err(explain)?;
        if changed == 1 {
            return Ok(());
        }
        Err(Error::new("the lease of a record has ended before it was sent"))
    }

    async fn renew(&self, worker: &str, lease: Duration) -> Result<()> {
        // Those that are locked are about to change their state. Waiting for them, while holding others, could be a deadlock.
        let renew = "WITH mine AS (
                         SELECT number FROM mc_bulk_records WHERE run = $1 AND worker = $2 AND state IN (1, 2)
                         FOR UPDATE SKIP LOCKED
                     )
                     UPDATE mc_bulk_records AS record SET lease_until = clock_timestamp() + make_interval(secs => $3)
                     FROM mine WHERE record.run = $1 AND record.number = mine.number";
        let client = self.client().await?;
        let done = client.execute(renew, &[&self.run, &worker, &seconds(lease)]).await;
        done.map(|_| ()).map_err(explain)
    }

    async fn finish(&self, worker: &str, records: &[Finished]) -> Result<Vec<u64>> {
        let client = self.client().await?;
        // The answer of a record that counts as unknown, because its lease had ended, may still come. Rows are locked in order.
        let finish = client
            .prepare_cached(
                "WITH ended AS (
                     SELECT record.number, given.outcome, given.kind, given.result
                     FROM mc_bulk_records AS record
                     JOIN unnest($3::BIGINT[], $4::TEXT[], $5::TEXT[], $6::BYTEA[]) AS given (number, outcome, kind, result)
                       ON record.number = given.number
                     WHERE record.run = $1 AND record.worker = $2
                       AND (record.state IN (1, 2) OR (record.state = 3 AND record.kind = 'interrupted'))
                     ORDER BY record.number FOR UPDATE OF record
                 )
                 UPDATE mc_bulk_records AS record
                 SET state = 3, outcome = ended.outcome, kind = ended.kind, result = ended.result
                 FROM ended WHERE record.run = $1 AND record.number = ended.number
                 RETURNING record.number",
            )
            .await
            .map_err(explain)?;
        let numbers: Vec<i64> = records.iter().map(|record| signed(record.number)).collect();
        let outcomes: Vec<&str> = records.iter().map(|record| record.outcome.as_str()).collect();
        let kinds: Vec<&str> = records.iter().map(|record| record.kind.as_str()).collect();
        let results: Vec<&[u8]> = records.iter().map(|record| record.result.as_slice()).collect();
        let rows = client
            .query(&finish, &[&self.run, &worker, &numbers, &outcomes, &kinds, &results])
            .await
            .map_err(explain)?;
        rows.iter().map(|row| number(row, 0)).collect()
    }

    async fn put_back(&self, worker: &str, number: u64, after: Duration, counts: bool) -> Result<()> {
        let client = self.client().await?;
        let done = client
            .execute(
                "UPDATE mc_bulk_records
                 SET state = 0, worker = NULL, not_before = clock_timestamp() + make_interval(secs => $4), tries = tries - $5
                 WHERE run = $1 AND number = $3 AND worker = $2 AND state IN (1, 2)",
                &[
                    &self.run,
                    &worker,
                    &signed(number),
                    &seconds(after),
                    &i32::from(!counts),
                ],
            )
            .await;
        done.map(|_| ()).map_err(explain)
    }

    async fn open_records(&self) -> Result<u64> {
        let client = self.client().await?;
        let count = "SELECT count(*) FROM mc_bulk_records WHERE run = $1 AND state < 3";
        number(&client.query_one(count, &[&self.run]).await.map_err(explain)?, 0)
    }

    async fn counts(&self) -> Result<Counts> {
        let client = self.client().await?;
        let rows = client
            .query(
                "SELECT state, outcome, kind, count(*) FROM mc_bulk_records WHERE run = $1 GROUP BY 1, 2, 3",
                &[&self.run],
            )
            .await
            .map_err(explain)?;
        let mut counts = Counts {
            is_complete: self.is_complete().await?,
            ..Counts::default()
        };
        for row in &rows {
            let count = number(row, 3)?;
            match (get::<i16>(row, 0)?, get::<Option<&str>>(row, 1)?) {
                (0, _) => counts.waiting += count,
                (3, Some(text)) => *counts.ended.entry((outcome(text), get(row, 2)?)).or_default() += count,
                _ => counts.taken += count,
            }
        }
        Ok(counts)
    }

    async fn list(&self, after: u64, max: usize) -> Result<Vec<Stored>> {
        let client = self.client().await?;
        let rows = client
            .query(
                "SELECT number, outcome, kind, request, result FROM mc_bulk_records
                 WHERE run = $1 AND number > $2 ORDER BY number LIMIT $3",
                &[&self.run, &signed(after), &limit(max)],
            )
            .await
            .map_err(explain)?;
        let stored = rows.iter().map(|row| {
            Ok(Stored {
                number: number(row, 0)?,
                outcome: get::<Option<&str>>(row, 1)?.map(outcome),
                kind: get(row, 2)?,
                request: get(row, 3)?,
                result: get(row, 4)?,
            })
        });
        stored.collect()
    }

    async fn reset(&self, which: &Reset) -> Result<u64> {
        let client = self.client().await?;
        client
            .execute(
                "UPDATE mc_bulk_records
                 SET state = 0, tries = 0, not_before = '-infinity', worker = NULL, outcome = NULL, kind = '', result = ''
                 WHERE run = $1 AND state = 3 AND outcome <> 'done' AND (outcome <> 'unknown' OR $3)
                   AND CASE WHEN $2::TEXT IS NULL THEN outcome = 'failed' ELSE kind = $2 OR outcome = $2 END",
                &[&self.run, &which.only, &which.unknown],
            )
            .await
            .map_err(explain)
    }
}

impl fmt::Debug for PostgresJournal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresJournal")
            .field("run", &self.run)
            .finish_non_exhaustive()
    }
}
