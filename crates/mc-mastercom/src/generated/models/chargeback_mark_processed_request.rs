// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Chargebacks to acknowledge.
    pub struct ChargebackMarkProcessedRequest, rename_all = "camelCase" {
        /// The chargebacks: 100 or fewer work best, 500 are the limit.
        ///
        /// JSON `chargebackList`; at most 500 items.
        pub chargeback_list: Vec<super::ChargebackMarkProcessedRequestStructure>,
    }
}

impl ChargebackMarkProcessedRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(chargeback_list: impl Into<Vec<super::ChargebackMarkProcessedRequestStructure>>) -> Self {
        Self {
            chargeback_list: chargeback_list.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `chargeback_list`.
    #[must_use]
    pub fn chargeback_list(mut self, value: impl Into<Vec<super::ChargebackMarkProcessedRequestStructure>>) -> Self {
        self.chargeback_list = value.into();
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for ChargebackMarkProcessedRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ChargebackMarkProcessedRequest")
            .show("chargeback_list", &self.chargeback_list)
            .extra(&self.extra)
            .finish()
    }
}
