// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! Enrol many cards at once, and ask what has become of them. Unconfirmed.

use crate::generated::models;
use crate::generated::operations;

/// The operations of this module, as methods.
#[derive(Clone, Copy, Debug)]
pub struct Batches<'a> {
    client: &'a mc_core::Client,
}

impl<'a> Batches<'a> {
    pub(crate) fn new(client: &'a mc_core::Client) -> Self {
        Self { client }
    }

    /// Enrol many cards in Click to Pay.
    ///
    /// Takes in a batch of at most 250 cards, which the sibling API gives as its limit, and answers with
    /// 202 before any of them is enrolled: ask for the batch, and reconcile record by record. Whether a
    /// second batch with the same `externalBatchId` is harmless is not known.
    ///
    /// `POST /cards/batch`
    ///
    /// Unconfirmed: taken from sibling APIs, not from a published file of this one.
    ///
    /// * `body`: The batch.
    ///
    /// Responses:
    ///
    /// * `202`: The batch has been taken in.
    /// * `default`: Any other status is an error of the service or the API gateway.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn enroll_batch(
        &self,
        body: &models::BatchEnrollRequest,
        options: &EnrollBatchOptions,
    ) -> mc_core::Result<models::BatchEnrollResponse> {
        mc_core::Request::new(self.client, &operations::ENROLL_BATCH)
            .header("x-openapi-clientid", &options.openapi_client_id)
            .json(body)
            .send_json()
            .await
    }

    /// Ask what has become of a batch.
    ///
    /// Returns the state of a batch and of its records. The form of the answer is not known, so it is an
    /// open object; the documentation lists `BatchStatusItem` as what is told of a record.
    ///
    /// `GET /cards/batch/{batchId}`
    ///
    /// Unconfirmed: taken from sibling APIs, not from a published file of this one.
    ///
    /// * `batch_id`: Mastercard's id of the batch, as given when it was taken in. Parameter `batchId`.
    ///
    /// Responses:
    ///
    /// * `200`: The batch. Its body is unconfirmed.
    /// * `default`: Any other status is an error of the service or the API gateway.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn get_batch(&self, batch_id: &str) -> mc_core::Result<mc_core::RawJson> {
        mc_core::Request::new(self.client, &operations::GET_BATCH)
            .path("batchId", batch_id, mc_core::Style::Simple, false)
            .send_json()
            .await
    }
}

/// What [`enroll_batch`](Batches::enroll_batch) may be told beyond what it must.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct EnrollBatchOptions {
    /// Client id of the caller. The API gateway normally sets it; send it if the service asks for it. A
    /// known client uses the first 48 characters of its consumer key.
    ///
    /// Parameter `x-openapi-clientid`.
    pub openapi_client_id: Option<String>,
}

impl EnrollBatchOptions {
    /// No option set.
    #[must_use]
    pub fn new() -> Self {
        <Self as Default>::default()
    }

    /// Sets `openapi_client_id`.
    #[must_use]
    pub fn openapi_client_id(mut self, value: impl Into<String>) -> Self {
        self.openapi_client_id = Some(value.into());
        self
    }
}

impl std::fmt::Debug for EnrollBatchOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "EnrollBatchOptions")
            .hide("openapi_client_id", self.openapi_client_id.is_some())
            .finish()
    }
}
