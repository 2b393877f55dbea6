// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A case and the state of its documents.
    #[derive(Default)]
    pub struct CaseFilingImageStatusResponseStructure, rename_all = "camelCase" {
        /// Id of the case.
        ///
        /// JSON `caseId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub case_id: Option<String>,
        /// State of the documents.
        ///
        /// JSON `status`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub status: Option<super::CaseDocumentStatus>,
    }
}

impl CaseFilingImageStatusResponseStructure {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            case_id: None,
            status: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `case_id`.
    #[must_use]
    pub fn case_id(mut self, value: impl Into<String>) -> Self {
        self.case_id = Some(value.into());
        self
    }

    /// Sets `status`.
    #[must_use]
    pub fn status(mut self, value: impl Into<super::CaseDocumentStatus>) -> Self {
        self.status = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for CaseFilingImageStatusResponseStructure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CaseFilingImageStatusResponseStructure")
            .show_some("case_id", self.case_id.as_ref().map(|value| value as _))
            .show_some("status", self.status.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
