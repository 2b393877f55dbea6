//! Field-level encryption: round trips, rotation, tampering, and the known answers of the official libraries.

#![cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]

use std::path::{Path, PathBuf};

use base64ct::{Base64, Encoding as _};
use mc_auth::fle::{Decrypter, Encoding, Encrypter, Parameters};
use mc_auth::keys::{Certificate, KeySource, PrivateKey};
use mc_auth::rsa::{Backend, OaepHash};
use proptest::prelude::*;
use serde_json::Value;

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

fn private_key(name: &str) -> PrivateKey {
    KeySource::path(here(&["keys", name])).private_key().unwrap()
}

fn certificate() -> Certificate {
    KeySource::path(here(&["keys", "certificate.pem"]))
        .certificate()
        .unwrap()
}

const HASHES: [OaepHash; 5] = [
    OaepHash::Sha1,
    OaepHash::Sha224,
    OaepHash::Sha256,
    OaepHash::Sha384,
    OaepHash::Sha512,
];

#[test]
fn what_one_backend_encrypts_every_backend_decrypts() {
    let key = private_key("pkcs8.pem");
    for from in backends() {
        for to in backends() {
            for hash in HASHES {
                if !from.supports_oaep(hash) || !to.supports_oaep(hash) {
                    continue;
                }
                for encoding in [Encoding::Hex, Encoding::Base64] {
                    let encrypter = Encrypter::with_backend(key.public_key(), from)
                        .unwrap()
                        .with_oaep_hash(hash)
                        .with_encoding(encoding);
                    let message = encrypter.encrypt("some data é€".as_bytes()).unwrap();
                    // The hash comes from the message, not from the default; the two of old have to be asked for.
                    let mut decrypter = Decrypter::with_backend(&key, to).unwrap().with_encoding(encoding);
                    if matches!(hash, OaepHash::Sha1 | OaepHash::Sha224) {
                        let error = decrypter.decrypt(&message.value, &message.parameters).unwrap_err();
                        assert!(error.is_payload());
                        decrypter = decrypter.with_oaep_hash(hash);
                    }
                    let plaintext = decrypter.decrypt(&message.value, &message.parameters).unwrap();
                    assert_eq!(plaintext.as_slice(), "some data é€".as_bytes());
                }
            }
        }
    }
}

#[test]
fn a_hash_that_the_backend_lacks_is_said_on_decryption() {
    let key = private_key("pkcs8.pem");
    for backend in backends() {
        let decrypter = Decrypter::with_backend(&key, backend)
            .unwrap()
            .with_oaep_hash(OaepHash::Sha224);
        let parameters = Parameters::new("00".repeat(16), "00".repeat(256)).with_oaep_hash("SHA224");
        let error = decrypter.decrypt(&"00".repeat(16), &parameters).unwrap_err();
        assert_eq!(error.is_crypto(), backend.supports_oaep(OaepHash::Sha224));
        assert_eq!(error.is_algorithm(), !backend.supports_oaep(OaepHash::Sha224));
    }
}

#[test]
fn messages_tell_hash_and_fingerprints_and_differ() {
    let certificate = certificate();
    let encrypter = Encrypter::from_certificate(&certificate).unwrap();
    let (first, second) = (encrypter.encrypt(b"x").unwrap(), encrypter.encrypt(b"x").unwrap());
    assert_eq!(first.parameters.oaep_hash.as_deref(), Some("SHA256"));
    assert_eq!(
        first.parameters.certificate_fingerprint,
        Some(certificate.fingerprint_sha256().to_hex())
    );
    assert_eq!(
        first.parameters.key_fingerprint,
        Some(certificate.public_key().unwrap().fingerprint_sha256().to_hex())
    );
    assert_eq!(first.parameters.iv.len(), 32);
    assert_ne!(first.parameters.iv, second.parameters.iv);
    assert_ne!(first.parameters.encrypted_key, second.parameters.encrypted_key);
    assert_ne!(first.value, second.value);

    let base64 = encrypter.with_encoding(Encoding::Base64).encrypt(b"x").unwrap();
    assert_eq!(
        base64.parameters.certificate_fingerprint,
        Some(certificate.fingerprint_sha256().to_base64())
    );
}

#[test]
fn keys_are_found_by_fingerprint_and_without() {
    let (old, new) = (private_key("pkcs8.pem"), private_key("other.pem"));
    let decrypter = Decrypter::new(&new).unwrap().with_key(&old, &["the-old-one"]).unwrap();
    let named = Encrypter::new(old.public_key()).unwrap();
    let renamed = named.clone().with_key_fingerprint("THE-OLD-ONE");
    let stranger = named.clone().with_key_fingerprint("nobody");
    for encrypter in [named, renamed, stranger] {
        let message = encrypter.encrypt(b"{}").unwrap();
        assert_eq!(
            decrypter
                .decrypt(&message.value, &message.parameters)
                .unwrap()
                .as_slice(),
            b"{}"
        );
    }
    // A name that belongs to another key is believed.
    let wrong = Encrypter::new(old.public_key())
        .unwrap()
        .with_key_fingerprint(new.public_key().fingerprint_sha256().to_hex());
    let message = wrong.encrypt(b"{}").unwrap();
    assert!(
        decrypter
            .decrypt(&message.value, &message.parameters)
            .unwrap_err()
            .is_crypto()
    );
}

#[test]
fn failures_do_not_tell_why() {
    let key = private_key("pkcs8.pem");
    let message = Encrypter::new(key.public_key()).unwrap().encrypt(b"secret").unwrap();
    let decrypter = Decrypter::new(&key).unwrap();
    let stranger = Decrypter::new(&private_key("other.pem")).unwrap();
    let mut failures = vec![
        stranger.decrypt(&message.value, &message.parameters),
        decrypter.decrypt(&message.value, &message.parameters.clone().with_oaep_hash("SHA-512")),
        decrypter.decrypt("", &message.parameters),
        decrypter.decrypt(&message.value[2..], &message.parameters),
    ];
    let mut short = message.parameters.clone();
    short.iv.truncate(30);
    failures.push(decrypter.decrypt(&message.value, &short));
    let mut cut = message.parameters.clone();
    cut.encrypted_key.truncate(128);
    failures.push(decrypter.decrypt(&message.value, &cut));
    for (at, failure) in failures.into_iter().enumerate() {
        let error = failure.unwrap_err();
        assert!(error.is_crypto(), "{at}");
        assert_eq!(error.to_string(), "decryption failed", "{at}");
        assert!(std::error::Error::source(&error).is_none(), "{at}");
    }
}

#[test]
fn no_byte_of_the_key_can_be_changed_and_no_text_be_kept() {
    let key = private_key("pkcs8.pem");
    let plaintext = b"one block and a little more";
    let message = Encrypter::new(key.public_key()).unwrap().encrypt(plaintext).unwrap();
    let decrypter = Decrypter::new(&key).unwrap();
    let flip = |text: &str, at: usize| {
        let other = if text.as_bytes()[at] == b'0' { "1" } else { "0" };
        format!("{}{other}{}", &text[..at], &text[at + 1..])
    };
    for at in (0..message.parameters.encrypted_key.len()).step_by(7) {
        let mut parameters = message.parameters.clone();
        parameters.encrypted_key = flip(&parameters.encrypted_key, at);
        assert!(decrypter.decrypt(&message.value, &parameters).is_err(), "key {at}");
    }
    // The scheme itself cannot detect these; what comes out is never what went in.
    for at in 0..message.value.len() {
        let opened = decrypter.decrypt(&flip(&message.value, at), &message.parameters);
        assert!(opened.is_err() || opened.unwrap().as_slice() != plaintext, "value {at}");
    }
    for at in 0..32 {
        let mut parameters = message.parameters.clone();
        parameters.iv = flip(&parameters.iv, at);
        let opened = decrypter.decrypt(&message.value, &parameters);
        assert!(opened.is_err() || opened.unwrap().as_slice() != plaintext, "iv {at}");
    }
}

#[test]
fn sizes_and_encodings_are_checked_first() {
    let key = private_key("pkcs8.pem");
    let message = Encrypter::new(key.public_key()).unwrap().encrypt(b"secret").unwrap();
    let decrypter = Decrypter::new(&key).unwrap().with_max_bytes(64);
    for (value, parameters) in [
        ("0".repeat(65), message.parameters.clone()),
        ("xyz".to_owned(), message.parameters.clone()),
        (message.value.clone(), Parameters::new("00", "0".repeat(5000))),
        (message.value.clone(), Parameters::new("0".repeat(5000), "00")),
        (
            message.value.clone(),
            message.parameters.clone().with_oaep_hash("SHA-1"),
        ),
    ] {
        let error = decrypter.decrypt(&value, &parameters).unwrap_err();
        assert!(error.is_payload(), "{error}");
    }
}

#[test]
fn what_one_side_makes_the_other_accepts() {
    let key = private_key("pkcs8.pem");
    for encoding in [Encoding::Hex, Encoding::Base64] {
        let encrypter = Encrypter::new(key.public_key()).unwrap().with_encoding(encoding);
        let decrypter = Decrypter::new(&key).unwrap().with_encoding(encoding);
        for length in [0, 15, 16, 1000] {
            let plaintext = vec![b'1'; length];
            let size = encrypter.encrypt(&plaintext).unwrap().value.len();
            let message = encrypter.clone().with_max_bytes(size).encrypt(&plaintext).unwrap();
            assert_eq!(message.value.len(), size);
            let bounded = decrypter.clone().with_max_bytes(size);
            assert_eq!(
                *bounded.decrypt(&message.value, &message.parameters).unwrap(),
                plaintext
            );
            let error = encrypter
                .clone()
                .with_max_bytes(size - 1)
                .encrypt(&plaintext)
                .unwrap_err();
            assert!(
                error.is_payload() && error.to_string().contains(&format!("of {size} bytes")),
                "{error}"
            );
        }
    }
}

#[test]
fn a_session_has_one_key_for_several_values() {
    let key = private_key("pkcs8.pem");
    let session = Encrypter::new(key.public_key()).unwrap().session().unwrap();
    let decrypter = Decrypter::new(&key).unwrap();
    for plaintext in [&b"one"[..], b"two", b""] {
        let value = session.encrypt(plaintext).unwrap();
        let opened = decrypter.decrypt(&value, session.parameters()).unwrap();
        assert_eq!(opened.as_slice(), plaintext);
    }
}

#[test]
fn debug_shows_no_secret() {
    let key = private_key("pkcs8.pem");
    let encrypter = Encrypter::new(key.public_key()).unwrap();
    let session = encrypter.session().unwrap();
    let shown = format!("{session:?}");
    assert!(
        shown.starts_with("Session { parameters: Parameters {") && shown.ends_with(", .. }"),
        "{shown}"
    );
    assert!(!shown.contains("key: [") && !shown.contains("iv: ["), "{shown}");
    assert!(format!("{encrypter:?}").contains("Sha256"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_plaintext_comes_back(plaintext in proptest::collection::vec(any::<u8>(), 0..200)) {
        let key = private_key("pkcs8.pem");
        let message = Encrypter::new(key.public_key()).unwrap().encrypt(&plaintext).unwrap();
        let opened = Decrypter::new(&key).unwrap().decrypt(&message.value, &message.parameters).unwrap();
        prop_assert_eq!(opened.as_slice(), plaintext.as_slice());
    }
}

/// Reads ../shared/vectors, which is beside the working copy in some places and not in others.
#[test]
fn the_official_known_answer() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/vectors");
    let Ok(text) = std::fs::read(shared.join("official-fle-vectors.json")) else {
        println!("skipped: ../shared is not here");
        return;
    };
    let vectors: Value = serde_json::from_slice(&text).unwrap();
    let known = |name: &str| vectors["aes_cbc_kat"][name].as_str().unwrap().to_owned();
    for backend in backends() {
        let key = private_key("pkcs8.pem");
        let wrapped = backend
            .public_key(key.public_key())
            .unwrap()
            .encrypt_oaep(OaepHash::Sha256, &Base64::decode_vec(&known("key_b64")).unwrap())
            .unwrap();
        let parameters = Parameters::new(known("iv_b64"), Base64::encode_string(&wrapped));
        let decrypter = Decrypter::with_backend(&key, backend)
            .unwrap()
            .with_encoding(Encoding::Base64);
        let plaintext = decrypter.decrypt(&known("ciphertext_b64"), &parameters).unwrap();
        assert_eq!(plaintext.as_slice(), known("plaintext").as_bytes());
    }
    println!("official vectors: 1 of 1");
}
