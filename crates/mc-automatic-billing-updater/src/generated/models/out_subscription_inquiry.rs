// mc-automatic-billing-updater: Automatic Billing Updater 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Answer to a question about a subscription.
    #[derive(Default)]
    pub struct OutSubscriptionInquiry {
        /// Whether the merchant is watching the account.
        ///
        /// JSON `subscribed`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub subscribed: Option<bool>,
    }
}

impl OutSubscriptionInquiry {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            subscribed: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `subscribed`.
    #[must_use]
    pub fn subscribed(mut self, value: bool) -> Self {
        self.subscribed = Some(value);
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for OutSubscriptionInquiry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "OutSubscriptionInquiry")
            .show_some("subscribed", self.subscribed.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
