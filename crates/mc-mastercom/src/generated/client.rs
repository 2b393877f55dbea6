// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

use crate::generated::apis;

/// A client of Mastercom: cheap to clone, one for each environment and identity.
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

    /// The operations of [`apis::cases`].
    #[must_use]
    pub fn cases(&self) -> apis::cases::Cases<'_> {
        apis::cases::Cases::new(&self.core)
    }

    /// The operations of [`apis::chargebacks`].
    #[must_use]
    pub fn chargebacks(&self) -> apis::chargebacks::Chargebacks<'_> {
        apis::chargebacks::Chargebacks::new(&self.core)
    }

    /// The operations of [`apis::claims`].
    #[must_use]
    pub fn claims(&self) -> apis::claims::Claims<'_> {
        apis::claims::Claims::new(&self.core)
    }

    /// The operations of [`apis::fees`].
    #[must_use]
    pub fn fees(&self) -> apis::fees::Fees<'_> {
        apis::fees::Fees::new(&self.core)
    }

    /// The operations of [`apis::fraud`].
    #[must_use]
    pub fn fraud(&self) -> apis::fraud::Fraud<'_> {
        apis::fraud::Fraud::new(&self.core)
    }

    /// The operations of [`apis::health`].
    #[must_use]
    pub fn health(&self) -> apis::health::Health<'_> {
        apis::health::Health::new(&self.core)
    }

    /// The operations of [`apis::queues`].
    #[must_use]
    pub fn queues(&self) -> apis::queues::Queues<'_> {
        apis::queues::Queues::new(&self.core)
    }

    /// The operations of [`apis::reconciliation`].
    #[must_use]
    pub fn reconciliation(&self) -> apis::reconciliation::Reconciliation<'_> {
        apis::reconciliation::Reconciliation::new(&self.core)
    }

    /// The operations of [`apis::retrievals`].
    #[must_use]
    pub fn retrievals(&self) -> apis::retrievals::Retrievals<'_> {
        apis::retrievals::Retrievals::new(&self.core)
    }

    /// The operations of [`apis::transactions`].
    #[must_use]
    pub fn transactions(&self) -> apis::transactions::Transactions<'_> {
        apis::transactions::Transactions::new(&self.core)
    }
}

/// A client with the settings of `core`: server, HTTP client, user agent, headers and limits.
impl From<mc_core::Client> for Client {
    fn from(core: mc_core::Client) -> Self {
        Self { core }
    }
}

/// What is known of Mastercom before it is called: servers and operations.
pub const API: mc_core::Api = mc_core::Api::new("mastercom", SERVERS, crate::generated::operations::ALL);

const SERVERS: &[mc_core::ApiServer] = &[
    mc_core::ApiServer::new("sandbox", "Sandbox", "https://sandbox.api.mastercard.com/mastercom")
        .with_authentication(mc_core::Authentication::OAuth1),
    mc_core::ApiServer::new("production", "Production", "https://api.mastercard.com/mastercom")
        .with_authentication(mc_core::Authentication::OAuth1),
];

/// The servers of Mastercom.
///
/// [`mc_core::Environment::custom`] makes one of any other address, such as a local stand-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Environment {
    /// `https://sandbox.api.mastercard.com/mastercom`
    Sandbox,
    /// `https://api.mastercard.com/mastercom`
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
