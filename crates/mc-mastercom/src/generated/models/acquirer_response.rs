// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `AcquirerFulfillmentRequest acquirerResponseCd` holds.
    pub enum AcquirerResponse {
        /// Asks that the money be moved.
        FundsMovementRequest = "A",
        /// The cardholder was refunded.
        Refunded = "B",
        /// A refund is on its way.
        InitiatingRefund = "C",
        /// The acquirer declines to collaborate.
        RejectCollaboration = "E",
        /// Healthcare only, the request cannot be fulfilled.
        IiasUnfulfillable = "F",
        /// Healthcare only, the request is not valid.
        IiasInvalidRequest = "G",
        /// Healthcare only, the request was fulfilled by other means than Mastercom.
        IiasFulfilledElsewhere = "H",
    }
}
