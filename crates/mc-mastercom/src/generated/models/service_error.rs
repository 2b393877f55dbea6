// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// One error as Mastercom reports it. The shared error type of all clients shows it; nothing else needs
    /// this model.
    #[derive(Default)]
    pub struct ServiceError {
        /// Id of the failed request, for a support ticket.
        ///
        /// JSON `RequestId`.
        #[serde(rename = "RequestId", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub request_id: Option<String>,
        /// System that reports the error, or `Gateway` when the request never reached Mastercom.
        ///
        /// JSON `Source`.
        #[serde(rename = "Source", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub source: Option<String>,
        /// Short code of the reason, such as `INVALID_REQUEST`.
        ///
        /// JSON `ReasonCode`.
        #[serde(rename = "ReasonCode", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub reason_code: Option<String>,
        /// What went wrong, in words.
        ///
        /// JSON `Description`.
        #[serde(rename = "Description", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub description: Option<String>,
        /// Whether the client can mend the request and try again.
        ///
        /// JSON `Recoverable`; default `false`.
        #[serde(rename = "Recoverable", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub recoverable: Option<bool>,
        /// Further details, one entry each.
        ///
        /// JSON `Details`.
        #[serde(rename = "Details", skip_serializing_if = "Option::is_none")]
        pub details: Option<Vec<super::ServiceErrorDetail>>,
    }
}

impl ServiceError {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            request_id: None,
            source: None,
            reason_code: None,
            description: None,
            recoverable: None,
            details: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `request_id`.
    #[must_use]
    pub fn request_id(mut self, value: impl Into<String>) -> Self {
        self.request_id = Some(value.into());
        self
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
    pub fn details(mut self, value: impl Into<Vec<super::ServiceErrorDetail>>) -> Self {
        self.details = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for ServiceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ServiceError")
            .show_some("request_id", self.request_id.as_ref().map(|value| value as _))
            .show_some("source", self.source.as_ref().map(|value| value as _))
            .show_some("reason_code", self.reason_code.as_ref().map(|value| value as _))
            .hide("description", self.description.is_some())
            .show_some("recoverable", self.recoverable.as_ref().map(|value| value as _))
            .show_some("details", self.details.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}

/// The specification's own name of [`ServiceError`].
pub type Error = ServiceError;
