// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A chargeback whose documents to ask for.
    pub struct ChargebackStatusRequestStructure, rename_all = "camelCase" {
        /// Id of the claim.
        ///
        /// JSON `claimId`.
        #[serde(with = "mc_core::__private::lenient")]
        pub claim_id: String,
        /// Id of the chargeback.
        ///
        /// JSON `chargebackId`.
        #[serde(with = "mc_core::__private::lenient")]
        pub chargeback_id: String,
    }
}

impl ChargebackStatusRequestStructure {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(claim_id: impl Into<String>, chargeback_id: impl Into<String>) -> Self {
        Self {
            claim_id: claim_id.into(),
            chargeback_id: chargeback_id.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `claim_id`.
    #[must_use]
    pub fn claim_id(mut self, value: impl Into<String>) -> Self {
        self.claim_id = value.into();
        self
    }

    /// Sets `chargeback_id`.
    #[must_use]
    pub fn chargeback_id(mut self, value: impl Into<String>) -> Self {
        self.chargeback_id = value.into();
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for ChargebackStatusRequestStructure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ChargebackStatusRequestStructure")
            .show("claim_id", &self.claim_id)
            .show("chargeback_id", &self.chargeback_id)
            .extra(&self.extra)
            .finish()
    }
}
