// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Identifier of the report that was ordered.
    #[derive(Default)]
    pub struct ReconReportDataAcknowledgeResponse, rename_all = "camelCase" {
        /// Identifier to collect the report with, 36 characters.
        ///
        /// JSON `reportIdentifier`; 36 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub report_identifier: Option<String>,
    }
}

impl ReconReportDataAcknowledgeResponse {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            report_identifier: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `report_identifier`.
    #[must_use]
    pub fn report_identifier(mut self, value: impl Into<String>) -> Self {
        self.report_identifier = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for ReconReportDataAcknowledgeResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ReconReportDataAcknowledgeResponse")
            .show_some(
                "report_identifier",
                self.report_identifier.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
