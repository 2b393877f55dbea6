// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! Calling operations by name, with parameters as text and a body as JSON.
//!
//! ```no_run
//! use mc_core::dynamic::Arguments;
//!
//! # async fn example(client: mc_issuer_enrollment::Client, body: Option<mc_core::Bytes>) -> mc_core::Result<()> {
//! for known in mc_issuer_enrollment::dynamic::ALL {
//!     println!("{}: {} parameters", known.operation().id(), known.parameters().len());
//! }
//! let arguments = Arguments::new().with("name", "value");
//! let answer = mc_issuer_enrollment::dynamic::call(&client, "operationId", &arguments, body).await?;
//! println!("{answer:?}"); // as the model prints: what is not known to be harmless is hidden
//! # Ok(())
//! # }
//! ```

use mc_core::dynamic::{Answer, Arguments, Description, Kind, Parameter, Place};

use super::Client;
use super::apis;
use super::models;
use super::operations;

/// What each operation takes, in the order of [`operations::ALL`].
pub const ALL: &[Description] = &[
    Description::new(
        operations::ENROLL_BATCH,
        &[Parameter::new("x-openapi-clientid", Place::Header, Kind::Text)],
    )
    .with_body(mc_core::dynamic::Body::Json)
    .with_summary("Enrol many cards in Click to Pay."),
    Description::new(
        operations::GET_BATCH,
        &[Parameter::new("batchId", Place::Path, Kind::Text).required()],
    )
    .with_summary("Ask what has become of a batch."),
    Description::new(
        operations::DELETE_CARD,
        &[
            Parameter::new("cardId", Place::Path, Kind::Text).required(),
            Parameter::new("srcClientId", Place::Query, Kind::Text),
            Parameter::new("serviceId", Place::Query, Kind::Text),
        ],
    )
    .with_summary("Delete an enrolled card."),
    Description::new(
        operations::ENROLL_CARD,
        &[Parameter::new("x-openapi-clientid", Place::Header, Kind::Text)],
    )
    .with_body(mc_core::dynamic::Body::Json)
    .with_summary("Enrol a card in Click to Pay."),
    Description::new(
        operations::GET_CARD,
        &[
            Parameter::new("cardId", Place::Path, Kind::Text).required(),
            Parameter::new("srcClientId", Place::Query, Kind::Text),
            Parameter::new("serviceId", Place::Query, Kind::Text),
        ],
    )
    .with_summary("Read an enrolled card."),
    Description::new(
        operations::UPDATE_CARD,
        &[
            Parameter::new("cardId", Place::Path, Kind::Text).required(),
            Parameter::new("srcClientId", Place::Query, Kind::Text),
            Parameter::new("serviceId", Place::Query, Kind::Text),
        ],
    )
    .with_body(mc_core::dynamic::Body::Json)
    .with_summary("Change the billing address of an enrolled card."),
    Description::new(operations::DELETE_PROFILES, &[]).with_summary("Delete consumer profiles."),
    Description::new(
        operations::GET_PROFILE,
        &[Parameter::new("consumerId", Place::Path, Kind::Text).required()],
    )
    .with_summary("Read the profile of a consumer."),
    Description::new(
        operations::UPDATE_PROFILE,
        &[Parameter::new("consumerId", Place::Path, Kind::Text).required()],
    )
    .with_body(mc_core::dynamic::Body::Json)
    .with_summary("Change the profile of a consumer."),
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
        "enrollBatch" => {
            let body = input.json::<models::BatchEnrollRequest>()?;
            let options = apis::batches::EnrollBatchOptions {
                openapi_client_id: input.option("x-openapi-clientid", Place::Header)?,
            };
            Box::pin(client.batches().enroll_batch(&body, &options))
                .await
                .map(mc_core::dynamic::Answer::model)
        }
        "getBatch" => Box::pin(
            client
                .batches()
                .get_batch(&input.parameter::<String>("batchId", Place::Path)?),
        )
        .await
        .map(mc_core::dynamic::Answer::hidden),
        "deleteCard" => {
            let options = apis::cards::DeleteCardOptions {
                src_client_id: input.option("srcClientId", Place::Query)?,
                service_id: input.option("serviceId", Place::Query)?,
            };
            Box::pin(
                client
                    .cards()
                    .delete_card(&input.parameter::<String>("cardId", Place::Path)?, &options),
            )
            .await
            .map(mc_core::dynamic::Answer::model)
        }
        "enrollCard" => {
            let body = input.json::<models::EnrollCardRequest>()?;
            let options = apis::cards::EnrollCardOptions {
                openapi_client_id: input.option("x-openapi-clientid", Place::Header)?,
            };
            Box::pin(client.cards().enroll_card(&body, &options))
                .await
                .map(mc_core::dynamic::Answer::model)
        }
        "getCard" => {
            let options = apis::cards::GetCardOptions {
                src_client_id: input.option("srcClientId", Place::Query)?,
                service_id: input.option("serviceId", Place::Query)?,
            };
            Box::pin(
                client
                    .cards()
                    .get_card(&input.parameter::<String>("cardId", Place::Path)?, &options),
            )
            .await
            .map(mc_core::dynamic::Answer::model)
        }
        "updateCard" => {
            let body = input.json::<mc_core::RawJson>()?;
            let options = apis::cards::UpdateCardOptions {
                src_client_id: input.option("srcClientId", Place::Query)?,
                service_id: input.option("serviceId", Place::Query)?,
            };
            Box::pin(
                client
                    .cards()
                    .update_card(&input.parameter::<String>("cardId", Place::Path)?, &body, &options),
            )
            .await
            .map(mc_core::dynamic::Answer::hidden)
        }
        "deleteProfiles" => Box::pin(client.profiles().delete_profiles())
            .await
            .map(mc_core::dynamic::Answer::hidden),
        "getProfile" => Box::pin(
            client
                .profiles()
                .get_profile(&input.parameter::<String>("consumerId", Place::Path)?),
        )
        .await
        .map(mc_core::dynamic::Answer::hidden),
        "updateProfile" => {
            let body = input.json::<mc_core::RawJson>()?;
            Box::pin(
                client
                    .profiles()
                    .update_profile(&input.parameter::<String>("consumerId", Place::Path)?, &body),
            )
            .await
            .map(mc_core::dynamic::Answer::hidden)
        }
        _ => Err(mc_core::Error::invalid_request(
            "the operation is not one of this crate",
        )),
    }
}
