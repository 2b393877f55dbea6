// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Fields of the dispute form for an error at the point of interaction.
    #[derive(Default)]
    pub struct PointOfInteractionErrorsDrfDocumentStructure, rename_all = "camelCase" {
        /// Amount of the transaction.
        ///
        /// JSON `transactionAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub transaction_amount: Option<mc_core::values::Amount>,
        /// Kind of error.
        ///
        /// JSON `type`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub r#type: Option<super::PointOfInteractionErrorType>,
        /// The other means of payment, for a duplicate debit.
        ///
        /// JSON `alternateMeansOfPaymentDetails`; at most 55 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub alternate_means_of_payment_details: Option<mc_core::Sensitive<String>>,
        /// What the cardholder complains about, in enough detail for all parties.
        ///
        /// JSON `disputeDetails`; at most 4800 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub dispute_details: Option<mc_core::Sensitive<String>>,
        /// Person who handles the chargeback.
        ///
        /// JSON `chargebackRepresentative`; at most 25 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub chargeback_representative: Option<mc_core::Sensitive<String>>,
    }
}

impl PointOfInteractionErrorsDrfDocumentStructure {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            transaction_amount: None,
            r#type: None,
            alternate_means_of_payment_details: None,
            dispute_details: None,
            chargeback_representative: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `transaction_amount`.
    #[must_use]
    pub fn transaction_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.transaction_amount = Some(value);
        self
    }

    /// Sets `type`.
    #[must_use]
    pub fn r#type(mut self, value: impl Into<super::PointOfInteractionErrorType>) -> Self {
        self.r#type = Some(value.into());
        self
    }

    /// Sets `alternate_means_of_payment_details`.
    #[must_use]
    pub fn alternate_means_of_payment_details(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.alternate_means_of_payment_details = Some(value.into());
        self
    }

    /// Sets `dispute_details`.
    #[must_use]
    pub fn dispute_details(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.dispute_details = Some(value.into());
        self
    }

    /// Sets `chargeback_representative`.
    #[must_use]
    pub fn chargeback_representative(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.chargeback_representative = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for PointOfInteractionErrorsDrfDocumentStructure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "PointOfInteractionErrorsDrfDocumentStructure")
            .hide("transaction_amount", self.transaction_amount.is_some())
            .show_some("type", self.r#type.as_ref().map(|value| value as _))
            .hide(
                "alternate_means_of_payment_details",
                self.alternate_means_of_payment_details.is_some(),
            )
            .hide("dispute_details", self.dispute_details.is_some())
            .hide("chargeback_representative", self.chargeback_representative.is_some())
            .extra(&self.extra)
            .finish()
    }
}
