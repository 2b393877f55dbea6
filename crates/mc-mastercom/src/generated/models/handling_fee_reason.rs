// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `CreateFeeRequestSingle reasonCode` holds.
    pub enum HandlingFeeReason {
        /// `22`.
        FirstChargebackHandlingFee = "22",
    }
}
