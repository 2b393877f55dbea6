// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Chargebacks whose documents to ask for.
    pub struct ChargebackStatusRequest, rename_all = "camelCase" {
        /// The chargebacks, at most 2,000.
        ///
        /// JSON `chargebackList`; at most 2000 items.
        pub chargeback_list: Vec<super::ChargebackStatusRequestStructure>,
    }
}

impl ChargebackStatusRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(chargeback_list: impl Into<Vec<super::ChargebackStatusRequestStructure>>) -> Self {
        Self {
            chargeback_list: chargeback_list.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `chargeback_list`.
    #[must_use]
    pub fn chargeback_list(mut self, value: impl Into<Vec<super::ChargebackStatusRequestStructure>>) -> Self {
        self.chargeback_list = value.into();
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for ChargebackStatusRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ChargebackStatusRequest")
            .show("chargeback_list", &self.chargeback_list)
            .extra(&self.extra)
            .finish()
    }
}
