//! Wrong keys of each kind: refused, told clearly, and never with a secret or a payload in the text.

use mc_auth::ClientBuilder;
use mc_auth::jwe::{Decrypter, Encrypter};
use mc_auth::keys::KeySource;
use mc_auth::oauth1::OAuth1;
use mc_auth::payload::{Encryption, EncryptionLayer, JweScheme};
use mc_auth::rsa::LocalSigner;
use mc_auth::tls::{ClientIdentity, ClientTls};
use mc_benefit_allocation::models::{AssignBenefitAllocation, Bundles, Segment};
use mc_core::{Error, Result};
use mc_sandbox::{Pair, Product, Sandbox, Seen};
use tokio::sync::mpsc;

use crate::support::{CARD, assert_silent, builder, credentials, foreign, identity_at, start};

const BAS: Product = Product::BenefitAllocation;

async fn health(sandbox: &Sandbox, oauth1: OAuth1, tls: ClientTls) -> Result<()> {
    let http = ClientBuilder::oauth1(oauth1)
        .with_tls(tls)
        .without_retry()
        .build()
        .unwrap();
    let client = mc_mastercom::Client::new(http, sandbox.environment(Product::Mastercom));
    client.health().healthcheck().await.map(drop)
}

async fn assign(sandbox: &Sandbox, builder: ClientBuilder) -> Result<Bundles> {
    let client = mc_benefit_allocation::Client::new(builder.without_retry().build().unwrap(), sandbox.environment(BAS));
    let date = crate::support::date(sandbox.clock().now().date_naive() + chrono::Days::new(10));
    let request = AssignBenefitAllocation::new(5_555_555_555_554_444, vec![Segment::new("DART", date)]);
    client.segments().assign_segment(&request).await
}

/// A client that presents this certificate, and encrypts as it should.
fn presenting(sandbox: &Sandbox, identity: &ClientIdentity) -> ClientBuilder {
    ClientBuilder::mutual_tls(identity)
        .with_tls(sandbox.client_tls().unwrap())
        .with_encryption(sandbox.encryption(BAS).unwrap().unwrap())
}

fn oauth1(consumer_key: &str, signing: &Pair) -> OAuth1 {
    let signer = LocalSigner::new(&signing.private_key().unwrap()).unwrap();
    OAuth1::new(consumer_key, signer).unwrap()
}

/// That nothing secret is in what an error says: neither the payload, nor the consumer key, nor any key.
#[track_caller]
fn quiet(error: &Error) {
    let signing = credentials().signing().key_pem();
    let some_of_the_key = signing.lines().nth(1).unwrap();
    assert_silent(
        error,
        &[
            CARD,
            "DART",
            credentials().consumer_key(),
            foreign().consumer_key(),
            some_of_the_key,
        ],
    );
}

fn last(sandbox: &Sandbox) -> Seen {
    sandbox.requests().pop().unwrap()
}

#[tokio::test]
async fn another_signing_key_is_refused_by_the_gateway() {
    let sandbox = start().await;
    let wrong = oauth1(credentials().consumer_key(), foreign().signing());
    let error = health(&sandbox, wrong, sandbox.client_tls().unwrap())
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 401);
    assert!(!error.may_have_been_processed() && !error.is_retryable(), "{error:?}");
    assert_eq!(error.errors()[0].source(), Some("Gateway"));
    assert_eq!(error.errors()[0].reason_code(), Some("AUTHENTICATION_FAILED"));
    assert!(
        last(&sandbox).reason.contains("the signature is not"),
        "{:?}",
        last(&sandbox)
    );
    quiet(&error);
}

#[tokio::test]
async fn another_consumer_key_is_refused_by_the_gateway() {
    let sandbox = start().await;
    let wrong = oauth1(foreign().consumer_key(), credentials().signing());
    let error = health(&sandbox, wrong, sandbox.client_tls().unwrap())
        .await
        .unwrap_err();
    assert!(error.is_api() && !error.may_have_been_processed(), "{error:?}");
    assert!(matches!(error.status().unwrap().as_u16(), 400 | 401 | 403), "{error:?}");
    assert_eq!(error.errors()[0].source(), Some("Gateway"));
    quiet(&error);
    let right = oauth1(credentials().consumer_key(), credentials().signing());
    health(&sandbox, right, sandbox.client_tls().unwrap()).await.unwrap();
}

#[tokio::test]
async fn certificates_that_the_product_does_not_know_do_not_get_through_the_handshake() {
    let (sender, mut seen) = mpsc::unbounded_channel();
    let sandbox = builder().with_observer(move |seen| sender.send(seen.clone()).unwrap());
    let sandbox = sandbox.start().await.unwrap();
    let expired = credentials().issue_client("former client", -60, -30).unwrap();
    let early = credentials().issue_client("future client", 10, 30).unwrap();
    let bare = ClientBuilder::oauth1(sandbox.oauth1().unwrap())
        .with_tls(sandbox.client_tls().unwrap())
        .with_encryption(sandbox.encryption(BAS).unwrap().unwrap());
    let table = [
        ("none", bare, "no certificates"),
        (
            "of another authority",
            presenting(&sandbox, &identity_at(foreign().client(), 0)),
            "UnknownIssuer",
        ),
        ("expired", presenting(&sandbox, &identity_at(&expired, -45)), "expired"),
        (
            "not yet valid",
            presenting(&sandbox, &identity_at(&early, 20)),
            "not valid yet",
        ),
    ];
    // A client whose clock is right does not even present them.
    for (pair, why) in [(&expired, "expired on"), (&early, "is not valid before")] {
        let error = ClientIdentity::new(&pair.identity().unwrap()).unwrap_err().to_string();
        assert!(error.contains("CN=") && error.contains(why), "{error}");
    }
    for (what, builder, cause) in table {
        let error = assign(&sandbox, builder).await.unwrap_err();
        assert!(error.status().is_none() && error.is_transport(), "{what}: {error:?}");
        assert!(!error.is_timeout() && !error.is_decode(), "{what}: {error:?}");
        quiet(&error);
        // By TLS 1.3 the client learns it late: what it is told depends on how far it has come. The server knows why, and no
        // request came about.
        // A request that no connection has taken is offered to further ones, each of which is refused alike.
        loop {
            let seen = seen.recv().await.unwrap();
            assert!(seen.auth == "refused" && seen.status.is_none(), "{what}: {seen:?}");
            if seen.reason.contains(cause) {
                break;
            }
        }
    }
    assign(&sandbox, presenting(&sandbox, &identity_at(credentials().client(), 0)))
        .await
        .unwrap();
}

#[tokio::test]
async fn a_server_of_another_authority_is_not_trusted() {
    let sandbox = start().await;
    let roots = KeySource::bytes(foreign().ca_pem().into_bytes())
        .certificates()
        .unwrap();
    let tables = [
        ("another root", ClientTls::new().with_only_roots(roots)),
        ("the public roots", ClientTls::new()),
    ];
    for (what, tls) in tables {
        let error = health(&sandbox, sandbox.oauth1().unwrap(), tls).await.unwrap_err();
        assert!(
            error.is_connect() && !error.may_have_been_processed(),
            "{what}: {error:?}"
        );
        assert!(format!("{error:?}").contains("InvalidCertificate"), "{what}: {error:?}");
        quiet(&error);
    }
    assert!(sandbox.requests().iter().all(|seen| seen.status.is_none()));
}

/// Encryption to a certificate, with the key that answers are decrypted by.
fn encryption(certificate: &str, decryption: &Pair) -> EncryptionLayer {
    let certificate = KeySource::bytes(certificate.as_bytes()).certificate().unwrap();
    let key = certificate.public_key().unwrap();
    let kid = key.fingerprint_sha256().to_hex();
    let scheme = JweScheme::new()
        .with_encrypter(Encrypter::new(&key).unwrap().with_kid(kid))
        .with_decrypter(Decrypter::new(&decryption.private_key().unwrap()).unwrap());
    EncryptionLayer::new(Encryption::new(scheme))
}

fn encrypting(sandbox: &Sandbox, layer: EncryptionLayer) -> ClientBuilder {
    let identity = ClientIdentity::new(&credentials().client().identity().unwrap()).unwrap();
    ClientBuilder::mutual_tls(&identity)
        .with_tls(sandbox.client_tls().unwrap())
        .with_encryption(layer)
}

#[tokio::test]
async fn a_payload_for_another_key_is_refused_by_the_product() {
    let sandbox = start().await;
    let layer = encryption(&foreign().encryption_certificate_pem(), credentials().decryption());
    let error = assign(&sandbox, encrypting(&sandbox, layer)).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 400, "{error:?}");
    assert!(error.is_api() && !error.may_have_been_processed(), "{error:?}");
    assert!(last(&sandbox).reason.contains("ForeignKey"), "{:?}", last(&sandbox));
    assert_eq!(error.errors()[0].reason_code(), Some("57"));
    let kid = |certificate: String| {
        let certificate = KeySource::bytes(certificate.into_bytes()).certificate().unwrap();
        certificate.public_key().unwrap().fingerprint_sha256().to_hex()
    };
    let used = format!("encrypted for key id {}", kid(foreign().encryption_certificate_pem()));
    let text = error.to_string();
    assert!(
        text.contains(&used) && text.contains("a key of another environment"),
        "{text}"
    );
    quiet(&error);
    // A payload that does not decrypt gets a plain 500, and the error says what that may be.
    let own = kid(credentials().encryption_certificate_pem());
    let certificate = KeySource::bytes(foreign().encryption_certificate_pem().into_bytes())
        .certificate()
        .unwrap();
    let encrypter = Encrypter::new(&certificate.public_key().unwrap())
        .unwrap()
        .with_kid(&own);
    let decrypter = Decrypter::new(&credentials().decryption().private_key().unwrap()).unwrap();
    let layer = EncryptionLayer::jwe(encrypter, decrypter);
    let error = assign(&sandbox, encrypting(&sandbox, layer)).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 500, "{error:?}");
    assert!(
        error.errors().is_empty() && error.body().is_none_or(bytes::Bytes::is_empty),
        "{error:?}"
    );
    assert!(
        error.to_string().contains(&format!("encrypted for key id {own}")),
        "{error}"
    );
    quiet(&error);
    // A client without the layer sends nothing, and nothing is taken in the clear.
    let identity = ClientIdentity::new(&credentials().client().identity().unwrap()).unwrap();
    let clear = || ClientBuilder::mutual_tls(&identity).with_tls(sandbox.client_tls().unwrap());
    let count = sandbox.requests().len();
    let error = assign(&sandbox, clear()).await.unwrap_err();
    assert!(
        error.is_middleware() && error.to_string().contains("encryption layer"),
        "{error}"
    );
    assert_eq!(sandbox.requests().len(), count);
    let clear = clear().with_requests_in_the_clear([&mc_benefit_allocation::operations::ASSIGN_SEGMENT]);
    let error = assign(&sandbox, clear).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 400, "{error:?}");
    assert!(last(&sandbox).reason.contains("Plaintext"), "{:?}", last(&sandbox));
    quiet(&error);
}

#[tokio::test]
async fn an_answer_for_another_key_cannot_be_read_and_may_have_been_acted_on() {
    let sandbox = start().await;
    let layer = encryption(&credentials().encryption_certificate_pem(), foreign().decryption());
    let error = assign(&sandbox, encrypting(&sandbox, layer)).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 200, "{error:?}");
    assert!(error.may_have_been_processed() && !error.is_retryable(), "{error:?}");
    assert_eq!(last(&sandbox).status, Some(200));
    quiet(&error);
    sandbox.reset();
    let layer = encryption(&credentials().encryption_certificate_pem(), credentials().decryption());
    assign(&sandbox, encrypting(&sandbox, layer)).await.unwrap();
}
