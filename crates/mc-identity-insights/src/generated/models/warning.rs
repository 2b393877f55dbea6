// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// Something about the input that was corrected or could not be used.
    pub enum Warning {
        /// The state of the address was corrected.
        StateCorrected = "Address: Input state corrected",
        /// The postal code of the address was corrected.
        PostalCodeCorrected = "Address: Input postal code was corrected",
        /// The part before the `@` is malformed.
        EmailUsernameInvalid = "Email: Invalid username syntax",
        /// The domain of the e-mail address is malformed.
        EmailDomainInvalid = "Email: Invalid domain syntax",
        /// The last part of the e-mail domain does not exist.
        EmailTopLevelDomainInvalid = "Email: Invalid top-level-domain (TLD) in address",
        /// The e-mail address is malformed.
        EmailSyntaxInvalid = "Email: General syntax error",
        /// The e-mail address has too many characters.
        EmailTooLong = "Email: Address is too long",
        /// The country hint of the phone is no two-letter country code.
        CountryHintInvalid = "Phone: Invalid country_hint value. Only Alpha-2 supported",
        /// The IP address belongs to a private network.
        IpAddressPrivate = "Ip: IP address is in private range",
    }
}
