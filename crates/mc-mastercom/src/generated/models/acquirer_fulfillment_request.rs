// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// The acquirer's answer to a retrieval or collaboration request. The refund fields go only with a
    /// refund or the promise of one.
    pub struct AcquirerFulfillmentRequest, rename_all = "camelCase" {
        /// What the acquirer answers.
        ///
        /// JSON `acquirerResponseCd`.
        pub acquirer_response_cd: super::AcquirerResponse,
        /// How the cardholder was refunded. A promised refund cannot be a credit voucher.
        ///
        /// JSON `refundReversalType`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub refund_reversal_type: Option<super::RefundReversalType>,
        /// When the refund was made, written like `2021-02-15T12:01`.
        ///
        /// JSON `refundReversalDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub refund_reversal_date: Option<mc_core::values::LocalMinute>,
        /// Amount of the credit voucher.
        ///
        /// JSON `refundReversalAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub refund_reversal_amount: Option<mc_core::values::Amount>,
        /// Currency of the credit voucher.
        ///
        /// JSON `refundReversalCurrency`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub refund_reversal_currency: Option<mc_core::values::Currency>,
        /// Reference under which the refund or its first presentment can be found.
        ///
        /// JSON `refundReversalReferenceId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub refund_reversal_reference_id: Option<String>,
        /// Memo of up to 100 characters.
        ///
        /// JSON `memo`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub memo: Option<mc_core::Sensitive<String>>,
        /// Kind of document. The published sample sends it; the published schema lacks it.
        ///
        /// JSON `docTypeIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub doc_type_indicator: Option<String>,
        /// Document to upload. The published sample sends it; the published schema lacks it.
        ///
        /// JSON `fileAttachment`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub file_attachment: Option<super::DocumentStructure>,
    }
}

impl AcquirerFulfillmentRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(acquirer_response_cd: impl Into<super::AcquirerResponse>) -> Self {
        Self {
            acquirer_response_cd: acquirer_response_cd.into(),
            refund_reversal_type: None,
            refund_reversal_date: None,
            refund_reversal_amount: None,
            refund_reversal_currency: None,
            refund_reversal_reference_id: None,
            memo: None,
            doc_type_indicator: None,
            file_attachment: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `acquirer_response_cd`.
    #[must_use]
    pub fn acquirer_response_cd(mut self, value: impl Into<super::AcquirerResponse>) -> Self {
        self.acquirer_response_cd = value.into();
        self
    }

    /// Sets `refund_reversal_type`.
    #[must_use]
    pub fn refund_reversal_type(mut self, value: impl Into<super::RefundReversalType>) -> Self {
        self.refund_reversal_type = Some(value.into());
        self
    }

    /// Sets `refund_reversal_date`.
    #[must_use]
    pub fn refund_reversal_date(mut self, value: mc_core::values::LocalMinute) -> Self {
        self.refund_reversal_date = Some(value);
        self
    }

    /// Sets `refund_reversal_amount`.
    #[must_use]
    pub fn refund_reversal_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.refund_reversal_amount = Some(value);
        self
    }

    /// Sets `refund_reversal_currency`.
    #[must_use]
    pub fn refund_reversal_currency(mut self, value: mc_core::values::Currency) -> Self {
        self.refund_reversal_currency = Some(value);
        self
    }

    /// Sets `refund_reversal_reference_id`.
    #[must_use]
    pub fn refund_reversal_reference_id(mut self, value: impl Into<String>) -> Self {
        self.refund_reversal_reference_id = Some(value.into());
        self
    }

    /// Sets `memo`.
    #[must_use]
    pub fn memo(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.memo = Some(value.into());
        self
    }

    /// Sets `doc_type_indicator`.
    #[must_use]
    pub fn doc_type_indicator(mut self, value: impl Into<String>) -> Self {
        self.doc_type_indicator = Some(value.into());
        self
    }

    /// Sets `file_attachment`.
    #[must_use]
    pub fn file_attachment(mut self, value: impl Into<super::DocumentStructure>) -> Self {
        self.file_attachment = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for AcquirerFulfillmentRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "AcquirerFulfillmentRequest")
            .show("acquirer_response_cd", &self.acquirer_response_cd)
            .show_some(
                "refund_reversal_type",
                self.refund_reversal_type.as_ref().map(|value| value as _),
            )
            .show_text(
                "refund_reversal_date",
                self.refund_reversal_date.as_ref().map(|text| text.as_str()),
            )
            .hide("refund_reversal_amount", self.refund_reversal_amount.is_some())
            .show_text(
                "refund_reversal_currency",
                self.refund_reversal_currency.as_ref().map(|text| text.as_str()),
            )
            .show_some(
                "refund_reversal_reference_id",
                self.refund_reversal_reference_id.as_ref().map(|value| value as _),
            )
            .hide("memo", self.memo.is_some())
            .show_some(
                "doc_type_indicator",
                self.doc_type_indicator.as_ref().map(|value| value as _),
            )
            .show_some("file_attachment", self.file_attachment.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
