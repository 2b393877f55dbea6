// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Dispute form of a chargeback, which Mastercom fills in from these fields. Attach no document to the
    /// same request and set `documentIndicator` to `true`, or it fails.
    #[derive(Default)]
    pub struct ChargebackEbdfStructure, rename_all = "camelCase" {
        /// The transaction.
        ///
        /// JSON `transactionInformation`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub transaction_information: Option<super::TransactionInformationEbdfStructure>,
        /// Form for fraud.
        ///
        /// JSON `fraudDrfDocument`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub fraud_drf_document: Option<super::FraudDrfDocumentStructure>,
        /// Form for a cardholder dispute.
        ///
        /// JSON `cardholderDisputeChargebackDrfDocument`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub cardholder_dispute_chargeback_drf_document: Option<super::CardholderDisputeChargebackDrfDocumentStructure>,
        /// Form for an error at the point of interaction.
        ///
        /// JSON `pointOfInteractionErrorsDrfDocument`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub point_of_interaction_errors_drf_document: Option<super::PointOfInteractionErrorsDrfDocumentStructure>,
    }
}

impl ChargebackEbdfStructure {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            transaction_information: None,
            fraud_drf_document: None,
            cardholder_dispute_chargeback_drf_document: None,
            point_of_interaction_errors_drf_document: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `transaction_information`.
    #[must_use]
    pub fn transaction_information(mut self, value: impl Into<super::TransactionInformationEbdfStructure>) -> Self {
        self.transaction_information = Some(value.into());
        self
    }

    /// Sets `fraud_drf_document`.
    #[must_use]
    pub fn fraud_drf_document(mut self, value: impl Into<super::FraudDrfDocumentStructure>) -> Self {
        self.fraud_drf_document = Some(value.into());
        self
    }

    /// Sets `cardholder_dispute_chargeback_drf_document`.
    #[must_use]
    pub fn cardholder_dispute_chargeback_drf_document(
        mut self,
        value: impl Into<super::CardholderDisputeChargebackDrfDocumentStructure>,
    ) -> Self {
        self.cardholder_dispute_chargeback_drf_document = Some(value.into());
        self
    }

    /// Sets `point_of_interaction_errors_drf_document`.
    #[must_use]
    pub fn point_of_interaction_errors_drf_document(
        mut self,
        value: impl Into<super::PointOfInteractionErrorsDrfDocumentStructure>,
    ) -> Self {
        self.point_of_interaction_errors_drf_document = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for ChargebackEbdfStructure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ChargebackEbdfStructure")
            .show_some(
                "transaction_information",
                self.transaction_information.as_ref().map(|value| value as _),
            )
            .show_some(
                "fraud_drf_document",
                self.fraud_drf_document.as_ref().map(|value| value as _),
            )
            .show_some(
                "cardholder_dispute_chargeback_drf_document",
                self.cardholder_dispute_chargeback_drf_document
                    .as_ref()
                    .map(|value| value as _),
            )
            .show_some(
                "point_of_interaction_errors_drf_document",
                self.point_of_interaction_errors_drf_document
                    .as_ref()
                    .map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
