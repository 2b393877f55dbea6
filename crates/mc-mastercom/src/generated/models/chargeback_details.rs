// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A chargeback, second presentment or reversal on a claim.
    #[derive(Default)]
    pub struct ChargebackDetails, rename_all = "camelCase" {
        /// Currency of the amount.
        ///
        /// JSON `currency`; at most 3 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub currency: Option<mc_core::values::Currency>,
        /// Day on which it was created.
        ///
        /// JSON `createDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub create_date: Option<mc_core::values::Date>,
        /// Whether a document belongs to it, as the text `true` or `false`.
        ///
        /// JSON `documentIndicator`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub document_indicator: Option<mc_core::values::TrueFalse>,
        /// Message to the other party.
        ///
        /// JSON `messageText`; at most 100 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub message_text: Option<mc_core::Sensitive<String>>,
        /// Amount charged back.
        ///
        /// JSON `amount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub amount: Option<mc_core::values::Amount>,
        /// Reason code.
        ///
        /// JSON `reasonCode`; at most 12 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub reason_code: Option<String>,
        /// Whether only a part of the amount was charged back.
        ///
        /// JSON `isPartialChargeback`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub is_partial_chargeback: Option<bool>,
        /// First chargeback or second presentment.
        ///
        /// JSON `chargebackType`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub chargeback_type: Option<super::ChargebackType>,
        /// Id of the chargeback.
        ///
        /// JSON `chargebackId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub chargeback_id: Option<String>,
        /// Id of the claim.
        ///
        /// JSON `claimId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub claim_id: Option<String>,
        /// Whether it has been reversed.
        ///
        /// JSON `reversed`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub reversed: Option<bool>,
        /// Whether it is itself a reversal.
        ///
        /// JSON `reversal`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub reversal: Option<bool>,
        /// The issuer's reference, unique within its BIN.
        ///
        /// JSON `chargebackRefNum`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub chargeback_ref_num: Option<String>,
        /// State of the documents, which are due within eight days of creation.
        ///
        /// JSON `documentStatus`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub document_status: Option<super::DocumentStatus>,
        /// Amount in the receiver's reconciliation currency. Shown to the receiver only.
        ///
        /// JSON `reconciliationAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub reconciliation_amount: Option<mc_core::values::Amount>,
        /// Reconciliation currency of the receiver. Shown to the receiver only.
        ///
        /// JSON `reconciliationCurrency`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub reconciliation_currency: Option<mc_core::values::Currency>,
        /// Why it was rejected. Codes 5000 to 5002 stand for a refund, a voucher and First-Party Trust.
        ///
        /// JSON `rejectReason`; at most 512 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub reject_reason: Option<String>,
        /// Code that bypassed certain checks of the clearing system.
        ///
        /// JSON `editExclusionCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub edit_exclusion_code: Option<String>,
        /// Whether a promised refund had not come, as the text `true` or `false`.
        ///
        /// JSON `refundNotReceivedIndicator`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub refund_not_received_indicator: Option<mc_core::values::TrueFalse>,
        /// What became of the acquirer's credit voucher.
        ///
        /// JSON `creditVoucherStatus`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub credit_voucher_status: Option<String>,
        /// Whether the amount includes the currency conversion assessment: `true` or `false`.
        ///
        /// JSON `currencyConversionAssessmentCCAIncluded`.
        #[serde(rename = "currencyConversionAssessmentCCAIncluded", skip_serializing_if = "Option::is_none")]
        pub currency_conversion_assessment_included: Option<mc_core::values::TrueFalse>,
        /// Currency conversion assessment with its currency, such as `0.20 USD`.
        ///
        /// JSON `currencyConversionAssessmentCCAAmount`.
        #[serde(rename = "currencyConversionAssessmentCCAAmount", skip_serializing_if = "Option::is_none")]
        pub currency_conversion_assessment_amount: Option<mc_core::values::Money>,
        /// Merchant category of Japan.
        ///
        /// JSON `japanCommonMerchantCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub japan_common_merchant_code: Option<String>,
        /// Value added tax within Mexico.
        ///
        /// JSON `mexicoDomesticTaxAmount`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub mexico_domestic_tax_amount: Option<String>,
        /// Fees within Mexico.
        ///
        /// JSON `mexicoDomesticTransactionFeeAmount`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub mexico_domestic_transaction_fee_amount: Option<String>,
        /// How tax and fees within Mexico are settled.
        ///
        /// JSON `mexicoDomesticSettlementFeesAndVat`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub mexico_domestic_settlement_fees_and_vat: Option<String>,
        /// Instalment option that the cardholder chose.
        ///
        /// JSON `installmentData`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub installment_data: Option<String>,
        /// Product code of a Flex card in Brazil.
        ///
        /// JSON `flexCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub flex_code: Option<String>,
        /// Whether the issuer went ahead in spite of First-Party Trust evidence: `true` or `false`.
        ///
        /// JSON `acknowledgeFirstPartyTrustEvidence`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub acknowledge_first_party_trust_evidence: Option<mc_core::values::TrueFalse>,
    }
}

impl ChargebackDetails {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            currency: None,
            create_date: None,
            document_indicator: None,
            message_text: None,
            amount: None,
            reason_code: None,
            is_partial_chargeback: None,
            chargeback_type: None,
            chargeback_id: None,
            claim_id: None,
            reversed: None,
            reversal: None,
            chargeback_ref_num: None,
            document_status: None,
            reconciliation_amount: None,
            reconciliation_currency: None,
            reject_reason: None,
            edit_exclusion_code: None,
            refund_not_received_indicator: None,
            credit_voucher_status: None,
            currency_conversion_assessment_included: None,
            currency_conversion_assessment_amount: None,
            japan_common_merchant_code: None,
            mexico_domestic_tax_amount: None,
            mexico_domestic_transaction_fee_amount: None,
            mexico_domestic_settlement_fees_and_vat: None,
            installment_data: None,
            flex_code: None,
            acknowledge_first_party_trust_evidence: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `currency`.
    #[must_use]
    pub fn currency(mut self, value: mc_core::values::Currency) -> Self {
        self.currency = Some(value);
        self
    }

    /// Sets `create_date`.
    #[must_use]
    pub fn create_date(mut self, value: mc_core::values::Date) -> Self {
        self.create_date = Some(value);
        self
    }

    /// Sets `document_indicator`.
    #[must_use]
    pub fn document_indicator(mut self, value: mc_core::values::TrueFalse) -> Self {
        self.document_indicator = Some(value);
        self
    }

    /// Sets `message_text`.
    #[must_use]
    pub fn message_text(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.message_text = Some(value.into());
        self
    }

    /// Sets `amount`.
    #[must_use]
    pub fn amount(mut self, value: mc_core::values::Amount) -> Self {
        self.amount = Some(value);
        self
    }

    /// Sets `reason_code`.
    #[must_use]
    pub fn reason_code(mut self, value: impl Into<String>) -> Self {
        self.reason_code = Some(value.into());
        self
    }

    /// Sets `is_partial_chargeback`.
    #[must_use]
    pub fn is_partial_chargeback(mut self, value: bool) -> Self {
        self.is_partial_chargeback = Some(value);
        self
    }

    /// Sets `chargeback_type`.
    #[must_use]
    pub fn chargeback_type(mut self, value: impl Into<super::ChargebackType>) -> Self {
        self.chargeback_type = Some(value.into());
        self
    }

    /// Sets `chargeback_id`.
    #[must_use]
    pub fn chargeback_id(mut self, value: impl Into<String>) -> Self {
        self.chargeback_id = Some(value.into());
        self
    }

    /// Sets `claim_id`.
    #[must_use]
    pub fn claim_id(mut self, value: impl Into<String>) -> Self {
        self.claim_id = Some(value.into());
        self
    }

    /// Sets `reversed`.
    #[must_use]
    pub fn reversed(mut self, value: bool) -> Self {
        self.reversed = Some(value);
        self
    }

    /// Sets `reversal`.
    #[must_use]
    pub fn reversal(mut self, value: bool) -> Self {
        self.reversal = Some(value);
        self
    }

    /// Sets `chargeback_ref_num`.
    #[must_use]
    pub fn chargeback_ref_num(mut self, value: impl Into<String>) -> Self {
        self.chargeback_ref_num = Some(value.into());
        self
    }

    /// Sets `document_status`.
    #[must_use]
    pub fn document_status(mut self, value: impl Into<super::DocumentStatus>) -> Self {
        self.document_status = Some(value.into());
        self
    }

    /// Sets `reconciliation_amount`.
    #[must_use]
    pub fn reconciliation_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.reconciliation_amount = Some(value);
        self
    }

    /// Sets `reconciliation_currency`.
    #[must_use]
    pub fn reconciliation_currency(mut self, value: mc_core::values::Currency) -> Self {
        self.reconciliation_currency = Some(value);
        self
    }

    /// Sets `reject_reason`.
    #[must_use]
    pub fn reject_reason(mut self, value: impl Into<String>) -> Self {
        self.reject_reason = Some(value.into());
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

    /// Sets `credit_voucher_status`.
    #[must_use]
    pub fn credit_voucher_status(mut self, value: impl Into<String>) -> Self {
        self.credit_voucher_status = Some(value.into());
        self
    }

    /// Sets `currency_conversion_assessment_included`.
    #[must_use]
    pub fn currency_conversion_assessment_included(mut self, value: mc_core::values::TrueFalse) -> Self {
        self.currency_conversion_assessment_included = Some(value);
        self
    }

    /// Sets `currency_conversion_assessment_amount`.
    #[must_use]
    pub fn currency_conversion_assessment_amount(mut self, value: mc_core::values::Money) -> Self {
        self.currency_conversion_assessment_amount = Some(value);
        self
    }

    /// Sets `japan_common_merchant_code`.
    #[must_use]
    pub fn japan_common_merchant_code(mut self, value: impl Into<String>) -> Self {
        self.japan_common_merchant_code = Some(value.into());
        self
    }

    /// Sets `mexico_domestic_tax_amount`.
    #[must_use]
    pub fn mexico_domestic_tax_amount(mut self, value: impl Into<String>) -> Self {
        self.mexico_domestic_tax_amount = Some(value.into());
        self
    }

    /// Sets `mexico_domestic_transaction_fee_amount`.
    #[must_use]
    pub fn mexico_domestic_transaction_fee_amount(mut self, value: impl Into<String>) -> Self {
        self.mexico_domestic_transaction_fee_amount = Some(value.into());
        self
    }

    /// Sets `mexico_domestic_settlement_fees_and_vat`.
    #[must_use]
    pub fn mexico_domestic_settlement_fees_and_vat(mut self, value: impl Into<String>) -> Self {
        self.mexico_domestic_settlement_fees_and_vat = Some(value.into());
        self
    }

    /// Sets `installment_data`.
    #[must_use]
    pub fn installment_data(mut self, value: impl Into<String>) -> Self {
        self.installment_data = Some(value.into());
        self
    }

    /// Sets `flex_code`.
    #[must_use]
    pub fn flex_code(mut self, value: impl Into<String>) -> Self {
        self.flex_code = Some(value.into());
        self
    }

    /// Sets `acknowledge_first_party_trust_evidence`.
    #[must_use]
    pub fn acknowledge_first_party_trust_evidence(mut self, value: mc_core::values::TrueFalse) -> Self {
        self.acknowledge_first_party_trust_evidence = Some(value);
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for ChargebackDetails {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ChargebackDetails")
            .show_text("currency", self.currency.as_ref().map(|text| text.as_str()))
            .show_text("create_date", self.create_date.as_ref().map(|text| text.as_str()))
            .show_text(
                "document_indicator",
                self.document_indicator.as_ref().map(|text| text.as_str()),
            )
            .hide("message_text", self.message_text.is_some())
            .hide("amount", self.amount.is_some())
            .show_some("reason_code", self.reason_code.as_ref().map(|value| value as _))
            .show_some(
                "is_partial_chargeback",
                self.is_partial_chargeback.as_ref().map(|value| value as _),
            )
            .show_some("chargeback_type", self.chargeback_type.as_ref().map(|value| value as _))
            .show_some("chargeback_id", self.chargeback_id.as_ref().map(|value| value as _))
            .show_some("claim_id", self.claim_id.as_ref().map(|value| value as _))
            .show_some("reversed", self.reversed.as_ref().map(|value| value as _))
            .show_some("reversal", self.reversal.as_ref().map(|value| value as _))
            .show_some(
                "chargeback_ref_num",
                self.chargeback_ref_num.as_ref().map(|value| value as _),
            )
            .show_some("document_status", self.document_status.as_ref().map(|value| value as _))
            .hide("reconciliation_amount", self.reconciliation_amount.is_some())
            .show_text(
                "reconciliation_currency",
                self.reconciliation_currency.as_ref().map(|text| text.as_str()),
            )
            .hide("reject_reason", self.reject_reason.is_some())
            .show_some(
                "edit_exclusion_code",
                self.edit_exclusion_code.as_ref().map(|value| value as _),
            )
            .show_text(
                "refund_not_received_indicator",
                self.refund_not_received_indicator.as_ref().map(|text| text.as_str()),
            )
            .show_some(
                "credit_voucher_status",
                self.credit_voucher_status.as_ref().map(|value| value as _),
            )
            .show_text(
                "currency_conversion_assessment_included",
                self.currency_conversion_assessment_included
                    .as_ref()
                    .map(|text| text.as_str()),
            )
            .hide(
                "currency_conversion_assessment_amount",
                self.currency_conversion_assessment_amount.is_some(),
            )
            .hide("japan_common_merchant_code", self.japan_common_merchant_code.is_some())
            .hide("mexico_domestic_tax_amount", self.mexico_domestic_tax_amount.is_some())
            .hide(
                "mexico_domestic_transaction_fee_amount",
                self.mexico_domestic_transaction_fee_amount.is_some(),
            )
            .hide(
                "mexico_domestic_settlement_fees_and_vat",
                self.mexico_domestic_settlement_fees_and_vat.is_some(),
            )
            .hide("installment_data", self.installment_data.is_some())
            .show_some("flex_code", self.flex_code.as_ref().map(|value| value as _))
            .show_text(
                "acknowledge_first_party_trust_evidence",
                self.acknowledge_first_party_trust_evidence
                    .as_ref()
                    .map(|text| text.as_str()),
            )
            .extra(&self.extra)
            .finish()
    }
}
