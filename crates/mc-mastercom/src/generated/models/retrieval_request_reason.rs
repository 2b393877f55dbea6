// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `CreateRetrievalRequest retrievalRequestReason` holds.
    pub enum RetrievalRequestReason {
        /// Audit of a healthcare purchase.
        IiasAudit = "6343",
    }
}
