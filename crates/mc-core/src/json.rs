//! What counts as JSON, decided once for clients, servers and middleware.

/// Whether a media type, as `Content-Type` has it, is JSON: `application/json`, another `…/json`, or one that ends in
/// `+json`. Parameters such as `charset` and the case of letters do not matter.
///
/// ```
/// use mc_core::json::is_media_type;
///
/// assert!(is_media_type("application/json; charset=UTF-8"));
/// assert!(is_media_type("Application/Problem+JSON"));
/// assert!(!is_media_type("text/plain"));
/// assert!(!is_media_type("application/jsonp"));
/// ```
pub fn is_media_type(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    let Some((kind, subtype)) = essence.split_once('/') else {
        return false;
    };
    let ends_in = |suffix: &str| {
        subtype
            .len()
            .checked_sub(suffix.len())
            .and_then(|at| subtype.get(at..))
            .is_some_and(|end| end.eq_ignore_ascii_case(suffix))
    };
    !kind.is_empty() && (subtype.eq_ignore_ascii_case("json") || ends_in("+json"))
}

/// What the headers say: whether the body is JSON, or nothing where `Content-Type` is absent, unreadable or
/// contradicts itself by standing there twice with different types.
///
/// ```
/// use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
/// use mc_core::json::is_json;
///
/// let mut headers = HeaderMap::new();
/// assert_eq!(is_json(&headers), None);
/// headers.append(CONTENT_TYPE, HeaderValue::from_static("application/json"));
/// assert_eq!(is_json(&headers), Some(true));
/// headers.append(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
/// assert_eq!(is_json(&headers), None);
/// ```
pub fn is_json(headers: &http::HeaderMap) -> Option<bool> {
    let mut said = headers
        .get_all(http::header::CONTENT_TYPE)
        .iter()
        .map(|value| value.to_str().ok().map(is_media_type));
    let first = said.next()??;
    said.all(|other| other == Some(first)).then_some(first)
}

/// The text without the byte order mark that some editors and servers put before UTF-8.
///
/// ```
/// assert_eq!(mc_core::json::without_mark(b"\xEF\xBB\xBF{}"), b"{}");
/// assert_eq!(mc_core::json::without_mark(b"{}"), b"{}");
/// ```
pub fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_goes_by_many_names_and_nothing_else_does() {
        for text in [
            "application/json",
            "text/json",
            " application/json ;charset=\"utf-8\"",
            "application/vnd.mastercard.v1+json",
        ] {
            assert!(is_media_type(text), "{text}");
        }
        for text in [
            "",
            "json",
            "/json",
            "application/",
            "application/xjson",
            "application/json5",
            "x+json",
            "a/é",
        ] {
            assert!(!is_media_type(text), "{text}");
        }
    }
}
