//! Keeps a Mastercom dispute event from being filed twice.
//!
//! Mastercom does not see that a dispute event is a duplicate when the first one is less than a minute old, and after a
//! time-out it wants an hour to pass before the event is sent again. [`Guard`] is `reqwest` middleware that holds callers to
//! both, across threads, processes and machines:
//!
//! ```
//! use mc_dispute_guard::{Guard, GuardKey, store::MemoryStore};
//!
//! # fn example(secret: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
//! let guard = Guard::new(MemoryStore::new(), &GuardKey::new(secret)?);
//! let http = reqwest_middleware::ClientBuilder::new(reqwest::Client::new())
//!     .with(guard.clone()) // outside of what retries, encrypts and signs
//!     .build();
//! # drop(http);
//! # Ok(())
//! # }
//! # example(&[7; 32]).unwrap();
//! ```
//!
//! With `mc_auth::ClientBuilder`, hand a clone to `with_layer`.
//!
//! # What an event is
//!
//! Which operations create events, the operation table says ([`mc_core::Operation::creates_event`]); all other calls pass.
//! Two requests are the same event when [`Event`], a keyed fingerprint of operation, path and body, is the same. Layout and
//! order of the body do not count, amounts are compared as amounts, and all other texts as they are: see [`Event`].
//!
//! # What happens to it
//!
//! | state | begins | refused for | ends |
//! | --- | --- | --- | --- |
//! | [`InFlight`](State::InFlight) | when a request goes out | as long as it lasts | with the answer; without one it counts as unknown |
//! | [`Succeeded`](State::Succeeded) | with a 2xx in JSON | [`Windows::succeeded`], 60 seconds | then Mastercom sees duplicates itself |
//! | [`Unknown`](State::Unknown) | with a time-out, a broken connection, 408, 5xx, a 2xx that is no JSON, or a crash | [`Windows::unknown`], an hour | then Mastercom says it may be sent again |
//! | free | with any other answer, or where no connection came about | not at all | |
//!
//! A refusal is [`Refused`], found in an [`mc_core::Error`] by [`Refused::find`]: it says which state the event is in, for how
//! long it is refused, and the identifiers that the earlier answer held. `look_up` asks Mastercom by those. Somebody who
//! knows better calls [`Guard::release`], or files again by [`Guard::with_again`]; both take a reason, which is logged and
//! kept.
//!
//! # Where it is remembered
//!
//! In a [`store`]: memory for one process, a SQLite file for the processes of one machine (feature `file`), PostgreSQL or Redis
//! for a fleet (features `postgres` and `redis`). The store's clock decides, not the caller's. Stores hold no dispute data: the
//! fingerprint is an HMAC, and identifiers are encrypted. Operation, host, process and times of the last attempts are in the
//! clear, for operators: [`Guard::list`] and [`Guard::history`]. When the store is down, events are refused as
//! [`StoreUnavailable`]; [`Guard::with_fail_open`] lets them go instead.
//!
//! # Limits
//!
//! A duplicate is seen only among callers that share a store and a key. A store that loses its data forgets what is in flight:
//! see the store's documentation on what it takes to survive a crash.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod document;
mod error;
mod event;
mod guard;
mod identifiers;
mod key;
#[cfg(feature = "look-up")]
mod look_up;
mod state;
pub mod store;

pub use error::{Refused, StoreUnavailable};
pub use event::{Event, InvalidEvent};
pub use guard::Guard;
pub use identifiers::Identifiers;
pub use key::{GuardKey, InvalidKey};
#[cfg(feature = "look-up")]
pub use look_up::{LookUp, look_up, look_up_by};
pub use state::{State, Windows};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
