// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A phone number in two parts.
    pub struct PhoneNumber, rename_all = "camelCase" {
        /// Calling code of the country, as digits without a plus sign.
        ///
        /// JSON `countryCode`.
        pub country_code: String,
        /// The rest of the number, as digits.
        ///
        /// JSON `phoneNumber`.
        pub phone_number: mc_core::Sensitive<String>,
    }
}

impl PhoneNumber {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(country_code: impl Into<String>, phone_number: impl Into<mc_core::Sensitive<String>>) -> Self {
        Self {
            country_code: country_code.into(),
            phone_number: phone_number.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `country_code`.
    #[must_use]
    pub fn country_code(mut self, value: impl Into<String>) -> Self {
        self.country_code = value.into();
        self
    }

    /// Sets `phone_number`.
    #[must_use]
    pub fn phone_number(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.phone_number = value.into();
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
            .hide("country_code", true)
            .hide("phone_number", true)
            .extra(&self.extra)
            .finish()
    }
}
