//! What every Mastercard client crate stands on.
