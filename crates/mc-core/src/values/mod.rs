//! Values that say what a field holds and keep the text they came as.
//!
//! The services send nearly everything as text: amounts in two forms, dates in seven, flags in three. Each form is a type
//! of its own here. All of them work alike:
//!
//! - What was received is kept and sent back unchanged, whatever it is: reading an answer never fails for an odd value.
//! - `as_str` gives the text; `value` gives what it stands for, or an error if it is not of the form.
//! - A caller makes one from a right value (`From`, `TryFrom`) or from a right text (`FromStr`, which is strict).
//!   `from_wire` takes any text as it is.
//! - `Debug` prints `[REDACTED]`: whether a field may be printed is up to the model that holds it.
//!
//! Two are equal if their texts are, but for [`Amount`], [`Decimal`], [`Money`] and [`NumberText`], where `1.5` equals
//! `1.50`. None has an order: compare what `value` gives.
//!
//! ```
//! use mc_core::values::{Amount, CivilDate, Currency, Date, MinorUnits, YesNo};
//! use rust_decimal::Decimal;
//!
//! let amount: Amount = "25.00".parse()?;
//! assert_eq!(amount.value()?, Decimal::new(2500, 2));
//! assert!("25.00 USD".parse::<Amount>().is_err());
//!
//! let yen: Currency = "JPY".parse()?;
//! assert_eq!(MinorUnits::from_wire("000000010000").to_decimal(&yen)?, Decimal::new(10_000, 0));
//!
//! assert_eq!(Date::from(CivilDate::new(2026, 2, 28)?).as_str(), "2026-02-28");
//! assert_eq!(YesNo::from(true).as_str(), "Y");
//!
//! let odd: Date = serde_json::from_str("\"28.02.26\"")?;
//! assert!(odd.value().is_err());
//! assert_eq!(serde_json::to_string(&odd)?, "\"28.02.26\"");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fmt;

mod amount;
mod base64;
mod civil;
mod currency;
mod date;
mod date_time;
mod decimal;
mod flag;
mod id;
mod number;

pub use self::amount::{Amount, MinorUnits, Money};
pub use self::base64::Base64;
pub use self::civil::{CivilDate, CivilDateTime, CivilTime};
pub use self::currency::Currency;
pub use self::date::{Date, DateDdMmmYyyy, DateMmddyy, DateYymmdd, MonthDay, MonthYear};
pub use self::date_time::{
    DateTime, DateTimeMmddyy, DateTimeYymmdd, LocalDateTime, LocalMinute, MonthDayTime, TimeHhmmss,
};
pub use self::decimal::Decimal;
pub use self::flag::{OneZero, TrueFalse, YesNo};
pub use self::number::NumberText;

/// A text that is not of the form it should have; the text itself is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseError {
    what: &'static str,
}

impl ParseError {
    pub(crate) const fn new(what: &'static str) -> Self {
        Self { what }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the text is not {}", self.what)
    }
}

impl std::error::Error for ParseError {}

/// What all types have that are a text on the wire: access, redaction, encoding, wiping.
///
/// The type is a struct of one `String`.
macro_rules! text_type {
    ($($name:ident),*) => { $(
        impl $name {
            /// Keeps a text as it is, whatever it is.
            pub fn from_wire(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text as it was received or is sent.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($crate::debug::REDACTED)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::text::scalar(deserializer).map(|(text, _)| Self(text))
            }
        }

        impl zeroize::Zeroize for $name {
            fn zeroize(&mut self) {
                self.0.zeroize();
            }
        }

        impl $crate::SecretEq for $name {
            fn secret_eq(&self, other: &Self) -> bool {
                $crate::SecretEq::secret_eq(&self.0, &other.0)
            }
        }
    )* };
}

/// A strict `FromStr` for a type whose `value` is lenient: the text must be the one that is written for its value.
macro_rules! strict_from_str {
    ($name:ident, $what:expr, $is:expr) => {
        impl std::str::FromStr for $name {
            type Err = $crate::values::ParseError;

            /// Takes exactly the form that is documented on the type.
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let is: fn(&str) -> bool = $is;
                if is(text) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err($crate::values::ParseError::new($what))
                }
            }
        }
    };
}

/// Equality by value where both texts stand for one, and by text otherwise.
macro_rules! equal_by_value {
    ($($name:ident),*) => { $(
        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
                    || matches!((self.value(), other.value()), (Ok(one), Ok(two)) if one == two)
            }
        }

        impl Eq for $name {}

        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                match self.value() {
                    Ok(value) => value.hash(state),
                    Err(_) => self.as_str().hash(state),
                }
            }
        }
    )* };
}

use {equal_by_value, strict_from_str, text_type};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use zeroize::Zeroize as _;

    use super::*;

    /// Any text decodes into each type, is kept, printed by nobody, and never makes `value` panic.
    macro_rules! keeps {
        ($text:expr, $($name:ident)*) => { $(
            let json = serde_json::to_string($text).unwrap();
            let value: $name = serde_json::from_str(&json).unwrap();
            assert_eq!(value.as_str(), $text);
            assert_eq!(serde_json::to_string(&value).unwrap(), json);
            assert_eq!(format!("{value:?}"), "[REDACTED]");
            let _ = value.value();
            // Whatever is taken strictly stands for a value.
            if let Ok(strict) = $text.parse::<$name>() {
                assert_eq!(strict.as_str(), $text);
                assert!(strict.value().is_ok(), "{}", stringify!($name));
            }
            let mut wiped = value.clone();
            wiped.zeroize();
            assert_eq!(wiped.as_str(), "");
        )* };
    }

    fn keep(text: &str) {
        keeps!(text, Amount MinorUnits Money Currency TrueFalse YesNo OneZero NumberText Date DateYymmdd DateMmddyy
            DateDdMmmYyyy MonthYear DateTime LocalDateTime LocalMinute DateTimeYymmdd DateTimeMmddyy
            TimeHhmmss);
        let json = serde_json::to_string(text).unwrap();
        assert_eq!(serde_json::from_str::<MonthDay>(&json).unwrap().as_str(), text);
        assert_eq!(serde_json::from_str::<MonthDayTime>(&json).unwrap().as_str(), text);
        assert_eq!(serde_json::from_str::<Base64>(&json).unwrap().as_str(), text);
    }

    #[test]
    fn scalars_are_texts_and_nothing_else_is() {
        assert_eq!(serde_json::from_str::<Amount>("12.50").unwrap().as_str(), "12.50");
        assert_eq!(serde_json::from_str::<TrueFalse>("true").unwrap().as_str(), "true");
        for json in ["null", "[]", "{}", "[\"1\"]"] {
            assert!(serde_json::from_str::<Amount>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn errors_do_not_repeat_the_text() {
        let error = "5555555555554444x".parse::<Amount>().unwrap_err();
        assert_eq!(error.to_string(), "the text is not an amount such as 25.00");
    }

    #[test]
    fn texts_of_all_kinds_are_kept() {
        for text in [
            "",
            " ",
            "25.00",
            "25.00 USD",
            "USD",
            "840",
            "Y",
            "true",
            "1",
            "0127",
            "210127",
            "2026-02-28",
            "18-FEB-2018",
            "2026-02-28T10:30:00Z",
            "2026-02-28T10:30",
            "210127160100",
            "093022",
            "1e9",
            "\u{e9}\"\\",
        ] {
            keep(text);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_kept(text in "\\PC{0,24}") {
            keep(&text);
        }

        #[test]
        fn any_short_run_of_digits_is_kept(text in "[0-9]{0,14}([.:TZ -][0-9]{0,4})?") {
            keep(&text);
        }
    }
}
