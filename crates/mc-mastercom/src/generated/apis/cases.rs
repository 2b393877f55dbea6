// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! Pre-arbitration, arbitration, pre-compliance and compliance cases.

use crate::generated::models;
use crate::generated::operations;

/// The operations of this module, as methods.
#[derive(Clone, Copy, Debug)]
pub struct Cases<'a> {
    client: &'a mc_core::Client,
}

impl<'a> Cases<'a> {
    pub(crate) fn new(client: &'a mc_core::Client) -> Self {
        Self { client }
    }

    /// File a case.
    ///
    /// Files a pre-arbitration, arbitration, pre-compliance or compliance case, as issuer or as acquirer, and answers with its id. Documents can go along, or Mastercom fills in the dispute form by itself from `caseFilingEbdfDocuments`; never ask for both, such a call fails. To send a form together with other papers, fill it in yourself and put everything into one ZIP file. A time-out does not tell whether the event was filed. Look with `get_claim_detail` before you do anything else, and file again only when an hour has passed without a trace of it.
    ///
    /// `POST /v6/cases`
    ///
    /// The specification calls it `createCaseFiling`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn create_case(&self, body: &models::CreateCaseRequest) -> mc_core::Result<models::CaseFilingResponse> {
        mc_core::Request::new(self.client, &operations::CREATE_CASE)
            .json(body)
            .send_json()
            .await
    }

    /// Download the documents of a case.
    ///
    /// Fetches everything that either party handed in for the case. The answer is one ZIP file in base64, with every document in the wanted format. Large archives take long: allow for that in time-outs and in the bound on response size.
    ///
    /// `GET /v6/cases/{case-id}/documents`
    ///
    /// The specification calls it `getCaseFilingDoc`.
    ///
    /// * `case_id`: Id of the case, up to 19 digits. Parameter `case-id`.
    /// * `format`: In which format the documents are wanted. Parameter `format`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn get_case_documents(
        &self,
        case_id: &str,
        format: &models::DocumentFormat,
        options: &GetCaseDocumentsOptions,
    ) -> mc_core::Result<models::DocumentResponse> {
        mc_core::Request::new(self.client, &operations::GET_CASE_DOCUMENTS)
            .path("case-id", case_id, mc_core::Style::Simple, false)
            .query("format", format, mc_core::Style::Form, true)
            .query("memo", &options.memo, mc_core::Style::Form, true)
            .send_json()
            .await
    }

    /// List the claims behind cases.
    ///
    /// Answers with the claim of each of up to 2,000 cases. Each entry says whether the caller is the sender or the receiver of the case. Changes nothing.
    ///
    /// `PUT /v6/cases/retrieve/claims`
    ///
    /// The specification calls it `retrieveClaims`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn retrieve_case_claims(
        &self,
        body: &models::CaseFilingClaimsRequest,
    ) -> mc_core::Result<models::CaseFilingClaimsResponse> {
        mc_core::Request::new(self.client, &operations::RETRIEVE_CASE_CLAIMS)
            .json(body)
            .send_json()
            .await
    }

    /// Ask how far the documents of cases are.
    ///
    /// Answers with the state of the documents of up to 2,000 cases. Documents are processed in the background, so ask now and then until nothing is pending. Each state is one composed text: the state, the party that sent the document (`SND` or `REC`), when it was processed and, for a rebuttal, `REBUT`; a bare `UNAVAILABLE` means that nobody attached anything. Changes nothing.
    ///
    /// `PUT /v6/cases/status`
    ///
    /// The specification calls it `retrieveCaseFilingStatus`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn retrieve_case_status(
        &self,
        body: &models::CaseFilingStatusRequest,
    ) -> mc_core::Result<models::CaseFilingStatusResponse> {
        mc_core::Request::new(self.client, &operations::RETRIEVE_CASE_STATUS)
            .json(body)
            .send_json()
            .await
    }

    /// Find cases by the state of their documents.
    ///
    /// Lists the cases whose documents reached a given state between two dates. Who has many cases or many BINs should rather ask by case id with `retrieve_case_status`. Changes nothing.
    ///
    /// `PUT /v6/cases/imagestatus`
    ///
    /// The specification calls it `retrieveCaseFilingImageStatus`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn search_case_documents(
        &self,
        body: &models::CaseFilingImageStatusRequest,
    ) -> mc_core::Result<models::CaseFilingImageStatusResponse> {
        mc_core::Request::new(self.client, &operations::SEARCH_CASE_DOCUMENTS)
            .json(body)
            .send_json()
            .await
    }

    /// Accept, reject, rebut, escalate or withdraw a case.
    ///
    /// Takes an action on a case, with or without a document, and answers with the id of the case. Arbitration cases can be neither rejected nor rebutted. A memo is needed to accept, reject, rebut or retry a document. `DOC_RETRY` uploads a document again whose processing failed, and then `docRetryAs` says for which party. A time-out does not tell whether the event was filed. Look with `get_claim_detail` before you do anything else, and file again only when an hour has passed without a trace of it.
    ///
    /// `PUT /v6/cases/{case-id}`
    ///
    /// The specification calls it `updateCaseFiling`.
    ///
    /// * `case_id`: Id of the case, up to 19 digits. Parameter `case-id`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn update_case(
        &self,
        case_id: &str,
        body: &models::UpdateCaseRequest,
    ) -> mc_core::Result<models::CaseFilingResponse> {
        mc_core::Request::new(self.client, &operations::UPDATE_CASE)
            .path("case-id", case_id, mc_core::Style::Simple, false)
            .json(body)
            .send_json()
            .await
    }
}

/// What [`get_case_documents`](Cases::get_case_documents) may be told beyond what it must.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct GetCaseDocumentsOptions {
    /// Reserved by Mastercom; leave it out.
    ///
    /// Parameter `memo`.
    pub memo: Option<String>,
}

impl GetCaseDocumentsOptions {
    /// No option set.
    #[must_use]
    pub fn new() -> Self {
        <Self as Default>::default()
    }

    /// Sets `memo`.
    #[must_use]
    pub fn memo(mut self, value: impl Into<String>) -> Self {
        self.memo = Some(value.into());
        self
    }
}

impl std::fmt::Debug for GetCaseDocumentsOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "GetCaseDocumentsOptions")
            .hide("memo", self.memo.is_some())
            .finish()
    }
}
