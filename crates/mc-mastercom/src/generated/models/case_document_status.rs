// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `CaseFilingImageStatusRequest status` holds.
    pub enum CaseDocumentStatus {
        /// The documents were processed; there is nothing left to do.
        Completed = "COMPLETED",
        /// The documents could not be processed, for instance because of their file type.
        Failed = "FAILED",
        /// Mastercom has not taken the documents up yet.
        Unprocessed = "UNPROCESSED",
    }
}
