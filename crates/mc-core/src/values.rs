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

#[cfg(test)]
mod tests {
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
            assert!(text.parse::<Decimal>().is_err(), "{text}");
            let json = serde_json::to_string(text).unwrap();
            let error = serde_json::from_str::<Decimal>(&json).unwrap_err();
            assert!(!error.to_string().contains("5555s"));
        }
        for json in ["null", "true", "[]", "{}"] {
            assert!(serde_json::from_str::<Decimal>(json).is_err(), "{json}");
        }
        assert!(Decimal::try_from(f64::NAN).is_err() && Decimal::try_from(f64::INFINITY).is_err());
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
        let ordered = [
            "-1e99999999999999999999",
            "-20",
            "-3",
            "-0.5",
            "0",
            "1e-99999999999999999999",
            "0.05",
            "0.5",
            "3",
            "20",
            "100",
            "1e9",
        ];
        for pair in ordered.windows(2) {
            assert!(decimal(pair[0]) < decimal(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn decimals_convert() {
        assert_eq!(Decimal::from(-7_i32).as_str(), "-7");
        assert_eq!(Decimal::from(u64::MAX).as_str(), "18446744073709551615");
        assert_eq!(Decimal::try_from(0.1).unwrap().as_str(), "0.1");
        assert_eq!(decimal("2.5").to_f64(), Some(2.5));
        assert_eq!(decimal("1e999").to_f64(), None);
        assert_eq!(Decimal::default().as_str(), "0");
    }

    #[test]
    fn dates_keep_what_came() {
        for text in ["2026-02-28", "", "31.02.2026", "2026-02-30"] {
            let json = serde_json::to_string(text).unwrap();
            let date: Date = serde_json::from_str(&json).unwrap();
            assert_eq!(serde_json::to_string(&date).unwrap(), json);
        }
        assert_eq!(serde_json::from_str::<Date>("20260228").unwrap().as_str(), "20260228");
        assert!(serde_json::from_str::<Date>("null").is_err());
    }

    #[test]
    fn dates_are_read_where_they_are_dates() {
        let day = NaiveDate::from_ymd_opt(2026, 2, 28).unwrap();
        for text in [
            "2026-02-28",
            "20260228",
            " 2026-02-28 ",
            "2026-02-28T00:00:00Z",
            "2026-02-28 10:00",
        ] {
            assert_eq!(Date::from(text).to_naive_date(), Ok(day), "{text}");
        }
        for text in ["", "2026-02-30", "28.02.2026", "02/28/2026", "2026-2"] {
            assert!(Date::from(text).to_naive_date().is_err(), "{text}");
        }
        assert_eq!(Date::from(day).as_str(), "2026-02-28");
    }

    #[test]
    fn date_times_are_read_with_their_zone() {
        for (text, unix) in [
            ("2026-02-28T10:30:00Z", 1_772_274_600),
            ("2026-02-28T10:30:00.500z", 1_772_274_600),
            ("2026-02-28 10:30:00 +01:00", 1_772_271_000),
            ("2026-02-28T10:30:00+0100", 1_772_271_000),
            ("2026-02-28T10:30-06:00", 1_772_296_200),
        ] {
            let time = DateTime::from(text).to_date_time();
            assert_eq!(time.map(|time| time.timestamp()), Ok(unix), "{text}");
        }
        for text in [
            "",
            "2026-02-28",
            "2026-02-28T10:30:00",
            "2026-02-28T25:00:00Z",
            "10:30:00Z",
        ] {
            assert!(DateTime::from(text).to_date_time().is_err(), "{text}");
        }
    }

    #[test]
    fn date_times_without_zone_are_clock_times() {
        let time = NaiveDate::from_ymd_opt(2026, 2, 28)
            .unwrap()
            .and_hms_opt(10, 30, 0)
            .unwrap();
        for text in [
            "2026-02-28T10:30:00",
            "2026-02-28 10:30",
            "2026-02-28T103000",
            "2026-02-28T10:30:00+05:00",
        ] {
            assert_eq!(DateTime::from(text).to_naive_date_time(), Ok(time), "{text}");
        }
        assert!(DateTime::from("2026-02-28").to_naive_date_time().is_err());
        assert_eq!(DateTime::from(time).as_str(), "2026-02-28T10:30:00");
    }

    #[test]
    fn date_times_are_written_as_rfc_3339() {
        let utc = chrono::DateTime::from_timestamp(1_772_274_600, 0).unwrap();
        assert_eq!(DateTime::from(utc).as_str(), "2026-02-28T10:30:00Z");
        let zoned = utc.with_timezone(&FixedOffset::east_opt(3600).unwrap());
        assert_eq!(DateTime::from(zoned).as_str(), "2026-02-28T11:30:00+01:00");
    }

    #[test]
    fn base64_reads_what_servers_send() {
        for text in ["JVBERg==", "JVBERg", "JVBE\r\nRg==", "JV BE\tRg"] {
            assert_eq!(Base64::from(text).decode(), Ok(b"%PDF".to_vec()), "{text}");
        }
        for text in ["J", "-_-_", "JVBERh=="] {
            assert!(Base64::from(text).decode().is_err(), "{text}");
        }
        assert_eq!(Base64::from_bytes([0xfb, 0xff]).as_str(), "+/8=");
        assert_eq!(serde_json::from_str::<Base64>("\"!\"").unwrap().as_str(), "!");
        assert_eq!(Base64::from(vec![0_u8]), Base64::from("AA=="));
    }

    #[test]
    fn wiping_empties_the_text() {
        let mut date = Date::from("2026-02-28");
        date.zeroize();
        assert_eq!(date.as_str(), "");
        let mut amount = decimal("1.5");
        amount.zeroize();
        assert_eq!(amount.as_str(), "");
        assert!(serde_json::to_string(&amount).is_err());
    }

    proptest! {
        #[test]
        fn any_json_number_survives(text in "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,4})?") {
            let amount: Decimal = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(serde_json::to_string(&amount).unwrap(), text.clone());
            let again: Decimal = serde_json::from_str(&format!("\"{text}\"")).unwrap();
            prop_assert_eq!(again.as_str(), text);
        }

        #[test]
        fn integers_are_ordered_as_integers(a: i64, b: i64) {
            prop_assert_eq!(Decimal::from(a).cmp(&Decimal::from(b)), a.cmp(&b));
        }

        #[test]
        fn doubles_survive(value in proptest::num::f64::NORMAL) {
            prop_assert_eq!(Decimal::try_from(value).unwrap().to_f64(), Some(value));
        }

        #[test]
        fn bytes_survive(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..64)) {
            prop_assert_eq!(Base64::from_bytes(&bytes).decode().unwrap(), bytes);
        }

        #[test]
        fn any_text_is_a_date_and_stays(text: String) {
            let json = serde_json::to_string(&text).unwrap();
            let time: DateTime = serde_json::from_str(&json).unwrap();
            let _ = (time.to_date_time(), time.to_naive_date_time(), Date::from(text.as_str()).to_naive_date());
            prop_assert_eq!(time.as_str(), text);
        }
    }
}
