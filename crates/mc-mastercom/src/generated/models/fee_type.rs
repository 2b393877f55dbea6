// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `CreateFeeRequest feeType` holds.
    pub enum FeeType {
        /// Opens a fee collection.
        Create = "CREATE",
        /// Answers the fee collection named by `replyFeeId`.
        Reply = "REPLY",
    }
}
