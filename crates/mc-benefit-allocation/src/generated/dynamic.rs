// mc-benefit-allocation: Benefit Allocation Service 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! Calling operations by name, with parameters as text and a body as JSON.
//!
//! ```no_run
//! use mc_core::dynamic::Arguments;
//!
//! # async fn example(client: mc_benefit_allocation::Client, body: Option<mc_core::Bytes>) -> mc_core::Result<()> {
//! for known in mc_benefit_allocation::dynamic::ALL {
//!     println!("{}: {} parameters", known.operation().id(), known.parameters().len());
//! }
//! let arguments = Arguments::new().with("name", "value");
//! let answer = mc_benefit_allocation::dynamic::call(&client, "operationId", &arguments, body).await?;
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
    Description::new(operations::REPLACE_CARD, &[])
        .with_body(mc_core::dynamic::Body::Json)
        .with_summary("Move the benefits of a card to its new number."),
    Description::new(operations::SET_CARD_FROZEN, &[])
        .with_body(mc_core::dynamic::Body::Json)
        .with_summary("Freeze or release the benefits of a card."),
    Description::new(operations::ASSIGN_SEGMENT, &[])
        .with_body(mc_core::dynamic::Body::Json)
        .with_summary("Assign a segment to a card."),
    Description::new(operations::CANCEL_SEGMENT, &[])
        .with_body(mc_core::dynamic::Body::Json)
        .with_summary("Cancel the segment of a card."),
    Description::new(operations::REPLACE_SEGMENT, &[])
        .with_body(mc_core::dynamic::Body::Json)
        .with_summary("Exchange the segment of a card for another."),
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
        "replaceCard" => {
            let body = input.json::<models::CardReplacement>()?;
            Box::pin(client.cards().replace_card(&body))
                .await
                .map(mc_core::dynamic::Answer::model)
        }
        "setCardFrozen" => {
            let body = input.json::<models::FrozenCard>()?;
            Box::pin(client.cards().set_card_frozen(&body))
                .await
                .map(|()| mc_core::dynamic::Answer::empty())
        }
        "assignSegment" => {
            let body = input.json::<models::AssignBenefitAllocation>()?;
            Box::pin(client.segments().assign_segment(&body))
                .await
                .map(mc_core::dynamic::Answer::model)
        }
        "cancelSegment" => {
            let body = input.json::<models::CancelBenefitAllocation>()?;
            Box::pin(client.segments().cancel_segment(&body))
                .await
                .map(mc_core::dynamic::Answer::model)
        }
        "replaceSegment" => {
            let body = input.json::<models::ReplaceBenefitAllocation>()?;
            Box::pin(client.segments().replace_segment(&body))
                .await
                .map(mc_core::dynamic::Answer::model)
        }
        _ => Err(mc_core::Error::invalid_request(
            "the operation is not one of this crate",
        )),
    }
}
