//! Private keys that are encrypted by a password.

use super::ber::{self, Element, OCTET_STRING, SEQUENCE};
use super::password::wrong_password;
use super::pbe::Secret;
use super::{Password, PrivateKey};
use crate::error::{Error, Kind, Result};

impl PrivateKey {
    /// Reads an encrypted PKCS#8 key: PBES2 with PBKDF2 or scrypt, and AES or triple DES; and the schemes of PKCS#12 of old,
    /// such as `pbeWithSHA1And3-KeyTripleDES-CBC`.
    ///
    /// PBES1 proper, which is DES or RC2 with PKCS#5's first derivation, is refused: 56 bits are no protection.
    ///
    /// # Errors
    /// When the password or the scheme is the wrong one, or for the reasons of [`from_pkcs8_der`](Self::from_pkcs8_der).
    pub fn from_encrypted_pkcs8_der(der: &[u8], password: &Password) -> Result<Self> {
        let damaged = || {
            Error::new(
                Kind::File,
                "is not an encrypted private key in PKCS#8 form, or is damaged",
            )
        };
        let der = ber::to_der(der).ok_or_else(damaged)?;
        let key = ber::Elements(&der).next().ok_or_else(damaged)?;
        decrypt(&Secret::new(Some(password)), key)
    }
}

/// The key of an `EncryptedPrivateKeyInfo`.
pub(super) fn decrypt(secret: &Secret<'_>, key: Element<'_>) -> Result<PrivateKey> {
    let parts = || {
        let mut parts = key.within(SEQUENCE)?;
        Some((parts.next()?, parts.next()?.is(OCTET_STRING)?))
    };
    let (algorithm, ciphertext) = parts().ok_or_else(|| {
        Error::new(
            Kind::File,
            "is not an encrypted private key in PKCS#8 form, or is damaged",
        )
    })?;
    let plain = secret.decrypt(algorithm, ciphertext)?;
    // A wrong password slips through the padding once in 256 times, and then the plaintext is no key.
    let plain = ber::to_der(&plain).ok_or_else(wrong_password)?;
    PrivateKey::from_pkcs8_der(&plain).map_err(|error| if error.is_file() { wrong_password() } else { error })
}
