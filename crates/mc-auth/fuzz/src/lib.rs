//! What the fuzz targets share: keys, and an RSA that is none and so takes no time.

use std::future::Future;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use mc_auth::keys::{Certificate, KeySource, PrivateKey, PublicKey};
use mc_auth::payload::{FleScheme, JweScheme, ParameterNames};
use mc_auth::rsa::{Backend, OaepHash, PrivateOperations, PublicOperations, SignatureAlgorithm, Signer};
use mc_auth::{Error, Result, fle, jwe};
use zeroize::Zeroizing;

/// "Wraps" a content key by writing it twice, so that a change shows as it does in RSA-OAEP, and signs with the message itself.
#[derive(Debug)]
pub struct Open;

impl Backend for Open {
    fn private_key(&self, _: &PrivateKey) -> Result<Arc<dyn PrivateOperations>> {
        Ok(Arc::new(Self))
    }

    fn public_key(&self, _: &PublicKey) -> Result<Arc<dyn PublicOperations>> {
        Ok(Arc::new(Self))
    }
}

impl PrivateOperations for Open {
    fn sign(&self, _: SignatureAlgorithm, message: &[u8]) -> Result<Vec<u8>> {
        Ok(message.to_vec())
    }

    fn decrypt_oaep(&self, _: OaepHash, ciphertext: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        match ciphertext.split_at(ciphertext.len() / 2) {
            (key, again) if key == again => Ok(Zeroizing::new(key.to_vec())),
            _ => Err(Error::decryption_failed()),
        }
    }
}

impl PublicOperations for Open {
    fn verify(&self, _: SignatureAlgorithm, message: &[u8], signature: &[u8]) -> Result<()> {
        if message == signature {
            Ok(())
        } else {
            Err(Error::signer("the signature is another"))
        }
    }

    fn encrypt_oaep(&self, _: OaepHash, plaintext: &[u8]) -> Result<Vec<u8>> {
        Ok([plaintext, plaintext].concat())
    }
}

#[async_trait::async_trait]
impl Signer for Open {
    async fn sign(&self, _: SignatureAlgorithm, message: &[u8]) -> Result<Vec<u8>> {
        Ok(message.to_vec())
    }
}

/// The private key of the tests.
pub fn key() -> PrivateKey {
    KeySource::bytes(*include_bytes!("../../tests/keys/pkcs8.pem"))
        .private_key()
        .expect("a key")
}

/// The certificate of the tests.
pub fn certificate() -> Certificate {
    KeySource::bytes(*include_bytes!("../../tests/keys/certificate.pem"))
        .certificate()
        .expect("a certificate")
}

/// Encrypts for [`decrypter`].
pub fn encrypter() -> jwe::Encrypter {
    jwe::Encrypter::with_backend(key().public_key(), &Open).expect("an encrypter")
}

/// Decrypts what [`encrypter`] made.
pub fn decrypter() -> jwe::Decrypter {
    jwe::Decrypter::with_backend(&key(), &Open).expect("a decrypter")
}

/// JWE with both keys.
pub fn jwe_scheme() -> JweScheme {
    JweScheme::new().with_encrypter(encrypter()).with_decrypter(decrypter())
}

/// Field-level encryption with both keys.
pub fn fle_scheme() -> FleScheme {
    FleScheme::in_body("encryptedValue", ParameterNames::new("iv", "encryptedKey"))
        .with_encrypter(fle::Encrypter::with_backend(key().public_key(), &Open).expect("an encrypter"))
        .with_decrypter(fle::Decrypter::with_backend(&key(), &Open).expect("a decrypter"))
}

/// The result of a future that never waits.
pub fn now<F: Future>(future: F) -> F::Output {
    match std::pin::pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits"),
    }
}
