//! Calls to a server on the loopback interface that answers with stated bytes.

use std::error::Error as StdError;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use mc_core::payload::PayloadMark;
use mc_core::{BodyEncryption, Client, Environment, Error, Multipart, Operation, PayloadEncryption, Request, Style};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware, Middleware, Next};
use serde::Deserialize;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const PAN: &str = "5555555555554444";

const READ: Operation = Operation::new("read_claim", "getClaim", "GET", "/v6/claims/{claim-id}");
const CREATE: Operation = Operation::new("create_claim", "createClaim", "POST", "/v6/claims").with_event();
const SEALED: Operation = Operation::new("assign_segment", "assign", "POST", "/card-segments")
    .with_encryption(PayloadEncryption::Body(BodyEncryption::new("encryptedValue")));

#[derive(Debug, Deserialize, PartialEq)]
struct Claim {
    id: String,
}

/// What the server does with a request.
#[derive(Clone)]
enum Reply {
    /// These bytes, then the end of the connection.
    Bytes(Vec<u8>),
    /// Nothing, and the connection stays.
    Silence,
    /// These bytes, and the connection stays.
    Stall(Vec<u8>),
}

impl Reply {
    fn new(status: &str, headers: &[&str], body: &str) -> Self {
        let mut text = format!(
            "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {}\r\n",
            body.len()
        );
        for header in headers {
            text.push_str(header);
            text.push_str("\r\n");
        }
        text.push_str("\r\n");
        text.push_str(body);
        Self::Bytes(text.into_bytes())
    }

    fn json(status: &str, body: &str) -> Self {
        Self::new(status, &["content-type: application/json"], body)
    }

    fn raw(text: &str) -> Self {
        Self::Bytes(text.as_bytes().to_vec())
    }
}

/// Answers each connection with the same reply and keeps what it was sent.
struct Server {
    url: String,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Server {
    async fn start(reply: Reply) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/mastercom/", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let keep = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, reply.clone(), Arc::clone(&keep)));
            }
        });
        Self { url, seen }
    }

    fn client(&self) -> Client {
        self.client_with(ClientBuilder::new(plain()).build())
    }

    fn client_with(&self, http: ClientWithMiddleware) -> Client {
        Client::new(http, Environment::custom(&self.url).unwrap())
    }

    /// The only request that came.
    fn request(&self) -> String {
        let seen = self.seen.lock().unwrap();
        assert_eq!(seen.len(), 1);
        seen[0].clone()
    }

    fn count(&self) -> usize {
        self.seen.lock().unwrap().len()
    }
}

async fn serve(mut stream: TcpStream, reply: Reply, seen: Arc<Mutex<Vec<String>>>) {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let read = stream.read(&mut buffer).await.unwrap_or(0);
        if read == 0 {
            return;
        }
        request.extend_from_slice(&buffer[..read]);
        let text = String::from_utf8_lossy(&request);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "))
                .map_or(0, |length| length.parse().unwrap());
            if body.len() >= length {
                break;
            }
        }
    }
    seen.lock().unwrap().push(String::from_utf8(request).unwrap());
    match reply {
        Reply::Bytes(bytes) => {
            stream.write_all(&bytes).await.unwrap();
            stream.shutdown().await.unwrap();
        }
        Reply::Silence => {
            let _ = stream.read(&mut buffer).await;
        }
        Reply::Stall(bytes) => {
            stream.write_all(&bytes).await.unwrap();
            let _ = stream.read(&mut buffer).await;
        }
    }
}

/// A client that no proxy of the machine gets between, and that follows no redirect.
fn plain() -> reqwest::Client {
    let policy = reqwest::redirect::Policy::none();
    reqwest::Client::builder().no_proxy().redirect(policy).build().unwrap()
}

fn read(client: &Client) -> Request {
    Request::new(client, &READ).path("claim-id", PAN, Style::Simple, false)
}

async fn fails(reply: Reply) -> Error {
    let server = Server::start(reply).await;
    let error = read(&server.client()).send_json::<Claim>().await.unwrap_err();
    assert_eq!(error.operation(), Some(READ));
    shows_no_data(&error);
    error
}

/// Neither the error nor anything below it shows the card number or the URL.
fn shows_no_data(error: &Error) {
    let mut next: Option<&dyn StdError> = Some(error);
    while let Some(error) = next {
        let text = format!("{error}\n{error:?}\n{error:#?}");
        assert!(!text.contains(PAN), "{text}");
        assert!(!text.contains("http://") && !text.contains("/v6/"), "{text}");
        assert!(!text.contains("s3cret"), "{text}");
        next = error.source();
    }
    let display = error.to_string();
    assert!(!display.contains('\n') && !display.ends_with('.'), "{display}");
}

// What is sent.

#[tokio::test]
async fn a_request_has_exactly_these_bytes() {
    let server = Server::start(Reply::json("200 OK", r#"{"id":"1"}"#)).await;
    let operation = Operation::new("a", "a", "GET", "/v6/{a}/x-{b}");
    let none: Option<&str> = None;
    let claim: Claim = Request::new(&server.client(), &operation)
        .path("b", &["a,b", "c"], Style::Simple, false)
        .path("a", "a b~*/+\u{e9}'", Style::Simple, false)
        .query("q name", "a b&'+", Style::Form, true)
        .query("none", &none, Style::Form, true)
        .query(
            "amount",
            &"12345678901234567.890".parse::<mc_core::values::Decimal>().unwrap(),
            Style::Form,
            true,
        )
        .query("list", &[1, 2], Style::PipeDelimited, false)
        .header("X-Openapi-Clientid", "client 1")
        .header("X-None", &none)
        .cookie("a", &1)
        .cookie("b", "x y")
        .send_json()
        .await
        .unwrap();
    assert_eq!(claim, Claim { id: "1".to_owned() });
    let host = server.url.trim_start_matches("http://").trim_end_matches("/mastercom/");
    assert_eq!(
        server.request(),
        format!(
            "GET /mastercom/v6/a%20b~%2A%2F%2B%C3%A9%27/x-a%2Cb,c?q%20name=a%20b%26%27%2B\
             &amount=12345678901234567.890&list=1%7C2 HTTP/1.1\r\n\
             x-openapi-clientid: client 1\r\n\
             accept: application/json\r\n\
             accept-encoding: identity\r\n\
             user-agent: mc-core/{} (rust)\r\n\
             cookie: a=1; b=x%20y\r\n\
             host: {host}\r\n\r\n",
            env!("CARGO_PKG_VERSION"),
        )
    );
}

#[tokio::test]
async fn bodies_carry_their_type_and_length() {
    let server = Server::start(Reply::new("204 No Content", &[], "")).await;
    let client = server.client();
    let request = || Request::new(&client, &CREATE);
    request()
        .json(&serde_json::json!({"id": "1"}))
        .send_empty()
        .await
        .unwrap();
    request()
        .bytes("application/pdf", &b"%PDF"[..])
        .send_empty()
        .await
        .unwrap();
    request()
        .form(&[("a b", "c+d"), ("e", "\u{e9}&")])
        .send_empty()
        .await
        .unwrap();
    request()
        .multipart(Multipart::new().text("a", "b"))
        .accept("text/plain")
        .send_empty()
        .await
        .unwrap();
    request().send_empty().await.unwrap();
    let seen = server.seen.lock().unwrap().clone();
    for (request, headers, body) in [
        (
            &seen[0],
            &["content-type: application/json", "accept: application/json"],
            r#"{"id":"1"}"#,
        ),
        (
            &seen[1],
            &["content-type: application/pdf", "accept: application/json"],
            "%PDF",
        ),
        (
            &seen[2],
            &[
                "content-type: application/x-www-form-urlencoded",
                "accept: application/json",
            ],
            "a%20b=c%2Bd&e=%C3%A9%26",
        ),
        (
            &seen[3],
            &[
                "content-type: multipart/form-data; boundary=mc-core-boundary-0000000000000000",
                "accept: text/plain",
            ],
            "--mc-core-boundary-0000000000000000\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\nb\r\n\
             --mc-core-boundary-0000000000000000--\r\n",
        ),
        (
            &seen[4],
            &["POST /mastercom/v6/claims HTTP/1.1", "accept: application/json"],
            "",
        ),
    ] {
        let (head, sent) = request.split_once("\r\n\r\n").unwrap();
        assert_eq!(sent, body);
        let length = format!("content-length: {}", body.len());
        for header in headers.iter().copied().chain([length.as_str()]) {
            assert!(head.lines().any(|line| line == header), "{header}: {head}");
        }
        assert_eq!(head.matches("content-length").count(), 1, "{head}");
    }
}

#[tokio::test]
async fn the_user_agent_can_be_set_or_left() {
    let server = Server::start(Reply::new("204 No Content", &[], "")).await;
    let http = reqwest::Client::builder()
        .no_proxy()
        .user_agent("theirs/1")
        .build()
        .unwrap();
    let client = server.client_with(ClientBuilder::new(http).build());
    read(&client).send_empty().await.unwrap();
    read(&client.clone().with_user_agent("mine/1"))
        .send_empty()
        .await
        .unwrap();
    read(&client.clone().without_user_agent()).send_empty().await.unwrap();
    let seen = server.seen.lock().unwrap().clone();
    let agents: Vec<_> = seen
        .iter()
        .map(|request| {
            request
                .lines()
                .find(|line| line.starts_with("user-agent"))
                .unwrap()
                .to_owned()
        })
        .collect();
    let ours = format!("user-agent: mc-core/{} (rust)", env!("CARGO_PKG_VERSION"));
    assert_eq!(agents, [ours.as_str(), "user-agent: mine/1", "user-agent: theirs/1"]);
}

#[tokio::test]
async fn what_cannot_be_built_is_not_sent() {
    let server = Server::start(Reply::json("200 OK", "{}")).await;
    let client = server.client();
    let none: Option<String> = None;
    for (request, why) in [
        (Request::new(&client, &READ), "claim-id is missing"),
        (
            Request::new(&client, &READ).path("claim-id", &none, Style::Simple, false),
            "claim-id is missing",
        ),
        (
            Request::new(&client, &READ).path("claim-id", "", Style::Simple, false),
            "claim-id is empty",
        ),
        (
            Request::new(&client, &READ).path("claim-id", ".", Style::Simple, false),
            "claim-id is `.`",
        ),
        (
            Request::new(&client, &READ).path("claim-id", "..", Style::Simple, false),
            "claim-id is `.`",
        ),
        (
            read(&client).path("other", "1", Style::Simple, false),
            "other has no place",
        ),
        (read(&client).header("X-A", "s3cret\r\nX-B: 1"), "X-A has characters"),
        (read(&client).header("X A", "1"), "X A is no name"),
        (
            read(&client).query("q", &[[1]], Style::Form, true),
            "q has lists or objects",
        ),
        (
            read(&client)
                .query("q", &f64::NAN, Style::DeepObject, true)
                .query("r", &1, Style::Label, true),
            "r has a style",
        ),
        (read(&client).accept("a\n"), "Accept has characters"),
        (read(&client).bytes("a\n", ""), "the content type has characters"),
        (
            Request::new(&client, &Operation::new("a", "a", "GET", "/a b")),
            "characters that no URL",
        ),
        (
            Request::new(&client, &Operation::new("a", "a", "GET", "/a/../b")),
            "segment of dots",
        ),
        (Request::new(&client, &Operation::new("a", "a", "GET", "/{a")), "brace"),
        (Request::new(&client, &Operation::new("a", "a", "G T", "/")), "method"),
        (
            Request::new(&client, &Operation::new("a", "a", "GET", "/{a}{b}"))
                .path("a", ".", Style::Label, false)
                .path("b", "x", Style::Simple, false),
            "a is `.`",
        ),
    ] {
        let error = request.send_empty().await.unwrap_err();
        assert!(error.is_invalid_request(), "{why}");
        assert!(error.to_string().contains(why), "{error} is not {why}");
        assert!(error.operation().is_some());
        assert!(!error.may_have_been_processed() && !error.is_retryable());
        shows_no_data(&error);
    }
    // Only the first of several errors is told.
    let request = read(&client).header("X-A", "\n").header("X-B", "\n");
    assert!(request.send_empty().await.unwrap_err().to_string().contains("X-A"));
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn an_invalid_environment_fails_each_request() {
    let http = ClientBuilder::new(plain()).build();
    let client = Client::new(http, Environment::from_static("bad", "http://example.com"));
    let error = read(&client).send_empty().await.unwrap_err();
    assert!(error.is_invalid_request());
    assert!(!format!("{client:?}").contains("example.com"));
}

#[tokio::test]
async fn debug_of_a_request_shows_no_values() {
    let server = Server::start(Reply::json("200 OK", "{}")).await;
    let request = read(&server.client()).header("X-A", "s3cret").json("s3cret");
    assert_eq!(
        format!("{request:?}"),
        r#"Request { operation: "read_claim", body_bytes: 8, .. }"#
    );
}

#[test]
fn futures_can_move_between_threads() {
    fn is_send<T: Send>(_: &T) {}
    let client = Client::new(
        ClientBuilder::new(plain()).build(),
        Environment::from_static("a", "https://a.b"),
    );
    is_send(&read(&client).send_json::<Claim>());
    is_send(&read(&client).send_empty());
    is_send(&read(&client).send_bytes());
    is_send(&read(&client).send_text());
}

// What comes back.

#[tokio::test]
async fn successful_bodies_are_read_as_asked() {
    let server = Server::start(Reply::new(
        "200 OK",
        &["content-type: text/plain"],
        "\u{feff}{\"id\":\"1\"}",
    ))
    .await;
    let client = server.client();
    assert_eq!(read(&client).send_json::<Claim>().await.unwrap().id, "1");
    assert_eq!(read(&client).send_text().await.unwrap(), "{\"id\":\"1\"}");
    assert_eq!(read(&client).send_bytes().await.unwrap().len(), 13);
    read(&client).send_empty().await.unwrap();
}

#[tokio::test]
async fn a_redirect_is_an_error() {
    let location = format!("location: http://127.0.0.1:1/{PAN}");
    let error = fails(Reply::new("302 Found", &[&location], "")).await;
    assert!(error.is_api());
    assert_eq!(error.status().unwrap(), 302);
    assert!(!error.may_have_been_processed() && !error.is_retryable());
    assert_eq!(error.to_string(), "operation read_claim: the server answered 302");
}

#[tokio::test]
async fn too_many_requests_says_when_to_come_back() {
    let error = fails(Reply::new("429 Too Many Requests", &["Retry-After: 7"], "")).await;
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert!(error.is_retryable() && !error.may_have_been_processed());
    let date = |after: &str| {
        let after = format!("retry-after: {after}");
        Reply::new("503 Unavailable", &["date: Sat, 28 Feb 2026 10:30:00 GMT", &after], "")
    };
    let error = fails(date("Sat, 28 Feb 2026 10:31:30 GMT")).await;
    assert_eq!(error.retry_after(), Some(Duration::from_secs(90)));
    let error = fails(date("Sat, 28 Feb 2026 10:29:00 GMT")).await;
    assert_eq!(error.retry_after(), Some(Duration::ZERO));
    let error = fails(Reply::new("503 X", &["retry-after: Sat, 28 Feb 2026 10:31:30 GMT"], "")).await;
    assert_eq!(error.retry_after(), None);
    assert_eq!(
        fails(Reply::new("503 X", &["retry-after: soon"], ""))
            .await
            .retry_after(),
        None
    );
}

#[tokio::test]
async fn each_status_says_whether_to_repeat() {
    for (status, processed, retryable) in [
        (300, false, false),
        (304, false, false),
        (400, false, false),
        (401, false, false),
        (403, false, false),
        (404, false, false),
        (408, true, true),
        (409, false, false),
        (425, false, true),
        (429, false, true),
        (500, true, false),
        (501, true, false),
        (502, true, true),
        (503, true, true),
        (504, true, true),
    ] {
        let error = fails(Reply::raw(&format!("HTTP/1.1 {status} X\r\ncontent-length: 0\r\n\r\n"))).await;
        assert!(error.is_api());
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!(error.may_have_been_processed(), processed, "{status}");
        assert_eq!(error.is_retryable(), retryable, "{status}");
    }
}

#[tokio::test]
async fn all_four_forms_of_errors_are_read() {
    for (body, code, display) in [
        (
            r#"{"Errors":{"Error":[{"Source":"Gateway","ReasonCode":"INVALID_BODY_HASH","Description":"5555555555554444","Recoverable":false,"Details":null}]}}"#,
            "INVALID_BODY_HASH",
            "INVALID_BODY_HASH from Gateway",
        ),
        (
            r#"{"Errors":[{"RequestId":"r-1","Source":"5555555555554444","ReasonCode":"CONFLICT","Details":[{"Name":"PAN","Value":"5555555555554444"}]}]}"#,
            "CONFLICT",
            "CONFLICT from [REDACTED]",
        ),
        (
            r#"{"status":400,"reason":"INVALID_ARGUMENT","message":"5555555555554444","errordetail":[{"source":"5555555555554444"}]}"#,
            "INVALID_ARGUMENT",
            "INVALID_ARGUMENT",
        ),
        (
            r#"{"code":400,"status":"INVALID_STATE","message":"5555555555554444","details":[{"source":"5555555555554444"}]}"#,
            "INVALID_STATE",
            "INVALID_STATE",
        ),
    ] {
        let error = fails(Reply::json("400 Bad Request", body)).await;
        assert_eq!(error.errors().len(), 1);
        assert_eq!(error.errors()[0].reason_code(), Some(code));
        assert_eq!(
            error.to_string(),
            format!("operation read_claim: the server answered 400: {display}")
        );
        assert_eq!(error.body().unwrap(), body);
    }
}

#[tokio::test]
async fn the_correlation_id_comes_from_headers_or_body() {
    const BODY: &str = r#"{"Errors":[{"RequestId":"from-body","ReasonCode":"X"}]}"#;
    for (headers, id) in [
        (&["x-correlation-id: b", "X-MC-Correlation-ID: a"][..], "a"),
        (&["X-Correlation-ID: b"], "b"),
        (&["X-Request-Id: c"], "c"),
        (&[], "from-body"),
    ] {
        let error = fails(Reply::new("500 Oops", headers, BODY)).await;
        assert_eq!(error.correlation_id(), Some(id));
        assert!(format!("{error:?}").contains(id), "{error:?}");
    }
    let header = format!("x-mc-correlation-id: {PAN}");
    assert_eq!(
        fails(Reply::new("500 Oops", &[&header], "")).await.correlation_id(),
        Some(PAN)
    );
}

#[tokio::test]
async fn html_is_an_error_whatever_the_status() {
    let html = format!("<html>{PAN}</html>");
    let error = fails(Reply::new("503 Unavailable", &["content-type: text/html"], &html)).await;
    assert!(error.is_api());
    assert!(error.errors().is_empty());
    let error = fails(Reply::new("200 OK", &["content-type: text/html; charset=utf-8"], &html)).await;
    assert!(error.is_decode());
    assert_eq!(
        error.to_string(),
        "operation read_claim: the body is not JSON but an HTML page, as proxies and gateways send it, status 200"
    );
    assert_eq!(error.body().unwrap(), &html);
    assert!(error.may_have_been_processed() && !error.is_retryable());
    let header = format!("content-type: {PAN}");
    let error = fails(Reply::new("200 OK", &[&header], "x")).await;
    assert_eq!(
        error.to_string(),
        "operation read_claim: the body is not JSON, line 1 column 1, status 200"
    );
}

#[tokio::test]
async fn an_empty_body_is_no_json() {
    for body in ["", " \n"] {
        let error = fails(Reply::json("200 OK", body)).await;
        assert!(error.is_decode());
        assert_eq!(
            error.to_string(),
            "operation read_claim: the body is empty where JSON was promised, status 200"
        );
    }
    assert!(fails(Reply::new("204 No Content", &[], "")).await.is_decode());
}

#[tokio::test]
async fn json_of_another_shape_names_the_place() {
    let error = fails(Reply::json("200 OK", &format!("{{\"a\":[],\n \"id\":{PAN}}}"))).await;
    assert!(error.is_decode());
    assert_eq!(error.decode_path(), Some("$.id"));
    assert_eq!(
        error.to_string(),
        "operation read_claim: the JSON is not as the interface says, status 200, at $.id"
    );
    let error = fails(Reply::json("200 OK", "{\"id\":\"5")).await;
    assert_eq!(
        error.to_string(),
        "operation read_claim: the JSON is cut off after 8 bytes, status 200"
    );
    assert_eq!(error.decode_path(), None);
}

#[tokio::test]
async fn text_must_be_utf_8() {
    let server = Server::start(Reply::Bytes(
        b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n\xff".to_vec(),
    ))
    .await;
    let error = read(&server.client()).send_text().await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.body().unwrap().as_ref(), b"\xff");
}

#[tokio::test]
async fn large_bodies_are_not_read() {
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n6\r\n123456\r\n6\r\n123456\r\n0\r\n\r\n";
    for (reply, status) in [
        (Reply::json("200 OK", "12345678901"), 200),
        (Reply::raw(chunked), 200),
        // The announced length is enough.
        (Reply::raw("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n1"), 200),
        (Reply::json("400 Bad Request", "12345678901"), 400),
    ] {
        let server = Server::start(reply).await;
        let client = server.client().with_max_response_bytes(10);
        let error = read(&client).send_bytes().await.unwrap_err();
        assert!(error.is_body_too_large());
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!(error.may_have_been_processed(), status == 200);
        assert!(error.to_string().contains("larger than 10 bytes"));
        shows_no_data(&error);
    }
    let server = Server::start(Reply::json("200 OK", "1234567890")).await;
    let client = server.client().with_max_response_bytes(10);
    assert_eq!(read(&client).send_bytes().await.unwrap().len(), 10);
}

#[tokio::test]
async fn a_connection_that_breaks_may_have_done_its_work() {
    // Before the status, and within the body.
    let error = fails(Reply::raw("")).await;
    assert!(error.is_transport());
    assert_eq!(error.status(), None);
    assert!(error.may_have_been_processed() && error.is_retryable());
    assert!(!error.is_connect() && !error.is_timeout());
    assert!(error.source().is_some());

    let error = fails(Reply::raw(&format!(
        "HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{PAN}"
    )))
    .await;
    assert!(error.is_transport());
    assert_eq!(error.status().unwrap(), 200);
    assert!(error.may_have_been_processed() && error.is_retryable());
    assert_eq!(error.body().unwrap(), PAN);

    // The status tells enough.
    let error = fails(Reply::raw("HTTP/1.1 404 X\r\ncontent-length: 99\r\n\r\n{")).await;
    assert!(error.is_api() && !error.may_have_been_processed());
}

#[tokio::test]
async fn what_is_no_http_is_a_transport_error() {
    let error = fails(Reply::raw(&format!("{PAN}\r\n\r\n"))).await;
    assert!(error.is_transport() && error.may_have_been_processed());
}

async fn refusing() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

#[tokio::test]
async fn without_a_connection_nothing_was_processed() {
    let http = ClientBuilder::new(plain()).build();
    let client = Client::new(http, Environment::custom(&refusing().await).unwrap());
    let error = read(&client)
        .query("pan", PAN, Style::Form, true)
        .header("X-Pan", PAN)
        .cookie("pan", PAN)
        .json(PAN)
        .send_empty()
        .await
        .unwrap_err();
    assert!(error.is_transport() && error.is_connect());
    assert!(!error.may_have_been_processed() && error.is_retryable());
    assert_eq!(
        error.to_string(),
        "operation read_claim: no connection to the server: it refused the connection"
    );
    assert!(error.source().unwrap().downcast_ref::<reqwest::Error>().is_some());
    shows_no_data(&error);
}

fn impatient() -> reqwest::Client {
    reqwest::Client::builder()
        .no_proxy()
        .timeout(Duration::from_secs(30))
        .build()
        .unwrap()
}

#[tokio::test(start_paused = true)]
async fn after_a_time_out_nobody_knows() {
    let server = Server::start(Reply::Silence).await;
    let client = server.client_with(ClientBuilder::new(impatient()).build());
    let error = read(&client).send_empty().await.unwrap_err();
    assert!(error.is_transport() && error.is_timeout());
    assert!(error.may_have_been_processed() && error.is_retryable());
    assert_eq!(
        error.to_string(),
        "operation read_claim: the request timed out before the response began"
    );
    shows_no_data(&error);
}

// What middleware does.

type Handled = reqwest_middleware::Result<reqwest::Response>;

/// Fails as it is told.
struct Failing(fn() -> reqwest_middleware::Error);

#[async_trait::async_trait]
impl Middleware for Failing {
    async fn handle(&self, _: reqwest::Request, _: &mut http::Extensions, _: Next<'_>) -> Handled {
        Err((self.0)())
    }
}

/// Keeps the operation that it saw.
struct Recording(Arc<Mutex<Option<Operation>>>);

#[async_trait::async_trait]
impl Middleware for Recording {
    async fn handle(&self, request: reqwest::Request, extensions: &mut http::Extensions, next: Next<'_>) -> Handled {
        *self.0.lock().unwrap() = extensions.get::<Operation>().copied();
        next.run(request, extensions).await
    }
}

async fn fails_in(middleware: impl Middleware) -> Error {
    let http = ClientBuilder::new(plain()).with(middleware).build();
    let client = Client::new(http, Environment::from_static("none", "https://example.com/api"));
    let error = read(&client).send_empty().await.unwrap_err();
    assert_eq!(error.operation(), Some(READ));
    shows_no_data(&error);
    error
}

#[tokio::test]
async fn middleware_sees_the_operation() {
    let server = Server::start(Reply::new("204 No Content", &[], "")).await;
    let seen = Arc::new(Mutex::new(None));
    let http = ClientBuilder::new(plain()).with(Recording(Arc::clone(&seen))).build();
    Request::new(&server.client_with(http), &CREATE)
        .send_empty()
        .await
        .unwrap();
    assert_eq!(*seen.lock().unwrap(), Some(CREATE));
}

/// Middleware that leaves a mark, as a layer that encrypts does.
struct Marking(PayloadMark);

#[async_trait::async_trait]
impl Middleware for Marking {
    async fn handle(&self, request: reqwest::Request, extensions: &mut http::Extensions, next: Next<'_>) -> Handled {
        extensions.insert(self.0);
        next.run(request, extensions).await
    }
}

#[tokio::test]
async fn what_nobody_has_encrypted_is_not_sent() {
    let server = Server::start(Reply::new("204 No Content", &[], "")).await;
    let send = async |http: ClientBuilder| {
        let client = server.client_with(http.build());
        Request::new(&client, &SEALED).json(&PAN).send_empty().await
    };
    let seen = Arc::new(Mutex::new(None));
    for http in [
        ClientBuilder::new(plain()),
        ClientBuilder::new(plain()).with(Recording(seen)),
    ] {
        let error = send(http).await.unwrap_err();
        assert!(error.is_middleware() && !error.may_have_been_processed() && !error.is_retryable());
        assert_eq!(error.operation(), Some(SEALED));
        assert!(
            error
                .to_string()
                .starts_with("operation assign_segment: its body must be encrypted"),
            "{error}"
        );
        shows_no_data(&error);
    }
    assert!(server.seen.lock().unwrap().is_empty());
    for mark in [PayloadMark::Encrypted, PayloadMark::InTheClear] {
        send(ClientBuilder::new(plain()).with(Marking(mark))).await.unwrap();
    }
    assert_eq!(server.seen.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn our_errors_come_out_of_middleware_as_they_went_in() {
    let error = fails_in(Failing(|| Error::not_sent("the key has expired").into())).await;
    assert!(error.is_middleware());
    assert_eq!(error.to_string(), "operation read_claim: the key has expired");
    assert!(!error.may_have_been_processed() && !error.is_retryable());
    assert!(error.source().is_none());

    let wrapped = || {
        let error = Error::broken_response("the payload cannot be decrypted");
        reqwest_middleware::Error::Middleware(anyhow::Error::from(error).context("a layer failed"))
    };
    let error = fails_in(Failing(wrapped)).await;
    assert!(error.is_decode() && error.may_have_been_processed());
    assert_eq!(
        error.to_string(),
        "operation read_claim: the payload cannot be decrypted"
    );
}

#[tokio::test]
async fn foreign_errors_keep_their_harmless_texts() {
    let error = fails_in(Failing(|| {
        let inner = anyhow::anyhow!("number {PAN}")
            .context("for claim-id of a kind")
            .context("cannot ask https://example.com");
        reqwest_middleware::Error::Middleware(inner.context("the token server is down"))
    }))
    .await;
    assert!(error.is_transport() && error.may_have_been_processed() && !error.is_retryable());
    let mut texts = Vec::new();
    let mut next = error.source();
    while let Some(error) = next {
        texts.push(error.to_string());
        next = error.source();
    }
    assert_eq!(
        texts,
        [
            "the token server is down",
            "an error whose text may hold data",
            "for claim-id of a kind",
            "an error whose text may hold data"
        ]
    );
}

// What the crate `reqwest-retry` hides.

fn retrying(client: reqwest::Client, retries: u32) -> ClientBuilder {
    let policy = reqwest_retry::policies::ExponentialBackoff::builder().build_with_max_retries(retries);
    ClientBuilder::new(client).with(reqwest_retry::RetryTransientMiddleware::new_with_policy(policy))
}

#[tokio::test(start_paused = true)]
async fn a_retry_layer_does_not_hide_that_there_was_no_connection() {
    for retries in [0, 2] {
        let http = retrying(plain(), retries).build();
        let client = Client::new(http, Environment::custom(&refusing().await).unwrap());
        let error = read(&client).send_empty().await.unwrap_err();
        assert!(error.is_transport() && error.is_connect(), "{error:?}");
        assert!(!error.may_have_been_processed() && error.is_retryable());
        shows_no_data(&error);
    }
}

#[tokio::test(start_paused = true)]
async fn a_retry_layer_does_not_hide_that_there_was_no_tls() {
    for retries in [0, 1] {
        let http = retrying(plain(), retries).build();
        let client = Client::new(http, Environment::from_static("none", "https://127.0.0.1:9"));
        let error = read(&client).send_empty().await.unwrap_err();
        assert!(error.is_connect() && !error.may_have_been_processed(), "{error:?}");
        shows_no_data(&error);
    }
}

#[tokio::test(start_paused = true)]
async fn a_retry_layer_does_not_hide_a_time_out() {
    for retries in [0, 1] {
        let server = Server::start(Reply::Silence).await;
        let client = server.client_with(retrying(impatient(), retries).build());
        let error = read(&client).send_empty().await.unwrap_err();
        assert!(error.is_timeout() && !error.is_connect(), "{error:?}");
        assert!(error.may_have_been_processed() && error.is_retryable());
        shows_no_data(&error);
    }
}

#[tokio::test(start_paused = true)]
async fn a_retry_layer_does_not_hide_a_broken_connection() {
    for retries in [0, 1] {
        let server = Server::start(Reply::raw("")).await;
        let client = server.client_with(retrying(plain(), retries).build());
        let error = read(&client).send_empty().await.unwrap_err();
        assert!(
            error.is_transport() && !error.is_connect() && !error.is_timeout(),
            "{error:?}"
        );
        assert!(error.may_have_been_processed() && error.is_retryable());
        shows_no_data(&error);
    }
}

#[cfg(feature = "reqwest-retry")]
#[tokio::test]
async fn with_the_feature_our_errors_come_through_a_retry_layer() {
    let refuse = Failing(|| Error::not_sent("the key has expired").into());
    let http = retrying(plain(), 1).with(refuse).build();
    let client = Client::new(http, Environment::from_static("none", "https://example.com"));
    let error = read(&client).send_empty().await.unwrap_err();
    assert!(error.is_middleware());
    assert!(!error.may_have_been_processed());
    assert_eq!(error.to_string(), "operation read_claim: the key has expired");
}

// What may be sent again.

#[tokio::test]
async fn what_may_have_created_an_event_is_not_sent_again() {
    const UPDATE: Operation = Operation::new("update_claim", "updateClaim", "PUT", "/v6/claims");
    const SEARCH: Operation = Operation::new("search", "search", "POST", "/v6/claims").with_idempotent();
    let lost = Reply::raw("");
    let refused = Reply::new("429 Too Many Requests", &[], "");
    let gone = Reply::new("504 Gateway Timeout", &[], "");
    for (operation, reply, again) in [
        (CREATE, &lost, false),
        (CREATE, &gone, false),
        (CREATE, &refused, true),
        (UPDATE, &lost, false),
        (UPDATE, &gone, false),
        (UPDATE, &refused, true),
        (SEARCH, &lost, true),
        (SEARCH, &gone, true),
        (SEARCH, &refused, true),
    ] {
        let server = Server::start(reply.clone()).await;
        let error = Request::new(&server.client(), &operation)
            .send_empty()
            .await
            .unwrap_err();
        assert_eq!(error.is_retryable(), again, "{error:?}");
    }
    // Without a connection nothing can have been filed.
    let client = Client::new(
        ClientBuilder::new(plain()).build(),
        Environment::custom(&refusing().await).unwrap(),
    );
    let error = Request::new(&client, &CREATE).send_empty().await.unwrap_err();
    assert!(error.is_retryable() && !error.may_have_been_processed());
}

// Which step failed.

#[tokio::test]
async fn a_transport_error_says_which_step_failed() {
    for (reply, expected) in [
        (Reply::raw(""), "the connection broke before the response began"),
        (
            Reply::raw("HTTP/1.1 200 OK\r\n"),
            "the connection broke before the response began",
        ),
        (
            Reply::raw("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n1"),
            "the connection broke while the response was read, status 200",
        ),
        (
            Reply::raw("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n1"),
            "the connection broke while the response was read, status 200",
        ),
        (
            Reply::raw("220 mail.example.com ESMTP\r\n\r\n"),
            "what the server answered is not HTTP: check scheme and port",
        ),
        (
            Reply::raw("HTTP/1.1 99999 X\r\n\r\n"),
            "what the server answered is not HTTP: check scheme and port",
        ),
    ] {
        let error = fails(reply).await;
        assert!(error.is_transport() && error.may_have_been_processed() && !error.is_connect());
        assert_eq!(error.to_string(), format!("operation read_claim: {expected}"));
        assert_eq!(error.tls_alert(), None);
    }
}

#[tokio::test]
async fn a_server_that_takes_no_more_is_told_from_one_that_does_not_answer() {
    // Reads the beginning of a body that is larger than all buffers, and resets the connection.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.read(&mut [0; 64]).await;
            stream.set_zero_linger().unwrap();
        }
    });
    let http = ClientBuilder::new(plain()).build();
    let client = Client::new(http, Environment::custom(&url).unwrap());
    let body = vec![b'x'; 30_000_000];
    let error = Request::new(&client, &CREATE)
        .bytes("text/plain", body)
        .send_empty()
        .await
        .unwrap_err();
    assert!(error.is_transport() && error.may_have_been_processed() && !error.is_retryable());
    let text = error.to_string();
    assert!(
        text.ends_with("the connection broke while the request was sent")
            || text.ends_with("the connection broke before the response began"),
        "{text}"
    );
}

#[tokio::test]
async fn each_time_out_says_what_it_was_a_time_out_of() {
    let patience = Duration::from_millis(300);
    // A backlog of one that is full: the next connection waits.
    let full = tokio::net::TcpSocket::new_v4().unwrap();
    full.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let full = full.listen(1).unwrap();
    let address = full.local_addr().unwrap();
    let mut held = Vec::new();
    while let Ok(Ok(stream)) = tokio::time::timeout(patience, TcpStream::connect(address)).await {
        held.push(stream);
        assert!(held.len() < 64, "the backlog has no end");
    }
    let connecting = reqwest::Client::builder()
        .no_proxy()
        .connect_timeout(patience)
        .build()
        .unwrap();
    let client = Client::new(
        ClientBuilder::new(connecting).build(),
        Environment::custom(&format!("http://{address}")).unwrap(),
    );
    let error = read(&client).send_empty().await.unwrap_err();
    assert!(error.is_timeout() && error.is_connect() && !error.may_have_been_processed());
    assert_eq!(
        error.to_string(),
        "operation read_claim: timed out while connecting to the server"
    );

    let whole = || reqwest::Client::builder().no_proxy().timeout(patience).build().unwrap();
    let server = Server::start(Reply::Silence).await;
    let client = server.client_with(ClientBuilder::new(whole()).build());
    let error = read(&client).send_empty().await.unwrap_err();
    assert!(error.is_timeout() && !error.is_connect() && error.may_have_been_processed());
    assert_eq!(
        error.to_string(),
        "operation read_claim: the request timed out before the response began"
    );

    let server = Server::start(Reply::Stall(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n1".to_vec())).await;
    let client = server.client_with(ClientBuilder::new(whole()).build());
    let error = read(&client).send_empty().await.unwrap_err();
    assert!(error.is_timeout() && !error.is_connect() && error.may_have_been_processed());
    assert_eq!(
        error.to_string(),
        "operation read_claim: timed out while reading the response, status 200"
    );
}

// What is not JSON.

#[tokio::test]
async fn no_coding_is_asked_for_and_one_that_comes_is_named() {
    let gzip = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xabV\xcaLQ\xb2R2T\xaa\x05\x00\x00\x00\x00\x00";
    let mut reply = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n",
        gzip.len()
    )
    .into_bytes();
    reply.extend_from_slice(gzip);
    let server = Server::start(Reply::Bytes(reply)).await;
    let error = read(&server.client()).send_json::<Claim>().await.unwrap_err();
    assert!(server.request().contains("accept-encoding: identity\r\n"));
    assert_eq!(
        error.to_string(),
        "operation read_claim: the body is not JSON but compressed (gzip), which was not asked for, status 200"
    );
}
