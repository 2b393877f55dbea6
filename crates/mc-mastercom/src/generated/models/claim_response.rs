// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Id of the claim that was opened or changed.
    #[derive(Default)]
    pub struct ClaimResponse, rename_all = "camelCase" {
        /// Id of the claim.
        ///
        /// JSON `claimId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub claim_id: Option<String>,
    }
}

impl ClaimResponse {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            claim_id: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `claim_id`.
    #[must_use]
    pub fn claim_id(mut self, value: impl Into<String>) -> Self {
        self.claim_id = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for ClaimResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ClaimResponse")
            .show_some("claim_id", self.claim_id.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
