// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// What became of one acknowledgement.
    #[derive(Default)]
    pub struct ChargebackMarkProcessedResponseStructure, rename_all = "camelCase" {
        /// Id of the chargeback.
        ///
        /// JSON `chargebackId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub chargeback_id: Option<String>,
        /// Outcome, such as `PROCESSED` or `FAILURE`.
        ///
        /// JSON `status`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub status: Option<String>,
        /// Why it failed.
        ///
        /// JSON `failureReason`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub failure_reason: Option<String>,
    }
}

impl ChargebackMarkProcessedResponseStructure {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            chargeback_id: None,
            status: None,
            failure_reason: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `chargeback_id`.
    #[must_use]
    pub fn chargeback_id(mut self, value: impl Into<String>) -> Self {
        self.chargeback_id = Some(value.into());
        self
    }

    /// Sets `status`.
    #[must_use]
    pub fn status(mut self, value: impl Into<String>) -> Self {
        self.status = Some(value.into());
        self
    }

    /// Sets `failure_reason`.
    #[must_use]
    pub fn failure_reason(mut self, value: impl Into<String>) -> Self {
        self.failure_reason = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for ChargebackMarkProcessedResponseStructure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ChargebackMarkProcessedResponseStructure")
            .show_some("chargeback_id", self.chargeback_id.as_ref().map(|value| value as _))
            .show_some("status", self.status.as_ref().map(|value| value as _))
            .hide("failure_reason", self.failure_reason.is_some())
            .extra(&self.extra)
            .finish()
    }
}
