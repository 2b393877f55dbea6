use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use deadpool_postgres::{
    GenericClient as _, Hook, HookError, Manager, ManagerConfig, Object, Pool, PoolError, RecyclingMethod, Runtime,
};
use mc_postgres::Tls;
use tokio_postgres::config::SslMode;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Config, NoTls, Row};

use super::entry::{Entry, HISTORY, Logged, Phase, calendar, consequence, millis};
use super::witness::Witness;
use super::{Attempt, Filter, LoggedAttempt, Outcome, Record, Release, Sender, Store, StoreError, Taken, Ticket};
use crate::{Event, Windows};

/// The layout of the tables; tables of another one are refused.
const VERSION: i32 = 1;
/// Only one process at a time makes tables; the number is ours by chance.
const LOCK: i64 = 0x4d43_4447_7374_6f72;
/// Every so many attempts, what has ended is thrown out.
const TIDY: i64 = 16;

const TABLES: &str = "
    CREATE TABLE mc_dispute_guard_store (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        version INTEGER NOT NULL,
        id UUID NOT NULL
    );
    CREATE TABLE mc_dispute_guard_events (
        fingerprint BYTEA PRIMARY KEY,
        ticket BYTEA NOT NULL,
        phase SMALLINT NOT NULL,
        taken_at BIGINT NOT NULL,
        expires BIGINT NOT NULL,
        sealed BYTEA NOT NULL
    );
    CREATE INDEX mc_dispute_guard_expires ON mc_dispute_guard_events (expires);
    CREATE TABLE mc_dispute_guard_attempts (
        number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        ticket BYTEA NOT NULL UNIQUE,
        fingerprint BYTEA NOT NULL,
        operation TEXT NOT NULL,
        host TEXT NOT NULL,
        process TEXT NOT NULL,
        again TEXT,
        sealed BYTEA NOT NULL,
        phase SMALLINT NOT NULL,
        began BIGINT NOT NULL,
        ended BIGINT,
        released_at BIGINT,
        released_host TEXT,
        released_process TEXT,
        released_reason TEXT
    );
    INSERT INTO mc_dispute_guard_store VALUES (1, 1, gen_random_uuid());";

/// The database's time in milliseconds.
const NOW: &str = "(extract(epoch FROM clock_timestamp()) * 1000)::BIGINT";

/// Where the database of a [`PostgresStore`] is and how to connect to it.
///
/// ```
/// use mc_dispute_guard::store::PostgresOptions;
///
/// # fn main() -> Result<(), mc_dispute_guard::store::StoreError> {
/// let options = PostgresOptions::new("postgresql://guard@db.example.com/disputes")?.with_connections(2);
/// assert!(!format!("{options:?}").contains("disputes"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use = "options do nothing until a store is opened"]
pub struct PostgresOptions {
    config: Config,
    roots: Vec<Vec<u8>>,
    connections: usize,
    timeout: Duration,
    history: usize,
}

impl PostgresOptions {
    /// Reads a URL (`postgresql://role@host/database`) or a list of settings (`host=... dbname=...`).
    ///
    /// A connection over TCP is by TLS, with the server's certificate verified, unless it says `sslmode=disable`; a Unix socket
    /// has no TLS.
    ///
    /// # Errors
    ///
    /// When it is malformed.
    pub fn new(address: &str) -> Result<Self, StoreError> {
        let config =
            mc_postgres::config(address, "mc-dispute-guard").map_err(|error| StoreError::new(error.to_string()))?;
        Ok(Self {
            config,
            roots: Vec::new(),
            connections: 4,
            timeout: Duration::from_secs(5),
            history: HISTORY,
        })
    }

    /// Trusts these roots to have signed the certificate of the database, in place of the public ones; PEM.
    pub fn with_roots(mut self, roots: &[u8]) -> Self {
        self.roots.push(roots.to_vec());
        self
    }

    /// Keeps at most so many connections; four unless set.
    pub fn with_connections(mut self, count: usize) -> Self {
        self.connections = count;
        self
    }

    /// Sets how long each step may take, connecting included; five seconds unless set.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Remembers so many attempts, in place of the last 10,000. Events that are not free are remembered in any case.
    pub fn with_history(mut self, attempts: usize) -> Self {
        self.history = attempts;
        self
    }

    /// Connects, and makes the tables if there are none.
    ///
    /// # Errors
    ///
    /// When the database is out of reach, or its tables are of another version.
    pub async fn open(mut self) -> Result<PostgresStore, StoreError> {
        mc_postgres::set_timeout(&mut self.config, self.timeout);
        let recycle = ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        };
        let manager = if self.config.get_ssl_mode() == SslMode::Disable {
            Manager::from_config(self.config, NoTls, recycle)
        } else {
            let tls = Tls::new(&self.roots).map_err(|error| StoreError::new(error.to_string()))?;
            Manager::from_config(self.config, tls, recycle)
        };
        let pool = Pool::builder(manager)
            .max_size(self.connections.max(1))
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
            .map_err(|error| StoreError::new("the pool of connections cannot be made").with_source(error))?;
        let witness = tokio::time::timeout(self.timeout * 2, prepare(&pool))
            .await
            .unwrap_or_else(|_| Err(late()))?;
        Ok(PostgresStore(Arc::new(Inner {
            pool,
            witness,
            timeout: self.timeout,
            history: self.history,
        })))
    }
}

impl fmt::Debug for PostgresOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresOptions")
            .field("hosts", &self.config.get_hosts())
            .field("connections", &self.connections)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

/// Events in PostgreSQL, for a fleet that has one; clones share its connections.
///
/// Each step is one statement, so it is atomic, and it returns when PostgreSQL has it on its disk; a session that would not
/// wait for that (`synchronous_commit` off or local) is made to. Time is the database's, so keep its clock from stepping.
/// Tables are made at the first start, and the role needs the right to create them then.
///
/// A standby that takes over without the last commits has forgotten them, and with them what was in flight: set
/// `synchronous_standby_names`, so that a commit waits for the standby. A database that was replaced, or that lost attempts
/// which this process saw, is noticed before the next event is granted: from then on every event is refused, until the program
/// is started again.
///
/// ```no_run
/// use mc_dispute_guard::store::PostgresOptions;
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let store = PostgresOptions::new(&std::env::var("GUARD_DATABASE")?)?
///     .with_roots(&std::fs::read("database-root.pem")?)
///     .open()
///     .await?;
/// # drop(store);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct PostgresStore(Arc<Inner>);

struct Inner {
    pool: Pool,
    witness: Witness,
    timeout: Duration,
    history: usize,
}

impl PostgresStore {
    /// Runs a statement. A connection on which one was not answered in time is not used again.
    async fn rows(&self, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>, StoreError> {
        let client = connection(&self.0.pool).await?;
        let work = async {
            let statement = client.prepare_cached(sql).await?;
            client.query(&statement, values).await
        };
        let done = tokio::time::timeout(self.0.timeout, work).await;
        match done {
            Ok(Ok(rows)) => Ok(rows),
            Ok(Err(error)) => Err(failure(error)),
            Err(_) => {
                drop(Object::take(client));
                Err(late())
            }
        }
    }

    /// Throws out what has ended, and what is too old in the history. What fails here is done another time.
    async fn tidy(&self, newest: i64) {
        let oldest = newest.saturating_sub(i64::try_from(self.0.history).unwrap_or(i64::MAX));
        let sql = format!(
            "WITH ended AS (
                 DELETE FROM mc_dispute_guard_events WHERE fingerprint IN (
                     SELECT fingerprint FROM mc_dispute_guard_events WHERE expires <= {NOW}
                     LIMIT 256 FOR UPDATE SKIP LOCKED)
                 RETURNING 1)
             DELETE FROM mc_dispute_guard_attempts WHERE number IN (
                 SELECT number FROM mc_dispute_guard_attempts WHERE number <= $1
                 ORDER BY number LIMIT 256 FOR UPDATE SKIP LOCKED)"
        );
        if let Err(error) = self.rows(&sql, &[&oldest]).await {
            tracing::debug!(%error, "what has ended could not be thrown out");
        }
    }

    /// What holds an event, and the database's time; nothing when nobody does.
    async fn holder(&self, event: &Event) -> Result<Option<(Entry, u64)>, StoreError> {
        let sql = format!(
            "SELECT phase, ticket, taken_at, expires, sealed, {NOW} FROM mc_dispute_guard_events WHERE fingerprint = $1"
        );
        let rows = self.rows(&sql, &[&event.as_bytes().as_slice()]).await?;
        rows.first().map(entry).transpose().map_err(failure)
    }
}

async fn connection(pool: &Pool) -> Result<Object, StoreError> {
    pool.get().await.map_err(|error| match error {
        PoolError::Backend(error) | PoolError::PostCreateHook(HookError::Backend(error)) => failure(error),
        PoolError::Timeout(_) => StoreError::new("no connection to the database was free in time"),
        _ => StoreError::new("the database cannot be connected to"),
    })
}

/// Makes the tables, or looks at those that are there.
async fn prepare(pool: &Pool) -> Result<Witness, StoreError> {
    let mut client = connection(pool).await?;
    let transaction = client.transaction().await.map_err(failure)?;
    transaction
        .execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK])
        .await
        .map_err(failure)?;
    let row = transaction
        .query_one("SELECT to_regclass('mc_dispute_guard_store') IS NOT NULL", &[])
        .await
        .map_err(failure)?;
    if !row.try_get::<_, bool>(0).map_err(failure)? {
        transaction.batch_execute(TABLES).await.map_err(failure)?;
    }
    let row = transaction
        .query_one(
            "SELECT version, id::TEXT, (SELECT coalesce(max(number), 0) FROM mc_dispute_guard_attempts)
             FROM mc_dispute_guard_store",
            &[],
        )
        .await
        .map_err(failure)?;
    let read = || {
        Ok((
            row.try_get::<_, i32>(0)?,
            row.try_get::<_, String>(1)?,
            row.try_get::<_, i64>(2)?,
        ))
    };
    let (version, id, counted) = read().map_err(failure)?;
    if version != VERSION {
        return Err(StoreError::new(format!(
            "the guard's tables have layout {version} where this version of the guard writes {VERSION}; use another database, \
             when nothing has been filed for an hour"
        )));
    }
    transaction.commit().await.map_err(failure)?;
    Ok(Witness::new(id.into_bytes(), counted.unsigned_abs()))
}

fn late() -> StoreError {
    StoreError::new("the database did not answer in time")
}

/// What a failure is, without the texts of the database, which may quote what was sent.
fn failure(error: tokio_postgres::Error) -> StoreError {
    let message = match error.code() {
        Some(&SqlState::UNDEFINED_TABLE) => {
            "the guard's tables are gone; look up the events of the last hour, then start \
                                             this program again"
                .to_owned()
        }
        Some(&(SqlState::INVALID_PASSWORD | SqlState::INVALID_AUTHORIZATION_SPECIFICATION)) => {
            "the database refuses the role or its password".to_owned()
        }
        Some(&SqlState::INSUFFICIENT_PRIVILEGE) => {
            "the database role may not use the guard's tables, or not make them; grant that".to_owned()
        }
        Some(&SqlState::DISK_FULL) => "the disk of the database is full".to_owned(),
        Some(code) => format!("the database failed with SQLSTATE {}", code.code()),
        None if error.is_closed() => "the connection to the database broke".to_owned(),
        None => "the database cannot be reached".to_owned(),
    };
    match error.code() {
        Some(_) => StoreError::new(message),
        None => StoreError::new(message).with_source(error),
    }
}

fn unsigned(row: &Row, index: usize) -> Result<Option<u64>, tokio_postgres::Error> {
    Ok(row.try_get::<_, Option<i64>>(index)?.map(i64::unsigned_abs))
}

fn phase(row: &Row, index: usize) -> Result<Phase, tokio_postgres::Error> {
    Ok(Phase::of(u64::from(row.try_get::<_, i16>(index)?.unsigned_abs())))
}

fn entry(row: &Row) -> Result<(Entry, u64), tokio_postgres::Error> {
    let entry = Entry {
        phase: phase(row, 0)?,
        ticket: row.try_get::<_, Vec<u8>>(1)?.try_into().unwrap_or_default(),
        taken_at: unsigned(row, 2)?.unwrap_or_default(),
        expires: unsigned(row, 3)?.unwrap_or_default(),
        sealed: row.try_get(4)?,
    };
    Ok((entry, unsigned(row, 5)?.unwrap_or_default()))
}

fn logged(row: &Row, windows: &Windows) -> Result<LoggedAttempt, tokio_postgres::Error> {
    let event = row.try_get::<_, Vec<u8>>(0)?.try_into().unwrap_or_default();
    let attempt = Attempt {
        event: Event::from_bytes(event),
        operation: row.try_get::<_, String>(1)?.into(),
        sender: Arc::new(Sender::new(row.try_get::<_, String>(2)?, row.try_get::<_, String>(3)?)),
        again: row.try_get::<_, Option<String>>(4)?.map(Into::into),
        sealed: row.try_get(5)?,
    };
    let released = match unsigned(row, 9)? {
        None => None,
        Some(at) => Some(Release {
            at: calendar(at),
            by: Sender::new(row.try_get::<_, String>(10)?, row.try_get::<_, String>(11)?),
            reason: row.try_get(12)?,
        }),
    };
    let began = unsigned(row, 7)?.unwrap_or_default();
    let logged = Logged {
        attempt,
        phase: phase(row, 6)?,
        taken_at: began,
        began,
        ended: unsigned(row, 8)?,
        released,
    };
    Ok(logged.read(unsigned(row, 13)?, unsigned(row, 14)?.unwrap_or_default(), windows))
}

fn signed(millis: u64) -> i64 {
    // Half of what there is room for, so that a sum with the time does not overflow.
    i64::try_from(millis).unwrap_or(i64::MAX).min(i64::MAX / 2)
}

#[async_trait]
impl Store for PostgresStore {
    async fn take(&self, attempt: &Attempt, ticket: Ticket, windows: &Windows) -> Result<Taken, StoreError> {
        let before = self.0.witness.counted();
        // The conflict waits for whoever has the event at this moment, and then looks at what that one left.
        let sql = format!(
            "WITH taken AS (
                 INSERT INTO mc_dispute_guard_events AS held (fingerprint, ticket, phase, taken_at, expires, sealed)
                 VALUES ($1, $2, 0, {NOW}, {NOW} + $3, $4)
                 ON CONFLICT (fingerprint) DO UPDATE
                     SET ticket = excluded.ticket, phase = 0, taken_at = {NOW}, expires = {NOW} + $3,
                         sealed = excluded.sealed
                     WHERE held.ticket <> excluded.ticket AND (held.expires <= {NOW}
                         OR $9 AND (held.phase <> 0 OR held.taken_at + $5 <= {NOW}))
                 RETURNING fingerprint, ticket, taken_at, sealed)
             INSERT INTO mc_dispute_guard_attempts
                 (ticket, fingerprint, operation, host, process, again, sealed, phase, began)
             SELECT ticket, fingerprint, $6, $7, $8, $10, sealed, 0, taken_at FROM taken
             RETURNING number, (SELECT id::TEXT FROM mc_dispute_guard_store)"
        );
        let window = signed(millis(windows.taken()).max(1));
        let in_flight = signed(millis(windows.in_flight()));
        for _ in 0..3 {
            let rows = self
                .rows(
                    &sql,
                    &[
                        &attempt.event.as_bytes().as_slice(),
                        &ticket.as_bytes().as_slice(),
                        &window,
                        &attempt.sealed,
                        &in_flight,
                        &attempt.operation.as_ref(),
                        &attempt.sender.host(),
                        &attempt.sender.process(),
                        &attempt.again.is_some(),
                        &attempt.again.as_deref(),
                    ],
                )
                .await?;
            if let Some(row) = rows.first() {
                let read = || Ok((row.try_get::<_, i64>(0)?, row.try_get::<_, Option<String>>(1)?));
                let (number, id) = read().map_err(failure)?;
                self.0
                    .witness
                    .check(id.unwrap_or_default().as_bytes(), before, number.unsigned_abs())?;
                if number % TIDY == 0 {
                    self.tidy(number).await;
                }
                return Ok(Taken::Granted);
            }
            if let Some((entry, now)) = self.holder(&attempt.event).await? {
                if entry.ticket == *ticket.as_bytes() {
                    return Ok(Taken::Granted);
                }
                if let Some(record) = entry.refuses(attempt, ticket, now, windows) {
                    return Ok(Taken::Refused(record));
                }
            }
            // It became free between the two statements.
        }
        Err(StoreError::new("the event is taken and freed all the time; try again"))
    }

    async fn settle(
        &self,
        event: &Event,
        ticket: Ticket,
        outcome: &Outcome,
        windows: &Windows,
    ) -> Result<bool, StoreError> {
        let (phase, window, sealed) = consequence(outcome, windows);
        let held = match window {
            Some(_) => format!(
                "UPDATE mc_dispute_guard_events
                 SET phase = $3, expires = {NOW} + $5, sealed = coalesce($4, sealed)
                 WHERE fingerprint = $1 AND ticket = $2 RETURNING 1"
            ),
            None => "DELETE FROM mc_dispute_guard_events WHERE fingerprint = $1 AND ticket = $2 AND $5::BIGINT = 0 RETURNING 1"
                .to_owned(),
        };
        let sql = format!(
            "WITH held AS ({held}), logged AS (
                 UPDATE mc_dispute_guard_attempts
                 SET phase = $3, ended = {NOW}, sealed = coalesce($4, sealed) WHERE ticket = $2 RETURNING 1)
             SELECT (SELECT count(*) FROM held), (SELECT count(*) FROM logged)"
        );
        let window = signed(window.map_or(0, |window| millis(window).max(1)));
        let rows = self
            .rows(
                &sql,
                &[
                    &event.as_bytes().as_slice(),
                    &ticket.as_bytes().as_slice(),
                    &i16::from(phase.number()),
                    &sealed,
                    &window,
                ],
            )
            .await?;
        let held = rows.first().map(|row| row.try_get::<_, i64>(0)).transpose();
        Ok(held.map_err(failure)?.is_some_and(|count| count > 0))
    }

    async fn release(&self, event: &Event, release: &Release, windows: &Windows) -> Result<Option<Record>, StoreError> {
        let sql = format!(
            "WITH freed AS (
                 DELETE FROM mc_dispute_guard_events WHERE fingerprint = $1
                 RETURNING phase, ticket, taken_at, expires, sealed), logged AS (
                 UPDATE mc_dispute_guard_attempts a
                 SET released_at = {NOW}, released_host = $2, released_process = $3, released_reason = $4
                 FROM freed WHERE a.ticket = freed.ticket AND freed.expires > {NOW} RETURNING 1)
             SELECT phase, ticket, taken_at, expires, sealed, {NOW}, (SELECT count(*) FROM logged) FROM freed"
        );
        let rows = self
            .rows(
                &sql,
                &[
                    &event.as_bytes().as_slice(),
                    &release.by.host(),
                    &release.by.process(),
                    &release.reason,
                ],
            )
            .await?;
        let held = rows.first().map(entry).transpose().map_err(failure)?;
        Ok(held.and_then(|(entry, now)| entry.read(now, windows)))
    }

    async fn list(&self, filter: &Filter, windows: &Windows) -> Result<Vec<LoggedAttempt>, StoreError> {
        let sql = format!(
            "SELECT a.fingerprint, a.operation, a.host, a.process, a.again, a.sealed, a.phase, a.began, a.ended,
                 a.released_at, a.released_host, a.released_process, a.released_reason, e.expires, {NOW}
             FROM mc_dispute_guard_attempts a LEFT JOIN mc_dispute_guard_events e USING (fingerprint, ticket)
             WHERE $1::BYTEA IS NULL OR a.fingerprint = $1
             ORDER BY a.number DESC"
        );
        let event = filter.event().map(|event| event.as_bytes().as_slice());
        let rows = self.rows(&sql, &[&event]).await?;
        filter
            .choose(rows.iter().map(|row| logged(row, windows)))
            .map_err(failure)
    }
}

impl fmt::Debug for PostgresStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresStore")
            .field("timeout", &self.0.timeout)
            .finish_non_exhaustive()
    }
}
