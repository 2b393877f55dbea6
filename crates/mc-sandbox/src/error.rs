use std::error::Error as StdError;
use std::fmt;

/// A specialised result for this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why the sandbox could not do what it was told to.
///
/// The text is one line that says what, where and what to do. No key and no payload is in it.
#[derive(Debug)]
pub struct Error {
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Error {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            source: None,
        }
    }

    pub(crate) fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.source {
            Some(source) => write!(f, ": {source}"),
            None => Ok(()),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

impl From<mc_auth::Error> for Error {
    fn from(error: mc_auth::Error) -> Self {
        Self::new("the sandbox's credentials cannot be used").with_source(error)
    }
}
