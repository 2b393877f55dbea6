use std::fmt;

use crate::{Environment, Operation, PayloadEncryption};

/// How a server identifies its callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Authentication {
    /// By the OAuth 1.0a signature of each request.
    OAuth1,
    /// By the client certificate of the TLS connection.
    MutualTls,
}

impl fmt::Display for Authentication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OAuth1 => "OAuth 1.0a",
            Self::MutualTls => "mutual TLS",
        })
    }
}

/// A documented server of an API.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ApiServer {
    name: &'static str,
    variant: &'static str,
    base_url: &'static str,
    authentication: Option<Authentication>,
}

impl ApiServer {
    /// A server: its name for configuration files in `kebab-case`, its variant in the crate's `Environment`, and its base URL.
    pub const fn new(name: &'static str, variant: &'static str, base_url: &'static str) -> Self {
        Self {
            name,
            variant,
            base_url,
            authentication: None,
        }
    }

    /// Sets how the server identifies its callers.
    #[must_use]
    pub const fn with_authentication(mut self, authentication: Authentication) -> Self {
        self.authentication = Some(authentication);
        self
    }

    /// The name that configuration files and command lines use, such as `sandbox` or `production-europe`.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The server as an environment.
    pub const fn environment(&self) -> Environment {
        Environment::from_static(self.variant, self.base_url)
    }

    /// How the server identifies its callers; none where that is not documented.
    pub const fn authentication(&self) -> Option<Authentication> {
        self.authentication
    }
}

/// Like [`Environment`], it shows no URL.
impl fmt::Debug for ApiServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiServer")
            .field("name", &self.name)
            .field("authentication", &self.authentication)
            .finish_non_exhaustive()
    }
}

/// What is known of an API before it is called: its servers and its operations.
///
/// Each generated crate has one, the constant `API`. Tools that configure clients read it, so they need no code for a product.
///
/// ```
/// use mc_core::{Api, ApiServer, Authentication, Operation};
///
/// const SERVERS: &[ApiServer] = &[ApiServer::new("sandbox", "Sandbox", "https://sandbox.example.com/pets")
///     .with_authentication(Authentication::OAuth1)];
/// const OPERATIONS: &[Operation] = &[Operation::new("getPet", "getPet", "GET", "/pets/{id}")];
/// const API: Api = Api::new("pets", SERVERS, OPERATIONS);
///
/// let sandbox = API.server("sandbox").ok_or("no sandbox")?;
/// assert_eq!(sandbox.environment().base_url(), "https://sandbox.example.com/pets");
/// assert!(!API.encrypts());
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Api {
    id: &'static str,
    servers: &'static [ApiServer],
    operations: &'static [Operation],
}

impl Api {
    /// An API of this id, with its documented servers and its operations.
    pub const fn new(id: &'static str, servers: &'static [ApiServer], operations: &'static [Operation]) -> Self {
        Self {
            id,
            servers,
            operations,
        }
    }

    /// The id: the name of the crate without `mc-`, such as `mastercom`.
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The documented servers, in the order of the crate's `Environment`.
    pub const fn servers(&self) -> &'static [ApiServer] {
        self.servers
    }

    /// The operations, by module and id.
    pub const fn operations(&self) -> &'static [Operation] {
        self.operations
    }

    /// The server of this name.
    pub fn server(&self, name: &str) -> Option<&'static ApiServer> {
        self.servers.iter().find(|server| server.name == name)
    }

    /// Whether any operation encrypts its payload.
    pub fn encrypts(&self) -> bool {
        let mut operations = self.operations.iter();
        operations.any(|operation| operation.encryption() != PayloadEncryption::None)
    }

    /// How the first of its servers identifies callers: what is assumed of a server that is not documented, such as a
    /// local stand-in.
    pub fn authentication(&self) -> Option<Authentication> {
        self.servers.first().and_then(ApiServer::authentication)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_url_is_printed() {
        let server = ApiServer::new("sandbox", "Sandbox", "https://internal.example/x");
        assert_eq!(
            format!("{server:?}"),
            "ApiServer { name: \"sandbox\", authentication: None, .. }"
        );
    }

    #[test]
    fn an_api_encrypts_if_one_of_its_operations_does() {
        const OPERATIONS: &[Operation] = &[
            Operation::new("a", "a", "GET", "/a"),
            Operation::new("b", "b", "POST", "/b").with_encryption(PayloadEncryption::Field("card")),
        ];
        assert!(Api::new("x", &[], OPERATIONS).encrypts());
        assert!(!Api::new("x", &[], &OPERATIONS[..1]).encrypts());
        assert_eq!(Api::new("x", &[], OPERATIONS).server("sandbox"), None);
    }
}
