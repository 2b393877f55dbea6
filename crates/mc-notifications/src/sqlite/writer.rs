//! The one thread that writes, and how callers share its transactions.

use std::sync::Mutex;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};
use tokio::sync::{mpsc, oneshot};

use crate::error::{Error, Kind, Result};

use super::file::Identity;

/// How often a lock that another process holds is asked for again. SQLite's own waiting grows to a tenth of a second, in which
/// a consumer that works in many short transactions is through with several of them.
const RETRY: Duration = Duration::from_millis(1);

/// More do not make a write cheaper.
const BATCH: usize = 512;

pub(super) struct Writer {
    jobs: Option<mpsc::Sender<Box<dyn Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// Something to do within a transaction, and somebody who waits for it to be durable.
trait Job: Send {
    fn work(&mut self, transaction: &Transaction<'_>) -> rusqlite::Result<()>;
    fn done(self: Box<Self>, outcome: Result<()>);
}

struct Task<T, F> {
    work: F,
    value: Option<T>,
    reply: oneshot::Sender<Result<T>>,
}

impl<T: Send, F: FnMut(&Transaction<'_>) -> rusqlite::Result<T> + Send> Job for Task<T, F> {
    fn work(&mut self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        self.value = Some((self.work)(transaction)?);
        Ok(())
    }

    fn done(self: Box<Self>, outcome: Result<()>) {
        let Self { value, reply, .. } = *self;
        // Whoever has gone away is not told.
        let _ = reply.send(outcome.and_then(|()| value.ok_or_else(stopped)));
    }
}

impl Writer {
    pub(super) fn start(
        connection: Connection,
        identity: Identity,
        lock_timeout: Duration,
        queue: usize,
    ) -> Result<Self> {
        let (jobs, inbox) = mpsc::channel(queue);
        connection
            .busy_timeout(Duration::ZERO)
            .map_err(|error| explain(&error))?;
        let database = Database {
            connection,
            identity,
            lock_timeout,
        };
        let thread = std::thread::Builder::new()
            .name("mc-notifications-writer".to_owned())
            .spawn(move || serve(&database, inbox))
            .map_err(|error| {
                Error::with_source(Kind::Unavailable, "the thread that writes cannot be started", error)
            })?;
        Ok(Self {
            jobs: Some(jobs),
            thread: Mutex::new(Some(thread)),
        })
    }

    /// Does something in a transaction, and returns once it is on the disk.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnMut(&Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T> {
        let (reply, answer) = oneshot::channel();
        let task = Task {
            work,
            value: None,
            reply,
        };
        let jobs = self.jobs.as_ref().ok_or_else(stopped)?;
        jobs.send(Box::new(task)).await.map_err(|_| stopped())?;
        answer.await.map_err(|_| stopped())?
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.jobs = None;
        let thread = self.thread.lock().ok().and_then(|mut thread| thread.take());
        if let Some(thread) = thread {
            let _ = thread.join();
        }
    }
}

/// What the thread works on.
struct Database {
    connection: Connection,
    identity: Identity,
    lock_timeout: Duration,
}

fn serve(database: &Database, mut inbox: mpsc::Receiver<Box<dyn Job>>) {
    let mut batch = Vec::with_capacity(BATCH);
    while let Some(first) = inbox.blocking_recv() {
        batch.push(first);
        while batch.len() < BATCH
            && let Ok(job) = inbox.try_recv()
        {
            batch.push(job);
        }
        metrics::histogram!(crate::metric::COMMIT_UPDATES).record(size(batch.len()));
        match database.commit(&mut batch) {
            Ok(()) => batch.drain(..).for_each(|job| job.done(Ok(()))),
            // One that fails must not take the others with it; what all fail for is not tried again for each.
            Err(Failure::Of(_)) if batch.len() > 1 => {
                for mut job in batch.drain(..) {
                    let outcome = database.commit(std::slice::from_mut(&mut job));
                    job.done(outcome.map_err(Failure::explained));
                }
            }
            Err(failure) => {
                let error = failure.explained();
                batch.drain(..).for_each(|job| job.done(Err(error.clone())));
            }
        }
    }
}

enum Failure {
    /// Of one of the jobs, or of the transaction.
    Of(rusqlite::Error),
    /// Of all, whatever they do.
    Everything(Error),
}

impl Failure {
    fn explained(self) -> Error {
        match self {
            Self::Of(error) => explain(&error),
            Self::Everything(error) => error,
        }
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Of(error)
    }
}

impl Database {
    /// Does all jobs in one transaction; either all of them are on the disk afterwards, or none.
    fn commit(&self, jobs: &mut [Box<dyn Job>]) -> Result<(), Failure> {
        let transaction = self.begin()?;
        for job in jobs {
            job.work(&transaction)?;
        }
        transaction.commit()?;
        // After the fact, as only that says that it has gone where the next start will look for it.
        self.identity.check().map_err(Failure::Everything)
    }

    fn begin(&self) -> Result<Transaction<'_>, Failure> {
        let started = Instant::now();
        loop {
            match Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate) {
                Err(error) if is_busy(&error) => {
                    if started.elapsed() >= self.lock_timeout {
                        return Err(Failure::Everything(explain(&error)));
                    }
                    std::thread::sleep(RETRY);
                }
                begun => return Ok(begun?),
            }
        }
    }
}

fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
    )
}

fn size(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

fn stopped() -> Error {
    Error::unavailable("the embedded database is closed")
}

/// What a failure of SQLite means; its own text is left out, for it could repeat a value.
pub(super) fn explain(error: &rusqlite::Error) -> Error {
    let code = error.sqlite_error_code();
    let (kind, what) = match code {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            (Kind::Unavailable, "another process holds it; end what it does there")
        }
        Some(ErrorCode::DiskFull) => (
            Kind::Unavailable,
            "there is no room; make some on the disk, purge acknowledged updates or raise the limit",
        ),
        Some(ErrorCode::SystemIoFailure) => (Kind::Unavailable, "the disk fails; look at the machine's log"),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => (
            Kind::Unavailable,
            "it cannot be written; check the rights of file and folder",
        ),
        Some(ErrorCode::DatabaseCorrupt) => (Kind::Storage, "it is damaged; restore it from a backup"),
        Some(ErrorCode::NotADatabase) => (Kind::Storage, "it is no database; give another file"),
        _ => (Kind::Storage, "it does not do what was asked"),
    };
    let code = match error {
        rusqlite::Error::SqliteFailure(failure, _) => format!(" (SQLite {})", failure.extended_code),
        _ => String::new(),
    };
    Error::new(kind, format!("the embedded database: {what}{code}"))
}
