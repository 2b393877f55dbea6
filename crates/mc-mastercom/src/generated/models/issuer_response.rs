// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `IssuerFulfillmentRequest issuerResponseCd` holds.
    pub enum IssuerResponse {
        /// `APPROVE`.
        Approve = "APPROVE",
        /// `REJECT_DOCUMENTATION_NOT_AS_REQUIRED`.
        RejectNotAsRequired = "REJECT_DOCUMENTATION_NOT_AS_REQUIRED",
        /// `REJECT_ILLEGIBLE_OR_MISSING`.
        RejectIllegibleOrMissing = "REJECT_ILLEGIBLE_OR_MISSING",
    }
}
