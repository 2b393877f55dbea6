use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use x509_parser::extensions::ParsedExtension;
use x509_parser::prelude::{FromDer as _, X509Certificate};

use super::{Expiry, Fingerprint, PublicKey, signature, text};
use crate::error::{Error, Kind, Result};

/// An X.509 certificate.
///
/// It is read, not verified: whether to trust a certificate is decided where a connection is made.
#[derive(Clone, PartialEq, Eq)]
pub struct Certificate(Arc<Inner>);

#[derive(PartialEq, Eq)]
struct Inner {
    der: Vec<u8>,
    spki: Vec<u8>,
    subject: String,
    common_name: Option<String>,
    subject_der: Vec<u8>,
    issuer: String,
    issuer_der: Vec<u8>,
    serial: String,
    not_before: SystemTime,
    not_after: SystemTime,
}

impl Certificate {
    /// Reads a certificate.
    ///
    /// # Errors
    /// When the bytes are no X.509 certificate.
    pub fn from_der(der: &[u8]) -> Result<Self> {
        let malformed = || Error::new(Kind::File, "is not an X.509 certificate");
        let (rest, certificate) = X509Certificate::from_der(der).map_err(|_| malformed())?;
        if !rest.is_empty() {
            return Err(malformed());
        }
        let validity = certificate.validity();
        Ok(Self(Arc::new(Inner {
            der: der.to_vec(),
            spki: certificate.public_key().raw.to_vec(),
            subject: text::printable(&certificate.subject().to_string()),
            common_name: certificate
                .subject()
                .iter_common_name()
                .find_map(|name| name.as_str().ok())
                .map(text::printable),
            subject_der: certificate.subject().as_raw().to_vec(),
            issuer: text::printable(&certificate.issuer().to_string()),
            issuer_der: certificate.issuer().as_raw().to_vec(),
            serial: certificate.raw_serial_as_string(),
            not_before: time(validity.not_before.timestamp()).ok_or_else(malformed)?,
            not_after: time(validity.not_after.timestamp()).ok_or_else(malformed)?,
        })))
    }

    /// The certificate in DER.
    pub fn der(&self) -> &[u8] {
        &self.0.der
    }

    /// The key that it certifies.
    ///
    /// # Errors
    /// When that key is not RSA with 2048 to 8192 bits.
    pub fn public_key(&self) -> Result<PublicKey> {
        PublicKey::from_spki_der(&self.0.spki).map_err(|error| error.at(&"the certificate's key"))
    }

    /// Whose certificate it is; control characters in the name are spelt out, so that it may be printed.
    pub fn subject(&self) -> &str {
        &self.0.subject
    }

    /// Who issued it.
    pub fn issuer(&self) -> &str {
        &self.0.issuer
    }

    /// The serial number in hex, as `openssl x509 -serial` groups it by colons.
    pub fn serial(&self) -> &str {
        &self.0.serial
    }

    /// The first moment at which it is valid.
    pub fn not_before(&self) -> SystemTime {
        self.0.not_before
    }

    /// The last moment at which it is valid.
    pub fn not_after(&self) -> SystemTime {
        self.0.not_after
    }

    /// When it expires: [`not_after`](Self::not_after) by another name.
    pub fn expires_at(&self) -> SystemTime {
        self.0.not_after
    }

    /// How it stands at a moment; a certificate that has less than `warn_before` left expires soon.
    ///
    /// # Examples
    /// ```
    /// # use std::time::SystemTime;
    /// use mc_auth::keys::{Certificate, WARN_BEFORE};
    ///
    /// fn remark(certificate: &Certificate) -> String {
    ///     certificate.expiry(SystemTime::now(), WARN_BEFORE).to_string()
    /// }
    /// ```
    pub fn expiry(&self, now: SystemTime, warn_before: Duration) -> Expiry {
        Expiry::of(self.0.not_before, self.0.not_after, now, warn_before)
    }

    /// Whether it is valid at a moment.
    pub fn is_valid_at(&self, now: SystemTime) -> bool {
        self.0.not_before <= now && now <= self.0.not_after
    }

    /// Whether it has expired already, or will within the given time.
    ///
    /// # Examples
    /// ```
    /// # use std::time::{Duration, SystemTime};
    /// # fn check(certificate: &mc_auth::keys::Certificate) {
    /// if certificate.expires_within(SystemTime::now(), Duration::from_secs(30 * 24 * 3600)) {
    ///     eprintln!("renew the certificate of {}", certificate.subject());
    /// }
    /// # }
    /// ```
    pub fn expires_within(&self, now: SystemTime, within: Duration) -> bool {
        now.checked_add(within).is_none_or(|then| then > self.0.not_after)
    }

    /// The SHA-256 of the certificate.
    ///
    /// The SHA-1 and SHA-256 of its key are [`public_key`](Self::public_key)'s: products differ on which of the four they want.
    pub fn fingerprint_sha256(&self) -> Fingerprint {
        Fingerprint::sha256(&self.0.der)
    }

    /// The SHA-1 of the certificate, which some products still go by.
    pub fn fingerprint_sha1(&self) -> Fingerprint {
        Fingerprint::sha1(&self.0.der)
    }

    pub(super) fn certifies(&self, key: &PublicKey) -> bool {
        self.public_key().is_ok_and(|own| own == *key)
    }

    pub(super) fn is_self_issued(&self) -> bool {
        self.0.subject_der == self.0.issuer_der
    }

    /// The common name of its subject.
    pub fn common_name(&self) -> Option<&str> {
        self.0.common_name.as_deref()
    }

    /// Whether the issuer's name is the other's.
    pub(super) fn names_as_issuer(&self, issuer: &Self) -> bool {
        self.0.issuer_der == issuer.0.subject_der
    }

    /// Whether the other issued it: by name, by the ids of the keys where both tell, and by the signature where it can be
    /// checked.
    pub(super) fn is_issued_by(&self, issuer: &Self) -> bool {
        if !self.names_as_issuer(issuer) {
            return false;
        }
        let (Ok((_, own)), Ok((_, above))) = (
            X509Certificate::from_der(&self.0.der),
            X509Certificate::from_der(&issuer.0.der),
        ) else {
            return false; // cannot be: both were read before
        };
        if let (Some(wanted), Some(found)) = (authority_key_id(&own), subject_key_id(&above))
            && wanted != found
        {
            return false;
        }
        signature::is_signed_by(&own, &above).unwrap_or(true)
    }
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificate")
            .field("subject", &self.0.subject)
            .field("issuer", &self.0.issuer)
            .field("serial", &self.0.serial)
            .field("fingerprint_sha256", &self.fingerprint_sha256())
            .finish_non_exhaustive()
    }
}

/// The id of the key that signed, as the certificate tells it.
fn authority_key_id<'a>(certificate: &X509Certificate<'a>) -> Option<&'a [u8]> {
    certificate
        .extensions()
        .iter()
        .find_map(|extension| match extension.parsed_extension() {
            ParsedExtension::AuthorityKeyIdentifier(id) => id.key_identifier.as_ref().map(|id| id.0),
            _ => None,
        })
}

/// The id of the key that is certified, as the certificate tells it.
fn subject_key_id<'a>(certificate: &X509Certificate<'a>) -> Option<&'a [u8]> {
    certificate
        .extensions()
        .iter()
        .find_map(|extension| match extension.parsed_extension() {
            ParsedExtension::SubjectKeyIdentifier(id) => Some(id.0),
            _ => None,
        })
}

fn time(seconds: i64) -> Option<SystemTime> {
    let distance = Duration::from_secs(seconds.unsigned_abs());
    if seconds < 0 {
        SystemTime::UNIX_EPOCH.checked_sub(distance)
    } else {
        SystemTime::UNIX_EPOCH.checked_add(distance)
    }
}
