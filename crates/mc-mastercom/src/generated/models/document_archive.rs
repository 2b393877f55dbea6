// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A ZIP file with documents.
    #[derive(Default)]
    pub struct DocumentArchive {
        /// Name of the ZIP file.
        ///
        /// JSON `filename`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub filename: Option<String>,
        /// The ZIP file in base64, with JPEG, TIFF or PDF files in it.
        ///
        /// JSON `file`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub file: Option<mc_core::Sensitive<String>>,
    }
}

impl DocumentArchive {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            filename: None,
            file: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `filename`.
    #[must_use]
    pub fn filename(mut self, value: impl Into<String>) -> Self {
        self.filename = Some(value.into());
        self
    }

    /// Sets `file`.
    #[must_use]
    pub fn file(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.file = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for DocumentArchive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "DocumentArchive")
            .hide("filename", self.filename.is_some())
            .hide("file", self.file.is_some())
            .extra(&self.extra)
            .finish()
    }
}

/// The specification's own name of [`DocumentArchive`].
pub type DocumentStructureResp = DocumentArchive;
