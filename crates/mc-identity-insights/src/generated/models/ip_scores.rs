// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// The score of the IP address.
    pub struct IpScores, rename_all = "camelCase" {
        /// How risky the IP address is, from 0 to 1.
        ///
        /// JSON `ipRisk`; value 0 to 1.
        pub ip_risk: f64,
    }
}

impl IpScores {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(ip_risk: f64) -> Self {
        Self {
            ip_risk,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `ip_risk`.
    #[must_use]
    pub fn ip_risk(mut self, value: f64) -> Self {
        self.ip_risk = value;
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for IpScores {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "IpScores")
            .hide("ip_risk", true)
            .extra(&self.extra)
            .finish()
    }
}
