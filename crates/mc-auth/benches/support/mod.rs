//! What is signed and encrypted in all benches, with both backends: RSA-2048 and a body of one kilobyte.

#![allow(dead_code, unreachable_pub, reason = "each bench needs a part of it")]

use std::path::Path;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{
    KeyPair, OAEP_SHA256_MGF1SHA256, OaepPrivateDecryptingKey, OaepPublicEncryptingKey, PrivateDecryptingKey,
    PublicEncryptingKey,
};
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use http::HeaderMap;
use mc_auth::keys::{Certificate, KeySource, PrivateKey};
use mc_auth::oauth1::OAuth1;
use mc_auth::payload::{Encryption, FleScheme, JweScheme, ParameterNames, Rule};
use mc_auth::rsa::aws_lc::AwsLc;
use mc_auth::rsa::rustcrypto::RustCrypto;
use mc_auth::rsa::{Backend, LocalSigner};
use mc_auth::{fle, jwe};

pub const CONSUMER_KEY: &str =
    "L5BsiPgaF-O3qA36znUATgQXwJB6MRoMSdhjd7wt50c97279!50596e52466e3966546d434b7354584c4975693238513d3d";
pub const METHOD: &str = "POST";
pub const URL: &str =
    "https://sandbox.api.mastercard.com/mastercom/v6/claims/200002020654/chargebacks?page=2&size=50&sort=asc";

pub fn key() -> PrivateKey {
    KeySource::path(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/keys/pkcs8.pem"))
        .private_key()
        .unwrap()
}

pub fn certificate() -> Certificate {
    KeySource::path(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/keys/certificate.pem"))
        .certificate()
        .unwrap()
}

/// An object of 1,024 bytes, of members that every library keeps as they are.
pub fn body() -> String {
    let filler = "x".repeat(1024);
    let whole = |length: usize| {
        let text = &filler[..length];
        format!(r#"{{"accountNumber":"5555555555554444","amount":"100.25","lines":["{text}"],"currency":"EUR"}}"#)
    };
    let rest = whole(0).len();
    whole(1024 - rest)
}

/// One backend's ways to do everything, keys loaded.
pub struct Side {
    pub oauth1: OAuth1,
    pub jwe: Encryption,
    pub fle: Encryption,
    pub rule: Rule,
}

impl Side {
    pub fn new(backend: &'static dyn Backend) -> Self {
        let (key, certificate) = (key(), certificate());
        let public = certificate.public_key().unwrap();
        let names = ParameterNames::new("iv", "encryptedKey")
            .with_oaep_hash("oaepHashingAlgorithm")
            .with_key_fingerprint("publicKeyFingerprint");
        Self {
            oauth1: OAuth1::new(CONSUMER_KEY, LocalSigner::with_backend(&key, backend).unwrap()).unwrap(),
            jwe: Encryption::new(
                JweScheme::new()
                    .with_encrypter(jwe::Encrypter::with_backend(&public, backend).unwrap())
                    .with_decrypter(jwe::Decrypter::with_backend(&key, backend).unwrap()),
            ),
            fle: Encryption::new(
                FleScheme::in_body("encryptedValue", names)
                    .with_encrypter(fle::Encrypter::with_backend(&public, backend).unwrap())
                    .with_decrypter(fle::Decrypter::with_backend(&key, backend).unwrap()),
            ),
            rule: Rule::body(),
        }
    }

    pub fn aws_lc() -> Self {
        Self::new(&AwsLc)
    }

    pub fn rustcrypto() -> Self {
        Self::new(&RustCrypto)
    }

    pub fn sign(&self, body: &[u8]) -> usize {
        let signed = pollster::block_on(self.oauth1.sign(METHOD, URL, body)).unwrap();
        signed.authorization().len()
    }

    pub fn encrypt(&self, encryption: &Encryption, body: &[u8]) -> Vec<u8> {
        encryption.encrypt_by(&self.rule, body).unwrap().body
    }

    pub fn decrypt(&self, encryption: &Encryption, body: &[u8]) -> Vec<u8> {
        let opened = encryption.decrypt_by(&self.rule, &HeaderMap::new(), body).unwrap();
        opened.unwrap().body
    }
}

/// RSA alone, by `aws-lc-rs` itself: what nothing of ours can be faster than.
pub struct Bare {
    signing: KeyPair,
    decrypting: OaepPrivateDecryptingKey,
    encrypting: OaepPublicEncryptingKey,
    message: Vec<u8>,
    wrapped: Vec<u8>,
}

impl Bare {
    pub fn new() -> Self {
        let key = key();
        let decrypting = PrivateDecryptingKey::from_pkcs8(key.pkcs8_der()).unwrap();
        let encrypting = PublicEncryptingKey::from_der(key.public_key().spki_der()).unwrap();
        let encrypting = OaepPublicEncryptingKey::new(encrypting).unwrap();
        let signed = pollster::block_on(Side::aws_lc().oauth1.sign(METHOD, URL, b"{}")).unwrap();
        let mut bare = Self {
            signing: KeyPair::from_pkcs8(key.pkcs8_der()).unwrap(),
            decrypting: OaepPrivateDecryptingKey::new(decrypting).unwrap(),
            encrypting,
            message: signed.base_string().as_bytes().to_vec(),
            wrapped: Vec::new(),
        };
        bare.wrapped = bare.wrap();
        bare
    }

    /// Signs a base string.
    pub fn sign(&self) -> Vec<u8> {
        let mut signature = vec![0; self.signing.public_modulus_len()];
        let random = SystemRandom::new();
        self.signing
            .sign(&RSA_PKCS1_SHA256, &random, &self.message, &mut signature)
            .unwrap();
        signature
    }

    /// Encrypts a content key of 256 bits.
    pub fn wrap(&self) -> Vec<u8> {
        let mut wrapped = vec![0; self.encrypting.ciphertext_size()];
        self.encrypting
            .encrypt(&OAEP_SHA256_MGF1SHA256, &[7; 32], &mut wrapped, None)
            .unwrap();
        wrapped
    }

    /// Decrypts it.
    pub fn unwrap(&self) -> usize {
        let mut key = vec![0; self.decrypting.min_output_size()];
        let key = self
            .decrypting
            .decrypt(&OAEP_SHA256_MGF1SHA256, &self.wrapped, &mut key, None)
            .unwrap();
        assert_eq!(key, [7; 32]);
        key.len()
    }
}
