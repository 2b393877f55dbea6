// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// The issuer's verdict on a fulfilment.
    pub struct IssuerFulfillmentRequest, rename_all = "camelCase" {
        /// Memo of up to 100 characters.
        ///
        /// JSON `memo`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub memo: Option<mc_core::Sensitive<String>>,
        /// Approved, or why not.
        ///
        /// JSON `issuerResponseCd`.
        pub issuer_response_cd: super::IssuerResponse,
        /// What was missing or illegible.
        ///
        /// JSON `rejectReasonCd`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub reject_reason_cd: Option<super::FulfillmentRejectReason>,
    }
}

impl IssuerFulfillmentRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(issuer_response_cd: impl Into<super::IssuerResponse>) -> Self {
        Self {
            memo: None,
            issuer_response_cd: issuer_response_cd.into(),
            reject_reason_cd: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `memo`.
    #[must_use]
    pub fn memo(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.memo = Some(value.into());
        self
    }

    /// Sets `issuer_response_cd`.
    #[must_use]
    pub fn issuer_response_cd(mut self, value: impl Into<super::IssuerResponse>) -> Self {
        self.issuer_response_cd = value.into();
        self
    }

    /// Sets `reject_reason_cd`.
    #[must_use]
    pub fn reject_reason_cd(mut self, value: impl Into<super::FulfillmentRejectReason>) -> Self {
        self.reject_reason_cd = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for IssuerFulfillmentRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "IssuerFulfillmentRequest")
            .hide("memo", self.memo.is_some())
            .show("issuer_response_cd", &self.issuer_response_cd)
            .show_some(
                "reject_reason_cd",
                self.reject_reason_cd.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
