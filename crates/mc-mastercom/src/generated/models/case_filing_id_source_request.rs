// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

/// A case and the caller's side in it.
#[derive(Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct CaseFilingIdSourceRequest {
    /// Id of the case.
    ///
    /// JSON `caseId`.
    #[serde(rename = "caseId", with = "serde_with::As::<mc_core::Lenient>")]
    pub case_id: String,
    /// Whether the caller is the sender of the case; otherwise it is the receiver.
    ///
    /// JSON `isIssuer`.
    #[serde(rename = "isIssuer", with = "serde_with::As::<mc_core::Lenient>")]
    pub is_issuer: bool,
    /// What arrived under names that the specification does not know; sent back as it came.
    #[serde(flatten)]
    pub extra: mc_core::Extra,
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

impl std::fmt::Debug for CaseFilingIdSourceRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CaseFilingIdSourceRequest")
            .show("case_id", &self.case_id)
            .show("is_issuer", &self.is_issuer)
            .extra(&self.extra)
            .finish()
    }
}

impl mc_core::Generated for CaseFilingIdSourceRequest {
    fn unknown_fields(&self) -> usize {
        self.extra.len()
    }
}
