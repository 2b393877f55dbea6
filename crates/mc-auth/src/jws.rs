//! Signed responses: a detached JWS in the header `x-jws-signature`, where a product signs what it answers.
//!
//! [`Verifier`] verifies the exact bytes that came, before they are decrypted. With feature `reqwest` it is middleware; put it
//! below payload encryption, as `ClientBuilder::with_verification` does.
//!
//! # Examples
//! ```no_run
//! use std::time::Duration;
//!
//! use mc_auth::jws::Verifier;
//! use mc_auth::keys::KeySource;
//!
//! # fn example(header: &str, body: &[u8]) -> mc_auth::Result<()> {
//! let key = KeySource::path("mastercard-signing.pem").public_key()?;
//! let verifier = Verifier::new(&key)?.with_max_age(Duration::from_mins(5));
//! verifier.verify(header, body)?;
//! # Ok(())
//! # }
//! ```

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use base64ct::{Base64UrlUnpadded, Encoding as _};
use serde::Deserialize;

use crate::error::{Error, Kind, Result};
use crate::jwe::decode;
use crate::keys::PublicKey;
use crate::oauth1::{Clock, SystemClock};
#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
use crate::rsa::default_backend;
use crate::rsa::{Backend, LiveKeys, PublicOperations, SignatureAlgorithm};

/// The header that holds the signature.
pub const HEADER: &str = "x-jws-signature";
/// The longest JWS that is looked at: without its payload it has some 600 bytes.
const MAX_BYTES: usize = 16 << 10;
/// How far in the future a signature may have been made: clocks differ.
const LEEWAY: Duration = Duration::from_mins(1);
/// The largest response that is verified.
#[cfg(feature = "reqwest")]
const MAX_BODY: usize = 10 << 20;

/// Verifies signatures over responses, with one of several keys chosen by `kid`; clones are cheap.
///
/// `RS256` and `PS256` are accepted. As middleware it wants a signature on every response of success that has a body, and
/// hands on any other as it came; a response that does not verify is `mc_core::Error::broken_response`, with its status.
#[derive(Clone)]
pub struct Verifier {
    backend: &'static dyn Backend,
    keys: LiveKeys<dyn PublicOperations>,
    max_age: Option<Duration>,
    clock: Arc<dyn Clock>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    iat: Option<IssuedAt>,
    crit: Option<Vec<String>>,
    b64: Option<bool>,
}

/// Seconds since 1970, which Mastercard writes as text.
#[derive(Deserialize)]
#[serde(untagged)]
enum IssuedAt {
    Number(u64),
    Text(String),
}

impl IssuedAt {
    fn time(&self) -> Option<SystemTime> {
        let seconds = match self {
            Self::Number(seconds) => *seconds,
            Self::Text(text) => text.parse().ok()?,
        };
        SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
    }
}

impl Verifier {
    /// Verifies with one key, which goes by its SHA-256 fingerprint.
    ///
    /// # Errors
    /// When the numbers of the key do not form a valid RSA key.
    #[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
    pub fn new(key: &PublicKey) -> Result<Self> {
        Self::with_backend(key, default_backend())
    }

    /// The same, with a given backend.
    ///
    /// # Errors
    /// When the numbers of the key do not form a valid RSA key.
    pub fn with_backend(key: &PublicKey, backend: &'static dyn Backend) -> Result<Self> {
        Self {
            backend,
            keys: LiveKeys::new(),
            max_age: None,
            clock: Arc::new(SystemClock),
        }
        .with_key(key, &[])
    }

    /// Adds a key, with further names; a signature whose `kid` is none of all names is tried with every key.
    ///
    /// # Errors
    /// When the numbers of the key do not form a valid RSA key.
    pub fn with_key(mut self, key: &PublicKey, names: &[&str]) -> Result<Self> {
        let operations = self.backend.public_key(key)?;
        self.keys.add(operations, key, names);
        Ok(self)
    }

    /// Refuses signatures that were made longer ago, by their `iat`; one without `iat` is then refused, too.
    #[must_use]
    pub fn with_max_age(mut self, max_age: Duration) -> Self {
        self.max_age = Some(max_age);
        self
    }

    /// Takes the time from another clock.
    #[must_use]
    pub fn with_clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Verifies a detached JWS over these exact bytes.
    ///
    /// # Errors
    /// [`is_payload`](Error::is_payload) when it is none, is of an algorithm that is not accepted, or is too old;
    /// [`is_crypto`](Error::is_crypto) when it is not the signature of a known key over these bytes.
    pub fn verify(&self, jws: &str, payload: &[u8]) -> Result<()> {
        if jws.len() > MAX_BYTES {
            return Err(refused("is larger than is allowed"));
        }
        let mut segments = jws.trim().split('.');
        let (Some(protected), Some(""), Some(signature), None) =
            (segments.next(), segments.next(), segments.next(), segments.next())
        else {
            return Err(refused("is not a detached JWS: two parts around two dots"));
        };
        let header: Header = decode(protected)
            .ok()
            .and_then(|header| serde_json::from_slice(&header).ok())
            .ok_or_else(|| refused("has a header that is not understood"))?;
        let algorithm = match header.alg.as_str() {
            "RS256" => SignatureAlgorithm::Pkcs1Sha256,
            "PS256" => SignatureAlgorithm::PssSha256,
            _ => return Err(refused("has an alg other than RS256 and PS256")),
        };
        if header.b64 == Some(false) || header.crit.iter().flatten().any(|name| name != "iat") {
            return Err(refused("asks for an extension, which is not accepted"));
        }
        let signature = decode(signature).map_err(|_| refused("has a part that is not base64url"))?;

        let message = format!("{protected}.{}", Base64UrlUnpadded::encode_string(payload));
        let candidates = self.keys.candidates(|name| header.kid.as_deref() == Some(name));
        let verifies = |key: &&dyn PublicOperations| key.verify(algorithm, message.as_bytes(), &signature).is_ok();
        if !candidates.iter().any(verifies) {
            return Err(Error::new(
                Kind::Crypto,
                "the response's signature is not of a known key over what came",
            ));
        }
        // Only now is the time that of the signer.
        self.check_age(header.iat.as_ref())
    }

    fn check_age(&self, issued: Option<&IssuedAt>) -> Result<()> {
        let Some(max_age) = self.max_age else { return Ok(()) };
        let issued = issued
            .and_then(IssuedAt::time)
            .ok_or_else(|| refused("does not say when it was made"))?;
        let now = self.clock.now();
        let fits = match now.duration_since(issued) {
            Ok(age) => age <= max_age,
            Err(ahead) => ahead.duration() <= LEEWAY,
        };
        if fits {
            return Ok(());
        }
        Err(refused(
            "was made at another time than now; does this machine's clock go right?",
        ))
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier")
            .field("keys", &self.keys)
            .field("max_age", &self.max_age)
            .finish_non_exhaustive()
    }
}

fn refused(what: &str) -> Error {
    Error::new(Kind::Payload, format!("the response's signature {what}"))
}

#[cfg(feature = "reqwest")]
mod middleware {
    use async_trait::async_trait;
    use http::Extensions;
    use mc_core::body::{Read, into_parts, read};
    use reqwest::{Body, Request, Response};
    use reqwest_middleware::{Middleware, Next};

    use super::{HEADER, MAX_BODY, Verifier, refused};

    #[async_trait]
    impl Middleware for Verifier {
        async fn handle(
            &self,
            request: Request,
            extensions: &mut Extensions,
            next: Next<'_>,
        ) -> reqwest_middleware::Result<Response> {
            let response = next.run(request, extensions).await?;
            let status = response.status();
            if !status.is_success() {
                return Ok(response);
            }
            let (parts, body) = into_parts(response);
            let broken = |error: crate::Error| {
                let told = mc_core::Error::broken_response(format!("the response is not to be trusted: {error}"));
                reqwest_middleware::Error::from(told.with_status(status).with_source(error))
            };
            let bytes = match read(body, MAX_BODY).await {
                Read::Whole(bytes) => bytes,
                // Nothing of a response is handed on that is not verified.
                Read::Partly(_) => return Err(broken(refused("is over a response that is too large or broke off"))),
            };
            let mut headers = parts.headers.get_all(HEADER).iter();
            match (headers.next(), headers.next()) {
                (None, _) if bytes.is_empty() => {}
                (None, _) => return Err(broken(refused("is missing"))),
                (Some(_), Some(_)) => return Err(broken(refused("comes twice"))),
                (Some(jws), None) => {
                    let jws = jws.to_str().map_err(|_| broken(refused("is not ASCII")))?;
                    self.verify(jws, &bytes).map_err(broken)?;
                }
            }
            Ok(http::Response::from_parts(parts, Body::from(bytes)).into())
        }
    }
}
