// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Values that a chargeback on the claim may take.
    #[derive(Default)]
    pub struct LoadDataForChargebackResponse, rename_all = "camelCase" {
        /// Currencies that can be used.
        ///
        /// JSON `currencies`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub currencies: Option<Vec<super::CurrenciesNameValueDetail>>,
        /// Document indicators that can be used.
        ///
        /// JSON `docIndicators`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub doc_indicators: Option<Vec<super::ChargebackDocIndicatorsNameValueDetail>>,
        /// Message texts that can be used.
        ///
        /// JSON `messageTexts`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub message_texts: Option<Vec<super::ChargebackMessageTextsNameValueDetail>>,
        /// Reason codes that can be used.
        ///
        /// JSON `reasonCodes`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub reason_codes: Option<Vec<super::ChargebackReasonCodesNameValueDetail>>,
        /// Amount that can be charged back.
        ///
        /// JSON `amount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub amount: Option<super::ChargebackAmountNameValueDetail>,
    }
}

impl LoadDataForChargebackResponse {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            currencies: None,
            doc_indicators: None,
            message_texts: None,
            reason_codes: None,
            amount: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `currencies`.
    #[must_use]
    pub fn currencies(mut self, value: impl Into<Vec<super::CurrenciesNameValueDetail>>) -> Self {
        self.currencies = Some(value.into());
        self
    }

    /// Sets `doc_indicators`.
    #[must_use]
    pub fn doc_indicators(mut self, value: impl Into<Vec<super::ChargebackDocIndicatorsNameValueDetail>>) -> Self {
        self.doc_indicators = Some(value.into());
        self
    }

    /// Sets `message_texts`.
    #[must_use]
    pub fn message_texts(mut self, value: impl Into<Vec<super::ChargebackMessageTextsNameValueDetail>>) -> Self {
        self.message_texts = Some(value.into());
        self
    }

    /// Sets `reason_codes`.
    #[must_use]
    pub fn reason_codes(mut self, value: impl Into<Vec<super::ChargebackReasonCodesNameValueDetail>>) -> Self {
        self.reason_codes = Some(value.into());
        self
    }

    /// Sets `amount`.
    #[must_use]
    pub fn amount(mut self, value: impl Into<super::ChargebackAmountNameValueDetail>) -> Self {
        self.amount = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for LoadDataForChargebackResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "LoadDataForChargebackResponse")
            .show_some("currencies", self.currencies.as_ref().map(|value| value as _))
            .show_some("doc_indicators", self.doc_indicators.as_ref().map(|value| value as _))
            .show_some("message_texts", self.message_texts.as_ref().map(|value| value as _))
            .show_some("reason_codes", self.reason_codes.as_ref().map(|value| value as _))
            .show_some("amount", self.amount.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
