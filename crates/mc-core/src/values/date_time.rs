//! Times in each of the forms that are sent.

use std::time::SystemTime;

use chrono::{FixedOffset, NaiveDateTime, NaiveTime, SecondsFormat, Utc};

use super::{CivilDate, CivilDateTime, CivilTime, ParseError, strict_from_str, text_type};

/// A point in time by RFC 3339: `2026-02-28T10:30:00Z`.
///
/// ```
/// use std::time::{Duration, SystemTime};
///
/// use mc_core::values::DateTime;
///
/// let zoned: DateTime = "2026-02-28T10:30:00+01:00".parse()?;
/// assert_eq!(zoned.value()?, SystemTime::UNIX_EPOCH + Duration::from_secs(1_772_271_000));
/// assert!("2026-02-28T10:30:00".parse::<DateTime>().is_err());
/// # Ok::<(), mc_core::values::ParseError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DateTime(String);

text_type!(DateTime);
strict_from_str!(DateTime, DATE_TIME, |text| {
    // `chrono` takes a sign in front of the year, and a space for the `T`.
    let dated = text
        .get(..11)
        .is_some_and(|date| date.starts_with(|c: char| c.is_ascii_digit()) && date.ends_with('T'));
    dated && chrono::DateTime::parse_from_rfc3339(text).is_ok()
});

const DATE_TIME: &str = "a date-time with a zone such as 2026-02-28T10:30:00Z";

/// Forms of the time of day, behind the date.
const TIMES: [&str; 3] = ["%H:%M:%S%.f", "%H:%M", "%H%M%S"];

impl DateTime {
    /// The point in time.
    ///
    /// Reads RFC 3339, also with a space for the `T`, without seconds, or with the zone as `+0100`.
    ///
    /// # Errors
    ///
    /// If the text is of another form, has no zone or there is no such time.
    pub fn value(&self) -> Result<SystemTime, ParseError> {
        self.zoned().map(SystemTime::from).ok_or(ParseError::new(DATE_TIME))
    }

    fn zoned(&self) -> Option<chrono::DateTime<FixedOffset>> {
        let (date, rest) = self.0.trim_ascii().split_once(['T', 't', ' '])?;
        let rest = rest.trim_ascii();
        let text = if let Some(time) = rest.strip_suffix(['Z', 'z']) {
            format!("{date}T{}+0000", time.trim_ascii_end())
        } else {
            let (time, zone) = rest.split_at(rest.rfind(['+', '-'])?);
            format!("{date}T{}{}", time.trim_ascii_end(), zone.replace(':', ""))
        };
        TIMES
            .iter()
            .find_map(|format| chrono::DateTime::parse_from_str(&text, &format!("%Y-%m-%dT{format}%z")).ok())
    }
}

impl TryFrom<SystemTime> for DateTime {
    type Error = ParseError;

    /// Writes the time in UTC; fails for years beyond 0 to 9999.
    fn try_from(time: SystemTime) -> Result<Self, ParseError> {
        const ERROR: ParseError = ParseError::new("a time in the years 0 to 9999");
        let duration = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => chrono::TimeDelta::from_std(after).map_err(|_| ERROR)?,
            Err(before) => -chrono::TimeDelta::from_std(before.duration()).map_err(|_| ERROR)?,
        };
        let time = chrono::DateTime::<Utc>::UNIX_EPOCH
            .checked_add_signed(duration)
            .ok_or(ERROR)?;
        CivilDateTime::of(time.naive_utc()).ok_or(ERROR)?;
        Ok(Self(time.to_rfc3339_opts(SecondsFormat::AutoSi, true)))
    }
}

#[cfg(feature = "chrono")]
impl TryFrom<&DateTime> for chrono::DateTime<FixedOffset> {
    type Error = ParseError;

    fn try_from(time: &DateTime) -> Result<Self, ParseError> {
        time.zoned().ok_or(ParseError::new(DATE_TIME))
    }
}

#[cfg(feature = "chrono")]
impl<Z: chrono::TimeZone> TryFrom<chrono::DateTime<Z>> for DateTime {
    type Error = ParseError;

    /// Keeps the distance to UTC; fails for years beyond 0 to 9999.
    fn try_from(time: chrono::DateTime<Z>) -> Result<Self, ParseError> {
        let time = time.fixed_offset();
        CivilDateTime::of(time.naive_local()).ok_or(ParseError::new("a time in the years 0 to 9999"))?;
        Ok(Self(time.to_rfc3339_opts(SecondsFormat::AutoSi, true)))
    }
}

#[cfg(feature = "jiff")]
impl TryFrom<&DateTime> for jiff::Timestamp {
    type Error = ParseError;

    fn try_from(time: &DateTime) -> Result<Self, ParseError> {
        Self::try_from(time.value()?).map_err(|_| ParseError::new(DATE_TIME))
    }
}

#[cfg(feature = "jiff")]
impl TryFrom<jiff::Timestamp> for DateTime {
    type Error = ParseError;

    /// Writes the time in UTC; fails for years beyond 0 to 9999.
    fn try_from(time: jiff::Timestamp) -> Result<Self, ParseError> {
        let time = SystemTime::try_from(time).map_err(|_| ParseError::new("a time in the years 0 to 9999"))?;
        Self::try_from(time)
    }
}

#[cfg(feature = "time")]
impl TryFrom<&DateTime> for ::time::OffsetDateTime {
    type Error = ParseError;

    fn try_from(time: &DateTime) -> Result<Self, ParseError> {
        const ERROR: ParseError = ParseError::new(DATE_TIME);
        let zoned = time.zoned().ok_or(ERROR)?;
        let offset = ::time::UtcOffset::from_whole_seconds(zoned.offset().local_minus_utc()).map_err(|_| ERROR)?;
        Self::from(SystemTime::from(zoned))
            .checked_to_offset(offset)
            .ok_or(ERROR)
    }
}

#[cfg(feature = "time")]
impl TryFrom<::time::OffsetDateTime> for DateTime {
    type Error = ParseError;

    /// Writes the time in UTC; fails for years beyond 0 to 9999.
    fn try_from(time: ::time::OffsetDateTime) -> Result<Self, ParseError> {
        Self::try_from(SystemTime::from(time))
    }
}

/// The time that a text of this very form stands for.
fn read(text: &str, format: &str) -> Option<CivilDateTime> {
    let time = NaiveDateTime::parse_from_str(text, format).ok()?;
    (time.format(format).to_string() == text)
        .then(|| CivilDateTime::of(time))
        .flatten()
}

/// A time of a day without a zone, to the second: `2026-02-28T10:30:00`.
///
/// [`value`](Self::value) also reads a space for the `T`, and fractions of a second or no seconds at all.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct LocalDateTime(String);

/// A time of a day without a zone, to the minute: `2026-02-28T10:30`.
///
/// [`value`](Self::value) also reads a space for the `T`, and seconds.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct LocalMinute(String);

text_type!(LocalDateTime, LocalMinute);
strict_from_str!(LocalDateTime, LOCAL_SECOND, |text| read(text, "%Y-%m-%dT%H:%M:%S")
    .is_some());
strict_from_str!(LocalMinute, LOCAL_MINUTE, |text| read_minute(text).is_some());

const LOCAL_SECOND: &str = "a date-time such as 2026-02-28T10:30:00";
const LOCAL_MINUTE: &str = "a date-time such as 2026-02-28T10:30";

fn read_minute(text: &str) -> Option<CivilDateTime> {
    (text.len() == 16)
        .then(|| read(&format!("{text}:00"), "%Y-%m-%dT%H:%M:%S"))
        .flatten()
}

/// A time without a zone in any of its forms.
fn local(text: &str) -> Option<CivilDateTime> {
    let (date, time) = text.trim_ascii().split_once(['T', 't', ' '])?;
    let text = format!("{date}T{time}");
    TIMES
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(&text, &format!("%Y-%m-%dT{format}")).ok())
        .and_then(CivilDateTime::of)
}

macro_rules! local_time {
    ($name:ident, $format:literal, $what:expr) => {
        impl $name {
            /// The day and the time of day.
            ///
            /// # Errors
            ///
            /// If the text is of another form or there is no such time.
            pub fn value(&self) -> Result<CivilDateTime, ParseError> {
                local(&self.0).ok_or(ParseError::new($what))
            }
        }

        impl From<CivilDateTime> for $name {
            fn from(time: CivilDateTime) -> Self {
                Self(time.naive().format($format).to_string())
            }
        }
    };
}

local_time!(LocalDateTime, "%Y-%m-%dT%H:%M:%S", LOCAL_SECOND);
local_time!(LocalMinute, "%Y-%m-%dT%H:%M", LOCAL_MINUTE);

macro_rules! short_date_time {
    ($(#[$doc:meta])* $name:ident, $date:literal, $what:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name(String);

        text_type!($name);
        strict_from_str!($name, $what, |text| read_short(text, $date).is_some());

        impl $name {
            /// The day and the time of day, in the years 2000 to 2099.
            ///
            /// # Errors
            ///
            /// If the text is of another form or there is no such time.
            pub fn value(&self) -> Result<CivilDateTime, ParseError> {
                read_short(self.0.trim_ascii(), $date).ok_or(ParseError::new($what))
            }
        }

        impl TryFrom<CivilDateTime> for $name {
            type Error = ParseError;

            /// Fails for years beyond 2000 to 2099, which two digits cannot tell.
            fn try_from(time: CivilDateTime) -> Result<Self, ParseError> {
                if !(2000..2100).contains(&time.date().year()) {
                    return Err(ParseError::new("a time of 2000 to 2099"));
                }
                Ok(Self(time.naive().format(concat!($date, "%H%M%S")).to_string()))
            }
        }
    };
}

/// A date of six digits and a time of six.
fn read_short(text: &str, date: &str) -> Option<CivilDateTime> {
    let digits = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    let (day, time) = digits.then(|| text.split_at(6))?;
    let day = if date == "%y%m%d" {
        super::DateYymmdd::from_wire(day).value()
    } else {
        super::DateMmddyy::from_wire(day).value()
    };
    Some(CivilDateTime::new(day.ok()?, six_digits(time)?))
}

/// A time of six digits; a leap second does not exist here.
fn six_digits(text: &str) -> Option<CivilTime> {
    let digits = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    let part = |at: usize| text.get(at..at + 2).and_then(|part| part.parse().ok());
    digits
        .then(|| CivilTime::new(part(0)?, part(2)?, part(4)?).ok())
        .flatten()
}

short_date_time! {
    /// Year, month, day and time in twelve digits: `260228103000`.
    DateTimeYymmdd, "%y%m%d", "a time such as 260228103000 (YYMMDDhhmmss)"
}

short_date_time! {
    /// Month, day, year and time in twelve digits: `022826103000`.
    DateTimeMmddyy, "%m%d%y", "a time such as 022826103000 (MMDDYYhhmmss)"
}

/// Month, day and time in ten digits, without the year: `0228103000`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct MonthDayTime(String);

text_type!(MonthDayTime);
strict_from_str!(MonthDayTime, MONTH_DAY_TIME, |text| month_day_time(text, 2000)
    .is_some());

const MONTH_DAY_TIME: &str = "a time such as 0228103000 (MMDDhhmmss)";

fn month_day_time(text: &str, year: u16) -> Option<CivilDateTime> {
    let digits = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit());
    let (day, time) = digits.then(|| text.split_at(4))?;
    let part = |at: usize| day.get(at..at + 2).and_then(|part| part.parse().ok());
    Some(CivilDateTime::new(
        CivilDate::new(year, part(0)?, part(2)?).ok()?,
        six_digits(time)?,
    ))
}

impl MonthDayTime {
    /// The day and the time of day in a year.
    ///
    /// # Errors
    ///
    /// If the text is of another form or the year has no such time.
    pub fn in_year(&self, year: u16) -> Result<CivilDateTime, ParseError> {
        month_day_time(self.0.trim_ascii(), year).ok_or(ParseError::new(MONTH_DAY_TIME))
    }
}

impl From<CivilDateTime> for MonthDayTime {
    fn from(time: CivilDateTime) -> Self {
        Self(time.naive().format("%m%d%H%M%S").to_string())
    }
}

/// A time of day in six digits: `103000`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct TimeHhmmss(String);

text_type!(TimeHhmmss);
strict_from_str!(TimeHhmmss, HHMMSS, |text| six_digits(text).is_some());

const HHMMSS: &str = "a time of day such as 103000 (hhmmss)";

impl TimeHhmmss {
    /// The time of day.
    ///
    /// # Errors
    ///
    /// If the text is of another form or no day has such a time.
    pub fn value(&self) -> Result<CivilTime, ParseError> {
        six_digits(self.0.trim_ascii()).ok_or(ParseError::new(HHMMSS))
    }
}

impl From<CivilTime> for TimeHhmmss {
    fn from(time: CivilTime) -> Self {
        let time: NaiveTime = time.naive();
        Self(time.format("%H%M%S").to_string())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn time(text: &str) -> CivilDateTime {
        let [year, month, day, hour, minute, second] = text
            .split(['-', 'T', ':'])
            .map(|part| part.parse().unwrap())
            .collect::<Vec<u16>>()
            .try_into()
            .unwrap();
        let small = |value: u16| u8::try_from(value).unwrap();
        CivilDateTime::new(
            CivilDate::new(year, small(month), small(day)).unwrap(),
            CivilTime::new(small(hour), small(minute), small(second)).unwrap(),
        )
    }

    #[test]
    fn date_times_are_read_with_their_zone() {
        for (text, unix) in [
            ("2026-02-28T10:30:00Z", 1_772_274_600),
            ("2026-02-28T10:30:00z", 1_772_274_600),
            ("2026-02-28 10:30:00 +01:00", 1_772_271_000),
            ("2026-02-28T10:30:00+0100", 1_772_271_000),
            ("2026-02-28T10:30-06:00", 1_772_296_200),
        ] {
            let expected = SystemTime::UNIX_EPOCH + Duration::from_secs(unix);
            assert_eq!(DateTime::from_wire(text).value(), Ok(expected), "{text}");
        }
        for text in [
            "",
            "2026-02-28",
            "2026-02-28T10:30:00",
            "2026-02-28T25:00:00Z",
            "10:30:00Z",
        ] {
            assert!(DateTime::from_wire(text).value().is_err(), "{text}");
        }
        for text in [
            "2026-02-28 10:30:00Z",
            "2026-02-28T10:30Z",
            "2026-02-28T10:30:00+0100",
            "2026-02-28",
        ] {
            assert!(text.parse::<DateTime>().is_err(), "{text}");
        }
        assert!("2026-02-28T10:30:00.500+01:00".parse::<DateTime>().is_ok());
    }

    #[test]
    fn date_times_are_written_as_rfc_3339() {
        let write = |time: SystemTime| DateTime::try_from(time).map(|text| text.as_str().to_owned());
        let later = SystemTime::UNIX_EPOCH + Duration::from_secs(1_772_274_600);
        assert_eq!(write(later), Ok("2026-02-28T10:30:00Z".to_owned()));
        let before = SystemTime::UNIX_EPOCH - Duration::from_millis(1500);
        assert_eq!(write(before), Ok("1969-12-31T23:59:58.500Z".to_owned()));
        assert!(write(SystemTime::UNIX_EPOCH + Duration::from_secs(300_000_000_000)).is_err());
    }

    #[test]
    fn local_times_have_no_zone() {
        let expected = time("2026-02-28T10:30:00");
        for text in ["2026-02-28T10:30:00", "2026-02-28 10:30", "2026-02-28T103000"] {
            assert_eq!(LocalDateTime::from_wire(text).value(), Ok(expected), "{text}");
            assert_eq!(LocalMinute::from_wire(text).value(), Ok(expected), "{text}");
        }
        assert!(LocalDateTime::from_wire("2026-02-28").value().is_err());
        assert!(LocalDateTime::from_wire("2026-02-28T10:30:00Z").value().is_err());
        assert_eq!(LocalDateTime::from(expected).as_str(), "2026-02-28T10:30:00");
        assert_eq!(LocalMinute::from(expected).as_str(), "2026-02-28T10:30");
        assert!("2026-02-28T10:30".parse::<LocalMinute>().is_ok());
        assert!("2026-02-28T10:30".parse::<LocalDateTime>().is_err());
        for text in [
            "2026-02-28T10:30:00",
            "2026-02-28 10:30",
            "2026-02-28T24:30",
            "2026-02-28T1:300",
        ] {
            assert!(text.parse::<LocalMinute>().is_err(), "{text}");
        }
    }

    #[test]
    fn twelve_digits_are_a_time_in_their_order() {
        let expected = time("2021-01-27T16:01:00");
        assert_eq!(DateTimeYymmdd::from_wire("210127160100").value(), Ok(expected));
        assert_eq!(DateTimeYymmdd::try_from(expected).unwrap().as_str(), "210127160100");
        let expected = time("2014-06-26T09:30:22");
        assert_eq!(DateTimeMmddyy::from_wire("062614093022").value(), Ok(expected));
        assert_eq!(DateTimeMmddyy::try_from(expected).unwrap().as_str(), "062614093022");
        assert!(DateTimeYymmdd::try_from(time("1999-01-01T00:00:00")).is_err());
        for text in [
            "",
            "210127",
            "210127246000",
            "21012716010",
            "2101271601000",
            "210127 60100",
        ] {
            assert!(text.parse::<DateTimeYymmdd>().is_err(), "{text}");
        }
    }

    #[test]
    fn ten_digits_need_a_year() {
        let text: MonthDayTime = "0127125633".parse().unwrap();
        assert_eq!(text.in_year(2021), Ok(time("2021-01-27T12:56:33")));
        assert_eq!(MonthDayTime::from(time("2021-01-27T12:56:33")), text);
        for text in ["", "0127", "1301125633", "0127246033", "01271256330"] {
            assert!(text.parse::<MonthDayTime>().is_err(), "{text}");
        }
    }

    #[test]
    fn six_digits_are_a_time_of_day() {
        let text: TimeHhmmss = "093022".parse().unwrap();
        assert_eq!(text.value(), CivilTime::new(9, 30, 22));
        assert_eq!(TimeHhmmss::from(CivilTime::new(9, 30, 22).unwrap()), text);
        for text in ["", "9:30", "240000", "093060", "09302"] {
            assert!(text.parse::<TimeHhmmss>().is_err(), "{text}");
        }
    }

    #[cfg(feature = "chrono")]
    #[test]
    fn chrono_keeps_the_zone() {
        let text: DateTime = "2026-02-28T10:30:00+01:00".parse().unwrap();
        let theirs = chrono::DateTime::<FixedOffset>::try_from(&text).unwrap();
        assert_eq!(theirs.timestamp(), 1_772_271_000);
        assert_eq!(DateTime::try_from(theirs).unwrap(), text);
    }

    #[cfg(feature = "jiff")]
    #[test]
    fn jiff_is_the_same_point_in_time() {
        let text: DateTime = "2026-02-28T10:30:00+01:00".parse().unwrap();
        let theirs = jiff::Timestamp::try_from(&text).unwrap();
        assert_eq!(theirs.as_second(), 1_772_271_000);
        assert_eq!(DateTime::try_from(theirs).unwrap().as_str(), "2026-02-28T09:30:00Z");
    }

    #[cfg(feature = "time")]
    #[test]
    fn time_is_the_same_point_in_time() {
        let text: DateTime = "2026-02-28T10:30:00+01:00".parse().unwrap();
        let theirs = ::time::OffsetDateTime::try_from(&text).unwrap();
        assert_eq!((theirs.unix_timestamp(), theirs.hour()), (1_772_271_000, 10));
        assert_eq!(DateTime::try_from(theirs).unwrap().as_str(), "2026-02-28T09:30:00Z");
    }
}
