// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

/// Whether the Mastercom APIs are up.
#[derive(Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct HealthCheckResponse {
    /// The text `true` when they are.
    ///
    /// JSON `status`.
    #[serde(
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub status: Option<String>,
    /// What arrived under names that the specification does not know; sent back as it came.
    #[serde(flatten)]
    pub extra: mc_core::Extra,
}

impl HealthCheckResponse {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            status: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `status`.
    #[must_use]
    pub fn status(mut self, value: impl Into<String>) -> Self {
        self.status = Some(value.into());
        self
    }
}

impl std::fmt::Debug for HealthCheckResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "HealthCheckResponse")
            .show_some("status", self.status.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}

impl mc_core::Generated for HealthCheckResponse {
    fn unknown_fields(&self) -> usize {
        self.extra.len()
    }
}
