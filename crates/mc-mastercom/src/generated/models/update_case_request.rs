// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// What to do to a case.
    pub struct UpdateCaseRequest, rename_all = "camelCase" {
        /// Action to take.
        ///
        /// JSON `action`.
        pub action: super::CaseAction,
        /// Document to upload.
        ///
        /// JSON `fileAttachment`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub file_attachment: Option<super::DocumentStructure>,
        /// Memo of up to 100 characters. Needed to accept, reject, rebut or retry.
        ///
        /// JSON `memo`; at most 100 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub memo: Option<mc_core::Sensitive<String>>,
        /// Party that rebuts. Needed for `REBUT`.
        ///
        /// JSON `rebuttedAs`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub rebutted_as: Option<super::CaseParty>,
        /// Party whose document is uploaded again. Needed for `DOC_RETRY`.
        ///
        /// JSON `docRetryAs`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub doc_retry_as: Option<super::CaseParty>,
    }
}

impl UpdateCaseRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(action: impl Into<super::CaseAction>) -> Self {
        Self {
            action: action.into(),
            file_attachment: None,
            memo: None,
            rebutted_as: None,
            doc_retry_as: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `action`.
    #[must_use]
    pub fn action(mut self, value: impl Into<super::CaseAction>) -> Self {
        self.action = value.into();
        self
    }

    /// Sets `file_attachment`.
    #[must_use]
    pub fn file_attachment(mut self, value: impl Into<super::DocumentStructure>) -> Self {
        self.file_attachment = Some(value.into());
        self
    }

    /// Sets `memo`.
    #[must_use]
    pub fn memo(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.memo = Some(value.into());
        self
    }

    /// Sets `rebutted_as`.
    #[must_use]
    pub fn rebutted_as(mut self, value: impl Into<super::CaseParty>) -> Self {
        self.rebutted_as = Some(value.into());
        self
    }

    /// Sets `doc_retry_as`.
    #[must_use]
    pub fn doc_retry_as(mut self, value: impl Into<super::CaseParty>) -> Self {
        self.doc_retry_as = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for UpdateCaseRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "UpdateCaseRequest")
            .show("action", &self.action)
            .show_some("file_attachment", self.file_attachment.as_ref().map(|value| value as _))
            .hide("memo", self.memo.is_some())
            .show_some("rebutted_as", self.rebutted_as.as_ref().map(|value| value as _))
            .show_some("doc_retry_as", self.doc_retry_as.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
