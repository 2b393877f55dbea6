// mc-benefit-allocation: Benefit Allocation Service 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Request to freeze the benefits of a card, or to release them.
    pub struct FrozenCard, rename_all = "camelCase" {
        /// The card number (PAN). By the product's documentation it has 16 or 19 digits.
        ///
        /// JSON `cardNumber`.
        #[serde(with = "mc_core::__private::lenient")]
        pub card_number: mc_core::Sensitive<i64>,
        /// Day from which the new state holds, as `YYYY-MM-DD`.
        ///
        /// JSON `date`; a date, `YYYY-MM-DD`.
        pub date: mc_core::values::Date,
        /// True to freeze the benefits, false to release them.
        ///
        /// JSON `isFrozen`.
        pub is_frozen: bool,
    }
}

impl FrozenCard {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(card_number: impl Into<mc_core::Sensitive<i64>>, date: mc_core::values::Date, is_frozen: bool) -> Self {
        Self {
            card_number: card_number.into(),
            date,
            is_frozen,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `card_number`.
    #[must_use]
    pub fn card_number(mut self, value: impl Into<mc_core::Sensitive<i64>>) -> Self {
        self.card_number = value.into();
        self
    }

    /// Sets `date`.
    #[must_use]
    pub fn date(mut self, value: mc_core::values::Date) -> Self {
        self.date = value;
        self
    }

    /// Sets `is_frozen`.
    #[must_use]
    pub fn is_frozen(mut self, value: bool) -> Self {
        self.is_frozen = value;
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for FrozenCard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "FrozenCard")
            .hide("card_number", true)
            .show_text("date", Some(self.date.as_str()))
            .show("is_frozen", &self.is_frozen)
            .extra(&self.extra)
            .finish()
    }
}
