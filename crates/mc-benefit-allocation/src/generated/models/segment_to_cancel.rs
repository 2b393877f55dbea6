// mc-benefit-allocation: Benefit Allocation Service 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A segment to cancel, and the date on which it ends.
    pub struct SegmentToCancel, rename_all = "camelCase" {
        /// Code of the segment that the card has.
        ///
        /// JSON `code`; 0 to 250 characters.
        pub code: String,
        /// Date of the cancellation, as `YYYY-MM-DD`.
        ///
        /// JSON `expiryDate`; a date, `YYYY-MM-DD`.
        pub expiry_date: mc_core::values::Date,
    }
}

impl SegmentToCancel {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(code: impl Into<String>, expiry_date: mc_core::values::Date) -> Self {
        Self {
            code: code.into(),
            expiry_date,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `code`.
    #[must_use]
    pub fn code(mut self, value: impl Into<String>) -> Self {
        self.code = value.into();
        self
    }

    /// Sets `expiry_date`.
    #[must_use]
    pub fn expiry_date(mut self, value: mc_core::values::Date) -> Self {
        self.expiry_date = value;
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for SegmentToCancel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "SegmentToCancel")
            .show("code", &self.code)
            .show_text("expiry_date", Some(self.expiry_date.as_str()))
            .extra(&self.extra)
            .finish()
    }
}
