// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A postal address.
    #[derive(Default)]
    pub struct Address, rename_all = "camelCase" {
        /// First line of the street address. By the product's documentation at most 1000 characters.
        ///
        /// JSON `streetLine1`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub street_line1: Option<mc_core::Sensitive<String>>,
        /// Second line of the street address. By the product's documentation at most 1000 characters.
        ///
        /// JSON `streetLine2`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub street_line2: Option<mc_core::Sensitive<String>>,
        /// City or town. By the product's documentation at most 500 characters.
        ///
        /// JSON `city`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub city: Option<mc_core::Sensitive<String>>,
        /// Code of the state, province or other part of the country.
        ///
        /// JSON `state`; 1 to 3 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub state: Option<mc_core::Sensitive<String>>,
        /// Postal code. By the product's documentation at most 100 characters.
        ///
        /// JSON `postalCode`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub postal_code: Option<mc_core::Sensitive<String>>,
        /// Country, as a two-letter code of ISO 3166-1.
        ///
        /// JSON `country`; 2 characters; pattern `^[A-Za-z]+$`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub country: Option<mc_core::Sensitive<String>>,
    }
}

impl Address {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            street_line1: None,
            street_line2: None,
            city: None,
            state: None,
            postal_code: None,
            country: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `street_line1`.
    #[must_use]
    pub fn street_line1(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.street_line1 = Some(value.into());
        self
    }

    /// Sets `street_line2`.
    #[must_use]
    pub fn street_line2(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.street_line2 = Some(value.into());
        self
    }

    /// Sets `city`.
    #[must_use]
    pub fn city(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.city = Some(value.into());
        self
    }

    /// Sets `state`.
    #[must_use]
    pub fn state(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.state = Some(value.into());
        self
    }

    /// Sets `postal_code`.
    #[must_use]
    pub fn postal_code(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.postal_code = Some(value.into());
        self
    }

    /// Sets `country`.
    #[must_use]
    pub fn country(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.country = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "Address")
            .hide("street_line1", self.street_line1.is_some())
            .hide("street_line2", self.street_line2.is_some())
            .hide("city", self.city.is_some())
            .hide("state", self.state.is_some())
            .hide("postal_code", self.postal_code.is_some())
            .hide("country", self.country.is_some())
            .extra(&self.extra)
            .finish()
    }
}
