// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! First chargebacks, second presentments, their reversals and documents.

use crate::generated::models;
use crate::generated::operations;

/// The operations of this module, as methods.
#[derive(Clone, Copy, Debug)]
pub struct Chargebacks<'a> {
    client: &'a mc_core::Client,
}

impl<'a> Chargebacks<'a> {
    pub(crate) fn new(client: &'a mc_core::Client) -> Self {
        Self { client }
    }

    /// Acknowledge received chargebacks or second presentments.
    ///
    /// Moves the claims of the listed items out of the unworked queue into the worked one. The claims stay open and can still be acted upon. The answer tells success or failure for each item, so a status of 200 alone proves nothing; an item that was acknowledged before is reported as a failure. A hundred items or fewer a call work best, and 500 are the most that is taken.
    ///
    /// `PUT /v6/chargebacks/acknowledge`
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn acknowledge_chargebacks(
        &self,
        body: &models::ChargebackMarkProcessedRequest,
    ) -> mc_core::Result<models::ChargebackMarkProcessedResponse> {
        mc_core::Request::new(self.client, &operations::ACKNOWLEDGE_CHARGEBACKS)
            .json(body)
            .send_json()
            .await
    }

    /// Acknowledge received debit chargebacks.
    ///
    /// Moves the claims of the listed items out of the unworked queue into the worked one, without closing them. The answer tells success or failure for each item; an item that was acknowledged before is reported as a failure. A hundred items or fewer a call work best, and 500 are the most that is taken. For debit cards and bridged debit (Europe Dual Acquirer) only.
    ///
    /// `PUT /v6/chargebacks/debitmc/acknowledge`
    ///
    /// The specification calls it `acknowledgeChargebacksDebitMC`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn acknowledge_debit_chargebacks(
        &self,
        body: &models::ChargebackMarkProcessedRequest,
    ) -> mc_core::Result<models::ChargebackMarkProcessedResponse> {
        mc_core::Request::new(self.client, &operations::ACKNOWLEDGE_DEBIT_CHARGEBACKS)
            .json(body)
            .send_json()
            .await
    }

    /// Create a first chargeback or second presentment.
    ///
    /// Files a first chargeback, or the second presentment that answers one, and returns its id. Documents can go along, or Mastercom fills in the dispute form from `chargebackEbdfDocuments`; never ask for both. To send a form together with other papers, fill it in yourself and put everything into one ZIP file. Documents are processed afterwards, so their state has to be asked for. A time-out does not tell whether the event was filed. Look with `get_claim_detail` before you do anything else, and file again only when an hour has passed without a trace of it.
    ///
    /// `POST /v6/claims/{claim-id}/chargebacks`
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn create_chargeback(
        &self,
        claim_id: &str,
        body: &models::CreateChargebackRequest,
    ) -> mc_core::Result<models::ChargebackResponse> {
        mc_core::Request::new(self.client, &operations::CREATE_CHARGEBACK)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .json(body)
            .send_json()
            .await
    }

    /// Reverse a chargeback that was filed in error.
    ///
    /// Takes a chargeback or second presentment back and returns the id of the reversal. Possible only once the clearing system (GCMS) has processed the chargeback. The request has no body. A time-out does not tell whether the event was filed. Look with `get_claim_detail` before you do anything else, and file again only when an hour has passed without a trace of it.
    ///
    /// `POST /v6/claims/{claim-id}/chargebacks/{chargeback-id}/reversal`
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    /// * `chargeback_id`: Id of the chargeback or second presentment, up to 19 digits. Parameter `chargeback-id`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn create_chargeback_reversal(
        &self,
        claim_id: &str,
        chargeback_id: &str,
    ) -> mc_core::Result<models::ChargebackResponse> {
        mc_core::Request::new(self.client, &operations::CREATE_CHARGEBACK_REVERSAL)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .path("chargeback-id", chargeback_id, mc_core::Style::Simple, false)
            .send_json()
            .await
    }

    /// Create a chargeback on a debit transaction.
    ///
    /// Files a chargeback with the single-message system, optionally with a document, and returns its id. Meant for issuers on single messages whose acquirer is on dual messages, where no PIN was used. For debit cards and bridged debit (Europe Dual Acquirer) only. A time-out does not tell whether the event was filed. Look with `get_claim_detail` before you do anything else, and file again only when an hour has passed without a trace of it.
    ///
    /// `POST /v6/claims/{claim-id}/chargebacks/debitmc`
    ///
    /// The specification calls it `createChargebackDebitMC`.
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn create_debit_chargeback(
        &self,
        claim_id: &str,
        body: &models::CreateChargebackSingleRequest,
    ) -> mc_core::Result<models::ChargebackResponse> {
        mc_core::Request::new(self.client, &operations::CREATE_DEBIT_CHARGEBACK)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .json(body)
            .send_json()
            .await
    }

    /// Reverse a debit chargeback that was filed in error.
    ///
    /// Takes a debit chargeback back and returns the id of the reversal. Possible only once the Mastercard Debit Switch (MDS) has processed the chargeback. For debit cards and bridged debit (Europe Dual Acquirer) only. A time-out does not tell whether the event was filed. Look with `get_claim_detail` before you do anything else, and file again only when an hour has passed without a trace of it.
    ///
    /// `POST /v6/claims/{claim-id}/chargebacks/debitmc/{chargeback-id}/reversal`
    ///
    /// The specification calls it `createChargebackReversalDebitMC`.
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    /// * `chargeback_id`: Id of the chargeback or second presentment, up to 19 digits. Parameter `chargeback-id`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn create_debit_chargeback_reversal(
        &self,
        claim_id: &str,
        chargeback_id: &str,
        body: &models::CreateChargebackSingleReversalRequest,
    ) -> mc_core::Result<models::ChargebackResponse> {
        mc_core::Request::new(self.client, &operations::CREATE_DEBIT_CHARGEBACK_REVERSAL)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .path("chargeback-id", chargeback_id, mc_core::Style::Simple, false)
            .json(body)
            .send_json()
            .await
    }

    /// Download the documents of a chargeback.
    ///
    /// Fetches the documents of a chargeback of any kind. The answer is one ZIP file in base64, with every document in the wanted format. Large archives take long: allow for that in time-outs and in the bound on response size.
    ///
    /// `GET /v6/claims/{claim-id}/chargebacks/{chargeback-id}/documents`
    ///
    /// The specification calls it `getChargebackDoc`.
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    /// * `chargeback_id`: Id of the chargeback or second presentment, up to 19 digits. Parameter `chargeback-id`.
    /// * `format`: In which format the documents are wanted. Parameter `format`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn get_chargeback_documents(
        &self,
        claim_id: &str,
        chargeback_id: &str,
        format: &models::DocumentFormat,
    ) -> mc_core::Result<models::DocumentResponse> {
        mc_core::Request::new(self.client, &operations::GET_CHARGEBACK_DOCUMENTS)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .path("chargeback-id", chargeback_id, mc_core::Style::Simple, false)
            .query("format", format, mc_core::Style::Form, true)
            .send_json()
            .await
    }

    /// Download the documents of a debit chargeback.
    ///
    /// Fetches the documents of a debit chargeback. For debit cards and bridged debit (Europe Dual Acquirer) only. The answer is one ZIP file in base64, with every document in the wanted format. Large archives take long: allow for that in time-outs and in the bound on response size.
    ///
    /// `GET /v6/claims/{claim-id}/chargebacks/debitmc/{chargeback-id}/documents`
    ///
    /// The specification calls it `getChargebackDocDebitMC`.
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    /// * `chargeback_id`: Id of the chargeback or second presentment, up to 19 digits. Parameter `chargeback-id`.
    /// * `format`: In which format the documents are wanted. Parameter `format`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn get_debit_chargeback_documents(
        &self,
        claim_id: &str,
        chargeback_id: &str,
        format: &models::DocumentFormat,
    ) -> mc_core::Result<models::DocumentResponse> {
        mc_core::Request::new(self.client, &operations::GET_DEBIT_CHARGEBACK_DOCUMENTS)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .path("chargeback-id", chargeback_id, mc_core::Style::Simple, false)
            .query("format", format, mc_core::Style::Form, true)
            .send_json()
            .await
    }

    /// Learn which values a chargeback may take.
    ///
    /// Answers with the reason codes, currencies, message texts and document indicators that a first chargeback or second presentment on this claim may use, and with its amount. Meant to be called before the chargeback is created. Changes nothing. Very large amounts can come in scientific notation, such as `9.5E8`.
    ///
    /// `POST /v6/claims/{claim-id}/chargebacks/loaddataforchargebacks`
    ///
    /// The specification calls it `getDataForCreateChargeback`.
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn load_chargeback_data(
        &self,
        claim_id: &str,
        body: &models::LoadDataForChargebacksRequest,
    ) -> mc_core::Result<models::LoadDataForChargebackResponse> {
        mc_core::Request::new(self.client, &operations::LOAD_CHARGEBACK_DATA)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .json(body)
            .send_json()
            .await
    }

    /// Ask how far the documents of chargebacks are.
    ///
    /// Answers with the document state of up to 2,000 chargebacks. Documents are processed in the background, so ask now and then until nothing is pending; `get_claim_detail` shows the same states for all events of one claim. Changes nothing.
    ///
    /// `PUT /v6/chargebacks/status`
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn retrieve_chargeback_status(
        &self,
        body: &models::ChargebackStatusRequest,
    ) -> mc_core::Result<models::ChargebackStatusResponse> {
        mc_core::Request::new(self.client, &operations::RETRIEVE_CHARGEBACK_STATUS)
            .json(body)
            .send_json()
            .await
    }

    /// Ask how far the documents of debit chargebacks are.
    ///
    /// Answers with the document state of up to 2,000 debit chargebacks. Changes nothing. For debit cards and bridged debit (Europe Dual Acquirer) only.
    ///
    /// `PUT /v6/chargebacks/debitmc/status`
    ///
    /// The specification calls it `retrieveChargebackStatusDebitMC`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn retrieve_debit_chargeback_status(
        &self,
        body: &models::ChargebackStatusRequest,
    ) -> mc_core::Result<models::ChargebackStatusResponse> {
        mc_core::Request::new(self.client, &operations::RETRIEVE_DEBIT_CHARGEBACK_STATUS)
            .json(body)
            .send_json()
            .await
    }

    /// Add a document or memo, or answer a credit voucher.
    ///
    /// Adds the document or memo that was not sent when the chargeback was created; documents are due within eight days of it. Without a document, the request accepts or declines the acquirer's credit voucher. Answers with the id of the chargeback. A time-out does not tell whether the event was filed. Look with `retrieve_chargeback_status` or `get_claim_detail` before you do anything else, and file again only when an hour has passed without a trace of it.
    ///
    /// `PUT /v6/claims/{claim-id}/chargebacks/{chargeback-id}`
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    /// * `chargeback_id`: Id of the chargeback or second presentment, up to 19 digits. Parameter `chargeback-id`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn update_chargeback(
        &self,
        claim_id: &str,
        chargeback_id: &str,
        body: &models::UpdateChargebackRequest,
    ) -> mc_core::Result<models::ChargebackResponse> {
        mc_core::Request::new(self.client, &operations::UPDATE_CHARGEBACK)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .path("chargeback-id", chargeback_id, mc_core::Style::Simple, false)
            .json(body)
            .send_json()
            .await
    }

    /// Add a document or memo to a debit chargeback.
    ///
    /// Adds the document or memo that was not sent when the debit chargeback was created. Answers with the id of the chargeback. For debit cards and bridged debit (Europe Dual Acquirer) only. A time-out does not tell whether the event was filed. Look with `retrieve_debit_chargeback_status` or `get_claim_detail` before you do anything else, and file again only when an hour has passed without a trace of it.
    ///
    /// `PUT /v6/claims/{claim-id}/chargebacks/debitmc/{chargeback-id}`
    ///
    /// The specification calls it `updateChargebackDebitMC`.
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    /// * `chargeback_id`: Id of the chargeback or second presentment, up to 19 digits. Parameter `chargeback-id`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn update_debit_chargeback(
        &self,
        claim_id: &str,
        chargeback_id: &str,
        body: &models::UpdateChargebackRequest,
    ) -> mc_core::Result<models::ChargebackResponse> {
        mc_core::Request::new(self.client, &operations::UPDATE_DEBIT_CHARGEBACK)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .path("chargeback-id", chargeback_id, mc_core::Style::Simple, false)
            .json(body)
            .send_json()
            .await
    }
}
