use std::collections::HashMap;

/// How many ids are remembered at most.
const MOST: usize = 1 << 18;

/// Ids that may be used once, each until what it names has expired.
#[derive(Default)]
pub(super) struct Once {
    seen: HashMap<String, u64>,
    swept: u64,
}

impl Once {
    /// Whether an id is used for the first time; it is remembered until a moment.
    pub(super) fn first(&mut self, id: &str, until: u64, now: u64) -> bool {
        if self.swept != now {
            self.swept = now;
            self.seen.retain(|_, until| *until >= now);
        }
        if self.seen.contains_key(id) || self.seen.len() >= MOST {
            return false;
        }
        self.seen.insert(id.to_owned(), until);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_used_once_while_it_is_valid() {
        let mut once = Once::default();
        assert!(once.first("a", 100, 50));
        assert!(!once.first("a", 100, 50));
        assert!(!once.first("a", 100, 100));
        assert!(once.first("b", 100, 100));
        assert!(once.first("a", 200, 101));
    }
}
