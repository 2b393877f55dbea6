//! The encryption middleware, down to the bytes on the wire.

#![cfg(all(feature = "reqwest", any(feature = "aws-lc-rs", feature = "rustcrypto")))]

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use mc_auth::keys::{KeySource, PrivateKey};
use mc_auth::oauth1::{OAuth1, body_hash};
use mc_auth::payload::{
    Encryption, EncryptionLayer, FleScheme, JweScheme, Mapping, MissingValue, ParameterNames, Rule, Target,
    UnmatchedCall,
};
use mc_auth::rsa::{SignatureAlgorithm, Signer};
use mc_auth::{fle, jwe};
use mc_core::{AnswerForm, BodyEncryption, Operation, PayloadEncryption};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

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

/// The same, where answers may be in the clear.
fn whole_request() -> Encryption {
    Encryption::new(scheme())
        .with_rule(Target::any(), Rule::body().with_clear_answers())
        .unwrap()
}

fn made(plaintext: &str) -> String {
    jwe::Encrypter::new(key().public_key())
        .unwrap()
        .encrypt(plaintext.as_bytes())
        .unwrap()
}

fn inside(jwe: &Value) -> String {
    let plaintext = jwe::Decrypter::new(&key())
        .unwrap()
        .decrypt(jwe.as_str().unwrap())
        .unwrap();
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

fn client(encryption: Encryption) -> ClientWithMiddleware {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    ClientBuilder::new(client)
        .with(EncryptionLayer::new(encryption))
        .with(OAuth1::new("ck!k", Constant).unwrap())
        .build()
}

/// Answers every connection with these bytes and keeps the requests.
async fn server(answer: impl Into<Vec<u8>>) -> (String, Arc<Mutex<Vec<(String, String)>>>) {
    let answer = answer.into();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let requests = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&requests);
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = Vec::new();
            let mut buffer = [0; 4096];
            let (head, body) = loop {
                let length = stream.read(&mut buffer).await.unwrap();
                assert!(length > 0, "the client hung up");
                request.extend_from_slice(&buffer[..length]);
                let text = String::from_utf8(request.clone()).unwrap();
                if let Some((head, body)) = text.split_once("\r\n\r\n")
                    && body.len() >= length_of(head)
                {
                    break (head.to_ascii_lowercase(), body.to_owned());
                }
            };
            kept.lock().unwrap().push((head, body));
            stream.write_all(&answer).await.unwrap();
        }
    });
    (format!("http://{address}"), requests)
}

fn length_of(head: &str) -> usize {
    head.lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .map_or(0, |length| length.parse().unwrap())
}

fn answer(status: &str, content_type: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: {content_type}\r\ncontent-length: {}\r\nx-iv-kept: 1\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
}

fn ok() -> String {
    answer("200 OK", "application/json", "{}")
}

fn core_error(error: &reqwest_middleware::Error) -> &mc_core::Error {
    let reqwest_middleware::Error::Middleware(error) = error else {
        panic!("{error:?}");
    };
    error.downcast_ref().expect("an error of mc-core")
}

#[tokio::test]
async fn what_is_sent_is_encrypted_and_then_signed() {
    let (url, requests) = server(ok()).await;
    client(whole_request())
        .post(format!("{url}/cards"))
        .header("content-type", "text/plain")
        .header("content-length", "3")
        .body(r#"{"n":"5555555555554444"}"#)
        .send()
        .await
        .unwrap();
    let (head, body) = requests.lock().unwrap().remove(0);
    assert!(!body.contains("5555"));
    let sent: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(inside(&sent["encryptedData"]), r#"{"n":"5555555555554444"}"#);
    assert_eq!(head.matches("content-length:").count(), 1);
    assert_eq!(length_of(&head), body.len());
    assert_eq!(head.matches("content-type: application/json").count(), 1);
    let hash = body_hash(body.as_bytes()).to_ascii_lowercase();
    assert!(head.contains(&format!("oauth_body_hash=\"{hash}\"")), "{head}");
}

#[tokio::test]
async fn a_json_content_type_and_a_request_without_body_stay() {
    let (url, requests) = server(ok()).await;
    let client = client(whole_request());
    client
        .post(&url)
        .header("content-type", "application/json; charset=UTF-8")
        .body("[1]")
        .send()
        .await
        .unwrap();
    client.get(&url).send().await.unwrap();
    client.post(&url).body("").send().await.unwrap();
    let requests = requests.lock().unwrap();
    assert!(requests[0].0.contains("content-type: application/json; charset=utf-8"));
    assert_eq!(requests[1].1, "");
    assert_eq!(requests[2].1, "");
}

#[tokio::test]
async fn what_cannot_be_encrypted_is_not_sent() {
    let (url, requests) = server(ok()).await;
    let client = client(
        Encryption::new(scheme())
            .with_rule(
                Target::any(),
                Rule::new().with_encrypted(Mapping::new("card", "card").unwrap()),
            )
            .unwrap(),
    );
    for body in [
        r#"{"card":0}"#,
        r#"{"crad":"5555555555554444"}"#,
        "card=5555555555554444",
    ] {
        let error = client.post(&url).body(body).send().await.unwrap_err();
        let error = core_error(&error);
        assert!(error.is_middleware() && !error.may_have_been_processed());
        assert!(
            error.to_string().starts_with("the request cannot be encrypted: "),
            "{error}"
        );
        assert!(!format!("{error:?}").contains("5555"));
        let source = std::error::Error::source(error).unwrap();
        assert!(source.downcast_ref::<mc_auth::Error>().unwrap().is_payload());
    }
    let stream = reqwest::Body::wrap(http_body_util::Full::new(bytes::Bytes::from_static(b"{}")));
    let error = client.post(&url).body(stream).send().await.unwrap_err();
    let source = std::error::Error::source(core_error(&error)).unwrap();
    assert!(source.downcast_ref::<mc_auth::Error>().unwrap().is_streaming_body());
    assert!(requests.lock().unwrap().is_empty());
}

#[tokio::test]
async fn responses_are_decrypted_with_their_length() {
    let body = json!({"encryptedData": made(r#"{"a":1.10}"#), "page": 2}).to_string();
    for (status, code) in [("200 OK", 200), ("400 Bad Request", 400)] {
        let (url, _) = server(answer(status, "application/json;charset=utf-8", &body)).await;
        let response = client(whole_body()).get(format!("{url}/x?y=1")).send().await.unwrap();
        assert_eq!(response.status(), code);
        assert_eq!(response.url().as_str(), format!("{url}/x?y=1"));
        assert_eq!(response.headers()["x-iv-kept"], "1");
        let length: usize = response.headers()["content-length"].to_str().unwrap().parse().unwrap();
        let text = response.text().await.unwrap();
        assert_eq!(text, r#"{"page":2,"a":1.10}"#);
        assert_eq!(length, text.len());
    }
}

#[tokio::test]
async fn everything_else_keeps_status_and_body() {
    let broken = json!({"encryptedData": "a.b.c.d.e"}).to_string();
    for (status, content_type, body) in [
        ("200 OK", "application/json", ""),
        ("200 OK", "text/plain", "\r\n"),
        ("502 Bad Gateway", "text/html", "<html>"),
        ("502 Bad Gateway", "application/json", "<html>"),
        ("400 Bad Request", "application/problem+json", broken.as_str()),
        (
            "500 Internal Server Error",
            "application/json",
            r#"{"encryptedData":1}"#,
        ),
    ] {
        let (url, _) = server(answer(status, content_type, body)).await;
        let response = client(whole_body()).get(&url).send().await.unwrap();
        assert!(status.starts_with(response.status().as_str()), "{status}");
        assert_eq!(response.headers()["content-type"], content_type);
        assert_eq!(response.text().await.unwrap(), body);
    }
}

#[tokio::test]
async fn a_success_that_cannot_be_decrypted_is_a_broken_response() {
    let body = json!({"encryptedData": "a.b.c.d.e"}).to_string();
    let (url, _) = server(answer("201 Created", "application/json", &body)).await;
    let error = client(whole_body()).post(&url).body("{}").send().await.unwrap_err();
    let error = core_error(&error);
    assert!(error.is_decode() && error.may_have_been_processed());
    assert_eq!(error.status().map(|status| status.as_u16()), Some(201));
    assert!(
        error.to_string().contains("the response cannot be decrypted"),
        "{error}"
    );
}

#[tokio::test]
async fn large_and_broken_off_responses() {
    let small = || whole_body().with_max_bytes(16);
    let body = "x".repeat(100_000);
    let (url, _) = server(answer("500 Internal Server Error", "application/json", &body)).await;
    let response = client(small()).get(&url).send().await.unwrap();
    assert_eq!(response.status(), 500);
    assert_eq!(response.text().await.unwrap(), body);

    let (url, _) = server(answer("200 OK", "application/json", &body)).await;
    let error = client(small()).get(&url).send().await.unwrap_err();
    assert_eq!(core_error(&error).status().map(|status| status.as_u16()), Some(200));

    let cut = "HTTP/1.1 503 Service Unavailable\r\ncontent-type: application/json\r\ncontent-length: 50\r\nconnection: close\r\n\r\n{\"a\"";
    let (url, _) = server(cut).await;
    let response = client(whole_body()).get(&url).send().await.unwrap();
    assert_eq!(response.status(), 503);
    let mut response = response;
    assert_eq!(response.chunk().await.unwrap().as_deref(), Some(&b"{\"a\""[..]));
    assert!(response.chunk().await.is_err());
}

#[tokio::test]
async fn the_operation_says_what_is_encrypted() {
    const BODY: Operation = Operation::new("open", "openAccount", "POST", "/openings").with_encryption(
        PayloadEncryption::Body(BodyEncryption::new("encryptedData").with_answers(AnswerForm::Either)),
    );
    const FIELD: Operation = Operation::new("enroll", "putCard", "POST", "/cards")
        .with_encryption(PayloadEncryption::Field("encrypted.Card"));
    const NONE: Operation = Operation::new("read", "read", "POST", "/read");

    let post = async |encryption: Encryption, operation: Operation, body: &'static str| {
        let (url, requests) = server(ok()).await;
        let request = client(encryption).post(&url).body(body).with_extension(operation);
        request.send().await?;
        let (_, body) = requests.lock().unwrap().remove(0);
        Ok::<Value, reqwest_middleware::Error>(serde_json::from_str(&body).unwrap())
    };
    let bare = || Encryption::new(scheme());

    let sent = post(bare(), BODY, r#"{"a":1}"#).await.unwrap();
    assert_eq!(inside(&sent["encryptedData"]), r#"{"a":1}"#);

    // A document in a string, as generated types have it, is encrypted as the document.
    let sent = post(
        bare(),
        FIELD,
        r#"{"k":1,"encrypted.Card":"{\"n\":\"5555555555554444\"}"}"#,
    )
    .await
    .unwrap();
    assert_eq!(sent["k"], 1);
    assert_eq!(inside(&sent["encrypted.Card"]), r#"{"n":"5555555555554444"}"#);
    let sent = post(bare(), FIELD, r#"{"k":1}"#).await.unwrap();
    assert_eq!(sent, json!({"k": 1}));
    assert!(post(bare(), FIELD, r#"{"encrypted.Card":""}"#).await.is_err());
    let sent = post(bare(), NONE, r#"{"k":1}"#).await.unwrap();
    assert_eq!(sent, json!({"k": 1}));

    // A text that looks like a JWE is no way around the key: nobody can tell for whom it is encrypted.
    let jwe = made("{}");
    let other: &'static str = Box::leak(json!({ "encrypted.Card": jwe }).to_string().into_boxed_str());
    let error = post(bare(), FIELD, other).await.unwrap_err();
    let error = core_error(&error);
    assert!(
        error.is_middleware() && error.to_string().contains("looks encrypted already"),
        "{error}"
    );

    // A rule adds to what the operation says, found by either id or by the template.
    for target in [
        Target::operation("enroll"),
        Target::operation("putCard"),
        Target::route("POST", "/cards"),
    ] {
        let rule = Rule::new()
            .with_encrypted(Mapping::new("k", "k").unwrap())
            .with_missing_value(MissingValue::Skip);
        let encryption = bare().with_rule(target, rule).unwrap();
        let sent = post(encryption, FIELD, r#"{"k":1,"encrypted.Card":{"n":5555}}"#)
            .await
            .unwrap();
        assert_eq!(inside(&sent["k"]["encryptedData"]), "1");
        assert_eq!(inside(&sent["encrypted.Card"]), r#"{"n":5555}"#);
    }
    // A rule for responses alone does not send in the clear what the operation wants encrypted; an explicit one does.
    let decrypting = || Rule::new().with_decrypted(Mapping::root()).with_clear_answers();
    let encryption = bare().with_rule(Target::any(), decrypting()).unwrap();
    let sent = post(encryption, BODY, r#"{"a":1}"#).await.unwrap();
    assert_eq!(inside(&sent["encryptedData"]), r#"{"a":1}"#);
    let clear = || decrypting().with_requests_in_the_clear();
    let encryption = bare().with_rule(Target::operation("open"), clear()).unwrap();
    assert_eq!(post(encryption, BODY, r#"{"a":1}"#).await.unwrap(), json!({"a": 1}));
    for target in [
        Target::any(),
        Target::route("POST", "/openings"),
        Target::matching(|_| true),
    ] {
        let error = bare().with_rule(target, clear()).unwrap_err();
        assert!(
            error.is_configuration() && error.to_string().contains("name each operation"),
            "{error}"
        );
    }
    // Without a key, what must be encrypted is not sent.
    let error = post(Encryption::new(JweScheme::new()), BODY, "{}").await.unwrap_err();
    assert!(!core_error(&error).may_have_been_processed());
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
    let body = json!({"value": message.value}).to_string();
    let reply = format!(
        "HTTP/1.1 200 OK\r\nx-iv: {}\r\nx-key: {}\r\nx-hash: SHA256\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        message.parameters.iv,
        message.parameters.encrypted_key,
        body.len()
    );
    let (url, requests) = server(reply).await;
    let response = client(encryption)
        .post(&url)
        .header("x-iv", "an older one")
        .body(r#"{"b":2}"#)
        .send()
        .await
        .unwrap();
    for name in ["x-iv", "x-key", "x-hash"] {
        assert!(!response.headers().contains_key(name), "{name}");
    }
    assert_eq!(response.text().await.unwrap(), r#"{"a":1}"#);

    let (head, body) = requests.lock().unwrap().remove(0);
    let header = |name: &str| {
        let mut found = head.lines().filter_map(|line| line.strip_prefix(&format!("{name}: ")));
        let value = found.next().unwrap().to_owned();
        assert_eq!(found.next(), None);
        value
    };
    let sent: Value = serde_json::from_str(&body).unwrap();
    let parameters = fle::Parameters::new(header("x-iv"), header("x-key")).with_oaep_hash(header("x-hash"));
    let opened = fle::Decrypter::new(&key())
        .unwrap()
        .decrypt(sent["value"].as_str().unwrap(), &parameters)
        .unwrap();
    assert_eq!(opened.as_slice(), br#"{"b":2}"#);
}

/// Every way in which a successful answer is not what was to be decrypted.
#[tokio::test]
async fn a_success_that_was_not_decrypted_is_never_handed_on() {
    let jwe = made(r#"{"a":1}"#);
    let good = json!({ "encryptedData": jwe }).to_string();
    let head = |types: &[&str], body: &str| {
        let types = types
            .iter()
            .fold(String::new(), |lines, kind| lines + "content-type: " + kind + "\r\n");
        format!(
            "HTTP/1.1 200 OK\r\n{types}content-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        )
    };
    // What can be decrypted is, whatever the headers say of it.
    for answer in [
        head(&["text/plain"], &good),
        head(&[], &good),
        head(&["application/json", "application/json"], &good),
        head(&["application/json", "text/html"], &good),
        head(&["application/octet-stream"], &good),
        head(&["image/png"], &good),
        head(&["application/json"], &format!("\u{feff}{good}")),
        head(&["text/plain"], &format!("\u{feff} {good}\n")),
    ] {
        for encryption in [whole_body(), whole_request()] {
            let (url, _) = server(answer.clone()).await;
            let response = client(encryption).get(&url).send().await.unwrap();
            assert_eq!(response.headers()["content-type"], "application/json", "{answer}");
            assert_eq!(response.text().await.unwrap(), r#"{"a":1}"#, "{answer}");
        }
    }
    // What holds something encrypted under another name, or nothing under the right one, is an error in any case.
    let nested = json!({ "data": { "encryptedData": jwe } }).to_string();
    let hidden = json!({ "data": good }).to_string();
    let doubled = json!({ "encryptedData": jwe, "more": { "x": [jwe] } }).to_string();
    let parts: Vec<&str> = jwe.split('.').collect();
    let object = json!({"protected": parts[0], "encrypted_key": parts[1], "iv": parts[2], "ciphertext": parts[3], "tag": parts[4]});
    for body in [
        json!({ "encryptedResponse": jwe }).to_string(),
        json!({ "EncryptedData": jwe }).to_string(),
        json!({ "encryptedValue": jwe }).to_string(),
        json!({ "payload": jwe }).to_string(),
        json!([{ "encryptedData": jwe }]).to_string(),
        json!({ "encryptedData": [jwe] }).to_string(),
        json!({ "encryptedData": { "jwe": jwe } }).to_string(),
        json!({ "encryptedData": "a.b.c.d.e" }).to_string(),
        nested,
        hidden,
        doubled,
        object.to_string(),
        r#"{"encryptedData":null}"#.to_owned(),
        r#"{"encryptedData":""}"#.to_owned(),
        r#"{"encryptedData":7}"#.to_owned(),
        r#"{"encryptedResponse":null}"#.to_owned(),
        jwe.clone(),
        format!("\"{jwe}x\""),
        format!(")]}}',\n{good}"),
        format!("<data>{jwe}</data>"),
    ] {
        for types in [&["application/json"][..], &["text/plain"], &[], &["application/jose"]] {
            for encryption in [whole_body(), whole_request()] {
                let (url, _) = server(head(types, &body)).await;
                let error = match client(encryption).get(&url).send().await {
                    Err(error) => error,
                    Ok(response) => panic!("{types:?} {body}: {}", response.text().await.unwrap()),
                };
                let error = core_error(&error);
                assert!(error.is_decode() && error.may_have_been_processed(), "{body}");
                assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
                assert!(!format!("{error} {error:?}").contains(&jwe[..40]), "{body}");
            }
        }
    }
    // An answer in the clear is one only where that is allowed.
    for body in [r#"{ "a" : 1.0 }"#, "[]", r#""text""#, "<html>", "text"] {
        let (url, _) = server(head(&["application/json"], body)).await;
        let error = client(whole_body()).get(&url).send().await.unwrap_err();
        assert!(core_error(&error).is_decode(), "{body}");
        let response = client(whole_request()).get(&url).send().await.unwrap();
        assert_eq!(response.text().await.unwrap(), body);
    }
}

#[tokio::test]
async fn operations_say_which_member_is_sent_and_which_are_read() {
    const VALUE: BodyEncryption = BodyEncryption::new("encryptedValue").accepting(&["encryptedData"]);
    const ASSIGN: Operation = Operation::new("assign", "assign", "POST", "/assign")
        .with_encryption(PayloadEncryption::Body(VALUE.with_answers(AnswerForm::Either)));
    const STRICT: Operation =
        Operation::new("strict", "strict", "POST", "/strict").with_encryption(PayloadEncryption::Body(VALUE));

    let post = async |scheme: JweScheme, operation: Operation, answered: String| {
        let (url, requests) = server(answer("200 OK", "application/json", &answered)).await;
        let client = client(Encryption::new(scheme));
        let response = client
            .post(&url)
            .body("{\"n\":5555}")
            .with_extension(operation)
            .send()
            .await;
        let (_, body) = requests.lock().unwrap().remove(0);
        let sent: serde_json::Map<String, Value> = serde_json::from_str(&body).unwrap();
        let names: Vec<&String> = sent.keys().collect();
        assert_eq!(names.len(), 1, "{body}");
        let answer = match response {
            Ok(response) => Some(response.text().await.unwrap()),
            Err(_) => None,
        };
        (names[0].clone(), answer)
    };
    let opened = || Some(r#"{"a":1}"#.to_owned());
    for name in ["encryptedValue", "encryptedData"] {
        let (sent, got) = post(scheme(), ASSIGN, json!({ name: made(r#"{"a":1}"#) }).to_string()).await;
        assert_eq!((sent.as_str(), got), ("encryptedValue", opened()));
    }
    let (_, got) = post(scheme(), ASSIGN, r#"{"a":1}"#.to_owned()).await;
    assert_eq!(got, opened());
    let (_, got) = post(scheme(), STRICT, r#"{"a":1}"#.to_owned()).await;
    assert_eq!(got, None);
    let (_, got) = post(scheme(), ASSIGN, r#"{"encryptedData":null}"#.to_owned()).await;
    assert_eq!(got, None);
    // The client's own names come first.
    let named = || scheme().with_field("sealed");
    let (sent, got) = post(named(), ASSIGN, json!({ "sealed": made(r#"{"a":1}"#) }).to_string()).await;
    assert_eq!((sent.as_str(), got), ("sealed", opened()));
    let (_, got) = post(
        named(),
        ASSIGN,
        json!({ "encryptedValue": made(r#"{"a":1}"#) }).to_string(),
    )
    .await;
    assert_eq!(got, None);
    let (sent, got) = post(
        named().with_response_field("r"),
        ASSIGN,
        json!({ "r": made(r#"{"a":1}"#) }).to_string(),
    )
    .await;
    assert_eq!((sent.as_str(), got), ("sealed", opened()));
}

#[tokio::test]
async fn a_rule_and_an_operation_are_both_obeyed() {
    const BODY: Operation = Operation::new("open", "open", "POST", "/openings").with_encryption(
        PayloadEncryption::Body(BodyEncryption::new("encryptedData").with_answers(AnswerForm::Either)),
    );
    let send = async |encryption: Encryption, body: &'static str| {
        let (url, requests) = server(ok()).await;
        let response = client(encryption)
            .post(&url)
            .body(body)
            .with_extension(BODY)
            .send()
            .await;
        let wire = requests.lock().unwrap().first().map(|(_, body)| body.clone());
        (response.map(drop), wire)
    };
    // As each configuration of Java makes it: one field, in every call.
    let java = Rule::new()
        .with_encrypted(Mapping::new("card", "encryptedCard").unwrap())
        .with_missing_value(MissingValue::Skip);
    let encryption = Encryption::new(scheme()).with_rule(Target::any(), java).unwrap();
    for body in [r#"{"name":"Roe","card":{"pan":5555}}"#, r#"{"name":"Roe"}"#] {
        let (response, wire) = send(encryption.clone(), body).await;
        response.unwrap();
        let wire = wire.unwrap();
        assert!(!wire.contains("Roe") && !wire.contains("5555"), "{wire}");
        let wire: Value = serde_json::from_str(&wire).unwrap();
        assert_eq!(wire.as_object().unwrap().len(), 1);
        let inner: Value = serde_json::from_str(&inside(&wire["encryptedData"])).unwrap();
        assert_eq!(inner["name"], "Roe");
        if body.contains("card") {
            assert_eq!(inside(&inner["encryptedCard"]["encryptedData"]), r#"{"pan":5555}"#);
        }
    }
    // A rule for the whole body is the one thing, done once.
    let encryption = Encryption::new(scheme())
        .with_rule(Target::any(), Rule::body())
        .unwrap();
    let encryption = encryption.with_max_bytes(1 << 20);
    let (_, wire) = send(encryption, r#"{"a":1}"#).await;
    let wire: Value = serde_json::from_str(&wire.unwrap()).unwrap();
    assert_eq!(inside(&wire["encryptedData"]), r#"{"a":1}"#);
    // One key in headers does not do for two.
    let names = ParameterNames::new("x-iv", "x-key");
    let fle = FleScheme::in_headers("value", names).unwrap();
    let fle = fle.with_encrypter(fle::Encrypter::new(key().public_key()).unwrap());
    let rule = Rule::new().with_encrypted(Mapping::new("card", "card").unwrap());
    let encryption = Encryption::new(fle).with_rule(Target::any(), rule).unwrap();
    let (response, wire) = send(encryption, r#"{"card":{"pan":5555}}"#).await;
    assert!(!core_error(&response.unwrap_err()).may_have_been_processed());
    assert_eq!(wire, None);
}

#[tokio::test]
async fn a_call_that_no_rule_matches_is_refused() {
    let rule = || Rule::new().with_encrypted(Mapping::new("card", "card").unwrap());
    let strict = || {
        Encryption::new(scheme())
            .with_rule(Target::route("POST", "/accounts/{id}/cards"), rule())
            .unwrap()
    };
    let body = r#"{"card":{"pan":"5555555555554444"}}"#;
    for path in [
        "/accounts/7/cards",
        "/accounts//cards",
        "/accounts/7/CARDS",
        "/accounts/7/%63ards",
        "/accounts/7/cards;v=1",
        "/accounts/7/cards/",
        "/accounts/7/%2e/cards",
        "/accounts/7/card",
        "/other",
    ] {
        let (url, requests) = server(ok()).await;
        let _ = client(strict()).post(format!("{url}{path}")).body(body).send().await;
        for (_, sent) in requests.lock().unwrap().iter() {
            assert!(!sent.contains("5555"), "{path}: {sent}");
        }
    }
    let (url, requests) = server(ok()).await;
    let error = client(strict())
        .put(format!("{url}/accounts/7/cards"))
        .body(body)
        .send()
        .await
        .unwrap_err();
    let error = core_error(&error);
    assert!(error.is_middleware() && !error.may_have_been_processed());
    assert!(
        error
            .to_string()
            .contains("no rule of the encryption matches this PUT request"),
        "{error}"
    );
    let stream = reqwest::Body::wrap(http_body_util::Full::new(bytes::Bytes::from_static(body.as_bytes())));
    assert!(client(strict()).put(&url).body(stream).send().await.is_err());
    assert!(requests.lock().unwrap().is_empty());
    // Without a body there is nothing to send; and whoever says so sends what no rule matches.
    client(strict()).get(&url).send().await.unwrap();
    let lax = strict().with_unmatched_calls(UnmatchedCall::Pass);
    client(lax).put(&url).body("{}").send().await.unwrap();
    let explicit = strict().with_rule(Target::any(), Rule::new()).unwrap();
    client(explicit).put(&url).body("{}").send().await.unwrap();
    assert_eq!(requests.lock().unwrap().len(), 3);
}

#[tokio::test]
async fn a_text_that_is_encrypted_already_is_sent_only_where_that_is_said() {
    let lookalike = "eyJhbGciOiJSU0EtT0FFUC0yNTYiLCJlbmMiOiJBMjU2R0NNIn0.NTU1NTU1NTU1NTU1NDQ0NA.AAAA.AAAA.AAAA";
    let body: &'static str = Box::leak(json!({ "card": lookalike }).to_string().into_boxed_str());
    let mapping = || Mapping::new("card", "card").unwrap().as_string();
    let send = async |mapping: Mapping| {
        let rule = Rule::new().with_encrypted(mapping);
        let encryption = Encryption::new(scheme()).with_rule(Target::any(), rule).unwrap();
        let (url, requests) = server(ok()).await;
        let result = client(encryption).post(&url).body(body).send().await.map(drop);
        let wire = requests.lock().unwrap().first().map(|(_, body)| body.clone());
        (result, wire)
    };
    let (result, wire) = send(mapping()).await;
    assert!(
        core_error(&result.unwrap_err())
            .to_string()
            .contains("looks encrypted already")
    );
    assert_eq!(wire, None);
    let (result, wire) = send(mapping().with_encrypted_already()).await;
    result.unwrap();
    assert_eq!(wire.as_deref(), Some(body));
}
