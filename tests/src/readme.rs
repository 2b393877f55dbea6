//! The examples of the project's README, compiled as tests.

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
