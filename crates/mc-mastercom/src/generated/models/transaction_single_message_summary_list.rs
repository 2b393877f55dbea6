// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Debit transactions that a search found.
    #[derive(Default)]
    pub struct TransactionSingleMessageSummaryList, rename_all = "camelCase" {
        /// The transactions.
        ///
        /// JSON `transactionSummaryList`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub transaction_summary_list: Option<Vec<super::TransactionSingleMessageSummary>>,
    }
}

impl TransactionSingleMessageSummaryList {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            transaction_summary_list: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `transaction_summary_list`.
    #[must_use]
    pub fn transaction_summary_list(mut self, value: impl Into<Vec<super::TransactionSingleMessageSummary>>) -> Self {
        self.transaction_summary_list = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for TransactionSingleMessageSummaryList {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "TransactionSingleMessageSummaryList")
            .show_some(
                "transaction_summary_list",
                self.transaction_summary_list.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
