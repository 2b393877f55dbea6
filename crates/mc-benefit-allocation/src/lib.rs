//! Client of Mastercard's Benefit Allocation Service.
//!
//! Issuers give single cards benefits that their range of cards does not have, such as insurance or lounge access.
//! Benefits come in bundles, and bundles in segments. This crate puts a card into a segment, moves it to another or
//! takes it out, carries benefits over to a replacement card, and freezes a card's benefits.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use mc_benefit_allocation::{API, Client, models::{AssignBenefitAllocation, Segment}};
//!
//! let client = Client::from(mc_profile::Profile::load("sandbox")?.client(&API)?);
//! let request = AssignBenefitAllocation::new(5_291_070_000_000_000, [Segment::new("DART", "2026-12-01".parse()?)]);
//! println!("{:?}", client.segments().assign_segment(&request).await?.bundles);
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
//! use mc_benefit_allocation::models::{AssignBenefitAllocation, Segment};
//! use mc_benefit_allocation::{Client, Environment};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let identity = KeySource::path("client.p12").with_password_env("CLIENT_PASSWORD").identity()?;
//! let encrypter = Encrypter::new(&KeySource::path("mastercard-encryption.pem").public_key()?)?;
//! let decrypter = Decrypter::new(&KeySource::path("my-decryption.pem").private_key()?)?;
//! let http = ClientBuilder::mutual_tls(&ClientIdentity::new(&identity)?)
//!     .with_encryption(EncryptionLayer::jwe(encrypter, decrypter))
//!     .build()?;
//! let client = Client::new(http, Environment::Sandbox);
//!
//! let request = AssignBenefitAllocation::new(5_291_070_000_000_000, [Segment::new("DART", "2026-12-01".parse()?)]);
//! match client.segments().assign_segment(&request).await {
//!     Ok(answer) => {
//!         for bundle in answer.bundles.unwrap_or_default() {
//!             println!("{:?} from {:?} to {:?}", bundle.code, bundle.effective_date, bundle.expiry_date);
//!         }
//!     }
//!     Err(error) if error.may_have_been_processed() => println!("look before asking again: {error}"),
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
//! [`Environment`] has the servers that Mastercard documents, and none is the default: which one is asked is said.
//! `Sandbox` and `Production` ask for a client certificate. `OauthSandbox` and `OauthProduction` are the edition of the
//! same operations that takes signed requests. Any other address, such as a local stand-in, is a
//! [`mc_core::Environment::custom`].
//!
//! # Signing and encryption
//!
//! The server knows its callers by their TLS client certificate, which belongs to the `reqwest` client. Every request
//! is encrypted as a JWE (RSA-OAEP-256, A256GCM): the body is `{"encryptedValue": "<JWE>"}`. Whether answers are
//! encrypted is not documented, so both forms are read, the member being `encryptedValue` or `encryptedData`.
//! Encryption is a layer of the HTTP client, see `mc-auth`; this crate works with any
//! [`ClientWithMiddleware`](reqwest_middleware::ClientWithMiddleware). Without such a layer a request is not sent: the
//! [`mc_core::Error`] names the operation. [`mc_core::Operation::encryption`] tells the layer what to encrypt.
//!
//! # Card numbers
//!
//! The service takes card numbers as JSON numbers, so they are `i64` here, and reads of them also take strings. A
//! request names one segment, though the field is a list.
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
//! Nothing, by this crate. No operation of this product is documented to be harmless when repeated. [`operations`]
//! holds each operation as data, and every request carries its own as a [`mc_core::Operation`] among its extensions: a
//! retry layer reads there whether a call may be repeated.
//!
//! # What is printed
//!
//! Models hide what they hold. `Debug` shows a field only where it is known to be harmless (codes, dates), and
//! `[REDACTED]` in place of all others, those of later versions among them. Card numbers are [`mc_core::Sensitive`]: it
//! prints nothing, is wiped when dropped, and `expose` gives the value. Errors print neither bodies nor URLs.
//!
//! # Values and fields of a newer server
//!
//! Mastercard adds values and fields without notice, and nothing of that is lost or fails: an enum has `Unknown` for
//! what it does not know, a model keeps further fields in `extra`, and both are sent back as they came. Fields that are
//! absent or null are `None`.
//!
//! ```
//! use mc_benefit_allocation::models::Bundles;
//!
//! let json = r#"{"bundles":[{"code":"PC4657","level":7}]}"#;
//! let answer: Bundles = serde_json::from_str(json)?;
//! let bundles = answer.bundles.as_deref().unwrap_or_default();
//! assert!(bundles[0].extra.get("level").is_some_and(|level| level.as_str() == "7"));
//! assert_eq!(bundles[0].expiry_date, None);
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
