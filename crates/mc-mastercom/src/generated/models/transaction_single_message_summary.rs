// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A debit transaction that a search found. Its ids are what `create_claim` wants.
    #[derive(Default)]
    pub struct TransactionSingleMessageSummary, rename_all = "camelCase" {
        /// Id of the authorization, opaque.
        ///
        /// JSON `authTransactionId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub auth_transaction_id: Option<String>,
        /// Id of the clearing, opaque.
        ///
        /// JSON `clearingTransactionId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub clearing_transaction_id: Option<String>,
        /// Its messages.
        ///
        /// JSON `singleMessageSummaryDetails`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub single_message_summary_details: Option<super::SingleMessageSummaryDetails>,
    }
}

impl TransactionSingleMessageSummary {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            auth_transaction_id: None,
            clearing_transaction_id: None,
            single_message_summary_details: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `auth_transaction_id`.
    #[must_use]
    pub fn auth_transaction_id(mut self, value: impl Into<String>) -> Self {
        self.auth_transaction_id = Some(value.into());
        self
    }

    /// Sets `clearing_transaction_id`.
    #[must_use]
    pub fn clearing_transaction_id(mut self, value: impl Into<String>) -> Self {
        self.clearing_transaction_id = Some(value.into());
        self
    }

    /// Sets `single_message_summary_details`.
    #[must_use]
    pub fn single_message_summary_details(mut self, value: impl Into<super::SingleMessageSummaryDetails>) -> Self {
        self.single_message_summary_details = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for TransactionSingleMessageSummary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "TransactionSingleMessageSummary")
            .hide("auth_transaction_id", self.auth_transaction_id.is_some())
            .hide("clearing_transaction_id", self.clearing_transaction_id.is_some())
            .show_some(
                "single_message_summary_details",
                self.single_message_summary_details.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
