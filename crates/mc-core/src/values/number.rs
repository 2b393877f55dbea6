//! Numbers that are texts.

use rust_decimal::Decimal;

use super::amount::{decimal, is_plain};
use super::{ParseError, equal_by_value, strict_from_str, text_type};

const NUMBER: &str = "a number such as 12 or 1.5";

/// A number that is a text: a page, a count, a rate.
///
/// ```
/// use mc_core::values::NumberText;
///
/// assert_eq!(NumberText::from(3).as_str(), "3");
/// assert_eq!(NumberText::from_wire("007").to_u64()?, 7);
/// assert!(NumberText::from_wire("1.5").to_u64().is_err());
/// # Ok::<(), mc_core::values::ParseError>(())
/// ```
#[derive(Clone)]
pub struct NumberText(String);

text_type!(NumberText);
equal_by_value!(NumberText);
strict_from_str!(NumberText, NUMBER, |text| is_plain(text) && decimal(text).is_some());

impl NumberText {
    /// The number.
    ///
    /// # Errors
    ///
    /// If the text is not a number, or one of more than 28 digits.
    pub fn value(&self) -> Result<Decimal, ParseError> {
        decimal(self.0.trim_ascii()).ok_or(ParseError::new(NUMBER))
    }

    /// The number, if it is whole and not negative.
    ///
    /// # Errors
    ///
    /// If it is not.
    pub fn to_u64(&self) -> Result<u64, ParseError> {
        let value = self.value()?;
        let whole = value.is_integer().then(|| u64::try_from(value).ok()).flatten();
        whole.ok_or(ParseError::new("a whole number such as 12"))
    }
}

impl From<u64> for NumberText {
    fn from(value: u64) -> Self {
        Self(value.to_string())
    }
}

impl From<Decimal> for NumberText {
    fn from(value: Decimal) -> Self {
        Self(value.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read() {
        assert_eq!(NumberText::from_wire("00005").to_u64(), Ok(5));
        assert_eq!(NumberText::from_wire("2.0").to_u64(), Ok(2));
        assert_eq!(NumberText::from_wire("1.5").value(), Ok(Decimal::new(15, 1)));
        assert_eq!(NumberText::from_wire("015"), NumberText::from_wire("15"));
        for text in ["-1", "1.5", "x", "", "99999999999999999999"] {
            assert!(NumberText::from_wire(text).to_u64().is_err(), "{text}");
        }
        assert_eq!(NumberText::from(Decimal::new(15, 1)).as_str(), "1.5");
        assert!("".parse::<NumberText>().is_err());
    }
}
