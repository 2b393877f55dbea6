use std::fmt;
use std::sync::Arc;

use base64ct::{Base64UrlUnpadded, Encoding as _};

#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
use crate::ecdsa::EcSigner;
use crate::error::{Error, Kind, Result};
#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
use crate::keys::EcPrivateKey;
use crate::keys::{EcPublicKey, PublicKey};
use crate::rsa::{SignatureAlgorithm, Signer};
#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
use crate::{keys::PrivateKey, rsa::LocalSigner};

/// A key that signs client assertions, DPoP proofs, or both; clones share it.
///
/// RSA keys sign by `PS256`, keys on the curve P-256 by `ES256` (RFC 7518). The key itself may be anywhere that a
/// [`Signer`] reaches; its public half is needed beside it, since a proof carries it.
///
/// # Examples
/// ```
/// # #[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
/// # fn main() -> mc_auth::Result<()> {
/// use mc_auth::oauth2::SigningKey;
///
/// let dpop = SigningKey::generate()?; // on P-256, for the life of this process
/// assert_eq!(dpop.thumbprint().len(), 43);
/// # Ok(())
/// # }
/// # #[cfg(not(any(feature = "aws-lc-rs", feature = "rustcrypto")))]
/// # fn main() {}
/// ```
#[derive(Clone)]
pub struct SigningKey(Arc<Inner>);

struct Inner {
    signer: Box<dyn Signer>,
    algorithm: Algorithm,
    thumbprint: String,
    /// The header of a proof by this key, in base64url: it never changes.
    proof_header: String,
}

/// The algorithms that the FAPI 2.0 profile and Mastercard's servers accept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Algorithm {
    Ps256,
    Es256,
}

impl Algorithm {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Ps256 => "PS256",
            Self::Es256 => "ES256",
        }
    }

    const fn signature(self) -> SignatureAlgorithm {
        match self {
            Self::Ps256 => SignatureAlgorithm::PssSha256,
            Self::Es256 => SignatureAlgorithm::EcdsaP256Sha256,
        }
    }
}

impl SigningKey {
    /// An RSA key in this process, with the default backend.
    ///
    /// # Errors
    /// When the numbers of the key do not fit together.
    #[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
    pub fn rsa(key: &PrivateKey) -> Result<Self> {
        Self::rsa_signer(LocalSigner::new(key)?, key.public_key())
    }

    /// An RSA key wherever it is, such as in an HSM, with its public half.
    ///
    /// # Errors
    /// When the public key cannot be written as a JWK.
    pub fn rsa_signer(signer: impl Signer + 'static, public: &PublicKey) -> Result<Self> {
        let (modulus, exponent) = public.components()?;
        let [e, n] = [exponent, modulus].map(|number| Base64UrlUnpadded::encode_string(&number));
        Ok(Self::new(
            Box::new(signer),
            Algorithm::Ps256,
            &format!(r#"{{"e":"{e}","kty":"RSA","n":"{n}"}}"#),
        ))
    }

    /// A key on the curve P-256 in this process, with the default backend.
    ///
    /// # Errors
    /// When no backend is compiled in.
    #[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
    pub fn ec(key: &EcPrivateKey) -> Result<Self> {
        Ok(Self::ec_signer(EcSigner::new(key)?, key.public_key()))
    }

    /// A key on the curve P-256 wherever it is, such as in an HSM, with its public half.
    pub fn ec_signer(signer: impl Signer + 'static, public: &EcPublicKey) -> Self {
        let [x, y] = [public.x(), public.y()].map(Base64UrlUnpadded::encode_string);
        Self::new(
            Box::new(signer),
            Algorithm::Es256,
            &format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#),
        )
    }

    /// A new key on the curve P-256 that lives as long as this process: the usual key for DPoP proofs.
    ///
    /// # Errors
    /// When no backend is compiled in, or there are no random numbers.
    #[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
    pub fn generate() -> Result<Self> {
        Self::ec(&EcPrivateKey::generate()?)
    }

    /// `jwk` has the required members in the order of RFC 7638, so its hash is the thumbprint.
    fn new(signer: Box<dyn Signer>, algorithm: Algorithm, jwk: &str) -> Self {
        let header = format!(r#"{{"typ":"dpop+jwt","alg":"{}","jwk":{jwk}}}"#, algorithm.name());
        Self(Arc::new(Inner {
            signer,
            algorithm,
            thumbprint: Base64UrlUnpadded::encode_string(&crate::module::sha256(jwk.as_bytes())),
            proof_header: Base64UrlUnpadded::encode_string(header.as_bytes()),
        }))
    }

    /// The SHA-256 thumbprint of the public key by RFC 7638, in base64url: what an access token is bound to.
    pub fn thumbprint(&self) -> &str {
        &self.0.thumbprint
    }

    pub(super) fn algorithm(&self) -> Algorithm {
        self.0.algorithm
    }

    pub(super) fn proof_header(&self) -> &str {
        &self.0.proof_header
    }

    /// A compact JWS: the header in base64url, the claims as JSON text.
    pub(super) async fn sign(&self, header: &str, claims: &str) -> Result<String> {
        let encoded = claims.len().div_ceil(3) * 4;
        let mut jws = String::with_capacity(header.len() + encoded + 400);
        jws.push_str(header);
        jws.push('.');
        jws.push_str(&Base64UrlUnpadded::encode_string(claims.as_bytes()));
        let signature = self.0.signer.sign(self.0.algorithm.signature(), jws.as_bytes()).await?;
        if self.0.algorithm == Algorithm::Es256 && signature.len() != 64 {
            return Err(Error::new(
                Kind::Signer,
                "the signer returned an ECDSA signature that is not r and s of 32 bytes each; is it in DER?",
            ));
        }
        jws.push('.');
        jws.push_str(&Base64UrlUnpadded::encode_string(&signature));
        Ok(jws)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey")
            .field("algorithm", &self.0.algorithm.name())
            .field("thumbprint", &self.0.thumbprint)
            .finish_non_exhaustive()
    }
}
