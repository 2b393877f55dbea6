// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A queue that claims wait in.
    #[derive(Default)]
    pub struct Queue, rename_all = "camelCase" {
        /// Name, as the operations that read a queue want it.
        ///
        /// JSON `queueName`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub queue_name: Option<String>,
        /// What kind of claims wait there.
        ///
        /// JSON `queueDescription`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub queue_description: Option<String>,
    }
}

impl Queue {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            queue_name: None,
            queue_description: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `queue_name`.
    #[must_use]
    pub fn queue_name(mut self, value: impl Into<String>) -> Self {
        self.queue_name = Some(value.into());
        self
    }

    /// Sets `queue_description`.
    #[must_use]
    pub fn queue_description(mut self, value: impl Into<String>) -> Self {
        self.queue_description = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for Queue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "Queue")
            .show_some("queue_name", self.queue_name.as_ref().map(|value| value as _))
            .show_some(
                "queue_description",
                self.queue_description.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
