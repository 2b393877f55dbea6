// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Which cases to find by the state of their documents.
    pub struct CaseFilingImageStatusRequest, rename_all = "camelCase" {
        /// State to look for.
        ///
        /// JSON `status`.
        pub status: super::CaseDocumentStatus,
        /// First day of processing.
        ///
        /// JSON `startDate`; a date, `YYYY-MM-DD`.
        pub start_date: mc_core::values::Date,
        /// Last day of processing.
        ///
        /// JSON `endDate`; a date, `YYYY-MM-DD`.
        pub end_date: mc_core::values::Date,
    }
}

impl CaseFilingImageStatusRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(
        status: impl Into<super::CaseDocumentStatus>,
        start_date: mc_core::values::Date,
        end_date: mc_core::values::Date,
    ) -> Self {
        Self {
            status: status.into(),
            start_date,
            end_date,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `status`.
    #[must_use]
    pub fn status(mut self, value: impl Into<super::CaseDocumentStatus>) -> Self {
        self.status = value.into();
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
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for CaseFilingImageStatusRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CaseFilingImageStatusRequest")
            .show("status", &self.status)
            .show_text("start_date", Some(self.start_date.as_str()))
            .show_text("end_date", Some(self.end_date.as_str()))
            .extra(&self.extra)
            .finish()
    }
}
