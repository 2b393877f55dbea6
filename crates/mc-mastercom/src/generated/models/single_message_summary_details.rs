// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Both messages of a debit transaction, in short.
    #[derive(Default)]
    pub struct SingleMessageSummaryDetails, rename_all = "camelCase" {
        /// Authorization message.
        ///
        /// JSON `authTransaction`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub auth_transaction: Option<super::SingleMessageSummary>,
        /// Clearing message.
        ///
        /// JSON `clearingTransaction`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub clearing_transaction: Option<super::SingleMessageSummary>,
    }
}

impl SingleMessageSummaryDetails {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            auth_transaction: None,
            clearing_transaction: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `auth_transaction`.
    #[must_use]
    pub fn auth_transaction(mut self, value: impl Into<super::SingleMessageSummary>) -> Self {
        self.auth_transaction = Some(value.into());
        self
    }

    /// Sets `clearing_transaction`.
    #[must_use]
    pub fn clearing_transaction(mut self, value: impl Into<super::SingleMessageSummary>) -> Self {
        self.clearing_transaction = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for SingleMessageSummaryDetails {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "SingleMessageSummaryDetails")
            .show_some(
                "auth_transaction",
                self.auth_transaction.as_ref().map(|value| value as _),
            )
            .show_some(
                "clearing_transaction",
                self.clearing_transaction.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
