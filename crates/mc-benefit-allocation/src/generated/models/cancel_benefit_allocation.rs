// mc-benefit-allocation: Benefit Allocation Service 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Request to take a segment off a card.
    pub struct CancelBenefitAllocation, rename_all = "camelCase" {
        /// The card number (PAN). By the product's documentation it has 16 or 19 digits.
        ///
        /// JSON `cardNumber`.
        #[serde(with = "mc_core::__private::lenient")]
        pub card_number: mc_core::Sensitive<i64>,
        /// The segment to cancel. The list must hold exactly one.
        ///
        /// JSON `segments`; 1 items.
        pub segments: Vec<super::SegmentToCancel>,
    }
}

impl CancelBenefitAllocation {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(
        card_number: impl Into<mc_core::Sensitive<i64>>,
        segments: impl Into<Vec<super::SegmentToCancel>>,
    ) -> Self {
        Self {
            card_number: card_number.into(),
            segments: segments.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `card_number`.
    #[must_use]
    pub fn card_number(mut self, value: impl Into<mc_core::Sensitive<i64>>) -> Self {
        self.card_number = value.into();
        self
    }

    /// Sets `segments`.
    #[must_use]
    pub fn segments(mut self, value: impl Into<Vec<super::SegmentToCancel>>) -> Self {
        self.segments = value.into();
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for CancelBenefitAllocation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CancelBenefitAllocation")
            .hide("card_number", true)
            .show("segments", &self.segments)
            .extra(&self.extra)
            .finish()
    }
}
