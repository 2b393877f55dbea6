// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A debit chargeback to take back.
    pub struct CreateChargebackSingleReversalRequest, rename_all = "camelCase" {
        /// Amount that stays charged to the cardholder after the reversal.
        ///
        /// JSON `replacementAmount`.
        pub replacement_amount: mc_core::values::Amount,
        /// Why the chargeback is reversed.
        ///
        /// JSON `reversalReasonCode`.
        pub reversal_reason_code: super::DebitReversalReason,
        /// Number of one's own, for tracing, up to five digits.
        ///
        /// JSON `controlNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub control_number: Option<String>,
    }
}

impl CreateChargebackSingleReversalRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(
        replacement_amount: mc_core::values::Amount,
        reversal_reason_code: impl Into<super::DebitReversalReason>,
    ) -> Self {
        Self {
            replacement_amount,
            reversal_reason_code: reversal_reason_code.into(),
            control_number: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `replacement_amount`.
    #[must_use]
    pub fn replacement_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.replacement_amount = value;
        self
    }

    /// Sets `reversal_reason_code`.
    #[must_use]
    pub fn reversal_reason_code(mut self, value: impl Into<super::DebitReversalReason>) -> Self {
        self.reversal_reason_code = value.into();
        self
    }

    /// Sets `control_number`.
    #[must_use]
    pub fn control_number(mut self, value: impl Into<String>) -> Self {
        self.control_number = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for CreateChargebackSingleReversalRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CreateChargebackSingleReversalRequest")
            .hide("replacement_amount", true)
            .show("reversal_reason_code", &self.reversal_reason_code)
            .show_some("control_number", self.control_number.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
