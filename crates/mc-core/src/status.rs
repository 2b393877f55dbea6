//! What the status and headers of a response say about sending the request again.
//!
//! Everything that has to know asks here: [`Error`](crate::Error), retry layers, and guards against acting twice.
//!
//! ```
//! use http::StatusCode;
//! use mc_core::status;
//!
//! // The server refused the request, so nothing was filed; later it may accept the same request.
//! assert!(!status::may_have_acted(StatusCode::TOO_MANY_REQUESTS));
//! assert!(status::may_pass(StatusCode::TOO_MANY_REQUESTS));
//! // A proxy gave up waiting: the server behind it may still have acted.
//! assert!(status::may_have_acted(StatusCode::GATEWAY_TIMEOUT));
//! ```

use std::time::Duration;

use http::{HeaderMap, StatusCode, header};

/// Whether a server that answers with this status may have acted on the request.
///
/// A 3xx or a 4xx refuses the request. The exception is 408: whoever sent it does not know how far the request got.
pub fn may_have_acted(status: StatusCode) -> bool {
    !(status.is_redirection() || status.is_client_error()) || status == StatusCode::REQUEST_TIMEOUT
}

/// Whether the same request may be answered differently later: 408, 425, 429, 502, 503 and 504.
pub fn may_pass(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 425 | 429 | 502 | 503 | 504)
}

/// Whether the server asks to come back shortly: 429 and 503.
///
/// These are the statuses that a retry layer waits for. The other ones of [`may_pass`] are for the caller, because they say
/// nothing about when the cause is over.
pub fn asks_to_wait(status: StatusCode) -> bool {
    matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE)
}

/// How long the server asks to wait before the next request: the `Retry-After` of RFC 9110.
///
/// It is a number of seconds in digits, or a date, which is taken relative to the response's own `Date`, so that the clock of
/// this machine does not matter. A number too large for the type is the longest duration there is.
pub fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name| headers.get(name)?.to_str().ok().map(str::trim);
    let value = text(header::RETRY_AFTER)?;
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(value.parse().map_or(Duration::MAX, Duration::from_secs));
    }
    let until = httpdate::parse_http_date(value).ok()?;
    let now = httpdate::parse_http_date(text(header::DATE)?).ok()?;
    // A date that has passed means at once.
    Some(until.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_status_is_in_the_sets_it_belongs_to() {
        for (status, acted, pass, wait) in [
            (200, true, false, false),
            (204, true, false, false),
            (301, false, false, false),
            (304, false, false, false),
            (400, false, false, false),
            (401, false, false, false),
            (404, false, false, false),
            (408, true, true, false),
            (409, false, false, false),
            (425, false, true, false),
            (429, false, true, true),
            (500, true, false, false),
            (501, true, false, false),
            (502, true, true, false),
            (503, true, true, true),
            (504, true, true, false),
            (599, true, false, false),
            (700, true, false, false),
        ] {
            let code = StatusCode::from_u16(status).unwrap();
            assert_eq!(
                (may_have_acted(code), may_pass(code), asks_to_wait(code)),
                (acted, pass, wait),
                "{status}"
            );
        }
    }

    #[test]
    fn seconds_and_dates_are_read() {
        let date = "Sun, 06 Nov 1994 08:49:37 GMT";
        for (value, from, wait) in [
            ("0", None, Some(0)),
            (" 120 ", None, Some(120)),
            ("99999999999999999999999", None, Some(u64::MAX)),
            ("Sun, 06 Nov 1994 08:50:37 GMT", Some(date), Some(60)),
            ("Sun, 06 Nov 1994 08:40:37 GMT", Some(date), Some(0)),
            ("Sun, 06 Nov 1994 08:50:37 GMT", None, None),
            ("-1", None, None),
            ("+5", None, None),
            ("1.5", None, None),
            ("", None, None),
            ("soon", Some(date), None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::RETRY_AFTER, value.parse().unwrap());
            if let Some(from) = from {
                headers.insert(header::DATE, from.parse().unwrap());
            }
            assert_eq!(
                retry_after(&headers).map(|wait| wait.as_secs()),
                wait,
                "{value}, {from:?}"
            );
        }
    }
}
