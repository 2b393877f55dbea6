// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

/// How far the documents of one case are.
#[derive(Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct CaseFilingStatusResponseStructure {
    /// Id of the case.
    ///
    /// JSON `caseId`.
    #[serde(
        rename = "caseId",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub case_id: Option<String>,
    /// State, party and time in one text, such as 'COMPLETED_SND_2/10/2021 8:43:21 AM'. A rebuttal adds `_REBUT`, and `UNAVAILABLE` alone means no document.
    ///
    /// JSON `status`.
    #[serde(
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub status: Option<String>,
    /// What arrived under names that the specification does not know; sent back as it came.
    #[serde(flatten)]
    pub extra: mc_core::Extra,
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

impl std::fmt::Debug for CaseFilingStatusResponseStructure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CaseFilingStatusResponseStructure")
            .show_some("case_id", self.case_id.as_ref().map(|value| value as _))
            .show_some("status", self.status.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}

impl mc_core::Generated for CaseFilingStatusResponseStructure {
    fn unknown_fields(&self) -> usize {
        self.extra.len()
    }
}
