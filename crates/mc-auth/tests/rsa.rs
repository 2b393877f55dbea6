//! Both backends, side by side, against what OpenSSL made; signers and their rotation.

#![cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]

use std::path::PathBuf;

use async_trait::async_trait;
use base64ct::{Base64, Encoding as _};
use mc_auth::keys::{KeySource, PrivateKey, PublicKey};
use mc_auth::rsa::{Backend, LocalSigner, OaepHash, SignatureAlgorithm, Signer};

const CONTENT_KEY: &[u8] = b"0123456789abcdef0123456789ABCDEF";
const ALGORITHMS: [SignatureAlgorithm; 2] = [SignatureAlgorithm::Pkcs1Sha256, SignatureAlgorithm::PssSha256];
const HASHES: [(OaepHash, &str, usize); 5] = [
    (OaepHash::Sha1, "oaep-sha1.txt", 256 - 2 * 20 - 2),
    (OaepHash::Sha224, "oaep-sha224.txt", 256 - 2 * 28 - 2),
    (OaepHash::Sha256, "oaep-sha256.txt", 256 - 2 * 32 - 2),
    (OaepHash::Sha384, "oaep-sha384.txt", 256 - 2 * 48 - 2),
    (OaepHash::Sha512, "oaep-sha512.txt", 256 - 2 * 64 - 2),
];

fn backends() -> Vec<&'static dyn Backend> {
    vec![
        #[cfg(feature = "aws-lc-rs")]
        &mc_auth::rsa::aws_lc::AwsLc,
        #[cfg(feature = "rustcrypto")]
        &mc_auth::rsa::rustcrypto::RustCrypto,
    ]
}

fn path(parts: &[&str]) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests"].iter().chain(parts).collect()
}

fn message() -> Vec<u8> {
    std::fs::read(path(&["vectors", "rsa", "message.txt"])).unwrap()
}

fn vector(name: &str) -> Vec<u8> {
    let text = std::fs::read_to_string(path(&["vectors", "rsa", name])).unwrap();
    Base64::decode_vec(&text).unwrap()
}

fn private_key(name: &str) -> PrivateKey {
    KeySource::path(path(&["keys", name])).private_key().unwrap()
}

fn public_key(name: &str) -> PublicKey {
    KeySource::path(path(&["keys", name])).public_key().unwrap()
}

#[test]
fn signs_what_openssl_signs() {
    for backend in backends() {
        let key = backend.private_key(&private_key("pkcs8.pem")).unwrap();
        let signature = key.sign(SignatureAlgorithm::Pkcs1Sha256, &message()).unwrap();
        assert_eq!(signature, vector("pkcs1-sha256.txt"), "{backend:?}");
    }
}

#[test]
fn verifies_what_openssl_signed() {
    for backend in backends() {
        let key = backend.public_key(&public_key("certificate.pem")).unwrap();
        let verify = |algorithm, name| key.verify(algorithm, &message(), &vector(name));
        verify(SignatureAlgorithm::Pkcs1Sha256, "pkcs1-sha256.txt").unwrap();
        verify(SignatureAlgorithm::PssSha256, "pss-sha256.txt").unwrap();
        // Another padding, another salt.
        for (algorithm, name) in [
            (SignatureAlgorithm::PssSha256, "pkcs1-sha256.txt"),
            (SignatureAlgorithm::Pkcs1Sha256, "pss-sha256.txt"),
            (SignatureAlgorithm::PssSha256, "pss-sha256-salt20.txt"),
        ] {
            let error = verify(algorithm, name).unwrap_err();
            assert!(error.is_crypto(), "{backend:?} {name}");
            assert_eq!(error.to_string(), "the signature is not this key's over this message");
        }
    }
}

#[test]
fn each_backend_verifies_the_other_and_no_tampering() {
    for signing in backends() {
        let key = signing.private_key(&private_key("pkcs8.pem")).unwrap();
        for verifying in backends() {
            let right = verifying.public_key(&public_key("pkcs8.pem")).unwrap();
            let wrong = verifying.public_key(&public_key("other.pem")).unwrap();
            for algorithm in ALGORITHMS {
                let signature = key.sign(algorithm, &message()).unwrap();
                assert_eq!(signature.len(), 256);
                right.verify(algorithm, &message(), &signature).unwrap();
                assert!(wrong.verify(algorithm, &message(), &signature).is_err());
                let mut changed = message();
                changed[3] ^= 1;
                assert!(right.verify(algorithm, &changed, &signature).is_err());
                for position in (0..256).step_by(17) {
                    let mut changed = signature.clone();
                    changed[position] ^= 1;
                    assert!(right.verify(algorithm, &message(), &changed).is_err());
                }
                assert!(right.verify(algorithm, &message(), &signature[1..]).is_err());
                assert!(right.verify(algorithm, &message(), &[]).is_err());
            }
        }
    }
}

#[test]
fn pss_is_salted() {
    for backend in backends() {
        let key = backend.private_key(&private_key("pkcs8.pem")).unwrap();
        let sign = || key.sign(SignatureAlgorithm::PssSha256, b"same").unwrap();
        assert_ne!(sign(), sign(), "{backend:?}");
    }
}

#[test]
fn opens_what_openssl_wrapped() {
    for backend in backends() {
        let key = backend.private_key(&private_key("pkcs8.pem")).unwrap();
        for (hash, name, _) in HASHES {
            if !backend.supports_oaep(hash) {
                continue;
            }
            let opened = key.decrypt_oaep(hash, &vector(name)).unwrap();
            assert_eq!(opened.as_slice(), CONTENT_KEY, "{backend:?} {name}");
        }
    }
}

#[test]
fn wraps_for_the_other_backend_up_to_the_limit() {
    for wrapping in backends() {
        let public = wrapping.public_key(&public_key("spki.der")).unwrap();
        for opening in backends() {
            let private = opening.private_key(&private_key("pkcs1.der")).unwrap();
            for (hash, _, limit) in HASHES {
                if !wrapping.supports_oaep(hash) || !opening.supports_oaep(hash) {
                    continue;
                }
                for length in [0, 1, 32, limit] {
                    let plaintext = vec![0xa5; length];
                    let wrapped = public.encrypt_oaep(hash, &plaintext).unwrap();
                    assert_ne!(wrapped, public.encrypt_oaep(hash, &plaintext).unwrap(), "random");
                    assert_eq!(*private.decrypt_oaep(hash, &wrapped).unwrap(), plaintext);
                }
                assert!(public.encrypt_oaep(hash, &vec![0; limit + 1]).unwrap_err().is_crypto());
            }
        }
    }
}

/// AWS-LC lacks SHA-224, and nothing else is lacking anywhere.
#[test]
fn a_hash_that_is_not_offered_is_said() {
    for backend in backends() {
        let is_aws = format!("{backend:?}") == "AwsLc";
        let private = backend.private_key(&private_key("pkcs8.pem")).unwrap();
        let public = backend.public_key(&public_key("spki.pem")).unwrap();
        for (hash, name, _) in HASHES {
            let offered = !(is_aws && hash == OaepHash::Sha224);
            assert_eq!(backend.supports_oaep(hash), offered, "{backend:?} {hash:?}");
            if !offered {
                for error in [
                    private.decrypt_oaep(hash, &vector(name)).unwrap_err(),
                    public.encrypt_oaep(hash, CONTENT_KEY).unwrap_err(),
                ] {
                    assert!(error.is_algorithm());
                    assert_eq!(
                        error.to_string(),
                        "AWS-LC does not offer RSA-OAEP with Sha224; use another hash, or the backend of the feature rustcrypto"
                    );
                }
            }
        }
    }
}

#[test]
fn failures_to_open_are_one_and_the_same() {
    for backend in backends() {
        let key = backend.private_key(&private_key("pkcs8.pem")).unwrap();
        let other = backend.private_key(&private_key("other.pem")).unwrap();
        let good = vector("oaep-sha256.txt");
        let mut errors = vec![
            other.decrypt_oaep(OaepHash::Sha256, &good).unwrap_err(),
            key.decrypt_oaep(OaepHash::Sha512, &good).unwrap_err(),
            key.decrypt_oaep(OaepHash::Sha256, &vector("oaep-sha256-mgf1-sha1.txt"))
                .unwrap_err(),
            key.decrypt_oaep(OaepHash::Sha256, &[]).unwrap_err(),
            key.decrypt_oaep(OaepHash::Sha256, &good[1..]).unwrap_err(),
            key.decrypt_oaep(OaepHash::Sha256, &[good.as_slice(), &[0]].concat())
                .unwrap_err(),
            key.decrypt_oaep(OaepHash::Sha256, &[0xff; 256]).unwrap_err(),
        ];
        for position in (0..256).step_by(51) {
            let mut changed = good.clone();
            changed[position] ^= 1;
            errors.push(key.decrypt_oaep(OaepHash::Sha256, &changed).unwrap_err());
        }
        for error in errors {
            assert!(error.is_crypto(), "{backend:?}");
            assert_eq!(error.to_string(), "decryption failed", "{backend:?}");
            assert!(std::error::Error::source(&error).is_none(), "{backend:?}");
        }
    }
}

#[test]
fn a_key_whose_numbers_do_not_fit_is_refused() {
    // d of another key: the file is well-formed, the key is not.
    let text = std::fs::read_to_string(path(&["keys", "private.jwk.json"])).unwrap();
    let mut jwk: serde_json::Value = serde_json::from_str(&text).unwrap();
    jwk["d"] = jwk["n"].clone();
    let key = KeySource::bytes(jwk.to_string()).private_key().unwrap();
    for backend in backends() {
        let error = backend.private_key(&key).unwrap_err();
        assert!(error.is_algorithm(), "{backend:?}");
        assert!(
            error.to_string().starts_with("the numbers of the RSA key"),
            "{backend:?}"
        );
    }
}

#[test]
fn keys_print_nothing() {
    for backend in backends() {
        let key = backend.private_key(&private_key("pkcs8.pem")).unwrap();
        assert!(format!("{key:?}").ends_with("PrivateKey { .. }"));
        let signer = LocalSigner::with_backend(&private_key("pkcs8.pem"), backend).unwrap();
        assert!(format!("{signer:?}").ends_with("PrivateKey { .. })"));
    }
}

/// Answers with a name instead of a signature, so that a test sees who signed.
#[derive(Debug)]
struct Named(&'static str);

#[async_trait]
impl Signer for Named {
    async fn sign(&self, algorithm: SignatureAlgorithm, _: &[u8]) -> mc_auth::Result<Vec<u8>> {
        match algorithm {
            SignatureAlgorithm::Pkcs1Sha256 => Ok(self.0.as_bytes().to_vec()),
            _ => Err(mc_auth::Error::signer("this device knows PKCS#1 alone")),
        }
    }
}

#[tokio::test]
async fn an_external_signer_reports_its_own_reason() {
    let error = Named("first")
        .sign(SignatureAlgorithm::PssSha256, b"")
        .await
        .unwrap_err();
    assert!(error.is_signer());
    assert_eq!(error.to_string(), "the signer failed: this device knows PKCS#1 alone");
}

#[tokio::test]
async fn the_default_backend_signs() {
    let signer = LocalSigner::new(&private_key("pkcs8.pem")).unwrap();
    let signature = signer.sign(SignatureAlgorithm::Pkcs1Sha256, &message()).await.unwrap();
    assert_eq!(signature, vector("pkcs1-sha256.txt"));
}
