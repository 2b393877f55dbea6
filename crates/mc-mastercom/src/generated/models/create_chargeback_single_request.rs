// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A chargeback to file with the single-message system. For debit cards and bridged debit only. Some
    /// fields are needed for certain brands and reason codes only.
    pub struct CreateChargebackSingleRequest, rename_all = "camelCase" {
        /// Brand of the card.
        ///
        /// JSON `brand`.
        pub brand: super::Brand,
        /// Amount that stays charged to the cardholder after the dispute.
        ///
        /// JSON `replacementAmount`.
        pub replacement_amount: mc_core::values::Amount,
        /// Reason code of the debit switch (MDS).
        ///
        /// JSON `reversalReasonCode`; at most 12 characters.
        #[serde(with = "mc_core::__private::lenient")]
        pub reversal_reason_code: String,
        /// First chargeback or second presentment.
        ///
        /// JSON `usageCode`.
        pub usage_code: super::DebitChargebackUsage,
        /// Single or double, to be given when the replacement amount is zero.
        ///
        /// JSON `chargebackType`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub chargeback_type: Option<super::DebitChargebackType>,
        /// Reference of the first posting. Needed for Debit Mastercard and reason 34, duplicate processing.
        ///
        /// JSON `acquirerFirstReferenceNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_first_reference_number: Option<String>,
        /// A note of up to 38 characters.
        ///
        /// JSON `additionalInformation`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub additional_information: Option<mc_core::Sensitive<String>>,
        /// Fax number of the contact. Needed for some reasons of brands other than Debit Mastercard.
        ///
        /// JSON `adjustmentContactFax`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub adjustment_contact_fax: Option<mc_core::Sensitive<String>>,
        /// Name of the contact. Needed for some reasons of brands other than Debit Mastercard.
        ///
        /// JSON `adjustmentContactName`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub adjustment_contact_name: Option<mc_core::Sensitive<String>>,
        /// Telephone number of the contact. Needed for some reasons of brands other than Debit Mastercard.
        ///
        /// JSON `adjustmentContactPhone`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub adjustment_contact_phone: Option<mc_core::Sensitive<String>>,
        /// Number of one's own, for tracing, up to five digits.
        ///
        /// JSON `controlNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub control_number: Option<String>,
        /// Record text. For a guaranteed no-show use reason 53 instead.
        ///
        /// JSON `dataRecordText`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub data_record_text: Option<super::DataRecordText>,
        /// Whether a document follows. Needed for Debit Mastercard, else for reasons 70 and 71.
        ///
        /// JSON `documentIndicator`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub document_indicator: Option<super::DebitDocumentIndicator>,
        /// Kind of document. Needed for reason 02.
        ///
        /// JSON `documentType`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub document_type: Option<super::DebitChargebackDocumentType>,
        /// What could not be read. Needed for reason 02.
        ///
        /// JSON `illegibleItemCd`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub illegible_item_cd: Option<super::IllegibleItem>,
        /// Card program. Needed for reason 49.
        ///
        /// JSON `program`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub program: Option<super::CardProgram>,
        /// Day of the retrieval request, six digits. Needed for Debit Mastercard and reason 02.
        ///
        /// JSON `retrievalRequestDate`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub retrieval_request_date: Option<String>,
        /// Number of the security bulletin as year digit and month. Needed for Debit Mastercard and reason 49.
        ///
        /// JSON `securityBulletinNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub security_bulletin_number: Option<String>,
        /// Document to upload.
        ///
        /// JSON `fileAttachment`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub file_attachment: Option<super::DocumentStructure>,
        /// `true` when a promised refund has not come. Possible twenty days after collaboration rejected the
        /// first chargeback with code 5000.
        ///
        /// JSON `refundNotReceivedIndicator`; at most 5 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub refund_not_received_indicator: Option<mc_core::values::TrueFalse>,
    }
}

impl CreateChargebackSingleRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(
        brand: impl Into<super::Brand>,
        replacement_amount: mc_core::values::Amount,
        reversal_reason_code: impl Into<String>,
        usage_code: impl Into<super::DebitChargebackUsage>,
    ) -> Self {
        Self {
            brand: brand.into(),
            replacement_amount,
            reversal_reason_code: reversal_reason_code.into(),
            usage_code: usage_code.into(),
            chargeback_type: None,
            acquirer_first_reference_number: None,
            additional_information: None,
            adjustment_contact_fax: None,
            adjustment_contact_name: None,
            adjustment_contact_phone: None,
            control_number: None,
            data_record_text: None,
            document_indicator: None,
            document_type: None,
            illegible_item_cd: None,
            program: None,
            retrieval_request_date: None,
            security_bulletin_number: None,
            file_attachment: None,
            refund_not_received_indicator: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `brand`.
    #[must_use]
    pub fn brand(mut self, value: impl Into<super::Brand>) -> Self {
        self.brand = value.into();
        self
    }

    /// Sets `replacement_amount`.
    #[must_use]
    pub fn replacement_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.replacement_amount = value;
        self
    }

    /// Sets `reversal_reason_code`.
    #[must_use]
    pub fn reversal_reason_code(mut self, value: impl Into<String>) -> Self {
        self.reversal_reason_code = value.into();
        self
    }

    /// Sets `usage_code`.
    #[must_use]
    pub fn usage_code(mut self, value: impl Into<super::DebitChargebackUsage>) -> Self {
        self.usage_code = value.into();
        self
    }

    /// Sets `chargeback_type`.
    #[must_use]
    pub fn chargeback_type(mut self, value: impl Into<super::DebitChargebackType>) -> Self {
        self.chargeback_type = Some(value.into());
        self
    }

    /// Sets `acquirer_first_reference_number`.
    #[must_use]
    pub fn acquirer_first_reference_number(mut self, value: impl Into<String>) -> Self {
        self.acquirer_first_reference_number = Some(value.into());
        self
    }

    /// Sets `additional_information`.
    #[must_use]
    pub fn additional_information(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.additional_information = Some(value.into());
        self
    }

    /// Sets `adjustment_contact_fax`.
    #[must_use]
    pub fn adjustment_contact_fax(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.adjustment_contact_fax = Some(value.into());
        self
    }

    /// Sets `adjustment_contact_name`.
    #[must_use]
    pub fn adjustment_contact_name(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.adjustment_contact_name = Some(value.into());
        self
    }

    /// Sets `adjustment_contact_phone`.
    #[must_use]
    pub fn adjustment_contact_phone(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.adjustment_contact_phone = Some(value.into());
        self
    }

    /// Sets `control_number`.
    #[must_use]
    pub fn control_number(mut self, value: impl Into<String>) -> Self {
        self.control_number = Some(value.into());
        self
    }

    /// Sets `data_record_text`.
    #[must_use]
    pub fn data_record_text(mut self, value: impl Into<super::DataRecordText>) -> Self {
        self.data_record_text = Some(value.into());
        self
    }

    /// Sets `document_indicator`.
    #[must_use]
    pub fn document_indicator(mut self, value: impl Into<super::DebitDocumentIndicator>) -> Self {
        self.document_indicator = Some(value.into());
        self
    }

    /// Sets `document_type`.
    #[must_use]
    pub fn document_type(mut self, value: impl Into<super::DebitChargebackDocumentType>) -> Self {
        self.document_type = Some(value.into());
        self
    }

    /// Sets `illegible_item_cd`.
    #[must_use]
    pub fn illegible_item_cd(mut self, value: impl Into<super::IllegibleItem>) -> Self {
        self.illegible_item_cd = Some(value.into());
        self
    }

    /// Sets `program`.
    #[must_use]
    pub fn program(mut self, value: impl Into<super::CardProgram>) -> Self {
        self.program = Some(value.into());
        self
    }

    /// Sets `retrieval_request_date`.
    #[must_use]
    pub fn retrieval_request_date(mut self, value: impl Into<String>) -> Self {
        self.retrieval_request_date = Some(value.into());
        self
    }

    /// Sets `security_bulletin_number`.
    #[must_use]
    pub fn security_bulletin_number(mut self, value: impl Into<String>) -> Self {
        self.security_bulletin_number = Some(value.into());
        self
    }

    /// Sets `file_attachment`.
    #[must_use]
    pub fn file_attachment(mut self, value: impl Into<super::DocumentStructure>) -> Self {
        self.file_attachment = Some(value.into());
        self
    }

    /// Sets `refund_not_received_indicator`.
    #[must_use]
    pub fn refund_not_received_indicator(mut self, value: mc_core::values::TrueFalse) -> Self {
        self.refund_not_received_indicator = Some(value);
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for CreateChargebackSingleRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CreateChargebackSingleRequest")
            .show("brand", &self.brand)
            .hide("replacement_amount", true)
            .show("reversal_reason_code", &self.reversal_reason_code)
            .show("usage_code", &self.usage_code)
            .show_some("chargeback_type", self.chargeback_type.as_ref().map(|value| value as _))
            .show_some(
                "acquirer_first_reference_number",
                self.acquirer_first_reference_number.as_ref().map(|value| value as _),
            )
            .hide("additional_information", self.additional_information.is_some())
            .hide("adjustment_contact_fax", self.adjustment_contact_fax.is_some())
            .hide("adjustment_contact_name", self.adjustment_contact_name.is_some())
            .hide("adjustment_contact_phone", self.adjustment_contact_phone.is_some())
            .show_some("control_number", self.control_number.as_ref().map(|value| value as _))
            .show_some(
                "data_record_text",
                self.data_record_text.as_ref().map(|value| value as _),
            )
            .show_some(
                "document_indicator",
                self.document_indicator.as_ref().map(|value| value as _),
            )
            .show_some("document_type", self.document_type.as_ref().map(|value| value as _))
            .show_some(
                "illegible_item_cd",
                self.illegible_item_cd.as_ref().map(|value| value as _),
            )
            .show_some("program", self.program.as_ref().map(|value| value as _))
            .show_some(
                "retrieval_request_date",
                self.retrieval_request_date.as_ref().map(|value| value as _),
            )
            .show_some(
                "security_bulletin_number",
                self.security_bulletin_number.as_ref().map(|value| value as _),
            )
            .show_some("file_attachment", self.file_attachment.as_ref().map(|value| value as _))
            .show_text(
                "refund_not_received_indicator",
                self.refund_not_received_indicator.as_ref().map(|text| text.as_str()),
            )
            .extra(&self.extra)
            .finish()
    }
}
