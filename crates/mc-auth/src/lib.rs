//! Signing, encryption and identities for Mastercard's APIs.

pub mod keys;
pub mod rsa;

mod error;

pub use error::{Error, Result};
