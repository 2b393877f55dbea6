// mc-benefit-allocation: Benefit Allocation Service 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Request to exchange the segment of a card for another.
    pub struct ReplaceBenefitAllocation, rename_all = "camelCase" {
        /// The card number (PAN). By the product's documentation it has 16 or 19 digits.
        ///
        /// JSON `cardNumber`.
        #[serde(with = "mc_core::__private::lenient")]
        pub card_number: mc_core::Sensitive<i64>,
        /// Code of the segment that the card has now and will lose.
        ///
        /// JSON `oldSegmentCode`; 0 to 250 characters.
        pub old_segment_code: String,
        /// Code of the segment that the card will have instead.
        ///
        /// JSON `newSegmentCode`; 0 to 250 characters.
        pub new_segment_code: String,
        /// First day of the new segment, as `YYYY-MM-DD`.
        ///
        /// JSON `effectiveDate`; a date, `YYYY-MM-DD`.
        pub effective_date: mc_core::values::Date,
    }
}

impl ReplaceBenefitAllocation {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(
        card_number: impl Into<mc_core::Sensitive<i64>>,
        old_segment_code: impl Into<String>,
        new_segment_code: impl Into<String>,
        effective_date: mc_core::values::Date,
    ) -> Self {
        Self {
            card_number: card_number.into(),
            old_segment_code: old_segment_code.into(),
            new_segment_code: new_segment_code.into(),
            effective_date,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `card_number`.
    #[must_use]
    pub fn card_number(mut self, value: impl Into<mc_core::Sensitive<i64>>) -> Self {
        self.card_number = value.into();
        self
    }

    /// Sets `old_segment_code`.
    #[must_use]
    pub fn old_segment_code(mut self, value: impl Into<String>) -> Self {
        self.old_segment_code = value.into();
        self
    }

    /// Sets `new_segment_code`.
    #[must_use]
    pub fn new_segment_code(mut self, value: impl Into<String>) -> Self {
        self.new_segment_code = value.into();
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
impl std::fmt::Debug for ReplaceBenefitAllocation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ReplaceBenefitAllocation")
            .hide("card_number", true)
            .show("old_segment_code", &self.old_segment_code)
            .show("new_segment_code", &self.new_segment_code)
            .show_text("effective_date", Some(self.effective_date.as_str()))
            .extra(&self.extra)
            .finish()
    }
}
