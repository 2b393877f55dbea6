// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Fields of the dispute form for a cardholder dispute.
    #[derive(Default)]
    pub struct CardholderDisputeChargebackDrfDocumentStructure, rename_all = "camelCase" {
        /// Amount of the transaction.
        ///
        /// JSON `transactionAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub transaction_amount: Option<mc_core::values::Amount>,
        /// Kind of dispute.
        ///
        /// JSON `type`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub r#type: Option<super::CardholderDisputeType>,
        /// Day of delivery, for a product dispute, written like `18-FEB-2018`.
        ///
        /// JSON `deliveryDateOfGoodsOrServices`; at most 11 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub delivery_date_of_goods_or_services: Option<mc_core::values::DateDdMmmYyyy>,
        /// Day on which delivery was expected, for goods not provided.
        ///
        /// JSON `expectedDeliveryDateOfGoodOrServices`; at most 11 characters.
        #[serde(rename = "expectedDeliveryDateOfGoodOrServices", skip_serializing_if = "Option::is_none")]
        pub expected_delivery_date_of_goods_or_services: Option<mc_core::values::DateDdMmmYyyy>,
        /// Day of return or cancellation, for digital goods.
        ///
        /// JSON `returnDate`; at most 11 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub return_date: Option<mc_core::values::DateDdMmmYyyy>,
        /// Day of cancellation, for a recurring payment.
        ///
        /// JSON `cancellationDate`; at most 11 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub cancellation_date: Option<mc_core::values::DateDdMmmYyyy>,
        /// Whether the cardholder took part in the transaction.
        ///
        /// JSON `cardholderParticipation`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub cardholder_participation: Option<bool>,
        /// What the cardholder complains about, in enough detail for all parties.
        ///
        /// JSON `disputeDetails`; at most 3000 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub dispute_details: Option<mc_core::Sensitive<String>>,
        /// Person who handles the chargeback.
        ///
        /// JSON `chargebackRepresentative`; at most 25 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub chargeback_representative: Option<mc_core::Sensitive<String>>,
    }
}

impl CardholderDisputeChargebackDrfDocumentStructure {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            transaction_amount: None,
            r#type: None,
            delivery_date_of_goods_or_services: None,
            expected_delivery_date_of_goods_or_services: None,
            return_date: None,
            cancellation_date: None,
            cardholder_participation: None,
            dispute_details: None,
            chargeback_representative: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `transaction_amount`.
    #[must_use]
    pub fn transaction_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.transaction_amount = Some(value);
        self
    }

    /// Sets `type`.
    #[must_use]
    pub fn r#type(mut self, value: impl Into<super::CardholderDisputeType>) -> Self {
        self.r#type = Some(value.into());
        self
    }

    /// Sets `delivery_date_of_goods_or_services`.
    #[must_use]
    pub fn delivery_date_of_goods_or_services(mut self, value: mc_core::values::DateDdMmmYyyy) -> Self {
        self.delivery_date_of_goods_or_services = Some(value);
        self
    }

    /// Sets `expected_delivery_date_of_goods_or_services`.
    #[must_use]
    pub fn expected_delivery_date_of_goods_or_services(mut self, value: mc_core::values::DateDdMmmYyyy) -> Self {
        self.expected_delivery_date_of_goods_or_services = Some(value);
        self
    }

    /// Sets `return_date`.
    #[must_use]
    pub fn return_date(mut self, value: mc_core::values::DateDdMmmYyyy) -> Self {
        self.return_date = Some(value);
        self
    }

    /// Sets `cancellation_date`.
    #[must_use]
    pub fn cancellation_date(mut self, value: mc_core::values::DateDdMmmYyyy) -> Self {
        self.cancellation_date = Some(value);
        self
    }

    /// Sets `cardholder_participation`.
    #[must_use]
    pub fn cardholder_participation(mut self, value: bool) -> Self {
        self.cardholder_participation = Some(value);
        self
    }

    /// Sets `dispute_details`.
    #[must_use]
    pub fn dispute_details(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.dispute_details = Some(value.into());
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
impl std::fmt::Debug for CardholderDisputeChargebackDrfDocumentStructure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CardholderDisputeChargebackDrfDocumentStructure")
            .hide("transaction_amount", self.transaction_amount.is_some())
            .show_some("type", self.r#type.as_ref().map(|value| value as _))
            .show_text(
                "delivery_date_of_goods_or_services",
                self.delivery_date_of_goods_or_services
                    .as_ref()
                    .map(|text| text.as_str()),
            )
            .show_text(
                "expected_delivery_date_of_goods_or_services",
                self.expected_delivery_date_of_goods_or_services
                    .as_ref()
                    .map(|text| text.as_str()),
            )
            .show_text("return_date", self.return_date.as_ref().map(|text| text.as_str()))
            .show_text(
                "cancellation_date",
                self.cancellation_date.as_ref().map(|text| text.as_str()),
            )
            .show_some(
                "cardholder_participation",
                self.cardholder_participation.as_ref().map(|value| value as _),
            )
            .hide("dispute_details", self.dispute_details.is_some())
            .hide("chargeback_representative", self.chargeback_representative.is_some())
            .extra(&self.extra)
            .finish()
    }
}
