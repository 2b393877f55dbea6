//! One operation of a Mastercard API over many records.
//!
//! A portfolio is checked before each billing run, a list of claims is worked through in a night: the same operation, many times,
//! at the pace that the service allows, on one machine or several, stopped and resumed. [`Bulk`] takes a stream of records and
//! gives a stream of results:
//!
//! ```no_run
//! # #[cfg(feature = "sqlite")]
//! # mod example {
//! use std::sync::Arc;
//!
//! use futures_core::Stream;
//! use mc_automatic_billing_updater::models::{Account, Customer, Inquiry};
//! use mc_automatic_billing_updater::{Client, operations};
//! use mc_bulk::journal::{RunFacts, SqliteJournal};
//! use mc_bulk::{Bulk, Vault};
//! use mc_notifications::seal::Keyring;
//! use serde_json::json;
//!
//! // What is kept of each card until it has a result, sealed.
//! #[derive(serde::Serialize, serde::Deserialize)]
//! struct Card {
//!     number: String,
//!     expiry: String,
//! }
//!
//! async fn refresh(
//!     client: Arc<Client>,
//!     keyring: Keyring,
//!     cards: impl Stream<Item = mc_bulk::Result<Card>> + Send + 'static,
//! ) -> mc_bulk::Result<()> {
//!     let facts = RunFacts { operation: "inquire".into(), settings: String::new() };
//!     let journal = SqliteJournal::work("portfolio.journal", &facts)?;
//!     let mut run = Bulk::new(&operations::INQUIRE_ACCOUNT, journal, &Vault::sealed(keyring))
//!         .run(Some(cards), move |card: Card| {
//!             let client = Arc::clone(&client);
//!             async move {
//!                 let customer = Customer::new("1076", "100000000001");
//!                 let inquiry = Inquiry::new("1", customer, Account::new(card.number, card.expiry));
//!                 let answer = client.inquiries().inquire_account(&inquiry).await?;
//!                 Ok(json!({ "indicator": answer.response_indicator.map(|indicator| indicator.to_string()) }))
//!             }
//!         });
//!     while let Some(result) = run.next().await {
//!         println!("record {}: {}", result.number, result.outcome);
//!     }
//!     run.finish().await
//! }
//! # }
//! ```
//!
//! # What is guaranteed
//! - Each record ends with exactly one [`Outcome`], however often the process is killed and started again, and with however many
//!   workers.
//! - An operation that is not [idempotent](mc_core::Operation::is_idempotent) is sent once: the journal notes durably that a
//!   record is about to be sent, and a record whose worker died after that is [`Outcome::Unknown`]. Use an HTTP client with a
//!   `mc_dispute_guard::Guard` as well where dispute events are filed: it sees duplicates between records and between runs.
//! - An idempotent operation may be called again for a record whose result was not written down.
//! - Memory does not grow with the input: records are read into the journal a few hundred at a time.
//!
//! # Where it stops
//! What passes by itself is tried again after a pause: refusals for the rate, lost connections, 502 to 504 of idempotent
//! operations. What does not becomes the result of the record. A journal that cannot be used ends the run, and the run is resumed
//! with the same input.
//!
//! # Features
//! | feature | what it adds |
//! | --- | --- |
//! | `sqlite` | a journal in a file, for one worker at a time |
//! | `sqlite-bundled` | the same, with an SQLite built from source |
//! | `postgres` | a journal in PostgreSQL, for workers on many machines |
#![cfg_attr(docsrs, feature(doc_cfg))]

mod error;
mod iter;
pub mod journal;
mod outcome;
mod read;
mod run;
mod vault;

pub use error::{Error, Result};
pub use iter::{Iter, iter};
pub use outcome::Outcome;
pub use read::{Entries, Entry};
pub use run::{Bulk, Record, Run};
pub use vault::Vault;

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
