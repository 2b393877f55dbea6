//! PKCS#12 stores: keys by alias, and every certificate.

use p12_keystore::{Pkcs12Archive, error::Error as StoreError};

use super::private::wrong_password;
use super::source::Parts;
use super::{Certificate, Named, Password, PrivateKey};
use crate::error::{Error, Kind, Result};

pub(super) fn parse(der: &[u8], password: Option<&Password>) -> Result<Parts> {
    let text = password.map_or("", Password::expose);
    if text.chars().any(|character| u32::from(character) > 0xffff) {
        return Err(Error::new(
            Kind::Password,
            "the password has a character that PKCS#12 cannot hold",
        ));
    }
    let archive = Pkcs12Archive::from_pkcs12(der, text).map_err(|error| explain(error, password.is_some()))?;
    let mut parts = Parts::default();
    for bag in archive.keys {
        let key = PrivateKey::from_pkcs8_der(bag.key.as_der());
        parts.add(bag.friendly_name, key);
    }
    for bag in archive.certs {
        let certificate = Certificate::from_der(bag.cert.as_der())?;
        if let Some(name) = bag.friendly_name {
            parts.certificate_names.push((name, certificate.clone()));
        }
        parts.certificates.push(certificate);
    }
    Ok(parts)
}

/// Whether an encrypted PKCS#8 key is encrypted as PKCS#12 does: by SHA-1, and 3DES or 40-bit RC2.
pub(super) fn is_encrypted_so(pkcs8: &[u8]) -> bool {
    // pbeWithSHAAnd3-KeyTripleDES-CBC and pbeWithSHAAnd40BitRC2-CBC, as elements of an algorithm identifier.
    const SCHEMES: [[u8; 12]; 2] = [
        [0x06, 10, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01, 0x03],
        [0x06, 10, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01, 0x06],
    ];
    super::shape::first_of_first(pkcs8)
        .is_some_and(|algorithm| SCHEMES.iter().any(|scheme| algorithm.starts_with(scheme)))
}

/// Decrypts such a key: a store holds keys in just this form, so it is read as a store with one key.
pub(super) fn decrypt(pkcs8: &[u8], password: &Password) -> Result<PrivateKey> {
    /// What stands in a store before its content: version 3, then `pkcs7-data`.
    const VERSION: [u8; 3] = [0x02, 1, 3];
    const DATA: [u8; 11] = [0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];
    const SHROUDED_KEY: [u8; 13] = [
        0x06, 11, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x0a, 0x01, 0x02,
    ];
    const SEQUENCE: u8 = 0x30;
    const OCTETS: u8 = 0x04;
    const CONTENT: u8 = 0xa0;
    let data = |content: &[u8]| element(SEQUENCE, &[&DATA, &element(CONTENT, &[&element(OCTETS, &[content])])]);
    let bag = element(SEQUENCE, &[&SHROUDED_KEY, &element(CONTENT, &[pkcs8])]);
    let safe = data(&element(SEQUENCE, &[&bag]));
    let store = element(SEQUENCE, &[&VERSION, &data(&element(SEQUENCE, &[&safe]))]);

    let parts = parse(&store, Some(password)).map_err(|error| {
        if error.is_file() {
            // A wrong password may slip through the padding, and then the plaintext is no key.
            wrong_password()
        } else {
            error
        }
    })?;
    match (parts.private_keys.into_iter().next(), parts.rejected.into_iter().next()) {
        (Some(key), _) => Ok(key.key().clone()),
        (None, Some((_, error))) => Err(error),
        (None, None) => Err(wrong_password()),
    }
}

/// One element of DER.
fn element(tag: u8, content: &[&[u8]]) -> Vec<u8> {
    let content = content.concat();
    let length = content.len().to_be_bytes();
    let length: Vec<u8> = length.into_iter().skip_while(|byte| *byte == 0).collect();
    let mut der = vec![tag];
    match (length.as_slice(), u8::try_from(length.len())) {
        ([], _) => der.push(0),
        ([short], _) if *short < 0x80 => der.push(*short),
        (_, Ok(count)) => {
            der.push(0x80 | count);
            der.extend_from_slice(&length);
        }
        (_, Err(_)) => {} // a length of 128 digits
    }
    der.extend(content);
    der
}

fn explain(error: StoreError, password_given: bool) -> Error {
    const UNSUPPORTED: &str =
        "is protected by an algorithm that is not supported; export it again with `openssl pkcs12 -export`";
    match &error {
        StoreError::MacError(_) | StoreError::UnpadError => return password_error(password_given),
        StoreError::Pkcs5Error(text) if !text.contains("unsupported") => return password_error(password_given),
        StoreError::InvalidParameters => Error::new(
            Kind::Algorithm,
            "asks for more work to derive its key than is allowed; export it again with fewer iterations",
        ),
        StoreError::Pkcs5Error(_)
        | StoreError::UnsupportedEncryptionScheme
        | StoreError::UnsupportedMacAlgorithm
        | StoreError::UnsupportedContentType
        | StoreError::UnsupportedCertificateType => Error::new(Kind::Algorithm, UNSUPPORTED),
        _ => Error::new(Kind::File, "is not a PKCS#12 store, or is damaged"),
    }
    .with_source(error)
}

fn password_error(given: bool) -> Error {
    if given {
        wrong_password()
    } else {
        Error::new(Kind::Password, "a password is needed")
    }
}

/// Names of keys for a message.
pub(super) fn names<T>(keys: &[Named<T>]) -> String {
    keys.iter()
        .map(|key| key.name().unwrap_or("one without a name"))
        .collect::<Vec<_>>()
        .join(", ")
}
