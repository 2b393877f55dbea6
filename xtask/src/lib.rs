//! The parts of `cargo xtask`: reading specs, patching, comparing and generating.

pub mod catalog;
pub mod spec;
pub mod workspace;
