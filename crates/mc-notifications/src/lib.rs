//! Receives the account updates that Mastercard pushes, and loses none.
//!
//! The Automatic Billing Updater (ABU) posts news of card accounts to an HTTPS endpoint of the customer, with a certificate of
//! its own. A handshake that is refused or a payload that gets lost is an update lost. This crate is that endpoint:
//!
//! - [`update::PushedUpdate`] is what arrives, with card numbers that never print and room for fields of a newer version;
//! - [`Receiver`] takes it, as a `tower` service or an axum router, and `server` is a ready server that demands and
//!   verifies the certificate of the client;
//! - a [`Sink`] keeps it before it is acknowledged: an embedded database, PostgreSQL, or your own;
//! - a [`queue::Queue`] hands it to consumers, at least once and in order.
//!
//! ```no_run
//! # #[cfg(all(feature = "server", feature = "sqlite"))]
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use mc_notifications::Receiver;
//! use mc_notifications::seal::Keyring;
//! use mc_notifications::server::{Server, ServerTls, TlsSettings};
//! use mc_notifications::sqlite::SqliteStore;
//!
//! let keyring: Keyring = std::env::var("UPDATES_KEY")?.parse()?;
//! let store = SqliteStore::open("updates.db", keyring)?;
//! let tls = TlsSettings::new(&std::fs::read("server.pem")?, &std::fs::read("server.key")?)?
//!     .with_client_roots(&std::fs::read("digicert-roots.pem")?)?
//!     .with_pin("dns:client.example.com".parse()?);
//! let receiver = Receiver::new(store).with_path("/abu/notifications");
//! let server = Server::bind("0.0.0.0:8443", tls.build()?, receiver).await?;
//! server.run().await;
//! # Ok(())
//! # }
//! ```
//!
//! # What is never printed
//! No body and no field of one is in a log, a metric, an error or a `Debug` text, but for the reference of an update and the
//! ids of requests, where those look like identifiers. At rest, whatever the sender sent is encrypted (`seal`).
//!
//! # TLS and Rust version
//! rustls with AWS-LC, given explicitly; no process-wide provider is installed or needed. The minimum Rust version is the one
//! in `Cargo.toml`.
//!
//! # Features
//! - `server` (on): the ready server.
//! - `sqlite`: SQLite, for one machine; `sqlite-bundled` builds it from source instead of linking the one in the build.
//! - `axum`: `Receiver::router`.
//! - `seal`: `seal` alone, for programs that keep account numbers as the stores do.
//! - `postgres`: PostgreSQL, for several receivers.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

mod error;
mod json;
pub mod metric;
mod notification;
#[cfg(feature = "postgres")]
pub mod postgres;
pub mod queue;
mod receiver;
#[cfg(any(feature = "seal", feature = "sqlite", feature = "postgres"))]
pub mod seal;
#[cfg(feature = "server")]
pub mod server;
mod sink;
#[cfg(feature = "sqlite")]
pub mod sqlite;
pub mod update;

pub use crate::error::{Error, Result};
pub use crate::notification::Notification;
pub use crate::receiver::Receiver;
pub use crate::sink::{Sink, Stored};
pub use mc_core::{Clock, SystemClock};

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
