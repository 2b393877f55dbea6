// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Findings on the device.
    pub struct DeviceDetails, rename_all = "camelCase" {
        /// Which device it is, and since when it is known.
        ///
        /// JSON `id`.
        pub id: super::DeviceId,
        /// What kind of device it is.
        ///
        /// JSON `deviceInfo`.
        pub device_info: super::DeviceInfo,
    }
}

impl DeviceDetails {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(id: impl Into<super::DeviceId>, device_info: impl Into<super::DeviceInfo>) -> Self {
        Self {
            id: id.into(),
            device_info: device_info.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `id`.
    #[must_use]
    pub fn id(mut self, value: impl Into<super::DeviceId>) -> Self {
        self.id = value.into();
        self
    }

    /// Sets `device_info`.
    #[must_use]
    pub fn device_info(mut self, value: impl Into<super::DeviceInfo>) -> Self {
        self.device_info = value.into();
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for DeviceDetails {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "DeviceDetails")
            .show("id", &self.id)
            .show("device_info", &self.device_info)
            .extra(&self.extra)
            .finish()
    }
}
