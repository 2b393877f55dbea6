// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

/// A case and its claim.
#[derive(Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct CaseFilingClaim {
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
    /// Id of the claim.
    ///
    /// JSON `claimId`.
    #[serde(
        rename = "claimId",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub claim_id: Option<String>,
    /// What arrived under names that the specification does not know; sent back as it came.
    #[serde(flatten)]
    pub extra: mc_core::Extra,
}

impl CaseFilingClaim {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            case_id: None,
            claim_id: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `case_id`.
    #[must_use]
    pub fn case_id(mut self, value: impl Into<String>) -> Self {
        self.case_id = Some(value.into());
        self
    }

    /// Sets `claim_id`.
    #[must_use]
    pub fn claim_id(mut self, value: impl Into<String>) -> Self {
        self.claim_id = Some(value.into());
        self
    }
}

impl std::fmt::Debug for CaseFilingClaim {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CaseFilingClaim")
            .show_some("case_id", self.case_id.as_ref().map(|value| value as _))
            .show_some("claim_id", self.claim_id.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}

impl mc_core::Generated for CaseFilingClaim {
    fn unknown_fields(&self) -> usize {
        self.extra.len()
    }
}
