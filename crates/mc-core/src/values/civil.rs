//! Days and times of day without a zone: what the texts of dates and times stand for.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime, Timelike as _};

use super::ParseError;

/// A day of the calendar, in the years 0 to 9999.
///
/// ```
/// use mc_core::values::CivilDate;
///
/// let day = CivilDate::new(2026, 2, 28)?;
/// assert_eq!((day.year(), day.month(), day.day()), (2026, 2, 28));
/// assert!(CivilDate::new(2026, 2, 29).is_err());
/// # Ok::<(), mc_core::values::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CivilDate(NaiveDate);

impl CivilDate {
    /// The day of this year, month and day of the month.
    ///
    /// # Errors
    ///
    /// If there is no such day, or the year has more than four digits.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, ParseError> {
        NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
            .and_then(Self::of)
            .ok_or(ParseError::new("a day of the calendar"))
    }

    /// The year.
    pub fn year(self) -> u16 {
        u16::try_from(self.0.year()).unwrap_or_default()
    }

    /// The month, from 1.
    pub fn month(self) -> u8 {
        u8::try_from(self.0.month()).unwrap_or_default()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        u8::try_from(self.0.day()).unwrap_or_default()
    }

    pub(super) fn of(date: NaiveDate) -> Option<Self> {
        (0..=9999).contains(&date.year()).then_some(Self(date))
    }

    pub(super) fn naive(self) -> NaiveDate {
        self.0
    }
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CivilTime(NaiveTime);

impl CivilTime {
    /// The time of this hour, minute and second.
    ///
    /// # Errors
    ///
    /// If no day has such a time.
    pub fn new(hour: u8, minute: u8, second: u8) -> Result<Self, ParseError> {
        NaiveTime::from_hms_opt(u32::from(hour), u32::from(minute), u32::from(second))
            .map(Self)
            .ok_or(ParseError::new("a time of day"))
    }

    /// The hour, from 0 to 23.
    pub fn hour(self) -> u8 {
        u8::try_from(self.0.hour()).unwrap_or_default()
    }

    /// The minute.
    pub fn minute(self) -> u8 {
        u8::try_from(self.0.minute()).unwrap_or_default()
    }

    /// The second, without a fraction.
    pub fn second(self) -> u8 {
        u8::try_from(self.0.second()).unwrap_or_default()
    }

    #[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
    fn of(time: NaiveTime) -> Self {
        Self(time)
    }

    pub(super) fn naive(self) -> NaiveTime {
        self.0
    }
}

/// A time of a day, without a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CivilDateTime(NaiveDateTime);

impl CivilDateTime {
    /// This time of this day.
    pub fn new(date: CivilDate, time: CivilTime) -> Self {
        Self(date.0.and_time(time.0))
    }

    /// The day.
    pub fn date(self) -> CivilDate {
        CivilDate(self.0.date())
    }

    /// The time of day.
    pub fn time(self) -> CivilTime {
        CivilTime(self.0.time())
    }

    pub(super) fn of(time: NaiveDateTime) -> Option<Self> {
        CivilDate::of(time.date()).map(|_| Self(time))
    }

    pub(super) fn naive(self) -> NaiveDateTime {
        self.0
    }
}

/// The conversions that every library has: to the type without failing, and back where the year has four digits.
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
macro_rules! converts {
    ($feature:literal, $ours:ident, $theirs:ty, $to:expr, $from:expr) => {
        #[cfg(feature = $feature)]
        impl From<$ours> for $theirs {
            fn from(value: $ours) -> Self {
                let to: fn($ours) -> Self = $to;
                to(value)
            }
        }

        #[cfg(feature = $feature)]
        impl TryFrom<$theirs> for $ours {
            type Error = ParseError;

            /// Fails for years beyond 0 to 9999.
            fn try_from(value: $theirs) -> Result<Self, ParseError> {
                let from: fn($theirs) -> Option<Self> = $from;
                from(value).ok_or(ParseError::new("a time in the years 0 to 9999"))
            }
        }
    };
}

#[cfg(feature = "chrono")]
mod with_chrono {
    use super::{CivilDate, CivilDateTime, CivilTime, NaiveDate, NaiveDateTime, NaiveTime, ParseError};

    converts!("chrono", CivilDate, NaiveDate, CivilDate::naive, CivilDate::of);
    converts!("chrono", CivilTime, NaiveTime, CivilTime::naive, |time| Some(
        CivilTime::of(time)
    ));
    converts!(
        "chrono",
        CivilDateTime,
        NaiveDateTime,
        CivilDateTime::naive,
        CivilDateTime::of
    );
}

#[cfg(feature = "jiff")]
mod with_jiff {
    use jiff::civil::{Date, DateTime, Time};

    use super::*;

    fn date(year: i16, month: i8, day: i8) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(i32::from(year), u32::try_from(month).ok()?, u32::try_from(day).ok()?)
    }

    fn time(hour: i8, minute: i8, second: i8, nano: i32) -> Option<NaiveTime> {
        let part = |value: i8| u32::try_from(value).ok();
        NaiveTime::from_hms_nano_opt(part(hour)?, part(minute)?, part(second)?, u32::try_from(nano).ok()?)
    }

    fn to_date(value: CivilDate) -> Date {
        let part = |value: u8| i8::try_from(value).unwrap_or_default();
        let year = i16::try_from(value.year()).unwrap_or_default();
        Date::new(year, part(value.month()), part(value.day())).unwrap_or_default()
    }

    fn to_time(value: CivilTime) -> Time {
        let part = |value: u8| i8::try_from(value).unwrap_or_default();
        // A leap second is written as more than a second's nanoseconds.
        let nano = i32::try_from(value.0.nanosecond().min(999_999_999)).unwrap_or_default();
        Time::new(part(value.hour()), part(value.minute()), part(value.second()), nano).unwrap_or_default()
    }

    converts!("jiff", CivilDate, Date, to_date, |value| {
        date(value.year(), value.month(), value.day()).and_then(CivilDate::of)
    });
    converts!("jiff", CivilTime, Time, to_time, |value| {
        time(value.hour(), value.minute(), value.second(), value.subsec_nanosecond()).map(CivilTime::of)
    });
    converts!(
        "jiff",
        CivilDateTime,
        DateTime,
        |value| DateTime::from_parts(to_date(value.date()), to_time(value.time())),
        |value| {
            let date = CivilDate::try_from(value.date()).ok()?;
            let time = CivilTime::try_from(value.time()).ok()?;
            Some(CivilDateTime::new(date, time))
        }
    );
}

#[cfg(feature = "time")]
mod with_time {
    use ::time::{Date, Month, PrimitiveDateTime, Time};

    use super::*;

    fn to_date(value: CivilDate) -> Date {
        let month = Month::try_from(value.month()).unwrap_or(Month::January);
        Date::from_calendar_date(i32::from(value.year()), month, value.day()).unwrap_or(Date::MIN)
    }

    fn to_time(value: CivilTime) -> Time {
        let nano = value.0.nanosecond().min(999_999_999);
        Time::from_hms_nano(value.hour(), value.minute(), value.second(), nano).unwrap_or(Time::MIDNIGHT)
    }

    fn from_time(value: Time) -> Option<CivilTime> {
        let (hour, minute, second, nano) = value.as_hms_nano();
        NaiveTime::from_hms_nano_opt(u32::from(hour), u32::from(minute), u32::from(second), nano).map(CivilTime::of)
    }

    converts!("time", CivilDate, Date, to_date, |value| {
        NaiveDate::from_ymd_opt(value.year(), u32::from(u8::from(value.month())), u32::from(value.day()))
            .and_then(CivilDate::of)
    });
    converts!("time", CivilTime, Time, to_time, from_time);
    converts!(
        "time",
        CivilDateTime,
        PrimitiveDateTime,
        |value| PrimitiveDateTime::new(to_date(value.date()), to_time(value.time())),
        |value| {
            let date = CivilDate::try_from(value.date()).ok()?;
            from_time(value.time()).map(|time| CivilDateTime::new(date, time))
        }
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_exist_or_are_refused() {
        assert!(CivilDate::new(2024, 2, 29).is_ok());
        for (year, month, day) in [(2026, 2, 29), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0), (10_000, 1, 1)] {
            assert!(CivilDate::new(year, month, day).is_err(), "{year}-{month}-{day}");
        }
        assert!(CivilTime::new(23, 59, 59).is_ok());
        assert!(CivilTime::new(24, 0, 0).is_err() && CivilTime::new(0, 60, 0).is_err());
        let time = CivilDateTime::new(CivilDate::new(2026, 2, 28).unwrap(), CivilTime::new(10, 30, 5).unwrap());
        assert_eq!(
            (time.date().day(), time.time().hour(), time.time().second()),
            (28, 10, 5)
        );
        assert!(CivilDate::new(2025, 12, 31).unwrap() < CivilDate::new(2026, 1, 1).unwrap());
    }

    #[cfg(feature = "chrono")]
    #[test]
    fn chrono_converts() {
        let day = CivilDate::new(2026, 2, 28).unwrap();
        let theirs = NaiveDate::from_ymd_opt(2026, 2, 28).unwrap();
        assert_eq!(NaiveDate::from(day), theirs);
        assert_eq!(CivilDate::try_from(theirs), Ok(day));
        assert!(CivilDate::try_from(NaiveDate::from_ymd_opt(-1, 1, 1).unwrap()).is_err());
        let time = CivilDateTime::new(day, CivilTime::new(10, 30, 5).unwrap());
        assert_eq!(NaiveDateTime::from(time), theirs.and_hms_opt(10, 30, 5).unwrap());
        assert_eq!(CivilDateTime::try_from(NaiveDateTime::from(time)), Ok(time));
    }

    #[cfg(feature = "jiff")]
    #[test]
    fn jiff_converts() {
        let day = CivilDate::new(2026, 2, 28).unwrap();
        let time = CivilDateTime::new(day, CivilTime::new(10, 30, 5).unwrap());
        assert_eq!(jiff::civil::Date::from(day), jiff::civil::date(2026, 2, 28));
        assert_eq!(
            jiff::civil::DateTime::from(time),
            jiff::civil::date(2026, 2, 28).at(10, 30, 5, 0)
        );
        assert_eq!(
            CivilDateTime::try_from(jiff::civil::date(2026, 2, 28).at(10, 30, 5, 0)),
            Ok(time)
        );
        assert!(CivilDate::try_from(jiff::civil::date(-1, 1, 1)).is_err());
    }

    #[cfg(feature = "time")]
    #[test]
    fn time_converts() {
        use ::time::{Date, Month, PrimitiveDateTime};

        let day = CivilDate::new(2026, 2, 28).unwrap();
        let time = CivilDateTime::new(day, CivilTime::new(10, 30, 5).unwrap());
        let theirs = Date::from_calendar_date(2026, Month::February, 28).unwrap();
        assert_eq!(Date::from(day), theirs);
        assert_eq!(PrimitiveDateTime::from(time), theirs.with_hms(10, 30, 5).unwrap());
        assert_eq!(CivilDateTime::try_from(theirs.with_hms(10, 30, 5).unwrap()), Ok(time));
        assert!(CivilDate::try_from(Date::MIN).is_err());
    }
}
