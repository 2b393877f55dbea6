//! A sandbox whose keys all tests share, and what is asked of errors everywhere.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

use mc_auth::oauth1::Clock;
use mc_auth::tls::ClientIdentity;
use mc_core::values::{CivilDate, Date};
use mc_mastercom::models::{
    ChargebackType, CreateChargebackRequest, CreateClaimRequest, NewClaimType, TransactionSearchRequest,
};
use mc_sandbox::{Credentials, Pair, Product, Sandbox, SandboxBuilder};
use serde_json::{Value, json};

/// A card number of those that are published for tests; the sandbox has transactions of it.
pub(crate) const CARD: &str = "5555555555554444";

/// Making RSA keys takes its time, so they are made once.
pub(crate) fn credentials() -> &'static Credentials {
    static CREDENTIALS: OnceLock<Credentials> = OnceLock::new();
    CREDENTIALS.get_or_init(|| Credentials::generate().unwrap())
}

/// Those of somebody else, whom the sandbox does not know.
pub(crate) fn foreign() -> &'static Credentials {
    static CREDENTIALS: OnceLock<Credentials> = OnceLock::new();
    CREDENTIALS.get_or_init(|| Credentials::generate().unwrap())
}

pub(crate) fn builder() -> SandboxBuilder {
    Sandbox::builder().with_credentials(credentials())
}

pub(crate) async fn start() -> Sandbox {
    builder().start().await.unwrap()
}

/// A Mastercom client that repeats nothing.
pub(crate) fn mastercom(sandbox: &Sandbox) -> mc_mastercom::Client {
    let builder = sandbox.client_builder(Product::Mastercom).unwrap().without_retry();
    mc_mastercom::Client::new(builder.build().unwrap(), sandbox.environment(Product::Mastercom))
}

/// A day as requests carry it.
pub(crate) fn date(day: chrono::NaiveDate) -> Date {
    Date::from(CivilDate::try_from(day).unwrap())
}

/// Opens a claim on the card's transaction of 100 dollars.
pub(crate) async fn open_claim(sandbox: &Sandbox, client: &mc_mastercom::Client) -> String {
    let last = sandbox.clock().now().date_naive();
    let search = TransactionSearchRequest::new(date(last - chrono::Days::new(29)), date(last))
        .primary_account_num(CARD.to_owned());
    let found = client.transactions().search_transactions(&search).await.unwrap();
    let clearing = found
        .authorization_summary
        .unwrap()
        .into_iter()
        .flat_map(|authorization| authorization.clearing_summary.unwrap_or_default())
        .find(|clearing| clearing.transaction_amount_local == Some(10_000.into()))
        .unwrap();
    let request = CreateClaimRequest::new(
        "100.00".parse().unwrap(),
        "USD".parse().unwrap(),
        NewClaimType::Standard,
        clearing.transaction_id.unwrap(),
    );
    client.claims().create_claim(&request).await.unwrap().claim_id.unwrap()
}

/// A first chargeback of that claim.
pub(crate) fn chargeback() -> CreateChargebackRequest {
    CreateChargebackRequest::new(
        "100.00".parse().unwrap(),
        ChargebackType::Chargeback,
        "USD".parse().unwrap(),
        false.into(),
        "4853",
    )
}

/// How many chargebacks a claim has.
pub(crate) async fn chargebacks(client: &mc_mastercom::Client, claim: &str) -> usize {
    let detail = client.claims().get_claim_detail(claim).await.unwrap();
    detail.chargeback_details.unwrap_or_default().len()
}

/// What ABU is asked about an account; each has a request id of its own.
pub(crate) fn inquiry(account: &str) -> Value {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    json!({
        "requestId": format!("e2e-{}", NUMBER.fetch_add(1, Ordering::Relaxed)),
        "customer": {"ica": "1076", "merchantId": "100000000000001"},
        "account": {"accountNumber": account, "expiryDate": "1229"},
    })
}

/// An identity of a client whose clock is some days ahead, or behind: by its own clock its certificate is valid.
pub(crate) fn identity_at(pair: &Pair, days: i64) -> ClientIdentity {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    ClientIdentity::with_provider(&pair.identity().unwrap(), provider, Ahead(days)).unwrap()
}

#[derive(Debug)]
struct Ahead(i64);

impl Clock for Ahead {
    fn now(&self) -> SystemTime {
        (chrono::DateTime::<chrono::Utc>::from(SystemTime::now()) + chrono::TimeDelta::days(self.0)).into()
    }
}

/// Fails if a text has something in it that no log may have.
#[track_caller]
pub(crate) fn assert_silent(error: &mc_core::Error, secrets: &[&str]) {
    let mut text = vec![format!("{error}\n{error:?}\n{error:#?}")];
    let mut cause: Option<&dyn std::error::Error> = std::error::Error::source(error);
    while let Some(error) = cause {
        text.push(format!("{error}\n{error:?}"));
        cause = error.source();
    }
    let text = text.join("\n");
    for secret in secrets {
        assert!(!text.contains(secret), "{secret} is in {text}");
    }
    assert!(!text.contains("PRIVATE KEY"), "{text}");
}

/// Says that a test cannot run here; fails where it has to.
pub(crate) fn skip(why: &str) {
    assert!(
        std::env::var_os("MC_INTEROP").is_none_or(|value| value != "required"),
        "{why}, and MC_INTEROP=required"
    );
    println!("skipped: {why}");
}
