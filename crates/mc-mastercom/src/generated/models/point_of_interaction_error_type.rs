// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `PointOfInteractionErrorsDrfDocumentStructure type` holds.
    pub enum PointOfInteractionErrorType {
        /// `DUPLICATE_DEBIT`.
        DuplicateDebit = "DUPLICATE_DEBIT",
        /// `INCORRECT_AMOUNT`.
        IncorrectAmount = "INCORRECT_AMOUNT",
        /// `LTD_TRANSACTION`.
        LtdTransaction = "LTD_TRANSACTION",
        /// `CURRENCY_DISPUTE`.
        CurrencyDispute = "CURRENCY_DISPUTE",
        /// `UNREASONABLE_AMOUNT`.
        UnreasonableAmount = "UNREASONABLE_AMOUNT",
        /// `DUPLICATE_TRANSACTION`.
        DuplicateTransaction = "DUPLICATE_TRANSACTION",
        /// `MERCHANT_CREDIT`.
        MerchantCredit = "MERCHANT_CREDIT",
        /// `IMPROPER_MERCHANT_SURCHARGE`.
        ImproperMerchantSurcharge = "IMPROPER_MERCHANT_SURCHARGE",
    }
}
