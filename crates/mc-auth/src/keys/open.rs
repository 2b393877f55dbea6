//! Finds out what bytes are, and reads them.

use zeroize::Zeroizing;

use super::contents::{Contents, Format, Parts};
use super::shape::{self, Shape};
use super::{Certificate, Jwk, JwkSet, Password, PrivateKey, PublicKey, ber, hint, pem, pkcs12};
use crate::error::{Error, Kind, Result};

pub(super) fn is_json(bytes: &[u8]) -> bool {
    bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{')
}

/// The bytes without the mark that editors put before text in UTF-8.
pub(crate) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

pub(super) fn open(bytes: &[u8], password: Option<&Password>) -> Result<Contents> {
    let bytes = without_mark(bytes);
    // Documents of known length are left as they are: the readers refuse what is no DER, and PKCS#12 is read in either form.
    let der = match bytes {
        [0x30, 0x80, ..] => ber::to_der(bytes),
        _ => None,
    };
    let bytes = der.as_ref().map_or(bytes, |der| der.as_slice());
    let mut parts = Parts::default();
    let format = if let Some(shape) = shape::of(bytes) {
        match shape {
            Shape::Pkcs12 => {
                parts = pkcs12::parse(bytes, password)?;
                Format::Pkcs12
            }
            Shape::Pkcs1Private => {
                parts.add(None, PrivateKey::from_pkcs1_der(bytes));
                Format::Pkcs1Der
            }
            Shape::Pkcs1Public => {
                parts.add_public(None, PublicKey::from_pkcs1_der(bytes));
                Format::Pkcs1Der
            }
            Shape::Pkcs8 => {
                parts.add(None, PrivateKey::from_pkcs8_der(bytes));
                Format::Pkcs8Der
            }
            Shape::EncryptedPkcs8 => {
                parts.add(None, decrypt(bytes, password));
                Format::EncryptedPkcs8Der
            }
            Shape::Spki => {
                parts.add_public(None, PublicKey::from_spki_der(bytes));
                Format::SpkiDer
            }
            Shape::Certificate => {
                let certificate = Certificate::from_der(bytes).map_err(|error| {
                    if shape::is_request(bytes) {
                        Error::new(Kind::File, hint::request())
                    } else {
                        error
                    }
                })?;
                parts.certificates.push(certificate);
                Format::CertificateDer
            }
            Shape::EcPrivate => return Err(elliptic()),
        }
    } else if is_json(bytes) {
        open_json(bytes, &mut parts)?
    } else if pem::is_pem(bytes) {
        open_pem(bytes, password, &mut parts)?;
        Format::Pem
    } else {
        return Err(hint::unfamiliar(bytes));
    };
    Ok(Contents { format, parts })
}

fn open_json(bytes: &[u8], parts: &mut Parts) -> Result<Format> {
    #[derive(serde::Deserialize)]
    struct Probe {
        #[serde(default)]
        keys: Option<serde::de::IgnoredAny>,
    }
    // A text that is no JSON at all is reported by the reader that is asked next.
    let is_set = serde_json::from_slice::<Probe>(bytes).is_ok_and(|probe| probe.keys.is_some());
    if !is_set {
        parts.add_jwk(&Jwk::from_json(bytes)?);
        return Ok(Format::Jwk);
    }
    let (keys, rejected) = JwkSet::from_json(bytes)?.into_parts();
    for key in &keys {
        parts.add_jwk(key);
    }
    parts.rejected.extend(rejected);
    Ok(Format::JwkSet)
}

fn open_pem(bytes: &[u8], password: Option<&Password>, parts: &mut Parts) -> Result<()> {
    // What stands around the blocks may be in any encoding: OpenSSL writes names as the store has them.
    let text = Zeroizing::new(String::from_utf8_lossy(bytes).into_owned());
    for (index, block) in pem::blocks(&text)?.into_iter().enumerate() {
        let place = format!("PEM block {}", index + 1);
        let at = |error: Error| error.at(&place);
        match block.label.as_str() {
            "PRIVATE KEY" => parts.add(None, PrivateKey::from_pkcs8_der(&block.der).map_err(at)),
            "RSA PRIVATE KEY" => {
                parts.add(None, PrivateKey::from_pkcs1_der(&block.der).map_err(at));
            }
            "ENCRYPTED PRIVATE KEY" => parts.add(None, decrypt(&block.der, password).map_err(at)),
            "EC PRIVATE KEY" => parts.add(None, Err(at(elliptic()))),
            "PUBLIC KEY" => {
                parts.add_public(None, PublicKey::from_spki_der(&block.der).map_err(at));
            }
            "RSA PUBLIC KEY" => {
                parts.add_public(None, PublicKey::from_pkcs1_der(&block.der).map_err(at));
            }
            "CERTIFICATE" | "X509 CERTIFICATE" => {
                parts.certificates.push(Certificate::from_der(&block.der).map_err(at)?);
            }
            other => parts.others.extend(hint::block(other).map(at)),
        }
    }
    let nothing = parts.private_keys.is_empty()
        && parts.public_keys.is_empty()
        && parts.certificates.is_empty()
        && parts.rejected.is_empty();
    if nothing && !parts.others.is_empty() {
        return Err(parts.others.swap_remove(0));
    }
    Ok(())
}

fn decrypt(der: &[u8], password: Option<&Password>) -> Result<PrivateKey> {
    let password = password.ok_or_else(|| Error::new(Kind::Password, "is encrypted: a password is needed"))?;
    PrivateKey::from_encrypted_pkcs8_der(der, password)
}

fn elliptic() -> Error {
    Error::new(Kind::Algorithm, "is an elliptic-curve key, but an RSA key is needed")
}
