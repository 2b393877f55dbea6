// mc-automatic-billing-updater: Automatic Billing Updater 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! Calling operations by name, with parameters as text and a body as JSON.
//!
//! ```no_run
//! use mc_core::dynamic::Arguments;
//!
//! # async fn example(client: mc_automatic_billing_updater::Client, body: Option<mc_core::Bytes>) -> mc_core::Result<()> {
//! for known in mc_automatic_billing_updater::dynamic::ALL {
//!     println!("{}: {} parameters", known.operation().id(), known.parameters().len());
//! }
//! let arguments = Arguments::new().with("name", "value");
//! let answer = mc_automatic_billing_updater::dynamic::call(&client, "operationId", &arguments, body).await?;
//! println!("{answer:?}"); // as the model prints: what is not known to be harmless is hidden
//! # Ok(())
//! # }
//! ```

use mc_core::dynamic::{Answer, Arguments, Description};

use super::Client;
use super::models;
use super::operations;

/// What each operation takes, in the order of [`operations::ALL`].
pub const ALL: &[Description] = &[
    Description::new(operations::INQUIRE_ACCOUNT, &[])
        .with_body(mc_core::dynamic::Body::Json)
        .with_summary("Ask whether an account has changed."),
    Description::new(operations::INQUIRE_SUBSCRIPTION, &[])
        .with_body(mc_core::dynamic::Body::Json)
        .with_summary("See whether an account is being watched."),
    Description::new(operations::SUBSCRIBE_ACCOUNT, &[])
        .with_body(mc_core::dynamic::Body::Json)
        .with_summary("Watch an account for changes."),
    Description::new(operations::UNSUBSCRIBE_ACCOUNT, &[])
        .with_body(mc_core::dynamic::Body::Json)
        .with_summary("Stop watching an account."),
];

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
        "inquireAccount" => {
            let body = input.json::<models::Inquiry>()?;
            Box::pin(client.inquiries().inquire_account(&body))
                .await
                .map(mc_core::dynamic::Answer::model)
        }
        "inquireSubscription" => {
            let body = input.json::<models::SubscriptionInquiry>()?;
            Box::pin(client.subscriptions().inquire_subscription(&body))
                .await
                .map(mc_core::dynamic::Answer::model)
        }
        "subscribeAccount" => {
            let body = input.json::<models::Subscription>()?;
            Box::pin(client.subscriptions().subscribe_account(&body))
                .await
                .map(mc_core::dynamic::Answer::model)
        }
        "unsubscribeAccount" => {
            let body = input.json::<models::SubscriptionDeletion>()?;
            Box::pin(client.subscriptions().unsubscribe_account(&body))
                .await
                .map(|()| mc_core::dynamic::Answer::empty())
        }
        _ => Err(mc_core::Error::invalid_request(
            "the operation is not one of this crate",
        )),
    }
}
