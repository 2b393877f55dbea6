use std::fmt;

use http::HeaderMap;
use http::header::WWW_AUTHENTICATE;
use serde::Deserialize;

/// The longest header and body that are looked at.
const MAX_BYTES: usize = 64 << 10;
/// The longest description that is kept, in characters.
const MAX_DESCRIPTION: usize = 200;
/// Longer runs of letters and digits are no words: they may be tokens.
const MAX_WORD: usize = 30;
/// A run of at least so many digits may be an account number.
const MAX_DIGITS: usize = 8;

/// What an OAuth 2.0 server says about a refusal: RFC 6749 section 5.2, RFC 6750 section 3, RFC 9449 section 8.
///
/// An authorization server sends it as JSON, a resource server in `WWW-Authenticate`. The code is one of a registered
/// vocabulary; the description is text for developers, from which line breaks and anything that could be a token or an account
/// number are removed.
///
/// # Examples
/// ```
/// use http::{HeaderMap, HeaderValue, header::WWW_AUTHENTICATE};
/// use mc_core::OAuthError;
///
/// let mut headers = HeaderMap::new();
/// let value = r#"DPoP error="insufficient_scope", error_description="more is needed", algs="ES256 PS256""#;
/// headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static(value));
/// let error = OAuthError::from_headers(&headers).unwrap();
/// assert_eq!(error.code(), "insufficient_scope");
/// assert_eq!(error.to_string(), "insufficient_scope: more is needed");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OAuthError {
    code: String,
    description: Option<String>,
}

impl OAuthError {
    /// Reads the challenges of a response; nothing where none names an error.
    ///
    /// Some servers of Mastercard write a colon in place of the equals sign, which is accepted.
    pub fn from_headers(headers: &HeaderMap) -> Option<Self> {
        headers.get_all(WWW_AUTHENTICATE).iter().find_map(|value| {
            let text = std::str::from_utf8(value.as_bytes()).ok()?;
            Self::from_challenge(text.get(..MAX_BYTES).unwrap_or(text))
        })
    }

    /// Reads the JSON body of a response; nothing where it has no member `error` that is a code.
    pub fn from_json(body: &[u8]) -> Option<Self> {
        #[derive(Deserialize)]
        struct Body {
            error: String,
            #[serde(default)]
            error_description: Option<serde_json::Value>,
        }
        if body.len() > MAX_BYTES {
            return None;
        }
        let body: Body = serde_json::from_slice(body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)).ok()?;
        let description = body.error_description.as_ref().and_then(serde_json::Value::as_str);
        Self::new(&body.error, description)
    }

    fn new(code: &str, description: Option<&str>) -> Option<Self> {
        let is_code = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || byte == b'-';
        if code.is_empty() || code.len() > 64 || !code.bytes().all(is_code) {
            return None;
        }
        Some(Self {
            code: presentable(code),
            description: description.map(presentable).filter(|text| !text.is_empty()),
        })
    }

    fn from_challenge(text: &str) -> Option<Self> {
        let (mut code, mut description) = (None, None);
        let mut rest = text;
        while let Some((name, value, after)) = parameter(rest) {
            rest = after;
            if name.eq_ignore_ascii_case("error") {
                code.get_or_insert(value);
            } else if name.eq_ignore_ascii_case("error_description") {
                description.get_or_insert(value);
            }
        }
        Self::new(&code?, description.as_deref())
    }

    /// The code, such as `invalid_token`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// What the server says beside it.
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }
}

impl fmt::Display for OAuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)?;
        match &self.description {
            Some(description) => write!(f, ": {description}"),
            None => Ok(()),
        }
    }
}

/// The next parameter of a challenge, its value, and what follows; schemes and stray characters are passed over.
fn parameter(text: &str) -> Option<(&str, String, &str)> {
    let is_token = |character: char| character.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~/".contains(character);
    let mut rest = text;
    loop {
        let start = rest.find(is_token)?;
        let from = rest.get(start..)?;
        let end = from.find(|character| !is_token(character))?;
        let (name, after) = from.split_at(end);
        let after = after.trim_start_matches([' ', '\t']);
        let Some(value) = after.strip_prefix(['=', ':']) else {
            // A scheme: its parameters follow.
            rest = from.get(end..)?;
            continue;
        };
        let value = value.trim_start_matches([' ', '\t']);
        if let Some(quoted) = value.strip_prefix('"') {
            let mut text = String::new();
            let mut characters = quoted.char_indices();
            while let Some((at, character)) = characters.next() {
                match character {
                    '"' => return Some((name, text, quoted.get(at + 1..)?)),
                    '\\' => text.extend(characters.next().map(|(_, escaped)| escaped)),
                    other => text.push(other),
                }
            }
            return Some((name, text, ""));
        }
        let end = value.find([',', ' ', '\t']).unwrap_or(value.len());
        let (value, after) = value.split_at(end);
        return Some((name, value.to_owned(), after));
    }
}

/// A server's text as one line, without anything that could be a token or an account number.
fn presentable(text: &str) -> String {
    let cleaned: String = text
        .chars()
        .map(|character| if character.is_control() { ' ' } else { character })
        .take(MAX_DESCRIPTION)
        .collect();
    let words = cleaned.split(' ').filter(|word| !word.is_empty());
    let mut line = String::with_capacity(cleaned.len());
    let mut digits = 0;
    for word in words {
        if !line.is_empty() {
            line.push(' ');
        }
        // Groups of digits that follow one another count as one number.
        let grouped = !word.is_empty()
            && word
                .chars()
                .all(|character| character.is_ascii_digit() || character == '-');
        let own = word.chars().filter(char::is_ascii_digit).count();
        digits = if grouped { digits + own } else { own };
        let word_like = word
            .split(|character: char| !(character.is_ascii_alphanumeric() || "-_".contains(character)))
            .all(|part| part.len() <= MAX_WORD);
        if digits >= MAX_DIGITS || !word_like {
            line.push_str("[REDACTED]");
        } else {
            line.push_str(word);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn read(value: &str) -> Option<OAuthError> {
        let mut headers = HeaderMap::new();
        headers.insert(WWW_AUTHENTICATE, HeaderValue::from_str(value).unwrap());
        OAuthError::from_headers(&headers)
    }

    #[test]
    fn challenges_are_read_in_every_form_that_servers_write() {
        for (value, code, description) in [
            (
                r#"DPoP error="use_dpop_nonce", error_description="a nonce is required""#,
                "use_dpop_nonce",
                Some("a nonce is required"),
            ),
            (
                r#"Dpop error:"insufficient_scope", error_description:"not enough", algs:"ES256 PS256""#,
                "insufficient_scope",
                Some("not enough"),
            ),
            (r#"DPoP algs="ES256", error="invalid_token""#, "invalid_token", None),
            (
                r#"Bearer realm="a, error=\"no\"", DPoP error=invalid_token"#,
                "invalid_token",
                None,
            ),
            (r#"DPoP error="invalid_token"#, "invalid_token", None),
            (r#"error = "invalid_token""#, "invalid_token", None),
            (
                r#"DPoP Error="invalid_token",error_description="a \"quoted\" word""#,
                "invalid_token",
                Some("a \"quoted\" word"),
            ),
        ] {
            let error = read(value).unwrap();
            assert_eq!((error.code(), error.description()), (code, description), "{value}");
        }
        for value in [
            "",
            "DPoP",
            "DPoP algs=\"ES256\"",
            "Basic realm=\"error\"",
            "DPoP error=\"\"",
            "DPoP error=\"Not A Code\"",
        ] {
            assert_eq!(read(value), None, "{value}");
        }
    }

    #[test]
    fn bodies_are_read() {
        let error =
            OAuthError::from_json(br#"{"error":"invalid_client","error_description":"unknown client"}"#).unwrap();
        assert_eq!(error.to_string(), "invalid_client: unknown client");
        assert_eq!(
            OAuthError::from_json(b"\xef\xbb\xbf{\"error\":\"invalid_scope\",\"error_description\":7}")
                .unwrap()
                .to_string(),
            "invalid_scope"
        );
        for body in [
            &b""[..],
            b"[]",
            b"{}",
            br#"{"error":{"a":1}}"#,
            br#"{"Errors":{"Error":[]}}"#,
            b"<html>",
        ] {
            assert_eq!(OAuthError::from_json(body), None);
        }
    }

    #[test]
    fn descriptions_hold_no_token_and_no_number() {
        let token = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJlLXRoYXQtaXMtbG9uZy1lbm91Z2g";
        for (text, shown) in [
            (format!("token {token} is unknown"), "token [REDACTED] is unknown"),
            (
                "card 5555 5555 5555 4444 is".to_owned(),
                "card 5555 [REDACTED] [REDACTED] [REDACTED] is",
            ),
            ("card 5555555555554444".to_owned(), "card [REDACTED]"),
            ("two\r\nlines\u{1b}[31m".to_owned(), "two lines [31m"),
            ("x".repeat(300), "[REDACTED]"),
        ] {
            let json = serde_json::json!({"error": "invalid_token", "error_description": text}).to_string();
            assert_eq!(
                OAuthError::from_json(json.as_bytes()).unwrap().description(),
                Some(shown)
            );
        }
    }
}
