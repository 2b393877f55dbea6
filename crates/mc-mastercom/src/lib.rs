//! Client of Mastercard's Mastercom, version 6.
//!
//! Mastercom is where issuers and acquirers settle disputes over transactions: an issuer finds a transaction, opens a
//! claim, asks for documents, charges back; the acquirer answers; what stays open goes to arbitration or compliance as
//! a case. Fees and fraud reports belong to claims as well. This crate has all of its operations.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use mc_mastercom::{API, Client};
//!
//! let client = Client::from(mc_profile::Profile::load("sandbox")?.client(&API)?);
//! for claim in client.queues().get_queue_claims("Rejects").await? {
//!     println!("{:?} is due {:?}", claim.claim_id, claim.due_date);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The profile `sandbox` names the keys and the server: see [`mc-profile`](https://docs.rs/mc-profile). Its client
//! signs each request, and repeats what may be repeated.
//!
//! # The parts
//!
//! The same without a profile, with what became of a call:
//!
//! ```no_run
//! use mc_auth::{ClientBuilder, keys::KeySource, oauth1::OAuth1, rsa::LocalSigner};
//! use mc_mastercom::models::{CreateClaimRequest, NewClaimType};
//! use mc_mastercom::{Client, Environment};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let key = KeySource::path("signing.p12").with_password_env("SIGNING_PASSWORD").private_key()?;
//! let oauth1 = OAuth1::new(std::env::var("CONSUMER_KEY")?, LocalSigner::new(&key)?)?;
//! let http = ClientBuilder::oauth1(oauth1).build()?;
//! let client = Client::new(http, Environment::Sandbox);
//!
//! for claim in client.queues().get_queue_claims("Rejects").await? {
//!     println!("{:?} is due {:?}", claim.claim_id, claim.due_date);
//! }
//!
//! let request = CreateClaimRequest::new(
//!     "100.00".parse()?,
//!     "USD".parse()?,
//!     NewClaimType::Standard,
//!     "FIqRcPyX/wmj+B5yzuiUTX==",
//! );
//! match client.claims().create_claim(&request).await {
//!     Ok(answer) => println!("claim {:?}", answer.claim_id),
//!     // A claim may exist now. Look for it; do not ask again at once.
//!     Err(error) if error.may_have_been_processed() => println!("check the queues: {error}"),
//!     Err(error) => {
//!         for refused in error.errors() {
//!             println!("refused: {:?}", refused.reason_code());
//!         }
//!         return Err(error.into());
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Environments
//!
//! [`Environment`] has the servers that Mastercard documents, and none is the default: which one is asked is said. The
//! sandbox answers with made-up data at first and holds real test data once a customer is onboarded. Any other address,
//! such as a local stand-in, is a [`mc_core::Environment::custom`].
//!
//! # Signing and encryption
//!
//! Mastercom takes requests signed by OAuth 1.0a with a hash of the body, and encrypts no payloads. Signing and
//! encryption are middleware, see `mc-auth`; this crate works with any
//! [`ClientWithMiddleware`](reqwest_middleware::ClientWithMiddleware). A key may send 150 requests a second.
//!
//! # What takes time
//!
//! With the feature `polling`, `pages` reads queues page by page, and `wait` waits for documents, claims and clearing records,
//! with growing pauses and a deadline.
//!
//! # Filing something once
//!
//! There is no key by which the server could tell a repetition from a second request. It finds duplicates itself, but
//! not within a minute of the first, and asks to wait an hour after a time-out before filing again. So the 18
//! operations that create an event, [`Operation::creates_event`](mc_core::Operation::creates_event), must not be
//! repeated blindly: look the claim or the status up instead.
//!
//! # Documents
//!
//! [`DocumentStructure::from_bytes`](models::DocumentStructure::from_bytes) makes an attachment of a file and checks
//! the rules that can be checked before sending. [`DocumentArchive::to_bytes`](models::DocumentArchive::to_bytes) gives
//! the ZIP file of an answer. The server works on uploads later: ask for their status, or read it in the claim.
//!
//! ```
//! use mc_mastercom::models::{ChargebackType, CreateChargebackRequest, DocumentStructure};
//!
//! # fn example(pdf: &[u8]) -> Result<CreateChargebackRequest, Box<dyn std::error::Error>> {
//! let amount = "100.00".parse()?;
//! let currency = "USD".parse()?;
//! let request = CreateChargebackRequest::new(amount, ChargebackType::Chargeback, currency, true.into(), "4853")
//!     .file_attachment(DocumentStructure::from_bytes("receipt.pdf", pdf)?);
//! # Ok(request)
//! # }
//! # assert!(example(b"%PDF").is_ok());
//! ```
//!
//! # Numbers, flags and ids
//!
//! Most values are text, as the server has them; where it sends a number or a flag in place of a text, the text is what
//! stood in the JSON, digit for digit. Transaction ids hold `/`, `+` and `=` and are encoded on their way into a path:
//! pass them as they came.
//!
//! # Errors
//!
//! Every call that fails gives a [`mc_core::Error`]. It knows the status, the errors that the server named
//! ([`errors`](mc_core::Error::errors), whose descriptions may repeat what was sent), the correlation id for a support
//! ticket, whether the server [may have acted](mc_core::Error::may_have_been_processed), and whether [waiting may
//! help](mc_core::Error::is_retryable). Errors and field types come from `mc-core`: depend on it, too, to name them.
//!
//! # What is retried
//!
//! Nothing, by this crate. Reads and searches may be repeated, 27 operations in all, among them searches by POST and
//! status requests by PUT. [`operations`] holds each operation as data, and every request carries its own as a
//! [`mc_core::Operation`] among its extensions: a retry layer reads there whether a call may be repeated.
//!
//! # What is printed
//!
//! Models hide what they hold. `Debug` shows a field only where it is known to be harmless (ids, states, dates), and
//! `[REDACTED]` in place of all others, those of later versions among them. Card numbers, names, memos and documents
//! are [`mc_core::Sensitive`]: it prints nothing, is wiped when dropped, and `expose` gives the value. Errors print
//! neither bodies nor URLs.
//!
//! # Values and fields of a newer server
//!
//! Mastercard adds values and fields without notice, and nothing of that is lost or fails: an enum has `Unknown` for
//! what it does not know, a model keeps further fields in `extra`, and both are sent back as they came. Fields that are
//! absent or null are `None`.
//!
//! ```
//! use mc_mastercom::models::{ChargebackStatusResponseStructure, DocumentStatus};
//!
//! let json = r#"{"chargebackId":"300018439680","status":"SCANNING","pages":3}"#;
//! let chargeback: ChargebackStatusResponseStructure = serde_json::from_str(json)?;
//! assert_eq!(chargeback.status, Some(DocumentStatus::from("SCANNING")));
//! assert!(chargeback.extra.get("pages").is_some_and(|pages| pages.as_str() == "3"));
//! assert_eq!(serde_json::to_string(&chargeback)?, json);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # Features
//!
//! `dynamic` (off) adds the module `dynamic`, which calls operations by name with text and JSON, and says what each takes.
//!
//! # TLS and Rust version
//!
//! The `reqwest` client that you pass brings the TLS stack, the roots and the client certificate; this crate chooses
//! none. It takes `reqwest` 0.13 through `reqwest-middleware` 0.5. The minimum Rust version is the
//! `rust-version` in `Cargo.toml`, which is what the dependencies need.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod documents;
mod generated;
#[cfg(feature = "polling")]
pub mod pages;
#[cfg(feature = "polling")]
pub mod wait;

pub use generated::*;

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
