//! A thousand calls in flight on one client.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use mc_auth::ClientBuilder;
use mc_auth::oauth1::{NonceSource, OAuth1, RandomNonce};
use mc_auth::rsa::{LocalSigner, SignatureAlgorithm, Signer};
use mc_automatic_billing_updater::models::{Account, Customer, Inquiry, ResponseIndicator};
use mc_sandbox::Product;
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::support::{builder, credentials};

const CALLS: usize = 1000;

/// Signs, and keeps what was signed and what came of it.
#[derive(Debug)]
struct Noting {
    signer: LocalSigner,
    signed: Mutex<Vec<(Vec<u8>, Vec<u8>)>>,
}

#[async_trait]
impl Signer for Noting {
    async fn sign(&self, algorithm: SignatureAlgorithm, message: &[u8]) -> mc_auth::Result<Vec<u8>> {
        let signature = self.signer.sign(algorithm, message).await?;
        self.signed.lock().unwrap().push((message.to_vec(), signature.clone()));
        Ok(signature)
    }
}

/// The usual nonces, of which a copy is kept.
#[derive(Clone, Debug, Default)]
struct NotingNonces(Arc<Mutex<Vec<String>>>);

impl NonceSource for NotingNonces {
    fn nonce(&self) -> mc_auth::Result<String> {
        let nonce = RandomNonce.nonce()?;
        self.0.lock().unwrap().push(nonce.clone());
        Ok(nonce)
    }
}

/// An account whose inquiry is answered with its own number: the last digit says so.
fn account(number: usize) -> String {
    format!("52000{number:010}5")
}

#[tokio::test(flavor = "multi_thread")]
async fn no_signature_is_used_twice_and_no_answer_is_somebody_elses() {
    let product = Product::AutomaticBillingUpdater;
    let sandbox = builder().with_log_capacity(2 * CALLS).start().await.unwrap();
    let signer = Arc::new(Noting {
        signer: LocalSigner::new(&credentials().signing().private_key().unwrap()).unwrap(),
        signed: Mutex::default(),
    });
    let nonces = NotingNonces::default();
    let oauth1 = OAuth1::new(credentials().consumer_key(), Arc::clone(&signer))
        .unwrap()
        .with_nonce_source(nonces.clone());
    let http = ClientBuilder::oauth1(oauth1)
        .with_tls(sandbox.client_tls().unwrap())
        .without_retry()
        .build()
        .unwrap();
    let client = mc_automatic_billing_updater::Client::new(http, sandbox.environment(product));

    // None begins before all are there.
    let start = Arc::new(Barrier::new(CALLS));
    let mut calls = JoinSet::new();
    for number in 0..CALLS {
        let (client, start) = (client.clone(), Arc::clone(&start));
        calls.spawn(async move {
            let customer = Customer::new("1076", "100000000000001");
            let inquiry = Inquiry::new("e2e", customer, Account::new(account(number), "1229".to_owned()));
            start.wait().await;
            (number, client.inquiries().inquire_account(&inquiry).await)
        });
    }
    let mut answered = BTreeSet::new();
    while let Some(call) = calls.join_next().await {
        let (number, answer) = call.unwrap();
        let answer = answer.unwrap();
        assert_eq!(answer.response_indicator, Some(ResponseIndicator::Expiry));
        assert_eq!(
            answer.account.unwrap().account_number.expose(),
            &account(number),
            "crossed"
        );
        answered.insert(number);
    }
    assert_eq!(answered.len(), CALLS);

    // The gateway refuses a nonce that it has seen, and it has refused none.
    let seen = sandbox.requests();
    assert_eq!(seen.len(), CALLS);
    assert!(
        seen.iter()
            .all(|seen| seen.status == Some(200) && seen.reason.is_empty())
    );
    let kept = signer.signed.lock().unwrap();
    let messages: BTreeSet<&[u8]> = kept.iter().map(|(message, _)| message.as_slice()).collect();
    let signatures: BTreeSet<&[u8]> = kept.iter().map(|(_, signature)| signature.as_slice()).collect();
    let nonces: BTreeSet<String> = nonces.0.lock().unwrap().iter().cloned().collect();
    assert_eq!(
        (kept.len(), messages.len(), signatures.len(), nonces.len()),
        (CALLS, CALLS, CALLS, CALLS)
    );
    assert_eq!(sandbox.violations(), Vec::<String>::new());
}
