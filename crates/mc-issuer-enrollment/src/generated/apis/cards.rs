// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! Enrol cards in Click to Pay, and read, change or delete them.

use crate::generated::models;
use crate::generated::operations;

/// The operations of this module, as methods.
#[derive(Clone, Copy, Debug)]
pub struct Cards<'a> {
    client: &'a mc_core::Client,
}

impl<'a> Cards<'a> {
    pub(crate) fn new(client: &'a mc_core::Client) -> Self {
        Self { client }
    }

    /// Delete an enrolled card.
    ///
    /// Takes a card out of its consumer's profile. Unconfirmed: the part of the documentation that could be
    /// read only implies it, and the form is that of a sibling API.
    ///
    /// `DELETE /cards/{cardId}`
    ///
    /// Unconfirmed: taken from sibling APIs, not from a published file of this one.
    ///
    /// * `card_id`: Mastercard's id of the card, as given in `srcDigitalCardId`. Parameter `cardId`.
    ///
    /// Responses:
    ///
    /// * `200`: Deleted.
    /// * `400`: The service has refused the request. Unconfirmed; the shape is that of card enrolment.
    /// * `404`: The service has refused the request. Unconfirmed; the shape is that of card enrolment.
    /// * `default`: Any other status is an error of the service or the API gateway.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn delete_card(
        &self,
        card_id: &str,
        options: &DeleteCardOptions,
    ) -> mc_core::Result<models::DeleteCardResponse> {
        mc_core::Request::new(self.client, &operations::DELETE_CARD)
            .path("cardId", card_id, mc_core::Style::Simple, false)
            .query("srcClientId", &options.src_client_id, mc_core::Style::Form, true)
            .query("serviceId", &options.service_id, mc_core::Style::Form, true)
            .send_json()
            .await
    }

    /// Enrol a card in Click to Pay.
    ///
    /// Enrols one card of one consumer and answers when it is done. The card is given either as a `Card` in
    /// `encryptedCard`, which the client's encryption layer replaces by a JWE, or by a reference in
    /// `enrolmentReferenceData`. Malformed or missing input gives 400 with status `INVALID_ARGUMENT`; a
    /// client or service that Mastercard does not know gives 400 with `INVALID_STATE`. Whether a second
    /// request for the same card is harmless is not known.
    ///
    /// `POST /cards`
    ///
    /// The specification calls it `putCard`.
    ///
    /// * `body`: The consumer and the card.
    ///
    /// Responses:
    ///
    /// * `200`: The card is enrolled.
    /// * `400`: A value is missing, malformed or not accepted.
    /// * `401`: The API gateway has refused the signature. Unconfirmed for this product.
    /// * `403`: The client may not do this. Unconfirmed; taken from a sibling API.
    /// * `500`: The service has failed. Unconfirmed; taken from a sibling API.
    /// * `503`: The service is not available. Unconfirmed; taken from a sibling API.
    /// * `default`: Any other status is an error of the service or the API gateway.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn enroll_card(
        &self,
        body: &models::EnrollCardRequest,
        options: &EnrollCardOptions,
    ) -> mc_core::Result<models::EnrollCardResponse> {
        mc_core::Request::new(self.client, &operations::ENROLL_CARD)
            .header("x-openapi-clientid", &options.openapi_client_id)
            .json(body)
            .send_json()
            .await
    }

    /// Read an enrolled card.
    ///
    /// Returns one card as Click to Pay holds it, with masked details. The path is documented; the body of
    /// the answer is unconfirmed.
    ///
    /// `GET /cards/{cardId}`
    ///
    /// * `card_id`: Mastercard's id of the card, as given in `srcDigitalCardId`. Parameter `cardId`.
    ///
    /// Responses:
    ///
    /// * `200`: The card.
    /// * `400`: The service has refused the request. Unconfirmed; the shape is that of card enrolment.
    /// * `404`: The service has refused the request. Unconfirmed; the shape is that of card enrolment.
    /// * `default`: Any other status is an error of the service or the API gateway.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn get_card(&self, card_id: &str, options: &GetCardOptions) -> mc_core::Result<models::GetCardResponse> {
        mc_core::Request::new(self.client, &operations::GET_CARD)
            .path("cardId", card_id, mc_core::Style::Simple, false)
            .query("srcClientId", &options.src_client_id, mc_core::Style::Form, true)
            .query("serviceId", &options.service_id, mc_core::Style::Form, true)
            .send_json()
            .await
    }

    /// Change the billing address of an enrolled card.
    ///
    /// Replaces the billing address of a card. The documentation names the operation but not the fields of
    /// its body, so the request is an open object. Status and body of the answer are unconfirmed.
    ///
    /// `PUT /cards/{cardId}`
    ///
    /// * `card_id`: Mastercard's id of the card, as given in `srcDigitalCardId`. Parameter `cardId`.
    /// * `body`: The new billing address.
    ///
    /// Responses:
    ///
    /// * `200`: Changed. Status and body are unconfirmed.
    /// * `400`: The service has refused the request. Unconfirmed; the shape is that of card enrolment.
    /// * `default`: Any other status is an error of the service or the API gateway.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn update_card(
        &self,
        card_id: &str,
        body: &mc_core::RawJson,
        options: &UpdateCardOptions,
    ) -> mc_core::Result<mc_core::RawJson> {
        mc_core::Request::new(self.client, &operations::UPDATE_CARD)
            .path("cardId", card_id, mc_core::Style::Simple, false)
            .query("srcClientId", &options.src_client_id, mc_core::Style::Form, true)
            .query("serviceId", &options.service_id, mc_core::Style::Form, true)
            .json(body)
            .send_json()
            .await
    }
}

/// What [`delete_card`](Cards::delete_card) may be told beyond what it must.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct DeleteCardOptions {
    /// Id of the integrating party. Unconfirmed here; taken from a sibling API.
    ///
    /// Parameter `srcClientId`; a UUID.
    pub src_client_id: Option<String>,
    /// Id of the program. Unconfirmed here; taken from a sibling API.
    ///
    /// Parameter `serviceId`; at most 255 characters.
    pub service_id: Option<String>,
}

impl DeleteCardOptions {
    /// No option set.
    #[must_use]
    pub fn new() -> Self {
        <Self as Default>::default()
    }

    /// Sets `src_client_id`.
    #[must_use]
    pub fn src_client_id(mut self, value: impl Into<String>) -> Self {
        self.src_client_id = Some(value.into());
        self
    }

    /// Sets `service_id`.
    #[must_use]
    pub fn service_id(mut self, value: impl Into<String>) -> Self {
        self.service_id = Some(value.into());
        self
    }
}

impl std::fmt::Debug for DeleteCardOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "DeleteCardOptions")
            .show_some("src_client_id", self.src_client_id.as_ref().map(|value| value as _))
            .show_some("service_id", self.service_id.as_ref().map(|value| value as _))
            .finish()
    }
}

/// What [`enroll_card`](Cards::enroll_card) may be told beyond what it must.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct EnrollCardOptions {
    /// Client id of the caller. The API gateway normally sets it; send it if the service asks for it. A
    /// known client uses the first 48 characters of its consumer key.
    ///
    /// Parameter `x-openapi-clientid`.
    pub openapi_client_id: Option<String>,
}

impl EnrollCardOptions {
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

impl std::fmt::Debug for EnrollCardOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "EnrollCardOptions")
            .hide("openapi_client_id", self.openapi_client_id.is_some())
            .finish()
    }
}

/// What [`get_card`](Cards::get_card) may be told beyond what it must.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct GetCardOptions {
    /// Id of the integrating party. Unconfirmed here; taken from a sibling API.
    ///
    /// Parameter `srcClientId`; a UUID.
    pub src_client_id: Option<String>,
    /// Id of the program. Unconfirmed here; taken from a sibling API.
    ///
    /// Parameter `serviceId`; at most 255 characters.
    pub service_id: Option<String>,
}

impl GetCardOptions {
    /// No option set.
    #[must_use]
    pub fn new() -> Self {
        <Self as Default>::default()
    }

    /// Sets `src_client_id`.
    #[must_use]
    pub fn src_client_id(mut self, value: impl Into<String>) -> Self {
        self.src_client_id = Some(value.into());
        self
    }

    /// Sets `service_id`.
    #[must_use]
    pub fn service_id(mut self, value: impl Into<String>) -> Self {
        self.service_id = Some(value.into());
        self
    }
}

impl std::fmt::Debug for GetCardOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "GetCardOptions")
            .show_some("src_client_id", self.src_client_id.as_ref().map(|value| value as _))
            .show_some("service_id", self.service_id.as_ref().map(|value| value as _))
            .finish()
    }
}

/// What [`update_card`](Cards::update_card) may be told beyond what it must.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct UpdateCardOptions {
    /// Id of the integrating party. Unconfirmed here; taken from a sibling API.
    ///
    /// Parameter `srcClientId`; a UUID.
    pub src_client_id: Option<String>,
    /// Id of the program. Unconfirmed here; taken from a sibling API.
    ///
    /// Parameter `serviceId`; at most 255 characters.
    pub service_id: Option<String>,
}

impl UpdateCardOptions {
    /// No option set.
    #[must_use]
    pub fn new() -> Self {
        <Self as Default>::default()
    }

    /// Sets `src_client_id`.
    #[must_use]
    pub fn src_client_id(mut self, value: impl Into<String>) -> Self {
        self.src_client_id = Some(value.into());
        self
    }

    /// Sets `service_id`.
    #[must_use]
    pub fn service_id(mut self, value: impl Into<String>) -> Self {
        self.service_id = Some(value.into());
        self
    }
}

impl std::fmt::Debug for UpdateCardOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "UpdateCardOptions")
            .show_some("src_client_id", self.src_client_id.as_ref().map(|value| value as _))
            .show_some("service_id", self.service_id.as_ref().map(|value| value as _))
            .finish()
    }
}
