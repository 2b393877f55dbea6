// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `CreateChargebackSingleRequest usageCode` holds.
    pub enum DebitChargebackUsage {
        /// `1`.
        FirstChargeback = "1",
        /// `2`.
        SecondPresentment = "2",
    }
}
