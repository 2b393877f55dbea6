//! Certificate authorities, servers and clients, made anew by each test.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use base64ct::{Base64, Encoding as _};
use mc_notifications::server::TlsSettings;
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyIdMethod, KeyPair, KeyUsagePurpose, RevokedCertParams, SanType, SerialNumber, date_time_ymd,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use rustls::{ClientConfig, RootCertStore, SupportedProtocolVersion, version};

pub const BOTH: &[&SupportedProtocolVersion] = &[&version::TLS13, &version::TLS12];
pub const TLS12: &[&SupportedProtocolVersion] = &[&version::TLS12];
pub const TLS13: &[&SupportedProtocolVersion] = &[&version::TLS13];

/// No two certificates have the same number.
static NUMBER: AtomicU64 = AtomicU64::new(1);

pub struct Authority {
    pub certificate: CertificateDer<'static>,
    issuer: Issuer<'static, KeyPair>,
}

/// A certificate with its key.
pub struct Leaf {
    pub certificate: CertificateDer<'static>,
    pub key: Vec<u8>,
    serial: SerialNumber,
}

pub fn pem(label: &str, der: &[u8]) -> String {
    let text = Base64::encode_string(der);
    let lines: Vec<&str> = text
        .as_bytes()
        .chunks(64)
        .map(|line| std::str::from_utf8(line).unwrap())
        .collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

impl Authority {
    pub fn new(name: &str) -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = named(name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let certificate = params.self_signed(&key).unwrap().der().clone();
        Self {
            certificate,
            issuer: Issuer::new(params, key),
        }
    }

    pub fn pem(&self) -> String {
        pem("CERTIFICATE", &self.certificate)
    }

    /// A list that revokes these certificates, good from the first of the year to that of the next.
    pub fn revokes(&self, leaves: &[&Leaf], year: i32) -> String {
        let (this_update, next_update) = (date_time_ymd(year, 1, 1), date_time_ymd(year + 1, 1, 1));
        let revoked = leaves.iter().map(|leaf| RevokedCertParams {
            serial_number: leaf.serial.clone(),
            revocation_time: this_update,
            reason_code: None,
            invalidity_date: None,
        });
        let params = CertificateRevocationListParams {
            this_update,
            next_update,
            crl_number: 1.into(),
            issuing_distribution_point: None,
            revoked_certs: revoked.collect(),
            key_identifier_method: KeyIdMethod::Sha256,
        };
        pem("X509 CRL", params.signed_by(&self.issuer).unwrap().der())
    }

    /// A certificate for localhost.
    pub fn server(&self) -> Leaf {
        self.leaf("localhost", ExtendedKeyUsagePurpose::ServerAuth, (1975, 4000))
    }

    /// A certificate for a client, also by its name among the alternative names.
    pub fn client(&self, name: &str) -> Leaf {
        self.client_for(name, (1975, 4000))
    }

    /// The same from the beginning of one year to the beginning of another.
    pub fn client_for(&self, name: &str, years: (i32, i32)) -> Leaf {
        self.leaf(name, ExtendedKeyUsagePurpose::ClientAuth, years)
    }

    fn leaf(&self, name: &str, purpose: ExtendedKeyUsagePurpose, years: (i32, i32)) -> Leaf {
        let key = KeyPair::generate().unwrap();
        let mut params = named(name);
        params.not_before = date_time_ymd(years.0, 1, 1);
        params.not_after = date_time_ymd(years.1, 1, 1);
        let serial = SerialNumber::from(NUMBER.fetch_add(1, Ordering::SeqCst));
        params.serial_number = Some(serial.clone());
        params.extended_key_usages = vec![purpose];
        params.subject_alt_names = vec![SanType::DnsName(name.try_into().unwrap())];
        if name == "localhost" {
            params.subject_alt_names.push(SanType::IpAddress([127, 0, 0, 1].into()));
        }
        Leaf {
            certificate: params.signed_by(&key, &self.issuer).unwrap().der().clone(),
            key: key.serialize_der(),
            serial,
        }
    }
}

impl Leaf {
    pub fn pem(&self) -> String {
        pem("CERTIFICATE", &self.certificate)
    }

    pub fn key_pem(&self) -> String {
        pem("PRIVATE KEY", &self.key)
    }
}

fn named(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::OrganizationName, "Example");
    params.distinguished_name.push(DnType::CommonName, name);
    params
}

/// Settings of a server that lets in what these authorities have signed.
pub fn settings(server: &Leaf, roots: &[&Authority]) -> TlsSettings {
    roots.iter().fold(
        TlsSettings::new(server.pem().as_bytes(), server.key_pem().as_bytes()).unwrap(),
        |settings, root| settings.with_client_roots(root.pem().as_bytes()).unwrap(),
    )
}

/// A client that trusts this authority and presents this certificate, if any.
pub fn client_config(
    root: &Authority,
    leaf: Option<&Leaf>,
    versions: &'static [&'static SupportedProtocolVersion],
) -> Arc<ClientConfig> {
    let mut roots = RootCertStore::empty();
    roots.add(root.certificate.clone()).unwrap();
    let builder = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
        .with_protocol_versions(versions)
        .unwrap()
        .with_root_certificates(roots);
    Arc::new(match leaf {
        None => builder.with_no_client_auth(),
        Some(leaf) => {
            let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(leaf.key.clone()));
            let key = rustls::crypto::aws_lc_rs::sign::any_supported_type(&key).unwrap();
            // Whether they belong together is not asked: a client may pretend.
            let certified = CertifiedKey::new(vec![leaf.certificate.clone()], key);
            builder.with_client_cert_resolver(Arc::new(SingleCertAndKey::from(certified)))
        }
    })
}
