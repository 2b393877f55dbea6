// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `CreateChargebackSingleRequest dataRecordText` holds.
    pub enum DataRecordText {
        /// `R3`.
        R3 = "R3",
        /// `RS7`.
        Rs7 = "RS7",
    }
}
