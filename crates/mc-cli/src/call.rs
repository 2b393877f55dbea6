//! `mcapi call`: one operation of a product, through its typed crate.

use std::collections::BTreeMap;
use std::ffi::OsString;

use clap::{Args, ValueEnum};
use mc_auth::payload::ClearRequests;
use mc_auth::tls::ClientTls;
use mc_core::dynamic::{Answer, Arguments, Description, find};
use mc_core::{Bytes, Client, Environment, Error, Operation, PayloadEncryption};
use mc_dispute_guard::{Guard, Refused};
use mc_profile::GuardSettings;
use serde::Serialize;
use url::Url;

use crate::failure::{Failure, Result, printable};
use crate::product::{self, Product, Request};
use crate::profile::Choice;
use crate::streams::{self, Input};

const EXAMPLES: &str = "\
The body passes through the request model and the answer through the response
model, so what is printed is what a program would have seen. `mcapi operations`
lists what there is; a profile, see `mcapi profile check --help`, has the keys.

Examples:
  mcapi call mastercom getClaimDetail --param claim-id=200002020654 --env sandbox
  mcapi call automatic-billing-updater inquireAccount --body inquiry.json \\
      --profile production --output debug
  mcapi call mastercom healthcheck --profile-file sandbox/sandbox.json
  mcapi call benefit-allocation assignSegment --body - --no-auth \\
      --base-url http://127.0.0.1:4010 <segment.json

Exit status:
  0  the API answered; its answer is on standard output
  1  usage or configuration; nothing was sent
  2  the API answered an error; what it said is on standard output
  3  no answer came back, or none that can be read
  4  the same dispute event is in flight, filed, or of unknown fate; nothing was
     sent, and standard output says more: see `mcapi disputes --help`";

/// Calls an operation of a product and prints the answer
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Call {
    /// Product: the crate's name without mc-
    #[arg(value_name = "PRODUCT", value_parser = product::names())]
    product: String,
    /// Operation: its id, or the published one
    #[arg(value_name = "OPERATION")]
    operation: String,
    /// Parameter by its published name; again for lists and for other parameters
    #[arg(long = "param", value_name = "NAME=VALUE")]
    parameters: Vec<String>,
    /// File with the body, or - for standard input
    #[arg(long, value_name = "FILE")]
    body: Option<OsString>,
    /// Environment to ask, such as sandbox or production
    #[arg(long, value_name = "NAME", conflicts_with = "base_url")]
    env: Option<String>,
    /// Server to ask instead of an environment
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    #[command(flatten)]
    choice: Choice,
    /// Neither sign nor encrypt; for a mock on this machine, which --base-url names
    #[arg(long, requires = "base_url", conflicts_with_all = ["profile", "profile_file"])]
    no_auth: bool,
    /// File a dispute event again that was filed or may have been, for a reason that is logged
    #[arg(long, value_name = "REASON")]
    file_again: Option<String>,
    /// What to print of the answer
    #[arg(long, value_enum, default_value_t)]
    output: Output,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Output {
    /// The answer as the model writes it
    #[default]
    Json,
    /// The model as it may be logged: what is not known to be harmless is hidden
    Debug,
}

impl Call {
    pub(crate) fn run(self) -> Result<()> {
        let product = Product::find(&self.product)?;
        let description = find(product.operations, &self.operation)?;
        let arguments = self.arguments()?;
        let body = match &self.body {
            Some(name) => Some(Bytes::copy_from_slice(&Input::from(name.clone()).read()?)),
            None => None,
        };
        // What is wrong with the call is said before keys are looked for.
        description.read(&arguments, body.clone())?;
        let request = Request {
            operation: description.operation().id(),
            arguments,
            body,
        };
        self.check_again(description.operation())?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| Failure::at(&"the runtime does not start", &error.kind()))?;
        let client = runtime.block_on(self.client(product, description))?;
        match runtime.block_on((product.call)(client, request)) {
            Ok(answer) => self.print(&answer),
            Err(error) => {
                self.print_error(&error)?;
                Err(error.into())
            }
        }
    }

    fn arguments(&self) -> Result<Arguments> {
        let pairs = self.parameters.iter().map(|text| {
            text.split_once('=')
                .ok_or_else(|| Failure::new("--param has no equals sign in it; write it as --param NAME=VALUE"))
        });
        pairs.collect()
    }

    fn check_again(&self, operation: &Operation) -> Result<()> {
        match self.file_again.as_deref() {
            Some(_) if !operation.creates_event() => Err(Failure::new(format!(
                "operation {operation} files no dispute event; leave --file-again out"
            ))),
            Some(reason) if reason.trim().is_empty() => {
                Err(Failure::new("--file-again is empty; say why the event is filed again"))
            }
            _ => Ok(()),
        }
    }

    /// What keeps a dispute event from being filed twice; nothing for operations that file none.
    async fn guard(&self, operation: &Operation, settings: Option<&GuardSettings>) -> Result<Option<Guard>> {
        if !operation.creates_event() {
            return Ok(None);
        }
        let guard = crate::guard::open(settings).await?;
        Ok(Some(match self.file_again.as_deref() {
            None => guard,
            Some(reason) => {
                streams::complain(&format!(
                    "warning: what was filed may be filed again: {}",
                    printable(reason)
                ));
                guard.with_again(reason)
            }
        }))
    }

    async fn client(&self, product: &'static Product, description: &Description) -> Result<Client> {
        if self.no_auth {
            let environment = loopback(self.base_url.as_deref().unwrap_or_default())?;
            let guard = self.guard(description.operation(), None).await?;
            return Ok(Client::new(plain(description.operation(), guard)?, environment));
        }
        let mut profile = self.choice.source().load()?.api(product.api)?;
        if let Some(url) = &self.base_url {
            profile = profile.with_base_url(url)?;
        } else if let Some(name) = &self.env {
            profile = profile.with_environment(name)?;
        } else if let Err(error) = profile.environment() {
            return Err(Failure::new(format!("{error}, or give --env or --base-url")));
        }
        let operation = description.operation();
        profile.require_encryption(operation)?;
        if operation.encryption() == PayloadEncryption::None {
            profile = profile.without_encryption();
        }
        let mut builder = profile.builder()?;
        if let Some(guard) = self.guard(operation, profile.guard()).await? {
            builder = builder.with_layer(guard);
        }
        let client = Client::new(builder.build()?, profile.environment()?);
        for warning in profile.warnings() {
            streams::complain(&format!("warning: {warning}"));
        }
        Ok(client)
    }

    fn print(&self, answer: &Answer) -> Result<()> {
        match self.output {
            Output::Debug => streams::print(format!("{answer:?}").as_bytes()),
            Output::Json if answer.is_empty() => Ok(()),
            Output::Json if answer.is_json() => streams::print(&answer.to_bytes()?),
            Output::Json => streams::print_exactly(&answer.to_bytes()?),
        }
    }

    /// What the server said goes where an answer would have gone.
    fn print_error(&self, error: &Error) -> Result<()> {
        if (error.is_invalid_request() || error.is_middleware()) && Refused::find(error).is_none() {
            return Ok(());
        }
        match self.output {
            Output::Debug => streams::print(format!("{error:?}").as_bytes()),
            Output::Json => {
                let report = ErrorReport::new(error);
                let json = serde_json::to_vec(&report).map_err(|error| Failure::at(&"the result", &error))?;
                streams::print(&json)
            }
        }
    }
}

/// A client that does nothing to the requests of an operation: they go to a mock, in the clear.
fn plain(operation: &Operation, guard: Option<Guard>) -> Result<reqwest_middleware::ClientWithMiddleware> {
    let http = reqwest::Client::builder()
        .no_proxy()
        .tls_backend_preconfigured(ClientTls::new().build()?)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .map_err(|_| Failure::new("the HTTP client cannot be built"))?;
    let mut builder = reqwest_middleware::ClientBuilder::new(http);
    if let Some(guard) = guard {
        builder = builder.with(guard);
    }
    Ok(builder.with(ClearRequests::of([operation])).build())
}

/// A server on this machine.
fn loopback(url: &str) -> Result<Environment> {
    let environment = Environment::custom(url)?;
    let is_local = Url::parse(url).is_ok_and(|url| mc_core::is_loopback(&url));
    if is_local {
        return Ok(environment);
    }
    Err(Failure::new(
        "--no-auth is for mocks on this machine: give a --base-url on localhost or 127.0.0.1, or leave --no-auth out",
    ))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ErrorReport<'a> {
    error: Report<'a>,
}

/// What kind of failure an error is, in one word.
fn kind(error: &Error) -> &'static str {
    let kinds = [
        (Refused::find(error).is_some(), "refused"),
        (error.is_transport(), "transport"),
        (error.is_api(), "api"),
        (error.is_decode(), "decode"),
        (error.is_body_too_large(), "bodytoolarge"),
        (error.is_invalid_request(), "invalidrequest"),
        (error.is_middleware(), "middleware"),
    ];
    kinds.iter().find(|(is, _)| *is).map_or("other", |(_, kind)| kind)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report<'a> {
    kind: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    operation: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    correlation_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after_seconds: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    may_have_been_processed: bool,
    retryable: bool,
    errors: Vec<Told<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<Earlier<'a>>,
}

/// The event that was not filed again.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Earlier<'a> {
    event: String,
    state: String,
    remaining_seconds: u64,
    identifiers: BTreeMap<&'a str, &'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Told<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason_code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recoverable: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    details: Vec<Detail<'a>>,
}

#[derive(Serialize)]
struct Detail<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

impl<'a> ErrorReport<'a> {
    fn new(error: &'a Error) -> Self {
        let errors = error.errors().iter().map(|told| Told {
            source: told.source(),
            reason_code: told.reason_code(),
            description: told.description(),
            recoverable: told.recoverable(),
            details: told
                .details()
                .iter()
                .map(|detail| Detail {
                    name: detail.name(),
                    value: detail.value(),
                    reason: detail.reason(),
                })
                .collect(),
        });
        Self {
            error: Report {
                kind: kind(error),
                message: error.to_string(),
                operation: error.operation().map(|operation| operation.id()),
                status: error.status().map(|status| status.as_u16()),
                correlation_id: error.correlation_id(),
                retry_after_seconds: error.retry_after().map(|wait| wait.as_secs()),
                path: error.decode_path(),
                may_have_been_processed: error.may_have_been_processed(),
                retryable: error.is_retryable(),
                errors: errors.collect(),
                refused: Refused::find(error).map(|refused| Earlier {
                    event: refused.event().to_string(),
                    state: refused.state().to_string(),
                    remaining_seconds: refused.remaining().as_secs(),
                    identifiers: refused.identifiers().iter().collect(),
                }),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_asked_without_authentication() {
        for url in [
            "http://localhost:4010",
            "http://127.0.0.1:1/x",
            "https://[::1]:1",
            "https://localhost",
        ] {
            assert!(loopback(url).is_ok(), "{url}");
        }
        for url in [
            "https://api.mastercard.com",
            "https://127.0.0.1.example.com",
            "http://10.0.0.1",
            "",
        ] {
            assert!(loopback(url).is_err(), "{url}");
        }
    }
}
