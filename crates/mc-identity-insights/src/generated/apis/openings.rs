// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! Assess the opening of an account.

use crate::generated::models;
use crate::generated::operations;

/// The operations of this module, as methods.
#[derive(Clone, Copy, Debug)]
pub struct Openings<'a> {
    client: &'a mc_core::Client,
}

impl<'a> Openings<'a> {
    pub(crate) fn new(client: &'a mc_core::Client) -> Self {
        Self { client }
    }

    /// Assess an account that somebody wants to open.
    ///
    /// Returns scores and findings about an applicant, an IP address and a device. What comes back depends
    /// on what is sent: user data is always needed, the IP address for insights about it, IP address and
    /// user agent for those about the device. A part that could not be produced is absent, and `alerts`
    /// says so; `warnings` tells of input that was corrected or not usable. Missing or malformed input
    /// gives 400 with reason code `VALIDATION_ERROR` and the names of the fields in `Details`. A 503 is
    /// documented as a passing failure.
    ///
    /// `POST /openings`
    ///
    /// * `body`: What is known of the applicant and of the device.
    ///
    /// Responses:
    ///
    /// * `200`: The insights.
    /// * `400`: A value is missing, malformed or not accepted.
    /// * `401`: The client was not recognised or may not use the service.
    /// * `default`: Any other status is an error of the service or the API gateway.
    ///
    /// [`retrieve_account_opening_insights_with_headers`](Self::retrieve_account_opening_insights_with_headers) gives the headers of the response as well.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn retrieve_account_opening_insights(
        &self,
        body: &models::AccountOpeningData,
    ) -> mc_core::Result<models::AccountOpeningInsights> {
        let answer = self.retrieve_account_opening_insights_with_headers(body).await?;
        Ok(answer.value)
    }

    /// Assess an account that somebody wants to open.
    ///
    /// Returns scores and findings about an applicant, an IP address and a device. What comes back depends
    /// on what is sent: user data is always needed, the IP address for insights about it, IP address and
    /// user agent for those about the device. A part that could not be produced is absent, and `alerts`
    /// says so; `warnings` tells of input that was corrected or not usable. Missing or malformed input
    /// gives 400 with reason code `VALIDATION_ERROR` and the names of the fields in `Details`. A 503 is
    /// documented as a passing failure.
    ///
    /// `POST /openings`
    ///
    /// * `body`: What is known of the applicant and of the device.
    ///
    /// Responses:
    ///
    /// * `200`: The insights.
    /// * `400`: A value is missing, malformed or not accepted.
    /// * `401`: The client was not recognised or may not use the service.
    /// * `default`: Any other status is an error of the service or the API gateway.
    ///
    /// The headers of the response are:
    ///
    /// * `X-MC-Correlation-ID`: Identifies the request; the same value as `requestRefId` in the body.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn retrieve_account_opening_insights_with_headers(
        &self,
        body: &models::AccountOpeningData,
    ) -> mc_core::Result<mc_core::WithHeaders<models::AccountOpeningInsights>> {
        let headers = mc_core::__private::HeadersOf::default();
        mc_core::Request::new(self.client, &operations::RETRIEVE_ACCOUNT_OPENING_INSIGHTS)
            .json(body)
            .keeping_headers(&headers)
            .send_json()
            .await
            .map(|value| headers.with(value))
    }
}
