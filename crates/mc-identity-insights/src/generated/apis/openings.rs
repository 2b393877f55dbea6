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
    /// Returns scores and findings about an applicant, an IP address and a device. What comes back depends on what is sent: user data is always needed, the IP address for insights about it, IP address and user agent for those about the device. A part that could not be produced is absent, and `alerts` says so; `warnings` tells of input that was corrected or not usable. Missing or malformed input gives 400 with reason code `VALIDATION_ERROR` and the names of the fields in `Details`. A 503 is documented as a passing failure.
    ///
    /// `POST /openings`
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn retrieve_account_opening_insights(
        &self,
        body: &models::AccountOpeningData,
    ) -> mc_core::Result<models::AccountOpeningInsights> {
        mc_core::Request::new(self.client, &operations::RETRIEVE_ACCOUNT_OPENING_INSIGHTS)
            .json(body)
            .send_json()
            .await
    }
}
