// mc-benefit-allocation: Benefit Allocation Service 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A segment to assign, and the date on which it starts.
    pub struct Segment, rename_all = "camelCase" {
        /// Code of the segment, as set up for the issuer.
        ///
        /// JSON `code`; 0 to 250 characters.
        pub code: String,
        /// First day on which the benefits can be used, as `YYYY-MM-DD`. By the product's documentation a date
        /// in the future is allowed.
        ///
        /// JSON `effectiveDate`; a date, `YYYY-MM-DD`.
        pub effective_date: mc_core::values::Date,
    }
}

impl Segment {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(code: impl Into<String>, effective_date: mc_core::values::Date) -> Self {
        Self {
            code: code.into(),
            effective_date,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `code`.
    #[must_use]
    pub fn code(mut self, value: impl Into<String>) -> Self {
        self.code = value.into();
        self
    }

    /// Sets `effective_date`.
    #[must_use]
    pub fn effective_date(mut self, value: mc_core::values::Date) -> Self {
        self.effective_date = value;
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for Segment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "Segment")
            .show("code", &self.code)
            .show_text("effective_date", Some(self.effective_date.as_str()))
            .extra(&self.extra)
            .finish()
    }
}
