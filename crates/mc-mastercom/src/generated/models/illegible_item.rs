// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `CreateChargebackSingleRequest illegibleItemCd` holds.
    pub enum IllegibleItem {
        /// `1`.
        Code1 = "1",
        /// `2`.
        Code2 = "2",
        /// `3`.
        Code3 = "3",
        /// `4`.
        Code4 = "4",
        /// `5`.
        Code5 = "5",
        /// `6`.
        Code6 = "6",
    }
}
