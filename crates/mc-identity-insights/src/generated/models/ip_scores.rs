// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

/// The score of the IP address.
#[derive(Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct IpScores {
    /// How risky the IP address is, from 0 to 1.
    ///
    /// JSON `ipRisk`; value 0 to 1.
    #[serde(rename = "ipRisk")]
    pub ip_risk: f64,
    /// What arrived under names that the specification does not know; sent back as it came.
    #[serde(flatten)]
    pub extra: mc_core::Extra,
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

impl std::fmt::Debug for IpScores {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "IpScores")
            .hide("ip_risk", true)
            .extra(&self.extra)
            .finish()
    }
}

impl mc_core::Generated for IpScores {
    fn unknown_fields(&self) -> usize {
        self.extra.len()
    }
}
