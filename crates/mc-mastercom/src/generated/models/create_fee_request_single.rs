// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// The handling fee of a debit chargeback.
    pub struct CreateFeeRequestSingle, rename_all = "camelCase" {
        /// ICA of the acquirer.
        ///
        /// JSON `acquirerCustomerId`.
        #[serde(with = "mc_core::__private::lenient")]
        pub acquirer_customer_id: String,
        /// Condition that the fee rests on.
        ///
        /// JSON `conditionIndicator`.
        pub condition_indicator: super::HandlingFeeCondition,
        /// Number of one's own, 20 places, right-aligned and filled up with zeros.
        ///
        /// JSON `controlNumber`.
        #[serde(with = "mc_core::__private::lenient")]
        pub control_number: String,
        /// Function code; 700 is the only one.
        ///
        /// JSON `functionCode`.
        pub function_code: super::HandlingFeeFunction,
        /// Amount of the fee, 25 US dollars at most for a first chargeback.
        ///
        /// JSON `handlingFee`.
        pub handling_fee: mc_core::values::Amount,
        /// Reason code; 22 is the only one.
        ///
        /// JSON `reasonCode`.
        pub reason_code: super::HandlingFeeReason,
        /// Day on which the authorization was declined, as MMDDYY. Needed for condition A.
        ///
        /// JSON `declineDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub decline_date: Option<mc_core::values::DateMmddyy>,
        /// ICA of the issuer.
        ///
        /// JSON `issuerCustomerID`.
        #[serde(rename = "issuerCustomerID", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub issuer_customer_id: Option<String>,
    }
}

impl CreateFeeRequestSingle {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(
        acquirer_customer_id: impl Into<String>,
        condition_indicator: impl Into<super::HandlingFeeCondition>,
        control_number: impl Into<String>,
        function_code: impl Into<super::HandlingFeeFunction>,
        handling_fee: mc_core::values::Amount,
        reason_code: impl Into<super::HandlingFeeReason>,
    ) -> Self {
        Self {
            acquirer_customer_id: acquirer_customer_id.into(),
            condition_indicator: condition_indicator.into(),
            control_number: control_number.into(),
            function_code: function_code.into(),
            handling_fee,
            reason_code: reason_code.into(),
            decline_date: None,
            issuer_customer_id: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `acquirer_customer_id`.
    #[must_use]
    pub fn acquirer_customer_id(mut self, value: impl Into<String>) -> Self {
        self.acquirer_customer_id = value.into();
        self
    }

    /// Sets `condition_indicator`.
    #[must_use]
    pub fn condition_indicator(mut self, value: impl Into<super::HandlingFeeCondition>) -> Self {
        self.condition_indicator = value.into();
        self
    }

    /// Sets `control_number`.
    #[must_use]
    pub fn control_number(mut self, value: impl Into<String>) -> Self {
        self.control_number = value.into();
        self
    }

    /// Sets `function_code`.
    #[must_use]
    pub fn function_code(mut self, value: impl Into<super::HandlingFeeFunction>) -> Self {
        self.function_code = value.into();
        self
    }

    /// Sets `handling_fee`.
    #[must_use]
    pub fn handling_fee(mut self, value: mc_core::values::Amount) -> Self {
        self.handling_fee = value;
        self
    }

    /// Sets `reason_code`.
    #[must_use]
    pub fn reason_code(mut self, value: impl Into<super::HandlingFeeReason>) -> Self {
        self.reason_code = value.into();
        self
    }

    /// Sets `decline_date`.
    #[must_use]
    pub fn decline_date(mut self, value: mc_core::values::DateMmddyy) -> Self {
        self.decline_date = Some(value);
        self
    }

    /// Sets `issuer_customer_id`.
    #[must_use]
    pub fn issuer_customer_id(mut self, value: impl Into<String>) -> Self {
        self.issuer_customer_id = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for CreateFeeRequestSingle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CreateFeeRequestSingle")
            .show("acquirer_customer_id", &self.acquirer_customer_id)
            .show("condition_indicator", &self.condition_indicator)
            .show("control_number", &self.control_number)
            .show("function_code", &self.function_code)
            .hide("handling_fee", true)
            .show("reason_code", &self.reason_code)
            .show_text("decline_date", self.decline_date.as_ref().map(|text| text.as_str()))
            .show_some(
                "issuer_customer_id",
                self.issuer_customer_id.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
