// mc-automatic-billing-updater: Automatic Billing Updater 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// How an account stands in the records of ABU.
    pub enum ResponseIndicator {
        /// The details sent are the issuer's current ones.
        Valid = "VALID",
        /// ABU has no record of the account, although its issuer or card range may take part.
        UnknownValue = "UNKNOWN",
        /// ABU has no record of the account, and its issuer or card range may not take part.
        NonParticipating = "NON_PARTICIPATING",
        /// The issuer has to be asked; push notifications call this reason `C`.
        Contact = "CONTACT",
        /// Only the expiry date has changed and the new one is given; push notifications call this reason `E`.
        Expiry = "EXPIRY",
        /// Number and expiry date have changed and the new ones are given; push notifications call this reason `A`.
        AccountUpdate = "ACCOUNT_UPDATE",
    }
}
