//! Files with keys, certificates and stores: refused without a panic and in time, or read again as they were.
//!
//! Input: a byte that chooses alias and password, then the file.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mc_auth::keys::{Certificate, KeySource, PrivateKey, PublicKey};

fuzz_target!(|data: &[u8]| {
    let Some((&options, file)) = data.split_first() else {
        return;
    };
    let mut source = KeySource::bytes(file);
    source = match options % 4 {
        0 => source,
        1 => source.with_password("password"),
        2 => source.with_password("keystorepassword"),
        _ => source.with_password(""),
    };
    if options & 64 != 0 {
        source = source.with_alias("keyalias");
    }
    // Passwords are stretched for as long as a file asks for, within bounds; once for an input is enough.
    let Ok(contents) = source.contents() else { return };
    for key in contents.private_keys() {
        let again = PrivateKey::from_pkcs8_der(key.key().pkcs8_der()).expect("what is written is read");
        assert_eq!(again.public_key(), key.key().public_key());
        let _ = contents.chain_of(key.key());
    }
    for key in contents.public_keys() {
        let again = PublicKey::from_spki_der(key.key().spki_der()).expect("what is written is read");
        assert_eq!(&again, key.key());
        assert_eq!(again.fingerprint_sha256(), key.key().fingerprint_sha256());
    }
    for certificate in contents.certificates() {
        let again = Certificate::from_der(certificate.der()).expect("what is written is read");
        assert_eq!(again.fingerprint_sha256(), certificate.fingerprint_sha256());
        assert!(certificate.fingerprint_sha1().to_hex().len() == 40);
        let _ = certificate.public_key();
        let _ = (certificate.subject(), certificate.issuer(), certificate.serial());
        let _ = certificate.is_valid_at(certificate.not_after());
    }
    let _ = format!("{contents:?}");
    if options & 128 != 0 {
        let _ = source.identity();
        let _ = source.jwk_set();
    }
});
