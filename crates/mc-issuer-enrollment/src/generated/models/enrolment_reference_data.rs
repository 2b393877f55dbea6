// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A reference to a card that Mastercard has already received.
    pub struct EnrolmentReferenceData, rename_all = "camelCase" {
        /// The reference itself. For `PUSH_ACCOUNT_RECEIPT` it is the receipt that MDES Token Connect has
        /// returned.
        ///
        /// JSON `enrolmentReferenceId`; at most 256 characters.
        pub enrolment_reference_id: String,
        /// What kind of reference it is. An issuer sends `PUSH_ACCOUNT_RECEIPT`; the other values are those of
        /// a sibling API and unconfirmed.
        ///
        /// JSON `enrolmentReferenceType`.
        pub enrolment_reference_type: super::EnrolmentReferenceDataEnrolmentReferenceType,
    }
}

impl EnrolmentReferenceData {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(
        enrolment_reference_id: impl Into<String>,
        enrolment_reference_type: impl Into<super::EnrolmentReferenceDataEnrolmentReferenceType>,
    ) -> Self {
        Self {
            enrolment_reference_id: enrolment_reference_id.into(),
            enrolment_reference_type: enrolment_reference_type.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `enrolment_reference_id`.
    #[must_use]
    pub fn enrolment_reference_id(mut self, value: impl Into<String>) -> Self {
        self.enrolment_reference_id = value.into();
        self
    }

    /// Sets `enrolment_reference_type`.
    #[must_use]
    pub fn enrolment_reference_type(
        mut self,
        value: impl Into<super::EnrolmentReferenceDataEnrolmentReferenceType>,
    ) -> Self {
        self.enrolment_reference_type = value.into();
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for EnrolmentReferenceData {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "EnrolmentReferenceData")
            .hide("enrolment_reference_id", true)
            .show("enrolment_reference_type", &self.enrolment_reference_type)
            .extra(&self.extra)
            .finish()
    }
}
