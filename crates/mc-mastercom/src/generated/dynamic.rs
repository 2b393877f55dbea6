// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! Calling operations by name, with parameters as text and a body as JSON.
//!
//! ```no_run
//! use mc_core::dynamic::Arguments;
//!
//! # async fn example(client: mc_mastercom::Client, body: Option<mc_core::Bytes>) -> mc_core::Result<()> {
//! for known in mc_mastercom::dynamic::ALL {
//!     println!("{}: {} parameters", known.operation().id(), known.parameters().len());
//! }
//! let arguments = Arguments::new().with("name", "value");
//! let answer = mc_mastercom::dynamic::call(&client, "operationId", &arguments, body).await?;
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
    Description::new(operations::CREATE_CASE, &[])
        .with_body(mc_core::dynamic::Body::Json)
        .with_summary("File a case."),
    Description::new(
        operations::GET_CASE_DOCUMENTS,
        &[
            Parameter::new("case-id", Place::Path, Kind::Text).required(),
            Parameter::new("format", Place::Query, Kind::Text)
                .required()
                .with_values(&["ORIGINAL", "MERGED_TIFF", "MERGED_PDF"]),
            Parameter::new("memo", Place::Query, Kind::Text),
        ],
    )
    .with_summary("Download the documents of a case."),
    Description::new(operations::RETRIEVE_CASE_CLAIMS, &[])
        .with_body(mc_core::dynamic::Body::Json)
        .with_summary("List the claims behind cases."),
    Description::new(operations::RETRIEVE_CASE_STATUS, &[])
        .with_body(mc_core::dynamic::Body::Json)
        .with_summary("Ask how far the documents of cases are."),
    Description::new(operations::SEARCH_CASE_DOCUMENTS, &[])
        .with_body(mc_core::dynamic::Body::Json)
        .with_summary("Find cases by the state of their documents."),
    Description::new(
        operations::UPDATE_CASE,
        &[Parameter::new("case-id", Place::Path, Kind::Text).required()],
    )
    .with_body(mc_core::dynamic::Body::Json)
    .with_summary("Accept, reject, rebut, escalate or withdraw a case."),
    Description::new(operations::ACKNOWLEDGE_CHARGEBACKS, &[])
        .with_body(mc_core::dynamic::Body::Json)
        .with_summary("Acknowledge received chargebacks or second presentments."),
    Description::new(operations::ACKNOWLEDGE_DEBIT_CHARGEBACKS, &[])
        .with_body(mc_core::dynamic::Body::Json)
        .with_summary("Acknowledge received debit chargebacks."),
    Description::new(
        operations::CREATE_CHARGEBACK,
        &[Parameter::new("claim-id", Place::Path, Kind::Text).required()],
    )
    .with_body(mc_core::dynamic::Body::Json)
    .with_summary("Create a first chargeback or second presentment."),
    Description::new(
        operations::CREATE_CHARGEBACK_REVERSAL,
        &[
            Parameter::new("claim-id", Place::Path, Kind::Text).required(),
            Parameter::new("chargeback-id", Place::Path, Kind::Text).required(),
        ],
    )
    .with_summary("Reverse a chargeback that was filed in error."),
    Description::new(
        operations::CREATE_DEBIT_CHARGEBACK,
        &[Parameter::new("claim-id", Place::Path, Kind::Text).required()],
    )
    .with_body(mc_core::dynamic::Body::Json)
    .with_summary("Create a chargeback on a debit transaction."),
    Description::new(
        operations::CREATE_DEBIT_CHARGEBACK_REVERSAL,
        &[
            Parameter::new("claim-id", Place::Path, Kind::Text).required(),
            Parameter::new("chargeback-id", Place::Path, Kind::Text).required(),
        ],
    )
    .with_body(mc_core::dynamic::Body::Json)
    .with_summary("Reverse a debit chargeback that was filed in error."),
    Description::new(
        operations::GET_CHARGEBACK_DOCUMENTS,
        &[
            Parameter::new("claim-id", Place::Path, Kind::Text).required(),
            Parameter::new("chargeback-id", Place::Path, Kind::Text).required(),
            Parameter::new("format", Place::Query, Kind::Text)
                .required()
                .with_values(&["ORIGINAL", "MERGED_TIFF", "MERGED_PDF"]),
        ],
    )
    .with_summary("Download the documents of a chargeback."),
    Description::new(
        operations::GET_DEBIT_CHARGEBACK_DOCUMENTS,
        &[
            Parameter::new("claim-id", Place::Path, Kind::Text).required(),
            Parameter::new("chargeback-id", Place::Path, Kind::Text).required(),
            Parameter::new("format", Place::Query, Kind::Text)
                .required()
                .with_values(&["ORIGINAL", "MERGED_TIFF", "MERGED_PDF"]),
        ],
    )
    .with_summary("Download the documents of a debit chargeback."),
    Description::new(
        operations::LOAD_CHARGEBACK_DATA,
        &[Parameter::new("claim-id", Place::Path, Kind::Text).required()],
    )
    .with_body(mc_core::dynamic::Body::Json)
    .with_summary("Learn which values a chargeback may take."),
    Description::new(operations::RETRIEVE_CHARGEBACK_STATUS, &[])
        .with_body(mc_core::dynamic::Body::Json)
        .with_summary("Ask how far the documents of chargebacks are."),
    Description::new(operations::RETRIEVE_DEBIT_CHARGEBACK_STATUS, &[])
        .with_body(mc_core::dynamic::Body::Json)
        .with_summary("Ask how far the documents of debit chargebacks are."),
    Description::new(
        operations::UPDATE_CHARGEBACK,
        &[
            Parameter::new("claim-id", Place::Path, Kind::Text).required(),
            Parameter::new("chargeback-id", Place::Path, Kind::Text).required(),
        ],
    )
    .with_body(mc_core::dynamic::Body::Json)
    .with_summary("Add a document or memo, or answer a credit voucher."),
    Description::new(
        operations::UPDATE_DEBIT_CHARGEBACK,
        &[
            Parameter::new("claim-id", Place::Path, Kind::Text).required(),
            Parameter::new("chargeback-id", Place::Path, Kind::Text).required(),
        ],
    )
    .with_body(mc_core::dynamic::Body::Json)
    .with_summary("Add a document or memo to a debit chargeback."),
    Description::new(operations::CREATE_CLAIM, &[])
        .with_body(mc_core::dynamic::Body::Json)
        .with_summary("Open a claim on a transaction."),
    Description::new(
        operations::GET_CLAIM_DETAIL,
        &[Parameter::new("claim-id", Place::Path, Kind::Text).required()],
    )
    .with_summary("Read a claim with all its events."),
    Description::new(
        operations::UPDATE_CLAIM,
        &[Parameter::new("claim-id", Place::Path, Kind::Text).required()],
    )
    .with_body(mc_core::dynamic::Body::Json)
    .with_summary("Close or reopen a claim."),
    Description::new(
        operations::CREATE_DEBIT_FEE,
        &[Parameter::new("claim-id", Place::Path, Kind::Text).required()],
    )
    .with_body(mc_core::dynamic::Body::Json)
    .with_summary("Collect a handling fee on a debit chargeback."),
    Description::new(
        operations::CREATE_FEE,
        &[Parameter::new("claim-id", Place::Path, Kind::Text).required()],
    )
    .with_body(mc_core::dynamic::Body::Json)
    .with_summary("Collect a fee, or reply to a fee collection."),
    Description::new(
        operations::LOAD_FEE_DATA,
        &[Parameter::new("claim-id", Place::Path, Kind::Text).required()],
    )
    .with_body(mc_core::dynamic::Body::Json)
    .with_summary("Learn which values a fee collection may take."),
    Description::new(
        operations::CREATE_FRAUD_REPORT,
        &[Parameter::new("claim-id", Place::Path, Kind::Text).required()],
    )
    .with_body(mc_core::dynamic::Body::Json)
    .with_summary("Report a disputed transaction as fraud."),
    Description::new(
        operations::LOAD_FRAUD_DATA,
        &[Parameter::new("claim-id", Place::Path, Kind::Text).required()],
    )
    .with_summary("Learn which values a fraud report may take."),
    Description::new(operations::HEALTHCHECK, &[]).with_summary("Ask whether the Mastercom APIs are up."),
    Description::new(
        operations::GET_QUEUE_CLAIMS,
        &[Parameter::new("queue-name", Place::Query, Kind::Text).required()],
    )
    .with_summary("List the claims of a queue."),
    Description::new(operations::GET_QUEUE_NAMES, &[]).with_summary("List the queues that the caller may read."),
    Description::new(operations::SEARCH_QUEUE_CLAIMS, &[])
        .with_body(mc_core::dynamic::Body::Json)
        .with_summary("List the claims of a queue page by page."),
    Description::new(
        operations::GET_RECONCILIATION_REPORT,
        &[Parameter::new("reportIdentifier", Place::Path, Kind::Text).required()],
    )
    .with_summary("Collect a reconciliation report."),
    Description::new(operations::REQUEST_RECONCILIATION_REPORT, &[])
        .with_body(mc_core::dynamic::Body::Json)
        .with_summary("Order a reconciliation report."),
    Description::new(
        operations::CREATE_DEBIT_RETRIEVAL_REQUEST,
        &[Parameter::new("claim-id", Place::Path, Kind::Text).required()],
    )
    .with_body(mc_core::dynamic::Body::Json)
    .with_summary("Ask the acquirer for the document of a debit transaction."),
    Description::new(
        operations::CREATE_RETRIEVAL_REQUEST,
        &[Parameter::new("claim-id", Place::Path, Kind::Text).required()],
    )
    .with_body(mc_core::dynamic::Body::Json)
    .with_summary("Ask the acquirer for the transaction document."),
    Description::new(
        operations::FULFILL_RETRIEVAL_REQUEST,
        &[
            Parameter::new("claim-id", Place::Path, Kind::Text).required(),
            Parameter::new("request-id", Place::Path, Kind::Text).required(),
        ],
    )
    .with_body(mc_core::dynamic::Body::Json)
    .with_summary("Answer a retrieval or collaboration request."),
    Description::new(
        operations::GET_DEBIT_RETRIEVAL_DOCUMENTS,
        &[
            Parameter::new("claim-id", Place::Path, Kind::Text).required(),
            Parameter::new("request-id", Place::Path, Kind::Text).required(),
            Parameter::new("format", Place::Query, Kind::Text)
                .required()
                .with_values(&["ORIGINAL", "MERGED_TIFF", "MERGED_PDF"]),
        ],
    )
    .with_summary("Download the documents of a debit fulfilment."),
    Description::new(
        operations::GET_RETRIEVAL_DOCUMENTS,
        &[
            Parameter::new("claim-id", Place::Path, Kind::Text).required(),
            Parameter::new("request-id", Place::Path, Kind::Text).required(),
            Parameter::new("format", Place::Query, Kind::Text)
                .required()
                .with_values(&["ORIGINAL", "MERGED_TIFF", "MERGED_PDF"]),
        ],
    )
    .with_summary("Download the documents of a fulfilment."),
    Description::new(
        operations::LOAD_RETRIEVAL_DATA,
        &[Parameter::new("claim-id", Place::Path, Kind::Text).required()],
    )
    .with_summary("Learn which values a retrieval request may take."),
    Description::new(
        operations::RESPOND_TO_DEBIT_FULFILLMENT,
        &[
            Parameter::new("claim-id", Place::Path, Kind::Text).required(),
            Parameter::new("request-id", Place::Path, Kind::Text).required(),
        ],
    )
    .with_body(mc_core::dynamic::Body::Json)
    .with_summary("Approve or reject a debit fulfilment."),
    Description::new(
        operations::RESPOND_TO_FULFILLMENT,
        &[
            Parameter::new("claim-id", Place::Path, Kind::Text).required(),
            Parameter::new("request-id", Place::Path, Kind::Text).required(),
        ],
    )
    .with_body(mc_core::dynamic::Body::Json)
    .with_summary("Approve or reject a fulfilment."),
    Description::new(operations::RETRIEVE_DEBIT_FULFILLMENT_STATUS, &[])
        .with_body(mc_core::dynamic::Body::Json)
        .with_summary("Ask how far the documents of debit fulfilments are."),
    Description::new(operations::RETRIEVE_FULFILLMENT_STATUS, &[])
        .with_body(mc_core::dynamic::Body::Json)
        .with_summary("Ask how far the documents of fulfilments are."),
    Description::new(
        operations::GET_AUTHORIZATION_DETAIL,
        &[
            Parameter::new("claim-id", Place::Path, Kind::Text).required(),
            Parameter::new("transaction-id", Place::Path, Kind::Text).required(),
        ],
    )
    .with_summary("Read the authorization record of a claim."),
    Description::new(
        operations::GET_CLEARING_DETAIL,
        &[
            Parameter::new("claim-id", Place::Path, Kind::Text).required(),
            Parameter::new("transaction-id", Place::Path, Kind::Text).required(),
        ],
    )
    .with_summary("Read the clearing record of a claim."),
    Description::new(
        operations::GET_DEBIT_TRANSACTION_DETAIL,
        &[Parameter::new("claim-id", Place::Path, Kind::Text).required()],
    )
    .with_summary("Read the debit transaction of a claim."),
    Description::new(operations::SEARCH_DEBIT_TRANSACTIONS, &[])
        .with_body(mc_core::dynamic::Body::Json)
        .with_summary("Search for a debit transaction by card number."),
    Description::new(operations::SEARCH_TRANSACTIONS, &[])
        .with_body(mc_core::dynamic::Body::Json)
        .with_summary("Search for a transaction by card or reference number."),
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
        "createCase" => {
            let body = input.json::<models::CreateCaseRequest>()?;
            Box::pin(client.cases().create_case(&body))
                .await
                .map(mc_core::dynamic::Answer::model)
        }
        "getCaseDocuments" => {
            let options = apis::cases::GetCaseDocumentsOptions {
                memo: input.option("memo", Place::Query)?,
            };
            Box::pin(client.cases().get_case_documents(
                &input.parameter::<String>("case-id", Place::Path)?,
                &input.parameter::<models::DocumentFormat>("format", Place::Query)?,
                &options,
            ))
            .await
            .map(mc_core::dynamic::Answer::model)
        }
        "retrieveCaseClaims" => {
            let body = input.json::<models::CaseFilingClaimsRequest>()?;
            Box::pin(client.cases().retrieve_case_claims(&body))
                .await
                .map(mc_core::dynamic::Answer::model)
        }
        "retrieveCaseStatus" => {
            let body = input.json::<models::CaseFilingStatusRequest>()?;
            Box::pin(client.cases().retrieve_case_status(&body))
                .await
                .map(mc_core::dynamic::Answer::model)
        }
        "searchCaseDocuments" => {
            let body = input.json::<models::CaseFilingImageStatusRequest>()?;
            Box::pin(client.cases().search_case_documents(&body))
                .await
                .map(mc_core::dynamic::Answer::model)
        }
        "updateCase" => {
            let body = input.json::<models::UpdateCaseRequest>()?;
            Box::pin(
                client
                    .cases()
                    .update_case(&input.parameter::<String>("case-id", Place::Path)?, &body),
            )
            .await
            .map(mc_core::dynamic::Answer::model)
        }
        "acknowledgeChargebacks" => {
            let body = input.json::<models::ChargebackMarkProcessedRequest>()?;
            Box::pin(client.chargebacks().acknowledge_chargebacks(&body))
                .await
                .map(mc_core::dynamic::Answer::model)
        }
        "acknowledgeDebitChargebacks" => {
            let body = input.json::<models::ChargebackMarkProcessedRequest>()?;
            Box::pin(client.chargebacks().acknowledge_debit_chargebacks(&body))
                .await
                .map(mc_core::dynamic::Answer::model)
        }
        "createChargeback" => {
            let body = input.json::<models::CreateChargebackRequest>()?;
            Box::pin(
                client
                    .chargebacks()
                    .create_chargeback(&input.parameter::<String>("claim-id", Place::Path)?, &body),
            )
            .await
            .map(mc_core::dynamic::Answer::model)
        }
        "createChargebackReversal" => Box::pin(client.chargebacks().create_chargeback_reversal(
            &input.parameter::<String>("claim-id", Place::Path)?,
            &input.parameter::<String>("chargeback-id", Place::Path)?,
        ))
        .await
        .map(mc_core::dynamic::Answer::model),
        "createDebitChargeback" => {
            let body = input.json::<models::CreateChargebackSingleRequest>()?;
            Box::pin(
                client
                    .chargebacks()
                    .create_debit_chargeback(&input.parameter::<String>("claim-id", Place::Path)?, &body),
            )
            .await
            .map(mc_core::dynamic::Answer::model)
        }
        "createDebitChargebackReversal" => {
            let body = input.json::<models::CreateChargebackSingleReversalRequest>()?;
            Box::pin(client.chargebacks().create_debit_chargeback_reversal(
                &input.parameter::<String>("claim-id", Place::Path)?,
                &input.parameter::<String>("chargeback-id", Place::Path)?,
                &body,
            ))
            .await
            .map(mc_core::dynamic::Answer::model)
        }
        "getChargebackDocuments" => Box::pin(client.chargebacks().get_chargeback_documents(
            &input.parameter::<String>("claim-id", Place::Path)?,
            &input.parameter::<String>("chargeback-id", Place::Path)?,
            &input.parameter::<models::DocumentFormat>("format", Place::Query)?,
        ))
        .await
        .map(mc_core::dynamic::Answer::model),
        "getDebitChargebackDocuments" => Box::pin(client.chargebacks().get_debit_chargeback_documents(
            &input.parameter::<String>("claim-id", Place::Path)?,
            &input.parameter::<String>("chargeback-id", Place::Path)?,
            &input.parameter::<models::DocumentFormat>("format", Place::Query)?,
        ))
        .await
        .map(mc_core::dynamic::Answer::model),
        "loadChargebackData" => {
            let body = input.json::<models::LoadDataForChargebacksRequest>()?;
            Box::pin(
                client
                    .chargebacks()
                    .load_chargeback_data(&input.parameter::<String>("claim-id", Place::Path)?, &body),
            )
            .await
            .map(mc_core::dynamic::Answer::model)
        }
        "retrieveChargebackStatus" => {
            let body = input.json::<models::ChargebackStatusRequest>()?;
            Box::pin(client.chargebacks().retrieve_chargeback_status(&body))
                .await
                .map(mc_core::dynamic::Answer::model)
        }
        "retrieveDebitChargebackStatus" => {
            let body = input.json::<models::ChargebackStatusRequest>()?;
            Box::pin(client.chargebacks().retrieve_debit_chargeback_status(&body))
                .await
                .map(mc_core::dynamic::Answer::model)
        }
        "updateChargeback" => {
            let body = input.json::<models::UpdateChargebackRequest>()?;
            Box::pin(client.chargebacks().update_chargeback(
                &input.parameter::<String>("claim-id", Place::Path)?,
                &input.parameter::<String>("chargeback-id", Place::Path)?,
                &body,
            ))
            .await
            .map(mc_core::dynamic::Answer::model)
        }
        "updateDebitChargeback" => {
            let body = input.json::<models::UpdateChargebackRequest>()?;
            Box::pin(client.chargebacks().update_debit_chargeback(
                &input.parameter::<String>("claim-id", Place::Path)?,
                &input.parameter::<String>("chargeback-id", Place::Path)?,
                &body,
            ))
            .await
            .map(mc_core::dynamic::Answer::model)
        }
        "createClaim" => {
            let body = input.json::<models::CreateClaimRequest>()?;
            Box::pin(client.claims().create_claim(&body))
                .await
                .map(mc_core::dynamic::Answer::model)
        }
        "getClaimDetail" => Box::pin(
            client
                .claims()
                .get_claim_detail(&input.parameter::<String>("claim-id", Place::Path)?),
        )
        .await
        .map(mc_core::dynamic::Answer::model),
        "updateClaim" => {
            let body = input.json::<models::UpdateClaimRequest>()?;
            Box::pin(
                client
                    .claims()
                    .update_claim(&input.parameter::<String>("claim-id", Place::Path)?, &body),
            )
            .await
            .map(mc_core::dynamic::Answer::model)
        }
        "createDebitFee" => {
            let body = input.json::<models::CreateFeeRequestSingle>()?;
            Box::pin(
                client
                    .fees()
                    .create_debit_fee(&input.parameter::<String>("claim-id", Place::Path)?, &body),
            )
            .await
            .map(mc_core::dynamic::Answer::model)
        }
        "createFee" => {
            let body = input.json::<models::CreateFeeRequest>()?;
            Box::pin(
                client
                    .fees()
                    .create_fee(&input.parameter::<String>("claim-id", Place::Path)?, &body),
            )
            .await
            .map(mc_core::dynamic::Answer::model)
        }
        "loadFeeData" => {
            let body = input.json::<models::LoadDataForFeesRequest>()?;
            Box::pin(
                client
                    .fees()
                    .load_fee_data(&input.parameter::<String>("claim-id", Place::Path)?, &body),
            )
            .await
            .map(mc_core::dynamic::Answer::model)
        }
        "createFraudReport" => {
            let body = input.json::<models::CreateFraudMasterCardRequest>()?;
            Box::pin(
                client
                    .fraud()
                    .create_fraud_report(&input.parameter::<String>("claim-id", Place::Path)?, &body),
            )
            .await
            .map(mc_core::dynamic::Answer::model)
        }
        "loadFraudData" => Box::pin(
            client
                .fraud()
                .load_fraud_data(&input.parameter::<String>("claim-id", Place::Path)?),
        )
        .await
        .map(mc_core::dynamic::Answer::model),
        "healthcheck" => Box::pin(client.health().healthcheck())
            .await
            .map(mc_core::dynamic::Answer::model),
        "getQueueClaims" => Box::pin(
            client
                .queues()
                .get_queue_claims(&input.parameter::<String>("queue-name", Place::Query)?),
        )
        .await
        .map(mc_core::dynamic::Answer::model),
        "getQueueNames" => Box::pin(client.queues().get_queue_names())
            .await
            .map(mc_core::dynamic::Answer::model),
        "searchQueueClaims" => {
            let body = input.json::<models::GetQueueContentRequest>()?;
            Box::pin(client.queues().search_queue_claims(&body))
                .await
                .map(mc_core::dynamic::Answer::model)
        }
        "getReconciliationReport" => Box::pin(
            client
                .reconciliation()
                .get_reconciliation_report(&input.parameter::<String>("reportIdentifier", Place::Path)?),
        )
        .await
        .map(mc_core::dynamic::Answer::model),
        "requestReconciliationReport" => {
            let body = input.json::<models::ReconReportDataAcknowledgeRequest>()?;
            Box::pin(client.reconciliation().request_reconciliation_report(&body))
                .await
                .map(mc_core::dynamic::Answer::model)
        }
        "createDebitRetrievalRequest" => {
            let body = input.json::<models::CreateRetrievalRequestSingle>()?;
            Box::pin(
                client
                    .retrievals()
                    .create_debit_retrieval_request(&input.parameter::<String>("claim-id", Place::Path)?, &body),
            )
            .await
            .map(mc_core::dynamic::Answer::model)
        }
        "createRetrievalRequest" => {
            let body = input.json::<models::CreateRetrievalRequest>()?;
            Box::pin(
                client
                    .retrievals()
                    .create_retrieval_request(&input.parameter::<String>("claim-id", Place::Path)?, &body),
            )
            .await
            .map(mc_core::dynamic::Answer::model)
        }
        "fulfillRetrievalRequest" => {
            let body = input.json::<models::AcquirerFulfillmentRequest>()?;
            Box::pin(client.retrievals().fulfill_retrieval_request(
                &input.parameter::<String>("claim-id", Place::Path)?,
                &input.parameter::<String>("request-id", Place::Path)?,
                &body,
            ))
            .await
            .map(mc_core::dynamic::Answer::model)
        }
        "getDebitRetrievalDocuments" => Box::pin(client.retrievals().get_debit_retrieval_documents(
            &input.parameter::<String>("claim-id", Place::Path)?,
            &input.parameter::<String>("request-id", Place::Path)?,
            &input.parameter::<models::DocumentFormat>("format", Place::Query)?,
        ))
        .await
        .map(mc_core::dynamic::Answer::model),
        "getRetrievalDocuments" => Box::pin(client.retrievals().get_retrieval_documents(
            &input.parameter::<String>("claim-id", Place::Path)?,
            &input.parameter::<String>("request-id", Place::Path)?,
            &input.parameter::<models::DocumentFormat>("format", Place::Query)?,
        ))
        .await
        .map(mc_core::dynamic::Answer::model),
        "loadRetrievalData" => Box::pin(
            client
                .retrievals()
                .load_retrieval_data(&input.parameter::<String>("claim-id", Place::Path)?),
        )
        .await
        .map(mc_core::dynamic::Answer::model),
        "respondToDebitFulfillment" => {
            let body = input.json::<models::IssuerFulfillmentRequest>()?;
            Box::pin(client.retrievals().respond_to_debit_fulfillment(
                &input.parameter::<String>("claim-id", Place::Path)?,
                &input.parameter::<String>("request-id", Place::Path)?,
                &body,
            ))
            .await
            .map(mc_core::dynamic::Answer::model)
        }
        "respondToFulfillment" => {
            let body = input.json::<models::IssuerFulfillmentRequest>()?;
            Box::pin(client.retrievals().respond_to_fulfillment(
                &input.parameter::<String>("claim-id", Place::Path)?,
                &input.parameter::<String>("request-id", Place::Path)?,
                &body,
            ))
            .await
            .map(mc_core::dynamic::Answer::model)
        }
        "retrieveDebitFulfillmentStatus" => {
            let body = input.json::<models::RetrievalStatusRequest>()?;
            Box::pin(client.retrievals().retrieve_debit_fulfillment_status(&body))
                .await
                .map(mc_core::dynamic::Answer::model)
        }
        "retrieveFulfillmentStatus" => {
            let body = input.json::<models::RetrievalStatusRequest>()?;
            Box::pin(client.retrievals().retrieve_fulfillment_status(&body))
                .await
                .map(mc_core::dynamic::Answer::model)
        }
        "getAuthorizationDetail" => Box::pin(client.transactions().get_authorization_detail(
            &input.parameter::<String>("claim-id", Place::Path)?,
            &input.parameter::<String>("transaction-id", Place::Path)?,
        ))
        .await
        .map(mc_core::dynamic::Answer::model),
        "getClearingDetail" => Box::pin(client.transactions().get_clearing_detail(
            &input.parameter::<String>("claim-id", Place::Path)?,
            &input.parameter::<String>("transaction-id", Place::Path)?,
        ))
        .await
        .map(mc_core::dynamic::Answer::model),
        "getDebitTransactionDetail" => Box::pin(
            client
                .transactions()
                .get_debit_transaction_detail(&input.parameter::<String>("claim-id", Place::Path)?),
        )
        .await
        .map(mc_core::dynamic::Answer::model),
        "searchDebitTransactions" => {
            let body = input.json::<models::TransactionSingleSearchRequest>()?;
            Box::pin(client.transactions().search_debit_transactions(&body))
                .await
                .map(mc_core::dynamic::Answer::model)
        }
        "searchTransactions" => {
            let body = input.json::<models::TransactionSearchRequest>()?;
            Box::pin(client.transactions().search_transactions(&body))
                .await
                .map(mc_core::dynamic::Answer::model)
        }
        _ => Err(mc_core::Error::invalid_request(
            "the operation is not one of this crate",
        )),
    }
}
