//! The tower layers around hyper's client, against hyper's server.

#![cfg(all(feature = "tower", any(feature = "aws-lc-rs", feature = "rustcrypto")))]

use std::convert::Infallible;
use std::error::Error as StdError;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use async_trait::async_trait;
use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, Request, Response, StatusCode};
use http_body::{Body, Frame, SizeHint};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioIo};
use mc_auth::keys::{KeySource, PrivateKey};
use mc_auth::oauth1::{OAuth1, OAuth1Layer, Signed, body_hash};
use mc_auth::payload::{
    ClearRequests, DecryptedBody, Encryption, EncryptionLayer, FleScheme, JweScheme, Mapping, ParameterNames, Rule,
    Target,
};
use mc_auth::rsa::{SignatureAlgorithm, Signer};
use mc_auth::{fle, jwe};
use mc_core::{BodyEncryption, Operation, PayloadEncryption};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tower_layer::Layer as _;
use tower_service::Service;

type BoxError = Box<dyn StdError + Send + Sync>;

fn key() -> PrivateKey {
    let path = [env!("CARGO_MANIFEST_DIR"), "tests", "keys", "pkcs8.pem"].iter();
    KeySource::path(path.collect::<std::path::PathBuf>())
        .private_key()
        .unwrap()
}

fn scheme() -> JweScheme {
    JweScheme::new()
        .with_encrypter(jwe::Encrypter::new(key().public_key()).unwrap())
        .with_decrypter(jwe::Decrypter::new(&key()).unwrap())
}

fn whole_body() -> Encryption {
    Encryption::new(scheme())
        .with_rule(Target::any(), Rule::body())
        .unwrap()
}

fn made(plaintext: &str) -> String {
    let encrypter = jwe::Encrypter::new(key().public_key()).unwrap();
    json!({ "encryptedData": encrypter.encrypt(plaintext.as_bytes()).unwrap() }).to_string()
}

fn inside(body: &[u8]) -> String {
    let sent: Value = serde_json::from_slice(body).unwrap();
    let decrypter = jwe::Decrypter::new(&key()).unwrap();
    let plaintext = decrypter.decrypt(sent["encryptedData"].as_str().unwrap()).unwrap();
    String::from_utf8(plaintext.to_vec()).unwrap()
}

#[derive(Debug)]
struct Constant;

#[async_trait]
impl Signer for Constant {
    async fn sign(&self, _: SignatureAlgorithm, _: &[u8]) -> mc_auth::Result<Vec<u8>> {
        Ok(vec![1])
    }
}

type Received = Arc<Mutex<Vec<(http::request::Parts, Bytes)>>>;

/// Answers every request so and keeps it.
async fn server(status: u16, headers: &[(&'static str, String)], body: impl Into<Bytes>) -> (String, Received) {
    let (headers, body) = (headers.to_vec(), body.into());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let requests = Received::default();
    let kept = Arc::clone(&requests);
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let (kept, headers, body) = (Arc::clone(&kept), headers.clone(), body.clone());
            tokio::spawn(async move {
                let answer = service_fn(move |request: Request<Incoming>| {
                    let (kept, headers, body) = (Arc::clone(&kept), headers.clone(), body.clone());
                    async move {
                        let (parts, sent) = request.into_parts();
                        let sent = sent.collect().await?.to_bytes();
                        kept.lock().unwrap().push((parts, sent));
                        let mut response = Response::builder().status(status);
                        for (name, value) in &headers {
                            response = response.header(*name, value);
                        }
                        Ok::<_, hyper::Error>(response.body(Full::new(body)).unwrap())
                    }
                });
                let _ = hyper::server::conn::http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), answer)
                    .await;
            });
        }
    });
    (url, requests)
}

/// Encrypts, then signs, then sends.
async fn call<B>(encryption: Encryption, request: Request<B>) -> Result<Response<DecryptedBody<Incoming>>, BoxError>
where
    B: Body + From<Bytes> + Send + Unpin + 'static,
    B::Data: Send,
    B::Error: Into<BoxError>,
{
    let http: Client<HttpConnector, B> = Client::builder(TokioExecutor::new()).build_http();
    let signing = OAuth1Layer::new(OAuth1::new("ck!k", Constant).unwrap()).layer(http);
    let mut service = EncryptionLayer::new(encryption).layer(signing);
    std::future::poll_fn(|context| Service::<Request<B>>::poll_ready(&mut service, context)).await?;
    service.call(request).await
}

fn post(url: &str, body: &'static str) -> Request<Full<Bytes>> {
    Request::post(url)
        .body(Full::new(Bytes::from_static(body.as_bytes())))
        .unwrap()
}

async fn text(response: Response<DecryptedBody<Incoming>>) -> String {
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn json_type() -> (&'static str, String) {
    ("content-type", "application/json; charset=utf-8".to_owned())
}

fn core(error: &BoxError) -> &mc_core::Error {
    error.downcast_ref().expect("an error of mc-core")
}

fn values(headers: &HeaderMap, name: http::HeaderName) -> Vec<&str> {
    headers
        .get_all(name)
        .iter()
        .map(|value| value.to_str().unwrap())
        .collect()
}

#[tokio::test]
async fn requests_are_encrypted_then_signed_and_responses_decrypted() {
    let answer = made(r#"{"a":12345678901234567890.10,"b":"é"}"#);
    let (url, requests) = server(201, &[json_type(), ("x-kept", "1".to_owned())], answer).await;
    let mut request = post(&format!("{url}/cards?b=+&a"), r#"{"n":"5555555555554444","é":1.50}"#);
    for (name, value) in [
        ("content-type", "text/plain"),
        ("content-length", "3"),
        ("authorization", "Basic eA=="),
    ] {
        request.headers_mut().insert(name, value.parse().unwrap());
    }
    let response = call(whole_body(), request).await.unwrap();

    let (parts, body) = requests.lock().unwrap().remove(0);
    assert_eq!(inside(&body), r#"{"n":"5555555555554444","é":1.50}"#);
    assert_eq!(parts.uri, "/cards?b=%20&a=");
    assert_eq!(values(&parts.headers, CONTENT_LENGTH), [body.len().to_string()]);
    assert_eq!(values(&parts.headers, CONTENT_TYPE), ["application/json"]);
    let signatures = values(&parts.headers, AUTHORIZATION);
    assert_eq!(signatures.len(), 1);
    assert!(signatures[0].contains(&format!("oauth_body_hash=\"{}\"", body_hash(&body))));

    assert_eq!(response.status(), StatusCode::CREATED);
    assert_eq!(response.headers()["x-kept"], "1");
    let signed = response.extensions().get::<Signed>().unwrap();
    assert_eq!(signed.parameters().body_hash, body_hash(&body));
    let length = response.body().size_hint().exact().unwrap();
    assert_eq!(values(response.headers(), CONTENT_LENGTH), [length.to_string()]);
    let text = text(response).await;
    assert_eq!(text, r#"{"a":12345678901234567890.10,"b":"é"}"#);
    assert_eq!(text.len() as u64, length);
}

#[tokio::test]
async fn everything_else_keeps_status_and_body() {
    let broken = r#"{"encryptedData":"a.b.c.d.e"}"#;
    for (status, content_type, body) in [
        (200, "application/json", ""),
        (204, "application/json", ""),
        (302, "text/html", "<html>"),
        (400, "application/problem+json", broken),
        (401, "application/json", r#"{"Errors":{"Error":[]}}"#),
        (500, "application/json", r#"{"encryptedData":1}"#),
        (502, "text/html", "<html>"),
        (502, "application/json", "<html>"),
    ] {
        let (url, _) = server(status, &[("content-type", content_type.to_owned())], body).await;
        let response = call(whole_body(), post(&url, "{}")).await.unwrap();
        assert_eq!(response.status(), status);
        assert_eq!(values(response.headers(), CONTENT_TYPE), [content_type]);
        assert_eq!(text(response).await, body);
    }
    // An error that is encrypted is decrypted.
    let (url, _) = server(400, &[json_type()], made(r#"{"code":7}"#)).await;
    let response = call(whole_body(), post(&url, "{}")).await.unwrap();
    assert_eq!(
        (response.status().as_u16(), text(response).await.as_str()),
        (400, r#"{"code":7}"#)
    );
}

#[tokio::test]
async fn large_responses_of_errors_pass_and_of_success_do_not() {
    let small = || whole_body().with_max_bytes(1000);
    let body = "x".repeat(300_000);
    let (url, _) = server(503, &[json_type()], body.clone()).await;
    let response = call(small(), post(&url, "{}")).await.unwrap();
    assert_eq!(response.status(), 503);
    assert_eq!(text(response).await, body);
    let (url, _) = server(200, &[json_type()], body).await;
    let error = call(small(), post(&url, "{}")).await.unwrap_err();
    assert!(core(&error).is_decode() && core(&error).may_have_been_processed());
    assert_eq!(core(&error).status(), Some(StatusCode::OK));
}

#[tokio::test]
async fn a_success_that_cannot_be_decrypted_is_a_broken_response() {
    let (url, _) = server(200, &[json_type()], r#"{"encryptedData":"a.b.c.d.e"}"#).await;
    let error = call(whole_body(), post(&url, "{}")).await.unwrap_err();
    let error = core(&error);
    assert!(error.is_decode() && error.may_have_been_processed());
    assert_eq!(error.status(), Some(StatusCode::OK));
    assert!(
        error.to_string().starts_with("the response cannot be decrypted: "),
        "{error}"
    );
}

/// A body that could be made from bytes, but is a stream.
struct Stream(Full<Bytes>);

impl From<Bytes> for Stream {
    fn from(bytes: Bytes) -> Self {
        Self(Full::new(bytes))
    }
}

impl Body for Stream {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Pin::new(&mut self.0).poll_frame(context)
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::default()
    }
}

#[tokio::test]
async fn what_cannot_be_encrypted_is_not_sent() {
    let (url, requests) = server(200, &[json_type()], "{}").await;
    let card = || {
        let rule = Rule::new().with_encrypted(Mapping::new("card", "card").unwrap());
        Encryption::new(scheme()).with_rule(Target::any(), rule).unwrap()
    };
    let mut errors = Vec::new();
    for body in [
        r#"{"card":0}"#,
        r#"{"crad":"5555555555554444"}"#,
        "card=5555555555554444",
    ] {
        errors.push(call(card(), post(&url, body)).await.unwrap_err());
    }
    let stream = Request::post(&url)
        .body(Stream(Full::new(Bytes::from_static(b"{\"card\":1}"))))
        .unwrap();
    errors.push(call(card(), stream).await.unwrap_err());
    for error in &errors {
        let error = core(error);
        assert!(error.is_middleware() && !error.may_have_been_processed());
        assert!(
            error.to_string().starts_with("the request cannot be encrypted: "),
            "{error}"
        );
        assert!(!format!("{error:?}").contains("5555"));
        let source = error.source().unwrap().downcast_ref::<mc_auth::Error>().unwrap();
        assert!(source.is_payload() || source.is_streaming_body());
    }
    assert!(requests.lock().unwrap().is_empty());
}

#[tokio::test]
async fn nothing_is_encrypted_where_no_rule_asks_for_it() {
    let answer = made("{}");
    let (url, requests) = server(200, &[json_type()], answer.clone()).await;
    let response = call(Encryption::new(scheme()), post(&url, "{\"a\": 1}")).await.unwrap();
    assert_eq!(text(response).await, answer);
    assert_eq!(requests.lock().unwrap()[0].1, "{\"a\": 1}");
    // A request without a body has nothing to encrypt.
    let response = call(whole_body(), Request::get(&url).body(Full::new(Bytes::new())).unwrap())
        .await
        .unwrap();
    assert_eq!(text(response).await, "{}");
    assert_eq!(requests.lock().unwrap()[1].1, "");
}

#[tokio::test]
async fn the_operation_in_the_extensions_says_what_is_encrypted() {
    const BODY: Operation = Operation::new("open", "openAccount", "POST", "/openings").with_encryption(
        PayloadEncryption::Body(BodyEncryption::new("encryptedData").with_answers(mc_core::AnswerForm::Either)),
    );
    let (url, requests) = server(200, &[json_type()], made("[1]")).await;
    let mut request = post(&url, r#"{"a":1}"#);
    request.extensions_mut().insert(BODY);
    let response = call(Encryption::new(scheme()), request).await.unwrap();
    assert_eq!(inside(&requests.lock().unwrap()[0].1), r#"{"a":1}"#);
    assert_eq!(text(response).await, "[1]");
}

#[tokio::test]
async fn parameters_in_headers_go_out_and_come_in() {
    let names = ParameterNames::new("x-iv", "x-key").with_oaep_hash("x-hash");
    let scheme = FleScheme::in_headers("value", names)
        .unwrap()
        .with_encrypter(fle::Encrypter::new(key().public_key()).unwrap())
        .with_decrypter(fle::Decrypter::new(&key()).unwrap());
    let encryption = Encryption::new(scheme).with_rule(Target::any(), Rule::body()).unwrap();
    let message = fle::Encrypter::new(key().public_key())
        .unwrap()
        .encrypt(br#"{"a":1}"#)
        .unwrap();
    let headers = [
        json_type(),
        ("x-iv", message.parameters.iv),
        ("x-key", message.parameters.encrypted_key),
        ("x-hash", "SHA256".to_owned()),
    ];
    let (url, requests) = server(200, &headers, json!({"value": message.value}).to_string()).await;
    let response = call(encryption, post(&url, r#"{"b":2}"#)).await.unwrap();
    assert!(
        ["x-iv", "x-key", "x-hash"]
            .iter()
            .all(|name| !response.headers().contains_key(*name))
    );
    assert_eq!(text(response).await, r#"{"a":1}"#);

    let (parts, body) = requests.lock().unwrap().remove(0);
    let header = |name: &str| parts.headers[name].to_str().unwrap().to_owned();
    let parameters = fle::Parameters::new(header("x-iv"), header("x-key")).with_oaep_hash(header("x-hash"));
    let sent: Value = serde_json::from_slice(&body).unwrap();
    let decrypter = fle::Decrypter::new(&key()).unwrap();
    let opened = decrypter.decrypt(sent["value"].as_str().unwrap(), &parameters).unwrap();
    assert_eq!(opened.as_slice(), br#"{"b":2}"#);
}

#[tokio::test]
async fn a_signer_by_itself_sends_nothing_in_the_clear_that_is_to_be_encrypted() {
    const ASSIGN: Operation = Operation::new("assign", "assign", "POST", "/assign")
        .with_encryption(PayloadEncryption::Body(BodyEncryption::new("encryptedValue")));
    const ENROLL: Operation =
        Operation::new("enroll", "enroll", "POST", "/enroll").with_encryption(PayloadEncryption::Field("card"));
    let (url, requests) = server(200, &[json_type()], "{}").await;
    let sign = || {
        let http: Client<HttpConnector, Full<Bytes>> = Client::builder(TokioExecutor::new()).build_http();
        OAuth1Layer::new(OAuth1::new("ck!k", Constant).unwrap()).layer(http)
    };
    let request = |operation: Operation, body: &'static str| {
        let mut request = post(&url, body);
        request.extensions_mut().insert(operation);
        request
    };
    for (operation, body) in [
        (ASSIGN, r#"{"pan":"5555555555554444"}"#),
        (ENROLL, r#"{"card":{"pan":"5555555555554444"}}"#),
        (ENROLL, r#"{"card":"5555555555554444","card":null}"#),
    ] {
        let mut service = sign();
        std::future::poll_fn(|context| service.poll_ready(context))
            .await
            .unwrap();
        let error = service.call(request(operation, body)).await.unwrap_err();
        let error = core(&error);
        assert!(error.is_middleware() && !error.may_have_been_processed());
        assert_eq!(error.operation(), Some(operation));
        assert!(
            error.to_string().contains("give the client an encryption layer"),
            "{error}"
        );

        // Encryption inside the signer is in the wrong place: what was signed would not be what is sent.
        let http: Client<HttpConnector, Full<Bytes>> = Client::builder(TokioExecutor::new()).build_http();
        let encrypting = EncryptionLayer::new(Encryption::new(scheme())).layer(http);
        let mut service = OAuth1Layer::new(OAuth1::new("ck!k", Constant).unwrap()).layer(encrypting);
        std::future::poll_fn(|context| Service::<Request<Full<Bytes>>>::poll_ready(&mut service, context))
            .await
            .unwrap();
        assert!(service.call(request(operation, body)).await.is_err());
    }
    assert!(requests.lock().unwrap().is_empty());

    // Whoever names the operation sends it, and no other.
    let mut service = ClearRequests::of([&ASSIGN]).layer(sign());
    std::future::poll_fn(|context| service.poll_ready(context))
        .await
        .unwrap();
    service.call(request(ASSIGN, "{}")).await.unwrap();
    assert!(service.call(request(ENROLL, r#"{"card":1}"#)).await.is_err());
    service.call(request(ENROLL, r#"{"other":1}"#)).await.unwrap();
    assert_eq!(requests.lock().unwrap().len(), 2);
}
