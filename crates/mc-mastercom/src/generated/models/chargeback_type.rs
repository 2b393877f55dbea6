// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `ChargebackDetails chargebackType` holds.
    pub enum ChargebackType {
        /// The issuer disputes the transaction.
        Chargeback = "CHARGEBACK",
        /// The acquirer presents the transaction again.
        SecondPresentment = "SECOND_PRESENTMENT",
    }
}
