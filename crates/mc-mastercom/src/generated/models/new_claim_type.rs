// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `CreateClaimRequest claimType` holds.
    pub enum NewClaimType {
        /// `Standard`.
        Standard = "Standard",
    }
}
