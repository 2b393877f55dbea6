// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// How a cardholder was verified: each method that applies holds its own digit.
    #[derive(Default)]
    pub struct CardholderVerificationMethodStructure {
        /// `1` for a PIN checked online.
        ///
        /// JSON `onlinePIN`.
        #[serde(rename = "onlinePIN", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub online_pin: Option<String>,
        /// `2` for a PIN checked by the card.
        ///
        /// JSON `offlinePIN`.
        #[serde(rename = "offlinePIN", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub offline_pin: Option<String>,
        /// `3` for a signature.
        ///
        /// JSON `signature`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub signature: Option<String>,
        /// `4` for no verification.
        ///
        /// JSON `none`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub none: Option<String>,
    }
}

impl CardholderVerificationMethodStructure {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            online_pin: None,
            offline_pin: None,
            signature: None,
            none: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `online_pin`.
    #[must_use]
    pub fn online_pin(mut self, value: impl Into<String>) -> Self {
        self.online_pin = Some(value.into());
        self
    }

    /// Sets `offline_pin`.
    #[must_use]
    pub fn offline_pin(mut self, value: impl Into<String>) -> Self {
        self.offline_pin = Some(value.into());
        self
    }

    /// Sets `signature`.
    #[must_use]
    pub fn signature(mut self, value: impl Into<String>) -> Self {
        self.signature = Some(value.into());
        self
    }

    /// Sets `none`.
    #[must_use]
    pub fn none(mut self, value: impl Into<String>) -> Self {
        self.none = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for CardholderVerificationMethodStructure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CardholderVerificationMethodStructure")
            .show_some("online_pin", self.online_pin.as_ref().map(|value| value as _))
            .show_some("offline_pin", self.offline_pin.as_ref().map(|value| value as _))
            .show_some("signature", self.signature.as_ref().map(|value| value as _))
            .show_some("none", self.none.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
