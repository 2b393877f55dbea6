use std::fmt;

/// A value of an open enum that this version does not know, as it was sent.
///
/// Only reading makes one, so an unknown value is never equal to a known one. `Debug` and `Display` hide it.
///
/// ```
/// mc_core::open_enum! {
///     /// The state of a claim.
///     pub enum ClaimStatus {
///         /// Somebody has to act.
///         Open = "OPEN",
///     }
/// }
///
/// let ClaimStatus::Unknown(value) = ClaimStatus::from("PAUSED") else {
///     panic!("OPEN is the only known one");
/// };
/// assert_eq!(value.get(), "PAUSED");
/// assert_eq!(format!("{value} {value:?}"), "[REDACTED] [REDACTED]");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnknownValue<T>(T);

impl<T> UnknownValue<T> {
    pub(crate) const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value.
    pub const fn get(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for UnknownValue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(crate::debug::REDACTED)
    }
}

impl<T> fmt::Display for UnknownValue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(crate::debug::REDACTED)
    }
}
