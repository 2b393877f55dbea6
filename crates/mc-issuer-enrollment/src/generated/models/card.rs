// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A card before encryption, for `encryptedCard`. It is never sent as it is.
    pub struct Card, rename_all = "camelCase" {
        /// The card number (PAN), digits only.
        ///
        /// JSON `primaryAccountNumber`; 16 to 20 characters.
        pub primary_account_number: mc_core::Sensitive<String>,
        /// Month of expiry as two digits. Unconfirmed; taken from a sibling API.
        ///
        /// JSON `panExpirationMonth`; 2 characters.
        ///
        /// Unconfirmed: taken from sibling APIs, not from a published file of this one.
        pub pan_expiration_month: mc_core::Sensitive<String>,
        /// Year of expiry as four digits. Unconfirmed; taken from a sibling API.
        ///
        /// JSON `panExpirationYear`; 4 characters.
        ///
        /// Unconfirmed: taken from sibling APIs, not from a published file of this one.
        pub pan_expiration_year: mc_core::Sensitive<String>,
        /// Security code printed on the card. Unconfirmed; taken from a sibling API.
        ///
        /// JSON `cardSecurityCode`; 3 to 6 characters.
        ///
        /// Unconfirmed: taken from sibling APIs, not from a published file of this one.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub card_security_code: Option<mc_core::Sensitive<String>>,
        /// Name on the card. Leave it out rather than empty: a known client found that an empty one is refused.
        /// Unconfirmed; taken from a sibling API.
        ///
        /// JSON `cardholderFullName`.
        ///
        /// Unconfirmed: taken from sibling APIs, not from a published file of this one.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub cardholder_full_name: Option<mc_core::Sensitive<String>>,
    }
}

impl Card {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(
        primary_account_number: impl Into<mc_core::Sensitive<String>>,
        pan_expiration_month: impl Into<mc_core::Sensitive<String>>,
        pan_expiration_year: impl Into<mc_core::Sensitive<String>>,
    ) -> Self {
        Self {
            primary_account_number: primary_account_number.into(),
            pan_expiration_month: pan_expiration_month.into(),
            pan_expiration_year: pan_expiration_year.into(),
            card_security_code: None,
            cardholder_full_name: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `primary_account_number`.
    #[must_use]
    pub fn primary_account_number(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.primary_account_number = value.into();
        self
    }

    /// Sets `pan_expiration_month`.
    #[must_use]
    pub fn pan_expiration_month(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.pan_expiration_month = value.into();
        self
    }

    /// Sets `pan_expiration_year`.
    #[must_use]
    pub fn pan_expiration_year(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.pan_expiration_year = value.into();
        self
    }

    /// Sets `card_security_code`.
    #[must_use]
    pub fn card_security_code(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.card_security_code = Some(value.into());
        self
    }

    /// Sets `cardholder_full_name`.
    #[must_use]
    pub fn cardholder_full_name(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.cardholder_full_name = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for Card {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "Card")
            .hide("primary_account_number", true)
            .hide("pan_expiration_month", true)
            .hide("pan_expiration_year", true)
            .hide("card_security_code", self.card_security_code.is_some())
            .hide("cardholder_full_name", self.cardholder_full_name.is_some())
            .extra(&self.extra)
            .finish()
    }
}
