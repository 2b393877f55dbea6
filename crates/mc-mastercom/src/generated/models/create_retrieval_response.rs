// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Id of the retrieval request that was created.
    #[derive(Default)]
    pub struct CreateRetrievalResponse, rename_all = "camelCase" {
        /// Id of the retrieval request; keep it, every later call needs it.
        ///
        /// JSON `requestId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub request_id: Option<String>,
    }
}

impl CreateRetrievalResponse {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            request_id: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `request_id`.
    #[must_use]
    pub fn request_id(mut self, value: impl Into<String>) -> Self {
        self.request_id = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for CreateRetrievalResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CreateRetrievalResponse")
            .show_some("request_id", self.request_id.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
