// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A retrieval request for a debit transaction. Healthcare is the only use left.
    pub struct CreateRetrievalRequestSingle, rename_all = "camelCase" {
        /// Which document is wanted.
        ///
        /// JSON `documentType`.
        pub document_type: super::RetrievalDocument,
        /// Amount that stays charged to the cardholder.
        ///
        /// JSON `replacementAmount`.
        pub replacement_amount: mc_core::values::Amount,
        /// Reason code of the debit switch; 43, healthcare, is the only one taken.
        ///
        /// JSON `reversalReasonCode`.
        #[serde(with = "mc_core::__private::lenient")]
        pub reversal_reason_code: String,
        /// What kind of record the request is.
        ///
        /// JSON `usageCode`.
        pub usage_code: super::DebitRetrievalUsage,
        /// A note of up to 38 characters.
        ///
        /// JSON `additionalInformation`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub additional_information: Option<mc_core::Sensitive<String>>,
        /// Number of one's own, for tracing, up to five digits.
        ///
        /// JSON `controlNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub control_number: Option<String>,
    }
}

impl CreateRetrievalRequestSingle {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(
        document_type: impl Into<super::RetrievalDocument>,
        replacement_amount: mc_core::values::Amount,
        reversal_reason_code: impl Into<String>,
        usage_code: impl Into<super::DebitRetrievalUsage>,
    ) -> Self {
        Self {
            document_type: document_type.into(),
            replacement_amount,
            reversal_reason_code: reversal_reason_code.into(),
            usage_code: usage_code.into(),
            additional_information: None,
            control_number: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `document_type`.
    #[must_use]
    pub fn document_type(mut self, value: impl Into<super::RetrievalDocument>) -> Self {
        self.document_type = value.into();
        self
    }

    /// Sets `replacement_amount`.
    #[must_use]
    pub fn replacement_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.replacement_amount = value;
        self
    }

    /// Sets `reversal_reason_code`.
    #[must_use]
    pub fn reversal_reason_code(mut self, value: impl Into<String>) -> Self {
        self.reversal_reason_code = value.into();
        self
    }

    /// Sets `usage_code`.
    #[must_use]
    pub fn usage_code(mut self, value: impl Into<super::DebitRetrievalUsage>) -> Self {
        self.usage_code = value.into();
        self
    }

    /// Sets `additional_information`.
    #[must_use]
    pub fn additional_information(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.additional_information = Some(value.into());
        self
    }

    /// Sets `control_number`.
    #[must_use]
    pub fn control_number(mut self, value: impl Into<String>) -> Self {
        self.control_number = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for CreateRetrievalRequestSingle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CreateRetrievalRequestSingle")
            .show("document_type", &self.document_type)
            .hide("replacement_amount", true)
            .show("reversal_reason_code", &self.reversal_reason_code)
            .show("usage_code", &self.usage_code)
            .hide("additional_information", self.additional_information.is_some())
            .show_some("control_number", self.control_number.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
