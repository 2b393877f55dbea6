use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use subtle::ConstantTimeEq;
use zeroize::Zeroize;

/// A value that is never printed and is wiped when dropped.
///
/// Card numbers, names, addresses and the like have this type. On the wire it is the plain value. Comparing
/// two takes the same time whatever they hold, as far as their lengths agree.
///
/// ```
/// use mc_core::Sensitive;
///
/// let pan: Sensitive<String> = "5555555555554444".into();
/// assert_eq!(format!("{pan} {pan:?}"), "[REDACTED] [REDACTED]");
/// assert_eq!(pan.expose(), "5555555555554444");
/// ```
pub struct Sensitive<T: Zeroize>(T);

impl<T: Zeroize> Sensitive<T> {
    /// Hides a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// Shows the value.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// Takes the value out; from here on nobody wipes it.
    pub fn into_exposed(self) -> T
    where
        T: Clone,
    {
        self.0.clone()
    }
}

impl<T: Zeroize> Drop for Sensitive<T> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl<T: Zeroize> Zeroize for Sensitive<T> {
    fn zeroize(&mut self) {
        self.0.zeroize();
    }
}

impl<T: Zeroize + Clone> Clone for Sensitive<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: Zeroize + Default> Default for Sensitive<T> {
    fn default() -> Self {
        Self(T::default())
    }
}

impl<T: Zeroize> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(crate::debug::REDACTED)
    }
}

impl<T: Zeroize> fmt::Display for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(crate::debug::REDACTED)
    }
}

impl<T: Zeroize + SecretEq> PartialEq for Sensitive<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.secret_eq(&other.0)
    }
}

impl<T: Zeroize + SecretEq + Eq> Eq for Sensitive<T> {}

impl<T: Zeroize> From<T> for Sensitive<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl From<&str> for Sensitive<String> {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl<T: Zeroize + Serialize> Serialize for Sensitive<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: Zeroize + Deserialize<'de>> Deserialize<'de> for Sensitive<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self)
    }
}

/// Comparing without telling by the time it takes where two values differ.
///
/// Lengths are not secret: values of different length are told apart at once.
pub trait SecretEq {
    /// Whether both are the same.
    fn secret_eq(&self, other: &Self) -> bool;
}

macro_rules! secret_eq_by_bytes {
    ($($type:ty: $bytes:expr),* $(,)?) => { $(
        impl SecretEq for $type {
            fn secret_eq(&self, other: &Self) -> bool {
                let bytes: fn(&Self) -> &[u8] = $bytes;
                bytes(self).ct_eq(bytes(other)).into()
            }
        }
    )* };
}

secret_eq_by_bytes! {
    String: |value| value.as_bytes(),
}

macro_rules! secret_eq_by_value {
    ($($type:ty: $value:expr),* $(,)?) => { $(
        impl SecretEq for $type {
            fn secret_eq(&self, other: &Self) -> bool {
                ($value)(self).ct_eq(&($value)(other)).into()
            }
        }
    )* };
}

secret_eq_by_value! {
    u8: |value: &u8| *value,
    i32: |value: &i32| *value,
    i64: |value: &i64| *value,
    u32: |value: &u32| *value,
    u64: |value: &u64| *value,
    bool: |value: &bool| u8::from(*value),
    // Adding zero makes the two zeros one.
    f64: |value: &f64| (*value + 0.0).to_bits(),
}

impl<T: SecretEq> SecretEq for Vec<T> {
    fn secret_eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            // Each pair is compared, whatever came before.
            && self.iter().zip(other).fold(true, |same, (a, b)| a.secret_eq(b) & same)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAN: &str = "5555555555554444";

    #[test]
    fn nothing_is_printed() {
        let text = Sensitive::from(PAN);
        let list = Sensitive::new(vec![PAN.to_owned()]);
        let number = Sensitive::new(5_555_555_555_554_444_i64);
        assert_eq!(format!("{text} {text:?} {text:#?}"), "[REDACTED] [REDACTED] [REDACTED]");
        assert_eq!(format!("{list:?} {:?}", Some(number)), "[REDACTED] Some([REDACTED])");
    }

    #[test]
    fn on_the_wire_it_is_the_plain_value() {
        let pan: Sensitive<String> = serde_json::from_str("\"5555555555554444\"").unwrap();
        assert_eq!(pan.expose(), PAN);
        assert_eq!(serde_json::to_string(&pan).unwrap(), "\"5555555555554444\"");
        assert_eq!(pan.into_exposed(), PAN);
        let flags: Option<Sensitive<bool>> = serde_json::from_str("null").unwrap();
        assert_eq!(flags, None);
    }

    #[test]
    fn equality_is_that_of_the_values() {
        assert_eq!(Sensitive::from("a"), Sensitive::from("a"));
        assert_ne!(Sensitive::from("a"), Sensitive::from("b"));
        assert_ne!(Sensitive::from("a"), Sensitive::from("aa"));
        assert_eq!(Sensitive::new(7_i32), Sensitive::new(7));
        assert_ne!(Sensitive::new(i64::MIN), Sensitive::new(0));
        assert_ne!(Sensitive::new(true), Sensitive::new(false));
        assert_eq!(Sensitive::new(0.0), Sensitive::new(-0.0));
        assert_ne!(Sensitive::new(1.5), Sensitive::new(1.25));
        let list = |items: &[&str]| Sensitive::new(items.iter().map(|&item| item.to_owned()).collect::<Vec<_>>());
        assert_eq!(list(&["a", "b"]), list(&["a", "b"]));
        assert_ne!(list(&["a", "b"]), list(&["b", "b"]));
        assert_ne!(list(&["a", "b"]), list(&["a"]));
        assert_eq!(Sensitive::new(vec![1_u8, 2]), Sensitive::new(vec![1, 2]));
    }

    #[test]
    fn wiping_leaves_nothing() {
        let mut pan = Sensitive::from(PAN);
        pan.zeroize();
        assert_eq!(pan.expose(), "");
    }

    #[test]
    fn dropping_wipes() {
        struct Spy<'a>(&'a std::cell::Cell<bool>);
        impl Zeroize for Spy<'_> {
            fn zeroize(&mut self) {
                self.0.set(true);
            }
        }
        let wiped = std::cell::Cell::new(false);
        drop(Sensitive::new(Spy(&wiped)));
        assert!(wiped.get());
    }
}
