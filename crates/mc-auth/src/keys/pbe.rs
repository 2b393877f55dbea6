//! What private keys and key stores are encrypted by: PBES2 of PKCS#5, and the schemes of PKCS#12 (RFC 7292, appendix B).

use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockCipherDecrypt, BlockModeDecrypt as _, KeyInit, KeyIvInit as _};
use des::TdesEde3;
use hmac::{Hmac, Mac as _};
use pkcs1::der::Decode as _;
use pkcs8::pkcs5::EncryptionScheme;
use pkcs8::pkcs5::pbes2::Kdf;
use rc2::Rc2;
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512, Sha512_224, Sha512_256};
use zeroize::Zeroizing;

use super::Password;
use super::ber::{self, Element, OBJECT_IDENTIFIER, OCTET_STRING, SEQUENCE};
use super::password::wrong_password;
use crate::error::{Error, Kind, Result};
use crate::fips;
#[cfg(feature = "aws-lc-rs")]
use crate::module::by_module;

/// The most rounds of key derivation that a file may ask for: a file must not be able to stop the process.
const MAX_PBKDF2_ROUNDS: u32 = 10_000_000;
/// The most memory that scrypt may ask for, in bytes.
const MAX_SCRYPT_BYTES: u64 = 1 << 28;
/// The most rounds of the derivation of PKCS#12, each of which is a hash.
const MAX_PKCS12_ROUNDS: u32 = 1_000_000;

/// 1.2.840.113549.1.5, which PBES1 and PBES2 are numbered under.
const PKCS5: [u8; 8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05];
/// 1.2.840.113549.1.12.1, which the schemes of PKCS#12 are numbered under.
const PKCS12_PBE: [u8; 9] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01];

/// A password in the forms that programs derive keys from.
pub(super) struct Secret<'a> {
    text: &'a str,
    /// As PKCS#12 has it: UTF-16 and a zero. Of no password there are two forms, with the zero and without.
    forms: Vec<Zeroizing<Vec<u8>>>,
}

impl<'a> Secret<'a> {
    pub(super) fn new(password: Option<&'a Password>) -> Self {
        let text = password.map_or("", Password::expose);
        let wide = Zeroizing::new(text.encode_utf16().chain([0]).flat_map(u16::to_be_bytes).collect());
        let mut forms = vec![wide];
        if text.is_empty() {
            forms.push(Zeroizing::default());
        }
        Self { text, forms }
    }

    /// Whether the code of a store is of this password; from then on the form that fits is the only one.
    pub(super) fn verifies(&mut self, mac: &Mac<'_>, content: &[u8]) -> Result<bool> {
        fips::outside(
            "the password scheme of a PKCS#12 store (convert it with `openssl pkcs12 -nodes | openssl pkcs8 -topk8 -v2 aes-256-cbc`)",
        )?;
        let mut fits = None;
        for (index, form) in self.forms.iter().enumerate() {
            if mac.verify(form, content)? {
                fits = Some(index);
                break;
            }
        }
        if let Some(index) = fits {
            self.forms = vec![self.forms.swap_remove(index)];
        }
        Ok(fits.is_some())
    }

    /// Decrypts by the scheme of an algorithm identifier.
    ///
    /// # Errors
    /// When the scheme is not supported, or the password is wrong: as far as the padding shows it.
    pub(super) fn decrypt(&self, algorithm: Element<'_>, ciphertext: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let unsupported = || {
            Error::new(
                Kind::Algorithm,
                "is encrypted by a scheme that is not supported; convert a key with `openssl pkcs8 -topk8 -v2 aes-256-cbc`, \
                 and export a store again with `openssl pkcs12 -export`",
            )
        };
        let mut parts = algorithm.within(SEQUENCE).ok_or_else(unsupported)?;
        let oid = parts
            .next()
            .and_then(|oid| oid.is(OBJECT_IDENTIFIER))
            .ok_or_else(unsupported)?;
        if oid.starts_with(&PKCS5) {
            let scheme =
                EncryptionScheme::from_der(algorithm.whole).map_err(|error| unsupported().with_source(error))?;
            check(&scheme)?;
            #[cfg(feature = "aws-lc-rs")]
            if fips::is_active() {
                return decrypt_by_module(&scheme, self.text, ciphertext);
            }
            return scheme
                .decrypt(self.text, ciphertext)
                .map(Zeroizing::new)
                .map_err(|error| match error {
                    pkcs8::pkcs5::Error::DecryptFailed => wrong_password(),
                    other => unsupported().with_source(other),
                });
        }
        let scheme = oid.strip_prefix(&PKCS12_PBE).ok_or_else(unsupported)?;
        fips::outside("a key that is encrypted by a scheme of PKCS#12")?;
        let parameters = || {
            let mut parameters = parts.next()?.within(SEQUENCE)?;
            Some((parameters.next()?.is(OCTET_STRING)?, parameters.next()?.number()?))
        };
        let (salt, rounds) = { parameters }().ok_or_else(unsupported)?;
        check_rounds(rounds)?;
        let mut decrypted = self.forms.iter().filter_map(|form| {
            let derive = |id, length| derive::<Sha1>(64, id, form, salt, rounds, length);
            let iv = derive(ID_IV, 8);
            match scheme {
                [3] => cbc_decrypt::<TdesEde3>(&derive(ID_KEY, 24), &iv, ciphertext),
                // Two keys, of which the first is used twice.
                [4] => {
                    let mut key = derive(ID_KEY, 16);
                    key.extend_from_within(..8);
                    cbc_decrypt::<TdesEde3>(&key, &iv, ciphertext)
                }
                [5] => cbc_decrypt::<Rc2>(&derive(ID_KEY, 16), &iv, ciphertext),
                [6] => cbc_decrypt::<Rc2>(&derive(ID_KEY, 5), &iv, ciphertext),
                _ => None,
            }
        });
        match scheme {
            // A wrong form slips through the padding once in 256 times; then what comes out is no document.
            [3..=6] => decrypted
                .find(|plain| ber::to_der(plain).is_some())
                .ok_or_else(wrong_password),
            _ => Err(unsupported()),
        }
    }
}

/// PBES2 by AWS-LC: PBKDF2 and AES-CBC.
#[cfg(feature = "aws-lc-rs")]
fn decrypt_by_module(scheme: &EncryptionScheme, password: &str, ciphertext: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    use pkcs8::pkcs5::pbes2::{EncryptionScheme as Cipher, Pbkdf2Prf};

    let outside = || fips::refused("a key that is encrypted by anything but PBKDF2 and AES-CBC");
    let EncryptionScheme::Pbes2(parameters) = scheme else {
        return Err(outside());
    };
    let Kdf::Pbkdf2(kdf) = &parameters.kdf else {
        return Err(outside());
    };
    let bits = match kdf.prf {
        Pbkdf2Prf::HmacWithSha1 => 160,
        Pbkdf2Prf::HmacWithSha256 => 256,
        Pbkdf2Prf::HmacWithSha384 => 384,
        Pbkdf2Prf::HmacWithSha512 => 512,
        _ => return Err(outside()),
    };
    let (length, iv) = match &parameters.encryption {
        Cipher::Aes128Cbc { iv } => (16, iv),
        Cipher::Aes192Cbc { iv } => (24, iv),
        Cipher::Aes256Cbc { iv } => (32, iv),
        _ => return Err(outside()),
    };
    by_module::pbkdf2(
        bits,
        kdf.iteration_count,
        kdf.salt.as_bytes(),
        password.as_bytes(),
        length,
    )
    .and_then(|key| by_module::open_cbc(&key, iv, ciphertext))
    .ok_or_else(wrong_password)
}

fn cbc_decrypt<C: BlockCipherDecrypt + KeyInit>(
    key: &[u8],
    iv: &[u8],
    ciphertext: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let cipher = cbc::Decryptor::<C>::new_from_slices(key, iv).ok()?;
    cipher.decrypt_padded_vec::<Pkcs7>(ciphertext).ok().map(Zeroizing::new)
}

fn check_rounds(rounds: u32) -> Result<()> {
    if rounds <= MAX_PKCS12_ROUNDS {
        Ok(())
    } else {
        Err(too_much_work())
    }
}

fn too_much_work() -> Error {
    Error::new(
        Kind::Algorithm,
        "asks for more work to derive its key than is allowed; encrypt it again with fewer rounds",
    )
}

fn check(scheme: &EncryptionScheme) -> Result<()> {
    let EncryptionScheme::Pbes2(parameters) = scheme else {
        return Err(Error::new(
            Kind::Algorithm,
            "is encrypted by PBES1, which is weak and not supported; convert it with `openssl pkcs8 -topk8 -v2 aes-256-cbc`",
        ));
    };
    let within = match &parameters.kdf {
        Kdf::Pbkdf2(kdf) => kdf.iteration_count <= MAX_PBKDF2_ROUNDS,
        Kdf::Scrypt(kdf) => {
            let memory = kdf
                .cost_parameter
                .saturating_mul(u64::from(kdf.block_size))
                .saturating_mul(128);
            memory <= MAX_SCRYPT_BYTES && kdf.parallelization <= 16
        }
        _ => true,
    };
    if within { Ok(()) } else { Err(too_much_work()) }
}

/// The message authentication code of a store.
pub(super) struct Mac<'a> {
    /// The object identifier of its hash.
    pub(super) hash: &'a [u8],
    pub(super) code: &'a [u8],
    pub(super) salt: &'a [u8],
    pub(super) rounds: u32,
}

impl Mac<'_> {
    fn verify(&self, password: &[u8], content: &[u8]) -> Result<bool> {
        /// 2.16.840.1.101.3.4.2, which the hashes of SHA-2 are numbered under.
        const SHA2: [u8; 8] = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02];
        const SHA1: [u8; 5] = [0x2b, 0x0e, 0x03, 0x02, 0x1a];
        check_rounds(self.rounds)?;
        macro_rules! by {
            ($hash:ty, $block:literal) => {{
                let length = <$hash as Digest>::output_size();
                let key = derive::<$hash>($block, ID_MAC, password, self.salt, self.rounds, length);
                <Hmac<$hash> as KeyInit>::new_from_slice(&key)
                    .is_ok_and(|mac| mac.chain_update(content).verify_slice(self.code).is_ok())
            }};
        }
        if self.hash == SHA1 {
            return Ok(by!(Sha1, 64));
        }
        Ok(match self.hash.strip_prefix(&SHA2) {
            Some([1]) => by!(Sha256, 64),
            Some([2]) => by!(Sha384, 128),
            Some([3]) => by!(Sha512, 128),
            Some([4]) => by!(Sha224, 64),
            Some([5]) => by!(Sha512_224, 128),
            Some([6]) => by!(Sha512_256, 128),
            _ => {
                return Err(Error::new(
                    Kind::Algorithm,
                    "has a message authentication code that is not supported; export it again with \
                     `openssl pkcs12 -export -macalg sha256`",
                ));
            }
        })
    }
}

const ID_KEY: u8 = 1;
const ID_IV: u8 = 2;
const ID_MAC: u8 = 3;

/// The key derivation of PKCS#12 (RFC 7292, appendix B.2), by a hash with blocks of so many bytes.
fn derive<D: Digest>(
    block: usize,
    id: u8,
    password: &[u8],
    salt: &[u8],
    rounds: u32,
    length: usize,
) -> Zeroizing<Vec<u8>> {
    let filled = |text: &[u8]| -> Vec<u8> {
        let size = text.len().div_ceil(block) * block;
        text.iter().copied().cycle().take(size).collect()
    };
    let mut input = Zeroizing::new(filled(salt));
    input.extend_from_slice(&Zeroizing::new(filled(password)));
    let mut derived = Zeroizing::new(Vec::with_capacity(length + <D as Digest>::output_size()));
    while derived.len() < length {
        let mut hash = D::new().chain_update(vec![id; block]).chain_update(&*input).finalize();
        for _ in 1..rounds {
            hash = D::digest(&hash);
        }
        derived.extend_from_slice(&hash);
        let addend: Zeroizing<Vec<u8>> = Zeroizing::new(hash.iter().copied().cycle().take(block).collect());
        for part in input.chunks_mut(block) {
            let mut carry = 1_u16;
            for (byte, add) in part.iter_mut().zip(&*addend).rev() {
                let [high, low] = (u16::from(*byte) + u16::from(*add) + carry).to_be_bytes();
                *byte = low;
                carry = u16::from(high);
            }
        }
    }
    derived.truncate(length);
    derived
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        use std::fmt::Write as _;
        bytes.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    /// Stated by `openssl kdf -kdfopt digest:D -kdfopt hexpass:P -kdfopt hexsalt:S -kdfopt iter:N -kdfopt id:I PKCS12KDF`.
    #[test]
    fn keys_are_derived_as_openssl_does() {
        let password: Vec<u8> = "smeg\0".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let salt = [0x0a, 0x58, 0xcf, 0x64, 0x53, 0x0d, 0x82, 0x3f];
        let key = derive::<Sha1>(64, ID_KEY, &password, &salt, 1, 24);
        assert_eq!(hex(&key), "8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3");
        let key = derive::<Sha256>(64, ID_MAC, &password, &salt, 1000, 32);
        assert_eq!(
            hex(&key),
            "35ac16a454d608fb10c8d7c6338ca85818587aed0ff771fd265957e412c2c03c"
        );
        let key = derive::<Sha512>(128, ID_MAC, &password, &salt, 2048, 64);
        assert_eq!(
            hex(&key),
            "69031cde571784322f67194614901b9e59cc9f2ce42f482700bc69be5467b802399fa1c8004f9e2c33cb4ea1368526bdc9170bd903079c4ced6cbb30546946a4"
        );
        // More than a block, of which the later ones come of the input with the carries added.
        let key = derive::<Sha1>(64, ID_IV, &[0, 0], &[1, 2], 3, 60);
        assert_eq!(
            hex(&key),
            "ba574548a7ae61d579410ed7be0b1a777ca173d36a696381fc084878b48aaa7788855e15744fba0941bb27609f5cbd326444732badd6cd80cd8fff6c"
        );
    }
}
