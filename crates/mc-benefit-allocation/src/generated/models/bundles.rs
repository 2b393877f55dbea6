// mc-benefit-allocation: Benefit Allocation Service 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// The benefit bundles that a request has assigned, moved or cancelled.
    #[derive(Default)]
    pub struct Bundles {
        /// The bundles concerned.
        ///
        /// JSON `bundles`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub bundles: Option<Vec<super::BundleDetails>>,
    }
}

impl Bundles {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            bundles: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `bundles`.
    #[must_use]
    pub fn bundles(mut self, value: impl Into<Vec<super::BundleDetails>>) -> Self {
        self.bundles = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for Bundles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "Bundles")
            .show_some("bundles", self.bundles.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
