//! RSA by AWS-LC: constant time, in C and assembly.

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{
    KeyPair, OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256, OAEP_SHA384_MGF1SHA384, OAEP_SHA512_MGF1SHA512, OaepAlgorithm,
    OaepPrivateDecryptingKey, OaepPublicEncryptingKey, PrivateDecryptingKey, PublicEncryptingKey,
};
use aws_lc_rs::signature::{
    ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RSA_PSS_2048_8192_SHA256, RSA_PSS_SHA256,
    RsaEncoding,
};
use zeroize::Zeroizing;

use super::{Backend, OaepHash, PrivateOperations, PublicOperations, SignatureAlgorithm, failure};
use crate::error::Result;
use crate::keys::{PrivateKey, PublicKey};

/// The AWS-LC backend.
#[derive(Clone, Copy, Debug, Default)]
pub struct AwsLc;

impl Backend for AwsLc {
    fn private_key(&self, key: &PrivateKey) -> Result<Arc<dyn PrivateOperations>> {
        let rejected = |_| failure::key();
        let signing = KeyPair::from_pkcs8(key.pkcs8_der()).map_err(rejected)?;
        let decrypting = PrivateDecryptingKey::from_pkcs8(key.pkcs8_der()).map_err(rejected)?;
        let decrypting = OaepPrivateDecryptingKey::new(decrypting).map_err(|_| failure::key())?;
        Ok(Arc::new(Private { signing, decrypting }))
    }

    fn public_key(&self, key: &PublicKey) -> Result<Arc<dyn PublicOperations>> {
        let rejected = |_| failure::key();
        let encrypting = PublicEncryptingKey::from_der(key.spki_der()).map_err(rejected)?;
        Ok(Arc::new(Public {
            pkcs1: ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key.spki_der()).map_err(rejected)?,
            pss: ParsedPublicKey::new(&RSA_PSS_2048_8192_SHA256, key.spki_der()).map_err(rejected)?,
            encrypting: OaepPublicEncryptingKey::new(encrypting).map_err(|_| failure::key())?,
        }))
    }

    fn supports_oaep(&self, hash: OaepHash) -> bool {
        oaep(hash).is_ok()
    }
}

struct Private {
    signing: KeyPair,
    decrypting: OaepPrivateDecryptingKey,
}

impl PrivateOperations for Private {
    fn sign(&self, algorithm: SignatureAlgorithm, message: &[u8]) -> Result<Vec<u8>> {
        let encoding: &'static dyn RsaEncoding = match algorithm {
            SignatureAlgorithm::Pkcs1Sha256 => &RSA_PKCS1_SHA256,
            SignatureAlgorithm::PssSha256 => &RSA_PSS_SHA256,
            SignatureAlgorithm::EcdsaP256Sha256 => return Err(failure::not_rsa()),
        };
        let mut signature = vec![0; self.signing.public_modulus_len()];
        self.signing
            .sign(encoding, &SystemRandom::new(), message, &mut signature)
            .map_err(|_| failure::sign())?;
        Ok(signature)
    }

    fn decrypt_oaep(&self, hash: OaepHash, ciphertext: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let mut buffer = Zeroizing::new(vec![0; self.decrypting.min_output_size()]);
        let length = self
            .decrypting
            .decrypt(oaep(hash)?, ciphertext, &mut buffer, None)
            .map_err(|_| failure::decrypt())?
            .len();
        buffer.truncate(length);
        Ok(buffer)
    }
}

impl fmt::Debug for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AwsLcPrivateKey").finish_non_exhaustive()
    }
}

struct Public {
    pkcs1: ParsedPublicKey,
    pss: ParsedPublicKey,
    encrypting: OaepPublicEncryptingKey,
}

impl PublicOperations for Public {
    fn verify(&self, algorithm: SignatureAlgorithm, message: &[u8], signature: &[u8]) -> Result<()> {
        let key = match algorithm {
            SignatureAlgorithm::Pkcs1Sha256 => &self.pkcs1,
            SignatureAlgorithm::PssSha256 => &self.pss,
            SignatureAlgorithm::EcdsaP256Sha256 => return Err(failure::not_rsa()),
        };
        key.verify_sig(message, signature).map_err(|_| failure::verify())
    }

    fn encrypt_oaep(&self, hash: OaepHash, plaintext: &[u8]) -> Result<Vec<u8>> {
        let mut buffer = vec![0; self.encrypting.ciphertext_size()];
        let length = self
            .encrypting
            .encrypt(oaep(hash)?, plaintext, &mut buffer, None)
            .map_err(|_| failure::encrypt())?
            .len();
        buffer.truncate(length);
        Ok(buffer)
    }
}

impl fmt::Debug for Public {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AwsLcPublicKey").finish_non_exhaustive()
    }
}

fn oaep(hash: OaepHash) -> Result<&'static OaepAlgorithm> {
    Ok(match hash {
        OaepHash::Sha1 => &OAEP_SHA1_MGF1SHA1,
        OaepHash::Sha224 => return Err(failure::oaep_hash(hash)),
        OaepHash::Sha256 => &OAEP_SHA256_MGF1SHA256,
        OaepHash::Sha384 => &OAEP_SHA384_MGF1SHA384,
        OaepHash::Sha512 => &OAEP_SHA512_MGF1SHA512,
    })
}
