//! `cargo xtask`: pulls, pins and compares the published specs, and generates the client crates.

fn main() {}
