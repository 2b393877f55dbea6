//! x

mod generated;

pub use generated::*;
