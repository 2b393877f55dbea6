//! The client builder end to end, with a TLS server that verifies each attempt as the gateway does.

#![cfg(all(feature = "tls", feature = "reqwest", feature = "aws-lc-rs"))]

mod support;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use base64ct::{Base64, Base64UrlUnpadded, Encoding as _};
use http::Extensions;
use http::header::{AUTHORIZATION, USER_AGENT};
use mc_auth::ClientBuilder;
use mc_auth::bearer::{Bearer, Token};
use mc_auth::jwe::{Decrypter, Encrypter};
use mc_auth::jws::Verifier;
use mc_auth::oauth1::{OAuth1, ParamEncoding, Parameters, SignatureMethod, body_hash};
use mc_auth::payload::{ClearRequests, Encryption, EncryptionLayer, JweScheme, Rule, Target};
use mc_auth::retry::{Attempts, Retry};
use mc_auth::rsa::{LocalSigner, SignatureAlgorithm, Signer, default_backend};
use mc_auth::tls::ClientTls;
use mc_core::{AnswerForm, BodyEncryption, Client, Environment, Operation, PayloadEncryption, Style};
use reqwest::{Request, Response};
use reqwest_middleware::{ClientWithMiddleware, Middleware, Next};
use support::{Authority, BOTH, Received, Server, answer, clock, key};

const SEARCH: Operation = Operation::new("search", "search", "POST", "/searches/{id}")
    .with_product("test")
    .with_idempotent();
const FILE: Operation = Operation::new("file", "file", "POST", "/files")
    .with_product("test")
    .with_event();

/// Encryption of the whole body in every call.
fn whole_body() -> EncryptionLayer {
    let own = key("pkcs8.pem");
    let scheme = JweScheme::new()
        .with_encrypter(Encrypter::new(own.public_key()).unwrap())
        .with_decrypter(Decrypter::new(&own).unwrap());
    let rule = Rule::body().with_clear_answers();
    EncryptionLayer::new(Encryption::new(scheme).with_rule(Target::any(), rule).unwrap())
}

/// What is in an encrypted body.
fn inside(body: &[u8]) -> Vec<u8> {
    let body: serde_json::Value = serde_json::from_slice(body).unwrap();
    let jwe = body["encryptedData"].as_str().unwrap();
    Decrypter::new(&key("pkcs8.pem"))
        .unwrap()
        .decrypt(jwe)
        .unwrap()
        .to_vec()
}

fn oauth1() -> OAuth1 {
    OAuth1::new("client!key", LocalSigner::new(&key("pkcs8.pem")).unwrap())
        .unwrap()
        .with_clock(clock())
}

fn retry() -> Retry {
    Retry::new().with_delays(Duration::ZERO, Duration::ZERO)
}

fn client(http: ClientWithMiddleware, server: &Server) -> Client {
    Client::new(http, Environment::custom(&format!("{}/base", server.url)).unwrap())
}

fn search(client: &Client) -> mc_core::Request {
    mc_core::Request::new(client, &SEARCH)
        .path("id", "a b", Style::Simple, false)
        .query("q", "x:y*", Style::Form, true)
        .json(&["abc"])
}

/// Verifies a signature from nothing but what is on the wire; returns the nonce.
fn verified(server: &Server, request: &Received) -> String {
    let [authorization] = request.headers("authorization")[..] else {
        panic!("{}", request.head);
    };
    let pairs: BTreeMap<&str, &str> = authorization
        .strip_prefix("OAuth ")
        .unwrap()
        .split(',')
        .map(|pair| pair.split_once('=').unwrap())
        .map(|(name, value)| (name, value.strip_prefix('"').unwrap().strip_suffix('"').unwrap()))
        .collect();
    assert_eq!(pairs["oauth_body_hash"], body_hash(&request.body));
    assert_eq!(pairs["oauth_timestamp"], support::NOW.to_string());
    let parameters = Parameters {
        consumer_key: "client!key".to_owned(),
        nonce: pairs["oauth_nonce"].to_owned(),
        timestamp: support::NOW,
        method: SignatureMethod::RsaSha256,
        body_hash: body_hash(&request.body),
    };
    let (method, target) = request.line();
    let url = format!("{}{target}", server.url);
    let base = parameters.base_string(ParamEncoding::Compat, method, &url).unwrap();
    let signature = pairs["oauth_signature"]
        .replace("%2B", "+")
        .replace("%2F", "/")
        .replace("%3D", "=");
    default_backend()
        .public_key(key("pkcs8.pem").public_key())
        .unwrap()
        .verify(
            SignatureAlgorithm::Pkcs1Sha256,
            base.as_bytes(),
            &Base64::decode_vec(&signature).unwrap(),
        )
        .unwrap();
    parameters.nonce
}

/// Answers 503 so many times, then 200.
async fn busy(times: usize) -> Server {
    let answered = AtomicUsize::new(0);
    Server::start(&[], BOTH, move |_| {
        if answered.fetch_add(1, Ordering::SeqCst) < times {
            answer("503 Service Unavailable", &[])
        } else {
            answer("200 OK", &[])
        }
    })
    .await
}

#[tokio::test]
async fn encrypted_once_and_signed_for_each_attempt() {
    let server = busy(2).await;
    let http = ClientBuilder::oauth1(oauth1())
        .with_tls(server.trusted())
        .with_encryption(whole_body())
        .with_retry(retry())
        .build()
        .unwrap();
    search(&client(http, &server)).send_empty().await.unwrap();

    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    let mut nonces = Vec::new();
    for request in &requests {
        assert_eq!(request.line(), ("POST", "/base/searches/a%20b?q=x%3Ay%2A"));
        assert_eq!(inside(&request.body), b"[\"abc\"]");
        assert_eq!(request.body, requests[0].body, "encrypted once");
        assert_eq!(request.headers("content-length"), [request.body.len().to_string()]);
        assert!(request.headers("user-agent")[0].starts_with("mc-core/"));
        nonces.push(verified(&server, request));
    }
    nonces.sort();
    nonces.dedup();
    assert_eq!(nonces.len(), 3, "an attempt repeated a nonce");
}

/// Each attempt counts for the pace, not each call; the product's own rate is the default.
#[tokio::test]
async fn attempts_keep_to_the_rate_that_the_operation_documents() {
    const LIMITED: Operation = SEARCH.with_rate_limit(10);
    let server = busy(6).await;
    let call = async |http: ClientWithMiddleware| {
        let client = client(http, &server);
        let begun = std::time::Instant::now();
        for _ in 0..6 {
            let request = mc_core::Request::new(&client, &LIMITED).path("id", "a", Style::Simple, false);
            request.json(&["abc"]).send_empty().await.unwrap();
        }
        begun.elapsed()
    };
    let builder = || {
        ClientBuilder::oauth1(oauth1())
            .with_tls(server.trusted())
            .with_retry(retry().with_max_attempts(9))
    };
    // Twelve attempts of six calls: eleven pauses of a tenth of a second.
    let paced = call(builder().build().unwrap()).await;
    assert_eq!(server.requests().len(), 12);
    assert!(paced >= Duration::from_millis(1_100), "{paced:?}");
    let other = mc_auth::pace::Pace::per_second(std::num::NonZeroU32::new(5).unwrap());
    let slower = call(builder().with_pace(other).build().unwrap()).await;
    assert!(slower >= Duration::from_secs(1), "{slower:?}");
    call(builder().without_pace().build().unwrap()).await;
    assert_eq!(server.requests().len(), 24);
}

/// A 503 is repeated before anybody asks for its signature; the 200 is verified as it came and then decrypted.
#[tokio::test]
async fn responses_are_verified_and_then_decrypted() {
    let own = key("pkcs8.pem");
    let jwe = Encrypter::new(own.public_key())
        .unwrap()
        .encrypt(b"{\"ok\":1.0}")
        .unwrap();
    let body = format!("{{\"encryptedData\":\"{jwe}\"}}");
    let mut message = format!("{}.", Base64UrlUnpadded::encode_string(b"{\"alg\":\"PS256\"}"));
    let header = message.clone();
    message.push_str(&Base64UrlUnpadded::encode_string(body.as_bytes()));
    let private = default_backend().private_key(&own).unwrap();
    let signature = private.sign(SignatureAlgorithm::PssSha256, message.as_bytes()).unwrap();
    let jws = format!("{header}.{}", Base64UrlUnpadded::encode_string(&signature));
    let answered = AtomicUsize::new(0);
    let server = Server::start(&[], BOTH, move |_| {
        if answered.fetch_add(1, Ordering::SeqCst) == 0 {
            return answer("503 Service Unavailable", &[]);
        }
        format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-jws-signature: {jws}\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
    })
    .await;

    let scheme = JweScheme::new()
        .with_encrypter(Encrypter::new(own.public_key()).unwrap())
        .with_decrypter(Decrypter::new(&own).unwrap());
    let encryption = Encryption::new(scheme).with_rule(Target::any(), Rule::body()).unwrap();
    let builder = || {
        ClientBuilder::oauth1(oauth1())
            .with_tls(server.trusted())
            .with_encryption(EncryptionLayer::new(encryption.clone()))
            .with_retry(retry())
    };
    let http = builder()
        .with_verification(Verifier::new(own.public_key()).unwrap().with_any_age())
        .build()
        .unwrap();
    let answer: serde_json::Value = search(&client(http, &server)).send_json().await.unwrap();
    assert_eq!(answer, serde_json::json!({"ok": 1.0}));
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].body, requests[1].body, "encrypted once");
    for request in &requests {
        verified(&server, request);
        assert!(request.body.starts_with(b"{\"encryptedData\":\""));
        assert_eq!(request.headers("content-length"), [request.body.len().to_string()]);
    }

    let stranger = Verifier::new(key("other.pem").public_key()).unwrap();
    let http = builder().with_verification(stranger).build().unwrap();
    let error = search(&client(http, &server))
        .send_json::<serde_json::Value>()
        .await
        .unwrap_err();
    assert!(error.is_decode() && error.may_have_been_processed());
    assert!(error.to_string().contains("is not of a known key"), "{error}");
}

#[tokio::test]
async fn an_event_is_sent_once() {
    let server = busy(1).await;
    let http = ClientBuilder::oauth1(oauth1())
        .with_tls(server.trusted())
        .with_retry(retry())
        .build()
        .unwrap();
    let client = client(http, &server);
    let error = mc_core::Request::new(&client, &FILE)
        .json(&1)
        .send_empty()
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 503);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn without_retry_nothing_is_repeated() {
    let server = busy(1).await;
    let http = ClientBuilder::oauth1(oauth1())
        .with_tls(server.trusted())
        .without_retry()
        .build()
        .unwrap();
    assert!(search(&client(http, &server)).send_empty().await.is_err());
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn redirects_come_back_as_they_are() {
    let server = Server::start(&[], BOTH, |_| {
        answer("307 Temporary Redirect", &["location: /elsewhere"])
    })
    .await;
    let http = ClientBuilder::oauth1(oauth1())
        .with_tls(server.trusted())
        // Whatever is said here about what the builder is to keep, is not heard.
        .with_http(|http| {
            http.redirect(reqwest::redirect::Policy::limited(5))
                .https_only(false)
                .tls_danger_accept_invalid_certs(true)
        })
        .build()
        .unwrap();
    let error = search(&client(http.clone(), &server)).send_empty().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 307);
    assert_eq!(server.requests().len(), 1);

    let plain = server.url.replace("https:", "http:");
    assert!(http.get(plain).send().await.unwrap_err().is_builder());
    let stranger = Server::start(&[], BOTH, |_| answer("200 OK", &[])).await;
    assert!(http.get(&stranger.url).send().await.unwrap_err().is_connect());
    assert!(stranger.requests().is_empty());
}

/// Right: the next call presents the new certificate, though the connection of the former stands and is idle.
#[tokio::test]
async fn the_next_call_presents_a_replaced_identity() {
    let (former, latter) = (Authority::new("former"), Authority::new("latter"));
    let server = Server::start(&[&former, &latter], BOTH, |_| answer("200 OK", &[])).await;
    let identity = former.client("us");
    let configured = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&configured);
    for given_by_tls in [false, true] {
        let builder = if given_by_tls {
            ClientBuilder::oauth1(oauth1()).with_tls(server.trusted().with_identity(&identity))
        } else {
            ClientBuilder::mutual_tls(&identity).with_tls(server.trusted())
        };
        let count = Arc::clone(&count);
        let http = builder
            .with_http(move |http| {
                count.fetch_add(1, Ordering::SeqCst);
                http.user_agent("mine/1")
            })
            .build()
            .unwrap();
        let mut connections = Vec::new();
        for (authority, replaced) in [
            (&former, true),
            (&former, false),
            (&latter, true),
            (&latter, false),
            (&former, true),
        ] {
            if replaced {
                identity.replace(&authority.identity("us", &[])).unwrap();
            }
            http.get(&server.url).send().await.unwrap().bytes().await.unwrap();
            let request = server.requests().pop().unwrap();
            assert_eq!(request.headers("user-agent"), ["mine/1"]);
            assert_eq!(request.peer, [identity.chain()[0].der()]);
            assert_eq!(identity.chain()[0].issuer(), authority.certificate.subject());
            connections.push(request.connection);
        }
        // Within one identity connections are used again.
        assert_eq!(connections[0], connections[1]);
        assert_eq!(connections[2], connections[3]);
        connections.dedup();
        assert_eq!(connections.len(), 3);
    }
    // For each client and each identity that took another's place under it: one set of four, with and without idle connections,
    // for loopback addresses and for others.
    assert_eq!(configured.load(Ordering::SeqCst), 8 * 4);
}

#[tokio::test]
async fn a_header_that_was_there_is_replaced() {
    let server = busy(1).await;
    let http = ClientBuilder::oauth1(oauth1())
        .with_tls(server.trusted())
        .with_retry(retry())
        .with_http(|http| http.user_agent("mine/1"))
        .build()
        .unwrap();
    let request = http.post(&server.url).with_extension(SEARCH).body("x");
    request.header(AUTHORIZATION, "Basic eDp5").send().await.unwrap();
    for request in server.requests() {
        verified(&server, &request);
        assert_eq!(request.headers(USER_AGENT.as_str()), ["mine/1"]);
    }
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn certificates_stand_alone_or_beside_a_signature() {
    let authority = Authority::new("clients");
    let server = Server::start(&[&authority], BOTH, |_| answer("200 OK", &[])).await;
    let identity = authority.client("us");

    let alone = ClientBuilder::mutual_tls(&identity).with_tls(server.trusted());
    search(&client(alone.build().unwrap(), &server))
        .send_empty()
        .await
        .unwrap();
    let beside = ClientBuilder::oauth1(oauth1())
        .with_identity(&identity)
        .with_tls(server.trusted());
    search(&client(beside.build().unwrap(), &server))
        .send_empty()
        .await
        .unwrap();

    let requests = server.requests();
    for request in &requests {
        assert_eq!(request.peer, [identity.chain()[0].der()]);
    }
    assert!(requests[0].headers("authorization").is_empty());
    verified(&server, &requests[1]);
}

#[tokio::test]
async fn tokens_take_the_place_of_signatures() {
    let server = busy(1).await;
    let http = ClientBuilder::bearer(Bearer::new(|| async { Ok(Token::new("abc")?) }))
        .with_tls(server.trusted())
        .with_retry(retry())
        .build()
        .unwrap();
    search(&client(http, &server)).send_empty().await.unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    for request in requests {
        assert_eq!(request.headers("authorization"), ["Bearer abc"]);
    }
}

/// Sees requests before they are encrypted.
struct Plain;

#[async_trait]
impl Middleware for Plain {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        assert_eq!(request.body().unwrap().as_bytes().unwrap(), b"[\"abc\"]");
        next.run(request, extensions).await
    }
}

#[tokio::test]
async fn layers_of_ones_own_see_what_is_not_yet_encrypted() {
    let server = busy(0).await;
    let http = ClientBuilder::oauth1(oauth1())
        .with_tls(server.trusted())
        .with_encryption(whole_body())
        .with_layer(Plain)
        .build()
        .unwrap();
    search(&client(http, &server)).send_empty().await.unwrap();
    assert_eq!(inside(&server.requests()[0].body), b"[\"abc\"]");
}

/// Tells how many attempts there were.
#[derive(Clone, Default)]
struct Count(Arc<AtomicUsize>);

#[async_trait]
impl Middleware for Count {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        let result = next.run(request, extensions).await;
        let attempts = extensions.get::<Attempts>().unwrap().0;
        self.0.store(attempts as usize, Ordering::SeqCst);
        result
    }
}

#[tokio::test]
async fn a_refused_certificate_is_not_tried_again_but_a_refused_connection_is() {
    let server = busy(0).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nobody = format!("https://{}", listener.local_addr().unwrap());
    drop(listener);
    for (url, attempts) in [(&server.url, 1), (&nobody, 3)] {
        let count = Count::default();
        let http = ClientBuilder::oauth1(oauth1())
            .with_layer(count.clone())
            .with_retry(retry())
            .build()
            .unwrap();
        let error = http.get(url).with_extension(SEARCH).send().await.unwrap_err();
        assert!(error.is_connect());
        assert_eq!(count.0.load(Ordering::SeqCst), attempts, "{url}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_that_says_nothing_is_not_waited_for() {
    // It accepts connections, and that is all.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let builder = || ClientBuilder::oauth1(oauth1()).without_retry();
    let short = Duration::from_secs(3);
    for (builder, seconds) in [
        (builder(), 10),
        (builder().with_connect_timeout(short), 3),
        (builder().with_timeout(short), 3),
    ] {
        let begun = tokio::time::Instant::now();
        let error = builder.build().unwrap().get(&url).send().await.unwrap_err();
        assert!(error.is_timeout(), "{error:?}");
        assert_eq!(begun.elapsed().as_secs(), seconds);
    }
}

#[derive(Debug)]
struct Broken;

#[async_trait]
impl Signer for Broken {
    async fn sign(&self, _: SignatureAlgorithm, _: &[u8]) -> mc_auth::Result<Vec<u8>> {
        Err(mc_auth::Error::signer("slot 3 does not answer"))
    }
}

#[tokio::test]
async fn what_could_not_be_signed_was_not_sent() {
    let server = busy(0).await;
    let http = ClientBuilder::oauth1(OAuth1::new("client!key", Broken).unwrap())
        .with_tls(server.trusted())
        .build()
        .unwrap();
    let error = search(&client(http, &server)).send_empty().await.unwrap_err();
    assert!(error.is_middleware() && !error.may_have_been_processed());
    assert_eq!(
        error.to_string(),
        "operation search: the signer failed: slot 3 does not answer"
    );
    assert!(server.requests().is_empty());
}

#[test]
fn faults_of_the_configuration_are_said_when_it_is_built() {
    let error = ClientBuilder::oauth1(oauth1())
        .with_tls(ClientTls::new().with_only_roots([]))
        .build()
        .unwrap_err();
    assert!(error.is_certificate());
}

#[test]
fn nothing_secret_is_printed() {
    let builder = ClientBuilder::oauth1(oauth1()).with_identity(&Authority::new("clients").client("us"));
    let text = format!("{builder:?}");
    assert!(text.contains("OAuth1") && text.contains("CN=us"), "{text}");
    assert!(!text.contains("client!key"), "{text}");
}

const ASSIGN: Operation = Operation::new("assignSegment", "assign", "POST", "/card-segments")
    .with_product("benefit-allocation")
    .with_encryption(PayloadEncryption::Body(
        BodyEncryption::new("encryptedValue").with_answers(AnswerForm::Either),
    ));
const ENROLL: Operation = Operation::new("enrollCard", "putCard", "POST", "/cards")
    .with_product("issuer-enrollment")
    .with_encryption(PayloadEncryption::Field("encryptedCard"));
const PAN: &str = "5555555555554444";

/// A request of each kind that must be encrypted.
fn demanding(client: &Client) -> [mc_core::Request; 2] {
    [
        mc_core::Request::new(client, &ASSIGN).json(&serde_json::json!({ "cardNumber": PAN })),
        mc_core::Request::new(client, &ENROLL).json(&serde_json::json!({ "encryptedCard": { "pan": PAN } })),
    ]
}

/// Every way to a client without encryption; none of them may put a clear byte on the wire.
#[tokio::test]
async fn nothing_that_must_be_encrypted_leaves_in_the_clear() {
    let server = busy(0).await;
    let identity = Authority::new("clients").client("us");
    let bare = || {
        reqwest::Client::builder()
            .tls_backend_preconfigured(server.trusted().build().unwrap())
            .build()
            .unwrap()
    };
    let token = || Bearer::new(|| async { Ok(Token::new("abc").unwrap()) });
    let builders = [
        ClientBuilder::oauth1(oauth1()),
        ClientBuilder::bearer(token()),
        ClientBuilder::mutual_tls(&identity),
        ClientBuilder::oauth1(oauth1()).without_retry(),
        ClientBuilder::oauth1(oauth1()).with_requests_in_the_clear([&SEARCH]),
    ];
    let mut clients: Vec<ClientWithMiddleware> = builders
        .into_iter()
        .map(|builder| builder.with_tls(server.trusted()).build().unwrap())
        .collect();
    let plain = || reqwest_middleware::ClientBuilder::new(bare());
    let layer = || {
        let own = key("pkcs8.pem");
        EncryptionLayer::jwe(Encrypter::new(own.public_key()).unwrap(), Decrypter::new(&own).unwrap())
    };
    clients.push(plain().build());
    clients.push(plain().with(oauth1()).build());
    clients.push(plain().with(token()).build());
    // Encryption in the wrong place comes too late for the signature.
    clients.push(plain().with(oauth1()).with(layer()).build());
    clients.push(plain().with(ClearRequests::of([&SEARCH])).with(oauth1()).build());
    for (at, http) in clients.into_iter().enumerate() {
        let client = client(http, &server);
        for (request, operation) in demanding(&client).into_iter().zip([ASSIGN, ENROLL]) {
            let error = request.send_empty().await.unwrap_err();
            assert!(
                error.is_middleware() && !error.may_have_been_processed(),
                "{at}: {error}"
            );
            assert!(!error.is_retryable());
            assert_eq!(error.operation(), Some(operation));
            let text = error.to_string();
            assert!(
                text.contains(operation.id()) && text.contains("give the client an encryption layer"),
                "{text}"
            );
            assert!(!format!("{error:?}").contains(PAN));
        }
    }
    assert!(server.requests().is_empty());

    // With the layer both are sent, and no clear text with them.
    let http = ClientBuilder::oauth1(oauth1())
        .with_tls(server.trusted())
        .with_encryption(layer())
        .build()
        .unwrap();
    let with_layer = client(http, &server);
    for request in demanding(&with_layer) {
        request.send_empty().await.unwrap();
    }
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    for request in &requests {
        assert!(!String::from_utf8_lossy(&request.body).contains("5555"));
    }
    assert!(requests[0].body.starts_with(b"{\"encryptedValue\":\"eyJ"));
    assert!(requests[1].body.starts_with(b"{\"encryptedCard\":\"eyJ"));

    // In the clear goes what the caller has named, and nothing else.
    let http = ClientBuilder::oauth1(oauth1())
        .with_tls(server.trusted())
        .with_requests_in_the_clear([&ASSIGN])
        .build()
        .unwrap();
    let named = client(http, &server);
    let [assign, enroll] = demanding(&named);
    assign.send_empty().await.unwrap();
    assert!(enroll.send_empty().await.unwrap_err().is_middleware());
    // An enrolment without a card has nothing to encrypt.
    let by_reference = mc_core::Request::new(&named, &ENROLL).json(&serde_json::json!({ "reference": 1 }));
    by_reference.send_empty().await.unwrap();
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn an_error_says_which_key_a_payload_was_encrypted_for() {
    for (status, body, said) in [
        (
            "400 Bad Request",
            r#"{"Errors":{"Error":[{"Source":"x","ReasonCode":"57"}]}}"#,
            "reason code 57 says that this is a key of another environment",
        ),
        (
            "500 Internal Server Error",
            "",
            "a 500 without an error in its body is what a payload gets",
        ),
        ("500 Internal Server Error", "Internal Server Error", "cannot decrypt"),
    ] {
        let server = Server::start(&[], BOTH, move |_| {
            format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n{body}", body.len())
        })
        .await;
        let http = ClientBuilder::oauth1(oauth1())
            .with_tls(server.trusted())
            .with_encryption(whole_body())
            .without_retry()
            .build()
            .unwrap();
        let error = search(&client(http, &server)).send_empty().await.unwrap_err();
        let text = error.to_string();
        let kid = key("pkcs8.pem").public_key().fingerprint_sha256().to_hex();
        assert!(
            text.contains(&format!("encrypted for key id {kid}")) && text.contains(said),
            "{text}"
        );
    }
}
