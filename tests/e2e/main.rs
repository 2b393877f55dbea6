//! The crates and the sandbox together, over real TLS.
//!
//! What needs an outside program says `skipped: ...` and passes where there is none, unless `MC_INTEROP=required` is set.

mod concurrency;
mod demo;
mod faults;
mod guard;
mod keys;
mod nginx;
mod notifications;
mod oauth2;
mod operations;
mod polling;
mod profile;
mod support;
