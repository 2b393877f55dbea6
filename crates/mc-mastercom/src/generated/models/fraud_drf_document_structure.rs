// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Fields of the dispute form for fraud.
    #[derive(Default)]
    pub struct FraudDrfDocumentStructure, rename_all = "camelCase" {
        /// How many transactions are disputed.
        ///
        /// JSON `numberOfItems`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub number_of_items: Option<mc_core::values::NumberText>,
        /// Kinds of fraud, with commas between them, such as `CARD_CLOSED,REPORT_SAFE`.
        ///
        /// JSON `types`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub types: Option<String>,
        /// Anything else worth knowing.
        ///
        /// JSON `additionalInformation`; at most 1000 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub additional_information: Option<mc_core::Sensitive<String>>,
        /// Person who handles the chargeback.
        ///
        /// JSON `chargebackRepresentative`; at most 25 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub chargeback_representative: Option<mc_core::Sensitive<String>>,
        /// Region of the issuer.
        ///
        /// JSON `cardIssuerRegion`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub card_issuer_region: Option<super::CardIssuerRegion>,
        /// How the cardholder was verified.
        ///
        /// JSON `cardholderVerificationMethod`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub cardholder_verification_method: Option<super::CardholderVerificationMethodStructure>,
    }
}

impl FraudDrfDocumentStructure {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            number_of_items: None,
            types: None,
            additional_information: None,
            chargeback_representative: None,
            card_issuer_region: None,
            cardholder_verification_method: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `number_of_items`.
    #[must_use]
    pub fn number_of_items(mut self, value: mc_core::values::NumberText) -> Self {
        self.number_of_items = Some(value);
        self
    }

    /// Sets `types`.
    #[must_use]
    pub fn types(mut self, value: impl Into<String>) -> Self {
        self.types = Some(value.into());
        self
    }

    /// Sets `additional_information`.
    #[must_use]
    pub fn additional_information(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.additional_information = Some(value.into());
        self
    }

    /// Sets `chargeback_representative`.
    #[must_use]
    pub fn chargeback_representative(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.chargeback_representative = Some(value.into());
        self
    }

    /// Sets `card_issuer_region`.
    #[must_use]
    pub fn card_issuer_region(mut self, value: impl Into<super::CardIssuerRegion>) -> Self {
        self.card_issuer_region = Some(value.into());
        self
    }

    /// Sets `cardholder_verification_method`.
    #[must_use]
    pub fn cardholder_verification_method(
        mut self,
        value: impl Into<super::CardholderVerificationMethodStructure>,
    ) -> Self {
        self.cardholder_verification_method = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for FraudDrfDocumentStructure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "FraudDrfDocumentStructure")
            .show_text(
                "number_of_items",
                self.number_of_items.as_ref().map(|text| text.as_str()),
            )
            .show_some("types", self.types.as_ref().map(|value| value as _))
            .hide("additional_information", self.additional_information.is_some())
            .hide("chargeback_representative", self.chargeback_representative.is_some())
            .show_some(
                "card_issuer_region",
                self.card_issuer_region.as_ref().map(|value| value as _),
            )
            .show_some(
                "cardholder_verification_method",
                self.cardholder_verification_method.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
