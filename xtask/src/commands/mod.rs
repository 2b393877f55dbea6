//! The commands of `cargo xtask`, one a file.

pub mod check;
pub mod diff;
pub mod generate;
pub mod pull;
