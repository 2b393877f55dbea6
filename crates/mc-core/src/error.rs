use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};

use crate::debug::{is_code, is_correlation_id};
use crate::envelope::GatewayError;
use crate::{OAuthError, Operation, decode};

/// What a call gives.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Where a server puts the id under which it logged a request, the most specific first.
const CORRELATION_HEADERS: [&str; 4] = [
    "x-mc-correlation-id",
    "x-correlation-id",
    "correlation-id",
    "x-request-id",
];

/// What kind of failure an [`Error`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
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
/// The two questions that decide what to do next are [`may_have_been_processed`] and [`is_retryable`]: an
/// operation that is not idempotent may be repeated only if the first says no. Neither `Display` nor `Debug`
/// shows anything of URLs, bodies and values; what the server said is in [`errors`] and [`body`].
///
/// [`may_have_been_processed`]: Self::may_have_been_processed
/// [`is_retryable`]: Self::is_retryable
/// [`errors`]: Self::errors
/// [`body`]: Self::body
///
/// ```
/// fn wait_and_repeat(error: &mc_core::Error) -> bool {
///     let harmless = error.operation().is_some_and(|operation| operation.is_idempotent())
///         || !error.may_have_been_processed();
///     error.is_retryable() && harmless
/// }
///
/// let error = mc_core::Environment::custom("example.com").unwrap_err();
/// assert!(error.is_invalid_request());
/// assert!(!wait_and_repeat(&error));
/// ```
#[derive(Clone)]
pub struct Error(Box<Inner>);

#[derive(Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each answers one question of the caller")]
struct Inner {
    kind: ErrorKind,
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
    retryable: bool,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// A response as far as it was read.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) operation: Operation,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Error {
    fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
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
            retryable: false,
            source: None,
        }))
    }

    /// An error for a request that cannot be built.
    ///
    /// `message` says in lower case what is wrong and what to do, and holds no data.
    pub fn invalid_request(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::InvalidRequest, message)
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
        Self::new(ErrorKind::Middleware, message)
    }

    /// An error of middleware that cannot make sense of a response.
    ///
    /// For failures like a payload that cannot be decrypted: the server acted, and what it said is lost.
    pub fn broken_response(message: impl Into<Cow<'static, str>>) -> Self {
        let mut error = Self::new(ErrorKind::Decode, message);
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
        let mut facts = Facts::default();
        facts.look(&error);
        if let Some(ours) = facts.ours {
            return ours.with_operation(operation);
        }
        let mut this = Self::new(
            ErrorKind::Transport,
            if facts.connect {
                "no connection to the server"
            } else if facts.timeout {
                "the request timed out"
            } else if facts.builder {
                "the http client refused the request"
            } else {
                "the request failed on its way"
            },
        );
        this.0.timeout = facts.timeout;
        this.0.connect = facts.connect;
        this.0.processed = facts.is_sent();
        this.0.retryable = !facts.builder && (facts.connect || facts.timeout || facts.sent);
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
        let mut facts = Facts::default();
        facts.look(error);
        match facts.ours {
            Some(ours) => ours.may_have_been_processed(),
            None => facts.is_sent(),
        }
    }

    /// A response that is not a 2xx.
    pub(crate) fn from_answer(answer: Answer) -> Self {
        let mut error = Self::new(ErrorKind::Api, "");
        error.0.errors = GatewayError::parse(&answer.body);
        error.0.oauth = OAuthError::from_headers(&answer.headers).or_else(|| OAuthError::from_json(&answer.body));
        error.0.retryable = is_passing(answer.status);
        error.with_answer(answer)
    }

    /// A response that broke off.
    pub(crate) fn from_broken_body(answer: Answer, source: reqwest::Error) -> Self {
        let timeout = source.is_timeout();
        let mut error = if answer.status.is_success() {
            let message = if timeout {
                "the response timed out"
            } else {
                "the response broke off"
            };
            let mut error = Self::new(ErrorKind::Transport, message);
            error.0.retryable = true;
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
        let mut error = Self::new(
            ErrorKind::BodyTooLarge,
            format!("the response is larger than {max} bytes"),
        );
        error.0.retryable = is_passing(answer.status);
        let mut error = error.with_answer(answer);
        error.0.body = None;
        error
    }

    /// A 2xx whose body is not what was promised.
    pub(crate) fn from_unreadable(answer: Answer, message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Decode, message).with_answer(answer)
    }

    /// A 2xx whose body is not the JSON that was promised; what `serde_json` says is not kept, for it quotes
    /// the body.
    pub(crate) fn from_json(answer: Answer, json: &[u8], error: &serde_json::Error) -> Self {
        if json.trim_ascii().is_empty() {
            return Self::from_unreadable(answer, "the body is empty where JSON was promised");
        }
        let message = match error.classify() {
            serde_json::error::Category::Data => Cow::Borrowed("the JSON is not as the interface says"),
            serde_json::error::Category::Eof => Cow::Borrowed("the JSON ends too early"),
            _ => {
                let content_type = answer
                    .headers
                    .get(header::CONTENT_TYPE)
                    .and_then(|value| value.to_str().ok());
                let media_type = content_type.and_then(|value| value.split(';').next()).map(str::trim);
                match media_type.filter(|media_type| is_code(media_type)) {
                    Some(media_type) => Cow::Owned(format!("the body is not JSON but {media_type}")),
                    None => Cow::Borrowed("the body is not JSON"),
                }
            }
        };
        let path = error
            .is_data()
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
        let mut this = Self::new(ErrorKind::InvalidRequest, message);
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
        self.0.retry_after = retry_after(&headers);
        self.0.processed = acted(status);
        self.0.body = Some(body);
        self.with_status(status).with_operation(operation)
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
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
    /// No, if the request could not be built, middleware refused it, no connection came about, or it ended before it
    /// took the request; nor if the server answered with a 3xx or a 4xx other than 408: it refused. A 409 refuses this
    /// request, too, though often because an earlier one was carried out. Yes for every other answer and for every
    /// failure once the request was on its way: time-outs, connections that broke, 408, 5xx, and a 2xx that cannot be
    /// read.
    pub fn may_have_been_processed(&self) -> bool {
        self.0.processed
    }

    /// Whether the same request may succeed later.
    ///
    /// So it is without a connection, after a time-out or a connection that broke, and for the statuses 408,
    /// 425, 429, 502, 503 and 504. This alone does not make repeating safe: an operation that is not
    /// idempotent must not be repeated if [`may_have_been_processed`](Self::may_have_been_processed).
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
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

    /// Whether no connection came about.
    pub fn is_connect(&self) -> bool {
        self.0.connect
    }

    /// Whether the request or the response got lost on the way.
    pub fn is_transport(&self) -> bool {
        self.0.kind == ErrorKind::Transport
    }

    /// Whether the server answered with another status than a 2xx.
    pub fn is_api(&self) -> bool {
        self.0.kind == ErrorKind::Api
    }

    /// Whether the answer is not what was promised.
    pub fn is_decode(&self) -> bool {
        self.0.kind == ErrorKind::Decode
    }

    /// Whether the answer is larger than the client accepts.
    pub fn is_body_too_large(&self) -> bool {
        self.0.kind == ErrorKind::BodyTooLarge
    }

    /// Whether the request could not be built.
    pub fn is_invalid_request(&self) -> bool {
        self.0.kind == ErrorKind::InvalidRequest
    }

    /// Whether middleware refused the request.
    pub fn is_middleware(&self) -> bool {
        self.0.kind == ErrorKind::Middleware
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
            Some(status) if this.kind == ErrorKind::Api => {
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

/// Whether a server that answers so may have acted.
fn acted(status: StatusCode) -> bool {
    !(status.is_redirection() || status.is_client_error()) || status == StatusCode::REQUEST_TIMEOUT
}

/// Whether a later attempt may be answered otherwise.
fn is_passing(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 425 | 429 | 502 | 503 | 504)
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name| headers.get(name)?.to_str().ok().map(str::trim);
    let value = text(header::RETRY_AFTER)?;
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = httpdate::parse_http_date(value).ok()?;
    let now = httpdate::parse_http_date(text(header::DATE)?).ok()?;
    // A date that has passed means at once.
    Some(until.duration_since(now).unwrap_or_default())
}

/// What a chain of errors tells.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is found on its own")]
struct Facts {
    ours: Option<Error>,
    timeout: bool,
    connect: bool,
    builder: bool,
    /// The connection ended before it took the request, which came back whole.
    unsent: bool,
    /// The HTTP client itself failed, not a middleware around it.
    sent: bool,
}

impl Facts {
    /// Whether the request may have gone out.
    fn is_sent(&self) -> bool {
        !self.connect && !self.builder && !self.unsent
    }

    fn look(&mut self, error: &(dyn StdError + 'static)) {
        let mut next = Some(error);
        while let Some(error) = next {
            if let Some(ours) = error.downcast_ref::<Error>() {
                self.ours = Some(ours.clone());
                return;
            }
            if let Some(error) = error.downcast_ref::<reqwest_middleware::Error>() {
                return match error {
                    reqwest_middleware::Error::Reqwest(error) => self.look(error),
                    reqwest_middleware::Error::Middleware(error) => self.look(error.as_ref()),
                };
            }
            #[cfg(feature = "reqwest-retry")]
            if let Some(error) = error.downcast_ref::<reqwest_retry::RetryError>() {
                return match error {
                    reqwest_retry::RetryError::Error(error)
                    | reqwest_retry::RetryError::WithRetries { err: error, .. } => self.look(error),
                };
            }
            if let Some(error) = error.downcast_ref::<reqwest::Error>() {
                self.timeout |= error.is_timeout();
                self.connect |= error.is_connect();
                self.builder |= error.is_builder();
                self.sent = true;
            } else if let Some(error) = error.downcast_ref::<std::io::Error>() {
                self.timeout |= error.kind() == std::io::ErrorKind::TimedOut;
                self.connect |= error.kind() == std::io::ErrorKind::ConnectionRefused;
                self.sent = true;
            } else {
                // Types that cannot be named here: reqwest's time-out and the connection pool's error, which
                // stay visible where another error hides that they came from reqwest.
                match error.to_string().as_str() {
                    "operation timed out" => self.timeout = true,
                    "client error (Connect)" => self.connect = true,
                    "client error (SendRequest)" => self.sent = true,
                    "client error (Canceled)" => {
                        self.unsent = true;
                        self.sent = true;
                    }
                    _ => {}
                }
            }
            next = error.source();
        }
    }
}

/// A link of a chain of foreign errors, with its text if that is harmless.
struct Cause {
    text: String,
    source: Option<Box<Cause>>,
}

impl Cause {
    fn of(error: &(dyn StdError + 'static), url: &str) -> Option<Self> {
        let mut texts: Vec<String> = Vec::new();
        let mut next = Some(error);
        while let Some(error) = next {
            let text = harmless(error, url);
            if texts.last() != Some(&text) {
                texts.push(text);
            }
            next = error.source();
        }
        texts.into_iter().rev().fold(None, |source, text| {
            Some(Self {
                text,
                source: source.map(Box::new),
            })
        })
    }
}

/// The text of a foreign error, unless it may hold something of the request or the response.
fn harmless(error: &(dyn StdError + 'static), url: &str) -> String {
    let text = match error.downcast_ref::<reqwest::Error>() {
        Some(_) => return "the http client failed".to_owned(),
        None => error.to_string(),
    };
    let path = url
        .split_once("://")
        .and_then(|(_, rest)| rest.split_once('/'))
        .map_or("", |(_, path)| path);
    let parts = path.split(['/', '?', '&', '=']).filter(|part| part.len() > 3);
    let is_harmless = text.len() <= 200
        && !text.contains("://")
        && !text.contains(['"', '\n', '{'])
        && text.bytes().filter(u8::is_ascii_digit).count() < 9
        && !parts.into_iter().any(|part| text.contains(part));
    if is_harmless {
        text
    } else {
        "an error whose text may hold data".to_owned()
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

impl StdError for Cause {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
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
            ErrorKind::Transport,
            ErrorKind::Api,
            ErrorKind::Decode,
            ErrorKind::BodyTooLarge,
            ErrorKind::InvalidRequest,
            ErrorKind::Middleware,
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
