// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// What kind of device it is.
    pub struct DeviceInfo, rename_all = "camelCase" {
        /// Name of the browser.
        ///
        /// JSON `browser`.
        pub browser: String,
        /// Name of the operating system.
        ///
        /// JSON `platform`.
        pub platform: String,
        /// The type of device, such as a model of phone.
        ///
        /// JSON `deviceType`.
        pub device_type: String,
    }
}

impl DeviceInfo {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(browser: impl Into<String>, platform: impl Into<String>, device_type: impl Into<String>) -> Self {
        Self {
            browser: browser.into(),
            platform: platform.into(),
            device_type: device_type.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `browser`.
    #[must_use]
    pub fn browser(mut self, value: impl Into<String>) -> Self {
        self.browser = value.into();
        self
    }

    /// Sets `platform`.
    #[must_use]
    pub fn platform(mut self, value: impl Into<String>) -> Self {
        self.platform = value.into();
        self
    }

    /// Sets `device_type`.
    #[must_use]
    pub fn device_type(mut self, value: impl Into<String>) -> Self {
        self.device_type = value.into();
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for DeviceInfo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "DeviceInfo")
            .show("browser", &self.browser)
            .show("platform", &self.platform)
            .show("device_type", &self.device_type)
            .extra(&self.extra)
            .finish()
    }
}
