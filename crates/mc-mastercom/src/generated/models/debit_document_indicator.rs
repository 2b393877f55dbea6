// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `CreateChargebackSingleRequest documentIndicator` holds.
    pub enum DebitDocumentIndicator {
        /// `0`.
        NoDocument = "0",
        /// `1`.
        DocumentFollows = "1",
    }
}
