//! Takes one dispute from the transaction to the chargeback, against the sandbox.
//!
//! ```sh
//! mcapi sandbox --dir sandbox &
//! cargo run -p mc-mastercom --example dispute -- sandbox
//! ```

use std::error::Error;
use std::path::{Path, PathBuf};

use mc_auth::ClientBuilder;
use mc_auth::keys::KeySource;
use mc_auth::oauth1::OAuth1;
use mc_auth::rsa::LocalSigner;
use mc_auth::tls::ClientTls;
use mc_mastercom::Client;
use mc_mastercom::models::{
    ChargebackType, CreateChargebackRequest, CreateClaimRequest, DocumentStructure, NewClaimType,
    TransactionSearchRequest,
};
use reqwest_middleware::ClientWithMiddleware;
use serde_json::Value;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("sandbox"), PathBuf::from);
    let settings: Value = serde_json::from_slice(&std::fs::read(folder.join("sandbox.json"))?)?;
    let base_url = settings["products"]["mastercom"]["base_url"]
        .as_str()
        .ok_or("no base_url")?;
    let environment = mc_core::Environment::custom(base_url)?;
    let client = Client::new(signing(&folder, &settings)?, environment);

    // The sandbox has transactions of this card in the last thirty days.
    let today = chrono::Utc::now().date_naive();
    let first = today - chrono::Days::new(29);
    let search = TransactionSearchRequest::new(first.to_string().parse()?, today.to_string().parse()?)
        .primary_account_num("5555555555554444".to_owned());
    let found = client.transactions().search_transactions(&search).await?;
    let transaction = found
        .authorization_summary
        .unwrap_or_default()
        .into_iter()
        .flat_map(|authorization| authorization.clearing_summary.unwrap_or_default())
        .find_map(|clearing| clearing.transaction_id)
        .ok_or("the search found no cleared transaction")?;

    let request = CreateClaimRequest::new("100.00".parse()?, "USD".parse()?, NewClaimType::Standard, transaction);
    let claim = match client.claims().create_claim(&request).await {
        Ok(created) => created.claim_id.ok_or("the claim has no id")?,
        // The claim may exist: look for it in the queues before another one is opened.
        Err(error) if error.may_have_been_processed() => return Err(error.into()),
        Err(error) => return Err(error.into()),
    };

    let letter = DocumentStructure::from_bytes("letter.pdf", b"%PDF-1.4\n%%EOF\n")?;
    let request = CreateChargebackRequest::new(
        "100.00".parse()?,
        ChargebackType::Chargeback,
        "USD".parse()?,
        true.into(),
        "4853",
    )
    .file_attachment(letter);
    let chargeback = client.chargebacks().create_chargeback(&claim, &request).await?;
    println!("claim {claim}, chargeback {:?}", chargeback.chargeback_id);
    Ok(())
}

/// An HTTP client that signs, with the keys that the sandbox wrote.
///
/// With Mastercard, the consumer key and the key file are those of your project, and no extra root is needed.
fn signing(folder: &Path, settings: &Value) -> Result<ClientWithMiddleware, Box<dyn Error>> {
    let text = |name: &str| settings[name].as_str().unwrap_or_default().to_owned();
    let key = KeySource::path(folder.join("signing.p12"))
        .with_password(text("p12_password"))
        .private_key()?;
    let oauth1 = OAuth1::new(text("consumer_key"), LocalSigner::new(&key)?)?;
    let roots = KeySource::path(folder.join("ca.pem")).certificates()?;
    let http = ClientBuilder::oauth1(oauth1)
        .with_tls(ClientTls::new().with_extra_roots(roots))
        .build()?;
    Ok(http)
}
