//! Certificate authorities and a server, both made anew by each test. The time is always 15 January 2026.

#![allow(dead_code, unreachable_pub, reason = "each test needs a part of it")]

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use mc_auth::keys::{Certificate, Identity, KeySource, PrivateKey};
use mc_auth::oauth1::fixed::FixedClock;
use mc_auth::tls::{ClientIdentity, ClientTls};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    date_time_ymd,
};
use rustls::crypto::aws_lc_rs::default_provider;
use rustls::pki_types::{PrivateKeyDer, UnixTime};
use rustls::server::{NoClientAuth, WebPkiClientVerifier};
use rustls::time_provider::TimeProvider;
use rustls::{ProtocolVersion, RootCertStore, ServerConfig, SupportedProtocolVersion, version};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

pub const NOW: u64 = 1_768_435_200;
pub const BOTH: &[&SupportedProtocolVersion] = &[&version::TLS13, &version::TLS12];

#[derive(Debug)]
struct January;

impl TimeProvider for January {
    fn current_time(&self) -> Option<UnixTime> {
        Some(UnixTime::since_unix_epoch(Duration::from_secs(NOW)))
    }
}

pub fn clock() -> FixedClock {
    FixedClock::from_unix_seconds(NOW).unwrap()
}

/// A private key of `tests/keys`.
pub fn key(name: &str) -> PrivateKey {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "keys", name].iter().collect();
    KeySource::path(path).private_key().unwrap()
}

/// What a certificate may be used for.
pub enum Use {
    Client,
    Server,
}

pub struct Authority {
    pub certificate: Certificate,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    pub fn new(name: &str) -> Self {
        Self::made(name, None)
    }

    /// An authority below this one.
    pub fn intermediate(&self, name: &str) -> Self {
        Self::made(name, Some(self))
    }

    fn made(name: &str, above: Option<&Self>) -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = named(name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        let certificate = match above {
            None => params.self_signed(&key),
            Some(above) => params.signed_by(&key, &above.issuer),
        }
        .unwrap();
        Self {
            certificate: Certificate::from_der(certificate.der()).unwrap(),
            issuer: Issuer::new(params, key),
        }
    }

    /// A certificate for 2026, or for another year.
    pub fn certify(&self, key: &PrivateKey, name: &str, purpose: &Use, year: i32) -> Certificate {
        let key = KeyPair::try_from(key.pkcs8_der()).unwrap();
        let mut params = named(name);
        params.not_before = date_time_ymd(year, 1, 1);
        params.not_after = date_time_ymd(year + 1, 1, 1);
        params.extended_key_usages = vec![match purpose {
            Use::Client => ExtendedKeyUsagePurpose::ClientAuth,
            Use::Server => ExtendedKeyUsagePurpose::ServerAuth,
        }];
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        Certificate::from_der(certificate.der()).unwrap()
    }

    /// A client of this authority, with the certificates above its own.
    pub fn identity(&self, name: &str, above: &[&Self]) -> Identity {
        let key = key("pkcs8.pem");
        let mut certificates = vec![self.certify(&key, name, &Use::Client, 2026)];
        certificates.extend(above.iter().map(|authority| authority.certificate.clone()));
        Identity::new(key, &certificates).unwrap()
    }

    pub fn client(&self, name: &str) -> ClientIdentity {
        presented(&self.identity(name, &[])).unwrap()
    }
}

pub fn presented(identity: &Identity) -> mc_auth::Result<ClientIdentity> {
    ClientIdentity::with_provider(identity, Arc::new(default_provider()), clock())
}

fn named(name: &str) -> CertificateParams {
    let mut params = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
    params.distinguished_name.remove(DnType::CommonName);
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2040, 1, 1);
    params
}

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Received {
    pub head: String,
    pub body: Vec<u8>,
    /// The certificates that the client presented.
    pub peer: Vec<Vec<u8>>,
    pub version: ProtocolVersion,
    /// The number of the connection, from 0.
    pub connection: usize,
}

impl Received {
    /// Method and target.
    pub fn line(&self) -> (&str, &str) {
        let mut words = self.head.split(' ');
        (words.next().unwrap(), words.next().unwrap())
    }

    pub fn headers(&self, name: &str) -> Vec<&str> {
        self.head
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(": "))
            .filter(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
            .collect()
    }
}

pub struct Server {
    pub url: String,
    /// What its certificate goes back to.
    pub root: Certificate,
    requests: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    /// Asks for certificates of the authorities, where there are any; answers what it is told to.
    pub async fn start(
        clients: &[&Authority],
        versions: &[&'static SupportedProtocolVersion],
        answer: impl Fn(&Received) -> String + Send + Sync + 'static,
    ) -> Self {
        let authority = Authority::new("server root");
        let own = key("other.pem");
        let certificate = authority.certify(&own, "server", &Use::Server, 2026);
        let provider = Arc::new(default_provider());
        let mut roots = RootCertStore::empty();
        for client in clients {
            roots.add(client.certificate.der().to_vec().into()).unwrap();
        }
        let verifier = if clients.is_empty() {
            Arc::new(NoClientAuth)
        } else {
            WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
                .build()
                .unwrap()
        };
        let mut config = ServerConfig::builder_with_details(provider, Arc::new(January))
            .with_protocol_versions(versions)
            .unwrap()
            .with_client_cert_verifier(verifier)
            .with_single_cert(
                vec![certificate.der().to_vec().into()],
                PrivateKeyDer::Pkcs8(own.pkcs8_der().to_vec().into()),
            )
            .unwrap();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("https://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (kept, answer) = (Arc::clone(&requests), Arc::new(answer));
        tokio::spawn(async move {
            for connection in 0.. {
                let (stream, _) = listener.accept().await.unwrap();
                let (acceptor, kept, answer) = (acceptor.clone(), Arc::clone(&kept), Arc::clone(&answer));
                tokio::spawn(async move {
                    let mut stream = match acceptor.accept(stream).into_fallible().await {
                        Ok(stream) => stream,
                        Err((_, mut stream)) => {
                            // Only a connection that is read to its end lets the client see what was wrong.
                            let _ = stream.shutdown().await;
                            let _ = stream.read_to_end(&mut Vec::new()).await;
                            return;
                        }
                    };
                    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"http/1.1"[..]));
                    let mut bytes = Vec::new();
                    loop {
                        let Some((head, body)) = split(&bytes) else {
                            match stream.read_buf(&mut bytes).await {
                                Ok(length) if length > 0 => continue,
                                _ => return,
                            }
                        };
                        let tls = stream.get_ref().1;
                        let received = Received {
                            head,
                            body,
                            peer: tls
                                .peer_certificates()
                                .unwrap_or_default()
                                .iter()
                                .map(|certificate| certificate.to_vec())
                                .collect(),
                            version: tls.protocol_version().unwrap(),
                            connection,
                        };
                        bytes.clear();
                        kept.lock().unwrap().push(received.clone());
                        stream.write_all(answer(&received).as_bytes()).await.unwrap();
                        stream.flush().await.unwrap();
                    }
                });
            }
        });
        Self {
            url,
            root: authority.certificate,
            requests,
        }
    }

    pub fn requests(&self) -> Vec<Received> {
        self.requests.lock().unwrap().clone()
    }

    /// A TLS client that trusts this server alone.
    pub fn trusted(&self) -> ClientTls {
        ClientTls::new()
            .with_only_roots([self.root.clone()])
            .with_clock(clock())
    }
}

/// Head and body of a whole request.
fn split(bytes: &[u8]) -> Option<(String, Vec<u8>)> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let length: usize = head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok())
        .unwrap_or(0);
    let body = bytes[end + 4..].to_vec();
    (body.len() >= length).then_some((head, body))
}

/// An answer without a body.
pub fn answer(status: &str, headers: &[&str]) -> String {
    let mut answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n");
    for header in headers {
        answer.push_str(header);
        answer.push_str("\r\n");
    }
    answer + "\r\n"
}
