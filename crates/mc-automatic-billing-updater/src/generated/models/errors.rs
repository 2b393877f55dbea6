// mc-automatic-billing-updater: Automatic Billing Updater 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Holder of the list of errors.
    pub struct Errors {
        /// One entry for each error found.
        ///
        /// JSON `Error`; at least 1 items.
        #[serde(rename = "Error")]
        pub error: Vec<super::Error>,
    }
}

impl Errors {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(error: impl Into<Vec<super::Error>>) -> Self {
        Self {
            error: error.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `error`.
    #[must_use]
    pub fn error(mut self, value: impl Into<Vec<super::Error>>) -> Self {
        self.error = value.into();
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for Errors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "Errors")
            .show("error", &self.error)
            .extra(&self.extra)
            .finish()
    }
}
