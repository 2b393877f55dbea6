// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// The documents that were asked for.
    #[derive(Default)]
    pub struct DocumentResponse, rename_all = "camelCase" {
        /// ZIP file with the documents.
        ///
        /// JSON `fileAttachment`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub file_attachment: Option<super::DocumentArchive>,
    }
}

impl DocumentResponse {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            file_attachment: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `file_attachment`.
    #[must_use]
    pub fn file_attachment(mut self, value: impl Into<super::DocumentArchive>) -> Self {
        self.file_attachment = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for DocumentResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "DocumentResponse")
            .show_some("file_attachment", self.file_attachment.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}

/// The specification's own name of [`DocumentResponse`].
pub type DocumentResponseStructure = DocumentResponse;
