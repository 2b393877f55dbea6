//! The parts of `cargo xtask`: reading specs, patching, comparing and generating.
