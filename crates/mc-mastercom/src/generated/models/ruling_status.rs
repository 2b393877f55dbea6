// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `CaseFilingDetails rulingStatus` holds.
    pub enum RulingStatus {
        /// `Reviewed`.
        Reviewed = "Reviewed",
        /// `Filed In Error`.
        FiledInError = "Filed In Error",
        /// `Declined`.
        Declined = "Declined",
        /// `Expired`.
        Expired = "Expired",
        /// `Favor Sender`.
        FavorSender = "Favor Sender",
        /// `Favor Receiver`.
        FavorReceiver = "Favor Receiver",
    }
}
