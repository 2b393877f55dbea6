//! Client of Mastercard's Identity Insights for Accounts.
//!
//! Somebody opens an account: is the person who they say they are? Identity Insights scores name, e-mail address,
//! phone, postal address, IP address and device, and says how they fit together. It has one operation.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use mc_identity_insights::{API, Client, models::{AccountInfo, AccountOpeningData, UserInput}};
//!
//! let client = Client::from(mc_profile::Profile::load("sandbox")?.client(&API)?);
//! let user = UserInput::new(AccountInfo::new()).email("jane.roe@example.com");
//! let answer = client.openings().retrieve_account_opening_insights(&AccountOpeningData::new(user)).await?;
//! println!("identity risk: {:?}", answer.insights.user.map(|user| user.scores.identity_risk));
//! # Ok(())
//! # }
//! ```
//!
//! The profile `sandbox` names the keys and the server: see [`mc-profile`](https://docs.rs/mc-profile). Its client
//! presents the certificate and encrypts each request, and repeats what may be repeated.
//!
//! # The parts
//!
//! The same without a profile, with what became of a call:
//!
//! ```no_run
//! use mc_auth::ClientBuilder;
//! use mc_auth::jwe::{Decrypter, Encrypter};
//! use mc_auth::keys::KeySource;
//! use mc_auth::payload::EncryptionLayer;
//! use mc_auth::tls::ClientIdentity;
//! use mc_identity_insights::models::{AccountInfo, AccountOpeningData, DeviceInput, UserInput};
//! use mc_identity_insights::{Client, Environment};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let identity = KeySource::path("client.p12").with_password_env("CLIENT_PASSWORD").identity()?;
//! let encrypter = Encrypter::new(&KeySource::path("mastercard-encryption.pem").public_key()?)?;
//! let decrypter = Decrypter::new(&KeySource::path("my-decryption.pem").private_key()?)?;
//! let http = ClientBuilder::mutual_tls(&ClientIdentity::new(&identity)?)
//!     .with_encryption(EncryptionLayer::jwe(encrypter, decrypter))
//!     .build()?;
//! let client = Client::new(http, Environment::SandboxEurope);
//!
//! let user = UserInput::new(AccountInfo::new().hashed_account_id("5f2c")).email("jane.roe@example.com");
//! let request = AccountOpeningData::new(user).device(DeviceInput::new().ip("203.0.113.7").user_agent("Mozilla/5.0"));
//! match client.openings().retrieve_account_opening_insights(&request).await {
//!     Ok(answer) => {
//!         if let Some(user) = answer.insights.user {
//!             println!("identity risk {} of 500", user.scores.identity_risk);
//!         }
//!         for warning in answer.warnings.unwrap_or_default() {
//!             println!("{warning}");
//!         }
//!     }
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
//! [`Environment`] has a sandbox and a production server for each of three regions, and none is the default: which one
//! is asked is said. Any other address, such as a local stand-in, is a [`mc_core::Environment::custom`].
//!
//! # Signing and encryption
//!
//! The server knows its callers by their TLS client certificate, which belongs to the `reqwest` client. The request is
//! encrypted as a JWE (RSA-OAEP-256, A256GCM): the body is `{"encryptedData": "<JWE>"}`. Answers are documented in the
//! clear; an encrypted one is decrypted. Encryption is a layer of the HTTP client, see `mc-auth`; this crate works with
//! any [`ClientWithMiddleware`](reqwest_middleware::ClientWithMiddleware). Without such a layer the request is not
//! sent: the [`mc_core::Error`] names the operation. Keep one HTTP client for all calls: connections with a client
//! certificate are costly to open.
//!
//! # What to send
//!
//! `user` is always needed. Insights about the IP address need `device.ip`; those about the device need
//! `device.user_agent` too, and the more of the other fields are sent, the better. A part that could not be made is
//! absent from the answer, and `alerts` says why.
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
//! Nothing, by this crate. Whether a second request counts twice is not documented, so the operation is not marked as
//! one that may be repeated. [`operations`] holds each operation as data, and every request carries its own as a
//! [`mc_core::Operation`] among its extensions: a retry layer reads there whether a call may be repeated.
//!
//! # What is printed
//!
//! Models hide what they hold. `Debug` shows a field only where it is known to be harmless (scores, codes, flags), and
//! `[REDACTED]` in place of all others, those of later versions among them. Names, addresses, phone numbers, ids of
//! devices and the like are [`mc_core::Sensitive`]: it prints nothing, is wiped when dropped, and `expose` gives the
//! value. Errors print neither bodies nor URLs.
//!
//! # Values and fields of a newer server
//!
//! Mastercard adds values and fields without notice, and nothing of that is lost or fails: an enum has `Unknown` for
//! what it does not know, a model keeps further fields in `extra`, and both are sent back as they came. Fields that are
//! absent or null are `None`.
//!
//! ```
//! use mc_identity_insights::models::{MatchToName, PhoneAnalysis};
//!
//! let json = r#"{"valid":true,"lastSeenDays":4,"matchToName":"partly","roaming":false}"#;
//! let phone: PhoneAnalysis = serde_json::from_str(json)?;
//! assert_eq!(phone.match_to_name, MatchToName::from("partly"));
//! assert!(phone.extra.get("roaming").is_some_and(|roaming| roaming.as_str() == "false"));
//! assert_eq!(serde_json::to_string(&phone)?, json);
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
