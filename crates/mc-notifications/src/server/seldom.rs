//! Log lines that strangers cause: not more of them than somebody reads.

use std::time::Duration;

use tokio::time::Instant;

/// Lets one line through in a time, and counts the others.
#[derive(Default)]
pub(super) struct Seldom {
    last: Option<Instant>,
    suppressed: u64,
}

impl Seldom {
    /// Whether the last line was so long ago that nothing of it has to be remembered.
    pub(super) fn is_over(&self, now: Instant, every: Duration) -> bool {
        self.last.is_none_or(|last| now.duration_since(last) >= every)
    }

    /// Whether a line may be written now, and how many were not since the last one.
    pub(super) fn allows(&mut self, now: Instant, every: Duration) -> Option<u64> {
        if self.last.is_some_and(|last| now.duration_since(last) < every) {
            self.suppressed += 1;
            return None;
        }
        self.last = Some(now);
        Some(std::mem::take(&mut self.suppressed))
    }
}
