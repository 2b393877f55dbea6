//! A local stand-in for Mastercard's services that is strict where their gateway is strict.
//!
//! ```
//! use mc_sandbox::{Product, Sandbox};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let sandbox = Sandbox::builder().start().await?;
//! let http = sandbox.http(Product::Mastercom)?;
//! let mastercom = mc_mastercom::Client::new(http, sandbox.environment(Product::Mastercom));
//! mastercom.health().healthcheck().await?;
//! # Ok(())
//! # }
//! ```
//!
//! [`Sandbox`] runs on threads of its own and ends when it is dropped. [`Credentials`] are its keys and its client's,
//! [`Fault`] is what can go wrong on demand, [`SandboxClock`] its time, [`PushTarget`] where notifications go, and
//! [`PayloadRules`] what public documentation leaves open about encryption.
//!
//! # The gateway's refusals
//!
//! | status | reason code | when |
//! | --- | --- | --- |
//! | 400 | `INVALID_BODY_HASH` | the body is not the one that was hashed; the right hash is told |
//! | 401 | `INVALID_OAUTH_SBS` | the `Authorization` header, or a parameter in it, is missing or malformed |
//! | 401 | `AUTHENTICATION_FAILED` | signature, consumer key, time or nonce; the acceptable base string is told |
//! | 400 | `INVALID_BODY` | the body did not arrive whole |
//! | 404 | `NOT_FOUND` | no product and operation has the path |
//! | 405 | `METHOD_NOT_ALLOWED` | `Allow` has the methods |
//! | 413 | `PAYLOAD_TOO_LARGE` | the body is larger than is taken |
//! | 400 | `INVALID_FAULT` | a fault was asked for that does not exist or cannot happen here |
//! | 500 | `SANDBOX_DEFECT` | the sandbox's own answer breaks the contract, see [`Sandbox::violations`] |
//!
//! The first three are known to be the real gateway's; how it words others is not documented.
//!
//! # What is never kept
//!
//! The log of requests has templates in place of paths, and no query, header or body. State tables mask account numbers.
//! `Debug` shows no key.
//!
//! # TLS and Rust version
//!
//! TLS is rustls with AWS-LC, as a value. The minimum Rust version is the `rust-version` in `Cargo.toml`,
//! which is what the dependencies need. There are no features.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod clock;
mod contract;
mod control;
mod credentials;
mod error;
mod fault;
mod files;
mod gateway;
mod log;
pub mod manual;
mod oauth;
mod oauth2;
mod payload;
mod product;
mod push;
mod rate;
mod sandbox;
mod seeds;
mod server;
mod service;
mod services;
mod status;

pub use clock::SandboxClock;
pub use credentials::{Credentials, Pair};
pub use error::{Error, Result};
pub use fault::{FAULT_HEADER, Fault, PlannedFault};
pub use log::Seen;
pub use manual::Manual;
pub use oauth2::OAuth2Rules;
pub use payload::{KeyId, PayloadRules};
pub use product::{Authentication, Product};
pub use push::{Delivery, PushTarget};
pub use sandbox::{Sandbox, SandboxBuilder};
pub use seeds::seed_schema;

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
