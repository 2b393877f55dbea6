// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// What became of each acknowledgement.
    #[derive(Default)]
    pub struct ChargebackMarkProcessedResponse, rename_all = "camelCase" {
        /// One entry a chargeback. Look at each, some may have failed.
        ///
        /// JSON `chargebackResponseList`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub chargeback_response_list: Option<Vec<super::ChargebackMarkProcessedResponseStructure>>,
    }
}

impl ChargebackMarkProcessedResponse {
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
    pub fn chargeback_response_list(
        mut self,
        value: impl Into<Vec<super::ChargebackMarkProcessedResponseStructure>>,
    ) -> Self {
        self.chargeback_response_list = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for ChargebackMarkProcessedResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ChargebackMarkProcessedResponse")
            .show_some(
                "chargeback_response_list",
                self.chargeback_response_list.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
