// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// What to do to a claim.
    pub struct UpdateClaimRequest, rename_all = "camelCase" {
        /// New due date of a claim that is reopened.
        ///
        /// JSON `openClaimDueDate`; a date, `YYYY-MM-DD`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub open_claim_due_date: Option<mc_core::values::Date>,
        /// Close or reopen.
        ///
        /// JSON `action`.
        pub action: super::ClaimAction,
        /// Why the claim is closed.
        ///
        /// JSON `closeClaimReasonCode`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub close_claim_reason_code: Option<super::CloseClaimReason>,
    }
}

impl UpdateClaimRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(action: impl Into<super::ClaimAction>) -> Self {
        Self {
            open_claim_due_date: None,
            action: action.into(),
            close_claim_reason_code: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `open_claim_due_date`.
    #[must_use]
    pub fn open_claim_due_date(mut self, value: mc_core::values::Date) -> Self {
        self.open_claim_due_date = Some(value);
        self
    }

    /// Sets `action`.
    #[must_use]
    pub fn action(mut self, value: impl Into<super::ClaimAction>) -> Self {
        self.action = value.into();
        self
    }

    /// Sets `close_claim_reason_code`.
    #[must_use]
    pub fn close_claim_reason_code(mut self, value: impl Into<super::CloseClaimReason>) -> Self {
        self.close_claim_reason_code = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for UpdateClaimRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "UpdateClaimRequest")
            .show_text(
                "open_claim_due_date",
                self.open_claim_due_date.as_ref().map(|text| text.as_str()),
            )
            .show("action", &self.action)
            .show_some(
                "close_claim_reason_code",
                self.close_claim_reason_code.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
