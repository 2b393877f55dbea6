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

    /// The server that is called.
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

/// A client with the settings of `core`: server, HTTP client, user agent, headers and limits.
impl From<mc_core::Client> for Client {
    fn from(core: mc_core::Client) -> Self {
        Self { core }
    }
}

/// What is known of Identity Insights for Accounts before it is called: servers and operations.
pub const API: mc_core::Api = mc_core::Api::new("identity-insights", SERVERS, crate::generated::operations::ALL);

const SERVERS: &[mc_core::ApiServer] = &[
    mc_core::ApiServer::new(
        "sandbox-north-america",
        "SandboxNorthAmerica",
        "https://sandbox.idv.mastercard.com/identity/accounts",
    )
    .with_authentication(mc_core::Authentication::MutualTls),
    mc_core::ApiServer::new(
        "production-north-america",
        "ProductionNorthAmerica",
        "https://idv.mastercard.com/identity/accounts",
    )
    .with_authentication(mc_core::Authentication::MutualTls),
    mc_core::ApiServer::new(
        "sandbox-europe",
        "SandboxEurope",
        "https://sandbox.idv.mastercard.eu/identity/accounts",
    )
    .with_authentication(mc_core::Authentication::MutualTls),
    mc_core::ApiServer::new(
        "production-europe",
        "ProductionEurope",
        "https://idv.mastercard.eu/identity/accounts",
    )
    .with_authentication(mc_core::Authentication::MutualTls),
    mc_core::ApiServer::new(
        "sandbox-asia",
        "SandboxAsia",
        "https://sandbox.idv.mastercard.asia/identity/accounts",
    )
    .with_authentication(mc_core::Authentication::MutualTls),
    mc_core::ApiServer::new(
        "production-asia",
        "ProductionAsia",
        "https://idv.mastercard.asia/identity/accounts",
    )
    .with_authentication(mc_core::Authentication::MutualTls),
];

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

impl Environment {
    /// What is known of the server: its name in configuration files, its address, how it identifies callers.
    #[must_use]
    pub const fn server(self) -> &'static mc_core::ApiServer {
        &SERVERS[self as usize]
    }
}

impl From<Environment> for mc_core::Environment {
    fn from(environment: Environment) -> Self {
        environment.server().environment()
    }
}
