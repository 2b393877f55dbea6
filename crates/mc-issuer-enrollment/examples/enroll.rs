//! Enrolls a card into Click to Pay, against the sandbox.
//!
//! ```sh
//! mcapi sandbox --dir sandbox &
//! cargo run -p mc-issuer-enrollment --example enroll -- sandbox
//! ```

use std::error::Error;
use std::path::{Path, PathBuf};

use mc_auth::ClientBuilder;
use mc_auth::jwe::{Decrypter, Encrypter};
use mc_auth::keys::KeySource;
use mc_auth::oauth1::OAuth1;
use mc_auth::payload::EncryptionLayer;
use mc_auth::rsa::LocalSigner;
use mc_auth::tls::ClientTls;
use mc_issuer_enrollment::Client;
use mc_issuer_enrollment::apis::cards::EnrollCardOptions;
use mc_issuer_enrollment::models::{Card, EnrollCardRequest};
use reqwest_middleware::ClientWithMiddleware;
use serde_json::Value;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("sandbox"), PathBuf::from);
    let settings: Value = serde_json::from_slice(&std::fs::read(folder.join("sandbox.json"))?)?;
    let base_url = settings["products"]["issuer-enrollment"]["base_url"]
        .as_str()
        .ok_or("no base_url")?;
    let environment = mc_core::Environment::custom(base_url)?;
    let client = Client::new(signing(&folder, &settings)?, environment);

    let request: EnrollCardRequest = serde_json::from_value(serde_json::json!({
        "srcClientId": "7a1f0d3c-0000-4000-8000-000000000001",
        "serviceId": "SRC",
        "cardSource": "ISSUER",
        "consumer": {
            "consumerIdentity": {"identityType": "EMAIL_ADDRESS", "identityValue": "jane.roe@example.com"},
            "firstName": "Jane", "lastName": "Roe", "countryCode": "US",
            "mobileNumber": {"countryCode": "1", "phoneNumber": "2025550123"},
        },
    }))?;
    // The encryption layer replaces the card by a JWE before anything is sent.
    let request = request.encrypted_card(Card::new("5555555555554444", "12", "2029"));
    client.cards().enroll_card(&request, &EnrollCardOptions::new()).await?;
    println!("the card is enrolled");
    Ok(())
}

/// An HTTP client that signs and encrypts, with the keys that the sandbox wrote.
///
/// With Mastercard, the consumer key and the key file are those of your project, and no extra root is needed.
fn signing(folder: &Path, settings: &Value) -> Result<ClientWithMiddleware, Box<dyn Error>> {
    let text = |name: &str| settings[name].as_str().unwrap_or_default().to_owned();
    let key = KeySource::path(folder.join("signing.p12"))
        .with_password(text("p12_password"))
        .private_key()?;
    let oauth1 = OAuth1::new(text("consumer_key"), LocalSigner::new(&key)?)?;
    let key_id = settings["products"]["issuer-enrollment"]["encryption_key_id"]
        .as_str()
        .unwrap_or_default();
    let encrypter = Encrypter::new(&KeySource::path(folder.join("encryption.pem")).public_key()?)?.with_kid(key_id);
    let decrypter = Decrypter::new(&KeySource::path(folder.join("decryption-key.pem")).private_key()?)?;
    let roots = KeySource::path(folder.join("ca.pem")).certificates()?;
    let http = ClientBuilder::oauth1(oauth1)
        .with_tls(ClientTls::new().with_extra_roots(roots))
        .with_encryption(EncryptionLayer::jwe(encrypter, decrypter))
        .build()?;
    Ok(http)
}
