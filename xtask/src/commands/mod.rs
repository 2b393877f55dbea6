//! The commands of `cargo xtask`, one a file.

pub mod diff;
pub mod pull;
