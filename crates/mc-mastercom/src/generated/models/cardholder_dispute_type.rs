// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `CardholderDisputeChargebackDrfDocumentStructure type` holds.
    pub enum CardholderDisputeType {
        /// `PRODUCT_DISPUTE`.
        ProductDispute = "PRODUCT_DISPUTE",
        /// `NOT_PROVIDED`.
        NotProvided = "NOT_PROVIDED",
        /// `DIGITAL_GOODS`.
        DigitalGoods = "DIGITAL_GOODS",
        /// `CREDIT_NOT_PROCESSED`.
        CreditNotProcessed = "CREDIT_NOT_PROCESSED",
        /// `COUNTERFEIT`.
        Counterfeit = "COUNTERFEIT",
        /// `RECURRING_CANCELLED`.
        RecurringCancelled = "RECURRING_CANCELLED",
        /// `RECURRING_DISCLOSURE`.
        RecurringDisclosure = "RECURRING_DISCLOSURE",
        /// `ADDENDUM_DISPUTE`.
        AddendumDispute = "ADDENDUM_DISPUTE",
        /// `HOTEL_NO_SHOW`.
        HotelNoShow = "HOTEL_NO_SHOW",
        /// `PURCHASE_INCOMPLETE`.
        PurchaseIncomplete = "PURCHASE_INCOMPLETE",
        /// `CANCELLATION_AGREEMENT`.
        CancellationAgreement = "CANCELLATION_AGREEMENT",
        /// `POSTED_CREDIT`.
        PostedCredit = "POSTED_CREDIT",
        /// `FAILED_TRAVEL`.
        FailedTravel = "FAILED_TRAVEL",
    }
}
