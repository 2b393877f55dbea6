//! The parts of `cargo xtask`: reading specs, patching, comparing and generating.

pub mod catalog;
pub mod generator;
pub mod spec;
pub mod workspace;
