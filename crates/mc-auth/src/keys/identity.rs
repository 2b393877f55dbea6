use std::time::{Duration, SystemTime};

use super::{Certificate, Expiry, PrivateKey, WARN_BEFORE};
use crate::error::{Error, Kind, Result};

/// A private key with its certificate and the certificates above it, as mutual TLS presents them.
#[derive(Clone, Debug)]
pub struct Identity {
    key: PrivateKey,
    chain: Vec<Certificate>,
    others: Vec<Certificate>,
    alias: Option<String>,
    warn_before: Duration,
}

impl Identity {
    /// Joins a key with certificates in any order: the key's own is found, and the chain follows its issuers.
    ///
    /// One certificate is above another where its name, the id of its key and the signature say so. Where two certify the
    /// key, or issued the same certificate, the one that expires last is taken. Certificates that do not belong to the chain
    /// are not presented; they are [`others`](Self::others), in the order in which they stood.
    ///
    /// # Errors
    /// When no certificate certifies the key, or when those that have the name of an issuer did not issue.
    pub fn new(key: PrivateKey, certificates: &[Certificate]) -> Result<Self> {
        let (chain, broken_above) = linked(&key, certificates);
        if let Some(certificate) = broken_above {
            return Err(Error::new(
                Kind::Certificate,
                format!(
                    "the chain is broken: {} is said to be issued by {}, but the certificate of that name did not issue it, for \
                     its key is another; is an authority's certificate outdated?",
                    certificate.subject(),
                    certificate.issuer()
                ),
            ));
        }
        if chain.is_empty() {
            let message = if certificates.is_empty() {
                "has no certificate; one is needed beside the key".to_owned()
            } else {
                format!(
                    "none of the {} certificates belongs to the private key",
                    certificates.len()
                )
            };
            return Err(Error::new(Kind::Certificate, message));
        }
        let mut others: Vec<Certificate> = Vec::new();
        for certificate in certificates {
            if !chain.contains(certificate) && !others.contains(certificate) {
                others.push(certificate.clone());
            }
        }
        Ok(Self {
            key,
            chain,
            others,
            alias: None,
            warn_before: WARN_BEFORE,
        })
    }

    /// Sets how long before its expiry the identity is warned of when TLS takes it: see [`Expiry`].
    #[must_use]
    pub fn with_expiry_warning(mut self, before: Duration) -> Self {
        self.warn_before = before;
        self
    }

    #[cfg(feature = "tls")]
    pub(crate) fn warn_before(&self) -> Duration {
        self.warn_before
    }

    pub(super) fn with_alias(mut self, alias: Option<String>) -> Self {
        self.alias = alias;
        self
    }

    /// The private key.
    pub fn private_key(&self) -> &PrivateKey {
        &self.key
    }

    /// The key's own certificate.
    pub fn certificate(&self) -> &Certificate {
        &self.chain[0]
    }

    /// The key's own certificate, then its issuer, and so on.
    pub fn chain(&self) -> &[Certificate] {
        &self.chain
    }

    /// The certificates that stood beside the chain and are not part of it, in their order; they are not presented.
    pub fn others(&self) -> &[Certificate] {
        &self.others
    }

    /// The name of the key in the store it came from.
    pub fn alias(&self) -> Option<&str> {
        self.alias.as_deref()
    }

    /// The moment at which the first certificate of the chain expires.
    pub fn not_after(&self) -> SystemTime {
        chain_expires_at(&self.chain)
    }

    /// When the first certificate of the chain expires: [`not_after`](Self::not_after) by another name.
    pub fn expires_at(&self) -> SystemTime {
        self.not_after()
    }

    /// How the chain stands at a moment: as that of its certificates that needs attention first.
    pub fn expiry(&self, now: SystemTime, warn_before: Duration) -> Expiry {
        chain_expiry(&self.chain, now, warn_before)
    }

    /// Whether a certificate of the chain has expired already, or will within the given time.
    pub fn expires_within(&self, now: SystemTime, within: Duration) -> bool {
        self.chain
            .iter()
            .any(|certificate| certificate.expires_within(now, within))
    }
}

/// The moment at which the first certificate of a chain expires.
pub(crate) fn chain_expires_at(chain: &[Certificate]) -> SystemTime {
    chain
        .iter()
        .map(Certificate::not_after)
        .min()
        .unwrap_or(SystemTime::UNIX_EPOCH) // no chain is empty
}

/// How a chain stands: as that of its certificates that needs attention first.
pub(crate) fn chain_expiry(chain: &[Certificate], now: SystemTime, warn_before: Duration) -> Expiry {
    chain
        .iter()
        .map(|certificate| certificate.expiry(now, warn_before))
        .min_by_key(|expiry| expiry.urgency())
        .unwrap_or(Expiry::Valid)
}

/// The certificate of a key: where several certify it, the one that expires last.
pub(super) fn own<'a>(key: &PrivateKey, certificates: &'a [Certificate]) -> Option<&'a Certificate> {
    certificates
        .iter()
        .filter(|certificate| certificate.certifies(key.public_key()))
        .max_by_key(|certificate| certificate.not_after())
}

/// The key's certificate and those above it; empty where none certifies the key.
pub(super) fn chain(key: &PrivateKey, certificates: &[Certificate]) -> Vec<Certificate> {
    linked(key, certificates).0
}

/// The chain, and its last certificate where some have the name of its issuer and none issued it.
fn linked<'a>(key: &PrivateKey, certificates: &'a [Certificate]) -> (Vec<Certificate>, Option<&'a Certificate>) {
    own(key, certificates).map_or((Vec::new(), None), |own| above(own, certificates))
}

/// A certificate and those above it; and the last of them where some have the name of its issuer and none issued it.
pub(super) fn above<'a>(
    own: &'a Certificate,
    certificates: &'a [Certificate],
) -> (Vec<Certificate>, Option<&'a Certificate>) {
    let mut chain = vec![own.clone()];
    let mut last = own;
    while !last.is_self_issued() {
        let mut named = certificates
            .iter()
            .filter(|candidate| last.names_as_issuer(candidate) && !chain.contains(candidate))
            .peekable();
        if named.peek().is_none() {
            break;
        }
        let issuer = named
            .filter(|candidate| last.is_issued_by(candidate))
            .max_by_key(|candidate| candidate.not_after());
        let Some(issuer) = issuer else {
            return (chain, Some(last));
        };
        chain.push(issuer.clone());
        last = issuer;
    }
    (chain, None)
}
