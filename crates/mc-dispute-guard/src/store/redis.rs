use std::fmt;
use std::sync::LazyLock;
use std::time::Duration;

use async_trait::async_trait;
use redis::Script;
use redis::aio::{ConnectionManager, ConnectionManagerConfig};

use super::{Entry, Outcome, Phase, Record, Store, StoreError, Taken, Ticket, millis};
use crate::{Event, Windows};

/// Events in Redis, for a fleet; clones share the connection.
///
/// Each step is one Lua script on one key, so it is atomic, works in a cluster, and goes by the clock of Redis alone. An
/// event is a hash at `<prefix><fingerprint>` that Redis drops when it has ended.
///
/// It remembers as well as Redis does: run it with `appendonly yes` and `appendfsync always`, and without eviction
/// (`maxmemory-policy noeviction`). A replica that takes over without the last writes has forgotten them, and with them what
/// was in flight: prefer a single primary that restarts to a failover that may lose writes.
///
/// ```no_run
/// use mc_dispute_guard::store::RedisStore;
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let store = RedisStore::connect(&std::env::var("REDIS_URL")?).await?;
/// # drop(store);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct RedisStore {
    connection: ConnectionManager,
    prefix: String,
    timeout: Duration,
}

/// How long a step may take, connecting again included.
const TIMEOUT: Duration = Duration::from_secs(2);

impl RedisStore {
    /// Connects to `redis://[user:password@]host[:port][/database]`, or `rediss://` for TLS.
    ///
    /// # Errors
    ///
    /// When the URL is none, or nobody answers there.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        Self::connect_with(url, TIMEOUT).await
    }

    /// Connects, and says how long each step may take.
    ///
    /// # Errors
    ///
    /// When the URL is none, or nobody answers there in time.
    pub async fn connect_with(url: &str, timeout: Duration) -> Result<Self, StoreError> {
        // The error of a URL may quote it, with the password in it.
        let client = redis::Client::open(url).map_err(|_| {
            StoreError::new("the address of Redis is none: it reads redis://host:port or rediss://host:port")
        })?;
        let config = ConnectionManagerConfig::new()
            .set_connection_timeout(Some(timeout))
            .set_response_timeout(Some(timeout))
            .set_number_of_retries(1)
            .set_min_delay(Duration::from_millis(20))
            .set_max_delay(Duration::from_millis(200));
        let connection = ConnectionManager::new_with_config(client, config);
        let connection = tokio::time::timeout(timeout, connection)
            .await
            .map_err(|_| late())?
            .map_err(|error| failure(&error))?;
        Ok(Self {
            connection,
            prefix: "mc-dispute-guard:".to_owned(),
            timeout,
        })
    }

    /// Sets what keys begin with, for several guards in one Redis.
    #[must_use]
    pub fn with_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    async fn run<T: redis::FromRedisValue>(
        &self,
        script: &Script,
        event: &Event,
        arguments: &[&[u8]],
    ) -> Result<T, StoreError> {
        let mut call = script.key(format!("{}{event}", self.prefix));
        for argument in arguments {
            call.arg(*argument);
        }
        let mut connection = self.connection.clone();
        tokio::time::timeout(self.timeout, call.invoke_async(&mut connection))
            .await
            .map_err(|_| late())?
            .map_err(|error| failure(&error))
    }
}

/// What is known of a key, and Redis's time in milliseconds; the fields are false where there is no key.
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

/// What all scripts begin with: the time in milliseconds, and a function that reads a key.
const PRELUDE: &str = "
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function read()
  local known = redis.call('HMGET', KEYS[1], 'phase', 'ticket', 'taken_at', 'expires', 'sealed')
  return {now, known[1], known[2], known[3], known[4], known[5]}
end
";

/// Takes a key with a ticket for so many milliseconds, and says what was there.
static TAKE: LazyLock<Script> = LazyLock::new(|| {
    script(
        "
local known = read()
if known[2] and known[3] ~= ARGV[1] and now < tonumber(known[5] or math.huge) then
  return known
end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'phase', '0', 'ticket', ARGV[1], 'taken_at', string.format('%.0f', now),
  'expires', string.format('%.0f', now + ARGV[2]), 'sealed', '')
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return {now, false, false, false, false, false}
",
    )
});

/// Changes a key that a ticket holds: the phase, for how many milliseconds, and the identifiers; no phase drops it.
static SETTLE: LazyLock<Script> = LazyLock::new(|| {
    script(
        "
if redis.call('HGET', KEYS[1], 'ticket') ~= ARGV[1] then
  return 0
end
if ARGV[2] == '' then
  redis.call('DEL', KEYS[1])
else
  redis.call('HSET', KEYS[1], 'phase', ARGV[2], 'expires', string.format('%.0f', now + ARGV[3]), 'sealed', ARGV[4])
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
return 1
",
    )
});

/// Drops a key, and says what was there.
static RELEASE: LazyLock<Script> = LazyLock::new(|| {
    script(
        "
local known = read()
redis.call('DEL', KEYS[1])
return known
",
    )
});

fn script(body: &str) -> Script {
    Script::new(&[PRELUDE, body].concat())
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
    async fn take(&self, event: &Event, ticket: Ticket, windows: &Windows) -> Result<Taken, StoreError> {
        let window = millis(windows.taken()).max(1).to_string();
        let known: Known = self.run(&TAKE, event, &[ticket.as_bytes(), window.as_bytes()]).await?;
        let (now, entry) = entry(known);
        let record = entry.and_then(|entry| entry.read(now, windows));
        Ok(record.map_or(Taken::Granted, Taken::Refused))
    }

    async fn settle(
        &self,
        event: &Event,
        ticket: Ticket,
        outcome: &Outcome,
        windows: &Windows,
    ) -> Result<bool, StoreError> {
        let empty = Vec::new();
        let (phase, window, sealed) = match outcome {
            Outcome::Succeeded(sealed) => (Some(Phase::Succeeded), windows.succeeded(), sealed),
            Outcome::Unknown => (Some(Phase::Unknown), windows.unknown(), &empty),
            Outcome::Failed => (None, Duration::ZERO, &empty),
        };
        let phase = phase.map_or(String::new(), |phase| phase.number().to_string());
        let window = millis(window).max(1).to_string();
        let arguments: [&[u8]; 4] = [ticket.as_bytes(), phase.as_bytes(), window.as_bytes(), sealed];
        self.run(&SETTLE, event, &arguments).await
    }

    async fn release(&self, event: &Event, windows: &Windows) -> Result<Option<Record>, StoreError> {
        let (now, entry) = entry(self.run(&RELEASE, event, &[]).await?);
        Ok(entry.and_then(|entry| entry.read(now, windows)))
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
