use std::time::{Duration, SystemTime};

use super::{Certificate, PrivateKey};
use crate::error::{Error, Kind, Result};

/// A private key with its certificate and the certificates above it, as mutual TLS presents them.
#[derive(Clone, Debug)]
pub struct Identity {
    key: PrivateKey,
    chain: Vec<Certificate>,
    alias: Option<String>,
}

impl Identity {
    /// Joins a key with certificates in any order: the key's own is found, and the chain follows its issuers.
    ///
    /// Certificates that do not belong to the chain are left out. Where two certify the key, the one that expires last
    /// is taken.
    ///
    /// # Errors
    /// When no certificate certifies the key.
    pub fn new(key: PrivateKey, certificates: &[Certificate]) -> Result<Self> {
        let chain = chain(&key, certificates);
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
        Ok(Self {
            key,
            chain,
            alias: None,
        })
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

    /// The name of the key in the store it came from.
    pub fn alias(&self) -> Option<&str> {
        self.alias.as_deref()
    }

    /// The moment at which the first certificate of the chain expires.
    pub fn not_after(&self) -> SystemTime {
        self.chain
            .iter()
            .map(Certificate::not_after)
            .fold(self.certificate().not_after(), SystemTime::min)
    }

    /// Whether a certificate of the chain has expired already, or will within the given time.
    pub fn expires_within(&self, now: SystemTime, within: Duration) -> bool {
        self.chain
            .iter()
            .any(|certificate| certificate.expires_within(now, within))
    }
}

/// The key's certificate and those above it; empty where none certifies the key.
pub(super) fn chain(key: &PrivateKey, certificates: &[Certificate]) -> Vec<Certificate> {
    let own = certificates
        .iter()
        .filter(|certificate| certificate.certifies(key.public_key()))
        .max_by_key(|certificate| certificate.not_after());
    let mut chain = Vec::new();
    let mut next = own;
    while let Some(certificate) = next {
        chain.push(certificate.clone());
        if certificate.is_self_issued() {
            break;
        }
        next = certificates
            .iter()
            .filter(|candidate| certificate.is_issued_by(candidate) && !chain.contains(candidate))
            .max_by_key(|candidate| candidate.not_after());
    }
    chain
}
