//! Client of Mastercard's issuer enrollment into Click to Pay.
//!
//! An issuer puts its cardholders' cards into Click to Pay, so that they are there at the checkout without being typed.
//! This crate enrols a card, reads, changes and deletes it, and does the same for the profiles of consumers.
//!
//! # Before you rely on it
//!
//! **The specification behind this crate is a reconstruction.** Mastercard publishes it in several files, and none
//! could be had in full. What was gathered comes from documentation pages and from sibling APIs on the same host:
//!
//! | part | state |
//! | --- | --- |
//! | servers, signing, paths and methods of cards and profiles | documented |
//! | request and refusals of enrolling a card | documented |
//! | answer to enrolling a card; answers about a card; error bodies of other calls | unconfirmed, taken from siblings |
//! | deleting a card | unconfirmed, only implied by the documentation |
//! | bodies for changing a card or a profile, answer about a profile | unknown: any JSON |
//! | which profile [`delete_profiles`] deletes | unknown: do not call it in production |
//! | batches: paths, at most 250 cards in one | unconfirmed, taken from a sibling |
//! | batches: form of the records before encryption, answer about a batch, its status values | unknown: any JSON |
//!
//! [`delete_profiles`]: apis::profiles::Profiles::delete_profiles
//!
//! The documentation of each element says "Unconfirmed" where that is so. No endpoint was invented, and unknown fields
//! are kept, so an answer with other fields decodes.
//!
//! **The publisher calls these APIs legacy since September 2026.** The Credential Directory APIs replace them for new
//! integrations; nothing of those is published in a form that a client could be generated from.
//!
//! # Example
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use mc_issuer_enrollment::{API, Client, apis::cards::GetCardOptions};
//!
//! let client = Client::from(mc_profile::Profile::load("sandbox")?.client(&API)?);
//! let answer = client.cards().get_card("6e1f0d3c-0000-4000-8000-000000000003", &GetCardOptions::new()).await?;
//! println!("{:?}", answer.masked_card.and_then(|card| card.pan_last_four));
//! # Ok(())
//! # }
//! ```
//!
//! The profile `sandbox` names the keys and the server: see [`mc-profile`](https://docs.rs/mc-profile). Its client
//! signs each request and encrypts the cards in them, and repeats what may be repeated.
//!
//! # The parts
//!
//! The same without a profile, with what became of a call:
//!
//! ```no_run
//! use mc_auth::ClientBuilder;
//! use mc_auth::jwe::Encrypter;
//! use mc_auth::keys::KeySource;
//! use mc_auth::oauth1::OAuth1;
//! use mc_auth::payload::{Encryption, EncryptionLayer, JweScheme};
//! use mc_auth::rsa::LocalSigner;
//! use mc_issuer_enrollment::apis::cards::EnrollCardOptions;
//! use mc_issuer_enrollment::models::{
//!     Card, CardSource, Consumer, ConsumerIdentity, ConsumerIdentityIdentityType, EnrollCardRequest,
//! };
//! use mc_issuer_enrollment::{Client, Environment};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let key = KeySource::path("signing.p12").with_password_env("SIGNING_PASSWORD").private_key()?;
//! let oauth1 = OAuth1::new(std::env::var("CONSUMER_KEY")?, LocalSigner::new(&key)?)?;
//! // Mastercard publishes the key for cards as a JWK set; its name there is the `kid`.
//! let card_key = KeySource::path("fpan-encryption.json").with_alias("149123-src-fpan-encryption").public_key()?;
//! let encrypter = Encrypter::new(&card_key)?.with_kid("149123-src-fpan-encryption");
//! let scheme = JweScheme::new().with_encrypter(encrypter);
//! let http = ClientBuilder::oauth1(oauth1)
//!     .with_encryption(EncryptionLayer::new(Encryption::new(scheme)))
//!     .build()?;
//! let client = Client::new(http, Environment::Sandbox);
//!
//! let identity = ConsumerIdentity::new(ConsumerIdentityIdentityType::EmailAddress, "jane.roe@example.com");
//! let request = EnrollCardRequest::new("6e1f0d3c-0000-4000-8000-000000000003", Consumer::new(identity))
//!     .encrypted_card(Card::new("5555555555554444", "12", "2029"))
//!     .card_source(CardSource::Issuer);
//! match client.cards().enroll_card(&request, &EnrollCardOptions::new()).await {
//!     Ok(answer) => {
//!         let card = answer.masked_card.unwrap_or_default();
//!         println!("enrolled as {:?}", card.src_digital_card_id);
//!     }
//!     Err(error) if error.may_have_been_processed() => println!("look before asking again: {error}"),
//!     Err(error) => {
//!         for refused in error.errors() {
//!             for detail in refused.details() {
//!                 println!("{:?} is wrong: {:?}", detail.name(), detail.reason());
//!             }
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
//! Requests are signed by OAuth 1.0a with a hash of the body. A card is given as a [`models::Card`], and there is no
//! other way: the encryption layer of the HTTP client replaces it by a JWE, made with Mastercard's key for card data,
//! before the request is signed. Signing and encryption are layers of the HTTP client, see `mc-auth`; this crate works
//! with any [`ClientWithMiddleware`](reqwest_middleware::ClientWithMiddleware). Without an encryption layer a request
//! with a card is not sent: the [`mc_core::Error`] names the operation. [`mc_core::Operation::encryption`] tells the
//! layer which field to encrypt.
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
//! Nothing, by this crate. Reading a card or a profile may be repeated. Whether enrolling a card twice is harmless is
//! not known. [`operations`] holds each operation as data, and every request carries its own as a
//! [`mc_core::Operation`] among its extensions: a retry layer reads there whether a call may be repeated.
//!
//! # What is printed
//!
//! Models hide what they hold. `Debug` shows a field only where it is known to be harmless (states, kinds, languages),
//! and `[REDACTED]` in place of all others, those of later versions among them. Card data, names, e-mail addresses,
//! phone numbers and consumer ids are [`mc_core::Sensitive`]: it prints nothing, is wiped when dropped, and `expose`
//! gives the value. Errors print neither bodies nor URLs.
//!
//! # Values and fields of a newer server
//!
//! Mastercard adds values and fields without notice, and nothing of that is lost or fails: an enum has `Unknown` for
//! what it does not know, a model keeps further fields in `extra`, and both are sent back as they came. Fields that are
//! absent or null are `None`.
//!
//! ```
//! use mc_issuer_enrollment::models::{DigitalCardData, DigitalCardDataStatus};
//!
//! let json = r#"{"status":"FROZEN","since":"2027"}"#;
//! let card: DigitalCardData = serde_json::from_str(json)?;
//! assert_eq!(card.status, Some(DigitalCardDataStatus::from("FROZEN")));
//! assert!(card.extra.get("since").is_some_and(|since| since.as_str() == r#""2027""#));
//! assert_eq!(serde_json::to_string(&card)?, json);
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
