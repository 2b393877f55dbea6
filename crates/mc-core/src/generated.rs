use std::fmt::{self, Debug};

use crate::Sensitive;
use zeroize::Zeroize;

/// A type whose `Debug` shows only what may be shown.
///
/// Generated models, enums and unions implement it. A union prints a payload of such a type and hides any
/// other, and it asks a payload how many of the fields it was read from it does not know, to find the
/// variant that fits best.
///
/// ```
/// # use mc_core::{Extra, Generated};
/// struct Card {
///     extra: Extra,
/// }
///
/// impl Generated for Card {
///     fn unknown_fields(&self) -> usize {
///         self.extra.len()
///     }
/// }
/// ```
pub trait Generated {
    /// How many fields it was read from that its type does not know.
    fn unknown_fields(&self) -> usize {
        0
    }
}

impl<T: Generated> Generated for Box<T> {
    fn unknown_fields(&self) -> usize {
        T::unknown_fields(self)
    }
}

impl<T: Zeroize> Generated for Sensitive<T> {}

impl<T: Generated> Generated for Vec<T> {
    fn unknown_fields(&self) -> usize {
        self.iter().map(T::unknown_fields).sum()
    }
}

/// Asks a value what [`Generated`] tells, without knowing whether its type implements it.
///
/// A method call looks for `&self` on `Probe` before it looks on `&Probe`, so the first trait wins where it
/// applies.
#[doc(hidden)]
#[derive(Debug)]
pub struct Probe<'a, T>(pub &'a T);

#[doc(hidden)]
pub trait ProbeGenerated {
    fn unknown_fields(&self) -> usize;
    fn show(&self, f: &mut fmt::Formatter<'_>, variant: &str) -> fmt::Result;
}

impl<T: Generated + Debug> ProbeGenerated for Probe<'_, T> {
    fn unknown_fields(&self) -> usize {
        self.0.unknown_fields()
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, variant: &str) -> fmt::Result {
        f.debug_tuple(variant).field(self.0).finish()
    }
}

#[doc(hidden)]
pub trait ProbeAny {
    fn unknown_fields(&self) -> usize;
    fn show(&self, f: &mut fmt::Formatter<'_>, variant: &str) -> fmt::Result;
}

impl<T> ProbeAny for &Probe<'_, T> {
    fn unknown_fields(&self) -> usize {
        0
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, variant: &str) -> fmt::Result {
        f.debug_tuple(variant).field(&crate::debug::Redacted).finish()
    }
}
