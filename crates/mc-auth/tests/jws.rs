//! Signatures over responses: what another program signed, what was changed, and the middleware.

#![cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]

use std::path::PathBuf;
use std::time::Duration;

use mc_auth::jws::Verifier;
use mc_auth::keys::{Jwk, KeySource, PublicKey};
use mc_auth::oauth1::fixed::FixedClock;
use mc_auth::rsa::{Backend, SignatureAlgorithm};
use serde_json::{Value, json};

/// When the vectors were signed, by their `iat`.
const NOW: u64 = 1_768_435_200;

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

fn key(name: &str) -> PublicKey {
    let key = KeySource::path(here(&["keys", name])).private_key().unwrap();
    key.public_key().clone()
}

fn vectors() -> Value {
    serde_json::from_slice(&std::fs::read(here(&["vectors", "jws", "vectors.json"])).unwrap()).unwrap()
}

fn entries<'a>(vectors: &'a Value, kind: &str) -> Vec<(&'a str, &'a str)> {
    let entries = vectors[kind].as_object().unwrap();
    entries
        .iter()
        .map(|(name, jws)| (name.as_str(), jws.as_str().unwrap()))
        .collect()
}

fn body(vectors: &Value) -> &[u8] {
    vectors["body"].as_str().unwrap().as_bytes()
}

fn clock() -> FixedClock {
    FixedClock::from_unix_seconds(NOW).unwrap()
}

fn verifier() -> Verifier {
    Verifier::new(&key("pkcs8.pem")).unwrap().with_clock(clock())
}

#[test]
fn verifies_what_python_signed_and_nothing_that_was_changed() {
    let vectors = vectors();
    let body = body(&vectors);
    for backend in backends() {
        let verifier = Verifier::with_backend(&key("pkcs8.pem"), backend)
            .unwrap()
            .with_clock(clock());
        for (name, jws) in entries(&vectors, "good") {
            verifier
                .verify(jws, body)
                .unwrap_or_else(|error| panic!("{backend:?} {name}: {error}"));
            for at in [0, body.len() / 2, body.len() - 1] {
                let mut changed = body.to_vec();
                changed[at] ^= 1;
                assert!(verifier.verify(jws, &changed).unwrap_err().is_crypto(), "{name}");
            }
            for other in [&body[1..], &body[..body.len() - 1], b"", &[body, b"\n"].concat()] {
                assert!(verifier.verify(jws, other).unwrap_err().is_crypto(), "{name}");
            }
            for at in (0..jws.find('.').unwrap()).step_by(5) {
                let mut changed = jws.as_bytes().to_vec();
                changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
                let changed = String::from_utf8(changed).unwrap();
                assert!(verifier.verify(&changed, body).is_err(), "{name} at {at}");
            }
            let signature = jws.len() - 100;
            let mut changed = jws.as_bytes().to_vec();
            changed[signature] = if changed[signature] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert!(verifier.verify(&changed, body).unwrap_err().is_crypto(), "{name}");
        }
        // RS256 is not PS256, whoever says so.
        for (one, other) in [("RS256", "PS256"), ("PS256", "RS256")] {
            let part = |name: &str, at: usize| {
                let jws = vectors["good"][name].as_str().unwrap();
                jws.split("..").nth(at).unwrap().to_owned()
            };
            let mixed = format!("{}..{}", part(one, 0), part(other, 1));
            assert!(verifier.verify(&mixed, body).unwrap_err().is_crypto());
        }
    }
}

#[test]
fn refuses_what_is_not_on_the_list() {
    let vectors = vectors();
    let good = vectors["good"]["RS256"].as_str().unwrap();
    let attached = good.replace("..", ".e30.");
    for jws in entries(&vectors, "refused").into_iter().map(|(_, jws)| jws).chain([
        "",
        "..",
        "a..b",
        ".",
        "e30..e30",
        &attached,
        &format!("{good}."),
        &"a".repeat(20_000),
    ]) {
        let error = verifier().verify(jws, body(&vectors)).unwrap_err();
        assert!(error.is_payload(), "{jws}: {error}");
        assert!(error.to_string().starts_with("the response's signature "), "{error}");
    }
}

#[test]
fn keys_are_chosen_by_name() {
    let vectors = vectors();
    let (good, unnamed) = (&vectors["good"]["RS256"], &vectors["good"]["without kid"]);
    let verifies = |verifier: &Verifier, jws: &Value| verifier.verify(jws.as_str().unwrap(), body(&vectors)).is_ok();
    let other = Verifier::new(&key("other.pem")).unwrap().with_clock(clock());
    assert!(!verifies(&other, good));
    let both = other.clone().with_key(&key("pkcs8.pem"), &[]).unwrap();
    assert!(
        verifies(&both, good) && verifies(&both, unnamed),
        "an unknown name is tried with all"
    );
    // A known name means that key and no other.
    let misnamed = verifier().with_key(&key("other.pem"), &["signing"]).unwrap();
    assert!(!verifies(&misnamed, good) && verifies(&misnamed, unnamed));
}

#[test]
fn old_signatures_are_refused() {
    let vectors = vectors();
    let at = |seconds: u64, jws: &Value| {
        verifier()
            .with_clock(FixedClock::from_unix_seconds(seconds).unwrap())
            .verify(jws.as_str().unwrap(), body(&vectors))
    };
    for jws in [&vectors["good"]["RS256"], &vectors["good"]["PS256"]] {
        for seconds in [NOW, NOW + 300, NOW - 60] {
            at(seconds, jws).unwrap();
        }
        for seconds in [NOW + 301, NOW - 61] {
            assert!(at(seconds, jws).unwrap_err().to_string().contains("clock"), "{seconds}");
        }
    }
    assert!(
        at(NOW, &vectors["no time"])
            .unwrap_err()
            .to_string()
            .contains("when it was made")
    );
    let age = Duration::from_secs(10);
    let short = |seconds| {
        verifier()
            .with_max_age(age)
            .with_clock(FixedClock::from_unix_seconds(seconds).unwrap())
    };
    let good = vectors["good"]["RS256"].as_str().unwrap();
    short(NOW + 10).verify(good, body(&vectors)).unwrap();
    assert!(short(NOW + 11).verify(good, body(&vectors)).unwrap_err().is_payload());
    verifier()
        .with_any_age()
        .verify(vectors["no time"].as_str().unwrap(), body(&vectors))
        .unwrap();
}

/// RFC 7515, section 4.1.11: a list of names that stand in this header, each once, all understood.
#[test]
fn critical_extensions_are_listed_rightly_or_refused() {
    let base64url = |text: &str| <base64ct::Base64UrlUnpadded as base64ct::Encoding>::encode_string(text.as_bytes());
    for (members, said) in [
        (r#","crit":[]"#, "has a crit that is no list of names"),
        (r#","crit":null"#, "has a crit that is no list of names"),
        (r#","crit":"iat""#, "has a crit that is no list of names"),
        (r#","crit":{"iat":1}"#, "has a crit that is no list of names"),
        (r#","crit":[1]"#, "has a crit that is no list of names"),
        (r#","crit":["iat",null]"#, "has a crit that is no list of names"),
        (r#","crit":["iat","iat"]"#, "has a crit that names iat twice"),
        (
            r#","crit":["exp"],"exp":1"#,
            "asks for an extension, which is not accepted",
        ),
        (
            r#","crit":["iat","exp"],"exp":1"#,
            "asks for an extension, which is not accepted",
        ),
        (r#","crit":["alg"]"#, "asks for an extension, which is not accepted"),
        (r#","b64":false"#, "asks for an extension, which is not accepted"),
        (r#","b64":null"#, "asks for an extension, which is not accepted"),
        (r#","b64":"true""#, "asks for an extension, which is not accepted"),
        (
            r#","crit":["iat"],"crit":["iat"]"#,
            "has a header that is not understood",
        ),
        (r#","alg":"PS256""#, "has a header that is not understood"),
    ] {
        let header = format!(r#"{{"alg":"RS256","iat":{NOW}{members}}}"#);
        let error = verifier()
            .verify(&format!("{}..AAAA", base64url(&header)), b"")
            .unwrap_err();
        assert!(error.is_payload(), "{header}");
        assert_eq!(
            error.to_string(),
            format!("the response's signature {said}"),
            "{header}"
        );
    }
    let absent = format!("{}..AAAA", base64url(r#"{"alg":"RS256","crit":["iat"]}"#));
    let error = verifier().with_any_age().verify(&absent, b"").unwrap_err();
    assert_eq!(
        error.to_string(),
        "the response's signature has a crit that names iat, which is not in its header"
    );
}

#[test]
fn a_key_may_be_bound_to_one_algorithm() {
    let vectors = vectors();
    let verifies = |verifier: &Verifier, name: &str| {
        let jws = vectors["good"][name].as_str().unwrap();
        verifier.verify(jws, body(&vectors)).is_ok()
    };
    for (algorithm, good, bad) in [
        (SignatureAlgorithm::Pkcs1Sha256, "RS256", "PS256"),
        (SignatureAlgorithm::PssSha256, "PS256", "RS256"),
    ] {
        let other = Verifier::new(&key("other.pem")).unwrap().with_clock(clock());
        let bound = other.with_key_for(&key("pkcs8.pem"), &["signing"], algorithm).unwrap();
        assert!(verifies(&bound, good) && !verifies(&bound, bad), "{algorithm:?}");
    }
}

#[test]
fn what_a_jwk_says_of_its_key_counts() {
    let vectors = vectors();
    let plain: Value = serde_json::from_slice(&std::fs::read(here(&["keys", "public.jwk.json"])).unwrap()).unwrap();
    let made = |members: Value| {
        let mut jwk = plain.as_object().unwrap().clone();
        jwk.retain(|name, _| ["kty", "n", "e"].contains(&name.as_str()));
        jwk.extend(members.as_object().unwrap().clone());
        Verifier::from_jwk(&Jwk::from_json(Value::from(jwk).to_string().as_bytes()).unwrap())
    };
    let verifies = |verifier: &Verifier, name: &str| {
        let jws = vectors["good"][name].as_str().unwrap();
        verifier.clone().with_clock(clock()).verify(jws, body(&vectors)).is_ok()
    };
    for (members, rs256, ps256) in [
        (json!({}), true, true),
        (
            json!({"kid": "signing", "use": "sig", "key_ops": ["sign", "verify"]}),
            true,
            true,
        ),
        (json!({"alg": "RS256"}), true, false),
        (json!({"alg": "PS256", "key_ops": ["verify"]}), false, true),
    ] {
        let made = made(members.clone()).unwrap();
        assert_eq!(
            (verifies(&made, "RS256"), verifies(&made, "PS256")),
            (rs256, ps256),
            "{members}"
        );
    }
    for (members, said) in [
        (
            json!({"use": "enc"}),
            "is a JWK with use enc, but a key for sig is needed",
        ),
        (
            json!({"key_ops": ["encrypt"]}),
            "is a JWK with key_ops encrypt, but a key for sig is needed",
        ),
        (
            json!({"key_ops": []}),
            "is a JWK with key_ops , but a key for sig is needed",
        ),
        (
            json!({"alg": "RS512"}),
            "is a JWK with alg RS512, but a key for RS256 or PS256 is needed",
        ),
        (
            json!({"alg": "RSA-OAEP-256"}),
            "is a JWK with alg RSA-OAEP-256, but a key for RS256 or PS256 is needed",
        ),
    ] {
        let error = made(members).unwrap_err();
        assert!(error.is_algorithm());
        assert_eq!(error.to_string(), said);
    }
}

#[cfg(feature = "reqwest")]
mod with_reqwest {
    use async_trait::async_trait;
    use http::Extensions;
    use mc_auth::jwe::{Decrypter, Encrypter};
    use mc_auth::payload::{Encryption, EncryptionLayer, JweScheme, Rule, Target};
    use mc_auth::rsa::default_backend;
    use reqwest::{Request, Response};
    use reqwest_middleware::{ClientBuilder, Middleware, Next};

    use super::*;

    /// Answers so, in place of a server.
    #[derive(Clone)]
    struct Gateway(u16, Vec<String>, Vec<u8>);

    #[async_trait]
    impl Middleware for Gateway {
        async fn handle(&self, _: Request, _: &mut Extensions, _: Next<'_>) -> reqwest_middleware::Result<Response> {
            let mut response = http::Response::builder().status(self.0);
            for jws in &self.1 {
                response = response.header("x-jws-signature", jws);
            }
            Ok(response.body(self.2.clone()).unwrap().into())
        }
    }

    async fn get(gateway: Gateway) -> Result<(u16, Vec<u8>), mc_core::Error> {
        let client = ClientBuilder::new(reqwest::Client::new())
            .with(verifier())
            .with(gateway)
            .build();
        match client.get("http://127.0.0.1:1/").send().await {
            Ok(response) => Ok((response.status().as_u16(), response.bytes().await.unwrap().to_vec())),
            Err(reqwest_middleware::Error::Middleware(error)) => Err(error.downcast().unwrap()),
            Err(error) => panic!("{error}"),
        }
    }

    #[tokio::test]
    async fn responses_of_success_have_to_be_signed() {
        let vectors = vectors();
        let body = body(&vectors).to_vec();
        let jws = vectors["good"]["RS256"].as_str().unwrap().to_owned();
        let gateway = Gateway(200, vec![jws.clone()], body.clone());
        assert_eq!(get(gateway).await.unwrap(), (200, body.clone()));
        for (headers, sent, said) in [
            (vec![], body.clone(), "is missing"),
            (vec![jws.clone(), jws.clone()], body.clone(), "comes twice"),
            (vec![jws.clone()], b"{}".to_vec(), "is not of a known key"),
            (vec!["x".to_owned()], body.clone(), "is not a detached JWS"),
        ] {
            let error = get(Gateway(201, headers, sent)).await.unwrap_err();
            assert!(error.is_decode() && error.may_have_been_processed());
            assert_eq!(error.status().map(|status| status.as_u16()), Some(201));
            assert!(error.to_string().contains(said), "{error}");
        }
        for (status, sent) in [(204, Vec::new()), (400, body.clone()), (502, b"<html>".to_vec())] {
            assert_eq!(
                get(Gateway(status, vec![], sent.clone())).await.unwrap(),
                (status, sent)
            );
        }
    }

    /// A response without a body is signed over the path and query of its request.
    #[tokio::test]
    async fn a_response_without_a_body_is_signed_over_its_address() {
        let key = KeySource::path(here(&["keys", "pkcs8.pem"])).private_key().unwrap();
        let base64url = |bytes: &[u8]| <base64ct::Base64UrlUnpadded as base64ct::Encoding>::encode_string(bytes);
        let signed = |payload: &[u8]| {
            let header = base64url(format!("{{\"alg\":\"RS256\",\"iat\":{NOW}}}").as_bytes());
            let message = format!("{header}.{}", base64url(payload));
            let operations = default_backend().private_key(&key).unwrap();
            let signature = operations
                .sign(SignatureAlgorithm::Pkcs1Sha256, message.as_bytes())
                .unwrap();
            format!("{header}..{}", base64url(&signature))
        };
        let get = async |payload: &[u8], body: &[u8]| {
            let client = ClientBuilder::new(reqwest::Client::new())
                .with(verifier())
                .with(Gateway(200, vec![signed(payload)], body.to_vec()))
                .build();
            client.get("http://127.0.0.1:1/a/b?c=d").send().await
        };
        for payload in ["/a/b?c=d", ""] {
            assert_eq!(get(payload.as_bytes(), b"").await.unwrap().status(), 200, "{payload}");
        }
        for payload in ["/a/b", "/a/b?c=e", "x"] {
            assert!(get(payload.as_bytes(), b"").await.is_err(), "{payload}");
        }
        assert!(get(b"/a/b?c=d", b"{}").await.is_err());
    }

    /// What is signed is what is sent: the encrypted document.
    #[tokio::test]
    async fn verified_first_and_then_decrypted() {
        let key = KeySource::path(here(&["keys", "pkcs8.pem"])).private_key().unwrap();
        let jwe = Encrypter::new(key.public_key()).unwrap().encrypt(b"{\"a\":1}").unwrap();
        let body = format!("{{\"encryptedData\":\"{jwe}\"}}");
        let base64url = |bytes: &[u8]| <base64ct::Base64UrlUnpadded as base64ct::Encoding>::encode_string(bytes);
        let message = format!(
            "{}.{}",
            base64url(format!("{{\"alg\":\"RS256\",\"iat\":{NOW}}}").as_bytes()),
            base64url(body.as_bytes())
        );
        let signature = default_backend()
            .private_key(&key)
            .unwrap()
            .sign(SignatureAlgorithm::Pkcs1Sha256, message.as_bytes())
            .unwrap();
        let jws = format!("{}..{}", message.split('.').next().unwrap(), base64url(&signature));
        let scheme = JweScheme::new().with_decrypter(Decrypter::new(&key).unwrap());
        let rule = Rule::new().with_decrypted(mc_auth::payload::Mapping::root());
        let encryption = Encryption::new(scheme).with_rule(Target::any(), rule).unwrap();
        let client = ClientBuilder::new(reqwest::Client::new())
            .with(EncryptionLayer::new(encryption))
            .with(verifier())
            .with(Gateway(200, vec![jws], body.into_bytes()))
            .build();
        let response = client.get("http://127.0.0.1:1/").send().await.unwrap();
        assert_eq!(response.text().await.unwrap(), "{\"a\":1}");
    }
}
