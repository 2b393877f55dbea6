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

mod clock;
mod contract;
mod control;
mod credentials;
mod error;
mod fault;
mod files;
mod gateway;
mod log;
mod oauth;
mod payload;
mod product;
mod push;
mod sandbox;
mod server;
mod service;
mod services;
mod status;

pub use clock::SandboxClock;
pub use credentials::{Credentials, Pair};
pub use error::{Error, Result};
pub use fault::{FAULT_HEADER, Fault};
pub use log::Seen;
pub use payload::{KeyId, PayloadRules};
pub use product::{Authentication, Product};
pub use push::{Delivery, PushTarget};
pub use sandbox::{Sandbox, SandboxBuilder};
