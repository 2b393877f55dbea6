//! Whether a Redis keeps what it has confirmed, as far as it says so itself.

use super::StoreError;

/// What is let pass although events may be forgotten.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Allowed {
    pub(super) eviction: bool,
    pub(super) loss: bool,
}

/// Looks at what `INFO memory` and `INFO persistence` say.
pub(super) fn check(info: &str, allowed: Allowed) -> Result<(), StoreError> {
    let value = |name: &str| {
        let mut lines = info.lines().filter_map(|line| line.trim_end().split_once(':'));
        lines.find(|(known, _)| *known == name).map(|(_, value)| value)
    };
    if !allowed.eviction {
        match value("maxmemory_policy") {
            Some("noeviction") => {}
            Some(policy) => {
                return Err(StoreError::new(format!(
                    "Redis drops keys when its memory is full (maxmemory-policy {policy}), and with them events that are in \
                     flight: set maxmemory-policy noeviction, or allow eviction"
                )));
            }
            None => {
                return Err(StoreError::new(
                    "Redis does not say whether it drops keys when its memory is full: permit INFO, or allow eviction",
                ));
            }
        }
    }
    if !allowed.loss {
        match value("aof_enabled") {
            Some("1") => {}
            Some(_) => {
                return Err(StoreError::new(
                    "Redis has no append-only file, so a restart forgets events that are in flight: set appendonly yes, or \
                     allow loss",
                ));
            }
            None => {
                return Err(StoreError::new(
                    "Redis does not say whether it has an append-only file: permit INFO, or allow loss",
                ));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Allowed = Allowed {
        eviction: false,
        loss: false,
    };

    fn said(info: &str, allowed: Allowed) -> String {
        check(info, allowed).map_or_else(|error| error.to_string(), |()| "kept".to_owned())
    }

    #[test]
    fn what_may_forget_is_refused_unless_it_is_allowed() {
        let kept = "# Memory\r\nmaxmemory_policy:noeviction\r\n# Persistence\r\naof_enabled:1\r\n";
        assert_eq!(said(kept, NOTHING), "kept");
        let evicts = kept.replace("noeviction", "allkeys-lru");
        assert!(said(&evicts, NOTHING).contains("(maxmemory-policy allkeys-lru)"));
        let forgets = kept.replace("aof_enabled:1", "aof_enabled:0");
        assert!(said(&forgets, NOTHING).starts_with("Redis has no append-only file"));
        let eviction = Allowed {
            eviction: true,
            loss: false,
        };
        assert_eq!(said(&evicts, eviction), "kept");
        assert!(said(&forgets, eviction).starts_with("Redis has no append-only file"));
        let loss = Allowed {
            eviction: false,
            loss: true,
        };
        assert_eq!(said(&forgets, loss), "kept");
        assert!(said("", NOTHING).contains("permit INFO, or allow eviction"));
        assert!(said("", eviction).contains("permit INFO, or allow loss"));
    }
}
