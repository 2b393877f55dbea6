// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Values that a fee collection on the claim may take.
    #[derive(Default)]
    pub struct LoadDataForFeeResponse, rename_all = "camelCase" {
        /// Currencies that can be used.
        ///
        /// JSON `currencies`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub currencies: Option<Vec<super::CurrenciesNameValueDetail>>,
        /// Reason codes that can be used.
        ///
        /// JSON `reasonCodes`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub reason_codes: Option<Vec<super::FeeReasonCodesNameValueDetail>>,
        /// Countries that can be named.
        ///
        /// JSON `countryCodes`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub country_codes: Option<Vec<super::FeeCountryCodesNameValueDetail>>,
        /// Message texts that can be used.
        ///
        /// JSON `messageTexts`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub message_texts: Option<Vec<super::FeeMessageTextsNameValueDetail>>,
    }
}

impl LoadDataForFeeResponse {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            currencies: None,
            reason_codes: None,
            country_codes: None,
            message_texts: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `currencies`.
    #[must_use]
    pub fn currencies(mut self, value: impl Into<Vec<super::CurrenciesNameValueDetail>>) -> Self {
        self.currencies = Some(value.into());
        self
    }

    /// Sets `reason_codes`.
    #[must_use]
    pub fn reason_codes(mut self, value: impl Into<Vec<super::FeeReasonCodesNameValueDetail>>) -> Self {
        self.reason_codes = Some(value.into());
        self
    }

    /// Sets `country_codes`.
    #[must_use]
    pub fn country_codes(mut self, value: impl Into<Vec<super::FeeCountryCodesNameValueDetail>>) -> Self {
        self.country_codes = Some(value.into());
        self
    }

    /// Sets `message_texts`.
    #[must_use]
    pub fn message_texts(mut self, value: impl Into<Vec<super::FeeMessageTextsNameValueDetail>>) -> Self {
        self.message_texts = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for LoadDataForFeeResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "LoadDataForFeeResponse")
            .show_some("currencies", self.currencies.as_ref().map(|value| value as _))
            .show_some("reason_codes", self.reason_codes.as_ref().map(|value| value as _))
            .show_some("country_codes", self.country_codes.as_ref().map(|value| value as _))
            .show_some("message_texts", self.message_texts.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
