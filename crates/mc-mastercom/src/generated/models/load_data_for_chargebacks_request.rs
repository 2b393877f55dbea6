// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// What kind of chargeback to look up values for.
    pub struct LoadDataForChargebacksRequest, rename_all = "camelCase" {
        /// First chargeback or second presentment.
        ///
        /// JSON `chargebackType`.
        pub chargeback_type: super::ChargebackType,
        /// Reason code to look values up for.
        ///
        /// JSON `reasonCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub reason_code: Option<String>,
        /// Currency the chargeback would be filed in.
        ///
        /// JSON `currency`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub currency: Option<mc_core::values::Currency>,
    }
}

impl LoadDataForChargebacksRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(chargeback_type: impl Into<super::ChargebackType>) -> Self {
        Self {
            chargeback_type: chargeback_type.into(),
            reason_code: None,
            currency: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `chargeback_type`.
    #[must_use]
    pub fn chargeback_type(mut self, value: impl Into<super::ChargebackType>) -> Self {
        self.chargeback_type = value.into();
        self
    }

    /// Sets `reason_code`.
    #[must_use]
    pub fn reason_code(mut self, value: impl Into<String>) -> Self {
        self.reason_code = Some(value.into());
        self
    }

    /// Sets `currency`.
    #[must_use]
    pub fn currency(mut self, value: mc_core::values::Currency) -> Self {
        self.currency = Some(value);
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for LoadDataForChargebacksRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "LoadDataForChargebacksRequest")
            .show("chargeback_type", &self.chargeback_type)
            .show_some("reason_code", self.reason_code.as_ref().map(|value| value as _))
            .show_text("currency", self.currency.as_ref().map(|text| text.as_str()))
            .extra(&self.extra)
            .finish()
    }
}
