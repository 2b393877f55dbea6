// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Id of the fraud report that was entered.
    #[derive(Default)]
    pub struct FraudResponse, rename_all = "camelCase" {
        /// Id of the fraud report.
        ///
        /// JSON `fraudId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub fraud_id: Option<String>,
    }
}

impl FraudResponse {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            fraud_id: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `fraud_id`.
    #[must_use]
    pub fn fraud_id(mut self, value: impl Into<String>) -> Self {
        self.fraud_id = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for FraudResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "FraudResponse")
            .show_some("fraud_id", self.fraud_id.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
