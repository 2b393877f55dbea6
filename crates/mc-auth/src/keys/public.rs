use std::fmt;
use std::sync::Arc;

use base64ct::{Base64, Encoding as _};
use pkcs1::RsaPublicKeyRef;
use pkcs1::der::asn1::{AnyRef, BitStringRef, UintRef};
use pkcs1::der::{Decode as _, Encode as _};
use pkcs8::spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};
use sha1::{Digest as _, Sha1};

use super::private::{RSA_ENCRYPTION, check_algorithm, check_modulus};
use crate::error::{Error, Kind, Result};

/// An RSA public key, kept as its subject public key info (SPKI).
///
/// Two keys are equal where their numbers are, even if one was encoded with other parameters.
#[derive(Clone)]
pub struct PublicKey(Arc<Inner>);

struct Inner {
    spki: Vec<u8>,
    /// Modulus and exponent, in DER.
    pkcs1: Vec<u8>,
    bits: usize,
}

impl PublicKey {
    /// Reads a subject public key info, the form that certificates hold.
    ///
    /// # Errors
    /// When the bytes are none, or the key is not RSA with 2048 to 8192 bits.
    pub fn from_spki_der(der: &[u8]) -> Result<Self> {
        let malformed = || Error::new(Kind::File, "is not a public key in SPKI form");
        let spki = SubjectPublicKeyInfoRef::from_der(der).map_err(|_| malformed())?;
        check_algorithm(spki.algorithm.oid)?;
        let pkcs1 = spki.subject_public_key.as_bytes().ok_or_else(malformed)?;
        let key = RsaPublicKeyRef::from_der(pkcs1).map_err(|_| malformed())?;
        let bits = check_modulus(&key)?;
        Ok(Self(Arc::new(Inner {
            spki: der.to_vec(),
            pkcs1: pkcs1.to_vec(),
            bits,
        })))
    }

    /// Reads a PKCS#1 `RSAPublicKey`.
    ///
    /// # Errors
    /// When the bytes are none, or the key does not have 2048 to 8192 bits.
    pub fn from_pkcs1_der(der: &[u8]) -> Result<Self> {
        let key =
            RsaPublicKeyRef::from_der(der).map_err(|_| Error::new(Kind::File, "is not a public key in PKCS#1 form"))?;
        Self::from_pkcs1(&key)
    }

    /// Makes a key from modulus and exponent, big-endian.
    ///
    /// # Errors
    /// When the numbers cannot be an RSA key with 2048 to 8192 bits.
    pub fn from_components(modulus: &[u8], exponent: &[u8]) -> Result<Self> {
        let number = |bytes| {
            UintRef::new(bytes).map_err(|_| Error::new(Kind::Algorithm, "is an RSA key with an impossible number"))
        };
        Self::from_pkcs1(&RsaPublicKeyRef {
            modulus: number(modulus)?,
            public_exponent: number(exponent)?,
        })
    }

    pub(super) fn from_pkcs1(key: &RsaPublicKeyRef<'_>) -> Result<Self> {
        let bits = check_modulus(key)?;
        let encode = || {
            let pkcs1 = key.to_der()?;
            let info = SubjectPublicKeyInfoRef {
                algorithm: AlgorithmIdentifierRef {
                    oid: RSA_ENCRYPTION,
                    parameters: Some(AnyRef::NULL),
                },
                subject_public_key: BitStringRef::from_bytes(&pkcs1)?,
            };
            Ok::<_, pkcs1::der::Error>((info.to_der()?, pkcs1))
        };
        let (spki, pkcs1) =
            encode().map_err(|_| Error::new(Kind::Algorithm, "is an RSA key with an impossible number"))?;
        Ok(Self(Arc::new(Inner { spki, pkcs1, bits })))
    }

    /// The subject public key info, in DER.
    pub fn spki_der(&self) -> &[u8] {
        &self.0.spki
    }

    /// The modulus and the public exponent, big-endian and without leading zeros.
    #[cfg(any(feature = "reqwest", feature = "tower"))]
    pub(crate) fn components(&self) -> Result<(Vec<u8>, Vec<u8>)> {
        let key = RsaPublicKeyRef::from_der(&self.0.pkcs1)
            .map_err(|_| Error::new(Kind::File, "is not a public key in PKCS#1 form"))?;
        Ok((key.modulus.as_bytes().to_vec(), key.public_exponent.as_bytes().to_vec()))
    }

    /// The size of the modulus in bits.
    pub fn bits(&self) -> usize {
        self.0.bits
    }

    /// The SHA-256 of the subject public key info: the `kid` that most Mastercard products expect.
    pub fn fingerprint_sha256(&self) -> Fingerprint {
        Fingerprint::sha256(&self.0.spki)
    }

    /// The SHA-1 of the subject public key info.
    pub fn fingerprint_sha1(&self) -> Fingerprint {
        Fingerprint::sha1(&self.0.spki)
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.0.pkcs1 == other.0.pkcs1
    }
}

impl Eq for PublicKey {}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PublicKey")
            .field("bits", &self.0.bits)
            .field("fingerprint_sha256", &self.fingerprint_sha256())
            .finish()
    }
}

/// A hash that names a key or certificate; prints as lower-case hex.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Fingerprint(Vec<u8>);

impl Fingerprint {
    pub(super) fn sha256(bytes: &[u8]) -> Self {
        Self(crate::module::sha256(bytes).to_vec())
    }

    pub(super) fn sha1(bytes: &[u8]) -> Self {
        Self(Sha1::digest(bytes).to_vec())
    }

    /// The bytes of the hash.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Lower-case hex, without separators.
    pub fn to_hex(&self) -> String {
        self.to_string()
    }

    /// Standard base64 with padding.
    pub fn to_base64(&self) -> String {
        Base64::encode_string(&self.0)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
