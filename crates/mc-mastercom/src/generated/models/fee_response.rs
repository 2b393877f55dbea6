// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Id of the fee collection that was filed.
    #[derive(Default)]
    pub struct FeeResponse, rename_all = "camelCase" {
        /// Id of the fee collection.
        ///
        /// JSON `feeId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub fee_id: Option<String>,
    }
}

impl FeeResponse {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            fee_id: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `fee_id`.
    #[must_use]
    pub fn fee_id(mut self, value: impl Into<String>) -> Self {
        self.fee_id = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for FeeResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "FeeResponse")
            .show_some("fee_id", self.fee_id.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
