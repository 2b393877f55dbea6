//! Signing, encryption and identities for Mastercard's APIs.
//!
//! What this crate does is done over the exact bytes that are sent, and each part can be used alone:
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`keys`] | private keys, certificates and stores, from PKCS#12, PEM, DER and JWK |
//! | [`rsa`] | signing and OAEP behind small traits, external signers, rotation |
//! | [`jwe`] | payload encryption by JWE: RSA-OAEP-256 with AES-GCM or AES-CBC and HMAC |
//! | `mtls` | client certificates and trusted roots as rustls configuration (feature `mtls`) |
//! | [`payload`] | where in a document what is encrypted, rules for operations, the middleware for it |
//! | [`fle`] | field-level encryption, the older scheme: AES-128-CBC and RSA-OAEP |
//! | [`oauth1`] | OAuth 1.0a with a body hash, as reqwest middleware and tower layer |
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
//! | `mtls` | identities and roots for rustls |
//! | `reqwest` (default) | middleware for `reqwest-middleware` |
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

pub mod fle;
pub mod jwe;
pub mod keys;
#[cfg(feature = "mtls")]
pub mod mtls;
pub mod oauth1;
pub mod payload;
pub mod rsa;

mod error;

pub use error::{Error, Result};
