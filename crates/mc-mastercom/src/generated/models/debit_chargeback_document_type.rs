// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `CreateChargebackSingleRequest documentType` holds.
    pub enum DebitChargebackDocumentType {
        /// `1`.
        Code1 = "1",
        /// `2`.
        Copy = "2",
        /// `4`.
        SubstituteDraft = "4",
    }
}
