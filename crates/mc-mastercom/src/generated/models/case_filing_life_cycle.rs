// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A case with its state and history.
    #[derive(Default)]
    pub struct CaseFilingLifeCycle, rename_all = "camelCase" {
        /// State of the case, such as `New`, `Escalated` or `Closed`.
        ///
        /// JSON `caseFilingStatus`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub case_filing_status: Option<String>,
        /// The case as it was filed.
        ///
        /// JSON `caseFilingDetails`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub case_filing_details: Option<super::CaseFilingDetails>,
        /// What was done to the case, one entry an action.
        ///
        /// JSON `caseFilingRespHistory`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub case_filing_resp_history: Option<Vec<super::CaseFilingRespHistory>>,
    }
}

impl CaseFilingLifeCycle {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            case_filing_status: None,
            case_filing_details: None,
            case_filing_resp_history: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `case_filing_status`.
    #[must_use]
    pub fn case_filing_status(mut self, value: impl Into<String>) -> Self {
        self.case_filing_status = Some(value.into());
        self
    }

    /// Sets `case_filing_details`.
    #[must_use]
    pub fn case_filing_details(mut self, value: impl Into<super::CaseFilingDetails>) -> Self {
        self.case_filing_details = Some(value.into());
        self
    }

    /// Sets `case_filing_resp_history`.
    #[must_use]
    pub fn case_filing_resp_history(mut self, value: impl Into<Vec<super::CaseFilingRespHistory>>) -> Self {
        self.case_filing_resp_history = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for CaseFilingLifeCycle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CaseFilingLifeCycle")
            .show_some(
                "case_filing_status",
                self.case_filing_status.as_ref().map(|value| value as _),
            )
            .show_some(
                "case_filing_details",
                self.case_filing_details.as_ref().map(|value| value as _),
            )
            .show_some(
                "case_filing_resp_history",
                self.case_filing_resp_history.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
