//! Starts a sandbox as a test does, and lets it fail on demand.
//!
//! ```sh
//! cargo run -p mc-sandbox --example fault
//! ```

use std::error::Error;

use mc_mastercom::Client;
use mc_sandbox::{Fault, PlannedFault, Product, Sandbox};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::builder().start().await?;
    println!("status page: {}/", sandbox.control_url());
    let http = sandbox.http(Product::Mastercom)?;
    let client = Client::new(http, sandbox.environment(Product::Mastercom));

    client.health().healthcheck().await?;

    // The client repeats what may be repeated, so a fault that is to be seen has to outlast its attempts.
    let unavailable = Fault::Status(http::StatusCode::SERVICE_UNAVAILABLE);
    sandbox.fail(
        PlannedFault::new(unavailable)
            .times(10)
            .for_operation(Product::Mastercom, &mc_mastercom::operations::HEALTHCHECK),
    );
    let Err(error) = client.health().healthcheck().await else {
        return Err("the fault did not happen".into());
    };
    println!("{error}; send it again later: {}", error.is_retryable());

    for seen in sandbox.requests() {
        println!("{:?} {:?}", seen.operation, seen.status);
    }
    sandbox.shutdown().await;
    Ok(())
}
