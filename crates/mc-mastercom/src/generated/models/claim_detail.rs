// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A claim with every event that was filed on it. The state of each event's documents is included.
    #[derive(Default)]
    pub struct ClaimDetail, rename_all = "camelCase" {
        /// Institution id of the acquirer.
        ///
        /// JSON `acquirerId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_id: Option<String>,
        /// Acquirer reference number (ARN) of the disputed transaction.
        ///
        /// JSON `acquirerRefNum`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_ref_num: Option<String>,
        /// Number of the card that the claim is about.
        ///
        /// JSON `primaryAccountNum`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub primary_account_num: Option<mc_core::Sensitive<String>>,
        /// Id of the claim.
        ///
        /// JSON `claimId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub claim_id: Option<String>,
        /// Type of the claim: `Standard`, or `CaseFiling` for the claim of a case.
        ///
        /// JSON `claimType`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub claim_type: Option<String>,
        /// Value of the claim with its currency, such as `25.00 USD`.
        ///
        /// JSON `claimValue`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub claim_value: Option<mc_core::values::Money>,
        /// Ids of the standard claims behind a case's claim, with commas between them.
        ///
        /// JSON `standardClaims`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub standard_claims: Option<String>,
        /// Day by which clearing is due.
        ///
        /// JSON `clearingDueDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub clearing_due_date: Option<mc_core::values::Date>,
        /// Network that clears the dispute, such as `GCMS`.
        ///
        /// JSON `clearingNetwork`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub clearing_network: Option<String>,
        /// Day on which the claim was opened.
        ///
        /// JSON `createDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub create_date: Option<mc_core::values::Date>,
        /// Day by which somebody has to act.
        ///
        /// JSON `dueDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub due_date: Option<mc_core::values::Date>,
        /// Ids of the clearing and authorization records, written `TI:<clearing>#<authorization>`.
        ///
        /// JSON `transactionId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub transaction_id: Option<String>,
        /// Whether the value of the claim is exact, as the text `true` or `false`.
        ///
        /// JSON `isAccurate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub is_accurate: Option<mc_core::values::TrueFalse>,
        /// Whether the caller is the acquirer, as the text `true` or `false`.
        ///
        /// JSON `isAcquirer`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub is_acquirer: Option<mc_core::values::TrueFalse>,
        /// Whether the caller is the issuer, as the text `true` or `false`.
        ///
        /// JSON `isIssuer`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub is_issuer: Option<mc_core::values::TrueFalse>,
        /// Whether the claim is open, as the text `true` or `false`.
        ///
        /// JSON `isOpen`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub is_open: Option<mc_core::values::TrueFalse>,
        /// Institution id of the issuer.
        ///
        /// JSON `issuerId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub issuer_id: Option<String>,
        /// User or system that changed the claim last.
        ///
        /// JSON `lastModifiedBy`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub last_modified_by: Option<mc_core::Sensitive<String>>,
        /// Day of the last change, here without a time.
        ///
        /// JSON `lastModifiedDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub last_modified_date: Option<mc_core::values::Date>,
        /// Id of the merchant.
        ///
        /// JSON `merchantId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub merchant_id: Option<String>,
        /// Queue that holds the claim.
        ///
        /// JSON `queueName`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub queue_name: Option<String>,
        /// Serial number of the transaction in the single-message system.
        ///
        /// JSON `switchSerialNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub switch_serial_number: Option<String>,
        /// Id of the fraud report in the Fraud and Loss Database. Later changes to the report refer to it.
        ///
        /// JSON `auditControlNumber`.
        #[serde(alias = "auditControlNumber ", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub audit_control_number: Option<String>,
        /// The case that belongs to the claim, if there is one.
        ///
        /// JSON `caseFilingDetails`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub case_filing_details: Option<super::CaseFilingLifeCycle>,
        /// The retrieval request on the claim, if there is one.
        ///
        /// JSON `retrievalDetails`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub retrieval_details: Option<super::RetrievalSummary>,
        /// Chargebacks, second presentments and their reversals.
        ///
        /// JSON `chargebackDetails`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub chargeback_details: Option<Vec<super::ChargebackDetails>>,
        /// Fee collections.
        ///
        /// JSON `feeDetails`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub fee_details: Option<Vec<super::FeeDetails>>,
        /// All retrieval requests on the claim.
        ///
        /// JSON `retrievalDetailsList`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub retrieval_details_list: Option<Vec<super::RetrievalSummary>>,
    }
}

impl ClaimDetail {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            acquirer_id: None,
            acquirer_ref_num: None,
            primary_account_num: None,
            claim_id: None,
            claim_type: None,
            claim_value: None,
            standard_claims: None,
            clearing_due_date: None,
            clearing_network: None,
            create_date: None,
            due_date: None,
            transaction_id: None,
            is_accurate: None,
            is_acquirer: None,
            is_issuer: None,
            is_open: None,
            issuer_id: None,
            last_modified_by: None,
            last_modified_date: None,
            merchant_id: None,
            queue_name: None,
            switch_serial_number: None,
            audit_control_number: None,
            case_filing_details: None,
            retrieval_details: None,
            chargeback_details: None,
            fee_details: None,
            retrieval_details_list: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `acquirer_id`.
    #[must_use]
    pub fn acquirer_id(mut self, value: impl Into<String>) -> Self {
        self.acquirer_id = Some(value.into());
        self
    }

    /// Sets `acquirer_ref_num`.
    #[must_use]
    pub fn acquirer_ref_num(mut self, value: impl Into<String>) -> Self {
        self.acquirer_ref_num = Some(value.into());
        self
    }

    /// Sets `primary_account_num`.
    #[must_use]
    pub fn primary_account_num(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.primary_account_num = Some(value.into());
        self
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

    /// Sets `claim_value`.
    #[must_use]
    pub fn claim_value(mut self, value: mc_core::values::Money) -> Self {
        self.claim_value = Some(value);
        self
    }

    /// Sets `standard_claims`.
    #[must_use]
    pub fn standard_claims(mut self, value: impl Into<String>) -> Self {
        self.standard_claims = Some(value.into());
        self
    }

    /// Sets `clearing_due_date`.
    #[must_use]
    pub fn clearing_due_date(mut self, value: mc_core::values::Date) -> Self {
        self.clearing_due_date = Some(value);
        self
    }

    /// Sets `clearing_network`.
    #[must_use]
    pub fn clearing_network(mut self, value: impl Into<String>) -> Self {
        self.clearing_network = Some(value.into());
        self
    }

    /// Sets `create_date`.
    #[must_use]
    pub fn create_date(mut self, value: mc_core::values::Date) -> Self {
        self.create_date = Some(value);
        self
    }

    /// Sets `due_date`.
    #[must_use]
    pub fn due_date(mut self, value: mc_core::values::Date) -> Self {
        self.due_date = Some(value);
        self
    }

    /// Sets `transaction_id`.
    #[must_use]
    pub fn transaction_id(mut self, value: impl Into<String>) -> Self {
        self.transaction_id = Some(value.into());
        self
    }

    /// Sets `is_accurate`.
    #[must_use]
    pub fn is_accurate(mut self, value: mc_core::values::TrueFalse) -> Self {
        self.is_accurate = Some(value);
        self
    }

    /// Sets `is_acquirer`.
    #[must_use]
    pub fn is_acquirer(mut self, value: mc_core::values::TrueFalse) -> Self {
        self.is_acquirer = Some(value);
        self
    }

    /// Sets `is_issuer`.
    #[must_use]
    pub fn is_issuer(mut self, value: mc_core::values::TrueFalse) -> Self {
        self.is_issuer = Some(value);
        self
    }

    /// Sets `is_open`.
    #[must_use]
    pub fn is_open(mut self, value: mc_core::values::TrueFalse) -> Self {
        self.is_open = Some(value);
        self
    }

    /// Sets `issuer_id`.
    #[must_use]
    pub fn issuer_id(mut self, value: impl Into<String>) -> Self {
        self.issuer_id = Some(value.into());
        self
    }

    /// Sets `last_modified_by`.
    #[must_use]
    pub fn last_modified_by(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.last_modified_by = Some(value.into());
        self
    }

    /// Sets `last_modified_date`.
    #[must_use]
    pub fn last_modified_date(mut self, value: mc_core::values::Date) -> Self {
        self.last_modified_date = Some(value);
        self
    }

    /// Sets `merchant_id`.
    #[must_use]
    pub fn merchant_id(mut self, value: impl Into<String>) -> Self {
        self.merchant_id = Some(value.into());
        self
    }

    /// Sets `queue_name`.
    #[must_use]
    pub fn queue_name(mut self, value: impl Into<String>) -> Self {
        self.queue_name = Some(value.into());
        self
    }

    /// Sets `switch_serial_number`.
    #[must_use]
    pub fn switch_serial_number(mut self, value: impl Into<String>) -> Self {
        self.switch_serial_number = Some(value.into());
        self
    }

    /// Sets `audit_control_number`.
    #[must_use]
    pub fn audit_control_number(mut self, value: impl Into<String>) -> Self {
        self.audit_control_number = Some(value.into());
        self
    }

    /// Sets `case_filing_details`.
    #[must_use]
    pub fn case_filing_details(mut self, value: impl Into<super::CaseFilingLifeCycle>) -> Self {
        self.case_filing_details = Some(value.into());
        self
    }

    /// Sets `retrieval_details`.
    #[must_use]
    pub fn retrieval_details(mut self, value: impl Into<super::RetrievalSummary>) -> Self {
        self.retrieval_details = Some(value.into());
        self
    }

    /// Sets `chargeback_details`.
    #[must_use]
    pub fn chargeback_details(mut self, value: impl Into<Vec<super::ChargebackDetails>>) -> Self {
        self.chargeback_details = Some(value.into());
        self
    }

    /// Sets `fee_details`.
    #[must_use]
    pub fn fee_details(mut self, value: impl Into<Vec<super::FeeDetails>>) -> Self {
        self.fee_details = Some(value.into());
        self
    }

    /// Sets `retrieval_details_list`.
    #[must_use]
    pub fn retrieval_details_list(mut self, value: impl Into<Vec<super::RetrievalSummary>>) -> Self {
        self.retrieval_details_list = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for ClaimDetail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ClaimDetail")
            .show_some("acquirer_id", self.acquirer_id.as_ref().map(|value| value as _))
            .show_some(
                "acquirer_ref_num",
                self.acquirer_ref_num.as_ref().map(|value| value as _),
            )
            .hide("primary_account_num", self.primary_account_num.is_some())
            .show_some("claim_id", self.claim_id.as_ref().map(|value| value as _))
            .show_some("claim_type", self.claim_type.as_ref().map(|value| value as _))
            .hide("claim_value", self.claim_value.is_some())
            .show_some("standard_claims", self.standard_claims.as_ref().map(|value| value as _))
            .show_text(
                "clearing_due_date",
                self.clearing_due_date.as_ref().map(|text| text.as_str()),
            )
            .show_some(
                "clearing_network",
                self.clearing_network.as_ref().map(|value| value as _),
            )
            .show_text("create_date", self.create_date.as_ref().map(|text| text.as_str()))
            .show_text("due_date", self.due_date.as_ref().map(|text| text.as_str()))
            .hide("transaction_id", self.transaction_id.is_some())
            .show_text("is_accurate", self.is_accurate.as_ref().map(|text| text.as_str()))
            .show_text("is_acquirer", self.is_acquirer.as_ref().map(|text| text.as_str()))
            .show_text("is_issuer", self.is_issuer.as_ref().map(|text| text.as_str()))
            .show_text("is_open", self.is_open.as_ref().map(|text| text.as_str()))
            .show_some("issuer_id", self.issuer_id.as_ref().map(|value| value as _))
            .hide("last_modified_by", self.last_modified_by.is_some())
            .show_text(
                "last_modified_date",
                self.last_modified_date.as_ref().map(|text| text.as_str()),
            )
            .hide("merchant_id", self.merchant_id.is_some())
            .show_some("queue_name", self.queue_name.as_ref().map(|value| value as _))
            .show_some(
                "switch_serial_number",
                self.switch_serial_number.as_ref().map(|value| value as _),
            )
            .show_some(
                "audit_control_number",
                self.audit_control_number.as_ref().map(|value| value as _),
            )
            .show_some(
                "case_filing_details",
                self.case_filing_details.as_ref().map(|value| value as _),
            )
            .show_some(
                "retrieval_details",
                self.retrieval_details.as_ref().map(|value| value as _),
            )
            .show_some(
                "chargeback_details",
                self.chargeback_details.as_ref().map(|value| value as _),
            )
            .show_some("fee_details", self.fee_details.as_ref().map(|value| value as _))
            .show_some(
                "retrieval_details_list",
                self.retrieval_details_list.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
