// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `CreateChargebackSingleReversalRequest reversalReasonCode` holds.
    pub enum DebitReversalReason {
        /// `03`.
        Code03 = "03",
        /// `82`.
        Code82 = "82",
    }
}
