// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

use crate::generated::apis;

/// A client of Identity Insights for Accounts: cheap to clone, one for each environment and identity.
#[derive(Clone, Debug)]
pub struct Client {
    core: mc_core::Client,
}

impl Client {
    /// A client that asks `environment` through `http`, whose middleware signs and encrypts.
    #[must_use]
    pub fn new(http: reqwest_middleware::ClientWithMiddleware, environment: impl Into<mc_core::Environment>) -> Self {
        Self {
            core: mc_core::Client::new(http, environment),
        }
    }

    /// Bounds the size of an answer's body, in bytes.
    #[must_use]
    pub fn with_max_response_bytes(self, bytes: usize) -> Self {
        Self {
            core: self.core.with_max_response_bytes(bytes),
        }
    }

    /// The environment that is asked.
    #[must_use]
    pub fn environment(&self) -> &mc_core::Environment {
        self.core.environment()
    }

    /// The operations of [`apis::openings`].
    #[must_use]
    pub fn openings(&self) -> apis::openings::Openings<'_> {
        apis::openings::Openings::new(&self.core)
    }
}
