// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// One finding within an error.
    #[derive(Default)]
    pub struct ErrorDetail, rename_all = "camelCase" {
        /// Constant by which a program can tell the finding. `CANNOT_BE_NULL` and `INVALID_VALUE` have been
        /// seen.
        ///
        /// JSON `reason`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub reason: Option<String>,
        /// The field or header concerned.
        ///
        /// JSON `source`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub source: Option<String>,
        /// Text for people.
        ///
        /// JSON `message`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub message: Option<String>,
        /// The part of the request concerned, such as `BODY`. Sibling APIs also have `HEADER`, `QUERY` and
        /// `PATH`.
        ///
        /// JSON `sourceType`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub source_type: Option<String>,
    }
}

impl ErrorDetail {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            reason: None,
            source: None,
            message: None,
            source_type: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `reason`.
    #[must_use]
    pub fn reason(mut self, value: impl Into<String>) -> Self {
        self.reason = Some(value.into());
        self
    }

    /// Sets `source`.
    #[must_use]
    pub fn source(mut self, value: impl Into<String>) -> Self {
        self.source = Some(value.into());
        self
    }

    /// Sets `message`.
    #[must_use]
    pub fn message(mut self, value: impl Into<String>) -> Self {
        self.message = Some(value.into());
        self
    }

    /// Sets `source_type`.
    #[must_use]
    pub fn source_type(mut self, value: impl Into<String>) -> Self {
        self.source_type = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for ErrorDetail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ErrorDetail")
            .show_some("reason", self.reason.as_ref().map(|value| value as _))
            .show_some("source", self.source.as_ref().map(|value| value as _))
            .hide("message", self.message.is_some())
            .show_some("source_type", self.source_type.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
