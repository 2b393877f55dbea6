// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `reconReportDataRetrivalResponse status` holds.
    pub enum ReportStatus {
        /// The report is in this answer.
        Available = "Available",
        /// The report is not ready; ask again later.
        Unavailable = "Unavailable",
        /// The report could not be made.
        Failed = "Failed",
    }
}
