// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! Calling operations by name, with parameters as text and a body as JSON.
//!
//! ```no_run
//! use mc_core::dynamic::Arguments;
//!
//! # async fn example(client: mc_identity_insights::Client, body: Option<mc_core::Bytes>) -> mc_core::Result<()> {
//! for known in mc_identity_insights::dynamic::ALL {
//!     println!("{}: {} parameters", known.operation().id(), known.parameters().len());
//! }
//! let arguments = Arguments::new().with("name", "value");
//! let answer = mc_identity_insights::dynamic::call(&client, "operationId", &arguments, body).await?;
//! println!("{answer:?}"); // as the model prints: what is not known to be harmless is hidden
//! # Ok(())
//! # }
//! ```

use mc_core::dynamic::{Answer, Arguments, Description};

use super::Client;
use super::models;
use super::operations;

/// What each operation takes, in the order of [`operations::ALL`].
pub const ALL: &[Description] = &[Description::new(operations::RETRIEVE_ACCOUNT_OPENING_INSIGHTS, &[])
    .with_body(mc_core::dynamic::Body::Json)
    .with_summary("Assess an account that somebody wants to open.")];

/// Calls the operation of this id, ours or the published one, through its typed method.
///
/// # Errors
///
/// An invalid request, if there is no such operation, or the arguments or the body are not what it takes; nothing is sent
/// then. Otherwise what the method gives.
pub async fn call(
    client: &Client,
    operation: &str,
    arguments: &Arguments,
    body: Option<mc_core::Bytes>,
) -> mc_core::Result<Answer> {
    let description = mc_core::dynamic::find(ALL, operation)?;
    let input = description.read(arguments, body)?;
    match description.operation().id() {
        "retrieveAccountOpeningInsights" => {
            let body = input.json::<models::AccountOpeningData>()?;
            Box::pin(client.openings().retrieve_account_opening_insights(&body))
                .await
                .map(mc_core::dynamic::Answer::model)
        }
        _ => Err(mc_core::Error::invalid_request(
            "the operation is not one of this crate",
        )),
    }
}
