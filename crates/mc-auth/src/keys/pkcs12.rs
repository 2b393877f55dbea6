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
        parts.certificates.push(Certificate::from_der(bag.cert.as_der())?);
    }
    Ok(parts)
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
