use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use self::chain::{Cause, Facts};
use crate::debug::is_correlation_id;
use crate::envelope::GatewayError;
use crate::payload::EncryptedFor;
use crate::{OAuthError, Operation, decode, status, unreadable};

mod alert;
mod chain;

/// The result of a call.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Where a server puts the id under which it logged a request, the most specific first.
const CORRELATION_HEADERS: [&str; 4] = [
    "x-mc-correlation-id",
    "x-correlation-id",
    "correlation-id",
    "x-request-id",
];

/// What kind of failure an [`Error`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The request did not reach the server, or its answer did not come back whole.
    Transport,
    /// The server answered with another status than a 2xx.
    Api,
    /// The answer is not what was promised.
    Decode,
    /// The answer is larger than the client accepts.
    BodyTooLarge,
    /// The request cannot be built; nothing was sent.
    InvalidRequest,
    /// A layer on the way refused the request; nothing was sent by that layer.
    Middleware,
}

/// Why a call failed.
///
/// The question that decides what to do next is [`is_retryable`]: may this request be sent again, and may that help? Where the
/// answer is no and [`may_have_been_processed`] is yes, look up what became of the request first. Neither `Display` nor `Debug`
/// shows anything of URLs, bodies and values; what the server said is in [`errors`] and [`body`].
///
/// [`may_have_been_processed`]: Self::may_have_been_processed
/// [`is_retryable`]: Self::is_retryable
/// [`errors`]: Self::errors
/// [`body`]: Self::body
///
/// ```
/// # use std::time::Duration;
/// fn wait_before_repeating(error: &mc_core::Error) -> Option<Duration> {
///     error.is_retryable().then(|| error.retry_after().unwrap_or(Duration::from_secs(1)))
/// }
///
/// let error = mc_core::Environment::custom("example.com").unwrap_err();
/// assert!(error.is_invalid_request());
/// assert_eq!(wait_before_repeating(&error), None);
/// ```
#[derive(Clone)]
pub struct Error(Box<Inner>);

#[derive(Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each answers one question of the caller")]
struct Inner {
    kind: Kind,
    message: Cow<'static, str>,
    operation: Option<Operation>,
    status: Option<StatusCode>,
    errors: Vec<GatewayError>,
    oauth: Option<OAuthError>,
    correlation_id: Option<String>,
    retry_after: Option<Duration>,
    body: Option<Bytes>,
    path: Option<String>,
    timeout: bool,
    connect: bool,
    processed: bool,
    /// Whether the cause may pass, whatever the operation.
    passing: bool,
    alert: Option<String>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// A response as far as it was read.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) operation: Operation,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// The key that the payload of the request was encrypted for.
    pub(crate) encrypted_for: Option<EncryptedFor>,
}

impl Error {
    fn new(kind: Kind, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            operation: None,
            status: None,
            errors: Vec::new(),
            oauth: None,
            correlation_id: None,
            retry_after: None,
            body: None,
            path: None,
            timeout: false,
            connect: false,
            processed: false,
            passing: false,
            alert: None,
            source: None,
        }))
    }

    /// An error for a request that cannot be built.
    ///
    /// `message` says in lower case what is wrong and what to do, and holds no data.
    pub fn invalid_request(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Kind::InvalidRequest, message)
    }

    /// An error of middleware that did not send the request.
    ///
    /// For failures like a key that cannot sign. Returned from middleware through
    /// `reqwest_middleware::Error::from`, it reaches the caller as it is, with the operation added.
    ///
    /// ```
    /// fn refuse() -> reqwest_middleware::Result<()> {
    ///     Err(mc_core::Error::not_sent("the signing key has expired: renew it").into())
    /// }
    /// # let _ = refuse();
    /// ```
    pub fn not_sent(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Kind::Middleware, message)
    }

    /// An error of middleware that cannot make sense of a response.
    ///
    /// For failures like a payload that cannot be decrypted: the server acted, and what it said is lost.
    pub fn broken_response(message: impl Into<Cow<'static, str>>) -> Self {
        let mut error = Self::new(Kind::Decode, message);
        error.0.processed = true;
        error
    }

    /// Adds what the error was caused by; its `Display` and `Debug` must hold no data.
    #[must_use]
    pub fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.0.source = Some(Arc::new(source));
        self
    }

    /// Adds the operation, unless there is one.
    #[must_use]
    pub fn with_operation(mut self, operation: Operation) -> Self {
        self.0.operation.get_or_insert(operation);
        self
    }

    /// Adds the status of the response.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.0.status = Some(status);
        self
    }

    /// What the HTTP client and its middleware gave instead of a response.
    pub(crate) fn from_http(error: reqwest_middleware::Error, operation: Operation, url: &str) -> Self {
        let facts = Facts::of(&error);
        if let Some(ours) = facts.ours {
            return ours.with_operation(operation);
        }
        let mut this = Self::new(Kind::Transport, facts.message());
        this.0.timeout = facts.timeout;
        this.0.connect = facts.is_connect();
        this.0.processed = facts.is_sent();
        this.0.passing = facts.may_pass();
        this.0.alert = facts.alert().map(|alert| alert.name().to_owned());
        this.0.source = match error {
            reqwest_middleware::Error::Reqwest(error) => Some(Arc::new(error.without_url())),
            reqwest_middleware::Error::Middleware(error) => {
                Cause::of(error.as_ref(), url).map(|cause| Arc::new(cause) as _)
            }
        };
        this.with_operation(operation)
    }

    /// Whether a request may have reached the server, although the HTTP client gave no response.
    ///
    /// For middleware that has to know before the error becomes one of this crate. Only a request that was not sent, or that
    /// found no connection, has certainly not arrived.
    ///
    /// ```
    /// let error = reqwest_middleware::Error::from(mc_core::Error::not_sent("the signing key has expired: renew it"));
    /// assert!(!mc_core::Error::may_have_been_sent(&error));
    /// ```
    pub fn may_have_been_sent(error: &reqwest_middleware::Error) -> bool {
        let facts = Facts::of(error);
        match facts.ours {
            Some(ours) => ours.may_have_been_processed(),
            None => facts.is_sent(),
        }
    }

    /// Whether a connection ended before the response began, as it does when a server closes an idle connection at the moment
    /// it is used again.
    ///
    /// For middleware that repeats a request on a fresh connection. The server may have acted, unless
    /// [`may_have_been_sent`](Self::may_have_been_sent) says no.
    ///
    /// ```
    /// let error = reqwest_middleware::Error::from(mc_core::Error::not_sent("the signing key has expired: renew it"));
    /// assert!(!mc_core::Error::is_lost_connection(&error));
    /// ```
    pub fn is_lost_connection(error: &reqwest_middleware::Error) -> bool {
        Facts::of(error).is_lost_connection()
    }

    /// A response that is not a 2xx.
    pub(crate) fn from_answer(answer: Answer) -> Self {
        let mut error = Self::new(Kind::Api, "");
        error.0.errors = GatewayError::parse(&answer.body);
        error.0.oauth = OAuthError::from_headers(&answer.headers).or_else(|| OAuthError::from_json(&answer.body));
        error.0.passing = status::may_pass(answer.status);
        if let Some(key) = &answer.encrypted_for {
            let codes = error.0.errors.iter().filter_map(GatewayError::reason_code);
            error.0.message = key.advice(answer.status, codes).unwrap_or_default().into();
        }
        error.with_answer(answer)
    }

    /// A response that broke off.
    pub(crate) fn from_broken_body(answer: Answer, source: reqwest::Error) -> Self {
        let timeout = source.is_timeout();
        let mut error = if answer.status.is_success() {
            let message = if timeout {
                "timed out while reading the response"
            } else {
                "the connection broke while the response was read"
            };
            let mut error = Self::new(Kind::Transport, message);
            error.0.passing = true;
            error.with_answer(answer)
        } else {
            // The status already tells what happened.
            Self::from_answer(answer)
        };
        error.0.timeout = timeout;
        error.0.source = Some(Arc::new(source.without_url()));
        error
    }

    /// A response that is larger than it may be.
    pub(crate) fn from_large_body(answer: Answer, max: usize) -> Self {
        let mut error = Self::new(Kind::BodyTooLarge, format!("the response is larger than {max} bytes"));
        error.0.passing = status::may_pass(answer.status);
        let mut error = error.with_answer(answer);
        error.0.body = None;
        error
    }

    /// A 2xx whose body is not what was promised.
    pub(crate) fn from_unreadable(answer: Answer, message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Kind::Decode, message).with_answer(answer)
    }

    /// A 2xx whose body is not the JSON that was promised; what `serde_json` says is not kept, because it quotes the body.
    pub(crate) fn from_json(answer: Answer, json: &[u8], error: &serde_json::Error) -> Self {
        let message = unreadable::as_json(&answer.headers, json, error);
        let path = (error.is_data() && !json.trim_ascii().is_empty())
            .then(|| decode::path_at(json, error.line(), error.column()));
        let mut this = Self::from_unreadable(answer, message);
        this.0.path = path;
        this
    }

    /// A body that was handed over as JSON and is not that of its type.
    #[cfg(feature = "dynamic")]
    pub(crate) fn from_given_json(json: &[u8], error: &serde_json::Error) -> Self {
        let place = format!("line {} column {}", error.line(), error.column());
        let message = match error.classify() {
            _ if json.trim_ascii().is_empty() => Cow::Borrowed("the body is empty"),
            serde_json::error::Category::Data => match expectation(&error.to_string()) {
                Some(expected) => Cow::Owned(format!("the body does not fit: {expected}, {place}")),
                None => Cow::Owned(format!("the body does not fit, {place}")),
            },
            serde_json::error::Category::Eof => Cow::Owned(format!("the body ends too early: {place}")),
            _ => Cow::Owned(format!("the body is not JSON: {place}")),
        };
        let mut this = Self::new(Kind::InvalidRequest, message);
        this.0.path = error
            .is_data()
            .then(|| decode::path_at(json, error.line(), error.column()));
        this
    }

    fn with_answer(mut self, answer: Answer) -> Self {
        let Answer {
            operation,
            status,
            headers,
            body,
            encrypted_for: _,
        } = answer;
        self.0.correlation_id = CORRELATION_HEADERS
            .iter()
            .find_map(|name| headers.get(*name)?.to_str().ok())
            .map(str::to_owned)
            .or_else(|| {
                self.0
                    .errors
                    .iter()
                    .find_map(|error| error.request_id().map(str::to_owned))
            });
        self.0.retry_after = status::retry_after(&headers);
        self.0.processed = status::may_have_acted(status);
        self.0.body = Some(body);
        self.with_status(status).with_operation(operation)
    }

    /// The status of the response, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The errors that the body names, if it is of a known form.
    pub fn errors(&self) -> &[GatewayError] {
        &self.0.errors
    }

    /// What an OAuth 2.0 resource server said of its refusal, such as `insufficient_scope`.
    pub fn oauth(&self) -> Option<&OAuthError> {
        self.0.oauth.as_ref()
    }

    /// The id under which the server logged the request.
    pub fn correlation_id(&self) -> Option<&str> {
        self.0.correlation_id.as_deref()
    }

    /// Whether the server may have acted on the request.
    ///
    /// No, if the request could not be built, middleware refused it, no connection came about (which includes a server that
    /// refuses the client's certificate, as far as the protocol says so), or it ended before it
    /// took the request; nor if the server answered with a 3xx or a 4xx other than 408: it refused. A 409 refuses this
    /// request, too, though often because an earlier one was carried out. Yes for every other answer and for every
    /// failure once the request was on its way: time-outs, connections that broke, 408, 5xx, and a 2xx that cannot be
    /// read.
    pub fn may_have_been_processed(&self) -> bool {
        self.0.processed
    }

    /// Whether the request may be sent again, and may then succeed.
    ///
    /// The cause has to be one that may pass: no connection, a time-out, a connection that broke, or one of the statuses 408,
    /// 425, 429, 502, 503 and 504. And sending it again must do no harm: the server cannot have acted on it, or the operation
    /// is [idempotent](Operation::is_idempotent). So it is false for a chargeback that may have been filed.
    pub fn is_retryable(&self) -> bool {
        let harmless = !self.0.processed || self.0.operation.is_some_and(|operation| operation.is_idempotent());
        self.0.passing && harmless
    }

    /// How long the server asks to wait before the next request.
    ///
    /// A date is taken relative to the response's own `Date`, so no clock of this machine matters.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Whether it took too long, to connect or to answer.
    pub fn is_timeout(&self) -> bool {
        self.0.timeout
    }

    /// Whether no connection came about, or the TLS handshake failed on either side.
    pub fn is_connect(&self) -> bool {
        self.0.connect
    }

    /// The fatal TLS alert that the server sent, by its name in RFC 8446, such as `certificate_required`.
    pub fn tls_alert(&self) -> Option<&str> {
        self.0.alert.as_deref()
    }

    /// Whether the request or the response got lost on the way.
    pub fn is_transport(&self) -> bool {
        self.0.kind == Kind::Transport
    }

    /// Whether the server answered with another status than a 2xx.
    pub fn is_api(&self) -> bool {
        self.0.kind == Kind::Api
    }

    /// Whether the answer is not what was promised.
    pub fn is_decode(&self) -> bool {
        self.0.kind == Kind::Decode
    }

    /// Whether the answer is larger than the client accepts.
    pub fn is_body_too_large(&self) -> bool {
        self.0.kind == Kind::BodyTooLarge
    }

    /// Whether the request could not be built.
    pub fn is_invalid_request(&self) -> bool {
        self.0.kind == Kind::InvalidRequest
    }

    /// Whether middleware refused the request.
    pub fn is_middleware(&self) -> bool {
        self.0.kind == Kind::Middleware
    }

    /// The body as it came, as far as it was read; it may hold card data.
    pub fn body(&self) -> Option<&Bytes> {
        self.0.body.as_ref()
    }

    /// The operation that failed, if it came that far.
    pub fn operation(&self) -> Option<Operation> {
        self.0.operation
    }

    /// Which value of a JSON body is not as the interface says, as `$.claims[3].amount`.
    ///
    /// For a number or a lenient field that comes last in its object it may be the object.
    /// Names that look like data, as the keys of a map may be, show as `*`.
    pub fn decode_path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }
}

/// What `serde` wanted, without what it found instead.
#[cfg(feature = "dynamic")]
fn expectation(message: &str) -> Option<String> {
    let (message, _) = message.rsplit_once(" at line ")?;
    if let Some(field) = message.strip_prefix("missing field `") {
        let field = field.strip_suffix('`').filter(|field| crate::debug::is_name(field))?;
        return Some(format!("missing field `{field}`"));
    }
    let is_about_type = ["invalid type: ", "invalid value: ", "invalid length: "]
        .iter()
        .any(|start| message.starts_with(start));
    let (_, expected) = message.rsplit_once(", expected ").filter(|_| is_about_type)?;
    let is_plain = expected
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b" -_`".contains(&byte));
    is_plain.then(|| format!("expected {expected}"))
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let this = &*self.0;
        if let Some(operation) = &this.operation {
            write!(f, "operation {operation}: ")?;
        }
        match this.status {
            Some(status) if this.kind == Kind::Api => {
                write!(f, "the server answered {}", status.as_u16())?;
            }
            Some(status) => write!(f, "{}, status {}", this.message, status.as_u16())?,
            None => f.write_str(&this.message)?,
        }
        if let Some(path) = &this.path {
            write!(f, ", at {path}")?;
        }
        for (index, error) in this.errors.iter().take(3).enumerate() {
            f.write_str(if index == 0 { ": " } else { ", " })?;
            f.write_str(&error.label())?;
        }
        if let Some(error) = this.oauth.as_ref().filter(|_| this.errors.is_empty()) {
            write!(f, ": {error}")?;
        }
        if this.errors.len() > 3 {
            write!(f, " and {} more", this.errors.len() - 3)?;
        }
        if this.kind == Kind::Api && !this.message.is_empty() {
            write!(f, "; {}", this.message)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let this = &*self.0;
        let mut f = f.debug_struct("Error");
        f.field("kind", &this.kind);
        if !this.message.is_empty() {
            f.field("message", &this.message);
        }
        if let Some(operation) = &this.operation {
            f.field("operation", &operation.id());
        }
        if let Some(status) = &this.status {
            f.field("status", &status.as_u16());
        }
        if !this.errors.is_empty() {
            f.field("errors", &this.errors);
        }
        if let Some(id) = this.correlation_id.as_deref().filter(|id| is_correlation_id(id)) {
            f.field("correlation_id", &id);
        }
        if let Some(path) = &this.path {
            f.field("decode_path", path);
        }
        if let Some(body) = &this.body {
            f.field("body_bytes", &body.len());
        }
        f.field("may_have_been_processed", &this.processed);
        if let Some(source) = &this.source {
            f.field("source", source);
        }
        f.finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

impl From<Error> for reqwest_middleware::Error {
    fn from(error: Error) -> Self {
        Self::middleware(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPERATION: Operation = Operation::new("create_claim", "createClaim", "POST", "/v6/claims");

    fn answer(status: u16, body: &'static str) -> Answer {
        Answer {
            operation: OPERATION,
            status: StatusCode::from_u16(status).unwrap(),
            headers: HeaderMap::new(),
            body: Bytes::from_static(body.as_bytes()),
            encrypted_for: None,
        }
    }

    #[test]
    fn an_error_is_as_small_as_a_pointer_and_moves_between_threads() {
        fn moves<T: Send + Sync + Clone + 'static>() {}
        moves::<Error>();
        assert_eq!(size_of::<Error>(), size_of::<usize>());
    }

    #[test]
    fn a_request_that_the_pool_gives_back_was_not_sent() {
        #[derive(Debug)]
        struct Pool(&'static str);
        impl fmt::Display for Pool {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "client error ({})", self.0)
            }
        }
        impl StdError for Pool {}
        for (kind, expected) in [("Canceled", false), ("Connect", false), ("SendRequest", true)] {
            let error = reqwest_middleware::Error::Middleware(anyhow::Error::new(Pool(kind)));
            assert_eq!(Error::may_have_been_sent(&error), expected, "{kind}");
        }
    }

    #[test]
    fn many_errors_are_counted() {
        let body =
            r#"{"Errors":[{"ReasonCode":"A"},{"Source":"s"},{"RequestId":"1"},{"ReasonCode":"D"},{"ReasonCode":"E"}]}"#;
        let error = Error::from_answer(answer(400, body));
        assert_eq!(
            error.to_string(),
            "operation create_claim: the server answered 400: A, no code from s, no code and 2 more"
        );
        assert_eq!(error.correlation_id(), Some("1"));
    }

    #[test]
    fn debug_tells_facts_and_the_length_of_the_body() {
        let error = Error::from_answer(answer(500, "5555555555554444"));
        assert_eq!(
            format!("{error:?}"),
            r#"Error { kind: Api, operation: "create_claim", status: 500, body_bytes: 16, may_have_been_processed: true, .. }"#
        );
    }

    #[test]
    fn what_middleware_makes_can_be_completed_once() {
        let source = std::io::Error::other("the card reader is gone");
        let error = Error::broken_response("the payload cannot be decrypted")
            .with_source(source)
            .with_status(StatusCode::OK)
            .with_operation(OPERATION)
            .with_operation(Operation::new("other", "other", "GET", "/"));
        assert_eq!(error.operation(), Some(OPERATION));
        assert_eq!(error.source().unwrap().to_string(), "the card reader is gone");
        assert_eq!(
            error.clone().to_string(),
            "operation create_claim: the payload cannot be decrypted, status 200"
        );
        assert!(error.may_have_been_processed());
        assert!(!Error::not_sent("x").may_have_been_processed());
        assert!(!Error::invalid_request("x").may_have_been_processed());
    }

    #[test]
    fn each_kind_has_its_predicate() {
        let kinds = |error: &Error| {
            [
                error.is_transport(),
                error.is_api(),
                error.is_decode(),
                error.is_body_too_large(),
                error.is_invalid_request(),
                error.is_middleware(),
            ]
        };
        for (index, kind) in [
            Kind::Transport,
            Kind::Api,
            Kind::Decode,
            Kind::BodyTooLarge,
            Kind::InvalidRequest,
            Kind::Middleware,
        ]
        .into_iter()
        .enumerate()
        {
            let mut expected = [false; 6];
            expected[index] = true;
            assert_eq!(kinds(&Error::new(kind, "")), expected, "{kind:?}");
        }
    }
}
