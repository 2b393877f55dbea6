//! The examples of RFC 7520, over both backends: what applies to this crate comes out as stated, and the others are refused, each for
//! the reason that stands beside it.

#![cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]

use base64ct::{Base64UrlUnpadded, Encoding as _};
use mc_auth::jwe::Decrypter;
use mc_auth::jws::Verifier;
use mc_auth::keys::{Jwk, KeySource};
use mc_auth::rsa::{Backend, OaepHash, SignatureAlgorithm};
use serde_json::Value;

fn backends() -> Vec<&'static dyn Backend> {
    vec![
        #[cfg(feature = "aws-lc-rs")]
        &mc_auth::rsa::aws_lc::AwsLc,
        #[cfg(feature = "rustcrypto")]
        &mc_auth::rsa::rustcrypto::RustCrypto,
    ]
}

fn vectors() -> Value {
    serde_json::from_str(include_str!("vectors/rfc7520.json")).unwrap()
}

fn text<'a>(vector: &'a Value, name: &str) -> &'a str {
    vector[name].as_str().unwrap()
}

fn decoded(vector: &Value, name: &str) -> Vec<u8> {
    Base64UrlUnpadded::decode_vec(text(vector, name)).unwrap()
}

fn key(vector: &Value) -> Jwk {
    Jwk::from_json(vector["key"].to_string().as_bytes()).unwrap()
}

/// Section 4.1: RS256, which is deterministic, so that it is signed as well as verified; detached, as in section 4.5.
#[test]
fn a_signature_by_rs256() {
    let vectors = vectors();
    let vector = &vectors["4.1"];
    let (protected, signature) = (text(vector, "protected"), text(vector, "signature"));
    let payload = text(vector, "payload").as_bytes();
    let jwk = key(vector);
    let jws = format!("{protected}..{signature}");
    Verifier::from_jwk(&jwk)
        .unwrap()
        .with_any_age()
        .verify(&jws, payload)
        .unwrap();
    for backend in backends() {
        let message = format!("{protected}.{}", Base64UrlUnpadded::encode_string(payload));
        let signer = backend.private_key(jwk.private_key().unwrap()).unwrap();
        let made = signer
            .sign(SignatureAlgorithm::Pkcs1Sha256, message.as_bytes())
            .unwrap();
        assert_eq!(Base64UrlUnpadded::encode_string(&made), signature, "{backend:?}");
        let verifier = Verifier::with_backend(jwk.public_key(), backend)
            .unwrap()
            .with_any_age();
        verifier.verify(&jws, payload).unwrap();
        assert!(verifier.verify(&jws, &payload[1..]).unwrap_err().is_crypto());
    }
}

/// Section 5.2: the content key by RSA-OAEP. As a JWE it is refused, for its hash is SHA-1; its content encryption is the one of
/// RSA-OAEP-256, whose vectors are others'.
#[test]
fn a_content_key_by_rsa_oaep() {
    let vectors = vectors();
    let vector = &vectors["5.2"];
    let jwk = key(vector);
    for backend in backends() {
        let operations = backend.private_key(jwk.private_key().unwrap()).unwrap();
        let opened = operations
            .decrypt_oaep(OaepHash::Sha1, &decoded(vector, "encrypted_key"))
            .unwrap();
        assert_eq!(*opened, decoded(vector, "content_key"), "{backend:?}");
    }
}

#[test]
fn what_is_refused_and_why() {
    let path = format!("{}/tests/keys/pkcs8.pem", env!("CARGO_MANIFEST_DIR"));
    let key = KeySource::path(path).private_key().unwrap();
    let signatures = [
        ("4.2", r#"{"alg":"PS384"}"#, "the hash is not SHA-256"),
        ("4.3", r#"{"alg":"ES512"}"#, "the key is none of RSA"),
        ("4.4 to 4.7", r#"{"alg":"HS256"}"#, "the key is a shared secret"),
    ];
    let encryptions = [
        (
            "5.1",
            r#"{"alg":"RSA1_5","enc":"A128CBC-HS256"}"#,
            "its padding is an oracle",
        ),
        ("5.2", r#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#, "the hash is SHA-1"),
        (
            "5.3",
            r#"{"alg":"PBES2-HS512+A256KW","enc":"A128CBC-HS256"}"#,
            "the key is a password",
        ),
        (
            "5.4",
            r#"{"alg":"ECDH-ES+A128KW","enc":"A128GCM"}"#,
            "the key is none of RSA",
        ),
        (
            "5.5",
            r#"{"alg":"ECDH-ES","enc":"A128CBC-HS256"}"#,
            "the key is none of RSA",
        ),
        ("5.6", r#"{"alg":"dir","enc":"A128GCM"}"#, "the key is a shared secret"),
        (
            "5.7",
            r#"{"alg":"A256GCMKW","enc":"A128CBC-HS256"}"#,
            "the key is a shared secret",
        ),
        (
            "5.8",
            r#"{"alg":"A128KW","enc":"A128GCM"}"#,
            "the key is a shared secret",
        ),
        (
            "5.9",
            r#"{"alg":"A128KW","enc":"A128GCM","zip":"DEF"}"#,
            "compressed, too",
        ),
        (
            "5.10 to 5.13",
            r#"{"alg":"A128KW","enc":"A128GCM"}"#,
            "JSON serialization, too",
        ),
    ];
    let encoded = |header: &str| Base64UrlUnpadded::encode_string(header.as_bytes());
    for backend in backends() {
        let verifier = Verifier::with_backend(key.public_key(), backend)
            .unwrap()
            .with_any_age();
        for (section, header, why) in signatures {
            let error = verifier
                .verify(&format!("{}..AAAA", encoded(header)), b"x")
                .unwrap_err();
            assert!(error.is_payload(), "{section}, {why}: {error}");
        }
        let wrapped = backend
            .public_key(key.public_key())
            .unwrap()
            .encrypt_oaep(OaepHash::Sha1, &[7; 32])
            .unwrap();
        let wrapped = Base64UrlUnpadded::encode_string(&wrapped);
        let decrypter = Decrypter::with_backend(&key, backend).unwrap();
        for (section, header, why) in encryptions {
            let jwe = format!(
                "{}.{wrapped}.AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA",
                encoded(header)
            );
            let error = decrypter.decrypt(&jwe).unwrap_err();
            assert!(error.is_payload(), "{section}, {why}: {error}");
        }
    }
}
