//! Signing, encryption and identities for Mastercard's APIs.
//!
//! What this crate does is done over the exact bytes that are sent, and each part can be used alone:
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`keys`] | private keys, certificates and stores, from PKCS#12, PEM, DER and JWK |
//! | [`rsa`] | signing and OAEP behind small traits, external signers, rotation |
//! | `ecdsa` | signing on the curve P-256, for OAuth 2.0 (features `aws-lc-rs`, `rustcrypto`) |
//! | [`jwe`] | payload encryption by JWE: RSA-OAEP-256 with AES-GCM or AES-CBC and HMAC |
//! | [`jws`] | signatures over responses |
//! | [`fips`] | whether the build has the validated module of AWS-LC, and what is refused where it has |
//! | [`payload`] | where in a document what is encrypted, rules for operations, the middleware for it |
//! | [`fle`] | field-level encryption, the older scheme: AES-128-CBC and RSA-OAEP |
//! | [`oauth1`] | OAuth 1.0a with a body hash, as reqwest middleware and tower layer |
//! | `oauth2` | OAuth 2.0 by FAPI 2.0: `private_key_jwt` and DPoP (features `reqwest`, `tower`) |
//! | `tls` | client certificates and trusted roots as rustls configuration (feature `tls`) |
//! | `bearer` | bearer tokens, renewed early and once for all (feature `reqwest`) |
//! | `pace` | keeping all attempts of a key within a rate (feature `reqwest`) |
//! | `retry` | repeating what may be repeated (feature `reqwest`) |
//! | `trace` | a span for each call (features `reqwest` and `tracing`) |
//!
//! `ClientBuilder` (features `reqwest` and `tls`) assembles all of them, in the only right order.
//!
//! # Examples
//! A client whose every request is signed, encrypted where its operation says so, and repeated where that is safe (features
//! `reqwest` and `tls`):
//!
//! ```no_run
//! # #[cfg(all(feature = "reqwest", feature = "tls", feature = "aws-lc-rs"))]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use mc_auth::ClientBuilder;
//! use mc_auth::jwe::{Decrypter, Encrypter};
//! use mc_auth::keys::KeySource;
//! use mc_auth::oauth1::OAuth1;
//! use mc_auth::payload::EncryptionLayer;
//! use mc_auth::rsa::LocalSigner;
//!
//! let key = KeySource::path("sandbox-signing.p12")
//!     .with_alias("keyalias")
//!     .with_password_env("SIGNING_PASSWORD")
//!     .private_key()?;
//! let oauth1 = OAuth1::new(std::env::var("CONSUMER_KEY")?, LocalSigner::new(&key)?)?;
//! let encrypter = Encrypter::new(&KeySource::path("mastercard-encryption.pem").public_key()?)?;
//! let decrypter = Decrypter::new(&KeySource::path("my-decryption.pem").private_key()?)?;
//!
//! let http = ClientBuilder::oauth1(oauth1)
//!     .with_encryption(EncryptionLayer::jwe(encrypter, decrypter))
//!     .build()?;
//! # drop(http);
//! # Ok(())
//! # }
//! # #[cfg(not(all(feature = "reqwest", feature = "tls", feature = "aws-lc-rs")))]
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
//! | `tracing` | spans without personal data, with `reqwest`; warnings of certificates that are about to expire |
//! | `pkcs11` | keys that stay in a token or an HSM, for signing and for decryption: `rsa::pkcs11` |
//! | `tower` | tower layers |
//!
//! With neither RSA feature there is no software RSA: only a [`rsa::Signer`] of your own signs.
//!
//! # Secrets
//! Private keys and passwords are overwritten on drop; bearer tokens are not, for they live in headers. They are in no `Debug`, `Display` or error; `Authorization` is
//! marked sensitive; nothing is logged. There are no statics: key, clock, nonce source and RSA backend are values.
//!
//! A message that is encrypted or decrypted is finished with the key it began with: [`Shared`] ones, and signers, can be
//! replaced while clients run.
//!
//! # Supported Rust
//! The version that `rust-version` in `Cargo.toml` names. A newer minimum is no breaking change.
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "reqwest")]
pub mod bearer;
#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
pub mod ecdsa;
pub mod fips;
pub mod fle;
pub mod jwe;
pub mod jws;
pub mod keys;
pub mod oauth1;
#[cfg(any(feature = "reqwest", feature = "tower"))]
pub mod oauth2;
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
#[cfg(all(feature = "reqwest", feature = "tls"))]
mod connections;
mod error;
mod module;
#[cfg(feature = "reqwest")]
mod renewal;
mod shared;

#[cfg(all(feature = "reqwest", feature = "tls"))]
pub use client::ClientBuilder;
pub use error::{Error, Result};
#[cfg(feature = "reqwest")]
pub use mc_pace as pace;
pub use shared::Shared;

/// The examples of the README.
#[cfg(all(doctest, feature = "reqwest", feature = "tls", feature = "aws-lc-rs"))]
#[doc = include_str!("../README.md")]
struct Readme;
