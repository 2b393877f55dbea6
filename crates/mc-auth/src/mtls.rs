//! Mutual TLS: a client certificate with its whole chain, and the roots to trust, as rustls configuration.
//!
//! TLS 1.2 and 1.3. Servers are verified always, there is no switch against it: a test CA is a root like any other.
//!
//! # Examples
//! ```no_run
//! use mc_auth::keys::KeySource;
//! use mc_auth::mtls::{ClientTls, SharedIdentity};
//!
//! # #[cfg(feature = "aws-lc-rs")]
//! # fn example() -> mc_auth::Result<()> {
//! let provider = rustls::crypto::aws_lc_rs::default_provider();
//! let identity = KeySource::path("client.p12").with_password_env("CLIENT_PASSWORD").identity()?;
//! let identity = SharedIdentity::new(&identity, provider.clone())?;
//! let config = ClientTls::new(provider).with_identity(&identity).build()?;
//! // For reqwest: `ClientBuilder::tls_backend_preconfigured(config)`.
//!
//! // Later, when the certificate is renewed, for every client that was made with it:
//! identity.replace(&KeySource::path("renewed.p12").with_password_env("CLIENT_PASSWORD").identity()?)?;
//! # Ok(())
//! # }
//! ```

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use rustls::client::{ResolvesClientCert, Resumption};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::sign::CertifiedKey;
use rustls::time_provider::{DefaultTimeProvider, TimeProvider};
use rustls::{ClientConfig, RootCertStore, SignatureScheme};

use crate::error::{Error, Kind, Result};
use crate::keys::{Certificate, Identity};

/// A client's identity that can be replaced while clients use it; clones share the replacement.
///
/// Connections that are open keep the identity that they were opened with.
#[derive(Clone)]
pub struct SharedIdentity(Arc<Slot>);

struct Slot {
    provider: CryptoProvider,
    current: RwLock<Arc<CertifiedKey>>,
}

impl SharedIdentity {
    /// Makes an identity ready for TLS.
    ///
    /// # Errors
    /// When the provider does not accept the key.
    pub fn new(identity: &Identity, provider: CryptoProvider) -> Result<Self> {
        let current = RwLock::new(certified(identity, &provider)?);
        Ok(Self(Arc::new(Slot { provider, current })))
    }

    /// Puts another identity in place for new connections.
    ///
    /// # Errors
    /// When the provider does not accept the key; then the former identity stays.
    pub fn replace(&self, identity: &Identity) -> Result<()> {
        let identity = certified(identity, &self.0.provider)?;
        *self
            .0
            .current
            .write()
            .unwrap_or_else(PoisonError::into_inner) = identity;
        Ok(())
    }
}

impl fmt::Debug for SharedIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedIdentity").finish_non_exhaustive()
    }
}

impl ResolvesClientCert for SharedIdentity {
    fn resolve(
        &self,
        _root_hint_subjects: &[&[u8]],
        schemes: &[SignatureScheme],
    ) -> Option<Arc<CertifiedKey>> {
        let current = Arc::clone(
            &self
                .0
                .current
                .read()
                .unwrap_or_else(PoisonError::into_inner),
        );
        current
            .key
            .choose_scheme(schemes)
            .is_some()
            .then_some(current)
    }

    fn has_certs(&self) -> bool {
        true
    }
}

fn certified(identity: &Identity, provider: &CryptoProvider) -> Result<Arc<CertifiedKey>> {
    let chain = identity.chain().iter().map(der).collect();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(identity.private_key().pkcs8_der()));
    let key = provider
        .key_provider
        .load_private_key(key.clone_key())
        .map_err(|error| {
            Error::new(
                Kind::Algorithm,
                "the TLS provider does not accept the private key",
            )
            .with_source(error)
        })?;
    Ok(Arc::new(CertifiedKey::new(chain, key)))
}

fn der(certificate: &Certificate) -> CertificateDer<'static> {
    CertificateDer::from(certificate.der().to_vec())
}

/// Assembles the configuration of a TLS client.
#[derive(Clone, Debug)]
pub struct ClientTls {
    provider: Arc<CryptoProvider>,
    roots: Vec<Certificate>,
    public_roots: bool,
    identity: Option<SharedIdentity>,
    time: Arc<dyn TimeProvider>,
}

impl ClientTls {
    /// Trusts the public roots, and presents no certificate.
    pub fn new(provider: CryptoProvider) -> Self {
        Self {
            provider: Arc::new(provider),
            roots: Vec::new(),
            public_roots: true,
            identity: None,
            time: Arc::new(DefaultTimeProvider),
        }
    }

    /// Trusts these roots, too.
    #[must_use]
    pub fn with_extra_roots(mut self, roots: impl IntoIterator<Item = Certificate>) -> Self {
        self.roots.extend(roots);
        self
    }

    /// Trusts these roots and no others.
    #[must_use]
    pub fn with_only_roots(mut self, roots: impl IntoIterator<Item = Certificate>) -> Self {
        self.roots = roots.into_iter().collect();
        self.public_roots = false;
        self
    }

    /// Presents this identity to servers that ask for one.
    #[must_use]
    pub fn with_identity(mut self, identity: &SharedIdentity) -> Self {
        self.identity = Some(identity.clone());
        self
    }

    /// Takes the time, by which certificates are judged, from another clock.
    #[must_use]
    pub fn with_time_provider(mut self, time: Arc<dyn TimeProvider>) -> Self {
        self.time = time;
        self
    }

    /// The configuration, for rustls and for reqwest.
    ///
    /// # Errors
    /// When a root is no usable certificate authority, there is no root at all, or the provider lacks TLS 1.2 or 1.3.
    pub fn build(self) -> Result<ClientConfig> {
        let mut store = RootCertStore::empty();
        if self.public_roots {
            store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        }
        for root in &self.roots {
            store.add(der(root)).map_err(|error| {
                let message = format!("the root certificate of {} cannot be used", root.subject());
                Error::new(Kind::Certificate, message).with_source(error)
            })?;
        }
        if store.is_empty() {
            return Err(Error::new(
                Kind::Certificate,
                "no root certificate is trusted, so no server could be",
            ));
        }
        let builder = ClientConfig::builder_with_details(self.provider, self.time)
            .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])
            .map_err(|error| {
                Error::new(Kind::Configuration, "the TLS provider lacks TLS 1.2 or 1.3")
                    .with_source(error)
            })?
            .with_root_certificates(store);
        Ok(match self.identity {
            None => builder.with_no_client_auth(),
            Some(identity) => {
                let mut config = builder.with_client_cert_resolver(Arc::new(identity));
                // A resumed session goes on with the identity it began with, also after that was replaced.
                config.resumption = Resumption::disabled();
                config
            }
        })
    }
}
