//! The sandbox, asked over real TLS.

mod contract;
mod support;
