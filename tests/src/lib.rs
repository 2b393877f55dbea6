//! Tests of all crates together: on the wire, and of the examples in the project's README.

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

#[cfg(unix)]
pub mod servers;
