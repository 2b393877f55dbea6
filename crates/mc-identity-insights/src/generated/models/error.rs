// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// One error of the service or of the API gateway.
    #[derive(Default)]
    pub struct Error {
        /// The part of the system that reports the error, `IIA` for the service itself.
        ///
        /// JSON `Source`; 1 to 15 characters.
        #[serde(rename = "Source", skip_serializing_if = "Option::is_none")]
        pub source: Option<String>,
        /// Constant by which a program can tell the error, such as `VALIDATION_ERROR`.
        ///
        /// JSON `ReasonCode`; at least 1 characters.
        #[serde(rename = "ReasonCode", skip_serializing_if = "Option::is_none")]
        pub reason_code: Option<String>,
        /// Short text for people.
        ///
        /// JSON `Description`; at least 1 characters.
        #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
        pub description: Option<String>,
        /// Whether sending the request again could succeed.
        ///
        /// JSON `Recoverable`.
        #[serde(rename = "Recoverable", skip_serializing_if = "Option::is_none")]
        pub recoverable: Option<bool>,
        /// What exactly was wrong, such as the names of the fields, separated by commas. It may be absent or
        /// null.
        ///
        /// JSON `Details`; at least 1 characters.
        #[serde(rename = "Details", skip_serializing_if = "Option::is_none")]
        pub details: Option<String>,
    }
}

impl Error {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            source: None,
            reason_code: None,
            description: None,
            recoverable: None,
            details: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `source`.
    #[must_use]
    pub fn source(mut self, value: impl Into<String>) -> Self {
        self.source = Some(value.into());
        self
    }

    /// Sets `reason_code`.
    #[must_use]
    pub fn reason_code(mut self, value: impl Into<String>) -> Self {
        self.reason_code = Some(value.into());
        self
    }

    /// Sets `description`.
    #[must_use]
    pub fn description(mut self, value: impl Into<String>) -> Self {
        self.description = Some(value.into());
        self
    }

    /// Sets `recoverable`.
    #[must_use]
    pub fn recoverable(mut self, value: bool) -> Self {
        self.recoverable = Some(value);
        self
    }

    /// Sets `details`.
    #[must_use]
    pub fn details(mut self, value: impl Into<String>) -> Self {
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
            .show_some("source", self.source.as_ref().map(|value| value as _))
            .show_some("reason_code", self.reason_code.as_ref().map(|value| value as _))
            .hide("description", self.description.is_some())
            .show_some("recoverable", self.recoverable.as_ref().map(|value| value as _))
            .hide("details", self.details.is_some())
            .extra(&self.extra)
            .finish()
    }
}
