//! JWE: any text is refused without a panic; what is encrypted comes back; what is changed does not.
//!
//! Input: an even first byte, then text that may be a JWE; or an odd one, then options, then a plaintext.

#![no_main]

use std::sync::LazyLock;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use libfuzzer_sys::fuzz_target;
use mc_auth::jwe::{ContentEncryption, Decrypter, Encrypter};
use mc_auth_fuzz::{decrypter, encrypter};

static ENCRYPTER: LazyLock<Encrypter> = LazyLock::new(encrypter);
static DECRYPTER: LazyLock<Decrypter> = LazyLock::new(decrypter);

fuzz_target!(|data: &[u8]| {
    let Some((&mode, data)) = data.split_first() else {
        return;
    };
    if mode % 2 == 0 {
        let Ok(text) = std::str::from_utf8(data) else { return };
        match DECRYPTER.decrypt(text) {
            Ok(plaintext) => assert!(plaintext.len() < text.len()),
            Err(error) if error.is_crypto() => assert_eq!(error.to_string(), "decryption failed"),
            Err(error) => assert!(error.is_payload(), "{error:?}"),
        }
        return;
    }

    let Some(([options, at, mask], plaintext)) = data.split_first_chunk() else {
        return;
    };
    let content = ContentEncryption::ALL[usize::from(options % 6)];
    let mut encrypter = ENCRYPTER.clone().with_content_encryption(content);
    if options & 64 != 0 {
        encrypter = encrypter.with_sixteen_byte_iv();
    }
    let jwe = encrypter.encrypt(plaintext).expect("everything can be encrypted");
    assert_eq!(DECRYPTER.decrypt(&jwe).expect("it was made so").as_slice(), plaintext);

    let mut parts: Vec<Vec<u8>> = jwe
        .split('.')
        .map(|part| Base64UrlUnpadded::decode_vec(part).expect("clean base64url"))
        .collect();
    let whole = parts.concat().len();
    let mut at = usize::from(*at) * whole / 256;
    let part = parts
        .iter_mut()
        .find(|part| {
            let found = at < part.len();
            if !found {
                at -= part.len();
            }
            found
        })
        .expect("a part that has the byte");
    if *mask == 0 {
        part.remove(at);
    } else {
        part[at] ^= mask;
    }
    let parts: Vec<String> = parts
        .iter()
        .map(|part| Base64UrlUnpadded::encode_string(part))
        .collect();
    assert!(DECRYPTER.decrypt(&parts.join(".")).is_err(), "a changed message opened");
});
