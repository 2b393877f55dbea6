// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `ChargebackDetails documentStatus` holds.
    pub enum DocumentStatus {
        /// The documents were processed; there is nothing left to do.
        Completed = "COMPLETED",
        /// The documents could not be processed, for instance because of their file type.
        Failed = "FAILED",
        /// The documents wait to be processed.
        Pending = "PENDING",
        /// Mastercom has not taken the documents up yet.
        Unavailable = "UNAVAILABLE",
        /// This event needs no document.
        NotApplicable = "DOC_NOT_APPLICABLE",
    }
}
