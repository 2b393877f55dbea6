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
//! let verifier = Verifier::new(&key)?.with_max_age(Duration::from_secs(2 * 60));
//! verifier.verify(header, body)?;
//! # Ok(())
//! # }
//! ```

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use base64ct::{Base64UrlUnpadded, Encoding as _};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::error::{Error, Kind, Result};
use crate::jwe::decode;
#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
use crate::keys::Jwk;
use crate::keys::PublicKey;
#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
use crate::keys::jwk::Purpose;
use crate::oauth1::{Clock, SystemClock};
#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
use crate::rsa::default_backend;
use crate::rsa::{Backend, LiveKeys, OaepHash, PublicOperations, SignatureAlgorithm};

/// The header that holds the signature.
pub const HEADER: &str = "x-jws-signature";
/// The longest JWS that is looked at: without its payload it has some 600 bytes.
const MAX_BYTES: usize = 16 << 10;
/// How far in the future a signature may have been made: clocks differ.
const LEEWAY: Duration = Duration::from_secs(60);
/// How long ago a signature may have been made, if nothing else is said: what Mastercard's own tool takes.
const MAX_AGE: Duration = Duration::from_secs(5 * 60);
/// The largest response that is verified.
#[cfg(feature = "reqwest")]
const MAX_BODY: usize = 10 << 20;

/// Verifies signatures over responses, with one of several keys chosen by `kid`; clones are cheap.
///
/// `RS256` and `PS256` are accepted, of keys that are bound to one of them this one alone; signatures are at most five minutes
/// old. A response without a body is signed over the path and query of its request, or over nothing. As middleware it wants a signature on every response of success that has a body, and
/// hands on any other as it came; a response that does not verify is `mc_core::Error::broken_response`, with its status.
#[derive(Clone)]
pub struct Verifier {
    backend: &'static dyn Backend,
    keys: LiveKeys<dyn PublicOperations>,
    max_age: Option<Duration>,
    clock: Arc<dyn Clock>,
}

/// A member that stands twice is an error of the parser.
#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    iat: Option<IssuedAt>,
    #[serde(default, deserialize_with = "there")]
    crit: Option<Value>,
    #[serde(default, deserialize_with = "there")]
    b64: Option<Value>,
}

/// What is there is something, even `null`.
fn there<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

impl Header {
    /// Whether every extension is understood (RFC 7515, section 4.1.11): `crit` lists names of this header, each once.
    fn check_extensions(&self) -> Result<()> {
        let not_understood = || refused("asks for an extension, which is not accepted");
        if self.b64.as_ref().is_some_and(|b64| *b64 != Value::Bool(true)) {
            return Err(not_understood());
        }
        let Some(crit) = &self.crit else { return Ok(()) };
        match crit.as_array().map(Vec::as_slice) {
            // The only extension that is known.
            Some([Value::String(name)]) if name == "iat" => match self.iat {
                Some(_) => Ok(()),
                None => Err(refused("has a crit that names iat, which is not in its header")),
            },
            Some(names) if !names.is_empty() && names.iter().all(|name| name == "iat") => {
                Err(refused("has a crit that names iat twice"))
            }
            Some(names) if !names.is_empty() && names.iter().all(Value::is_string) => Err(not_understood()),
            _ => Err(refused("has a crit that is no list of names")),
        }
    }
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
        Self::without_keys(backend).with_key(key, &[])
    }

    fn without_keys(backend: &'static dyn Backend) -> Self {
        Self {
            backend,
            keys: LiveKeys::new(),
            max_age: Some(MAX_AGE),
            clock: Arc::new(SystemClock),
        }
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

    /// Adds a key for one algorithm: a signature by another one is not of this key.
    ///
    /// # Errors
    /// When the numbers of the key do not form a valid RSA key.
    pub fn with_key_for(mut self, key: &PublicKey, names: &[&str], algorithm: SignatureAlgorithm) -> Result<Self> {
        let bound = Bound {
            key: self.backend.public_key(key)?,
            algorithm,
        };
        self.keys.add(Arc::new(bound), key, names);
        Ok(self)
    }

    /// Adds the key of a JWK under its `kid`, bound to its `alg` where it has one.
    ///
    /// # Errors
    /// [`is_algorithm`](Error::is_algorithm) when `use`, `key_ops` or `alg` say that the key is for something else.
    ///
    /// # Examples
    /// ```no_run
    /// # fn main() -> mc_auth::Result<()> {
    /// use mc_auth::jws::Verifier;
    /// use mc_auth::keys::KeySource;
    ///
    /// let set = KeySource::path("signing-keys.json").jwk_set()?;
    /// let mut verifier = Verifier::from_jwk(set.find("2026-11")?)?;
    /// verifier = verifier.with_jwk(set.find("2026-12")?)?;
    /// # drop(verifier);
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
    pub fn with_jwk(self, key: &Jwk) -> Result<Self> {
        key.permits(Purpose::Verify, &["RS256", "PS256"])?;
        let names: Vec<&str> = key.kid().into_iter().collect();
        match key.algorithm() {
            Some("RS256") => self.with_key_for(key.public_key(), &names, SignatureAlgorithm::Pkcs1Sha256),
            Some("PS256") => self.with_key_for(key.public_key(), &names, SignatureAlgorithm::PssSha256),
            _ => self.with_key(key.public_key(), &names),
        }
    }

    /// Verifies with the key of a JWK: see [`with_jwk`](Self::with_jwk).
    ///
    /// # Errors
    /// As for [`with_jwk`](Self::with_jwk).
    #[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
    pub fn from_jwk(key: &Jwk) -> Result<Self> {
        Self::without_keys(default_backend()).with_jwk(key)
    }

    /// Refuses signatures that were made longer ago, by their `iat`, which is five minutes otherwise; one without `iat` is
    /// refused, too.
    #[must_use]
    pub fn with_max_age(mut self, max_age: Duration) -> Self {
        self.max_age = Some(max_age);
        self
    }

    /// Takes signatures of any age, and without `iat`: for messages that were kept. Whoever recorded one can replay it.
    #[must_use]
    pub fn with_any_age(mut self) -> Self {
        self.max_age = None;
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
        header.check_extensions()?;
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

/// A key that verifies by one algorithm only.
#[derive(Debug)]
struct Bound {
    key: Arc<dyn PublicOperations>,
    algorithm: SignatureAlgorithm,
}

impl PublicOperations for Bound {
    fn verify(&self, algorithm: SignatureAlgorithm, message: &[u8], signature: &[u8]) -> Result<()> {
        if algorithm != self.algorithm {
            return Err(refused("is by another algorithm than its key is for"));
        }
        self.key.verify(algorithm, message, signature)
    }

    fn encrypt_oaep(&self, hash: OaepHash, plaintext: &[u8]) -> Result<Vec<u8>> {
        self.key.encrypt_oaep(hash, plaintext)
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
            let url = request.url();
            let place = match url.query() {
                Some(query) => format!("{}?{query}", url.path()),
                None => url.path().to_owned(),
            };
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
                    let verified = match self.verify(jws, &bytes) {
                        Err(error) if bytes.is_empty() && error.is_crypto() => self.verify(jws, place.as_bytes()),
                        done => done,
                    };
                    verified.map_err(broken)?;
                }
            }
            Ok(http::Response::from_parts(parts, Body::from(bytes)).into())
        }
    }
}
