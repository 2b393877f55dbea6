//! The work on a run: reading, taking, calling, writing down.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;
use mc_core::Operation;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use tokio::sync::{Mutex, mpsc, watch};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{MissedTickBehavior, interval, sleep};

use crate::journal::{Finished, InputState, Journal, Taken};
use crate::outcome::{Ending, Verdict, judge};
use crate::{Error, Outcome, Result, Vault};

/// How many records are added to a journal in one go.
const CHUNK: usize = 512;
/// How many results are written in one go.
const BATCH: usize = 512;
/// How long results are collected.
const COLLECT: Duration = Duration::from_millis(10);

/// One operation over many records.
///
/// See the [crate's documentation](crate) for what it guarantees.
#[derive(Clone, Debug)]
#[must_use = "nothing happens until it runs"]
pub struct Bulk {
    operation: Operation,
    journal: Arc<dyn Journal>,
    vault: Vault,
    concurrency: usize,
    max_tries: u32,
    lease: Duration,
}

impl Bulk {
    /// A run of an operation that remembers in a journal, in the form of a vault.
    pub fn new(operation: &Operation, journal: impl Journal + 'static, vault: &Vault) -> Self {
        Self {
            operation: *operation,
            journal: Arc::new(journal),
            vault: vault.clone(),
            concurrency: 64,
            max_tries: 5,
            lease: Duration::from_secs(30),
        }
    }

    /// Sets how many calls are made at the same time, 64 unless set. The pace is the affair of the HTTP client.
    pub fn with_concurrency(mut self, calls: usize) -> Self {
        self.concurrency = calls.max(1);
        self
    }

    /// Sets how often a record is tried before it counts as failed, 5 unless set; beside what the HTTP client repeats.
    pub fn with_max_tries(mut self, tries: u32) -> Self {
        self.max_tries = tries.max(1);
        self
    }

    /// Sets after which time without a sign of life another worker takes over, 30 s unless set.
    pub fn with_lease(mut self, lease: Duration) -> Self {
        self.lease = lease;
        self
    }

    /// Works until each record has a result: those of the input, and those that the journal has already.
    ///
    /// `input` is read as far as it goes in the background; a worker without input works on what others have read. A run that
    /// is resumed has to be given the same input again. `call` makes one call and gives what is to be kept of the answer.
    ///
    /// The results arrive as a stream, each when the journal has it; a result that nobody takes from the stream holds the run up.
    pub fn run<R, I, C, F>(self, input: Option<I>, call: C) -> Run
    where
        R: Serialize + DeserializeOwned + Send + 'static,
        I: Stream<Item = Result<R>> + Send + 'static,
        C: Fn(R) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = mc_core::Result<Value>> + Send + 'static,
    {
        let (stop, stopped) = watch::channel(false);
        let (results, received) = mpsc::channel(BATCH);
        let task = tokio::spawn(async move {
            let worker = Worker {
                bulk: self,
                name: name()?,
                stopped,
            };
            Arc::new(worker).work(input, call, results).await
        });
        Run {
            stop,
            results: received,
            task,
        }
    }
}

/// A result that has been written down.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Record {
    /// The record's number in the input, from 1.
    pub number: u64,
    /// How it ended.
    pub outcome: Outcome,
    /// The kind of error; empty where there was none.
    pub kind: String,
    /// What the call gave, or an object that describes the error.
    pub value: Value,
}

/// Shows no values.
impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record")
            .field("number", &self.number)
            .field("outcome", &self.outcome)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// A run under way: a stream of results. It ends at once when it is dropped, and can be resumed.
#[derive(Debug)]
pub struct Run {
    stop: watch::Sender<bool>,
    results: mpsc::Receiver<Record>,
    task: JoinHandle<Result<()>>,
}

impl Run {
    /// The next result; nothing when the run has ended.
    pub async fn next(&mut self) -> Option<Record> {
        self.results.recv().await
    }

    /// Takes no more records. Calls that are under way are finished, and the stream ends after their results.
    pub fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// Waits for the end, and drops the results that were not taken from the stream.
    ///
    /// # Errors
    /// When the input cannot be read, or the journal cannot be used. What has been written down stays.
    pub async fn finish(mut self) -> Result<()> {
        while self.results.recv().await.is_some() {}
        (&mut self.task)
            .await
            .map_err(|_| Error::new("the run was broken off; start it again"))?
    }
}

impl Stream for Run {
    type Item = Record;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Record>> {
        self.results.poll_recv(context)
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn name() -> Result<String> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|_| Error::new("the operating system gives no random bytes"))?;
    Ok(format!("{:016x}", u64::from_le_bytes(bytes)))
}

struct Worker {
    bulk: Bulk,
    name: String,
    stopped: watch::Receiver<bool>,
}

/// The place that a stored value is bound to.
pub(crate) fn place(number: u64, what: &str) -> Vec<u8> {
    format!("mc-bulk 1 {what} {number}").into_bytes()
}

impl Worker {
    fn journal(&self) -> &dyn Journal {
        &*self.bulk.journal
    }

    fn is_stopped(&self) -> bool {
        *self.stopped.borrow()
    }

    async fn work<R, I, C, F>(self: Arc<Self>, input: Option<I>, call: C, results: mpsc::Sender<Record>) -> Result<()>
    where
        R: Serialize + DeserializeOwned + Send + 'static,
        I: Stream<Item = Result<R>> + Send + 'static,
        C: Fn(R) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = mc_core::Result<Value>> + Send + 'static,
    {
        // Records that would be harmful to send twice are not taken before somebody is free to send them.
        let ahead = if self.bulk.operation.is_idempotent() {
            self.bulk.concurrency
        } else {
            1
        };
        let (taken, queue) = mpsc::channel(ahead);
        let (endings, ended) = mpsc::channel(BATCH);
        let queue = Arc::new(Mutex::new(queue));
        // Whatever fails ends all of it, and dropping the set ends those that are left.
        let mut calls = JoinSet::new();
        for _ in 0..self.bulk.concurrency {
            let (worker, queue, endings, call) = (Arc::clone(&self), Arc::clone(&queue), endings.clone(), call.clone());
            calls.spawn(async move { worker.calls::<R, _, _>(&queue, &endings, call).await });
        }
        drop((queue, endings));
        let calling = async {
            while let Some(done) = calls.join_next().await {
                done.map_err(|_| Error::new("a call was broken off by a defect; start the run again"))??;
            }
            Ok(())
        };
        let (over, is_over) = watch::channel(false);
        let writing = async {
            let done = self.write(ended, &results).await;
            over.send_replace(true);
            done
        };
        let reading = async {
            match input {
                Some(input) => self.read(input, is_over.clone()).await,
                None => Ok(()),
            }
        };
        let renewing = async {
            let mut over = is_over.clone();
            tokio::select! {
                _ = over.wait_for(|over| *over) => Ok(()),
                never = self.renew() => never,
            }
        };
        tokio::try_join!(self.take(taken), calling, writing, reading, renewing)?;
        Ok(())
    }

    /// Reads the input into the journal, from where it was read before.
    async fn read<R: Serialize>(
        &self,
        input: impl Stream<Item = Result<R>>,
        mut over: watch::Receiver<bool>,
    ) -> Result<()> {
        let mut state = loop {
            if self.is_stopped() || *over.borrow() {
                return Ok(());
            }
            if let Some(state) = self.journal().claim_input(&self.name, self.bulk.lease).await? {
                break state;
            }
            // Another worker reads it, and may die.
            tokio::select! {
                () = sleep(self.bulk.lease / 3) => {}
                _ = over.changed() => {}
            }
            if self.journal().is_complete().await? {
                return Ok(());
            }
        };
        if state.is_complete {
            return Ok(());
        }
        let mut input = std::pin::pin!(input);
        let mut chain = Vec::new();
        for _ in 0..state.read {
            let Some(record) = next(&mut input).await else { break };
            chain = link(&chain, &json(&record?)?);
        }
        if chain != state.chain {
            return Err(Error::new(
                "the input is not the one that the run was begun with: its first records differ; give that one, or another journal",
            ));
        }
        let mut ended = false;
        while !ended && !self.is_stopped() {
            let from = state.read;
            let mut records = Vec::with_capacity(CHUNK);
            while records.len() < CHUNK {
                let Some(record) = next(&mut input).await else {
                    ended = true;
                    break;
                };
                let bytes = json(&record?)?;
                state.read += 1;
                chain = link(&chain, &bytes);
                records.push(self.bulk.vault.shut(&place(state.read, "record"), &bytes)?);
            }
            let reached = InputState {
                read: state.read,
                chain: chain.clone(),
                is_complete: ended,
            };
            self.journal()
                .add(&self.name, from, records, reached, self.bulk.lease)
                .await?;
        }
        Ok(())
    }

    /// Takes records for the callers until there are none.
    async fn take(&self, taken: mpsc::Sender<Taken>) -> Result<()> {
        let mut pause = Duration::from_millis(5);
        loop {
            if self.is_stopped() {
                return Ok(());
            }
            // Many at a time, so that the journal is asked less often than a record is called for.
            let Ok(room) = taken.reserve_many(taken.max_capacity().div_ceil(2)).await else {
                return Ok(());
            };
            drop(room);
            let records = self
                .journal()
                .take(&self.name, taken.capacity(), self.bulk.lease)
                .await?;
            if records.is_empty() {
                // Complete first: what is added before that is among those that are open.
                let is_complete = self.journal().is_complete().await?;
                if is_complete && self.journal().open_records().await? == 0 {
                    return Ok(());
                }
                sleep(pause).await;
                pause = (pause * 2).min(Duration::from_millis(500));
                continue;
            }
            pause = Duration::from_millis(5);
            for record in records {
                if taken.send(record).await.is_err() {
                    return Ok(());
                }
            }
        }
    }

    /// Calls for one record after the other.
    async fn calls<R, C, F>(
        &self,
        queue: &Mutex<mpsc::Receiver<Taken>>,
        endings: &mpsc::Sender<(u64, Ending)>,
        call: C,
    ) -> Result<()>
    where
        R: DeserializeOwned + Send,
        C: Fn(R) -> F + Send + Sync,
        F: Future<Output = mc_core::Result<Value>> + Send,
    {
        loop {
            let Some(record) = queue.lock().await.recv().await else {
                return Ok(());
            };
            let bytes = self.bulk.vault.open(&place(record.number, "record"), &record.request)?;
            let request = serde_json::from_slice(&bytes)
                .map_err(|_| Error::new("the journal is damaged: a record is not of the type of this run"))?;
            if !self.bulk.operation.is_idempotent() {
                self.journal().begin(&self.name, record.number).await?;
            }
            let result = call(request).await;
            match judge(&self.bulk.operation, result, record.tries, self.bulk.max_tries) {
                Verdict::Ended(ending) => {
                    if endings.send((record.number, ending)).await.is_err() {
                        return Ok(());
                    }
                }
                Verdict::Again { after, counts } => {
                    self.journal()
                        .put_back(&self.name, record.number, after, counts)
                        .await?;
                }
            }
        }
    }

    /// Writes results down, many at a time, and hands them on.
    async fn write(&self, mut ended: mpsc::Receiver<(u64, Ending)>, results: &mpsc::Sender<Record>) -> Result<()> {
        let mut batch = Vec::with_capacity(BATCH);
        loop {
            if ended.recv_many(&mut batch, BATCH).await == 0 {
                return Ok(());
            }
            // What comes in the meantime is written with it.
            let collected = sleep(COLLECT);
            tokio::pin!(collected);
            while batch.len() < BATCH {
                let room = BATCH - batch.len();
                tokio::select! {
                    () = &mut collected => break,
                    count = ended.recv_many(&mut batch, room) => if count == 0 { break },
                }
            }
            let records = batch
                .iter()
                .map(|(number, ending)| {
                    Ok(Finished {
                        number: *number,
                        outcome: ending.outcome,
                        kind: ending.kind.clone(),
                        result: self
                            .bulk
                            .vault
                            .shut(&place(*number, "result"), ending.value.to_string().as_bytes())?,
                    })
                })
                .collect::<Result<Vec<_>>>()?;
            let written: std::collections::HashSet<u64> =
                self.journal().finish(&self.name, &records).await?.into_iter().collect();
            for (number, ending) in batch.drain(..) {
                if !written.contains(&number) {
                    tracing::warn!(number, "a record was taken over by another worker, whose result counts");
                    continue;
                }
                let record = Record {
                    number,
                    outcome: ending.outcome,
                    kind: ending.kind,
                    value: ending.value,
                };
                // Whoever does not listen does not want to know.
                let _ = results.send(record).await;
            }
        }
    }

    /// Keeps the leases, for ever.
    async fn renew(&self) -> Result<()> {
        let mut ticks = interval(self.bulk.lease / 3);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            // The next one may succeed, and what is lost is not written.
            if let Err(error) = self.journal().renew(&self.name, self.bulk.lease).await {
                tracing::warn!(%error, "leases could not be renewed");
            }
        }
    }
}

async fn next<S: Stream>(stream: &mut Pin<&mut S>) -> Option<S::Item> {
    std::future::poll_fn(|context| stream.as_mut().poll_next(context)).await
}

fn json<R: Serialize>(record: &R) -> Result<Vec<u8>> {
    serde_json::to_vec(record).map_err(|_| Error::new("a record cannot be written as JSON"))
}

fn link(chain: &[u8], record: &[u8]) -> Vec<u8> {
    Sha256::new()
        .chain_update(chain)
        .chain_update(record)
        .finalize()
        .to_vec()
}
