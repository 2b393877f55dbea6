// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `CreateRetrievalRequestSingle usageCode` holds.
    pub enum DebitRetrievalUsage {
        /// `1`.
        Code1 = "1",
        /// `2`.
        Code2 = "2",
        /// `3`.
        Code3 = "3",
        /// `6`.
        Code6 = "6",
        /// `7`.
        Code7 = "7",
    }
}
