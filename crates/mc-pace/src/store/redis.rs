use std::fmt;
use std::sync::LazyLock;
use std::time::Duration;

use async_trait::async_trait;
use redis::Script;
use redis::aio::{ConnectionManager, ConnectionManagerConfig};

use super::{Change, Store, StoreError};
use crate::State;

/// A pace in Redis, for all machines that reach it; clones share the connection.
///
/// A pace is one key, `mc-pace:` and its name, which ends by itself when it says nothing any more. Redis's clock counts. A Redis
/// that loses the key has forgotten what is in flight: for a second there may then be twice as many attempts.
#[derive(Clone)]
pub struct RedisStore {
    connection: ConnectionManager,
    prefix: String,
    timeout: Duration,
}

/// How long a change may take, connecting again included.
const TIMEOUT: Duration = Duration::from_secs(2);

/// Replaces a value by another, unless somebody was faster.
static REPLACE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1
",
    )
});

impl RedisStore {
    /// Connects to `redis://[user:password@]host[:port][/database]`, or `rediss://` for TLS.
    ///
    /// # Errors
    /// When the URL is malformed, or nothing answers there.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        // The error of a URL may quote it, with the password in it.
        let client = redis::Client::open(url).map_err(|_| {
            StoreError::new("the address of Redis is malformed: write redis://host:port or rediss://host:port")
        })?;
        let config = ConnectionManagerConfig::new()
            .set_connection_timeout(Some(TIMEOUT))
            .set_response_timeout(Some(TIMEOUT))
            .set_number_of_retries(1)
            .set_min_delay(Duration::from_millis(20))
            .set_max_delay(Duration::from_millis(200));
        let connection = tokio::time::timeout(TIMEOUT, ConnectionManager::new_with_config(client, config))
            .await
            .map_err(|_| late())?
            .map_err(|error| failure(&error))?;
        Ok(Self {
            connection,
            prefix: "mc-pace:".to_owned(),
            timeout: TIMEOUT,
        })
    }

    /// Sets what keys begin with.
    #[must_use]
    pub fn with_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    async fn replace(&self, key: &str, change: Change<'_>) -> redis::RedisResult<()> {
        let mut connection = self.connection.clone();
        let mut tries: u32 = 0;
        loop {
            let (found, (seconds, micros)): (Option<Vec<u8>>, (u64, u32)) = redis::pipe()
                .atomic()
                .get(key)
                .cmd("TIME")
                .query_async(&mut connection)
                .await?;
            let found = found.unwrap_or_default();
            let now = Duration::from_secs(seconds) + Duration::from_micros(micros.into());
            let mut state = State::from_bytes(&found);
            change(&mut state, now);
            let keep = u64::try_from(state.matters_for(now).as_millis()).unwrap_or(u64::MAX);
            let mut call = REPLACE.key(key);
            call.arg(found).arg(state.to_bytes()).arg(keep.min(1 << 40));
            let replaced: bool = call.invoke_async(&mut connection).await?;
            if replaced {
                return Ok(());
            }
            // Whoever lost to others several times leaves them a moment.
            tries += 1;
            if tries > 3 {
                tokio::time::sleep(Duration::from_millis(u64::from(tries.min(20)))).await;
            }
        }
    }
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
    async fn change(&self, name: &str, change: Change<'_>) -> Result<(), StoreError> {
        let key = format!("{}{name}", self.prefix);
        tokio::time::timeout(self.timeout, self.replace(&key, change))
            .await
            .map_err(|_| late())?
            .map_err(|error| failure(&error))
    }
}

impl fmt::Debug for RedisStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisStore")
            .field("prefix", &self.prefix)
            .finish_non_exhaustive()
    }
}
