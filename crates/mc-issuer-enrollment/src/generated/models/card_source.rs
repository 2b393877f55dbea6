// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// Who has provided a card. An issuer sends `ISSUER`; the other values are those of a sibling API and unconfirmed.
    pub enum CardSource {
        /// The cardholder has entered it.
        Cardholder = "CARDHOLDER",
        /// It was on file already.
        ExistingCredential = "EXISTING_CREDENTIAL",
        /// The issuer has provided it.
        Issuer = "ISSUER",
        /// A merchant has provided it.
        Merchant = "MERCHANT",
        /// A wallet has provided it.
        Wallet = "WALLET",
    }
}
