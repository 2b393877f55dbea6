//! The client crates on the wire: what they send, byte for byte, and what they make of what comes back.
//!
//! Each product has a test an operation and runs the cases of `common`, which hold for all of them. The
//! server is a real one, on the loopback interface of this machine.

mod automatic_billing_updater;
mod benefit_allocation;
mod common;
mod identity_insights;
mod issuer_enrollment;
mod mastercom;
mod models;
mod operations;
mod server;
