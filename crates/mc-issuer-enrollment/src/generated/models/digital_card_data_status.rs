// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `DigitalCardData status` holds.
    pub enum DigitalCardDataStatus {
        /// The card can be used.
        Active = "ACTIVE",
        /// The card cannot be used for the time being.
        Suspended = "SUSPENDED",
        /// The card can no longer be used.
        Cancelled = "CANCELLED",
    }
}
