// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// How far the documents of one case are.
    #[derive(Default)]
    pub struct CaseFilingStatusResponseStructure, rename_all = "camelCase" {
        /// Id of the case.
        ///
        /// JSON `caseId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub case_id: Option<String>,
        /// State, party and time in one text, such as `COMPLETED_SND_2/10/2021 8:43:21 AM`. A rebuttal adds
        /// `_REBUT`, and `UNAVAILABLE` alone means no document.
        ///
        /// JSON `status`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub status: Option<String>,
    }
}

impl CaseFilingStatusResponseStructure {
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
    pub fn status(mut self, value: impl Into<String>) -> Self {
        self.status = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for CaseFilingStatusResponseStructure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CaseFilingStatusResponseStructure")
            .show_some("case_id", self.case_id.as_ref().map(|value| value as _))
            .show_some("status", self.status.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
