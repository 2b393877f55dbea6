// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// An error in the form that sibling APIs use. Unconfirmed for this product.
    ///
    /// Unconfirmed: taken from sibling APIs, not from a published file of this one.
    pub struct SiblingError {
        /// The HTTP status.
        ///
        /// JSON `status`.
        #[serde(deserialize_with = "mc_core::__private::whole")]
        pub status: i32,
        /// Constant by which a program can tell the error.
        ///
        /// JSON `reason`.
        pub reason: String,
        /// Text for people.
        ///
        /// JSON `message`.
        pub message: String,
        /// What exactly was wrong, with an entry for each finding.
        ///
        /// JSON `errordetail`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub errordetail: Option<Vec<super::ErrorDetail>>,
    }
}

impl SiblingError {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(status: i32, reason: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            status,
            reason: reason.into(),
            message: message.into(),
            errordetail: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `status`.
    #[must_use]
    pub fn status(mut self, value: i32) -> Self {
        self.status = value;
        self
    }

    /// Sets `reason`.
    #[must_use]
    pub fn reason(mut self, value: impl Into<String>) -> Self {
        self.reason = value.into();
        self
    }

    /// Sets `message`.
    #[must_use]
    pub fn message(mut self, value: impl Into<String>) -> Self {
        self.message = value.into();
        self
    }

    /// Sets `errordetail`.
    #[must_use]
    pub fn errordetail(mut self, value: impl Into<Vec<super::ErrorDetail>>) -> Self {
        self.errordetail = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for SiblingError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "SiblingError")
            .show("status", &self.status)
            .show("reason", &self.reason)
            .hide("message", true)
            .show_some("errordetail", self.errordetail.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
