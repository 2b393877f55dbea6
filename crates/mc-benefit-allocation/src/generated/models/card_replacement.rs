// mc-benefit-allocation: Benefit Allocation Service 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Request to move benefits from an old card number to a new one.
    pub struct CardReplacement, rename_all = "camelCase" {
        /// The card number (PAN) that goes out of use; 16 or 19 digits.
        ///
        /// JSON `oldCardNumber`.
        #[serde(with = "mc_core::__private::lenient")]
        pub old_card_number: mc_core::Sensitive<i64>,
        /// The card number (PAN) that takes over the benefits; 16 or 19 digits.
        ///
        /// JSON `newCardNumber`.
        #[serde(with = "mc_core::__private::lenient")]
        pub new_card_number: mc_core::Sensitive<i64>,
        /// Day from which the new number has the benefits, as `YYYY-MM-DD`.
        ///
        /// JSON `effectiveDate`; a date, `YYYY-MM-DD`.
        pub effective_date: mc_core::values::Date,
    }
}

impl CardReplacement {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(
        old_card_number: impl Into<mc_core::Sensitive<i64>>,
        new_card_number: impl Into<mc_core::Sensitive<i64>>,
        effective_date: mc_core::values::Date,
    ) -> Self {
        Self {
            old_card_number: old_card_number.into(),
            new_card_number: new_card_number.into(),
            effective_date,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `old_card_number`.
    #[must_use]
    pub fn old_card_number(mut self, value: impl Into<mc_core::Sensitive<i64>>) -> Self {
        self.old_card_number = value.into();
        self
    }

    /// Sets `new_card_number`.
    #[must_use]
    pub fn new_card_number(mut self, value: impl Into<mc_core::Sensitive<i64>>) -> Self {
        self.new_card_number = value.into();
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
impl std::fmt::Debug for CardReplacement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CardReplacement")
            .hide("old_card_number", true)
            .hide("new_card_number", true)
            .show_text("effective_date", Some(self.effective_date.as_str()))
            .extra(&self.extra)
            .finish()
    }
}
