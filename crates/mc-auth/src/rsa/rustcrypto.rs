//! RSA by the `rsa` crate: pure Rust, for targets without a C compiler.
//!
//! Versions of that crate before 0.10 leaked key bits through timing (RUSTSEC-2023-0071). 0.10 replaced the arithmetic that
//! leaked, and blinds signing and decryption; its authors name open issues of hardening. Where an attacker can measure many
//! operations, prefer AWS-LC.
//!
//! When it decrypts by RSA-OAEP, the crate does not look at the first octet of the padded block, which RFC 8017 wants to be zero.
//! That is its design: an error for this octet alone, seen apart from the others, is what Manger's attack needs. A ciphertext
//! that is wrong in this octet alone is therefore decrypted by this backend and refused by AWS-LC; only somebody who has
//! the plaintext can make one.

use std::fmt;
use std::sync::Arc;

use getrandom::SysRng;
use rsa::pkcs8::{DecodePrivateKey as _, DecodePublicKey as _};
use rsa::{Oaep, Pkcs1v15Sign, Pss};
use sha1::Sha1;
use sha2::{Digest as _, Sha224, Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

use super::{Backend, OaepHash, PrivateOperations, PublicOperations, SignatureAlgorithm, failure};
use crate::error::Result;
use crate::fips;
use crate::keys::{PrivateKey, PublicKey};

const BACKEND: &str = "RSA in pure Rust";

/// The pure Rust backend.
#[derive(Clone, Copy, Debug, Default)]
pub struct RustCrypto;

impl Backend for RustCrypto {
    fn private_key(&self, key: &PrivateKey) -> Result<Arc<dyn PrivateOperations>> {
        fips::outside(BACKEND)?;
        let key = rsa::PrivateKey::from_pkcs8_der(key.pkcs8_der()).map_err(|_| failure::key())?;
        Ok(Arc::new(Private(key)))
    }

    fn public_key(&self, key: &PublicKey) -> Result<Arc<dyn PublicOperations>> {
        fips::outside(BACKEND)?;
        let key = rsa::PublicKey::from_public_key_der(key.spki_der()).map_err(|_| failure::key())?;
        Ok(Arc::new(Public(key)))
    }
}

struct Private(rsa::PrivateKey);

impl PrivateOperations for Private {
    fn sign(&self, algorithm: SignatureAlgorithm, message: &[u8]) -> Result<Vec<u8>> {
        let digest = Sha256::digest(message);
        match algorithm {
            SignatureAlgorithm::Pkcs1Sha256 => self.0.sign(Pkcs1v15Sign::new::<Sha256>(), &digest),
            SignatureAlgorithm::PssSha256 => self.0.sign(Pss::<Sha256>::new(), &digest),
            SignatureAlgorithm::EcdsaP256Sha256 => return Err(failure::not_rsa()),
        }
        .map_err(|_| failure::sign())
    }

    fn decrypt_oaep(&self, hash: OaepHash, ciphertext: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        match hash {
            OaepHash::Sha1 => self.0.decrypt(Oaep::<Sha1>::new(), ciphertext),
            OaepHash::Sha224 => self.0.decrypt(Oaep::<Sha224>::new(), ciphertext),
            OaepHash::Sha256 => self.0.decrypt(Oaep::<Sha256>::new(), ciphertext),
            OaepHash::Sha384 => self.0.decrypt(Oaep::<Sha384>::new(), ciphertext),
            OaepHash::Sha512 => self.0.decrypt(Oaep::<Sha512>::new(), ciphertext),
        }
        .map(Zeroizing::new)
        .map_err(|_| failure::decrypt())
    }
}

impl fmt::Debug for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RustCryptoPrivateKey").finish_non_exhaustive()
    }
}

struct Public(rsa::PublicKey);

impl PublicOperations for Public {
    fn verify(&self, algorithm: SignatureAlgorithm, message: &[u8], signature: &[u8]) -> Result<()> {
        let digest = Sha256::digest(message);
        match algorithm {
            SignatureAlgorithm::Pkcs1Sha256 => self.0.verify(Pkcs1v15Sign::new::<Sha256>(), &digest, signature),
            SignatureAlgorithm::PssSha256 => self.0.verify(Pss::<Sha256>::new(), &digest, signature),
            SignatureAlgorithm::EcdsaP256Sha256 => return Err(failure::not_rsa()),
        }
        .map_err(|_| failure::verify())
    }

    fn encrypt_oaep(&self, hash: OaepHash, plaintext: &[u8]) -> Result<Vec<u8>> {
        let mut random = SysRng;
        match hash {
            OaepHash::Sha1 => self.0.encrypt(&mut random, Oaep::<Sha1>::new(), plaintext),
            OaepHash::Sha224 => self.0.encrypt(&mut random, Oaep::<Sha224>::new(), plaintext),
            OaepHash::Sha256 => self.0.encrypt(&mut random, Oaep::<Sha256>::new(), plaintext),
            OaepHash::Sha384 => self.0.encrypt(&mut random, Oaep::<Sha384>::new(), plaintext),
            OaepHash::Sha512 => self.0.encrypt(&mut random, Oaep::<Sha512>::new(), plaintext),
        }
        .map_err(|_| failure::encrypt())
    }
}

impl fmt::Debug for Public {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RustCryptoPublicKey").finish_non_exhaustive()
    }
}
