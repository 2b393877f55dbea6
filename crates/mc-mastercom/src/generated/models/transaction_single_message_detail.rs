// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// The debit transaction of a claim.
    #[derive(Default)]
    pub struct TransactionSingleMessageDetail, rename_all = "camelCase" {
        /// Its authorization message.
        ///
        /// JSON `authTransaction`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub auth_transaction: Option<super::SingleMessageDetail>,
        /// Its clearing message.
        ///
        /// JSON `clearingTransaction`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub clearing_transaction: Option<super::SingleMessageDetail>,
    }
}

impl TransactionSingleMessageDetail {
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
    pub fn auth_transaction(mut self, value: impl Into<super::SingleMessageDetail>) -> Self {
        self.auth_transaction = Some(value.into());
        self
    }

    /// Sets `clearing_transaction`.
    #[must_use]
    pub fn clearing_transaction(mut self, value: impl Into<super::SingleMessageDetail>) -> Self {
        self.clearing_transaction = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for TransactionSingleMessageDetail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "TransactionSingleMessageDetail")
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
