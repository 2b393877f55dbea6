//! RSA behind small traits: two backends, and external signers. A signer is replaced by
//! [`OAuth1::rotate`](crate::oauth1::OAuth1::rotate), with the consumer key that names its key.
//!
//! | trait | what it is | who implements it |
//! | --- | --- | --- |
//! | [`Backend`] | makes the two below from keys | `aws_lc::AwsLc`, `rustcrypto::RustCrypto` |
//! | [`PrivateOperations`] | sign and decrypt, in this process | the backends |
//! | [`PublicOperations`] | verify and encrypt | the backends |
//! | [`Signer`] | sign, asynchronously and anywhere | [`LocalSigner`], `pkcs11::TokenKey`, your HSM or KMS |
//!
//! A backend is a value that is handed over, never a process-wide setting. The functions without a backend argument use
//! `default_backend`: AWS-LC where its feature is on, else the pure Rust one.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use zeroize::Zeroizing;

use crate::error::{Error, Kind, Result};
use crate::keys::{PrivateKey, PublicKey};

#[cfg(feature = "aws-lc-rs")]
pub mod aws_lc;
mod live;
#[cfg(feature = "pkcs11")]
mod oaep;
#[cfg(feature = "pkcs11")]
pub mod pkcs11;
#[cfg(feature = "rustcrypto")]
pub mod rustcrypto;

pub(crate) use live::LiveKeys;

/// How a message is hashed, padded and signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SignatureAlgorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    Pkcs1Sha256,
    /// RSASSA-PSS with SHA-256, MGF1 with SHA-256, and a salt of 32 bytes.
    PssSha256,
    /// ECDSA on the curve P-256 with SHA-256; the signature is `r` and then `s`, 32 bytes each. No RSA key makes it.
    EcdsaP256Sha256,
}

/// The hash of RSA-OAEP, used for the label and in MGF1 alike.
///
/// | hash | AWS-LC | pure Rust | `SoftHSM` 2.6 by PKCS#11 |
/// | --- | --- | --- | --- |
/// | SHA-1 | yes | yes | yes |
/// | SHA-224 | no: [`Error::is_algorithm`](crate::Error::is_algorithm) | yes | raw RSA only |
/// | SHA-256, SHA-384, SHA-512 | yes | yes | raw RSA only |
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OaepHash {
    /// SHA-1, for products that were set up long ago: sound in OAEP, yet choose SHA-256 where there is a choice.
    Sha1,
    /// SHA-224, which AWS-LC does not offer.
    Sha224,
    /// SHA-256, as in RSA-OAEP-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

/// An implementation of RSA.
pub trait Backend: fmt::Debug + Send + Sync {
    /// Prepares a private key for use.
    ///
    /// # Errors
    /// When the numbers do not form a valid RSA key.
    fn private_key(&self, key: &PrivateKey) -> Result<Arc<dyn PrivateOperations>>;

    /// Prepares a public key for use.
    ///
    /// # Errors
    /// When the numbers do not form a valid RSA key.
    fn public_key(&self, key: &PublicKey) -> Result<Arc<dyn PublicOperations>>;

    /// Whether RSA-OAEP with this hash is there.
    ///
    /// Where it is not, encryption and decryption with it fail with [`Error::is_algorithm`](crate::Error::is_algorithm).
    fn supports_oaep(&self, hash: OaepHash) -> bool {
        let _ = hash;
        true
    }
}

/// What a private key does in this process.
pub trait PrivateOperations: fmt::Debug + Send + Sync {
    /// Signs a message; the signature is as long as the modulus.
    ///
    /// # Errors
    /// When the backend fails, for instance for want of random numbers.
    fn sign(&self, algorithm: SignatureAlgorithm, message: &[u8]) -> Result<Vec<u8>>;

    /// Decrypts what was encrypted with RSA-OAEP and an empty label.
    ///
    /// # Errors
    /// [`Error::decryption_failed`](crate::Error::decryption_failed), which does not tell why: a reason would help an attacker.
    /// What does not depend on the ciphertext is told apart: a hash that is not offered, and a device that does not answer,
    /// such as by [`Error::signer`](crate::Error::signer).
    fn decrypt_oaep(&self, hash: OaepHash, ciphertext: &[u8]) -> Result<Zeroizing<Vec<u8>>>;
}

/// What a public key does.
pub trait PublicOperations: fmt::Debug + Send + Sync {
    /// Verifies a signature over a message.
    ///
    /// # Errors
    /// When the signature is not the key's over exactly this message.
    fn verify(&self, algorithm: SignatureAlgorithm, message: &[u8], signature: &[u8]) -> Result<()>;

    /// Encrypts a short plaintext, such as a content key, with RSA-OAEP and an empty label.
    ///
    /// # Errors
    /// When the plaintext is too long for the key, or the backend fails.
    fn encrypt_oaep(&self, hash: OaepHash, plaintext: &[u8]) -> Result<Vec<u8>>;
}

/// Signs wherever the key lives: in this process, in an HSM, in a key management service.
///
/// # Examples
/// ```
/// use mc_auth::rsa::{SignatureAlgorithm, Signer};
///
/// #[derive(Debug)]
/// struct Kms { /* client, key id */ }
///
/// # impl Kms { async fn call(&self, _: &[u8]) -> Result<Vec<u8>, std::io::Error> { Ok(vec![]) } }
/// #[async_trait::async_trait]
/// impl Signer for Kms {
///     async fn sign(&self, algorithm: SignatureAlgorithm, message: &[u8]) -> mc_auth::Result<Vec<u8>> {
///         match algorithm {
///             SignatureAlgorithm::Pkcs1Sha256 => self.call(message).await.map_err(mc_auth::Error::signer),
///             other => Err(mc_auth::Error::signer(format!("the service does not offer {other:?}"))),
///         }
///     }
/// }
/// ```
#[async_trait]
pub trait Signer: fmt::Debug + Send + Sync {
    /// Hashes and signs a message.
    ///
    /// # Errors
    /// [`Error::signer`](crate::Error::signer) with the reason.
    async fn sign(&self, algorithm: SignatureAlgorithm, message: &[u8]) -> Result<Vec<u8>>;
}

#[async_trait]
impl<T: Signer + ?Sized> Signer for Arc<T> {
    async fn sign(&self, algorithm: SignatureAlgorithm, message: &[u8]) -> Result<Vec<u8>> {
        (**self).sign(algorithm, message).await
    }
}

#[async_trait]
impl<T: Signer + ?Sized> Signer for Box<T> {
    async fn sign(&self, algorithm: SignatureAlgorithm, message: &[u8]) -> Result<Vec<u8>> {
        (**self).sign(algorithm, message).await
    }
}

/// The backend that is used where none is named: AWS-LC where its feature is on, else the pure Rust one.
#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
pub fn default_backend() -> &'static dyn Backend {
    #[cfg(feature = "aws-lc-rs")]
    return &aws_lc::AwsLc;
    #[cfg(not(feature = "aws-lc-rs"))]
    return &rustcrypto::RustCrypto;
}

/// The default backend, if there is one.
#[cfg_attr(
    any(feature = "aws-lc-rs", feature = "rustcrypto"),
    expect(clippy::unnecessary_wraps, reason = "there is none without either feature")
)]
pub(crate) fn any_backend() -> Option<&'static dyn Backend> {
    #[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
    return Some(default_backend());
    #[cfg(not(any(feature = "aws-lc-rs", feature = "rustcrypto")))]
    return None;
}

pub(crate) fn no_backend() -> Error {
    Error::new(
        Kind::Configuration,
        "no RSA backend is compiled in; turn on the feature aws-lc-rs or rustcrypto, or give one",
    )
}

/// A signer whose key is in this process.
///
/// A signature with RSA-2048 takes well under a millisecond, so it is made on the calling task.
#[derive(Clone)]
pub struct LocalSigner(Arc<dyn PrivateOperations>);

impl LocalSigner {
    /// A signer with the default backend.
    ///
    /// # Errors
    /// When the numbers of the key do not fit together.
    #[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
    pub fn new(key: &PrivateKey) -> Result<Self> {
        Self::with_backend(key, default_backend())
    }

    /// A signer with a given backend.
    ///
    /// # Errors
    /// When the numbers of the key do not fit together.
    pub fn with_backend(key: &PrivateKey, backend: &dyn Backend) -> Result<Self> {
        Ok(Self(backend.private_key(key)?))
    }
}

#[async_trait]
impl Signer for LocalSigner {
    async fn sign(&self, algorithm: SignatureAlgorithm, message: &[u8]) -> Result<Vec<u8>> {
        self.0.sign(algorithm, message)
    }
}

impl fmt::Debug for LocalSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("LocalSigner").field(&self.0).finish()
    }
}

/// What the backends say when they fail: never why.
#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
mod failure {
    use super::{Error, Kind};

    pub(super) fn key() -> Error {
        Error::new(
            Kind::Algorithm,
            "the numbers of the RSA key do not form a valid key; export it again",
        )
    }

    pub(super) fn sign() -> Error {
        Error::new(Kind::Crypto, "the RSA signature could not be made")
    }

    pub(super) fn verify() -> Error {
        Error::new(Kind::Crypto, "the signature is not this key's over this message")
    }

    pub(super) fn encrypt() -> Error {
        Error::new(
            Kind::Crypto,
            "RSA-OAEP encryption failed; is the plaintext too long for the key?",
        )
    }

    pub(super) fn decrypt() -> Error {
        Error::decryption_failed()
    }

    pub(super) fn not_rsa() -> Error {
        Error::new(
            Kind::Algorithm,
            "an RSA key makes no ECDSA signatures; use an elliptic-curve key",
        )
    }

    #[cfg(feature = "aws-lc-rs")]
    pub(super) fn oaep_hash(hash: super::OaepHash) -> Error {
        Error::new(
            Kind::Algorithm,
            format!(
                "AWS-LC does not offer RSA-OAEP with {hash:?}; use another hash, or the backend of the feature rustcrypto"
            ),
        )
    }
}
