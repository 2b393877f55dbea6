// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A document to upload. Its name and its content go together: send both or leave the attachment out.
    /// Image rules are strict: at most 300 dots an inch, 30 million pixels, and 18 MB for all documents of
    /// one transaction.
    #[derive(Default)]
    pub struct DocumentStructure {
        /// Name with extension. Only English letters and digits, no blanks. The schema takes 100 characters,
        /// the rules for documents 16.
        ///
        /// JSON `filename`; at most 100 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub filename: Option<String>,
        /// Content in base64: a JPEG, TIFF or PDF file, or a ZIP file of such. The limit of the text is
        /// 22,000,000 characters, some 16.5 MB before encoding.
        ///
        /// JSON `file`; 1 to 22000000 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub file: Option<mc_core::Sensitive<String>>,
    }
}

impl DocumentStructure {
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
impl std::fmt::Debug for DocumentStructure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "DocumentStructure")
            .hide("filename", self.filename.is_some())
            .hide("file", self.file.is_some())
            .extra(&self.extra)
            .finish()
    }
}
