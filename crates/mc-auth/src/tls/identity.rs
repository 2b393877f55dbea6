use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use rustls::client::ResolvesClientCert;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::sign::CertifiedKey;
use rustls::{CertificateError, RootCertStore, SignatureScheme};

use super::{der, unix};
use crate::Shared;
use crate::error::{Error, Kind, Result};
use crate::keys::{Certificate, Expiry, Identity, chain_expires_at, chain_expiry, warn};
use crate::oauth1::{Clock, SystemClock};

/// The key and certificates that a client presents, replaceable while clients use them.
///
/// Clones share what is in it. With `ClientBuilder` the first call after [`replace`](Self::replace) already presents the
/// new identity, for its clients keep the connections of each identity apart. A call that is in flight meanwhile, or waits to be
/// repeated, is finished: an attempt that has begun goes on over its connection, with the identity that the connection was made
/// with, and the next attempt is made with the new one. The idle connections of the old identity are closed.
///
/// An HTTP client of your own, made of [`ClientTls`](super::ClientTls), presents the new identity on each new connection; those
/// in its pool go on with the old one until they are closed. Make another client of the same configuration where that
/// matters.
///
/// # Examples
/// ```no_run
/// # fn example() -> mc_auth::Result<()> {
/// use mc_auth::keys::KeySource;
/// use mc_auth::tls::ClientIdentity;
///
/// let key = KeySource::path("client.key").private_key()?;
/// let certificates = KeySource::path("client-chain.pem").certificates()?;
/// let identity = ClientIdentity::new(&mc_auth::keys::Identity::new(key, &certificates)?)?;
/// if let Some(issuer) = identity.missing_issuer() {
///     eprintln!("the server has to know {issuer}, whose certificate is not in the file");
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct ClientIdentity(Arc<Slot>);

struct Slot {
    provider: Arc<CryptoProvider>,
    clock: Arc<dyn Clock>,
    current: Shared<Presented>,
}

pub(crate) struct Presented {
    chain: Vec<Certificate>,
    certified: Arc<CertifiedKey>,
}

impl ClientIdentity {
    /// Makes an identity ready for TLS by AWS-LC, judging its validity by the system's clock.
    ///
    /// # Errors
    /// When a certificate is not valid now, was not issued by the next one, or is not for clients; or when the key is of
    /// a kind that cannot be used.
    pub fn new(identity: &Identity) -> Result<Self> {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        Self::with_provider(identity, provider, SystemClock)
    }

    /// The same by another provider and another clock.
    ///
    /// # Errors
    /// As for [`new`](Self::new).
    pub fn with_provider(
        identity: &Identity,
        provider: Arc<CryptoProvider>,
        clock: impl Clock + 'static,
    ) -> Result<Self> {
        let presented = Presented::new(identity, &provider, &clock)?;
        Ok(Self(Arc::new(Slot {
            provider,
            clock: Arc::new(clock),
            current: Shared::new(presented),
        })))
    }

    /// Puts another identity in place, for every client that uses this one.
    ///
    /// # Errors
    /// As for [`new`](Self::new); then the former identity stays.
    pub fn replace(&self, identity: &Identity) -> Result<()> {
        let presented = Presented::new(identity, &self.0.provider, self.0.clock.as_ref())?;
        self.0.current.replace(presented);
        Ok(())
    }

    /// The certificates that are presented, the key's own first.
    pub fn chain(&self) -> Vec<Certificate> {
        self.current().chain.clone()
    }

    /// When the first of the certificates that are presented expires.
    pub fn expires_at(&self) -> SystemTime {
        chain_expires_at(&self.current().chain)
    }

    /// How the certificates that are presented stand at a moment: as the one that needs attention first.
    ///
    /// It is warned of, too, when an identity is put in place: see [`Expiry`].
    pub fn expiry(&self, now: SystemTime, warn_before: Duration) -> Expiry {
        chain_expiry(&self.current().chain, now, warn_before)
    }

    /// Who issued the last certificate, where that issuer's own certificate is not among those presented.
    ///
    /// That is as it should be if the server trusts this issuer. If it is an intermediate authority, the server most
    /// likely refuses the client: then add its certificate to the file.
    pub fn missing_issuer(&self) -> Option<String> {
        let current = self.current();
        let last = current.chain.last()?;
        (last.subject() != last.issuer()).then(|| last.issuer().to_owned())
    }

    /// What is presented now: the same allocation for as long as nothing is put in its place.
    pub(crate) fn current(&self) -> Arc<Presented> {
        self.0.current.current()
    }
}

impl fmt::Debug for ClientIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientIdentity")
            .field("chain", &self.current().chain)
            .finish_non_exhaustive()
    }
}

impl ResolvesClientCert for ClientIdentity {
    fn resolve(&self, _root_hint_subjects: &[&[u8]], schemes: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        let certified = Arc::clone(&self.current().certified);
        certified.key.choose_scheme(schemes).is_some().then_some(certified)
    }

    fn has_certs(&self) -> bool {
        true
    }
}

impl Presented {
    fn new(identity: &Identity, provider: &Arc<CryptoProvider>, clock: &dyn Clock) -> Result<Self> {
        let chain = identity.chain();
        check_validity(chain, clock)?;
        check_issuers(chain, provider, clock)?;
        // The provider wipes this copy; rustls makes no other.
        let key = PrivateKeyDer::Pkcs8(identity.private_key().pkcs8_der().to_vec().into());
        let key = provider.key_provider.load_private_key(key).map_err(|error| {
            Error::new(Kind::Algorithm, "the TLS provider does not accept the private key").with_source(error)
        })?;
        let ders = chain.iter().map(der).collect();
        for (index, certificate) in chain.iter().enumerate() {
            let what = if index == 0 {
                "the client's certificate"
            } else {
                "a certificate above the client's"
            };
            warn(what, certificate, clock.now(), identity.warn_before());
        }
        Ok(Self {
            chain: chain.to_vec(),
            certified: Arc::new(CertifiedKey::new(ders, key)),
        })
    }
}

/// An authority at the top is the server's business; what stands below it has to be valid.
fn check_validity(chain: &[Certificate], clock: &dyn Clock) -> Result<()> {
    let now = clock.now();
    for (index, certificate) in chain.iter().enumerate() {
        let own = index == 0;
        if certificate.is_valid_at(now) || (!own && certificate.subject() == certificate.issuer()) {
            continue;
        }
        let place = if own {
            "the client's certificate"
        } else {
            "a certificate above the client's"
        };
        let (fault, moment, remedy) = if now < certificate.not_before() {
            ("is not valid before", certificate.not_before(), "check the clock")
        } else {
            ("expired on", certificate.not_after(), "renew it")
        };
        return Err(Error::new(
            Kind::Certificate,
            format!(
                "{place}, {}, {fault} {}: {remedy}",
                certificate.subject(),
                httpdate::fmt_http_date(moment)
            ),
        ));
    }
    Ok(())
}

/// The chain was put together by names: here it is seen whether the signatures agree.
fn check_issuers(chain: &[Certificate], provider: &Arc<CryptoProvider>, clock: &dyn Clock) -> Result<()> {
    let [own, intermediates @ .., top] = chain else {
        return Ok(());
    };
    let Some(now) = unix(clock.now()) else {
        return Ok(());
    };
    let fault = |what: &str, error: rustls::Error| {
        let message = format!("the chain of the client's certificate, {}, {what}", own.subject());
        Error::new(Kind::Certificate, message).with_source(error)
    };
    let broken = "is broken: a certificate in it was not issued by the one above it, although the names agree; \
                  is an authority's certificate outdated?";
    let mut roots = RootCertStore::empty();
    roots
        .add(der(top))
        .map_err(|error| fault("has an unusable certificate at its top", error))?;
    let Ok(verifier) = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider)).build()
    else {
        return Ok(());
    };
    let intermediates: Vec<CertificateDer<'_>> = intermediates.iter().map(der).collect();
    match verifier.verify_client_cert(&der(own), &intermediates, now) {
        Err(error @ rustls::Error::InvalidCertificate(CertificateError::BadSignature)) => Err(fault(broken, error)),
        Err(
            error @ rustls::Error::InvalidCertificate(
                CertificateError::InvalidPurpose | CertificateError::InvalidPurposeContext { .. },
            ),
        ) => Err(fault("does not permit it to be used by a client", error)),
        // What else may be unusual is for the server to judge.
        _ => Ok(()),
    }
}
