//! Published key sets, fetched from a real server on this machine, by a clock that the test sets.

#![cfg(all(feature = "reqwest", any(feature = "aws-lc-rs", feature = "rustcrypto")))]

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use base64ct::{Base64UrlUnpadded, Encoding as _};
use mc_auth::jwe::{ContentEncryption, Decrypter, Encrypter};
use mc_auth::keys::jwks::{JwkChoice, JwksEncrypter, JwksSource};
use mc_auth::keys::{JwkSet, KeySource, PrivateKey, PublicKey};
use mc_auth::oauth1::Clock;
use mc_auth::payload::{Encryption, EncryptionLayer, JweScheme, Rule, Target};
use reqwest::redirect::Policy;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

const MINUTE: u64 = 60;
const HOUR: u64 = 3600;
const DAY: u64 = 24 * HOUR;

/// A clock that goes when it is told to.
#[derive(Clone, Debug)]
struct Dial(Arc<AtomicU64>);

impl Dial {
    fn new() -> Self {
        Self(Arc::new(AtomicU64::new(1_768_435_200)))
    }

    fn forward(&self, seconds: u64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for Dial {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(self.0.load(Ordering::SeqCst))
    }
}

/// Answers each request with what is set, and counts them; or hangs up where nothing is.
#[derive(Clone)]
struct Server {
    url: String,
    answer: Arc<Mutex<String>>,
    requests: Arc<Mutex<Vec<String>>>,
    /// A permit for each answer, where answers are held back.
    gate: Arc<Semaphore>,
}

impl Server {
    async fn start(answer: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            url: format!("http://{}/keys/mcs/fpanEncryption", listener.local_addr().unwrap()),
            answer: Arc::new(Mutex::new(answer)),
            requests: Arc::default(),
            gate: Arc::new(Semaphore::new(Semaphore::MAX_PERMITS)),
        };
        let shared = server.clone();
        tokio::spawn(async move {
            while let Ok((mut socket, _)) = listener.accept().await {
                let shared = shared.clone();
                tokio::spawn(async move {
                    let mut request = Vec::new();
                    let mut bytes = [0; 1024];
                    while !is_whole(&request) {
                        match socket.read(&mut bytes).await {
                            Ok(0) | Err(_) => return,
                            Ok(length) => request.extend_from_slice(&bytes[..length]),
                        }
                    }
                    let request = String::from_utf8(request).unwrap();
                    shared.requests.lock().unwrap().push(request);
                    shared.gate.acquire().await.unwrap().forget();
                    let answer = shared.answer.lock().unwrap().clone();
                    // A client that has seen enough may be gone.
                    socket.write_all(answer.as_bytes()).await.ok();
                    socket.shutdown().await.ok();
                });
            }
        });
        server
    }

    fn answers(&self, answer: String) {
        *self.answer.lock().unwrap() = answer;
    }

    fn fetches(&self) -> usize {
        self.requests.lock().unwrap().len()
    }

    fn source(&self, clock: &Dial) -> JwksSource {
        JwksSource::new(http(), &self.url).unwrap().with_clock(clock.clone())
    }
}

/// Whether a request has its headers and the body that they announce.
fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request).to_lowercase();
    text.split_once("\r\n\r\n").is_some_and(|(headers, body)| {
        let length = headers.lines().find_map(|line| line.strip_prefix("content-length: "));
        length.is_none_or(|length| body.len() >= length.parse().unwrap())
    })
}

fn http() -> reqwest::Client {
    client(Policy::none())
}

fn client(policy: Policy) -> reqwest::Client {
    let builder = reqwest::Client::builder().redirect(policy).no_proxy();
    #[cfg(feature = "tls")]
    let builder = builder.tls_backend_preconfigured(mc_auth::tls::ClientTls::new().build().unwrap());
    builder.build().unwrap()
}

fn answer(headers: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n{headers}\r\n{body}",
        body.len()
    )
}

fn private(name: &str) -> PrivateKey {
    KeySource::path(format!("{}/tests/keys/{name}", env!("CARGO_MANIFEST_DIR")))
        .private_key()
        .unwrap()
}

/// The public half of a key as JWK.
fn jwk(key: &PublicKey, kid: &str, more: &Value) -> Value {
    // After the header of the SPKI come the modulus of 257 bytes, the first one zero, and the exponent of 3 bytes.
    let der = key.spki_der();
    let end = der.len();
    let modulus = &der[end - 5 - 256..end - 5];
    let mut jwk = json!({
        "kty": "RSA",
        "kid": kid,
        "n": Base64UrlUnpadded::encode_string(modulus),
        "e": "AQAB",
    });
    for (name, value) in more.as_object().unwrap() {
        jwk[name] = value.clone();
    }
    let read = mc_auth::keys::Jwk::from_json(jwk.to_string().as_bytes()).unwrap();
    assert_eq!(read.public_key(), key);
    jwk
}

fn encryption() -> Value {
    json!({"use": "enc", "alg": "RSA-OAEP-256"})
}

fn published(names: &[(&str, &str)]) -> String {
    let keys: Vec<Value> = names
        .iter()
        .map(|(file, kid)| jwk(private(file).public_key(), kid, &encryption()))
        .collect();
    json!({ "keys": keys }).to_string()
}

fn first() -> String {
    published(&[("pkcs8.pem", "149123-src-fpan-encryption")])
}

fn second() -> String {
    published(&[
        ("pkcs8.pem", "149123-src-fpan-encryption"),
        ("other.pem", "151002-src-fpan-encryption"),
    ])
}

fn choice() -> JwkChoice {
    JwkChoice::encryption().with_kid_suffix("-src-fpan-encryption")
}

async fn kid(source: &JwksSource) -> String {
    source.find(&choice()).await.unwrap().kid().unwrap().to_owned()
}

#[tokio::test]
async fn a_set_is_kept_as_long_as_it_says_within_bounds() {
    for (headers, fresh) in [
        ("", HOUR),
        ("cache-control: public, max-age=7200\r\n", 2 * HOUR),
        ("cache-control: Max-Age=\"7200\"\r\nage: 3600\r\n", HOUR),
        ("cache-control: max-age=5\r\n", MINUTE),
        ("cache-control: max-age=90000000\r\n", DAY),
        ("cache-control: max-age=99999999999999999999999\r\n", HOUR),
        ("cache-control: no-store\r\ncache-control: max-age=7200\r\n", MINUTE),
        ("cache-control: max-age=7200, no-cache\r\n", MINUTE),
        ("cache-control: max-age=7200\r\nage: 90000\r\n", MINUTE),
        ("cache-control: s-maxage=9\r\n", HOUR),
    ] {
        let server = Server::start(answer(headers, &first())).await;
        let clock = Dial::new();
        let source = server.source(&clock);
        assert_eq!(server.fetches(), 0);
        kid(&source).await;
        clock.forward(fresh - 1);
        kid(&source.clone()).await;
        assert_eq!(server.fetches(), 1, "{headers}");
        clock.forward(1);
        kid(&source).await;
        assert_eq!(server.fetches(), 2, "{headers}");
    }
    let server = Server::start(answer("", &first())).await;
    let clock = Dial::new();
    let source = server
        .source(&clock)
        .with_default_age(Duration::from_secs(5))
        .with_age(Duration::from_secs(2), Duration::from_secs(9));
    kid(&source).await;
    clock.forward(4);
    kid(&source).await;
    assert_eq!(server.fetches(), 1);
    source.invalidate();
    kid(&source).await;
    assert_eq!(server.fetches(), 2);
    let request = server.requests.lock().unwrap()[0].to_lowercase();
    assert!(
        request.starts_with("get /keys/mcs/fpanencryption http/1.1\r\n"),
        "{request}"
    );
    assert!(request.contains("accept: application/json\r\n"), "{request}");
}

#[tokio::test]
async fn many_who_wait_cause_one_fetch() {
    let server = Server::start(answer("", &first())).await;
    server.gate.forget_permits(Semaphore::MAX_PERMITS);
    let clock = Dial::new();
    let source = server.source(&clock);
    let mut waiting = tokio::task::JoinSet::new();
    for _ in 0..50 {
        let source = source.clone();
        waiting.spawn(async move { kid(&source).await });
    }
    // Each has begun to wait before the server says a word.
    while server.fetches() == 0 {
        tokio::task::yield_now().await;
    }
    server.gate.add_permits(2);
    let names = waiting.join_all().await;
    assert_eq!(names, vec!["149123-src-fpan-encryption"; 50]);
    assert_eq!(server.fetches(), 1);

    // While it is renewed, the others go on with the former set.
    clock.forward(2 * HOUR);
    server.gate.forget_permits(Semaphore::MAX_PERMITS);
    server.answers(answer("", &second()));
    let renewing = tokio::spawn({
        let source = source.clone();
        async move { kid(&source).await }
    });
    while server.fetches() == 1 {
        tokio::task::yield_now().await;
    }
    for _ in 0..10 {
        assert_eq!(kid(&source).await, "149123-src-fpan-encryption");
    }
    server.gate.add_permits(1);
    assert_eq!(renewing.await.unwrap(), "151002-src-fpan-encryption");
    assert_eq!(kid(&source).await, "151002-src-fpan-encryption");
    assert_eq!(server.fetches(), 2);
}

#[tokio::test]
async fn many_who_wait_share_one_failure() {
    let server = Server::start("HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n".to_owned()).await;
    server.gate.forget_permits(Semaphore::MAX_PERMITS);
    let source = server.source(&Dial::new());
    let mut waiting = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let source = source.clone();
        waiting.spawn(async move { source.keys().await.unwrap_err().to_string() });
    }
    while server.fetches() == 0 {
        tokio::task::yield_now().await;
    }
    server.gate.add_permits(1);
    for text in waiting.join_all().await {
        assert!(text.ends_with("answers 503 Service Unavailable"), "{text}");
    }
    assert_eq!(server.fetches(), 1);
}

#[tokio::test]
async fn an_outage_is_lived_through_with_the_former_set_for_a_day() {
    let good = answer("", &first());
    let server = Server::start(good.clone()).await;
    let clock = Dial::new();
    let source = server.source(&clock);
    kid(&source).await;

    server.answers(String::new());
    clock.forward(HOUR);
    kid(&source).await;
    assert_eq!(server.fetches(), 2);
    // Not asked again at once.
    clock.forward(MINUTE - 1);
    kid(&source).await;
    assert_eq!(server.fetches(), 2);
    clock.forward(1);
    kid(&source).await;
    assert_eq!(server.fetches(), 3);
    clock.forward(DAY - MINUTE - 1);
    kid(&source).await;
    assert_eq!(server.fetches(), 4);
    clock.forward(1);
    let error = source.keys().await.unwrap_err();
    assert!(error.is_file());
    assert!(
        error
            .to_string()
            .contains("/keys/mcs/fpanEncryption: cannot be fetched: "),
        "{error}"
    );
    assert_eq!(server.fetches(), 4, "it was asked a second ago");

    // It comes back, and the next one who asks has it.
    server.answers(good);
    clock.forward(MINUTE - 1);
    kid(&source).await;
    assert_eq!(server.fetches(), 5);
}

#[tokio::test]
async fn a_server_that_fails_before_a_first_set_is_left_alone_for_growing_pauses() {
    let server =
        Server::start("HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_owned())
            .await;
    let clock = Dial::new();
    let source = server.source(&clock);
    // A call in each of 300 seconds: fetches at 0, 1, 3, 7, 15, 31, 63, and then each minute.
    for _ in 0..300 {
        let error = source.find(&choice()).await.unwrap_err();
        assert!(
            error.to_string().ends_with("answers 503 Service Unavailable"),
            "{error}"
        );
        clock.forward(1);
    }
    assert_eq!(server.fetches(), 10);
    server.answers(answer("", &first()));
    clock.forward(3);
    kid(&source).await;
    assert_eq!(server.fetches(), 11);
}

#[tokio::test]
async fn one_unfamiliar_key_does_not_spoil_a_set() {
    let good: Value = serde_json::from_str(&first()).unwrap();
    let strange = [
        json!({"kty": "AKP", "alg": "ML-DSA-44", "kid": "quantum", "pub": "AAAA"}),
        json!({"kty": "RSA", "kid": 7, "n": "AQAB", "e": "AQAB"}),
        json!({"kty": "RSA", "kid": "numbers", "n": 1, "e": [65537]}),
        json!({"kty": "RSA", "kid": "null", "n": null, "x5c": null, "key_ops": "encrypt"}),
        json!({"kty": ["RSA"]}),
        json!({"kty": "OKP", "crv": "Ed25519", "x": "AA", "use": {}}),
        json!(null),
        json!("key"),
        json!([]),
        json!({}),
    ];
    for key in strange {
        let set = json!({"keys": [key, good["keys"][0]], "more": 1}).to_string();
        let server = Server::start(answer("", &format!("\u{feff}{set}"))).await;
        let source = server.source(&Dial::new());
        assert_eq!(kid(&source).await, "149123-src-fpan-encryption", "{set}");
        let set = source.keys().await.unwrap();
        assert_eq!((set.keys().len(), set.rejected().count()), (1, 1), "{key}");
    }
}

#[tokio::test]
async fn what_a_key_may_be_used_for_counts() {
    let with = |more: &Value| json!({"keys": [jwk(private("pkcs8.pem").public_key(), "k", more)]}).to_string();
    for (members, may) in [
        (json!({}), true),
        (json!({"key_ops": ["encrypt"]}), true),
        (json!({"use": "enc", "key_ops": ["wrapKey", "x"]}), true),
        (json!({"key_ops": ["verify"]}), false),
        (json!({"key_ops": []}), false),
        (json!({"use": "sig"}), false),
        (json!({"alg": "RSA1_5"}), false),
    ] {
        let server = Server::start(answer("", &with(&members))).await;
        let source = server.source(&Dial::new());
        assert_eq!(source.find(&JwkChoice::encryption()).await.is_ok(), may, "{members}");
        // Nor is it taken where nobody asked for its use.
        let made = JwksEncrypter::new(source, JwkChoice::any()).await;
        assert_eq!(made.is_ok(), may, "{members}");
    }
}

#[tokio::test]
async fn a_clock_that_is_set_back_makes_a_set_old() {
    let server = Server::start(answer("", &first())).await;
    let clock = Dial::new();
    let source = server.source(&clock);
    kid(&source).await;
    clock.0.fetch_sub(DAY, Ordering::SeqCst);
    kid(&source).await;
    assert_eq!(server.fetches(), 2);
}

#[tokio::test]
async fn an_unknown_key_causes_a_fetch_but_not_often() {
    let server = Server::start(answer("cache-control: max-age=86400\r\n", &first())).await;
    let clock = Dial::new();
    let source = server.source(&clock);
    let next = JwkChoice::encryption().with_kid("151002-src-fpan-encryption");
    kid(&source).await;
    for _ in 0..5 {
        let error = source.find(&next).await.unwrap_err();
        assert!(error.is_alias());
        assert_eq!(
            error.to_string(),
            "the JWK set has no key 151002-src-fpan-encryption, use enc, alg RSA-OAEP-256; it has: \
             149123-src-fpan-encryption (use enc, alg RSA-OAEP-256)"
        );
    }
    assert_eq!(server.fetches(), 1, "it has just been fetched");
    clock.forward(MINUTE);
    source.find(&next).await.unwrap_err();
    source.find(&next).await.unwrap_err();
    assert_eq!(server.fetches(), 2);

    server.answers(answer("cache-control: max-age=86400\r\n", &second()));
    clock.forward(MINUTE - 1);
    source.find(&next).await.unwrap_err();
    assert_eq!(server.fetches(), 2);
    clock.forward(1);
    let found = source.find(&next).await.unwrap();
    assert_eq!(found.public_key(), private("other.pem").public_key());
    source.find(&next).await.unwrap();
    assert_eq!(server.fetches(), 3);

    // Where the server is gone, what is known is still known, and what is not is said to be so.
    server.answers(String::new());
    clock.forward(MINUTE);
    let unknown = JwkChoice::encryption().with_kid("x");
    assert!(source.find(&unknown).await.unwrap_err().is_alias());
    assert_eq!(server.fetches(), 4);
    assert_eq!(kid(&source).await, "151002-src-fpan-encryption");
}

#[tokio::test]
async fn what_is_no_set_is_refused_and_replaces_none() {
    let elliptic = json!({"keys": [{"kty": "EC", "kid": "a"}]}).to_string();
    let plain = |body: &str| answer("", body);
    let large = format!("{{\"keys\":[],\"pad\":\"{}\"}}", "x".repeat(256 << 10));
    let chunked = format!(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n{:x}\r\n{large}\r\n0\r\n\r\n",
        large.len()
    );
    let cut_off = plain(&first()).replace("content-length: ", "content-length: 1");
    let status = |line: &str| format!("HTTP/1.1 {line}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    let moved = "HTTP/1.1 302 Found\r\nlocation: /elsewhere\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    let cases = [
        (plain("<html>"), "is not a JWK set: line 1, column 1"),
        (plain(""), "is not a JWK set: line 1, column 0"),
        (plain("{}"), "is not a JWK set: line 1, column 2"),
        (plain("{\"keys\":[]}"), "has no key that can be used"),
        (
            plain(&elliptic),
            "has no key that can be used; the first one is a JWK of type EC, but an RSA key is needed",
        ),
        (plain(&large), "is larger than 262144 bytes"),
        (chunked, "is larger than 262144 bytes"),
        (cut_off, "cannot be fetched: "),
        (status("404 Not Found"), "answers 404 Not Found"),
        (status("204 No Content"), "answers 204 No Content"),
        (moved.to_owned(), "answers 302 Found, and redirects are not followed"),
        (String::new(), "cannot be fetched: "),
    ];
    for (bad, expected) in cases {
        let server = Server::start(bad.clone()).await;
        let clock = Dial::new();
        let source = server.source(&clock);
        let error = source.keys().await.unwrap_err();
        assert!(error.is_file(), "{error}");
        let text = error.to_string();
        assert!(text.starts_with("the JWK set at http://127.0.0.1:"), "{text}");
        assert!(
            text.contains(&format!("/keys/mcs/fpanEncryption: {expected}")),
            "{text}"
        );
        assert_eq!(server.fetches(), 1, "{expected}");

        // After a good one, none of it counts.
        clock.forward(1);
        server.answers(answer("", &first()));
        kid(&source).await;
        server.answers(bad);
        clock.forward(HOUR);
        assert_eq!(kid(&source).await, "149123-src-fpan-encryption");
        assert_eq!(server.fetches(), 3, "{expected}");
    }
}

#[tokio::test]
async fn what_a_redirect_brought_is_not_used() {
    let target = Server::start(answer("", &first())).await;
    let moved = format!(
        "HTTP/1.1 302 Found\r\nlocation: {}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
        target.url
    );
    let server = Server::start(moved).await;
    let source = JwksSource::new(client(Policy::limited(3)), &server.url).unwrap();
    let error = source.keys().await.unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("the HTTP client followed a redirect; give it reqwest::redirect::Policy::none()"),
        "{error}"
    );
    assert_eq!(target.fetches(), 1);
}

#[test]
fn addresses_are_https_or_of_this_machine() {
    for good in [
        "https://sandbox.src.mastercard.com/keys/mcs/fpanEncryption",
        "http://127.0.0.1:1/",
        "http://[::1]/",
        "http://localhost:80/keys",
    ] {
        drop(JwksSource::new(http(), good).unwrap());
    }
    for (bad, why) in [
        ("http://sandbox.src.mastercard.com/keys", "has to begin with https://"),
        ("http://127.0.0.1.example.com/", "has to begin with https://"),
        ("http://10.0.0.1/", "has to begin with https://"),
        ("file:///etc/passwd", "has to begin with https://"),
        ("/keys", "is no URL"),
        (
            "https://me:secret@example.com/",
            "has a name or password in it, which does not belong there",
        ),
    ] {
        let error = JwksSource::new(http(), bad).unwrap_err();
        assert!(error.is_configuration());
        assert_eq!(error.to_string(), format!("the address of a JWK set {why}"));
    }
    let source = JwksSource::new(http(), "https://example.com/keys?token=secret").unwrap();
    assert_eq!(
        format!("{source:?}"),
        "JwksSource { url: \"https://example.com/keys\", .. }"
    );
}

#[test]
fn keys_are_chosen_by_name_use_and_algorithm() {
    let (one, two) = (private("pkcs8.pem"), private("other.pem"));
    let (one, two) = (one.public_key(), two.public_key());
    let set = json!({"keys": [
        jwk(two, "149126-src-payload-verification", &json!({"use": "sig", "alg": "RS256"})),
        jwk(one, "99-src-fpan-encryption", &json!({"use": "enc", "alg": "RSA-OAEP-256"})),
        jwk(two, "149123-src-fpan-encryption", &json!({"use": "enc", "alg": "RSA-OAEP-256"})),
        jwk(one, "old-oaep", &json!({"use": "enc", "alg": "RSA-OAEP"})),
        jwk(one, "unmarked", &json!({})),
    ]});
    let set = JwkSet::from_json(set.to_string().as_bytes()).unwrap();
    let found = |choice: JwkChoice| choice.among(&set).map(|key| key.kid().unwrap().to_owned());

    // By number, not by text and not by place.
    assert_eq!(found(choice()).unwrap(), "149123-src-fpan-encryption");
    assert_eq!(
        found(JwkChoice::encryption().with_kid("99-src-fpan-encryption")).unwrap(),
        "99-src-fpan-encryption"
    );
    assert_eq!(found(JwkChoice::encryption().with_kid("unmarked")).unwrap(), "unmarked");
    let signing = JwkChoice::any().with_usage("sig").with_algorithms(["RS256", "PS256"]);
    assert!(
        found(signing.clone()).unwrap_err().is_alias(),
        "the unmarked one may be it"
    );
    let named = signing.with_kid_suffix("-src-payload-verification");
    assert_eq!(found(named).unwrap(), "149126-src-payload-verification");
    assert_eq!(
        found(JwkChoice::any().with_algorithms(["RSA-OAEP"]).with_kid("old-oaep")).unwrap(),
        "old-oaep"
    );

    for (choice, expected) in [
        (
            JwkChoice::encryption().with_kid("old-oaep"),
            "the JWK set has no key old-oaep, use enc, alg RSA-OAEP-256; it has: ",
        ),
        (
            JwkChoice::encryption().with_kid("149126-src-payload-verification"),
            "the JWK set has no key 149126-src-payload-verification, use enc, alg RSA-OAEP-256; it has: ",
        ),
        (
            JwkChoice::encryption(),
            "the JWK set has several keys of any name, use enc, alg RSA-OAEP-256, so one has to be named by its kid; it has: ",
        ),
        (
            JwkChoice::any().with_kid_suffix("-x"),
            "the JWK set has no key whose name ends with -x; it has: ",
        ),
        (
            JwkChoice::any().with_kid_suffix("tion"),
            "the JWK set has several keys whose name ends with tion, so one has to ",
        ),
    ] {
        let error = found(choice).unwrap_err();
        assert!(error.is_alias());
        assert!(error.to_string().starts_with(expected), "{error}");
    }

    // The same key twice is one; two of one number are several.
    let twice = json!({"keys": [jwk(one, "1-a", &encryption()), jwk(one, "1-a", &encryption())]}).to_string();
    let set = JwkSet::from_json(twice.as_bytes()).unwrap();
    JwkChoice::encryption().among(&set).unwrap();
    let rivals = json!({"keys": [jwk(one, "1-a", &encryption()), jwk(two, "01-a", &encryption())]}).to_string();
    let set = JwkSet::from_json(rivals.as_bytes()).unwrap();
    assert!(
        JwkChoice::encryption()
            .with_kid_suffix("-a")
            .among(&set)
            .unwrap_err()
            .is_alias()
    );
}

/// The header of a JWE.
fn header(jwe: &str) -> Value {
    let header = Base64UrlUnpadded::decode_vec(jwe.split('.').next().unwrap()).unwrap();
    serde_json::from_slice(&header).unwrap()
}

#[tokio::test]
async fn requests_are_encrypted_with_the_key_of_the_day() {
    let keys = Server::start(answer("", &first())).await;
    let gateway = Server::start("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}".to_owned()).await;
    let clock = Dial::new();
    let encrypter = JwksEncrypter::made_by(keys.source(&clock), choice(), |key| {
        let encrypter = Encrypter::new(key.public_key())?.with_content_encryption(ContentEncryption::A128Gcm);
        Ok(encrypter.with_kid(key.kid().unwrap_or_default()))
    })
    .await
    .unwrap();
    let scheme = JweScheme::new().with_encrypter(encrypter.encrypter());
    let rule = Rule::body().with_clear_answers();
    let encryption = Encryption::new(scheme).with_rule(Target::any(), rule).unwrap();
    let client = reqwest_middleware::ClientBuilder::new(http())
        .with(encrypter.clone())
        .with(EncryptionLayer::new(encryption))
        .build();

    let sent = |file: &str| {
        let request = gateway.requests.lock().unwrap().pop().unwrap();
        let (_, body) = request.split_once("\r\n\r\n").unwrap();
        let body: Value = serde_json::from_str(body).unwrap();
        let jwe = body["encryptedData"].as_str().unwrap();
        let plaintext = Decrypter::new(&private(file)).unwrap().decrypt(jwe).unwrap();
        assert_eq!(plaintext.as_slice(), br#"{"card":1}"#);
        header(jwe)
    };
    let post = async || client.post(&gateway.url).body(r#"{"card":1}"#).send().await;
    post().await.unwrap();
    let expected = json!({
        "kid": "149123-src-fpan-encryption", "cty": "application/json", "enc": "A128GCM", "alg": "RSA-OAEP-256"
    });
    assert_eq!(sent("pkcs8.pem"), expected);
    assert_eq!(keys.fetches(), 1);

    // The key changes; once the set is old, the next request has the new one.
    keys.answers(answer("", &second()));
    post().await.unwrap();
    assert_eq!(sent("pkcs8.pem")["kid"], "149123-src-fpan-encryption");
    clock.forward(HOUR);
    client.get(&gateway.url).send().await.unwrap();
    assert_eq!(keys.fetches(), 1, "a request without a body needs no key");
    post().await.unwrap();
    assert_eq!(sent("other.pem")["kid"], "151002-src-fpan-encryption");
    assert_eq!(keys.fetches(), 2);

    // An outage of the keys is no outage of the service, for a day.
    keys.answers(String::new());
    clock.forward(20 * HOUR);
    post().await.unwrap();
    assert_eq!(sent("other.pem")["kid"], "151002-src-fpan-encryption");
    clock.forward(DAY);
    let before = gateway.fetches();
    let error = post().await.unwrap_err();
    let reqwest_middleware::Error::Middleware(error) = error else {
        panic!("{error}");
    };
    let error = error.downcast_ref::<mc_core::Error>().unwrap();
    assert!(error.to_string().contains("the JWK set at http://127.0.0.1"), "{error}");
    assert_eq!(gateway.fetches(), before, "nothing was sent");

    // A key of the same name is another key all the same, and one that cannot be had leaves the former.
    keys.answers(answer("", &published(&[("pkcs8.pem", "151002-src-fpan-encryption")])));
    clock.forward(MINUTE);
    post().await.unwrap();
    assert_eq!(sent("pkcs8.pem")["kid"], "151002-src-fpan-encryption");
    keys.answers(answer("", &published(&[("pkcs8.pem", "another")])));
    clock.forward(HOUR);
    assert!(encrypter.refresh().await.unwrap_err().is_alias());
    let former = encrypter.encrypter().current().encrypt(b"1").unwrap();
    assert_eq!(header(&former)["kid"], "151002-src-fpan-encryption");
}

#[tokio::test]
async fn without_a_kid_the_fingerprint_names_the_key() {
    let mut set: Value = serde_json::from_str(&first()).unwrap();
    set["keys"][0].as_object_mut().unwrap().remove("kid");
    let server = Server::start(answer("", &set.to_string())).await;
    let encrypter = JwksEncrypter::new(server.source(&Dial::new()), JwkChoice::encryption())
        .await
        .unwrap();
    let jwe = encrypter.encrypter().current().encrypt(b"1").unwrap();
    let key = private("pkcs8.pem");
    assert_eq!(
        header(&jwe),
        json!({
            "kid": key.public_key().fingerprint_sha256().to_hex(),
            "cty": "application/json", "enc": "A256GCM", "alg": "RSA-OAEP-256"
        })
    );
    let text = format!("{encrypter:?}");
    assert!(text.contains("JwksSource") && text.contains("127.0.0.1"), "{text}");
}
