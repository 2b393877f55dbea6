//! Where a document appears to hold something encrypted, whatever its form: what was not decrypted must not be taken for clear.

use base64ct::{Base64Unpadded, Base64UrlUnpadded, Encoding as _};

/// The names of members that tell of an encrypted value.
pub(super) struct Suspicious {
    /// Names that hold one, in whatever case.
    pub(super) names: Vec<String>,
    /// Names that begin like one and are none: parameters of field-level encryption.
    pub(super) harmless: Vec<String>,
}

impl Suspicious {
    fn holds(&self, name: &str) -> bool {
        let is = |known: &String| known.eq_ignore_ascii_case(name);
        let begins = name
            .get(..9)
            .is_some_and(|start| start.eq_ignore_ascii_case("encrypted"));
        !self.harmless.iter().any(is)
            && (self.names.iter().any(is) || begins || name.eq_ignore_ascii_case("ciphertext"))
    }
}

/// Counts members whose name tells of an encrypted value and which hold no object or array, and texts that hold a JWE.
pub(super) fn count(body: &[u8], suspicious: &Suspicious) -> usize {
    let Some(text) = super::encryption::text_of(body) else {
        return usize::from(holds_token(&String::from_utf8_lossy(body)));
    };
    if super::document::Node::parse(text).is_none() {
        return usize::from(holds_token(text));
    }
    let bytes = text.as_bytes();
    let (mut at, mut sites) = (0, 0);
    while let Some(start) = bytes[at..]
        .iter()
        .position(|byte| *byte == b'"')
        .map(|found| at + found)
    {
        let Some(end) = end_of_string(bytes, start) else { break };
        let raw = &text[start..=end];
        let next = skip_space(bytes, end + 1);
        if bytes.get(next) == Some(&b':') {
            let value = skip_space(bytes, next + 1);
            let is_container = matches!(bytes.get(value), Some(b'{' | b'['));
            if !is_container && suspicious.holds(&unescaped(raw)) {
                sites += 1;
                // The value is this site, not another one.
                at = if bytes.get(value) == Some(&b'"') {
                    end_of_string(bytes, value).map_or(bytes.len(), |end| end + 1)
                } else {
                    value
                };
                continue;
            }
        } else if raw.len() > 40 && (raw.contains("eyJ") || raw.contains('\\')) && holds_token(&unescaped(raw)) {
            sites += 1;
        }
        at = end + 1;
    }
    sites
}

fn skip_space(bytes: &[u8], at: usize) -> usize {
    let space = bytes.get(at..).unwrap_or_default();
    at + space.iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// Where a string ends that begins here.
fn end_of_string(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

fn unescaped(raw: &str) -> std::borrow::Cow<'_, str> {
    let inner = raw.get(1..raw.len() - 1).unwrap_or_default();
    if !inner.contains('\\') {
        return inner.into();
    }
    serde_json::from_str::<String>(raw).unwrap_or_default().into()
}

/// Whether a JWE is somewhere in a text.
fn holds_token(text: &str) -> bool {
    let in_token = |char: char| char.is_ascii_alphanumeric() || "-_+/=.".contains(char);
    text.split(|char: char| !in_token(char)).any(looks_encrypted)
}

/// Whether a text has the form of a JWE: five parts, of which the first is a header with `enc`.
fn looks_encrypted(text: &str) -> bool {
    let mut parts = text.split('.');
    let Some(header) = parts.next().filter(|header| !header.is_empty()) else {
        return false;
    };
    if parts.count() != 4 {
        return false;
    }
    let header = header.trim_end_matches('=');
    let decoded = Base64UrlUnpadded::decode_vec(header).or_else(|_| Base64Unpadded::decode_vec(header));
    let header: Option<serde_json::Value> = decoded.ok().and_then(|json| serde_json::from_slice(&json).ok());
    header.is_some_and(|header| header["enc"].is_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Header `{"alg":"RSA-OAEP-256","enc":"A256GCM"}`.
    const JWE: &str = "eyJhbGciOiJSU0EtT0FFUC0yNTYiLCJlbmMiOiJBMjU2R0NNIn0.AAAA.AAAA.AAAA.AAAA";

    fn sites(text: &str) -> usize {
        let suspicious = Suspicious {
            names: vec!["value".to_owned()],
            harmless: vec!["encryptedKey".to_owned()],
        };
        count(text.replace("JWE", JWE).as_bytes(), &suspicious)
    }

    #[test]
    fn whatever_may_be_encrypted_is_counted_once() {
        for (text, expected) in [
            (r#"{"encryptedData":"JWE"}"#, 1),
            (r#"{"encryptedData":"x"}"#, 1),
            (r#"{"EncryptedData":"x"}"#, 1),
            (r#"{"encryptedResponse":null}"#, 1),
            (r#"{"VALUE":1}"#, 1),
            (r#"{"data" : {"encryptedData" : "JWE"}}"#, 1),
            (r#"{"encryptedData":{"jwe":"JWE"}}"#, 1),
            (r#"{"a":"JWE","b":["JWE","JWE"]}"#, 3),
            (r#""JWE""#, 1),
            (r#"{"a":"{\"encryptedData\":\"JWE\"}"}"#, 1),
            (r#"{"ciphertext":"AA","tag":"AA"}"#, 1),
            ("JWE", 1),
            ("while(1);{\"a\":\"JWE\"}", 1),
            ("<a>JWE</a>", 1),
            (r#"{"\u0065ncryptedData":"x"}"#, 1),
            (r#"{"encryptedKey":"x","encryptedData":{}}"#, 0),
            (
                r#"{"a":"eyJhbGciOiJSUzI1NiJ9.AAAA.AAAA","valued":1,"note":"encryptedData"}"#,
                0,
            ),
            ("{}", 0),
            ("<html>", 0),
            ("", 0),
        ] {
            assert_eq!(sites(text), expected, "{text}");
        }
    }
}
