// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `AcquirerFulfillmentRequest refundReversalType` holds.
    pub enum RefundReversalType {
        /// `REFUND`.
        Refund = "REFUND",
        /// `CREDIT VOUCHER`.
        CreditVoucher = "CREDIT VOUCHER",
    }
}
