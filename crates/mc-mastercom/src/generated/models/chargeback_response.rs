// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Id of the chargeback that was created, reversed or changed.
    #[derive(Default)]
    pub struct ChargebackResponse, rename_all = "camelCase" {
        /// Id of the chargeback; keep it, every later call needs it.
        ///
        /// JSON `chargebackId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub chargeback_id: Option<String>,
    }
}

impl ChargebackResponse {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            chargeback_id: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `chargeback_id`.
    #[must_use]
    pub fn chargeback_id(mut self, value: impl Into<String>) -> Self {
        self.chargeback_id = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for ChargebackResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ChargebackResponse")
            .show_some("chargeback_id", self.chargeback_id.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
