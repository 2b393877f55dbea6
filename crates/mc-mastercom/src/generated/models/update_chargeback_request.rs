// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A document or memo for a chargeback, or the answer to a credit voucher.
    #[derive(Default)]
    pub struct UpdateChargebackRequest, rename_all = "camelCase" {
        /// Memo of up to 100 characters.
        ///
        /// JSON `memo`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub memo: Option<mc_core::Sensitive<String>>,
        /// Accepts or declines the credit voucher. Needed when no document is sent, and only then.
        ///
        /// JSON `creditVoucherAction`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub credit_voucher_action: Option<super::CreditVoucherAction>,
        /// Document to upload.
        ///
        /// JSON `fileAttachment`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub file_attachment: Option<super::DocumentStructure>,
    }
}

impl UpdateChargebackRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            memo: None,
            credit_voucher_action: None,
            file_attachment: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `memo`.
    #[must_use]
    pub fn memo(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.memo = Some(value.into());
        self
    }

    /// Sets `credit_voucher_action`.
    #[must_use]
    pub fn credit_voucher_action(mut self, value: impl Into<super::CreditVoucherAction>) -> Self {
        self.credit_voucher_action = Some(value.into());
        self
    }

    /// Sets `file_attachment`.
    #[must_use]
    pub fn file_attachment(mut self, value: impl Into<super::DocumentStructure>) -> Self {
        self.file_attachment = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for UpdateChargebackRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "UpdateChargebackRequest")
            .hide("memo", self.memo.is_some())
            .show_some(
                "credit_voucher_action",
                self.credit_voucher_action.as_ref().map(|value| value as _),
            )
            .show_some("file_attachment", self.file_attachment.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
