// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Which reconciliation report to order.
    pub struct ReconReportDataAcknowledgeRequest, rename_all = "camelCase" {
        /// ICAs that the report covers.
        ///
        /// JSON `ica`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub ica: Option<Vec<String>>,
        /// First day of the report.
        ///
        /// JSON `startDate`; a date, `YYYY-MM-DD`.
        pub start_date: mc_core::values::Date,
        /// Last day of the report.
        ///
        /// JSON `endDate`; a date, `YYYY-MM-DD`.
        pub end_date: mc_core::values::Date,
        /// Clearing cycles that the report covers.
        ///
        /// JSON `cycles`; each item: value 1 to 7.
        #[serde(default, deserialize_with = "mc_core::__private::whole", skip_serializing_if = "Option::is_none")]
        pub cycles: Option<Vec<i32>>,
        /// Whether the enhanced report is wanted.
        ///
        /// JSON `enhancedReconciliationReportFlag`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub enhanced_reconciliation_report_flag: Option<bool>,
    }
}

impl ReconReportDataAcknowledgeRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(start_date: mc_core::values::Date, end_date: mc_core::values::Date) -> Self {
        Self {
            ica: None,
            start_date,
            end_date,
            cycles: None,
            enhanced_reconciliation_report_flag: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `ica`.
    #[must_use]
    pub fn ica(mut self, value: impl Into<Vec<String>>) -> Self {
        self.ica = Some(value.into());
        self
    }

    /// Sets `start_date`.
    #[must_use]
    pub fn start_date(mut self, value: mc_core::values::Date) -> Self {
        self.start_date = value;
        self
    }

    /// Sets `end_date`.
    #[must_use]
    pub fn end_date(mut self, value: mc_core::values::Date) -> Self {
        self.end_date = value;
        self
    }

    /// Sets `cycles`.
    #[must_use]
    pub fn cycles(mut self, value: impl Into<Vec<i32>>) -> Self {
        self.cycles = Some(value.into());
        self
    }

    /// Sets `enhanced_reconciliation_report_flag`.
    #[must_use]
    pub fn enhanced_reconciliation_report_flag(mut self, value: bool) -> Self {
        self.enhanced_reconciliation_report_flag = Some(value);
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for ReconReportDataAcknowledgeRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ReconReportDataAcknowledgeRequest")
            .show_some("ica", self.ica.as_ref().map(|value| value as _))
            .show_text("start_date", Some(self.start_date.as_str()))
            .show_text("end_date", Some(self.end_date.as_str()))
            .show_some("cycles", self.cycles.as_ref().map(|value| value as _))
            .show_some(
                "enhanced_reconciliation_report_flag",
                self.enhanced_reconciliation_report_flag
                    .as_ref()
                    .map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
