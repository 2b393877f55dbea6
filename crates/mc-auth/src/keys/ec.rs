use std::fmt;
#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
use std::sync::Arc;

use pkcs1::der::asn1::ObjectIdentifier;
use pkcs1::der::{Decode as _, Encode as _};
#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
use pkcs8::PrivateKeyInfoRef;
use pkcs8::spki::SubjectPublicKeyInfoRef;
#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
use sec1::EcPrivateKey as Sec1;
#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
use zeroize::Zeroizing;

use super::Fingerprint;
#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
use crate::ecdsa;
use crate::error::{Error, Kind, Result};

const EC_PUBLIC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
/// The length of a coordinate and of the private number, in bytes.
const FIELD: usize = 32;
/// The tag of an uncompressed point.
const UNCOMPRESSED: u8 = 4;

/// A private key on the curve P-256; its number is overwritten on drop and never printed. Clones share it.
///
/// OAuth 2.0 signs client assertions and DPoP proofs by it (`ES256`); OAuth 1.0a and payload encryption need RSA.
///
/// # Examples
/// ```
/// use mc_auth::keys::EcPrivateKey;
///
/// # fn main() -> mc_auth::Result<()> {
/// let key = EcPrivateKey::generate()?;
/// println!("{}", key.public_key().fingerprint_sha256());
/// # Ok(())
/// # }
/// ```
#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
#[derive(Clone)]
pub struct EcPrivateKey(Arc<Inner>);

#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
struct Inner {
    scalar: Zeroizing<[u8; FIELD]>,
    public: EcPublicKey,
}

#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
impl EcPrivateKey {
    /// Generates a key by the default backend.
    ///
    /// # Errors
    /// When no backend is compiled in, or there are no random numbers.
    pub fn generate() -> Result<Self> {
        let (scalar, point) = ecdsa::generate()?;
        Self::new(scalar.as_slice(), Some(&point))
    }

    /// Reads an unencrypted PKCS#8 `PrivateKeyInfo`.
    ///
    /// # Errors
    /// When the bytes are none, or the key is not on the curve P-256.
    pub fn from_pkcs8_der(der: &[u8]) -> Result<Self> {
        let info = PrivateKeyInfoRef::from_der(der)
            .map_err(|_| Error::new(Kind::File, "is not a private key in PKCS#8 form"))?;
        if info.algorithm.oid != EC_PUBLIC_KEY {
            return Err(not_ec());
        }
        check_curve(info.algorithm.parameters_oid().ok())?;
        let key = sec1(info.private_key.as_bytes())?;
        Self::new(key.private_key, key.public_key)
    }

    /// Reads an `ECPrivateKey` as RFC 5915 defines it, which PEM calls `EC PRIVATE KEY`.
    ///
    /// # Errors
    /// When the bytes are none, or the key is not on the curve P-256.
    pub fn from_sec1_der(der: &[u8]) -> Result<Self> {
        let key = sec1(der)?;
        check_curve(key.parameters.and_then(sec1::EcParameters::named_curve))?;
        Self::new(key.private_key, key.public_key)
    }

    /// Makes a key from its number and its point, as a JWK holds them, or as SEC 1 does.
    pub(super) fn new(scalar: &[u8], point: Option<&[u8]>) -> Result<Self> {
        let mut number = Zeroizing::new([0; FIELD]);
        // Some writers leave leading zeros out.
        let offset = FIELD.checked_sub(scalar.len()).ok_or_else(impossible)?;
        number.get_mut(offset..).ok_or_else(impossible)?.copy_from_slice(scalar);
        let computed = ecdsa::public_point(&number)?;
        let public = EcPublicKey::from_point(&computed)?;
        if let Some(point) = point
            && EcPublicKey::from_point(point)? != public
        {
            return Err(Error::new(
                Kind::Algorithm,
                "is an elliptic-curve key whose public half is another key's",
            ));
        }
        Ok(Self(Arc::new(Inner { scalar: number, public })))
    }

    /// The private number, 32 bytes big-endian, for backends. It is the secret itself: do not print or store it.
    pub(crate) fn scalar(&self) -> &[u8; FIELD] {
        &self.0.scalar
    }

    /// The public half.
    pub fn public_key(&self) -> &EcPublicKey {
        &self.0.public
    }
}

#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
impl fmt::Debug for EcPrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EcPrivateKey")
            .field("public_key", &self.0.public)
            .finish_non_exhaustive()
    }
}

/// A public key on the curve P-256.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct EcPublicKey {
    x: [u8; FIELD],
    y: [u8; FIELD],
}

impl EcPublicKey {
    /// Reads a subject public key info, the form that certificates hold.
    ///
    /// # Errors
    /// When the bytes are none, or the key is not on the curve P-256.
    pub fn from_spki_der(der: &[u8]) -> Result<Self> {
        let malformed = || Error::new(Kind::File, "is not a public key in SPKI form");
        let spki = SubjectPublicKeyInfoRef::from_der(der).map_err(|_| malformed())?;
        if spki.algorithm.oid != EC_PUBLIC_KEY {
            return Err(not_ec());
        }
        check_curve(spki.algorithm.parameters_oid().ok())?;
        Self::from_point(spki.subject_public_key.as_bytes().ok_or_else(malformed)?)
    }

    /// Makes a key from its coordinates, each 32 bytes, big-endian.
    ///
    /// # Errors
    /// When they are no point of the curve; that is checked where a backend is compiled in.
    pub fn from_coordinates(x: &[u8], y: &[u8]) -> Result<Self> {
        let part = |bytes: &[u8]| <[u8; FIELD]>::try_from(bytes).map_err(|_| impossible());
        let key = Self {
            x: part(x)?,
            y: part(y)?,
        };
        #[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
        ecdsa::check_point(&key.point())?;
        Ok(key)
    }

    /// Reads an uncompressed point: the byte 4, then both coordinates.
    pub(crate) fn from_point(point: &[u8]) -> Result<Self> {
        match point.split_first() {
            Some((&UNCOMPRESSED, rest)) if rest.len() == 2 * FIELD => {
                let (x, y) = rest.split_at(FIELD);
                Self::from_coordinates(x, y)
            }
            Some((2 | 3, _)) => Err(Error::new(
                Kind::Algorithm,
                "is an elliptic-curve key with a compressed point, which is not supported; \
                 convert it with `openssl ec -conv_form uncompressed`",
            )),
            _ => Err(impossible()),
        }
    }

    /// The uncompressed point.
    pub(crate) fn point(&self) -> [u8; 2 * FIELD + 1] {
        let mut point = [UNCOMPRESSED; 2 * FIELD + 1];
        point[1..=FIELD].copy_from_slice(&self.x);
        point[FIELD + 1..].copy_from_slice(&self.y);
        point
    }

    /// The first coordinate, 32 bytes big-endian.
    pub fn x(&self) -> &[u8] {
        &self.x
    }

    /// The second coordinate, 32 bytes big-endian.
    pub fn y(&self) -> &[u8] {
        &self.y
    }

    /// The SHA-256 of the subject public key info.
    pub fn fingerprint_sha256(&self) -> Fingerprint {
        Fingerprint::sha256(&self.spki_der())
    }

    /// The subject public key info, in DER.
    pub fn spki_der(&self) -> Vec<u8> {
        // SEQUENCE { SEQUENCE { id-ecPublicKey, prime256v1 }, BIT STRING { point } }: every length is fixed.
        let mut der = vec![0x30, 0x59, 0x30, 0x13];
        for oid in [EC_PUBLIC_KEY, P256] {
            der.extend(oid.to_der().unwrap_or_default());
        }
        der.extend([0x03, 0x42, 0x00]);
        der.extend(self.point());
        der
    }
}

impl fmt::Debug for EcPublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EcPublicKey")
            .field("fingerprint_sha256", &self.fingerprint_sha256())
            .finish()
    }
}

#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
fn sec1(der: &[u8]) -> Result<Sec1<'_>> {
    Sec1::from_der(der).map_err(|_| Error::new(Kind::File, "is not an elliptic-curve private key as RFC 5915 has it"))
}

fn check_curve(curve: Option<ObjectIdentifier>) -> Result<()> {
    match curve {
        Some(P256) => Ok(()),
        Some(other) => Err(Error::new(
            Kind::Algorithm,
            format!("is an elliptic-curve key on the curve {other}, but P-256 is needed"),
        )),
        None => Err(Error::new(
            Kind::Algorithm,
            "is an elliptic-curve key that does not name its curve, but P-256 is needed",
        )),
    }
}

fn not_ec() -> Error {
    Error::new(
        Kind::Algorithm,
        "is not an elliptic-curve key, but one on P-256 is needed",
    )
}

fn impossible() -> Error {
    Error::new(Kind::Algorithm, "is an elliptic-curve key with an impossible number")
}
