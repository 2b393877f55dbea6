// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A retrieval or collaboration request with both parties' answers.
    #[derive(Default)]
    pub struct RetrievalSummary, rename_all = "camelCase" {
        /// Acquirer reference number (ARN) of the transaction.
        ///
        /// JSON `acquirerRefNum`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_ref_num: Option<String>,
        /// What the acquirer answered.
        ///
        /// JSON `acquirerResponseCd`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_response_cd: Option<String>,
        /// What the acquirer wrote.
        ///
        /// JSON `acquirerMemo`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_memo: Option<mc_core::Sensitive<String>>,
        /// Day of the acquirer's answer.
        ///
        /// JSON `acquirerResponseDt`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub acquirer_response_dt: Option<mc_core::values::Date>,
        /// Amount of the claim.
        ///
        /// JSON `amount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub amount: Option<mc_core::values::Amount>,
        /// Currency of that amount.
        ///
        /// JSON `currency`; at most 3 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub currency: Option<mc_core::values::Currency>,
        /// Id of the claim.
        ///
        /// JSON `claimId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub claim_id: Option<String>,
        /// Day on which the request was created.
        ///
        /// JSON `createDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub create_date: Option<mc_core::values::Date>,
        /// Day on which it was cancelled.
        ///
        /// JSON `cancelDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub cancel_date: Option<mc_core::values::Date>,
        /// Day on which it was reversed.
        ///
        /// JSON `reverseDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub reverse_date: Option<mc_core::values::Date>,
        /// Day on which the clearing system (GCMS) rejected it.
        ///
        /// JSON `rejectDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub reject_date: Option<mc_core::values::Date>,
        /// What is needed next: `NONE`, `Refund`, `Credit Voucher`, or for healthcare the code of a document.
        ///
        /// JSON `docNeeded`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub doc_needed: Option<String>,
        /// What the issuer answered.
        ///
        /// JSON `issuerResponseCd`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub issuer_response_cd: Option<String>,
        /// Why the issuer rejected the fulfilment.
        ///
        /// JSON `issuerRejectRsnCd`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub issuer_reject_rsn_cd: Option<String>,
        /// What the issuer wrote.
        ///
        /// JSON `issuerMemo`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub issuer_memo: Option<mc_core::Sensitive<String>>,
        /// Day of the issuer's answer.
        ///
        /// JSON `issuerResponseDt`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub issuer_response_dt: Option<mc_core::values::Date>,
        /// Outcome of the review of the document.
        ///
        /// JSON `imageReviewDecision`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub image_review_decision: Option<String>,
        /// Day of that review.
        ///
        /// JSON `imageReviewDt`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub image_review_dt: Option<mc_core::values::Date>,
        /// Card number.
        ///
        /// JSON `primaryAcctNum`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub primary_acct_num: Option<mc_core::Sensitive<String>>,
        /// Why the clearing system rejected the request.
        ///
        /// JSON `rejectReason`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub reject_reason: Option<String>,
        /// Id of the retrieval request.
        ///
        /// JSON `requestId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub request_id: Option<String>,
        /// Reason of the request.
        ///
        /// JSON `retrievalRequestReason`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub retrieval_request_reason: Option<String>,
        /// The issuer's reference, unique within its BIN.
        ///
        /// JSON `chargebackRefNum`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub chargeback_ref_num: Option<String>,
        /// How clearing took the acquirer's answer: pending, cancelled, processed or rejected.
        ///
        /// JSON `acquirerResponseNotificationStatus`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_response_notification_status: Option<String>,
        /// Instructions to the acquirer.
        ///
        /// JSON `instructionsForHealthcare`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub instructions_for_healthcare: Option<mc_core::Sensitive<String>>,
        /// Day of the refund.
        ///
        /// JSON `refundReversalDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub refund_reversal_date: Option<mc_core::values::Date>,
        /// Amount of the refund.
        ///
        /// JSON `refundReversalAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub refund_reversal_amount: Option<mc_core::values::Amount>,
        /// Currency of the refund.
        ///
        /// JSON `refundReversalCurrency`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub refund_reversal_currency: Option<mc_core::values::Currency>,
        /// How the cardholder was refunded.
        ///
        /// JSON `refundReversalType`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub refund_reversal_type: Option<String>,
        /// Reference under which the refund can be found.
        ///
        /// JSON `refundReversalReferenceId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub refund_reversal_reference_id: Option<String>,
        /// Memo on the request.
        ///
        /// JSON `memo`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub memo: Option<mc_core::Sensitive<String>>,
        /// Product code of a Flex card in Brazil.
        ///
        /// JSON `flexCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub flex_code: Option<String>,
        /// When the acquirer's time to answer ends.
        ///
        /// JSON `collaborationExpirationDateTime`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub collaboration_expiration_date_time: Option<mc_core::values::LocalDateTime>,
    }
}

impl RetrievalSummary {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            acquirer_ref_num: None,
            acquirer_response_cd: None,
            acquirer_memo: None,
            acquirer_response_dt: None,
            amount: None,
            currency: None,
            claim_id: None,
            create_date: None,
            cancel_date: None,
            reverse_date: None,
            reject_date: None,
            doc_needed: None,
            issuer_response_cd: None,
            issuer_reject_rsn_cd: None,
            issuer_memo: None,
            issuer_response_dt: None,
            image_review_decision: None,
            image_review_dt: None,
            primary_acct_num: None,
            reject_reason: None,
            request_id: None,
            retrieval_request_reason: None,
            chargeback_ref_num: None,
            acquirer_response_notification_status: None,
            instructions_for_healthcare: None,
            refund_reversal_date: None,
            refund_reversal_amount: None,
            refund_reversal_currency: None,
            refund_reversal_type: None,
            refund_reversal_reference_id: None,
            memo: None,
            flex_code: None,
            collaboration_expiration_date_time: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `acquirer_ref_num`.
    #[must_use]
    pub fn acquirer_ref_num(mut self, value: impl Into<String>) -> Self {
        self.acquirer_ref_num = Some(value.into());
        self
    }

    /// Sets `acquirer_response_cd`.
    #[must_use]
    pub fn acquirer_response_cd(mut self, value: impl Into<String>) -> Self {
        self.acquirer_response_cd = Some(value.into());
        self
    }

    /// Sets `acquirer_memo`.
    #[must_use]
    pub fn acquirer_memo(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.acquirer_memo = Some(value.into());
        self
    }

    /// Sets `acquirer_response_dt`.
    #[must_use]
    pub fn acquirer_response_dt(mut self, value: mc_core::values::Date) -> Self {
        self.acquirer_response_dt = Some(value);
        self
    }

    /// Sets `amount`.
    #[must_use]
    pub fn amount(mut self, value: mc_core::values::Amount) -> Self {
        self.amount = Some(value);
        self
    }

    /// Sets `currency`.
    #[must_use]
    pub fn currency(mut self, value: mc_core::values::Currency) -> Self {
        self.currency = Some(value);
        self
    }

    /// Sets `claim_id`.
    #[must_use]
    pub fn claim_id(mut self, value: impl Into<String>) -> Self {
        self.claim_id = Some(value.into());
        self
    }

    /// Sets `create_date`.
    #[must_use]
    pub fn create_date(mut self, value: mc_core::values::Date) -> Self {
        self.create_date = Some(value);
        self
    }

    /// Sets `cancel_date`.
    #[must_use]
    pub fn cancel_date(mut self, value: mc_core::values::Date) -> Self {
        self.cancel_date = Some(value);
        self
    }

    /// Sets `reverse_date`.
    #[must_use]
    pub fn reverse_date(mut self, value: mc_core::values::Date) -> Self {
        self.reverse_date = Some(value);
        self
    }

    /// Sets `reject_date`.
    #[must_use]
    pub fn reject_date(mut self, value: mc_core::values::Date) -> Self {
        self.reject_date = Some(value);
        self
    }

    /// Sets `doc_needed`.
    #[must_use]
    pub fn doc_needed(mut self, value: impl Into<String>) -> Self {
        self.doc_needed = Some(value.into());
        self
    }

    /// Sets `issuer_response_cd`.
    #[must_use]
    pub fn issuer_response_cd(mut self, value: impl Into<String>) -> Self {
        self.issuer_response_cd = Some(value.into());
        self
    }

    /// Sets `issuer_reject_rsn_cd`.
    #[must_use]
    pub fn issuer_reject_rsn_cd(mut self, value: impl Into<String>) -> Self {
        self.issuer_reject_rsn_cd = Some(value.into());
        self
    }

    /// Sets `issuer_memo`.
    #[must_use]
    pub fn issuer_memo(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.issuer_memo = Some(value.into());
        self
    }

    /// Sets `issuer_response_dt`.
    #[must_use]
    pub fn issuer_response_dt(mut self, value: mc_core::values::Date) -> Self {
        self.issuer_response_dt = Some(value);
        self
    }

    /// Sets `image_review_decision`.
    #[must_use]
    pub fn image_review_decision(mut self, value: impl Into<String>) -> Self {
        self.image_review_decision = Some(value.into());
        self
    }

    /// Sets `image_review_dt`.
    #[must_use]
    pub fn image_review_dt(mut self, value: mc_core::values::Date) -> Self {
        self.image_review_dt = Some(value);
        self
    }

    /// Sets `primary_acct_num`.
    #[must_use]
    pub fn primary_acct_num(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.primary_acct_num = Some(value.into());
        self
    }

    /// Sets `reject_reason`.
    #[must_use]
    pub fn reject_reason(mut self, value: impl Into<String>) -> Self {
        self.reject_reason = Some(value.into());
        self
    }

    /// Sets `request_id`.
    #[must_use]
    pub fn request_id(mut self, value: impl Into<String>) -> Self {
        self.request_id = Some(value.into());
        self
    }

    /// Sets `retrieval_request_reason`.
    #[must_use]
    pub fn retrieval_request_reason(mut self, value: impl Into<String>) -> Self {
        self.retrieval_request_reason = Some(value.into());
        self
    }

    /// Sets `chargeback_ref_num`.
    #[must_use]
    pub fn chargeback_ref_num(mut self, value: impl Into<String>) -> Self {
        self.chargeback_ref_num = Some(value.into());
        self
    }

    /// Sets `acquirer_response_notification_status`.
    #[must_use]
    pub fn acquirer_response_notification_status(mut self, value: impl Into<String>) -> Self {
        self.acquirer_response_notification_status = Some(value.into());
        self
    }

    /// Sets `instructions_for_healthcare`.
    #[must_use]
    pub fn instructions_for_healthcare(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.instructions_for_healthcare = Some(value.into());
        self
    }

    /// Sets `refund_reversal_date`.
    #[must_use]
    pub fn refund_reversal_date(mut self, value: mc_core::values::Date) -> Self {
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

    /// Sets `refund_reversal_type`.
    #[must_use]
    pub fn refund_reversal_type(mut self, value: impl Into<String>) -> Self {
        self.refund_reversal_type = Some(value.into());
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

    /// Sets `flex_code`.
    #[must_use]
    pub fn flex_code(mut self, value: impl Into<String>) -> Self {
        self.flex_code = Some(value.into());
        self
    }

    /// Sets `collaboration_expiration_date_time`.
    #[must_use]
    pub fn collaboration_expiration_date_time(mut self, value: mc_core::values::LocalDateTime) -> Self {
        self.collaboration_expiration_date_time = Some(value);
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for RetrievalSummary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "RetrievalSummary")
            .show_some(
                "acquirer_ref_num",
                self.acquirer_ref_num.as_ref().map(|value| value as _),
            )
            .show_some(
                "acquirer_response_cd",
                self.acquirer_response_cd.as_ref().map(|value| value as _),
            )
            .hide("acquirer_memo", self.acquirer_memo.is_some())
            .show_text(
                "acquirer_response_dt",
                self.acquirer_response_dt.as_ref().map(|text| text.as_str()),
            )
            .hide("amount", self.amount.is_some())
            .show_text("currency", self.currency.as_ref().map(|text| text.as_str()))
            .show_some("claim_id", self.claim_id.as_ref().map(|value| value as _))
            .show_text("create_date", self.create_date.as_ref().map(|text| text.as_str()))
            .show_text("cancel_date", self.cancel_date.as_ref().map(|text| text.as_str()))
            .show_text("reverse_date", self.reverse_date.as_ref().map(|text| text.as_str()))
            .show_text("reject_date", self.reject_date.as_ref().map(|text| text.as_str()))
            .show_some("doc_needed", self.doc_needed.as_ref().map(|value| value as _))
            .show_some(
                "issuer_response_cd",
                self.issuer_response_cd.as_ref().map(|value| value as _),
            )
            .show_some(
                "issuer_reject_rsn_cd",
                self.issuer_reject_rsn_cd.as_ref().map(|value| value as _),
            )
            .hide("issuer_memo", self.issuer_memo.is_some())
            .show_text(
                "issuer_response_dt",
                self.issuer_response_dt.as_ref().map(|text| text.as_str()),
            )
            .show_some(
                "image_review_decision",
                self.image_review_decision.as_ref().map(|value| value as _),
            )
            .show_text(
                "image_review_dt",
                self.image_review_dt.as_ref().map(|text| text.as_str()),
            )
            .hide("primary_acct_num", self.primary_acct_num.is_some())
            .hide("reject_reason", self.reject_reason.is_some())
            .show_some("request_id", self.request_id.as_ref().map(|value| value as _))
            .show_some(
                "retrieval_request_reason",
                self.retrieval_request_reason.as_ref().map(|value| value as _),
            )
            .show_some(
                "chargeback_ref_num",
                self.chargeback_ref_num.as_ref().map(|value| value as _),
            )
            .show_some(
                "acquirer_response_notification_status",
                self.acquirer_response_notification_status
                    .as_ref()
                    .map(|value| value as _),
            )
            .hide(
                "instructions_for_healthcare",
                self.instructions_for_healthcare.is_some(),
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
                "refund_reversal_type",
                self.refund_reversal_type.as_ref().map(|value| value as _),
            )
            .show_some(
                "refund_reversal_reference_id",
                self.refund_reversal_reference_id.as_ref().map(|value| value as _),
            )
            .hide("memo", self.memo.is_some())
            .show_some("flex_code", self.flex_code.as_ref().map(|value| value as _))
            .show_text(
                "collaboration_expiration_date_time",
                self.collaboration_expiration_date_time
                    .as_ref()
                    .map(|text| text.as_str()),
            )
            .extra(&self.extra)
            .finish()
    }
}
