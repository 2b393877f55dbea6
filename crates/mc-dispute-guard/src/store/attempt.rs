use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::{Event, State};

/// Who files events: a process on a host. Operators read it in a store's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    host: String,
    process: String,
}

impl Sender {
    /// A host and a process by their names. Both are stored in the clear.
    pub fn new(host: impl Into<String>, process: impl Into<String>) -> Self {
        Self {
            host: host.into(),
            process: process.into(),
        }
    }

    /// This process: the name of the machine, and the program with its process id, as `mcapi[4711]`.
    pub fn this_process() -> Self {
        let program = std::env::current_exe().ok();
        let program = program.as_deref().and_then(std::path::Path::file_stem);
        let program = program.map_or(Cow::Borrowed("process"), |name| name.to_string_lossy());
        Self::new(host_name(), format!("{program}[{}]", std::process::id()))
    }

    /// The name of the machine.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The process on it.
    pub fn process(&self) -> &str {
        &self.process
    }
}

#[cfg(unix)]
fn host_name() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
fn host_name() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_else(|_| "unknown".to_owned())
}

/// An attempt to file an event, as a store is given it.
#[derive(Clone)]
#[non_exhaustive]
pub struct Attempt {
    /// The event.
    pub event: Event,
    /// The id of the operation.
    pub operation: Cow<'static, str>,
    /// Who makes the attempt.
    pub sender: Arc<Sender>,
    /// The encrypted identifiers that the request holds; empty where there are none.
    pub sealed: Vec<u8>,
    /// Why it is made although the event was filed, or may have been: an attempt with a reason is refused only while another
    /// one is in flight.
    pub again: Option<Arc<str>>,
}

impl Attempt {
    /// An attempt of an operation, by its id.
    pub fn new(event: Event, operation: impl Into<Cow<'static, str>>, sender: Arc<Sender>) -> Self {
        Self {
            event,
            operation: operation.into(),
            sender,
            sealed: Vec::new(),
            again: None,
        }
    }

    /// Adds the encrypted identifiers that the request holds.
    #[must_use]
    pub fn with_sealed(mut self, sealed: Vec<u8>) -> Self {
        self.sealed = sealed;
        self
    }

    /// Says why it is made although the event was filed, or may have been.
    #[must_use]
    pub fn with_again(mut self, reason: impl Into<Arc<str>>) -> Self {
        self.again = Some(reason.into());
        self
    }
}

impl fmt::Debug for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attempt")
            .field("event", &self.event)
            .field("operation", &self.operation)
            .field("sender", &self.sender)
            .field("again", &self.again)
            .finish_non_exhaustive()
    }
}

/// That an event was made free by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Release {
    /// When, by the store's calendar; stores set it.
    pub at: SystemTime,
    /// Who did it.
    pub by: Sender,
    /// Why.
    pub reason: String,
}

impl Release {
    /// A release by somebody, for a reason.
    pub fn new(by: Sender, reason: impl Into<String>) -> Self {
        Self {
            at: SystemTime::UNIX_EPOCH,
            by,
            reason: reason.into(),
        }
    }
}

/// An attempt that a store remembers, and what became of it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct LoggedAttempt {
    /// The attempt. Its encrypted identifiers are those of the answer too, where there was one.
    pub attempt: Attempt,
    /// How far it is. An attempt that was never answered is [`State::Unknown`] after [`Windows::in_flight`](crate::Windows).
    pub state: State,
    /// When it began, by the store's calendar.
    pub began: SystemTime,
    /// When it was known what became of it.
    pub ended: Option<SystemTime>,
    /// For how long its event is refused from now on; nothing when the event is free, or another attempt holds it.
    pub remaining: Option<Duration>,
    /// That it was released by hand.
    pub released: Option<Release>,
}

/// Which attempts are asked for: all, unless it says otherwise.
///
/// ```
/// use mc_dispute_guard::{State, store::Filter};
///
/// let unknown = Filter::new().with_state(State::Unknown).with_limit(20);
/// assert_eq!(unknown.limit(), Some(20));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Filter {
    event: Option<Event>,
    state: Option<State>,
    operation: Option<String>,
    since: Option<SystemTime>,
    until: Option<SystemTime>,
    limit: Option<usize>,
}

impl Filter {
    /// All attempts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Those of one event: its history.
    #[must_use]
    pub fn with_event(mut self, event: Event) -> Self {
        self.event = Some(event);
        self
    }

    /// Those that are in a state.
    #[must_use]
    pub fn with_state(mut self, state: State) -> Self {
        self.state = Some(state);
        self
    }

    /// Those of an operation, by its id.
    #[must_use]
    pub fn with_operation(mut self, id: impl Into<String>) -> Self {
        self.operation = Some(id.into());
        self
    }

    /// Those that began at this time or later.
    #[must_use]
    pub fn with_since(mut self, time: SystemTime) -> Self {
        self.since = Some(time);
        self
    }

    /// Those that began before this time.
    #[must_use]
    pub fn with_until(mut self, time: SystemTime) -> Self {
        self.until = Some(time);
        self
    }

    /// The newest so many.
    #[must_use]
    pub fn with_limit(mut self, count: usize) -> Self {
        self.limit = Some(count);
        self
    }

    /// The event whose attempts are asked for, where there is one.
    pub fn event(&self) -> Option<&Event> {
        self.event.as_ref()
    }

    /// The most attempts that are asked for.
    pub fn limit(&self) -> Option<usize> {
        self.limit
    }

    /// Whether an attempt is one of those asked for, regardless of the limit.
    pub fn admits(&self, logged: &LoggedAttempt) -> bool {
        self.event.is_none_or(|event| event == logged.attempt.event)
            && self.state.is_none_or(|state| state == logged.state)
            && self
                .operation
                .as_deref()
                .is_none_or(|id| id == logged.attempt.operation)
            && self.since.is_none_or(|since| since <= logged.began)
            && self.until.is_none_or(|until| logged.began < until)
    }

    /// Those of `attempts`, which come newest first, that are asked for.
    pub(crate) fn choose<E>(
        &self,
        attempts: impl IntoIterator<Item = Result<LoggedAttempt, E>>,
    ) -> Result<Vec<LoggedAttempt>, E> {
        attempts
            .into_iter()
            .filter(|logged| logged.as_ref().map_or(true, |logged| self.admits(logged)))
            .take(self.limit.unwrap_or(usize::MAX))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_is_named() {
        let sender = Sender::this_process();
        assert!(!sender.host().is_empty());
        assert!(
            sender.process().ends_with(&format!("[{}]", std::process::id())),
            "{sender:?}"
        );
    }

    #[test]
    fn a_filter_admits_what_it_names() {
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        let event = Event::from_bytes([1; 32]);
        let logged = LoggedAttempt {
            attempt: Attempt::new(event, "createChargeback", Arc::new(Sender::new("host", "p[1]"))),
            state: State::Unknown,
            began: at(100),
            ended: None,
            remaining: None,
            released: None,
        };
        for admitted in [
            Filter::new(),
            Filter::new()
                .with_event(event)
                .with_state(State::Unknown)
                .with_operation("createChargeback"),
            Filter::new().with_since(at(100)).with_until(at(101)),
        ] {
            assert!(admitted.admits(&logged), "{admitted:?}");
        }
        for other in [
            Filter::new().with_event(Event::from_bytes([2; 32])),
            Filter::new().with_state(State::Succeeded),
            Filter::new().with_operation("createCase"),
            Filter::new().with_since(at(101)),
            Filter::new().with_until(at(100)),
        ] {
            assert!(!other.admits(&logged), "{other:?}");
        }
        let three = || (0..3).map(|_| Ok::<_, ()>(logged.clone()));
        assert_eq!(Filter::new().with_limit(2).choose(three()).unwrap().len(), 2);
        assert_eq!(Filter::new().choose(three()).unwrap().len(), 3);
    }
}
