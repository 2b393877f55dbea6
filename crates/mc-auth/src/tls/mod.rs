//! TLS for clients by rustls: whom to trust, and the certificate that mutual TLS presents.
//!
//! [`ClientTls`] makes a [`rustls::ClientConfig`] and [`ClientIdentity`] is what it presents. The crypto provider is a value
//! inside that configuration: none is installed for the process, and it does not matter how many are compiled in.
//!
//! # Trust
//! Unless told otherwise, Mozilla's roots are trusted, as the `webpki-roots` crate has them. They are part of the program:
//! the same on each machine, there in a container without a certificate store, and not widened by what an
//! administrator adds to a machine, such as the root of a proxy that reads the traffic. `reqwest` on its own asks the
//! operating system instead. Where such a proxy is wanted, name its root: [`ClientTls::with_extra_roots`]. A private
//! gateway or a test server is [`ClientTls::with_only_roots`]. Nothing turns verification off.
//!
//! # Versions
//! TLS 1.2 and 1.3, with a [minimum](ClientTls::with_min_version). Older ones do not exist in rustls.
//!
//! # Examples
//! ```no_run
//! use mc_auth::keys::KeySource;
//! use mc_auth::tls::{ClientIdentity, ClientTls};
//!
//! # fn example() -> mc_auth::Result<()> {
//! let source = KeySource::path("client.p12").with_password_env("CLIENT_PASSWORD");
//! let identity = ClientIdentity::new(&source.identity()?)?;
//! let config = ClientTls::new().with_identity(&identity).build()?;
//!
//! // Later, when the file has been renewed: every client that uses the identity presents the new one.
//! identity.replace(&source.identity()?)?;
//! # drop(config);
//! # Ok(())
//! # }
//! ```
//!
//! # With reqwest
//! Give the configuration to `reqwest::ClientBuilder::tls_backend_preconfigured`, or leave it to this crate's client builder.

mod identity;

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use rustls::client::Resumption;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::time_provider::TimeProvider;
use rustls::{ClientConfig, RootCertStore, SupportedProtocolVersion, version};

use crate::error::{Error, Kind, Result};
use crate::fips;
use crate::keys::{Certificate, WARN_BEFORE, warn};
use crate::oauth1::{Clock, SystemClock};

pub use identity::ClientIdentity;
#[cfg(feature = "reqwest")]
pub(crate) use identity::Presented;

/// A version of TLS.
///
/// # Examples
/// ```
/// use mc_auth::tls::TlsVersion;
///
/// assert!(TlsVersion::V1_2 < TlsVersion::V1_3);
/// assert_eq!(TlsVersion::V1_3.to_string(), "TLS 1.3");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TlsVersion {
    /// TLS 1.2.
    #[default]
    V1_2,
    /// TLS 1.3.
    V1_3,
}

impl TlsVersion {
    /// This version and those above it, the best first.
    fn and_above(self) -> &'static [&'static SupportedProtocolVersion] {
        static ALL: [&SupportedProtocolVersion; 2] = [&version::TLS13, &version::TLS12];
        match self {
            Self::V1_2 => &ALL,
            Self::V1_3 => &ALL[..1],
        }
    }
}

impl fmt::Display for TlsVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::V1_2 => "TLS 1.2",
            Self::V1_3 => "TLS 1.3",
        })
    }
}

/// Assembles the TLS configuration of a client.
///
/// # Examples
/// ```
/// # fn main() -> mc_auth::Result<()> {
/// use mc_auth::tls::{ClientTls, TlsVersion};
///
/// let config = ClientTls::new().with_min_version(TlsVersion::V1_3).build()?;
/// # drop(config);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use = "a configuration does nothing until it is built"]
pub struct ClientTls {
    provider: Arc<CryptoProvider>,
    roots: Vec<Certificate>,
    public_roots: bool,
    identity: Option<ClientIdentity>,
    min_version: TlsVersion,
    alpn: Vec<Vec<u8>>,
    clock: Arc<dyn Clock>,
    warn_before: Duration,
}

impl ClientTls {
    /// Trusts the public roots, presents no certificate, and does its cryptography by AWS-LC.
    #[expect(clippy::new_without_default, reason = "whom to trust should be written down")]
    pub fn new() -> Self {
        Self::with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
    }

    /// Trusts the public roots, presents no certificate, and does its cryptography by another provider.
    pub fn with_provider(provider: Arc<CryptoProvider>) -> Self {
        let mut alpn = Vec::new();
        if cfg!(feature = "http2") {
            alpn.push(b"h2".to_vec());
        }
        alpn.push(b"http/1.1".to_vec());
        Self {
            provider,
            roots: Vec::new(),
            public_roots: true,
            identity: None,
            min_version: TlsVersion::default(),
            alpn,
            clock: Arc::new(SystemClock),
            warn_before: WARN_BEFORE,
        }
    }

    /// Trusts these roots, too.
    ///
    /// # Examples
    /// ```no_run
    /// # fn example() -> mc_auth::Result<()> {
    /// use mc_auth::keys::KeySource;
    /// use mc_auth::tls::ClientTls;
    ///
    /// let roots = KeySource::path("company-roots.pem").certificates()?; // PEM, DER or PKCS#12
    /// let config = ClientTls::new().with_extra_roots(roots).build()?;
    /// # drop(config);
    /// # Ok(())
    /// # }
    /// ```
    pub fn with_extra_roots(mut self, roots: impl IntoIterator<Item = Certificate>) -> Self {
        self.roots.extend(roots);
        self
    }

    /// Trusts these roots and no others.
    pub fn with_only_roots(mut self, roots: impl IntoIterator<Item = Certificate>) -> Self {
        self.roots = roots.into_iter().collect();
        self.public_roots = false;
        self
    }

    /// Presents this identity to servers that ask for one.
    ///
    /// Sessions are not resumed then, for a resumed session goes on with the identity that it began with.
    pub fn with_identity(mut self, identity: &ClientIdentity) -> Self {
        self.identity = Some(identity.clone());
        self
    }

    /// What is presented.
    #[cfg(feature = "reqwest")]
    pub(crate) fn identity(&self) -> Option<&ClientIdentity> {
        self.identity.as_ref()
    }

    /// Refuses versions below this one, which is TLS 1.2 otherwise.
    pub fn with_min_version(mut self, version: TlsVersion) -> Self {
        self.min_version = version;
        self
    }

    /// Offers these protocols above TLS, the preferred one first.
    ///
    /// Otherwise it is `http/1.1`, and `h2` before it with the feature `http2`.
    pub fn with_alpn<P: Into<Vec<u8>>>(mut self, protocols: impl IntoIterator<Item = P>) -> Self {
        self.alpn = protocols.into_iter().map(Into::into).collect();
        self
    }

    /// Judges the certificates of servers by another clock.
    pub fn with_clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Sets how long before its expiry a given root is warned of, which is 30 days otherwise: see [`Expiry`](crate::keys::Expiry).
    pub fn with_expiry_warning(mut self, before: Duration) -> Self {
        self.warn_before = before;
        self
    }

    /// The configuration, for rustls and all that stands on it.
    ///
    /// # Errors
    /// When a root is no usable certificate, there is no root at all, or the provider lacks a version of TLS.
    pub fn build(&self) -> Result<ClientConfig> {
        let builder = ClientConfig::builder_with_details(
            Arc::clone(&self.provider),
            Arc::new(ProviderClock(Arc::clone(&self.clock))),
        )
        .with_protocol_versions(self.min_version.and_above())
        .map_err(|error| {
            let message = format!("the TLS provider lacks {} or what is above it", self.min_version);
            Error::new(Kind::Configuration, message).with_source(error)
        })?
        .with_root_certificates(self.trusted()?);
        let mut config = match &self.identity {
            None => builder.with_no_client_auth(),
            Some(identity) => {
                let mut config = builder.with_client_cert_resolver(Arc::new(identity.clone()));
                config.resumption = Resumption::disabled();
                config
            }
        };
        config.alpn_protocols.clone_from(&self.alpn);
        if fips::is_active() && !config.fips() {
            return Err(Error::new(
                Kind::Configuration,
                "the TLS provider is not that of the FIPS module: turn on the feature `fips` of rustls as well",
            ));
        }
        Ok(config)
    }

    fn trusted(&self) -> Result<RootCertStore> {
        let mut store = RootCertStore::empty();
        if self.public_roots {
            store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        }
        for root in &self.roots {
            warn("a root certificate", root, self.clock.now(), self.warn_before);
            store.add(der(root)).map_err(|error| {
                let message = format!("the certificate of {} cannot be used as a root", root.subject());
                Error::new(Kind::Certificate, message).with_source(error)
            })?;
        }
        if store.is_empty() {
            return Err(Error::new(
                Kind::Certificate,
                "no root certificate is given, so no server could be trusted; give the root of the server's certificate",
            ));
        }
        Ok(store)
    }
}

impl fmt::Debug for ClientTls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientTls")
            .field("roots", &self.roots)
            .field("public_roots", &self.public_roots)
            .field("identity", &self.identity)
            .field("min_version", &self.min_version)
            .finish_non_exhaustive()
    }
}

fn der(certificate: &Certificate) -> CertificateDer<'static> {
    CertificateDer::from(certificate.der().to_vec())
}

fn unix(time: SystemTime) -> Option<UnixTime> {
    time.duration_since(SystemTime::UNIX_EPOCH)
        .ok()
        .map(UnixTime::since_unix_epoch)
}

/// One of our clocks, as rustls reads it.
#[derive(Debug)]
struct ProviderClock(Arc<dyn Clock>);

impl TimeProvider for ProviderClock {
    fn current_time(&self) -> Option<UnixTime> {
        unix(self.0.now())
    }
}
