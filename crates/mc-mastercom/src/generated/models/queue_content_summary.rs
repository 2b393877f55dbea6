// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// One page of a queue.
    #[derive(Default)]
    pub struct QueueContentSummary, rename_all = "camelCase" {
        /// Number of pages. Exact only when both dates were given and lie five days apart or less.
        ///
        /// JSON `pageCount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub page_count: Option<mc_core::values::NumberText>,
        /// Claims of this page, last changed first.
        ///
        /// JSON `claimList`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub claim_list: Option<Vec<super::ClaimSummary>>,
    }
}

impl QueueContentSummary {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            page_count: None,
            claim_list: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `page_count`.
    #[must_use]
    pub fn page_count(mut self, value: mc_core::values::NumberText) -> Self {
        self.page_count = Some(value);
        self
    }

    /// Sets `claim_list`.
    #[must_use]
    pub fn claim_list(mut self, value: impl Into<Vec<super::ClaimSummary>>) -> Self {
        self.claim_list = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for QueueContentSummary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "QueueContentSummary")
            .show_text("page_count", self.page_count.as_ref().map(|text| text.as_str()))
            .show_some("claim_list", self.claim_list.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
