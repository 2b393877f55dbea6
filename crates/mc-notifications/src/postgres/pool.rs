//! Connections: which are used, which are tested before, and which are never used again.
//!
//! A firewall, a failover or a machine that is gone leaves connections on which nothing ever comes back. One that did not answer
//! in time is closed, with all that have been idle since before; one that was idle for a while is tested first.

use std::time::Duration;

use deadpool_postgres::{
    GenericClient as _, Hook, HookError, Manager, ManagerConfig, Object, PoolError, RecyclingMethod, Runtime,
};
use mc_postgres::Tls;
use tokio::time::error::Elapsed;
use tokio::time::timeout;
use tokio_postgres::config::SslMode;
use tokio_postgres::{NoTls, Row};

use crate::error::{Error, Kind, Result};

use super::{PostgresOptions, Values};

/// How long the test of a connection that was idle may take.
const TEST: Duration = Duration::from_secs(1);

pub(super) struct Pool {
    pool: deadpool_postgres::Pool,
    answer: Duration,
}

/// Why nothing came back.
pub(super) struct Failed {
    pub(super) error: Error,
    /// Whether it was the connection that failed, and another may do better.
    pub(super) is_of_connection: bool,
}

impl From<Failed> for Error {
    fn from(failed: Failed) -> Self {
        failed.error
    }
}

impl Pool {
    pub(super) fn new(options: PostgresOptions) -> Result<Self> {
        let PostgresOptions {
            mut config,
            roots,
            connections,
            timeout: wait,
            answer,
            idle,
        } = options;
        mc_postgres::set_timeout(&mut config, wait);
        let recycle = ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        };
        let manager = if config.get_ssl_mode() == SslMode::Disable {
            Manager::from_config(config, NoTls, recycle)
        } else {
            let tls = Tls::new(&roots).map_err(|error| Error::new(Kind::Certificate, error.to_string()))?;
            Manager::from_config(config, tls, recycle)
        };
        let pool = deadpool_postgres::Pool::builder(manager)
            .max_size(connections)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(wait))
            .create_timeout(Some(wait))
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
            .pre_recycle(Hook::async_fn(move |client, metrics| {
                let is_fresh = metrics.last_used() < idle;
                Box::pin(async move {
                    if is_fresh {
                        return Ok(());
                    }
                    match timeout(TEST, client.batch_execute("")).await {
                        Ok(tested) => tested.map_err(HookError::Backend),
                        Err(_) => Err(HookError::message("silent")),
                    }
                })
            }))
            .build()
            .map_err(|error| {
                Error::with_source(Kind::Configuration, "the pool of connections cannot be made", error)
            })?;
        Ok(Self { pool, answer })
    }

    /// A connection, for as long as it takes.
    pub(super) async fn object(&self) -> Result<Object> {
        self.pool.get().await.map_err(|error| match &error {
            PoolError::Backend(error) | PoolError::PostCreateHook(HookError::Backend(error)) => explain(error),
            PoolError::Timeout(_) => Error::unavailable("no connection to the database was free in time"),
            _ => Error::unavailable("the database cannot be connected to"),
        })
    }

    /// The rows of a statement; it may take so many times as long as an answer may.
    pub(super) async fn rows(&self, times: u32, sql: &str, values: Values<'_>) -> Result<Vec<Row>, Failed> {
        let used = self.used().await?;
        let client = used.object()?;
        let asked = async {
            let statement = client.prepare_cached(sql).await?;
            client.query(&statement, values).await
        };
        let answered = timeout(self.answer * times, asked).await;
        self.ended(used, answered)
    }

    /// How many rows a statement has changed.
    pub(super) async fn execute(&self, times: u32, sql: &str, values: Values<'_>) -> Result<u64, Failed> {
        let used = self.used().await?;
        let client = used.object()?;
        let asked = async {
            let statement = client.prepare_cached(sql).await?;
            client.execute(&statement, values).await
        };
        let answered = timeout(self.answer * times, asked).await;
        self.ended(used, answered)
    }

    async fn used(&self) -> Result<Used, Failed> {
        let object = self.object().await.map_err(|error| Failed {
            error,
            is_of_connection: false,
        })?;
        Ok(Used(Some(object)))
    }

    /// Puts a connection back that has answered, and closes one that has not.
    fn ended<T>(&self, used: Used, answered: Result<Result<T, tokio_postgres::Error>, Elapsed>) -> Result<T, Failed> {
        match answered {
            Ok(Ok(value)) => {
                used.give_back();
                Ok(value)
            }
            Ok(Err(error)) => {
                // Where the server says why, the connection is good.
                let is_of_connection = error.code().is_none();
                if !is_of_connection {
                    used.give_back();
                }
                Err(Failed {
                    error: explain(&error),
                    is_of_connection,
                })
            }
            Err(_) => {
                drop(used);
                // What has been idle meanwhile is likely to be as silent.
                self.pool.retain(|_, metrics| metrics.last_used() < self.answer / 2);
                Err(Failed {
                    error: Error::unavailable("the database did not answer in time"),
                    is_of_connection: true,
                })
            }
        }
    }
}

/// A connection that goes back into the pool only where it is known to be good: not where nobody waited for its answer.
struct Used(Option<Object>);

impl Used {
    fn object(&self) -> Result<&Object, Failed> {
        self.0.as_ref().ok_or_else(|| Failed {
            error: Error::unavailable("no connection to the database is there"),
            is_of_connection: true,
        })
    }

    fn give_back(mut self) {
        drop(self.0.take());
    }
}

impl Drop for Used {
    fn drop(&mut self) {
        if let Some(object) = self.0.take() {
            // Out of the pool, and closed.
            drop(Object::take(object));
        }
    }
}

/// What a failure of PostgreSQL means; its own text is left out, for it could repeat a value.
pub(super) fn explain(error: &tokio_postgres::Error) -> Error {
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
