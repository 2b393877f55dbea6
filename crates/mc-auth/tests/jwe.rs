//! JWE: what others made, what we make, and that nothing tampered with opens.

#![cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]

use std::path::{Path, PathBuf};

use base64ct::{Base64UrlUnpadded, Encoding as _};
use mc_auth::Error;
use mc_auth::jwe::{ContentEncryption, Decrypter, Encrypter, MAX_BYTES};
use mc_auth::keys::{KeySource, PrivateKey, PublicKey};
use mc_auth::rsa::Backend;
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

fn public_key() -> PublicKey {
    KeySource::path(here(&["keys", "certificate.pem"]))
        .public_key()
        .unwrap()
}

fn decrypter() -> Decrypter {
    Decrypter::new(&private_key("pkcs8.pem")).unwrap()
}

fn vectors() -> Value {
    serde_json::from_slice(&std::fs::read(here(&["vectors", "jwe", "vectors.json"])).unwrap()).unwrap()
}

fn entries<'a>(vectors: &'a Value, kind: &str) -> Vec<(&'a str, &'a str)> {
    let entries = vectors[kind].as_object().unwrap();
    entries
        .iter()
        .map(|(name, jwe)| (name.as_str(), jwe.as_str().unwrap()))
        .collect()
}

fn parts(jwe: &str) -> Vec<Vec<u8>> {
    jwe.split('.')
        .map(|part| Base64UrlUnpadded::decode_vec(part).unwrap())
        .collect()
}

fn header(jwe: &str) -> Value {
    serde_json::from_slice(&parts(jwe)[0]).unwrap()
}

#[test]
fn opens_what_python_made() {
    let vectors = vectors();
    let good = entries(&vectors, "good");
    assert_eq!(good.len(), 11);
    for backend in backends() {
        let decrypter = Decrypter::with_backend(&private_key("pkcs8.pem"), backend).unwrap();
        for (name, jwe) in &good {
            let plaintext = decrypter.decrypt(jwe).unwrap();
            assert_eq!(
                plaintext.as_slice(),
                vectors["plaintext"].as_str().unwrap().as_bytes(),
                "{name}"
            );
        }
    }
}

#[test]
fn refuses_other_algorithms_by_name() {
    let vectors = vectors();
    for (name, message) in [
        (
            "alg RSA-OAEP",
            "the encrypted payload has an alg other than RSA-OAEP-256",
        ),
        ("alg RSA1_5", "the encrypted payload has an alg other than RSA-OAEP-256"),
        (
            "zip",
            "the encrypted payload asks for compression or an extension, which are not accepted",
        ),
        (
            "crit",
            "the encrypted payload asks for compression or an extension, which are not accepted",
        ),
    ] {
        let error = decrypter()
            .decrypt(vectors["refused"][name].as_str().unwrap())
            .unwrap_err();
        assert!(error.is_payload(), "{name}");
        assert_eq!(error.to_string(), message, "{name}");
    }
    let gcm_only = decrypter().with_accepted([ContentEncryption::A256Gcm]);
    let good = |name: &str| vectors["good"][name].as_str().unwrap().to_owned();
    gcm_only.decrypt(&good("A256GCM with 12 bytes")).unwrap();
    let error = gcm_only.decrypt(&good("A128CBC-HS256")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the encrypted payload has an enc that is not accepted"
    );
}

#[test]
fn refuses_what_is_no_jwe() {
    let good = Encrypter::new(&public_key()).unwrap().encrypt(b"{}").unwrap();
    let header = |text: &str| {
        let rest = good.split_once('.').unwrap().1;
        format!("{}.{rest}", Base64UrlUnpadded::encode_string(text.as_bytes()))
    };
    for (jwe, end) in [
        (String::new(), "does not have five parts"),
        ("a.b.c.d".to_owned(), "does not have five parts"),
        (format!("{good}.e"), "does not have five parts"),
        (good.replacen('.', "*.", 1), "has a part that is not base64url"),
        (header("[]"), "has a header that is not understood"),
        (header("{}"), "has a header that is not understood"),
        (
            header(r#"{"alg":"RSA-OAEP-256","alg":"none","enc":"A256GCM"}"#),
            "has a header that is not understood",
        ),
        (
            header(r#"{"alg":"RSA-OAEP-256","enc":"none"}"#),
            "has an enc that is not accepted",
        ),
        (header(&" ".repeat(8192)), "has a header larger than is allowed"),
    ] {
        let error = decrypter().decrypt(&jwe).unwrap_err();
        assert!(error.is_payload(), "{jwe}");
        assert_eq!(error.to_string(), format!("the encrypted payload {end}"));
    }
    let bounded = decrypter().with_max_bytes(good.len());
    bounded.decrypt(&good).unwrap();
    let error = bounded.decrypt(&format!("{good}=")).unwrap_err();
    assert_eq!(error.to_string(), "the encrypted payload is larger than is allowed");
}

#[test]
fn what_goes_out_is_strict() {
    for backend in backends() {
        let encrypter = Encrypter::with_backend(&public_key(), backend).unwrap();
        for content in ContentEncryption::ALL {
            let encrypter = encrypter.clone().with_content_encryption(content);
            for (encrypter, gcm_length) in [(encrypter.clone(), 12), (encrypter.with_sixteen_byte_iv(), 16)] {
                let jwe = encrypter.encrypt(b"{}").unwrap();
                assert!(
                    jwe.bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
                );
                assert_eq!(
                    header(&jwe),
                    serde_json::json!({
                        "alg": "RSA-OAEP-256",
                        "enc": content.as_str(),
                        "kid": "e568137427f5eb278c997dd6393cd2e6d257bdfde39a1473b18bd2743882c04c",
                        "cty": "application/json",
                    })
                );
                let parts = parts(&jwe);
                let gcm = content.as_str().ends_with("GCM");
                assert_eq!(parts[1].len(), 256);
                assert_eq!(parts[2].len(), if gcm { gcm_length } else { 16 });
                assert_eq!(parts[3].len(), if gcm { 2 } else { 16 });
                assert_eq!(&*decrypter().decrypt(&jwe).unwrap(), b"{}");
                assert_ne!(
                    parts,
                    self::parts(&encrypter.encrypt(b"{}").unwrap()),
                    "a new key each time"
                );
            }
        }
    }
    let encrypter = Encrypter::new(&public_key()).unwrap();
    assert_eq!(
        header(&encrypter.clone().with_kid("name").encrypt(b"").unwrap())["kid"],
        "name"
    );
    assert!(
        header(&encrypter.without_kid().encrypt(b"").unwrap())
            .get("kid")
            .is_none()
    );
}

/// The order does not depend on whether `serde_json` is built with `preserve_order`.
#[test]
fn the_headers_members_have_one_order() {
    let raw = |encrypter: &Encrypter| {
        let jwe = encrypter.encrypt(b"").unwrap();
        String::from_utf8(parts(&jwe).swap_remove(0)).unwrap()
    };
    let encrypter = Encrypter::new(&public_key()).unwrap().with_kid("a \"quoted\" \u{e9}\n");
    assert_eq!(
        raw(&encrypter),
        r#"{"kid":"a \"quoted\" é\n","cty":"application/json","enc":"A256GCM","alg":"RSA-OAEP-256"}"#
    );
    let encrypter = encrypter
        .without_kid()
        .with_content_encryption(ContentEncryption::A128CbcHs256);
    assert_eq!(
        raw(&encrypter),
        r#"{"cty":"application/json","enc":"A128CBC-HS256","alg":"RSA-OAEP-256"}"#
    );
}

#[test]
fn what_one_side_makes_the_other_accepts() {
    for content in ContentEncryption::ALL {
        let encrypter = Encrypter::new(&public_key()).unwrap().with_content_encryption(content);
        for length in [0, 1, 15, 16, 17, 1000] {
            let plaintext = vec![b'1'; length];
            let jwe = encrypter.encrypt(&plaintext).unwrap();
            let exact = encrypter.clone().with_max_bytes(jwe.len());
            let again = exact.encrypt(&plaintext).unwrap();
            assert_eq!(again.len(), jwe.len());
            decrypter().with_max_bytes(jwe.len()).decrypt(&again).unwrap();
            let error = encrypter
                .clone()
                .with_max_bytes(jwe.len() - 1)
                .encrypt(&plaintext)
                .unwrap_err();
            assert!(error.is_payload());
            let said = format!(
                "the payload makes a JWE of {} bytes, and {} are allowed",
                jwe.len(),
                jwe.len() - 1
            );
            assert!(error.to_string().starts_with(&said), "{error}");
        }
    }
    // By default, too. The encrypter counts before it works.
    let encrypter = Encrypter::new(&public_key()).unwrap();
    let around = encrypter.encrypt(b"").unwrap().len();
    let above = (MAX_BYTES - around) / 4 * 3 + 16;
    assert!(encrypter.encrypt(&vec![b' '; above]).unwrap_err().is_payload());
    let error = |length| decrypter().decrypt(&"a".repeat(length)).unwrap_err().to_string();
    assert_eq!(error(MAX_BYTES), "the encrypted payload does not have five parts");
    assert_eq!(error(MAX_BYTES + 1), "the encrypted payload is larger than is allowed");
}

#[test]
fn several_keys_are_live_and_chosen_by_name() {
    let old = private_key("other.pem");
    let both = decrypter().with_key(&old, &["certificate fingerprint"]).unwrap();
    let to_old = Encrypter::new(old.public_key()).unwrap();
    let to_new = Encrypter::new(&public_key()).unwrap();
    for encrypter in [&to_old, &to_new] {
        for encrypter in [
            encrypter.clone(),
            encrypter.clone().without_kid(),
            encrypter.clone().with_kid("unknown"),
        ] {
            assert_eq!(&*both.decrypt(&encrypter.encrypt(b"{}").unwrap()).unwrap(), b"{}");
        }
    }
    both.decrypt(
        &to_old
            .clone()
            .with_kid("certificate fingerprint")
            .encrypt(b"{}")
            .unwrap(),
    )
    .unwrap();
    // A known name means that key and no other.
    let misnamed = to_new.with_kid("certificate fingerprint").encrypt(b"{}").unwrap();
    assert!(both.decrypt(&misnamed).unwrap_err().is_crypto());
    assert!(
        decrypter()
            .decrypt(&to_old.encrypt(b"{}").unwrap())
            .unwrap_err()
            .is_crypto()
    );
}

#[test]
fn every_failure_to_decrypt_is_the_same() {
    let same = |error: &Error| {
        assert!(error.is_crypto());
        assert_eq!(error.to_string(), "decryption failed");
        assert!(std::error::Error::source(error).is_none());
    };
    let vectors = vectors();
    for backend in backends() {
        let decrypter = Decrypter::with_backend(&private_key("pkcs8.pem"), backend).unwrap();
        for (name, jwe) in entries(&vectors, "good") {
            if name == "standard alphabet" {
                continue; // the same bytes as another, in letters that are not taken apart here
            }
            let parts = parts(jwe);
            let join = |parts: &[Vec<u8>]| {
                // The header stays as it was spelt: its letters are authenticated.
                let rest: Vec<String> = parts[1..]
                    .iter()
                    .map(|part| Base64UrlUnpadded::encode_string(part))
                    .collect();
                format!("{}.{}", jwe.split('.').next().unwrap(), rest.join("."))
            };
            assert!(decrypter.decrypt(&join(&parts)).is_ok());
            for part in 1..5 {
                for position in [0, parts[part].len() / 2, parts[part].len() - 1] {
                    let mut changed = parts.clone();
                    changed[part][position] ^= 1;
                    same(&decrypter.decrypt(&join(&changed)).unwrap_err());
                }
                let mut changed = parts.clone();
                changed[part].pop();
                same(&decrypter.decrypt(&join(&changed)).unwrap_err());
                changed[part].clear();
                same(&decrypter.decrypt(&join(&changed)).unwrap_err());
            }
        }
    }
}

#[test]
fn nothing_secret_is_printed() {
    let printed = format!("{:?} {:?}", decrypter(), Encrypter::new(&public_key()).unwrap());
    assert!(
        printed.starts_with("Decrypter { keys: [\"e568137427f5eb27"),
        "{printed}"
    );
    assert!(printed.len() < 500, "{printed}");
}

#[test]
fn official_vectors() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/vectors");
    if !folder.exists() {
        println!("skipped: ../shared is not here");
        return;
    }
    let key = KeySource::path(folder.join("official-keys/test_key_pkcs8-2048.der"))
        .private_key()
        .unwrap();
    let file: Value =
        serde_json::from_slice(&std::fs::read(folder.join("official-jwe-vectors.json")).unwrap()).unwrap();
    let vectors = file["vectors"].as_array().unwrap();
    assert_eq!(vectors.len(), 10);
    for backend in backends() {
        let decrypter = Decrypter::with_backend(&key, backend).unwrap();
        for vector in vectors {
            let plaintext = decrypter.decrypt(vector["compact"].as_str().unwrap()).unwrap();
            assert_eq!(plaintext.as_slice(), vector["plaintext"].as_str().unwrap().as_bytes());
        }
    }
    println!("official vectors: {0} of {0}", vectors.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_encrypted_comes_back(plaintext: Vec<u8>, index in 0..6_usize, long: bool) {
        let encrypter = Encrypter::new(&public_key()).unwrap().with_content_encryption(ContentEncryption::ALL[index]);
        let encrypter = if long { encrypter.with_sixteen_byte_iv() } else { encrypter };
        let jwe = encrypter.encrypt(&plaintext).unwrap();
        prop_assert_eq!(decrypter().decrypt(&jwe).unwrap().to_vec(), plaintext);
    }

    #[test]
    fn no_changed_letter_opens(index in 0..6_usize, at: prop::sample::Index, letter in "[A-Za-z0-9_-]") {
        let encrypter = Encrypter::new(&public_key()).unwrap().with_content_encryption(ContentEncryption::ALL[index]);
        let mut jwe = encrypter.encrypt(br#"{"a":1}"#).unwrap();
        let at = at.index(jwe.len());
        prop_assume!(!jwe[at..].starts_with(&letter));
        jwe.replace_range(at..=at, &letter);
        prop_assert!(decrypter().decrypt(&jwe).is_err());
    }

    #[test]
    fn no_changed_byte_opens_and_no_failure_tells_which(
        plaintext in prop::collection::vec(any::<u8>(), 0..100),
        index in 0..6_usize,
        long: bool,
        part in 1..5_usize,
        at: prop::sample::Index,
        mask in 1..=255_u8,
    ) {
        let encrypter = Encrypter::new(&public_key()).unwrap().with_content_encryption(ContentEncryption::ALL[index]);
        let encrypter = if long { encrypter.with_sixteen_byte_iv() } else { encrypter };
        let jwe = encrypter.encrypt(&plaintext).unwrap();
        let mut parts = parts(&jwe);
        // In GCM an empty plaintext has no ciphertext to change.
        let part = if parts[part].is_empty() { 4 } else { part };
        let at = at.index(parts[part].len());
        parts[part][at] ^= mask;
        let segments: Vec<String> = parts.iter().map(|part| Base64UrlUnpadded::encode_string(part)).collect();
        let error = decrypter().decrypt(&segments.join(".")).unwrap_err();
        prop_assert!(error.is_crypto());
        prop_assert_eq!(format!("{error:?}"), "Error { kind: Crypto, message: \"decryption failed\", source: None }");
    }

    #[test]
    fn no_changed_header_opens(index in 0..6_usize, at: prop::sample::Index, byte in b' '..=b'~') {
        let encrypter = Encrypter::new(&public_key()).unwrap().with_content_encryption(ContentEncryption::ALL[index]);
        let jwe = encrypter.encrypt(b"{}").unwrap();
        let mut changed = parts(&jwe).swap_remove(0);
        let at = at.index(changed.len());
        prop_assume!(changed[at] != byte);
        changed[at] = byte;
        let (_, rest) = jwe.split_once('.').unwrap();
        let error = decrypter().decrypt(&format!("{}.{rest}", Base64UrlUnpadded::encode_string(&changed))).unwrap_err();
        // Of a header that is not understood no key has been asked.
        prop_assert!(error.is_payload() || error.to_string() == "decryption failed");
    }

    #[test]
    fn any_text_is_refused_without_a_panic(text: String, segments in prop::collection::vec("[A-Za-z0-9_=+/-]{0,12}", 5)) {
        prop_assert!(decrypter().decrypt(&text).is_err());
        prop_assert!(decrypter().decrypt(&segments.join(".")).is_err());
    }
}
