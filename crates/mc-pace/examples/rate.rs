//! Sends ten requests to the sandbox's control endpoint, five a second at most.
//!
//! ```sh
//! mcapi sandbox --dir sandbox &
//! cargo run -p mc-pace --example rate -- sandbox
//! ```

use std::error::Error;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Instant;

use mc_pace::Pace;
use serde_json::Value;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("sandbox"), PathBuf::from);
    let settings: Value = serde_json::from_slice(&std::fs::read(folder.join("sandbox.json"))?)?;
    let control = settings["control_url"].as_str().ok_or("no control_url")?;

    let rate = NonZeroU32::new(5).ok_or("no rate")?;
    let http = reqwest_middleware::ClientBuilder::new(reqwest::Client::new())
        .with(Pace::per_second(rate))
        .build();
    let started = Instant::now();
    for number in 1..=10 {
        let answer = http.get(format!("{control}/settings")).send().await?;
        println!("{number}: {} after {:?}", answer.status(), started.elapsed());
    }
    Ok(())
}
