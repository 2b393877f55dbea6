//! Whether one certificate signed another, as far as what is compiled in can tell. It links a chain and trusts nobody.

use x509_parser::prelude::X509Certificate;

/// Whether the issuer's key made the certificate's signature; nothing where the algorithm is none that can be checked here.
#[cfg(any(feature = "aws-lc-rs", feature = "tls"))]
pub(super) fn is_signed_by(certificate: &X509Certificate<'_>, issuer: &X509Certificate<'_>) -> Option<bool> {
    use aws_lc_rs::signature::{
        ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA384_ASN1, ECDSA_P384_SHA256_ASN1, ECDSA_P384_SHA384_ASN1,
        ECDSA_P521_SHA256_ASN1, ECDSA_P521_SHA384_ASN1, ECDSA_P521_SHA512_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256,
        RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, UnparsedPublicKey, VerificationAlgorithm,
    };

    let curve = issuer.public_key().algorithm.parameters.as_ref();
    let curve = curve
        .and_then(|curve| curve.as_oid().ok())
        .map(|oid| oid.to_id_string());
    let algorithm = certificate.signature_algorithm.algorithm.to_id_string();
    let algorithm: &dyn VerificationAlgorithm = match (algorithm.as_str(), curve.as_deref()) {
        (RSA_SHA256, _) => &RSA_PKCS1_2048_8192_SHA256,
        (RSA_SHA384, _) => &RSA_PKCS1_2048_8192_SHA384,
        (RSA_SHA512, _) => &RSA_PKCS1_2048_8192_SHA512,
        (ECDSA_SHA256, Some(P256)) => &ECDSA_P256_SHA256_ASN1,
        (ECDSA_SHA384, Some(P256)) => &ECDSA_P256_SHA384_ASN1,
        (ECDSA_SHA256, Some(P384)) => &ECDSA_P384_SHA256_ASN1,
        (ECDSA_SHA384, Some(P384)) => &ECDSA_P384_SHA384_ASN1,
        (ECDSA_SHA256, Some(P521)) => &ECDSA_P521_SHA256_ASN1,
        (ECDSA_SHA384, Some(P521)) => &ECDSA_P521_SHA384_ASN1,
        (ECDSA_SHA512, Some(P521)) => &ECDSA_P521_SHA512_ASN1,
        (ED25519_ID, _) => &ED25519,
        _ => return None,
    };
    if !is_checkable(issuer) {
        return None;
    }
    let key = UnparsedPublicKey::new(algorithm, &issuer.public_key().subject_public_key.data);
    let answer = key.verify(certificate.tbs_certificate.as_ref(), &certificate.signature_value.data);
    Some(answer.is_ok())
}

/// The same with the pure Rust backend: RSA with PKCS#1 v1.5, as nearly every authority signs.
#[cfg(all(feature = "rustcrypto", not(any(feature = "aws-lc-rs", feature = "tls"))))]
pub(super) fn is_signed_by(certificate: &X509Certificate<'_>, issuer: &X509Certificate<'_>) -> Option<bool> {
    use rsa::pkcs8::DecodePublicKey as _;
    use rsa::{Pkcs1v15Sign, PublicKey};
    use sha2::{Digest as _, Sha256, Sha384, Sha512};

    let signed = certificate.tbs_certificate.as_ref();
    let (padding, digest) = match certificate.signature_algorithm.algorithm.to_id_string().as_str() {
        RSA_SHA256 => (Pkcs1v15Sign::new::<Sha256>(), Sha256::digest(signed).to_vec()),
        RSA_SHA384 => (Pkcs1v15Sign::new::<Sha384>(), Sha384::digest(signed).to_vec()),
        RSA_SHA512 => (Pkcs1v15Sign::new::<Sha512>(), Sha512::digest(signed).to_vec()),
        _ => return None,
    };
    if !is_checkable(issuer) {
        return None;
    }
    let key = PublicKey::from_public_key_der(issuer.public_key().raw);
    Some(key.is_ok_and(|key| key.verify(padding, &digest, &certificate.signature_value.data).is_ok()))
}

#[cfg(not(any(feature = "aws-lc-rs", feature = "tls", feature = "rustcrypto")))]
pub(super) fn is_signed_by(_: &X509Certificate<'_>, _: &X509Certificate<'_>) -> Option<bool> {
    None
}

/// Old authorities have RSA keys that are too small for the backends.
#[cfg(any(feature = "aws-lc-rs", feature = "tls", feature = "rustcrypto"))]
fn is_checkable(issuer: &X509Certificate<'_>) -> bool {
    use x509_parser::public_key::PublicKey;

    match issuer.public_key().parsed() {
        Ok(PublicKey::RSA(key)) => (super::MIN_BITS..=super::MAX_BITS).contains(&key.key_size()),
        _ => true,
    }
}

#[cfg(any(feature = "aws-lc-rs", feature = "tls", feature = "rustcrypto"))]
const RSA_SHA256: &str = "1.2.840.113549.1.1.11";
#[cfg(any(feature = "aws-lc-rs", feature = "tls", feature = "rustcrypto"))]
const RSA_SHA384: &str = "1.2.840.113549.1.1.12";
#[cfg(any(feature = "aws-lc-rs", feature = "tls", feature = "rustcrypto"))]
const RSA_SHA512: &str = "1.2.840.113549.1.1.13";
#[cfg(any(feature = "aws-lc-rs", feature = "tls"))]
mod elliptic {
    pub(super) const ECDSA_SHA256: &str = "1.2.840.10045.4.3.2";
    pub(super) const ECDSA_SHA384: &str = "1.2.840.10045.4.3.3";
    pub(super) const ECDSA_SHA512: &str = "1.2.840.10045.4.3.4";
    pub(super) const P256: &str = "1.2.840.10045.3.1.7";
    pub(super) const P384: &str = "1.3.132.0.34";
    pub(super) const P521: &str = "1.3.132.0.35";
    pub(super) const ED25519_ID: &str = "1.3.101.112";
}
#[cfg(any(feature = "aws-lc-rs", feature = "tls"))]
use elliptic::{ECDSA_SHA256, ECDSA_SHA384, ECDSA_SHA512, ED25519_ID, P256, P384, P521};
