// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! What the generator makes of the specification.

pub mod apis;
mod client;
#[cfg(feature = "dynamic")]
pub mod dynamic;
pub mod models;
pub mod operations;

pub use client::*;
