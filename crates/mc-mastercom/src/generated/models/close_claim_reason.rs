// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `UpdateClaimRequest closeClaimReasonCode` holds.
    pub enum CloseClaimReason {
        /// `10`.
        Code10 = "10",
        /// `20`.
        Code20 = "20",
        /// `30`.
        Code30 = "30",
        /// `40`.
        Code40 = "40",
    }
}
