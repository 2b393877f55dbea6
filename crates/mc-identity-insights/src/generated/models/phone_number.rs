// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A phone number, with a hint at its country.
    pub struct PhoneNumber, rename_all = "camelCase" {
        /// Country that the number belongs to, as a two-letter code of ISO 3166-1. It helps with numbers in
        /// national form.
        ///
        /// JSON `countryHint`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub country_hint: Option<String>,
        /// The number, in E.164 or national form. By the product's documentation one without a country code
        /// counts as a number of the United States (`+1`). An extension may follow after `x`.
        ///
        /// JSON `number`; pattern `^\+?[\d-]*(x\d*)?`.
        pub number: mc_core::Sensitive<String>,
    }
}

impl PhoneNumber {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(number: impl Into<mc_core::Sensitive<String>>) -> Self {
        Self {
            country_hint: None,
            number: number.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `country_hint`.
    #[must_use]
    pub fn country_hint(mut self, value: impl Into<String>) -> Self {
        self.country_hint = Some(value.into());
        self
    }

    /// Sets `number`.
    #[must_use]
    pub fn number(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.number = value.into();
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "PhoneNumber")
            .hide("country_hint", self.country_hint.is_some())
            .hide("number", true)
            .extra(&self.extra)
            .finish()
    }
}
