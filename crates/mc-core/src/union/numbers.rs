//! Numbers by their text.

/// Whether two JSON numbers have the same value.
pub(super) fn same(left: &str, right: &str) -> bool {
    left == right || matches!((parts(left), parts(right)), (Some(left), Some(right)) if left == right)
}

/// Whether a double keeps the value of a JSON number.
pub(super) fn fits_double(text: &str) -> bool {
    let value = text.parse::<f64>().ok().filter(|value| value.is_finite());
    value.is_some_and(|value| same(text, &value.to_string()))
}

/// Whether 32 bits keep the value of a JSON number.
pub(super) fn fits_float(text: &str) -> bool {
    let value = text.parse::<f32>().ok().filter(|value| value.is_finite());
    value.is_some_and(|value| same(text, &value.to_string()))
}

/// The whole number that a text is, if it is written without a point and without an exponent.
pub(super) fn integer(text: &str) -> Option<i128> {
    // `-0` is sent back as 0.
    text.parse().ok().filter(|_| text != "-0")
}

/// Sign, digits without zeros at either end, and the exponent of the last digit.
fn parts(text: &str) -> Option<(bool, String, i64)> {
    let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = [whole, fraction].concat();
    let digits = all.trim_end_matches('0');
    let dropped = i64::try_from(all.len() - digits.len()).ok()?;
    let exponent = exponent.parse::<i64>().ok()?;
    let exponent = exponent
        .checked_add(dropped)?
        .checked_sub(i64::try_from(fraction.len()).ok()?)?;
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Some((negative, String::new(), 0));
    }
    Some((negative, digits.to_owned(), exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_compared_and_not_texts() {
        for (left, right) in [
            ("1", "1.0"),
            ("10", "1e1"),
            ("0.10", "1E-1"),
            ("0", "0.00"),
            ("1200", "1.2e+3"),
        ] {
            assert!(same(left, right), "{left} {right}");
        }
        for (left, right) in [("1", "10"), ("1", "-1"), ("0.1", "0.01"), ("0", "-0"), ("1e2", "1e-2")] {
            assert!(!same(left, right), "{left} {right}");
        }
    }

    #[test]
    fn doubles_keep_what_they_can() {
        for text in ["1.50", "0.1", "-1e-7", "9007199254740992", "0", "1e300"] {
            assert!(fits_double(text), "{text}");
        }
        for text in [
            "12345678901234567.89",
            "9007199254740993",
            "1e400",
            "0.1000000000000000000001",
        ] {
            assert!(!fits_double(text), "{text}");
        }
        assert!(fits_float("0.5") && !fits_float("16777217"));
    }

    #[test]
    fn integers_have_no_point() {
        assert_eq!(integer("-5"), Some(-5));
        assert_eq!(integer("18446744073709551615"), Some(18_446_744_073_709_551_615));
        for text in ["5.0", "1e3", "-0"] {
            assert_eq!(integer(text), None, "{text}");
        }
    }
}
