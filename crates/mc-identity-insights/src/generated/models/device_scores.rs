// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// The scores of the device.
    pub struct DeviceScores, rename_all = "camelCase" {
        /// How risky the device is.
        ///
        /// JSON `deviceRiskFactor`; value 1 to 5.
        #[serde(deserialize_with = "mc_core::__private::whole")]
        pub device_risk_factor: i32,
        /// How risky the request is, seen from the device.
        ///
        /// JSON `deviceInsightFactor`; value 0 to 5.
        #[serde(deserialize_with = "mc_core::__private::whole")]
        pub device_insight_factor: i32,
        /// How far the data about the device can be trusted.
        ///
        /// JSON `deviceTrustFactor`; value 1 to 5.
        #[serde(deserialize_with = "mc_core::__private::whole")]
        pub device_trust_factor: i32,
    }
}

impl DeviceScores {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(device_risk_factor: i32, device_insight_factor: i32, device_trust_factor: i32) -> Self {
        Self {
            device_risk_factor,
            device_insight_factor,
            device_trust_factor,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `device_risk_factor`.
    #[must_use]
    pub fn device_risk_factor(mut self, value: i32) -> Self {
        self.device_risk_factor = value;
        self
    }

    /// Sets `device_insight_factor`.
    #[must_use]
    pub fn device_insight_factor(mut self, value: i32) -> Self {
        self.device_insight_factor = value;
        self
    }

    /// Sets `device_trust_factor`.
    #[must_use]
    pub fn device_trust_factor(mut self, value: i32) -> Self {
        self.device_trust_factor = value;
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for DeviceScores {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "DeviceScores")
            .hide("device_risk_factor", true)
            .hide("device_insight_factor", true)
            .hide("device_trust_factor", true)
            .extra(&self.extra)
            .finish()
    }
}
