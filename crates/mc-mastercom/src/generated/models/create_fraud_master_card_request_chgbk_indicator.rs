// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `CreateFraudMasterCardRequest chgbkIndicator` holds.
    pub enum CreateFraudMasterCardRequestChgbkIndicator {
        /// `0`.
        Code0 = "0",
        /// `1`.
        Code1 = "1",
    }
}
