// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// One named detail of an error. The shared error type of all clients shows it; nothing else needs this
    /// model.
    #[derive(Default)]
    pub struct ServiceErrorDetail {
        /// What the detail is about.
        ///
        /// JSON `Name`.
        #[serde(rename = "Name", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub name: Option<String>,
        /// The detail itself.
        ///
        /// JSON `Value`.
        #[serde(rename = "Value", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub value: Option<String>,
    }
}

impl ServiceErrorDetail {
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
impl std::fmt::Debug for ServiceErrorDetail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ServiceErrorDetail")
            .hide("name", self.name.is_some())
            .hide("value", self.value.is_some())
            .extra(&self.extra)
            .finish()
    }
}

/// The specification's own name of [`ServiceErrorDetail`].
pub type ErrorDetail = ServiceErrorDetail;
