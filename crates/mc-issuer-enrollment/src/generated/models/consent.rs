// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Consent to a document.
    #[derive(Default)]
    pub struct Consent, rename_all = "camelCase" {
        /// Where the document can be read in its latest version.
        ///
        /// JSON `latestVersionUri`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub latest_version_uri: Option<String>,
        /// Version that was agreed to. Unconfirmed; taken from a sibling API.
        ///
        /// JSON `acceptedVersion`.
        ///
        /// Unconfirmed: taken from sibling APIs, not from a published file of this one.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub accepted_version: Option<String>,
        /// Latest version of the document. Unconfirmed; taken from a sibling API.
        ///
        /// JSON `latestVersion`.
        ///
        /// Unconfirmed: taken from sibling APIs, not from a published file of this one.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub latest_version: Option<String>,
    }
}

impl Consent {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            latest_version_uri: None,
            accepted_version: None,
            latest_version: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `latest_version_uri`.
    #[must_use]
    pub fn latest_version_uri(mut self, value: impl Into<String>) -> Self {
        self.latest_version_uri = Some(value.into());
        self
    }

    /// Sets `accepted_version`.
    #[must_use]
    pub fn accepted_version(mut self, value: impl Into<String>) -> Self {
        self.accepted_version = Some(value.into());
        self
    }

    /// Sets `latest_version`.
    #[must_use]
    pub fn latest_version(mut self, value: impl Into<String>) -> Self {
        self.latest_version = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for Consent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "Consent")
            .show_some(
                "latest_version_uri",
                self.latest_version_uri.as_ref().map(|value| value as _),
            )
            .show_some(
                "accepted_version",
                self.accepted_version.as_ref().map(|value| value as _),
            )
            .show_some("latest_version", self.latest_version.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
