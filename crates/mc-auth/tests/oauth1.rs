//! Known answers: our own, with every stage stated, and the official ones where they are at hand.

#![cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use base64ct::{Base64, Encoding as _};
use http::header::{AUTHORIZATION, HOST};
use http::{HeaderMap, HeaderValue, Request};
use mc_auth::keys::{KeySource, PrivateKey};
use mc_auth::oauth1::fixed::{FixedClock, FixedNonce};
use mc_auth::oauth1::{OAuth1, ParamEncoding, Parameters, PlusSign, SignatureMethod, body_hash, percent_encode};
use mc_auth::rsa::{Backend, LocalSigner};
use serde_json::Value;

const ENCODINGS: [ParamEncoding; 2] = [ParamEncoding::Compat, ParamEncoding::Rfc5849];

fn backends() -> Vec<&'static dyn Backend> {
    vec![
        #[cfg(feature = "aws-lc-rs")]
        &mc_auth::rsa::aws_lc::AwsLc,
        #[cfg(feature = "rustcrypto")]
        &mc_auth::rsa::rustcrypto::RustCrypto,
    ]
}

fn here(parts: &[&str]) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests"].iter().chain(parts).collect()
}

/// A file of the folder `shared` beside the checkout, which not everybody has.
fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/vectors")
        .join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: ../shared is not here");
    None
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn key() -> PrivateKey {
    KeySource::path(here(&["keys", "pkcs8.pem"])).private_key().unwrap()
}

fn signer(backend: &dyn Backend, key: &PrivateKey) -> LocalSigner {
    LocalSigner::with_backend(key, backend).unwrap()
}

/// Our test key and consumer key `ck!k` at second 1, nonce `n`.
fn oauth1() -> OAuth1 {
    fixed(OAuth1::new("ck!k", LocalSigner::new(&key()).unwrap()).unwrap(), "n", 1)
}

fn fixed(oauth1: OAuth1, nonce: &str, timestamp: u64) -> OAuth1 {
    oauth1
        .with_nonce_source(FixedNonce(nonce.to_owned()))
        .with_clock(FixedClock::from_unix_seconds(timestamp).unwrap())
}

#[tokio::test]
async fn every_stage_of_our_own_vectors() {
    let folder = here(&["vectors", "oauth1"]);
    let mut cases = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let case = entry.unwrap().path();
        if !case.is_dir() {
            continue;
        }
        cases += 1;
        let stage = |name: &str| std::fs::read_to_string(case.join(name)).unwrap();
        let request = json(&case.join("request.json"));
        let body = Base64::decode_vec(text(&request["body_base64"])).unwrap();
        assert_eq!(body_hash(&body), stage("body-hash.txt"), "{case:?}");
        for backend in backends() {
            for encoding in ENCODINGS {
                let oauth1 = OAuth1::new(text(&request["consumer_key"]), signer(backend, &key())).unwrap();
                let timestamp = request["timestamp"].as_u64().unwrap();
                let oauth1 = fixed(oauth1, text(&request["nonce"]), timestamp).with_encoding(encoding);
                let (method, url) = (text(&request["method"]), text(&request["url"]));
                let signed = oauth1.sign(method, url, &body).await.unwrap();
                assert_eq!(signed.url(), stage("url.txt"), "{case:?}");
                assert_eq!(
                    signed.base_string(),
                    stage(&format!("{encoding}.base-string.txt")),
                    "{case:?}"
                );
                assert_eq!(
                    signed.parameters().base_string(encoding, method, url).unwrap(),
                    signed.base_string()
                );
                let authorization = stage(&format!("{encoding}.authorization.txt"));
                assert_eq!(signed.authorization(), authorization.as_str(), "{case:?}");
            }
        }
    }
    assert_eq!(cases, 11, "a vector is missing");
}

#[tokio::test]
async fn pss_signatures_verify_and_say_their_method() {
    for backend in backends() {
        let oauth1 = OAuth1::new("ck!k", signer(backend, &key())).unwrap();
        let oauth1 = oauth1.with_signature_method(SignatureMethod::RsaPss);
        let signed = oauth1.sign("GET", "https://h.com/x", b"").await.unwrap();
        assert!(signed.base_string().contains("%26oauth_signature_method%3DRSA-PSS%26"));
        let header = signed.authorization().to_str().unwrap();
        assert!(header.contains(r#",oauth_signature_method="RSA-PSS","#), "{header}");
        let public = backend.public_key(key().public_key()).unwrap();
        let signature = signature_of(header);
        let algorithm = SignatureMethod::RsaPss.algorithm();
        public
            .verify(algorithm, signed.base_string().as_bytes(), &signature)
            .unwrap();
        let algorithm = SignatureMethod::RsaSha256.algorithm();
        assert!(
            public
                .verify(algorithm, signed.base_string().as_bytes(), &signature)
                .is_err()
        );
    }
}

fn signature_of(header: &str) -> Vec<u8> {
    let (_, encoded) = header.split_once("oauth_signature=\"").unwrap();
    let base64 = encoded
        .trim_end_matches('"')
        .replace("%2B", "+")
        .replace("%2F", "/")
        .replace("%3D", "=");
    Base64::decode_vec(&base64).unwrap()
}

#[tokio::test]
async fn no_changed_byte_verifies() {
    let signed = oauth1().sign("POST", "https://h.com/x?a=1", b"body").await.unwrap();
    let signature = signature_of(signed.authorization().to_str().unwrap());
    for backend in backends() {
        let public = backend.public_key(key().public_key()).unwrap();
        let verify = |base: &[u8]| public.verify(SignatureMethod::RsaSha256.algorithm(), base, &signature);
        verify(signed.base_string().as_bytes()).unwrap();
        for position in 0..signed.base_string().len() {
            let mut changed = signed.base_string().as_bytes().to_vec();
            changed[position] ^= 1;
            assert!(verify(&changed).is_err(), "byte {position}");
        }
    }
    let body = oauth1().sign("POST", "https://h.com/x?a=1", b"bodY").await.unwrap();
    assert_ne!(body.base_string(), signed.base_string());
}

#[tokio::test]
async fn requests_are_rewritten_to_what_was_signed() {
    let request = Request::post("https://user:pw@H.com:443/a%2fb?b=x+y&a=%7e,&&c")
        .header(AUTHORIZATION, "Basic dXNlcjpwdw==")
        .header(AUTHORIZATION, "Bearer second")
        .header("x-other", "kept");
    let (mut parts, body) = request.body("body").unwrap().into_parts();
    let signed = oauth1().sign_parts(&mut parts, body.as_bytes()).await.unwrap();
    assert_eq!(parts.uri, "https://user:pw@H.com:443/a%2fb?b=x%20y&a=~%2C&c=");
    assert_eq!(signed.url(), "https://h.com/a%2fb?b=x%20y&a=~%2C&c=");
    let values: Vec<&HeaderValue> = parts.headers.get_all(AUTHORIZATION).iter().collect();
    assert_eq!(values, [signed.authorization()], "set, not added");
    assert!(values[0].is_sensitive());
    assert_eq!(parts.headers["x-other"], "kept");
    let fragment = "&a%3D~%252C%26b%3Dx%2520y%26c%3D%26oauth_body_hash%3D";
    assert!(signed.base_string().contains(fragment), "{}", signed.base_string());

    // Signing again changes nothing but the signature's own parts: the URI is canonical now.
    let uri = parts.uri.clone();
    let again = oauth1().sign_parts(&mut parts, body.as_bytes()).await.unwrap();
    assert_eq!((again.base_string(), &parts.uri), (signed.base_string(), &uri));
}

#[tokio::test]
async fn an_empty_query_is_not_sent() {
    let (mut parts, ()) = Request::get("https://h.com/x?&").body(()).unwrap().into_parts();
    oauth1().sign_parts(&mut parts, b"").await.unwrap();
    assert_eq!(parts.uri, "https://h.com/x");
}

#[tokio::test]
async fn the_host_header_is_signed_where_there_is_one() {
    let (mut parts, ()) = Request::get("http://127.0.0.1:9000/x")
        .header(HOST, "Api.mastercard.com:80")
        .body(())
        .unwrap()
        .into_parts();
    let signed = oauth1().sign_parts(&mut parts, b"").await.unwrap();
    assert_eq!(signed.url(), "http://api.mastercard.com/x");
    assert_eq!(parts.uri, "http://127.0.0.1:9000/x");
}

#[tokio::test]
async fn relative_uris_are_refused_and_left_alone() {
    let (mut parts, ()) = Request::get("/x?a=+")
        .header(AUTHORIZATION, "kept")
        .body(())
        .unwrap()
        .into_parts();
    let error = oauth1().sign_parts(&mut parts, b"").await.unwrap_err();
    assert!(error.is_request());
    assert_eq!(
        error.to_string(),
        "the request cannot be signed: its URI is not absolute"
    );
    assert_eq!(
        (parts.uri.to_string().as_str(), &parts.headers[AUTHORIZATION]),
        ("/x?a=+", &HeaderValue::from_static("kept"))
    );
}

#[tokio::test]
async fn consumer_keys_and_nonces_are_checked() {
    let refused = |consumer_key: &str| {
        let error = OAuth1::new(consumer_key, LocalSigner::new(&key()).unwrap()).unwrap_err();
        assert!(error.is_configuration());
        assert!(!consumer_key.contains("secret") || !error.to_string().contains("secret"));
        error.to_string()
    };
    assert_eq!(refused(""), "the consumer key is empty");
    assert_eq!(
        refused("secret!key\n"),
        "the consumer key has white space in it; was it copied with a line end?"
    );
    for consumer_key in ["secret\"", "secret\\", "secret,b", "a&b", "clé", "a\u{1}b"] {
        assert_eq!(
            refused(consumer_key),
            "the consumer key has a character that no consumer key has"
        );
    }
    for nonce in ["", "a b", "a\"b", "a&b", "é"] {
        let error = fixed(oauth1(), nonce, 1)
            .sign("GET", "https://h.com", b"")
            .await
            .unwrap_err();
        assert!(error.is_configuration(), "{nonce}");
    }
}

#[tokio::test]
async fn nonces_and_times_are_new_for_each_request() {
    let oauth1 = OAuth1::new("ck!k", LocalSigner::new(&key()).unwrap()).unwrap();
    let (one, two) = (
        oauth1.sign("GET", "https://h.com", b"").await.unwrap(),
        oauth1.sign("GET", "https://h.com", b"").await.unwrap(),
    );
    assert_ne!(one.parameters().nonce, two.parameters().nonce);
    assert_eq!(one.parameters().nonce.len(), 16);
    assert_ne!(one.authorization(), two.authorization());
}

#[tokio::test]
async fn rotation_changes_key_and_consumer_key_together_in_every_clone() {
    let other = KeySource::path(here(&["keys", "other.pem"])).private_key().unwrap();
    let first = oauth1();
    let clone = first.clone();
    let before = clone.sign("GET", "https://h.com", b"").await.unwrap();
    first.rotate("ck!second", LocalSigner::new(&other).unwrap()).unwrap();
    let after = clone.sign("GET", "https://h.com", b"").await.unwrap();
    assert_eq!(
        (
            before.parameters().consumer_key.as_str(),
            after.parameters().consumer_key.as_str()
        ),
        ("ck!k", "ck!second")
    );
    for backend in backends() {
        let verify = |key: &PrivateKey, signed: &mc_auth::oauth1::Signed| {
            let signature = signature_of(signed.authorization().to_str().unwrap());
            let public = backend.public_key(key.public_key()).unwrap();
            public
                .verify(
                    SignatureMethod::RsaSha256.algorithm(),
                    signed.base_string().as_bytes(),
                    &signature,
                )
                .is_ok()
        };
        assert!(verify(&key(), &before) && !verify(&other, &before));
        assert!(verify(&other, &after) && !verify(&key(), &after));
    }
    assert!(first.rotate("", LocalSigner::new(&other).unwrap()).is_err());
    let kept = clone.sign("GET", "https://h.com", b"").await.unwrap();
    assert_eq!(kept.parameters().consumer_key, "ck!second");
}

#[tokio::test]
async fn clock_offsets_are_learnt_from_dates() {
    // Sun, 06 Nov 1994 08:49:37 GMT is second 784111777.
    let headers = |pairs: &[(&'static str, &'static str)]| -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| {
                (
                    name.parse().unwrap(),
                    HeaderValue::from_bytes(value.as_bytes()).unwrap(),
                )
            })
            .collect()
    };
    let date = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
    for (clock, offset) in [
        (784_111_777, Some(0)),
        (784_111_776, Some(0)),
        (784_111_778, Some(0)),
        (784_111_477, Some(300)),
        (784_112_077, Some(-300)),
        (784_111_777 - 86_400, Some(86_400)),
        (784_111_777 - 86_401, None),
        (784_111_777 + 86_401, None),
    ] {
        let oauth1 = fixed(oauth1(), "n", clock);
        oauth1.set_clock_offset(7);
        assert_eq!(oauth1.learn_clock(&headers(&[date])), offset, "{clock}");
        let applied = offset.unwrap_or(7);
        assert_eq!(oauth1.clone().clock_offset(), applied);
        let signed = oauth1.sign("GET", "https://h.com", b"").await.unwrap();
        assert_eq!(
            signed.parameters().timestamp,
            clock.checked_add_signed(applied).unwrap()
        );
    }
    let oauth1 = fixed(oauth1(), "n", 784_111_477);
    for nothing in [
        headers(&[]),
        headers(&[date, ("age", "3")]),
        headers(&[("date", "yesterday")]),
        headers(&[("date", "\u{e9}")]),
    ] {
        assert_eq!(oauth1.learn_clock(&nothing), None, "{nothing:?}");
        assert_eq!(oauth1.clock_offset(), 0);
    }
}

#[tokio::test]
async fn times_before_1970_are_refused() {
    let clock = FixedClock(SystemTime::UNIX_EPOCH - Duration::from_secs(1));
    let error = oauth1()
        .with_clock(clock)
        .sign("GET", "https://h.com", b"")
        .await
        .unwrap_err();
    assert!(error.is_configuration());
    let oauth1 = oauth1();
    oauth1.set_clock_offset(-2);
    assert!(
        oauth1
            .sign("GET", "https://h.com", b"")
            .await
            .unwrap_err()
            .is_configuration()
    );
}

#[tokio::test]
async fn nothing_secret_is_printed() {
    let oauth1 = oauth1();
    let signed = oauth1
        .sign("GET", "https://h.com/x?pan=5555555555554444", b"")
        .await
        .unwrap();
    let printed = format!("{oauth1:?} {signed:?} {:?}", signed.authorization());
    for secret in ["ck!k", "5555555555554444", "oauth_signature=", &percent_encode("ck!k")] {
        assert!(!printed.contains(secret), "{printed}");
    }
}

/// Expectations of the official suites that follow from a defect of the libraries, and why ours differ.
///
/// The libraries decode and encode a query only where it has a percent sign somewhere; otherwise they sign its raw text, so
/// that one value's encoding depends on another's. Here the query is always canonical, on the wire and in the signature.
const DEFECTS: [(&str, &str); 2] = [
    (
        "full header GET https://example.com/?param=token1:token2",
        "no percent sign in the query, so the colon is signed raw; here it is sent and signed as %3A",
    ),
    (
        "full header GET https://sandbox.api.mastercard.com?param1=plus+value&param2=colon:value",
        "no percent sign in the query, so plus and colon are signed raw; here they are sent and signed encoded",
    ),
];

#[tokio::test]
async fn official_vectors() {
    let Some(path) = shared("official-oauth1-vectors.json") else {
        return;
    };
    let key = KeySource::path(shared("official-keys/test_key_container.p12").unwrap())
        .with_alias("mykeyalias")
        .with_password("Password1")
        .private_key()
        .unwrap();
    let file = json(&path);
    let vectors = file["vectors"].as_array().unwrap();
    let (mut passed, mut defects) = (0, 0);
    for backend in backends() {
        for vector in vectors {
            let name = text(&vector["name"]);
            if let Some((_, why)) = DEFECTS.iter().find(|(defect, _)| *defect == name) {
                assert!(
                    !official(vector, backend, &key).await,
                    "{name} passes now, so it is no longer a defect"
                );
                println!("not as the official suite has it: {name}: {why}");
                defects += 1;
            } else {
                assert!(official(vector, backend, &key).await, "{backend:?} {name}");
                passed += 1;
            }
        }
    }
    assert_eq!(
        (passed, defects),
        (30 * backends().len(), DEFECTS.len() * backends().len())
    );
    // `cargo xtask bench vectors` reads these lines.
    println!("official vectors: {} of {}", passed / backends().len(), vectors.len());
}

/// Whether the crate does what a vector expects.
async fn official(vector: &Value, backend: &dyn Backend, key: &PrivateKey) -> bool {
    let private = backend.private_key(key).unwrap();
    let signature_of = |base: &str| {
        let algorithm = SignatureMethod::RsaSha256.algorithm();
        Base64::encode_string(&private.sign(algorithm, base.as_bytes()).unwrap())
    };
    match text(&vector["name"]) {
        "body hash" => body_hash(text(&vector["body"]).as_bytes()) == text(&vector["oauth_body_hash"]),
        "percent encode" => percent_encode(text(&vector["input"])) == text(&vector["expected"]),
        "base URI" => {
            let base = parameters()
                .base_string(ParamEncoding::Compat, "GET", text(&vector["input"]))
                .unwrap();
            base.split('&').nth(1) == Some(&percent_encode(text(&vector["expected"])))
        }
        "param string (RFC 5849 example)" => {
            // The example signs with HMAC and a token, which this crate has not; its query is what is compared.
            let mut query = Vec::new();
            for (name, values) in vector["query"].as_object().unwrap() {
                query.extend(
                    values
                        .as_array()
                        .unwrap()
                        .iter()
                        .map(|value| format!("{name}={}", text(value))),
                );
            }
            let expected = text(&vector["expected"]).split("&oauth_").next().unwrap();
            query_of(&query.join("&")) == expected
        }
        "byte-value ordering" => query_of(text(&vector["input_query"])) == text(&vector["expected"]),
        "integrated base string" => {
            let parameters = Parameters {
                consumer_key: text(&vector["oauth_consumer_key"]).to_owned(),
                nonce: text(&vector["oauth_nonce"]).to_owned(),
                timestamp: text(&vector["oauth_timestamp"]).parse().unwrap(),
                method: SignatureMethod::RsaSha256,
                body_hash: text(&vector["oauth_body_hash"]).to_owned(),
            };
            let (method, url) = (text(&vector["method"]), text(&vector["url"]));
            parameters.base_string(ParamEncoding::Compat, method, url).unwrap() == text(&vector["expected"])
        }
        name if name.starts_with("sign ") => signature_of(text(&vector["base_string"])) == text(&vector["signature"]),
        name if name.starts_with("full header ") => {
            let oauth1 = OAuth1::new(text(&vector["consumer_key"]), signer(backend, key)).unwrap();
            // Read back from the header: python's suite fixes both.
            let oauth1 = fixed(oauth1, "Wpe3LF09z1e3xQRI", 1_626_728_330).with_plus_sign(PlusSign::Literal);
            let signed = oauth1
                .sign(text(&vector["method"]), text(&vector["url"]), b"")
                .await
                .unwrap();
            signed.base_string() == text(&vector["base_string"])
                && signed.authorization() == text(&vector["authorization_header"])
        }
        name => panic!("a new kind of vector: {name}"),
    }
}

fn parameters() -> Parameters {
    Parameters {
        consumer_key: "ck!k".to_owned(),
        nonce: "n".to_owned(),
        timestamp: 1,
        method: SignatureMethod::RsaSha256,
        body_hash: body_hash(b""),
    }
}

/// The sorted query of a base string, without the `oauth_` parameters, decoded once.
fn query_of(query: &str) -> String {
    let url = format!("https://h.com/?{query}");
    let base = parameters().base_string(ParamEncoding::Compat, "GET", &url).unwrap();
    let parameters = base.split('&').nth(2).unwrap();
    let pairs: Vec<&str> = parameters
        .split("%26")
        .filter(|pair| !pair.starts_with("oauth_"))
        .collect();
    pairs.join("&").replace("%3D", "=").replace("%25", "%")
}

#[tokio::test]
async fn differential_rows_follow_the_reference() {
    let Some(path) = shared("oauth1-differential.json") else {
        return;
    };
    let file = json(&path);
    let rows = file["rows"].as_array().unwrap();
    for row in rows {
        let url = text(&row["url"]);
        for (plus, reference) in [
            (PlusSign::Space, "rfc5849_plus_is_space"),
            (PlusSign::Literal, "rfc5849_plus_literal"),
        ] {
            let oauth1 = oauth1().with_plus_sign(plus);
            let strict = oauth1
                .clone()
                .with_encoding(ParamEncoding::Rfc5849)
                .sign("GET", url, b"")
                .await
                .unwrap();
            assert_eq!(strict.base_string(), text(&row["reference"][reference]), "{url}");
        }
        // Where all seven libraries agree, and where the URL is canonical already, Compat is what they sign.
        let compat = oauth1().sign("GET", url, b"").await.unwrap();
        if compat.url() == url {
            assert_eq!(
                compat.base_string(),
                text(&row["reference"]["wire_raw_single_encoded"]),
                "{url}"
            );
        }
        if row["agree"] == true && compat.url() == url {
            assert_eq!(compat.base_string(), text(&row["variants"][0]["base_string"]), "{url}");
        }
    }
    assert_eq!(rows.len(), 48);
}
