//! JSON as it was written, where a model of it would lose something.

use serde::de::IgnoredAny;
use serde_json::Value;

use crate::error::{Error, Kind, Result};

/// Whether a text is JSON by RFC 8259, however deep it nests and whatever its numbers and strings stand for.
pub(crate) fn check(text: &[u8]) -> Result<()> {
    let text = std::str::from_utf8(text)
        .map_err(|error| not_json(format_args!("byte {} is no UTF-8", error.valid_up_to() + 1)))?;
    match serde_json::from_str::<IgnoredAny>(text) {
        Ok(_) => Ok(()),
        // The parser's own text could repeat what it has read.
        Err(error) => Err(not_json(format_args!(
            "it goes wrong at line {}, column {}",
            error.line(),
            error.column()
        ))),
    }
}

fn not_json(place: std::fmt::Arguments<'_>) -> Error {
    Error::new(Kind::Payload, format!("the body is not JSON: {place}"))
}

/// Whether a value is all that its text says: no member is there twice, and no number lost a digit.
pub(crate) fn is_all_of(value: &Value, text: &[u8]) -> bool {
    let mut written = 0;
    for token in tokens(text) {
        match token[0] {
            b':' => written += 1,
            b'-' | b'0'..=b'9' if !is_exact(token) => return false,
            _ => {}
        }
    }
    written == members(value)
}

/// The text without white space between its tokens.
pub(crate) fn compact(text: &[u8], into: &mut Vec<u8>) {
    tokens(text).for_each(|token| into.extend_from_slice(token));
}

fn members(value: &Value) -> usize {
    match value {
        Value::Array(values) => values.iter().map(members).sum(),
        Value::Object(fields) => fields.len() + fields.values().map(members).sum::<usize>(),
        _ => 0,
    }
}

/// The tokens of a text that is JSON.
fn tokens(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_ascii_start();
        let length = match rest.first()? {
            b'"' => string(rest),
            b'-' | b'0'..=b'9' => rest
                .iter()
                .position(|byte| !matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'))
                .unwrap_or(rest.len()),
            _ => 1,
        };
        let (token, after) = rest.split_at_checked(length)?;
        rest = after;
        Some(token)
    })
}

/// The length of a string with its quotation marks.
fn string(text: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

/// Whether what is read of a number is the number that is written.
fn is_exact(number: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(number) else {
        return false;
    };
    if text.parse::<i64>().is_ok() || text.parse::<u64>().is_ok() {
        // Zero with a sign is no integer to the parser.
        return text != "-0";
    }
    let read = serde_json::from_str::<f64>(text)
        .ok()
        .and_then(|read| serde_json::to_string(&read).ok());
    read.is_some_and(|read| Decimal::of(&read) == Decimal::of(text))
}

/// A decimal number: its sign, its digits without zeros at either end, and the power of ten that they are to be multiplied by.
#[derive(PartialEq, Eq)]
struct Decimal {
    is_negative: bool,
    digits: String,
    power: i64,
}

impl Decimal {
    fn of(text: &str) -> Option<Self> {
        let (is_negative, text) = text.strip_prefix('-').map_or((false, text), |text| (true, text));
        let (digits, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all = format!("{whole}{fraction}");
        let cut = all.trim_end_matches('0');
        let zeros = i64::try_from(all.len() - cut.len()).ok()?;
        let power = power.parse::<i64>().ok()?;
        let power = power
            .checked_sub(i64::try_from(fraction.len()).ok()?)?
            .checked_add(zeros)?;
        let digits = cut.trim_start_matches('0').to_owned();
        Some(Self {
            is_negative,
            power: if digits.is_empty() { 0 } else { power },
            digits,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_what_the_standard_says_and_no_less() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        for text in [
            "null",
            r#""\ud800""#,
            r#"{"a":"\udfff\u0000","a":1e999}"#,
            "-1e-99999999",
            &deep,
            " [1 , 2.50 ]\n",
        ] {
            check(text.as_bytes()).unwrap();
        }
        for (text, place) in [
            ("", "line 1, column 0"),
            ("{\"a\":1,}", "line 1, column 8"),
            ("[\n1 2]", "line 2, column 3"),
            ("01", "line 1, column 2"),
            ("nul", "line 1, column 3"),
            ("[1]]", "line 1, column 4"),
            ("\"\u{1}\"", "line 1, column 1"),
            (r#""\x""#, "line 1, column 3"),
        ] {
            let error = check(text.as_bytes()).unwrap_err();
            assert!(
                error.is_payload() && error.to_string().contains(place),
                "{text}: {error}"
            );
        }
        let error = check(b"[\"\xff\"]").unwrap_err();
        assert!(error.to_string().ends_with("byte 3 is no UTF-8"), "{error}");
    }

    #[test]
    fn what_a_model_loses_is_known() {
        let is_all = |text: &str| is_all_of(&serde_json::from_str(text).unwrap(), text.as_bytes());
        for text in [
            r#"{"a":[1,-2,18446744073709551615],"b":{"a":"x:\":1.10000000000000000001"}}"#,
            "[1.1, 1.10, 0.5e1, 1E2, 100.0, 0.0]",
            "{}",
        ] {
            assert!(is_all(text), "{text}");
        }
        for text in [
            r#"{"a":1,"a":1}"#,
            r#"[{"b":{"c":1,"c":2}}]"#,
            r#"{"\u0061":1,"a":2}"#,
            "18446744073709551616",
            "1.00000000000000000001",
            "0.1234567890123456789",
        ] {
            assert!(!is_all(text), "{text}");
        }
    }

    #[test]
    fn layout_is_dropped_and_nothing_else() {
        let mut text = Vec::new();
        compact(
            b" { \"a b\\\" \" : [ 1.10 , true , null ] ,\n\"a b\\\" \":-1e999}",
            &mut text,
        );
        assert_eq!(text, br#"{"a b\" ":[1.10,true,null],"a b\" ":-1e999}"#);
    }
}
