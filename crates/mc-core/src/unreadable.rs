//! What is wrong with a body that cannot be read, without a byte of it.

use std::borrow::Cow;

use http::{HeaderMap, header};
use serde_json::error::Category;

/// Why a body is not the JSON that was promised.
pub(crate) fn as_json(headers: &HeaderMap, body: &[u8], error: &serde_json::Error) -> Cow<'static, str> {
    if body.trim_ascii().is_empty() {
        return "the body is empty where JSON was promised".into();
    }
    if error.classify() == Category::Data {
        return "the JSON is not as the interface says".into();
    }
    if let Some(what) = kind(headers, body) {
        return format!("the body is not JSON but {what}").into();
    }
    let place = format!("line {} column {}", error.line(), error.column());
    if error.classify() == Category::Eof {
        return format!("the JSON is cut off after {} bytes", body.len()).into();
    }
    let text = error.to_string();
    let why = if text.starts_with("recursion limit") {
        "the JSON is nested too deeply"
    } else if text.starts_with("number out of range") {
        "the JSON has a number out of range"
    } else if text.starts_with("trailing characters") {
        "the JSON is followed by something else"
    } else if text.contains("surrogate") || text.contains("unicode code point") || text.contains("hex escape") {
        "the JSON has an escape that stands for no character"
    } else if text.starts_with("control character") {
        "the JSON has a control character in a string"
    } else {
        "the body is not JSON"
    };
    format!("{why}, {place}").into()
}

/// Why a body is not the text that was promised.
pub(crate) fn as_text(headers: &HeaderMap, body: &[u8]) -> Cow<'static, str> {
    match kind(headers, body) {
        Some(what) => format!("the body is not text in UTF-8 but {what}").into(),
        None => "the body is not text in UTF-8".into(),
    }
}

/// What a body is by its first bytes, where they say; the media type that it claims plays no part.
fn kind(headers: &HeaderMap, body: &[u8]) -> Option<Cow<'static, str>> {
    let starts = |magic: &[u8]| body.starts_with(magic);
    let compressed = |how: &str| Some(Cow::Owned(format!("compressed ({how}), which was not asked for")));
    if starts(b"\x1f\x8b") {
        return compressed("gzip");
    }
    if starts(b"\x28\xb5\x2f\xfd") {
        return compressed("zstd");
    }
    if matches!(body, [0x78, 0x01 | 0x5e | 0x9c | 0xda, ..]) {
        return compressed("deflate");
    }
    let text = std::str::from_utf8(body).ok();
    // Brotli and raw deflate have no mark of their own.
    if text.is_none()
        && let Some(how) = encodings(headers)
    {
        return compressed(&how);
    }
    if starts(b"\xff\xfe") || starts(b"\xfe\xff") {
        return Some("text in UTF-16".into());
    }
    for (magic, what) in [
        (&b"%PDF"[..], "a PDF document"),
        (b"PK\x03\x04", "a ZIP archive"),
        (b"II*\0", "a TIFF image"),
        (b"MM\0*", "a TIFF image"),
        (b"\xff\xd8\xff", "a JPEG image"),
        (b"\x89PNG", "a PNG image"),
    ] {
        if starts(magic) {
            return Some(what.into());
        }
    }
    let Some(text) = text else {
        return Some(
            if looks_binary(body) {
                "binary"
            } else {
                "text in another encoding than UTF-8"
            }
            .into(),
        );
    };
    if text.contains('\0') {
        return Some("binary".into());
    }
    markup(text.trim_ascii_start())
}

fn markup(text: &str) -> Option<Cow<'static, str>> {
    let starts = |start: &str| {
        text.get(..start.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(start))
    };
    if starts("<!doctype html") || starts("<html") || starts("<head") || starts("<body") {
        Some("an HTML page, as proxies and gateways send it".into())
    } else if starts("<") {
        Some("XML or HTML".into())
    } else if is_compact_jwe(text.trim_ascii()) {
        Some("an encrypted message (JWE), which no layer has decrypted".into())
    } else {
        None
    }
}

/// The codings that the response names, where their names are safe to print.
fn encodings(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(header::CONTENT_ENCODING)?.to_str().ok()?.trim();
    let is_name = !text.is_empty()
        && text.len() <= 20
        && !text.eq_ignore_ascii_case("identity")
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphabetic() || b"-, ".contains(&byte));
    is_name.then(|| text.to_ascii_lowercase())
}

/// Whether bytes that are not UTF-8 are no text in an older encoding either.
fn looks_binary(body: &[u8]) -> bool {
    body.iter()
        .take(1024)
        .any(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace() && *byte != 0x1b)
}

fn is_compact_jwe(text: &str) -> bool {
    let is_base64url = |part: &str| {
        part.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    };
    text.starts_with("eyJ") && text.split('.').count() == 5 && text.split('.').all(is_base64url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(headers: &[(&'static str, &str)], body: &[u8]) -> String {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect();
        let error = serde_json::from_slice::<std::collections::BTreeMap<String, String>>(body).unwrap_err();
        as_json(&headers, body, &error).into_owned()
    }

    #[test]
    fn the_message_says_what_is_wrong_whatever_type_is_claimed() {
        let claim = [("content-type", "application/json")];
        let deep = "[".repeat(200);
        for (body, expected) in [
            (&b""[..], "the body is empty where JSON was promised"),
            (b" \r\n", "the body is empty where JSON was promised"),
            (
                b"\x1f\x8b\x08\0\0\0\0\0",
                "the body is not JSON but compressed (gzip), which was not asked for",
            ),
            (
                b"\x28\xb5\x2f\xfd\x04\0",
                "the body is not JSON but compressed (zstd), which was not asked for",
            ),
            (
                b"\x78\x9c\xab\x56",
                "the body is not JSON but compressed (deflate), which was not asked for",
            ),
            (b"\xff\xfe{\0}\0", "the body is not JSON but text in UTF-16"),
            (b"%PDF-1.7", "the body is not JSON but a PDF document"),
            (b"\0\x01\x02\xff", "the body is not JSON but binary"),
            (b"\0\x01\x02", "the body is not JSON but binary"),
            (
                b"{\"name\":\"Zo\xeb\"}",
                "the body is not JSON but text in another encoding than UTF-8",
            ),
            (
                b"\n<!DOCTYPE html><title>x",
                "the body is not JSON but an HTML page, as proxies and gateways send it",
            ),
            (b"<?xml version='1.0'?><a/>", "the body is not JSON but XML or HTML"),
            (
                b"eyJhbGciOiJSU0EifQ.a.b.c.d",
                "the body is not JSON but an encrypted message (JWE), which no layer has decrypted",
            ),
            (b"{\"a\":\"55555", "the JSON is cut off after 11 bytes"),
            (
                b"{\"a\":\"b\"}\n{",
                "the JSON is followed by something else, line 2 column 1",
            ),
            (b"{\"a\":'b'}", "the body is not JSON, line 1 column 6"),
            (
                b"{\"a\":\"\\ud800\"}",
                "the JSON has an escape that stands for no character, line 1 column 13",
            ),
            (
                b"{\"a\":\"\n\"}",
                "the JSON has a control character in a string, line 2 column 0",
            ),
            (b"[1]", "the JSON is not as the interface says"),
            (b"OK", "the body is not JSON, line 1 column 1"),
        ] {
            assert_eq!(json(&claim, body), expected, "{}", body.escape_ascii());
        }
        let error = serde_json::from_str::<serde_json::Value>(&deep).unwrap_err();
        assert!(as_json(&HeaderMap::new(), deep.as_bytes(), &error).starts_with("the JSON is nested too deeply"));
        let error = serde_json::from_str::<serde_json::Value>("1e999").unwrap_err();
        assert!(as_json(&HeaderMap::new(), b"1e999", &error).starts_with("the JSON has a number out of range"));
    }

    #[test]
    fn codings_without_a_mark_are_known_by_the_header() {
        let brotli = b"\x8b\x02\x80{\"a\":1}\x03";
        assert_eq!(
            json(&[("content-encoding", "BR")], brotli),
            "the body is not JSON but compressed (br), which was not asked for"
        );
        assert!(!json(&[("content-encoding", "5555555555554444")], brotli).contains("5555"));
        assert_eq!(
            json(&[("content-encoding", "br")], b"OK"),
            "the body is not JSON, line 1 column 1"
        );
    }
}
