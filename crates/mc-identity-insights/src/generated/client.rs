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

/// The servers of Identity Insights for Accounts.
///
/// [`mc_core::Environment::custom`] makes one of any other address, such as a local stand-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Environment {
    /// `https://sandbox.idv.mastercard.com/identity/accounts`
    SandboxNorthAmerica,
    /// `https://idv.mastercard.com/identity/accounts`
    ProductionNorthAmerica,
    /// `https://sandbox.idv.mastercard.eu/identity/accounts`
    SandboxEurope,
    /// `https://idv.mastercard.eu/identity/accounts`
    ProductionEurope,
    /// `https://sandbox.idv.mastercard.asia/identity/accounts`
    SandboxAsia,
    /// `https://idv.mastercard.asia/identity/accounts`
    ProductionAsia,
}

impl From<Environment> for mc_core::Environment {
    fn from(environment: Environment) -> Self {
        match environment {
            Environment::SandboxNorthAmerica => Self::from_static(
                "SandboxNorthAmerica",
                "https://sandbox.idv.mastercard.com/identity/accounts",
            ),
            Environment::ProductionNorthAmerica => {
                Self::from_static("ProductionNorthAmerica", "https://idv.mastercard.com/identity/accounts")
            }
            Environment::SandboxEurope => {
                Self::from_static("SandboxEurope", "https://sandbox.idv.mastercard.eu/identity/accounts")
            }
            Environment::ProductionEurope => {
                Self::from_static("ProductionEurope", "https://idv.mastercard.eu/identity/accounts")
            }
            Environment::SandboxAsia => {
                Self::from_static("SandboxAsia", "https://sandbox.idv.mastercard.asia/identity/accounts")
            }
            Environment::ProductionAsia => {
                Self::from_static("ProductionAsia", "https://idv.mastercard.asia/identity/accounts")
            }
        }
    }
}
