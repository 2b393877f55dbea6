// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Cases whose documents are in a given state.
    #[derive(Default)]
    pub struct CaseFilingImageStatusResponse, rename_all = "camelCase" {
        /// One entry a case.
        ///
        /// JSON `caseFilingImageStatusList`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub case_filing_image_status_list: Option<Vec<super::CaseFilingImageStatusResponseStructure>>,
    }
}

impl CaseFilingImageStatusResponse {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            case_filing_image_status_list: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `case_filing_image_status_list`.
    #[must_use]
    pub fn case_filing_image_status_list(
        mut self,
        value: impl Into<Vec<super::CaseFilingImageStatusResponseStructure>>,
    ) -> Self {
        self.case_filing_image_status_list = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for CaseFilingImageStatusResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CaseFilingImageStatusResponse")
            .show_some(
                "case_filing_image_status_list",
                self.case_filing_image_status_list.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
