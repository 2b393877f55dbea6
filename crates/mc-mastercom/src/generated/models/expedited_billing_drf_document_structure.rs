// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Fields of the form for pre-compliance and compliance cases.
    #[derive(Default)]
    pub struct ExpeditedBillingDrfDocumentStructure, rename_all = "camelCase" {
        /// Name of the cardholder.
        ///
        /// JSON `cardholderName`; at most 75 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub cardholder_name: Option<mc_core::Sensitive<String>>,
        /// Acquirer reference data, up to 23 digits.
        ///
        /// JSON `acquirerRefData`; at most 23 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_ref_data: Option<String>,
        /// Day of the transaction, written like `16-Dec-2020`.
        ///
        /// JSON `transactionDate`; at most 11 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub transaction_date: Option<mc_core::values::DateDdMmmYyyy>,
        /// Amount of the transaction.
        ///
        /// JSON `transactionAmount`; at most 12 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub transaction_amount: Option<mc_core::values::Amount>,
        /// What the dispute is about.
        ///
        /// JSON `disputeDescription`; at most 1500 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub dispute_description: Option<mc_core::Sensitive<String>>,
        /// Who certifies the form for a company or an agency.
        ///
        /// JSON `certification`; at most 24 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub certification: Option<mc_core::Sensitive<String>>,
        /// Person who handles the chargeback.
        ///
        /// JSON `chargebackRepresentative`; at most 25 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub chargeback_representative: Option<mc_core::Sensitive<String>>,
    }
}

impl ExpeditedBillingDrfDocumentStructure {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            cardholder_name: None,
            acquirer_ref_data: None,
            transaction_date: None,
            transaction_amount: None,
            dispute_description: None,
            certification: None,
            chargeback_representative: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `cardholder_name`.
    #[must_use]
    pub fn cardholder_name(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.cardholder_name = Some(value.into());
        self
    }

    /// Sets `acquirer_ref_data`.
    #[must_use]
    pub fn acquirer_ref_data(mut self, value: impl Into<String>) -> Self {
        self.acquirer_ref_data = Some(value.into());
        self
    }

    /// Sets `transaction_date`.
    #[must_use]
    pub fn transaction_date(mut self, value: mc_core::values::DateDdMmmYyyy) -> Self {
        self.transaction_date = Some(value);
        self
    }

    /// Sets `transaction_amount`.
    #[must_use]
    pub fn transaction_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.transaction_amount = Some(value);
        self
    }

    /// Sets `dispute_description`.
    #[must_use]
    pub fn dispute_description(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.dispute_description = Some(value.into());
        self
    }

    /// Sets `certification`.
    #[must_use]
    pub fn certification(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.certification = Some(value.into());
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
impl std::fmt::Debug for ExpeditedBillingDrfDocumentStructure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ExpeditedBillingDrfDocumentStructure")
            .hide("cardholder_name", self.cardholder_name.is_some())
            .show_some(
                "acquirer_ref_data",
                self.acquirer_ref_data.as_ref().map(|value| value as _),
            )
            .show_text(
                "transaction_date",
                self.transaction_date.as_ref().map(|text| text.as_str()),
            )
            .hide("transaction_amount", self.transaction_amount.is_some())
            .hide("dispute_description", self.dispute_description.is_some())
            .hide("certification", self.certification.is_some())
            .hide("chargeback_representative", self.chargeback_representative.is_some())
            .extra(&self.extra)
            .finish()
    }
}
