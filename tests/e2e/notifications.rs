//! The whole loop: subscribe, push, receive, consume.

use std::collections::BTreeMap;
use std::time::Duration;

use mc_automatic_billing_updater::models::Subscription;
use mc_notifications::Receiver;
use mc_notifications::queue::{Queue as _, Take};
use mc_notifications::seal::{EncryptionKey, Keyring};
use mc_notifications::server::{Handle, Server, ServerTls, TlsSettings};
use mc_notifications::sqlite::SqliteStore;
use mc_sandbox::{Product, PushTarget, Sandbox};
use tempfile::TempDir;
use tokio::task::JoinHandle;

use crate::support::{builder, credentials, foreign, inquiry};

/// TLS that demands the certificate of the sandbox: its authority, and its name.
fn tls() -> ServerTls {
    let own = credentials().issue_server().unwrap();
    TlsSettings::new(own.chain_pem().as_bytes(), own.key_pem().as_bytes())
        .unwrap()
        .with_client_roots(credentials().ca_pem().as_bytes())
        .unwrap()
        .build()
        .unwrap()
}

struct Receiving {
    store: SqliteStore,
    url: String,
    handle: Handle,
    running: JoinHandle<()>,
    _folder: TempDir,
}

impl Receiving {
    async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let keyring = Keyring::new(EncryptionKey::new("e2e", [7; 32]).unwrap());
        let store = SqliteStore::open(folder.path().join("updates.db"), keyring).unwrap();
        let receiver = Receiver::new(store.clone()).with_path("/abu");
        let server = Server::bind("127.0.0.1:0", tls(), receiver).await.unwrap();
        Self {
            store,
            url: format!("https://localhost:{}/abu", server.local_addr().port()),
            handle: server.handle(),
            running: tokio::spawn(async move {
                server.run().await;
            }),
            _folder: folder,
        }
    }

    /// A sandbox that pushes to it.
    async fn sandbox(&self) -> Sandbox {
        let target = PushTarget::new(&self.url, credentials().ca_pem()).unwrap();
        builder()
            .with_push_target(target.with_delay(Duration::ZERO))
            .start()
            .await
            .unwrap()
    }

    async fn stop(self) {
        self.handle.shutdown();
        self.running.await.unwrap();
    }
}

async fn subscribe(sandbox: &Sandbox, account: &str) -> String {
    let product = Product::AutomaticBillingUpdater;
    let client =
        mc_automatic_billing_updater::Client::new(sandbox.http(product).unwrap(), sandbox.environment(product));
    let body = inquiry(account);
    let subscription: Subscription = serde_json::from_value(body.clone()).unwrap();
    client.subscriptions().subscribe_account(&subscription).await.unwrap();
    body["requestId"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_subscribed_is_pushed_received_and_consumed() {
    let receiving = Receiving::start().await;
    let sandbox = receiving.sandbox().await;
    let accounts = [
        "5200000000000012",
        "5200000000000022",
        "5200000000000032",
        "5200000000000018",
    ];
    let mut requests = BTreeMap::new();
    for account in accounts {
        requests.insert(account, subscribe(&sandbox, account).await);
    }
    sandbox.delivered().await;
    let deliveries = sandbox.deliveries();
    assert_eq!(deliveries.len(), 3, "{deliveries:?}");
    assert!(
        deliveries
            .iter()
            .all(|delivery| delivery.attempts == 1 && delivery.status.is_some_and(|status| status / 100 == 2)),
        "{deliveries:?}"
    );

    // They are kept, and each says which request it answers.
    let taken = receiving.store.take(&Take::new()).await.unwrap();
    let mut reasons = BTreeMap::new();
    for delivery in &taken {
        let update = delivery.notification.update().unwrap();
        let old = update.old_account_number.expose().clone();
        let ids: Vec<&str> = update.requests().map(|request| request.request_id).collect();
        assert_eq!(ids, [requests[old.as_str()].as_str()]);
        assert!(!format!("{delivery:?}").contains(&old));
        let new = update.new_account_number.as_ref().map(|number| number.expose().clone());
        reasons.insert(old, (update.reason_identifier.to_string(), new));
    }
    let expected = [
        ("5200000000000012", ("E", Some("5200000000000012"))),
        ("5200000000000022", ("A", Some("2200000000000056"))),
        ("5200000000000032", ("C", None)),
    ]
    .map(|(old, (reason, new))| (old.to_owned(), (reason.to_owned(), new.map(str::to_owned))));
    assert_eq!(reasons, BTreeMap::from(expected));

    // What is acknowledged is gone.
    let receipts: Vec<_> = taken.iter().map(|delivery| delivery.receipt).collect();
    assert_eq!(receiving.store.acknowledge(&receipts).await.unwrap().done, 3);
    assert_eq!(receiving.store.figures().await.unwrap().pending, 0);
    receiving.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_that_nobody_takes_is_reported() {
    let receiving = Receiving::start().await;
    let sandbox = receiving.sandbox().await;
    receiving.stop().await;
    subscribe(&sandbox, "5200000000000012").await;
    sandbox.delivered().await;
    let delivery = sandbox.deliveries().pop().unwrap();
    assert_eq!((delivery.status, delivery.attempts), (None, 4), "{delivery:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_without_the_certificate_is_not_listened_to() {
    let receiving = Receiving::start().await;
    let body = r#"{"abuReferenceId":"intruder","reasonIdentifier":"E"}"#;
    let root = |pem: String| {
        mc_auth::keys::KeySource::bytes(pem.into_bytes())
            .certificates()
            .unwrap()
    };
    let tls = mc_auth::tls::ClientTls::new().with_only_roots(root(credentials().ca_pem()));
    let identity = mc_auth::tls::ClientIdentity::new(&foreign().push().identity().unwrap()).unwrap();
    for (what, tls) in [("none", tls.clone()), ("foreign", tls.with_identity(&identity))] {
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls.build().unwrap())
            .build()
            .unwrap();
        let error = client.post(&receiving.url).body(body).send().await;
        assert!(error.is_err(), "{what}: {error:?}");
    }
    assert_eq!(receiving.store.figures().await.unwrap().pending, 0);
    receiving.stop().await;
}
