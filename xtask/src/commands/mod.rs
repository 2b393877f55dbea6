//! The commands of `cargo xtask`, one a file.

pub mod bench;
pub mod check;
pub mod ci;
pub mod demo;
pub mod diff;
pub mod generate;
pub mod new_product;
pub mod package;
pub mod pull;
pub mod release;
