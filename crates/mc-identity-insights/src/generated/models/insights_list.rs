// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Insights by what they are about. A part that could not be produced is absent.
    #[derive(Default)]
    pub struct InsightsList {
        /// Insights about the applicant.
        ///
        /// JSON `user`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub user: Option<super::UserInsights>,
        /// Insights about the IP address, if one was sent.
        ///
        /// JSON `ip`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub ip: Option<super::IpInsights>,
        /// Insights about the device, if IP address and user agent were sent.
        ///
        /// JSON `device`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub device: Option<super::DeviceInsights>,
    }
}

impl InsightsList {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            user: None,
            ip: None,
            device: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `user`.
    #[must_use]
    pub fn user(mut self, value: impl Into<super::UserInsights>) -> Self {
        self.user = Some(value.into());
        self
    }

    /// Sets `ip`.
    #[must_use]
    pub fn ip(mut self, value: impl Into<super::IpInsights>) -> Self {
        self.ip = Some(value.into());
        self
    }

    /// Sets `device`.
    #[must_use]
    pub fn device(mut self, value: impl Into<super::DeviceInsights>) -> Self {
        self.device = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for InsightsList {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "InsightsList")
            .show_some("user", self.user.as_ref().map(|value| value as _))
            .show_some("ip", self.ip.as_ref().map(|value| value as _))
            .show_some("device", self.device.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
