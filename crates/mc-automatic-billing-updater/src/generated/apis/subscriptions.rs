// mc-automatic-billing-updater: Automatic Billing Updater 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! Watch accounts for changes, see whether one is watched, and stop watching.

use crate::generated::models;
use crate::generated::operations;

/// The operations of this module, as methods.
#[derive(Clone, Copy, Debug)]
pub struct Subscriptions<'a> {
    client: &'a mc_core::Client,
}

impl<'a> Subscriptions<'a> {
    pub(crate) fn new(client: &'a mc_core::Client) -> Self {
        Self { client }
    }

    /// See whether an account is being watched.
    ///
    /// Tells whether the merchant has a subscription to the account. It reads only: nothing is subscribed
    /// or removed, and the call may be repeated.
    ///
    /// `POST /subscription-inquiries`
    ///
    /// The specification calls it `subscriptionInquiry`.
    ///
    /// * `body`: The account whose subscription is in question, and the merchant that may hold it.
    ///
    /// Responses:
    ///
    /// * `200`: Whether the account is watched.
    /// * `400`: A value is missing, malformed or not accepted.
    /// * `401`: The signature was refused, or the client is not entitled to this function.
    /// * `default`: Any other status is an error of the service or the API gateway.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn inquire_subscription(
        &self,
        body: &models::SubscriptionInquiry,
    ) -> mc_core::Result<models::OutSubscriptionInquiry> {
        mc_core::Request::new(self.client, &operations::INQUIRE_SUBSCRIPTION)
            .json(body)
            .send_json()
            .await
    }

    /// Watch an account for changes.
    ///
    /// Answers like an inquiry and also puts the account on the merchant's watch list. From then on
    /// Mastercard pushes a notification to the address registered with it whenever the issuer reports a
    /// change. The request id comes back in those notifications. Push has to be enabled for the client
    /// beforehand; otherwise the answer is 401 with reason code `AUTHENTICATION_FAILED`. What a second
    /// subscription to the same account does is not documented, so the call is not repeated automatically.
    ///
    /// `POST /subscriptions`
    ///
    /// The specification calls it `accountSubscription`.
    ///
    /// * `body`: The account to watch, and for whom.
    ///
    /// Responses:
    ///
    /// * `202`: The account is watched from now on; its present standing is in the body.
    /// * `400`: A value is missing, malformed or not accepted.
    /// * `401`: The signature was refused, or the client is not entitled to this function.
    /// * `default`: Any other status is an error of the service or the API gateway.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn subscribe_account(&self, body: &models::Subscription) -> mc_core::Result<models::OutSubscription> {
        mc_core::Request::new(self.client, &operations::SUBSCRIBE_ACCOUNT)
            .json(body)
            .send_json()
            .await
    }

    /// Stop watching an account.
    ///
    /// Ends a merchant's subscription to an account. No further notifications are pushed for it. Success is
    /// a 202 with an empty body. What happens when the account is not being watched is not documented.
    ///
    /// `POST /subscription-deletions`
    ///
    /// The specification calls it `accountSubscriptionDeletion`.
    ///
    /// * `body`: The account to stop watching, and for whom.
    ///
    /// Responses:
    ///
    /// * `202`: The subscription is being removed. There is no body.
    /// * `400`: A value is missing, malformed or not accepted.
    /// * `401`: The signature was refused, or the client is not entitled to this function.
    /// * `default`: Any other status is an error of the service or the API gateway.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn unsubscribe_account(&self, body: &models::SubscriptionDeletion) -> mc_core::Result<()> {
        mc_core::Request::new(self.client, &operations::UNSUBSCRIBE_ACCOUNT)
            .json(body)
            .send_empty()
            .await
    }
}
