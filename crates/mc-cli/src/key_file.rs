//! Options that say which key to use and how to open its file.

use std::env;
use std::path::Path;

use clap::Args;
use mc_auth::keys::KeySource;

use crate::failure::{Failure, Result};

/// How to open a key file.
#[derive(Debug, Args)]
pub(crate) struct Opening {
    /// Name of the key in its store, where the store holds several
    #[arg(long, value_name = "A")]
    alias: Option<String>,
    /// Environment variable that holds the password of the key file
    #[arg(long, value_name = "VAR")]
    password_env: Option<String>,
}

impl Opening {
    /// The source, and a check that the password is at hand.
    pub(crate) fn source(&self, path: &Path) -> Result<KeySource> {
        let mut source = KeySource::path(path);
        if let Some(alias) = &self.alias {
            source = source.with_alias(alias);
        }
        if let Some(variable) = &self.password_env {
            // The name is not repeated: it is the password itself where somebody mistook the option.
            if variable.is_empty() || variable.contains(['=', '\0']) || env::var_os(variable).is_none() {
                return Err(Failure::new(
                    "--password-env names an environment variable that is not set; \
                     give the name of the variable, and export the password in it",
                ));
            }
            source = source.with_password_env(variable);
        }
        Ok(source)
    }

    pub(crate) fn alias(&self) -> Option<&str> {
        self.alias.as_deref()
    }

    /// The library's error, and the option that helps.
    pub(crate) fn explain(&self, error: &mc_auth::Error) -> Failure {
        let hint = if error.is_password() && self.password_env.is_none() {
            "; name the environment variable that holds it by --password-env"
        } else if error.is_password() {
            "; check the variable that --password-env names"
        } else if error.is_alias() && self.alias.is_none() {
            "; the option is --alias"
        } else if error.is_alias() {
            "; check --alias"
        } else {
            ""
        };
        Failure::new(format!("{error}{hint}"))
    }
}
