// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `UpdateCaseRequest action` holds.
    pub enum CaseAction {
        /// Accepts the case.
        Accept = "ACCEPT",
        /// Rejects the case; arbitration cases cannot be rejected.
        Reject = "REJECT",
        /// Rebuts the case; arbitration cases cannot be rebutted.
        Rebut = "REBUT",
        /// Takes a pre-arbitration or pre-compliance case one step up.
        Escalate = "ESCALATE",
        /// Withdraws the case.
        Withdraw = "WITHDRAW",
        /// Uploads documents again after their processing failed.
        DocRetry = "DOC_RETRY",
    }
}
