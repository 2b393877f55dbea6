// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

/// A case whose documents to ask for.
#[derive(Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct CaseFilingStatusRequestStructure {
    /// Id of the case.
    ///
    /// JSON `caseId`.
    #[serde(rename = "caseId", with = "serde_with::As::<mc_core::Lenient>")]
    pub case_id: String,
    /// What arrived under names that the specification does not know; sent back as it came.
    #[serde(flatten)]
    pub extra: mc_core::Extra,
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

impl std::fmt::Debug for CaseFilingStatusRequestStructure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CaseFilingStatusRequestStructure")
            .show("case_id", &self.case_id)
            .extra(&self.extra)
            .finish()
    }
}

impl mc_core::Generated for CaseFilingStatusRequestStructure {
    fn unknown_fields(&self) -> usize {
        self.extra.len()
    }
}
