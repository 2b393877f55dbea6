// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// What a cardholder has agreed to.
    #[derive(Default)]
    pub struct ComplianceSettings {
        /// Consent to the privacy notice.
        ///
        /// JSON `privacy`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub privacy: Option<super::Consent>,
        /// Consent to the terms and conditions.
        ///
        /// JSON `tnc`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub tnc: Option<super::Consent>,
    }
}

impl ComplianceSettings {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            privacy: None,
            tnc: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `privacy`.
    #[must_use]
    pub fn privacy(mut self, value: impl Into<super::Consent>) -> Self {
        self.privacy = Some(value.into());
        self
    }

    /// Sets `tnc`.
    #[must_use]
    pub fn tnc(mut self, value: impl Into<super::Consent>) -> Self {
        self.tnc = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for ComplianceSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ComplianceSettings")
            .show_some("privacy", self.privacy.as_ref().map(|value| value as _))
            .show_some("tnc", self.tnc.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
