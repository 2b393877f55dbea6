//! Keeps all attempts of a key within a rate, on one machine or many.
//!
//! Mastercard counts requests by key, over all machines that use it, and answers those above the rate with status 429. [`Pace`]
//! is `reqwest` middleware that holds each attempt back until it may begin:
//!
//! ```
//! use std::num::NonZeroU32;
//!
//! use mc_pace::Pace;
//!
//! let pace = Pace::per_second(NonZeroU32::new(150).unwrap()).with_max_in_flight(NonZeroU32::new(64).unwrap());
//! let http = reqwest_middleware::ClientBuilder::new(reqwest::Client::new())
//!     // Below whatever repeats requests, so that every attempt counts.
//!     .with(pace.clone())
//!     .build();
//! # drop(http);
//! ```
//!
//! The clients of `mc_auth::ClientBuilder` have [`Pace::documented`] unless something else is set there. Clones of a pace share
//! it: hand clones to all clients of a process that use the same key.
//!
//! # What is guaranteed
//! At most as many attempts as the rate arrive at the server in any second, wherever that second begins. An attempt takes up a
//! place in the rate from its beginning until a second after its answer, for it may have arrived at any moment in between; so
//! delays on the way cannot push two seconds' attempts into one. The price is that the rate is reached in full only by fast
//! answers: with answers after 100 ms, 150 a second become 136. An attempt without an answer counts as arrived after
//! [a second](Pace::with_transit).
//!
//! Attempts begin evenly spaced, without bursts, and in the order in which they were asked for.
//!
//! # What a server says
//! | answer | effect on all attempts of the key |
//! | --- | --- |
//! | 429 | half of the rate, once a second at most, down to a sixteenth; a tenth of the full rate comes back each second |
//! | 429 or 503 with `Retry-After` | none begins before that; where it is longer than [a minute](Pace::with_max_pause), attempts fail as [`Paused`] |
//! | 429 without it | none begins for a second |
//!
//! # Machines
//! Machines that use the same key share a pace by a [`store`]: Redis (feature `redis`) or PostgreSQL (feature `postgres`). The
//! store's clock counts. While the store does not answer, no attempt begins: it fails as not sent.
//!
//! ```no_run
//! # #[cfg(feature = "redis")]
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use mc_pace::Pace;
//! use mc_pace::store::RedisStore;
//!
//! let store = RedisStore::connect(&std::env::var("REDIS_URL")?).await?;
//! let pace = Pace::documented().shared("issuer-key-2026", store);
//! # drop(pace);
//! # Ok(())
//! # }
//! ```
#![cfg_attr(docsrs, feature(doc_cfg))]

mod error;
mod layer;
mod meter;
mod pace;
mod state;
pub mod store;

pub use error::Paused;
pub use pace::Pace;
pub use state::State;

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
