// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// One action that a party or Mastercard took on a case.
    #[derive(Default)]
    pub struct CaseFilingRespHistory, rename_all = "camelCase" {
        /// What the party wrote.
        ///
        /// JSON `memo`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub memo: Option<mc_core::Sensitive<String>>,
        /// Action taken, such as `REJECT` or `FAVOR SENDER`.
        ///
        /// JSON `action`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub action: Option<String>,
        /// Day of the action.
        ///
        /// JSON `responseDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub response_date: Option<mc_core::values::Date>,
    }
}

impl CaseFilingRespHistory {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            memo: None,
            action: None,
            response_date: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `memo`.
    #[must_use]
    pub fn memo(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.memo = Some(value.into());
        self
    }

    /// Sets `action`.
    #[must_use]
    pub fn action(mut self, value: impl Into<String>) -> Self {
        self.action = Some(value.into());
        self
    }

    /// Sets `response_date`.
    #[must_use]
    pub fn response_date(mut self, value: mc_core::values::Date) -> Self {
        self.response_date = Some(value);
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for CaseFilingRespHistory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CaseFilingRespHistory")
            .hide("memo", self.memo.is_some())
            .show_some("action", self.action.as_ref().map(|value| value as _))
            .show_text("response_date", self.response_date.as_ref().map(|text| text.as_str()))
            .extra(&self.extra)
            .finish()
    }
}
