// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `UpdateClaimRequest action` holds.
    pub enum ClaimAction {
        /// `REOPEN`.
        Reopen = "REOPEN",
        /// `CLOSE`.
        Close = "CLOSE",
    }
}
