use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

/// An attempt that was not made, because the server has asked for a longer silence than is waited for.
///
/// Found in the error of a call:
/// ```
/// # fn example(error: &mc_core::Error) {
/// use mc_pace::Paused;
///
/// if let Some(paused) = Paused::find(error) {
///     println!("call again in {} s", paused.remaining().as_secs());
/// }
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paused {
    pub(crate) remaining: Duration,
}

impl Paused {
    /// How long the silence still lasts.
    pub fn remaining(&self) -> Duration {
        self.remaining
    }

    /// Finds it in an error, however deep.
    pub fn find<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a Self> {
        let mut next = Some(error);
        while let Some(error) = next {
            if let Some(found) = error.downcast_ref() {
                return Some(found);
            }
            next = error.source();
        }
        None
    }
}

impl fmt::Display for Paused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the server has asked all callers of this key to wait: call again in {} s",
            self.remaining.as_secs().max(1)
        )
    }
}

impl StdError for Paused {}
