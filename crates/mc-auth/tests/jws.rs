//! Signatures over responses: what another program signed, what was changed, and the middleware.

#![cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]

use std::path::PathBuf;
use std::time::Duration;

use mc_auth::jws::Verifier;
use mc_auth::keys::{KeySource, PublicKey};
use mc_auth::oauth1::fixed::FixedClock;
use mc_auth::rsa::Backend;
use serde_json::Value;

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

fn verifier() -> Verifier {
    Verifier::new(&key("pkcs8.pem")).unwrap()
}

#[test]
fn verifies_what_python_signed_and_nothing_that_was_changed() {
    let vectors = vectors();
    let body = body(&vectors);
    for backend in backends() {
        let verifier = Verifier::with_backend(&key("pkcs8.pem"), backend).unwrap();
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
    let other = Verifier::new(&key("other.pem")).unwrap();
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
fn old_signatures_are_refused_on_request() {
    let vectors = vectors();
    let at = |seconds: u64, jws: &Value| {
        verifier()
            .with_max_age(Duration::from_mins(5))
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
    verifier()
        .verify(vectors["no time"].as_str().unwrap(), body(&vectors))
        .unwrap();
}

#[cfg(feature = "reqwest")]
mod with_reqwest {
    use async_trait::async_trait;
    use http::Extensions;
    use mc_auth::jwe::{Decrypter, Encrypter};
    use mc_auth::payload::{Encryption, EncryptionLayer, JweScheme, Rule, Target};
    use mc_auth::rsa::{SignatureAlgorithm, default_backend};
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

    /// What is signed is what is sent: the encrypted document.
    #[tokio::test]
    async fn verified_first_and_then_decrypted() {
        let key = KeySource::path(here(&["keys", "pkcs8.pem"])).private_key().unwrap();
        let jwe = Encrypter::new(key.public_key()).unwrap().encrypt(b"{\"a\":1}").unwrap();
        let body = format!("{{\"encryptedData\":\"{jwe}\"}}");
        let base64url = |bytes: &[u8]| <base64ct::Base64UrlUnpadded as base64ct::Encoding>::encode_string(bytes);
        let message = format!("{}.{}", base64url(b"{\"alg\":\"RS256\"}"), base64url(body.as_bytes()));
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
