// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// How far the documents of one chargeback are.
    #[derive(Default)]
    pub struct ChargebackStatusResponseStructure, rename_all = "camelCase" {
        /// Id of the chargeback.
        ///
        /// JSON `chargebackId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub chargeback_id: Option<String>,
        /// Id of the claim.
        ///
        /// JSON `claimId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub claim_id: Option<String>,
        /// State of the documents.
        ///
        /// JSON `status`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub status: Option<super::DocumentStatus>,
    }
}

impl ChargebackStatusResponseStructure {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            chargeback_id: None,
            claim_id: None,
            status: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `chargeback_id`.
    #[must_use]
    pub fn chargeback_id(mut self, value: impl Into<String>) -> Self {
        self.chargeback_id = Some(value.into());
        self
    }

    /// Sets `claim_id`.
    #[must_use]
    pub fn claim_id(mut self, value: impl Into<String>) -> Self {
        self.claim_id = Some(value.into());
        self
    }

    /// Sets `status`.
    #[must_use]
    pub fn status(mut self, value: impl Into<super::DocumentStatus>) -> Self {
        self.status = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for ChargebackStatusResponseStructure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ChargebackStatusResponseStructure")
            .show_some("chargeback_id", self.chargeback_id.as_ref().map(|value| value as _))
            .show_some("claim_id", self.claim_id.as_ref().map(|value| value as _))
            .show_some("status", self.status.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
