// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `CreateCaseRequest caseType` holds.
    pub enum CaseType {
        /// `1`.
        PreArbitration = "1",
        /// `2`.
        Arbitration = "2",
        /// `3`.
        PreCompliance = "3",
        /// `4`.
        Compliance = "4",
    }
}
