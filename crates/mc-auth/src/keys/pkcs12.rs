//! PKCS#12 stores (RFC 7292): keys by alias, and every certificate.
//!
//! Stores are read as they are met: in DER or BER at each level, under either form of the empty password, with keys whose
//! password is another than the store's. The code over the content is checked before anything in it is looked at.

use zeroize::Zeroizing;

use super::ber::{
    self, BMP_STRING, CONTEXT_0, Element, Elements, IMPLICIT_0, OBJECT_IDENTIFIER, OCTET_STRING, SEQUENCE, SET,
};
use super::contents::Parts;
use super::password::{password_needed, wrong_password};
use super::pbe::{Mac, Secret};
use super::{Certificate, Password, PrivateKey, encrypted, text};
use crate::error::{Error, Kind, Result};

// Object identifiers, as they are encoded: 1.2.840.113549.1 and so on.
const DATA: [u8; 9] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];
const ENCRYPTED_DATA: [u8; 9] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x06];
const BAG: [u8; 10] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x0a, 0x01];
const X509_CERTIFICATE: [u8; 10] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x16, 0x01];
const FRIENDLY_NAME: [u8; 9] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x14];

/// How deep stores may hold stores.
const MAX_DEPTH: usize = 4;

pub(super) fn parse(bytes: &[u8], password: Option<&Password>) -> Result<Parts> {
    let store = ber::to_der(bytes).ok_or_else(damaged)?;
    let pfx = Pfx::read(&store).ok_or_else(damaged)?;
    let mut reader = Reader {
        secret: Secret::new(password),
        given: password.is_some(),
        parts: Parts::default(),
    };
    let authenticated = pfx.content.of(&DATA).ok_or_else(|| {
        Error::new(
            Kind::Algorithm,
            "is protected by a signature, which is not supported; export it again with `openssl pkcs12 -export`",
        )
    })?;
    let authenticated = octets(authenticated).ok_or_else(damaged)?;
    if let Some(mac) = &pfx.mac
        && !reader.secret.verifies(mac, &authenticated)?
    {
        return Err(reader.password_error());
    }
    let safes = ber::to_der(&authenticated).ok_or_else(damaged)?;
    let safes = Elements(&safes).next().and_then(|safes| safes.within(SEQUENCE));
    for safe in safes.ok_or_else(damaged)? {
        reader.safe(safe)?;
    }
    Ok(reader.parts)
}

/// A store, and the code over its content.
struct Pfx<'a> {
    content: Content<'a>,
    mac: Option<Mac<'a>>,
}

impl<'a> Pfx<'a> {
    fn read(store: &'a [u8]) -> Option<Self> {
        let mut parts = Elements(store).next()?.within(SEQUENCE)?;
        if parts.next()?.number()? != 3 {
            return None;
        }
        let content = Content::read(parts.next()?)?;
        let mac = match parts.next() {
            None => None,
            Some(mac) => {
                let mut parts = mac.within(SEQUENCE)?;
                let mut digest = parts.next()?.within(SEQUENCE)?;
                let hash = digest.next()?.within(SEQUENCE)?.next()?.is(OBJECT_IDENTIFIER)?;
                Some(Mac {
                    hash,
                    code: digest.next()?.is(OCTET_STRING)?,
                    salt: parts.next()?.is(OCTET_STRING)?,
                    rounds: parts.next().map_or(Some(1), Element::number)?,
                })
            }
        };
        Some(Self { content, mac })
    }
}

/// What an object identifier says how to read.
struct Content<'a> {
    kind: &'a [u8],
    value: Element<'a>,
}

impl<'a> Content<'a> {
    fn read(element: Element<'a>) -> Option<Self> {
        let mut parts = element.within(SEQUENCE)?;
        let kind = parts.next()?.is(OBJECT_IDENTIFIER)?;
        let value = parts.next()?.within(CONTEXT_0)?.next()?;
        Some(Self { kind, value })
    }

    fn of(&self, kind: &[u8]) -> Option<Element<'a>> {
        (self.kind == kind).then_some(self.value)
    }
}

/// The bytes of a string, which stands under its own tag or under `[0]`, whole or in parts.
fn octets(string: Element<'_>) -> Option<Zeroizing<Vec<u8>>> {
    match string.tag {
        OCTET_STRING | IMPLICIT_0 => Some(Zeroizing::new(string.content.to_vec())),
        CONTEXT_0 => {
            let mut whole = Zeroizing::new(Vec::with_capacity(string.content.len()));
            for part in Elements(string.content) {
                whole.extend_from_slice(part.is(OCTET_STRING)?);
            }
            Some(whole)
        }
        _ => None,
    }
}

struct Reader<'a> {
    secret: Secret<'a>,
    given: bool,
    parts: Parts,
}

impl Reader<'_> {
    fn password_error(&self) -> Error {
        if self.given {
            wrong_password()
        } else {
            password_needed()
        }
    }

    /// The error of what is encrypted by the password of the store.
    fn explained(&self, error: Error) -> Error {
        if error.is_password() {
            self.password_error()
        } else {
            error
        }
    }

    fn safe(&mut self, safe: Element<'_>) -> Result<()> {
        let safe = Content::read(safe).ok_or_else(damaged)?;
        let plain = if let Some(data) = safe.of(&DATA) {
            octets(data).ok_or_else(damaged)?
        } else if let Some(data) = safe.of(&ENCRYPTED_DATA) {
            let encrypted = || {
                let mut parts = data.within(SEQUENCE)?;
                let _version = parts.next()?.number()?;
                let mut parts = parts.next()?.within(SEQUENCE)?;
                let _kind = parts.next()?;
                Some((parts.next()?, parts.next()))
            };
            let (algorithm, ciphertext) = encrypted().ok_or_else(damaged)?;
            let Some(ciphertext) = ciphertext else { return Ok(()) };
            let ciphertext = octets(ciphertext).ok_or_else(damaged)?;
            let plain = self.secret.decrypt(algorithm, &ciphertext);
            plain.map_err(|error| self.explained(error))?
        } else {
            return Err(Error::new(
                Kind::Algorithm,
                "is protected by a public key, which is not supported; export it again with `openssl pkcs12 -export`",
            ));
        };
        // Where no code over the whole vouches for the password, this is where a wrong one shows.
        let bags = ber::to_der(&plain).ok_or_else(|| self.password_error())?;
        self.bags(Elements(&bags).next().ok_or_else(damaged)?, 0)
    }

    fn bags(&mut self, bags: Element<'_>, depth: usize) -> Result<()> {
        for bag in bags.within(SEQUENCE).ok_or_else(damaged)? {
            let bag_parts = || {
                let mut parts = bag.within(SEQUENCE)?;
                let kind = parts.next()?.is(OBJECT_IDENTIFIER)?;
                let value = parts.next()?.within(CONTEXT_0)?.next()?;
                Some((kind, value, parts.next().and_then(friendly_name)))
            };
            let (kind, value, name) = bag_parts().ok_or_else(damaged)?;
            match kind.strip_prefix(&BAG) {
                Some([1]) => self.parts.add(name, PrivateKey::from_pkcs8_der(value.whole)),
                Some([2]) => {
                    let key = encrypted::decrypt(&self.secret, value).map_err(|error| self.explained(error));
                    self.parts.add(name, key);
                }
                Some([3]) => self.certificate(name, value)?,
                Some([6]) if depth < MAX_DEPTH => self.bags(value, depth + 1)?,
                _ => {} // revocation lists, and secrets that are no private keys
            }
        }
        Ok(())
    }

    fn certificate(&mut self, name: Option<String>, bag: Element<'_>) -> Result<()> {
        let read = || {
            let mut parts = bag.within(SEQUENCE)?;
            let kind = parts.next()?.is(OBJECT_IDENTIFIER)?;
            let value = parts.next()?.within(CONTEXT_0)?.next()?.is(OCTET_STRING)?;
            Some((kind, value))
        };
        let (kind, der) = read().ok_or_else(damaged)?;
        if kind != X509_CERTIFICATE {
            return Err(Error::new(
                Kind::Algorithm,
                "has a certificate that is not X.509; export it again without it",
            ));
        }
        let certificate = Certificate::from_der(der)?;
        if let Some(name) = name {
            self.parts.certificate_names.push((name, certificate.clone()));
        }
        self.parts.certificates.push(certificate);
        Ok(())
    }
}

/// The name among the attributes of a bag.
fn friendly_name(attributes: Element<'_>) -> Option<String> {
    attributes.within(SET)?.find_map(|attribute| {
        let mut parts = attribute.within(SEQUENCE)?;
        if parts.next()?.is(OBJECT_IDENTIFIER)? != FRIENDLY_NAME {
            return None;
        }
        let name = parts.next()?.within(SET)?.next()?.is(BMP_STRING)?;
        let units: Vec<u16> = name
            .chunks_exact(2)
            .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
            .collect();
        Some(text::printable(&String::from_utf16_lossy(&units)))
    })
}

fn damaged() -> Error {
    Error::new(Kind::File, "is not a PKCS#12 store, or is damaged")
}
