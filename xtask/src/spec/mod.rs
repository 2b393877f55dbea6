//! Specs: from published bytes to what the generator reads.

pub mod api;
pub mod docs;
pub mod emit;
pub mod names;
pub mod prepare;
