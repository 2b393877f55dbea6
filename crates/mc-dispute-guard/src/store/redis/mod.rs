mod safety;
mod scripts;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::{FromRedisValue, Script};
use serde_json::{Value, json};

use self::safety::Allowed;
use super::entry::{Entry, HISTORY, Logged, Phase, calendar, consequence, millis};
use super::witness::Witness;
use super::{Attempt, Filter, LoggedAttempt, Outcome, Record, Release, Sender, Store, StoreError, Taken, Ticket};
use crate::{Event, Windows};

/// Where the Redis of a [`RedisStore`] is, and what it has to promise.
///
/// At connecting, Redis is asked whether it keeps what it confirms. One that drops keys when its memory is full
/// (`maxmemory-policy` other than `noeviction`), or that has no append-only file, is refused unless it is allowed here.
///
/// ```no_run
/// use mc_dispute_guard::store::RedisOptions;
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let store = RedisOptions::new(std::env::var("REDIS_URL")?)
///     .with_replicas(1)
///     .connect()
///     .await?;
/// # drop(store);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use = "options do nothing until a store is connected"]
pub struct RedisOptions {
    url: String,
    prefix: String,
    timeout: Duration,
    history: usize,
    replicas: usize,
    allowed: Allowed,
}

/// How long a step may take, connecting again included.
const TIMEOUT: Duration = Duration::from_secs(2);

/// For how long the history is kept after the last attempt.
const KEPT: Duration = Duration::from_secs(400 * 24 * 3_600);

impl RedisOptions {
    /// `redis://[user:password@]host[:port][/database]`, or `rediss://` for TLS.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            prefix: "mc-dispute-guard".to_owned(),
            timeout: TIMEOUT,
            history: HISTORY,
            replicas: 0,
            allowed: Allowed::default(),
        }
    }

    /// Sets what keys begin with, for several guards in one Redis; `mc-dispute-guard` unless set.
    pub fn with_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// Sets how long each step may take, connecting included; two seconds unless set.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Remembers so many attempts, in place of the last 10,000. Events that are not free are remembered in any case.
    pub fn with_history(mut self, attempts: usize) -> Self {
        self.history = attempts;
        self
    }

    /// Waits until so many replicas have an event (`WAIT`) before it is granted; where they are too few or too slow, it is
    /// refused and freed again.
    ///
    /// # What a failover can lose
    ///
    /// Redis replicates after it has answered. Without this option, a replica that takes over may lack the last events: what was
    /// in flight or filed in that moment is free there, and can be filed twice. With it, an event that was granted is in the
    /// memory of so many replicas. It is lost all the same when a replica that is not one of those is promoted (ask for all of
    /// them, or prefer those that acknowledged), or when those restart before it is on their disks (give them
    /// `appendonly yes`). What became of an event is not waited for: lost with a failover, the event reads as in flight and then
    /// as unknown, which refuses it longer.
    ///
    /// A failover that lost attempts which this process saw is noticed before the next event is granted: see [`RedisStore`].
    pub fn with_replicas(mut self, count: usize) -> Self {
        self.replicas = count;
        self
    }

    /// Accepts a Redis that drops keys when its memory is full: events that are in flight may be forgotten then.
    pub fn allowing_eviction(mut self) -> Self {
        self.allowed.eviction = true;
        self
    }

    /// Accepts a Redis without an append-only file: a restart forgets all events, or those since the last snapshot.
    pub fn allowing_loss(mut self) -> Self {
        self.allowed.loss = true;
        self
    }

    /// Connects.
    ///
    /// # Errors
    ///
    /// When the URL is none, nobody answers there in time, or Redis does not promise what it has to.
    pub async fn connect(self) -> Result<RedisStore, StoreError> {
        tokio::time::timeout(self.timeout * 2, self.open())
            .await
            .unwrap_or_else(|_| Err(late()))
    }

    async fn open(self) -> Result<RedisStore, StoreError> {
        // The error of a URL may quote it, with the password in it.
        let client = redis::Client::open(self.url.as_str()).map_err(|_| {
            StoreError::new("the address of Redis is none: it reads redis://host:port or rediss://host:port")
        })?;
        let config = ConnectionManagerConfig::new()
            .set_connection_timeout(Some(self.timeout))
            .set_response_timeout(Some(self.timeout))
            .set_number_of_retries(1)
            .set_min_delay(Duration::from_millis(20))
            .set_max_delay(Duration::from_millis(200));
        let mut connection = ConnectionManager::new_with_config(client, config)
            .await
            .map_err(|error| failure(&error))?;
        let mut info = String::new();
        for section in ["memory", "persistence"] {
            // Redis may forbid it, which is for the check to judge.
            let said: redis::RedisResult<String> = redis::cmd("INFO").arg(section).query_async(&mut connection).await;
            match said {
                Ok(said) => info.push_str(&said),
                Err(error) if error.is_io_error() || error.is_timeout() => return Err(failure(&error)),
                Err(_) => {}
            }
        }
        safety::check(&info, self.allowed)?;
        let mut store = RedisStore {
            connection,
            prefix: format!("{{{}}}:", self.prefix),
            timeout: self.timeout,
            history: self.history,
            replicas: self.replicas,
            witness: Arc::new(Witness::new(Vec::new(), 0)),
        };
        let id = hex(Ticket::random()?.as_bytes());
        let (id, counted): (Vec<u8>, Option<u64>) = store.run(&scripts::OPEN, "", &[id.as_bytes()]).await?;
        store.witness = Arc::new(Witness::new(id, counted.unwrap_or_default()));
        Ok(store)
    }
}

impl fmt::Debug for RedisOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisOptions")
            .field("prefix", &self.prefix)
            .field("timeout", &self.timeout)
            .field("replicas", &self.replicas)
            .field("allowed", &self.allowed)
            .finish_non_exhaustive()
    }
}

/// Events in Redis, for a fleet; clones share the connection.
///
/// Each step is one Lua script, so it is atomic, and goes by the clock of Redis alone: keep that from stepping. An event is a
/// hash at `{<prefix>}:<fingerprint>` that Redis drops when it has ended; the history is in three further keys of that prefix.
///
/// It remembers as well as Redis does: run it with `appendonly yes`, `appendfsync always` and `maxmemory-policy noeviction`.
/// [`RedisOptions`] says what is checked, and what a failover can lose. A Redis that was emptied or replaced, or that lost
/// attempts which this process saw, is noticed before the next event is granted: from then on every event is refused, until the
/// program is started again.
#[derive(Clone)]
pub struct RedisStore {
    connection: ConnectionManager,
    prefix: String,
    timeout: Duration,
    history: usize,
    replicas: usize,
    witness: Arc<Witness>,
}

impl RedisStore {
    /// Connects to `redis://[user:password@]host[:port][/database]`, or `rediss://` for TLS; [`RedisOptions`] has more to set.
    ///
    /// # Errors
    ///
    /// When the URL is none, nobody answers there, or Redis does not promise what it has to.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        RedisOptions::new(url).connect().await
    }

    /// The keys of a script: those of an event, by its fingerprint.
    fn keys(&self, event: &str) -> [String; 4] {
        [event, "store", "attempts", "log"].map(|name| format!("{}{name}", self.prefix))
    }

    async fn run<T: FromRedisValue>(&self, script: &Script, event: &str, arguments: &[&[u8]]) -> Result<T, StoreError> {
        let mut call = script.prepare_invoke();
        for key in self.keys(event) {
            call.key(key);
        }
        for argument in arguments {
            call.arg(*argument);
        }
        let mut connection = self.connection.clone();
        tokio::time::timeout(self.timeout, call.invoke_async(&mut connection))
            .await
            .map_err(|_| late())?
            .map_err(|error| failure(&error))
    }

    /// Runs a script and waits for replicas, on one connection: after another one, Redis would have nothing to wait for.
    async fn run_and_wait<T: FromRedisValue>(
        &self,
        script: &str,
        event: &str,
        arguments: &[&[u8]],
    ) -> Result<T, StoreError> {
        let mut pipe = redis::pipe();
        pipe.cmd("EVAL").arg(script).arg(4).arg(&self.keys(event));
        for argument in arguments {
            pipe.arg(*argument);
        }
        // Less than the time-out, so that the answer comes in time.
        let patience = millis(self.timeout / 2).max(1);
        pipe.cmd("WAIT").arg(self.replicas).arg(patience);
        let mut connection = self.connection.clone();
        let (out, replicas): (T, usize) = tokio::time::timeout(self.timeout, pipe.query_async(&mut connection))
            .await
            .map_err(|_| late())?
            .map_err(|error| failure(&error))?;
        if replicas < self.replicas {
            return Err(StoreError::new(format!(
                "{replicas} replicas of Redis have the event where {} are asked for",
                self.replicas
            )));
        }
        Ok(out)
    }
}

/// What is known of an event, and Redis's time in milliseconds; the fields are false where there is none.
type Known = (
    u64,
    Option<u64>,
    Option<Vec<u8>>,
    Option<u64>,
    Option<u64>,
    Option<Vec<u8>>,
);

fn entry(known: Known) -> (u64, Option<Entry>) {
    let (now, phase, ticket, taken_at, expires, sealed) = known;
    let entry = phase.map(|phase| Entry {
        phase: Phase::of(phase),
        ticket: ticket.and_then(|ticket| ticket.try_into().ok()).unwrap_or_default(),
        taken_at: taken_at.unwrap_or_default(),
        // A key whose hash is damaged is refused as long as it is there.
        expires: expires.unwrap_or(u64::MAX),
        sealed: sealed.unwrap_or_default(),
    });
    (now, entry)
}

/// An attempt as it is stored, without what the script adds.
fn written(attempt: &Attempt) -> String {
    let mut members = json!({
        "event": attempt.event.to_string(),
        "operation": attempt.operation,
        "host": attempt.sender.host(),
        "process": attempt.sender.process(),
        "sealed": hex(&attempt.sealed),
    });
    if let Some(reason) = &attempt.again {
        members["again"] = reason.as_ref().into();
    }
    members.to_string()
}

/// An attempt as the scripts left it, and until when its event is refused if it holds it.
fn logged(text: &[u8]) -> Option<(Logged, u64)> {
    let members: Value = serde_json::from_slice(text).ok()?;
    let text = |from: &Value, name: &str| from[name].as_str().map(str::to_owned);
    let number = |from: &Value, name: &str| from[name].as_str()?.parse::<u64>().ok();
    let attempt = Attempt {
        event: text(&members, "event")?.parse().ok()?,
        operation: text(&members, "operation")?.into(),
        sender: Arc::new(Sender::new(text(&members, "host")?, text(&members, "process")?)),
        sealed: unhex(&text(&members, "sealed")?)?,
        again: text(&members, "again").map(Into::into),
    };
    let released = members.get("released").map(|released| Release {
        at: calendar(number(released, "at").unwrap_or_default()),
        by: Sender::new(
            text(released, "host").unwrap_or_default(),
            text(released, "process").unwrap_or_default(),
        ),
        reason: text(released, "reason").unwrap_or_default(),
    });
    let began = number(&members, "began")?;
    let logged = Logged {
        attempt,
        phase: Phase::of(number(&members, "phase")?),
        taken_at: began,
        began,
        ended: number(&members, "ended"),
        released,
    };
    Some((logged, number(&members, "expires")?))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;

    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    let bytes = pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
    bytes.collect()
}

fn late() -> StoreError {
    StoreError::new("Redis did not answer in time")
}

fn failure(error: &redis::RedisError) -> StoreError {
    // Its text may quote what was sent; its kind does not.
    StoreError::new(format!("Redis failed: {}", error.category()))
}

#[async_trait]
impl Store for RedisStore {
    async fn take(&self, attempt: &Attempt, ticket: Ticket, windows: &Windows) -> Result<Taken, StoreError> {
        let before = self.witness.counted();
        let number = |number: u64| number.to_string();
        let (window, in_flight) = (
            number(millis(windows.taken()).max(1)),
            number(millis(windows.in_flight())),
        );
        let (history, kept) = (number(self.history as u64), number(millis(KEPT)));
        let (event, written) = (attempt.event.to_string(), written(attempt));
        let again: &[u8] = if attempt.again.is_some() { b"again" } else { b"" };
        let arguments = [
            ticket.as_bytes(),
            window.as_bytes(),
            &attempt.sealed,
            written.as_bytes(),
            again,
            in_flight.as_bytes(),
            history.as_bytes(),
            kept.as_bytes(),
        ];
        let taken: (Option<Vec<u8>>, Option<u64>, Known) = if self.replicas > 0 {
            self.run_and_wait(&scripts::TAKE_TEXT, &event, &arguments).await?
        } else {
            self.run(&scripts::TAKE, &event, &arguments).await?
        };
        let (id, counted, known) = taken;
        let (now, entry) = entry(known);
        if let Some(record) = entry.and_then(|entry| entry.read(now, windows)) {
            return Ok(Taken::Refused(record));
        }
        if let (Some(id), Some(number)) = (id, counted.filter(|counted| *counted > 0)) {
            self.witness.check(&id, before, number)?;
        }
        Ok(Taken::Granted)
    }

    async fn settle(
        &self,
        event: &Event,
        ticket: Ticket,
        outcome: &Outcome,
        windows: &Windows,
    ) -> Result<bool, StoreError> {
        let (phase, window, sealed) = consequence(outcome, windows);
        let sealed = sealed.map_or(&[][..], Vec::as_slice);
        let (phase, window) = (
            phase.number().to_string(),
            window.map_or(0, |window| millis(window).max(1)).to_string(),
        );
        let shown = hex(sealed);
        let arguments: [&[u8]; 5] = [
            ticket.as_bytes(),
            phase.as_bytes(),
            window.as_bytes(),
            sealed,
            shown.as_bytes(),
        ];
        self.run(&scripts::SETTLE, &event.to_string(), &arguments).await
    }

    async fn release(&self, event: &Event, release: &Release, windows: &Windows) -> Result<Option<Record>, StoreError> {
        let arguments = [release.by.host(), release.by.process(), release.reason.as_str()].map(str::as_bytes);
        let known = self.run(&scripts::RELEASE, &event.to_string(), &arguments).await?;
        let (now, entry) = entry(known);
        Ok(entry.and_then(|entry| entry.read(now, windows)))
    }

    async fn list(&self, filter: &Filter, windows: &Windows) -> Result<Vec<LoggedAttempt>, StoreError> {
        let (now, texts): (u64, Vec<Vec<u8>>) = self.run(&scripts::LIST, "", &[]).await?;
        // Newest first: the first attempt at an event is the one that holds it, if it does.
        let mut seen = std::collections::HashSet::new();
        let attempts = texts.iter().filter_map(|text| {
            let Some((logged, expires)) = logged(text) else {
                tracing::warn!("an attempt that Redis has is damaged, and is left out of the list");
                return None;
            };
            let holds = seen.insert(logged.attempt.event) && logged.released.is_none() && logged.phase != Phase::Failed;
            Some(Ok(logged.read(Some(expires).filter(|_| holds), now, windows)))
        });
        filter.choose(attempts)
    }
}

impl fmt::Debug for RedisStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisStore")
            .field("prefix", &self.prefix)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
