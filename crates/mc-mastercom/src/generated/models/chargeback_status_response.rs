// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

/// How far the documents of chargebacks are.
#[derive(Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct ChargebackStatusResponse {
    /// One entry a chargeback.
    ///
    /// JSON `chargebackResponseList`.
    #[serde(rename = "chargebackResponseList", skip_serializing_if = "Option::is_none")]
    pub chargeback_response_list: Option<Vec<super::ChargebackStatusResponseStructure>>,
    /// What arrived under names that the specification does not know; sent back as it came.
    #[serde(flatten)]
    pub extra: mc_core::Extra,
}

impl ChargebackStatusResponse {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            chargeback_response_list: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `chargeback_response_list`.
    #[must_use]
    pub fn chargeback_response_list(mut self, value: impl Into<Vec<super::ChargebackStatusResponseStructure>>) -> Self {
        self.chargeback_response_list = Some(value.into());
        self
    }
}

impl std::fmt::Debug for ChargebackStatusResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ChargebackStatusResponse")
            .show_some(
                "chargeback_response_list",
                self.chargeback_response_list.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}

impl mc_core::Generated for ChargebackStatusResponse {
    fn unknown_fields(&self) -> usize {
        self.extra.len()
    }
}
