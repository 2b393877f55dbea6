//! Reading members of a request, and the amounts, currencies and dates that they hold.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use serde_json::Value;

use super::refusal::{Outcome, Refusal};

/// The body of a request, whose shape the contract has checked.
#[derive(Clone, Copy)]
pub(super) struct Body<'a>(pub(super) &'a Value);

impl<'a> Body<'a> {
    /// A text; an empty one counts as absent.
    pub(super) fn text(self, name: &str) -> Option<&'a str> {
        self.0.get(name)?.as_str().filter(|text| !text.is_empty())
    }

    /// A text that another member or the state makes necessary.
    pub(super) fn needed(self, name: &str) -> Outcome<&'a str> {
        self.text(name)
            .ok_or_else(|| Refusal::invalid(name, "is required here"))
    }

    /// A boolean, or its name as a text.
    pub(super) fn flag(self, name: &str) -> Outcome<Option<bool>> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(Value::String(text)) if text == "true" => Ok(Some(true)),
            Some(Value::String(text)) if text == "false" => Ok(Some(false)),
            Some(_) => Err(Refusal::invalid(name, "is true or false")),
        }
    }

    pub(super) fn list(self, name: &str) -> &'a [Value] {
        self.0.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    pub(super) fn object(self, name: &str) -> Option<Body<'a>> {
        self.0.get(name).filter(|value| value.is_object()).map(Body)
    }

    /// Refuses members that have no meaning in this request.
    pub(super) fn without(self, names: &[&str], why: &str) -> Outcome<()> {
        match names
            .iter()
            .find(|name| self.0.get(**name).is_some_and(|value| !value.is_null()))
        {
            Some(name) => Err(Refusal::invalid(name, why)),
            None => Ok(()),
        }
    }
}

/// The currencies that transactions have here, as letters and as digits.
pub(super) const CURRENCIES: [(&str, &str); 9] = [
    ("AUD", "036"),
    ("BRL", "986"),
    ("CAD", "124"),
    ("CHF", "756"),
    ("EUR", "978"),
    ("GBP", "826"),
    ("MXN", "484"),
    ("SEK", "752"),
    ("USD", "840"),
];

/// The letters of a currency that is given as letters or digits.
pub(super) fn currency(text: &str) -> Option<&'static str> {
    CURRENCIES
        .iter()
        .find_map(|(letters, digits)| (*letters == text || *digits == text).then_some(*letters))
}

/// The digits of a currency.
pub(super) fn currency_digits(letters: &str) -> &'static str {
    CURRENCIES
        .iter()
        .find_map(|(known, digits)| (*known == letters).then_some(*digits))
        .unwrap_or("999")
}

/// An amount in hundredths.
pub(super) fn hundredths(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(part) || whole.len() > 12 || part.len() > 2 {
        return None;
    }
    let hundredths: u64 = format!("{part:0<2}").parse().ok()?;
    Some(whole.parse::<u64>().ok()? * 100 + hundredths)
}

/// An amount that a request must give in a member.
pub(super) fn amount(body: Body<'_>, name: &str) -> Outcome<u64> {
    hundredths(body.needed(name)?)
        .ok_or_else(|| Refusal::invalid(name, "is an amount with at most two decimals, such as 100.00"))
}

/// An amount as it is written in answers.
pub(super) fn decimal(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// A day that a member holds, if it is there.
pub(super) fn day(body: Body<'_>, name: &str) -> Outcome<Option<NaiveDate>> {
    let Some(text) = body.text(name) else {
        return Ok(None);
    };
    (text.len() == 10)
        .then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())
        .flatten()
        .map(Some)
        .ok_or_else(|| Refusal::invalid(name, "is a day as 2026-03-31"))
}

/// The days from the first to the last of a range, both necessary.
pub(super) fn days(body: Body<'_>, from: &str, to: &str) -> Outcome<(NaiveDate, NaiveDate)> {
    body.needed(from)?;
    body.needed(to)?;
    match (day(body, from)?, day(body, to)?) {
        (Some(first), Some(last)) if first <= last => Ok((first, last)),
        _ => Err(Refusal::invalid(to, format!("is not before {from}"))),
    }
}

/// The days of a search, whose range and age have limits.
pub(super) fn search_days(
    body: Body<'_>,
    from: &str,
    to: &str,
    oldest: i64,
    now: DateTime<Utc>,
) -> Outcome<(NaiveDate, NaiveDate)> {
    let (first, last) = days(body, from, to)?;
    if last - first > TimeDelta::days(30) {
        return Err(Refusal::invalid(to, format!("is at most 30 days after {from}")));
    }
    if now.date_naive() - first > TimeDelta::days(oldest) {
        return Err(Refusal::invalid(from, format!("is at most {oldest} days ago")));
    }
    Ok((first, last))
}

/// A minute that a member holds, if it is there.
pub(super) fn minute(body: Body<'_>, name: &str) -> Outcome<Option<DateTime<Utc>>> {
    let Some(text) = body.text(name) else {
        return Ok(None);
    };
    (text.len() == 16)
        .then(|| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok())
        .flatten()
        .map(|time| Some(time.and_utc()))
        .ok_or_else(|| Refusal::invalid(name, "is a minute as 2026-03-31T08:15"))
}

/// A day as answers write it.
pub(super) fn date(time: DateTime<Utc>) -> String {
    time.format("%Y-%m-%d").to_string()
}

/// A moment as answers write it.
pub(super) fn moment(time: DateTime<Utc>) -> String {
    time.format("%Y-%m-%dT%H:%M:%S").to_string()
}

/// Whether a text has only digits, and between so many of them.
pub(super) fn digits(text: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number of an identifier, written as it was issued.
pub(super) fn identifier(text: &str) -> Option<u64> {
    (digits(text, 1, 19) && !text.starts_with('0'))
        .then(|| text.parse().ok())
        .flatten()
}

/// An object without the members that are null, for answers leave out what they do not have.
pub(super) fn compact(mut value: Value) -> Value {
    if let Value::Object(members) = &mut value {
        members.retain(|_, member| !member.is_null());
    }
    value
}
