//! The server's certificate, and which clients it lets in.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use rustls::client::danger::HandshakeSignatureValid;
use rustls::crypto::CryptoProvider;
use rustls::crypto::aws_lc_rs::default_provider;
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, CertificateRevocationListDer, PrivateKeyDer, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::server::{NoServerSessionStorage, WebPkiClientVerifier};
use rustls::time_provider::TimeProvider;
use rustls::{
    CertificateError, DigitallySignedStruct, DistinguishedName, RootCertStore, ServerConfig, SignatureScheme,
    SupportedProtocolVersion, version,
};
use x509_parser::prelude::{FromDer as _, X509Certificate};
use x509_parser::revocation_list::CertificateRevocationList;

use crate::error::{Error, Kind, Result};
use crate::metric;
use mc_core::json::without_mark;
use mc_core::{Clock, SystemClock};

use super::claim::{Presented, present, trust};
use super::pin::{Pin, subject};

/// What the server presents and whom it lets in.
///
/// A client has to present a certificate for client authentication that is valid now and that one of the roots stands behind.
/// With pins, it has to match one of them as well; without any, each certificate that a root has signed will do, and a public
/// authority signs for many. Several roots and pins may stand at once, as a migration needs.
///
/// Sessions are never resumed, so that each connection shows a certificate that is valid at that time.
///
/// ```no_run
/// use mc_notifications::server::TlsSettings;
///
/// let tls = TlsSettings::new(&std::fs::read("server-chain.pem")?, &std::fs::read("server.key")?)?
///     .with_client_roots(&std::fs::read("old-roots.pem")?)?
///     .with_client_roots(&std::fs::read("new-roots.pem")?)?
///     .with_pin("dns:client.example.com".parse()?)
///     .build()?;
/// # drop(tls);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use = "settings do nothing until they are built"]
pub struct TlsSettings {
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
    roots: Vec<CertificateDer<'static>>,
    revoked: Vec<CertificateRevocationListDer<'static>>,
    pins: Vec<Pin>,
    only_13: bool,
    clock: Arc<dyn Clock>,
}

impl TlsSettings {
    /// The server's certificate with those above it, and its private key; both PEM.
    ///
    /// # Errors
    /// When one of them is not there.
    pub fn new(chain: &[u8], key: &[u8]) -> Result<Self> {
        let key = PrivateKeyDer::from_pem_slice(without_mark(key)).map_err(|_| {
            certificate("the server's private key is not there; give it as PEM, without a password (`openssl pkey` takes it off)")
        })?;
        Ok(Self {
            chain: certificates(chain, "the server's certificate")?,
            key,
            roots: Vec::new(),
            revoked: Vec::new(),
            pins: Vec::new(),
            only_13: false,
            clock: Arc::new(SystemClock),
        })
    }

    /// Trusts these authorities to sign for clients, too; PEM, one or several.
    ///
    /// # Errors
    /// When there is none in it.
    pub fn with_client_roots(mut self, roots: &[u8]) -> Result<Self> {
        self.roots.extend(certificates(roots, "the root for clients")?);
        Ok(self)
    }

    /// Lets in clients that match this, or another pin.
    pub fn with_pin(mut self, pin: Pin) -> Self {
        self.pins.push(pin);
        self
    }

    /// Refuses client certificates that these lists name as revoked; PEM.
    ///
    /// A list has to be renewed before it ends, by a reload: an authority whose list has ended vouches for nobody. The log warns of
    /// that a week ahead. Certificates of an authority without a list are let in.
    ///
    /// # Errors
    /// When there is none in it.
    pub fn with_revocation_lists(mut self, lists: &[u8]) -> Result<Self> {
        let lists = CertificateRevocationListDer::pem_slice_iter(without_mark(lists))
            .collect::<Result<Vec<_>, pem::Error>>()
            .ok()
            .filter(|lists| !lists.is_empty())
            .ok_or_else(|| certificate("the revocation list is not there; give it as PEM"))?;
        self.revoked.extend(lists);
        Ok(self)
    }

    /// Speaks TLS 1.3 only; otherwise TLS 1.2 as well.
    pub fn with_tls13_only(mut self) -> Self {
        self.only_13 = true;
        self
    }

    /// Judges certificates by another clock.
    pub fn with_clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Checks it all and makes it ready for use.
    ///
    /// # Errors
    /// When key and certificate do not belong together, there is no root, or one of them cannot be used.
    pub fn build(self) -> Result<ServerTls> {
        static BOTH: [&SupportedProtocolVersion; 2] = [&version::TLS13, &version::TLS12];
        let provider = Arc::new(default_provider());
        let mut store = RootCertStore::empty();
        for root in &self.roots {
            store.add(root.clone()).map_err(|error| {
                let message = format!(
                    "the certificate of {} cannot be used as a root for clients",
                    subject(root)
                );
                Error::with_source(Kind::Certificate, message, error)
            })?;
        }
        if store.is_empty() {
            return Err(certificate(
                "there is no root for clients, so nobody could be let in; give the roots of the sender's authority",
            ));
        }
        let verifier = self.verifier(&provider, store)?;
        let versions = if self.only_13 { &BOTH[..1] } else { &BOTH[..] };
        let time = Arc::new(ProviderClock(Arc::clone(&self.clock)));
        let ends = Ends::of(&self.chain, &self.roots, &self.revoked)?;
        let mut config = ServerConfig::builder_with_details(provider, time)
            .with_protocol_versions(versions)
            .map_err(|error| Error::with_source(Kind::Configuration, "the TLS provider lacks a version of TLS", error))?
            .with_client_cert_verifier(verifier)
            .with_single_cert(self.chain, self.key)
            .map_err(|error| {
                let message =
                    "the server's certificate and private key cannot be used together; give those that belong together";
                Error::with_source(Kind::Certificate, message, error)
            })?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        config.session_storage = Arc::new(NoServerSessionStorage {});
        config.send_tls13_tickets = 0;
        let tls = ServerTls {
            config: Arc::new(config),
            ends,
            pins: self.pins.len(),
            clock: self.clock,
        };
        tls.warn();
        Ok(tls)
    }

    fn verifier(&self, provider: &Arc<CryptoProvider>, store: RootCertStore) -> Result<Arc<dyn ClientCertVerifier>> {
        let mut builder = WebPkiClientVerifier::builder_with_provider(Arc::new(store), Arc::clone(provider));
        if !self.revoked.is_empty() {
            builder = builder
                .with_crls(self.revoked.iter().cloned())
                .allow_unknown_revocation_status()
                .enforce_revocation_expiration();
        }
        let inner = builder.build().map_err(|error| {
            Error::with_source(
                Kind::Certificate,
                "the roots or revocation lists for clients cannot be used",
                error,
            )
        })?;
        Ok(Arc::new(Verifier {
            inner,
            pins: self.pins.clone(),
        }))
    }
}

impl fmt::Debug for TlsSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TlsSettings")
            .field("roots", &self.roots.len())
            .field("pins", &self.pins)
            .finish_non_exhaustive()
    }
}

/// TLS that demands and verifies the certificate of the client, ready for use.
#[derive(Clone)]
pub struct ServerTls {
    config: Arc<ServerConfig>,
    ends: Ends,
    pins: usize,
    clock: Arc<dyn Clock>,
}

impl ServerTls {
    /// The configuration, for a server of your own on rustls.
    pub fn rustls_config(&self) -> Arc<ServerConfig> {
        Arc::clone(&self.config)
    }

    /// When the server's certificate ends.
    pub fn server_certificate_ends(&self) -> DateTime<Utc> {
        self.ends.server
    }

    /// When the first of the roots for clients ends.
    pub fn first_root_ends(&self) -> DateTime<Utc> {
        self.ends.root
    }

    /// When the first of the revocation lists ends; none without a list.
    pub fn first_revocation_list_ends(&self) -> Option<DateTime<Utc>> {
        self.ends.revocation_list
    }

    /// How many pins there are.
    pub fn pins(&self) -> usize {
        self.pins
    }

    #[expect(clippy::cast_precision_loss, reason = "a gauge is a double")]
    pub(super) fn observe(&self) {
        let set = |which, end: DateTime<Utc>| {
            metrics::gauge!(metric::CERTIFICATE_ENDS, "certificate" => which).set(end.timestamp() as f64);
        };
        set("server", self.ends.server);
        set("root", self.ends.root);
        match self.ends.revocation_list {
            Some(end) => set("revocation_list", end),
            // A list that is no longer there ends no more.
            None => metrics::gauge!(metric::CERTIFICATE_ENDS, "certificate" => "revocation_list").set(f64::INFINITY),
        }
    }

    /// Logs what has ended or ends soon.
    pub(super) fn warn(&self) {
        self.ends.warn(self.clock.now().into());
    }
}

impl fmt::Debug for ServerTls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerTls")
            .field("ends", &self.ends)
            .field("pins", &self.pins)
            .finish_non_exhaustive()
    }
}

#[derive(Clone, Copy, Debug)]
struct Ends {
    server: DateTime<Utc>,
    root: DateTime<Utc>,
    revocation_list: Option<DateTime<Utc>>,
}

impl Ends {
    fn of(
        chain: &[CertificateDer<'_>],
        roots: &[CertificateDer<'_>],
        lists: &[CertificateRevocationListDer<'_>],
    ) -> Result<Self> {
        let first = |certificates: &[CertificateDer<'_>]| {
            let ends = certificates.iter().map(|certificate| {
                let (_, certificate) = X509Certificate::from_der(certificate).ok()?;
                DateTime::from_timestamp(certificate.validity().not_after.timestamp(), 0)
            });
            ends.collect::<Option<Vec<_>>>()?.into_iter().min()
        };
        let unreadable = || certificate("a certificate of the server or a root cannot be read");
        Ok(Self {
            server: first(chain).ok_or_else(unreadable)?,
            root: first(roots).ok_or_else(unreadable)?,
            revocation_list: lists
                .iter()
                .filter_map(|list| {
                    let (_, list) = CertificateRevocationList::from_der(list).ok()?;
                    DateTime::from_timestamp(list.next_update()?.timestamp(), 0)
                })
                .min(),
        })
    }

    fn warn(&self, now: DateTime<Utc>) {
        let soon = now + chrono::Duration::days(30);
        for (which, end) in [
            ("the server's certificate", self.server),
            ("a root for clients", self.root),
        ] {
            if end < soon {
                tracing::warn!(certificate = which, %end, "a certificate ends within 30 days or has ended: renew it");
            }
        }
        match self.revocation_list {
            Some(end) if end <= now => tracing::error!(
                %end,
                "a revocation list has ended: every client of its authority is refused; get the next list and reload"
            ),
            Some(end) if end < now + chrono::Duration::days(7) => tracing::warn!(
                %end,
                "a revocation list ends within a week; from then on every client of its authority is refused: get the next list and reload"
            ),
            _ => {}
        }
    }
}

/// The usual verification, and the pins.
#[derive(Debug)]
struct Verifier {
    inner: Arc<dyn ClientCertVerifier>,
    pins: Vec<Pin>,
}

impl ClientCertVerifier for Verifier {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        self.inner.root_hint_subjects()
    }

    fn verify_client_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        now: UnixTime,
    ) -> Result<ClientCertVerified, rustls::Error> {
        let is_asked_for = present(end_entity, intermediates);
        let verified = self.inner.verify_client_cert(end_entity, intermediates, now)?;
        trust();
        if self.pins.is_empty() || self.pins.iter().any(|pin| pin.matches(end_entity)) {
            return Ok(verified);
        }
        // In a server of another's, nobody else will say it.
        if !is_asked_for {
            tracing::warn!(client = subject(end_entity), "a trusted certificate matches no pin");
        }
        Err(rustls::Error::InvalidCertificate(
            CertificateError::ApplicationVerificationFailure,
        ))
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.inner.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.inner.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.inner.supported_verify_schemes()
    }
}

/// Why a handshake failed, as a label of few values: [`metric::HANDSHAKE_OUTCOMES`].
pub(super) fn reason(error: &std::io::Error, presented: Option<&Presented>) -> &'static str {
    let Some(error) = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) else {
        return "broken_off";
    };
    match error {
        rustls::Error::NoCertificatesPresented => "no_certificate",
        rustls::Error::InvalidCertificate(error) => certificate_reason(error, presented),
        rustls::Error::PeerIncompatible(_) => "incompatible",
        rustls::Error::AlertReceived(_) => "alert",
        rustls::Error::InvalidMessage(_) => "no_tls",
        _ => "other",
    }
}

fn certificate_reason(error: &CertificateError, presented: Option<&Presented>) -> &'static str {
    use CertificateError as Why;

    match error {
        Why::Expired | Why::ExpiredContext { .. } => "expired",
        Why::NotValidYet | Why::NotValidYetContext { .. } => "not_yet_valid",
        Why::UnknownIssuer => "unknown_issuer",
        Why::Revoked => "revoked",
        Why::ExpiredRevocationList | Why::ExpiredRevocationListContext { .. } => "revocation_list_expired",
        Why::UnknownRevocationStatus => "revocation_unknown",
        Why::InvalidPurpose | Why::InvalidPurposeContext { .. } => "not_for_clients",
        Why::ApplicationVerificationFailure => "not_pinned",
        // These are what a key that is too short is refused by as well.
        Why::BadSignature
        | Why::UnsupportedSignatureAlgorithmContext { .. }
        | Why::UnsupportedSignatureAlgorithmForPublicKeyContext { .. }
            if presented.is_some_and(Presented::has_weak_key) =>
        {
            "weak_key"
        }
        // The certificate is good, and its key is somebody else's.
        Why::BadSignature if presented.is_some_and(Presented::is_trusted) => "bad_proof",
        Why::BadSignature => "bad_signature",
        Why::UnsupportedSignatureAlgorithmContext { .. }
        | Why::UnsupportedSignatureAlgorithmForPublicKeyContext { .. } => "unsupported_signature",
        _ => "invalid_certificate",
    }
}

fn certificates(text: &[u8], what: &str) -> Result<Vec<CertificateDer<'static>>> {
    CertificateDer::pem_slice_iter(without_mark(text))
        .collect::<Result<Vec<_>, pem::Error>>()
        .ok()
        .filter(|certificates| !certificates.is_empty())
        .ok_or_else(|| {
            Error::new(
                Kind::Certificate,
                format!("{what} is not there or is malformed; give it as PEM"),
            )
        })
}

fn certificate(message: &'static str) -> Error {
    Error::new(Kind::Certificate, message)
}

/// One of our clocks, as rustls reads it.
#[derive(Debug)]
struct ProviderClock(Arc<dyn Clock>);

impl TimeProvider for ProviderClock {
    fn current_time(&self) -> Option<UnixTime> {
        let since = self.0.now().duration_since(SystemTime::UNIX_EPOCH).ok()?;
        Some(UnixTime::since_unix_epoch(since))
    }
}
