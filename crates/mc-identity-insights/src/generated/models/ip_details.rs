// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Findings on an IP address.
    pub struct IpDetails, rename_all = "camelCase" {
        /// Whether the address counts as risky. History and frequency of use enter into it.
        ///
        /// JSON `risk`.
        pub risk: bool,
        /// Days since the service last met the address. It is 0 for one that it has not met.
        ///
        /// JSON `lastSeenDays`; value 0 to 999999999.
        #[serde(deserialize_with = "mc_core::__private::whole")]
        pub last_seen_days: i64,
        /// Country in which the address is, as a two-letter code of ISO 3166-1.
        ///
        /// JSON `geolocationCountryCode`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub geolocation_country_code: Option<String>,
        /// State or region in which the address is.
        ///
        /// JSON `geolocationSubdivision`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub geolocation_subdivision: Option<String>,
        /// Distance to the place of the phone number, in miles.
        ///
        /// JSON `phoneDistance`.
        #[serde(default, deserialize_with = "mc_core::__private::whole", skip_serializing_if = "Option::is_none")]
        pub phone_distance: Option<i64>,
        /// Distance to the postal address, in miles.
        ///
        /// JSON `addressDistance`.
        #[serde(default, deserialize_with = "mc_core::__private::whole", skip_serializing_if = "Option::is_none")]
        pub address_distance: Option<i64>,
    }
}

impl IpDetails {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(risk: bool, last_seen_days: i64) -> Self {
        Self {
            risk,
            last_seen_days,
            geolocation_country_code: None,
            geolocation_subdivision: None,
            phone_distance: None,
            address_distance: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `risk`.
    #[must_use]
    pub fn risk(mut self, value: bool) -> Self {
        self.risk = value;
        self
    }

    /// Sets `last_seen_days`.
    #[must_use]
    pub fn last_seen_days(mut self, value: i64) -> Self {
        self.last_seen_days = value;
        self
    }

    /// Sets `geolocation_country_code`.
    #[must_use]
    pub fn geolocation_country_code(mut self, value: impl Into<String>) -> Self {
        self.geolocation_country_code = Some(value.into());
        self
    }

    /// Sets `geolocation_subdivision`.
    #[must_use]
    pub fn geolocation_subdivision(mut self, value: impl Into<String>) -> Self {
        self.geolocation_subdivision = Some(value.into());
        self
    }

    /// Sets `phone_distance`.
    #[must_use]
    pub fn phone_distance(mut self, value: i64) -> Self {
        self.phone_distance = Some(value);
        self
    }

    /// Sets `address_distance`.
    #[must_use]
    pub fn address_distance(mut self, value: i64) -> Self {
        self.address_distance = Some(value);
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for IpDetails {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "IpDetails")
            .hide("risk", true)
            .hide("last_seen_days", true)
            .hide("geolocation_country_code", self.geolocation_country_code.is_some())
            .hide("geolocation_subdivision", self.geolocation_subdivision.is_some())
            .hide("phone_distance", self.phone_distance.is_some())
            .hide("address_distance", self.address_distance.is_some())
            .extra(&self.extra)
            .finish()
    }
}
