//! ECDSA over P-256 with SHA-256: the `ES256` of RFC 7518, for OAuth 2.0.
//!
//! [`EcSigner`] is a [`Signer`] whose key is in this process; a key in an HSM or a key management service is a [`Signer`] of
//! your own that answers to [`SignatureAlgorithm::EcdsaP256Sha256`] with `r` and then `s`, 32 bytes each.
//!
//! # Examples
//! ```
//! # fn main() -> mc_auth::Result<()> {
//! use mc_auth::ecdsa::{EcSigner, verify};
//! use mc_auth::keys::EcPrivateKey;
//! use mc_auth::rsa::{SignatureAlgorithm, Signer as _};
//!
//! let key = EcPrivateKey::generate()?;
//! let signer = EcSigner::new(&key)?;
//! let signature = pollster::block_on(signer.sign(SignatureAlgorithm::EcdsaP256Sha256, b"message"))?;
//! verify(key.public_key(), b"message", &signature)?;
//! # Ok(())
//! # }
//! ```

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use zeroize::Zeroizing;

use crate::error::{Error, Kind, Result};
use crate::keys::{EcPrivateKey, EcPublicKey};
use crate::rsa::{SignatureAlgorithm, Signer};

/// An implementation of ECDSA.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EcBackend {
    /// AWS-LC: constant time, in C and assembly.
    #[cfg(feature = "aws-lc-rs")]
    AwsLc,
    /// The `p256` crate, in pure Rust.
    #[cfg(feature = "rustcrypto")]
    RustCrypto,
}

/// The backend that is used where none is named: AWS-LC where its feature is on, else the pure Rust one.
fn backend() -> EcBackend {
    #[cfg(feature = "aws-lc-rs")]
    return EcBackend::AwsLc;
    #[cfg(not(feature = "aws-lc-rs"))]
    return EcBackend::RustCrypto;
}

/// What a private key does in this process.
trait Operations: Send + Sync {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>>;
}

/// A signer on P-256 whose key is in this process; clones share it.
#[derive(Clone)]
pub struct EcSigner(Arc<dyn Operations>);

impl EcSigner {
    /// A signer with the default backend.
    ///
    /// # Errors
    /// When the backend refuses the key.
    pub fn new(key: &EcPrivateKey) -> Result<Self> {
        Self::with_backend(key, backend())
    }

    /// A signer with a given backend.
    ///
    /// # Errors
    /// When the backend refuses the key.
    pub fn with_backend(key: &EcPrivateKey, backend: EcBackend) -> Result<Self> {
        let operations: Arc<dyn Operations> = match backend {
            #[cfg(feature = "aws-lc-rs")]
            EcBackend::AwsLc => Arc::new(aws_lc::Private::new(key)?),
            #[cfg(feature = "rustcrypto")]
            EcBackend::RustCrypto => Arc::new(rustcrypto::Private::new(key)?),
        };
        Ok(Self(operations))
    }
}

#[async_trait]
impl Signer for EcSigner {
    async fn sign(&self, algorithm: SignatureAlgorithm, message: &[u8]) -> Result<Vec<u8>> {
        if algorithm == SignatureAlgorithm::EcdsaP256Sha256 {
            return self.0.sign(message);
        }
        Err(Error::new(
            Kind::Algorithm,
            format!("an elliptic-curve key cannot make signatures of {algorithm:?}; use an RSA key"),
        ))
    }
}

impl fmt::Debug for EcSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EcSigner").finish_non_exhaustive()
    }
}

/// Verifies a signature over a message: `r` and then `s`, 32 bytes each.
///
/// # Errors
/// When the signature is not the key's over exactly this message.
pub fn verify(key: &EcPublicKey, message: &[u8], signature: &[u8]) -> Result<()> {
    match backend() {
        #[cfg(feature = "aws-lc-rs")]
        EcBackend::AwsLc => aws_lc::verify(key, message, signature),
        #[cfg(feature = "rustcrypto")]
        EcBackend::RustCrypto => rustcrypto::verify(key, message, signature),
    }
}

/// A new private number, and its point.
pub(crate) fn generate() -> Result<(Zeroizing<[u8; 32]>, [u8; 65])> {
    // A number outside the field comes up once in 2^32: then another is drawn.
    for _ in 0..8 {
        let mut scalar = Zeroizing::new([0; 32]);
        crate::module::random(scalar.as_mut_slice())
            .map_err(|error| Error::new(Kind::Crypto, "there are no random numbers for a key").with_source(error))?;
        if let Ok(point) = public_point(&scalar) {
            return Ok((scalar, point));
        }
    }
    Err(Error::new(Kind::Crypto, "no elliptic-curve key could be generated"))
}

/// The uncompressed point of a private number.
pub(crate) fn public_point(scalar: &[u8; 32]) -> Result<[u8; 65]> {
    match backend() {
        #[cfg(feature = "aws-lc-rs")]
        EcBackend::AwsLc => aws_lc::public_point(scalar),
        #[cfg(feature = "rustcrypto")]
        EcBackend::RustCrypto => rustcrypto::public_point(scalar),
    }
}

/// Whether the curve has this point.
pub(crate) fn check_point(point: &[u8; 65]) -> Result<()> {
    let on_curve = match backend() {
        #[cfg(feature = "aws-lc-rs")]
        EcBackend::AwsLc => aws_lc::is_point(point),
        #[cfg(feature = "rustcrypto")]
        EcBackend::RustCrypto => rustcrypto::is_point(point),
    };
    if on_curve { Ok(()) } else { Err(rejected()) }
}

fn rejected() -> Error {
    Error::new(
        Kind::Algorithm,
        "the numbers of the elliptic-curve key do not form a valid key; export it again",
    )
}

fn unverified() -> Error {
    Error::new(Kind::Crypto, "the signature is not this key's over this message")
}

#[cfg(feature = "aws-lc-rs")]
mod aws_lc {
    use aws_lc_rs::rand::SystemRandom;
    use aws_lc_rs::signature::{
        ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, ParsedPublicKey,
        UnparsedPublicKey,
    };
    use pkcs1::der::Encode as _;
    use pkcs1::der::asn1::ObjectIdentifier;
    use sec1::{EcParameters, EcPrivateKey as Sec1};
    use zeroize::Zeroizing;

    use super::{EcPrivateKey, EcPublicKey, Error, Kind, Operations, Result, rejected, unverified};

    const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");

    pub(super) struct Private(EcdsaKeyPair);

    impl Private {
        pub(super) fn new(key: &EcPrivateKey) -> Result<Self> {
            let point = key.public_key().point();
            EcdsaKeyPair::from_private_key_and_public_key(&ECDSA_P256_SHA256_FIXED_SIGNING, key.scalar(), &point)
                .map(Self)
                .map_err(|_| rejected())
        }
    }

    impl Operations for Private {
        fn sign(&self, message: &[u8]) -> Result<Vec<u8>> {
            self.0
                .sign(&SystemRandom::new(), message)
                .map(|signature| signature.as_ref().to_vec())
                .map_err(|_| Error::new(Kind::Crypto, "the ECDSA signature could not be made"))
        }
    }

    pub(super) fn verify(key: &EcPublicKey, message: &[u8], signature: &[u8]) -> Result<()> {
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key.point())
            .verify(message, signature)
            .map_err(|_| unverified())
    }

    pub(super) fn public_point(scalar: &[u8; 32]) -> Result<[u8; 65]> {
        let key = Sec1 {
            private_key: scalar,
            parameters: Some(EcParameters::NamedCurve(P256)),
            public_key: None,
        };
        let der = key.to_der().map(Zeroizing::new).map_err(|_| rejected())?;
        let pair =
            EcdsaKeyPair::from_private_key_der(&ECDSA_P256_SHA256_FIXED_SIGNING, &der).map_err(|_| rejected())?;
        pair.public_key().as_ref().try_into().map_err(|_| rejected())
    }

    pub(super) fn is_point(point: &[u8; 65]) -> bool {
        ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).is_ok()
    }
}

#[cfg(feature = "rustcrypto")]
mod rustcrypto {
    use p256::ecdsa::signature::{Signer as _, Verifier as _};
    use p256::ecdsa::{Signature, SigningKey, VerifyingKey};

    use super::{EcPrivateKey, EcPublicKey, Error, Kind, Operations, Result, rejected, unverified};

    pub(super) struct Private(SigningKey);

    impl Private {
        pub(super) fn new(key: &EcPrivateKey) -> Result<Self> {
            SigningKey::from_slice(key.scalar()).map(Self).map_err(|_| rejected())
        }
    }

    impl Operations for Private {
        fn sign(&self, message: &[u8]) -> Result<Vec<u8>> {
            let signature: Signature = self
                .0
                .try_sign(message)
                .map_err(|_| Error::new(Kind::Crypto, "the ECDSA signature could not be made"))?;
            Ok(signature.to_bytes().to_vec())
        }
    }

    pub(super) fn verify(key: &EcPublicKey, message: &[u8], signature: &[u8]) -> Result<()> {
        let key = VerifyingKey::from_sec1_bytes(&key.point()).map_err(|_| rejected())?;
        let signature = Signature::from_slice(signature).map_err(|_| unverified())?;
        key.verify(message, &signature).map_err(|_| unverified())
    }

    pub(super) fn public_point(scalar: &[u8; 32]) -> Result<[u8; 65]> {
        let key = SigningKey::from_slice(scalar).map_err(|_| rejected())?;
        let point = key.verifying_key().to_sec1_point(false);
        point.as_bytes().try_into().map_err(|_| rejected())
    }

    pub(super) fn is_point(point: &[u8; 65]) -> bool {
        VerifyingKey::from_sec1_bytes(point).is_ok()
    }
}
