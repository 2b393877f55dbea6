// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A case and the caller's side in it.
    pub struct CaseFilingIdSourceRequest, rename_all = "camelCase" {
        /// Id of the case.
        ///
        /// JSON `caseId`.
        #[serde(with = "mc_core::__private::lenient")]
        pub case_id: String,
        /// Whether the caller is the sender of the case; otherwise it is the receiver.
        ///
        /// JSON `isIssuer`.
        #[serde(with = "mc_core::__private::lenient")]
        pub is_issuer: bool,
    }
}

impl CaseFilingIdSourceRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(case_id: impl Into<String>, is_issuer: bool) -> Self {
        Self {
            case_id: case_id.into(),
            is_issuer,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `case_id`.
    #[must_use]
    pub fn case_id(mut self, value: impl Into<String>) -> Self {
        self.case_id = value.into();
        self
    }

    /// Sets `is_issuer`.
    #[must_use]
    pub fn is_issuer(mut self, value: bool) -> Self {
        self.is_issuer = value;
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for CaseFilingIdSourceRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CaseFilingIdSourceRequest")
            .show("case_id", &self.case_id)
            .show("is_issuer", &self.is_issuer)
            .extra(&self.extra)
            .finish()
    }
}
