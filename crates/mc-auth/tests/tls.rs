//! Real handshakes with a server that demands a client certificate: who is presented, who is trusted, what is refused.

#![cfg(all(feature = "tls", feature = "reqwest"))]

mod support;

use std::error::Error as _;

use mc_auth::keys::{Identity, KeySource};
use mc_auth::tls::{ClientIdentity, ClientTls, TlsVersion};
use rustls::{ProtocolVersion, version};
use support::{Authority, BOTH, Server, Use, answer, clock, key, presented};

fn client(tls: &ClientTls) -> reqwest::Client {
    reqwest::Client::builder()
        .no_proxy()
        .tls_backend_preconfigured(tls.build().unwrap())
        .build()
        .unwrap()
}

async fn get(tls: &ClientTls, server: &Server) -> Result<u16, String> {
    get_at(tls, &server.url).await
}

async fn get_at(tls: &ClientTls, url: &str) -> Result<u16, String> {
    match client(tls).get(url).send().await {
        Ok(response) => Ok(response.status().as_u16()),
        Err(error) => {
            let mut text = error.to_string();
            let mut next = error.source();
            while let Some(error) = next {
                text = format!("{text}: {error}");
                next = error.source();
            }
            Err(text)
        }
    }
}

async fn closing(clients: &[&Authority]) -> Server {
    Server::start(clients, BOTH, |_| answer("200 OK", &["connection: close"])).await
}

#[tokio::test]
async fn the_identity_is_presented_in_either_version() {
    let authority = Authority::new("clients");
    for (versions, seen) in [
        (&[&version::TLS12][..], ProtocolVersion::TLSv1_2),
        (&[&version::TLS13][..], ProtocolVersion::TLSv1_3),
        (BOTH, ProtocolVersion::TLSv1_3),
    ] {
        let server = Server::start(&[&authority], versions, |_| answer("200 OK", &[])).await;
        let identity = authority.client("us");
        assert_eq!(get(&server.trusted().with_identity(&identity), &server).await, Ok(200));
        let request = &server.requests()[0];
        assert_eq!(request.version, seen);
        assert_eq!(request.peer, [identity.chain()[0].der()]);
    }
}

#[tokio::test]
async fn the_chain_is_sent_whole_and_needed() {
    let root = Authority::new("root");
    let middle = root.intermediate("middle");
    let issuing = middle.intermediate("issuing");
    let server = closing(&[&root]).await;

    let identity = presented(&issuing.identity("us", &[&root, &middle, &issuing])).unwrap();
    assert_eq!(identity.missing_issuer(), None);
    assert_eq!(get(&server.trusted().with_identity(&identity), &server).await, Ok(200));
    let chain: Vec<_> = identity.chain().iter().map(|part| part.der().to_vec()).collect();
    assert_eq!(chain.len(), 4);
    assert_eq!(server.requests()[0].peer, chain);

    let short = presented(&issuing.identity("us", &[&issuing])).unwrap();
    assert_eq!(short.missing_issuer().as_deref(), Some("CN=middle"));
    let refused = get(&server.trusted().with_identity(&short), &server).await.unwrap_err();
    assert!(refused.contains("UnknownCA"), "{refused}");
}

#[tokio::test]
async fn no_identity_and_a_foreign_one_are_refused_by_the_server() {
    let authority = Authority::new("clients");
    let server = closing(&[&authority]).await;
    let refused = get(&server.trusted(), &server).await.unwrap_err();
    assert!(refused.contains("CertificateRequired"), "{refused}");
    let foreign = Authority::new("others").client("us");
    let refused = get(&server.trusted().with_identity(&foreign), &server)
        .await
        .unwrap_err();
    assert!(refused.contains("UnknownCA"), "{refused}");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn clients_that_stand_present_a_replaced_identity() {
    let (former, latter) = (Authority::new("former"), Authority::new("latter"));
    for versions in [&[&version::TLS12][..], &[&version::TLS13]] {
        let server = Server::start(&[&former, &latter], versions, |_| {
            answer("200 OK", &["connection: close"])
        })
        .await;
        let identity = former.client("us");
        let client = client(&server.trusted().with_identity(&identity));
        for authority in [&former, &former, &latter, &latter] {
            identity.replace(&authority.identity("us", &[])).unwrap();
            client.get(&server.url).send().await.unwrap();
            let request = server.requests().pop().unwrap();
            let own = &identity.chain()[0];
            assert_eq!(own.issuer(), authority.certificate.subject());
            assert_eq!(request.peer, [own.der()]);
        }
        assert_eq!(server.requests().pop().unwrap().connection, 3);
    }
}

#[tokio::test]
async fn a_connection_that_stands_is_used_again() {
    let authority = Authority::new("clients");
    let server = Server::start(&[&authority], BOTH, |_| answer("200 OK", &[])).await;
    let client = client(&server.trusted().with_identity(&authority.client("us")));
    for _ in 0..2 {
        client.get(&server.url).send().await.unwrap().bytes().await.unwrap();
    }
    assert!(server.requests().iter().all(|request| request.connection == 0));
}

#[tokio::test]
async fn an_unusable_replacement_leaves_the_former() {
    let authority = Authority::new("clients");
    let server = closing(&[&authority]).await;
    let identity = authority.client("us");
    let key = key("pkcs8.pem");
    let expired = authority.certify(&key, "us of old", &Use::Client, 2024);
    let error = identity.replace(&Identity::new(key, &[expired]).unwrap()).unwrap_err();
    assert!(error.is_certificate());
    assert_eq!(
        error.to_string(),
        "the client's certificate, CN=us of old, expired on Wed, 01 Jan 2025 00:00:00 GMT: renew it"
    );
    assert_eq!(get(&server.trusted().with_identity(&identity), &server).await, Ok(200));
}

#[test]
fn what_is_wrong_with_an_identity_is_said() {
    let authority = Authority::new("clients");
    let own = key("pkcs8.pem");
    let fault = |identity: mc_auth::Result<Identity>| {
        let error = identity.and_then(|identity| presented(&identity)).unwrap_err();
        assert!(error.is_certificate());
        error.to_string()
    };

    let other = authority.certify(&key("other.pem"), "them", &Use::Client, 2026);
    assert_eq!(
        fault(Identity::new(own.clone(), &[other])),
        "none of the 1 certificates belongs to the private key"
    );
    assert_eq!(
        fault(Identity::new(own.clone(), &[])),
        "has no certificate; one is needed beside the key"
    );
    let future = authority.certify(&own, "us", &Use::Client, 2027);
    assert_eq!(
        fault(Identity::new(own.clone(), &[future])),
        "the client's certificate, CN=us, is not valid before Fri, 01 Jan 2027 00:00:00 GMT: check the clock"
    );
    let for_servers = authority.certify(&own, "us", &Use::Server, 2026);
    assert_eq!(
        fault(Identity::new(
            own.clone(),
            &[for_servers, authority.certificate.clone()]
        )),
        "the chain of the client's certificate, CN=us, does not permit it to be used by a client"
    );
    // An authority with the same name and another key, as after its renewal.
    let certificate = authority.certify(&own, "us", &Use::Client, 2026);
    let renewed = Authority::new("clients").certificate;
    assert_eq!(
        fault(Identity::new(own, &[certificate, renewed])),
        "the chain is broken: CN=us is said to be issued by CN=clients, but the certificate of that name did not issue it, for \
         its key is another; is an authority's certificate outdated?"
    );
}

#[tokio::test]
async fn identities_come_out_of_stores() {
    // Its certificates are of `tests/keys`, whose root no server here knows: what counts is what is presented.
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/keys/modern.p12");
    let identity = KeySource::path(path)
        .with_password("keystorepassword")
        .identity()
        .unwrap();
    let identity = presented(&identity).unwrap();
    assert_eq!(identity.chain().len(), 3);
    let authority = Authority::new("clients");
    let server = closing(&[&authority]).await;
    let refused = get(&server.trusted().with_identity(&identity), &server)
        .await
        .unwrap_err();
    assert!(refused.contains("UnknownCA"), "{refused}");
}

#[tokio::test]
async fn servers_are_always_verified() {
    let server = closing(&[]).await;
    let other = Authority::new("server root").certificate;
    for tls in [
        // The public roots do not know it; another root of the same name did not issue it.
        ClientTls::new().with_clock(clock()),
        ClientTls::new().with_only_roots([other.clone()]).with_clock(clock()),
        ClientTls::new().with_extra_roots([other]).with_clock(clock()),
    ] {
        let refused = get(&tls, &server).await.unwrap_err();
        assert!(refused.contains("invalid peer certificate"), "{refused}");
    }
    // Another name; another time.
    let named = server.url.replace("127.0.0.1", "localhost");
    let refused = get_at(&server.trusted(), &named).await.unwrap_err();
    assert!(refused.contains("not valid for name"), "{refused}");
    let later = mc_auth::oauth1::fixed::FixedClock::from_unix_seconds(support::NOW + 366 * 24 * 3600).unwrap();
    let refused = get(&server.trusted().with_clock(later), &server).await.unwrap_err();
    assert!(refused.contains("certificate expired"), "{refused}");
    assert!(server.requests().is_empty());

    let extra = ClientTls::new()
        .with_extra_roots([server.root.clone()])
        .with_clock(clock());
    assert_eq!(get(&extra, &server).await, Ok(200));
}

#[tokio::test]
async fn the_minimum_version_is_kept() {
    let server = Server::start(&[], &[&version::TLS12], |_| answer("200 OK", &[])).await;
    let refused = get(&server.trusted().with_min_version(TlsVersion::V1_3), &server)
        .await
        .unwrap_err();
    assert!(refused.contains("ProtocolVersion"), "{refused}");
    assert_eq!(
        get(&server.trusted().with_min_version(TlsVersion::V1_2), &server).await,
        Ok(200)
    );
}

#[test]
fn unusable_roots_are_errors() {
    let error = ClientTls::new().with_only_roots([]).build().unwrap_err();
    assert!(error.is_certificate());
    assert!(error.to_string().starts_with("no root certificate is given"));
}

#[test]
fn another_provider_will_do() {
    let mut provider = rustls::crypto::aws_lc_rs::default_provider();
    provider
        .cipher_suites
        .retain(|suite| suite.version() == &version::TLS12);
    let error = ClientTls::with_provider(provider.into())
        .with_min_version(TlsVersion::V1_3)
        .build()
        .unwrap_err();
    assert!(error.is_configuration());
    assert_eq!(error.to_string(), "the TLS provider lacks TLS 1.3 or what is above it");
    assert!(rustls::crypto::CryptoProvider::get_default().is_none());
}

#[test]
fn keys_are_not_printed() {
    let identity: ClientIdentity = Authority::new("clients").client("us");
    let tls = ClientTls::new().with_identity(&identity);
    let text = format!("{identity:?} {tls:?}");
    assert!(text.contains("CN=us") && !text.contains("key"), "{text}");
}
