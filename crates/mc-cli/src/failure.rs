//! Why a command stops.

use std::fmt;
use std::io;

/// A specialised result for this program.
pub(crate) type Result<T, E = Failure> = std::result::Result<T, E>;

/// Why a command stops.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Something is wrong, and this says what, where, and what to do.
    Message(String),
    /// The same of a call that was sent, with another exit status.
    Call(String, u8),
    /// Whoever read our output has stopped reading, which is no fault.
    ClosedOutput,
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self::Message(message.into())
    }

    pub(crate) fn output(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::ClosedOutput;
        }
        Self::Message(format!(
            "standard output cannot be written: {}; make room there or write elsewhere",
            error.kind()
        ))
    }

    /// The exit status that tells a script what kind of failure it is.
    pub(crate) fn exit_status(&self) -> u8 {
        match self {
            Self::ClosedOutput => 0,
            Self::Message(_) => 1,
            Self::Call(_, status) => *status,
        }
    }

    /// The same, said of a place.
    pub(crate) fn at(place: &impl fmt::Display, error: &impl fmt::Display) -> Self {
        Self::Message(format!("{place}: {error}"))
    }
}

impl From<mc_auth::Error> for Failure {
    fn from(error: mc_auth::Error) -> Self {
        Self::Message(error.to_string())
    }
}

/// Nothing was sent where the request is at fault; otherwise the server was asked, or could not be.
impl From<mc_core::Error> for Failure {
    fn from(error: mc_core::Error) -> Self {
        let cause = cause(&error).map(|cause| format!(": {cause}")).unwrap_or_default();
        let message = format!("{error}{cause}");
        if mc_dispute_guard::Refused::find(&error).is_some() {
            Self::Call(message, 4)
        } else if error.is_invalid_request() || error.is_middleware() {
            Self::Message(message)
        } else if error.is_api() {
            Self::Call(message, 2)
        } else {
            Self::Call(message, 3)
        }
    }
}

/// What lies at the bottom of a failure on the way; it has neither URL nor data.
fn cause(error: &mc_core::Error) -> Option<String> {
    if !error.is_transport() {
        return None;
    }
    let mut last: &dyn std::error::Error = std::error::Error::source(error)?;
    while let Some(next) = last.source() {
        last = next;
    }
    Some(last.to_string())
}

/// One line, whatever is in it.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ClosedOutput => f.write_str("standard output is closed"),
            Self::Message(message) | Self::Call(message, _) => {
                for (index, word) in message.split_whitespace().enumerate() {
                    let separator = if index > 0 { " " } else { "" };
                    write!(f, "{separator}{}", printable(word))?;
                }
                Ok(())
            }
        }
    }
}

/// A text from a file or command line, without what a terminal would take for a command.
pub(crate) fn printable(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_control() {
            clean.extend(character.escape_default());
        } else {
            clean.push(character);
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_one_printable_line() {
        let failure = Failure::new("file a\nb: bad\t\u{1b}[2J name");
        assert_eq!(failure.to_string(), "file a b: bad \\u{1b}[2J name");
    }

    #[test]
    fn only_a_closed_pipe_is_quiet() {
        let failure = |kind: io::ErrorKind| Failure::output(&kind.into());
        assert!(matches!(failure(io::ErrorKind::BrokenPipe), Failure::ClosedOutput));
        assert!(
            failure(io::ErrorKind::StorageFull)
                .to_string()
                .starts_with("standard output cannot be written: ")
        );
    }
}
