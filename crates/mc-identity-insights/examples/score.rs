//! Scores the person behind a new account, against the sandbox.
//!
//! ```sh
//! mcapi sandbox --dir sandbox &
//! cargo run -p mc-identity-insights --example score -- sandbox
//! ```

use std::error::Error;
use std::path::{Path, PathBuf};

use mc_auth::ClientBuilder;
use mc_auth::jwe::{Decrypter, Encrypter};
use mc_auth::keys::KeySource;
use mc_auth::payload::EncryptionLayer;
use mc_auth::tls::{ClientIdentity, ClientTls};
use mc_identity_insights::Client;
use mc_identity_insights::models::{AccountInfo, AccountOpeningData, UserInput};
use reqwest_middleware::ClientWithMiddleware;
use serde_json::Value;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("sandbox"), PathBuf::from);
    let settings: Value = serde_json::from_slice(&std::fs::read(folder.join("sandbox.json"))?)?;
    let base_url = settings["products"]["identity-insights"]["base_url"]
        .as_str()
        .ok_or("no base_url")?;
    let environment = mc_core::Environment::custom(base_url)?;
    let client = Client::new(encrypting(&folder, &settings)?, environment);

    let user = UserInput::new(AccountInfo::new()).email("jane.roe@example.com".to_owned());
    let answer = client
        .openings()
        .retrieve_account_opening_insights(&AccountOpeningData::new(user))
        .await?;
    println!("reference of the insights: {}", answer.request_ref_id);
    Ok(())
}

/// An HTTP client with a certificate that encrypts, with the keys that the sandbox wrote.
///
/// With Mastercard, the files are those of your project, and no extra root is needed.
fn encrypting(folder: &Path, settings: &Value) -> Result<ClientWithMiddleware, Box<dyn Error>> {
    let password = settings["p12_password"].as_str().unwrap_or_default();
    let identity = KeySource::path(folder.join("client.p12"))
        .with_password(password.to_owned())
        .identity()?;
    let key_id = settings["products"]["identity-insights"]["encryption_key_id"]
        .as_str()
        .unwrap_or_default();
    let encrypter = Encrypter::new(&KeySource::path(folder.join("encryption.pem")).public_key()?)?.with_kid(key_id);
    let decrypter = Decrypter::new(&KeySource::path(folder.join("decryption-key.pem")).private_key()?)?;
    let roots = KeySource::path(folder.join("ca.pem")).certificates()?;
    let http = ClientBuilder::mutual_tls(&ClientIdentity::new(&identity)?)
        .with_tls(ClientTls::new().with_extra_roots(roots))
        .with_encryption(EncryptionLayer::jwe(encrypter, decrypter))
        .build()?;
    Ok(http)
}
