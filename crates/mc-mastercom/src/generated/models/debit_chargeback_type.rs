// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `CreateChargebackSingleRequest chargebackType` holds.
    pub enum DebitChargebackType {
        /// Takes the amount back once.
        Single = "S",
        /// Takes the amount back twice, because a credit was posted as a debit.
        Double = "D",
    }
}
