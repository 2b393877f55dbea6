// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Which page of which queue to read.
    pub struct GetQueueContentRequest, rename_all = "camelCase" {
        /// Name of the queue, as `get_queue_names` lists it.
        ///
        /// JSON `queueName`.
        #[serde(with = "mc_core::__private::lenient")]
        pub queue_name: String,
        /// First change to list, written like `2025-08-22T12:01`. Needs the other date as well.
        ///
        /// JSON `lastModifiedDateFrom`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub last_modified_date_from: Option<mc_core::values::LocalMinute>,
        /// Last change to list, written like `2025-08-22T12:01`. Needs the other date as well.
        ///
        /// JSON `lastModifiedDateTo`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub last_modified_date_to: Option<mc_core::values::LocalMinute>,
        /// Page to read; the first is `1`, which is the default.
        ///
        /// JSON `pageNb`.
        #[serde(rename = "pageNb", skip_serializing_if = "Option::is_none")]
        pub page_number: Option<mc_core::values::NumberText>,
    }
}

impl GetQueueContentRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(queue_name: impl Into<String>) -> Self {
        Self {
            queue_name: queue_name.into(),
            last_modified_date_from: None,
            last_modified_date_to: None,
            page_number: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `queue_name`.
    #[must_use]
    pub fn queue_name(mut self, value: impl Into<String>) -> Self {
        self.queue_name = value.into();
        self
    }

    /// Sets `last_modified_date_from`.
    #[must_use]
    pub fn last_modified_date_from(mut self, value: mc_core::values::LocalMinute) -> Self {
        self.last_modified_date_from = Some(value);
        self
    }

    /// Sets `last_modified_date_to`.
    #[must_use]
    pub fn last_modified_date_to(mut self, value: mc_core::values::LocalMinute) -> Self {
        self.last_modified_date_to = Some(value);
        self
    }

    /// Sets `page_number`.
    #[must_use]
    pub fn page_number(mut self, value: mc_core::values::NumberText) -> Self {
        self.page_number = Some(value);
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for GetQueueContentRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "GetQueueContentRequest")
            .show("queue_name", &self.queue_name)
            .show_text(
                "last_modified_date_from",
                self.last_modified_date_from.as_ref().map(|text| text.as_str()),
            )
            .show_text(
                "last_modified_date_to",
                self.last_modified_date_to.as_ref().map(|text| text.as_str()),
            )
            .show_text("page_number", self.page_number.as_ref().map(|text| text.as_str()))
            .extra(&self.extra)
            .finish()
    }
}
