//! What errors say when no usable connection comes about or a connection is lost, against real servers.

#![cfg(all(feature = "tls", feature = "reqwest"))]

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use mc_auth::ClientBuilder;
use mc_auth::retry::Retry;
use mc_auth::tls::{ClientIdentity, ClientTls};
use mc_core::{Client, Environment, Error, Operation, Request};
use rustls::crypto::aws_lc_rs::default_provider;
use rustls::pki_types::PrivateKeyDer;
use rustls::{SupportedProtocolVersion, version};
use support::{Authority, BOTH, Received, Server, Use, answer, clock, key};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

const READ: Operation = Operation::new("read_claim", "getClaim", "GET", "/claims");
const WRITE: Operation = Operation::new("update_claim", "updateClaim", "PUT", "/claims");
const EVENT: Operation = Operation::new("create_chargeback", "createChargeback", "POST", "/chargebacks").with_event();

const V12: &[&SupportedProtocolVersion] = &[&version::TLS12];
const V13: &[&SupportedProtocolVersion] = &[&version::TLS13];

fn builder(tls: ClientTls, identity: &ClientIdentity) -> ClientBuilder {
    ClientBuilder::mutual_tls(identity)
        .with_tls(tls)
        .without_proxy()
        .without_retry()
}

async fn fails(builder: ClientBuilder, url: &str, operation: &Operation, body: usize) -> Error {
    let client = Client::new(builder.build().unwrap(), Environment::custom(url).unwrap());
    let mut request = Request::new(&client, operation);
    if body > 0 {
        request = request.bytes("text/plain", vec![b'x'; body]);
    }
    request.send_empty().await.unwrap_err()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_client_certificate_is_named_and_nothing_was_processed() {
    let authority = Authority::new("clients");
    let foreign = Authority::new("others").client("us");
    for versions in [V12, V13] {
        let server = Server::start(&[&authority], versions, |_| answer("200 OK", &[])).await;
        for body in [0, 10, 200_000] {
            // Which side is faster decides how the alert is noticed.
            for _ in 0..8 {
                let error = fails(builder(server.trusted(), &foreign), &server.url, &EVENT, body).await;
                assert_eq!(error.tls_alert(), Some("unknown_ca"), "{error:?}");
                assert_eq!(
                    error.to_string(),
                    "operation create_chargeback: TLS: the server refused the connection by the alert unknown_ca: check that \
                     the client certificate was issued for this environment, and that its chain is sent whole"
                );
                assert!(error.is_transport() && error.is_connect() && !error.is_timeout());
                assert!(!error.may_have_been_processed());
                // The next attempt would be refused, too.
                assert!(!error.is_retryable());
            }
        }
        assert!(server.requests().is_empty());
    }
}

#[tokio::test]
async fn a_missing_client_certificate_is_asked_for() {
    let authority = Authority::new("clients");
    for versions in [V12, V13] {
        let server = Server::start(&[&authority], versions, |_| answer("200 OK", &[])).await;
        let http = reqwest::Client::builder()
            .no_proxy()
            .tls_backend_preconfigured(server.trusted().build().unwrap())
            .build()
            .unwrap();
        let http = reqwest_middleware::ClientBuilder::new(http).build();
        let client = Client::new(http, Environment::custom(&server.url).unwrap());
        let error = Request::new(&client, &READ).send_empty().await.unwrap_err();
        assert_eq!(error.tls_alert(), Some("certificate_required"));
        assert!(
            error
                .to_string()
                .ends_with("certificate_required: present a client certificate"),
            "{error}"
        );
        assert!(error.is_connect() && !error.may_have_been_processed());
    }
}

/// Accepts TCP and sends one TLS record, an alert of this number, before or after it has read.
async fn alerting(number: u8) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream.write_all(&[21, 3, 3, 0, 2, 2, number]).await;
            let _ = stream.shutdown().await;
            let _ = stream.read_to_end(&mut Vec::new()).await;
        }
    });
    url
}

#[tokio::test]
async fn each_alert_in_a_handshake_has_its_name_of_the_rfc() {
    let identity = Authority::new("clients").client("us");
    let root = Authority::new("server root").certificate;
    for (number, name) in [
        (10, "unexpected_message"),
        (40, "handshake_failure"),
        (42, "bad_certificate"),
        (43, "unsupported_certificate"),
        (44, "certificate_revoked"),
        (45, "certificate_expired"),
        (46, "certificate_unknown"),
        (47, "illegal_parameter"),
        (48, "unknown_ca"),
        (49, "access_denied"),
        (50, "decode_error"),
        (51, "decrypt_error"),
        (70, "protocol_version"),
        (71, "insufficient_security"),
        (80, "internal_error"),
        (86, "inappropriate_fallback"),
        (112, "unrecognized_name"),
        (116, "certificate_required"),
        (120, "no_application_protocol"),
    ] {
        let tls = ClientTls::new().with_only_roots([root.clone()]).with_clock(clock());
        let error = fails(builder(tls, &identity), &alerting(number).await, &EVENT, 0).await;
        assert_eq!(error.tls_alert(), Some(name), "{number}: {error:?}");
        assert!(error.to_string().contains(name), "{error}");
        assert!(error.is_connect() && !error.may_have_been_processed(), "{number}");
    }
}

#[tokio::test]
async fn a_server_that_is_not_trusted_is_told_from_a_refusal() {
    let authority = Authority::new("clients");
    let identity = authority.client("us");
    let server = Server::start(&[], BOTH, |_| answer("200 OK", &[])).await;
    let other = ClientTls::new()
        .with_only_roots([authority.certificate.clone()])
        .with_clock(clock());
    let by_name = server.url.replace("127.0.0.1", "localhost");
    for (tls, url, expected) in [
        (
            other,
            &server.url,
            "comes from an authority that is not trusted: check the trusted roots",
        ),
        (
            server.trusted(),
            &by_name,
            "is for another host: check the server's address",
        ),
        (
            server
                .trusted()
                .with_clock(mc_auth::oauth1::fixed::FixedClock::from_unix_seconds(2_000_000_000).unwrap()),
            &server.url,
            "has expired: check this machine's clock",
        ),
    ] {
        let error = fails(builder(tls, &identity), url, &READ, 0).await;
        assert!(
            error
                .to_string()
                .ends_with(&format!("TLS: the server's certificate {expected}")),
            "{error}"
        );
        assert!(error.is_connect() && !error.may_have_been_processed() && !error.is_retryable());
        assert_eq!(error.tls_alert(), None);
    }
}

/// Does one thing to each connection.
async fn each<F: Future<Output = ()> + Send>(
    act: impl Fn(tokio::net::TcpStream) -> F + Send + Sync + 'static,
) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            act(stream).await;
        }
    });
    url
}

#[tokio::test]
async fn each_step_before_the_request_has_its_message() {
    let identity = Authority::new("clients").client("us");
    let tls = || ClientTls::new().with_clock(clock());
    let refusing = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        format!("https://{}", listener.local_addr().unwrap())
    };
    let closing = each(|stream| async move { drop(stream) }).await;
    let plain = each(|mut stream| async move {
        let _ = stream.read(&mut [0; 4096]).await;
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
    })
    .await;
    for (url, expected) in [
        (
            "https://mastercom.invalid".to_owned(),
            "the name of the server could not be resolved: check the host name and this machine's DNS",
        ),
        (refusing, "no connection to the server: it refused the connection"),
        (closing, ""),
        (
            plain,
            "the TLS handshake failed: check the server's address, its versions of TLS and whether it demands a certificate",
        ),
    ] {
        let error = fails(builder(tls(), &identity), &url, &EVENT, 0).await;
        assert!(error.to_string().contains(expected), "{url}: {error}");
        assert!(error.is_transport() && error.is_connect() && !error.may_have_been_processed());
        assert!(error.is_retryable(), "nothing was filed");
    }
}

#[tokio::test]
async fn silence_in_the_handshake_is_a_time_out_of_connecting() {
    let identity = Authority::new("clients").client("us");
    let silent = each(|mut stream| async move {
        let _ = stream.read_to_end(&mut Vec::new()).await;
    })
    .await;
    let builder =
        builder(ClientTls::new().with_clock(clock()), &identity).with_connect_timeout(Duration::from_millis(300));
    let error = fails(builder, &silent, &EVENT, 0).await;
    assert_eq!(
        error.to_string(),
        "operation create_chargeback: timed out while connecting to the server"
    );
    assert!(error.is_timeout() && error.is_connect() && !error.may_have_been_processed());
}

/// A server whose connections answer the first request, close at the moment of the second, and count what they saw.
struct Closing {
    url: String,
    root: mc_auth::keys::Certificate,
    requests: Arc<AtomicUsize>,
    connections: Arc<AtomicUsize>,
}

impl Closing {
    async fn start() -> Self {
        let authority = Authority::new("server root");
        let own = key("other.pem");
        let certificate = authority.certify(&own, "server", &Use::Server, 2026);
        let config = rustls::ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_protocol_versions(BOTH)
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![certificate.der().to_vec().into()],
                PrivateKeyDer::Pkcs8(own.pkcs8_der().to_vec().into()),
            )
            .unwrap();
        let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("https://{}", listener.local_addr().unwrap());
        let (requests, connections) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (seen, opened) = (Arc::clone(&requests), Arc::clone(&connections));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                opened.fetch_add(1, Ordering::SeqCst);
                let (acceptor, seen) = (acceptor.clone(), Arc::clone(&seen));
                tokio::spawn(async move {
                    let Ok(mut stream) = acceptor.accept(stream).await else {
                        return;
                    };
                    let mut buffer = [0; 4096];
                    if stream.read(&mut buffer).await.is_ok_and(|length| length > 0) {
                        seen.fetch_add(1, Ordering::SeqCst);
                        let _ = stream.write_all(answer("200 OK", &[]).as_bytes()).await;
                    }
                    // The next request arrives, and the connection ends without an answer.
                    let _ = stream.read(&mut buffer).await;
                });
            }
        });
        Self {
            url,
            root: authority.certificate,
            requests,
            connections,
        }
    }

    fn client(&self, retry: bool) -> Client {
        let identity = Authority::new("clients").client("us");
        let tls = ClientTls::new()
            .with_only_roots([self.root.clone()])
            .with_clock(clock());
        let mut builder = builder(tls, &identity);
        if retry {
            builder = builder.with_retry(Retry::new());
        }
        Client::new(builder.build().unwrap(), Environment::custom(&self.url).unwrap())
    }
}

#[tokio::test]
async fn a_connection_that_closes_as_it_is_reused_costs_no_call_that_may_be_repeated() {
    let server = Closing::start().await;
    let client = server.client(true);
    for _ in 0..20 {
        Request::new(&client, &READ).send_empty().await.unwrap();
    }
    assert_eq!(server.requests.load(Ordering::SeqCst), 20);

    // Without it, every call after the first on a connection is lost.
    let client = server.client(false);
    Request::new(&client, &READ).send_empty().await.unwrap();
    let error = Request::new(&client, &READ).send_empty().await.unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("the connection broke before the response began"),
        "{error}"
    );
    assert!(error.may_have_been_processed() && error.is_retryable());
}

#[tokio::test]
async fn what_may_not_be_repeated_is_sent_once() {
    let server = Closing::start().await;
    let client = server.client(true);
    Request::new(&client, &READ).send_empty().await.unwrap();
    let error = Request::new(&client, &WRITE).send_empty().await.unwrap_err();
    assert!(error.may_have_been_processed() && !error.is_retryable());
    assert_eq!(server.connections.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn calls_that_create_events_have_connections_of_their_own() {
    let server = Closing::start().await;
    let client = server.client(true);
    Request::new(&client, &READ).send_empty().await.unwrap();
    for _ in 0..10 {
        Request::new(&client, &EVENT).send_empty().await.unwrap();
    }
    assert_eq!(server.requests.load(Ordering::SeqCst), 11);
    assert_eq!(server.connections.load(Ordering::SeqCst), 11);
}

#[tokio::test]
async fn a_time_out_is_no_lost_connection() {
    let authority = Authority::new("clients");
    let server = Server::start(&[&authority], BOTH, |_: &Received| String::new()).await;
    let http = builder(server.trusted(), &authority.client("us"))
        .with_timeout(Duration::from_millis(300))
        .with_retry(Retry::new());
    let error = fails(http, &server.url, &READ, 0).await;
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(server.requests().len(), 1);
}

/// A proxy that opens no tunnel, and the hosts that it was asked for.
async fn proxy() -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&asked);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut buffer = [0; 4096];
            let length = stream.read(&mut buffer).await.unwrap_or(0);
            let head = String::from_utf8_lossy(&buffer[..length]).into_owned();
            let line: Vec<_> = head.split(' ').collect();
            kept.lock().unwrap().push(line[..2.min(line.len())].join(" "));
            let _ = stream
                .write_all(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n")
                .await;
        }
    });
    (url, asked)
}

const THROUGH_PROXY: &str =
    "operation read_claim: the proxy opened no connection to the server: check the proxy's address and credentials";
const BY_NAME: &str =
    "operation read_claim: the name of the server could not be resolved: check the host name and this machine's DNS";

#[tokio::test]
async fn the_proxies_of_the_environment_are_those_of_the_table() {
    let (url, asked) = proxy().await;
    // The environment of this process is not changed: the calls are made in another one.
    let output = tokio::task::spawn_blocking(move || {
        std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "calls_in_an_environment_with_a_proxy", "--ignored"])
            .env("HTTPS_PROXY", url)
            .env("NO_PROXY", "direct.invalid")
            .env_remove("https_proxy")
            .env_remove("no_proxy")
            .output()
            .unwrap()
    })
    .await
    .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert_eq!(*asked.lock().unwrap(), ["CONNECT other.invalid:443"]);
}

#[tokio::test]
#[ignore = "the test above runs it"]
async fn calls_in_an_environment_with_a_proxy() {
    let authority = Authority::new("clients");
    let identity = authority.client("us");
    let server = Server::start(&[&authority], BOTH, |_| answer("200 OK", &[])).await;
    let plain = || {
        ClientBuilder::mutual_tls(&identity)
            .with_tls(server.trusted())
            .without_retry()
    };
    for operation in [READ, EVENT] {
        let client = Client::new(plain().build().unwrap(), Environment::custom(&server.url).unwrap());
        Request::new(&client, &operation).send_empty().await.unwrap();
    }
    for (builder, host, expected) in [
        (plain(), "https://other.invalid", THROUGH_PROXY),
        (plain(), "https://direct.invalid", BY_NAME),
        (plain().without_proxy(), "https://other.invalid", BY_NAME),
    ] {
        assert_eq!(fails(builder, host, &READ, 0).await.to_string(), expected, "{host}");
    }
    // A proxy that was named is asked for every host, the environment's for none.
    let (named, asked) = proxy().await;
    for url in ["https://other.invalid", "https://direct.invalid", &server.url] {
        let builder = plain().with_proxy(reqwest::Proxy::all(&named).unwrap());
        assert_eq!(fails(builder, url, &READ, 0).await.to_string(), THROUGH_PROXY, "{url}");
    }
    assert_eq!(asked.lock().unwrap().len(), 3);
}
