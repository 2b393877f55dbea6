// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// How an instalment plan was agreed.
    #[derive(Default)]
    pub struct InstallmentParameters, rename_all = "camelCase" {
        /// Whether issuer and merchant offer a grace period.
        ///
        /// JSON `deferredGracePeriodFlag`; at most 1 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub deferred_grace_period_flag: Option<String>,
        /// Months of grace that the cardholder chose.
        ///
        /// JSON `deferredGracePeriodMonths`; at most 1 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub deferred_grace_period_months: Option<mc_core::values::NumberText>,
        /// Whether a promoted plan was chosen.
        ///
        /// JSON `issuerPromotion`; at most 1 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub issuer_promotion: Option<String>,
    }
}

impl InstallmentParameters {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            deferred_grace_period_flag: None,
            deferred_grace_period_months: None,
            issuer_promotion: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `deferred_grace_period_flag`.
    #[must_use]
    pub fn deferred_grace_period_flag(mut self, value: impl Into<String>) -> Self {
        self.deferred_grace_period_flag = Some(value.into());
        self
    }

    /// Sets `deferred_grace_period_months`.
    #[must_use]
    pub fn deferred_grace_period_months(mut self, value: mc_core::values::NumberText) -> Self {
        self.deferred_grace_period_months = Some(value);
        self
    }

    /// Sets `issuer_promotion`.
    #[must_use]
    pub fn issuer_promotion(mut self, value: impl Into<String>) -> Self {
        self.issuer_promotion = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for InstallmentParameters {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "InstallmentParameters")
            .hide("deferred_grace_period_flag", self.deferred_grace_period_flag.is_some())
            .hide(
                "deferred_grace_period_months",
                self.deferred_grace_period_months.is_some(),
            )
            .hide("issuer_promotion", self.issuer_promotion.is_some())
            .extra(&self.extra)
            .finish()
    }
}
