// mc-benefit-allocation: Benefit Allocation Service 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A bundle of benefits, and the time for which the card has it.
    #[derive(Default)]
    pub struct BundleDetails, rename_all = "camelCase" {
        /// Code of the bundle.
        ///
        /// JSON `code`; 0 to 6 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub code: Option<String>,
        /// First day of the bundle, as `YYYY-MM-DD`.
        ///
        /// JSON `effectiveDate`; a date, `YYYY-MM-DD`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub effective_date: Option<mc_core::values::Date>,
        /// Last day of the bundle, as `YYYY-MM-DD`; null if it has none.
        ///
        /// JSON `expiryDate`; a date, `YYYY-MM-DD`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub expiry_date: Option<mc_core::values::Date>,
    }
}

impl BundleDetails {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            code: None,
            effective_date: None,
            expiry_date: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `code`.
    #[must_use]
    pub fn code(mut self, value: impl Into<String>) -> Self {
        self.code = Some(value.into());
        self
    }

    /// Sets `effective_date`.
    #[must_use]
    pub fn effective_date(mut self, value: mc_core::values::Date) -> Self {
        self.effective_date = Some(value);
        self
    }

    /// Sets `expiry_date`.
    #[must_use]
    pub fn expiry_date(mut self, value: mc_core::values::Date) -> Self {
        self.expiry_date = Some(value);
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for BundleDetails {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "BundleDetails")
            .show_some("code", self.code.as_ref().map(|value| value as _))
            .show_text("effective_date", self.effective_date.as_ref().map(|text| text.as_str()))
            .show_text("expiry_date", self.expiry_date.as_ref().map(|text| text.as_str()))
            .extra(&self.extra)
            .finish()
    }
}
