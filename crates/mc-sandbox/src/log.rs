use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

/// A request that the sandbox has seen: what it was and what became of it, without anything that was in it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Seen {
    /// The sandbox's time.
    pub time: DateTime<Utc>,
    /// The product's id, if the path led to one.
    pub product: Option<&'static str>,
    /// The operation's id, if the path led to one.
    pub operation: Option<&'static str>,
    /// The method; empty where no request came about.
    pub method: String,
    /// The path as a template, without values and query; empty where it is no path of the sandbox's.
    pub path: String,
    /// The path of a request that is none of the sandbox's, for whoever looks for a wrong base URL. Parts that may be a value
    /// are `{…}`: those with four digits or more, with a percent sign, or of more than 40 characters. No query.
    pub unknown_path: String,
    /// How the caller was known, or why not.
    pub auth: String,
    /// What was done about encryption.
    pub encryption: String,
    /// The faults that were asked for.
    pub faults: String,
    /// The status that was answered; none where no request came about.
    pub status: Option<u16>,
    /// How long the sandbox took.
    pub duration: Duration,
    /// Why it was refused; empty where it was not.
    pub reason: String,
}

impl Seen {
    pub(crate) fn new(time: DateTime<Utc>) -> Self {
        Self {
            time,
            product: None,
            operation: None,
            method: String::new(),
            path: String::new(),
            unknown_path: String::new(),
            auth: String::new(),
            encryption: String::new(),
            faults: String::new(),
            status: None,
            duration: Duration::ZERO,
            reason: String::new(),
        }
    }

    pub(crate) fn json(&self) -> Value {
        json!({
            "time": self.time.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
            "product": self.product,
            "operation": self.operation,
            "method": self.method,
            "path": self.path,
            "unknown_path": self.unknown_path,
            "auth": self.auth,
            "encryption": self.encryption,
            "faults": self.faults,
            "status": self.status,
            "microseconds": u64::try_from(self.duration.as_micros()).unwrap_or(u64::MAX),
            "reason": self.reason,
        })
    }
}

/// The most of an unknown path that is kept.
const MAX_PATH: usize = 200;

/// A path without what may be a value.
pub(crate) fn without_values(path: &str) -> String {
    let may_be_value = |part: &str| {
        part.bytes().filter(u8::is_ascii_digit).count() >= 4
            || part.len() > 40
            || !part.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'%')
    };
    let parts: Vec<&str> = path
        .split('/')
        .map(|part| if may_be_value(part) { "{…}" } else { part })
        .collect();
    parts.join("/").chars().take(MAX_PATH).collect()
}

/// The last of something.
#[derive(Debug)]
pub(crate) struct Bounded<T> {
    entries: Mutex<VecDeque<T>>,
    capacity: usize,
}

impl<T: Clone> Bounded<T> {
    pub(crate) fn new(capacity: usize) -> Self {
        Self {
            entries: Mutex::new(VecDeque::new()),
            capacity: capacity.max(1),
        }
    }

    pub(crate) fn push(&self, entry: T) {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        if entries.len() >= self.capacity {
            entries.pop_front();
        }
        entries.push_back(entry);
    }

    pub(crate) fn list(&self) -> Vec<T> {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.iter().cloned().collect()
    }

    pub(crate) fn clear(&self) {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_paths_are_kept_without_values() {
        for (path, kept) in [
            ("/mastercom/v6/claimz", "/mastercom/v6/claimz"),
            ("/v6/claims/200002020654/x", "/v6/claims/{…}/x"),
            ("/cards/5555-5555-5555-4444", "/cards/{…}"),
            ("/a%20b/jane.roe", "/{…}/jane.roe"),
            ("/", "/"),
        ] {
            assert_eq!(without_values(path), kept);
        }
        assert!(without_values(&"/abc".repeat(1000)).len() <= MAX_PATH);
    }
}
