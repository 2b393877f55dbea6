// mc-automatic-billing-updater: Automatic Billing Updater 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! Ask for the current details of one account.

use crate::generated::models;
use crate::generated::operations;

/// The operations of this module, as methods.
#[derive(Clone, Copy, Debug)]
pub struct Inquiries<'a> {
    client: &'a mc_core::Client,
}

impl<'a> Inquiries<'a> {
    pub(crate) fn new(client: &'a mc_core::Client) -> Self {
        Self { client }
    }

    /// Ask whether an account has changed.
    ///
    /// Looks one account up in what issuers have reported to ABU. The response indicator says how the
    /// account stands; new account details come with it only when the indicator is `EXPIRY` or
    /// `ACCOUNT_UPDATE`. An expiry date more than twelve months past is refused with 400 and reason code
    /// `INVALID_EXPIRY_DATE`, an acquirer that is not set up for ABU with 400 or 401. Nothing is stored, so
    /// the call may be repeated.
    ///
    /// `POST /inquiries`
    ///
    /// The specification calls it `accountInquiry`.
    ///
    /// * `body`: The account to look up, and for whom.
    ///
    /// Responses:
    ///
    /// * `200`: How the account stands, with new details if the issuer has reported any.
    /// * `400`: A value is missing, malformed or not accepted.
    /// * `401`: The signature was refused, or the client is not entitled to this function.
    /// * `default`: Any other status is an error of the service or the API gateway.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn inquire_account(&self, body: &models::Inquiry) -> mc_core::Result<models::OutInquiry> {
        mc_core::Request::new(self.client, &operations::INQUIRE_ACCOUNT)
            .json(body)
            .send_json()
            .await
    }
}
