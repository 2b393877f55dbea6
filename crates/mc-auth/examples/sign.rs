//! Signs a request for any HTTP client, and makes a client that signs by itself.
//!
//! ```sh
//! mcapi sandbox --dir sandbox &
//! cargo run -p mcapi-auth --example sign -- sandbox
//! ```

use std::error::Error;
use std::path::PathBuf;

use mc_auth::ClientBuilder;
use mc_auth::keys::KeySource;
use mc_auth::oauth1::OAuth1;
use mc_auth::rsa::LocalSigner;
use mc_auth::tls::ClientTls;
use serde_json::Value;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("sandbox"), PathBuf::from);
    let settings: Value = serde_json::from_slice(&std::fs::read(folder.join("sandbox.json"))?)?;
    let text = |pointer: &str| {
        settings
            .pointer(pointer)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let url = format!("{}/v6/healthcheck", text("/products/mastercom/base_url"));

    let key = KeySource::path(folder.join("signing.p12"))
        .with_password(text("/p12_password"))
        .private_key()?;
    let oauth1 = OAuth1::new(text("/consumer_key"), LocalSigner::new(&key)?)?;

    // For any HTTP client: the header, and the URL that has to be sent with it.
    let signed = oauth1.sign("GET", &url, b"").await?;
    println!("URL to send: {}", signed.url());
    println!("base string: {}", signed.base_string());

    // A client that signs all that it sends. With Mastercard, no extra root is needed.
    let roots = KeySource::path(folder.join("ca.pem")).certificates()?;
    let http = ClientBuilder::oauth1(oauth1)
        .with_tls(ClientTls::new().with_extra_roots(roots))
        .build()?;
    let answer = http.get(&url).send().await?;
    println!("status: {}", answer.status());
    if answer.status() != 200 {
        return Err("the sandbox refused the request".into());
    }
    Ok(())
}
