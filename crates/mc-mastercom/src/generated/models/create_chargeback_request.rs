// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A first chargeback or second presentment to file.
    pub struct CreateChargebackRequest, rename_all = "camelCase" {
        /// Amount to charge back, usually that of the original transaction. Issuers in the United States send
        /// US dollars.
        ///
        /// JSON `amount`.
        pub amount: mc_core::values::Amount,
        /// First chargeback or second presentment.
        ///
        /// JSON `chargebackType`.
        pub chargeback_type: super::ChargebackType,
        /// Currency of the amount, as letters or as digits.
        ///
        /// JSON `currency`; at most 3 characters.
        pub currency: mc_core::values::Currency,
        /// Whether a document is needed for this dispute, as the text `true` or `false`.
        ///
        /// JSON `documentIndicator`.
        pub document_indicator: mc_core::values::TrueFalse,
        /// Reason code of the dispute, up to four digits.
        ///
        /// JSON `reasonCode`; at most 4 characters.
        #[serde(with = "mc_core::__private::lenient")]
        pub reason_code: String,
        /// Whether a credit was posted as a purchase. For reason codes 4853 and 4860 only.
        ///
        /// JSON `credPostedAsPurchase`.
        #[serde(rename = "credPostedAsPurchase", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub credit_posted_as_purchase: Option<bool>,
        /// Whether only a part of the amount is charged back.
        ///
        /// JSON `isPartialChargeback`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub is_partial_chargeback: Option<bool>,
        /// Message to the other party.
        ///
        /// JSON `messageText`; at most 100 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub message_text: Option<mc_core::Sensitive<String>>,
        /// Settlement day, 90 days ahead at most. Needed in Argentina and Uruguay only.
        ///
        /// JSON `settlementDate`; a date, `YYYY-MM-DD`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub settlement_date: Option<mc_core::values::Date>,
        /// Id of the chargeback that a second presentment answers.
        ///
        /// JSON `disputeChargebackID`.
        #[serde(rename = "disputeChargebackID", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub dispute_chargeback_id: Option<String>,
        /// Value added tax on the instalment fee, with two decimals. For instalments in Argentina and Uruguay
        /// only.
        ///
        /// JSON `localTax1IVA`; at most 6 characters.
        #[serde(rename = "localTax1IVA", skip_serializing_if = "Option::is_none")]
        pub local_tax_1_iva: Option<mc_core::values::Amount>,
        /// Fee of the instalments. For Argentina and Uruguay only.
        ///
        /// JSON `installmentFee`; at most 12 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub installment_fee: Option<mc_core::values::Amount>,
        /// Code that bypasses certain checks of the clearing system.
        ///
        /// JSON `editExclusionCode`; at most 2 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub edit_exclusion_code: Option<String>,
        /// `true` when a promised refund has not come. Possible twenty days after collaboration rejected the
        /// first chargeback with code 5000.
        ///
        /// JSON `refundNotReceivedIndicator`; at most 5 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub refund_not_received_indicator: Option<mc_core::values::TrueFalse>,
        /// Whether the amount includes the currency conversion assessment: `true` or `false`.
        ///
        /// JSON `includeCurrencyConversionAssessmentCCA`.
        #[serde(rename = "includeCurrencyConversionAssessmentCCA", skip_serializing_if = "Option::is_none")]
        pub include_currency_conversion_assessment: Option<mc_core::values::TrueFalse>,
        /// Whether the issuer goes ahead in spite of First-Party Trust evidence. For first chargebacks only.
        ///
        /// JSON `acknowledgeFirstPartyTrustEvidence`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acknowledge_first_party_trust_evidence: Option<bool>,
        /// Document to upload. Not together with `chargebackEbdfDocuments`.
        ///
        /// JSON `fileAttachment`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub file_attachment: Option<super::DocumentStructure>,
        /// Fields from which Mastercom fills in the dispute form.
        ///
        /// JSON `chargebackEbdfDocuments`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub chargeback_ebdf_documents: Option<super::ChargebackEbdfStructure>,
    }
}

impl CreateChargebackRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(
        amount: mc_core::values::Amount,
        chargeback_type: impl Into<super::ChargebackType>,
        currency: mc_core::values::Currency,
        document_indicator: mc_core::values::TrueFalse,
        reason_code: impl Into<String>,
    ) -> Self {
        Self {
            amount,
            chargeback_type: chargeback_type.into(),
            currency,
            document_indicator,
            reason_code: reason_code.into(),
            credit_posted_as_purchase: None,
            is_partial_chargeback: None,
            message_text: None,
            settlement_date: None,
            dispute_chargeback_id: None,
            local_tax_1_iva: None,
            installment_fee: None,
            edit_exclusion_code: None,
            refund_not_received_indicator: None,
            include_currency_conversion_assessment: None,
            acknowledge_first_party_trust_evidence: None,
            file_attachment: None,
            chargeback_ebdf_documents: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `amount`.
    #[must_use]
    pub fn amount(mut self, value: mc_core::values::Amount) -> Self {
        self.amount = value;
        self
    }

    /// Sets `chargeback_type`.
    #[must_use]
    pub fn chargeback_type(mut self, value: impl Into<super::ChargebackType>) -> Self {
        self.chargeback_type = value.into();
        self
    }

    /// Sets `currency`.
    #[must_use]
    pub fn currency(mut self, value: mc_core::values::Currency) -> Self {
        self.currency = value;
        self
    }

    /// Sets `document_indicator`.
    #[must_use]
    pub fn document_indicator(mut self, value: mc_core::values::TrueFalse) -> Self {
        self.document_indicator = value;
        self
    }

    /// Sets `reason_code`.
    #[must_use]
    pub fn reason_code(mut self, value: impl Into<String>) -> Self {
        self.reason_code = value.into();
        self
    }

    /// Sets `credit_posted_as_purchase`.
    #[must_use]
    pub fn credit_posted_as_purchase(mut self, value: bool) -> Self {
        self.credit_posted_as_purchase = Some(value);
        self
    }

    /// Sets `is_partial_chargeback`.
    #[must_use]
    pub fn is_partial_chargeback(mut self, value: bool) -> Self {
        self.is_partial_chargeback = Some(value);
        self
    }

    /// Sets `message_text`.
    #[must_use]
    pub fn message_text(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.message_text = Some(value.into());
        self
    }

    /// Sets `settlement_date`.
    #[must_use]
    pub fn settlement_date(mut self, value: mc_core::values::Date) -> Self {
        self.settlement_date = Some(value);
        self
    }

    /// Sets `dispute_chargeback_id`.
    #[must_use]
    pub fn dispute_chargeback_id(mut self, value: impl Into<String>) -> Self {
        self.dispute_chargeback_id = Some(value.into());
        self
    }

    /// Sets `local_tax_1_iva`.
    #[must_use]
    pub fn local_tax_1_iva(mut self, value: mc_core::values::Amount) -> Self {
        self.local_tax_1_iva = Some(value);
        self
    }

    /// Sets `installment_fee`.
    #[must_use]
    pub fn installment_fee(mut self, value: mc_core::values::Amount) -> Self {
        self.installment_fee = Some(value);
        self
    }

    /// Sets `edit_exclusion_code`.
    #[must_use]
    pub fn edit_exclusion_code(mut self, value: impl Into<String>) -> Self {
        self.edit_exclusion_code = Some(value.into());
        self
    }

    /// Sets `refund_not_received_indicator`.
    #[must_use]
    pub fn refund_not_received_indicator(mut self, value: mc_core::values::TrueFalse) -> Self {
        self.refund_not_received_indicator = Some(value);
        self
    }

    /// Sets `include_currency_conversion_assessment`.
    #[must_use]
    pub fn include_currency_conversion_assessment(mut self, value: mc_core::values::TrueFalse) -> Self {
        self.include_currency_conversion_assessment = Some(value);
        self
    }

    /// Sets `acknowledge_first_party_trust_evidence`.
    #[must_use]
    pub fn acknowledge_first_party_trust_evidence(mut self, value: bool) -> Self {
        self.acknowledge_first_party_trust_evidence = Some(value);
        self
    }

    /// Sets `file_attachment`.
    #[must_use]
    pub fn file_attachment(mut self, value: impl Into<super::DocumentStructure>) -> Self {
        self.file_attachment = Some(value.into());
        self
    }

    /// Sets `chargeback_ebdf_documents`.
    #[must_use]
    pub fn chargeback_ebdf_documents(mut self, value: impl Into<super::ChargebackEbdfStructure>) -> Self {
        self.chargeback_ebdf_documents = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for CreateChargebackRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CreateChargebackRequest")
            .hide("amount", true)
            .show("chargeback_type", &self.chargeback_type)
            .show_text("currency", Some(self.currency.as_str()))
            .show_text("document_indicator", Some(self.document_indicator.as_str()))
            .show("reason_code", &self.reason_code)
            .show_some(
                "credit_posted_as_purchase",
                self.credit_posted_as_purchase.as_ref().map(|value| value as _),
            )
            .show_some(
                "is_partial_chargeback",
                self.is_partial_chargeback.as_ref().map(|value| value as _),
            )
            .hide("message_text", self.message_text.is_some())
            .show_text(
                "settlement_date",
                self.settlement_date.as_ref().map(|text| text.as_str()),
            )
            .show_some(
                "dispute_chargeback_id",
                self.dispute_chargeback_id.as_ref().map(|value| value as _),
            )
            .hide("local_tax_1_iva", self.local_tax_1_iva.is_some())
            .hide("installment_fee", self.installment_fee.is_some())
            .show_some(
                "edit_exclusion_code",
                self.edit_exclusion_code.as_ref().map(|value| value as _),
            )
            .show_text(
                "refund_not_received_indicator",
                self.refund_not_received_indicator.as_ref().map(|text| text.as_str()),
            )
            .show_text(
                "include_currency_conversion_assessment",
                self.include_currency_conversion_assessment
                    .as_ref()
                    .map(|text| text.as_str()),
            )
            .show_some(
                "acknowledge_first_party_trust_evidence",
                self.acknowledge_first_party_trust_evidence
                    .as_ref()
                    .map(|value| value as _),
            )
            .show_some("file_attachment", self.file_attachment.as_ref().map(|value| value as _))
            .show_some(
                "chargeback_ebdf_documents",
                self.chargeback_ebdf_documents.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
