//! How many requests of a product are allowed in a second.

use std::collections::{BTreeMap, VecDeque};
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::product::Product;

const SECOND: Duration = Duration::from_secs(1);

/// The rates that are enforced, and the requests of the second that ends now.
#[derive(Debug, Default)]
pub(crate) struct Rates(BTreeMap<Product, Rate>);

#[derive(Debug)]
struct Rate {
    per_second: usize,
    admitted: Mutex<VecDeque<Instant>>,
}

impl Rates {
    /// Those of the products' documentation.
    pub(crate) fn documented() -> Self {
        let mut rates = Self::default();
        for product in Product::ALL {
            let limit = product.operations().iter().find_map(mc_core::Operation::rate_limit);
            if let Some(limit) = limit {
                rates.set(product, limit);
            }
        }
        rates
    }

    pub(crate) fn set(&mut self, product: Product, per_second: NonZeroU32) {
        let rate = Rate {
            per_second: usize::try_from(per_second.get()).unwrap_or(usize::MAX),
            admitted: Mutex::default(),
        };
        self.0.insert(product, rate);
    }

    /// Whether a request that arrives now is within the rate; if so, it counts.
    pub(crate) fn admits(&self, product: Product, now: Instant) -> bool {
        let Some(rate) = self.0.get(&product) else { return true };
        let mut admitted = rate.admitted.lock().unwrap_or_else(PoisonError::into_inner);
        while admitted
            .front()
            .is_some_and(|at| now.saturating_duration_since(*at) >= SECOND)
        {
            admitted.pop_front();
        }
        let is_admitted = admitted.len() < rate.per_second;
        if is_admitted {
            admitted.push_back(now);
        }
        is_admitted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_has_no_more_than_the_rate_wherever_it_begins() {
        let mut rates = Rates::default();
        rates.set(Product::Mastercom, NonZeroU32::new(2).unwrap());
        let begun = Instant::now();
        let admits = |millis: u64| rates.admits(Product::Mastercom, begun + Duration::from_millis(millis));
        assert_eq!(
            [0, 900, 950, 999, 1_000, 1_001, 1_899, 1_900].map(admits),
            [true, true, false, false, true, false, false, true]
        );
        assert!(rates.admits(Product::AutomaticBillingUpdater, begun));
    }

    #[test]
    fn mastercom_documents_150_a_second() {
        let rates = Rates::documented();
        assert_eq!(rates.0[&Product::Mastercom].per_second, 150);
        assert_eq!(rates.0.len(), 1);
    }
}
