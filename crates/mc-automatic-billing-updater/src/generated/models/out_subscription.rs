// mc-automatic-billing-updater: Automatic Billing Updater 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Answer to a subscription.
    #[derive(Default)]
    pub struct OutSubscription, rename_all = "camelCase" {
        /// The current account details. Sent only with `EXPIRY` and `ACCOUNT_UPDATE`.
        ///
        /// JSON `account`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub account: Option<super::Account>,
        /// How the account stands.
        ///
        /// JSON `responseIndicator`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub response_indicator: Option<super::ResponseIndicator>,
    }
}

impl OutSubscription {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            account: None,
            response_indicator: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `account`.
    #[must_use]
    pub fn account(mut self, value: impl Into<super::Account>) -> Self {
        self.account = Some(value.into());
        self
    }

    /// Sets `response_indicator`.
    #[must_use]
    pub fn response_indicator(mut self, value: impl Into<super::ResponseIndicator>) -> Self {
        self.response_indicator = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for OutSubscription {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "OutSubscription")
            .show_some("account", self.account.as_ref().map(|value| value as _))
            .show_some(
                "response_indicator",
                self.response_indicator.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
