// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `EnrolmentReferenceData enrolmentReferenceType` holds.
    pub enum EnrolmentReferenceDataEnrolmentReferenceType {
        /// A receipt of MDES Token Connect.
        PushAccountReceipt = "PUSH_ACCOUNT_RECEIPT",
        /// The id of a card in Click to Pay.
        SrcDigitalCardId = "SRC_DIGITAL_CARD_ID",
        /// The reference of a token.
        TokenUniqueReference = "TOKEN_UNIQUE_REFERENCE",
        /// The reference of a token that existed before.
        ExistingTokenUniqueReference = "EXISTING_TOKEN_UNIQUE_REFERENCE",
    }
}
