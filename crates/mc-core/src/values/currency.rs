//! Currencies of ISO 4217.

use iso_currency::Currency as Iso;

use super::{ParseError, strict_from_str, text_type};

const CURRENCY: &str = "a currency of ISO 4217 such as USD or 840";

/// A currency by its three letters or its three digits, as ISO 4217 lists them: `USD` or `840`.
///
/// ```
/// use mc_core::values::Currency;
///
/// let currency: Currency = "840".parse()?;
/// assert_eq!(currency.as_str(), "840");
/// assert_eq!(currency.value()?, "USD");
/// assert!("4853".parse::<Currency>().is_err());
/// # Ok::<(), mc_core::values::ParseError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Currency(String);

text_type!(Currency);
strict_from_str!(Currency, CURRENCY, |text| iso(text).is_some());

impl Currency {
    /// The three letters of the currency.
    ///
    /// # Errors
    ///
    /// If ISO 4217 does not list it.
    pub fn value(&self) -> Result<&'static str, ParseError> {
        self.iso().map(|iso| iso.code())
    }

    /// The three digits of the currency as a number.
    ///
    /// # Errors
    ///
    /// If ISO 4217 does not list it.
    pub fn numeric(&self) -> Result<u16, ParseError> {
        self.iso().map(iso_currency::Currency::numeric)
    }

    /// How many digits behind the point the minor unit stands for: 2 for cents.
    ///
    /// # Errors
    ///
    /// If ISO 4217 does not list the currency, or gives it no minor unit.
    pub fn minor_digits(&self) -> Result<u32, ParseError> {
        self.iso()?
            .exponent()
            .map(u32::from)
            .ok_or(ParseError::new("a currency that has minor units"))
    }

    fn iso(&self) -> Result<Iso, ParseError> {
        iso(self.0.trim_ascii()).ok_or(ParseError::new(CURRENCY))
    }
}

fn iso(text: &str) -> Option<Iso> {
    if text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().and_then(Iso::from_numeric);
    }
    let letters = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    letters.then(|| Iso::from_code(text)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_are_one_currency() {
        for (text, letters, numeric, digits) in [("USD", "USD", 840, 2), ("036", "AUD", 36, 2), ("JPY", "JPY", 392, 0)]
        {
            let currency: Currency = text.parse().unwrap();
            assert_eq!(currency.as_str(), text);
            assert_eq!(currency.value(), Ok(letters));
            assert_eq!(currency.numeric(), Ok(numeric));
            assert_eq!(currency.minor_digits(), Ok(digits));
        }
        for text in ["", "usd", "US", "USDD", "36", "000", "100.00", "4853", "QQQ"] {
            assert!(text.parse::<Currency>().is_err(), "{text}");
            assert!(Currency::from_wire(text).value().is_err(), "{text}");
        }
        assert_eq!(Currency::from_wire("978 ").value(), Ok("EUR"));
    }
}
