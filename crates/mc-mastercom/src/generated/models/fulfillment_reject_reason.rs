// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `IssuerFulfillmentRequest rejectReasonCd` holds.
    pub enum FulfillmentRejectReason {
        /// `A`.
        Amount = "A",
        /// `M`.
        MerchantName = "M",
        /// `P`.
        AccountNumber = "P",
        /// `D`.
        TransactionDate = "D",
        /// `O`.
        Other = "O",
    }
}
