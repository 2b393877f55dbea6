//! What every Mastercard client crate stands on.
//!
//! The crates of the single products (`mc-mastercom` and its siblings) are generated; what they share is
//! here: sending a request and reading the answer, errors and the envelopes they come in, and the types of
//! fields that plain Rust types would print, round or refuse.
//!
//! ```
//! use mc_core::{Client, Environment, Operation, Request, Style};
//!
//! const RETRIEVE_CLAIM: Operation =
//!     Operation::new("retrieve_claim", "getClaim", "GET", "/v6/claims/{claim-id}");
//!
//! #[derive(serde::Deserialize)]
//! struct Claim {
//!     status: String,
//! }
//!
//! async fn status_of(client: &Client, id: &str) -> mc_core::Result<String> {
//!     let claim: Claim = Request::new(client, &RETRIEVE_CLAIM)
//!         .path("claim-id", id, Style::Simple, false)
//!         .send_json()
//!         .await?;
//!     Ok(claim.status)
//! }
//!
//! let http = reqwest_middleware::ClientBuilder::new(reqwest::Client::new()).build();
//! let sandbox = Environment::from_static("sandbox", "https://sandbox.example.com/mastercom");
//! let client = Client::new(http, sandbox);
//! # let _ = status_of(&client, "200002020654");
//! ```
//!
//! # What is never printed
//!
//! `Debug` and `Display` of everything here keep request and response bodies, URLs, header values and field
//! values to themselves. [`Sensitive`] hides and wipes what it holds, [`Extra`] shows names only, open enums
//! and unions hide what they do not know, [`Environment`] shows its name, and [`Error`] shows the status, the
//! reason codes and the place of a failure. What was withheld is behind accessors: [`Error::body`], [`GatewayError::description`],
//! [`Sensitive::expose`].
//!
//! # What is retried
//!
//! Nothing. [`Error::is_retryable`] says whether a request may be sent again, [`status`] is what a retry layer needs to decide,
//! and each request carries its [`Operation`] as an extension.
//!
//! # TLS and Rust version
//!
//! No TLS stack is chosen here: the `reqwest` client that the caller hands over brings its own. The minimum
//! Rust version is the `rust-version` in `Cargo.toml`, which is what the dependencies need.
//!
//! # Features
//!
//! - `chrono`, `jiff`, `time` (off): conversions between the types of these crates and the dates and times of [`values`].
//! - `dynamic` (off): calling operations by name; each generated crate has a feature of the same name.
//! - `reqwest-retry` (off): looks through the errors of the `reqwest-retry` crate, which otherwise hide an
//!   [`Error`] that another middleware made.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

mod api;
pub mod body;
mod client;
mod clock;
pub mod debug;
mod decode;
#[cfg(feature = "dynamic")]
pub mod dynamic;
mod encode;
mod envelope;
mod environment;
mod error;
mod extra;
mod generated;
pub mod json;
mod lenient;
mod macros;
mod model;
mod multipart;
mod oauth_error;
mod operation;
pub mod payload;
mod raw;
mod request;
mod sensitive;
pub mod status;
mod text;
mod union;
mod unknown;
mod unreadable;
pub mod values;
mod whole;
mod with_headers;

pub use bytes::Bytes;

pub use crate::api::{Api, ApiServer, Authentication};
pub use crate::client::Client;
pub use crate::clock::{Clock, SystemClock};
pub use crate::encode::Style;
pub use crate::envelope::{ErrorDetail, GatewayError};
pub use crate::environment::{Environment, is_loopback};
pub use crate::error::{Error, Result};
pub use crate::extra::Extra;
pub use crate::generated::Generated;
pub use crate::lenient::Lenient;
pub use crate::multipart::Multipart;
pub use crate::oauth_error::OAuthError;
pub use crate::operation::{AnswerForm, BodyEncryption, Operation, PayloadEncryption};
pub use crate::raw::RawJson;
pub use crate::request::Request;
pub use crate::sensitive::{SecretEq, Sensitive};
pub use crate::unknown::UnknownValue;
pub use crate::with_headers::WithHeaders;

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// What the macros expand to; not part of the public interface.
#[doc(hidden)]
pub mod __private {
    pub use serde;
    pub use serde_json;
    pub use serde_with;

    pub use zeroize::Zeroize;

    pub use crate::generated::{Probe, ProbeAny, ProbeGenerated};
    pub use crate::macros::support::*;
    pub use crate::model::WithExtra;
    pub use crate::union::{Described, Format, Input, Member, Property, Schema};
    pub use crate::whole::{ReadWhole, Whole, whole};
    pub use crate::with_headers::HeadersOf;

    /// [`Lenient`](crate::Lenient) as the attribute `with` of a field takes it.
    pub mod lenient {
        use serde::de::DeserializeOwned;
        use serde::{Deserializer, Serialize, Serializer};
        use serde_with::{DeserializeAs as _, SerializeAs as _};

        use crate::Lenient;

        #[inline]
        pub fn serialize<T: Serialize, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
            Lenient::serialize_as(value, serializer)
        }

        #[inline]
        pub fn deserialize<'de, T: DeserializeOwned, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
            Lenient::deserialize_as(deserializer)
        }
    }

    /// A value that an open enum does not know.
    pub const fn unknown<T>(value: T) -> crate::UnknownValue<T> {
        crate::UnknownValue::new(value)
    }

    /// Writes what stands for a hidden value.
    #[inline]
    pub fn redacted(f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(crate::debug::REDACTED)
    }

    /// The text of a string, number or boolean.
    #[inline]
    pub fn scalar<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
        crate::text::scalar(deserializer).map(|(text, _)| text)
    }
}
