// mc-benefit-allocation: Benefit Allocation Service 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! Assign benefit segments to cards, exchange them, and cancel them.

use crate::generated::models;
use crate::generated::operations;

/// The operations of this module, as methods.
#[derive(Clone, Copy, Debug)]
pub struct Segments<'a> {
    client: &'a mc_core::Client,
}

impl<'a> Segments<'a> {
    pub(crate) fn new(client: &'a mc_core::Client) -> Self {
        Self { client }
    }

    /// Assign a segment to a card.
    ///
    /// Gives a card the benefit bundles of one segment, from a date on. The answer lists the bundles
    /// assigned. The segment must have been set up for the issuer beforehand, and the card may not have an
    /// active one: use `replace_segment` in that case. Exactly one segment is accepted although the field
    /// is a list. A refused value gives 400, a card of another issuer 403.
    ///
    /// `POST /card-segments`
    ///
    /// * `body`: The card, and the segment that it gets.
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
    pub async fn assign_segment(&self, body: &models::AssignBenefitAllocation) -> mc_core::Result<models::Bundles> {
        mc_core::Request::new(self.client, &operations::ASSIGN_SEGMENT)
            .json(body)
            .send_json()
            .await
    }

    /// Cancel the segment of a card.
    ///
    /// Takes a segment and its benefits off a card, as of a date. The answer lists the bundles cancelled,
    /// each with its last date. The card falls back to the standard benefits of its range. Exactly one
    /// segment is accepted although the field is a list. A card without a segment gives an error with
    /// reason code `43`.
    ///
    /// `PUT /card-segments-cancellations`
    ///
    /// * `body`: The card, and the segment that it loses.
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
    pub async fn cancel_segment(&self, body: &models::CancelBenefitAllocation) -> mc_core::Result<models::Bundles> {
        mc_core::Request::new(self.client, &operations::CANCEL_SEGMENT)
            .json(body)
            .send_json()
            .await
    }

    /// Exchange the segment of a card for another.
    ///
    /// Ends the benefits of the present segment and starts those of another. The answer lists the bundles
    /// that the card has gained. A refused value gives 400, a card of another issuer 403.
    ///
    /// `PUT /card-segments-replacements`
    ///
    /// * `body`: The card, its present segment and the new one.
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
    pub async fn replace_segment(&self, body: &models::ReplaceBenefitAllocation) -> mc_core::Result<models::Bundles> {
        mc_core::Request::new(self.client, &operations::REPLACE_SEGMENT)
            .json(body)
            .send_json()
            .await
    }
}
