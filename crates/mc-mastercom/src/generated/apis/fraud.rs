// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! Fraud reports on a disputed transaction.

use crate::generated::models;
use crate::generated::operations;

/// The operations of this module, as methods.
#[derive(Clone, Copy, Debug)]
pub struct Fraud<'a> {
    client: &'a mc_core::Client,
}

impl<'a> Fraud<'a> {
    pub(crate) fn new(client: &'a mc_core::Client) -> Self {
        Self { client }
    }

    /// Report a disputed transaction as fraud.
    ///
    /// Enters the transaction into the Fraud and Loss Database and answers with the id of the entry. Later changes to the entry are made in that application, not here. A time-out does not tell whether the event was filed. Look with `get_claim_detail` before you do anything else, and file again only when an hour has passed without a trace of it.
    ///
    /// `POST /v6/claims/{claim-id}/fraud/mastercard`
    ///
    /// The specification calls it `createFraudMasterCard`.
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn create_fraud_report(
        &self,
        claim_id: &str,
        body: &models::CreateFraudMasterCardRequest,
    ) -> mc_core::Result<models::FraudResponse> {
        mc_core::Request::new(self.client, &operations::CREATE_FRAUD_REPORT)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .json(body)
            .send_json()
            .await
    }

    /// Learn which values a fraud report may take.
    ///
    /// Answers with the device types, account states, card validation codes and subtypes that a fraud report on this claim may use.
    ///
    /// `GET /v6/claims/{claim-id}/fraud/loaddataforfraud`
    ///
    /// The specification calls it `getDataForCreateFraud`.
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn load_fraud_data(&self, claim_id: &str) -> mc_core::Result<models::LoadDataForFraudResponse> {
        mc_core::Request::new(self.client, &operations::LOAD_FRAUD_DATA)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .send_json()
            .await
    }
}
