use std::collections::HashMap;
use std::fmt;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use mc_core::Operation;

use crate::meter::Meter;
use crate::state::Limits;
use crate::store::{LocalStore, Store};

/// Middleware that holds each attempt back until it may begin. Clones share the pace.
///
/// It belongs below whatever repeats requests. What is set after a pace was cloned makes it another one, which shares nothing
/// with its clones.
///
/// | | unless set |
/// | --- | --- |
/// | attempts in flight | as many as there are callers |
/// | [transit](Self::with_transit) | 1 s |
/// | [longest pause](Self::with_max_pause) | 60 s |
/// | kept in | this process |
#[derive(Clone)]
pub struct Pace {
    rate: Rate,
    max_in_flight: Option<NonZeroU32>,
    transit: Duration,
    max_pause: Duration,
    name: String,
    store: Arc<dyn Store>,
    meters: Arc<Mutex<HashMap<&'static str, Arc<Meter>>>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rate {
    Documented,
    PerSecond(NonZeroU32),
}

impl Pace {
    fn new(rate: Rate) -> Self {
        Self {
            rate,
            max_in_flight: None,
            transit: Duration::from_secs(1),
            max_pause: Duration::from_secs(60),
            name: "local".to_owned(),
            store: Arc::new(LocalStore::new()),
            meters: Arc::default(),
        }
    }

    /// The rate that each product's documentation states: [`Operation::rate_limit`]. Products do not count for each other.
    ///
    /// Where none is stated, attempts are held back only when the server has refused one.
    pub fn documented() -> Self {
        Self::new(Rate::Documented)
    }

    /// A rate for all requests together, whatever their product.
    pub fn per_second(rate: NonZeroU32) -> Self {
        Self::new(Rate::PerSecond(rate))
    }

    /// Sets how many attempts may be under way at the same time, from their beginning to the last byte of the answer.
    #[must_use]
    pub fn with_max_in_flight(mut self, count: NonZeroU32) -> Self {
        self.max_in_flight = Some(count);
        self.separate()
    }

    /// Sets how long an attempt may take to arrive at the server.
    ///
    /// An attempt whose answer takes longer counts as arrived by then. A shorter time lets slow answers use more of the rate; an
    /// attempt that is on its way for longer may be one too many in the second of its arrival.
    #[must_use]
    pub fn with_transit(mut self, transit: Duration) -> Self {
        self.transit = transit;
        self.separate()
    }

    /// Sets the longest silence that attempts wait for when the server asks for one; for a longer one they fail as
    /// [`Paused`](crate::Paused).
    #[must_use]
    pub fn with_max_pause(mut self, longest: Duration) -> Self {
        self.max_pause = longest;
        self.separate()
    }

    /// Shares the pace with all that use the same name in the same store. Their settings should be the same.
    ///
    /// The name stands for a key; choose one that is no secret.
    #[must_use]
    pub fn shared(mut self, name: impl Into<String>, store: impl Store + 'static) -> Self {
        self.name = name.into();
        self.store = Arc::new(store);
        self.separate()
    }

    fn separate(mut self) -> Self {
        self.meters = Arc::default();
        self
    }

    pub(crate) fn holds_bodies(&self) -> bool {
        self.max_in_flight.is_some()
    }

    /// What the attempts of an operation count for.
    pub(crate) fn meter(&self, operation: Option<&Operation>) -> Arc<Meter> {
        let (product, per_second) = match self.rate {
            Rate::PerSecond(rate) => ("", Some(rate)),
            Rate::Documented => {
                let product = operation.map_or("", Operation::product);
                (product, operation.and_then(Operation::rate_limit))
            }
        };
        let mut meters = self.meters.lock().unwrap_or_else(PoisonError::into_inner);
        let meter = meters.entry(product).or_insert_with(|| {
            let limits = Limits {
                per_second,
                in_flight: self.max_in_flight,
                transit: self.transit,
            };
            let name = match product {
                "" => self.name.clone(),
                product => format!("{}:{product}", self.name),
            };
            Arc::new(Meter::new(name, limits, self.max_pause, Arc::clone(&self.store)))
        });
        Arc::clone(meter)
    }
}

impl fmt::Debug for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pace")
            .field("rate", &self.rate)
            .field("max_in_flight", &self.max_in_flight)
            .field("store", &self.store)
            .finish_non_exhaustive()
    }
}
