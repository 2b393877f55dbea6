//! A server on the loopback interface, with TLS or without, and an authority for its certificates.
#![allow(dead_code, reason = "each test file uses a part")]

use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use base64ct::{Base64, Encoding as _};
use mc_auth::keys::PrivateKey;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::crypto::aws_lc_rs::default_provider;
use rustls::pki_types::PrivateKeyDer;
use rustls::server::{NoClientAuth, WebPkiClientVerifier};
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};

/// Signs the certificates of a test; they hold from 1975 to 4096, so no test looks at the time.
pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: rcgen::Certificate,
}

impl Authority {
    pub(crate) fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let certificate = params.self_signed(&key).unwrap();
        Self {
            issuer: Issuer::new(params, key),
            certificate,
        }
    }

    /// Its certificate.
    pub(crate) fn pem(&self) -> String {
        pem(&self.certificate)
    }

    /// A certificate for a client's key.
    pub(crate) fn client_pem(&self, key: &PrivateKey) -> String {
        let params = CertificateParams::new(vec!["client".to_owned()]).unwrap();
        let pair = KeyPair::try_from(key.pkcs8_der()).unwrap();
        pem(&params.signed_by(&pair, &self.issuer).unwrap())
    }

    fn server(&self, asks: bool) -> Arc<ServerConfig> {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let provider = Arc::new(default_provider());
        let verifier = if asks {
            let mut roots = RootCertStore::empty();
            roots.add(self.certificate.der().clone()).unwrap();
            WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider.clone())
                .build()
                .unwrap()
        } else {
            Arc::new(NoClientAuth)
        };
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_client_cert_verifier(verifier)
            .with_single_cert(
                vec![certificate.der().clone()],
                PrivateKeyDer::Pkcs8(key.serialize_der().into()),
            )
            .unwrap();
        Arc::new(config)
    }
}

fn pem(certificate: &rcgen::Certificate) -> String {
    let text = Base64::encode_string(certificate.der());
    let lines: Vec<&str> = text
        .as_bytes()
        .chunks(64)
        .map(|line| std::str::from_utf8(line).unwrap())
        .collect();
    format!(
        "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n",
        lines.join("\n")
    )
}

/// A request as it came.
#[derive(Clone)]
pub(crate) struct Request {
    head: String,
    pub(crate) body: Vec<u8>,
    /// Whether the client presented a certificate.
    pub(crate) peer: bool,
}

impl Request {
    pub(crate) fn line(&self) -> &str {
        self.head.lines().next().unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.head.lines().filter_map(|line| line.split_once(": "));
        headers
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }
}

/// What is answered.
pub(crate) struct Reply {
    status: u16,
    headers: String,
    body: String,
    length: usize,
}

impl Reply {
    pub(crate) fn json(status: u16, body: &str) -> Self {
        Self {
            status,
            headers: "content-type: application/json\r\n".to_owned(),
            body: body.to_owned(),
            length: body.len(),
        }
    }

    pub(crate) fn empty(status: u16) -> Self {
        Self {
            status,
            headers: String::new(),
            body: String::new(),
            length: 0,
        }
    }

    pub(crate) fn with(mut self, header: &str) -> Self {
        self.headers.push_str(header);
        self.headers.push_str("\r\n");
        self
    }

    /// Promises more than comes.
    pub(crate) fn cut_short(mut self) -> Self {
        self.length += 1;
        self
    }

    fn bytes(&self) -> String {
        let Self {
            status,
            headers,
            body,
            length,
        } = self;
        let length = if *status == 204 {
            String::new()
        } else {
            format!("content-length: {length}\r\n")
        };
        format!("HTTP/1.1 {status} Status\r\n{headers}{length}connection: close\r\n\r\n{body}")
    }
}

/// Answers one request a connection.
pub(crate) struct Server {
    pub(crate) url: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    pub(crate) fn plain(answer: impl Fn(&Request) -> Reply + Send + 'static) -> Self {
        Self::start("http", answer, |stream| Some((stream, false)))
    }

    /// A server over TLS, which may ask for a certificate.
    pub(crate) fn tls(authority: &Authority, asks: bool, answer: impl Fn(&Request) -> Reply + Send + 'static) -> Self {
        let config = authority.server(asks);
        Self::start("https", answer, move |mut stream: TcpStream| {
            let mut connection = ServerConnection::new(config.clone()).unwrap();
            while connection.is_handshaking() {
                connection.complete_io(&mut stream).ok()?;
            }
            let peer = connection.peer_certificates().is_some();
            Some((StreamOwned::new(connection, stream), peer))
        })
    }

    fn start<S: Read + Write>(
        scheme: &str,
        answer: impl Fn(&Request) -> Reply + Send + 'static,
        accept: impl Fn(TcpStream) -> Option<(S, bool)> + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("{scheme}://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let Some((mut stream, peer)) = accept(stream) else {
                    continue;
                };
                let Some(request) = read(&mut stream, peer) else {
                    continue;
                };
                let reply = answer(&request);
                seen.lock().unwrap().push(request);
                let _ = stream.write_all(reply.bytes().as_bytes()).and_then(|()| stream.flush());
            }
        });
        Self { url, requests }
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

fn read(stream: &mut impl Read, peer: bool) -> Option<Request> {
    let mut stream = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if stream.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let mut request = Request {
        head,
        body: Vec::new(),
        peer,
    };
    let length = request
        .header("content-length")
        .map_or(0, |length| length.parse().unwrap());
    request.body.resize(length, 0);
    stream.read_exact(&mut request.body).ok()?;
    Some(request)
}
