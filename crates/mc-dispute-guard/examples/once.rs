//! Files a chargeback twice, against the sandbox: the guard refuses the second one.
//!
//! ```sh
//! mcapi sandbox --dir sandbox &
//! cargo run -p mc-dispute-guard --example once -- sandbox
//! ```

use std::error::Error;
use std::path::{Path, PathBuf};

use mc_auth::ClientBuilder;
use mc_auth::keys::KeySource;
use mc_auth::oauth1::OAuth1;
use mc_auth::rsa::LocalSigner;
use mc_auth::tls::ClientTls;
use mc_dispute_guard::store::MemoryStore;
use mc_dispute_guard::{Guard, GuardKey, Refused};
use mc_mastercom::Client;
use mc_mastercom::models::{ChargebackType, CreateChargebackRequest};
use reqwest_middleware::ClientWithMiddleware;
use serde_json::Value;

/// A claim that the sandbox begins with.
const CLAIM: &str = "200002020654";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("sandbox"), PathBuf::from);
    let settings: Value = serde_json::from_slice(&std::fs::read(folder.join("sandbox.json"))?)?;
    let base_url = settings["products"]["mastercom"]["base_url"]
        .as_str()
        .ok_or("no base_url")?;

    // A store in memory serves one process; `FileStore` serves a machine, `RedisStore` a fleet. In production the key is
    // 32 random bytes that all of them share.
    let guard = Guard::new(MemoryStore::new(), &GuardKey::new([7; 32])?);
    let http = guarded(&folder, &settings, guard)?;
    let client = Client::new(http, mc_core::Environment::custom(base_url)?);

    let request = CreateChargebackRequest::new(
        "25.00".parse()?,
        ChargebackType::Chargeback,
        "USD".parse()?,
        false.into(),
        "4853",
    );
    let filed = client.chargebacks().create_chargeback(CLAIM, &request).await?;
    println!("filed: {:?}", filed.chargeback_id);

    let Err(error) = client.chargebacks().create_chargeback(CLAIM, &request).await else {
        return Err("the same chargeback was filed twice".into());
    };
    let refused = Refused::find(&error).ok_or("another error than the guard's")?;
    println!("not filed again: {refused}");
    println!(
        "identifiers of the first one: {:?}",
        refused.identifiers().get("chargebackId")
    );
    Ok(())
}

/// An HTTP client that signs, with the keys that the sandbox wrote, and asks the guard first.
fn guarded(folder: &Path, settings: &Value, guard: Guard) -> Result<ClientWithMiddleware, Box<dyn Error>> {
    let text = |name: &str| settings[name].as_str().unwrap_or_default().to_owned();
    let key = KeySource::path(folder.join("signing.p12"))
        .with_password(text("p12_password"))
        .private_key()?;
    let oauth1 = OAuth1::new(text("consumer_key"), LocalSigner::new(&key)?)?;
    let roots = KeySource::path(folder.join("ca.pem")).certificates()?;
    let http = ClientBuilder::oauth1(oauth1)
        .with_tls(ClientTls::new().with_extra_roots(roots))
        .with_layer(guard)
        .build()?;
    Ok(http)
}
