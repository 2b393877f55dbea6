// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `AddressAnalysis validityLevel` holds.
    pub enum AddressAnalysisValidityLevel {
        /// The whole address is valid.
        Valid = "valid",
        /// Confirmed down to the house number, not the part of the house.
        ValidToHouseNumber = "valid_to_house_number",
        /// Confirmed down to the house number; the part of the house was not given.
        ValidToHouseNumberMissingApt = "valid_to_house_number_missing_apt",
        /// Confirmed down to the street, not the house number.
        ValidToStreet = "valid_to_street",
        /// Confirmed down to city and postal code, not the street.
        ValidToCity = "valid_to_city",
        /// Only the country could be confirmed.
        ValidToCountry = "valid_to_country",
        /// The address is not valid.
        Invalid = "invalid",
        /// No address was sent.
        MissingAddress = "missing_address",
    }
}
