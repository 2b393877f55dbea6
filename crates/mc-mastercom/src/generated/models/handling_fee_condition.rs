// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `CreateFeeRequestSingle conditionIndicator` holds.
    pub enum HandlingFeeCondition {
        /// `A`.
        CodeA = "A",
        /// `B`.
        CodeB = "B",
        /// `C`.
        CodeC = "C",
        /// `D`.
        CodeD = "D",
    }
}
