// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A retrieval request to send to the acquirer. Healthcare audits are the only use left.
    pub struct CreateRetrievalRequest, rename_all = "camelCase" {
        /// Why the document is wanted.
        ///
        /// JSON `retrievalRequestReason`.
        pub retrieval_request_reason: super::RetrievalRequestReason,
        /// Which document is wanted.
        ///
        /// JSON `docNeeded`.
        pub doc_needed: super::RetrievalDocument,
        /// Instructions to the acquirer, 16 to 200 characters. Needed for reason 6343.
        ///
        /// JSON `instructionsForHealthcare`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub instructions_for_healthcare: Option<mc_core::Sensitive<String>>,
    }
}

impl CreateRetrievalRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(
        retrieval_request_reason: impl Into<super::RetrievalRequestReason>,
        doc_needed: impl Into<super::RetrievalDocument>,
    ) -> Self {
        Self {
            retrieval_request_reason: retrieval_request_reason.into(),
            doc_needed: doc_needed.into(),
            instructions_for_healthcare: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `retrieval_request_reason`.
    #[must_use]
    pub fn retrieval_request_reason(mut self, value: impl Into<super::RetrievalRequestReason>) -> Self {
        self.retrieval_request_reason = value.into();
        self
    }

    /// Sets `doc_needed`.
    #[must_use]
    pub fn doc_needed(mut self, value: impl Into<super::RetrievalDocument>) -> Self {
        self.doc_needed = value.into();
        self
    }

    /// Sets `instructions_for_healthcare`.
    #[must_use]
    pub fn instructions_for_healthcare(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.instructions_for_healthcare = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for CreateRetrievalRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CreateRetrievalRequest")
            .show("retrieval_request_reason", &self.retrieval_request_reason)
            .show("doc_needed", &self.doc_needed)
            .hide(
                "instructions_for_healthcare",
                self.instructions_for_healthcare.is_some(),
            )
            .extra(&self.extra)
            .finish()
    }
}
