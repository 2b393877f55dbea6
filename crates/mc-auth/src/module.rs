//! The cryptography that is AWS-LC's where AWS-LC is the FIPS module, and `RustCrypto`'s or the operating system's elsewhere.

use sha2::{Digest as _, Sha256};

/// Fills bytes with random numbers that have to be secret.
///
/// # Errors
/// What the generator says when it gives none.
pub(crate) fn random(bytes: &mut [u8]) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    #[cfg(feature = "aws-lc-rs")]
    if crate::fips::is_active() {
        return aws_lc_rs::rand::fill(bytes).map_err(Into::into);
    }
    getrandom::fill(bytes).map_err(Into::into)
}

/// The SHA-256 of bytes.
pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    #[cfg(feature = "aws-lc-rs")]
    if crate::fips::is_active() {
        return by_module::sha256(bytes);
    }
    Sha256::digest(bytes).into()
}

#[cfg(feature = "aws-lc-rs")]
pub(crate) mod by_module {
    //! AWS-LC, module or not: each function gives nothing where a length is impossible or something does not verify.

    use std::num::NonZeroU32;

    use aws_lc_rs::aead::{self, Aad, LessSafeKey, Nonce, RandomizedNonceKey, UnboundKey};
    use aws_lc_rs::cipher::{
        AES_128, AES_192, AES_256, Algorithm, DecryptionContext, EncryptionContext, PaddedBlockDecryptingKey,
        PaddedBlockEncryptingKey, UnboundCipherKey,
    };
    use aws_lc_rs::{constant_time, digest, hmac, pbkdf2};
    use zeroize::Zeroizing;

    /// What is encrypted, with the vector that the module made.
    pub(crate) struct Sealed {
        pub(crate) iv: Vec<u8>,
        pub(crate) ciphertext: Vec<u8>,
        pub(crate) tag: Vec<u8>,
    }

    pub(super) fn sha256(bytes: &[u8]) -> [u8; 32] {
        let mut out = [0; 32];
        out.copy_from_slice(digest::digest(&digest::SHA256, bytes).as_ref());
        out
    }

    /// AES-GCM with 128 or 256 bits. The vector has to be the module's own.
    pub(crate) fn seal_gcm(key: &[u8], aad: &[u8], plaintext: &[u8]) -> Option<Sealed> {
        let algorithm = match key.len() {
            16 => &aead::AES_128_GCM,
            32 => &aead::AES_256_GCM,
            _ => return None,
        };
        let key = RandomizedNonceKey::new(algorithm, key).ok()?;
        let mut ciphertext = plaintext.to_vec();
        let (nonce, tag) = key.seal_in_place_separate_tag(Aad::from(aad), &mut ciphertext).ok()?;
        Some(Sealed {
            iv: nonce.as_ref().to_vec(),
            ciphertext,
            tag: tag.as_ref().to_vec(),
        })
    }

    pub(crate) fn open_gcm(
        key: &[u8],
        iv: &[u8],
        aad: &[u8],
        ciphertext: &[u8],
        tag: &[u8],
    ) -> Option<Zeroizing<Vec<u8>>> {
        let algorithm = match key.len() {
            16 => &aead::AES_128_GCM,
            24 => &aead::AES_192_GCM,
            32 => &aead::AES_256_GCM,
            _ => return None,
        };
        if tag.len() != algorithm.tag_len() {
            return None;
        }
        let key = LessSafeKey::new(UnboundKey::new(algorithm, key).ok()?);
        let nonce = Nonce::try_assume_unique_for_key(iv).ok()?;
        let mut buffer = Zeroizing::new([ciphertext, tag].concat());
        let length = key.open_in_place(nonce, Aad::from(aad), &mut buffer).ok()?.len();
        buffer.truncate(length);
        Some(buffer)
    }

    fn aes(key: &[u8]) -> Option<UnboundCipherKey> {
        let algorithm: &'static Algorithm = match key.len() {
            16 => &AES_128,
            24 => &AES_192,
            32 => &AES_256,
            _ => return None,
        };
        UnboundCipherKey::new(algorithm, key).ok()
    }

    /// AES-CBC with the padding of PKCS#7.
    pub(crate) fn seal_cbc(key: &[u8], iv: &[u8], plaintext: &[u8]) -> Option<Vec<u8>> {
        let iv: [u8; 16] = iv.try_into().ok()?;
        let key = PaddedBlockEncryptingKey::cbc_pkcs7(aes(key)?).ok()?;
        let mut buffer = plaintext.to_vec();
        key.less_safe_encrypt(&mut buffer, EncryptionContext::Iv128(iv.into()))
            .ok()?;
        Some(buffer)
    }

    pub(crate) fn open_cbc(key: &[u8], iv: &[u8], ciphertext: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let iv: [u8; 16] = iv.try_into().ok()?;
        let key = PaddedBlockDecryptingKey::cbc_pkcs7(aes(key)?).ok()?;
        let mut buffer = Zeroizing::new(ciphertext.to_vec());
        let length = key
            .decrypt(&mut buffer, DecryptionContext::Iv128(iv.into()))
            .ok()?
            .len();
        buffer.truncate(length);
        Some(buffer)
    }

    /// The first half of an HMAC, as AES-CBC with HMAC has it, by the length of its key: RFC 7518, section 5.2.
    pub(crate) fn half_mac(key: &[u8], parts: &[&[u8]]) -> Option<Vec<u8>> {
        let algorithm = match key.len() {
            16 => hmac::HMAC_SHA256,
            24 => hmac::HMAC_SHA384,
            32 => hmac::HMAC_SHA512,
            _ => return None,
        };
        let mut context = hmac::Context::with_key(&hmac::Key::new(algorithm, key));
        for part in parts {
            context.update(part);
        }
        context.sign().as_ref().get(..key.len()).map(<[u8]>::to_vec)
    }

    pub(crate) fn equal(a: &[u8], b: &[u8]) -> bool {
        constant_time::verify_slices_are_equal(a, b).is_ok()
    }

    /// A key of a password by PBKDF2, with the hash whose output has so many bits.
    pub(crate) fn pbkdf2(
        bits: u16,
        rounds: u32,
        salt: &[u8],
        password: &[u8],
        length: usize,
    ) -> Option<Zeroizing<Vec<u8>>> {
        let algorithm = match bits {
            160 => pbkdf2::PBKDF2_HMAC_SHA1,
            256 => pbkdf2::PBKDF2_HMAC_SHA256,
            384 => pbkdf2::PBKDF2_HMAC_SHA384,
            512 => pbkdf2::PBKDF2_HMAC_SHA512,
            _ => return None,
        };
        let mut out = Zeroizing::new(vec![0; length]);
        pbkdf2::derive(algorithm, NonZeroU32::new(rounds)?, salt, password, &mut out);
        Some(out)
    }
}
