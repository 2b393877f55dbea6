use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, TRANSFER_ENCODING};
use http::{Extensions, HeaderMap, HeaderValue};
use http_body::{Body as HttpBody, Frame, SizeHint};
use http_body_util::BodyExt as _;
use mc_core::{Operation, PayloadEncryption};
use reqwest::{Body, Request, Response, ResponseBuilderExt as _};
use reqwest_middleware::{Middleware, Next};

use super::{Call, EmptyValue, Encryption, Mapping, MissingValue, Path, Rule, Scheme, TextForm};

/// Encrypts requests and decrypts responses, as reqwest middleware. Add it before the one that signs.
///
/// The rule of a call is the first of the [`Encryption`] whose target it is. Where there is none and the request carries a
/// [`mc_core::Operation`], the operation says what is encrypted: its whole body, or one field, which becomes a JWE string and
/// may be absent. A rule that encrypts nothing does not silence the operation;
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
/// use mc_auth::oauth1::OAuth1;
/// use mc_auth::payload::{Encryption, EncryptionLayer};
///
/// # fn client(http: reqwest::Client, encryption: Encryption, oauth1: OAuth1) {
/// let client = reqwest_middleware::ClientBuilder::new(http)
///     .with(EncryptionLayer::new(encryption))
///     .with(oauth1) // what is signed is what is sent
///     .build();
/// # drop(client);
/// # }
/// ```
#[derive(Clone)]
pub struct EncryptionLayer(Arc<Encryption>);

impl EncryptionLayer {
    /// A layer that applies an encryption to every call.
    pub fn new(encryption: Encryption) -> Self {
        Self(Arc::new(encryption))
    }
}

impl fmt::Debug for EncryptionLayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("EncryptionLayer").field(&self.0).finish()
    }
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

#[async_trait]
impl Middleware for EncryptionLayer {
    async fn handle(
        &self,
        mut request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        let operation = extensions.get::<Operation>().copied();
        let Some((request_rule, rule)) = self.rules(&request, operation.as_ref()) else {
            return next.run(request, extensions).await;
        };
        encrypt(&self.0, &request_rule, &mut request).map_err(|error| {
            let told = mc_core::Error::not_sent(format!("the request cannot be encrypted: {error}"));
            reqwest_middleware::Error::from(told.with_source(error))
        })?;
        let response = next.run(request, extensions).await?;
        if rule.decrypted.is_empty() || !is_json(response.headers()).unwrap_or(true) {
            return Ok(response);
        }
        decrypt(&self.0, &rule, response).await
    }
}

impl EncryptionLayer {
    /// The rule for the request and the one for its response.
    fn rules(&self, request: &Request, operation: Option<&Operation>) -> Option<(Rule, Rule)> {
        let mut call = Call::new(request.method().as_str(), request.url().path());
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
}

fn encrypt(encryption: &Encryption, rule: &Rule, request: &mut Request) -> crate::Result<()> {
    if rule.encrypted.is_empty() {
        return Ok(());
    }
    let Some(body) = request.body() else { return Ok(()) };
    let bytes = body.as_bytes().ok_or_else(|| {
        crate::Error::new(
            crate::error::Kind::StreamingBody,
            "its body is a stream; give the body as bytes",
        )
    })?;
    if bytes.is_empty() {
        return Ok(());
    }
    let sealed = encryption.encrypt_by(rule, bytes)?;
    let length = sealed.body.len();
    *request.body_mut() = Some(Body::from(sealed.body));
    let headers = request.headers_mut();
    headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    headers.remove(TRANSFER_ENCODING);
    if is_json(headers) != Some(true) {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    for (name, value) in sealed.headers {
        headers.insert(name, value);
    }
    Ok(())
}

/// Whether the headers say that the body is JSON; nothing where they say nothing.
fn is_json(headers: &HeaderMap) -> Option<bool> {
    let value = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let essence = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    Some(essence.ends_with("/json") || essence.ends_with("+json"))
}

async fn decrypt(encryption: &Encryption, rule: &Rule, response: Response) -> reqwest_middleware::Result<Response> {
    let status = response.status();
    let url = response.url().clone();
    let (mut parts, body) = http::Response::from(response).into_parts();
    // The address travels beside the response, and would be lost on the way back.
    if let Ok(with_url) = http::Response::builder().url(url).body(()) {
        parts.extensions.extend(with_url.into_parts().0.extensions);
    }

    let read = read(body, encryption.max_bytes).await;
    let whole = match read {
        Read::Whole(bytes) => bytes,
        Read::Partly(replay) => {
            if status.is_success() && replay.rest.is_open() {
                let error = mc_core::Error::broken_response("the response is larger than what is decrypted");
                return Err(error.with_status(status).into());
            }
            // What was read, and then what was not, or the failure: the caller sees what it would have seen.
            return Ok(http::Response::from_parts(parts, Body::wrap(replay)).into());
        }
    };
    match encryption.decrypt_by(rule, &parts.headers, &whole) {
        Ok(Some(opened)) => {
            parts
                .headers
                .insert(CONTENT_LENGTH, HeaderValue::from(opened.body.len()));
            parts.headers.remove(TRANSFER_ENCODING);
            for name in opened.headers {
                parts.headers.remove(name);
            }
            Ok(http::Response::from_parts(parts, Body::from(opened.body)).into())
        }
        // Not JSON, although it said so, is for the caller to see, and so is an error in whatever form.
        Err(error) if status.is_success() && serde_json::from_slice::<serde::de::IgnoredAny>(&whole).is_ok() => {
            let told = mc_core::Error::broken_response(format!("the response cannot be decrypted: {error}"));
            Err(told.with_status(status).with_source(error).into())
        }
        Ok(None) | Err(_) => Ok(http::Response::from_parts(parts, Body::from(whole)).into()),
    }
}

enum Read {
    Whole(Bytes),
    Partly(Replay),
}

/// Reads a body to its end, or to where it is too large or breaks.
async fn read(mut body: Body, max: usize) -> Read {
    let mut bytes = BytesMut::new();
    loop {
        match body.frame().await {
            None => return Read::Whole(bytes.freeze()),
            Some(Ok(frame)) => {
                if let Ok(data) = frame.into_data() {
                    bytes.extend_from_slice(&data);
                }
            }
            Some(Err(error)) => {
                return Read::Partly(Replay {
                    first: Some(bytes.freeze()),
                    rest: Rest::Broken(Some(error)),
                });
            }
        }
        if bytes.len() > max {
            return Read::Partly(Replay {
                first: Some(bytes.freeze()),
                rest: Rest::Open(body),
            });
        }
    }
}

/// A body of which a part has been read, as if it had not.
struct Replay {
    first: Option<Bytes>,
    rest: Rest,
}

enum Rest {
    Open(Body),
    Broken(Option<reqwest::Error>),
}

impl Rest {
    fn is_open(&self) -> bool {
        matches!(self, Self::Open(_))
    }
}

impl HttpBody for Replay {
    type Data = Bytes;
    type Error = reqwest::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, reqwest::Error>>> {
        if let Some(first) = self.first.take()
            && !first.is_empty()
        {
            return Poll::Ready(Some(Ok(Frame::data(first))));
        }
        match &mut self.rest {
            Rest::Open(body) => Pin::new(body).poll_frame(context),
            Rest::Broken(error) => Poll::Ready(error.take().map(Err)),
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::default()
    }
}
