// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `/v6/cases/{case-id}/documents get` holds.
    pub enum DocumentFormat {
        /// The documents as they were uploaded.
        Original = "ORIGINAL",
        /// One TIFF that holds all documents.
        MergedTiff = "MERGED_TIFF",
        /// One PDF that holds all documents.
        MergedPdf = "MERGED_PDF",
    }
}
