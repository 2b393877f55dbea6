// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Values that a retrieval request on the claim may take.
    #[derive(Default)]
    pub struct LoadDataForRetrievalResponse, rename_all = "camelCase" {
        /// Kinds of document that can be asked for.
        ///
        /// JSON `docNeeded`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub doc_needed: Option<Vec<super::RetrievalDocNeededNameValueDetail>>,
        /// Reasons that can be given.
        ///
        /// JSON `reasonCodes`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub reason_codes: Option<Vec<super::RetrievalReasonCodesNameValueDetail>>,
    }
}

impl LoadDataForRetrievalResponse {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            doc_needed: None,
            reason_codes: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `doc_needed`.
    #[must_use]
    pub fn doc_needed(mut self, value: impl Into<Vec<super::RetrievalDocNeededNameValueDetail>>) -> Self {
        self.doc_needed = Some(value.into());
        self
    }

    /// Sets `reason_codes`.
    #[must_use]
    pub fn reason_codes(mut self, value: impl Into<Vec<super::RetrievalReasonCodesNameValueDetail>>) -> Self {
        self.reason_codes = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for LoadDataForRetrievalResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "LoadDataForRetrievalResponse")
            .show_some("doc_needed", self.doc_needed.as_ref().map(|value| value as _))
            .show_some("reason_codes", self.reason_codes.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
