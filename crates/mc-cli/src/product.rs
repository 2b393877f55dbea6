//! The products that can be called.

use std::future::Future;
use std::pin::Pin;

use clap::builder::PossibleValuesParser;
use mc_core::dynamic::{Answer, Arguments, Description};
use mc_core::{Api, Bytes, Client, PayloadEncryption};

use crate::failure::{Failure, Result};

type Answering = Pin<Box<dyn Future<Output = mc_core::Result<Answer>>>>;

/// What is called: everything that a call needs but the client.
pub(crate) struct Request {
    pub(crate) operation: &'static str,
    pub(crate) arguments: Arguments,
    pub(crate) body: Option<Bytes>,
}

/// A product, by its crate's name without `mc-`.
pub(crate) struct Product {
    pub(crate) name: &'static str,
    pub(crate) api: &'static Api,
    pub(crate) operations: &'static [Description],
    pub(crate) call: fn(Client, Request) -> Answering,
}

macro_rules! product {
    ($crate_name:ident) => {
        Product {
            name: $crate_name::API.id(),
            api: &$crate_name::API,
            operations: $crate_name::dynamic::ALL,
            call: |client, request| {
                Box::pin(async move {
                    let client = $crate_name::Client::from(client);
                    $crate_name::dynamic::call(&client, request.operation, &request.arguments, request.body).await
                })
            },
        }
    };
}

/// All products, by name.
pub(crate) static PRODUCTS: [Product; 5] = [
    product!(mc_automatic_billing_updater),
    product!(mc_benefit_allocation),
    product!(mc_identity_insights),
    product!(mc_issuer_enrollment),
    product!(mc_mastercom),
];

/// What is known of each.
pub(crate) fn apis() -> impl Iterator<Item = &'static Api> {
    PRODUCTS.iter().map(|product| product.api)
}

impl Product {
    /// The product of a name.
    pub(crate) fn find(name: &str) -> Result<&'static Self> {
        PRODUCTS.iter().find(|product| product.name == name).ok_or_else(|| {
            let names: Vec<&str> = PRODUCTS.iter().map(|product| product.name).collect();
            Failure::new(format!("there is no such product; give one of {}", names.join(", ")))
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

    use mc_core::Authentication;
    use serde::Deserialize;

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
        auth: Option<String>,
    }

    #[test]
    fn products_and_servers_are_those_of_the_catalog() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs/catalog.toml");
        let catalog: Catalog = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        assert!(PRODUCTS.iter().map(|product| product.name).eq(catalog.product.keys()));
        for (product, entry) in PRODUCTS.iter().zip(catalog.product.values()) {
            let servers = product.api.servers();
            assert_eq!(servers.len(), entry.environments.len(), "{}", product.name);
            for (server, known) in servers.iter().zip(&entry.environments) {
                let name = server.name().replace('-', "");
                assert_eq!(name, known.name.to_lowercase(), "{}", product.name);
                let url = server.environment().base_url().to_owned();
                assert_eq!(url, known.url.trim_end_matches('/'), "{}", product.name);
                let auth = match known.auth.as_ref().unwrap_or(&entry.auth).as_str() {
                    "mtls" => Authentication::MutualTls,
                    _ => Authentication::OAuth1,
                };
                assert_eq!(server.authentication(), Some(auth), "{} {}", product.name, known.name);
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
