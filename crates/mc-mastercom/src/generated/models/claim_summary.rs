// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A claim as a queue lists it. The full claim, with its events, comes from `get_claim_detail`, which
    /// writes the flags as texts instead of booleans.
    #[derive(Default)]
    pub struct ClaimSummary, rename_all = "camelCase" {
        /// Institution id of the acquirer.
        ///
        /// JSON `acquirerId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_id: Option<String>,
        /// Acquirer reference number (ARN) of the disputed transaction.
        ///
        /// JSON `acquirerRefNum`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_ref_num: Option<String>,
        /// Number of the card that the claim is about.
        ///
        /// JSON `primaryAccountNum`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub primary_account_num: Option<mc_core::Sensitive<String>>,
        /// Id of the claim.
        ///
        /// JSON `claimId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub claim_id: Option<String>,
        /// Type of the claim, usually `Standard`.
        ///
        /// JSON `claimType`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub claim_type: Option<String>,
        /// Value of the claim with its currency, such as `25.00 USD`.
        ///
        /// JSON `claimValue`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub claim_value: Option<mc_core::values::Money>,
        /// Day by which clearing is due.
        ///
        /// JSON `clearingDueDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub clearing_due_date: Option<mc_core::values::Date>,
        /// Network that clears the dispute, such as `GCMS`.
        ///
        /// JSON `clearingNetwork`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub clearing_network: Option<String>,
        /// Day on which the claim was opened.
        ///
        /// JSON `createDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub create_date: Option<mc_core::values::Date>,
        /// Day by which somebody has to act.
        ///
        /// JSON `dueDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub due_date: Option<mc_core::values::Date>,
        /// Internal number of nine digits; no transaction id that other operations take.
        ///
        /// JSON `transactionId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub transaction_id: Option<String>,
        /// Whether the value of the claim is exact.
        ///
        /// JSON `isAccurate`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub is_accurate: Option<bool>,
        /// Whether the caller is the acquirer of the claim.
        ///
        /// JSON `isAcquirer`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub is_acquirer: Option<bool>,
        /// Whether the caller is the issuer of the claim.
        ///
        /// JSON `isIssuer`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub is_issuer: Option<bool>,
        /// Whether the claim is open.
        ///
        /// JSON `isOpen`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub is_open: Option<bool>,
        /// Institution id of the issuer.
        ///
        /// JSON `issuerId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub issuer_id: Option<String>,
        /// User or system that changed the claim last.
        ///
        /// JSON `lastModifiedBy`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub last_modified_by: Option<mc_core::Sensitive<String>>,
        /// Day and time of the last change.
        ///
        /// JSON `lastModifiedDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub last_modified_date: Option<mc_core::values::LocalDateTime>,
        /// Id of the merchant.
        ///
        /// JSON `merchantId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub merchant_id: Option<String>,
        /// Where the dispute stands, such as `CB1-4807-O-A-NEW`.
        ///
        /// JSON `progressState`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub progress_state: Option<String>,
        /// Queue that holds the claim.
        ///
        /// JSON `queueName`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub queue_name: Option<String>,
        /// What became of the acquirer's credit voucher.
        ///
        /// JSON `creditVoucherStatus`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub credit_voucher_status: Option<String>,
        /// When the acquirer's time to answer a collaboration request ends.
        ///
        /// JSON `collaborationExpirationDateTime`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub collaboration_expiration_date_time: Option<mc_core::values::LocalDateTime>,
    }
}

impl ClaimSummary {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            acquirer_id: None,
            acquirer_ref_num: None,
            primary_account_num: None,
            claim_id: None,
            claim_type: None,
            claim_value: None,
            clearing_due_date: None,
            clearing_network: None,
            create_date: None,
            due_date: None,
            transaction_id: None,
            is_accurate: None,
            is_acquirer: None,
            is_issuer: None,
            is_open: None,
            issuer_id: None,
            last_modified_by: None,
            last_modified_date: None,
            merchant_id: None,
            progress_state: None,
            queue_name: None,
            credit_voucher_status: None,
            collaboration_expiration_date_time: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `acquirer_id`.
    #[must_use]
    pub fn acquirer_id(mut self, value: impl Into<String>) -> Self {
        self.acquirer_id = Some(value.into());
        self
    }

    /// Sets `acquirer_ref_num`.
    #[must_use]
    pub fn acquirer_ref_num(mut self, value: impl Into<String>) -> Self {
        self.acquirer_ref_num = Some(value.into());
        self
    }

    /// Sets `primary_account_num`.
    #[must_use]
    pub fn primary_account_num(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.primary_account_num = Some(value.into());
        self
    }

    /// Sets `claim_id`.
    #[must_use]
    pub fn claim_id(mut self, value: impl Into<String>) -> Self {
        self.claim_id = Some(value.into());
        self
    }

    /// Sets `claim_type`.
    #[must_use]
    pub fn claim_type(mut self, value: impl Into<String>) -> Self {
        self.claim_type = Some(value.into());
        self
    }

    /// Sets `claim_value`.
    #[must_use]
    pub fn claim_value(mut self, value: mc_core::values::Money) -> Self {
        self.claim_value = Some(value);
        self
    }

    /// Sets `clearing_due_date`.
    #[must_use]
    pub fn clearing_due_date(mut self, value: mc_core::values::Date) -> Self {
        self.clearing_due_date = Some(value);
        self
    }

    /// Sets `clearing_network`.
    #[must_use]
    pub fn clearing_network(mut self, value: impl Into<String>) -> Self {
        self.clearing_network = Some(value.into());
        self
    }

    /// Sets `create_date`.
    #[must_use]
    pub fn create_date(mut self, value: mc_core::values::Date) -> Self {
        self.create_date = Some(value);
        self
    }

    /// Sets `due_date`.
    #[must_use]
    pub fn due_date(mut self, value: mc_core::values::Date) -> Self {
        self.due_date = Some(value);
        self
    }

    /// Sets `transaction_id`.
    #[must_use]
    pub fn transaction_id(mut self, value: impl Into<String>) -> Self {
        self.transaction_id = Some(value.into());
        self
    }

    /// Sets `is_accurate`.
    #[must_use]
    pub fn is_accurate(mut self, value: bool) -> Self {
        self.is_accurate = Some(value);
        self
    }

    /// Sets `is_acquirer`.
    #[must_use]
    pub fn is_acquirer(mut self, value: bool) -> Self {
        self.is_acquirer = Some(value);
        self
    }

    /// Sets `is_issuer`.
    #[must_use]
    pub fn is_issuer(mut self, value: bool) -> Self {
        self.is_issuer = Some(value);
        self
    }

    /// Sets `is_open`.
    #[must_use]
    pub fn is_open(mut self, value: bool) -> Self {
        self.is_open = Some(value);
        self
    }

    /// Sets `issuer_id`.
    #[must_use]
    pub fn issuer_id(mut self, value: impl Into<String>) -> Self {
        self.issuer_id = Some(value.into());
        self
    }

    /// Sets `last_modified_by`.
    #[must_use]
    pub fn last_modified_by(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.last_modified_by = Some(value.into());
        self
    }

    /// Sets `last_modified_date`.
    #[must_use]
    pub fn last_modified_date(mut self, value: mc_core::values::LocalDateTime) -> Self {
        self.last_modified_date = Some(value);
        self
    }

    /// Sets `merchant_id`.
    #[must_use]
    pub fn merchant_id(mut self, value: impl Into<String>) -> Self {
        self.merchant_id = Some(value.into());
        self
    }

    /// Sets `progress_state`.
    #[must_use]
    pub fn progress_state(mut self, value: impl Into<String>) -> Self {
        self.progress_state = Some(value.into());
        self
    }

    /// Sets `queue_name`.
    #[must_use]
    pub fn queue_name(mut self, value: impl Into<String>) -> Self {
        self.queue_name = Some(value.into());
        self
    }

    /// Sets `credit_voucher_status`.
    #[must_use]
    pub fn credit_voucher_status(mut self, value: impl Into<String>) -> Self {
        self.credit_voucher_status = Some(value.into());
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
impl std::fmt::Debug for ClaimSummary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ClaimSummary")
            .show_some("acquirer_id", self.acquirer_id.as_ref().map(|value| value as _))
            .show_some(
                "acquirer_ref_num",
                self.acquirer_ref_num.as_ref().map(|value| value as _),
            )
            .hide("primary_account_num", self.primary_account_num.is_some())
            .show_some("claim_id", self.claim_id.as_ref().map(|value| value as _))
            .show_some("claim_type", self.claim_type.as_ref().map(|value| value as _))
            .hide("claim_value", self.claim_value.is_some())
            .show_text(
                "clearing_due_date",
                self.clearing_due_date.as_ref().map(|text| text.as_str()),
            )
            .show_some(
                "clearing_network",
                self.clearing_network.as_ref().map(|value| value as _),
            )
            .show_text("create_date", self.create_date.as_ref().map(|text| text.as_str()))
            .show_text("due_date", self.due_date.as_ref().map(|text| text.as_str()))
            .hide("transaction_id", self.transaction_id.is_some())
            .show_some("is_accurate", self.is_accurate.as_ref().map(|value| value as _))
            .show_some("is_acquirer", self.is_acquirer.as_ref().map(|value| value as _))
            .show_some("is_issuer", self.is_issuer.as_ref().map(|value| value as _))
            .show_some("is_open", self.is_open.as_ref().map(|value| value as _))
            .show_some("issuer_id", self.issuer_id.as_ref().map(|value| value as _))
            .hide("last_modified_by", self.last_modified_by.is_some())
            .show_text(
                "last_modified_date",
                self.last_modified_date.as_ref().map(|text| text.as_str()),
            )
            .hide("merchant_id", self.merchant_id.is_some())
            .show_some("progress_state", self.progress_state.as_ref().map(|value| value as _))
            .show_some("queue_name", self.queue_name.as_ref().map(|value| value as _))
            .show_some(
                "credit_voucher_status",
                self.credit_voucher_status.as_ref().map(|value| value as _),
            )
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
