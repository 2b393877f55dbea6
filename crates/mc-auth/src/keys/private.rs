use std::fmt;
use std::sync::Arc;

use pkcs1::der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef, UintRef};
use pkcs1::der::{Decode as _, Encode as _};
use pkcs1::{RsaPrivateKeyRef, RsaPublicKeyRef, Version};
use pkcs8::PrivateKeyInfoRef;
use pkcs8::spki::AlgorithmIdentifierRef;
use zeroize::Zeroizing;

use super::{MAX_BITS, MIN_BITS, PublicKey};
use crate::error::{Error, Kind, Result};

pub(super) const RSA_ENCRYPTION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const RSASSA_PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");
const EC_PUBLIC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");

/// An RSA private key with 2048 to 8192 bits; its bytes are overwritten on drop and never printed.
///
/// Whatever it was read from, it is kept as plain PKCS#8, which every backend takes. Clones share the bytes.
#[derive(Clone)]
pub struct PrivateKey(Arc<Inner>);

struct Inner {
    pkcs8: Zeroizing<Vec<u8>>,
    public: PublicKey,
}

impl PrivateKey {
    /// Reads an unencrypted PKCS#8 `PrivateKeyInfo`.
    ///
    /// # Errors
    /// When the bytes are none, or the key is not RSA with 2048 to 8192 bits.
    pub fn from_pkcs8_der(der: &[u8]) -> Result<Self> {
        let info = PrivateKeyInfoRef::from_der(der)
            .map_err(|_| Error::new(Kind::File, "is not a private key in PKCS#8 form"))?;
        check_algorithm(info.algorithm.oid)?;
        Self::from_pkcs1_der(info.private_key.as_bytes())
    }

    /// Reads a PKCS#1 `RSAPrivateKey` with two primes.
    ///
    /// # Errors
    /// When the bytes are none, or the key does not have two primes and 2048 to 8192 bits.
    pub fn from_pkcs1_der(der: &[u8]) -> Result<Self> {
        let key = RsaPrivateKeyRef::from_der(der)
            .map_err(|_| Error::new(Kind::File, "is not an RSA private key in PKCS#1 form"))?;
        if key.version() != Version::TwoPrime {
            return Err(Error::new(
                Kind::Algorithm,
                "is an RSA key with more than two primes, which is not supported",
            ));
        }
        let public = PublicKey::from_pkcs1(&key.public_key())?;
        let encode = || {
            let algorithm = AlgorithmIdentifierRef {
                oid: RSA_ENCRYPTION,
                parameters: Some(AnyRef::NULL),
            };
            PrivateKeyInfoRef::new(algorithm, OctetStringRef::new(der)?).to_der()
        };
        let pkcs8 = encode()
            .map(Zeroizing::new)
            .map_err(|_| Error::new(Kind::File, "is not an RSA private key in PKCS#1 form"))?;
        Ok(Self(Arc::new(Inner { pkcs8, public })))
    }

    /// Makes a key from its numbers, big-endian and in the order of PKCS#1: n, e, d, p, q, d mod p-1, d mod q-1, 1/q mod p.
    pub(super) fn from_numbers(numbers: [&[u8]; 8]) -> Result<Self> {
        let impossible = || Error::new(Kind::Algorithm, "is an RSA key with an impossible number");
        let [
            modulus,
            public_exponent,
            private_exponent,
            prime1,
            prime2,
            exponent1,
            exponent2,
            coefficient,
        ] = numbers.map(|bytes| UintRef::new(bytes).map_err(|_| impossible()));
        let key = RsaPrivateKeyRef {
            modulus: modulus?,
            public_exponent: public_exponent?,
            private_exponent: private_exponent?,
            prime1: prime1?,
            prime2: prime2?,
            exponent1: exponent1?,
            exponent2: exponent2?,
            coefficient: coefficient?,
            other_prime_infos: None,
        };
        Self::from_pkcs1_der(&Zeroizing::new(key.to_der().map_err(|_| impossible())?))
    }

    /// The unencrypted PKCS#8 form, for backends. It is the secret itself: do not print or store it.
    pub fn pkcs8_der(&self) -> &[u8] {
        &self.0.pkcs8
    }

    /// The public half.
    pub fn public_key(&self) -> &PublicKey {
        &self.0.public
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PrivateKey")
            .field("public_key", &self.0.public)
            .finish_non_exhaustive()
    }
}

/// Refuses what is not plain RSA, by name where it has one.
pub(super) fn check_algorithm(oid: ObjectIdentifier) -> Result<()> {
    let name = match oid {
        RSA_ENCRYPTION => return Ok(()),
        RSASSA_PSS => "an RSASSA-PSS key".to_owned(),
        EC_PUBLIC_KEY => "an elliptic-curve key".to_owned(),
        ED25519 => "an Ed25519 key".to_owned(),
        other => format!("a key of algorithm {other}"),
    };
    Err(Error::new(
        Kind::Algorithm,
        format!("is {name}, but an RSA key is needed"),
    ))
}

/// Refuses sizes and exponents outside the bounds; returns the size in bits.
pub(super) fn check_modulus(key: &RsaPublicKeyRef<'_>) -> Result<usize> {
    let modulus = key.modulus.as_bytes();
    let leading = modulus.first().map_or(0, |byte| byte.leading_zeros() as usize);
    let bits = (modulus.len() * 8).saturating_sub(leading);
    if !(MIN_BITS..=MAX_BITS).contains(&bits) {
        return Err(Error::new(
            Kind::Algorithm,
            format!("is an RSA key with {bits} bits, but {MIN_BITS} to {MAX_BITS} are accepted"),
        ));
    }
    let exponent = key.public_exponent.as_bytes();
    let odd = exponent.last().is_some_and(|byte| byte % 2 == 1);
    if !odd || exponent == [1] || exponent.len() > 4 {
        return Err(Error::new(
            Kind::Algorithm,
            "is an RSA key with an unusable public exponent",
        ));
    }
    Ok(bits)
}
