//! Signing, encryption and identities for Mastercard's APIs.

pub mod keys;

mod error;

pub use error::{Error, Result};
