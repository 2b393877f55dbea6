//! Handshakes in memory: who is presented, who is trusted, and how an identity is replaced.

#![cfg(all(feature = "mtls", feature = "aws-lc-rs"))]

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use mc_auth::keys::{Certificate, Identity, KeySource};
use mc_auth::mtls::{ClientTls, SharedIdentity};
use rustls::crypto::aws_lc_rs::default_provider;
use rustls::pki_types::{PrivateKeyDer, ServerName, UnixTime};
use rustls::server::WebPkiClientVerifier;
use rustls::time_provider::TimeProvider;
use rustls::{
    ClientConfig, ClientConnection, RootCertStore, ServerConfig, ServerConnection,
    SupportedProtocolVersion, version,
};

/// 15 January 2026: the former certificate and its successor are both valid.
#[derive(Debug)]
struct January;

impl TimeProvider for January {
    fn current_time(&self) -> Option<UnixTime> {
        Some(UnixTime::since_unix_epoch(Duration::from_hours(491_232)))
    }
}

fn source(name: &str) -> KeySource {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "keys", name]
        .iter()
        .collect();
    KeySource::path(path).with_password("keystorepassword")
}

fn identity(certificate: &str) -> Identity {
    let certificates =
        [certificate, "issuing.pem", "root.pem"].map(|name| source(name).certificate().unwrap());
    Identity::new(source("pkcs8.pem").private_key().unwrap(), &certificates).unwrap()
}

/// A server of its own root, which asks for a certificate of the test root.
struct Server {
    config: Arc<ServerConfig>,
    root: Certificate,
}

fn server(version: &'static SupportedProtocolVersion) -> Server {
    let provider = Arc::new(default_provider());
    let key = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let mut roots = RootCertStore::empty();
    roots
        .add(
            source("root.pem")
                .certificate()
                .unwrap()
                .der()
                .to_vec()
                .into(),
        )
        .unwrap();
    let verifier =
        WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
            .build()
            .unwrap();
    let config = ServerConfig::builder_with_details(provider, Arc::new(January))
        .with_protocol_versions(&[version])
        .unwrap()
        .with_client_cert_verifier(verifier)
        .with_single_cert(
            vec![key.cert.der().clone()],
            PrivateKeyDer::try_from(key.signing_key.serialize_der()).unwrap(),
        )
        .unwrap();
    Server {
        config: Arc::new(config),
        root: Certificate::from_der(key.cert.der()).unwrap(),
    }
}

/// What the server sees of the client: its certificates.
fn handshake(
    client: &Arc<ClientConfig>,
    server: &Server,
    name: &str,
) -> Result<Vec<Vec<u8>>, rustls::Error> {
    let name = ServerName::try_from(name.to_owned()).unwrap();
    let mut client = ClientConnection::new(Arc::clone(client), name).unwrap();
    let mut server = ServerConnection::new(Arc::clone(&server.config)).unwrap();
    while client.is_handshaking() || server.is_handshaking() {
        let mut bytes = Vec::new();
        while client.wants_write() {
            client.write_tls(&mut bytes).unwrap();
        }
        server.read_tls(&mut bytes.as_slice()).unwrap();
        server.process_new_packets()?;
        let mut bytes = Vec::new();
        while server.wants_write() {
            server.write_tls(&mut bytes).unwrap();
        }
        client.read_tls(&mut bytes.as_slice()).unwrap();
        client.process_new_packets()?;
    }
    Ok(server
        .peer_certificates()
        .unwrap_or_default()
        .iter()
        .map(|certificate| certificate.to_vec())
        .collect())
}

fn trusting(server: &Server) -> ClientTls {
    ClientTls::new(default_provider())
        .with_only_roots([server.root.clone()])
        .with_time_provider(Arc::new(January))
}

fn config(tls: ClientTls) -> Arc<ClientConfig> {
    Arc::new(tls.build().unwrap())
}

#[test]
fn the_whole_chain_is_presented_in_both_versions() {
    for version in [&version::TLS12, &version::TLS13] {
        let server = server(version);
        let identity = source("modern.p12").identity().unwrap();
        let shared = SharedIdentity::new(&identity, default_provider()).unwrap();
        let seen = handshake(
            &config(trusting(&server).with_identity(&shared)),
            &server,
            "localhost",
        )
        .unwrap();
        let chain: Vec<Vec<u8>> = identity
            .chain()
            .iter()
            .map(|certificate| certificate.der().to_vec())
            .collect();
        assert_eq!((seen.len(), seen), (3, chain));
    }
}

#[test]
fn a_replaced_identity_is_presented_from_the_next_connection_on() {
    for version in [&version::TLS12, &version::TLS13] {
        let server = server(version);
        let shared = SharedIdentity::new(&identity("former.pem"), default_provider()).unwrap();
        let client = config(trusting(&server).with_identity(&shared));
        let leaf = || handshake(&client, &server, "localhost").unwrap().remove(0);
        let (former, renewed) = (identity("former.pem"), identity("certificate.pem"));
        assert_eq!(leaf(), former.certificate().der());
        assert_eq!(leaf(), former.certificate().der());
        shared.replace(&renewed).unwrap();
        assert_eq!(leaf(), renewed.certificate().der());
    }
}

#[test]
fn servers_are_verified_always() {
    let server = server(&version::TLS13);
    let shared = SharedIdentity::new(&identity("certificate.pem"), default_provider()).unwrap();
    let refused = |tls: ClientTls, name: &str| {
        let tls = tls
            .with_identity(&shared)
            .with_time_provider(Arc::new(January));
        let error = handshake(&config(tls), &server, name).unwrap_err();
        assert!(
            matches!(error, rustls::Error::InvalidCertificate(_)),
            "{error}"
        );
    };
    // Unknown to the public roots; another root; another name.
    refused(ClientTls::new(default_provider()), "localhost");
    let other = source("root.pem").certificate().unwrap();
    refused(
        ClientTls::new(default_provider()).with_only_roots([other]),
        "localhost",
    );
    refused(trusting(&server), "example.com");
    // An extra root makes it known.
    let extra = ClientTls::new(default_provider())
        .with_extra_roots([server.root.clone()])
        .with_time_provider(Arc::new(January))
        .with_identity(&shared);
    assert_eq!(
        handshake(&config(extra), &server, "localhost")
            .unwrap()
            .len(),
        3
    );
}

#[test]
fn a_client_without_identity_is_refused_by_the_server() {
    let server = server(&version::TLS13);
    assert!(handshake(&config(trusting(&server)), &server, "localhost").is_err());
}

#[test]
fn no_roots_at_all_is_an_error() {
    let error = ClientTls::new(default_provider())
        .with_only_roots([])
        .build()
        .unwrap_err();
    assert!(error.is_certificate());
    assert_eq!(
        error.to_string(),
        "no root certificate is trusted, so no server could be"
    );
}

#[test]
fn nothing_secret_is_printed() {
    let shared = SharedIdentity::new(&identity("certificate.pem"), default_provider()).unwrap();
    assert_eq!(format!("{shared:?}"), "SharedIdentity { .. }");
}
