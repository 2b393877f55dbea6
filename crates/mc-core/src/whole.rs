//! Whole numbers however JSON writes them: `5`, `5.0` and `5e0` are one number.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, Visitor};
use zeroize::Zeroize;

use crate::Sensitive;

/// A whole number, or what is made of such.
pub trait Whole: Sized {
    /// Reads the next value.
    ///
    /// # Errors
    ///
    /// If it is no number, is not whole, or the type cannot hold it.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// Reads a field: the name that serde attributes use.
///
/// # Errors
///
/// As [`Whole::read`].
pub fn whole<'de, D: Deserializer<'de>, T: Whole>(deserializer: D) -> Result<T, D::Error> {
    T::read(deserializer)
}

/// A value that is read as a whole number wherever it is.
#[derive(Debug)]
pub struct ReadWhole<T>(T);

impl<T> ReadWhole<T> {
    /// The value.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<'de, T: Whole> Deserialize<'de> for ReadWhole<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}

/// From here on a double does not know each whole number.
const EXACT: f64 = 9_007_199_254_740_992.0;

struct Number<T>(PhantomData<T>, &'static str);

impl<T: TryFrom<i128>> Number<T> {
    fn of<E: de::Error>(&self, value: i128, shown: de::Unexpected<'_>) -> Result<T, E> {
        T::try_from(value).map_err(|_| E::invalid_value(shown, self))
    }
}

impl<T: TryFrom<i128>> Visitor<'_> for Number<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.1)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<T, E> {
        self.of(value.into(), de::Unexpected::Signed(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<T, E> {
        self.of(value.into(), de::Unexpected::Unsigned(value))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<T, E> {
        if value.fract() != 0.0 || value.abs() >= EXACT {
            return Err(E::invalid_type(de::Unexpected::Float(value), &self));
        }
        #[expect(clippy::cast_possible_truncation, reason = "it is whole and small")]
        let whole = value as i128;
        self.of(whole, de::Unexpected::Float(value))
    }
}

macro_rules! numbers {
    ($($number:ident by $method:ident),*) => {$(
        impl Whole for $number {
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.$method(Number(PhantomData, stringify!($number)))
            }
        }
    )*};
}

numbers!(i32 by deserialize_i32, i64 by deserialize_i64, u64 by deserialize_u64);

impl<T: Whole> Whole for Option<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::<ReadWhole<T>>::deserialize(deserializer).map(|value| value.map(ReadWhole::into_inner))
    }
}

impl<T: Whole> Whole for Vec<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = Vec::<ReadWhole<T>>::deserialize(deserializer)?;
        Ok(list.into_iter().map(ReadWhole::into_inner).collect())
    }
}

impl<T: Whole> Whole for BTreeMap<String, T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let map = BTreeMap::<String, ReadWhole<T>>::deserialize(deserializer)?;
        Ok(map
            .into_iter()
            .map(|(name, value)| (name, value.into_inner()))
            .collect())
    }
}

impl<T: Whole + Zeroize> Whole for Sensitive<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self::new)
    }
}

/// The digits of a JSON number that is whole, and written with a point or an exponent; `None` for any other.
pub(crate) fn digits(json: &str) -> Option<String> {
    /// No type has more digits.
    const MOST: usize = 20;
    let (sign, number) = match json.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", json),
    };
    if !number.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.len() == number.len() {
        return None;
    }
    let exponent: i64 = exponent.parse().ok()?;
    let all = [whole, fraction].concat();
    let significant = all.trim_end_matches('0');
    if significant.trim_start_matches('0').is_empty() {
        return Some("0".to_owned());
    }
    let zeros = i64::try_from(all.len() - significant.len()).ok()? - i64::try_from(fraction.len()).ok()?;
    let zeros = usize::try_from(exponent.checked_add(zeros)?).ok()?;
    let significant = significant.trim_start_matches('0');
    (significant.len().saturating_add(zeros) <= MOST).then(|| [sign, significant, &"0".repeat(zeros)].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T: Whole>(json: &str) -> Result<T, String> {
        serde_json::from_str::<ReadWhole<T>>(json)
            .map(ReadWhole::into_inner)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_whole_number_may_have_a_point_or_an_exponent() {
        for (json, value) in [
            ("5", 5),
            ("5.0", 5),
            ("-5.00", -5),
            ("1e3", 1000),
            ("1.5E1", 15),
            ("-0.0", 0),
        ] {
            assert_eq!(read::<i64>(json), Ok(value), "{json}");
        }
        assert_eq!(read::<i32>("2147483647.0"), Ok(i32::MAX));
        assert_eq!(read::<u64>("18446744073709551615"), Ok(u64::MAX));
        assert_eq!(read::<i64>("-9223372036854775808"), Ok(i64::MIN));
        assert_eq!(read::<Option<i64>>("null"), Ok(None));
        assert_eq!(
            read::<Vec<Option<u64>>>("[1.0,null,2]"),
            Ok(vec![Some(1), None, Some(2)])
        );
        assert_eq!(
            read::<BTreeMap<String, i32>>(r#"{"a":1.0}"#),
            Ok(BTreeMap::from([("a".to_owned(), 1)]))
        );
        assert_eq!(*read::<Sensitive<i64>>("7.0").unwrap().expose(), 7);
    }

    #[test]
    fn what_is_not_whole_or_does_not_fit_is_refused() {
        for json in [
            "5.5",
            "1e-1",
            "\"5\"",
            "true",
            "1e300",
            "9007199254740993.0",
            "null",
            "[1]",
        ] {
            assert!(read::<i64>(json).is_err(), "{json}");
        }
        assert!(read::<i32>("2147483648.0").is_err());
        assert!(read::<u64>("-1").is_err() && read::<u64>("-1.0").is_err());
        assert!(read::<i64>("18446744073709551615").is_err());
    }

    #[test]
    fn digits_are_those_of_the_number() {
        for (json, expected) in [
            ("5.0", Some("5")),
            ("-120.50e1", Some("-1205")),
            ("1e3", Some("1000")),
            ("0.0", Some("0")),
            ("0.05e2", Some("5")),
            ("9007199254740993.0", Some("9007199254740993")),
            ("5", None),
            ("5.5", None),
            ("1e99", None),
            ("1e99999999999999999999", None),
            ("\"5.0\"", None),
            ("x.0", None),
        ] {
            assert_eq!(digits(json).as_deref(), expected, "{json}");
        }
    }
}
