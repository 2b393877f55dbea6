// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Id of the case that was filed or acted upon.
    #[derive(Default)]
    pub struct CaseFilingResponse, rename_all = "camelCase" {
        /// Id of the case. The service may write it as a number.
        ///
        /// JSON `caseId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub case_id: Option<String>,
    }
}

impl CaseFilingResponse {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            case_id: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `case_id`.
    #[must_use]
    pub fn case_id(mut self, value: impl Into<String>) -> Self {
        self.case_id = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for CaseFilingResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CaseFilingResponse")
            .show_some("case_id", self.case_id.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
