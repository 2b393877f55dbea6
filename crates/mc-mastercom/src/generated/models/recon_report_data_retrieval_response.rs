// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A reconciliation report, or how far it is.
    #[derive(Default)]
    pub struct ReconReportDataRetrievalResponse {
        /// Whether the report is there.
        ///
        /// JSON `status`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub status: Option<super::ReportStatus>,
        /// The report as CSV in base64.
        ///
        /// JSON `data`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub data: Option<mc_core::Sensitive<String>>,
    }
}

impl ReconReportDataRetrievalResponse {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            status: None,
            data: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `status`.
    #[must_use]
    pub fn status(mut self, value: impl Into<super::ReportStatus>) -> Self {
        self.status = Some(value.into());
        self
    }

    /// Sets `data`.
    #[must_use]
    pub fn data(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.data = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for ReconReportDataRetrievalResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ReconReportDataRetrievalResponse")
            .show_some("status", self.status.as_ref().map(|value| value as _))
            .hide("data", self.data.is_some())
            .extra(&self.extra)
            .finish()
    }
}

/// The specification's own name of [`ReconReportDataRetrievalResponse`].
pub type ReconReportDataRetrivalResponse = ReconReportDataRetrievalResponse;
