// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// An error of the service. The API gateway in front of it has another form, and so do sibling APIs.
    #[derive(Default)]
    pub struct Error {
        /// The HTTP status.
        ///
        /// JSON `code`.
        #[serde(default, deserialize_with = "mc_core::__private::whole", skip_serializing_if = "Option::is_none")]
        pub code: Option<i32>,
        /// Constant by which a program can tell the error. `INVALID_ARGUMENT` and `INVALID_STATE` have been
        /// seen. In sibling APIs it is the HTTP status.
        ///
        /// JSON `status`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub status: Option<String>,
        /// Text for people.
        ///
        /// JSON `message`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub message: Option<String>,
        /// What exactly was wrong, with an entry for each finding.
        ///
        /// JSON `details`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub details: Option<Vec<super::ErrorDetail>>,
    }
}

impl Error {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            code: None,
            status: None,
            message: None,
            details: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `code`.
    #[must_use]
    pub fn code(mut self, value: i32) -> Self {
        self.code = Some(value);
        self
    }

    /// Sets `status`.
    #[must_use]
    pub fn status(mut self, value: impl Into<String>) -> Self {
        self.status = Some(value.into());
        self
    }

    /// Sets `message`.
    #[must_use]
    pub fn message(mut self, value: impl Into<String>) -> Self {
        self.message = Some(value.into());
        self
    }

    /// Sets `details`.
    #[must_use]
    pub fn details(mut self, value: impl Into<Vec<super::ErrorDetail>>) -> Self {
        self.details = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "Error")
            .show_some("code", self.code.as_ref().map(|value| value as _))
            .show_some("status", self.status.as_ref().map(|value| value as _))
            .hide("message", self.message.is_some())
            .show_some("details", self.details.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
