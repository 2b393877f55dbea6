//! Signing, encryption and identities for Mastercard's APIs.
//!
//! What this crate does is done over the exact bytes that are sent, and each part can be used alone:
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`keys`] | private keys, certificates and stores, from PKCS#12, PEM, DER and JWK |
//! | [`rsa`] | signing and OAEP behind small traits, external signers, rotation |
//! | [`jwe`] | payload encryption by JWE: RSA-OAEP-256 with AES-GCM or AES-CBC and HMAC |
//! | [`payload`] | where in a document what is encrypted, rules for operations, the middleware for it |
//! | [`fle`] | field-level encryption, the older scheme: AES-128-CBC and RSA-OAEP |
//! | [`oauth1`] | OAuth 1.0a with a body hash, as reqwest middleware and tower layer |
//! | `tls` | client certificates and trusted roots as rustls configuration (feature `tls`) |
//! | `bearer` | bearer tokens, renewed early and once for all (feature `reqwest`) |
//! | `retry` | repeating what may be repeated (feature `reqwest`) |
//! | `trace` | a span for each call (features `reqwest` and `tracing`) |
//!
//! `ClientBuilder` (features `reqwest` and `tls`) assembles all of them, in the only right order.
//!
//! # Examples
//! A client whose every request is signed (feature `reqwest`):
//!
//! ```no_run
//! # #[cfg(all(feature = "reqwest", feature = "aws-lc-rs"))]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use mc_auth::keys::KeySource;
//! use mc_auth::oauth1::OAuth1;
//! use mc_auth::rsa::LocalSigner;
//!
//! let key = KeySource::path("sandbox-signing.p12")
//!     .with_alias("keyalias")
//!     .with_password_env("SIGNING_PASSWORD")
//!     .private_key()?;
//! let oauth1 = OAuth1::new(std::env::var("CONSUMER_KEY")?, LocalSigner::new(&key)?)?;
//!
//! let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
//! let http = reqwest_middleware::ClientBuilder::new(http).with(oauth1).build();
//! # drop(http);
//! # Ok(())
//! # }
//! # #[cfg(not(all(feature = "reqwest", feature = "aws-lc-rs")))]
//! # fn main() {}
//! ```
//!
//! # Features
//! All are additive, and each builds alone.
//!
//! | feature | what it adds |
//! | --- | --- |
//! | `aws-lc-rs` (default) | RSA by AWS-LC: constant time, fast, needs a C compiler |
//! | `rustcrypto` | RSA in pure Rust; see [`rsa`] on when to prefer which |
//! | `reqwest` (default) | middleware for `reqwest-middleware` |
//! | `tls` (default) | TLS by rustls with client certificates and, with `reqwest`, the client builder |
//! | `http2` | HTTP/2 beside HTTP/1.1, where the server offers it |
//! | `tracing` | spans without personal data, with `reqwest` |
//! | `tower` | a tower layer |
//!
//! With neither RSA feature there is no software RSA: only a [`rsa::Signer`] of your own signs.
//!
//! # Secrets
//! Private keys and passwords are overwritten on drop. They are in no `Debug`, `Display` or error; `Authorization` is
//! marked sensitive; nothing is logged. There are no statics: key, clock, nonce source and RSA backend are values.
//!
//! # Supported Rust
//! The version that `rust-version` in `Cargo.toml` names. A newer minimum is no breaking change.

#[cfg(feature = "reqwest")]
pub mod bearer;
pub mod fle;
pub mod jwe;
pub mod keys;
pub mod oauth1;
pub mod payload;
#[cfg(feature = "reqwest")]
pub mod retry;
pub mod rsa;
#[cfg(feature = "tls")]
pub mod tls;
#[cfg(all(feature = "reqwest", feature = "tracing"))]
pub mod trace;

#[cfg(feature = "tower")]
mod body;
#[cfg(all(feature = "reqwest", feature = "tls"))]
mod client;
mod error;
mod shared;

#[cfg(all(feature = "reqwest", feature = "tls"))]
pub use client::ClientBuilder;
pub use error::{Error, Result};
pub use shared::Shared;
