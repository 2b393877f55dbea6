//! Calls an operation that no generated crate has, and looks at what an error knows.
//!
//! It calls the control endpoint of the sandbox, which wants no signature:
//!
//! ```sh
//! mcapi sandbox --dir sandbox &
//! cargo run -p mcapi-core --example own_operation -- sandbox
//! ```

use std::error::Error;
use std::path::PathBuf;

use mc_core::{Client, Environment, Operation, Request};
use serde_json::Value;

const SETTINGS: Operation = Operation::new("settings", "getSettings", "GET", "/settings");
const UNKNOWN: Operation = Operation::new("unknown", "getUnknown", "GET", "/there-is-no-such-path");

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("sandbox"), PathBuf::from);
    let settings: Value = serde_json::from_slice(&std::fs::read(folder.join("sandbox.json"))?)?;
    let control = settings["control_url"].as_str().ok_or("no control_url")?;

    let http = reqwest_middleware::ClientBuilder::new(reqwest::Client::new()).build();
    let client = Client::new(http, Environment::custom(control)?);
    let served: Value = Request::new(&client, &SETTINGS).send_json().await?;
    println!(
        "products: {}",
        served["products"].as_object().map_or(0, serde_json::Map::len)
    );

    let Err(error) = Request::new(&client, &UNKNOWN).send_empty().await else {
        return Err("a path that does not exist was served".into());
    };
    println!("{error}");
    println!("status: {:?}", error.status());
    println!("send it again later: {}", error.is_retryable());
    println!("the server may have acted: {}", error.may_have_been_processed());
    Ok(())
}
