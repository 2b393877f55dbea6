// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Answer to a batch, sent as 202. The batch has been taken in, and its cards are yet to be enrolled.
    #[derive(Default)]
    pub struct BatchEnrollResponse, rename_all = "camelCase" {
        /// Mastercard's id of the batch, with which its status is asked for.
        ///
        /// JSON `batchId`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub batch_id: Option<String>,
        /// Your id of the batch.
        ///
        /// JSON `externalBatchId`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub external_batch_id: Option<String>,
    }
}

impl BatchEnrollResponse {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            batch_id: None,
            external_batch_id: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `batch_id`.
    #[must_use]
    pub fn batch_id(mut self, value: impl Into<String>) -> Self {
        self.batch_id = Some(value.into());
        self
    }

    /// Sets `external_batch_id`.
    #[must_use]
    pub fn external_batch_id(mut self, value: impl Into<String>) -> Self {
        self.external_batch_id = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for BatchEnrollResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "BatchEnrollResponse")
            .show_some("batch_id", self.batch_id.as_ref().map(|value| value as _))
            .show_some(
                "external_batch_id",
                self.external_batch_id.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
