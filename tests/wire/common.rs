//! The cases that hold for every product, written once.

use std::error::Error as StdError;
use std::fmt::{Debug, Write as _};
use std::future::Future;
use std::pin::Pin;
use std::str::FromStr;
use std::time::Duration;

use mc_core::values::ParseError;
use mc_core::{Environment, Error, Operation};
use reqwest_middleware::ClientWithMiddleware;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::server::{Reply, Server, plain};

/// A published test card number, and the one that requests of these tests send.
pub(crate) const PAN: &str = "5555555555554444";

/// What no text for people may hold: card numbers of these tests and the person in them.
const SECRETS: [&str; 7] = [
    PAN,
    "5291070000000000",
    "5291070000000898",
    "5573491171027315",
    "5573491171029999",
    "jane.roe@example.com",
    "Roe",
];

/// An error as a product sends it, and what is to be read from it.
pub(crate) struct Envelope {
    pub(crate) status: u16,
    pub(crate) body: &'static str,
    pub(crate) reason_code: &'static str,
    pub(crate) source: Option<&'static str>,
    pub(crate) description: Option<&'static str>,
    pub(crate) recoverable: Option<bool>,
    /// Name, value and reason of each detail.
    pub(crate) details: &'static [(Option<&'static str>, Option<&'static str>, Option<&'static str>)],
    pub(crate) request_id: Option<&'static str>,
}

pub(crate) type Answer = Pin<Box<dyn Future<Output = mc_core::Result<String>> + Send>>;

/// One operation of a product, whose answer is a JSON object.
pub(crate) struct Case {
    /// The path of its base URLs.
    pub(crate) base: &'static str,
    pub(crate) operation: Operation,
    /// Calls it, with a limit to the size of the answer if there is one, and prints the answer.
    pub(crate) call: fn(ClientWithMiddleware, Environment, Option<usize>) -> Answer,
    /// The forms of errors that the product has besides that of the gateway.
    pub(crate) envelopes: &'static [Envelope],
    /// A body of the wrong type that holds card data, and where it is wrong.
    pub(crate) wrong: (&'static str, &'static str),
}

impl Case {
    async fn ask(&self, reply: Reply) -> (Server, mc_core::Result<String>) {
        let server = Server::start(self.base, reply).await;
        let answer = (self.call)(server.http(), server.environment(), None).await;
        (server, answer)
    }

    /// The error that a reply gives, which must print nothing it should not.
    async fn fail(&self, reply: Reply) -> Error {
        let (server, answer) = self.ask(reply).await;
        let error = answer.unwrap_err();
        assert_eq!(server.count(), 1, "nothing is retried");
        assert_eq!(error.operation(), Some(self.operation));
        assert_prints_nothing(&error);
        error
    }
}

/// Defines the tests of a product.
macro_rules! cases {
    ($case:expr; $($name:ident),* $(,)?) => { $(
        #[tokio::test]
        async fn $name() {
            crate::common::$name(&$case).await;
        }
    )* };
    ($case:expr) => {
        crate::common::cases! {
            $case;
            gateway_errors_are_read,
            errors_of_the_product_are_read,
            empty_body_is_a_decode_error,
            text_is_a_decode_error,
            page_is_a_decode_error,
            error_page_is_an_api_error,
            body_of_another_type_is_told_by_its_place,
            body_cut_short_is_a_decode_error,
            redirect_is_not_followed,
            too_many_requests_tell_how_long_to_wait,
            server_errors_may_have_been_processed,
            silence_is_a_time_out,
            refused_connection_was_not_processed,
            large_body_is_refused,
        }
    };
}
pub(crate) use cases;

/// Everything that an error prints, along its sources.
fn printed(error: &Error) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut next = error.source();
    while let Some(source) = next {
        write!(text, " {source} {source:?} {source:#?}").unwrap();
        next = source.source();
    }
    text
}

#[track_caller]
fn assert_prints_nothing(error: &Error) {
    let text = printed(error);
    assert_no_secret(&text);
    assert!(!text.contains("://"), "a URL is printed: {text}");
}

/// A value of a right text.
pub(crate) fn parsed<T: FromStr<Err = ParseError>>(text: &str) -> T {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Asserts that a text for people holds nothing of a card or a person.
#[track_caller]
pub(crate) fn assert_no_secret(text: &str) {
    for secret in SECRETS {
        assert!(!text.contains(secret), "{secret} is printed");
    }
}

/// Decodes a model and asserts that it encodes to `expected`, is equal to its clone and prints no secret.
#[track_caller]
pub(crate) fn encodes_to<T>(json: &str, expected: &str) -> T
where
    T: Clone + Debug + PartialEq + Serialize + DeserializeOwned,
{
    let model: T = serde_json::from_str(json).unwrap();
    let expected: Value = serde_json::from_str(expected).unwrap();
    assert_eq!(serde_json::to_value(&model).unwrap(), expected);
    assert_eq!(model.clone(), model);
    assert_no_secret(&format!("{model:?} {model:#?}"));
    model
}

/// Decodes a model and asserts that it encodes to what it was decoded from.
#[track_caller]
pub(crate) fn survives<T>(json: &str) -> T
where
    T: Clone + Debug + PartialEq + Serialize + DeserializeOwned,
{
    encodes_to(json, json)
}

pub(crate) async fn gateway_errors_are_read(case: &Case) {
    let body = r#"{"Errors":{"Error":[
        {"Source":"Gateway","ReasonCode":"INVALID_BODY_HASH","Description":"Bad hash, card 5555555555554444","Recoverable":false,"Details":null},
        {"Source":"Gateway","ReasonCode":"AUTHENTICATION_FAILED","Description":"Signatures did not match","Recoverable":true,"Details":"oauth_signature"}
    ]}}"#;
    let reply = Reply::json(401, body).header("X-MC-Correlation-ID", "0a1b2c3d-0000-4000-8000-000000000001");
    let error = case.fail(reply).await;
    assert!(error.is_api());
    assert_eq!(error.status().unwrap(), 401);
    assert_eq!(error.correlation_id(), Some("0a1b2c3d-0000-4000-8000-000000000001"));
    assert!(!error.may_have_been_processed() && !error.is_retryable());
    let [first, second] = error.errors() else {
        panic!("{error:?}");
    };
    assert_eq!(first.source(), Some("Gateway"));
    assert_eq!(first.reason_code(), Some("INVALID_BODY_HASH"));
    assert_eq!(first.description(), Some("Bad hash, card 5555555555554444"));
    assert_eq!(first.recoverable(), Some(false));
    assert!(first.details().is_empty());
    assert_eq!(second.reason_code(), Some("AUTHENTICATION_FAILED"));
    assert_eq!(second.recoverable(), Some(true));
    assert_eq!(second.details()[0].value(), Some("oauth_signature"));
    assert_eq!(error.body().unwrap(), body);
    assert_eq!(
        error.to_string(),
        format!(
            "operation {}: the server answered 401: INVALID_BODY_HASH from Gateway, AUTHENTICATION_FAILED from Gateway",
            case.operation.id()
        )
    );
}

pub(crate) async fn errors_of_the_product_are_read(case: &Case) {
    assert!(!case.envelopes.is_empty());
    for envelope in case.envelopes {
        let error = case.fail(Reply::json(envelope.status, envelope.body)).await;
        assert!(error.is_api());
        assert_eq!(error.status().unwrap(), envelope.status);
        assert_eq!(error.may_have_been_processed(), envelope.status >= 500);
        let [only] = error.errors() else {
            panic!("{error:?}");
        };
        assert_eq!(only.reason_code(), Some(envelope.reason_code));
        assert_eq!(only.source(), envelope.source);
        assert_eq!(only.description(), envelope.description);
        assert_eq!(only.recoverable(), envelope.recoverable);
        assert_eq!(only.request_id(), envelope.request_id);
        assert_eq!(error.correlation_id(), envelope.request_id);
        let details: Vec<_> = only
            .details()
            .iter()
            .map(|detail| (detail.name(), detail.value(), detail.reason()))
            .collect();
        assert_eq!(details, envelope.details);
        assert!(error.to_string().contains(envelope.reason_code), "{error}");
    }
}

pub(crate) async fn empty_body_is_a_decode_error(case: &Case) {
    let error = case.fail(Reply::empty(200)).await;
    assert!(error.is_decode());
    assert_eq!(error.status().unwrap(), 200);
    assert!(error.may_have_been_processed() && !error.is_retryable());
    assert!(error.body().unwrap().is_empty());
    assert!(error.to_string().contains("the body is empty"), "{error}");
}

pub(crate) async fn text_is_a_decode_error(case: &Case) {
    let error = case
        .fail(Reply::typed(200, "text/plain", "card 5555555555554444"))
        .await;
    assert!(error.is_decode());
    assert!(error.may_have_been_processed());
    assert_eq!(error.body().unwrap(), "card 5555555555554444");
    assert!(
        error.to_string().contains("the body is not JSON, line 1 column 1"),
        "{error}"
    );
}

pub(crate) async fn page_is_a_decode_error(case: &Case) {
    let error = case.fail(Reply::html(200)).await;
    assert!(error.is_decode());
    assert!(error.to_string().contains("not JSON but an HTML page"), "{error}");
}

pub(crate) async fn error_page_is_an_api_error(case: &Case) {
    let error = case.fail(Reply::html(503)).await;
    assert!(error.is_api());
    assert_eq!(error.status().unwrap(), 503);
    assert!(error.errors().is_empty());
    assert_eq!(error.is_retryable(), case.operation.is_idempotent());
    assert!(error.body().unwrap().starts_with(b"<!DOCTYPE html>"));
}

pub(crate) async fn body_of_another_type_is_told_by_its_place(case: &Case) {
    let (body, place) = case.wrong;
    let error = case.fail(Reply::json(200, body)).await;
    assert!(error.is_decode());
    assert_eq!(error.decode_path(), Some(place));
    assert_eq!(error.body().unwrap(), body);
    assert!(error.may_have_been_processed());
}

pub(crate) async fn body_cut_short_is_a_decode_error(case: &Case) {
    let error = case.fail(Reply::json(200, r#"{"a":"5555555555554444"#)).await;
    assert!(error.is_decode());
    assert!(error.to_string().contains("cut off after 22 bytes"), "{error}");
}

pub(crate) async fn redirect_is_not_followed(case: &Case) {
    for status in [301, 302, 303, 307, 308] {
        let elsewhere = Server::start("/", Reply::json(200, "{}")).await;
        let location = elsewhere.environment().base_url().to_owned();
        let error = case.fail(Reply::empty(status).header("location", &location)).await;
        assert!(error.is_api());
        assert_eq!(error.status().unwrap(), status);
        assert!(!error.may_have_been_processed() && !error.is_retryable());
        assert_eq!(elsewhere.count(), 0);
    }
}

pub(crate) async fn too_many_requests_tell_how_long_to_wait(case: &Case) {
    let error = case.fail(Reply::json(429, "{}").header("retry-after", "7")).await;
    assert_eq!(error.status().unwrap(), 429);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert!(error.is_retryable() && !error.may_have_been_processed());
    let date = Reply::empty(429)
        .header("date", "Sun, 22 Nov 2026 10:00:00 GMT")
        .header("retry-after", "Sun, 22 Nov 2026 10:01:30 GMT");
    assert_eq!(case.fail(date).await.retry_after(), Some(Duration::from_secs(90)));
    assert_eq!(case.fail(Reply::empty(429)).await.retry_after(), None);
}

pub(crate) async fn server_errors_may_have_been_processed(case: &Case) {
    for (status, passing) in [(500, false), (502, true), (503, true), (504, true)] {
        let error = case.fail(Reply::empty(status)).await;
        assert!(error.is_api());
        assert!(error.may_have_been_processed());
        assert_eq!(
            error.is_retryable(),
            passing && case.operation.is_idempotent(),
            "{status}"
        );
    }
}

pub(crate) async fn silence_is_a_time_out(case: &Case) {
    // Card numbers have no place in a URL, and still must not be printed with it.
    let server = Server::start(&format!("/{PAN}"), Reply::silence()).await;
    let http = server.http_from(plain().timeout(Duration::from_millis(100)));
    let error = (case.call)(http, server.environment(), None).await.unwrap_err();
    assert!(error.is_transport());
    assert!(error.is_timeout() && !error.is_connect());
    assert!(error.may_have_been_processed());
    assert_eq!(error.is_retryable(), case.operation.is_idempotent());
    assert_eq!(error.status(), None);
    assert_eq!(error.operation(), Some(case.operation));
    assert_eq!(server.count(), 1, "nothing is retried");
    assert!(error.source().is_some());
    assert_prints_nothing(&error);
}

pub(crate) async fn refused_connection_was_not_processed(case: &Case) {
    let server = Server::start("/", Reply::empty(200)).await;
    // Bound and not listening: the port is nobody else's, and connections to it are refused.
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = socket.local_addr().unwrap();
    let nobody = Environment::custom(&format!("http://{address}/{PAN}")).unwrap();
    let error = (case.call)(server.http(), nobody, None).await.unwrap_err();
    assert!(error.is_transport());
    assert!(error.is_connect());
    assert!(!error.may_have_been_processed() && error.is_retryable());
    assert!(error.source().is_some());
    assert_prints_nothing(&error);
}

pub(crate) async fn large_body_is_refused(case: &Case) {
    let server = Server::start(case.base, Reply::json(200, r#"{"a":"5555555555554444"}"#)).await;
    let error = (case.call)(server.http(), server.environment(), Some(23))
        .await
        .unwrap_err();
    assert!(error.is_body_too_large());
    assert!(error.may_have_been_processed() && error.body().is_none());
    assert_prints_nothing(&error);
    // One byte more and it fits, whatever becomes of it then.
    let answer = (case.call)(server.http(), server.environment(), Some(24)).await;
    match answer {
        Ok(shown) => assert_no_secret(&shown),
        Err(error) => assert!(error.is_decode()),
    }
}
