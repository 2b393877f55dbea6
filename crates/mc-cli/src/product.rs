//! The products that can be called: their operations, servers and ways to authenticate.

use std::future::Future;
use std::pin::Pin;

use clap::builder::PossibleValuesParser;
use mc_core::dynamic::{Answer, Arguments, Description};
use mc_core::{Bytes, Environment, PayloadEncryption};
use reqwest_middleware::ClientWithMiddleware;
use serde::Deserialize;

use crate::failure::{Failure, Result};

/// How a product knows its callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Auth {
    /// OAuth 1.0a with a signing key.
    Oauth1,
    /// A client certificate alone.
    MutualTls,
    /// A bearer token.
    Bearer,
}

/// An environment by the name that `--env` takes.
pub(crate) struct Server {
    pub(crate) name: &'static str,
    pub(crate) auth: Auth,
    environment: fn() -> Environment,
}

impl Server {
    pub(crate) fn environment(&self) -> Environment {
        (self.environment)()
    }
}

type Answering = Pin<Box<dyn Future<Output = mc_core::Result<Answer>>>>;

/// What is called: everything that a call needs but the client.
pub(crate) struct Request {
    pub(crate) environment: Environment,
    pub(crate) operation: &'static str,
    pub(crate) arguments: Arguments,
    pub(crate) body: Option<Bytes>,
}

/// A product, by its crate's name without `mc-`.
pub(crate) struct Product {
    pub(crate) name: &'static str,
    /// How callers are known where the server is none of the list.
    pub(crate) auth: Auth,
    pub(crate) servers: &'static [Server],
    pub(crate) operations: &'static [Description],
    pub(crate) call: fn(ClientWithMiddleware, Request) -> Answering,
}

macro_rules! product {
    ($name:literal, $crate_name:ident, $auth:ident, [$($server:literal => $variant:ident $server_auth:ident),+ $(,)?]) => {
        Product {
            name: $name,
            auth: Auth::$auth,
            servers: &[$(Server {
                name: $server,
                auth: Auth::$server_auth,
                environment: || $crate_name::Environment::$variant.into(),
            }),+],
            operations: $crate_name::dynamic::ALL,
            call: |http, request| Box::pin(async move {
                let client = $crate_name::Client::new(http, request.environment);
                $crate_name::dynamic::call(&client, request.operation, &request.arguments, request.body).await
            }),
        }
    };
}

/// All products, by name.
pub(crate) static PRODUCTS: [Product; 5] = [
    product!("automatic-billing-updater", mc_automatic_billing_updater, Oauth1, [
        "sandbox" => Sandbox Oauth1,
        "production" => Production Oauth1,
    ]),
    product!("benefit-allocation", mc_benefit_allocation, MutualTls, [
        "sandbox" => Sandbox MutualTls,
        "production" => Production MutualTls,
        "oauth-sandbox" => OauthSandbox Oauth1,
        "oauth-production" => OauthProduction Oauth1,
    ]),
    product!("identity-insights", mc_identity_insights, MutualTls, [
        "sandbox-north-america" => SandboxNorthAmerica MutualTls,
        "production-north-america" => ProductionNorthAmerica MutualTls,
        "sandbox-europe" => SandboxEurope MutualTls,
        "production-europe" => ProductionEurope MutualTls,
        "sandbox-asia" => SandboxAsia MutualTls,
        "production-asia" => ProductionAsia MutualTls,
    ]),
    product!("issuer-enrollment", mc_issuer_enrollment, Oauth1, [
        "sandbox" => Sandbox Oauth1,
        "production" => Production Oauth1,
    ]),
    product!("mastercom", mc_mastercom, Oauth1, [
        "sandbox" => Sandbox Oauth1,
        "production" => Production Oauth1,
    ]),
];

impl Product {
    /// The product of a name.
    pub(crate) fn find(name: &str) -> Result<&'static Self> {
        PRODUCTS.iter().find(|product| product.name == name).ok_or_else(|| {
            let names: Vec<&str> = PRODUCTS.iter().map(|product| product.name).collect();
            Failure::new(format!("there is no such product; give one of {}", names.join(", ")))
        })
    }

    /// The server of an environment's name.
    pub(crate) fn server(&self, name: &str) -> Result<&'static Server> {
        let servers: &'static [Server] = self.servers;
        servers.iter().find(|server| server.name == name).ok_or_else(|| {
            let names: Vec<&str> = servers.iter().map(|server| server.name).collect();
            Failure::new(format!(
                "{} has no environment of that name; it has {}",
                self.name,
                names.join(", ")
            ))
        })
    }
}

/// The names of the products, for the command line.
pub(crate) fn names() -> PossibleValuesParser {
    PossibleValuesParser::new(PRODUCTS.iter().map(|product| product.name))
}

/// How an operation's payload is encrypted, in a word.
pub(crate) fn encryption(description: &Description) -> String {
    match description.operation().encryption() {
        PayloadEncryption::None => "none".to_owned(),
        PayloadEncryption::Body(_) => "body".to_owned(),
        PayloadEncryption::Field(name) => format!("field {name}"),
        other => format!("{other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    use super::*;

    #[derive(Deserialize)]
    struct Catalog {
        product: BTreeMap<String, Entry>,
    }

    #[derive(Deserialize)]
    struct Entry {
        auth: String,
        environments: Vec<Named>,
    }

    #[derive(Deserialize)]
    struct Named {
        name: String,
        url: String,
    }

    #[test]
    fn products_and_servers_are_those_of_the_catalog() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs/catalog.toml");
        let catalog: Catalog = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        assert!(PRODUCTS.iter().map(|product| product.name).eq(catalog.product.keys()));
        for (product, entry) in PRODUCTS.iter().zip(catalog.product.values()) {
            let auth = if entry.auth == "mtls" {
                Auth::MutualTls
            } else {
                Auth::Oauth1
            };
            assert_eq!(product.auth, auth, "{}", product.name);
            assert_eq!(product.servers.len(), entry.environments.len(), "{}", product.name);
            for (server, known) in product.servers.iter().zip(&entry.environments) {
                let name = server.name.replace('-', "");
                assert_eq!(name, known.name.to_lowercase(), "{}", product.name);
                let url = server.environment().base_url().to_owned();
                assert_eq!(url, known.url.trim_end_matches('/'), "{}", product.name);
            }
        }
    }

    #[test]
    fn every_operation_goes_by_its_published_id_too() {
        for product in &PRODUCTS {
            for description in product.operations {
                let operation = description.operation();
                for name in [operation.id(), operation.published_id()] {
                    let found = mc_core::dynamic::find(product.operations, name).unwrap();
                    assert_eq!(found.operation(), operation, "{} {name}", product.name);
                }
                assert!(!description.summary().is_empty(), "{} {operation}", product.name);
            }
        }
    }
}
