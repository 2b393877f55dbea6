// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! Fee collections that belong to a dispute.

use crate::generated::models;
use crate::generated::operations;

/// The operations of this module, as methods.
#[derive(Clone, Copy, Debug)]
pub struct Fees<'a> {
    client: &'a mc_core::Client,
}

impl<'a> Fees<'a> {
    pub(crate) fn new(client: &'a mc_core::Client) -> Self {
        Self { client }
    }

    /// Collect a handling fee on a debit chargeback.
    ///
    /// Files the handling fee of a first chargeback with the single-message system. The answer is a status, not an id. Only for fees that belong to a dispute and that the chargeback rules allow. For debit cards and bridged debit (Europe Dual Acquirer) only. A time-out does not tell whether the event was filed. Look with `get_claim_detail` before you do anything else, and file again only when an hour has passed without a trace of it.
    ///
    /// `POST /v6/claims/{claim-id}/fee/debitmc`
    ///
    /// The specification calls it `createFeeDebitMC`.
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn create_debit_fee(
        &self,
        claim_id: &str,
        body: &models::CreateFeeRequestSingle,
    ) -> mc_core::Result<models::FeeSingleResponse> {
        mc_core::Request::new(self.client, &operations::CREATE_DEBIT_FEE)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .json(body)
            .send_json()
            .await
    }

    /// Collect a fee, or reply to a fee collection.
    ///
    /// Files a fee collection against the other party of the dispute, or answers one that was received, and returns its id. Only for fees that belong to a dispute and that the chargeback rules allow. A time-out does not tell whether the event was filed. Look with `get_claim_detail` before you do anything else, and file again only when an hour has passed without a trace of it.
    ///
    /// `POST /v6/claims/{claim-id}/fee`
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn create_fee(
        &self,
        claim_id: &str,
        body: &models::CreateFeeRequest,
    ) -> mc_core::Result<models::FeeResponse> {
        mc_core::Request::new(self.client, &operations::CREATE_FEE)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .json(body)
            .send_json()
            .await
    }

    /// Learn which values a fee collection may take.
    ///
    /// Answers with the reason codes, currencies, countries and message texts that a fee collection on this claim may use. Changes nothing.
    ///
    /// `POST /v6/claims/{claim-id}/fees/loaddataforfees`
    ///
    /// The specification calls it `getDataForCreateFee`.
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn load_fee_data(
        &self,
        claim_id: &str,
        body: &models::LoadDataForFeesRequest,
    ) -> mc_core::Result<models::LoadDataForFeeResponse> {
        mc_core::Request::new(self.client, &operations::LOAD_FEE_DATA)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .json(body)
            .send_json()
            .await
    }
}
