// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A reason code that a fee collection may carry.
    #[derive(Default)]
    pub struct FeeReasonCodesNameValueDetail {
        /// Code to send.
        ///
        /// JSON `name`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub name: Option<String>,
        /// Code and meaning, for people.
        ///
        /// JSON `value`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub value: Option<String>,
    }
}

impl FeeReasonCodesNameValueDetail {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            name: None,
            value: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `name`.
    #[must_use]
    pub fn name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
        self
    }

    /// Sets `value`.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for FeeReasonCodesNameValueDetail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "FeeReasonCodesNameValueDetail")
            .show_some("name", self.name.as_ref().map(|value| value as _))
            .show_some("value", self.value.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
