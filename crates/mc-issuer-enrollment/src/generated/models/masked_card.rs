// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A card as Click to Pay holds it. Unconfirmed; taken from a sibling API.
    ///
    /// Unconfirmed: taken from sibling APIs, not from a published file of this one.
    #[derive(Default)]
    pub struct MaskedCard, rename_all = "camelCase" {
        /// Mastercard's id of the card, named in the documentation of batch status. It need not be a UUID.
        ///
        /// JSON `srcDigitalCardId`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub src_digital_card_id: Option<String>,
        /// First digits of the card number.
        ///
        /// JSON `panBin`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub pan_bin: Option<String>,
        /// Last four digits of the card number.
        ///
        /// JSON `panLastFour`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub pan_last_four: Option<String>,
        /// Month of expiry of the card.
        ///
        /// JSON `panExpirationMonth`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub pan_expiration_month: Option<mc_core::Sensitive<String>>,
        /// Year of expiry of the card.
        ///
        /// JSON `panExpirationYear`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub pan_expiration_year: Option<mc_core::Sensitive<String>>,
        /// Reference of the token that stands for the card.
        ///
        /// JSON `tokenUniqueReference`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub token_unique_reference: Option<String>,
        /// Last four digits of the token.
        ///
        /// JSON `tokenLastFour`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub token_last_four: Option<String>,
        /// Month of expiry of the token.
        ///
        /// JSON `tokenExpirationMonth`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub token_expiration_month: Option<mc_core::Sensitive<String>>,
        /// Year of expiry of the token.
        ///
        /// JSON `tokenExpirationYear`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub token_expiration_year: Option<mc_core::Sensitive<String>>,
        /// Brand or kind of card, as the service words it.
        ///
        /// JSON `paymentCardDescriptor`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub payment_card_descriptor: Option<String>,
        /// Type of the card, for instance credit or debit.
        ///
        /// JSON `paymentCardType`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub payment_card_type: Option<String>,
        /// Payment account reference (PAR). It stays the same for the card and all its tokens.
        ///
        /// JSON `paymentAccountReference`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub payment_account_reference: Option<String>,
        /// Id of the program.
        ///
        /// JSON `serviceId`; at most 255 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub service_id: Option<String>,
        /// State and appearance of the card.
        ///
        /// JSON `digitalCardData`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub digital_card_data: Option<super::DigitalCardData>,
        /// When the card was added, in a form that is not known.
        ///
        /// JSON `dateOfCardCreated`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub date_of_card_created: Option<String>,
    }
}

impl MaskedCard {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            src_digital_card_id: None,
            pan_bin: None,
            pan_last_four: None,
            pan_expiration_month: None,
            pan_expiration_year: None,
            token_unique_reference: None,
            token_last_four: None,
            token_expiration_month: None,
            token_expiration_year: None,
            payment_card_descriptor: None,
            payment_card_type: None,
            payment_account_reference: None,
            service_id: None,
            digital_card_data: None,
            date_of_card_created: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `src_digital_card_id`.
    #[must_use]
    pub fn src_digital_card_id(mut self, value: impl Into<String>) -> Self {
        self.src_digital_card_id = Some(value.into());
        self
    }

    /// Sets `pan_bin`.
    #[must_use]
    pub fn pan_bin(mut self, value: impl Into<String>) -> Self {
        self.pan_bin = Some(value.into());
        self
    }

    /// Sets `pan_last_four`.
    #[must_use]
    pub fn pan_last_four(mut self, value: impl Into<String>) -> Self {
        self.pan_last_four = Some(value.into());
        self
    }

    /// Sets `pan_expiration_month`.
    #[must_use]
    pub fn pan_expiration_month(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.pan_expiration_month = Some(value.into());
        self
    }

    /// Sets `pan_expiration_year`.
    #[must_use]
    pub fn pan_expiration_year(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.pan_expiration_year = Some(value.into());
        self
    }

    /// Sets `token_unique_reference`.
    #[must_use]
    pub fn token_unique_reference(mut self, value: impl Into<String>) -> Self {
        self.token_unique_reference = Some(value.into());
        self
    }

    /// Sets `token_last_four`.
    #[must_use]
    pub fn token_last_four(mut self, value: impl Into<String>) -> Self {
        self.token_last_four = Some(value.into());
        self
    }

    /// Sets `token_expiration_month`.
    #[must_use]
    pub fn token_expiration_month(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.token_expiration_month = Some(value.into());
        self
    }

    /// Sets `token_expiration_year`.
    #[must_use]
    pub fn token_expiration_year(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.token_expiration_year = Some(value.into());
        self
    }

    /// Sets `payment_card_descriptor`.
    #[must_use]
    pub fn payment_card_descriptor(mut self, value: impl Into<String>) -> Self {
        self.payment_card_descriptor = Some(value.into());
        self
    }

    /// Sets `payment_card_type`.
    #[must_use]
    pub fn payment_card_type(mut self, value: impl Into<String>) -> Self {
        self.payment_card_type = Some(value.into());
        self
    }

    /// Sets `payment_account_reference`.
    #[must_use]
    pub fn payment_account_reference(mut self, value: impl Into<String>) -> Self {
        self.payment_account_reference = Some(value.into());
        self
    }

    /// Sets `service_id`.
    #[must_use]
    pub fn service_id(mut self, value: impl Into<String>) -> Self {
        self.service_id = Some(value.into());
        self
    }

    /// Sets `digital_card_data`.
    #[must_use]
    pub fn digital_card_data(mut self, value: impl Into<super::DigitalCardData>) -> Self {
        self.digital_card_data = Some(value.into());
        self
    }

    /// Sets `date_of_card_created`.
    #[must_use]
    pub fn date_of_card_created(mut self, value: impl Into<String>) -> Self {
        self.date_of_card_created = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for MaskedCard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "MaskedCard")
            .hide("src_digital_card_id", self.src_digital_card_id.is_some())
            .hide("pan_bin", self.pan_bin.is_some())
            .hide("pan_last_four", self.pan_last_four.is_some())
            .hide("pan_expiration_month", self.pan_expiration_month.is_some())
            .hide("pan_expiration_year", self.pan_expiration_year.is_some())
            .hide("token_unique_reference", self.token_unique_reference.is_some())
            .hide("token_last_four", self.token_last_four.is_some())
            .hide("token_expiration_month", self.token_expiration_month.is_some())
            .hide("token_expiration_year", self.token_expiration_year.is_some())
            .show_some(
                "payment_card_descriptor",
                self.payment_card_descriptor.as_ref().map(|value| value as _),
            )
            .show_some(
                "payment_card_type",
                self.payment_card_type.as_ref().map(|value| value as _),
            )
            .hide("payment_account_reference", self.payment_account_reference.is_some())
            .show_some("service_id", self.service_id.as_ref().map(|value| value as _))
            .show_some(
                "digital_card_data",
                self.digital_card_data.as_ref().map(|value| value as _),
            )
            .show_some(
                "date_of_card_created",
                self.date_of_card_created.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
