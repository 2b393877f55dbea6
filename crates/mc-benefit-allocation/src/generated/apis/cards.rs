// mc-benefit-allocation: Benefit Allocation Service 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! Move benefits to a new card number, and freeze them.

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

    /// Move the benefits of a card to its new number.
    ///
    /// Carries all unexpired benefits from an old card number to a new one. They end on the old number. The
    /// answer lists the bundles that the new number has.
    ///
    /// `POST /cards`
    ///
    /// The specification calls it `cardReplacement`.
    ///
    /// * `body`: The old and the new card number.
    ///
    /// Responses:
    ///
    /// * `200`: The benefit bundles that the request has touched.
    /// * `400`: A value is missing, malformed or not accepted.
    /// * `403`: The client may not act on this card.
    /// * `default`: Any other status is an error of the service or the API gateway.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn replace_card(&self, body: &models::CardReplacement) -> mc_core::Result<models::Bundles> {
        mc_core::Request::new(self.client, &operations::REPLACE_CARD)
            .json(body)
            .send_json()
            .await
    }

    /// Freeze or release the benefits of a card.
    ///
    /// Blocks the use of a card's benefits, or allows it again. While they are frozen, a cardholder who
    /// wants to use one is sent to the issuer. Success is a 204 without a body.
    ///
    /// `PUT /cards`
    ///
    /// The specification calls it `freezeUnfreeze`.
    ///
    /// * `body`: The card, and whether its benefits are to be frozen.
    ///
    /// Responses:
    ///
    /// * `204`: Done. There is no body.
    /// * `400`: A value is missing, malformed or not accepted.
    /// * `403`: The client may not act on this card.
    /// * `default`: Any other status is an error of the service or the API gateway.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn set_card_frozen(&self, body: &models::FrozenCard) -> mc_core::Result<()> {
        mc_core::Request::new(self.client, &operations::SET_CARD_FROZEN)
            .json(body)
            .send_empty()
            .await
    }
}
