//! The content encryptions of RFC 7518, section 5.

#[cfg(test)]
mod wycheproof;

use std::fmt;
use std::str::FromStr;

use aes::{Aes128, Aes192, Aes256};
use aes_gcm::AesGcm;
use aes_gcm::aead::consts::{U12, U16};
use aes_gcm::aead::{AeadInOut, KeyInit, Nonce, Tag};
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeDecrypt as _, BlockModeEncrypt as _, KeyIvInit as _};
use hmac::{Hmac, Mac as _};
use sha2::{Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

use crate::error::{Error, Kind, Result};
use crate::fips;
use crate::module;
#[cfg(feature = "aws-lc-rs")]
use crate::module::by_module;

/// How the content of a JWE is encrypted: the value of `enc`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ContentEncryption {
    /// AES-GCM with 128 bits.
    A128Gcm,
    /// AES-GCM with 192 bits.
    A192Gcm,
    /// AES-GCM with 256 bits: what Mastercard's libraries send.
    #[default]
    A256Gcm,
    /// AES-CBC with 128 bits and HMAC-SHA-256.
    A128CbcHs256,
    /// AES-CBC with 192 bits and HMAC-SHA-384.
    A192CbcHs384,
    /// AES-CBC with 256 bits and HMAC-SHA-512.
    A256CbcHs512,
}

impl ContentEncryption {
    /// Every one that this crate knows.
    pub const ALL: [Self; 6] = [
        Self::A128Gcm,
        Self::A192Gcm,
        Self::A256Gcm,
        Self::A128CbcHs256,
        Self::A192CbcHs384,
        Self::A256CbcHs512,
    ];

    /// The name in the header.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::A128Gcm => "A128GCM",
            Self::A192Gcm => "A192GCM",
            Self::A256Gcm => "A256GCM",
            Self::A128CbcHs256 => "A128CBC-HS256",
            Self::A192CbcHs384 => "A192CBC-HS384",
            Self::A256CbcHs512 => "A256CBC-HS512",
        }
    }

    pub(super) fn key_length(self) -> usize {
        match self {
            Self::A128Gcm => 16,
            Self::A192Gcm => 24,
            Self::A256Gcm | Self::A128CbcHs256 => 32,
            Self::A192CbcHs384 => 48,
            Self::A256CbcHs512 => 64,
        }
    }

    pub(super) fn is_gcm(self) -> bool {
        matches!(self, Self::A128Gcm | Self::A192Gcm | Self::A256Gcm)
    }

    pub(super) fn tag_length(self) -> usize {
        match self {
            Self::A128Gcm | Self::A192Gcm | Self::A256Gcm | Self::A128CbcHs256 => 16,
            Self::A192CbcHs384 => 24,
            Self::A256CbcHs512 => 32,
        }
    }

    /// The length of the ciphertext of so long a plaintext: CBC pads it to whole blocks, and always.
    pub(super) fn ciphertext_length(self, plaintext: usize) -> usize {
        if self.is_gcm() {
            plaintext
        } else {
            (plaintext / 16).saturating_add(1).saturating_mul(16)
        }
    }

    /// Why the FIPS module does not encrypt so, where it is there.
    pub(super) fn check_sealing(self, iv_length: usize) -> Result<()> {
        match self {
            Self::A192Gcm => fips::outside("AES-192-GCM with vectors of its own"),
            _ => self.check_vector(iv_length),
        }
    }

    /// Why the FIPS module does not take a vector of this length, where it is there.
    pub(super) fn check_vector(self, length: usize) -> Result<()> {
        if self.is_gcm() && length != 12 {
            fips::outside("AES-GCM with a vector that has not 12 bytes")
        } else {
            Ok(())
        }
    }

    /// Vector, ciphertext and tag; nothing where there are no random numbers or a length is impossible.
    pub(super) fn seal_anew(
        self,
        key: &[u8],
        iv_length: usize,
        aad: &[u8],
        plaintext: &[u8],
    ) -> Option<(Vec<u8>, Vec<u8>, Vec<u8>)> {
        #[cfg(feature = "aws-lc-rs")]
        if fips::is_active() {
            return self.seal_by_module(key, aad, plaintext);
        }
        let mut iv = vec![0; if self.is_gcm() { iv_length } else { 16 }];
        module::random(&mut iv).ok()?;
        let (ciphertext, tag) = self.seal(key, &iv, aad, plaintext)?;
        Some((iv, ciphertext, tag))
    }

    #[cfg(feature = "aws-lc-rs")]
    fn seal_by_module(self, key: &[u8], aad: &[u8], plaintext: &[u8]) -> Option<(Vec<u8>, Vec<u8>, Vec<u8>)> {
        if key.len() != self.key_length() {
            return None;
        }
        if self.is_gcm() {
            let sealed = by_module::seal_gcm(key, aad, plaintext)?;
            return Some((sealed.iv, sealed.ciphertext, sealed.tag));
        }
        let (mac_key, key) = self.split(key)?;
        let mut iv = vec![0; 16];
        module::random(&mut iv).ok()?;
        let ciphertext = by_module::seal_cbc(key, &iv, plaintext)?;
        let tag = by_module::half_mac(mac_key, &[aad, &iv, &ciphertext, &bits(aad)?])?;
        Some((iv, ciphertext, tag))
    }

    #[cfg(feature = "aws-lc-rs")]
    fn open_by_module(
        self,
        key: &[u8],
        iv: &[u8],
        aad: &[u8],
        ciphertext: &[u8],
        tag: &[u8],
    ) -> Option<Zeroizing<Vec<u8>>> {
        if key.len() != self.key_length() {
            return None;
        }
        if self.is_gcm() {
            return by_module::open_gcm(key, iv, aad, ciphertext, tag);
        }
        let (mac_key, key) = self.split(key)?;
        // The tag comes first, here as well.
        let expected = by_module::half_mac(mac_key, &[aad, iv, ciphertext, &bits(aad)?])?;
        if !by_module::equal(&expected, tag) {
            return None;
        }
        by_module::open_cbc(key, iv, ciphertext)
    }

    /// Ciphertext and tag; nothing where a length is impossible.
    pub(super) fn seal(self, key: &[u8], iv: &[u8], aad: &[u8], plaintext: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
        match (self, iv.len()) {
            (Self::A128Gcm, 12) => seal_gcm::<AesGcm<Aes128, U12>>(key, iv, aad, plaintext),
            (Self::A128Gcm, 16) => seal_gcm::<AesGcm<Aes128, U16>>(key, iv, aad, plaintext),
            (Self::A192Gcm, 12) => seal_gcm::<AesGcm<Aes192, U12>>(key, iv, aad, plaintext),
            (Self::A192Gcm, 16) => seal_gcm::<AesGcm<Aes192, U16>>(key, iv, aad, plaintext),
            (Self::A256Gcm, 12) => seal_gcm::<AesGcm<Aes256, U12>>(key, iv, aad, plaintext),
            (Self::A256Gcm, 16) => seal_gcm::<AesGcm<Aes256, U16>>(key, iv, aad, plaintext),
            (Self::A128CbcHs256 | Self::A192CbcHs384 | Self::A256CbcHs512, 16) => {
                let (mac_key, key) = self.split(key)?;
                let ciphertext = match self {
                    Self::A128CbcHs256 => cbc::Encryptor::<Aes128>::new_from_slices(key, iv)
                        .ok()?
                        .encrypt_padded_vec::<Pkcs7>(plaintext),
                    Self::A192CbcHs384 => cbc::Encryptor::<Aes192>::new_from_slices(key, iv)
                        .ok()?
                        .encrypt_padded_vec::<Pkcs7>(plaintext),
                    _ => cbc::Encryptor::<Aes256>::new_from_slices(key, iv)
                        .ok()?
                        .encrypt_padded_vec::<Pkcs7>(plaintext),
                };
                let tag = self.mac(mac_key, [aad, iv, &ciphertext])?.tag();
                Some((ciphertext, tag))
            }
            _ => None,
        }
    }

    /// The plaintext; nothing where anything is wrong, and never a word on what.
    pub(super) fn open(
        self,
        key: &[u8],
        iv: &[u8],
        aad: &[u8],
        ciphertext: &[u8],
        tag: &[u8],
    ) -> Option<Zeroizing<Vec<u8>>> {
        #[cfg(feature = "aws-lc-rs")]
        if fips::is_active() {
            return self.open_by_module(key, iv, aad, ciphertext, tag);
        }
        match (self, iv.len()) {
            (Self::A128Gcm, 12) => open_gcm::<AesGcm<Aes128, U12>>(key, iv, aad, ciphertext, tag),
            (Self::A128Gcm, 16) => open_gcm::<AesGcm<Aes128, U16>>(key, iv, aad, ciphertext, tag),
            (Self::A192Gcm, 12) => open_gcm::<AesGcm<Aes192, U12>>(key, iv, aad, ciphertext, tag),
            (Self::A192Gcm, 16) => open_gcm::<AesGcm<Aes192, U16>>(key, iv, aad, ciphertext, tag),
            (Self::A256Gcm, 12) => open_gcm::<AesGcm<Aes256, U12>>(key, iv, aad, ciphertext, tag),
            (Self::A256Gcm, 16) => open_gcm::<AesGcm<Aes256, U16>>(key, iv, aad, ciphertext, tag),
            (Self::A128CbcHs256 | Self::A192CbcHs384 | Self::A256CbcHs512, 16) => {
                let (mac_key, key) = self.split(key)?;
                // The tag comes first: padding is looked at only in what the sender made.
                self.mac(mac_key, [aad, iv, ciphertext])?.verify(tag)?;
                match self {
                    Self::A128CbcHs256 => cbc::Decryptor::<Aes128>::new_from_slices(key, iv)
                        .ok()?
                        .decrypt_padded_vec::<Pkcs7>(ciphertext),
                    Self::A192CbcHs384 => cbc::Decryptor::<Aes192>::new_from_slices(key, iv)
                        .ok()?
                        .decrypt_padded_vec::<Pkcs7>(ciphertext),
                    _ => cbc::Decryptor::<Aes256>::new_from_slices(key, iv)
                        .ok()?
                        .decrypt_padded_vec::<Pkcs7>(ciphertext),
                }
                .ok()
                .map(Zeroizing::new)
            }
            _ => None,
        }
    }

    /// The halves of a CBC key: for the MAC, for the cipher.
    fn split(self, key: &[u8]) -> Option<(&[u8], &[u8])> {
        (key.len() == self.key_length()).then(|| key.split_at(key.len() / 2))
    }

    fn mac(self, key: &[u8], parts: [&[u8]; 3]) -> Option<Truncated> {
        let bits = bits(parts[0])?;
        macro_rules! fed {
            ($hash:ty) => {{
                let mut mac = Hmac::<$hash>::new_from_slice(key).ok()?;
                for part in parts {
                    mac.update(part);
                }
                mac.update(&bits);
                mac
            }};
        }
        Some(match self {
            Self::A128CbcHs256 => Truncated::Sha256(fed!(Sha256)),
            Self::A192CbcHs384 => Truncated::Sha384(fed!(Sha384)),
            _ => Truncated::Sha512(fed!(Sha512)),
        })
    }
}

/// The length of the additional data in bits, as RFC 7518 puts it behind what is authenticated.
fn bits(aad: &[u8]) -> Option<[u8; 8]> {
    Some(u64::try_from(aad.len()).ok()?.checked_mul(8)?.to_be_bytes())
}

impl fmt::Display for ContentEncryption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for ContentEncryption {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|known| known.as_str() == text)
            .ok_or_else(|| Error::new(Kind::Payload, "the content encryption is none that is accepted"))
    }
}

/// A MAC that has been fed, of which the first half is the tag.
enum Truncated {
    Sha256(Hmac<Sha256>),
    Sha384(Hmac<Sha384>),
    Sha512(Hmac<Sha512>),
}

impl Truncated {
    fn tag(self) -> Vec<u8> {
        match self {
            Self::Sha256(mac) => mac.finalize().into_bytes()[..16].to_vec(),
            Self::Sha384(mac) => mac.finalize().into_bytes()[..24].to_vec(),
            Self::Sha512(mac) => mac.finalize().into_bytes()[..32].to_vec(),
        }
    }

    /// Compares in constant time, and the whole of the tag: a shorter one is no tag.
    fn verify(self, tag: &[u8]) -> Option<()> {
        match self {
            Self::Sha256(mac) if tag.len() == 16 => mac.verify_truncated_left(tag).ok(),
            Self::Sha384(mac) if tag.len() == 24 => mac.verify_truncated_left(tag).ok(),
            Self::Sha512(mac) if tag.len() == 32 => mac.verify_truncated_left(tag).ok(),
            _ => None,
        }
    }
}

fn seal_gcm<C: KeyInit + AeadInOut>(key: &[u8], iv: &[u8], aad: &[u8], plaintext: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let cipher = C::new_from_slice(key).ok()?;
    let nonce = <&Nonce<C>>::try_from(iv).ok()?;
    let mut buffer = plaintext.to_vec();
    let tag = cipher
        .encrypt_inout_detached(nonce, aad, buffer.as_mut_slice().into())
        .ok()?;
    Some((buffer, tag.to_vec()))
}

fn open_gcm<C: KeyInit + AeadInOut>(
    key: &[u8],
    iv: &[u8],
    aad: &[u8],
    ciphertext: &[u8],
    tag: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let cipher = C::new_from_slice(key).ok()?;
    let nonce = <&Nonce<C>>::try_from(iv).ok()?;
    let tag = <&Tag<C>>::try_from(tag).ok()?;
    let mut buffer = Zeroizing::new(ciphertext.to_vec());
    cipher
        .decrypt_inout_detached(nonce, aad, buffer.as_mut_slice().into(), tag)
        .ok()?;
    Some(buffer)
}

#[cfg(all(test, feature = "aws-lc-rs"))]
mod tests {
    use super::*;

    #[test]
    fn both_implementations_open_what_the_other_seals() {
        let plaintext = b"a document that is not a whole number of blocks";
        for content in ContentEncryption::ALL {
            let key: Vec<u8> = (0..).take(content.key_length()).collect();
            let iv: Vec<u8> = (100..).take(if content.is_gcm() { 12 } else { 16 }).collect();
            let (ciphertext, tag) = content.seal(&key, &iv, b"aad", plaintext).unwrap();
            let opened = content.open_by_module(&key, &iv, b"aad", &ciphertext, &tag).unwrap();
            assert_eq!(*opened, plaintext, "{content}");
            assert!(
                content.open_by_module(&key, &iv, b"AAD", &ciphertext, &tag).is_none(),
                "{content}"
            );
            assert!(
                content
                    .open_by_module(&key, &iv, b"aad", &ciphertext, &tag[1..])
                    .is_none(),
                "{content}"
            );
            let mut forged = tag.clone();
            forged[0] ^= 1;
            assert!(
                content
                    .open_by_module(&key, &iv, b"aad", &ciphertext, &forged)
                    .is_none(),
                "{content}"
            );

            let Some((iv, ciphertext, tag)) = content.seal_by_module(&key, b"aad", plaintext) else {
                // The module makes no vectors for 192 bits.
                assert_eq!(content, ContentEncryption::A192Gcm);
                continue;
            };
            assert_eq!(
                *content.open(&key, &iv, b"aad", &ciphertext, &tag).unwrap(),
                plaintext,
                "{content}"
            );
        }
    }
}
