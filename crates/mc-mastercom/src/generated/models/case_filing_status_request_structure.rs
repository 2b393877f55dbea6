// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A case whose documents to ask for.
    pub struct CaseFilingStatusRequestStructure, rename_all = "camelCase" {
        /// Id of the case.
        ///
        /// JSON `caseId`.
        #[serde(with = "mc_core::__private::lenient")]
        pub case_id: String,
    }
}

impl CaseFilingStatusRequestStructure {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(case_id: impl Into<String>) -> Self {
        Self {
            case_id: case_id.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `case_id`.
    #[must_use]
    pub fn case_id(mut self, value: impl Into<String>) -> Self {
        self.case_id = value.into();
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for CaseFilingStatusRequestStructure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CaseFilingStatusRequestStructure")
            .show("case_id", &self.case_id)
            .extra(&self.extra)
            .finish()
    }
}
