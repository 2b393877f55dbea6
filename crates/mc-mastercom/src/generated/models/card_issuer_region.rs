// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `FraudDrfDocumentStructure cardIssuerRegion` holds.
    pub enum CardIssuerRegion {
        /// `AP`.
        AsiaPacific = "AP",
        /// `Europe`.
        Europe = "Europe",
        /// `NAM`.
        NorthAmerica = "NAM",
        /// `LAC`.
        LatinAmericaCaribbean = "LAC",
        /// `MEA`.
        MiddleEastAfrica = "MEA",
    }
}
