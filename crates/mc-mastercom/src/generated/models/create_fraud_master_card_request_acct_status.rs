// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `CreateFraudMasterCardRequest acctStatus` holds.
    pub enum CreateFraudMasterCardRequestAcctStatus {
        /// `ACCT_IS_OPEN`.
        Open = "ACCT_IS_OPEN",
        /// `ACCT_HAS_BEEN_CLOSED`.
        Closed = "ACCT_HAS_BEEN_CLOSED",
    }
}
