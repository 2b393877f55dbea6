//! The parts of `cargo xtask`: reading specs, patching, comparing and generating.

pub mod catalog;
pub mod commands;
pub mod fetch;
pub mod files;
pub mod lock;
pub mod spec;
pub mod workspace;
