use std::fmt;

use zeroize::Zeroizing;

use crate::error::{Error, Kind};

/// A password, overwritten on drop and never printed.
#[derive(Clone)]
pub struct Password(Zeroizing<String>);

impl Password {
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Password {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl From<&str> for Password {
    fn from(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }
}

impl From<Zeroizing<String>> for Password {
    fn from(text: Zeroizing<String>) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password([REDACTED])")
    }
}

/// The password is not that of the key or store.
pub(super) fn wrong_password() -> Error {
    Error::new(Kind::Password, "wrong password")
}

/// There is no password, and one is needed.
pub(super) fn password_needed() -> Error {
    Error::new(Kind::Password, "a password is needed")
}
