//! One exchange, from its request to its response: what the middleware for reqwest and the tower layer have in common.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, TRANSFER_ENCODING};
use http::response::Parts;
use http::{HeaderMap, HeaderValue, Method};
use http_body::Body;
use mc_core::body::{Read, Replay, read};
use mc_core::{Operation, PayloadEncryption};

use super::{Call, EmptyValue, Encryption, Mapping, MissingValue, Path, Rule, Scheme, TextForm};

/// Encrypts requests and decrypts responses, as reqwest middleware (feature `reqwest`) and as tower layer (feature `tower`).
///
/// Put it outside the one that signs: what is signed is what is sent.
///
/// The rule of a call is the first of the [`Encryption`] whose target it is. Where there is none and the request carries a
/// [`mc_core::Operation`] in its extensions, the operation says what is encrypted: its whole body, or one field, which becomes
/// a JWE string and may be absent. A rule that encrypts nothing does not silence the operation;
/// [`Rule::with_requests_in_the_clear`] does.
///
/// Requests: a body under a rule must be JSON; it is replaced, and `content-length` and `content-type` with it. A request
/// that cannot be encrypted is not sent, and the error is [`mc_core::Error::not_sent`]. One without a body has nothing to
/// encrypt.
///
/// Responses: what is encrypted is decrypted, and everything else passes as it came, of whatever type. A response of success
/// that cannot be decrypted is [`mc_core::Error::broken_response`], with its status; any other keeps status and body.
///
/// # Examples
/// ```no_run
/// # #[cfg(feature = "reqwest")]
/// # fn client(http: reqwest::Client, encryption: mc_auth::payload::Encryption, oauth1: mc_auth::oauth1::OAuth1) {
/// use mc_auth::payload::EncryptionLayer;
///
/// let client = reqwest_middleware::ClientBuilder::new(http)
///     .with(EncryptionLayer::new(encryption))
///     .with(oauth1) // what is signed is what is sent
///     .build();
/// # drop(client);
/// # }
/// ```
///
/// Around any HTTP client that is a tower service:
/// ```
/// # #[cfg(feature = "tower")]
/// # fn client<S>(http: S, encryption: mc_auth::payload::Encryption, oauth1: mc_auth::oauth1::OAuth1) {
/// use mc_auth::oauth1::OAuth1Layer;
/// use mc_auth::payload::EncryptionLayer;
/// use tower_layer::Layer as _;
///
/// let service = EncryptionLayer::new(encryption).layer(OAuth1Layer::new(oauth1).layer(http));
/// # }
/// ```
#[derive(Clone)]
pub struct EncryptionLayer(pub(super) Arc<Encryption>);

impl EncryptionLayer {
    /// A layer that applies an encryption to every call.
    pub fn new(encryption: Encryption) -> Self {
        Self(Arc::new(encryption))
    }

    /// The rule for a request and the one for its response.
    pub(super) fn rules(&self, method: &Method, path: &str, operation: Option<&Operation>) -> Option<(Rule, Rule)> {
        let mut call = Call::new(method.as_str(), path);
        if let Some(operation) = operation {
            call = call.with_known_operation(operation);
        }
        let own = operation.and_then(|operation| rule_of(operation, &self.0.scheme));
        match (self.0.rule(&call), own) {
            (Some(rule), Some(own)) if rule.encrypted.is_empty() && !rule.in_the_clear => Some((own, rule.clone())),
            (Some(rule), _) => Some((rule.clone(), rule.clone())),
            (None, Some(own)) => Some((own.clone(), own)),
            (None, None) => None,
        }
    }

    /// The body to send, and its headers set; nothing where there is nothing to encrypt.
    pub(super) fn seal(&self, rule: &Rule, headers: &mut HeaderMap, body: &[u8]) -> crate::Result<Option<Vec<u8>>> {
        if body.is_empty() {
            return Ok(None);
        }
        let sealed = self.0.encrypt_by(rule, body)?;
        headers.insert(CONTENT_LENGTH, HeaderValue::from(sealed.body.len()));
        headers.remove(TRANSFER_ENCODING);
        if is_json(headers) != Some(true) {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        for (name, value) in sealed.headers {
            headers.insert(name, value);
        }
        Ok(Some(sealed.body))
    }

    /// Decrypts what is encrypted in a response, and hands on whatever else it is.
    pub(super) async fn open<B: Body>(
        &self,
        rule: &Rule,
        parts: &mut Parts,
        body: B,
    ) -> Result<Decrypted<B>, mc_core::Error> {
        let status = parts.status;
        let whole = match read(body, self.0.max_bytes).await {
            Read::Whole(bytes) => bytes,
            Read::Partly(replay) => {
                if status.is_success() && replay.is_open() {
                    let error = mc_core::Error::broken_response("the response is larger than what is decrypted");
                    return Err(error.with_status(status));
                }
                // What was read, and then what was not, or the failure: the caller sees what it would have seen.
                return Ok(Decrypted::Replayed(replay));
            }
        };
        match self.0.decrypt_by(rule, &parts.headers, &whole) {
            Ok(Some(opened)) => {
                parts
                    .headers
                    .insert(CONTENT_LENGTH, HeaderValue::from(opened.body.len()));
                parts.headers.remove(TRANSFER_ENCODING);
                for name in opened.headers {
                    parts.headers.remove(name);
                }
                Ok(Decrypted::Whole(opened.body.into()))
            }
            // Not JSON, although it said so, is for the caller to see, and so is an error in whatever form.
            Err(error) if status.is_success() && serde_json::from_slice::<serde::de::IgnoredAny>(&whole).is_ok() => {
                let told = mc_core::Error::broken_response(format!("the response cannot be decrypted: {error}"));
                Err(told.with_status(status).with_source(error))
            }
            Ok(None) | Err(_) => Ok(Decrypted::Whole(whole)),
        }
    }
}

impl fmt::Debug for EncryptionLayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("EncryptionLayer").field(&self.0).finish()
    }
}

/// Whether a response is to be looked at: what says that it is no JSON passes, of whatever length.
pub(super) fn may_be_encrypted(rule: &Rule, headers: &HeaderMap) -> bool {
    !rule.decrypted.is_empty() && is_json(headers).unwrap_or(true)
}

/// The error for a request that cannot be encrypted and so is not sent.
pub(super) fn not_sent(error: crate::Error) -> mc_core::Error {
    error.at(&"the request cannot be encrypted").not_sent()
}

/// What an operation says of itself, as a rule.
fn rule_of(operation: &Operation, scheme: &Scheme) -> Option<Rule> {
    match operation.encryption() {
        PayloadEncryption::Body => Some(Rule::body()),
        PayloadEncryption::Field(name) => {
            let field = Mapping::between(Path::member(name), Path::member(name)).ok()?;
            let field = match scheme {
                Scheme::Jwe(_) => field.as_string(),
                Scheme::Fle(_) => field,
            };
            // The field may be left out. Its type in generated crates is a string, which holds the JSON to encrypt.
            Some(
                Rule::new()
                    .with_encrypted(field.clone())
                    .with_decrypted(field)
                    .with_missing_value(MissingValue::Skip)
                    .with_empty_value(EmptyValue::Error)
                    .with_text_form(TextForm::Bare),
            )
        }
        _ => None,
    }
}

/// Whether the headers say that the body is JSON; nothing where they say nothing.
fn is_json(headers: &HeaderMap) -> Option<bool> {
    let value = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let essence = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    Some(essence.ends_with("/json") || essence.ends_with("+json"))
}

/// The body of a response that was looked at.
pub(super) enum Decrypted<B: Body> {
    Whole(Bytes),
    Replayed(Replay<B>),
}

#[cfg(feature = "tower")]
impl<B: Body> From<Decrypted<B>> for Replay<B> {
    fn from(body: Decrypted<B>) -> Self {
        match body {
            Decrypted::Whole(bytes) => Self::whole(bytes),
            Decrypted::Replayed(replay) => replay,
        }
    }
}
