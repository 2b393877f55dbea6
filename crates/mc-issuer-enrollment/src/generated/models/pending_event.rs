// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// A check that a card still has to pass. Unconfirmed; taken from a sibling API.
    ///
    /// Unconfirmed: taken from sibling APIs, not from a published file of this one.
    pub enum PendingEvent {
        /// The address has to be verified.
        PendingAvs = "PENDING_AVS",
        /// Strong customer authentication has to be done.
        PendingSca = "PENDING_SCA",
        /// The consumer has to be identified and verified.
        PendingConsumerIdv = "PENDING_CONSUMER_IDV",
    }
}
