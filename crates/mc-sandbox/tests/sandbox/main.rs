//! The sandbox, asked over real TLS.

mod batches;
mod certificates;
mod contract;
mod control;
mod faults;
mod files;
mod http_rules;
mod life;
mod payload;
mod push;
mod signatures;
mod support;
