// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `CreateFraudMasterCardRequest fraudType` holds.
    pub enum FraudType {
        /// Somebody used a card that was lost.
        LostFraud = "00",
        /// Somebody used a card that was stolen.
        StolenFraud = "01",
        /// The card was caught on its way to the cardholder.
        NeverReceivedIssue = "02",
        /// The account was opened with false data.
        FraudulentApplication = "03",
        /// The card was forged or altered.
        CounterfeitCard = "04",
        /// Somebody else took over an existing account.
        AccountTakeover = "05",
        /// The account was used where no card is shown.
        CardNotPresent = "06",
        /// One card was imprinted on several slips.
        MultipleImprint = "07",
        /// The merchant was part of the fraud.
        BustOutCollusiveMerchant = "51",
        /// A payment order was changed.
        ModificationOfPaymentOrder = "55",
        /// The cardholder was talked into paying.
        ManipulationOfCardholder = "56",
        /// The cardholder is the fraudster.
        FirstPartyFraud = "57",
    }
}
