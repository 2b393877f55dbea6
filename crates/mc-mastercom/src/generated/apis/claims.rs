// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! Claims, the folders that hold every event of a dispute.

use crate::generated::models;
use crate::generated::operations;

/// The operations of this module, as methods.
#[derive(Clone, Copy, Debug)]
pub struct Claims<'a> {
    client: &'a mc_core::Client,
}

impl<'a> Claims<'a> {
    pub(crate) fn new(client: &'a mc_core::Client) -> Self {
        Self { client }
    }

    /// Open a claim on a transaction.
    ///
    /// Opens the claim that every retrieval request and first chargeback needs, and answers with its id. Only issuers open claims, and only on a first presentment that the acquirer has not reversed. A second claim on the same transaction is refused with an error that names the claim that exists. A time-out does not tell whether the event was filed. Look with `search_queue_claims` before you do anything else, and file again only when an hour has passed without a trace of it.
    ///
    /// `POST /v6/claims`
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn create_claim(&self, body: &models::CreateClaimRequest) -> mc_core::Result<models::ClaimResponse> {
        mc_core::Request::new(self.client, &operations::CREATE_CLAIM)
            .json(body)
            .send_json()
            .await
    }

    /// Read a claim with all its events.
    ///
    /// Answers with the claim, its chargebacks, retrieval requests, fees and cases. The document states of all these events are in it, so asking for them one by one is rarely needed.
    ///
    /// `GET /v6/claims/{claim-id}`
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn get_claim_detail(&self, claim_id: &str) -> mc_core::Result<models::ClaimDetail> {
        mc_core::Request::new(self.client, &operations::GET_CLAIM_DETAIL)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .send_json()
            .await
    }

    /// Close or reopen a claim.
    ///
    /// Closes a claim for a reason, or reopens it with a new due date, and answers with its id. For issuers. A time-out does not tell whether the event was filed. Look with `get_claim_detail` before you do anything else, and file again only when an hour has passed without a trace of it.
    ///
    /// `PUT /v6/claims/{claim-id}`
    ///
    /// The specification calls it `Update Claim`.
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn update_claim(
        &self,
        claim_id: &str,
        body: &models::UpdateClaimRequest,
    ) -> mc_core::Result<models::ClaimResponse> {
        mc_core::Request::new(self.client, &operations::UPDATE_CLAIM)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .json(body)
            .send_json()
            .await
    }
}
