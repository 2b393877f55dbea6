//! Fields that keep the text they came as.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use chrono::{FixedOffset, NaiveDate, NaiveDateTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use zeroize::Zeroize;

use crate::text;

/// A text that is not of the form it should have; the text itself is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseError {
    what: &'static str,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the text is not {}", self.what)
    }
}

impl std::error::Error for ParseError {}

/// A number that keeps every digit, say an amount of money.
///
/// It is read from a JSON number or from a string that holds one, keeps that text and is sent as a number of
/// the same digits. Two are equal if their values are: `1.5`, `1.50` and `15e-1`.
///
/// ```
/// use mc_core::Decimal;
///
/// let amount: Decimal = serde_json::from_str("12345678901234567.89")?;
/// assert_eq!(serde_json::to_string(&amount)?, "12345678901234567.89");
/// assert_eq!("1.50".parse::<Decimal>(), "1.5".parse());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Decimal(String);

impl Decimal {
    /// Its digits as they are sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest double, if it is not beyond the largest.
    pub fn to_f64(&self) -> Option<f64> {
        self.0.parse().ok().filter(|value: &f64| value.is_finite())
    }

    /// What decides whether two are equal, and which is greater.
    fn key(&self) -> Key {
        let (negative, rest) = match self.0.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, self.0.as_str()),
        };
        let (mantissa, exponent) = rest.split_once(['e', 'E']).unwrap_or((rest, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = [whole, fraction].concat();
        let digits = all.trim_start_matches('0');
        let leading_zeros = all.len() - digits.len();
        let digits = digits.trim_end_matches('0');
        if digits.is_empty() {
            return Key {
                sign: 0,
                magnitude: 0,
                digits: String::new(),
            };
        }
        // An exponent that no i64 holds is as good as infinite.
        let exponent = exponent.parse::<i64>().unwrap_or(if exponent.starts_with('-') {
            i64::MIN / 2
        } else {
            i64::MAX / 2
        });
        let length = |count: usize| i64::try_from(count).unwrap_or(i64::MAX / 4);
        Key {
            sign: if negative { -1 } else { 1 },
            magnitude: exponent.saturating_add(length(whole.len()) - length(leading_zeros)),
            digits: digits.to_owned(),
        }
    }
}

/// Sign, place of the first digit, and digits without zeros at either end.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    sign: i8,
    magnitude: i64,
    digits: String,
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        self.sign.cmp(&other.sign).then_with(|| {
            let by_size = self
                .magnitude
                .cmp(&other.magnitude)
                .then_with(|| self.digits.cmp(&other.digits));
            if self.sign < 0 { by_size.reverse() } else { by_size }
        })
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || self.key() == other.key()
    }
}

impl Eq for Decimal {}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Default for Decimal {
    fn default() -> Self {
        Self("0".to_owned())
    }
}

impl FromStr for Decimal {
    type Err = ParseError;

    /// Reads a number as JSON writes it; a plus sign, zeros in front and a missing zero before the point
    /// are accepted and dropped or added.
    fn from_str(text: &str) -> Result<Self, ParseError> {
        const ERROR: ParseError = ParseError {
            what: "a decimal number",
        };
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
                    return Err(ERROR);
                }
                (mantissa, &rest[mantissa.len()..])
            }
            None => (rest, ""),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) => {
                if fraction.is_empty() || !all_digits(fraction) {
                    return Err(ERROR);
                }
                (whole, &mantissa[whole.len()..])
            }
            None if mantissa.is_empty() => return Err(ERROR),
            None => (mantissa, ""),
        };
        if !all_digits(whole) {
            return Err(ERROR);
        }
        let trimmed = whole.trim_start_matches('0');
        let whole = if trimmed.is_empty() { "0" } else { trimmed };
        Ok(Self([sign, whole, fraction, exponent].concat()))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
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

impl TryFrom<f64> for Decimal {
    type Error = ParseError;

    /// The shortest digits that stand for this double; not for infinities or NaN.
    fn try_from(value: f64) -> Result<Self, ParseError> {
        serde_json::Number::from_f64(value)
            .map(|number| Self(number.to_string()))
            .ok_or(ParseError {
                what: "a finite number",
            })
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
            (text, text::Shape::Number | text::Shape::String) => text.parse().map_err(de::Error::custom),
            _ => Err(de::Error::custom("expected a number")),
        }
    }
}

impl Zeroize for Decimal {
    fn zeroize(&mut self) {
        self.0.zeroize();
    }
}

macro_rules! text_type {
    ($name:ident) => {
        impl $name {
            /// The text as it was received or is sent.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            /// Keeps the text as it is, whatever it is.
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            /// Keeps the text as it is, whatever it is.
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                match text::scalar(deserializer)? {
                    (text, text::Shape::String | text::Shape::Number) => Ok(Self(text)),
                    _ => Err(de::Error::custom("expected a string")),
                }
            }
        }

        impl Zeroize for $name {
            fn zeroize(&mut self) {
                self.0.zeroize();
            }
        }
    };
}

/// A calendar date that keeps the text it came as.
///
/// Servers send dates in more forms than their interface says, so reading a response never fails for one.
///
/// ```
/// use mc_core::Date;
///
/// let date: Date = serde_json::from_str("\"2026-02-28\"")?;
/// assert_eq!(date.to_naive_date().map(|date| date.to_string()), Ok("2026-02-28".to_owned()));
///
/// let odd: Date = serde_json::from_str("\"28.02.26\"")?;
/// assert!(odd.to_naive_date().is_err());
/// assert_eq!(serde_json::to_string(&odd)?, "\"28.02.26\"");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date(String);

text_type!(Date);

impl Date {
    /// The date, read from `2026-02-28` or `20260228`, or from a date-time that begins so.
    ///
    /// # Errors
    ///
    /// If the text is of another form or no such day exists.
    pub fn to_naive_date(&self) -> Result<NaiveDate, ParseError> {
        const ERROR: ParseError = ParseError {
            what: "a date as 2026-02-28",
        };
        let text = self.0.trim_ascii();
        let date = text.split_once(['T', ' ']).map_or(text, |(date, _)| date);
        let format = if date.len() == 8 { "%Y%m%d" } else { "%Y-%m-%d" };
        NaiveDate::parse_from_str(date, format).map_err(|_| ERROR)
    }
}

impl From<NaiveDate> for Date {
    fn from(date: NaiveDate) -> Self {
        Self(date.format("%Y-%m-%d").to_string())
    }
}

/// A point in time that keeps the text it came as.
///
/// ```
/// use mc_core::DateTime;
///
/// let zoned = DateTime::from("2026-02-28T10:30:00+01:00");
/// assert_eq!(zoned.to_date_time().map(|time| time.timestamp()), Ok(1_772_271_000));
///
/// let zoneless = DateTime::from("2026-02-28T10:30");
/// assert!(zoneless.to_date_time().is_err());
/// assert!(zoneless.to_naive_date_time().is_ok());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DateTime(String);

text_type!(DateTime);

/// Forms of the time of day, behind the date.
const TIMES: [&str; 3] = ["%H:%M:%S%.f", "%H:%M", "%H%M%S"];

impl DateTime {
    /// The point in time, from a text that tells its distance to UTC.
    ///
    /// Reads RFC 3339, also with a space for the `T`, without seconds, or with the zone as `+0100`.
    ///
    /// # Errors
    ///
    /// If the text is of another form, has no zone or no such time exists.
    pub fn to_date_time(&self) -> Result<chrono::DateTime<FixedOffset>, ParseError> {
        const ERROR: ParseError = ParseError {
            what: "a date-time with its zone as 2026-02-28T10:30:00Z",
        };
        let (date, time) = self.split().ok_or(ERROR)?;
        let zone = time.find(['Z', 'z', '+', '-']).ok_or(ERROR)?;
        let (time, zone) = time.split_at(zone);
        let zone = if zone.eq_ignore_ascii_case("z") { "+00:00" } else { zone };
        TIMES
            .iter()
            .find_map(|format| {
                chrono::DateTime::parse_from_str(
                    &format!("{date}T{}{zone}", time.trim_ascii_end()),
                    &format!("%Y-%m-%dT{format}%:z"),
                )
                .ok()
            })
            .ok_or(ERROR)
    }

    /// What calendar and clock show, without the zone if the text has one.
    ///
    /// # Errors
    ///
    /// If the text is of another form or no such time exists.
    pub fn to_naive_date_time(&self) -> Result<NaiveDateTime, ParseError> {
        const ERROR: ParseError = ParseError {
            what: "a date-time as 2026-02-28T10:30:00",
        };
        if let Ok(time) = self.to_date_time() {
            return Ok(time.naive_local());
        }
        let (date, time) = self.split().ok_or(ERROR)?;
        TIMES
            .iter()
            .find_map(|format| {
                NaiveDateTime::parse_from_str(&format!("{date}T{time}"), &format!("%Y-%m-%dT{format}")).ok()
            })
            .ok_or(ERROR)
    }

    fn split(&self) -> Option<(&str, &str)> {
        self.0.trim_ascii().split_once(['T', 't', ' '])
    }
}

impl From<chrono::DateTime<FixedOffset>> for DateTime {
    fn from(time: chrono::DateTime<FixedOffset>) -> Self {
        Self(time.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

impl From<chrono::DateTime<Utc>> for DateTime {
    fn from(time: chrono::DateTime<Utc>) -> Self {
        Self(time.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

impl From<NaiveDateTime> for DateTime {
    /// Writes the time without a zone.
    fn from(time: NaiveDateTime) -> Self {
        Self(time.format("%Y-%m-%dT%H:%M:%S%.f").to_string())
    }
}

/// Bytes as Base64, kept as the text they came as.
///
/// ```
/// use mc_core::Base64;
///
/// let file = Base64::from_bytes(b"%PDF");
/// assert_eq!(file.as_str(), "JVBERg==");
/// assert_eq!(file.decode(), Ok(b"%PDF".to_vec()));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Base64(String);

text_type!(Base64);

/// The standard alphabet; padding is written, and read whether it is there or not.
const STANDARD: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

impl Base64 {
    /// Encodes bytes, with padding.
    pub fn from_bytes(bytes: impl AsRef<[u8]>) -> Self {
        Self(STANDARD.encode(bytes))
    }

    /// The bytes; line breaks in the text do not matter.
    ///
    /// # Errors
    ///
    /// If the text is not Base64 in the standard alphabet.
    pub fn decode(&self) -> Result<Vec<u8>, ParseError> {
        const ERROR: ParseError = ParseError { what: "Base64" };
        if !self.0.bytes().any(|b| b.is_ascii_whitespace()) {
            return STANDARD.decode(&self.0).map_err(|_| ERROR);
        }
        let mut text: Vec<u8> = self.0.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
        let bytes = STANDARD.decode(&text).map_err(|_| ERROR);
        text.zeroize();
        bytes
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self::from_bytes(bytes)
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from_bytes(bytes)
    }
}
