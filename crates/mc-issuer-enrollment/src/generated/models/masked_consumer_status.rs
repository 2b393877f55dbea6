// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `MaskedConsumer status` holds.
    pub enum MaskedConsumerStatus {
        /// The profile can be used.
        Active = "ACTIVE",
        /// The profile cannot be used for the time being.
        Suspended = "SUSPENDED",
        /// The profile is locked.
        Locked = "LOCKED",
    }
}
