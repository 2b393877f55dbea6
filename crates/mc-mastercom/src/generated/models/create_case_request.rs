// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A case to file. Pre-arbitration and arbitration follow one chargeback; pre-compliance and compliance
    /// can cover several, or none.
    pub struct CreateCaseRequest, rename_all = "camelCase" {
        /// Type of the case.
        ///
        /// JSON `caseType`.
        pub case_type: super::CaseType,
        /// Reference numbers of the chargebacks. Needed for pre-arbitration and arbitration, and where no card
        /// number is given.
        ///
        /// JSON `chargebackRefNum`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub chargeback_ref_num: Option<Vec<String>>,
        /// Number of one's own for the case.
        ///
        /// JSON `customerFilingNumber`; at most 15 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub customer_filing_number: Option<String>,
        /// Amount in dispute.
        ///
        /// JSON `disputeAmount`; at most 13 characters.
        pub dispute_amount: mc_core::values::Amount,
        /// Currency, as letters: the domestic one or US dollars; across borders US dollars or euros.
        ///
        /// JSON `currencyCode`; at most 3 characters.
        pub currency_code: mc_core::values::Currency,
        /// Day by which the other party should answer.
        ///
        /// JSON `dueDate`; at most 10 characters; a date, `YYYY-MM-DD`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub due_date: Option<mc_core::values::Date>,
        /// Document to upload. Not together with `caseFilingEbdfDocuments`.
        ///
        /// JSON `fileAttachment`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub file_attachment: Option<super::DocumentStructure>,
        /// ICA that the case is filed against.
        ///
        /// JSON `filedAgainstIca`; at most 11 characters.
        #[serde(with = "mc_core::__private::lenient")]
        pub filed_against_ica: String,
        /// Role in which the case is filed.
        ///
        /// JSON `filingAs`.
        pub filing_as: super::FilingRole,
        /// ICA that files the case.
        ///
        /// JSON `filingIca`; at most 11 characters.
        #[serde(with = "mc_core::__private::lenient")]
        pub filing_ica: String,
        /// What the case is about, up to 13,000 characters.
        ///
        /// JSON `memo`; at most 13000 characters.
        #[serde(with = "mc_core::__private::lenient")]
        pub memo: mc_core::Sensitive<String>,
        /// Message to the other party. For pre-arbitration and arbitration only.
        ///
        /// JSON `messageText`; at most 100 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub message_text: Option<mc_core::Sensitive<String>>,
        /// Whether the reason code changes. For pre-arbitration and arbitration only.
        ///
        /// JSON `changeReasonCodeFlag`; at most 1 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub change_reason_code_flag: Option<super::ChangeReasonCodeFlag>,
        /// New reason code. Needed when the reason code changes.
        ///
        /// JSON `updatedChargebackReasonCode`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub updated_chargeback_reason_code: Option<super::DisputeReasonCode>,
        /// Why the reason code changes. Needed when it does.
        ///
        /// JSON `changeReasonCodeReason`; at most 1000 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub change_reason_code_reason: Option<mc_core::Sensitive<String>>,
        /// Card number. Needed where no chargeback reference is given.
        ///
        /// JSON `primaryAccountNum`; at most 19 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub primary_account_num: Option<mc_core::Sensitive<String>>,
        /// Acquirer reference number (ARN). Needed with a card number.
        ///
        /// JSON `acquirerRefNum`; at most 23 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_ref_num: Option<String>,
        /// Reason code of the chargeback. Needed for pre-arbitration and arbitration.
        ///
        /// JSON `chargebackReasonCode`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub chargeback_reason_code: Option<super::DisputeReasonCode>,
        /// Name of the merchant. Needed for pre-arbitration and arbitration.
        ///
        /// JSON `merchantName`; at most 100 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub merchant_name: Option<String>,
        /// Rule that was broken. Needed for pre-compliance and compliance, and only there.
        ///
        /// JSON `violationCode`; at most 20 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub violation_code: Option<String>,
        /// Day on which it was broken. Needed for pre-compliance and compliance, and only there.
        ///
        /// JSON `violationDate`; at most 10 characters; a date, `YYYY-MM-DD`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub violation_date: Option<mc_core::values::Date>,
        /// Day of the chargeback. Needed with violation code 1.4.
        ///
        /// JSON `chargebackDate`; at most 10 characters; a date, `YYYY-MM-DD`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub chargeback_date: Option<mc_core::values::Date>,
        /// Day of the credit. Needed with violation code 1.4.
        ///
        /// JSON `creditDate`; at most 10 characters; a date, `YYYY-MM-DD`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub credit_date: Option<mc_core::values::Date>,
        /// Fields from which Mastercom fills in the dispute form.
        ///
        /// JSON `caseFilingEbdfDocuments`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub case_filing_ebdf_documents: Option<super::CaseFilingEbdfStructure>,
    }
}

impl CreateCaseRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(
        case_type: impl Into<super::CaseType>,
        dispute_amount: mc_core::values::Amount,
        currency_code: mc_core::values::Currency,
        filed_against_ica: impl Into<String>,
        filing_as: impl Into<super::FilingRole>,
        filing_ica: impl Into<String>,
        memo: impl Into<mc_core::Sensitive<String>>,
    ) -> Self {
        Self {
            case_type: case_type.into(),
            chargeback_ref_num: None,
            customer_filing_number: None,
            dispute_amount,
            currency_code,
            due_date: None,
            file_attachment: None,
            filed_against_ica: filed_against_ica.into(),
            filing_as: filing_as.into(),
            filing_ica: filing_ica.into(),
            memo: memo.into(),
            message_text: None,
            change_reason_code_flag: None,
            updated_chargeback_reason_code: None,
            change_reason_code_reason: None,
            primary_account_num: None,
            acquirer_ref_num: None,
            chargeback_reason_code: None,
            merchant_name: None,
            violation_code: None,
            violation_date: None,
            chargeback_date: None,
            credit_date: None,
            case_filing_ebdf_documents: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `case_type`.
    #[must_use]
    pub fn case_type(mut self, value: impl Into<super::CaseType>) -> Self {
        self.case_type = value.into();
        self
    }

    /// Sets `chargeback_ref_num`.
    #[must_use]
    pub fn chargeback_ref_num(mut self, value: impl Into<Vec<String>>) -> Self {
        self.chargeback_ref_num = Some(value.into());
        self
    }

    /// Sets `customer_filing_number`.
    #[must_use]
    pub fn customer_filing_number(mut self, value: impl Into<String>) -> Self {
        self.customer_filing_number = Some(value.into());
        self
    }

    /// Sets `dispute_amount`.
    #[must_use]
    pub fn dispute_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.dispute_amount = value;
        self
    }

    /// Sets `currency_code`.
    #[must_use]
    pub fn currency_code(mut self, value: mc_core::values::Currency) -> Self {
        self.currency_code = value;
        self
    }

    /// Sets `due_date`.
    #[must_use]
    pub fn due_date(mut self, value: mc_core::values::Date) -> Self {
        self.due_date = Some(value);
        self
    }

    /// Sets `file_attachment`.
    #[must_use]
    pub fn file_attachment(mut self, value: impl Into<super::DocumentStructure>) -> Self {
        self.file_attachment = Some(value.into());
        self
    }

    /// Sets `filed_against_ica`.
    #[must_use]
    pub fn filed_against_ica(mut self, value: impl Into<String>) -> Self {
        self.filed_against_ica = value.into();
        self
    }

    /// Sets `filing_as`.
    #[must_use]
    pub fn filing_as(mut self, value: impl Into<super::FilingRole>) -> Self {
        self.filing_as = value.into();
        self
    }

    /// Sets `filing_ica`.
    #[must_use]
    pub fn filing_ica(mut self, value: impl Into<String>) -> Self {
        self.filing_ica = value.into();
        self
    }

    /// Sets `memo`.
    #[must_use]
    pub fn memo(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.memo = value.into();
        self
    }

    /// Sets `message_text`.
    #[must_use]
    pub fn message_text(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.message_text = Some(value.into());
        self
    }

    /// Sets `change_reason_code_flag`.
    #[must_use]
    pub fn change_reason_code_flag(mut self, value: impl Into<super::ChangeReasonCodeFlag>) -> Self {
        self.change_reason_code_flag = Some(value.into());
        self
    }

    /// Sets `updated_chargeback_reason_code`.
    #[must_use]
    pub fn updated_chargeback_reason_code(mut self, value: impl Into<super::DisputeReasonCode>) -> Self {
        self.updated_chargeback_reason_code = Some(value.into());
        self
    }

    /// Sets `change_reason_code_reason`.
    #[must_use]
    pub fn change_reason_code_reason(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.change_reason_code_reason = Some(value.into());
        self
    }

    /// Sets `primary_account_num`.
    #[must_use]
    pub fn primary_account_num(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.primary_account_num = Some(value.into());
        self
    }

    /// Sets `acquirer_ref_num`.
    #[must_use]
    pub fn acquirer_ref_num(mut self, value: impl Into<String>) -> Self {
        self.acquirer_ref_num = Some(value.into());
        self
    }

    /// Sets `chargeback_reason_code`.
    #[must_use]
    pub fn chargeback_reason_code(mut self, value: impl Into<super::DisputeReasonCode>) -> Self {
        self.chargeback_reason_code = Some(value.into());
        self
    }

    /// Sets `merchant_name`.
    #[must_use]
    pub fn merchant_name(mut self, value: impl Into<String>) -> Self {
        self.merchant_name = Some(value.into());
        self
    }

    /// Sets `violation_code`.
    #[must_use]
    pub fn violation_code(mut self, value: impl Into<String>) -> Self {
        self.violation_code = Some(value.into());
        self
    }

    /// Sets `violation_date`.
    #[must_use]
    pub fn violation_date(mut self, value: mc_core::values::Date) -> Self {
        self.violation_date = Some(value);
        self
    }

    /// Sets `chargeback_date`.
    #[must_use]
    pub fn chargeback_date(mut self, value: mc_core::values::Date) -> Self {
        self.chargeback_date = Some(value);
        self
    }

    /// Sets `credit_date`.
    #[must_use]
    pub fn credit_date(mut self, value: mc_core::values::Date) -> Self {
        self.credit_date = Some(value);
        self
    }

    /// Sets `case_filing_ebdf_documents`.
    #[must_use]
    pub fn case_filing_ebdf_documents(mut self, value: impl Into<super::CaseFilingEbdfStructure>) -> Self {
        self.case_filing_ebdf_documents = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for CreateCaseRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CreateCaseRequest")
            .show("case_type", &self.case_type)
            .show_some(
                "chargeback_ref_num",
                self.chargeback_ref_num.as_ref().map(|value| value as _),
            )
            .show_some(
                "customer_filing_number",
                self.customer_filing_number.as_ref().map(|value| value as _),
            )
            .hide("dispute_amount", true)
            .show_text("currency_code", Some(self.currency_code.as_str()))
            .show_text("due_date", self.due_date.as_ref().map(|text| text.as_str()))
            .show_some("file_attachment", self.file_attachment.as_ref().map(|value| value as _))
            .show("filed_against_ica", &self.filed_against_ica)
            .show("filing_as", &self.filing_as)
            .show("filing_ica", &self.filing_ica)
            .hide("memo", true)
            .hide("message_text", self.message_text.is_some())
            .show_some(
                "change_reason_code_flag",
                self.change_reason_code_flag.as_ref().map(|value| value as _),
            )
            .show_some(
                "updated_chargeback_reason_code",
                self.updated_chargeback_reason_code.as_ref().map(|value| value as _),
            )
            .hide("change_reason_code_reason", self.change_reason_code_reason.is_some())
            .hide("primary_account_num", self.primary_account_num.is_some())
            .show_some(
                "acquirer_ref_num",
                self.acquirer_ref_num.as_ref().map(|value| value as _),
            )
            .show_some(
                "chargeback_reason_code",
                self.chargeback_reason_code.as_ref().map(|value| value as _),
            )
            .hide("merchant_name", self.merchant_name.is_some())
            .show_some("violation_code", self.violation_code.as_ref().map(|value| value as _))
            .show_text("violation_date", self.violation_date.as_ref().map(|text| text.as_str()))
            .show_text(
                "chargeback_date",
                self.chargeback_date.as_ref().map(|text| text.as_str()),
            )
            .show_text("credit_date", self.credit_date.as_ref().map(|text| text.as_str()))
            .show_some(
                "case_filing_ebdf_documents",
                self.case_filing_ebdf_documents.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
