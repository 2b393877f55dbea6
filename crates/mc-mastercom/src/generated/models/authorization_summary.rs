// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// An authorization that a transaction search found, with its clearing records.
    #[derive(Default)]
    pub struct AuthorizationSummary, rename_all = "camelCase" {
        /// Message type of the original message.
        ///
        /// JSON `originalMessageTypeIdentifier`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub original_message_type_identifier: Option<String>,
        /// Day of the authorization, `YYMMDD`.
        ///
        /// JSON `banknetDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub banknet_date: Option<mc_core::values::DateYymmdd>,
        /// Amount in US dollars.
        ///
        /// JSON `transactionAmountUsd`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub transaction_amount_usd: Option<mc_core::values::Amount>,
        /// Card number.
        ///
        /// JSON `primaryAccountNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub primary_account_number: Option<mc_core::Sensitive<String>>,
        /// Effect of the transaction on the account, as a code.
        ///
        /// JSON `processingCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub processing_code: Option<String>,
        /// Amount in the currency of the transaction, without a decimal point.
        ///
        /// JSON `transactionAmountLocal`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub transaction_amount_local: Option<mc_core::values::MinorUnits>,
        /// When the message reached the network, `MMDDhhmmss`.
        ///
        /// JSON `authorizationDateAndTime`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub authorization_date_and_time: Option<mc_core::values::MonthDayTime>,
        /// Id that shows that the authentication service applies.
        ///
        /// JSON `authenticationId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub authentication_id: Option<String>,
        /// Name of the merchant.
        ///
        /// JSON `cardAcceptorName`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_acceptor_name: Option<String>,
        /// City of the merchant.
        ///
        /// JSON `cardAcceptorCity`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_acceptor_city: Option<String>,
        /// State of the merchant.
        ///
        /// JSON `cardAcceptorState`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_acceptor_state: Option<String>,
        /// Currency of the transaction, three digits.
        ///
        /// JSON `currencyCode`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub currency_code: Option<mc_core::values::Currency>,
        /// Whether a chip was present.
        ///
        /// JSON `chipPresent`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub chip_present: Option<mc_core::values::YesNo>,
        /// Id of the record, opaque, for `create_claim` and `get_authorization_detail`.
        ///
        /// JSON `transactionId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub transaction_id: Option<String>,
        /// Whether track 1 was sent, or its data.
        ///
        /// JSON `track1`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub track_1: Option<mc_core::Sensitive<String>>,
        /// Whether track 2 was sent, or its data.
        ///
        /// JSON `track2`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub track_2: Option<mc_core::Sensitive<String>>,
        /// Clearing records of this authorization.
        ///
        /// JSON `clearingSummary`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub clearing_summary: Option<Vec<super::ClearingSummary>>,
    }
}

impl AuthorizationSummary {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            original_message_type_identifier: None,
            banknet_date: None,
            transaction_amount_usd: None,
            primary_account_number: None,
            processing_code: None,
            transaction_amount_local: None,
            authorization_date_and_time: None,
            authentication_id: None,
            card_acceptor_name: None,
            card_acceptor_city: None,
            card_acceptor_state: None,
            currency_code: None,
            chip_present: None,
            transaction_id: None,
            track_1: None,
            track_2: None,
            clearing_summary: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `original_message_type_identifier`.
    #[must_use]
    pub fn original_message_type_identifier(mut self, value: impl Into<String>) -> Self {
        self.original_message_type_identifier = Some(value.into());
        self
    }

    /// Sets `banknet_date`.
    #[must_use]
    pub fn banknet_date(mut self, value: mc_core::values::DateYymmdd) -> Self {
        self.banknet_date = Some(value);
        self
    }

    /// Sets `transaction_amount_usd`.
    #[must_use]
    pub fn transaction_amount_usd(mut self, value: mc_core::values::Amount) -> Self {
        self.transaction_amount_usd = Some(value);
        self
    }

    /// Sets `primary_account_number`.
    #[must_use]
    pub fn primary_account_number(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.primary_account_number = Some(value.into());
        self
    }

    /// Sets `processing_code`.
    #[must_use]
    pub fn processing_code(mut self, value: impl Into<String>) -> Self {
        self.processing_code = Some(value.into());
        self
    }

    /// Sets `transaction_amount_local`.
    #[must_use]
    pub fn transaction_amount_local(mut self, value: mc_core::values::MinorUnits) -> Self {
        self.transaction_amount_local = Some(value);
        self
    }

    /// Sets `authorization_date_and_time`.
    #[must_use]
    pub fn authorization_date_and_time(mut self, value: mc_core::values::MonthDayTime) -> Self {
        self.authorization_date_and_time = Some(value);
        self
    }

    /// Sets `authentication_id`.
    #[must_use]
    pub fn authentication_id(mut self, value: impl Into<String>) -> Self {
        self.authentication_id = Some(value.into());
        self
    }

    /// Sets `card_acceptor_name`.
    #[must_use]
    pub fn card_acceptor_name(mut self, value: impl Into<String>) -> Self {
        self.card_acceptor_name = Some(value.into());
        self
    }

    /// Sets `card_acceptor_city`.
    #[must_use]
    pub fn card_acceptor_city(mut self, value: impl Into<String>) -> Self {
        self.card_acceptor_city = Some(value.into());
        self
    }

    /// Sets `card_acceptor_state`.
    #[must_use]
    pub fn card_acceptor_state(mut self, value: impl Into<String>) -> Self {
        self.card_acceptor_state = Some(value.into());
        self
    }

    /// Sets `currency_code`.
    #[must_use]
    pub fn currency_code(mut self, value: mc_core::values::Currency) -> Self {
        self.currency_code = Some(value);
        self
    }

    /// Sets `chip_present`.
    #[must_use]
    pub fn chip_present(mut self, value: mc_core::values::YesNo) -> Self {
        self.chip_present = Some(value);
        self
    }

    /// Sets `transaction_id`.
    #[must_use]
    pub fn transaction_id(mut self, value: impl Into<String>) -> Self {
        self.transaction_id = Some(value.into());
        self
    }

    /// Sets `track_1`.
    #[must_use]
    pub fn track_1(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.track_1 = Some(value.into());
        self
    }

    /// Sets `track_2`.
    #[must_use]
    pub fn track_2(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.track_2 = Some(value.into());
        self
    }

    /// Sets `clearing_summary`.
    #[must_use]
    pub fn clearing_summary(mut self, value: impl Into<Vec<super::ClearingSummary>>) -> Self {
        self.clearing_summary = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for AuthorizationSummary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "AuthorizationSummary")
            .show_some(
                "original_message_type_identifier",
                self.original_message_type_identifier.as_ref().map(|value| value as _),
            )
            .show_text("banknet_date", self.banknet_date.as_ref().map(|text| text.as_str()))
            .hide("transaction_amount_usd", self.transaction_amount_usd.is_some())
            .hide("primary_account_number", self.primary_account_number.is_some())
            .show_some("processing_code", self.processing_code.as_ref().map(|value| value as _))
            .hide("transaction_amount_local", self.transaction_amount_local.is_some())
            .show_text(
                "authorization_date_and_time",
                self.authorization_date_and_time.as_ref().map(|text| text.as_str()),
            )
            .hide("authentication_id", self.authentication_id.is_some())
            .hide("card_acceptor_name", self.card_acceptor_name.is_some())
            .hide("card_acceptor_city", self.card_acceptor_city.is_some())
            .hide("card_acceptor_state", self.card_acceptor_state.is_some())
            .show_text("currency_code", self.currency_code.as_ref().map(|text| text.as_str()))
            .hide("chip_present", self.chip_present.is_some())
            .hide("transaction_id", self.transaction_id.is_some())
            .hide("track_1", self.track_1.is_some())
            .hide("track_2", self.track_2.is_some())
            .show_some(
                "clearing_summary",
                self.clearing_summary.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
