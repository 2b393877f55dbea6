use std::error::Error as StdError;
use std::fmt;
use std::time::{Duration, SystemTime};

use mc_core::Operation;

use crate::store::StoreError;
use crate::{Event, Identifiers, State};

/// A dispute event that was not sent, because the same one is on its way, filed, or of unknown fate.
///
/// The request did not leave. It reaches the caller inside an [`mc_core::Error`]:
///
/// ```
/// use mc_dispute_guard::{Refused, State};
///
/// fn explain(error: &mc_core::Error) {
///     if let Some(refused) = Refused::find(error) {
///         match refused.state() {
///             State::Succeeded => println!("it was filed: {:?}", refused.identifiers().get("chargebackId")),
///             State::Unknown => println!("look it up, or wait {} s", refused.remaining().as_secs()),
///             _ => println!("somebody is filing it now"),
///         }
///     }
/// }
/// # explain(&mc_core::Error::not_sent("x"));
/// ```
#[derive(Clone, Debug)]
pub struct Refused {
    pub(crate) operation: Operation,
    pub(crate) event: Event,
    pub(crate) state: State,
    pub(crate) remaining: Duration,
    pub(crate) at: SystemTime,
    pub(crate) identifiers: Identifiers,
}

impl Refused {
    /// Finds it in an error, however deep.
    pub fn find<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a Self> {
        find(error)
    }

    /// The operation that was called.
    pub fn operation(&self) -> &Operation {
        &self.operation
    }

    /// Which event it is, to [`release`](crate::Guard::release) it.
    pub fn event(&self) -> &Event {
        &self.event
    }

    /// How far the event is.
    pub fn state(&self) -> State {
        self.state
    }

    /// For how long it is refused, by the store's clock, from when the refusal was made. In flight, that is the most it can
    /// be: the answer ends it earlier.
    pub fn remaining(&self) -> Duration {
        self.remaining
    }

    /// Until when it is refused, by the caller's clock.
    pub fn until(&self) -> SystemTime {
        self.at.checked_add(self.remaining).unwrap_or(self.at)
    }

    /// What is known of it: the identifiers of its request, and those of the answer where there was one.
    pub fn identifiers(&self) -> &Identifiers {
        &self.identifiers
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.remaining.as_secs().max(1);
        match self.state {
            State::InFlight => write!(
                f,
                "the same dispute event is in flight: wait for its answer, which ends this within {seconds} s"
            ),
            State::Succeeded => write!(
                f,
                "the same dispute event was filed: another one within {seconds} s would not be seen to be a duplicate"
            ),
            State::Unknown | State::Failed => write!(
                f,
                "the same dispute event may have been filed: look it up, release it or wait {seconds} s"
            ),
        }
    }
}

impl StdError for Refused {}

/// A dispute event that was not sent, because the store that remembers events did not answer.
///
/// The request did not leave. [`Guard::with_fail_open`](crate::Guard::with_fail_open) lets such requests go instead.
#[derive(Clone, Debug)]
pub struct StoreUnavailable {
    pub(crate) source: StoreError,
}

impl StoreUnavailable {
    /// Finds it in an error, however deep.
    pub fn find<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a Self> {
        find(error)
    }
}

impl fmt::Display for StoreUnavailable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "whether the dispute event was filed before cannot be found out, so it was not sent: {}",
            self.source
        )
    }
}

impl StdError for StoreUnavailable {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.source)
    }
}

fn find<'a, T: StdError + 'static>(error: &'a (dyn StdError + 'static)) -> Option<&'a T> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref::<T>() {
            return Some(found);
        }
        next = error.source();
    }
    None
}
