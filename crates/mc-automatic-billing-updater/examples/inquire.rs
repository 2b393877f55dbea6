//! Asks whether a card on file is still good, against the sandbox.
//!
//! ```sh
//! mcapi sandbox --dir sandbox &
//! cargo run -p mc-automatic-billing-updater --example inquire -- sandbox
//! ```

use std::error::Error;
use std::path::{Path, PathBuf};

use mc_auth::ClientBuilder;
use mc_auth::keys::KeySource;
use mc_auth::oauth1::OAuth1;
use mc_auth::rsa::LocalSigner;
use mc_auth::tls::ClientTls;
use mc_automatic_billing_updater::Client;
use mc_automatic_billing_updater::models::{Account, Customer, Inquiry, ResponseIndicator};
use reqwest_middleware::ClientWithMiddleware;
use serde_json::Value;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("sandbox"), PathBuf::from);
    let settings: Value = serde_json::from_slice(&std::fs::read(folder.join("sandbox.json"))?)?;
    let base_url = settings["products"]["automatic-billing-updater"]["base_url"]
        .as_str()
        .ok_or("no base_url")?;
    let environment = mc_core::Environment::custom(base_url)?;
    let client = Client::new(signing(&folder, &settings)?, environment);

    let customer = Customer::new("1076", "100000000000001");
    let account = Account::new("5200000000000010".to_owned(), "1229".to_owned());
    let answer = client
        .inquiries()
        .inquire_account(&Inquiry::new("example-1", customer, account))
        .await?;
    match answer.response_indicator {
        Some(ResponseIndicator::Valid) => println!("the card is still good"),
        // Values that this version does not know are `Unknown`, never an error.
        other => println!("the card has changed: {other:?}"),
    }
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
