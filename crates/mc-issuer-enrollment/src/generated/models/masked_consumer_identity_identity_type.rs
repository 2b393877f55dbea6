// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `MaskedConsumerIdentity identityType` holds.
    pub enum MaskedConsumerIdentityIdentityType {
        /// An e-mail address.
        EmailAddress = "EMAIL_ADDRESS",
        /// A mobile phone number.
        MobilePhoneNumber = "MOBILE_PHONE_NUMBER",
        /// An id that the issuer has given.
        ExternalAccountId = "EXTERNAL_ACCOUNT_ID",
    }
}
