use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use http::Extensions;
use mc_core::Operation;
use mc_core::body::{Read, into_parts, read};
use mc_core::json::without_mark;
use mc_core::status::may_have_acted;
use reqwest::{Body, Request, Response};
use reqwest_middleware::{Middleware, Next, Result as MiddlewareResult};

use crate::document::Document;
use crate::event::Described;
use crate::store::{
    Attempt, Filter, LoggedAttempt, Outcome, Record, Release, Sender, Store, StoreError, Taken, Ticket,
};
use crate::{Event, GuardKey, Identifiers, Refused, StoreUnavailable, Windows};

/// Middleware that lets each dispute event go out once. Clones share the store.
///
/// It belongs outside of what retries, encrypts and signs: it has to see the body as the caller wrote it, and all attempts of
/// one call as one.
///
/// A request whose body is a stream cannot be compared and is refused when it creates an event.
#[derive(Clone)]
pub struct Guard(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    store: Arc<dyn Store>,
    key: GuardKey,
    windows: Windows,
    scope: Option<String>,
    volatile: Vec<(String, String)>,
    fail_open: bool,
    sender: Arc<Sender>,
    again: Option<Arc<str>>,
}

/// The most of an answer that is read for its identifiers; answers that create an event are far smaller.
const MAX_ANSWER: usize = 64 * 1024;

/// How often and with what pauses a store is told what became of an event.
const SETTLING: [Duration; 3] = [Duration::ZERO, Duration::from_millis(100), Duration::from_millis(400)];

impl Guard {
    /// A guard that remembers in `store`, keyed with `key`.
    pub fn new(store: impl Store, key: &GuardKey) -> Self {
        Self::shared(Arc::new(store), key)
    }

    /// A guard on a store that others use as well.
    pub fn shared(store: Arc<dyn Store>, key: &GuardKey) -> Self {
        Self(Arc::new(Inner {
            store,
            key: key.clone(),
            windows: Windows::default(),
            scope: None,
            volatile: Vec::new(),
            fail_open: false,
            sender: Arc::new(Sender::this_process()),
            again: None,
        }))
    }

    fn with(mut self, change: impl FnOnce(&mut Inner)) -> Self {
        change(Arc::make_mut(&mut self.0));
        self
    }

    /// Sets for how long events are refused; all who share a store should agree.
    #[must_use]
    pub fn with_windows(self, windows: Windows) -> Self {
        self.with(|inner| inner.windows = windows)
    }

    /// Names what is asked, where machines reach the same service by different addresses.
    ///
    /// Without it, events at different addresses are different events.
    #[must_use]
    pub fn with_scope(self, scope: impl Into<String>) -> Self {
        self.with(|inner| inner.scope = Some(scope.into()))
    }

    /// Names a member that does not tell events apart: by operation, ours or the published name, and dotted place.
    ///
    /// ```
    /// # use mc_dispute_guard::{Guard, GuardKey, store::MemoryStore};
    /// # let key = GuardKey::new([7; 32]).unwrap();
    /// let guard = Guard::new(MemoryStore::new(), &key).with_volatile("createCase", "customerFilingNumber");
    /// # drop(guard);
    /// ```
    #[must_use]
    pub fn with_volatile(self, operation: impl Into<String>, place: impl Into<String>) -> Self {
        self.with(|inner| inner.volatile.push((operation.into(), place.into())))
    }

    /// Sends events when the store does not answer, instead of refusing them; each is logged as a warning.
    ///
    /// Choose this where a late dispute is worse than a double one.
    #[must_use]
    pub fn with_fail_open(self) -> Self {
        self.with(|inner| inner.fail_open = true)
    }

    /// Names who files events, in place of this process. Operators read it in the store's list.
    #[must_use]
    pub fn with_sender(self, sender: Sender) -> Self {
        self.with(|inner| inner.sender = Arc::new(sender))
    }

    /// Files events again that were filed or may have been, for a reason that the store keeps; each is logged as a warning.
    ///
    /// What is in flight is refused as ever. Meant for a clone that sends one event:
    ///
    /// ```
    /// # use mc_dispute_guard::{Guard, GuardKey, store::MemoryStore};
    /// # let guard = Guard::new(MemoryStore::new(), &GuardKey::new([7; 32]).unwrap());
    /// let once_more = guard.clone().with_again("the first one is not in the claim, ticket 4711");
    /// # drop(once_more);
    /// ```
    #[must_use]
    pub fn with_again(self, reason: impl Into<Arc<str>>) -> Self {
        self.with(|inner| inner.again = Some(reason.into()))
    }

    /// Which event a request is; nothing for a request that creates none.
    ///
    /// # Errors
    ///
    /// When its body is a stream.
    pub fn event(&self, operation: &Operation, request: &Request) -> Result<Option<Event>, mc_core::Error> {
        Ok(self.describe(operation, request)?.map(|(event, _)| event))
    }

    /// The same, with the identifiers that the request holds.
    fn describe(
        &self,
        operation: &Operation,
        request: &Request,
    ) -> Result<Option<(Event, Identifiers)>, mc_core::Error> {
        if !operation.creates_event() {
            return Ok(None);
        }
        let body = match request.body() {
            None => &[][..],
            Some(body) => body.as_bytes().ok_or_else(|| {
                mc_core::Error::not_sent(
                    "a dispute event whose body is a stream cannot be guarded; give the body as bytes",
                )
            })?,
        };
        let url = request.url();
        let server = || {
            let port = url.port_or_known_default().unwrap_or_default();
            (url.scheme(), url.host_str().unwrap_or_default(), port)
        };
        let document = Document::read(body);
        let described = Described {
            operation,
            scope: self.0.scope.as_deref().map_or_else(server, |scope| ("", scope, 0)),
            path: url.path(),
            query: url.query().unwrap_or_default(),
            body,
            document: document.as_ref(),
            volatile: &self.0.volatile,
        };
        let known = document.as_ref().map(Identifiers::of_document).unwrap_or_default();
        let known = Identifiers::of_path(operation, url.path()).or(known);
        Ok(Some((Event::of(&self.0.key, &described), known)))
    }

    /// Makes an event free to be sent, whatever its state; says whether it was not free. Logged as a warning with the reason,
    /// which the store's history keeps as well.
    ///
    /// For those who looked the event up and know that it was not filed. What is in flight stays in flight: an answer that comes
    /// later makes the event neither held nor free.
    ///
    /// ```
    /// # async fn example(guard: mc_dispute_guard::Guard, error: mc_core::Error) -> Result<(), Box<dyn std::error::Error>> {
    /// use mc_dispute_guard::Refused;
    ///
    /// if let Some(refused) = Refused::find(&error) {
    ///     guard.release(refused.event(), "not in the claim, ticket 4711").await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// When the store does not answer.
    pub async fn release(&self, event: &Event, reason: &str) -> Result<bool, StoreError> {
        let release = Release::new(self.0.sender.as_ref().clone(), reason);
        let released = self.0.store.release(event, &release, &self.0.windows).await?;
        let state = released.as_ref().map(|record| record.state);
        tracing::warn!(%event, ?state, reason, "dispute event released by hand");
        Ok(released.is_some())
    }

    /// The attempts that the store remembers and the filter admits, newest first.
    ///
    /// # Errors
    ///
    /// When the store does not answer.
    pub async fn list(&self, filter: &Filter) -> Result<Vec<LoggedAttempt>, StoreError> {
        self.0.store.list(filter, &self.0.windows).await
    }

    /// The attempts at one event, newest first.
    ///
    /// # Errors
    ///
    /// When the store does not answer.
    pub async fn history(&self, event: &Event) -> Result<Vec<LoggedAttempt>, StoreError> {
        self.list(&Filter::new().with_event(*event)).await
    }

    /// The identifiers of an attempt, as far as this guard's key opens them.
    pub fn identifiers(&self, logged: &LoggedAttempt) -> Identifiers {
        Identifiers::open(&logged.attempt.sealed, &self.0.key, &logged.attempt.event)
    }

    fn refused(&self, operation: &Operation, event: Event, record: &Record, known: Identifiers) -> Refused {
        let answered = Identifiers::open(&record.sealed, &self.0.key, &event);
        Refused {
            operation: *operation,
            event,
            state: record.state,
            remaining: record.remaining,
            at: SystemTime::now(),
            identifiers: answered.or(known),
        }
    }
}

#[async_trait]
impl Middleware for Guard {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> MiddlewareResult<Response> {
        let Some(operation) = extensions.get::<Operation>().copied() else {
            return next.run(request, extensions).await;
        };
        let Some((event, known)) = self.describe(&operation, &request)? else {
            return next.run(request, extensions).await;
        };
        let unavailable = |source: StoreError| {
            let error = StoreUnavailable { source };
            mc_core::Error::not_sent(error.to_string()).with_source(error)
        };
        let ticket = Ticket::random().map_err(unavailable)?;
        let pending = Pending {
            inner: Arc::clone(&self.0),
            event,
            ticket,
            outcome: Some(Outcome::Failed),
        };
        let attempt = Attempt {
            event,
            operation: operation.id().into(),
            sender: Arc::clone(&self.0.sender),
            sealed: known.seal(&self.0.key, &event),
            again: self.0.again.clone(),
        };
        match self.0.store.take(&attempt, ticket, &self.0.windows).await {
            Ok(Taken::Granted) => {
                if let Some(reason) = self.0.again.as_deref() {
                    tracing::warn!(operation = operation.id(), %event, reason, "dispute event filed again by hand");
                }
            }
            Ok(Taken::Refused(record)) => {
                pending.leave();
                let refused = self.refused(&operation, event, &record, known);
                tracing::info!(operation = operation.id(), %event, state = %refused.state, "dispute event refused");
                return Err(mc_core::Error::not_sent(refused.to_string())
                    .with_source(refused)
                    .into());
            }
            Err(error) if self.0.fail_open => {
                // Should the store have taken it after all, nobody knows what becomes of it.
                pending.settle(Outcome::Unknown);
                tracing::warn!(operation = operation.id(), %event, %error, "dispute event sent without a guard");
                return next.run(request, extensions).await;
            }
            // Should the store have taken it after all, it is given back.
            Err(error) => {
                pending.settle(Outcome::Failed);
                return Err(unavailable(error).into());
            }
        }
        let mut pending = pending;
        // From here on nobody knows, until the answer says: a caller that goes away leaves it at that.
        pending.outcome = Some(Outcome::Unknown);
        match next.run(request, extensions).await {
            Ok(response) => {
                let (outcome, response) = self.judge(&event, known, response).await;
                pending.finish(outcome).await;
                Ok(response)
            }
            Err(error) => {
                let outcome = if mc_core::Error::may_have_been_sent(&error) {
                    Outcome::Unknown
                } else {
                    Outcome::Failed
                };
                pending.finish(outcome).await;
                Err(error)
            }
        }
    }
}

impl Guard {
    /// What an answer says of the event, and the answer as if nobody had read it.
    ///
    /// A success that is no JSON does not come from Mastercom, which answers every event in JSON, but from something on the
    /// way: nobody knows then.
    async fn judge(&self, event: &Event, known: Identifiers, response: Response) -> (Outcome, Response) {
        let status = response.status();
        if !status.is_success() {
            let outcome = if may_have_acted(status) {
                Outcome::Unknown
            } else {
                Outcome::Failed
            };
            return (outcome, response);
        }
        let (parts, body) = into_parts(response);
        let (outcome, body) = match read(body, MAX_ANSWER).await {
            Read::Whole(bytes) => {
                let outcome = match Document::read(without_mark(&bytes)) {
                    Some(document) => {
                        let identifiers = Identifiers::of_document(&document).or(known);
                        Outcome::Succeeded(identifiers.seal(&self.0.key, event))
                    }
                    None => Outcome::Unknown,
                };
                (outcome, Body::from(bytes))
            }
            // It says that it was filed, and more than is read for identifiers.
            Read::Partly(replay) if replay.is_open() && begins_json(replay.first()) => {
                (Outcome::Succeeded(Vec::new()), Body::wrap(replay))
            }
            Read::Partly(replay) => (Outcome::Unknown, Body::wrap(replay)),
        };
        (outcome, http::Response::from_parts(parts, body).into())
    }
}

/// Whether bytes are JSON as far as they go.
fn begins_json(bytes: &[u8]) -> bool {
    let mut values = serde_json::Deserializer::from_slice(without_mark(bytes)).into_iter::<serde::de::IgnoredAny>();
    matches!(values.next(), Some(Err(error)) if error.is_eof())
}

/// An event that was taken and has to be settled, whatever happens to the one who took it.
struct Pending {
    inner: Arc<Inner>,
    event: Event,
    ticket: Ticket,
    /// What is told to the store when nobody says more.
    outcome: Option<Outcome>,
}

impl Pending {
    /// Tells the store what became of the event. That may fail: the event is in flight then until it counts as unknown.
    async fn finish(mut self, outcome: Outcome) {
        // Dropped halfway, it goes on in the background.
        self.outcome = Some(outcome.clone());
        settle(&self.inner, &self.event, self.ticket, &outcome).await;
        self.outcome = None;
    }

    /// The same in the background.
    fn settle(mut self, outcome: Outcome) {
        self.outcome = Some(outcome);
    }

    /// Nothing was taken.
    fn leave(mut self) {
        self.outcome = None;
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        let Some(outcome) = self.outcome.take() else { return };
        // Without a runtime the process ends: what is in flight counts as unknown later.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let (inner, event, ticket) = (Arc::clone(&self.inner), self.event, self.ticket);
            runtime.spawn(async move { settle(&inner, &event, ticket, &outcome).await });
        }
    }
}

async fn settle(inner: &Inner, event: &Event, ticket: Ticket, outcome: &Outcome) {
    let mut failure = None;
    for pause in SETTLING {
        if !pause.is_zero() {
            tokio::time::sleep(pause).await;
        }
        match inner.store.settle(event, ticket, outcome, &inner.windows).await {
            Ok(true) => return,
            Ok(false) => {
                tracing::debug!(%event, ?outcome, "dispute event is free or another's by now");
                return;
            }
            Err(error) => failure = Some(error),
        }
    }
    if let Some(error) = failure {
        tracing::warn!(%event, ?outcome, %error, "what became of a dispute event could not be stored");
    }
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guard")
            .field("store", &self.0.store)
            .field("windows", &self.0.windows)
            .field("scope", &self.0.scope)
            .field("fail_open", &self.0.fail_open)
            .field("sender", &self.0.sender)
            .finish_non_exhaustive()
    }
}
