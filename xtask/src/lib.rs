//! The parts of `cargo xtask`: reading specs, patching, comparing and generating.

pub mod bench;
pub mod catalog;
pub mod commands;
pub mod discover;
pub mod fetch;
pub mod files;
pub mod generator;
pub mod lock;
pub mod manifest;
pub mod pipeline;
mod process;
pub mod scaffold;
pub mod spec;
pub mod workspace;
