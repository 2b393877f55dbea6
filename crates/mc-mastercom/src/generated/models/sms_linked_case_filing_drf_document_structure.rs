// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Fields of the form for a case linked to the single-message system.
    #[derive(Default)]
    pub struct SmsLinkedCaseFilingDrfDocumentStructure, rename_all = "camelCase" {
        /// Person to contact.
        ///
        /// JSON `contactName`; at most 30 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub contact_name: Option<mc_core::Sensitive<String>>,
        /// Company or institution of that person.
        ///
        /// JSON `companyOrInstitution`; at most 70 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub company_or_institution: Option<String>,
        /// E-mail address of that person.
        ///
        /// JSON `contactEmail`; at most 70 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub contact_email: Option<mc_core::Sensitive<String>>,
        /// Why the case is filed.
        ///
        /// JSON `reasonForFilingCase`; at most 490 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub reason_for_filing_case: Option<mc_core::Sensitive<String>>,
        /// Id of the processor.
        ///
        /// JSON `processorId`; at most 11 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub processor_id: Option<String>,
        /// Acquirer reference data or switch serial number.
        ///
        /// JSON `acquirerSwitchSerialNum`; at most 23 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_switch_serial_num: Option<String>,
        /// Day of the transaction or settlement, written like `16-Dec-2020`.
        ///
        /// JSON `transactionOrSettlementDate`; at most 11 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub transaction_or_settlement_date: Option<mc_core::values::DateDdMmmYyyy>,
        /// How many transactions are disputed.
        ///
        /// JSON `numberOfTransactions`; at most 20 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub number_of_transactions: Option<mc_core::values::NumberText>,
    }
}

impl SmsLinkedCaseFilingDrfDocumentStructure {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            contact_name: None,
            company_or_institution: None,
            contact_email: None,
            reason_for_filing_case: None,
            processor_id: None,
            acquirer_switch_serial_num: None,
            transaction_or_settlement_date: None,
            number_of_transactions: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `contact_name`.
    #[must_use]
    pub fn contact_name(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.contact_name = Some(value.into());
        self
    }

    /// Sets `company_or_institution`.
    #[must_use]
    pub fn company_or_institution(mut self, value: impl Into<String>) -> Self {
        self.company_or_institution = Some(value.into());
        self
    }

    /// Sets `contact_email`.
    #[must_use]
    pub fn contact_email(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.contact_email = Some(value.into());
        self
    }

    /// Sets `reason_for_filing_case`.
    #[must_use]
    pub fn reason_for_filing_case(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.reason_for_filing_case = Some(value.into());
        self
    }

    /// Sets `processor_id`.
    #[must_use]
    pub fn processor_id(mut self, value: impl Into<String>) -> Self {
        self.processor_id = Some(value.into());
        self
    }

    /// Sets `acquirer_switch_serial_num`.
    #[must_use]
    pub fn acquirer_switch_serial_num(mut self, value: impl Into<String>) -> Self {
        self.acquirer_switch_serial_num = Some(value.into());
        self
    }

    /// Sets `transaction_or_settlement_date`.
    #[must_use]
    pub fn transaction_or_settlement_date(mut self, value: mc_core::values::DateDdMmmYyyy) -> Self {
        self.transaction_or_settlement_date = Some(value);
        self
    }

    /// Sets `number_of_transactions`.
    #[must_use]
    pub fn number_of_transactions(mut self, value: mc_core::values::NumberText) -> Self {
        self.number_of_transactions = Some(value);
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for SmsLinkedCaseFilingDrfDocumentStructure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "SmsLinkedCaseFilingDrfDocumentStructure")
            .hide("contact_name", self.contact_name.is_some())
            .hide("company_or_institution", self.company_or_institution.is_some())
            .hide("contact_email", self.contact_email.is_some())
            .hide("reason_for_filing_case", self.reason_for_filing_case.is_some())
            .show_some("processor_id", self.processor_id.as_ref().map(|value| value as _))
            .show_some(
                "acquirer_switch_serial_num",
                self.acquirer_switch_serial_num.as_ref().map(|value| value as _),
            )
            .show_text(
                "transaction_or_settlement_date",
                self.transaction_or_settlement_date.as_ref().map(|text| text.as_str()),
            )
            .show_text(
                "number_of_transactions",
                self.number_of_transactions.as_ref().map(|text| text.as_str()),
            )
            .extra(&self.extra)
            .finish()
    }
}
