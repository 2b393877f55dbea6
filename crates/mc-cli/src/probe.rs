//! `mcapi probe`: a health check for places that have no other program, such as the container image.

use std::time::Duration;

use clap::Args;

use crate::failure::{Failure, Result};

/// Asks a health endpoint, and fails unless it answers that all is well
///
/// For containers without a shell: it sends one GET without TLS, prints nothing, and ends with 0 for an answer of 200 to 299.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcapi probe http://127.0.0.1:9464/readyz       the receiver, by its address `admin`
  mcapi probe http://127.0.0.1:8080/settings     the sandbox, by its control endpoint")]
pub(crate) struct Probe {
    /// Address to ask, with http
    url: String,
    /// Seconds that the answer may take
    #[arg(long, value_name = "SECONDS", default_value_t = 3)]
    timeout: u64,
}

impl Probe {
    pub(crate) fn run(&self) -> Result<()> {
        if !self.url.starts_with("http://") {
            return Err(Failure::new(
                "health endpoints have no TLS: give an address that begins with http://",
            ));
        }
        let client = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(Duration::from_secs(self.timeout))
            .build()
            .map_err(|error| Failure::new(format!("no request can be sent: {}", error.without_url())))?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| Failure::new(format!("the program cannot wait for an answer: {error}")))?;
        let status = runtime
            .block_on(async { client.get(&self.url).send().await })
            .map_err(|error| Failure::new(format!("no answer: {}", cause(&error))))?
            .status();
        if status.is_success() {
            Ok(())
        } else {
            Err(Failure::new(format!("the answer is {status}")))
        }
    }
}

/// What is at the bottom of an error: the connection that was refused, the time that ran out.
fn cause(error: &reqwest::Error) -> String {
    let mut deepest: &dyn std::error::Error = error;
    while let Some(source) = deepest.source() {
        deepest = source;
    }
    deepest.to_string()
}
