use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use base64ct::{Base64UrlUnpadded, Encoding as _};
use http::HeaderValue;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::transport::BoxError;
use crate::error::{Error, Kind, Result};

/// No token is longer.
const MAX_TOKEN: usize = 16 << 10;

/// An access token that is bound to a DPoP key, and when it expires; it is never printed.
///
/// Clones share it.
#[derive(Clone)]
pub struct AccessToken(Arc<Inner>);

struct Inner {
    token: Zeroizing<String>,
    expires_at: SystemTime,
    /// The value of `Authorization`.
    header: HeaderValue,
    /// The hash of the token that proofs carry: RFC 9449 section 4.2.
    hash: String,
}

impl AccessToken {
    /// Takes a token as it was issued, and the time of its expiry.
    ///
    /// # Errors
    /// When the text is empty, longer than 16 KiB, or has a character that no token has (RFC 6750 section 2.1).
    pub fn new(token: impl Into<String>, expires_at: SystemTime) -> Result<Self> {
        let token = Zeroizing::new(token.into());
        let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
        let unusable = || {
            Error::new(
                Kind::Configuration,
                "the access token is not one that a header can carry",
            )
        };
        if token.is_empty() || token.len() > MAX_TOKEN || !token.bytes().all(is_token) {
            return Err(unusable());
        }
        let mut header = HeaderValue::try_from(format!("DPoP {}", *token)).map_err(|_| unusable())?;
        header.set_sensitive(true);
        let hash = Base64UrlUnpadded::encode_string(&crate::module::sha256(token.as_bytes()));
        Ok(Self(Arc::new(Inner {
            token,
            expires_at,
            header,
            hash,
        })))
    }

    /// The token itself, for a [`TokenStore`]. It is a secret: do not print it.
    pub fn expose(&self) -> &str {
        &self.0.token
    }

    /// When it expires.
    pub fn expires_at(&self) -> SystemTime {
        self.0.expires_at
    }

    pub(super) fn header(&self) -> &HeaderValue {
        &self.0.header
    }

    pub(super) fn hash(&self) -> &str {
        &self.0.hash
    }
}

impl PartialEq for AccessToken {
    fn eq(&self, other: &Self) -> bool {
        self.0.hash == other.0.hash
    }
}

impl Eq for AccessToken {}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessToken")
            .field("expires_at", &self.0.expires_at)
            .finish_non_exhaustive()
    }
}

/// What a token is kept under: token endpoint, client, DPoP key and scopes. Prints as one line without secrets.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TokenKey(Arc<str>);

impl TokenKey {
    pub(super) fn new(endpoint: &str, client_id: &str, thumbprint: &str, scope: &str) -> Self {
        Self(format!("{endpoint} {client_id} {thumbprint} {scope}").into())
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TokenKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Keeps access tokens beyond this process, for processes that share one DPoP key.
///
/// A store that fails does not fail the call: a token is fetched as if the store had none, and with feature `tracing` the
/// failure is logged. What is stored is a secret and has to be protected as one.
#[async_trait]
pub trait TokenStore: fmt::Debug + Send + Sync {
    /// The token that is stored under a key.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn load(&self, key: &TokenKey) -> Result<Option<AccessToken>, BoxError>;

    /// Stores a token in place of the one before.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn save(&self, key: &TokenKey, token: &AccessToken) -> Result<(), BoxError>;

    /// Removes this token, unless another has taken its place.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn remove(&self, key: &TokenKey, token: &AccessToken) -> Result<(), BoxError>;
}

/// A [`TokenStore`] in memory, which clones share: for several clients in one process.
#[derive(Clone, Default)]
pub struct MemoryStore(Arc<Mutex<HashMap<TokenKey, AccessToken>>>);

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MemoryStore")
    }
}

#[async_trait]
impl TokenStore for MemoryStore {
    async fn load(&self, key: &TokenKey) -> Result<Option<AccessToken>, BoxError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned())
    }

    async fn save(&self, key: &TokenKey, token: &AccessToken) -> Result<(), BoxError> {
        let mut tokens = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tokens.insert(key.clone(), token.clone());
        Ok(())
    }

    async fn remove(&self, key: &TokenKey, token: &AccessToken) -> Result<(), BoxError> {
        let mut tokens = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if tokens.get(key) == Some(token) {
            tokens.remove(key);
        }
        Ok(())
    }
}

/// Reads the answer of a token endpoint: RFC 6749 section 5.1, with the type of RFC 9449 section 5.
///
/// The text of an error says what is wrong and holds nothing of the answer.
pub(super) fn read(body: &[u8], now: SystemTime) -> Result<AccessToken, &'static str> {
    #[derive(Deserialize)]
    struct Answer {
        access_token: Secret,
        token_type: String,
        expires_in: Option<Seconds>,
    }
    #[derive(Deserialize)]
    #[serde(from = "String")]
    struct Secret(Zeroizing<String>);
    impl From<String> for Secret {
        fn from(text: String) -> Self {
            Self(Zeroizing::new(text))
        }
    }
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Seconds {
        Number(f64),
        Text(String),
    }

    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let answer: Answer = serde_json::from_slice(body).map_err(|_| "is not JSON with access_token and token_type")?;
    if !answer.token_type.eq_ignore_ascii_case("DPoP") {
        return Err("has a token_type other than DPoP, so the token is not bound to a key");
    }
    let seconds = match answer.expires_in {
        Some(Seconds::Number(seconds)) => Some(seconds),
        Some(Seconds::Text(text)) => text.trim().parse().ok(),
        None => None,
    };
    let seconds = seconds
        .filter(|seconds| *seconds > 0.0)
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .ok_or("has no expires_in above 0")?;
    let expires_at = now
        .checked_add(seconds)
        .ok_or("has an expires_in that no clock reaches")?;
    AccessToken::new(answer.access_token.0.as_str(), expires_at)
        .map_err(|_| "has an access_token that no header can carry")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_strictly() {
        let now = SystemTime::UNIX_EPOCH;
        let token = read(
            br#"{"access_token":"abc","token_type":"dpop","expires_in":900,"scope":"a"}"#,
            now,
        )
        .unwrap();
        assert_eq!(token.expose(), "abc");
        assert_eq!(token.expires_at(), now + Duration::from_mins(15));
        assert_eq!(
            read(
                b"\xef\xbb\xbf{\"access_token\":\"a\",\"token_type\":\"DPoP\",\"expires_in\":\"60\"}",
                now
            )
            .unwrap()
            .expires_at(),
            now + Duration::from_mins(1)
        );
        for (body, fault) in [
            (
                r#"{"access_token":"abc","token_type":"Bearer","expires_in":900}"#,
                "has a token_type other than DPoP",
            ),
            (
                r#"{"access_token":"abc","token_type":"DPoP"}"#,
                "has no expires_in above 0",
            ),
            (
                r#"{"access_token":"abc","token_type":"DPoP","expires_in":0}"#,
                "has no expires_in above 0",
            ),
            (
                r#"{"access_token":"abc","token_type":"DPoP","expires_in":-1}"#,
                "has no expires_in above 0",
            ),
            (
                r#"{"access_token":"abc","token_type":"DPoP","expires_in":1e300}"#,
                "has no expires_in above 0",
            ),
            (
                r#"{"access_token":"abc","token_type":"DPoP","expires_in":1e19}"#,
                "has an expires_in that no clock reaches",
            ),
            (
                r#"{"access_token":"a b","token_type":"DPoP","expires_in":900}"#,
                "has an access_token that no header can carry",
            ),
            (
                r#"{"access_token":"","token_type":"DPoP","expires_in":900}"#,
                "has an access_token that no header can carry",
            ),
            (r#"{"token_type":"DPoP","expires_in":900}"#, "is not JSON with"),
            ("<html>", "is not JSON with"),
        ] {
            assert!(read(body.as_bytes(), now).unwrap_err().starts_with(fault), "{body}");
        }
    }

    /// From RFC 9449, section 7.1, and from a known answer of Mastercard's libraries.
    #[test]
    fn the_hash_is_that_of_rfc_9449() {
        for (token, hash) in [
            (
                "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU",
                "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo",
            ),
            ("sample_access_token", "bvfMxCVzmPZ0NTqtpvm0_13Jq7zDrBLZYawDcKVGN34"),
        ] {
            let token = AccessToken::new(token, SystemTime::UNIX_EPOCH).unwrap();
            assert_eq!(token.hash(), hash);
            assert!(token.header().is_sensitive());
            assert!(!format!("{token:?}").contains(token.expose()));
        }
    }
}
