// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A case as it was filed, with its ruling.
    #[derive(Default)]
    pub struct CaseFilingDetails, rename_all = "camelCase" {
        /// Id of the claim.
        ///
        /// JSON `claimId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub claim_id: Option<String>,
        /// Type of the claim.
        ///
        /// JSON `claimType`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub claim_type: Option<String>,
        /// Id of the case.
        ///
        /// JSON `caseId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub case_id: Option<String>,
        /// `1` pre-arbitration, `2` arbitration, `3` pre-compliance, `4` compliance.
        ///
        /// JSON `caseType`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub case_type: Option<String>,
        /// Reference numbers of the chargebacks.
        ///
        /// JSON `chargebackRefNum`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub chargeback_ref_num: Option<Vec<String>>,
        /// Currency of the case.
        ///
        /// JSON `currencyCode`; at most 3 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub currency_code: Option<mc_core::values::Currency>,
        /// The filing party's own number.
        ///
        /// JSON `customerFilingNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub customer_filing_number: Option<String>,
        /// Day of the credit, for violation code 1.4.
        ///
        /// JSON `creditDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub credit_date: Option<mc_core::values::Date>,
        /// Day of the chargeback, for violation code 1.4.
        ///
        /// JSON `chargebackDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub chargeback_date: Option<mc_core::values::Date>,
        /// Reason code, for pre-arbitration and arbitration.
        ///
        /// JSON `reasonCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub reason_code: Option<String>,
        /// Amount in dispute.
        ///
        /// JSON `disputeAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub dispute_amount: Option<mc_core::values::Amount>,
        /// Day by which an answer is due.
        ///
        /// JSON `dueDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub due_date: Option<mc_core::values::Date>,
        /// ICA that the case is filed against.
        ///
        /// JSON `filingAgaintstIca`.
        #[serde(rename = "filingAgaintstIca", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub filing_against_ica: Option<String>,
        /// `I` when the issuer filed the case, `A` when the acquirer did.
        ///
        /// JSON `filingAs`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub filing_as: Option<String>,
        /// ICA that filed the case.
        ///
        /// JSON `filingIca`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub filing_ica: Option<String>,
        /// Name of the merchant.
        ///
        /// JSON `merchantName`; at most 22 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub merchant_name: Option<String>,
        /// Card number.
        ///
        /// JSON `primaryAccountNum`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub primary_account_num: Option<mc_core::Sensitive<String>>,
        /// Rule that was broken.
        ///
        /// JSON `violationCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub violation_code: Option<String>,
        /// Day on which it was broken.
        ///
        /// JSON `violationDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub violation_date: Option<mc_core::values::Date>,
        /// Day of the ruling.
        ///
        /// JSON `rulingDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub ruling_date: Option<mc_core::values::Date>,
        /// How the case was ruled.
        ///
        /// JSON `rulingStatus`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub ruling_status: Option<super::RulingStatus>,
        /// Virtual card number.
        ///
        /// JSON `virtualAccountNum`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub virtual_account_num: Option<mc_core::Sensitive<String>>,
    }
}

impl CaseFilingDetails {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            claim_id: None,
            claim_type: None,
            case_id: None,
            case_type: None,
            chargeback_ref_num: None,
            currency_code: None,
            customer_filing_number: None,
            credit_date: None,
            chargeback_date: None,
            reason_code: None,
            dispute_amount: None,
            due_date: None,
            filing_against_ica: None,
            filing_as: None,
            filing_ica: None,
            merchant_name: None,
            primary_account_num: None,
            violation_code: None,
            violation_date: None,
            ruling_date: None,
            ruling_status: None,
            virtual_account_num: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `claim_id`.
    #[must_use]
    pub fn claim_id(mut self, value: impl Into<String>) -> Self {
        self.claim_id = Some(value.into());
        self
    }

    /// Sets `claim_type`.
    #[must_use]
    pub fn claim_type(mut self, value: impl Into<String>) -> Self {
        self.claim_type = Some(value.into());
        self
    }

    /// Sets `case_id`.
    #[must_use]
    pub fn case_id(mut self, value: impl Into<String>) -> Self {
        self.case_id = Some(value.into());
        self
    }

    /// Sets `case_type`.
    #[must_use]
    pub fn case_type(mut self, value: impl Into<String>) -> Self {
        self.case_type = Some(value.into());
        self
    }

    /// Sets `chargeback_ref_num`.
    #[must_use]
    pub fn chargeback_ref_num(mut self, value: impl Into<Vec<String>>) -> Self {
        self.chargeback_ref_num = Some(value.into());
        self
    }

    /// Sets `currency_code`.
    #[must_use]
    pub fn currency_code(mut self, value: mc_core::values::Currency) -> Self {
        self.currency_code = Some(value);
        self
    }

    /// Sets `customer_filing_number`.
    #[must_use]
    pub fn customer_filing_number(mut self, value: impl Into<String>) -> Self {
        self.customer_filing_number = Some(value.into());
        self
    }

    /// Sets `credit_date`.
    #[must_use]
    pub fn credit_date(mut self, value: mc_core::values::Date) -> Self {
        self.credit_date = Some(value);
        self
    }

    /// Sets `chargeback_date`.
    #[must_use]
    pub fn chargeback_date(mut self, value: mc_core::values::Date) -> Self {
        self.chargeback_date = Some(value);
        self
    }

    /// Sets `reason_code`.
    #[must_use]
    pub fn reason_code(mut self, value: impl Into<String>) -> Self {
        self.reason_code = Some(value.into());
        self
    }

    /// Sets `dispute_amount`.
    #[must_use]
    pub fn dispute_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.dispute_amount = Some(value);
        self
    }

    /// Sets `due_date`.
    #[must_use]
    pub fn due_date(mut self, value: mc_core::values::Date) -> Self {
        self.due_date = Some(value);
        self
    }

    /// Sets `filing_against_ica`.
    #[must_use]
    pub fn filing_against_ica(mut self, value: impl Into<String>) -> Self {
        self.filing_against_ica = Some(value.into());
        self
    }

    /// Sets `filing_as`.
    #[must_use]
    pub fn filing_as(mut self, value: impl Into<String>) -> Self {
        self.filing_as = Some(value.into());
        self
    }

    /// Sets `filing_ica`.
    #[must_use]
    pub fn filing_ica(mut self, value: impl Into<String>) -> Self {
        self.filing_ica = Some(value.into());
        self
    }

    /// Sets `merchant_name`.
    #[must_use]
    pub fn merchant_name(mut self, value: impl Into<String>) -> Self {
        self.merchant_name = Some(value.into());
        self
    }

    /// Sets `primary_account_num`.
    #[must_use]
    pub fn primary_account_num(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.primary_account_num = Some(value.into());
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

    /// Sets `ruling_date`.
    #[must_use]
    pub fn ruling_date(mut self, value: mc_core::values::Date) -> Self {
        self.ruling_date = Some(value);
        self
    }

    /// Sets `ruling_status`.
    #[must_use]
    pub fn ruling_status(mut self, value: impl Into<super::RulingStatus>) -> Self {
        self.ruling_status = Some(value.into());
        self
    }

    /// Sets `virtual_account_num`.
    #[must_use]
    pub fn virtual_account_num(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.virtual_account_num = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for CaseFilingDetails {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CaseFilingDetails")
            .show_some("claim_id", self.claim_id.as_ref().map(|value| value as _))
            .show_some("claim_type", self.claim_type.as_ref().map(|value| value as _))
            .show_some("case_id", self.case_id.as_ref().map(|value| value as _))
            .show_some("case_type", self.case_type.as_ref().map(|value| value as _))
            .show_some(
                "chargeback_ref_num",
                self.chargeback_ref_num.as_ref().map(|value| value as _),
            )
            .show_text("currency_code", self.currency_code.as_ref().map(|text| text.as_str()))
            .show_some(
                "customer_filing_number",
                self.customer_filing_number.as_ref().map(|value| value as _),
            )
            .show_text("credit_date", self.credit_date.as_ref().map(|text| text.as_str()))
            .show_text(
                "chargeback_date",
                self.chargeback_date.as_ref().map(|text| text.as_str()),
            )
            .show_some("reason_code", self.reason_code.as_ref().map(|value| value as _))
            .hide("dispute_amount", self.dispute_amount.is_some())
            .show_text("due_date", self.due_date.as_ref().map(|text| text.as_str()))
            .show_some(
                "filing_against_ica",
                self.filing_against_ica.as_ref().map(|value| value as _),
            )
            .show_some("filing_as", self.filing_as.as_ref().map(|value| value as _))
            .show_some("filing_ica", self.filing_ica.as_ref().map(|value| value as _))
            .hide("merchant_name", self.merchant_name.is_some())
            .hide("primary_account_num", self.primary_account_num.is_some())
            .show_some("violation_code", self.violation_code.as_ref().map(|value| value as _))
            .show_text("violation_date", self.violation_date.as_ref().map(|text| text.as_str()))
            .show_text("ruling_date", self.ruling_date.as_ref().map(|text| text.as_str()))
            .show_some("ruling_status", self.ruling_status.as_ref().map(|value| value as _))
            .hide("virtual_account_num", self.virtual_account_num.is_some())
            .extra(&self.extra)
            .finish()
    }
}
