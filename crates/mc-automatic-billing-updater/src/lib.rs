//! Client of Mastercard's Automatic Billing Updater.
//!
//! Whoever bills cards on file meets numbers that were replaced and dates that have passed. Issuers report such changes
//! to Automatic Billing Updater (ABU). This crate asks it how an account stands, and has it watch accounts for a
//! merchant; it then pushes a notification for each change to the address agreed with Mastercard.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use mc_automatic_billing_updater::{API, Client, models::{Account, Customer, Inquiry}};
//!
//! let client = Client::from(mc_profile::Profile::load("sandbox")?.client(&API)?);
//! let account = Account::new("5555555555554444", "1227");
//! let inquiry = Inquiry::new("order-4711", Customer::new("1111", "100000000000001"), account);
//! println!("{:?}", client.inquiries().inquire_account(&inquiry).await?.response_indicator);
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
//! use mc_automatic_billing_updater::models::{Account, Customer, Inquiry, ResponseIndicator};
//! use mc_automatic_billing_updater::{Client, Environment};
//!
//! # fn store(_: &Account) {}
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let key = KeySource::path("signing.p12").with_password_env("SIGNING_PASSWORD").private_key()?;
//! let oauth1 = OAuth1::new(std::env::var("CONSUMER_KEY")?, LocalSigner::new(&key)?)?;
//! let http = ClientBuilder::oauth1(oauth1).build()?;
//! let client = Client::new(http, Environment::Sandbox);
//!
//! let inquiry = Inquiry::new(
//!     "order-4711",
//!     Customer::new("1111", "100000000000001"),
//!     Account::new("5555555555554444", "1227"),
//! );
//! match client.inquiries().inquire_account(&inquiry).await {
//!     Ok(answer) => match (answer.response_indicator, answer.account) {
//!         (Some(ResponseIndicator::Valid), _) => println!("nothing has changed"),
//!         (_, Some(account)) => store(&account),
//!         (indicator, None) => println!("ask the cardholder: {indicator:?}"),
//!     },
//!     Err(error) if error.is_retryable() => println!("again in {:?}", error.retry_after()),
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
//! [`Environment`] has the servers that Mastercard documents, and none is the default: which one is asked is said. Any
//! other address, such as a local stand-in, is a [`mc_core::Environment::custom`].
//!
//! # Signing and encryption
//!
//! ABU takes requests signed by OAuth 1.0a with a hash of the body, and encrypts no payloads. Signing and encryption
//! are middleware, see `mc-auth`; this crate works with any
//! [`ClientWithMiddleware`](reqwest_middleware::ClientWithMiddleware). Watching accounts needs push to be enabled for
//! the client id, which Mastercard does on request.
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
//! Nothing, by this crate. The two inquiries change nothing and may be repeated. What a second subscription or deletion
//! does is not documented. [`operations`] holds each operation as data, and every request carries its own as a
//! [`mc_core::Operation`] among its extensions: a retry layer reads there whether a call may be repeated.
//!
//! # What is printed
//!
//! Models hide what they hold. `Debug` shows a field only where it is known to be harmless (ids, indicators), and
//! `[REDACTED]` in place of all others, those of later versions among them. Account numbers and expiry dates are
//! [`mc_core::Sensitive`]: it prints nothing, is wiped when dropped, and `expose` gives the value. Errors print neither
//! bodies nor URLs.
//!
//! # Values and fields of a newer server
//!
//! Mastercard adds values and fields without notice, and nothing of that is lost or fails: an enum has `Unknown` for
//! what it does not know, a model keeps further fields in `extra`, and both are sent back as they came. Fields that are
//! absent or null are `None`.
//!
//! ```
//! use mc_automatic_billing_updater::models::{OutInquiry, ResponseIndicator};
//!
//! let json = r#"{"responseIndicator":"MERGED","since":"2027"}"#;
//! let answer: OutInquiry = serde_json::from_str(json)?;
//! assert_eq!(answer.response_indicator, Some(ResponseIndicator::from("MERGED")));
//! assert!(answer.extra.get("since").is_some_and(|since| since.as_str() == r#""2027""#));
//! assert_eq!(serde_json::to_string(&answer)?, json);
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

mod generated;

pub use generated::*;

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
