// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `CreateFraudMasterCardRequest subType` holds.
    pub enum FraudSubType {
        /// `K`.
        ConvenienceCheck = "K",
        /// `N`.
        PinNotUsed = "N",
        /// `P`.
        PinUsed = "P",
        /// `U`.
        NotKnown = "U",
        /// `A`.
        AdvanceFeeScam = "A",
        /// `I`.
        ImpersonationScam = "I",
        /// `V`.
        InvestmentScam = "V",
        /// `H`.
        PurchaseScam = "H",
        /// `R`.
        RomanceScam = "R",
    }
}
