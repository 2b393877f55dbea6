// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

/// Chargebacks to acknowledge.
#[derive(Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct ChargebackMarkProcessedRequest {
    /// The chargebacks: 100 or fewer work best, 500 are the limit.
    ///
    /// JSON `chargebackList`; at most 500 items.
    #[serde(rename = "chargebackList")]
    pub chargeback_list: Vec<super::ChargebackMarkProcessedRequestStructure>,
    /// What arrived under names that the specification does not know; sent back as it came.
    #[serde(flatten)]
    pub extra: mc_core::Extra,
}

impl ChargebackMarkProcessedRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(chargeback_list: impl Into<Vec<super::ChargebackMarkProcessedRequestStructure>>) -> Self {
        Self {
            chargeback_list: chargeback_list.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `chargeback_list`.
    #[must_use]
    pub fn chargeback_list(mut self, value: impl Into<Vec<super::ChargebackMarkProcessedRequestStructure>>) -> Self {
        self.chargeback_list = value.into();
        self
    }
}

impl std::fmt::Debug for ChargebackMarkProcessedRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ChargebackMarkProcessedRequest")
            .show("chargeback_list", &self.chargeback_list)
            .extra(&self.extra)
            .finish()
    }
}

impl mc_core::Generated for ChargebackMarkProcessedRequest {
    fn unknown_fields(&self) -> usize {
        self.extra.len()
    }
}
