//! The two signed texts: client assertions (RFC 7523) and DPoP proofs (RFC 9449).

use std::fmt::Write as _;
use std::time::SystemTime;

use base64ct::{Base64UrlUnpadded, Encoding as _};

use super::key::SigningKey;
use crate::error::{Error, Kind, Result};

/// How long an assertion or a proof is valid, the leeway for clocks left aside, in seconds.
const LIFE: u64 = 90;

/// What a proof is bound to.
#[derive(Clone, Copy)]
pub(super) struct Proof<'a> {
    pub(super) method: &'a str,
    /// The URL without query and fragment.
    pub(super) url: &'a str,
    /// The hash of the access token, on calls of a resource.
    pub(super) token_hash: Option<&'a str>,
    /// What the server asked for.
    pub(super) nonce: Option<&'a str>,
}

/// When and under which id something is signed.
#[derive(Clone, Copy)]
pub(super) struct Stamp<'a> {
    pub(super) id: &'a str,
    /// Seconds since 1970.
    pub(super) now: u64,
    /// The leeway for clocks, in seconds.
    pub(super) skew: u64,
}

/// Signs a client assertion.
pub(super) async fn assertion(
    key: &SigningKey,
    kid: &str,
    client_id: &str,
    audience: &str,
    stamp: Stamp<'_>,
) -> Result<String> {
    let header = format!(
        r#"{{"alg":"{}","typ":"JWT","kid":{}}}"#,
        key.algorithm().name(),
        Text(kid)
    );
    let claims = format!(
        r#"{{"iss":{client},"sub":{client},"aud":{},"jti":{},"iat":{},"nbf":{},"exp":{}}}"#,
        Text(audience),
        Text(stamp.id),
        stamp.now,
        stamp.now.saturating_sub(stamp.skew),
        expiry(stamp),
        client = Text(client_id),
    );
    key.sign(&Base64UrlUnpadded::encode_string(header.as_bytes()), &claims)
        .await
}

/// Signs a DPoP proof.
pub(super) async fn proof(key: &SigningKey, proof: Proof<'_>, stamp: Stamp<'_>) -> Result<String> {
    let mut claims = String::with_capacity(320 + proof.url.len());
    let written = write!(
        claims,
        r#"{{"jti":{},"htm":{},"htu":{},"iat":{},"exp":{}"#,
        Text(stamp.id),
        Text(proof.method),
        Text(proof.url),
        stamp.now,
        expiry(stamp),
    )
    .and_then(|()| {
        proof
            .token_hash
            .map_or(Ok(()), |hash| write!(claims, r#","ath":{}"#, Text(hash)))
    })
    .and_then(|()| {
        proof
            .nonce
            .map_or(Ok(()), |nonce| write!(claims, r#","nonce":{}"#, Text(nonce)))
    });
    debug_assert!(written.is_ok(), "writing to a string does not fail");
    claims.push('}');
    key.sign(key.proof_header(), &claims).await
}

fn expiry(stamp: Stamp<'_>) -> u64 {
    stamp.now.saturating_add(LIFE).saturating_add(stamp.skew)
}

/// The seconds since 1970 of a moment, with an offset.
pub(super) fn seconds(now: SystemTime, offset: i64) -> Result<u64> {
    now.duration_since(SystemTime::UNIX_EPOCH)
        .ok()
        .and_then(|since| since.as_secs().checked_add_signed(offset))
        .ok_or_else(|| Error::new(Kind::Configuration, "the clock, with its offset, is before 1970"))
}

/// A JSON string.
struct Text<'a>(&'a str);

impl std::fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_char('"')?;
        let mut rest = self.0;
        while let Some(at) = rest.find(|character: char| character < ' ' || character == '"' || character == '\\') {
            let (plain, special) = rest.split_at(at);
            f.write_str(plain)?;
            let mut characters = special.chars();
            match characters.next() {
                Some(character @ ('"' | '\\')) => write!(f, "\\{character}")?,
                Some(control) => write!(f, "\\u{:04x}", u32::from(control))?,
                None => {}
            }
            rest = characters.as_str();
        }
        f.write_str(rest)?;
        f.write_char('"')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_json() {
        for text in ["", "plain", "a\"b\\c", "\u{1}\n\u{7f}é", "\"", "\\\\"] {
            let written = Text(text).to_string();
            assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text, "{written}");
        }
    }
}
