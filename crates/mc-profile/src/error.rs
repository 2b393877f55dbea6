use std::fmt;

/// The result of reading a profile or making a client of it.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a profile cannot be used: what is wrong, where, and what to do.
///
/// The text names files, settings and environment variables, and never the value of a setting.
///
/// ```
/// let error = mc_profile::Source::new().with_file("missing.toml").load().unwrap_err();
/// assert!(error.to_string().starts_with("the profiles in missing.toml cannot be read"));
/// ```
pub struct Error {
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            source: None,
        }
    }

    /// An error of a place, which its text names first.
    pub(crate) fn at(place: &impl fmt::Display, error: &impl fmt::Display) -> Self {
        Self::new(format!("{place}: {error}"))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Error").field(&self.message).finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let source = self.source.as_deref()?;
        // The text is this error's own already.
        source.source()
    }
}

impl From<mc_auth::Error> for Error {
    fn from(error: mc_auth::Error) -> Self {
        Self {
            message: error.to_string(),
            source: Some(Box::new(error)),
        }
    }
}

impl From<mc_core::Error> for Error {
    fn from(error: mc_core::Error) -> Self {
        Self {
            message: error.to_string(),
            source: Some(Box::new(error)),
        }
    }
}
