//! What several tests and the load generator need.

#![allow(dead_code, unreachable_pub, reason = "each test needs a part of it")]

#[cfg(feature = "server")]
pub mod client;
#[cfg(all(feature = "server", feature = "sqlite"))]
pub mod crash;
#[cfg(feature = "server")]
pub mod pki;
pub mod queue;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use mc_notifications::queue::Delivery;
use mc_notifications::{Clock, Notification};

pub const PAN: &str = "5555555555554444";
pub const NEW_PAN: &str = "5454545454545454";
pub const OTHER_PAN: &str = "5105105105105100";

/// The 15th of January 2026.
pub const NOW: u64 = 1_768_435_200;

/// A clock that stands still until it is moved.
#[derive(Clone, Debug, Default)]
pub struct HandClock(Arc<AtomicU64>);

impl HandClock {
    pub fn advance(&self, by: Duration) {
        self.0
            .fetch_add(u64::try_from(by.as_millis()).unwrap(), Ordering::SeqCst);
    }

    pub fn date(&self) -> DateTime<Utc> {
        self.now().into()
    }
}

impl Clock for HandClock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(NOW) + Duration::from_millis(self.0.load(Ordering::SeqCst))
    }
}

/// An update in the form that ABU sends.
pub fn update(reference: &str, account: &str) -> String {
    format!(
        r#"{{"abuReferenceId":"{reference}","oldAccountNumber":"{account}","oldExpirationDate":"0226","newAccountNumber":"{NEW_PAN}","newExpirationDate":"0229","reasonIdentifier":"A","eventDateTime":"2026-01-15T10:11:12.131Z","ica":"1111","merchants":[{{"merchantId":"XXX000000000XXX","requestId":"r-{reference}"}}]}}"#
    )
}

pub fn notification(reference: &str, account: &str) -> Notification {
    Notification::parse(update(reference, account)).unwrap()
}

pub fn references(batch: &[Delivery]) -> Vec<&str> {
    batch
        .iter()
        .map(|delivery| delivery.notification.reference().unwrap())
        .collect()
}
