//! Amounts of money.

use std::str::FromStr as _;

use rust_decimal::Decimal;

use super::{Currency, ParseError, equal_by_value, strict_from_str, text_type};

const AMOUNT: &str = "an amount such as 25.00";
const MINOR_UNITS: &str = "an amount in minor units such as 2500";
const MONEY: &str = "an amount with its currency such as 25.00 USD";

/// An amount with a decimal point, in the main unit of a currency: `25.00`.
///
/// A service may send very large amounts in scientific notation, which [`value`](Self::value) reads.
///
/// ```
/// use mc_core::values::Amount;
/// use rust_decimal::Decimal;
///
/// assert_eq!(Amount::from(Decimal::new(10_000, 2)).as_str(), "100.00");
/// assert_eq!(Amount::from_wire("1.5E3").value()?, Decimal::from(1500));
/// # Ok::<(), mc_core::values::ParseError>(())
/// ```
#[derive(Clone)]
pub struct Amount(String);

text_type!(Amount);
equal_by_value!(Amount);
strict_from_str!(Amount, AMOUNT, |text| is_plain(text) && decimal(text).is_some());

impl Amount {
    /// The amount.
    ///
    /// # Errors
    ///
    /// If the text is not a number, or one of more than 28 digits.
    pub fn value(&self) -> Result<Decimal, ParseError> {
        decimal(self.0.trim_ascii()).ok_or(ParseError::new(AMOUNT))
    }
}

impl From<Decimal> for Amount {
    /// Writes the amount with the digits behind the point that it has: [`Decimal::round_dp`] and [`Decimal::rescale`]
    /// set them.
    fn from(value: Decimal) -> Self {
        Self(value.to_string())
    }
}

/// An amount in the smallest unit of its currency, often with leading zeros: `000000002500`.
///
/// ```
/// use mc_core::values::{Currency, MinorUnits};
/// use rust_decimal::Decimal;
///
/// let amount = MinorUnits::from(2500);
/// assert_eq!(amount.as_str(), "2500");
/// assert_eq!(amount.to_decimal(&"USD".parse::<Currency>()?)?, Decimal::new(2500, 2));
/// # Ok::<(), mc_core::values::ParseError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct MinorUnits(String);

text_type!(MinorUnits);
strict_from_str!(MinorUnits, MINOR_UNITS, |text| minor_units(text).is_some());

impl MinorUnits {
    /// The number of minor units.
    ///
    /// # Errors
    ///
    /// If the text is not a row of digits, or the number is larger than `u64` holds.
    pub fn value(&self) -> Result<u64, ParseError> {
        minor_units(self.0.trim_ascii()).ok_or(ParseError::new(MINOR_UNITS))
    }

    /// The amount in the main unit of a currency, with as many digits behind the point as ISO 4217 gives the currency.
    ///
    /// # Errors
    ///
    /// As [`value`](Self::value), and if the currency is unknown or has no minor units.
    pub fn to_decimal(&self, currency: &Currency) -> Result<Decimal, ParseError> {
        let digits = currency.minor_digits()?;
        Decimal::try_from_i128_with_scale(i128::from(self.value()?), digits).map_err(|_| ParseError::new(MINOR_UNITS))
    }
}

impl From<u64> for MinorUnits {
    fn from(value: u64) -> Self {
        Self(value.to_string())
    }
}

/// An amount with its currency behind a space: `25.00 USD`.
///
/// ```
/// use mc_core::values::Money;
///
/// let money = Money::from_wire("25.00 USD");
/// let (amount, currency) = money.value()?;
/// assert_eq!((amount.to_string().as_str(), currency.as_str()), ("25.00", "USD"));
/// assert_eq!(Money::from((amount, currency)), money);
/// # Ok::<(), mc_core::values::ParseError>(())
/// ```
#[derive(Clone)]
pub struct Money(String);

text_type!(Money);
equal_by_value!(Money);
strict_from_str!(Money, MONEY, |text| match text.split_once(' ') {
    Some((amount, currency)) => amount.parse::<Amount>().is_ok() && currency.parse::<Currency>().is_ok(),
    None => false,
});

impl Money {
    /// The amount and its currency.
    ///
    /// # Errors
    ///
    /// If the text is not an amount and a currency of ISO 4217.
    pub fn value(&self) -> Result<(Decimal, Currency), ParseError> {
        const ERROR: ParseError = ParseError::new(MONEY);
        let (amount, currency) = self.0.trim_ascii().split_once(' ').ok_or(ERROR)?;
        let amount = decimal(amount).ok_or(ERROR)?;
        let currency = currency.trim_ascii().parse().map_err(|_| ERROR)?;
        Ok((amount, currency))
    }
}

impl From<(Decimal, Currency)> for Money {
    fn from((amount, currency): (Decimal, Currency)) -> Self {
        Self(format!("{amount} {}", currency.as_str()))
    }
}

/// A sign, digits, and a point with digits behind it or no point: what the services take.
pub(super) fn is_plain(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    match unsigned.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(unsigned),
    }
}

/// The exact value of a number in plain or scientific notation.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    if text.bytes().any(|byte| byte == b'_') {
        // `rust_decimal` takes these as separators.
        return None;
    }
    match text.split_once(['e', 'E']) {
        // Scientific notation is read with rounding where the digits are too many, so they are looked at first.
        Some((mantissa, _)) => {
            Decimal::from_str_exact(mantissa).ok()?;
            Decimal::from_scientific(text).ok()
        }
        None => Decimal::from_str_exact(text).ok(),
    }
}

fn minor_units(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| u64::from_str(text).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_in_every_notation_that_is_sent() {
        for (text, value) in [
            ("100.00", Decimal::new(10_000, 2)),
            ("0.20", Decimal::new(20, 2)),
            ("-5", Decimal::from(-5)),
            (" 20000 ", Decimal::from(20_000)),
            ("1.0E7", Decimal::from(10_000_000)),
            ("2e2", Decimal::from(200)),
        ] {
            assert_eq!(Amount::from_wire(text).value(), Ok(value), "{text}");
        }
        for text in [
            "",
            "1,5",
            "USD",
            "25.00 USD",
            "1_000",
            "NaN",
            "0x1",
            "99999999999999999999999999999",
        ] {
            assert!(Amount::from_wire(text).value().is_err(), "{text}");
        }
    }

    #[test]
    fn amounts_are_taken_from_callers_in_one_notation() {
        for text in ["100.00", "0", "-5.5", "1.50"] {
            assert_eq!(text.parse::<Amount>().unwrap().as_str(), text);
        }
        for text in [
            "",
            " 1",
            "1 ",
            "+1",
            "1e3",
            ".5",
            "5.",
            "1,000.00",
            "\u{663}",
            "99999999999999999999999999999",
        ] {
            assert!(text.parse::<Amount>().is_err(), "{text}");
        }
    }

    #[test]
    fn amounts_are_equal_by_value() {
        assert_eq!(Amount::from_wire("1.5"), Amount::from_wire("1.50"));
        assert_ne!(Amount::from_wire("1.5"), Amount::from_wire("1.51"));
        assert_ne!(Amount::from_wire("x"), Amount::from_wire("y"));
        let all: std::collections::HashSet<_> = ["1.5", "1.50", "x", "x"].map(Amount::from_wire).into();
        assert_eq!(all.len(), 2);
    }

    #[test]
    fn minor_units_are_digits() {
        assert_eq!(MinorUnits::from_wire("000000010000").value(), Ok(10_000));
        for text in ["", "1.00", "-1", "+1", "1 0", "99999999999999999999"] {
            assert!(MinorUnits::from_wire(text).value().is_err(), "{text}");
            assert!(text.parse::<MinorUnits>().is_err(), "{text}");
        }
        let currency = |code: &str| code.parse::<Currency>().unwrap();
        let amount = MinorUnits::from(12_345);
        assert_eq!(amount.to_decimal(&currency("KWD")), Ok(Decimal::new(12_345, 3)));
        assert_eq!(amount.to_decimal(&currency("392")), Ok(Decimal::from(12_345)));
        assert!(amount.to_decimal(&currency("XAU")).is_err());
        assert!(amount.to_decimal(&Currency::from_wire("???")).is_err());
    }

    #[test]
    fn money_is_an_amount_and_a_currency() {
        let (amount, currency) = Money::from_wire("0.20 USD").value().unwrap();
        assert_eq!((amount, currency.as_str()), (Decimal::new(20, 2), "USD"));
        assert_eq!(Money::from_wire("25.0 USD"), Money::from_wire("25.00 USD"));
        assert_ne!(Money::from_wire("25.00 USD"), Money::from_wire("25.00 EUR"));
        for text in ["", "25.00", "USD 25.00", "25.00 XXQ", "25.00USD"] {
            assert!(Money::from_wire(text).value().is_err(), "{text}");
            assert!(text.parse::<Money>().is_err(), "{text}");
        }
    }
}
