// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A fee collection on a claim.
    #[derive(Default)]
    pub struct FeeDetails, rename_all = "camelCase" {
        /// Id of the merchant, if the fee has to do with one.
        ///
        /// JSON `cardAcceptorIdCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_acceptor_id_code: Option<String>,
        /// Card number, where the reason code asks for it.
        ///
        /// JSON `cardNumber`; at most 19 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_number: Option<mc_core::Sensitive<String>>,
        /// Country, three letters.
        ///
        /// JSON `countryCode`; at most 3 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub country_code: Option<String>,
        /// Currency of the fee.
        ///
        /// JSON `currency`; at most 3 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub currency: Option<mc_core::values::Currency>,
        /// Day of the fee.
        ///
        /// JSON `feeDate`; a date, `YYYY-MM-DD`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub fee_date: Option<mc_core::values::Date>,
        /// Institution that receives the fee collection.
        ///
        /// JSON `destinationMember`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub destination_member: Option<String>,
        /// Id of the fee collection.
        ///
        /// JSON `feeId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub fee_id: Option<String>,
        /// Amount of the fee. Positive for a credit to the sender or a debit to the receiver, negative the
        /// other way round.
        ///
        /// JSON `feeAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub fee_amount: Option<mc_core::values::Amount>,
        /// Whether the money goes to the sender, as the text `true` or `false`.
        ///
        /// JSON `creditSender`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub credit_sender: Option<mc_core::values::TrueFalse>,
        /// Whether the money goes to the receiver, as the text `true` or `false`.
        ///
        /// JSON `creditReceiver`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub credit_receiver: Option<mc_core::values::TrueFalse>,
        /// Message about the fee.
        ///
        /// JSON `message`; at most 95 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub message: Option<mc_core::Sensitive<String>>,
        /// Reason code of the fee.
        ///
        /// JSON `reason`; at most 95 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub reason: Option<String>,
        /// Why the clearing system rejected the fee.
        ///
        /// JSON `rejectReason`; at most 512 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub reject_reason: Option<String>,
        /// The issuer's reference, unique within its BIN.
        ///
        /// JSON `chargebackRefNum`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub chargeback_ref_num: Option<String>,
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
    }
}

impl FeeDetails {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            card_acceptor_id_code: None,
            card_number: None,
            country_code: None,
            currency: None,
            fee_date: None,
            destination_member: None,
            fee_id: None,
            fee_amount: None,
            credit_sender: None,
            credit_receiver: None,
            message: None,
            reason: None,
            reject_reason: None,
            chargeback_ref_num: None,
            reconciliation_amount: None,
            reconciliation_currency: None,
            japan_common_merchant_code: None,
            mexico_domestic_tax_amount: None,
            mexico_domestic_transaction_fee_amount: None,
            mexico_domestic_settlement_fees_and_vat: None,
            installment_data: None,
            flex_code: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `card_acceptor_id_code`.
    #[must_use]
    pub fn card_acceptor_id_code(mut self, value: impl Into<String>) -> Self {
        self.card_acceptor_id_code = Some(value.into());
        self
    }

    /// Sets `card_number`.
    #[must_use]
    pub fn card_number(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.card_number = Some(value.into());
        self
    }

    /// Sets `country_code`.
    #[must_use]
    pub fn country_code(mut self, value: impl Into<String>) -> Self {
        self.country_code = Some(value.into());
        self
    }

    /// Sets `currency`.
    #[must_use]
    pub fn currency(mut self, value: mc_core::values::Currency) -> Self {
        self.currency = Some(value);
        self
    }

    /// Sets `fee_date`.
    #[must_use]
    pub fn fee_date(mut self, value: mc_core::values::Date) -> Self {
        self.fee_date = Some(value);
        self
    }

    /// Sets `destination_member`.
    #[must_use]
    pub fn destination_member(mut self, value: impl Into<String>) -> Self {
        self.destination_member = Some(value.into());
        self
    }

    /// Sets `fee_id`.
    #[must_use]
    pub fn fee_id(mut self, value: impl Into<String>) -> Self {
        self.fee_id = Some(value.into());
        self
    }

    /// Sets `fee_amount`.
    #[must_use]
    pub fn fee_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.fee_amount = Some(value);
        self
    }

    /// Sets `credit_sender`.
    #[must_use]
    pub fn credit_sender(mut self, value: mc_core::values::TrueFalse) -> Self {
        self.credit_sender = Some(value);
        self
    }

    /// Sets `credit_receiver`.
    #[must_use]
    pub fn credit_receiver(mut self, value: mc_core::values::TrueFalse) -> Self {
        self.credit_receiver = Some(value);
        self
    }

    /// Sets `message`.
    #[must_use]
    pub fn message(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.message = Some(value.into());
        self
    }

    /// Sets `reason`.
    #[must_use]
    pub fn reason(mut self, value: impl Into<String>) -> Self {
        self.reason = Some(value.into());
        self
    }

    /// Sets `reject_reason`.
    #[must_use]
    pub fn reject_reason(mut self, value: impl Into<String>) -> Self {
        self.reject_reason = Some(value.into());
        self
    }

    /// Sets `chargeback_ref_num`.
    #[must_use]
    pub fn chargeback_ref_num(mut self, value: impl Into<String>) -> Self {
        self.chargeback_ref_num = Some(value.into());
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
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for FeeDetails {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "FeeDetails")
            .hide("card_acceptor_id_code", self.card_acceptor_id_code.is_some())
            .hide("card_number", self.card_number.is_some())
            .show_some("country_code", self.country_code.as_ref().map(|value| value as _))
            .show_text("currency", self.currency.as_ref().map(|text| text.as_str()))
            .show_text("fee_date", self.fee_date.as_ref().map(|text| text.as_str()))
            .show_some(
                "destination_member",
                self.destination_member.as_ref().map(|value| value as _),
            )
            .show_some("fee_id", self.fee_id.as_ref().map(|value| value as _))
            .hide("fee_amount", self.fee_amount.is_some())
            .show_text("credit_sender", self.credit_sender.as_ref().map(|text| text.as_str()))
            .show_text(
                "credit_receiver",
                self.credit_receiver.as_ref().map(|text| text.as_str()),
            )
            .hide("message", self.message.is_some())
            .show_some("reason", self.reason.as_ref().map(|value| value as _))
            .hide("reject_reason", self.reject_reason.is_some())
            .show_some(
                "chargeback_ref_num",
                self.chargeback_ref_num.as_ref().map(|value| value as _),
            )
            .hide("reconciliation_amount", self.reconciliation_amount.is_some())
            .show_text(
                "reconciliation_currency",
                self.reconciliation_currency.as_ref().map(|text| text.as_str()),
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
            .extra(&self.extra)
            .finish()
    }
}
