// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A fee collection to file, or the reply to one.
    pub struct CreateFeeRequest, rename_all = "camelCase" {
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
        /// Currency of the fee, three letters.
        ///
        /// JSON `currency`; at most 3 characters.
        pub currency: mc_core::values::Currency,
        /// Day of the fee.
        ///
        /// JSON `feeDate`; a date, `YYYY-MM-DD`.
        pub fee_date: mc_core::values::Date,
        /// Institution that receives the fee collection.
        ///
        /// JSON `destinationMember`.
        #[serde(with = "mc_core::__private::lenient")]
        pub destination_member: String,
        /// Amount of the fee.
        ///
        /// JSON `feeAmount`.
        pub fee_amount: mc_core::values::Amount,
        /// Whether the money goes to the sender.
        ///
        /// JSON `creditSender`.
        #[serde(with = "mc_core::__private::lenient")]
        pub credit_sender: bool,
        /// Whether the money goes to the receiver.
        ///
        /// JSON `creditReceiver`.
        #[serde(with = "mc_core::__private::lenient")]
        pub credit_receiver: bool,
        /// Endpoint that documents are routed to: a suffix of two characters, or all seven.
        ///
        /// JSON `mastercomControlNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub mastercom_control_number: Option<String>,
        /// Message about the fee.
        ///
        /// JSON `message`; at most 100 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub message: Option<mc_core::Sensitive<String>>,
        /// Reason code of the fee.
        ///
        /// JSON `reason`; at most 4 characters.
        #[serde(with = "mc_core::__private::lenient")]
        pub reason: String,
        /// Settlement day, 90 days ahead at most. Needed in Argentina and Uruguay only.
        ///
        /// JSON `settlementDate`; a date, `YYYY-MM-DD`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub settlement_date: Option<mc_core::values::Date>,
        /// Id of the fee collection that is replied to.
        ///
        /// JSON `replyFeeId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub reply_fee_id: Option<String>,
        /// New fee collection or reply. New is the default.
        ///
        /// JSON `feeType`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub fee_type: Option<super::FeeType>,
    }
}

impl CreateFeeRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(
        currency: mc_core::values::Currency,
        fee_date: mc_core::values::Date,
        destination_member: impl Into<String>,
        fee_amount: mc_core::values::Amount,
        credit_sender: bool,
        credit_receiver: bool,
        reason: impl Into<String>,
    ) -> Self {
        Self {
            card_acceptor_id_code: None,
            card_number: None,
            country_code: None,
            currency,
            fee_date,
            destination_member: destination_member.into(),
            fee_amount,
            credit_sender,
            credit_receiver,
            mastercom_control_number: None,
            message: None,
            reason: reason.into(),
            settlement_date: None,
            reply_fee_id: None,
            fee_type: None,
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
        self.currency = value;
        self
    }

    /// Sets `fee_date`.
    #[must_use]
    pub fn fee_date(mut self, value: mc_core::values::Date) -> Self {
        self.fee_date = value;
        self
    }

    /// Sets `destination_member`.
    #[must_use]
    pub fn destination_member(mut self, value: impl Into<String>) -> Self {
        self.destination_member = value.into();
        self
    }

    /// Sets `fee_amount`.
    #[must_use]
    pub fn fee_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.fee_amount = value;
        self
    }

    /// Sets `credit_sender`.
    #[must_use]
    pub fn credit_sender(mut self, value: bool) -> Self {
        self.credit_sender = value;
        self
    }

    /// Sets `credit_receiver`.
    #[must_use]
    pub fn credit_receiver(mut self, value: bool) -> Self {
        self.credit_receiver = value;
        self
    }

    /// Sets `mastercom_control_number`.
    #[must_use]
    pub fn mastercom_control_number(mut self, value: impl Into<String>) -> Self {
        self.mastercom_control_number = Some(value.into());
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
        self.reason = value.into();
        self
    }

    /// Sets `settlement_date`.
    #[must_use]
    pub fn settlement_date(mut self, value: mc_core::values::Date) -> Self {
        self.settlement_date = Some(value);
        self
    }

    /// Sets `reply_fee_id`.
    #[must_use]
    pub fn reply_fee_id(mut self, value: impl Into<String>) -> Self {
        self.reply_fee_id = Some(value.into());
        self
    }

    /// Sets `fee_type`.
    #[must_use]
    pub fn fee_type(mut self, value: impl Into<super::FeeType>) -> Self {
        self.fee_type = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for CreateFeeRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CreateFeeRequest")
            .hide("card_acceptor_id_code", self.card_acceptor_id_code.is_some())
            .hide("card_number", self.card_number.is_some())
            .show_some("country_code", self.country_code.as_ref().map(|value| value as _))
            .show_text("currency", Some(self.currency.as_str()))
            .show_text("fee_date", Some(self.fee_date.as_str()))
            .show("destination_member", &self.destination_member)
            .hide("fee_amount", true)
            .show("credit_sender", &self.credit_sender)
            .show("credit_receiver", &self.credit_receiver)
            .show_some(
                "mastercom_control_number",
                self.mastercom_control_number.as_ref().map(|value| value as _),
            )
            .hide("message", self.message.is_some())
            .show("reason", &self.reason)
            .show_text(
                "settlement_date",
                self.settlement_date.as_ref().map(|text| text.as_str()),
            )
            .show_some("reply_fee_id", self.reply_fee_id.as_ref().map(|value| value as _))
            .show_some("fee_type", self.fee_type.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
