// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `PhoneAnalysis matchToAddress` holds.
    pub enum PhoneAnalysisMatchToAddress {
        /// Everything agrees, down to the street.
        Match = "match",
        /// The postal code agrees.
        PostalMatch = "postal-match",
        /// The postal code agrees with its four-digit extension (ZIP+4).
        Zip4Match = "zip4-match",
        /// City and state agree.
        CityStateMatch = "city-state-match",
        /// Both are in one metropolitan area.
        MetroMatch = "metro-match",
        /// Only the country agrees.
        CountryMatch = "country-match",
        /// Nothing agrees.
        NoMatch = "no-match",
    }
}
