// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! Retrieval requests, collaboration answers and fulfilments.

use crate::generated::models;
use crate::generated::operations;

/// The operations of this module, as methods.
#[derive(Clone, Copy, Debug)]
pub struct Retrievals<'a> {
    client: &'a mc_core::Client,
}

impl<'a> Retrievals<'a> {
    pub(crate) fn new(client: &'a mc_core::Client) -> Self {
        Self { client }
    }

    /// Ask the acquirer for the document of a debit transaction.
    ///
    /// Asks the acquirer for a copy of the slip or a substitute draft and answers with the id of the request. Since October 2021 this is possible for healthcare (reason 43) only. A first chargeback does not need it. For debit cards and bridged debit (Europe Dual Acquirer) only. A time-out does not tell whether the event was filed. Look with `get_claim_detail` before you do anything else, and file again only when an hour has passed without a trace of it.
    ///
    /// `POST /v6/claims/{claim-id}/retrievalrequests/debitmc`
    ///
    /// The specification calls it `createRetrievalRequestDebitMC`.
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn create_debit_retrieval_request(
        &self,
        claim_id: &str,
        body: &models::CreateRetrievalRequestSingle,
    ) -> mc_core::Result<models::CreateRetrievalResponse> {
        mc_core::Request::new(self.client, &operations::CREATE_DEBIT_RETRIEVAL_REQUEST)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .json(body)
            .send_json()
            .await
    }

    /// Ask the acquirer for the transaction document.
    ///
    /// Asks the acquirer for a copy of the slip or a substitute draft and answers with the id of the request. Since October 2021 this is possible for healthcare audits (reason 6343) only. A first chargeback does not need it. A time-out does not tell whether the event was filed. Look with `get_claim_detail` before you do anything else, and file again only when an hour has passed without a trace of it.
    ///
    /// `POST /v6/claims/{claim-id}/retrievalrequests`
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn create_retrieval_request(
        &self,
        claim_id: &str,
        body: &models::CreateRetrievalRequest,
    ) -> mc_core::Result<models::CreateRetrievalResponse> {
        mc_core::Request::new(self.client, &operations::CREATE_RETRIEVAL_REQUEST)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .json(body)
            .send_json()
            .await
    }

    /// Answer a retrieval or collaboration request.
    ///
    /// Files the acquirer's answer: the money is moved, the cardholder was or will be refunded, the request is rejected, or, for healthcare, why no document comes. Answers with the id of the retrieval request; the id of the fulfilment appears in `get_claim_detail` later. A time-out does not tell whether the event was filed. Look with `get_claim_detail` before you do anything else, and file again only when an hour has passed without a trace of it.
    ///
    /// `POST /v6/claims/{claim-id}/retrievalrequests/{request-id}/fulfillments`
    ///
    /// The specification calls it `acqFulfillRetrievalRequest`.
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    /// * `request_id`: Id of the retrieval request, up to 19 digits. Parameter `request-id`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn fulfill_retrieval_request(
        &self,
        claim_id: &str,
        request_id: &str,
        body: &models::AcquirerFulfillmentRequest,
    ) -> mc_core::Result<models::AcquirerFulfillmentResponse> {
        mc_core::Request::new(self.client, &operations::FULFILL_RETRIEVAL_REQUEST)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .path("request-id", request_id, mc_core::Style::Simple, false)
            .json(body)
            .send_json()
            .await
    }

    /// Download the documents of a debit fulfilment.
    ///
    /// Fetches what the acquirer sent in answer to a debit retrieval request. For debit cards and bridged debit (Europe Dual Acquirer) only. The answer is one ZIP file in base64, with every document in the wanted format. Large archives take long: allow for that in time-outs and in the bound on response size.
    ///
    /// `GET /v6/claims/{claim-id}/retrievalrequests/debitmc/{request-id}/documents`
    ///
    /// The specification calls it `getRetrievalDocDebitMC`.
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    /// * `request_id`: Id of the retrieval request, up to 19 digits. Parameter `request-id`.
    /// * `format`: In which format the documents are wanted. Parameter `format`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn get_debit_retrieval_documents(
        &self,
        claim_id: &str,
        request_id: &str,
        format: &models::DocumentFormat,
    ) -> mc_core::Result<models::DocumentResponse> {
        mc_core::Request::new(self.client, &operations::GET_DEBIT_RETRIEVAL_DOCUMENTS)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .path("request-id", request_id, mc_core::Style::Simple, false)
            .query("format", format, mc_core::Style::Form, true)
            .send_json()
            .await
    }

    /// Download the documents of a fulfilment.
    ///
    /// Fetches what the acquirer sent in answer to a retrieval request. The answer is one ZIP file in base64, with every document in the wanted format. Large archives take long: allow for that in time-outs and in the bound on response size.
    ///
    /// `GET /v6/claims/{claim-id}/retrievalrequests/{request-id}/documents`
    ///
    /// The specification calls it `getRetrievalDoc`.
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    /// * `request_id`: Id of the retrieval request, up to 19 digits. Parameter `request-id`.
    /// * `format`: In which format the documents are wanted. Parameter `format`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn get_retrieval_documents(
        &self,
        claim_id: &str,
        request_id: &str,
        format: &models::DocumentFormat,
    ) -> mc_core::Result<models::DocumentResponse> {
        mc_core::Request::new(self.client, &operations::GET_RETRIEVAL_DOCUMENTS)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .path("request-id", request_id, mc_core::Style::Simple, false)
            .query("format", format, mc_core::Style::Form, true)
            .send_json()
            .await
    }

    /// Learn which values a retrieval request may take.
    ///
    /// Answers with the reason codes and document kinds that a retrieval request on this claim may use.
    ///
    /// `GET /v6/claims/{claim-id}/retrievalrequests/loaddataforretrievalrequests`
    ///
    /// The specification calls it `getDataForCreateRetrievalRequest`.
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn load_retrieval_data(&self, claim_id: &str) -> mc_core::Result<models::LoadDataForRetrievalResponse> {
        mc_core::Request::new(self.client, &operations::LOAD_RETRIEVAL_DATA)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .send_json()
            .await
    }

    /// Approve or reject a debit fulfilment.
    ///
    /// Files the issuer's verdict on what the acquirer sent for a debit transaction. Answers with the id of the fulfilment. For debit cards and bridged debit (Europe Dual Acquirer) only. A time-out does not tell whether the event was filed. Look with `get_claim_detail` before you do anything else, and file again only when an hour has passed without a trace of it.
    ///
    /// `POST /v6/claims/{claim-id}/retrievalrequests/debitmc/{request-id}/fulfillments/response`
    ///
    /// The specification calls it `issuerResponseRetrievalDebitMCRequest`.
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    /// * `request_id`: Id of the retrieval request, up to 19 digits. Parameter `request-id`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn respond_to_debit_fulfillment(
        &self,
        claim_id: &str,
        request_id: &str,
        body: &models::IssuerFulfillmentRequest,
    ) -> mc_core::Result<models::RetrievalResponse> {
        mc_core::Request::new(self.client, &operations::RESPOND_TO_DEBIT_FULFILLMENT)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .path("request-id", request_id, mc_core::Style::Simple, false)
            .json(body)
            .send_json()
            .await
    }

    /// Approve or reject a fulfilment.
    ///
    /// Files the issuer's verdict on what the acquirer sent: approved, not what was asked for, or illegible. Answers with the id of the fulfilment. A time-out does not tell whether the event was filed. Look with `get_claim_detail` before you do anything else, and file again only when an hour has passed without a trace of it.
    ///
    /// `POST /v6/claims/{claim-id}/retrievalrequests/{request-id}/fulfillments/response`
    ///
    /// The specification calls it `issuerResponseRetrievalRequest`.
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    /// * `request_id`: Id of the retrieval request, up to 19 digits. Parameter `request-id`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn respond_to_fulfillment(
        &self,
        claim_id: &str,
        request_id: &str,
        body: &models::IssuerFulfillmentRequest,
    ) -> mc_core::Result<models::RetrievalResponse> {
        mc_core::Request::new(self.client, &operations::RESPOND_TO_FULFILLMENT)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .path("request-id", request_id, mc_core::Style::Simple, false)
            .json(body)
            .send_json()
            .await
    }

    /// Ask how far the documents of debit fulfilments are.
    ///
    /// Answers with the document state of up to 2,000 debit retrieval requests. Changes nothing. For debit cards and bridged debit (Europe Dual Acquirer) only.
    ///
    /// `PUT /v6/retrievalrequests/debitmc/status`
    ///
    /// The specification calls it `retrieveFulfillmentDebitMCStatus`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn retrieve_debit_fulfillment_status(
        &self,
        body: &models::RetrievalStatusRequest,
    ) -> mc_core::Result<models::RetrievalStatusResponse> {
        mc_core::Request::new(self.client, &operations::RETRIEVE_DEBIT_FULFILLMENT_STATUS)
            .json(body)
            .send_json()
            .await
    }

    /// Ask how far the documents of fulfilments are.
    ///
    /// Answers with the document state of up to 2,000 retrieval requests. Documents are processed in the background, so ask now and then until nothing is pending. Changes nothing.
    ///
    /// `PUT /v6/retrievalrequests/status`
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn retrieve_fulfillment_status(
        &self,
        body: &models::RetrievalStatusRequest,
    ) -> mc_core::Result<models::RetrievalStatusResponse> {
        mc_core::Request::new(self.client, &operations::RETRIEVE_FULFILLMENT_STATUS)
            .json(body)
            .send_json()
            .await
    }
}
