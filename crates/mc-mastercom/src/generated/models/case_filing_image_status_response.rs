// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

/// Cases whose documents are in a given state.
#[derive(Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct CaseFilingImageStatusResponse {
    /// One entry a case.
    ///
    /// JSON `caseFilingImageStatusList`.
    #[serde(rename = "caseFilingImageStatusList", skip_serializing_if = "Option::is_none")]
    pub case_filing_image_status_list: Option<Vec<super::CaseFilingImageStatusResponseStructure>>,
    /// What arrived under names that the specification does not know; sent back as it came.
    #[serde(flatten)]
    pub extra: mc_core::Extra,
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

impl mc_core::Generated for CaseFilingImageStatusResponse {
    fn unknown_fields(&self) -> usize {
        self.extra.len()
    }
}
