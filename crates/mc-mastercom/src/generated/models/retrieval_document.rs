// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `CreateRetrievalRequest docNeeded` holds.
    pub enum RetrievalDocument {
        /// A copy or picture of the original slip.
        Copy = "2",
        /// A draft that stands in for the original slip.
        SubstituteDraft = "4",
    }
}
