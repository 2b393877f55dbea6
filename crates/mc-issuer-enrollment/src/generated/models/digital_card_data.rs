// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// State and appearance of a card. Unconfirmed; taken from a sibling API.
    ///
    /// Unconfirmed: taken from sibling APIs, not from a published file of this one.
    #[derive(Default)]
    pub struct DigitalCardData, rename_all = "camelCase" {
        /// The state of the card.
        ///
        /// JSON `status`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub status: Option<super::DigitalCardDataStatus>,
        /// Name of the card for display.
        ///
        /// JSON `descriptorName`; at most 64 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub descriptor_name: Option<String>,
        /// Where the picture of the card is.
        ///
        /// JSON `artUri`; at most 1024 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub art_uri: Option<String>,
        /// Checks that the card still has to pass.
        ///
        /// JSON `pendingEvents`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub pending_events: Option<Vec<super::PendingEvent>>,
        /// Whether the card bears a second brand, as the text `true` or `false`.
        ///
        /// JSON `isCoBranded`; at most 8 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub is_co_branded: Option<String>,
        /// Name of the second brand.
        ///
        /// JSON `coBrandedName`; at most 128 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub co_branded_name: Option<String>,
        /// Name of the issuer.
        ///
        /// JSON `issuerName`; at most 64 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub issuer_name: Option<String>,
        /// Longer text about the card for display.
        ///
        /// JSON `longDescription`; at most 256 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub long_description: Option<String>,
        /// Colour of text on the picture of the card, presumably as hexadecimal digits.
        ///
        /// JSON `foregroundColor`; at most 6 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub foreground_color: Option<String>,
    }
}

impl DigitalCardData {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            status: None,
            descriptor_name: None,
            art_uri: None,
            pending_events: None,
            is_co_branded: None,
            co_branded_name: None,
            issuer_name: None,
            long_description: None,
            foreground_color: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `status`.
    #[must_use]
    pub fn status(mut self, value: impl Into<super::DigitalCardDataStatus>) -> Self {
        self.status = Some(value.into());
        self
    }

    /// Sets `descriptor_name`.
    #[must_use]
    pub fn descriptor_name(mut self, value: impl Into<String>) -> Self {
        self.descriptor_name = Some(value.into());
        self
    }

    /// Sets `art_uri`.
    #[must_use]
    pub fn art_uri(mut self, value: impl Into<String>) -> Self {
        self.art_uri = Some(value.into());
        self
    }

    /// Sets `pending_events`.
    #[must_use]
    pub fn pending_events(mut self, value: impl Into<Vec<super::PendingEvent>>) -> Self {
        self.pending_events = Some(value.into());
        self
    }

    /// Sets `is_co_branded`.
    #[must_use]
    pub fn is_co_branded(mut self, value: impl Into<String>) -> Self {
        self.is_co_branded = Some(value.into());
        self
    }

    /// Sets `co_branded_name`.
    #[must_use]
    pub fn co_branded_name(mut self, value: impl Into<String>) -> Self {
        self.co_branded_name = Some(value.into());
        self
    }

    /// Sets `issuer_name`.
    #[must_use]
    pub fn issuer_name(mut self, value: impl Into<String>) -> Self {
        self.issuer_name = Some(value.into());
        self
    }

    /// Sets `long_description`.
    #[must_use]
    pub fn long_description(mut self, value: impl Into<String>) -> Self {
        self.long_description = Some(value.into());
        self
    }

    /// Sets `foreground_color`.
    #[must_use]
    pub fn foreground_color(mut self, value: impl Into<String>) -> Self {
        self.foreground_color = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for DigitalCardData {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "DigitalCardData")
            .show_some("status", self.status.as_ref().map(|value| value as _))
            .show_some("descriptor_name", self.descriptor_name.as_ref().map(|value| value as _))
            .show_some("art_uri", self.art_uri.as_ref().map(|value| value as _))
            .show_some("pending_events", self.pending_events.as_ref().map(|value| value as _))
            .show_some("is_co_branded", self.is_co_branded.as_ref().map(|value| value as _))
            .show_some("co_branded_name", self.co_branded_name.as_ref().map(|value| value as _))
            .show_some("issuer_name", self.issuer_name.as_ref().map(|value| value as _))
            .show_some(
                "long_description",
                self.long_description.as_ref().map(|value| value as _),
            )
            .show_some(
                "foreground_color",
                self.foreground_color.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
