//! Who is let in by certificate, and who is not.

use mc_auth::ClientBuilder;
use mc_auth::keys::KeySource;
use mc_auth::tls::{ClientIdentity, ClientTls, TlsVersion};
use mc_core::Request;
use mc_sandbox::{Credentials, Pair, Product, Sandbox, Seen};
use tokio::sync::mpsc::{self, UnboundedReceiver};

use crate::support::{builder, credentials, plain, start};

/// A call by a client that shows a certificate, whatever it is worth.
async fn call(sandbox: &Sandbox, shown: &Pair, version: TlsVersion, card: u64) -> Result<(), mc_core::Error> {
    let key = KeySource::bytes(shown.key_pem().as_bytes()).private_key().unwrap();
    let chain = KeySource::bytes(shown.chain_pem().into_bytes()).certificates().unwrap();
    // A clock at which any certificate is good: the server has to refuse, not the client.
    let identity = mc_auth::keys::Identity::new(key, &chain).unwrap();
    let not_before = identity.certificate().not_before();
    let clock = mc_auth::oauth1::fixed::FixedClock(not_before + std::time::Duration::from_secs(60));
    let provider = std::sync::Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let identity = ClientIdentity::with_provider(&identity, provider, clock).unwrap();
    let http = ClientBuilder::mutual_tls(&identity)
        .with_tls(sandbox.client_tls().unwrap().with_min_version(version))
        .with_encryption(sandbox.encryption(Product::BenefitAllocation).unwrap().unwrap())
        .without_retry()
        .build()
        .unwrap();
    let client = mc_core::Client::new(http, sandbox.environment(Product::BenefitAllocation));
    let body = serde_json::json!({"cardNumber": card, "segments": [{"code": "DART", "effectiveDate": "2030-01-01"}]});
    let operation = &mc_benefit_allocation::operations::ASSIGN_SEGMENT;
    Request::new(&client, operation)
        .json(&body)
        .send_bytes()
        .await
        .map(drop)
}

/// A sandbox, and what it has seen when it has seen it: a client may know sooner that it was refused.
async fn watched() -> (Sandbox, UnboundedReceiver<Seen>) {
    let (sender, seen) = mpsc::unbounded_channel();
    let builder = builder().with_observer(move |seen| drop(sender.send(seen.clone())));
    (builder.start().await.unwrap(), seen)
}

#[tokio::test]
async fn only_a_valid_certificate_of_the_authority_gets_in() {
    let (sandbox, mut seen) = watched().await;
    let foreign = Credentials::generate().unwrap();
    let shown = [
        (foreign.client().clone(), "UnknownIssuer"),
        (credentials().issue_client("old", -30, -2).unwrap(), "expired"),
        (credentials().issue_client("new", 2, 30).unwrap(), "not valid yet"),
    ];
    for (version, card) in [
        (TlsVersion::V1_2, 5_291_070_000_000_000),
        (TlsVersion::V1_3, 5_291_070_000_000_898),
    ] {
        let answered = call(&sandbox, credentials().client(), version, card).await;
        assert!(answered.is_ok(), "{answered:?}");
        let accepted = loop {
            let seen = seen.recv().await.unwrap();
            if seen.auth != "refused" {
                break seen;
            }
        };
        assert_eq!(accepted.auth, "certificate of O=mc-sandbox, CN=sandbox client");
        for (shown, why) in &shown {
            let error = call(&sandbox, shown, version, card).await.unwrap_err();
            assert!(error.is_transport(), "{why} {version}: {error:?}");
            // A request that no connection has taken is offered to further ones, each of which is refused alike.
            let seen = loop {
                let seen = seen.recv().await.unwrap();
                assert!(seen.reason.starts_with("TLS handshake: "), "{seen:?}");
                if seen.reason.contains(why) {
                    break seen;
                }
            };
            assert_eq!((seen.auth.as_str(), seen.status), ("refused", None));
        }
    }
}

#[tokio::test]
async fn without_a_certificate_there_is_no_connection() {
    let (sandbox, mut seen) = watched().await;
    let url = format!("{}/openings", sandbox.base_url(Product::IdentityInsights));
    let error = plain(&sandbox).post(url).send().await.unwrap_err();
    assert!(error.status().is_none(), "{error:?}");
    let seen = seen.recv().await.unwrap();
    assert!(seen.reason.contains("no certificates"), "{seen:?}");
}

#[tokio::test]
async fn a_client_that_does_not_trust_the_authority_does_not_connect() {
    let sandbox = start().await;
    let http = ClientBuilder::oauth1(sandbox.oauth1().unwrap())
        .with_tls(ClientTls::new())
        .without_retry()
        .build()
        .unwrap();
    let client = mc_mastercom::Client::new(http, sandbox.environment(Product::Mastercom));
    let error = client.health().healthcheck().await.unwrap_err();
    assert!(error.is_connect() && !error.may_have_been_processed(), "{error:?}");
}
