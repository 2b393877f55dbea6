// mc-automatic-billing-updater: Automatic Billing Updater 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! What the generator makes of the specification.

pub mod apis;
mod client;
#[cfg(feature = "dynamic")]
pub mod dynamic;
pub mod models;
pub mod operations;

pub use client::*;
