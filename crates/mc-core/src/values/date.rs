//! Days in each of the forms that are sent.

use chrono::NaiveDate;

use super::{CivilDate, ParseError, strict_from_str, text_type};

/// The day that a text of a form stands for.
fn read(text: &str, format: &str) -> Option<CivilDate> {
    NaiveDate::parse_from_str(text, format).ok().and_then(CivilDate::of)
}

fn write(day: CivilDate, format: &str) -> String {
    day.naive().format(format).to_string()
}

/// Two digits of a year are one of 2000 to 2099.
fn read_short(text: &str, length: usize, format: &str) -> Option<CivilDate> {
    let digits = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    let day = digits.then(|| NaiveDate::parse_from_str(text, format).ok()).flatten()?;
    // POSIX gives 69 to 99 to the last century.
    let year = u16::try_from(chrono::Datelike::year(&day)).ok()?;
    let year = if year < 2000 { year + 100 } else { year };
    let day = CivilDate::of(day)?;
    CivilDate::new(year, day.month(), day.day()).ok()
}

fn write_short(day: CivilDate, format: &str) -> Option<String> {
    (2000..2100).contains(&day.year()).then(|| write(day, format))
}

/// A calendar date: `2026-02-28`.
///
/// Servers send dates in more forms than their interface says: [`value`](Self::value) also reads `20260228`, and the date
/// of a text that goes on with a time.
///
/// ```
/// use mc_core::values::{CivilDate, Date};
///
/// let date = Date::from(CivilDate::new(2026, 2, 28)?);
/// assert_eq!(date.as_str(), "2026-02-28");
/// assert_eq!(Date::from_wire("2026-02-28T10:30:00Z").value(), date.value());
/// assert!("28.02.2026".parse::<Date>().is_err());
/// # Ok::<(), mc_core::values::ParseError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Date(String);

text_type!(Date);
strict_from_str!(Date, DATE, |text| read(text, YYYY_MM_DD)
    .is_some_and(|day| write(day, YYYY_MM_DD) == text));

const DATE: &str = "a date such as 2026-02-28";
const YYYY_MM_DD: &str = "%Y-%m-%d";

impl Date {
    /// The day.
    ///
    /// # Errors
    ///
    /// If the text is of another form or there is no such day.
    pub fn value(&self) -> Result<CivilDate, ParseError> {
        let text = self.0.trim_ascii();
        let date = text.split_once(['T', ' ']).map_or(text, |(date, _)| date);
        let format = if date.len() == 8 { "%Y%m%d" } else { YYYY_MM_DD };
        read(date, format).ok_or(ParseError::new(DATE))
    }
}

impl From<CivilDate> for Date {
    fn from(day: CivilDate) -> Self {
        Self(write(day, YYYY_MM_DD))
    }
}

macro_rules! short_date {
    ($(#[$doc:meta])* $name:ident, $length:literal, $format:literal, $what:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name(String);

        text_type!($name);
        strict_from_str!($name, $what, |text| read_short(text, $length, $format).is_some());

        impl $name {
            /// The day, in the years 2000 to 2099.
            ///
            /// # Errors
            ///
            /// If the text is of another form or there is no such day.
            pub fn value(&self) -> Result<CivilDate, ParseError> {
                read_short(self.0.trim_ascii(), $length, $format).ok_or(ParseError::new($what))
            }
        }

        impl TryFrom<CivilDate> for $name {
            type Error = ParseError;

            /// Fails for years beyond 2000 to 2099, which two digits cannot tell.
            fn try_from(day: CivilDate) -> Result<Self, ParseError> {
                write_short(day, $format).map(Self).ok_or(ParseError::new("a day of 2000 to 2099"))
            }
        }
    };
}

short_date! {
    /// A date as year, month and day in six digits: `260228`.
    DateYymmdd, 6, "%y%m%d", "a date such as 260228 (YYMMDD)"
}

short_date! {
    /// A date as month, day and year in six digits: `022826`.
    DateMmddyy, 6, "%m%d%y", "a date such as 022826 (MMDDYY)"
}

/// A date with the month as English letters: `28-Feb-2026`. Their case does not matter.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DateDdMmmYyyy(String);

text_type!(DateDdMmmYyyy);
strict_from_str!(DateDdMmmYyyy, DD_MMM_YYYY, |text| {
    read(text, "%d-%b-%Y").is_some_and(|day| write(day, "%d-%b-%Y").eq_ignore_ascii_case(text))
});

const DD_MMM_YYYY: &str = "a date such as 28-Feb-2026";

impl DateDdMmmYyyy {
    /// The day.
    ///
    /// # Errors
    ///
    /// If the text is of another form or there is no such day.
    pub fn value(&self) -> Result<CivilDate, ParseError> {
        read(self.0.trim_ascii(), "%d-%b-%Y").ok_or(ParseError::new(DD_MMM_YYYY))
    }
}

impl From<CivilDate> for DateDdMmmYyyy {
    fn from(day: CivilDate) -> Self {
        Self(write(day, "%d-%b-%Y"))
    }
}

/// A month and a day in four digits, without the year: `0228`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct MonthDay(String);

text_type!(MonthDay);
// A leap year has every day.
strict_from_str!(MonthDay, MMDD, |text| month_day(text, 2000).is_some());

const MMDD: &str = "a month and a day such as 0228 (MMDD)";

fn month_day(text: &str, year: u16) -> Option<CivilDate> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let (month, day) = digits.then(|| text.split_at(2))?;
    CivilDate::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

impl MonthDay {
    /// The day in a year.
    ///
    /// # Errors
    ///
    /// If the text is of another form or the year has no such day.
    pub fn in_year(&self, year: u16) -> Result<CivilDate, ParseError> {
        month_day(self.0.trim_ascii(), year).ok_or(ParseError::new(MMDD))
    }
}

impl From<CivilDate> for MonthDay {
    fn from(day: CivilDate) -> Self {
        Self(write(day, "%m%d"))
    }
}

/// A month and the last two digits of its year, as on a card: `0228` is February 2028.
///
/// ```
/// use mc_core::values::{CivilDate, MonthYear};
///
/// let expiry: MonthYear = "0228".parse()?;
/// assert_eq!(expiry.value()?, CivilDate::new(2028, 2, 29)?); // good through the last day
/// # Ok::<(), mc_core::values::ParseError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct MonthYear(String);

text_type!(MonthYear);
strict_from_str!(MonthYear, MMYY, |text| month_year(text).is_some());

const MMYY: &str = "a month and a year such as 0228 (MMYY)";

fn month_year(text: &str) -> Option<CivilDate> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let (month, year) = digits.then(|| text.split_at(2))?;
    let (month, year) = (month.parse().ok()?, 2000 + year.parse::<u16>().ok()?);
    (28..=31).rev().find_map(|day| CivilDate::new(year, month, day).ok())
}

impl MonthYear {
    /// The last day of the month, in the years 2000 to 2099.
    ///
    /// # Errors
    ///
    /// If the text is of another form or there is no such month.
    pub fn value(&self) -> Result<CivilDate, ParseError> {
        month_year(self.0.trim_ascii()).ok_or(ParseError::new(MMYY))
    }
}

impl TryFrom<CivilDate> for MonthYear {
    type Error = ParseError;

    /// The month of a day; fails for years beyond 2000 to 2099, which two digits cannot tell.
    fn try_from(day: CivilDate) -> Result<Self, ParseError> {
        write_short(day, "%m%y")
            .map(Self)
            .ok_or(ParseError::new("a day of 2000 to 2099"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: u16, month: u8, day: u8) -> CivilDate {
        CivilDate::new(year, month, day).unwrap()
    }

    #[test]
    fn dates_are_read_where_they_are_dates() {
        for text in [
            "2026-02-28",
            "20260228",
            " 2026-02-28 ",
            "2026-02-28T00:00:00Z",
            "2026-02-28 10:00",
        ] {
            assert_eq!(Date::from_wire(text).value(), Ok(day(2026, 2, 28)), "{text}");
        }
        for text in ["", "2026-02-30", "28.02.2026", "02/28/2026", "2026-2"] {
            assert!(Date::from_wire(text).value().is_err(), "{text}");
        }
        assert_eq!(Date::from(day(2026, 2, 28)).as_str(), "2026-02-28");
        assert_eq!(Date::from(day(800, 12, 25)).as_str(), "0800-12-25");
        for text in [
            "",
            "20260228",
            " 2026-02-28",
            "2026-02-28T10:30",
            "2026-2-28",
            "+026-02-28",
            "2026-02-30",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn six_digits_are_a_date_in_their_order() {
        assert_eq!(DateYymmdd::from_wire("210127").value(), Ok(day(2021, 1, 27)));
        assert_eq!(DateYymmdd::from_wire("991231").value(), Ok(day(2099, 12, 31)));
        assert_eq!(DateMmddyy::from_wire("051018").value(), Ok(day(2018, 5, 10)));
        assert!(DateMmddyy::from_wire("210127").value().is_err());
        assert_eq!(DateYymmdd::try_from(day(2021, 1, 27)).unwrap().as_str(), "210127");
        assert_eq!(DateMmddyy::try_from(day(2069, 5, 1)).unwrap().as_str(), "050169");
        assert!(DateYymmdd::try_from(day(1999, 1, 1)).is_err());
        for text in ["", "2101", "21 127", "2101271", "210132", "+10127"] {
            assert!(text.parse::<DateYymmdd>().is_err(), "{text}");
        }
    }

    #[test]
    fn months_are_english_letters() {
        for text in ["18-FEB-2018", "18-Feb-2018", "18-feb-2018"] {
            assert_eq!(DateDdMmmYyyy::from_wire(text).value(), Ok(day(2018, 2, 18)), "{text}");
            assert!(text.parse::<DateDdMmmYyyy>().is_ok(), "{text}");
        }
        assert_eq!(DateDdMmmYyyy::from(day(2020, 12, 16)).as_str(), "16-Dec-2020");
        for text in [
            "8-FEB-2018",
            "18-02-2018",
            "18-FEB-18",
            "31-FEB-2018",
            "18-February-2018",
        ] {
            assert!(text.parse::<DateDdMmmYyyy>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_month_and_a_day_need_a_year() {
        assert_eq!(MonthDay::from_wire("0127").in_year(2021), Ok(day(2021, 1, 27)));
        let leap: MonthDay = "0229".parse().unwrap();
        assert!(leap.in_year(2024).is_ok() && leap.in_year(2025).is_err());
        assert_eq!(MonthDay::from(day(2021, 1, 27)).as_str(), "0127");
        for text in ["", "127", "1301", "0132", "01-27", "012"] {
            assert!(text.parse::<MonthDay>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_card_is_good_through_its_month() {
        assert_eq!(MonthYear::from_wire("1229").value(), Ok(day(2029, 12, 31)));
        assert_eq!(MonthYear::from_wire("0299").value(), Ok(day(2099, 2, 28)));
        assert_eq!(MonthYear::try_from(day(2029, 12, 1)).unwrap().as_str(), "1229");
        for text in ["", "0000", "1329", "12/29", "2912"] {
            assert!(text.parse::<MonthYear>().is_err(), "{text}");
            assert!(MonthYear::from_wire(text).value().is_err(), "{text}");
        }
    }
}
