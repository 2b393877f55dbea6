//! Numbers of JSON that keep their digits.

use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use zeroize::Zeroize;

use super::amount::decimal;
use super::{ParseError, equal_by_value};
use crate::text;

const NUMBER: ParseError = ParseError::new("a decimal number");

/// A JSON number that keeps every digit.
///
/// It is read from a JSON number or from a string that holds one, keeps that text and is sent as a number of
/// the same digits.
///
/// ```
/// use mc_core::values::Decimal;
///
/// let amount: Decimal = serde_json::from_str("12345678901234567.89")?;
/// assert_eq!(serde_json::to_string(&amount)?, "12345678901234567.89");
/// assert_eq!("1.50".parse::<Decimal>(), "1.5".parse());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone)]
pub struct Decimal(String);

equal_by_value!(Decimal);

impl Decimal {
    /// Its digits as they are sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number.
    ///
    /// # Errors
    ///
    /// If it has more than 28 digits.
    pub fn value(&self) -> Result<rust_decimal::Decimal, ParseError> {
        decimal(&self.0).ok_or(ParseError::new("a number of at most 28 digits"))
    }

    /// A number as people and servers write it: blanks around it, a plus sign, zeros in front and a missing zero before
    /// the point are dropped or added.
    ///
    /// # Errors
    ///
    /// If the text is not a number.
    pub fn from_wire(text: &str) -> Result<Self, ParseError> {
        let text = text.trim_ascii();
        let (sign, rest) = match text.as_bytes().first() {
            Some(b'-') => ("-", &text[1..]),
            Some(b'+') => ("", &text[1..]),
            _ => ("", text),
        };
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => {
                let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
                if digits.is_empty() || !all_digits(digits) {
                    return Err(NUMBER);
                }
                (mantissa, &rest[mantissa.len()..])
            }
            None => (rest, ""),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) => {
                if fraction.is_empty() || !all_digits(fraction) {
                    return Err(NUMBER);
                }
                (whole, &mantissa[whole.len()..])
            }
            None if mantissa.is_empty() => return Err(NUMBER),
            None => (mantissa, ""),
        };
        if !all_digits(whole) {
            return Err(NUMBER);
        }
        let trimmed = whole.trim_start_matches('0');
        let whole = if trimmed.is_empty() { "0" } else { trimmed };
        Ok(Self([sign, whole, fraction, exponent].concat()))
    }
}

impl FromStr for Decimal {
    type Err = ParseError;

    /// Takes exactly what JSON takes for a number.
    fn from_str(text: &str) -> Result<Self, ParseError> {
        Self::from_wire(text)
            .ok()
            .filter(|number| number.0 == text)
            .ok_or(NUMBER)
    }
}

impl From<rust_decimal::Decimal> for Decimal {
    fn from(value: rust_decimal::Decimal) -> Self {
        Self(value.to_string())
    }
}

macro_rules! decimal_from_integer {
    ($($type:ty),*) => { $(
        impl From<$type> for Decimal {
            fn from(value: $type) -> Self {
                Self(value.to_string())
            }
        }
    )* };
}

decimal_from_integer!(i32, i64, u32, u64);

impl std::fmt::Debug for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(crate::debug::REDACTED)
    }
}

impl crate::SecretEq for Decimal {
    fn secret_eq(&self, other: &Self) -> bool {
        self.0.secret_eq(&other.0)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde_json::from_str::<&serde_json::value::RawValue>(&self.0)
            .map_err(|_| ser::Error::custom("a decimal number was wiped before it was sent"))?
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match text::scalar(deserializer)? {
            (text, text::Shape::Number | text::Shape::String) => Self::from_wire(&text).map_err(de::Error::custom),
            _ => Err(de::Error::custom("expected a number")),
        }
    }
}

impl Zeroize for Decimal {
    fn zeroize(&mut self) {
        self.0.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use std::hash::{Hash as _, Hasher as _};

    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Holder {
        amount: Decimal,
        #[serde(flatten)]
        extra: crate::Extra,
    }

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn decimals_keep_every_digit() {
        for text in ["12345678901234567.89", "0.10", "-0", "1e3", "1.50E-7", "100"] {
            let amount: Decimal = serde_json::from_str(text).unwrap();
            assert_eq!(amount.as_str(), text);
            assert_eq!(serde_json::to_string(&amount).unwrap(), text);
            let json = format!(r#"{{"amount":{text},"other":null}}"#);
            let holder: Holder = serde_json::from_str(&json).unwrap();
            assert_eq!(serde_json::to_string(&holder).unwrap(), json);
        }
    }

    #[test]
    fn decimals_are_read_from_strings_and_sent_as_numbers() {
        for (json, sent) in [
            ("\"12345678901234567.89\"", "12345678901234567.89"),
            ("\"000100.00\"", "100.00"),
            ("\"+5\"", "5"),
            ("\" .5 \"", "0.5"),
            ("\"-000\"", "-0"),
        ] {
            let amount: Decimal = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&amount).unwrap(), sent, "{json}");
        }
        assert_eq!(
            serde_json::from_value::<Decimal>(serde_json::json!(1.5)).unwrap(),
            decimal("1.5")
        );
        assert_eq!(serde_json::to_value(decimal("1.5")).unwrap(), serde_json::json!(1.5));
    }

    #[test]
    fn what_is_no_decimal_is_refused_without_being_shown() {
        for text in [
            "", "-", "+", ".", "5.", "1,5", "0x1", "NaN", "1e", "e5", "1e+", "--1", "1 2", "5555s", "\u{663}",
        ] {
            assert!(Decimal::from_wire(text).is_err(), "{text}");
            let json = serde_json::to_string(text).unwrap();
            let error = serde_json::from_str::<Decimal>(&json).unwrap_err();
            assert!(!error.to_string().contains("5555s"));
        }
        for json in ["null", "true", "[]", "{}"] {
            assert!(serde_json::from_str::<Decimal>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn decimals_compare_by_value() {
        for same in [
            ["1.5", "1.50"],
            ["15e-1", "1.5"],
            ["0", "-0.00"],
            ["1000", "1e3"],
            ["0.001", "1E-3"],
        ] {
            assert_eq!(decimal(same[0]), decimal(same[1]));
            let hash = |text| {
                let mut state = std::collections::hash_map::DefaultHasher::new();
                decimal(text).hash(&mut state);
                state.finish()
            };
            assert_eq!(hash(same[0]), hash(same[1]));
        }
        // Beyond what 28 digits hold, a number equals itself.
        assert_eq!(decimal("1e9999"), decimal("1e9999"));
        assert_ne!(decimal("1e9999"), decimal("1e9998"));
        assert_ne!(
            decimal("0.12345678901234567890123456789"),
            decimal("0.123456789012345678901234567891")
        );
    }

    #[test]
    fn decimals_convert() {
        assert_eq!(Decimal::from(-7_i32).as_str(), "-7");
        assert_eq!(Decimal::from(u64::MAX).as_str(), "18446744073709551615");
        assert_eq!(decimal("2.5").value(), Ok(rust_decimal::Decimal::new(25, 1)));
        assert_eq!(decimal("-1.5e-3").value(), Ok(rust_decimal::Decimal::new(-15, 4)));
        assert_eq!(Decimal::from(rust_decimal::Decimal::new(2500, 2)).as_str(), "25.00");
        for text in [
            "1e999",
            "1e-999",
            "1e99999999999999999999",
            "123456789012345678901234567890",
        ] {
            assert!(decimal(text).value().is_err(), "{text}");
        }
        for text in ["+5", "000100.00", " .5 ", "-000", "5."] {
            assert!(text.parse::<Decimal>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_json_number_survives(text in "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,4})?") {
            let amount: Decimal = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(serde_json::to_string(&amount).unwrap(), text.clone());
            let again: Decimal = serde_json::from_str(&format!("\"{text}\"")).unwrap();
            prop_assert_eq!(again.as_str(), text);
        }
    }
}
