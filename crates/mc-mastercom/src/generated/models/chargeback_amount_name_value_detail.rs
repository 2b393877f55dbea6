// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// The amount that can be charged back, with its currency.
    #[derive(Default)]
    pub struct ChargebackAmountNameValueDetail {
        /// Currency of the amount.
        ///
        /// JSON `name`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub name: Option<mc_core::values::Currency>,
        /// The amount. Very large ones come in scientific notation, such as `9.5E8`.
        ///
        /// JSON `value`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub value: Option<mc_core::values::Amount>,
    }
}

impl ChargebackAmountNameValueDetail {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            name: None,
            value: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `name`.
    #[must_use]
    pub fn name(mut self, value: mc_core::values::Currency) -> Self {
        self.name = Some(value);
        self
    }

    /// Sets `value`.
    #[must_use]
    pub fn value(mut self, value: mc_core::values::Amount) -> Self {
        self.value = Some(value);
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for ChargebackAmountNameValueDetail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ChargebackAmountNameValueDetail")
            .show_text("name", self.name.as_ref().map(|text| text.as_str()))
            .hide("value", self.value.is_some())
            .extra(&self.extra)
            .finish()
    }
}
