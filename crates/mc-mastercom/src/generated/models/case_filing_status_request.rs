// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Cases whose documents to ask for.
    pub struct CaseFilingStatusRequest, rename_all = "camelCase" {
        /// The cases, at most 2,000.
        ///
        /// JSON `caseFilingList`; at most 2000 items.
        pub case_filing_list: Vec<super::CaseFilingStatusRequestStructure>,
    }
}

impl CaseFilingStatusRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(case_filing_list: impl Into<Vec<super::CaseFilingStatusRequestStructure>>) -> Self {
        Self {
            case_filing_list: case_filing_list.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `case_filing_list`.
    #[must_use]
    pub fn case_filing_list(mut self, value: impl Into<Vec<super::CaseFilingStatusRequestStructure>>) -> Self {
        self.case_filing_list = value.into();
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for CaseFilingStatusRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CaseFilingStatusRequest")
            .show("case_filing_list", &self.case_filing_list)
            .extra(&self.extra)
            .finish()
    }
}
