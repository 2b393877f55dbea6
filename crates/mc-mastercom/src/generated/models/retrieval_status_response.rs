// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// How far the documents of retrieval requests are.
    #[derive(Default)]
    pub struct RetrievalStatusResponse, rename_all = "camelCase" {
        /// One entry a retrieval request.
        ///
        /// JSON `retrievalResponseList`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub retrieval_response_list: Option<Vec<super::RetrievalStatusResponseStructure>>,
    }
}

impl RetrievalStatusResponse {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            retrieval_response_list: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `retrieval_response_list`.
    #[must_use]
    pub fn retrieval_response_list(mut self, value: impl Into<Vec<super::RetrievalStatusResponseStructure>>) -> Self {
        self.retrieval_response_list = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for RetrievalStatusResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "RetrievalStatusResponse")
            .show_some(
                "retrieval_response_list",
                self.retrieval_response_list.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
