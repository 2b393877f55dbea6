//! Notifications, to a receiver that demands the sandbox's certificate.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use mc_automatic_billing_updater::models::{Account, Customer, Subscription};
use mc_sandbox::{Credentials, Product, PushTarget, Sandbox};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::support::{builder, credentials};

/// What came in, and what is answered: each connection takes the next of `statuses`, the last one again and again.
async fn receiver(trusted: &Credentials, own: &Credentials, statuses: Vec<u16>) -> (String, Arc<Mutex<Vec<Value>>>) {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let mut roots = RootCertStore::empty();
    roots
        .add(CertificateDer::from_pem_slice(trusted.ca_pem().as_bytes()).unwrap())
        .unwrap();
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
        .build()
        .unwrap();
    let pair = own.issue_server().unwrap();
    let chain = CertificateDer::pem_slice_iter(pair.chain_pem().as_bytes())
        .map(Result::unwrap)
        .collect();
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_client_cert_verifier(verifier)
        .with_single_cert(chain, PrivateKeyDer::from_pem_slice(pair.key_pem().as_bytes()).unwrap())
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}/abu", listener.local_addr().unwrap());
    let received = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&received);
    tokio::spawn(async move {
        for number in 0.. {
            let (stream, _) = listener.accept().await.unwrap();
            let Ok(mut stream) = acceptor.accept(stream).await else {
                continue;
            };
            let mut text = Vec::new();
            let body = loop {
                let mut part = [0; 4096];
                let length = stream.read(&mut part).await.unwrap_or(0);
                text.extend_from_slice(&part[..length]);
                let head = String::from_utf8_lossy(&text).into_owned();
                if let Some((_, body)) = head.split_once("\r\n\r\n")
                    && let Ok(body) = serde_json::from_str(body)
                {
                    break body;
                }
                if length == 0 {
                    return;
                }
            };
            kept.lock().unwrap().push(body);
            let status = statuses[usize::min(number, statuses.len() - 1)];
            let answer = format!("HTTP/1.1 {status} X\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            stream.write_all(answer.as_bytes()).await.unwrap();
            let _ = stream.shutdown().await;
        }
    });
    (url, received)
}

/// Subscribes to an account that triggers a notification.
async fn subscribe(sandbox: &Sandbox, number: &str) {
    let product = Product::AutomaticBillingUpdater;
    let client =
        mc_automatic_billing_updater::Client::new(sandbox.http(product).unwrap(), sandbox.environment(product));
    let customer = Customer::new("1111", "100000000000001");
    let account = Account::new(number.to_owned(), "1229".to_owned());
    client
        .subscriptions()
        .subscribe_account(&Subscription::new("42", customer, account))
        .await
        .unwrap();
}

#[tokio::test]
async fn a_notification_is_delivered_by_the_sandboxs_certificate() {
    let receivers = Credentials::generate().unwrap();
    let (url, received) = receiver(credentials(), &receivers, vec![200]).await;
    let target = PushTarget::new(&url, receivers.ca_pem()).unwrap();
    let sandbox = builder().with_push_target(target).start().await.unwrap();
    subscribe(&sandbox, "5200000000000012").await;
    sandbox.delivered().await;
    let deliveries = sandbox.deliveries();
    assert_eq!(deliveries.len(), 1);
    assert_eq!(
        (
            deliveries[0].status,
            deliveries[0].attempts,
            deliveries[0].reason.as_str()
        ),
        (Some(200), 1, "")
    );
    let received = received.lock().unwrap();
    assert_eq!(received.len(), 1);
    assert_eq!(received[0]["reasonIdentifier"], "E");
    assert_eq!(received[0]["merchants"][0]["requestId"], "42");
}

#[tokio::test]
async fn a_delivery_is_repeated_a_few_times() {
    let receivers = Credentials::generate().unwrap();
    let (url, received) = receiver(credentials(), &receivers, vec![503, 500, 202]).await;
    let target = PushTarget::new(&url, receivers.ca_pem())
        .unwrap()
        .with_delay(Duration::ZERO);
    let sandbox = builder().with_push_target(target).start().await.unwrap();
    subscribe(&sandbox, "5200000000000022").await;
    sandbox.delivered().await;
    assert_eq!(received.lock().unwrap().len(), 3);
    let deliveries = sandbox.deliveries();
    assert_eq!((deliveries[0].status, deliveries[0].attempts), (Some(202), 3));

    let (url, received) = receiver(credentials(), &receivers, vec![500]).await;
    let target = PushTarget::new(&url, receivers.ca_pem())
        .unwrap()
        .with_delay(Duration::ZERO)
        .with_attempts(2);
    let sandbox = builder().with_push_target(target).start().await.unwrap();
    subscribe(&sandbox, "5200000000000032").await;
    sandbox.delivered().await;
    assert_eq!(received.lock().unwrap().len(), 2);
    let deliveries = sandbox.deliveries();
    assert_eq!(
        (
            deliveries[0].status,
            deliveries[0].attempts,
            deliveries[0].reason.as_str()
        ),
        (Some(500), 2, "answered by 500")
    );
}

#[tokio::test]
async fn a_receiver_that_knows_not_the_sandbox_gets_nothing() {
    let receivers = Credentials::generate().unwrap();
    // It trusts its own authority only, and the sandbox is of another.
    let (url, received) = receiver(&receivers, &receivers, vec![200]).await;
    let target = PushTarget::new(&url, receivers.ca_pem())
        .unwrap()
        .with_delay(Duration::ZERO)
        .with_attempts(2);
    let sandbox = builder().with_push_target(target).start().await.unwrap();
    subscribe(&sandbox, "5200000000000012").await;
    sandbox.delivered().await;
    let deliveries = sandbox.deliveries();
    assert_eq!((deliveries[0].status, deliveries[0].attempts), (None, 2));
    assert!(!deliveries[0].reason.is_empty());
    assert!(received.lock().unwrap().is_empty());
}

#[tokio::test]
async fn without_an_address_notifications_are_counted() {
    let sandbox = builder().start().await.unwrap();
    subscribe(&sandbox, "5200000000000012").await;
    sandbox.delivered().await;
    assert_eq!((sandbox.undeliverable(), sandbox.deliveries().len()), (1, 0));
    assert!(PushTarget::new("http://localhost/", credentials().ca_pem()).is_err());
}
