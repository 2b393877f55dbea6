// mc-automatic-billing-updater: Automatic Billing Updater 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

use crate::generated::apis;

/// A client of Automatic Billing Updater: cheap to clone, one for each environment and identity.
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

    /// The operations of [`apis::inquiries`].
    #[must_use]
    pub fn inquiries(&self) -> apis::inquiries::Inquiries<'_> {
        apis::inquiries::Inquiries::new(&self.core)
    }

    /// The operations of [`apis::subscriptions`].
    #[must_use]
    pub fn subscriptions(&self) -> apis::subscriptions::Subscriptions<'_> {
        apis::subscriptions::Subscriptions::new(&self.core)
    }
}

/// A client with the settings of `core`: server, HTTP client, user agent, headers and limits.
impl From<mc_core::Client> for Client {
    fn from(core: mc_core::Client) -> Self {
        Self { core }
    }
}

/// What is known of Automatic Billing Updater before it is called: servers and operations.
pub const API: mc_core::Api =
    mc_core::Api::new("automatic-billing-updater", SERVERS, crate::generated::operations::ALL);

const SERVERS: &[mc_core::ApiServer] = &[
    mc_core::ApiServer::new("sandbox", "Sandbox", "https://sandbox.api.mastercard.com/abu/accounts/")
        .with_authentication(mc_core::Authentication::OAuth1),
    mc_core::ApiServer::new("production", "Production", "https://api.mastercard.com/abu/accounts/")
        .with_authentication(mc_core::Authentication::OAuth1),
];

/// The servers of Automatic Billing Updater.
///
/// [`mc_core::Environment::custom`] makes one of any other address, such as a local stand-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Environment {
    /// `https://sandbox.api.mastercard.com/abu/accounts/`
    Sandbox,
    /// `https://api.mastercard.com/abu/accounts/`
    Production,
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
