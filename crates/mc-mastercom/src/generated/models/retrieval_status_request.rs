// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Retrieval requests whose documents to ask for.
    pub struct RetrievalStatusRequest, rename_all = "camelCase" {
        /// The retrieval requests, at most 2,000.
        ///
        /// JSON `retrievalList`; at most 2000 items.
        pub retrieval_list: Vec<super::RetrievalStatusRequestStructure>,
    }
}

impl RetrievalStatusRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(retrieval_list: impl Into<Vec<super::RetrievalStatusRequestStructure>>) -> Self {
        Self {
            retrieval_list: retrieval_list.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `retrieval_list`.
    #[must_use]
    pub fn retrieval_list(mut self, value: impl Into<Vec<super::RetrievalStatusRequestStructure>>) -> Self {
        self.retrieval_list = value.into();
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for RetrievalStatusRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "RetrievalStatusRequest")
            .show("retrieval_list", &self.retrieval_list)
            .extra(&self.extra)
            .finish()
    }
}
