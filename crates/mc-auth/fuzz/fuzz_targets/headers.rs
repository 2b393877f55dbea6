//! What is signed, and what a gateway says of it: URLs, queries, headers, quoted base strings.
//!
//! Input: a line with options, a line with the method, a line with the URL, then a gateway's message, or a body.

#![no_main]

use std::time::SystemTime;

use http::{HeaderMap, HeaderValue};
use libfuzzer_sys::fuzz_target;
use mc_auth::oauth1::fixed::{FixedClock, FixedNonce};
use mc_auth::oauth1::{OAuth1, ParamEncoding, PlusSign, Signed, explain, percent_encode};
use mc_auth_fuzz::{Open, now};

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut lines = text.splitn(4, '\n');
    let (Some(options), Some(method), Some(url), Some(message)) =
        (lines.next(), lines.next(), lines.next(), lines.next())
    else {
        return;
    };
    let mut oauth1 = OAuth1::new("ck!k+/=", Open)
        .expect("a consumer key")
        .with_clock(FixedClock(SystemTime::UNIX_EPOCH))
        .with_nonce_source(FixedNonce("n".to_owned()));
    if options.contains('r') {
        oauth1 = oauth1.with_encoding(ParamEncoding::Rfc5849);
    }
    if options.contains('l') {
        oauth1 = oauth1.with_plus_sign(PlusSign::Literal);
    }

    if let Ok(value) = HeaderValue::from_str(message) {
        let mut headers = HeaderMap::new();
        headers.insert("date", value);
        let _ = oauth1.learn_clock(&headers);
        oauth1.set_clock_offset(0);
    }

    let Ok(signed) = now(oauth1.sign(method, url, message.as_bytes())) else {
        // Nothing is explained about what was not signed, but nothing breaks either.
        let _ = explain(url, message);
        return;
    };
    // What is sent is canonical already, so it is signed the same again, and as an HTTP library takes it apart.
    let again = now(oauth1.sign(method, signed.url(), message.as_bytes())).expect("it was signed");
    assert_eq!((again.url(), again.base_string()), (signed.url(), signed.base_string()));
    let request = http::Request::builder().method(method).uri(signed.url()).body(());
    if let Ok(request) = request {
        let (mut parts, ()) = request.into_parts();
        let of_parts = now(oauth1.sign_parts(&mut parts, message.as_bytes())).expect("it was signed");
        assert_eq!(of_parts.base_string(), signed.base_string());
        assert_eq!(parts.headers["authorization"], signed.authorization());
    }
    assert_eq!(gateway(method, &signed), signed.base_string());

    let quoted = format!("refused; the base string here: {}", signed.base_string());
    // A method may have letters that end a word in a message; other methods are found.
    if method.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        let explanation = signed.explain(&quoted).expect("it is quoted");
        assert_eq!(explanation.difference(), None, "{explanation}");
    }
    if let Some(explanation) = signed.explain(message) {
        let shown = explanation.to_string();
        assert!(shown.len() < 1000 + url.len() * 9, "{shown}");
        if let Some(difference) = explanation.difference() {
            assert!(signed.base_string().is_char_boundary(difference.position));
        }
    }
});

/// What a gateway rebuilds from the request: the header's values as they are sent, and the query.
fn gateway(method: &str, signed: &Signed) -> String {
    let header = signed.authorization().to_str().expect("ASCII");
    let header = header.strip_prefix("OAuth ").expect("the scheme");
    let mut pairs: Vec<String> = header
        .split("\",")
        .map(|pair| pair.trim_end_matches('"').replacen("=\"", "=", 1))
        .filter(|pair| !pair.starts_with("oauth_signature="))
        .collect();
    let (base, query) = signed.url().split_once('?').unwrap_or((signed.url(), ""));
    pairs.extend(query.split('&').filter(|pair| !pair.is_empty()).map(str::to_owned));
    pairs.sort_by(|one, other| one.split_once('=').cmp(&other.split_once('=')));
    format!(
        "{}&{}&{}",
        percent_encode(method.to_ascii_uppercase()),
        percent_encode(base),
        percent_encode(pairs.join("&"))
    )
}
