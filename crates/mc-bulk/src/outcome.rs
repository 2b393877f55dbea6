//! What becomes of a record.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use mc_core::{Error as CallError, Operation};
use mc_dispute_guard::{Refused, State};
use mc_pace::Paused;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::Error;

/// How a record ended. Each record has exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Outcome {
    /// The service did what was asked.
    Done,
    /// The service refused it, and would again.
    Refused,
    /// It was not done, for a reason that may pass.
    Failed,
    /// It may have been done: look it up before it is sent again.
    Unknown,
    /// The record does not fit the operation, and nothing was sent.
    Invalid,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Done, Self::Refused, Self::Failed, Self::Unknown, Self::Invalid];

    /// Its name in journals and outputs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::Invalid => "invalid",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Outcome {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let found = Self::ALL.into_iter().find(|outcome| outcome.as_str() == text);
        found
            .ok_or_else(|| Error::new("there is no such outcome; there are done, refused, failed, unknown and invalid"))
    }
}

/// A call's end, as it is written down.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ending {
    pub(crate) outcome: Outcome,
    /// The kind of error, such as `400 INVALID_PARAM` or `timeout`; empty where there was none.
    pub(crate) kind: String,
    /// What the call gave, or an object that describes the error.
    pub(crate) value: Value,
}

/// What follows from a call.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Verdict {
    Ended(Ending),
    /// It is worth another try after this.
    Again {
        after: Duration,
        counts: bool,
    },
}

/// The first pause before another try; doubled for each one after it.
const PAUSE: Duration = Duration::from_secs(1);
/// The longest such pause.
const LONGEST: Duration = Duration::from_secs(60);

/// What follows from the result of a call that was the `tries`th.
pub(crate) fn judge(operation: &Operation, result: Result<Value, CallError>, tries: u32, max_tries: u32) -> Verdict {
    let error = match result {
        Ok(value) => {
            return Verdict::Ended(Ending {
                outcome: Outcome::Done,
                kind: String::new(),
                value,
            });
        }
        Err(error) => error,
    };
    if let Some(paused) = Paused::find(&error) {
        return Verdict::Again {
            after: paused.remaining(),
            counts: false,
        };
    }
    if error.is_retryable() && tries < max_tries {
        let doubled = PAUSE.saturating_mul(2_u32.saturating_pow(tries.saturating_sub(1)));
        return Verdict::Again {
            after: error.retry_after().unwrap_or(doubled).min(LONGEST),
            counts: true,
        };
    }
    let (outcome, kind) = classify(operation, &error);
    let reasons: Vec<&str> = error.errors().iter().filter_map(|error| error.reason_code()).collect();
    let mut value = json!({ "message": error.to_string() });
    if let Some(status) = error.status() {
        value["status"] = status.as_u16().into();
    }
    if !reasons.is_empty() {
        value["reasons"] = reasons.into();
    }
    Verdict::Ended(Ending { outcome, kind, value })
}

fn classify(operation: &Operation, error: &CallError) -> (Outcome, String) {
    if let Some(refused) = Refused::find(error) {
        return match refused.state() {
            State::Succeeded => (Outcome::Refused, "duplicate".to_owned()),
            _ => (Outcome::Unknown, "duplicate".to_owned()),
        };
    }
    let kind = if error.is_invalid_request() {
        "invalid".to_owned()
    } else if let Some(status) = error.status().filter(|_| error.is_api()) {
        match error.errors().iter().find_map(|error| error.reason_code()) {
            Some(reason) if is_code(reason) => format!("{} {reason}", status.as_u16()),
            _ => status.as_u16().to_string(),
        }
    } else if error.is_timeout() {
        "timeout".to_owned()
    } else if error.is_connect() {
        "connect".to_owned()
    } else if error.is_transport() {
        "transport".to_owned()
    } else if error.is_middleware() {
        "not-sent".to_owned()
    } else {
        "unreadable".to_owned()
    };
    let outcome = if error.is_invalid_request() {
        Outcome::Invalid
    } else if error.may_have_been_processed() && !operation.is_idempotent() {
        Outcome::Unknown
    } else if error.status().is_some_and(|status| status.is_client_error()) && error.is_api() && !error.is_retryable() {
        Outcome::Refused
    } else {
        Outcome::Failed
    };
    (outcome, kind)
}

/// Whether a reason is a code, and not a text that may repeat a value.
fn is_code(reason: &str) -> bool {
    (1..=64).contains(&reason.len())
        && reason
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASK: Operation = Operation::new("ask", "ask", "POST", "/").with_idempotent();
    const FILE: Operation = Operation::new("file", "file", "POST", "/").with_event();

    fn ended(operation: &Operation, error: CallError) -> (Outcome, String) {
        match judge(operation, Err(error), 1, 3) {
            Verdict::Ended(ending) => (ending.outcome, ending.kind),
            Verdict::Again { .. } => panic!("another try"),
        }
    }

    #[test]
    fn errors_have_kinds() {
        let lost = || CallError::broken_response("the answer cannot be read");
        assert_eq!(
            ended(&ASK, CallError::invalid_request("no")),
            (Outcome::Invalid, "invalid".to_owned())
        );
        assert_eq!(
            ended(&FILE, CallError::not_sent("no key")),
            (Outcome::Failed, "not-sent".to_owned())
        );
        assert_eq!(ended(&FILE, lost()), (Outcome::Unknown, "unreadable".to_owned()));
        assert_eq!(ended(&ASK, lost()), (Outcome::Failed, "unreadable".to_owned()));
    }

    #[test]
    fn outcomes_have_names() {
        for outcome in Outcome::ALL {
            assert_eq!(outcome.as_str().parse::<Outcome>().unwrap(), outcome);
        }
        assert!("Done".parse::<Outcome>().is_err());
    }

    #[test]
    fn codes_are_told_from_texts() {
        assert!(is_code("INVALID_PARAM") && is_code("50"));
        assert!(!is_code("card 5555 is unknown") && !is_code(""));
    }
}
