//! nginx with `ssl_verify_client on`: a server for mutual TLS that is not of this project, nor of rustls.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

use mc_auth::ClientBuilder;
use mc_auth::keys::KeySource;
use mc_auth::tls::{ClientIdentity, ClientTls, TlsVersion};
use mc_core::{Environment, Result};
use mc_identity_insights::models::{AccountInfo, AccountOpeningData, AccountOpeningInsights, UserInput};
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{assert_silent, credentials, foreign, identity_at, skip};

/// A running nginx; it stops when it is dropped.
struct Nginx {
    folder: TempDir,
    port: u16,
}

impl Nginx {
    /// Starts it on a free port, or says why there is none.
    fn start(protocol: &str) -> Option<Self> {
        if Command::new("nginx").arg("-v").output().is_err() {
            skip("nginx is not installed");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let server = credentials().issue_server().unwrap();
        for (name, text) in [
            ("ca.pem", credentials().ca_pem()),
            ("server.pem", server.chain_pem()),
            ("server.key", server.key_pem().to_string()),
        ] {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        // A port that was free a moment ago may be taken now: then it is another one's turn.
        for _ in 0..5 {
            let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
            std::fs::write(folder.path().join("nginx.conf"), configuration(port, protocol)).unwrap();
            // As a daemon it gives control back when it listens.
            let started = command(folder.path(), &[]);
            if started.status.success() {
                return Some(Self { folder, port });
            }
            let said = String::from_utf8_lossy(&started.stderr).into_owned();
            assert!(said.contains("Address already in use"), "{said}");
        }
        panic!("nginx found no free port");
    }

    async fn call(&self, builder: ClientBuilder) -> Result<AccountOpeningInsights> {
        let at = Environment::new("nginx", &format!("https://localhost:{}", self.port)).unwrap();
        // What is tested is TLS: nginx answers whatever it gets.
        let builder = builder.with_requests_in_the_clear(mc_identity_insights::operations::ALL);
        let client = mc_identity_insights::Client::new(builder.without_retry().build().unwrap(), at);
        let user = UserInput::new(AccountInfo::new()).email("jane.roe@example.com".to_owned());
        client
            .openings()
            .retrieve_account_opening_insights(&AccountOpeningData::new(user))
            .await
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        command(self.folder.path(), &["-s", "stop"]);
    }
}

fn command(folder: &Path, more: &[&str]) -> Output {
    let mut command = Command::new("nginx");
    command
        .arg("-p")
        .arg(folder)
        .args(["-c", "nginx.conf", "-e", "error.log"])
        .args(more);
    command.output().unwrap()
}

fn configuration(port: u16, protocol: &str) -> String {
    format!(
        r#"
worker_processes 1;
pid nginx.pid;
error_log error.log;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    server {{
        listen 127.0.0.1:{port} ssl;
        ssl_certificate server.pem;
        ssl_certificate_key server.key;
        ssl_client_certificate ca.pem;
        ssl_verify_client on;
        ssl_protocols {protocol};
        location / {{
            default_type application/json;
            return 200 '{{"requestRefId": "$ssl_protocol", "insights": {{}}, "peer": "$ssl_client_s_dn", "verified": "$ssl_client_verify"}}';
        }}
    }}
}}
"#
    )
}

fn tls() -> ClientTls {
    let roots = KeySource::bytes(credentials().ca_pem().into_bytes())
        .certificates()
        .unwrap();
    ClientTls::new().with_only_roots(roots)
}

fn presenting(identity: &ClientIdentity) -> ClientBuilder {
    ClientBuilder::mutual_tls(identity).with_tls(tls())
}

#[tokio::test]
async fn the_identity_is_presented_to_nginx_in_either_version() {
    for protocol in ["TLSv1.2", "TLSv1.3"] {
        let Some(nginx) = Nginx::start(protocol) else { return };
        let answer = nginx
            .call(presenting(&identity_at(credentials().client(), 0)))
            .await
            .unwrap();
        let value: Value = serde_json::to_value(&answer).unwrap();
        assert_eq!(value["requestRefId"], protocol);
        assert_eq!(value["peer"], "CN=sandbox client,O=mc-sandbox");
        assert_eq!(value["verified"], "SUCCESS");
    }
}

#[tokio::test]
async fn nginx_refuses_whom_it_does_not_know() {
    for protocol in ["TLSv1.2", "TLSv1.3"] {
        let Some(nginx) = Nginx::start(protocol) else { return };
        let expired = credentials().issue_client("former client", -60, -30).unwrap();
        // It finishes the handshake and refuses the request, by a status and HTML.
        let oauth1 = mc_auth::oauth1::OAuth1::new(
            credentials().consumer_key(),
            mc_auth::rsa::LocalSigner::new(&credentials().signing().private_key().unwrap()).unwrap(),
        );
        let table = [
            ("none", ClientBuilder::oauth1(oauth1.unwrap()).with_tls(tls())),
            ("foreign", presenting(&identity_at(foreign().client(), 0))),
            ("expired", presenting(&identity_at(&expired, -45))),
        ];
        for (what, builder) in table {
            let error = nginx.call(builder).await.unwrap_err();
            assert_eq!(
                error.status().map(|status| status.as_u16()),
                Some(400),
                "{what}, {protocol}: {error:?}"
            );
            assert!(
                !error.may_have_been_processed() && !error.is_retryable(),
                "{what}: {error:?}"
            );
            assert!(error.errors().is_empty(), "HTML has no error of Mastercard's");
            assert_silent(&error, &["jane.roe@example.com", credentials().consumer_key()]);
        }
    }
}

#[tokio::test]
async fn a_version_that_the_client_does_not_want_is_not_spoken() {
    let Some(nginx) = Nginx::start("TLSv1.2") else { return };
    let identity = ClientIdentity::new(&credentials().client().identity().unwrap()).unwrap();
    let strict = ClientBuilder::mutual_tls(&identity).with_tls(tls().with_min_version(TlsVersion::V1_3));
    let error = nginx.call(strict).await.unwrap_err();
    assert!(error.is_connect() && !error.may_have_been_processed(), "{error:?}");
}
