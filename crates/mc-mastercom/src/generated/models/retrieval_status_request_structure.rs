// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A retrieval request whose documents to ask for.
    pub struct RetrievalStatusRequestStructure, rename_all = "camelCase" {
        /// Id of the claim.
        ///
        /// JSON `claimId`.
        #[serde(with = "mc_core::__private::lenient")]
        pub claim_id: String,
        /// Id of the retrieval request.
        ///
        /// JSON `requestId`.
        #[serde(with = "mc_core::__private::lenient")]
        pub request_id: String,
    }
}

impl RetrievalStatusRequestStructure {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(claim_id: impl Into<String>, request_id: impl Into<String>) -> Self {
        Self {
            claim_id: claim_id.into(),
            request_id: request_id.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `claim_id`.
    #[must_use]
    pub fn claim_id(mut self, value: impl Into<String>) -> Self {
        self.claim_id = value.into();
        self
    }

    /// Sets `request_id`.
    #[must_use]
    pub fn request_id(mut self, value: impl Into<String>) -> Self {
        self.request_id = value.into();
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for RetrievalStatusRequestStructure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "RetrievalStatusRequestStructure")
            .show("claim_id", &self.claim_id)
            .show("request_id", &self.request_id)
            .extra(&self.extra)
            .finish()
    }
}
