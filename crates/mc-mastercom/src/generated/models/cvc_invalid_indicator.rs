// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `CreateFraudMasterCardRequest cvcInvalidIndicator` holds.
    pub enum CvcInvalidIndicator {
        /// `Y`.
        CodeY = "Y",
        /// `*`.
        Asterisk = "*",
        /// `M`.
        Cvc2Valid = "M",
        /// `N`.
        CodeN = "N",
        /// `P`.
        CodeP = "P",
        /// `U`.
        CodeU = "U",
        /// `?`.
        QuestionMark = "?",
        /// `E`.
        CodeE = "E",
    }
}
